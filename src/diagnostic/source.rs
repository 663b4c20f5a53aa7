//! Files as texts.

use std::sync::Arc;

use super::{Diagnostic, Rejected};

/// The text of a file under the name by which the user knows it.
///
/// A byte-order mark is gone and line ends are `\n`, so that the same content gives the same
/// places and the same hashes on every system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The file as it was named on the command line, or `<standard input>`.
    pub name: String,
    /// The whole text; the places of diagnostics are byte ranges of it.
    pub text: Arc<str>,
}

impl Source {
    /// Takes a text under the given name.
    pub fn new(name: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let has_other_ends = text.contains('\r');
        let text = if has_other_ends { text.replace("\r\n", "\n").into() } else { text.into() };
        Self { name: name.into(), text }
    }

    /// Takes the bytes of a file; one that is not UTF-8, has a zero in it, or is larger than 2 MB is
    /// refused.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, Rejected> {
        let name = name.into();
        if bytes.len() > Self::LARGEST {
            let found = Diagnostic::error("the file is larger than 2 MB")
                .with_hint("split it, or check that it is the right file");
            return Err(Rejected::new(Self::new(name, ""), vec![found]));
        }
        if bytes.starts_with(b"%PDF") {
            let found = Diagnostic::error("the file is a PDF").with_hint(
                "name the draft, which ends in `.md`, or the opinion, which ends in `.yaml`",
            );
            return Err(Rejected::new(Self::new(name, ""), vec![found]));
        }
        let zero = bytes.iter().position(|byte| *byte == 0);
        let (valid, found) = match (std::str::from_utf8(bytes), zero) {
            (Ok(text), None) => return Ok(Self::new(name, text)),
            (Ok(text), Some(zero)) if !is_utf_16(text) => (zero, Diagnostic::not_allowed('\0')),
            (Ok(_), Some(zero)) => (zero, Diagnostic::not_utf_8()),
            (Err(error), zero) => {
                (error.valid_up_to().min(zero.unwrap_or(usize::MAX)), Diagnostic::not_utf_8())
            }
        };
        let readable = String::from_utf8_lossy(&bytes[..valid]);
        let source = Self::new(name, &format!("{readable}\u{fffd}"));
        let end = source.text.len();
        Err(Rejected::new(source, vec![found.at(end - '\u{fffd}'.len_utf8()..end)]))
    }

    /// The largest file that is read, in bytes.
    const LARGEST: usize = 2_000_000;

    /// Returns line and column of a byte offset, both from 1, columns in characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// Tells whether what reads as UTF-8 is Latin text of two bytes a character.
fn is_utf_16(text: &str) -> bool {
    text.matches('\0').count() > text.len() / 3
}

/// Gives a text the byte-order mark and the line ends that the bytes of a file have.
pub fn in_form_of(bytes: &[u8], text: &str) -> String {
    let mark = if bytes.starts_with("\u{feff}".as_bytes()) { "\u{feff}" } else { "" };
    let has_returns = bytes.windows(2).any(|pair| pair == b"\r\n");
    let text = if has_returns { text.replace('\n', "\r\n") } else { text.to_owned() };
    format!("{mark}{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_line_and_column_in_characters() {
        let source = Source::new("x.yaml", "\u{feff}eins\r\nzwölf: drei\n");
        assert_eq!(source.position(source.text.find("drei").expect("it is there")), (2, 8));
    }
}
