//! A word without what stands around it: quotation marks, brackets, full stops, marks of notes.

use super::words::Word;

/// A word as the search for facts sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bare<'a> {
    /// Its letters and figures.
    pub(super) core: &'a str,
    /// What stands before them.
    pub(super) before: &'a str,
    /// What stands after them.
    pub(super) after: &'a str,
    /// Whether a stop, a comma or a bracket stands after it.
    pub(super) ends_clause: bool,
    /// Whether a sentence begins with it.
    pub(super) opens_sentence: bool,
}

const OPENING: [char; 14] =
    ['(', '[', '{', '"', '\'', '“', '‘', '«', '*', '_', '\\', '-', '–', '—'];
const CLOSING: [char; 18] =
    ['.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\'', '”', '’', '»', '*', '_', '\\', '–'];

/// Takes from a word what stands around it.
pub(super) fn bare(word: &Word) -> Bare<'_> {
    let mut core = word.text.as_str();
    loop {
        let before = core.len();
        core = core.trim_end_matches(CLOSING);
        if let Some(start) = core.rfind("[^") {
            core = &core[..start];
        }
        if core.len() == before {
            break;
        }
    }
    let core = balanced(core.trim_start_matches(OPENING), &word.text);
    let start = word.text.find(core).unwrap_or(0);
    let (before, rest) = word.text.split_at(start);
    let ends_clause = rest.len() > core.len() || core.is_empty();
    let core = core.strip_suffix("'s").or(core.strip_suffix("’s")).unwrap_or(core);
    let after = &rest[core.len()..];
    Bare { core, before, after, ends_clause, opens_sentence: word.opens_sentence }
}

/// Gives a bracket back that was opened inside: `5(3)`, `(EU)` with its second bracket.
fn balanced<'a>(core: &'a str, word: &'a str) -> &'a str {
    let start = word.find(core).unwrap_or(0);
    let end = start + core.len();
    if core.contains('(') && word[end..].starts_with(')') { &word[start..=end] } else { core }
}

/// Words with which sentences begin and which are no names.
const COMMON: [&str; 60] = [
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "they", "their", "he", "she",
    "we", "in", "on", "at", "by", "to", "of", "for", "from", "with", "without", "within", "as",
    "if", "when", "while", "where", "once", "since", "until", "after", "before", "because",
    "although", "both", "all", "any", "some", "each", "every", "no", "not", "and", "but", "or",
    "nor", "also", "thus", "there", "here", "to", "under", "over", "such", "other", "another",
    "finally",
];

/// Names that stand in every letter: worth telling only when one takes the place of another.
const GENERIC: [&str; 10] = [
    "Commission",
    "Member States",
    "Member State",
    "EU",
    "European Union",
    "Union",
    "Opinion",
    "Communication",
    "European Commission",
    "Reasoned Opinion",
];

impl Bare<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.core.starts_with(char::is_uppercase)
    }

    pub(super) fn is_abbreviation(&self) -> bool {
        self.core.chars().filter(|one| one.is_uppercase()).count() >= 2
    }

    /// Tells whether it is a word with which any sentence may begin.
    pub(super) fn is_common(&self) -> bool {
        COMMON.contains(&self.core.to_lowercase().as_str())
    }

    pub(super) fn is_link(&self, links: &[&str]) -> bool {
        !self.ends_clause && links.contains(&self.core)
    }
}

/// Tells whether a name stands in every letter.
pub(super) fn is_generic(name: &str) -> bool {
    GENERIC.contains(&name)
}
