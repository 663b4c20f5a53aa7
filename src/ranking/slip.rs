//! Slips of the keyboard, read against the words of the library.

use super::lexicon::find_line;

/// Everyday words, sorted, one a line: they are never taken for a slip.
/// From SCOWL (sizes 10 to 35), copyright Kevin Atkinson; its licence allows any use.
const EVERYDAY: &str = "";

/// The shortest word that may be a slip; shorter ones are too easily another word.
const SHORTEST: usize = 5;
/// From this length on, two wrong letters are allowed.
const LONG: usize = 8;

/// The words of a library, ready to be compared with slips.
#[derive(Debug, Default)]
pub(super) struct Slips {
    /// Sorted, so that words with the same first letter stand together.
    words: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    written: String,
    letters: u32,
}

impl Slips {
    /// Takes the words of a library as they are written, sorted.
    pub(super) fn new(written: &[&str]) -> Self {
        let words = written
            .iter()
            .filter(|word| may_slip(word))
            .map(|word| Known { written: (*word).to_owned(), letters: letters(word) })
            .collect();
        Self { words }
    }

    /// Returns the word that was probably meant by a plain word that the library
    /// doesn't use; none when it is an everyday word or nothing is near enough.
    pub(super) fn meant(&self, plain: &str) -> Option<&str> {
        if !may_slip(plain) || is_everyday(plain) {
            return None;
        }
        let allowed = if plain.len() < LONG { 1 } else { 2 };
        let seen = letters(plain);
        self.same_first_letter(plain)
            .iter()
            .filter(|known| known.written.len().abs_diff(plain.len()) <= allowed)
            .filter(|known| (known.letters ^ seen).count_ones() as usize <= 2 * allowed)
            .map(|known| (strsim::osa_distance(&known.written, plain), known.written.as_str()))
            .filter(|(distance, _)| *distance <= allowed)
            .min()
            .map(|(_, written)| written)
    }

    fn same_first_letter(&self, plain: &str) -> &[Known] {
        let first = plain.as_bytes()[0];
        let from = self.words.partition_point(|known| known.written.as_bytes()[0] < first);
        let to = self.words.partition_point(|known| known.written.as_bytes()[0] <= first);
        &self.words[from..to]
    }
}

fn may_slip(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | 1 << (byte - b'a'))
}

/// Says whether a plain word is an everyday word.
pub(super) fn is_everyday(plain: &str) -> bool {
    find_line(EVERYDAY, plain).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_read_as_the_nearest_word_of_the_library() {
        let slips = Slips::new(&["passenger", "passport", "prison"]);
        assert_eq!(slips.meant("passanger"), Some("passenger"));
        assert_eq!(slips.meant("prizon"), Some("prison"));
    }

    #[test]
    fn an_everyday_word_is_no_slip() {
        let slips = Slips::new(&["passport"]);
        assert_eq!(slips.meant("passions"), None);
        assert!(is_everyday("about") && is_everyday("youth") && !is_everyday("zzzzz"));
    }

    #[test]
    fn a_short_word_is_never_a_slip() {
        assert_eq!(Slips::new(&["rates"]).meant("rats"), None);
    }
}
