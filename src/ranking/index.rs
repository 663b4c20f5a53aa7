//! A library, ready to be asked.

use std::cmp::Ordering;
use std::collections::HashMap;

use itertools::Itertools;

use super::abbreviation;
use super::citation::citations;
use super::confidence::{Features, confidence};
use super::entry::{Entry, Query, Stance};
use super::evidence::{Evidence, Scores, evidence};
use super::examples::Examples;
use super::family::Families;
use super::groups::Groups;
use super::phrase::Phrases;
use super::posting::Postings;
use super::ranking::{Candidate, Ranker, Ranking};
use super::reading::{self, Link, Reading};
use super::reason::{Field, Reason};
use super::slip::Slips;
use super::thesaurus::Thesaurus;
use super::vocabulary::{Normaliser, Term, Vocabulary};
use super::weights::Weights;
use super::words::words;

/// The most candidates of a ranking.
const CANDIDATES: usize = 10;

/// A library, ready to be asked.
///
/// It keeps what it needs of the entries, which may be dropped. Two indexes of the
/// same entries give the same rankings, in whatever order the entries came.
#[derive(Debug)]
pub struct Index {
    ids: Vec<String>,
    stances: Vec<Vec<Stance>>,
    pub(super) vocabulary: Vocabulary,
    pub(super) postings: Postings,
    acts: HashMap<String, Vec<(u32, f64)>>,
    phrases: Phrases,
    examples: Examples,
    pub(super) families: Families,
    pub(super) abbreviations: Groups,
    pub(super) slips: Slips,
    pub(super) thesaurus: Thesaurus,
    pub(super) weights: Weights,
}

impl Index {
    /// Reads the entries of a library.
    pub fn new(entries: &[Entry], thesaurus: &Thesaurus) -> Self {
        Self::with_weights(entries, thesaurus, Weights::default())
    }

    /// Reads the entries of a library, to be scored with other weights than usual.
    pub fn with_weights(entries: &[Entry], thesaurus: &Thesaurus, weights: Weights) -> Self {
        let mut index = Self {
            ids: Vec::with_capacity(entries.len()),
            stances: Vec::with_capacity(entries.len()),
            vocabulary: Vocabulary::new(),
            postings: Postings::new(),
            acts: HashMap::new(),
            phrases: Phrases::default(),
            examples: Examples::default(),
            families: Families::default(),
            abbreviations: Groups::default(),
            slips: Slips::default(),
            thesaurus: thesaurus.clone(),
            weights,
        };
        for entry in entries.iter().sorted_by(|a, b| a.id.cmp(&b.id)) {
            index.add(entry);
        }
        index.finish(entries);
        index
    }

    fn add(&mut self, entry: &Entry) {
        let number = self.postings.begin_entry();
        self.ids.push(entry.id.clone());
        self.stances.push(entry.stances.clone());
        let title = self.add_text(&entry.title, Field::Title);
        self.phrases.add(number, title, &entry.title);
        for term in &entry.terms {
            let terms = self.add_text(term, Field::Terms);
            self.phrases.add(number, terms, term);
        }
        self.add_text(&entry.body, Field::Body);
        for example in &entry.examples {
            let terms = self.add_text(example, Field::Example);
            self.examples.add(number, example, terms);
        }
        for act in &entry.acts {
            if citations(act).is_empty() {
                let terms = self.add_text(act, Field::Acts);
                self.phrases.add(number, terms, act);
            }
        }
        self.add_acts(entry, number);
    }

    /// Notes the documents of an entry; those that only its wording cites count half.
    fn add_acts(&mut self, entry: &Entry, number: u32) {
        let named = entry.acts.iter().chain(&entry.terms).chain([&entry.title]);
        let named = named.flat_map(|text| citations(text)).map(|citation| (citation.key, 1.0));
        let body = citations(&entry.body).into_iter().map(|citation| (citation.key, 0.5));
        for (key, weight) in named.chain(body) {
            let entries = self.acts.entry(key).or_default();
            if entries.last().is_none_or(|(last, _)| *last != number) {
                entries.push((number, weight));
            }
        }
    }

    /// Counts the words of a text and returns its terms. Words that a hyphen or an
    /// `&` joins are counted as one word too.
    fn add_text(&mut self, text: &str, field: Field) -> Vec<Term> {
        let words = words(text);
        let mut terms = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            if let Some(term) = self.vocabulary.add(&word.plain) {
                self.postings.count(term, field);
                terms.push(term);
            }
            if let Some(next) = words.get(at + 1)
                && matches!(&text[word.range.end..next.range.start], "-" | "\u{2011}" | "&")
                && let Some(term) = self.vocabulary.add(&format!("{}{}", word.plain, next.plain))
            {
                self.postings.count(term, field);
            }
        }
        terms
    }

    fn finish(&mut self, entries: &[Entry]) {
        self.postings.finish(&self.weights);
        self.phrases.finish(&self.postings);
        self.examples.finish();
        self.families = Families::new(self.vocabulary.stems());
        self.slips = Slips::new(&self.vocabulary.written());
        let normaliser = Normaliser::new();
        for (short, long) in abbreviation::learn(entries) {
            self.abbreviations.add([short.as_str(), long.as_str()], &normaliser);
        }
    }
}

/// What a point found beside words: by the entry.
struct Bonus {
    entry: u32,
    reason: Reason,
}

impl Index {
    fn bonuses(&self, query: &Query, reading: &Reading) -> Vec<Bonus> {
        let mut bonuses = Vec::new();
        for (citation, factor) in &reading.cited {
            self.act(
                &citation.key,
                self.weights.cited * factor,
                &[citation.range.clone()],
                &mut bonuses,
            );
        }
        for act in query.acts.iter().flat_map(|act| citations(act)) {
            self.act(&act.key, self.weights.opinion_act, &[], &mut bonuses);
        }
        self.add_phrases(reading, &mut bonuses);
        let like = self.examples.like(reading, &self.postings);
        for (entry, examples) in &like.iter().chunk_by(|(example, _)| example.entry) {
            if let Some((example, likeness)) = examples.max_by(|a, b| a.1.total_cmp(&b.1)) {
                let weight = self.weights.example * likeness;
                bonuses.push(Bonus {
                    entry,
                    reason: Reason::Example { example: example.text.clone(), weight },
                });
            }
        }
        bonuses
    }

    fn act(
        &self,
        key: &str,
        factor: f64,
        ranges: &[std::ops::Range<usize>],
        bonuses: &mut Vec<Bonus>,
    ) {
        let Some(entries) = self.acts.get(key) else { return };
        let rarity = self.postings.idf_of_count(entries.len());
        for (entry, share) in entries {
            let reason = Reason::Act {
                act: key.to_owned(),
                weight: factor * rarity * share,
                in_point: ranges.to_vec(),
            };
            bonuses.push(Bonus { entry: *entry, reason });
        }
    }

    fn add_phrases(&self, reading: &Reading, bonuses: &mut Vec<Bonus>) {
        let asked: HashMap<Term, usize> =
            reading.asks.iter().enumerate().filter_map(|(at, ask)| Some((ask.term?, at))).collect();
        let terms: Vec<Term> = asked.keys().copied().sorted().collect();
        for phrase in self.phrases.within(&terms) {
            let asks = phrase.terms.iter().map(|term| &reading.asks[asked[term]]);
            let value: f64 = asks.clone().map(|ask| ask.value).sum();
            let in_point =
                asks.flat_map(|ask| ask.ranges.clone()).sorted_by_key(|range| range.start);
            let reason = Reason::Phrase {
                phrase: phrase.written.clone(),
                weight: self.weights.phrase * value,
                in_point: in_point.collect(),
            };
            bonuses.push(Bonus { entry: phrase.entry, reason });
        }
    }

    /// Returns the factor for a stance that an entry is not meant for.
    fn stance_factor(&self, entry: u32, stance: Stance) -> f64 {
        let stances = &self.stances[entry as usize];
        if stances.is_empty() || stances.contains(&stance) { 1.0 } else { self.weights.stance }
    }

    fn reasons(&self, query: &Query, reading: &Reading, found: &Found<'_>) -> Vec<Reason> {
        let words = reading.asks.iter().zip(&found.evidence).filter_map(|(ask, evidence)| {
            let evidence = evidence.as_ref()?;
            (!ask.ranges.is_empty())
                .then(|| self.word_reason(query, &ask.ranges, evidence, found.entry))
        });
        let bonuses = found.bonuses.iter().map(|bonus| bonus.reason.clone());
        let mut reasons: Vec<Reason> =
            words.chain(bonuses).sorted_by(|a, b| b.weight().total_cmp(&a.weight())).collect();
        if self.stance_factor(found.entry, query.stance) < 1.0 {
            reasons.push(Reason::Stance);
        }
        reasons
    }

    fn word_reason(
        &self,
        query: &Query,
        ranges: &[std::ops::Range<usize>],
        evidence: &Evidence,
        entry: u32,
    ) -> Reason {
        let point = query.text[ranges[0].clone()].to_owned();
        let (weight, in_point) = (evidence.weight, ranges.to_vec());
        let paragraph = self.vocabulary.stems()[evidence.term as usize].clone();
        match evidence.link {
            None => {
                let posting = self.postings.find(evidence.term, entry);
                let field = posting.map_or(Field::Body, super::posting::Posting::field);
                Reason::Term { words: point, field, weight, in_point }
            }
            Some(Link::Abbreviation) => Reason::Abbreviation { point, paragraph, weight, in_point },
            Some(Link::Thesaurus) => Reason::Thesaurus { point, paragraph, weight, in_point },
            Some(Link::Family) => Reason::Family { point, paragraph, weight, in_point },
            Some(Link::Slip) => {
                Reason::Spelling { written: point, meant: paragraph, weight, in_point }
            }
        }
    }
}

/// What a point found in one entry.
struct Found<'a> {
    entry: u32,
    score: f64,
    evidence: Vec<Option<Evidence>>,
    bonuses: Vec<&'a Bonus>,
}

impl Ranker for Index {
    fn rank(&self, query: &Query) -> Ranking {
        let reading = reading::read(self, query);
        let bonuses = self.bonuses(query, &reading);
        let found = self.find(query, &reading, &bonuses);
        self.ranking(query, &reading, &found)
    }
}

impl Index {
    /// Returns what [`Ranking::confidence`] is computed from, so that its coefficients
    /// can be fitted; none when there is no candidate.
    pub fn features(&self, query: &Query) -> Option<Vec<f64>> {
        let reading = reading::read(self, query);
        let bonuses = self.bonuses(query, &reading);
        let found = self.find(query, &reading, &bonuses);
        Some(features(&reading, found.first()?, found.get(1)).values().to_vec())
    }

    fn find<'a>(&self, query: &Query, reading: &Reading, bonuses: &'a [Bonus]) -> Vec<Found<'a>> {
        let mut scores = Scores::new(self.ids.len());
        for ask in &reading.asks {
            scores.add_ask(ask, &self.postings);
        }
        for bonus in bonuses {
            scores.add(bonus.entry, bonus.reason.weight());
        }
        let best = scores.best(CANDIDATES, |entry, score| {
            if query.exclude.contains(&self.ids[entry as usize]) {
                return 0.0;
            }
            score * self.stance_factor(entry, query.stance)
        });
        best.into_iter()
            .map(|(entry, score)| Found {
                entry,
                score,
                evidence: reading
                    .asks
                    .iter()
                    .map(|ask| evidence(ask, entry, &self.postings))
                    .collect(),
                bonuses: bonuses.iter().filter(|bonus| bonus.entry == entry).collect(),
            })
            .collect()
    }

    fn ranking(&self, query: &Query, reading: &Reading, found: &[Found<'_>]) -> Ranking {
        let Some(first) = found.first() else { return Ranking::default() };
        let features = features(reading, first, found.get(1));
        let sure = confidence(&features);
        let candidates = found
            .iter()
            .enumerate()
            .map(|(rank, found)| Candidate {
                entry: self.ids[found.entry as usize].clone(),
                score: found.score,
                confidence: if rank == 0 { sure } else { 0.0 },
                reasons: self.reasons(query, reading, found),
            })
            .sorted_by(|a, b| b.score.partial_cmp(&a.score).unwrap_or(Ordering::Equal))
            .collect();
        Ranking { candidates, confidence: sure, second: None }
    }
}

fn features(reading: &Reading, first: &Found<'_>, second: Option<&Found<'_>>) -> Features {
    let most: f64 = reading.asks.iter().map(reading::Ask::most).sum::<f64>().max(1e-9);
    let covered: f64 = reading
        .asks
        .iter()
        .zip(&first.evidence)
        .filter(|(_, found)| found.is_some())
        .map(|(ask, _)| ask.value)
        .sum();
    let score = first.score.max(1e-9);
    let sum = |wanted: fn(&Reason) -> bool| -> f64 {
        first
            .bonuses
            .iter()
            .filter(|bonus| wanted(&bonus.reason))
            .map(|bonus| bonus.reason.weight())
            .sum()
    };
    let indirect: f64 = first
        .evidence
        .iter()
        .flatten()
        .filter(|found| found.link.is_some())
        .map(|found| found.weight)
        .sum();
    Features {
        share: score / most,
        score,
        margin: 1.0 - second.map_or(0.0, |second| second.score) / score,
        covered: covered / most,
        cited: f64::from(u8::from(sum(|reason| matches!(reason, Reason::Act { .. })) > 0.0)),
        phrases: sum(|reason| matches!(reason, Reason::Phrase { .. })) / score,
        indirect: indirect / score,
    }
}
