//! From the parser to a tree with places. Nothing else knows the parser.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy, Spanned};

use super::syntax::syntax_error;
use super::{Key, Node, Value};
use crate::diagnostic::Diagnostic;

/// The deepest nesting that is read: no file of ours needs more than 6.
const DEEPEST: usize = 24;

/// Reads a text that begins at the given byte of its source. Anything that is no YAML, or not
/// the YAML that a person would write, is reported.
pub(super) fn parse(text: &str, offset: usize) -> Result<Node, Vec<Diagnostic>> {
    match serde_yaml::from_str_with_options::<Option<Spanned<Raw>>>(text, options()) {
        Ok(None) => Ok(Node { value: Value::Null, place: offset..offset + text.len() }),
        Ok(Some(raw)) => {
            let builder = Builder { text, offset, anchored: RefCell::default() };
            let node = builder.node(raw);
            let anchored = builder.anchored.into_inner();
            if anchored.is_empty() { Ok(node) } else { Err(anchored) }
        }
        Err(error) => Err(vec![syntax_error(&error, text, offset)]),
    }
}

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
