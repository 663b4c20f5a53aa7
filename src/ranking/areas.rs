//! The policy areas of points and entries: what is said in other words is still said about fish,
//! or about tax.

use std::collections::BTreeMap;
use std::ops::Range;

use super::digest::{Digest, Row};
use super::posting::Postings;
use super::reading::Reading;
use super::vocabulary::{Term, Vocabulary};

/// The most areas of an entry.
const KEPT: usize = 8;

/// The share of an area from which a word is said to tell of it.
const TELLING: f64 = 0.2;

/// The areas of all entries.
#[derive(Debug, Default)]
pub(super) struct Areas {
    /// For each area, the entries that are about it, by rising number, with how much they are.
    entries: Vec<Vec<(u32, f32)>>,
}

/// The areas of a point.
#[derive(Debug)]
pub(super) struct PointAreas {
    /// The areas, with how much the point is about each; as a vector, of length 1.
    shares: Vec<(usize, f64)>,
    /// How much its words tell of areas, all together.
    told: f64,
}

impl Areas {
    /// Finds the areas of all entries by the words they use.
    #[expect(clippy::cast_possible_truncation, reason = "shares lie between 0 and 1")]
    pub(super) fn new(
        digest: &Digest,
        vocabulary: &Vocabulary,
        postings: &Postings,
        entries: usize,
    ) -> Self {
        let count = digest.areas().count();
        let mut sums = vec![0.0_f32; count * entries];
        for (term, stem) in (0..).zip(vocabulary.stems()) {
            let term: Term = term;
            for (area, share) in digest.row(stem).iter().flat_map(Row::areas) {
                for posting in postings.of(term) {
                    sums[posting.entry as usize * count + area] += share as f32 * posting.share;
                }
            }
        }
        let mut areas = Self { entries: vec![Vec::new(); count] };
        for (entry, sums) in (0..).zip(sums.chunks_exact_mut(count.max(1))) {
            keep_greatest(sums);
            let length = sums.iter().map(|sum| sum * sum).sum::<f32>().sqrt();
            for (area, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
                areas.entries[area].push((entry, sum / length));
            }
        }
        areas
    }

    /// Returns how many areas there are.
    pub(super) fn count(&self) -> usize {
        self.entries.len()
    }

    /// Calls `add` with every entry that shares an area with a point, once for each such area, and
    /// how much it is about the same: in all, the cosine of their areas, times how much the point's
    /// words tell.
    pub(super) fn each_shared(&self, point: &PointAreas, mut add: impl FnMut(u32, f64)) {
        for (area, share) in &point.shares {
            let share = point.told * share;
            for (entry, other) in &self.entries[*area] {
                add(*entry, share * f64::from(*other));
            }
        }
    }

    /// Returns the area that speaks most for an entry, with how much all that it shares with the point
    /// do.
    pub(super) fn chief(&self, point: &PointAreas, entry: u32) -> Option<(usize, f64)> {
        let (mut chief, mut all) = (None, 0.0);
        for (area, share) in &point.shares {
            let entries = &self.entries[*area];
            let Ok(at) = entries.binary_search_by_key(&entry, |(entry, _)| *entry) else {
                continue;
            };
            let share = point.told * share * f64::from(entries[at].1);
            all += share;
            if chief.is_none_or(|(_, most)| share > most) {
                chief = Some((*area, share));
            }
        }
        chief.map(|(area, _)| (area, all))
    }
}

impl PointAreas {
    /// Finds the areas of a point by the words it uses.
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for (area, share) in reading.asks.iter().flat_map(|ask| &ask.areas) {
            *sums.entry(*area).or_default() += share;
        }
        let length = sums.values().map(|sum| sum * sum).sum::<f64>().sqrt().max(f64::EPSILON);
        let told = sums.values().sum();
        Self { shares: sums.into_iter().map(|(area, sum)| (area, sum / length)).collect(), told }
    }

    /// Returns where the point uses words that tell of an area.
    pub(super) fn passages(reading: &Reading<'_>, area: usize) -> Vec<Range<usize>> {
        let tells = |areas: &[(usize, f64)]| {
            areas.iter().any(|(one, share)| *one == area && *share >= TELLING)
        };
        let asks = reading.asks.iter().filter(|ask| tells(&ask.areas));
        asks.flat_map(|ask| ask.ranges.iter().cloned()).collect()
    }
}

/// Sets all but the greatest to 0.
fn keep_greatest(sums: &mut [f32]) {
    if sums.len() > KEPT {
        let mut sorted = sums.to_vec();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let greatest_left_out = sorted[KEPT];
        for sum in sums.iter_mut().filter(|sum| **sum <= greatest_left_out) {
            *sum = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ranking::{Entry, Index, Query, Ranker, Stance, Thesaurus};

    const THESAURUS: &str = "\
        [Fisheries]\nfish: herring, trawler, net\nharbour: quay, berth\n\
        [Taxation]\ntax: levy, duty\n";

    fn entry(id: &str, body: &str) -> Entry {
        Entry { id: id.into(), body: body.into(), ..Entry::default() }
    }

    fn reasons(point: &str) -> Vec<(String, Vec<String>)> {
        let entries =
            [entry("fish", "Herring may be sold."), entry("tax", "Duty is paid when sold.")];
        let index = Index::new(&entries, &Thesaurus::new(THESAURUS));
        let query = Query::new(point, Stance::Concern);
        let reasons = |entry: String| {
            let reasons = index.explain(&query, &[&entry]).concat();
            (entry, reasons.iter().map(ToString::to_string).collect())
        };
        index.rank(&query).candidates.into_iter().map(|one| reasons(one.entry)).collect()
    }

    #[test]
    fn of_two_entries_the_one_about_the_same_area_comes_first() {
        let found = reasons("What is sold at the quay?");
        let fish = ["about Fisheries, by “quay”", "“sold” in the text"];
        assert_eq!(found[0], ("fish".to_owned(), fish.map(str::to_owned).to_vec()));
        assert_eq!(found[1].1, ["“sold” in the text"]);
    }

    #[test]
    fn an_area_alone_makes_no_candidate() {
        assert!(reasons("The quay is wet.").is_empty());
    }
}
