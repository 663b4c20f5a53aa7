//! Asks nodes for what they should hold.

use std::ops::Range;
use std::str::FromStr;

use jiff::civil::Date;

use super::{Key, Node, Placed, Value};
use crate::diagnostic::{Diagnostic, did_you_mean, nearest};

/// Asks nodes for what they should hold and keeps every mistake.
#[derive(Debug, Default)]
pub struct Reader {
    /// What was found so far.
    pub found: Vec<Diagnostic>,
    /// The mappings of the file, to say where a key that stands in the wrong one belongs.
    pub levels: &'static [Level],
}

/// A mapping that a kind of file has.
#[derive(Debug)]
pub struct Level {
    /// Where it stands: ``below `reply:` ``.
    pub place: &'static str,
    /// Its keys.
    pub keys: &'static [&'static str],
}

/// The entries of a mapping whose keys are all known and single.
#[derive(Debug)]
pub struct Entries<'a> {
    known: Vec<(&'a Key, &'a Node)>,
    place: Range<usize>,
    /// Known keys that an unknown key, already reported, was probably meant for.
    meant: Vec<&'static str>,
}

impl<'a> Entries<'a> {
    /// Returns the value of a key; one that holds nothing counts as absent.
    pub fn get(&self, name: &str) -> Option<&'a Node> {
        let (_, node) = self.known.iter().find(|(key, _)| key.name == name)?;
        (node.value != Value::Null).then_some(*node)
    }

    /// Tells whether an unknown key was probably meant for this one.
    pub fn is_misspelt(&self, name: &str) -> bool {
        self.meant.contains(&name)
    }

    /// Returns all entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'a Key, &'a Node)> {
        self.known.iter().copied()
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

    /// Reports a text in brackets: a placeholder of `chancery new` that nobody has filled in.
    pub fn refuse_placeholder(&mut self, text: &str, place: &Range<usize>) {
        let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
        if inside.is_some_and(|inside| !inside.starts_with('^') && !inside.contains(['[', ']'])) {
            let hint = "write what the brackets ask for, without brackets".to_owned();
            self.error(place, "this is still to be filled in", Some(hint));
        }
    }

    /// Reads a mapping of known keys. `what` names it in messages: `an opinion`.
    pub fn map<'a>(
        &mut self,
        node: &'a Node,
        what: &str,
        known: &[&'static str],
    ) -> Option<Entries<'a>> {
        let keys = format!("; its keys are {}", listed(known));
        let entries = self.mapping(node, what, &keys)?;
        let (mut kept, mut meant) = (Vec::new(), Vec::new());
        for (key, value) in entries.known {
            if known.contains(&key.name.as_str()) {
                kept.push((key, value));
                continue;
            }
            let elsewhere = self.places_of(&key.name);
            let near = nearest(&key.name, known.iter().copied()).filter(|_| elsewhere.is_empty());
            meant.extend(known.iter().filter(|one| Some(**one) == near));
            let hint = match near {
                _ if !elsewhere.is_empty() => {
                    format!("`{}` stands {}", key.name, elsewhere.join(" or "))
                }
                Some(near) => format!("did you mean `{near}`?"),
                None if key.name.bytes().all(|one| one.is_ascii_digit()) => {
                    "a comma begins another key here; write a point before the decimals".to_owned()
                }
                None => format!("{what} has the keys {}", listed(known)),
            };
            self.error(&key.place, format!("unknown key `{}`", key.name), Some(hint));
        }
        Some(Entries { known: kept, place: entries.place, meant })
    }

    /// Tells where else in the file a key belongs.
    fn places_of(&self, key: &str) -> Vec<&'static str> {
        let levels = self.levels.iter().filter(|level| level.keys.contains(&key));
        levels.map(|level| level.place).collect()
    }

    /// Reads a mapping whose keys are the user's own; doubled ones are reported.
    pub fn open_map<'a>(&mut self, node: &'a Node, what: &str) -> Option<Entries<'a>> {
        self.mapping(node, what, "")
    }

    fn mapping<'a>(&mut self, node: &'a Node, what: &str, keys: &str) -> Option<Entries<'a>> {
        let Value::Map(entries) = &node.value else {
            if node.value == Value::Null {
                let hint = format!("write {what} as lines of `key: value`{keys}");
                self.error(&node.place, "nothing stands here", Some(hint));
            } else {
                let hint = format!("{what} is written as lines of `key: value`{keys}");
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
        Some(Entries { known: kept, place: node.place.clone(), meant: Vec::new() })
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
            let empty = entries.known.iter().find(|(key, _)| key.name == name);
            let place = empty.or(entries.known.first()).map(|(key, _)| key.place.clone());
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

    /// Reads a list of texts that hold no comma: one text with several words in it is refused.
    pub fn words(&mut self, node: Option<&Node>) -> Vec<String> {
        if let Some(Node { value: Value::Scalar(text), place }) = node
            && let Some(hint) = list_instead_of(text)
        {
            self.error(place, "a list was expected here, not one text", Some(hint));
            return Vec::new();
        }
        self.texts(node)
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
                (format!("there is no day `{text}`"), "check the month and the day".to_owned())
            } else {
                let hint = match date_meant(&text) {
                    Some(meant) => format!("write year, month and day: `{meant}`"),
                    None => "write year, month and day like this: 2017-01-10".to_owned(),
                };
                (format!("`{text}` is not a date"), hint)
            };
            self.error(&node.place, message, Some(hint));
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

    /// Reads a number from 0 to 1.
    pub fn share(&mut self, node: &Node) -> Option<f64> {
        let text = self.text(node)?;
        let read = |text: &str| text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
        let share = read(&text);
        if share.is_none() {
            let with_point = text.replace(',', ".");
            let hint = match read(&with_point) {
                Some(_) => format!("write a point before the decimals: `{with_point}`"),
                None => "write it like this: `0.61`".to_owned(),
            };
            self.error(&node.place, format!("`{text}` is not a number from 0 to 1"), Some(hint));
        }
        share
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

/// Returns what to write where a list was written as one text: `[timmermans, king]`.
pub fn list_instead_of(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(',').map(str::trim).collect();
    (words.len() > 1).then(|| format!("write a list: `[{}]`", words.join(", ")))
}

/// Reads a civil date in the form `2017-01-10`, nothing else.
pub fn parse_date(text: &str) -> Option<Date> {
    if has_shape_of_date(text) { text.parse().ok() } else { None }
}

/// Guesses the date that another way of writing it means, the day before the month.
fn date_meant(text: &str) -> Option<Date> {
    const WAYS: [&str; 9] = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y.%m.%d",
        "%d.%m.%Y",
        "%d/%m/%Y",
        "%d-%m-%Y",
        "%d %B %Y",
        "%B %d, %Y",
        "%Y-%m-%dT%H:%M:%S",
    ];
    WAYS.iter().find_map(|way| Date::strptime(way, text).ok()).filter(|date| date.year() > 1900)
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
