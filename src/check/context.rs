//! What the rules look at.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;

use super::Letter;
use super::prose::{Part, Piece, Prose};
use crate::chamber::Chamber;
use crate::diagnostic::{Rejected, Source};
use crate::diff::{self, Departures};
use crate::draft::{Block, Draft, Origin};
use crate::library::{Paragraph, split_front_matter};
use crate::office::Office;
use crate::yaml::{self, Node, Value};

/// A letter with everything that rules compare it with.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) letter: &'a Letter<'a>,
    pub(super) source: &'a Source,
    pub(super) draft: &'a Draft,
    pub(super) office: &'a Office,
    /// The letter's date, else the day on which it is checked.
    pub(super) day: Date,
    /// The chamber, if the register knows it.
    pub(super) chamber: Option<&'a Chamber>,
    pub(super) prose: Prose,
    pub(super) front: Front,
    departures: OnceCell<Option<Departures>>,
}

/// The front matter with its places.
#[derive(Debug)]
pub(super) struct Front {
    /// Its bytes in the source.
    pub(super) place: Range<usize>,
    root: Node,
}

impl<'a> Context<'a> {
    /// Reads the source of a letter once more, for the places.
    pub(super) fn of(letter: &'a Letter<'a>) -> Result<Self, Rejected> {
        let Letter { source, draft, office, .. } = *letter;
        let (front, body) = split_front_matter(&source.text).unwrap_or((0..0, 0..0));
        Ok(Self {
            letter,
            source,
            draft,
            office,
            day: draft.frame.date.unwrap_or(letter.today),
            chamber: office.register.get(&draft.about.chamber),
            prose: Prose::read(&source.text, body),
            front: Front { root: yaml::read(source, front.clone())?, place: front },
            departures: OnceCell::new(),
        })
    }

    /// Returns each block with its place, gaps left out.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (&'a Block, Range<usize>)> {
        let blocks = self.draft.blocks.iter().enumerate();
        blocks
            .filter(|(_, block)| !block.is_gap())
            .filter_map(|(number, block)| Some((block, self.prose.block(number)?)))
    }

    /// Returns each block that comes from a paragraph that the library still has.
    pub(super) fn answers(&self) -> impl Iterator<Item = (&'a Paragraph, Range<usize>)> {
        self.blocks().filter_map(|(block, place)| {
            let Origin::Library { paragraph, .. } = &block.origin else { return None };
            Some((self.office.library.get(paragraph.as_str())?, place))
        })
    }

    /// Returns how the blocks depart from the cleared wording, if it can be composed.
    pub(super) fn departures(&self) -> Option<&Departures> {
        let compare = || {
            diff::departures(self.draft, self.office, self.letter.opinion, self.letter.today).ok()
        };
        self.departures.get_or_init(compare).as_ref()
    }

    /// Returns each piece that is no note, with its words.
    pub(super) fn body(&self) -> impl Iterator<Item = (&Piece, &str)> {
        self.prose.iter().filter(|(piece, _)| matches!(piece.part, Part::Block(_)))
    }
}

impl Front {
    /// Returns the value of a key.
    pub(super) fn value(&self, key: &str) -> Option<&Node> {
        self.root.entry(key)
    }

    /// Returns the place of the value of a key, else of the beginning.
    pub(super) fn place_of(&self, key: &str) -> Range<usize> {
        self.value(key).map_or(self.place.start..self.place.start, |node| node.place.clone())
    }

    /// Returns the entries of a list, each with its place.
    pub(super) fn list(&self, key: &str) -> &[Node] {
        match self.value(key).map(|node| &node.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }
}
