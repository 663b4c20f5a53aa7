//! The words of a library, as numbers.

use std::collections::HashMap;
use std::fmt;

use frostem::{Algorithm, Stemmer};

use super::spelling;
use super::stopwords;

/// A word of the library, all its inflections and spellings taken as one.
pub(super) type Term = u32;

/// Brings words to the form in which they are compared.
pub(super) struct Normaliser(Stemmer);

impl fmt::Debug for Normaliser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Normaliser")
    }
}

impl Normaliser {
    /// Makes one; cheap.
    pub(super) fn new() -> Self {
        Self(Stemmer::new(Algorithm::English))
    }

    /// Returns the stem of a plain word, spelt the British way.
    pub(super) fn stem(&self, plain: &str) -> String {
        let british = spelling::british(plain);
        self.0.stem(british.as_deref().unwrap_or(plain)).into_owned()
    }
}

/// All words that a library uses.
///
/// Terms are numbered in the order of their first use, so that the same entries in
/// the same order give the same numbers.
#[derive(Debug)]
pub(super) struct Vocabulary {
    normaliser: Normaliser,
    by_plain: HashMap<String, Option<Term>>,
    by_stem: HashMap<String, Term>,
    stems: Vec<String>,
}

impl Vocabulary {
    /// Returns a vocabulary without words.
    pub(super) fn new() -> Self {
        Self {
            normaliser: Normaliser::new(),
            by_plain: HashMap::new(),
            by_stem: HashMap::new(),
            stems: Vec::new(),
        }
    }

    /// Returns the term of a plain word, which is made when it is new; none for
    /// function words and single letters.
    pub(super) fn add(&mut self, plain: &str) -> Option<Term> {
        if let Some(known) = self.by_plain.get(plain) {
            return *known;
        }
        let term = (!is_empty_word(plain)).then(|| self.add_stem(plain));
        self.by_plain.insert(plain.to_owned(), term);
        term
    }

    fn add_stem(&mut self, plain: &str) -> Term {
        let stem = self.normaliser.stem(plain);
        if let Some(known) = self.by_stem.get(&stem) {
            return *known;
        }
        let term = Term::try_from(self.stems.len()).expect("a library has fewer than 2^32 words");
        self.by_stem.insert(stem.clone(), term);
        self.stems.push(stem);
        term
    }

    /// Returns the term of a plain word that the library uses.
    pub(super) fn find(&self, plain: &str) -> Option<Term> {
        match self.by_plain.get(plain) {
            Some(known) => *known,
            None => self.find_stem(&self.stem(plain)),
        }
    }

    /// Returns the term of a plain word that the library writes just so.
    pub(super) fn find_written(&self, plain: &str) -> Option<Term> {
        self.by_plain.get(plain).copied().flatten()
    }

    /// Returns the term of a stem that the library uses.
    pub(super) fn find_stem(&self, stem: &str) -> Option<Term> {
        self.by_stem.get(stem).copied()
    }

    /// Returns the stem of any plain word.
    pub(super) fn stem(&self, plain: &str) -> String {
        self.normaliser.stem(plain)
    }

    /// Returns the stems of all terms, in the order of their numbers.
    pub(super) fn stems(&self) -> &[String] {
        &self.stems
    }

    /// Returns the words as they are written, sorted, function words left out.
    pub(super) fn written(&self) -> Vec<&str> {
        let mut written: Vec<&str> = self
            .by_plain
            .iter()
            .filter(|(_, term)| term.is_some())
            .map(|(plain, _)| plain.as_str())
            .collect();
        written.sort_unstable();
        written
    }
}

/// Says whether a plain word is never asked for: a function word or a letter.
pub(super) fn is_empty_word(plain: &str) -> bool {
    plain.chars().nth(1).is_none() || stopwords::is_function_word(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_and_spellings_are_one_term() {
        let mut vocabulary = Vocabulary::new();
        let term = vocabulary.add("radicalisation");
        assert!(term.is_some());
        assert_eq!(vocabulary.find("radicalization"), term);
        assert_eq!(vocabulary.find("radicalised"), term);
        assert_eq!(vocabulary.find("prison"), None);
    }

    #[test]
    fn function_words_are_no_terms() {
        let mut vocabulary = Vocabulary::new();
        assert_eq!(vocabulary.add("the"), None);
        assert_eq!(vocabulary.add("x"), None);
    }
}
