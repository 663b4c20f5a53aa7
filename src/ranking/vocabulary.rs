//! The words of a library, as numbers.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use frostem::{Algorithm, Stemmer};
use itertools::Itertools;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::stem::stem;
use super::stopwords::is_empty_word;

/// A word of the library, all its inflections and spellings taken as one.
pub(super) type Term = u32;

/// All words that a library uses.
///
/// Terms are numbered in the order of their first use, so that the same entries in
/// the same order give the same numbers.
pub(super) struct Vocabulary {
    stemmer: Stemmer,
    by_plain: HashMap<Arc<str>, Option<Term>>,
    by_stem: HashMap<Arc<str>, Term>,
    stems: Vec<Arc<str>>,
    written: Vec<Arc<str>>,
}

/// A vocabulary as it is kept.
#[derive(Serialize, Deserialize)]
struct Words<'a> {
    /// Each once, sorted.
    plain: Vec<(Cow<'a, str>, Option<Term>)>,
    stems: Vec<Cow<'a, str>>,
    written: Vec<Cow<'a, str>>,
}

impl Serialize for Vocabulary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = self.by_plain.iter().map(|(plain, term)| (Cow::Borrowed(&**plain), *term));
        let words = Words {
            plain: plain.sorted().collect(),
            stems: self.stems.iter().map(|stem| Cow::Borrowed(&**stem)).collect(),
            written: self.written.iter().map(|word| Cow::Borrowed(&**word)).collect(),
        };
        words.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Vocabulary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Words { plain, stems, written } = Words::deserialize(deserializer)?;
        let shared = |words: Vec<Cow<'_, str>>| words.into_iter().map(Arc::from).collect();
        let stems: Vec<Arc<str>> = shared(stems);
        Ok(Self {
            stemmer: Stemmer::new(Algorithm::English),
            by_plain: plain.into_iter().map(|(plain, term)| (Arc::from(plain), term)).collect(),
            by_stem: stems.iter().cloned().zip(0..).collect(),
            stems,
            written: shared(written),
        })
    }
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vocabulary").field("stems", &self.stems).finish_non_exhaustive()
    }
}

impl Vocabulary {
    /// Returns a vocabulary without words, with room for some.
    pub(super) fn with_capacity(words: usize) -> Self {
        Self {
            stemmer: Stemmer::new(Algorithm::English),
            by_plain: HashMap::with_capacity(words),
            by_stem: HashMap::with_capacity(words),
            stems: Vec::with_capacity(words),
            written: Vec::with_capacity(words),
        }
    }

    /// Returns the term of a plain word of the library, which is made when it is new;
    /// none for function words and single letters.
    pub(super) fn add(&mut self, plain: &str) -> Option<Term> {
        if let Some(known) = self.by_plain.get(plain) {
            return *known;
        }
        let plain = Arc::from(plain);
        let term = (!is_empty_word(&plain)).then(|| self.add_stem(&plain));
        self.by_plain.insert(plain, term);
        term
    }

    fn add_stem(&mut self, plain: &Arc<str>) -> Term {
        let stem = stem(self.stemmer, plain);
        if let Some(known) = self.by_stem.get(stem.as_ref()) {
            return *known;
        }
        let term = Term::try_from(self.stems.len()).expect("a library has fewer than 2^32 words");
        let stem: Arc<str> = stem.into();
        self.by_stem.insert(Arc::clone(&stem), term);
        self.stems.push(stem);
        self.written.push(Arc::clone(plain));
        term
    }

    /// Returns the term of a plain word, when the library uses it, and its stem.
    pub(super) fn find<'a>(&'a self, plain: &'a str) -> (Option<Term>, Cow<'a, str>) {
        if let Some(term) = self.find_written(plain) {
            return (Some(term), Cow::Borrowed(self.stem_of(term)));
        }
        let stem = stem(self.stemmer, plain);
        (self.term_of(&stem), stem)
    }

    /// Returns the term of a plain word that the library writes just so.
    pub(super) fn find_written(&self, plain: &str) -> Option<Term> {
        self.by_plain.get(plain).copied().flatten()
    }

    /// Returns the term of a stem.
    pub(super) fn term_of(&self, stem: &str) -> Option<Term> {
        self.by_stem.get(stem).copied()
    }

    /// Returns the stem of a term.
    pub(super) fn stem_of(&self, term: Term) -> &str {
        &self.stems[term as usize]
    }

    /// Returns the stems of all terms, in the order of their numbers.
    pub(super) fn stems(&self) -> &[Arc<str>] {
        &self.stems
    }

    /// Returns a term as the library first writes it, in small letters.
    pub(super) fn written_as(&self, term: Term) -> &str {
        &self.written[term as usize]
    }

    /// Returns the words that the library writes, with their terms, in no order.
    pub(super) fn written(&self) -> impl Iterator<Item = (&Arc<str>, Term)> {
        self.by_plain.iter().filter_map(|(plain, term)| Some((plain, (*term)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_and_spellings_are_one_term() {
        let mut vocabulary = Vocabulary::with_capacity(2);
        let term = vocabulary.add("radicalisation");
        assert!(term.is_some());
        assert_eq!(vocabulary.find("radicalization").0, term);
        assert_eq!(vocabulary.find("radicalised").0, term);
        assert_eq!(vocabulary.find("prison").0, None);
    }

    #[test]
    fn function_words_are_no_terms() {
        let mut vocabulary = Vocabulary::with_capacity(2);
        assert_eq!(vocabulary.add("the"), None);
        assert_eq!(vocabulary.add("x"), None);
    }
}
