//! Evidence beside single words: cited documents, whole terms, earlier answers.

use std::collections::HashMap;
use std::ops::Range;

use itertools::Itertools;

use super::citation::citations;
use super::entry::Query;
use super::index::Index;
use super::reading::Reading;
use super::reason::Reason;
use super::vocabulary::Term;
use super::weights;

/// What speaks for an entry beside single words.
#[derive(Debug)]
pub(super) struct Bonus {
    /// The entry.
    pub(super) entry: u32,
    /// What it is, with its weight.
    pub(super) reason: Reason,
}

/// Returns all that a point finds beside single words.
pub(super) fn bonuses(index: &Index, query: &Query, reading: &Reading<'_>) -> Vec<Bonus> {
    let mut bonuses = Vec::new();
    for (citation, factor) in &reading.cited {
        let factor = weights::CITED * factor;
        add_act(index, &citation.key, factor, std::slice::from_ref(&citation.range), &mut bonuses);
    }
    for act in query.acts.iter().flat_map(|act| citations(act)) {
        add_act(index, &act.key, weights::OPINION_ACT, &[], &mut bonuses);
    }
    add_phrases(index, reading, &mut bonuses);
    add_examples(index, reading, &mut bonuses);
    bonuses
}

fn add_act(
    index: &Index,
    key: &str,
    factor: f64,
    ranges: &[Range<usize>],
    bonuses: &mut Vec<Bonus>,
) {
    let Some(entries) = index.inverted.acts.get(key) else { return };
    let rarity = index.inverted.postings.idf_of_count(entries.len());
    bonuses.extend(entries.iter().map(|(entry, share)| {
        let weight = factor * rarity * share;
        let reason = Reason::Act { act: key.to_owned(), weight, in_point: ranges.to_vec() };
        Bonus { entry: *entry, reason }
    }));
}

/// Adds the terms and titles whose words stand near one another in the point.
fn add_phrases(index: &Index, reading: &Reading<'_>, bonuses: &mut Vec<Bonus>) {
    let asks = reading.asks.iter().enumerate();
    let asked: HashMap<Term, usize> = asks.filter_map(|(at, ask)| Some((ask.term?, at))).collect();
    let terms = asked.keys().copied().sorted_unstable().collect_vec();
    for phrase in index.inverted.phrases.within(&terms) {
        let places = phrase.terms.iter().map(|term| asked[term]).sorted_unstable().collect_vec();
        if places[places.len() - 1] - places[0] > phrase.terms.len() {
            continue;
        }
        let asks = places.iter().map(|place| &reading.asks[*place]);
        let value: f64 = asks.clone().map(|ask| ask.value).sum();
        let reason = Reason::Phrase {
            phrase: phrase.written.clone(),
            weight: weights::PHRASE * value,
            in_point: asks.flat_map(|ask| ask.ranges.iter().cloned()).collect(),
        };
        bonuses.push(Bonus { entry: phrase.entry, reason });
    }
}

/// Adds, for each entry, the point it answered before that is most like this one.
fn add_examples(index: &Index, reading: &Reading<'_>, bonuses: &mut Vec<Bonus>) {
    let like = index.inverted.examples.like(index, reading);
    for (entry, examples) in &like.into_iter().chunk_by(|(example, _)| example.entry) {
        let nearest = examples.max_by(|a, b| a.1.total_cmp(&b.1));
        bonuses.extend(nearest.map(|(example, worth)| {
            let weight = weights::EXAMPLE * worth;
            Bonus { entry, reason: Reason::Example { example: example.text.clone(), weight } }
        }));
    }
}
