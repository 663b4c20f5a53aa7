//! The policy areas of points and entries: what is said in other words is still said about fish,
//! or about tax.

use std::ops::Range;

use super::digest::{Digest, Row};
use super::kin::{keep_greatest, to_unit};
use super::posting::Postings;
use super::reading::Reading;
use super::vocabulary::Term;

/// The most areas of an entry.
const KEPT: usize = 8;

/// The share of an area from which a word is said to tell of it.
const TELLING: f64 = 0.2;

/// The areas of all entries.
#[derive(Debug)]
pub(super) struct Areas {
    /// How many areas there are.
    count: usize,
    /// For each entry, the areas that it is about, with how much it is; as a vector, of length 1.
    entries: Vec<Vec<(u32, f32)>>,
}

/// The areas of a point.
#[derive(Debug)]
pub(super) struct PointAreas {
    /// For each area, how much the point is about it; as a vector, as long as its words tell.
    shares: Vec<f64>,
}

impl Areas {
    /// Finds the areas of all entries by what the thesaurus says of each of the library's words.
    pub(super) fn new(
        digest: &Digest,
        rows: &[Option<Row<'_>>],
        postings: &Postings,
        entries: usize,
    ) -> Self {
        let count = digest.areas().count();
        let mut sums = vec![0.0_f32; count * entries];
        for (term, row) in (Term::MIN..).zip(rows) {
            for (area, share) in row.iter().flat_map(|row| row.areas()) {
                for posting in postings.of(term) {
                    sums[posting.entry as usize * count + area as usize] += share * posting.share;
                }
            }
        }
        let of_entry = |sums: &[f32]| {
            let mut list: Vec<(u32, f32)> =
                (0..).zip(sums.iter().copied()).filter(|(_, sum)| *sum > 0.0).collect();
            keep_greatest(&mut list, KEPT);
            to_unit(&mut list);
            list
        };
        Self { count, entries: sums.chunks_exact(count.max(1)).map(of_entry).collect() }
    }

    /// Returns how many areas there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Returns how much an entry is about the same as a point: the cosine of their areas, times how
    /// much the point's words tell.
    pub(super) fn likeness(&self, point: &PointAreas, entry: u32) -> f64 {
        self.shared(point, entry).map(|(_, share)| share).sum()
    }

    /// Returns the area that speaks most for an entry; none when it shares none with the point.
    pub(super) fn chief(&self, point: &PointAreas, entry: u32) -> Option<usize> {
        let shared = self.shared(point, entry).filter(|(_, share)| *share > 0.0);
        let chief = shared.reduce(|best, next| if next.1 > best.1 { next } else { best });
        chief.map(|(area, _)| area)
    }

    /// The parts of the likeness, by area.
    fn shared(&self, point: &PointAreas, entry: u32) -> impl Iterator<Item = (usize, f64)> {
        let areas = self.entries.get(entry as usize).into_iter().flatten();
        areas.map(|(area, share)| {
            let area = *area as usize;
            (area, point.shares[area] * f64::from(*share))
        })
    }
}

impl PointAreas {
    /// Finds the areas of a point, of so many, by the words it uses.
    pub(super) fn of(reading: &Reading<'_>, count: usize) -> Self {
        let mut shares = vec![0.0; count];
        for (area, share) in reading.asks.iter().flat_map(|ask| &ask.areas) {
            shares[*area] += share;
        }
        let told: f64 = shares.iter().sum();
        let length = shares.iter().map(|sum| sum * sum).sum::<f64>().sqrt().max(f64::EPSILON);
        for share in &mut shares {
            *share *= told / length;
        }
        Self { shares }
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
    fn an_area_lifts_an_entry_over_more_others_than_there_are_candidates() {
        let entry = |number: usize| Entry {
            id: format!("{number:02}"),
            body: if number == 29 { "Herring is sold here." } else { "It is sold." }.into(),
            ..Entry::default()
        };
        let entries: Vec<Entry> = (0..30).map(entry).collect();
        let index = Index::new(&entries, &Thesaurus::new(THESAURUS));
        let query = Query::new("What is sold at the quay?", Stance::Concern);
        assert_eq!(index.rank(&query).candidates[0].entry, "29");
    }

    #[test]
    fn an_area_alone_makes_no_candidate() {
        assert!(reasons("The quay is wet.").is_empty());
    }
}
