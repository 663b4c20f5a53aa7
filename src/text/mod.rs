//! Words and how they are set: grammar, dates, hard spaces, sentences, and the escaping that
//! keeps text from becoming Markdown.

mod escape;
mod glyphs;
mod notes;
mod phrase;
mod sentences;
mod shown;
mod typography;

use std::fmt;

use jiff::civil::Date;

pub use escape::{escape, protect_line_start};
pub use glyphs::is_displayable;
pub use notes::{marked_notes, relabelled};
pub use phrase::{find_phrase, phrase_length};
pub use sentences::{is_space, one_a_line, sentences};
pub use shown::{AsHtml, on_one_line, shown, visible};
pub use typography::{hard_spaces, plain_spaces};

/// A number of things, with the noun in the right form: `1 gap`, `2 gaps`.
#[derive(Debug, Clone, Copy)]
pub struct Count(pub usize, pub &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, noun) = *self;
        let stem = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
        match (number, stem) {
            (1, _) => write!(f, "1 {noun}"),
            (_, Some(stem)) => write!(f, "{number} {stem}ies"),
            (_, None) => write!(f, "{number} {noun}s"),
        }
    }
}

/// Joins words as a sentence does: `a`, `a and b`, `a, b and c`.
pub fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// Makes the first letter a capital and leaves the rest as it is.
pub fn capitalize_first(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// Writes a date as the head of a letter has it: `10.1.2017`.
pub fn numeric_date(date: Date) -> String {
    format!("{}.{}.{}", date.day(), date.month(), date.year())
}

/// Writes a date as running text has it: `10 January 2017`, with a hard space after the day.
pub fn written_date(date: Date) -> String {
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{}\u{a0}{month} {}", date.day(), date.year())
}

/// The months as running text has them.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn nouns_and_lists_know_their_grammar() {
        assert_eq!(Count(1, "reply").to_string(), "1 reply");
        assert_eq!(Count(2, "reply").to_string(), "2 replies");
        assert_eq!(Count(2, "day").to_string(), "2 days");
        assert_eq!(Count(0, "gap").to_string(), "0 gaps");
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&words), "a, b and c");
        assert_eq!(listed(&words[..2]), "a and b");
    }

    #[test]
    fn dates_have_no_ordinal_and_no_leading_zero() {
        assert_eq!(numeric_date(date(2017, 1, 10)), "10.1.2017");
        assert_eq!(written_date(date(2016, 4, 6)), "6\u{a0}April 2016");
    }
}
