//! YAML as a tree that knows its places, and a reader that collects every mistake.
//!
//! serde's derive stops at the first wrong key. Here a file is read into [`Node`]s first
//! (`tree`; what is no YAML at all is told by `syntax`) and then asked for what it should hold
//! ([`Reader`]), so that all of its mistakes are told at once.

pub mod edit;
mod reader;
mod syntax;
mod tree;

use std::ops::Range;

use itertools::Itertools;

use crate::diagnostic::{Diagnostic, Rejected, Source};

pub use reader::{Entries, Level, Reader, list_instead_of, parse_date};

/// A value and where it stands in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// Its bytes in the source.
    pub place: Range<usize>,
}

impl Node {
    /// Returns every scalar in it with its text, in order.
    pub fn scalars(&self) -> Vec<(&Self, &str)> {
        match &self.value {
            Value::Null => Vec::new(),
            Value::Scalar(text) => vec![(self, text)],
            Value::List(items) => items.iter().flat_map(Self::scalars).collect(),
            Value::Map(entries) => entries.iter().flat_map(|(_, node)| node.scalars()).collect(),
        }
    }
}

/// What a node holds. A scalar is always text: `NO`, `0123` and `1.10` stay as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar as it was written, without quotes.
    Scalar(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping with its entries in order, doubled keys included.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key as written.
    pub name: String,
    /// Its bytes in the source.
    pub place: Range<usize>,
}

/// A value that was read and where it stood, for findings that come later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the source.
    pub place: Range<usize>,
}

impl Node {
    /// Returns the value of a key of a mapping, the first one if it is doubled.
    pub fn entry(&self, name: &str) -> Option<&Self> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }
}

/// Reads the part of a source as one YAML document; an empty one is [`Value::Null`].
///
/// Alias bombs, merge keys, deep nesting and several documents are refused.
pub fn read(source: &Source, part: Range<usize>) -> Result<Node, Rejected> {
    let text = &source.text[part.clone()];
    if let Some(found) = unprintable(text, part.start) {
        return Err(Rejected::new(source.clone(), found));
    }
    tree::parse(text, part.start).map_err(|found| Rejected::new(source.clone(), found))
}

/// Writes text as a YAML scalar: as it is where YAML reads it as that text, else in quotes.
pub fn scalar(text: &str) -> String {
    let is_safe = |one: char| one.is_alphanumeric() || " \u{a0}().,/-–'’&".contains(one);
    let begins_plainly = text.starts_with(char::is_alphanumeric);
    let ends_plainly = !text.ends_with([' ', '\u{a0}']);
    let is_number = text.parse::<f64>().is_ok();
    let is_word_of_yaml = ["null", "true", "false"].contains(&text.to_lowercase().as_str());
    let has_comment_or_pair = text.contains(": ") || text.contains(" #") || text.contains(", ");
    if text.chars().all(is_safe)
        && begins_plainly
        && ends_plainly
        && !is_number
        && !is_word_of_yaml
        && !has_comment_or_pair
    {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

/// Finds the characters that no letter can hold: controls and overrides of the text direction.
fn unprintable(text: &str, offset: usize) -> Option<Vec<Diagnostic>> {
    let found: Vec<Diagnostic> = text
        .char_indices()
        .filter(|(_, character)| is_unprintable(*character))
        .unique_by(|(_, character)| *character)
        .map(|(at, character)| {
            let place = offset + at..offset + at + character.len_utf8();
            Diagnostic::not_allowed(character).at(place)
        })
        .collect();
    (!found.is_empty()).then_some(found)
}

/// Tells whether a character is a control or overrides the direction of text.
pub fn is_unprintable(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        let source = Source::new("x.yaml", text);
        read(&source, 0..source.text.len()).expect("the text is valid")
    }

    #[test]
    fn scalars_stay_as_written() {
        let Value::Map(entries) = tree("a: NO\nb: 0123\nc: 1.10\nd: 'x y'\ne: ~\nf: true\n").value
        else {
            panic!("a mapping")
        };
        let values: Vec<_> = entries.into_iter().map(|(_, node)| node.value).collect();
        let text = |text: &str| Value::Scalar(text.to_owned());
        assert_eq!(
            values,
            [text("NO"), text("0123"), text("1.10"), text("x y"), Value::Null, text("true")]
        );
    }

    #[test]
    fn places_are_those_of_the_source() {
        let text = "points:\n  - text: für alle\n    id: 7\n";
        let Value::Map(entries) = tree(text).value else { panic!("a mapping") };
        let Value::List(items) = &entries[0].1.value else { panic!("a list") };
        let Value::Map(point) = &items[0].value else { panic!("a mapping") };
        assert_eq!(&text[point[0].0.place.clone()], "text");
        assert_eq!(&text[point[0].1.place.clone()], "für alle");
        assert_eq!(&text[point[1].1.place.clone()], "7");
    }

    #[test]
    fn doubled_and_unknown_keys_are_all_reported() {
        let node = tree("kind: a\nkind: b\nchambr: c\n");
        let mut reader = Reader::default();
        reader.map(&node, "an opinion", &["kind", "chamber"]);
        let messages: Vec<&str> = reader.found.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, ["the key `kind` is given twice", "unknown key `chambr`"]);
        assert_eq!(reader.found[1].hint.as_deref(), Some("did you mean `chamber`?"));
    }

    #[test]
    fn only_real_dates_in_one_form_are_dates() {
        assert!(parse_date("2017-01-10").is_some());
        for wrong in ["2017-02-30", "2017-1-10", "20170110", "2017-01-10T00:00", "+017-01-10"] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
