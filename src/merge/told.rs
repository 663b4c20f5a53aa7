//! What a merge has done, in words for the officer.

use std::fmt;

use crate::draft::{Block, Origin, Part};
use crate::name::PlainName;
use crate::text::listed;

/// Something that was drafted differently now and stands in the merged draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What became of it.
    pub what: What,
    /// What it is, as a reader calls it: a paragraph, a part, a field of the frame.
    pub place: String,
    /// The points that it answers.
    pub points: Vec<PlainName>,
}

/// What became of a part of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Its wording changed.
    Reworded,
    /// It answers what was a gap.
    Answered,
    /// It is new.
    Added,
    /// It was taken out.
    Removed,
    /// It stands elsewhere.
    Moved,
    /// A field of the frame changed.
    Field,
}

/// An answer that would be drafted now and was not taken, because a hand has answered the point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The paragraph that would answer.
    pub paragraph: String,
    /// The points that a hand has answered.
    pub points: Vec<PlainName>,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, place, points } = self;
        let points = match points.as_slice() {
            [] => String::new(),
            points => format!(", for {}", listed_points(points)),
        };
        match what {
            What::Reworded => write!(f, "{place} has new wording"),
            What::Answered => write!(f, "{place} has taken the place of a gap{points}"),
            What::Added => write!(f, "{place} is new{points}"),
            What::Removed => write!(f, "{place} is taken out{points}"),
            What::Moved => write!(f, "{place} stands elsewhere"),
            What::Field => write!(f, "{place} in the front matter has changed"),
        }
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { paragraph, points } = self;
        let points = listed_points(points);
        write!(f, "the answer by hand to {points}, for which the library has {paragraph} now")
    }
}

fn listed_points(points: &[PlainName]) -> String {
    let points: Vec<String> = points.iter().map(ToString::to_string).collect();
    listed(&points)
}

/// What a reader calls a paragraph.
pub(super) fn place(block: &Block) -> String {
    let points = listed_points(&block.points);
    match &block.origin {
        _ if block.is_gap() && !points.is_empty() => format!("the gap for {points}"),
        _ if block.is_gap() => "a gap".to_owned(),
        Origin::Library { paragraph, .. } => paragraph.to_string(),
        Origin::Skeleton(Part::Annex) => "the heading of the annex".to_owned(),
        Origin::Skeleton(part) => format!("the {}", part.word()),
        Origin::Gap | Origin::Hand if points.is_empty() => "a paragraph by hand".to_owned(),
        Origin::Gap | Origin::Hand => format!("the answer to {points}"),
    }
}
