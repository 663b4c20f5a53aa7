//! Text as words: where each stands, and the plain form in which it is compared.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Lower case, without accents and without a possessive `'s`.
    pub(super) plain: Cow<'a, str>,
    /// Where it stands in the text, in bytes.
    pub(super) range: Range<usize>,
    /// Has at least two letters, and none that is small: `RAN`, `DAC6`.
    pub(super) acronym: bool,
}

/// Returns the words of a text in their order.
///
/// A word is a run of letters and digits; apostrophes inside it belong to it, so
/// that `drivers'` and `driver's` are the word `driver` or its plural. Hyphens part
/// words.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    iter::from_fn(move || {
        let start = at + text[at..].find(is_letter)?;
        let inside = |letter| is_letter(letter) || is_apostrophe(letter);
        at = text[start..].find(|letter| !inside(letter)).map_or(text.len(), |end| start + end);
        Some(word(text, start..at))
    })
}

/// Returns the plain form of a word: lower case, no accents, no possessive.
///
/// The Romanian letters with comma below and those with cedilla come out alike.
fn plain(written: &str) -> String {
    let mut plain: String = if written.is_ascii() {
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

/// Returns how a plain word begins, as a number that sorts like it.
pub(super) const fn beginning(plain: &str) -> u64 {
    let letters = plain.as_bytes();
    let (mut number, mut at) = (0, 0);
    while at < 8 {
        number = number << 8 | if at < letters.len() { letters[at] as u64 } else { 0 };
        at += 1;
    }
    number
}

/// Returns where a plain word may stand in a sorted list, given how its words begin:
/// numbers are compared quicker than words.
pub(super) fn places(beginnings: &[u64], plain: &str) -> Range<usize> {
    let sought = beginning(plain);
    let from = beginnings.partition_point(|beginning| *beginning < sought);
    let same = beginnings[from..].iter().take_while(|beginning| **beginning == sought).count();
    from..from + same
}

/// Returns a short form without the `s` of its plural: `NGT` for `NGTs`, `CfD` for `CfDs`.
pub(super) fn singular(written: &str) -> &str {
    match written.strip_suffix('s') {
        Some(short) if short.ends_with(char::is_uppercase) && capitals(short) > 1 => short,
        _ => written,
    }
}

/// Returns two neighbours as one word where a hyphen or an `&` joins them, or where they are a short form
/// and its number: `ETS 2`.
pub(super) fn joined(text: &str, first: &Word<'_>, second: &Word<'_>) -> Option<String> {
    let is_joined = match &text[first.range.end..second.range.start] {
        "-" | "\u{2011}" | "&" => true,
        " " | "\u{a0}" => first.acronym && is_small_number(&second.plain),
        _ => false,
    };
    is_joined.then(|| format!("{}{}", first.plain, second.plain))
}

fn is_small_number(plain: &str) -> bool {
    plain.len() <= 2 && plain.bytes().all(|byte| byte.is_ascii_digit())
}

fn capitals(written: &str) -> usize {
    written.chars().filter(|letter| letter.is_uppercase()).count()
}

fn word(text: &str, range: Range<usize>) -> Word<'_> {
    let written = &text[range.clone()];
    if is_plain(written) {
        return Word { plain: Cow::Borrowed(written), range, acronym: false };
    }
    let end = range.start + written.trim_end_matches(is_apostrophe).len();
    let single = singular(&text[range.start..end]);
    let acronym = !single.chars().any(char::is_lowercase) && capitals(single) > 1;
    Word { plain: Cow::Owned(plain(single)), range: range.start..end, acronym }
}

fn is_plain(written: &str) -> bool {
    written.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// Letters, digits, and the accents that are characters of their own.
fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || (!letter.is_ascii() && is_combining_mark(letter))
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{02BC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plains(text: &str) -> Vec<Cow<'_, str>> {
        words(text).map(|word| word.plain).collect()
    }

    #[test]
    fn possessives_and_hyphens_part_words() {
        assert_eq!(
            plains("the driver's e-card, drivers’ pay"),
            ["the", "driver", "e", "card", "drivers", "pay"]
        );
    }

    #[test]
    fn a_short_form_in_the_plural_is_the_short_form() {
        let found: Vec<_> =
            words("NGTs, CfDs and MEPs’ ties").map(|word| (word.plain, word.acronym)).collect();
        let expected =
            [("ngt", true), ("cfd", false), ("and", false), ("mep", true), ("ties", false)];
        assert_eq!(found, expected.map(|(plain, acronym)| (Cow::Borrowed(plain), acronym)));
    }

    #[test]
    fn a_short_form_and_its_number_are_joined() {
        let joined = |text: &str| {
            let words: Vec<_> = words(text).collect();
            joined(text, &words[0], &words[1])
        };
        assert_eq!(joined("ETS 2").as_deref(), Some("ets2"));
        assert_eq!(joined("ETS-2").as_deref(), Some("ets2"));
        assert_eq!(joined("ETS, 2"), None);
        assert_eq!(joined("Article 2"), None);
        assert_eq!(joined("ETS 2026"), None);
    }

    #[test]
    fn cedilla_and_comma_below_are_one_letter() {
        assert_eq!(plains("Galaţi Galați"), ["galati", "galati"]);
    }

    #[test]
    fn ranges_point_at_the_word_as_written() {
        let text = "Über drivers’ pay";
        let written: Vec<&str> = words(text).map(|word| &text[word.range]).collect();
        assert_eq!(written, ["Über", "drivers", "pay"]);
    }
}
