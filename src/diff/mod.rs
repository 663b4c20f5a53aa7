//! The comparison of two drafts: `Draft × Draft ─ diff ─▶ Changes ─▶ report`.
//!
//! 1. Notes are paired by their text, so that a mark means its note and not a number (`notes`).
//! 2. Paragraphs are read as words (`words`) and paired by pedigree, then by likeness (`align`);
//!    the longest run of pairs that keeps its order stays, the others have moved (`order`).
//! 3. What is left over may be part of a split, a join or an exchange (`parts`).
//! 4. In each pair the words are compared (`edits`), and of what changed, the facts (`facts`,
//!    `substance`).
//!
//! [`departures()`] compares a draft with the cleared wording in the same steps. [`Changes`] and
//! [`Departures`] say what changed and nothing about how it looks. Programs read them as JSON;
//! people read a [`Report`] of them, as [`Terminal`], [`Markdown`] or [`Html`].

mod align;
mod cleared;
mod departures;
mod edits;
mod facts;
mod figures;
mod frame;
mod html;
mod json;
mod likeness;
mod markdown;
mod notes;
mod order;
mod parts;
mod report;
mod said;
mod substance;
mod terminal;
#[cfg(test)]
pub(crate) mod tests;
mod wording;
mod words;

use crate::draft::Draft;
use crate::name::PlainName;

pub(crate) use align::Pair;
pub(crate) use edits::common;
pub(crate) use likeness::likeness;
pub(crate) use words::Lexicon;

pub use departures::{Departure, Departures, Standing, Version, departures};
pub use facts::FactKind;
pub use html::Html;
pub use json::{departures_json, json};
pub use markdown::Markdown;
pub use report::{Entry, Names, Report, Stands};
pub use substance::Substance;
pub use terminal::Terminal;

/// What changed from one draft to another.
///
/// Line breaks, the kind of spaces and the numbers of notes are no change. A draft has no changes
/// to itself, and the changes back are the same with old and new exchanged, but for the choice of
/// which of two paragraphs has moved past the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The points whose answer came or went.
    pub answers: Answers,
    /// The changes: those of the frame, then paragraph by paragraph, then the notes.
    pub changes: Vec<Change>,
    /// How many words of body and notes were taken out.
    pub words_removed: usize,
    /// How many words of body and notes were put in.
    pub words_added: usize,
}

/// The points whose answer came or went. A gap is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Answered now and not before, in the order of the new draft.
    pub gained: Vec<PlainName>,
    /// Answered before and not now, in the order of the old draft.
    pub lost: Vec<PlainName>,
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// The paragraph of the library; of two that were exchanged, the new one.
    pub paragraph: Option<PlainName>,
    /// The field of the frame, in the word of draft files.
    pub field: Option<&'static str>,
    /// How it was; absent if it is new.
    pub old: Option<Side>,
    /// How it is; absent if it is gone.
    pub new: Option<Side>,
    /// The least number of words that were taken out.
    pub words_removed: usize,
    /// The least number of words that were put in.
    pub words_added: usize,
    /// The facts that changed.
    pub substance: Vec<Substance>,
    /// The text with what was taken out and put in, for reading: a sentence that was rewritten is
    /// shown whole, so that more words may be marked here than the least number.
    pub edits: Vec<Edit>,
}

/// What happened to a paragraph, a field or a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Its words changed.
    Edited,
    /// It stands elsewhere, with the same words.
    Moved,
    /// It stands elsewhere, and its words changed.
    MovedEdited,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Another paragraph of the library answers the same point.
    Exchanged,
    /// One paragraph became several.
    Split,
    /// Several paragraphs became one.
    Joined,
    /// A field of the frame.
    Frame,
    /// A note.
    Note,
}

impl Kind {
    /// Returns the word of output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Moved => "moved",
            Self::MovedEdited => "moved-edited",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Exchanged => "exchanged",
            Self::Split => "split",
            Self::Joined => "joined",
            Self::Frame => "frame",
            Self::Note => "note",
        }
    }
}

/// Where something stands in one of the drafts, and its text there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The number of the paragraph or note in its draft, from 0; a field of the frame has none.
    pub index: Option<usize>,
    /// How many paragraphs it is: more than one for the many sides of a split or a join.
    pub count: usize,
    /// What a reader calls it: the paragraph's id, the part of the skeleton, its number.
    pub place: String,
    /// Its text as the draft has it.
    pub text: String,
}

/// A stretch of words, or the place of a paragraph break, in reading order.
///
/// What is kept and added, read one after the other, are the words of the new text; what is kept
/// and removed, those of the old, but for the numbers of notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Words that stand in both.
    Kept(String),
    /// Words that were taken out.
    Removed(String),
    /// Words that were put in.
    Added(String),
    /// Where one of several paragraphs begins.
    Break,
}

impl Changes {
    /// Tells whether nothing changed.
    pub fn is_same(&self) -> bool {
        self.changes.is_empty() && self.answers == Answers::default()
    }

    /// Returns the facts that changed, each with the change that it belongs to.
    pub fn substance(&self) -> impl Iterator<Item = (&Change, &Substance)> {
        self.changes.iter().flat_map(|change| change.substance.iter().map(move |one| (change, one)))
    }
}

impl Change {
    /// Returns the side that names it: the new one, unless it is gone.
    pub fn side(&self) -> Option<&Side> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

/// Compares two drafts.
pub fn diff(old: &Draft, new: &Draft) -> Changes {
    let mut changes = frame::changes(old, new);
    let notes = notes::Pairs::of(old, new);
    let mut lexicon = words::Lexicon::default();
    let old_pieces = align::pieces(old, &notes.old, &mut lexicon);
    let new_pieces = align::pieces(new, &notes.new, &mut lexicon);
    changes.extend(parts::changes(&old_pieces, &new_pieces));
    changes.extend(notes.changes(old, new, &mut lexicon));
    let counted = || changes.iter().filter(|change| change.kind != Kind::Frame);
    Changes {
        answers: answers(old, new),
        words_removed: counted().map(|change| change.words_removed).sum(),
        words_added: counted().map(|change| change.words_added).sum(),
        changes,
    }
}

/// Pairs the paragraphs of two drafts in which the same mark is the same note.
pub(crate) fn paragraph_pairs(old: &Draft, new: &Draft) -> Vec<Pair> {
    let (marks, mut lexicon) = (words::Marks::new(), Lexicon::default());
    let old = align::pieces(old, &marks, &mut lexicon);
    align::align(&old, &align::pieces(new, &marks, &mut lexicon))
}

/// Pairs the notes of two drafts by their places: for each note of the new one that of the old
/// one which it is, if there is one.
pub(crate) fn note_pairs(old: &Draft, new: &Draft) -> Vec<Option<usize>> {
    notes::Pairs::of(old, new).old_of_new(new.notes.len())
}

fn answers(old: &Draft, new: &Draft) -> Answers {
    let (before, after) = (answered(old), answered(new));
    let without = |these: &[PlainName], those: &[PlainName]| {
        these.iter().filter(|one| !those.contains(one)).cloned().collect()
    };
    Answers { gained: without(&after, &before), lost: without(&before, &after) }
}

/// The points that a draft answers, each once, in order.
fn answered(draft: &Draft) -> Vec<PlainName> {
    let mut seen = std::collections::HashSet::new();
    let answers = draft.blocks.iter().filter(|block| !block.is_gap());
    answers
        .flat_map(|block| &block.points)
        .filter(|point| seen.insert(point.as_str()))
        .cloned()
        .collect()
}
