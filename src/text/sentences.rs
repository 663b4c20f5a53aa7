//! One sentence a line, so that line-based tools compare drafts well.

use itertools::Itertools;

/// Words after whose full stop a sentence goes on.
const ABBREVIATIONS: [&str; 23] = [
    "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "No.", "Nos.", "Nr.", "nr.", "Art.", "art.",
    "para.", "p.", "pp.", "cf.", "e.g.", "i.e.", "etc.", "Str.", "ul.", "Vol.", "endg.",
];

/// Breaks a paragraph of Markdown into lines of one sentence; white space is folded.
///
/// Hard spaces never break. A note's mark stays with the sentence before it.
pub fn one_a_line(paragraph: &str) -> String {
    let fold = |sentence: &str| {
        let words: Vec<&str> = sentence.split(is_space).filter(|word| !word.is_empty()).collect();
        super::protect_line_start(&words.join(" "))
    };
    sentences(paragraph).into_iter().map(fold).collect::<Vec<String>>().join("\n")
}

/// Cuts a paragraph of Markdown into its sentences, each with the white space after it, so that
/// they make up the paragraph again.
pub fn sentences(paragraph: &str) -> Vec<&str> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in paragraph.split(is_space) {
        if !word.is_empty() {
            words.push((at, word));
        }
        at += word.len() + 1;
    }
    let begins = words.iter().tuple_windows().filter_map(|((_, word), (at, next))| {
        (ends_sentence(word) && opens_sentence(next)).then_some(*at)
    });
    let cuts = std::iter::once(0).chain(begins).chain([paragraph.len()]);
    cuts.tuple_windows().map(|(start, end)| &paragraph[start..end]).collect()
}

/// Tells whether lines may break at a character, and so what may stand between sentences.
pub fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\t')
}

/// Tells whether a word ends a sentence: its full stop is no abbreviation's and no initial's.
fn ends_sentence(word: &str) -> bool {
    if !word.bytes().any(|byte| matches!(byte, b'.' | b'!' | b'?')) {
        return false;
    }
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
    fn breaking_into_lines_is_stable() {
        let once = one_a_line("A. Next one begins. 1. is no list. - neither");
        assert_eq!(one_a_line(&once), once);
    }
}
