//! Terms and titles of several words, found as a whole.

use serde::{Deserialize, Serialize};

use super::posting::Postings;
use super::vocabulary::Term;

/// A term of an entry that has several words.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Phrase {
    /// The entry that has it.
    pub(super) entry: u32,
    /// Its words without function words, at least two, each once.
    pub(super) terms: Vec<Term>,
    /// As the entry writes it.
    pub(super) written: String,
}

/// The phrases of a library, found by their rarest word.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Phrases {
    phrases: Vec<Phrase>,
    /// Sorted: the rarest word of a phrase, and the phrase.
    #[serde(skip)]
    by_rarest: Vec<(Term, u32)>,
}

impl Phrases {
    /// Adds a phrase unless it is a single word.
    pub(super) fn add(&mut self, entry: u32, mut terms: Vec<Term>, written: &str) {
        terms.sort_unstable();
        terms.dedup();
        if terms.len() > 1 {
            self.phrases.push(Phrase { entry, terms, written: written.to_owned() });
        }
    }

    /// Makes the phrases findable, once all words are weighed.
    pub(super) fn finish(&mut self, postings: &Postings) {
        self.by_rarest = (0..)
            .zip(&self.phrases)
            .filter_map(|(number, phrase)| {
                let rarity = |term: &&Term| (postings.of(**term).len(), **term);
                Some((*phrase.terms.iter().min_by_key(rarity)?, number))
            })
            .collect();
        self.by_rarest.sort_unstable();
    }

    /// Returns the phrases all of whose words are in a sorted list of terms.
    pub(super) fn within<'a>(&'a self, terms: &'a [Term]) -> impl Iterator<Item = &'a Phrase> {
        terms.iter().flat_map(move |term| {
            let from = self.by_rarest.partition_point(|(rarest, _)| rarest < term);
            self.by_rarest[from..]
                .iter()
                .take_while(move |(rarest, _)| rarest == term)
                .map(|(_, number)| &self.phrases[*number as usize])
                .filter(move |phrase| {
                    phrase.terms.iter().all(|term| terms.binary_search(term).is_ok())
                })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_only_as_a_whole() {
        let mut postings = Postings::new();
        postings.begin_entry();
        let mut phrases = Phrases::default();
        phrases.add(0, vec![4, 2], "removal orders");
        phrases.finish(&postings);
        assert_eq!(phrases.within(&[1, 2, 4]).count(), 1);
        assert_eq!(phrases.within(&[2, 3]).count(), 0);
    }
}
