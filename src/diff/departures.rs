//! What departs from the cleared wording, paragraph by paragraph.
//!
//! The cleared wording is composed anew from the library as it is now, for the same points and
//! the same paragraphs. Without the opinion it is the body of the paragraph with `…` for what
//! would be filled in.

use jiff::civil::Date;

use super::align::{self, Piece};
use super::cleared::{self, BLANK};
use super::edits::Comparison;
use super::words::{Lexicon, Word};
use super::{Change, FactKind, Kind, facts, notes, parts, substance};
use crate::diagnostic::Rejected;
use crate::draft::{Block, Draft, Origin, Part, Wording};
use crate::library::Library;
use crate::name::PlainName;
use crate::office::Office;
use crate::opinion::Opinion;

/// A draft beside the cleared wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departures {
    /// A line for each paragraph of the draft, in order.
    pub paragraphs: Vec<Departure>,
    /// The notes that are not those of the library.
    pub notes: Vec<Change>,
    /// Whether the wording was filled for the opinion; else `…` stands for what is filled in.
    pub is_filled: bool,
}

/// How a paragraph of a draft stands to the cleared wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// Its number in the draft, from 0.
    pub index: usize,
    /// What a reader calls it.
    pub place: String,
    /// The paragraph of the library that it came from.
    pub paragraph: Option<PlainName>,
    /// The points that it answers.
    pub points: Vec<PlainName>,
    /// How it stands.
    pub standing: Standing,
    /// How its version stands to the library; absent for what is not of the library.
    pub version: Option<Version>,
    /// From the cleared wording to the draft; absent when they have the same words.
    pub change: Option<Change>,
}

/// How the version from which a paragraph was drafted stands to the library as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// It is the library's.
    Current,
    /// The library has another version now.
    Other,
    /// The library has no such paragraph now.
    Gone,
}

impl Version {
    /// Returns the word of output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Other => "other",
            Self::Gone => "gone",
        }
    }
}

/// How the words of a paragraph stand to the cleared ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Word for word.
    Verbatim,
    /// With names, facts or long forms filled in.
    Filled,
    /// Changed by a hand.
    Edited,
    /// Written by a hand.
    New,
    /// A mark: nothing is written yet.
    Open,
    /// Of the skeleton, which only the opinion can fill: not compared.
    Unknown,
}

impl Standing {
    /// Returns the word of output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Filled => "filled",
            Self::Edited => "edited",
            Self::New => "new",
            Self::Open => "open",
            Self::Unknown => "unknown",
        }
    }
}

impl Departures {
    /// Tells whether every word of the draft is cleared wording, as far as it can be told.
    pub fn is_cleared(&self) -> bool {
        let is_cleared =
            |one: &Departure| one.change.is_none() && one.version != Some(Version::Gone);
        self.notes.is_empty() && self.paragraphs.iter().all(is_cleared)
    }

    /// Returns how many paragraphs stand in a way.
    pub fn count(&self, standing: Standing) -> usize {
        self.paragraphs.iter().filter(|one| one.standing == standing).count()
    }
}

/// Compares a draft with the cleared wording of the library as it is now.
pub fn departures(
    draft: &Draft,
    office: &Office,
    opinion: Option<&Opinion>,
    today: Date,
) -> Result<Departures, Rejected> {
    let cleared = cleared::wording(draft, office, opinion, today)?;
    let pairs = notes::Pairs::of(&cleared, draft);
    let mut lexicon = Lexicon::default();
    let cleared_pieces = align::pieces(&cleared, &pairs.old, &mut lexicon);
    let pieces = align::pieces(draft, &pairs.new, &mut lexicon);
    let mut parts_seen: Vec<Part> = Vec::new();
    let paragraphs = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            let nth = nth_of_part(&mut parts_seen, piece.block);
            let wording = cleared_wording(&cleared_pieces, piece.block, nth);
            departure(piece, at, wording, &office.library, opinion.is_some())
        })
        .collect();
    let notes = pairs.changes(&cleared, draft, &mut lexicon);
    Ok(Departures {
        paragraphs,
        notes: notes.into_iter().filter(|change| change.new.is_some()).collect(),
        is_filled: opinion.is_some(),
    })
}

/// Counts a block of the skeleton: a part may have several.
fn nth_of_part(seen: &mut Vec<Part>, block: &Block) -> usize {
    let Origin::Skeleton(part) = block.origin else { return 0 };
    seen.push(part);
    seen.iter().filter(|one| **one == part).count() - 1
}

fn cleared_wording<'a, 'b>(
    cleared: &'b [Piece<'a>],
    block: &Block,
    nth: usize,
) -> Option<&'b Piece<'a>> {
    let is_same = |piece: &&Piece<'_>| match (&piece.block.origin, &block.origin) {
        (Origin::Library { paragraph: one, .. }, Origin::Library { paragraph: other, .. }) => {
            one == other
        }
        (Origin::Skeleton(one), Origin::Skeleton(other)) => one == other,
        _ => false,
    };
    cleared.iter().filter(is_same).nth(nth)
}

fn departure(
    piece: &Piece<'_>,
    at: usize,
    cleared: Option<&Piece<'_>>,
    library: &Library,
    is_filled: bool,
) -> Departure {
    let block = piece.block;
    let version = version(block, library);
    let is_same = cleared.is_some_and(|cleared| cleared.keys == piece.keys);
    let standing = standing(block, is_same, is_filled);
    let departs = match standing {
        Standing::Verbatim | Standing::Filled => {
            version == Some(Version::Other) && !is_same && cleared.is_some()
        }
        Standing::Edited | Standing::New => true,
        Standing::Open | Standing::Unknown => false,
    };
    Departure {
        index: at,
        place: parts::place(piece, at),
        paragraph: parts::paragraph(piece).cloned(),
        points: block.points.clone(),
        standing,
        version,
        change: departs.then(|| change(piece, at, cleared, is_filled)),
    }
}

fn version(block: &Block, library: &Library) -> Option<Version> {
    let Origin::Library { paragraph, version, .. } = &block.origin else { return None };
    Some(match library.get(paragraph.as_str()) {
        Some(known) if known.version == *version => Version::Current,
        Some(_) => Version::Other,
        None => Version::Gone,
    })
}

fn standing(block: &Block, is_same: bool, is_filled: bool) -> Standing {
    if block.is_mark() {
        return Standing::Open;
    }
    match &block.origin {
        Origin::Library { wording: Wording::Verbatim, .. } => Standing::Verbatim,
        Origin::Library { wording: Wording::Filled, .. } => Standing::Filled,
        Origin::Library { .. } | Origin::Skeleton(_) if is_same => Standing::Filled,
        Origin::Skeleton(_) if !is_filled => Standing::Unknown,
        Origin::Library { .. } | Origin::Skeleton(_) => Standing::Edited,
        Origin::Gap | Origin::Hand => Standing::New,
    }
}

fn change(piece: &Piece<'_>, at: usize, cleared: Option<&Piece<'_>>, is_filled: bool) -> Change {
    let nothing: &[Word] = &[];
    let comparison = match cleared {
        Some(cleared) if is_filled => Comparison::of(&cleared.words, &piece.words),
        Some(cleared) => filled_in(Comparison::least(&cleared.words, &piece.words)),
        None => Comparison::whole(nothing, &piece.words),
    };
    Change {
        kind: if cleared.is_some() { Kind::Edited } else { Kind::Added },
        paragraph: parts::paragraph(piece).cloned(),
        field: None,
        old: cleared.map(|cleared| parts::side_of(cleared, None)),
        new: Some(parts::side_of(piece, Some(at))),
        words_removed: comparison.removed,
        words_added: comparison.added,
        substance: substance::changed(&comparison),
        edits: comparison.edits(),
    }
}

/// Takes what stands in place of a blank for what the template would have filled in, unless it is
/// long, denies or obliges: then a hand may have written it.
fn filled_in(mut comparison: Comparison<'_>) -> Comparison<'_> {
    for run in comparison.runs.iter_mut().filter(|run| !run.is_kept) {
        let (old, new) = (&comparison.old[run.old.clone()], &comparison.new[run.new.clone()]);
        let is_blank = !old.is_empty() && old.iter().all(|word| word.text.contains(BLANK));
        let is_suspicious = new.len() > LONGEST_FILLED
            || facts::find(new)
                .iter()
                .any(|fact| matches!(fact.kind, FactKind::Negation | FactKind::Modal));
        if is_blank && !is_suspicious {
            run.is_kept = true;
            comparison.removed = comparison.removed.saturating_sub(run.old.len());
            comparison.added = comparison.added.saturating_sub(run.new.len());
        }
    }
    comparison
}

/// The most words that a template is thought to fill in in one place.
const LONGEST_FILLED: usize = 12;
