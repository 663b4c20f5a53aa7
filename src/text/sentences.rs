//! One sentence a line, so that line-based tools compare drafts well.

use std::ops::Range;

/// Words after whose full stop a sentence goes on.
const ABBREVIATIONS: [&str; 23] = [
    "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "No.", "Nos.", "Nr.", "nr.", "Art.", "art.",
    "para.", "p.", "pp.", "cf.", "e.g.", "i.e.", "etc.", "Str.", "ul.", "Vol.", "endg.",
];

/// Breaks a paragraph of Markdown into lines of one sentence; white space is folded.
///
/// Hard spaces never break. A note's mark stays with the sentence before it.
pub fn one_a_line(paragraph: &str) -> String {
    let words: Vec<&str> =
        paragraph.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect();
    let mut lines = vec![String::new()];
    for (at, word) in words.iter().enumerate() {
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if words.get(at + 1).is_some_and(|next| ends_sentence(word) && opens_sentence(next)) {
            lines.push(String::new());
        }
    }
    lines.iter().map(|line| super::protect_line_start(line)).collect::<Vec<_>>().join("\n")
}

/// Returns the sentences of a paragraph, in bytes, without white space around them. A full stop
/// at the end of a line ends a sentence, whatever comes next.
pub fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    let mut at = 0;
    let words = paragraph.split([' ', '\n', '\t']).map(|word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    });
    let words: Vec<(usize, &str)> = words.filter(|(_, word)| !word.is_empty()).collect();
    for (number, (start, word)) in words.iter().enumerate() {
        let end = start + word.len();
        match sentences.last_mut() {
            Some(sentence) if is_open => sentence.end = end,
            _ => sentences.push(*start..end),
        }
        is_open = words.get(number + 1).is_some_and(|(next_start, next)| {
            let is_new_line = paragraph[end..*next_start].contains('\n');
            !(ends_sentence(word) && (is_new_line || opens_sentence(next)))
        });
    }
    sentences
}

/// Tells whether a word ends a sentence: its full stop is no abbreviation's and no initial's.
fn ends_sentence(word: &str) -> bool {
    let word = word.rsplit('\u{a0}').next().unwrap_or(word);
    let bare = without_note_marks(word).trim_end_matches(CLOSING);
    let bare = without_note_marks(bare).trim_start_matches(OPENING);
    let is_initial = bare.chars().count() == 2 && bare.starts_with(char::is_uppercase);
    bare.ends_with(['!', '?'])
        || bare.ends_with('.') && !ABBREVIATIONS.contains(&bare) && !is_initial
}

const OPENING: [char; 9] = ['*', '_', '"', '\'', '“', '‘', '(', '«', '\\'];
const CLOSING: [char; 9] = ['*', '_', '"', '\'', '”', '’', ')', '»', '\\'];

/// Cuts `[^1]` from the end of a word, several too.
fn without_note_marks(mut word: &str) -> &str {
    while let Some(start) = word.rfind("[^").filter(|_| word.ends_with(']')) {
        word = &word[..start];
    }
    word
}

/// Tells whether a word can begin a sentence: with a capital or a figure.
fn opens_sentence(word: &str) -> bool {
    let first = word.chars().find(|character| !OPENING.contains(character));
    first.is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_stands_on_a_line() {
        let text = "It was adopted on 6 April 2016.[^1] Mr. King signed No. 5 of it.  \
            The \"Forum\" met!\n(It went well.) 2016 ends. as U. Wallström said";
        insta::assert_snapshot!(one_a_line(text), @r#"
        It was adopted on 6 April 2016.[^1]
        Mr. King signed No. 5 of it.
        The "Forum" met!
        (It went well.)
        2016 ends. as U. Wallström said
        "#);
    }

    #[test]
    fn sentences_have_their_places() {
        let text = " One ends.  Two, of Mr. King,\nends here! three.\n… goes on";
        let found: Vec<&str> = sentences(text).into_iter().map(|one| &text[one]).collect();
        assert_eq!(found, ["One ends.", "Two, of Mr. King,\nends here! three.", "… goes on"]);
        assert_eq!(sentences(" "), []);
    }

    #[test]
    fn breaking_into_lines_is_stable() {
        let once = one_a_line("A. Next one begins. 1. is no list. - neither");
        assert_eq!(one_a_line(&once), once);
    }
}
