//! A library, ready to be asked.

use std::collections::HashMap;

use itertools::Itertools;

use super::abbreviation;
use super::areas::Areas;
use super::citation::citations;
use super::entry::{Entry, Stance};
use super::examples::Examples;
use super::family::Families;
use super::groups::Groups;
use super::phrase::Phrases;
use super::posting::Postings;
use super::reason::Field;
use super::slip::Slips;
use super::thesaurus::Thesaurus;
use super::vocabulary::{Term, Vocabulary};
use super::words::{Word, words};

/// A slip may have meant a word that at most one in so many entries uses.
const RARE: usize = 5;

/// About how many bytes of the wording of a small library bring a word not seen before.
const BYTES_PER_NEW_WORD: usize = 15;

/// A library, ready to be asked.
///
/// It keeps what it needs of the entries, which may be dropped. Two indexes of the
/// same entries give the same rankings, in whatever order the entries came.
#[derive(Debug)]
pub struct Index {
    pub(super) ids: Vec<String>,
    pub(super) stances: Vec<Vec<Stance>>,
    pub(super) vocabulary: Vocabulary,
    pub(super) postings: Postings,
    pub(super) acts: HashMap<String, Vec<(u32, f64)>>,
    pub(super) phrases: Phrases,
    pub(super) examples: Examples,
    pub(super) families: Families,
    pub(super) abbreviations: Groups,
    pub(super) slips: Slips,
    pub(super) thesaurus: Groups,
    pub(super) areas: Areas,
}

impl Index {
    /// Reads the entries of a library.
    pub fn new(entries: &[Entry], thesaurus: &Thesaurus) -> Self {
        let words: usize = entries.iter().map(|entry| entry.body.len() / BYTES_PER_NEW_WORD).sum();
        let mut index = Self {
            ids: Vec::with_capacity(entries.len()),
            stances: Vec::with_capacity(entries.len()),
            vocabulary: Vocabulary::with_capacity(words),
            postings: Postings::new(),
            acts: HashMap::new(),
            phrases: Phrases::default(),
            examples: Examples::default(),
            families: Families::default(),
            abbreviations: Groups::default(),
            slips: Slips::default(),
            thesaurus: Groups::new(thesaurus.clone()),
            areas: Areas::default(),
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
        let words: Vec<Word<'_>> = words(text).collect();
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
        self.postings.finish();
        self.phrases.finish(&self.postings);
        self.examples.finish();
        self.families = Families::new(self.vocabulary.stems());
        let rare = self.ids.len().div_ceil(RARE);
        let rare =
            self.vocabulary.written().filter(|(_, term)| self.postings.of(*term).len() <= rare);
        self.slips = Slips::new(rare);
        let pairs = abbreviation::learn(entries);
        let pairs = pairs.iter().map(|(short, long)| [short.as_str(), long.as_str()]);
        self.abbreviations = Groups::new(Thesaurus::of_groups(pairs));
        self.areas =
            Areas::new(self.thesaurus.digest(), &self.vocabulary, &self.postings, self.ids.len());
    }
}
