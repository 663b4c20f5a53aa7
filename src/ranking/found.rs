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
use super::notions::PointNotions;
use super::reading::{Reading, read};
use super::reason::Reason;
use super::weights;

/// The most candidates of a ranking.
const CANDIDATES: usize = 10;

/// How many entries, the best by what was found in them, are compared by subject and stance.
const COMPARED: usize = 128;

/// How much of what a point is worth an example must have in common with it for both to be the same
/// request.
const MUCH_THE_SAME: f64 = 0.5;

/// How sure the first candidate must be before a second issue is looked for.
const SURE: f64 = 0.5;

/// A point that looks for what answers it.
#[derive(Debug)]
pub(super) struct Search<'a> {
    pub(super) index: &'a Index,
    pub(super) query: &'a Query,
    pub(super) reading: Reading<'a>,
    pub(super) areas: PointAreas,
    pub(super) notions: PointNotions,
    /// What it is worth to speak of the same: what a word is worth that as many entries use as there are
    /// to a policy area, and less in a large library.
    worth_of_subject: f64,
    bonuses: Vec<Bonus>,
}

/// What a point found in one entry.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// The entry.
    pub(super) entry: u32,
    /// What each ask of the point found.
    pub(super) evidence: Vec<Option<Evidence>>,
    /// What speaks for it beside single words.
    pub(super) bonuses: Vec<&'a Bonus>,
}

impl Found<'_> {
    /// Returns what all of this adds to the score.
    pub(super) fn weight(&self) -> f64 {
        let words = self.evidence.iter().flatten().map(|found| found.weight);
        words.chain(self.bonuses.iter().map(|bonus| bonus.reason.weight())).sum()
    }
}

impl Ranker for Index {
    fn rank(&self, query: &Query) -> Ranking {
        let search = Search::new(self, query);
        let best = search.best();
        let together = search.answered_together(&best);
        let sure = search.features(&best, &together).map_or(0.0, |one| confidence(&one));
        let others: f64 = best.iter().map(|(_, score)| score).sum();
        let id = |entry: u32| self.inverted.ids[entry as usize].clone();
        let candidates = best.iter().enumerate().map(|(rank, (entry, score))| Candidate {
            entry: id(*entry),
            score: *score,
            confidence: if rank == 0 { sure } else { sure.min((1.0 - sure) * score / others) },
        });
        let candidates = candidates.collect();
        let second = if sure >= SURE { issues::second(&search, &best) } else { None };
        let together = together.into_iter().map(id).collect();
        Ranking { candidates, confidence: sure, second: second.map(id), together }
    }

    fn explain(&self, query: &Query, entries: &[&str]) -> Vec<Vec<Reason>> {
        let search = Search::new(self, query);
        let number =
            |entry: &str| self.inverted.ids.binary_search_by(|id| id.as_str().cmp(entry)).ok();
        let entries = entries.iter().map(|entry| number(entry).and_then(|one| one.try_into().ok()));
        entries
            .map(|entry| entry.map_or_else(Vec::new, |one| reasons(&search, &search.found_in(one))))
            .collect()
    }
}

impl Index {
    /// Returns what [`Ranking::confidence`] is computed from, so that its coefficients
    /// can be fitted; none when there is no candidate.
    pub fn features(&self, query: &Query) -> Option<Vec<f64>> {
        let search = Search::new(self, query);
        let best = search.best();
        Some(search.features(&best, &search.answered_together(&best))?.values().to_vec())
    }

    /// Returns the factor for a stance that an entry is not meant for.
    pub(super) fn stance_factor(&self, entry: u32, stance: Stance) -> f64 {
        let stances = &self.inverted.stances[entry as usize];
        if stances.is_empty() || stances.contains(&stance) { 1.0 } else { weights::STANCE }
    }
}

impl<'a> Search<'a> {
    fn new(index: &'a Index, query: &'a Query) -> Self {
        let reading = read(index, query);
        let bonuses = bonuses(index, query, &reading);
        let areas = PointAreas::of(&reading, index.areas.count());
        let notions = PointNotions::of(&index.notions, &reading.asks);
        let Index { inverted, areas: all, .. } = index;
        let entries = inverted.ids.len();
        let to_an_area = (entries / all.count().max(1)).max(1);
        let worth_of_subject =
            weights::subject(entries) * inverted.postings.idf_of_count(to_an_area);
        Self { index, query, reading, areas, notions, worth_of_subject, bonuses }
    }

    /// Returns the best entries with their scores, by falling score, then by rising number.
    fn best(&self) -> Vec<(u32, f64)> {
        let Self { index, query, .. } = self;
        let mut scores = Scores::new(index.inverted.ids.len());
        for ask in &self.reading.asks {
            scores.add_ask(ask, &index.inverted.postings);
        }
        for bonus in &self.bonuses {
            scores.add(bonus.entry, bonus.reason.weight());
        }
        let mut best = scores.best(COMPARED);
        for (entry, score) in &mut best {
            if self.worth_of_subject > 0.0 {
                *score += self.by_areas(*entry) + self.by_notions(*entry);
            }
            *score *= index.stance_factor(*entry, query.stance);
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(CANDIDATES);
        best
    }

    /// Returns what an entry scores by the policy areas that it shares with the point.
    pub(super) fn by_areas(&self, entry: u32) -> f64 {
        self.worth_of_areas() * self.index.areas.likeness(&self.areas, entry)
    }

    /// Returns what an entry scores by the notions that it shares with the point.
    pub(super) fn by_notions(&self, entry: u32) -> f64 {
        self.worth_of_notions() * self.index.notions.likeness(&self.notions, entry)
    }

    fn worth_of_areas(&self) -> f64 {
        weights::AREA * self.worth_of_subject
    }

    fn worth_of_notions(&self) -> f64 {
        weights::NOTIONS * self.worth_of_subject
    }

    /// Returns what a word is worth that only one entry uses.
    pub(super) fn rarest(&self) -> f64 {
        self.index.inverted.postings.idf_of_count(1)
    }

    /// Returns what speaks for one entry.
    pub(super) fn found_in(&self, entry: u32) -> Found<'_> {
        let postings = &self.index.inverted.postings;
        let evidence = self.reading.asks.iter().map(|ask| evidence(ask, entry, postings)).collect();
        let bonuses = self.bonuses.iter().filter(|bonus| bonus.entry == entry).collect();
        Found { entry, evidence, bonuses }
    }

    /// Returns which of the best entries answered, together with the first, a point that says much the
    /// same as this one.
    fn answered_together(&self, best: &[(u32, f64)]) -> Vec<u32> {
        let own = self.reading.own();
        let enough = weights::EXAMPLE * MUCH_THE_SAME * own.map(|ask| ask.value).sum::<f64>();
        let answered = |entry: u32| {
            let of_entry = self.bonuses.iter().filter(move |bonus| bonus.entry == entry);
            of_entry.filter_map(|bonus| match &bonus.reason {
                Reason::Example { example, weight } if *weight >= enough => Some(example),
                _ => None,
            })
        };
        let Some(((first, _), others)) = best.split_first() else { return Vec::new() };
        let Some(example) = answered(*first).next() else { return Vec::new() };
        let others = others.iter().map(|(entry, _)| *entry);
        others.filter(|entry| answered(*entry).contains(example)).collect()
    }

    /// Returns what the confidence is computed from; those that answered together are no rivals.
    fn features(&self, best: &[(u32, f64)], together: &[u32]) -> Option<Features> {
        let ((first, score), others) =
            best.split_first().map(|(first, others)| (*first, others))?;
        let runner_up = others.iter().find(|(entry, _)| !together.contains(entry));
        let scores = [score, runner_up.map_or(0.0, |(_, score)| *score)];
        let near = self.index.notions.likeness(&self.notions, first);
        Some(Features::new(&self.reading, &self.found_in(first), scores, near, self.rarest()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Entry, Thesaurus};

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
        let reasons = Index::new(&library(), &Thesaurus::default()).explain(&query, &["wolves"]);
        assert!(matches!(reasons[0][0], Reason::Act { .. }));
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
