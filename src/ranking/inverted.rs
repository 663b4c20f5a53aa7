//! What the entries of a library say where: the inverted index, and what else is read off their texts.

use std::collections::BTreeMap;

use itertools::Itertools;
use serde::{Deserialize, Serialize};

use super::abbreviation;
use super::citation::citations;
use super::entry::{Entry, Stance};
use super::examples::Examples;
use super::phrase::Phrases;
use super::posting::Postings;
use super::reason::Field;
use super::vocabulary::{Term, Vocabulary};
use super::words::{Word, joined, words};

/// About how many bytes of the wording of a small library bring a word not seen before.
const BYTES_PER_NEW_WORD: usize = 15;

/// What reading the entries of a library gave, which depends on nothing else: it can be kept and
/// made an [`super::Index`] another time.
#[derive(Debug, Serialize, Deserialize)]
pub struct Inverted {
    pub(super) ids: Vec<String>,
    pub(super) stances: Vec<Vec<Stance>>,
    pub(super) vocabulary: Vocabulary,
    pub(super) postings: Postings,
    pub(super) acts: BTreeMap<String, Vec<(u32, f64)>>,
    pub(super) phrases: Phrases,
    pub(super) examples: Examples,
    /// Short forms, and what they stand for.
    pub(super) abbreviations: Vec<(String, String)>,
}

impl Inverted {
    /// Reads entries, in whatever order they come.
    pub fn of(entries: &[Entry]) -> Self {
        let words: usize = entries.iter().map(|entry| entry.body.len() / BYTES_PER_NEW_WORD).sum();
        let mut inverted = Self {
            ids: Vec::with_capacity(entries.len()),
            stances: Vec::with_capacity(entries.len()),
            vocabulary: Vocabulary::with_capacity(words),
            postings: Postings::new(),
            acts: BTreeMap::new(),
            phrases: Phrases::default(),
            examples: Examples::default(),
            abbreviations: abbreviation::learn(entries).into_iter().collect(),
        };
        for entry in entries.iter().sorted_by(|a, b| a.id.cmp(&b.id)) {
            inverted.add(entry);
        }
        inverted
    }

    /// Weighs all words, and makes phrases and examples findable.
    pub(super) fn finish(&mut self) {
        self.postings.finish();
        self.phrases.finish(&self.postings);
        self.examples.finish();
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

    /// Counts the words of a text and returns its terms. Words that are joined are counted as one
    /// word too.
    fn add_text(&mut self, text: &str, field: Field) -> Vec<Term> {
        let words: Vec<Word<'_>> = words(text).collect();
        let mut terms = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            if let Some(term) = self.vocabulary.add(&word.plain) {
                self.postings.count(term, field);
                terms.push(term);
            }
            if let Some(next) = words.get(at + 1)
                && let Some(joined) = joined(text, word, next)
                && let Some(term) = self.vocabulary.add(&joined)
            {
                self.postings.count(term, field);
            }
        }
        terms
    }
}
