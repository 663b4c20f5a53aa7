//! Everyday words that mean the same or something wider, from `WordNet`.

/// A line is a stem, the stems of its synonyms, then `|` and those of wider words.
/// Sorted. Made by `tools/lexicon.py` from `WordNet` 3.0, copyright Princeton
/// University, whose licence allows any use.
const LEXICON: &str = "";

/// Words that may stand for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Relatives<'a> {
    /// Those that mean the same in one of the word's first senses.
    synonyms: &'a str,
    /// Those that mean something wider.
    wider: &'a str,
}

impl<'a> Relatives<'a> {
    /// Returns the stems of the synonyms; `_` joins several words.
    pub(super) fn synonyms(self) -> impl Iterator<Item = &'a str> {
        self.synonyms.split_ascii_whitespace()
    }

    /// Returns the stems of the wider words; `_` joins several words.
    pub(super) fn wider(self) -> impl Iterator<Item = &'a str> {
        self.wider.split_ascii_whitespace()
    }
}

/// Returns the words that may stand for a word, given by its stem.
pub(super) fn relatives(stem: &str) -> Option<Relatives<'static>> {
    let line = find_line(LEXICON, stem)?;
    let words = &line[stem.len()..];
    let (synonyms, wider) = words.split_once('|').unwrap_or((words, ""));
    Some(Relatives { synonyms, wider })
}

/// Returns the line of a sorted text that begins with a word.
pub(super) fn find_line<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (mut from, mut to) = (0, text.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = text[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = &text[start..end];
        match line.split(' ').next().unwrap_or(line).cmp(word) {
            std::cmp::Ordering::Equal => return Some(line),
            std::cmp::Ordering::Less => from = end + 1,
            std::cmp::Ordering::Greater => to = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rifle_is_a_firearm() {
        let relatives = relatives("rifl").expect("the lexicon has rifles");
        assert!(relatives.wider().any(|stem| stem == "firearm"));
    }

    #[test]
    fn an_unknown_word_has_no_relatives() {
        assert_eq!(relatives("zzzz"), None);
    }

    #[test]
    fn every_line_of_a_sorted_text_is_found() {
        let text = "a\nb x\nd y\n";
        for (word, line) in [("a", "a"), ("b", "b x"), ("d", "d y")] {
            assert_eq!(find_line(text, word), Some(line));
        }
        assert_eq!(find_line(text, "c"), None);
    }
}
