//! From a query to a ranking: what each entry answers, and how sure that is.

use itertools::Itertools;

use super::areas::PointAreas;
use super::bonus::{Bonus, bonuses};
use super::candidate::{Candidate, Ranker, Ranking};
use super::confidence::{Features, confidence};
use super::entry::{Query, Stance};
use super::evidence::{Evidence, Scores, evidence};
use super::explain::reasons;
use super::index::Index;
use super::issues;
use super::reading::{Reading, read};
use super::weights;

/// The most candidates of a ranking.
const CANDIDATES: usize = 10;

/// How sure the first candidate must be before a second issue is looked for.
const SURE: f64 = 0.5;

/// What a point found in one entry.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// The entry.
    pub(super) entry: u32,
    /// How well it fits.
    pub(super) score: f64,
    /// What each ask of the point found.
    pub(super) evidence: Vec<Option<Evidence>>,
    /// What speaks for it beside single words.
    pub(super) bonuses: Vec<&'a Bonus>,
    /// The policy area that speaks most for it, with what all shared areas add to the score.
    pub(super) area: Option<(usize, f64)>,
}

impl Ranker for Index {
    fn rank(&self, query: &Query) -> Ranking {
        let reading = read(self, query);
        let bonuses = bonuses(self, query, &reading);
        let found = find(self, query, &reading, &bonuses);
        let sure = self.features_of(&reading, &found).map_or(0.0, |features| confidence(&features));
        let others: f64 = found.iter().map(|found| found.score).sum();
        let candidates = found.iter().enumerate().map(|(rank, found)| Candidate {
            entry: self.ids[found.entry as usize].clone(),
            score: found.score,
            confidence: if rank == 0 { sure } else { (1.0 - sure) * found.score / others },
            reasons: reasons(self, query, &reading, found),
        });
        let second = if sure >= SURE {
            issues::second(&query.text, &reading, &found, self.postings.idf_of_count(1))
        } else {
            None
        };
        let second = second.map(|place| self.ids[found[place].entry as usize].clone());
        Ranking { candidates: candidates.collect(), confidence: sure, second }
    }
}

impl Index {
    /// Returns what [`Ranking::confidence`] is computed from, so that its coefficients
    /// can be fitted; none when there is no candidate.
    pub fn features(&self, query: &Query) -> Option<Vec<f64>> {
        let reading = read(self, query);
        let bonuses = bonuses(self, query, &reading);
        let found = find(self, query, &reading, &bonuses);
        Some(self.features_of(&reading, &found)?.values().to_vec())
    }

    fn features_of(&self, reading: &Reading<'_>, found: &[Found<'_>]) -> Option<Features> {
        Features::new(reading, found.first()?, found.get(1), self.postings.idf_of_count(1))
    }

    /// Returns the factor for a stance that an entry is not meant for.
    pub(super) fn stance_factor(&self, entry: u32, stance: Stance) -> f64 {
        let stances = &self.stances[entry as usize];
        if stances.is_empty() || stances.contains(&stance) { 1.0 } else { weights::STANCE }
    }
}

fn find<'a>(
    index: &Index,
    query: &Query,
    reading: &Reading<'_>,
    bonuses: &'a [Bonus],
) -> Vec<Found<'a>> {
    let mut scores = Scores::new(index.ids.len());
    for ask in &reading.asks {
        scores.add_ask(ask, &index.postings);
    }
    for bonus in bonuses {
        scores.add(bonus.entry, bonus.reason.weight());
    }
    let point = PointAreas::of(reading);
    let unit = weights::AREA * index.postings.idf_of_count(1);
    let likeness = index.areas.likeness(&point, index.ids.len());
    for (entry, likeness) in (0..).zip(&likeness) {
        scores.add_if_found(entry, unit * likeness);
    }
    let best =
        scores.best(CANDIDATES, |entry, score| score * index.stance_factor(entry, query.stance));
    let found = |(entry, score)| Found {
        entry,
        score,
        evidence: reading.asks.iter().map(|ask| evidence(ask, entry, &index.postings)).collect(),
        bonuses: bonuses.iter().filter(|bonus| bonus.entry == entry).collect_vec(),
        area: index.areas.chief(&point, entry).map(|area| (area, unit * likeness[entry as usize])),
    };
    best.into_iter().map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Entry, Reason, Thesaurus};

    fn entry(id: &str, title: &str, acts: &[&str]) -> Entry {
        let acts = acts.iter().map(|act| (*act).to_owned()).collect();
        Entry { id: id.into(), title: title.into(), acts, ..Entry::default() }
    }

    fn library() -> Vec<Entry> {
        vec![
            entry("bears", "Protection of bears", &["COM(2020) 1 final"]),
            entry("fish", "Herring quotas", &["COM(2020) 2 final"]),
            entry("wolves", "Protection of wolves", &["COM(2020) 3 final"]),
        ]
    }

    fn rank(entries: &[Entry], query: &Query) -> Ranking {
        Index::new(entries, &Thesaurus::default()).rank(query)
    }

    fn ids(ranking: &Ranking) -> Vec<&str> {
        ranking.candidates.iter().map(|candidate| candidate.entry.as_str()).collect()
    }

    #[test]
    fn the_order_of_the_entries_does_not_count() {
        let query = Query::new("How far does the protection go?", Stance::Question);
        let mut turned = library();
        turned.reverse();
        let ranking = rank(&library(), &query);
        assert_eq!(ids(&ranking), ["bears", "wolves"]);
        assert_eq!(ranking, rank(&turned, &query));
    }

    #[test]
    fn a_cited_document_decides_and_is_given_as_a_reason() {
        let query = Query::new("COM(2020) 3 is rejected.", Stance::Criticism);
        let ranking = rank(&library(), &query);
        assert_eq!(ids(&ranking), ["wolves"]);
        assert!(matches!(ranking.candidates[0].reasons[0], Reason::Act { .. }));
    }

    #[test]
    fn an_entry_for_another_stance_comes_after_one_for_this() {
        let mut entries = library();
        entries[0].stances = vec![Stance::Support];
        let query = Query::new("The protection goes too far.", Stance::Criticism);
        assert_eq!(ids(&rank(&entries, &query)), ["wolves", "bears"]);
    }

    #[test]
    fn nothing_in_common_is_no_candidate_and_no_confidence() {
        let ranking = rank(&library(), &Query::new("Satellites.", Stance::Concern));
        assert_eq!(ranking, Ranking::default());
    }
}
