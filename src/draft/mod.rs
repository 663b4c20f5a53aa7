//! The draft: a reply before any format, and its Markdown file, the one thing that is edited,
//! compared and rendered.

mod abbreviations;
mod compose;
mod conflict;
mod frame;
mod read;
mod skeleton;
mod write;

use std::fmt;

use jiff::civil::Date;

use crate::name::PlainName;
use crate::opinion::{Kind, Opinion, Signature};
use crate::reference::Reference;

pub use compose::compose;
pub use conflict::{CONFLICT_MARK, Conflict};
pub use frame::{NO_DATE, NO_NUMBER};
pub use read::{Read, read};
pub use skeleton::{Part, Skeleton};
pub use write::{fingerprint_of, seal, write, write_edited};

/// A reply to an opinion.
///
/// Reading back what [`write()`] wrote gives the same draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it replies to.
    pub about: About,
    /// What stands around the body on paper.
    pub frame: Frame,
    /// The paragraphs in order: the letter, then, from the first heading of level one on, the
    /// annex.
    pub blocks: Vec<Block>,
    /// The notes in the order of their numbers.
    pub notes: Vec<Note>,
    /// The fingerprint of the draft as the tool wrote it; absent if the tool did not.
    pub drafted: Option<String>,
}

/// What a draft replies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The path of the opinion's file as it was named when the draft was written.
    pub opinion: String,
    /// The id of the chamber.
    pub chamber: String,
    /// The kind of the opinion.
    pub kind: Kind,
    /// The acts that the opinion is about.
    pub acts: Vec<Reference>,
    /// The points that the opinion raises: each of them stands somewhere in the draft.
    pub points: Vec<PlainName>,
    /// The language of the letter, ISO 639-1.
    pub language: String,
}

/// What stands around the body of a letter. What is absent shows as a mark: `[date]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Where the letter is written.
    pub place: String,
    /// Its date.
    pub date: Option<Date>,
    /// Its number.
    pub number: Option<Reference>,
    /// The lines of the addressee: name, office, address. A mark stands for a missing name.
    pub addressee: Vec<String>,
    /// The lines of each person who receives a copy.
    pub copy_to: Vec<Vec<String>>,
    /// The greeting, with its comma.
    pub salutation: String,
    /// The complimentary close, with its comma.
    pub close: String,
    /// Who signs, in order.
    pub signatures: Vec<Signature>,
}

/// A paragraph of a draft, with its pedigree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it came from.
    pub origin: Origin,
    /// The points that it answers, or that a gap leaves open.
    pub points: Vec<PlainName>,
    /// Its Markdown, one sentence a line.
    pub text: String,
    /// The comments before it that are no pedigree, such as what `check` is told to allow: kept
    /// with it, and shown by no letter.
    pub remarks: Vec<String>,
}

/// Where a block came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A part of the skeleton.
    Skeleton(Part),
    /// A paragraph of the library.
    Library {
        /// Its id.
        paragraph: PlainName,
        /// Its version when the draft was written.
        version: String,
        /// How the wording relates to that version.
        wording: Wording,
    },
    /// A mark for points that nothing answers.
    Gap,
    /// A hand: a new paragraph.
    Hand,
}

/// How the wording of a block relates to the paragraph that it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// The cleared wording, unchanged, after a lead-in where there is one.
    Verbatim,
    /// The cleared wording with names, facts or long forms filled in.
    Filled,
    /// Changed by a hand.
    Edited,
}

impl Wording {
    /// The words of draft files.
    pub const WORDS: [(&'static str, Self); 3] =
        [("verbatim", Self::Verbatim), ("filled", Self::Filled), ("edited", Self::Edited)];

    /// Returns the word of draft files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Filled => "filled",
            Self::Edited => "edited",
        }
    }
}

/// A note at the foot of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The label of its mark: `1` for `[^1]`.
    pub label: String,
    /// Its Markdown.
    pub text: String,
    /// The comments before it; see [`Block::remarks`].
    pub remarks: Vec<String>,
}

/// How a gap begins, so that readers and tools find it.
pub const GAP_MARK: &str = "> **To be drafted**";

impl Note {
    /// Makes a note without remarks.
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), remarks: Vec::new() }
    }
}

impl Block {
    /// Makes a paragraph without remarks.
    pub fn new(origin: Origin, points: Vec<PlainName>, text: impl Into<String>) -> Self {
        Self { origin, points, text: text.into(), remarks: Vec::new() }
    }

    /// Tells whether the block is a mark for points that nothing answers.
    pub fn is_gap(&self) -> bool {
        self.text.starts_with(GAP_MARK)
    }

    /// Returns what a gap asks: the officer's summary of its point, whatever the point is called.
    pub fn question(&self) -> Option<&str> {
        let (_, question) = self.text.strip_prefix(GAP_MARK)?.lines().next()?.split_once("): ")?;
        Some(question)
    }

    /// Tells whether the block is the mark of a conflict.
    pub fn is_conflict(&self) -> bool {
        self.text.starts_with(CONFLICT_MARK)
    }

    /// Tells whether the block is a mark that says what is left to do, and no text of the letter.
    pub fn is_mark(&self) -> bool {
        self.is_gap() || self.is_conflict()
    }

    /// Returns what a conflict is about, where its mark still says it.
    pub fn conflict_place(&self) -> Option<String> {
        Conflict::read(&self.text).map(|conflict| conflict.place)
    }

    /// Tells whether the annex begins with this block.
    fn opens_annex(&self) -> bool {
        self.text.starts_with("# ")
    }
}

impl Draft {
    /// Returns the paragraphs of the letter itself.
    pub fn letter(&self) -> &[Block] {
        &self.blocks[..self.annex_start()]
    }

    /// Returns the paragraphs of the annex, its heading first; empty when there is none.
    pub fn annex(&self) -> &[Block] {
        &self.blocks[self.annex_start()..]
    }

    fn annex_start(&self) -> usize {
        self.blocks.iter().position(Block::opens_annex).unwrap_or(self.blocks.len())
    }

    /// Returns the marks for points that nothing answers.
    pub fn gaps(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.is_gap())
    }

    /// Returns the marks of conflicts.
    pub fn conflicts(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.is_conflict())
    }

    /// Returns everything that keeps the draft from being final, in the order of the letter.
    pub fn marks(&self) -> Vec<Mark> {
        let missing = self.frame.marks().into_iter().map(Mark::Missing);
        let left = [NO_DATE, NO_NUMBER].into_iter().filter(|mark| self.says(mark)).map(Mark::Left);
        let gaps = self.gaps().map(|gap| Mark::Gap(gap.points.clone()));
        let dropped = self.about.points.iter().filter(|point| self.lacks(point.as_str()));
        let conflicts = self.conflicts().map(|block| Mark::Conflict(block.conflict_place()));
        let dropped = dropped.cloned().map(Mark::Dropped);
        missing.chain(left).chain(gaps).chain(conflicts).chain(dropped).collect()
    }

    /// Tells whether a mark of the frame stands in the body or in a note, where a paragraph named
    /// what was not known.
    fn says(&self, mark: &str) -> bool {
        let spellings = spellings(mark);
        let blocks = self.blocks.iter().filter(|block| !block.is_mark()).map(|block| &block.text);
        let mut texts = blocks.chain(self.notes.iter().map(|note| &note.text));
        texts.any(|text| spellings.iter().any(|spelling| text.contains(spelling)))
    }

    /// Returns what keeps the draft from being final as the reply to its opinion, besides its own
    /// marks: the points that the opinion raises and the draft does not know.
    pub fn unknown_points(&self, opinion: &Opinion) -> impl Iterator<Item = Mark> {
        let points = opinion.points.iter().map(|point| &point.id);
        let is_unknown =
            |point: &&PlainName| !self.about.points.contains(point) && self.lacks(point.as_str());
        points.filter(is_unknown).cloned().map(Mark::Unknown)
    }

    /// Tells whether a point stands nowhere in the draft, neither as answered nor as open.
    pub fn lacks(&self, point: &str) -> bool {
        !self.blocks.iter().any(|block| block.points.iter().any(|one| one.as_str() == point))
    }
}

/// Something that keeps a draft from being final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A part of the frame that is not known, by the mark that stands for it: `[date]`.
    Missing(&'static str),
    /// A mark of the frame that stands in the text: `[date]`.
    Left(&'static str),
    /// A gap: the points that nothing answers.
    Gap(Vec<PlainName>),
    /// A conflict between a hand and the tool: what it is about, where the mark still says it.
    Conflict(Option<String>),
    /// A point that the draft names in its front matter and that stands nowhere else in it.
    Dropped(PlainName),
    /// A point of the opinion that the draft does not know.
    Unknown(PlainName),
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(mark) => write!(f, "{mark} is missing"),
            Self::Left(mark) => write!(f, "{mark} stands in the text"),
            Self::Gap(points) if points.is_empty() => f.write_str("a gap is open"),
            Self::Gap(points) => {
                let points: Vec<String> = points.iter().map(ToString::to_string).collect();
                write!(f, "the answer to {} is to be drafted", crate::text::listed(&points))
            }
            Self::Conflict(Some(place)) => write!(f, "the conflict about {place} is to be settled"),
            Self::Conflict(None) => f.write_str("a conflict is to be settled"),
            Self::Dropped(point) => write!(f, "the point {point} has no answer any more"),
            Self::Unknown(point) => write!(f, "the point {point} is not in the draft"),
        }
    }
}

/// The ways in which a mark of the frame stands in Markdown: as templates write it, and as a hand
/// may.
pub(crate) fn spellings(mark: &str) -> [String; 2] {
    [crate::text::escape(mark), mark.to_owned()]
}

/// The Markdown that drafts are written in: `CommonMark` with notes.
pub fn markdown_options() -> pulldown_cmark::Options {
    pulldown_cmark::Options::ENABLE_FOOTNOTES
}
