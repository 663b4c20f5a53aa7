//! What the text of a letter is made of.

use serde::Serialize;

/// A block of a letter.
///
/// In JSON an object whose `kind` is the variant's name in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A heading.
    Heading {
        /// From 1. A letter begins with 1 and never skips a level downwards, as readers of
        /// tagged PDF expect, whatever the draft has.
        level: usize,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list with bullets.
    Bullets {
        /// What stands after each bullet.
        items: Vec<Vec<Block>>,
    },
    /// A list with numbers.
    Numbers {
        /// The first number.
        start: u64,
        /// What stands after each number.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        content: Vec<Block>,
    },
    /// A mark for points that nothing answers, or for a conflict.
    Gap {
        /// What is to be drafted or settled.
        content: Vec<Block>,
    },
    /// A rule between two parts.
    Rule,
}

/// A piece of a line.
///
/// In JSON an object whose `kind` is the variant's name in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Inline {
    /// Text, with typographic quotes and dashes; to be shown as it is.
    Text {
        /// The text.
        text: String,
    },
    /// Emphasis.
    Emph {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// A link; its target is never empty.
    Link {
        /// The address.
        to: String,
        /// What is shown, never empty.
        content: Vec<Inline>,
    },
    /// The mark of a note.
    Note {
        /// The number of the note, from 1.
        number: usize,
        /// Whether the note is marked for the first time, so that it stands on this page.
        first: bool,
    },
    /// A line break.
    Break,
}
