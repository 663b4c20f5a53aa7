//! Words in a text as a reader finds them: whole, and any space equal to any.

use std::ops::Range;

/// Returns the bytes that `words` take at the start of `text` as whole words; plain spaces, hard
/// spaces and line ends are equal.
pub fn phrase_length(text: &str, words: &str) -> Option<usize> {
    let mut rest = text.chars();
    for expected in words.chars() {
        let written = rest.next()?;
        let same = written == expected || is_space(written) && is_space(expected);
        same.then_some(())?;
    }
    let rest = rest.as_str();
    let ends = !rest.starts_with(char::is_alphanumeric) || words.ends_with(')');
    ends.then(|| text.len() - rest.len())
}

/// Finds every place of a text where `words` stand as whole words, from left to right.
pub fn find_phrase(text: &str, words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let Some(first) = words.chars().next() else { return found };
    let mut at = 0;
    while let Some(start) = text[at..].find(first).map(|offset| at + offset) {
        let word_starts = !text[..start].ends_with(char::is_alphanumeric);
        match phrase_length(&text[start..], words).filter(|_| word_starts) {
            Some(length) => {
                found.push(start..start + length);
                at = start + length;
            }
            None => at = start + first.len_utf8(),
        }
    }
    found
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_whatever_the_spaces() {
        let text = "SIS\u{a0}II, not SIS III or XSIS II, but SIS\nII.";
        let found: Vec<&str> =
            find_phrase(text, "SIS II").into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, ["SIS\u{a0}II", "SIS\nII"]);
        assert!(find_phrase(text, "").is_empty());
    }
}
