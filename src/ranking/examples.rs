//! Points that entries answered before, as evidence.

use itertools::Itertools;
use serde::{Deserialize, Serialize};

use super::posting::Postings;
use super::reading::Reading;
use super::vocabulary::Term;

/// A point that an entry answered before.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Example {
    /// The entry that answered it.
    pub(super) entry: u32,
    /// What the point said.
    pub(super) text: String,
    /// Its words of substance, each once, sorted.
    pub(super) terms: Vec<Term>,
}

/// All examples of a library.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Examples {
    examples: Vec<Example>,
    /// Sorted: a term, and an example that has it.
    #[serde(skip)]
    by_term: Vec<(Term, u32)>,
}

impl Examples {
    /// Adds an example.
    pub(super) fn add(&mut self, entry: u32, text: &str, mut terms: Vec<Term>) {
        terms.sort_unstable();
        terms.dedup();
        self.examples.push(Example { entry, text: text.to_owned(), terms });
    }

    /// Makes the examples findable.
    pub(super) fn finish(&mut self) {
        self.by_term = (0..)
            .zip(&self.examples)
            .flat_map(|(number, example)| example.terms.iter().map(move |term| (*term, number)))
            .collect();
        self.by_term.sort_unstable();
    }

    /// Returns the examples that are like a point, with the rarity of the words they
    /// share, times the square of the share of the example that this is: only a point that
    /// says much the same counts for much.
    pub(super) fn like(&self, reading: &Reading<'_>, postings: &Postings) -> Vec<(&Example, f64)> {
        if self.examples.is_empty() {
            return Vec::new();
        }
        let asked = reading.asks.iter().filter_map(|ask| Some((ask.term?, ask.value)));
        let shared = asked.flat_map(|(term, value)| {
            let from = self.by_term.partition_point(|(other, _)| *other < term);
            self.by_term[from..]
                .iter()
                .take_while(move |(other, _)| *other == term)
                .map(move |(_, number)| (*number, value))
        });
        let sums = shared.sorted_by_key(|(number, _)| *number).chunk_by(|(number, _)| *number);
        sums.into_iter()
            .map(|(number, values)| {
                let shared: f64 = values.map(|(_, value)| value).sum();
                let example = &self.examples[number as usize];
                let whole: f64 = example.terms.iter().map(|term| postings.idf(*term)).sum();
                (example, shared * (shared / whole.max(shared)).powi(2))
            })
            .collect()
    }
}
