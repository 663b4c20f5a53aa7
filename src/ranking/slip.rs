//! Slips of the keyboard, read against the rarer words of the library.

use std::sync::Arc;

use super::vocabulary::Term;

/// The shortest word that may be a slip; shorter ones are too easily another word.
const SHORTEST: usize = 6;

/// How many letters there are.
const LETTERS: usize = 26;

/// The words of a library that a slip may have meant.
#[derive(Debug)]
pub(super) struct Slips {
    /// By their first and last letters, which a slip leaves as they are.
    by_ends: Vec<Vec<(Arc<str>, Term)>>,
}

impl Slips {
    /// Takes words of the library.
    pub(super) fn new<'a>(words: impl Iterator<Item = (&'a Arc<str>, Term)>) -> Self {
        let mut by_ends = vec![Vec::new(); LETTERS * LETTERS];
        for (word, term) in words.filter(|(word, _)| may_slip(word)) {
            by_ends[ends(word)].push((Arc::clone(word), term));
        }
        Self { by_ends }
    }

    /// Returns the word that was probably meant by one that nobody knows.
    ///
    /// None when several words are equally near.
    pub(super) fn meant(&self, plain: &str) -> Option<Term> {
        if !may_slip(plain) {
            return None;
        }
        let mut near = self.by_ends[ends(plain)]
            .iter()
            .filter(|(word, _)| is_slip(plain.as_bytes(), word.as_bytes()));
        let (_, term) = near.next()?;
        near.all(|(_, other)| other == term).then_some(*term)
    }
}

/// Returns the number of the first and last letter of a word of small letters.
fn ends(word: &str) -> usize {
    let number = |letter: Option<&u8>| letter.map_or(0, |letter| usize::from(letter - b'a'));
    let letters = word.as_bytes();
    number(letters.first()) * LETTERS + number(letters.last())
}

fn may_slip(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Says whether one letter inside a word is wrong, missing or added, or two are swapped.
///
/// The first and last letters must be right: at the ends, words differ that are not
/// slips of one another, `police` and `policy`, `legal` and `illegal`.
fn is_slip(written: &[u8], meant: &[u8]) -> bool {
    if written.len().abs_diff(meant.len()) > 1 {
        return false;
    }
    let start = written.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (written, meant) = (&written[start..], &meant[start..]);
    let end = written.iter().rev().zip(meant.iter().rev()).take_while(|(a, b)| a == b).count();
    if start == 0 || end == 0 {
        return false;
    }
    match (&written[..written.len() - end], &meant[..meant.len() - end]) {
        ([_], [_] | []) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(plain: &str, words: &[&'static str]) -> Option<&'static str> {
        let known: Vec<Arc<str>> = words.iter().map(|word| (*word).into()).collect();
        let slips = Slips::new(known.iter().zip(0..));
        slips.meant(plain).map(|term| words[term as usize])
    }

    #[test]
    fn a_slip_is_read_as_the_word_of_the_library() {
        for slip in ["passanger", "passneger", "pasenger", "passsenger"] {
            assert_eq!(meant(slip, &["passenger", "passport"]), Some("passenger"), "{slip}");
        }
    }

    #[test]
    fn another_beginning_or_ending_makes_another_word() {
        assert_eq!(meant("policy", &["police"]), None);
        assert_eq!(meant("farmers", &["farmer"]), None);
        assert_eq!(meant("estate", &["restate"]), None);
    }

    #[test]
    fn a_short_word_is_never_a_slip() {
        assert_eq!(meant("rtaes", &["rates"]), None);
    }
}
