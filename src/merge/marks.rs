//! The marks that earlier merges have left in a draft.

use crate::draft::{Block, Conflict, Draft};

/// Marks of conflicts, each with the number of paragraphs that stand before it.
#[derive(Debug)]
pub(super) struct Marks {
    marks: Vec<(usize, Block)>,
}

impl Marks {
    /// Takes the marks out of a draft.
    pub(super) fn take(draft: &mut Draft) -> Self {
        let mut marks = Vec::new();
        let mut blocks = Vec::new();
        for block in draft.blocks.drain(..) {
            if block.is_conflict() { marks.push((blocks.len(), block)) } else { blocks.push(block) }
        }
        draft.blocks = blocks;
        Self { marks }
    }

    /// Returns the marks that stand after so many paragraphs.
    pub(super) fn after(&self, count: usize) -> impl Iterator<Item = &Block> {
        self.marks.iter().filter(move |(before, _)| *before == count).map(|(_, mark)| mark)
    }

    /// Tells whether there is a mark that says the same.
    pub(super) fn say(&self, conflict: &Conflict) -> bool {
        self.marks.iter().any(|(_, mark)| Conflict::read(&mark.text).as_ref() == Some(conflict))
    }
}

/// What a draft says, to look up whether a reading stands in it.
#[derive(Debug)]
pub(super) struct Speech {
    texts: Vec<String>,
}

impl Speech {
    /// Takes the texts of a draft: fields, paragraphs and notes.
    pub(super) fn of(draft: &Draft) -> Self {
        let fields = super::frame::shown(draft).into_iter().map(|(_, text)| text);
        let blocks = draft.blocks.iter().map(|block| block.text.clone());
        let notes = draft.notes.iter().map(|note| note.text.clone());
        Self { texts: fields.chain(blocks).chain(notes).map(|text| spaced(&text)).collect() }
    }

    /// Tells whether the draft says this; it says nothing in any case.
    fn says(&self, reading: &str) -> bool {
        let reading = spaced(reading);
        reading.trim().is_empty() || self.texts.iter().any(|text| text.contains(&reading))
    }
}

/// The words of a text, with a space before and after each.
fn spaced(text: &str) -> String {
    text.split_whitespace().fold(" ".to_owned(), |words, word| words + word + " ")
}

/// What three drafts say.
#[derive(Debug)]
pub(super) struct Speeches {
    pub(super) base: Speech,
    pub(super) hand: Speech,
    pub(super) new: Speech,
}

impl Speeches {
    /// Tells whether a mark still tells the truth: what it says would be drafted would still be
    /// drafted. A mark that a hand has changed stays in any case.
    pub(super) fn still_hold(&self, mark: &Block, fresh: &[Conflict]) -> bool {
        let Some(Conflict { hand, new, .. }) = Conflict::read(&mark.text) else { return true };
        let is_as_written = self.base.says(&new) && self.hand.says(&hand);
        let is_replaced = || fresh.iter().any(|one| one.hand == hand);
        !is_as_written || self.new.says(&new) && !(new.is_empty() && is_replaced())
    }
}
