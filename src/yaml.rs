//! YAML as a tree that knows its places, and a reader that collects every mistake.
//!
//! serde's derive stops at the first wrong key. Here a file is read into [`Node`]s first and
//! then asked for what it should hold, so that all of its mistakes are told at once.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use itertools::Itertools;
use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy, Spanned};

use crate::diagnostic::{Diagnostic, Rejected, Source, did_you_mean, nearest};

/// A value and where it stands in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// Its bytes in the source.
    pub place: Range<usize>,
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

/// Reads the part of a source as one YAML document; an empty one is [`Value::Null`].
///
/// Alias bombs, merge keys, deep nesting and several documents are refused.
pub fn read(source: &Source, part: Range<usize>) -> Result<Node, Rejected> {
    let text = &source.text[part.clone()];
    if let Some(found) = unprintable(text, part.start) {
        return Err(Rejected::new(source.clone(), found));
    }
    match serde_yaml::from_str_with_options::<Option<Spanned<Raw>>>(text, options()) {
        Ok(None) => Ok(Node { value: Value::Null, place: part }),
        Ok(Some(raw)) => {
            let builder = Builder { text, offset: part.start, anchored: RefCell::default() };
            let node = builder.node(raw);
            let anchored = builder.anchored.into_inner();
            if anchored.is_empty() {
                Ok(node)
            } else {
                Err(Rejected::new(source.clone(), anchored))
            }
        }
        Err(error) => {
            Err(Rejected::new(source.clone(), vec![syntax_error(&error, text, part.start)]))
        }
    }
}

/// The deepest nesting that is read: no file of ours needs more than 6.
const DEEPEST: usize = 24;

fn options() -> serde_yaml::Options {
    let mut options = serde_yaml::Options::default();
    options.strict_booleans = true;
    options.with_snippet = false;
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.merge_keys = MergeKeyPolicy::Error;
    options.reject_unsupported_tags = true;
    options.non_finite_float_policy = NonFiniteFloatPolicy::PassThrough;
    if let Some(budget) = &mut options.budget {
        budget.max_depth = DEEPEST;
    }
    options
}

fn syntax_error(error: &serde_yaml::Error, text: &str, offset: usize) -> Diagnostic {
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

/// Finds the characters that no letter can hold: controls and overrides of the text direction.
fn unprintable(text: &str, offset: usize) -> Option<Vec<Diagnostic>> {
    let found: Vec<Diagnostic> = text
        .char_indices()
        .filter(|(_, character)| is_unprintable(*character))
        .unique_by(|(_, character)| *character)
        .map(|(at, character)| {
            let place = offset + at..offset + at + character.len_utf8();
            Diagnostic::error(format!(
                "the character U+{:04X} is not allowed",
                u32::from(character)
            ))
            .rule("control-character")
            .at(place)
            .with_hint("delete it; it is invisible and usually comes from copying")
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

/// What serde hands over, before places are put to it.
enum Raw {
    Null,
    /// A scalar that is not text in YAML's eyes; its spelling is taken from the source.
    Plain,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a list or a mapping")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

/// Puts places to what was read.
struct Builder<'a> {
    text: &'a str,
    offset: usize,
    /// What begins with `&` and would silently lose its first word as the name of an anchor.
    anchored: RefCell<Vec<Diagnostic>>,
}

impl Builder<'_> {
    fn node(&self, raw: Spanned<Raw>) -> Node {
        let place = self.place(&raw.defined);
        self.report_anchor(place.start);
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Plain => Value::Scalar(self.text[place.clone()].trim().to_owned()),
            Raw::Text(text) => Value::Scalar(text),
            Raw::List(items) => {
                Value::List(items.into_iter().map(|item| self.node(item)).collect())
            }
            Raw::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let place = self.shifted(self.place(&key.defined));
                        (Key { name: key.value, place }, self.node(value))
                    })
                    .collect(),
            ),
        };
        Node { value, place: self.shifted(place) }
    }

    /// Reports an anchor before a value: `&name `, which an officer meant as text.
    fn report_anchor(&self, start: usize) {
        let before = &self.text[..start];
        let end = before.trim_end_matches(' ').len();
        let word = before[..end].rsplit([' ', '\n']).next().unwrap_or_default();
        let is_anchor = word.strip_prefix('&').is_some_and(|name| {
            !name.is_empty()
                && name.chars().all(|one| one.is_alphanumeric() || one == '-' || one == '_')
        });
        if is_anchor && end < start {
            let place = self.shifted(end - word.len()..end);
            let found = Diagnostic::error("a text cannot begin with `&`").rule("yaml").at(place);
            self.anchored.borrow_mut().push(found.with_hint("put the text into quotation marks"));
        }
    }

    fn place(&self, location: &serde_yaml::Location) -> Range<usize> {
        let span = location.span();
        let known = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok());
        let start = known(span.byte_offset()).unwrap_or(0).min(self.text.len());
        let end = start.saturating_add(known(span.byte_len()).unwrap_or(0)).min(self.text.len());
        self.text.floor_char_boundary(start)..self.text.ceil_char_boundary(end)
    }

    fn shifted(&self, place: Range<usize>) -> Range<usize> {
        place.start + self.offset..place.end + self.offset
    }
}

/// Asks nodes for what they should hold and keeps every mistake.
#[derive(Debug, Default)]
pub struct Reader {
    /// What was found so far.
    pub found: Vec<Diagnostic>,
}

/// The entries of a mapping whose keys are all known and single.
#[derive(Debug)]
pub struct Entries<'a> {
    entries: Vec<(&'a Key, &'a Node)>,
    place: Range<usize>,
    /// Known keys that an unknown key, already reported, was probably meant for.
    meant: Vec<&'static str>,
}

impl<'a> Entries<'a> {
    /// Returns the value of a key; one that holds nothing counts as absent.
    pub fn get(&self, name: &str) -> Option<&'a Node> {
        let (_, node) = self.entries.iter().find(|(key, _)| key.name == name)?;
        (node.value != Value::Null).then_some(*node)
    }

    /// Tells whether an unknown key was probably meant for this one.
    pub fn is_misspelt(&self, name: &str) -> bool {
        self.meant.contains(&name)
    }

    /// Returns all entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'a Key, &'a Node)> {
        self.entries.iter().copied()
    }
}

impl Reader {
    /// Reports an error at a place.
    pub fn error(
        &mut self,
        place: &Range<usize>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.found.push(Diagnostic::error(message).at(place.clone()).with_hint_if(hint));
    }

    /// Reads a mapping of known keys. `what` names it in messages: `an opinion`.
    pub fn map<'a>(
        &mut self,
        node: &'a Node,
        what: &str,
        known: &[&'static str],
    ) -> Option<Entries<'a>> {
        let entries = self.open_map(node, what)?;
        let (mut kept, mut meant) = (Vec::new(), Vec::new());
        for (key, value) in entries.entries {
            if known.contains(&key.name.as_str()) {
                kept.push((key, value));
            } else {
                let near = nearest(&key.name, known.iter().copied());
                meant.extend(known.iter().filter(|one| Some(**one) == near));
                let hint = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("{what} has the keys {}", listed(known)),
                };
                self.error(&key.place, format!("unknown key `{}`", key.name), Some(hint));
            }
        }
        Some(Entries { entries: kept, place: entries.place, meant })
    }

    /// Reads a mapping whose keys are the user's own; doubled ones are reported.
    pub fn open_map<'a>(&mut self, node: &'a Node, what: &str) -> Option<Entries<'a>> {
        let Value::Map(entries) = &node.value else {
            if node.value == Value::Null {
                let hint = format!("write {what} as lines of `key: value`");
                self.error(&node.place, "nothing stands here", Some(hint));
            } else {
                let hint = format!("{what} is written as lines of `key: value`");
                self.error(&node.place, format!("{what} was expected here"), Some(hint));
            }
            return None;
        };
        let mut kept: Vec<(&Key, &Node)> = Vec::new();
        for (key, value) in entries {
            if kept.iter().any(|(earlier, _)| earlier.name == key.name) {
                let message = format!("the key `{}` is given twice", key.name);
                self.error(&key.place, message, Some("keep one of the two".to_owned()));
            } else {
                kept.push((key, value));
            }
        }
        Some(Entries { entries: kept, place: node.place.clone(), meant: Vec::new() })
    }

    /// Returns the value of a key that must be there.
    pub fn require<'a>(
        &mut self,
        entries: &Entries<'a>,
        name: &str,
        hint: &str,
    ) -> Option<&'a Node> {
        let value = entries.get(name);
        if value.is_none() && !entries.is_misspelt(name) {
            let empty = entries.entries.iter().find(|(key, _)| key.name == name);
            let place = empty.or(entries.entries.first()).map(|(key, _)| key.place.clone());
            let place = place.unwrap_or_else(|| entries.place.clone());
            let message = match empty {
                Some(_) => format!("`{name}` is empty"),
                None => format!("`{name}` is missing"),
            };
            self.error(&place, message, Some(hint.to_owned()));
        }
        value
    }

    /// Reads text that is not empty; white space at its ends is dropped.
    pub fn text(&mut self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Scalar(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Scalar(_) | Value::Null => {
                self.error(
                    &node.place,
                    "text was expected here, but nothing stands here",
                    Some("write it, or leave the key out".to_owned()),
                );
                None
            }
            Value::List(_) => {
                let hint = "write one value; a text that begins with `[` needs quotation marks";
                self.error(
                    &node.place,
                    "one value was expected here, not a list",
                    Some(hint.to_owned()),
                );
                None
            }
            Value::Map(_) => {
                let hint = "write plain text; put it into quotation marks if it holds a colon";
                self.error(&node.place, "text was expected here", Some(hint.to_owned()));
                None
            }
        }
    }

    /// Reads text together with its place.
    pub fn placed_text(&mut self, node: &Node) -> Option<Placed<String>> {
        Some(Placed { value: self.text(node)?, place: node.place.clone() })
    }

    /// Reads a list; one that is absent is empty, a single value is a list of one.
    pub fn list<'a>(&mut self, node: Option<&'a Node>) -> Vec<&'a Node> {
        match node.map(|node| (&node.value, node)) {
            None | Some((Value::Null, _)) => Vec::new(),
            Some((Value::List(items), _)) => items.iter().collect(),
            Some((Value::Scalar(_) | Value::Map(_), node)) => vec![node],
        }
    }

    /// Reads a list of texts.
    pub fn texts(&mut self, node: Option<&Node>) -> Vec<String> {
        self.list(node).into_iter().filter_map(|item| self.text(item)).collect()
    }

    /// Reads a date, `2017-01-10`.
    pub fn date(&mut self, node: &Node) -> Option<Date> {
        let text = self.text(node)?;
        let date = parse_date(&text);
        if date.is_none() {
            let (message, hint) = if has_shape_of_date(&text) {
                (format!("there is no day `{text}`"), "check the month and the day")
            } else {
                let hint = "write year, month and day like this: 2017-01-10";
                (format!("`{text}` is not a date"), hint)
            };
            self.error(&node.place, message, Some(hint.to_owned()));
        }
        date
    }

    /// Reads a date together with its place.
    pub fn placed_date(&mut self, node: &Node) -> Option<Placed<Date>> {
        Some(Placed { value: self.date(node)?, place: node.place.clone() })
    }

    /// Reads `true` or `false`.
    pub fn flag(&mut self, node: Option<&Node>) -> bool {
        let Some(node) = node else { return false };
        match &node.value {
            Value::Scalar(text) if text == "true" => true,
            Value::Scalar(text) if text == "false" => false,
            _ => {
                let hint = "write `true`, or leave the key out".to_owned();
                self.error(&node.place, "`true` or `false` was expected here", Some(hint));
                false
            }
        }
    }

    /// Reads a number that is not negative.
    pub fn number<T: FromStr>(&mut self, node: &Node, what: &str) -> Option<T> {
        let text = self.text(node)?;
        let number = text.parse().ok();
        if number.is_none() {
            self.error(&node.place, format!("`{text}` is not {what}"), None);
        }
        number
    }

    /// Reads one of a few words. `what` names them in messages: `a stance`.
    pub fn choice<T: Copy>(&mut self, node: &Node, what: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(node)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let hint = did_you_mean(&text, known.iter().copied())
            .unwrap_or_else(|| format!("write one of {}", listed(&known)));
        self.error(&node.place, format!("`{text}` is not {what}"), Some(hint));
        None
    }
}

/// Reads a civil date in the form `2017-01-10`, nothing else.
pub fn parse_date(text: &str) -> Option<Date> {
    if has_shape_of_date(text) { text.parse().ok() } else { None }
}

fn has_shape_of_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
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
