//! The facts in a text: what a reviewer looks at before wording.

use std::ops::Range;

use super::figures;
use super::wording::{Bare, bare};
use super::words::Word;
use crate::reference::Reference;

/// What kind of fact something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// A sum of money.
    Amount,
    /// A date, a month or a year.
    Date,
    /// Any other number, in figures or words; a percentage.
    Number,
    /// A document, an article, a case.
    Reference,
    /// A person, a body, a country, an abbreviation.
    Name,
    /// A word that denies.
    Negation,
    /// `shall`, `may`, `will` and the like.
    Modal,
}

impl FactKind {
    /// Returns the word of output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Date => "date",
            Self::Number => "number",
            Self::Reference => "reference",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Modal => "modal",
        }
    }
}

/// A fact at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) kind: FactKind,
    /// The words that it takes up.
    pub(super) words: Range<usize>,
    /// Its text with plain spaces, without the punctuation around it.
    pub(super) text: String,
    /// What makes it the same fact as another: spelling apart.
    pub(super) identity: String,
}

/// Finds every fact of a text, in order; no word belongs to two, but `cannot` denies and is no
/// modal verb.
pub(super) fn find(words: &[Word]) -> Vec<Fact> {
    let bare: Vec<Bare<'_>> = words.iter().map(bare).collect();
    let references = references(words);
    let mut facts = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let reference = references.iter().find(|(place, _)| place.start == at);
        let found = match reference {
            Some((place, one)) => Some((FactKind::Reference, place.end, Some(one.to_string()))),
            None => figures::at(&bare, at)
                .or_else(|| word_fact(&bare, at))
                .or_else(|| name(&bare, at))
                .map(|(kind, end)| (kind, end, None)),
        };
        let Some((kind, end, identity)) = found else {
            at += 1;
            continue;
        };
        let text = text(&bare[at..end]);
        let identity = identity.unwrap_or_else(|| identity_of(kind, &text));
        facts.push(Fact { kind, words: at..end, text, identity });
        at = end;
    }
    facts
}

/// The references of the institutions' documents, by the words that they take up.
fn references(words: &[Word]) -> Vec<(Range<usize>, Reference)> {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(words.len());
    for word in words {
        starts.push(text.len());
        text.push_str(&word.text);
        text.push(' ');
    }
    let word_at = |byte: usize| starts.partition_point(|start| *start <= byte) - 1;
    Reference::find_all(&text)
        .into_iter()
        .map(|(place, one)| (word_at(place.start)..word_at(place.end - 1) + 1, one))
        .collect()
}

/// The words as they stand there, without what stands before the first and after the last.
fn text(words: &[Bare<'_>]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            text.extend([" ", word.before]);
        }
        text.push_str(word.core);
        if at + 1 < words.len() {
            text.push_str(word.after);
        }
    }
    text
}

/// `EUR 12 500` and `EUR 12,500` are one amount; `not` and `Not` one negation.
fn identity_of(kind: FactKind, text: &str) -> String {
    match kind {
        FactKind::Name => text.to_owned(),
        FactKind::Amount | FactKind::Number => {
            let plain = text.to_lowercase().replace("per cent", "%").replace("percent", "%");
            plain
                .replace("euros", "eur")
                .replace("euro", "eur")
                .replace('€', "eur")
                .replace(' ', "")
        }
        _ => text.to_lowercase(),
    }
}

const NEGATIONS: [&str; 13] = [
    "not", "no", "never", "without", "neither", "nor", "none", "nothing", "nobody", "cannot",
    "hardly", "nowhere", "unless",
];
const MODALS: [&str; 10] =
    ["shall", "may", "will", "would", "should", "must", "can", "could", "might", "ought"];

/// Negations and modal verbs. `May` is a month, `No 2` a number.
fn word_fact(words: &[Bare<'_>], at: usize) -> Option<(FactKind, usize)> {
    let word = &words[at];
    let lower = word.core.to_lowercase();
    if NEGATIONS.contains(&lower.as_str()) || lower.ends_with("n't") || lower.ends_with("n’t") {
        return Some((FactKind::Negation, at + 1));
    }
    let is_verb = MODALS.contains(&lower.as_str()) && !(lower == "may" && word.is_capitalised());
    is_verb.then_some((FactKind::Modal, at + 1))
}

/// Words that link the parts of a name: `Court of Justice`, `Assembleia da República`.
const LINKS: [&str; 18] = [
    "of", "on", "for", "the", "against", "de", "da", "do", "dos", "das", "des", "du", "la", "del",
    "di", "der", "van", "et",
];

/// A run of capitalised words, an abbreviation, or one capitalised word within a sentence.
fn name(words: &[Bare<'_>], at: usize) -> Option<(FactKind, usize)> {
    let first = &words[at];
    let may_be_part = |word: &Bare<'_>| word.is_capitalised() && !word.is_common();
    if !may_be_part(first) {
        return None;
    }
    let mut end = at + 1;
    while !words[end - 1].ends_clause {
        let links = words[end..].iter().take(2).take_while(|word| word.is_link(&LINKS)).count();
        let Some(next) = words.get(end + links) else { break };
        let has_figure = next.core.contains(|one: char| one.is_ascii_digit());
        if !may_be_part(next) || next.opens_sentence || has_figure || !next.before.is_empty() {
            break;
        }
        end += links + 1;
    }
    let alone = end == at + 1;
    let may_be_any_word = first.opens_sentence && !first.is_abbreviation();
    (!(alone && may_be_any_word)).then_some((FactKind::Name, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::words::{Lexicon, Marks, read};

    fn facts(text: &str) -> Vec<String> {
        let words = read(text, &Marks::new(), &mut Lexicon::default());
        find(&words).iter().map(|one| format!("{}: {}", one.kind.word(), one.text)).collect()
    }

    #[test]
    fn sums_dates_and_numbers_are_told_apart() {
        assert_eq!(
            facts(
                "It gave EUR 25\u{a0}million, €34 million and 12 500 euro on 6\u{a0}April 2016, \
                 in early 2017 and by 20.11.2015, to 70 per cent or 7 % of two bodies."
            ),
            [
                "amount: EUR 25 million",
                "amount: €34 million",
                "amount: 12 500 euro",
                "date: 6 April 2016",
                "date: early 2017",
                "date: 20.11.2015",
                "number: 70 per cent",
                "number: 7 %",
                "number: two",
            ]
        );
    }

    #[test]
    fn documents_are_references_and_their_numbers_nothing_else() {
        assert_eq!(
            facts(
                "See {COM(2016) 379 final}, Regulation (EU) 2016/794, Regulation (EC) No 45/2001, \
                 Directive 2010/13/EU, Article 5(3) and Case C-203/15."
            ),
            [
                "reference: COM(2016) 379 final",
                "reference: Regulation (EU) 2016/794",
                "reference: Regulation (EC) No 45/2001",
                "reference: Directive 2010/13/EU",
                "reference: Article 5(3)",
                "reference: Case C-203/15",
            ]
        );
    }

    #[test]
    fn names_are_capitalised_within_a_sentence() {
        assert_eq!(
            facts(
                "Practitioners meet in the Working Group on Prison of the RAN. The Camera \
                 Deputaților thanked Europol."
            ),
            [
                "name: Working Group on Prison of the RAN",
                "name: Camera Deputaților",
                "name: Europol"
            ]
        );
    }

    #[test]
    fn what_denies_and_what_obliges_is_found() {
        assert_eq!(
            facts("It may not wait. No cost shall arise in May 2016; No 2 cannot."),
            [
                "modal: may",
                "negation: not",
                "negation: No",
                "modal: shall",
                "date: May 2016",
                "number: No 2",
                "negation: cannot",
            ]
        );
    }
}
