//! What is no YAML, told in words that an officer can act on.

use crate::diagnostic::Diagnostic;

/// Says what is wrong with a text that the parser refuses, at its place in the source.
pub(super) fn syntax_error(error: &serde_yaml::Error, text: &str, offset: usize) -> Diagnostic {
    let said = error.render_with_formatter(&serde_yaml::UserMessageFormatter).to_lowercase();
    let start = error.location().map_or(0, |location| {
        let line = usize::try_from(location.line()).unwrap_or(1);
        let column = usize::try_from(location.column()).unwrap_or(1);
        offset_of(text, line, column)
    });
    let start =
        if said.contains("tab") { tab_in_indentation(text).unwrap_or(start) } else { start };
    let end = text[start..].chars().next().map_or(start, |first| start + first.len_utf8());
    let (message, hint) = missing_space(text, start).unwrap_or_else(|| in_plain_words(&said));
    Diagnostic::error(message).rule("yaml").at(offset + start..offset + end).with_hint(hint)
}

/// What to say where the line of the mistake, or the one above, lacks a space after `-` or `:`.
fn missing_space(text: &str, start: usize) -> Option<(&'static str, &'static str)> {
    let last_two = text[..start].rsplit('\n').take(2);
    let is_word = |word: &str| word.chars().all(|one| one.is_alphanumeric() || one == '_');
    last_two.map(str::trim_start).find_map(|line| {
        let after_dash =
            line.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic));
        let after_colon = line.split_once(':').filter(|(key, value)| {
            !key.is_empty() && is_word(key) && value.starts_with(char::is_alphanumeric)
        });
        match (after_dash, after_colon) {
            (Some(_), _) => Some(("a space is missing after the dash", "write `- text: …`")),
            (None, Some(_)) => Some(("a space is missing after the colon", "write `key: value`")),
            (None, None) => None,
        }
    })
}

/// Where a tab stands at the start of a line.
fn tab_in_indentation(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t') {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}

/// The byte at which a line and a column stand, both from 1, the column in characters.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line.saturating_sub(1)).map(str::len).sum();
    let within = lines.next().unwrap_or_default();
    let within = within.trim_end_matches('\n').char_indices().nth(column.saturating_sub(1));
    within.map_or_else(|| before.min(text.len()), |(at, _)| before + at)
}

/// What the parser may say, and what an officer can act on: what is wrong and what to do.
const PLAIN_WORDS: [(&str, &str, &str); 16] = [
    ("tab", "a tab stands where only spaces can stand", "indent with spaces"),
    (
        "unclosed quote",
        "the quotation mark that opens here is never closed",
        "close it, or leave it out",
    ),
    (
        "unclosed bracket",
        "the bracket that opens here is never closed",
        "close it, or put the text into quotation marks",
    ),
    (
        "multiple",
        "a second document begins here",
        "keep one opinion a file: leave out the second `---`",
    ),
    (
        "mapping values",
        "a colon stands where none can stand",
        "put a text that holds a colon into quotation marks, and begin the keys of one entry below each other",
    ),
    ("merge key", "the key `<<` is not taken", "write the keys out"),
    (
        "trailing content",
        "text goes on after the closing quotation mark",
        "put the whole text into quotation marks of the other kind",
    ),
    (
        "expected '-'",
        "this line is not indented like those that it belongs with",
        "begin it in the same column as the `-` above",
    ),
    (
        "expected key",
        "this line does not go on as a key",
        "put a text that begins with a bracket or a quotation mark into quotation marks",
    ),
    ("simple key", "a colon is missing", "write `key: value`"),
    ("string scalar", "a key must be a word", "write `key: value`"),
    (
        "unexpected character",
        "a text cannot begin with this character",
        "put the text into quotation marks",
    ),
    ("unknown value", "a text cannot begin with `*`", "put the text into quotation marks"),
    ("unknown anchor", "a text cannot begin with `*`", "put the text into quotation marks"),
    (
        "limit",
        "the file nests too deeply or repeats itself too often",
        "write it out, without aliases (`*name`) and with less nesting",
    ),
    ("tag", "a text cannot begin with `!`", "put the text into quotation marks"),
];

fn in_plain_words(said: &str) -> (&'static str, &'static str) {
    PLAIN_WORDS.iter().find(|(words, ..)| said.contains(words)).map_or(
        (
            "this line cannot be read",
            "check its indentation, colons and quotation marks, and those of the line above",
        ),
        |(_, message, hint)| (message, hint),
    )
}
