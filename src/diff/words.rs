//! Words: what stands between white space, hard spaces included.

use std::collections::HashMap;

use crate::text::one_a_line;

/// Numbers for words, so that they compare fast. Words of two texts have the same number if a
/// reader sees the same word.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    keys: HashMap<String, u32>,
}

/// What the marks of notes mean: the identity of the note by its label.
pub(super) type Marks = HashMap<String, usize>;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it stands there, the mark of a note included.
    pub(super) text: String,
    /// Its number in the lexicon.
    pub(super) key: u32,
    /// Whether a sentence begins with it.
    pub(super) opens_sentence: bool,
    /// Whether a paragraph after the first begins with it.
    pub(super) opens_paragraph: bool,
}

impl Lexicon {
    /// Returns the numbers of the words of a text in which the same mark is the same note.
    pub(crate) fn words(&mut self, text: &str) -> Vec<u32> {
        keys(&read(text, &Marks::new(), self))
    }

    fn key(&mut self, word: &str, marks: &Marks) -> u32 {
        let seen = as_seen(word, marks);
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        *self.keys.entry(seen).or_insert(next)
    }
}

/// A word without what a reader does not see: backslashes that only escape, numbers of notes.
fn as_seen(word: &str, marks: &Marks) -> String {
    let mut seen = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(start) = rest.find("[^") {
        let Some(end) = rest[start..].find(']').map(|end| start + end) else { break };
        seen.push_str(&unescaped(&rest[..start]));
        let label = &rest[start + 2..end];
        match marks.get(label) {
            Some(note) => seen.extend(["[^#", &note.to_string(), "]"]),
            None => seen.push_str(&rest[start..=end]),
        }
        rest = &rest[end + 1..];
    }
    seen.push_str(&unescaped(rest));
    seen
}

fn unescaped(text: &str) -> String {
    let mut characters = text.chars().peekable();
    let mut plain = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        let escapes =
            character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        plain.extend(if escapes { characters.next() } else { Some(character) });
    }
    plain
}

/// Reads the words of a paragraph or a note.
pub(super) fn read(text: &str, marks: &Marks, lexicon: &mut Lexicon) -> Vec<Word> {
    let is_quote = text.starts_with('>');
    let unquoted = |line: &str| {
        if is_quote { line.trim_start_matches(['>', ' ']).to_owned() } else { line.to_owned() }
    };
    let text = text.lines().map(unquoted).collect::<Vec<_>>().join("\n");
    let mut begins = Vec::new();
    for sentence in one_a_line(&text).lines() {
        begins.push(true);
        begins.extend(sentence.split_whitespace().skip(1).map(|_| false));
    }
    text.split_whitespace()
        .enumerate()
        .map(|(at, word)| Word {
            text: word.to_owned(),
            key: lexicon.key(word, marks),
            opens_sentence: begins.get(at).copied().unwrap_or(false),
            opens_paragraph: false,
        })
        .collect()
}

/// Reads lines of the frame, one word list for all; a line begins where a paragraph would.
pub(super) fn read_lines(lines: &[String], lexicon: &mut Lexicon) -> Vec<Word> {
    let marks = Marks::new();
    joined(lines.iter().map(|line| read(line, &marks, lexicon)))
}

/// Joins the words of several paragraphs and remembers where each begins.
pub(super) fn joined(paragraphs: impl IntoIterator<Item = Vec<Word>>) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    for mut words in paragraphs {
        if let Some(first) = words.first_mut().filter(|_| !all.is_empty()) {
            first.opens_paragraph = true;
        }
        all.append(&mut words);
    }
    all
}

/// Returns the numbers of words.
pub(super) fn keys(words: &[Word]) -> Vec<u32> {
    words.iter().map(|word| word.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hard_spaces_and_line_ends_part_words() {
        let mut lexicon = Lexicon::default();
        let marks = Marks::new();
        let one = read("EUR\u{a0}25 million is\nspent. It \\*is\\*.", &marks, &mut lexicon);
        let other = read("EUR 25\u{a0}million\nis spent. It *is*.", &marks, &mut lexicon);
        assert_eq!(keys(&one), keys(&other));
        assert_eq!(one.iter().filter(|word| word.opens_sentence).count(), 2);
    }

    #[test]
    fn a_mark_means_its_note() {
        let mut lexicon = Lexicon::default();
        let (old, new) = (Marks::from([("1".to_owned(), 7)]), Marks::from([("2".to_owned(), 7)]));
        let one = read("Security[^1] and", &old, &mut lexicon);
        let other = read("Security[^2] and", &new, &mut lexicon);
        assert_eq!(keys(&one), keys(&other));
        assert_ne!(keys(&one), keys(&read("Security[^3] and", &new, &mut lexicon)));
    }

    #[test]
    fn a_gap_has_the_same_words_however_it_is_wrapped() {
        let mut lexicon = Lexicon::default();
        let marks = Marks::new();
        let one = read("> **To be drafted** a\n> b", &marks, &mut lexicon);
        assert_eq!(keys(&one), keys(&read("> **To be drafted**\n> a b", &marks, &mut lexicon)));
        assert_eq!(one.len(), 5);
    }
}
