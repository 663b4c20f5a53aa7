//! Short forms and the long ones they stand for, against the words of a library.

use std::collections::HashMap;

use super::posting::Postings;
use super::stem::stem;
use super::stopwords::is_empty_word;
use super::vocabulary::{Term, Vocabulary};
use super::words::words;
use frostem::{Algorithm, Stemmer};

/// The short and long forms that a library uses; whoever says one may mean the other.
#[derive(Debug)]
pub(super) struct ShortForms {
    pairs: Vec<[Form; 2]>,
    /// The forms that begin with a stem: the pair, and which of the two.
    begun: HashMap<String, Vec<(usize, usize)>>,
}

/// A word or phrase.
#[derive(Debug)]
struct Form {
    stems: Vec<String>,
    /// Whether it is one short form in capitals.
    is_acronym: bool,
    /// Its terms; none when the library lacks one of its words.
    terms: Option<Vec<Term>>,
}

/// What may stand for the words said.
#[derive(Debug)]
pub(super) struct Partner<'a> {
    /// How many words it stands for.
    pub(super) length: usize,
    /// Its terms; they must all be there.
    pub(super) terms: &'a [Term],
    /// How often the library uses either form.
    pub(super) uses: usize,
}

/// A word of a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    /// Its stem.
    pub(super) stem: &'a str,
    /// Whether it stands in capitals.
    pub(super) is_acronym: bool,
}

impl ShortForms {
    /// Takes pairs of a short and a long form.
    pub(super) fn new(pairs: &[(String, String)], vocabulary: &Vocabulary) -> Self {
        let form = |text: &String| Form::new(text, vocabulary);
        let pairs: Vec<[Form; 2]> =
            pairs.iter().map(|(short, long)| [form(short), form(long)]).collect();
        let mut begun: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for (number, pair) in pairs.iter().enumerate() {
            for (place, form) in pair.iter().enumerate() {
                if let Some(first) = form.stems.first() {
                    begun.entry(first.clone()).or_default().push((number, place));
                }
            }
        }
        Self { pairs, begun }
    }

    /// Returns what may stand for the first of some words, or for the phrase that they begin with.
    ///
    /// A short form that is a word, too, must stand in capitals: `TEN` is not `ten`.
    pub(super) fn partners(&self, said: &[Said<'_>], postings: &Postings) -> Vec<Partner<'_>> {
        let begun = said.first().and_then(|first| self.begun.get(first.stem));
        let partner = |(pair, place): &(usize, usize)| {
            let pair = &self.pairs[*pair];
            let length = pair[*place].begins(said)?;
            let terms = pair[1 - place].terms.as_deref()?;
            let uses = pair.iter().map(|form| form.uses(postings)).sum();
            Some(Partner { length, terms, uses })
        };
        begun.into_iter().flatten().filter_map(partner).collect()
    }
}

impl Form {
    fn new(text: &str, vocabulary: &Vocabulary) -> Self {
        let stemmer = Stemmer::new(Algorithm::English);
        let full: Vec<_> = words(text).filter(|word| !is_empty_word(&word.plain)).collect();
        let stems: Vec<String> =
            full.iter().map(|word| stem(stemmer, &word.plain).into_owned()).collect();
        let terms = stems.iter().map(|stem| vocabulary.term_of(stem)).collect();
        Self { stems, is_acronym: matches!(full.as_slice(), [word] if word.acronym), terms }
    }

    /// Returns how many of some words make it, if they begin with it.
    fn begins(&self, said: &[Said<'_>]) -> Option<usize> {
        let mut rest = said.iter();
        let are_said =
            self.stems.iter().all(|stem| rest.next().is_some_and(|said| said.stem == stem));
        (are_said && (!self.is_acronym || said[0].is_acronym)).then_some(self.stems.len())
    }

    fn uses(&self, postings: &Postings) -> usize {
        let terms = self.terms.iter().flatten();
        terms.map(|term| postings.of(*term).len()).min().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use itertools::Itertools;

    use super::*;

    fn partners(said: &str) -> Vec<(usize, Vec<Term>)> {
        let mut vocabulary = Vocabulary::with_capacity(4);
        for word in ["corridor", "transport", "TEN"] {
            vocabulary.add(&word.to_lowercase());
        }
        let pairs = [("TEN".to_owned(), "transport corridor".to_owned())];
        let forms = ShortForms::new(&pairs, &vocabulary);
        let words = words(said).filter(|word| !is_empty_word(&word.plain)).collect_vec();
        let stems = words.iter().map(|word| vocabulary.find(&word.plain).1).collect_vec();
        let said = stems
            .iter()
            .zip(&words)
            .map(|(stem, word)| Said { stem, is_acronym: word.acronym })
            .collect_vec();
        let found = forms.partners(&said, &Postings::new());
        found.into_iter().map(|found| (found.length, found.terms.to_vec())).collect()
    }

    #[test]
    fn a_long_form_is_found_where_it_begins() {
        assert_eq!(partners("transport corridors grow"), [(2, vec![2])]);
        assert_eq!(partners("transport grows"), []);
    }

    #[test]
    fn a_short_form_must_stand_in_capitals() {
        assert_eq!(partners("TEN"), [(1, vec![1, 0])]);
        assert_eq!(partners("ten"), []);
    }
}
