//! What points and entries speak of, in the space of the notions: a finer picture than policy areas give,
//! and a coarser one than words that stand for one another.

use std::ops::Range;
use std::sync::OnceLock;

use super::digest::{Digest, Row};
use super::posting::Postings;
use super::reading::{Ask, Reading};
use super::space::{DIMENSIONS, Vector, add, product, to_unit};
use super::thesaurus::Thesaurus;
use super::vocabulary::Term;

/// The share of what speaks for an entry from which a word is named.
const TELLING: f32 = 0.2;

/// What words and entries speak of. That of one is found when a point first asks for it: of a large
/// library, few are ever asked for.
#[derive(Debug)]
pub(super) struct Notions {
    thesaurus: Thesaurus,
    /// For each entry, the words that it uses, with how much they say.
    used: Vec<Vec<(Term, f32)>>,
    /// For each word of the library, the number of what the thesaurus says of it.
    rows: Vec<Option<u32>>,
    /// What each word speaks of.
    words: Vec<OnceLock<Box<Vector>>>,
    /// What each entry speaks of; of length 1.
    entries: Vec<OnceLock<Box<Vector>>>,
}

/// What a point speaks of; of length 1.
#[derive(Debug)]
pub(super) struct PointNotions(Vector);

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
        Self {
            thesaurus: thesaurus.clone(),
            used,
            rows: rows.iter().map(|row| row.map(Row::number)).collect(),
            words: rows.iter().map(|_| OnceLock::new()).collect(),
            entries: (0..entries).map(|_| OnceLock::new()).collect(),
        }
    }

    /// Returns how much an entry speaks of the same as a point: the cosine of their vectors, at least 0.
    pub(super) fn likeness(&self, point: &PointNotions, entry: u32) -> f64 {
        f64::from(product(&point.0, self.of(entry)).max(0.0))
    }

    /// Returns where the point uses the words that speak most of what an entry speaks of.
    pub(super) fn passages(&self, reading: &Reading<'_>, entry: u32) -> Vec<Range<usize>> {
        let said = |ask: &Ask<'_>| {
            let mut vector = [0.0; DIMENSIONS];
            self.add(&mut vector, ask);
            product(&vector, self.of(entry)).max(0.0)
        };
        let said: Vec<f32> = reading.asks.iter().map(said).collect();
        let enough = TELLING * said.iter().sum::<f32>();
        let asks = reading.asks.iter().zip(&said).filter(|(_, said)| **said > enough);
        asks.flat_map(|(ask, _)| ask.ranges.iter().cloned()).collect()
    }

    /// Adds what a word of a point speaks of, by how much the point means it.
    #[expect(clippy::cast_possible_truncation, reason = "values are small")]
    fn add(&self, sum: &mut Vector, ask: &Ask<'_>) {
        let Some(row) = ask.row else { return };
        match ask.term {
            Some(term) => add(sum, self.of_word(term), ask.value as f32),
            None => add_row(sum, self.thesaurus.digest(), row, ask.value as f32),
        }
    }

    fn of_word(&self, term: Term) -> &Vector {
        let term = term as usize;
        self.words[term].get_or_init(|| {
            let mut vector = Box::new([0.0; DIMENSIONS]);
            if let Some(number) = self.rows[term] {
                let digest = self.thesaurus.digest();
                add_row(&mut vector, digest, digest.row_of_number(number), 1.0);
            }
            vector
        })
    }

    fn of(&self, entry: u32) -> &Vector {
        let entry = entry as usize;
        self.entries[entry].get_or_init(|| {
            let mut vector = Box::new([0.0; DIMENSIONS]);
            for (term, weight) in &self.used[entry] {
                add(&mut *vector, self.of_word(*term), *weight);
            }
            to_unit(&mut vector);
            vector
        })
    }
}

impl PointNotions {
    /// Adds up what words of a point speak of.
    pub(super) fn of<'a>(notions: &Notions, asks: impl IntoIterator<Item = &'a Ask<'a>>) -> Self {
        let mut vector = [0.0; DIMENSIONS];
        for ask in asks {
            notions.add(&mut vector, ask);
        }
        to_unit(&mut vector);
        Self(vector)
    }

    /// Tells whether nothing of it is known.
    pub(super) fn are_none(&self) -> bool {
        self.0.iter().all(|coordinate| *coordinate == 0.0)
    }
}

/// Adds what a stem speaks of, so many times.
fn add_row(sum: &mut Vector, digest: &Digest, row: Row<'_>, times: f32) {
    for (notion, share) in row.notions() {
        digest.space.add(sum, notion, share * times);
    }
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
