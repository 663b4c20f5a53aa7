//! Why an entry was ranked where it was, in words that a person understands.

use std::fmt;
use std::ops::Range;

use crate::reference::Reference;
use crate::text::listed;

/// A part of an entry in which words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
    /// The terms.
    Terms,
    /// The documents it is about.
    Acts,
    /// The wording.
    Body,
    /// A point that it answered before.
    Example,
}

impl Field {
    /// Number of fields.
    pub(super) const COUNT: usize = 5;

    /// All fields, in the order in which they count.
    pub(super) const ALL: [Self; Self::COUNT] =
        [Self::Title, Self::Terms, Self::Acts, Self::Body, Self::Example];
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "title",
            Self::Terms => "terms",
            Self::Acts => "acts",
            Self::Body => "text",
            Self::Example => "examples",
        })
    }
}

/// One thing that speaks for an entry.
///
/// `Display` gives a short phrase; the passages of the point that a terminal may
/// mark are given by [`Reason::passages`].
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// A word of the point stands in the entry.
    Term {
        /// The word, as the point writes it.
        words: String,
        /// The weightiest field in which the entry has it.
        field: Field,
        /// How much it adds to the score.
        weight: f64,
        /// Where it stands in the point, in bytes.
        in_point: Vec<Range<usize>>,
    },
    /// Words of the point make up one of the entry's terms, or its title.
    Phrase {
        /// The term.
        phrase: String,
        /// How much it adds to the score.
        weight: f64,
        /// Where its words stand in the point, in bytes.
        in_point: Vec<Range<usize>>,
    },
    /// The point, or its Opinion, cites a document that the entry is about.
    Act {
        /// The document, in the form in which documents are compared.
        act: String,
        /// How much it adds to the score.
        weight: f64,
        /// Where the point cites it, in bytes; empty when only the Opinion does.
        in_point: Vec<Range<usize>>,
    },
    /// The thesaurus says that a word of the point and one of the entry go together.
    Thesaurus {
        /// The word, as the point writes it.
        point: String,
        /// The entry's word, in small letters.
        paragraph: String,
        /// How much it adds to the score.
        weight: f64,
        /// Where it stands in the point, in bytes.
        in_point: Vec<Range<usize>>,
    },
    /// A short form stands for a long one, whichever of them the point has.
    Abbreviation {
        /// What the point writes.
        point: String,
        /// A word of what the entry writes, in small letters.
        paragraph: String,
        /// How much it adds to the score.
        weight: f64,
        /// Where it stands in the point, in bytes.
        in_point: Vec<Range<usize>>,
    },
    /// A word of the point is of the family of one of the entry's words, or is the
    /// same word joined or parted differently.
    Family {
        /// The word, as the point writes it.
        point: String,
        /// The entry's word, in small letters.
        paragraph: String,
        /// How much it adds to the score.
        weight: f64,
        /// Where it stands in the point, in bytes.
        in_point: Vec<Range<usize>>,
    },
    /// A word of the point was read as another one, a slip of the keyboard.
    Spelling {
        /// What is written.
        written: String,
        /// What was read.
        meant: String,
        /// How much it adds to the score.
        weight: f64,
        /// Where it stands in the point, in bytes.
        in_point: Vec<Range<usize>>,
    },
    /// Words of the point and of the entry belong to the same policy area.
    Area {
        /// The area, as the thesaurus names it.
        area: String,
        /// The words of the point that belong to it, as the point writes them.
        words: Vec<String>,
        /// How much all the areas that both share add to the score.
        weight: f64,
        /// Where those words stand in the point, in bytes.
        in_point: Vec<Range<usize>>,
    },
    /// The point speaks of the same things as the entry, in other words.
    Notions {
        /// The words of the point that tell it most, as the point writes them.
        words: Vec<String>,
        /// How much all its words together add to the score.
        weight: f64,
        /// Where those words stand in the point, in bytes.
        in_point: Vec<Range<usize>>,
    },
    /// The point is like one that the entry answered before.
    Example {
        /// That point.
        example: String,
        /// How much it adds to the score.
        weight: f64,
    },
    /// The entry is not meant for the point's stance.
    Stance,
}

impl Reason {
    /// Returns how much this adds to the score.
    pub fn weight(&self) -> f64 {
        match self {
            Self::Term { weight, .. }
            | Self::Phrase { weight, .. }
            | Self::Act { weight, .. }
            | Self::Thesaurus { weight, .. }
            | Self::Abbreviation { weight, .. }
            | Self::Family { weight, .. }
            | Self::Spelling { weight, .. }
            | Self::Area { weight, .. }
            | Self::Notions { weight, .. }
            | Self::Example { weight, .. } => *weight,
            Self::Stance => 0.0,
        }
    }

    /// Returns the document that decided, as the institutions write it, if one did.
    pub fn document(&self) -> Option<String> {
        match self {
            Self::Act { act, .. } => Some(as_written(act)),
            _ => None,
        }
    }

    /// Returns where the point says it, in bytes.
    pub fn passages(&self) -> &[Range<usize>] {
        match self {
            Self::Term { in_point, .. }
            | Self::Phrase { in_point, .. }
            | Self::Act { in_point, .. }
            | Self::Thesaurus { in_point, .. }
            | Self::Abbreviation { in_point, .. }
            | Self::Family { in_point, .. }
            | Self::Spelling { in_point, .. }
            | Self::Area { in_point, .. }
            | Self::Notions { in_point, .. } => in_point,
            Self::Example { .. } | Self::Stance => &[],
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term { words, field, .. } => write!(f, "“{words}” in the {field}"),
            Self::Phrase { phrase, .. } => write!(f, "all of “{phrase}”"),
            Self::Act { act, in_point, .. } if in_point.is_empty() => {
                write!(f, "the opinion is about {}", as_written(act))
            }
            Self::Act { act, .. } => write!(f, "cites {}", as_written(act)),
            Self::Thesaurus { point, paragraph, .. } => {
                write!(f, "“{point}” goes with “{paragraph}”")
            }
            Self::Abbreviation { point, paragraph, .. } => {
                write!(f, "“{point}” stands for “{paragraph}”")
            }
            Self::Family { point, paragraph, .. } => {
                write!(f, "“{point}” is akin to “{paragraph}”")
            }
            Self::Spelling { written, meant, .. } => write!(f, "“{written}” read as “{meant}”"),
            Self::Area { area, words, .. } => write!(f, "about {area}, by {}", quoted(words)),
            Self::Notions { words, .. } => write!(f, "speaks of the same, by {}", quoted(words)),
            Self::Example { example, .. } => write!(f, "answered before: “{example}”"),
            Self::Stance => f.write_str("not meant for this stance"),
        }
    }
}

fn quoted(words: &[String]) -> String {
    listed(&words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>())
}

/// A document as the institutions write it, where it is one of theirs.
fn as_written(act: &str) -> String {
    Reference::parse(act).map_or_else(|| act.to_owned(), |reference| reference.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_short_phrase() {
        let term = Reason::Term {
            words: "tolls".into(),
            field: Field::Terms,
            weight: 2.0,
            in_point: vec![0..5, 9..14],
        };
        assert_eq!(term.to_string(), "“tolls” in the terms");
        assert_eq!(term.passages(), [0..5, 9..14]);
    }
}
