//! The plain names by which points and paragraphs are known.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::yaml::Reader;

/// The id of a point or a paragraph: 1 to 64 ASCII letters, digits, `-` and `_`, not beginning
/// with `-`; case counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlainName(String);

impl PlainName {
    /// Takes a text that is a plain name.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = (1..=64).contains(&text.len())
            && !text.starts_with('-')
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_plain.then(|| Self(text.to_owned()))
    }

    /// Names the thing with a number in a list, from 1.
    pub fn of_number(number: usize) -> Self {
        Self(number.to_string())
    }

    /// Takes a plain name or reports why it is none.
    pub fn read(reader: &mut Reader, text: &str, place: &Range<usize>) -> Option<Self> {
        let name = Self::parse(text);
        if name.is_none() {
            let hint = "use 1 to 64 letters without accents, digits, `-` and `_`, \
                        and do not begin with `-`";
            reader.error(place, format!("`{text}` cannot be a name"), Some(hint.to_owned()));
        }
        name
    }

    /// Returns the name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        for good in ["1", "ran-prisons", "RAN_2"] {
            assert!(PlainName::parse(good).is_some(), "{good}");
        }
        for bad in ["", "-x", "a b", "ț", "a.b", "a/b", &"x".repeat(65)] {
            assert!(PlainName::parse(bad).is_none(), "{bad}");
        }
    }
}
