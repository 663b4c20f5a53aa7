//! The notions that points and entries speak of, those near to them included: a finer picture than policy
//! areas give, and a coarser one than words that stand for one another.

use std::ops::Range;
use std::sync::OnceLock;

use super::digest::{Digest, Row};
use super::kin::{Sum, keep_greatest, to_unit};
use super::posting::Postings;
use super::reading::{Ask, Reading};
use super::thesaurus::Thesaurus;
use super::vocabulary::Term;

/// Of how many notions that an entry or a point speaks of the kin is asked.
const CHIEF: usize = 128;

/// The most notions of an entry, kin included.
const KEPT: usize = 128;

/// The share of what speaks for an entry from which a word is named.
const TELLING: f64 = 0.2;

/// The notions of all entries. Those of one are found when a point first asks for it: of a large library,
/// few are ever asked for.
#[derive(Debug)]
pub(super) struct Notions {
    thesaurus: Thesaurus,
    /// The notions of each word of the library.
    words: Vec<Vec<(u32, f32)>>,
    /// For each entry, the words that it uses, with how much they say.
    used: Vec<Vec<(Term, f32)>>,
    /// For each entry, the notions that it speaks of, with how much it does; as a vector, of length 1.
    entries: Vec<OnceLock<Vec<(u32, f32)>>>,
}

/// The notions of a point.
#[derive(Debug)]
pub(super) struct PointNotions {
    /// For each notion, how much the point speaks of it; as a vector, of length 1.
    shares: Vec<f32>,
}

impl Notions {
    /// Takes what the thesaurus says of each of the library's words.
    #[expect(clippy::cast_possible_truncation, reason = "rarities are small")]
    pub(super) fn new(
        thesaurus: &Thesaurus,
        rows: &[Option<Row<'_>>],
        postings: &Postings,
        entries: usize,
    ) -> Self {
        let mut used: Vec<Vec<(Term, f32)>> = vec![Vec::new(); entries];
        for (term, _) in (Term::MIN..).zip(rows).filter(|(_, row)| row.is_some()) {
            let rarity = postings.idf(term) as f32;
            for posting in postings.of(term) {
                used[posting.entry as usize].push((term, rarity * posting.share));
            }
        }
        let of_word = |row: &Option<Row<'_>>| row.iter().flat_map(|row| row.notions()).collect();
        Self {
            thesaurus: thesaurus.clone(),
            words: rows.iter().map(of_word).collect(),
            used,
            entries: (0..entries).map(|_| OnceLock::new()).collect(),
        }
    }

    /// Finds the notions of an entry by the words it uses.
    fn find(&self, entry: usize) -> Vec<(u32, f32)> {
        let digest = self.thesaurus.digest();
        let mut said = Sum::new(digest.size());
        for (term, weight) in &self.used[entry] {
            said.add(self.words[*term as usize].iter().copied(), *weight);
        }
        let mut list = with_kin(digest, said);
        keep_greatest(&mut list, KEPT);
        to_unit(&mut list);
        list
    }

    /// Returns how much an entry speaks of the same as a point: the cosine of their notions.
    pub(super) fn likeness(&self, point: &PointNotions, entry: u32) -> f64 {
        let shared = |(notion, share): &(u32, f32)| share * point.shares[*notion as usize];
        f64::from(sum(self.of(entry), shared))
    }

    /// Returns where the point uses the words that speak most of what an entry speaks of.
    pub(super) fn passages(&self, reading: &Reading<'_>, entry: u32) -> Vec<Range<usize>> {
        let digest = self.thesaurus.digest();
        let mut spoken_of = vec![0.0; digest.size()];
        for (notion, share) in self.of(entry) {
            spoken_of[*notion as usize] = *share;
        }
        let near = |(notion, share): &(u32, f32)| {
            let kin = digest.kin(*notion).map(|(kin, near)| near * spoken_of[kin as usize]);
            share * kin.sum::<f32>()
        };
        let said = |ask: &Ask<'_>| ask.value * f64::from(ask.notions.iter().map(near).sum::<f32>());
        let said: Vec<f64> = reading.asks.iter().map(said).collect();
        let enough = TELLING * said.iter().sum::<f64>();
        let asks = reading.asks.iter().zip(&said).filter(|(_, said)| **said > enough);
        asks.flat_map(|(ask, _)| ask.ranges.iter().cloned()).collect()
    }

    fn of(&self, entry: u32) -> &[(u32, f32)] {
        let entry = entry as usize;
        self.entries[entry].get_or_init(|| self.find(entry))
    }
}

impl PointNotions {
    /// Finds the notions of a point by the words it uses.
    #[expect(clippy::cast_possible_truncation, reason = "rarities are small")]
    pub(super) fn of(digest: &Digest, reading: &Reading<'_>) -> Self {
        let mut said = Sum::new(digest.size());
        for ask in &reading.asks {
            said.add(ask.notions.iter().copied(), ask.value as f32);
        }
        let mut list = with_kin(digest, said);
        to_unit(&mut list);
        let mut shares = vec![0.0; digest.size()];
        for (notion, share) in list {
            shares[notion as usize] = share;
        }
        Self { shares }
    }
}

/// Adds up the kin of the chief notions that something speaks of.
fn with_kin(digest: &Digest, mut said: Sum) -> Vec<(u32, f32)> {
    let mut chief = said.take();
    keep_greatest(&mut chief, CHIEF);
    for (notion, weight) in chief {
        said.add(digest.kin(notion), weight);
    }
    said.take()
}

/// Adds up what each of a list amounts to, several at once: a sum waits for the one before it.
fn sum<T>(list: &[T], amount: impl Fn(&T) -> f32) -> f32 {
    const AT_ONCE: usize = 8;
    let mut sums = [0.0; AT_ONCE];
    let (chunks, rest) = list.as_chunks::<AT_ONCE>();
    for chunk in chunks {
        for (sum, one) in sums.iter_mut().zip(chunk) {
            *sum += amount(one);
        }
    }
    sums.into_iter().chain(rest.iter().map(amount)).sum()
}

#[cfg(test)]
mod tests {
    use crate::ranking::{Entry, Index, Query, Ranker, Stance, Thesaurus};

    /// No notion has all of a lamb, a lorry and a journey, but each shares words with the next one.
    const THESAURUS: &str = "\
        livestock: lamb, calf\nlive transport: livestock, lorry\njourney time: lorry, hours\n\
        toll: road charge, barrier\n";

    fn index() -> Index {
        let entry =
            |id: &str, body: &str| Entry { id: id.into(), body: body.into(), ..Entry::default() };
        let entries = [
            entry("journeys", "Hours on the road are limited."),
            entry("tolls", "Charges on the road are limited at the barrier."),
        ];
        Index::new(&entries, &Thesaurus::new(THESAURUS))
    }

    #[test]
    fn of_two_entries_the_one_that_speaks_of_the_same_comes_first() {
        let ranking = index().rank(&Query::new("Lambs suffer on the road.", Stance::Concern));
        let ids: Vec<&str> = ranking.candidates.iter().map(|one| one.entry.as_str()).collect();
        assert_eq!(ids, ["journeys", "tolls"]);
    }

    #[test]
    fn the_words_that_tell_it_are_named() {
        let query = Query::new("Lambs suffer on the road.", Stance::Concern);
        let reasons = index().explain(&query, &["journeys"]).concat();
        let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
        assert!(reasons.contains(&"speaks of the same, by “Lambs”".to_owned()), "{reasons:?}");
    }

    #[test]
    fn among_thousands_of_entries_notions_do_not_count() {
        let entry = |number: usize| Entry {
            id: format!("{number:04}"),
            body: format!("Hours on the road are limited, as in case {number}."),
            ..Entry::default()
        };
        let entries: Vec<Entry> = (0..6000).map(entry).collect();
        let index = Index::new(&entries, &Thesaurus::new(THESAURUS));
        let query = Query::new("Lambs suffer on the road in case 17.", Stance::Concern);
        assert_eq!(index.rank(&query).candidates[0].entry, "0017");
        let reasons = index.explain(&query, &["0017"]).concat();
        let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
        assert!(!reasons.iter().any(|reason| reason.starts_with("speaks")), "{reasons:?}");
    }
}
