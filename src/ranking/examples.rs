//! Points that entries answered before, as evidence.
//!
//! A point that says much the same as one of them is likely to have the same answer. One that shares a
//! few words with it is not: for these, an example is one more field of its entry.

use std::sync::OnceLock;

use itertools::Itertools;
use serde::{Deserialize, Serialize};

use super::entry::{Query, Stance};
use super::index::Index;
use super::reading::{Ask, Reading, read};
use super::vocabulary::Term;
use super::weights;

/// How much two points must have in common before it counts: the part of what both are worth, 0 to 1.
const ALIKE: f64 = 0.35;

/// How many words or documents they must have in common, beside those of the language of opinions: a
/// single one, however rare, makes no likeness unless it is all that both say, and that both ask makes none.
const IN_COMMON: usize = 2;

/// A point that an entry answered before.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Example {
    /// The entry that answered it.
    pub(super) entry: u32,
    /// What the point said.
    pub(super) text: String,
    /// Its words of substance, each once, sorted.
    terms: Vec<Term>,
    /// What it said, read when a point first comes near.
    #[serde(skip)]
    said: OnceLock<Gist>,
}

/// All examples of a library.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Examples {
    examples: Vec<Example>,
    /// Sorted: a term, and an example that has it.
    #[serde(skip)]
    by_term: Vec<(Term, u32)>,
}

/// What a point says: words and documents, with what each is worth.
#[derive(Debug)]
struct Gist {
    /// Sorted.
    words: Vec<(Term, f64)>,
    /// Those that are not of the language of opinions as such, sorted.
    telling: Vec<(Term, f64)>,
    /// How many such words and documents it has, with the words that the library does not have.
    said: usize,
    /// By their keys, sorted.
    cited: Vec<(String, f64)>,
    /// What all of it is worth, with the words that the library does not have.
    worth: f64,
}

impl Gist {
    fn of(index: &Index, reading: &Reading<'_>) -> Self {
        let own = || reading.own();
        let of_act = weights::CITED * index.inverted.postings.idf_of_count(1);
        let cited = reading.cited.iter().map(|(act, factor)| (act.key.clone(), factor * of_act));
        let cited: Vec<_> =
            cited.sorted_by(|a, b| a.0.cmp(&b.0)).dedup_by(|a, b| a.0 == b.0).collect();
        let word = |ask: &Ask<'_>| Some((ask.term?, ask.value));
        let words = own().filter_map(word).sorted_by_key(|(term, _)| *term);
        let telling = || own().filter(|ask| !ask.is_frame);
        let said = telling().count() + cited.len();
        let telling = telling().filter_map(word).sorted_by_key(|(term, _)| *term);
        let worth = own().map(|ask| ask.value).chain(cited.iter().map(|(_, worth)| *worth)).sum();
        Self { words: words.collect(), telling: telling.collect(), said, cited, worth }
    }

    /// Returns what both say, with what it is worth to the one that means it less.
    fn in_common(&self, other: &Self) -> impl Iterator<Item = f64> {
        shared(&self.words, &other.words).chain(shared(&self.cited, &other.cited))
    }

    /// Returns how much two points say the same, 0 to 1.
    fn likeness(&self, other: &Self) -> f64 {
        let telling = shared(&self.telling, &other.telling);
        let in_common = telling.chain(shared(&self.cited, &other.cited)).count();
        if in_common < IN_COMMON.min(self.said.max(other.said)).max(1) {
            return 0.0;
        }
        let both = (self.worth * other.worth).sqrt();
        let part = self.in_common(other).sum::<f64>() / both;
        ((part - ALIKE) / (1.0 - ALIKE)).clamp(0.0, 1.0)
    }
}

/// Returns the lesser worth of each thing that stands in two sorted lists.
fn shared<T: Ord>(one: &[(T, f64)], other: &[(T, f64)]) -> impl Iterator<Item = f64> {
    one.iter().filter_map(|(thing, worth)| {
        let at = other.binary_search_by(|(other, _)| other.cmp(thing)).ok()?;
        Some(worth.min(other[at].1))
    })
}

impl Examples {
    /// Adds an example.
    pub(super) fn add(&mut self, entry: u32, text: &str, mut terms: Vec<Term>) {
        terms.sort_unstable();
        terms.dedup();
        self.examples.push(Example { entry, text: text.to_owned(), terms, said: OnceLock::new() });
    }

    /// Makes the examples findable.
    pub(super) fn finish(&mut self) {
        self.by_term = (0..)
            .zip(&self.examples)
            .flat_map(|(number, example)| example.terms.iter().map(move |term| (*term, number)))
            .collect();
        self.by_term.sort_unstable();
    }

    /// Returns the examples that say much the same as a point, by entry, with what that is worth.
    ///
    /// Of a large library most are left alone: what two points have in common is worth no more to the
    /// one than to the other, so that its part of both is at most the root of its part of one.
    pub(super) fn like(&self, index: &Index, reading: &Reading<'_>) -> Vec<(&Example, f64)> {
        if self.examples.is_empty() {
            return Vec::new();
        }
        let said = Gist::of(index, reading);
        let near = said.words.iter().flat_map(|(term, worth)| {
            let from = self.by_term.partition_point(|(other, _)| other < term);
            let same = self.by_term[from..].iter().take_while(move |(other, _)| other == term);
            same.map(|(_, number)| (*number, *worth))
        });
        let near = near.sorted_unstable_by_key(|(number, _)| *number);
        let documents: f64 = said.cited.iter().map(|(_, worth)| worth).sum();
        let enough = ALIKE.powi(2) * said.worth - documents;
        let mut like = Vec::new();
        for (number, shared) in &near.chunk_by(|(number, _)| *number) {
            if shared.map(|(_, worth)| worth).sum::<f64>() < enough {
                continue;
            }
            let example = &self.examples[number as usize];
            let read = || read(index, &Query::new(&example.text, Stance::Concern));
            let known = example.said.get_or_init(|| Gist::of(index, &read()));
            let likeness = said.likeness(known);
            if likeness > 0.0 {
                like.push((example, said.worth * likeness));
            }
        }
        like
    }
}

#[cfg(test)]
mod tests {
    use crate::ranking::{Entry, Index, Query, Ranker, Reason, Stance, Thesaurus};

    /// The entry that comes first, and whether it is for an example.
    fn first(examples: &[&str], point: &str) -> (String, bool) {
        let entry = |id: &str, body: &str, examples: &[&str]| Entry {
            id: id.into(),
            body: body.into(),
            examples: examples.iter().map(|&one| one.into()).collect(),
            ..Entry::default()
        };
        let entries = [
            entry("bears", "Bears live in mountain forests.", examples),
            entry("fish", "Quotas protect herring.", &[]),
            entry("wine", "Vineyards need a licence.", &[]),
        ];
        let index = Index::new(&entries, &Thesaurus::default());
        let query = Query::new(point, Stance::Concern);
        let first = index.rank(&query).candidates[0].entry.clone();
        let reasons = index.explain(&query, &[&first]).concat();
        (first, reasons.iter().any(|reason| matches!(reason, Reason::Example { .. })))
    }

    #[test]
    fn a_point_that_comes_again_has_the_same_answer() {
        let example = "Beekeepers lose hives and herring to hungry visitors.";
        let again = "Again the beekeepers lost their hives, and some herring.";
        assert_eq!(first(&[], again), ("fish".to_owned(), false));
        assert_eq!(first(&[example], again), ("bears".to_owned(), true));
    }

    #[test]
    fn one_word_in_common_is_no_likeness() {
        assert_eq!(first(&["Herring?"], "Herring in nets!"), ("fish".to_owned(), false));
        assert_eq!(first(&["Calls for hives."], "Calls for herring."), ("fish".to_owned(), false));
        assert!(!first(&["Calls for hives."], "Calls for hives in bears' dens.").1);
    }

    #[test]
    fn what_says_nothing_else_is_the_same_point() {
        assert_eq!(first(&["Calls for hives."], "Asks for hives!"), ("bears".to_owned(), true));
    }

    #[test]
    fn a_few_words_of_many_are_no_likeness() {
        let example = "Beekeepers lose hives at night, and farmers in distant valleys complain of lambs, \
                       fences, damages, permits, shepherds and their dogs.";
        let point = "Farmers complain of herring, nets, boats and tides.";
        assert_eq!(first(&[example], point), ("fish".to_owned(), false));
    }

    #[test]
    fn another_document_is_another_point() {
        let asks = |number: u32| format!("What follows from Regulation (EU) 2018/{number} now?");
        let examples = [asks(1862)];
        let is_like = |point: &str| first(&[&examples[0]], point).1;
        assert!(is_like("What will follow from Regulation (EU) 2018/1862, the bears ask?"));
        assert!(!is_like("What will follow from Regulation (EU) 2018/1860, the bears ask?"));
    }
}
