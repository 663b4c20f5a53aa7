//! References of the institutions' documents: `COM(2016) 379 final` in all the shapes in which
//! people write it, read and printed in one.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::yaml::{Node, Reader};

/// The series in which an institution numbers its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Series {
    /// Documents of the Commission for the other institutions; `KOM` in German.
    Com,
    /// Joint documents of the Commission and the High Representative.
    Join,
    /// Staff working documents.
    Swd,
    /// Internal documents of the Secretariat-General.
    Sec,
    /// Other acts of the Commission, among them its replies.
    C,
}

impl Series {
    const WRITTEN: [(&'static str, Self); 6] = [
        ("COM", Self::Com),
        ("KOM", Self::Com),
        ("JOIN", Self::Join),
        ("SWD", Self::Swd),
        ("SEC", Self::Sec),
        ("C", Self::C),
    ];

    /// Returns the letters before the bracket.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Com => "COM",
            Self::Join => "JOIN",
            Self::Swd => "SWD",
            Self::Sec => "SEC",
            Self::C => "C",
        }
    }
}

/// A document of the institutions: `COM(2016) 379 final`.
///
/// Two references are equal when they name the same document, whether or not `final` was
/// written. Printed with hard spaces, and with `final` unless the series does without it (SEC).
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Reference {
    /// The series.
    pub series: Series,
    /// The year in four digits.
    pub year: u16,
    /// The number within the year.
    pub number: u32,
    /// The version after the stroke, `final/2`; 1 is not printed.
    pub version: u8,
    is_final: bool,
}

impl Reference {
    /// Reads a reference in any shape that the institutions use: `COM(2016) 379 final`,
    /// `{COM(2016) 379}`, `KOM(2008) 794 endg.`, `COM/2016/0379 FINAL`, `COM(97) 23 final/2`.
    pub fn parse(text: &str) -> Option<Self> {
        let bare = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        let mut cursor = Cursor { rest: bare.unwrap_or(text) };
        let reference = cursor.reference()?;
        cursor.spaces();
        cursor.rest.is_empty().then_some(reference)
    }

    /// Takes a reference or reports that it is none.
    pub(crate) fn read(reader: &mut Reader, node: &Node) -> Option<Self> {
        let text = reader.text(node)?;
        let reference = Self::parse(&text);
        if reference.is_none() {
            let hint = "write it like `COM(2016) 379 final`".to_owned();
            reader.error(&node.place, format!("`{text}` is not a reference"), Some(hint));
        }
        reference
    }

    /// Finds every reference in a text, with its place in bytes.
    pub fn find_all(text: &str) -> Vec<(std::ops::Range<usize>, Self)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = next_word(text, at) {
            let mut cursor = Cursor { rest: &text[start..] };
            if let Some(reference) = cursor.reference() {
                let end = text.len() - cursor.rest.len();
                found.push((start..end, reference));
                at = end;
            } else {
                at = start + text[start..].chars().next().map_or(1, char::len_utf8);
            }
        }
        found
    }

    /// The years in which the institutions have numbered documents in this way.
    const YEARS: std::ops::RangeInclusive<u16> = 1958..=2099;

    fn identity(self) -> (Series, u16, u32, u8) {
        (self.series, self.year, self.number, self.version)
    }
}

/// Returns where the next word begins at or after `at`.
fn next_word(text: &str, at: usize) -> Option<usize> {
    let mut before = text[..at].chars().next_back();
    for (offset, character) in text[at..].char_indices() {
        if character.is_ascii_alphabetic() && !before.is_some_and(char::is_alphanumeric) {
            return Some(at + offset);
        }
        before = Some(character);
    }
    None
}

/// Eats a reference from the front of a text.
struct Cursor<'a> {
    rest: &'a str,
}

impl Cursor<'_> {
    fn reference(&mut self) -> Option<Reference> {
        let series = self.series()?;
        let (year, number) = self.year_and_number()?;
        let said_final = self.final_word();
        let version = self.version(said_final).unwrap_or(1);
        let is_final = said_final || series != Series::Sec;
        let known = Reference::YEARS.contains(&year) && number > 0 && version > 0;
        known.then_some(Reference { series, year, number, version, is_final })
    }

    fn series(&mut self) -> Option<Series> {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let written = self.rest[..letters].to_ascii_uppercase();
        let (_, series) = Series::WRITTEN.into_iter().find(|(word, _)| *word == written)?;
        self.rest = &self.rest[letters..];
        Some(series)
    }

    /// `(2016) 379`, `/2016/0379`, ` 2016 379`.
    fn year_and_number(&mut self) -> Option<(u16, u32)> {
        self.spaces();
        let bracket = self.eat('(');
        let stroke = !bracket && self.eat('/');
        self.spaces();
        let year = self.year()?;
        self.spaces();
        if bracket {
            self.eat(')').then_some(())?;
            self.spaces();
        } else if stroke {
            self.eat('/').then_some(())?;
        }
        Some((year, self.digits(1..=5)?))
    }

    fn year(&mut self) -> Option<u16> {
        let year: u16 = self.digits(2..=4)?;
        match year {
            0..=49 => None,
            50..=99 => Some(1900 + year),
            _ => Some(year),
        }
    }

    fn final_word(&mut self) -> bool {
        let before = self.rest;
        self.spaces();
        for word in ["final", "endgültig", "endg.", "endg", "définitif"] {
            let Some(start) = self.rest.get(..word.len()) else { continue };
            let after = self.rest[word.len()..].chars().next();
            if start.to_lowercase() == word && !after.is_some_and(char::is_alphanumeric) {
                self.rest = &self.rest[word.len()..];
                return true;
            }
        }
        self.rest = before;
        false
    }

    /// `/2` after `final`.
    fn version(&mut self, said_final: bool) -> Option<u8> {
        let before = self.rest;
        let version = (said_final && self.eat('/')).then(|| self.digits(1..=2)).flatten();
        if version.is_none() {
            self.rest = before;
        }
        version
    }

    fn digits<T: std::str::FromStr>(&mut self, many: std::ops::RangeInclusive<usize>) -> Option<T> {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let digits = many.contains(&count).then(|| &self.rest[..count])?;
        self.rest = &self.rest[count..];
        digits.parse().ok()
    }

    fn eat(&mut self, character: char) -> bool {
        let rest = self.rest.strip_prefix(character);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn spaces(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    }
}

impl PartialEq for Reference {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Reference {}

impl std::hash::Hash for Reference {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

impl PartialOrd for Reference {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Reference {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.identity().cmp(&other.identity())
    }
}

impl fmt::Display for Reference {
    /// Before 1998 the institutions wrote the year in two digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = if self.year < 1998 { self.year % 100 } else { self.year };
        write!(f, "{}({year})\u{a0}{}", self.series.letters(), self.number)?;
        if self.is_final {
            f.write_str("\u{a0}final")?;
        }
        if self.version > 1 { write!(f, "/{}", self.version) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        Reference::parse(text)
            .map_or("none".to_owned(), |one| one.to_string().replace('\u{a0}', "~"))
    }

    #[test]
    fn every_shape_is_printed_in_one() {
        for shape in [
            "COM(2016) 379 final",
            "COM(2016)379",
            "com (2016) 379 FINAL",
            "KOM(2016) 379 endg.",
            "COM/2016/0379 FINAL",
            "COM 2016 379",
            "COM(2016)\u{a0}379\u{a0}final",
        ] {
            assert_eq!(canonical(shape), "COM(2016)~379~final", "{shape}");
        }
        assert_eq!(canonical("COM(97) 23 final"), "COM(97)~23~final");
        assert_eq!(canonical("C(2017) 16 final/2"), "C(2017)~16~final/2");
        assert_eq!(canonical("SEC(2009) 92"), "SEC(2009)~92");
        assert_eq!(canonical("SEC(2011) 867 final"), "SEC(2011)~867~final");
        assert_eq!(canonical("JOIN(2016) 29 final"), "JOIN(2016)~29~final");
    }

    #[test]
    fn what_is_no_reference_is_refused() {
        for wrong in [
            "",
            "COM",
            "COM(2016)",
            "COM(16) 379",
            "COM(2016) 0",
            "COM(20161) 3",
            "DOC(2016) 3",
            "COM(2016) 379 finally",
            "COM(2016) 379 final x",
            "COM(1901) 3",
        ] {
            assert_eq!(canonical(wrong), "none", "{wrong}");
        }
    }

    #[test]
    fn references_are_found_in_running_text() {
        let text = "on {COM(2016) 469 final} and COM(2016) 471, not on UNICOM(2016) 1.";
        let found: Vec<String> = Reference::find_all(text)
            .into_iter()
            .map(|(place, one)| format!("{} = {one}", &text[place]).replace('\u{a0}', " "))
            .collect();
        assert_eq!(
            found,
            ["COM(2016) 469 final = COM(2016) 469 final", "COM(2016) 471 = COM(2016) 471 final"]
        );
    }

    #[test]
    fn one_document_is_one_reference_with_and_without_final() {
        assert_eq!(Reference::parse("SEC(2011) 867"), Reference::parse("SEC(2011) 867 final"));
        assert_ne!(Reference::parse("COM(2016) 1"), Reference::parse("COM(2016) 1 final/2"));
    }
}
