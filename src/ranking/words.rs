//! Text as words: where each stands, and the plain form in which it is compared.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case, without accents and without a possessive `'s`.
    pub(super) plain: String,
    /// Where it stands in the text, in bytes.
    pub(super) range: Range<usize>,
    /// Begins with a capital or is written in capitals.
    pub(super) capital: bool,
}

/// Returns the words of a text in their order.
///
/// A word is a run of letters and digits; apostrophes inside it belong to it, so
/// that `drivers'` and `driver's` are the word `driver` or its plural. Hyphens part
/// words: [`super::compound`] puts them together again.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    for (at, letter) in text.char_indices() {
        let inside = letter.is_alphanumeric()
            || is_combining_mark(letter)
            || (start.is_some() && is_apostrophe(letter));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(word(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(word(text, from..text.len()));
    }
    found
}

/// Returns the plain form of a word: lower case, no accents, no possessive.
///
/// The Romanian letters with comma below and those with cedilla come out alike.
pub(super) fn plain(written: &str) -> String {
    let mut plain = if written.is_ascii() {
        written.to_ascii_lowercase()
    } else {
        written
            .nfkd()
            .filter(|letter| !is_combining_mark(*letter))
            .flat_map(char::to_lowercase)
            .map(|letter| if is_apostrophe(letter) { '\'' } else { letter })
            .collect()
    };
    while plain.ends_with('\'') {
        plain.pop();
    }
    if plain.ends_with("'s") {
        plain.truncate(plain.len() - 2);
    }
    plain
}

fn word(text: &str, range: Range<usize>) -> Word {
    let written = &text[range.clone()];
    let end = range.start + written.trim_end_matches(is_apostrophe).len();
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    Word { plain: plain(written), range: range.start..end, capital }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{02BC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plains(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn possessives_and_hyphens_part_words() {
        assert_eq!(
            plains("the driver's e-card, drivers’ pay"),
            ["the", "driver", "e", "card", "drivers", "pay"]
        );
    }

    #[test]
    fn cedilla_and_comma_below_are_one_letter() {
        assert_eq!(plains("Galaţi Galați"), ["galati", "galati"]);
    }

    #[test]
    fn ranges_point_at_the_word_as_written() {
        let text = "Über drivers’ pay";
        let written: Vec<&str> = words(text).into_iter().map(|word| &text[word.range]).collect();
        assert_eq!(written, ["Über", "drivers", "pay"]);
    }
}
