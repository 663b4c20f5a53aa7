//! Where the wording of an entry says what spoke for it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use frostem::{Algorithm, Stemmer};

use super::citation::citations;
use super::reason::Reason;
use super::stem::stem;
use super::stopwords::is_empty_word;
use super::words::{Word, words};
use crate::text::sentences;

/// A sentence of an entry's wording, with the words in it that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The sentence, in bytes of the wording.
    pub sentence: Range<usize>,
    /// The words and references that count, in bytes of the wording, in their order.
    pub marks: Vec<Range<usize>>,
}

impl Passage {
    /// Finds the sentence with most of what speaks for an entry; none when it is all elsewhere:
    /// in the title, the terms or the examples.
    pub fn find(wording: &str, reasons: &[Reason]) -> Option<Self> {
        let sought = Sought::new(reasons);
        let mut start = 0;
        let sentences = sentences(wording).into_iter().map(|whole| {
            let sentence = start..start + whole.trim_end().len();
            start += whole.len();
            let (weight, marks) = sought.find_in(wording, &sentence);
            (weight, Self { sentence, marks })
        });
        let found = sentences.filter(|(weight, _)| *weight > 0.0);
        let best = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, passage)| passage)
    }
}

/// What is looked for in a wording, with what finding it is worth.
struct Sought {
    stemmer: Stemmer,
    stems: HashMap<String, f64>,
    documents: HashMap<String, f64>,
}

impl Sought {
    fn new(reasons: &[Reason]) -> Self {
        let stemmer = Stemmer::new(Algorithm::English);
        let mut sought = Self { stemmer, stems: HashMap::new(), documents: HashMap::new() };
        for reason in reasons {
            match reason {
                Reason::Term { words: text, weight, .. }
                | Reason::Phrase { phrase: text, weight, .. }
                | Reason::Thesaurus { paragraph: text, weight, .. }
                | Reason::Abbreviation { paragraph: text, weight, .. }
                | Reason::Family { paragraph: text, weight, .. }
                | Reason::Spelling { meant: text, weight, .. } => sought.add_words(text, *weight),
                Reason::Act { act, weight, .. } => {
                    sought.documents.insert(act.clone(), *weight);
                }
                Reason::Area { .. }
                | Reason::Notions { .. }
                | Reason::Example { .. }
                | Reason::Stance => {}
            }
        }
        sought
    }

    fn add_words(&mut self, text: &str, weight: f64) {
        for word in words(text).filter(|word| !is_empty_word(&word.plain)) {
            let worth = self.stems.entry(stem(self.stemmer, &word.plain).into_owned()).or_default();
            *worth = worth.max(weight);
        }
    }

    /// Returns what a sentence is worth, each word counted once, and where it says it.
    fn find_in(&self, wording: &str, sentence: &Range<usize>) -> (f64, Vec<Range<usize>>) {
        let text = &wording[sentence.clone()];
        let mut found: HashMap<String, f64> = HashMap::new();
        let mut marks = Vec::new();
        for citation in citations(text) {
            if let Some(weight) = self.documents.get(&citation.key) {
                marks.push(citation.range);
                found.insert(citation.key, *weight);
            }
        }
        let words: Vec<Word<'_>> = words(text).collect();
        for (at, word) in words.iter().enumerate() {
            let joined = words.get(at + 1).and_then(|next| joined(text, word, next));
            let readings = [Some((word.plain.clone(), word.range.clone())), joined];
            for (plain, range) in readings.into_iter().flatten() {
                let stem = stem(self.stemmer, &plain);
                if let Some(weight) = self.stems.get(stem.as_ref()) {
                    marks.push(range);
                    found.insert(stem.into_owned(), *weight);
                }
            }
        }
        let shifted = |mark: Range<usize>| mark.start + sentence.start..mark.end + sentence.start;
        let mut weights: Vec<f64> = found.into_values().collect();
        weights.sort_by(f64::total_cmp);
        (weights.iter().sum(), apart(marks.into_iter().map(shifted).collect()))
    }
}

/// Two words that a hyphen joins, as one.
fn joined<'a>(text: &str, one: &Word<'a>, next: &Word<'a>) -> Option<(Cow<'a, str>, Range<usize>)> {
    let between = &text[one.range.end..next.range.start];
    let is_joined = matches!(between, "-" | "\u{2011}" | "&");
    let plain = || Cow::Owned(format!("{}{}", one.plain, next.plain));
    is_joined.then(|| (plain(), one.range.start..next.range.end))
}

/// Puts ranges in order and joins those that overlap.
pub fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Entry, Index, Query, Ranker, Stance, Thesaurus};

    fn marked(wording: &str, point: &str) -> Option<String> {
        let entry = Entry { id: "x".into(), body: wording.into(), ..Entry::default() };
        let thesaurus = Thesaurus::new("prison, gaol\n");
        let query = Query::new(point, Stance::Concern);
        let reasons = Index::new(&[entry], &thesaurus).explain(&query, &["x"]).concat();
        let passage = Passage::find(wording, &reasons)?;
        let marks: Vec<&str> = passage.marks.iter().map(|mark| &wording[mark.clone()]).collect();
        Some(format!("{} [{}]", &wording[passage.sentence], marks.join(", ")))
    }

    #[test]
    fn the_sentence_with_most_of_the_evidence_is_shown() {
        let wording =
            "Prisons matter. Training helps staff of prisons.\nCOM(2016) 379 final is old.";
        assert_eq!(
            marked(wording, "Asks how prison staff are trained.").as_deref(),
            Some("Training helps staff of prisons. [Training, staff, prisons]")
        );
        assert_eq!(
            marked(wording, "Rejects COM(2016) 379.").as_deref(),
            Some("COM(2016) 379 final is old. [COM(2016) 379 final]")
        );
    }

    #[test]
    fn other_words_are_found_by_what_the_entry_says() {
        let wording = "It is on de-radicalisation in prisons.";
        assert_eq!(
            marked(wording, "Deradicalisation in gaols.").as_deref(),
            Some("It is on de-radicalisation in prisons. [de-radicalisation, prisons]")
        );
    }

    #[test]
    fn what_the_wording_does_not_say_has_no_passage() {
        assert_eq!(Passage::find("Rivers flow.", &[Reason::Stance]), None);
    }
}
