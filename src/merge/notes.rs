//! The notes of a merge: while paragraphs are merged, the same mark is the same note in all three
//! drafts; afterwards the notes have numbers again.

use super::weave::{Settled, settle};
use crate::diff::note_pairs;
use crate::draft::{Block, Draft, Note};
use crate::text::{marked_notes, relabelled};

/// The notes of three drafts.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// What each note says in each draft.
    versions: Vec<Versions>,
    base: Labels,
    hand: Labels,
    new: Labels,
}

/// The notes of a draft in their order, with the labels that they have there.
type Labels = Vec<(usize, String)>;

#[derive(Debug, Default)]
struct Versions {
    base: Option<String>,
    hand: Option<String>,
    new: Option<String>,
    /// The comments that a hand has put before it.
    remarks: Vec<String>,
}

/// A note that is drafted differently now.
#[derive(Debug)]
pub(super) struct Changed {
    /// Which one it is.
    pub(super) at: usize,
    /// What it says by hand, if the hand has changed it too.
    pub(super) hand: Option<String>,
    /// What would be drafted now.
    pub(super) new: String,
}

impl Notes {
    /// Reads the notes of three drafts, and gives the marks in their paragraphs one meaning.
    pub(super) fn unify(base: &mut Draft, hand: &mut Draft, new: &mut Draft) -> Self {
        let mut notes: Vec<Versions> = Vec::new();
        let mut known = Vec::new();
        for note in &base.notes {
            known.push((notes.len(), note.label.clone()));
            notes.push(Versions { base: Some(note.text.clone()), ..Versions::default() });
        }
        let mut by_hand = Vec::new();
        for (note, partner) in hand.notes.iter().zip(note_pairs(base, hand)) {
            let at = partner.unwrap_or(notes.len());
            if partner.is_none() {
                notes.push(Versions::default());
            }
            notes[at].hand = Some(note.text.clone());
            notes[at].remarks.clone_from(&note.remarks);
            by_hand.push((at, note.label.clone()));
        }
        let mut drafted = Vec::new();
        for (note, partner) in new.notes.iter().zip(note_pairs(base, new)) {
            let says_same = |one: &Versions| {
                one.base.is_none() && one.new.is_none() && one.hand.as_ref() == Some(&note.text)
            };
            let at = partner.or_else(|| notes.iter().position(says_same)).unwrap_or(notes.len());
            if at == notes.len() {
                notes.push(Versions::default());
            }
            notes[at].new = Some(note.text.clone());
            drafted.push((at, note.label.clone()));
        }
        for (draft, labels) in [(base, &known), (hand, &by_hand), (new, &drafted)] {
            for block in &mut draft.blocks {
                block.text = relabelled(&block.text, |label| note_of(labels, label).map(meaning));
            }
        }
        Self { versions: notes, base: known, hand: by_hand, new: drafted }
    }

    /// Tells whether a hand has changed a note that a text marks.
    pub(super) fn hand_changed(&self, text: &str) -> bool {
        self.marked(text).any(|note| note.hand.is_some() && note.hand != note.base)
    }

    /// Tells whether a hand has changed a note that a text marks and that is drafted no more.
    pub(super) fn would_lose(&self, text: &str) -> bool {
        self.marked(text)
            .any(|note| note.hand.is_some() && note.hand != note.base && note.new.is_none())
    }

    /// Tells whether a note that a text marks is drafted differently now.
    pub(super) fn new_changed(&self, text: &str) -> bool {
        self.marked(text).any(|note| note.new.is_some() && note.new != note.base)
    }

    fn marked(&self, text: &str) -> impl Iterator<Item = &Versions> {
        marked_notes(text).into_iter().filter_map(|label| self.versions.get(note_at(label)?))
    }

    /// Returns the notes that are drafted differently now, of those that a text marks.
    pub(super) fn changed(&self, text: &str) -> Vec<Changed> {
        let notes = marked_notes(text).into_iter().filter_map(note_at);
        let changed = notes.filter_map(|at| {
            let Versions { base: Some(base), hand: Some(hand), new: Some(new), .. } =
                self.versions.get(at)?
            else {
                return None;
            };
            let hand = match settle(base, hand, new) {
                Settled::Hand => return None,
                Settled::New => None,
                Settled::Conflict => Some(hand.clone()),
            };
            Some(Changed { at, hand, new: new.clone() })
        });
        changed.collect()
    }

    /// Gives the marks of merged paragraphs their labels, and returns the notes.
    ///
    /// The labels are those of the draft that changed them; where both did, the notes are numbered
    /// as they come. A note that is not marked stays while neither side has taken it out.
    pub(super) fn number(self, blocks: &mut [Block]) -> Vec<Note> {
        let mut order: Vec<usize> = Vec::new();
        let marked = blocks.iter().flat_map(|block| marked_notes(&block.text));
        let unmarked =
            (0..self.versions.len()).filter(|note| self.versions[*note].stays_unmarked());
        for note in marked.filter_map(note_at).chain(unmarked) {
            if note < self.versions.len() && !order.contains(&note) {
                order.push(note);
            }
        }
        let fits = |labels: &Labels| {
            labels.len() == order.len() && labels.iter().all(|(note, _)| order.contains(note))
        };
        let labels = match settle(&self.base, &self.hand, &self.new) {
            Settled::Hand if fits(&self.hand) => self.hand.clone(),
            Settled::New if fits(&self.new) => self.new.clone(),
            _ => order.iter().zip(1..).map(|(note, number)| (*note, number.to_string())).collect(),
        };
        for block in blocks {
            block.text = relabelled(&block.text, |label| {
                let note = note_at(label)?;
                let (_, label) = labels.iter().find(|(one, _)| *one == note)?;
                Some(label.clone())
            });
        }
        let note = |(note, label): (usize, String)| {
            let note = &self.versions[note];
            let text = note.text().cloned().unwrap_or_default();
            Note { label, text, remarks: note.remarks.clone() }
        };
        labels.into_iter().map(note).collect()
    }
}

impl Versions {
    fn text(&self) -> Option<&String> {
        let Self { base, hand, new, .. } = self;
        match settle(base, hand, new) {
            Settled::New if new.is_some() => new.as_ref(),
            _ => hand.as_ref().or(new.as_ref()).or(base.as_ref()),
        }
    }

    fn stays_unmarked(&self) -> bool {
        match &self.base {
            Some(_) => self.hand.is_some() && self.new.is_some(),
            None => true,
        }
    }
}

/// What stands before the number of a note in the label that means the same in all drafts. No
/// draft that was read holds this character.
const MEANS: char = '\u{1}';

fn meaning(note: usize) -> String {
    format!("{MEANS}{note}")
}

fn note_at(label: &str) -> Option<usize> {
    label.strip_prefix(MEANS)?.parse().ok()
}

fn note_of(labels: &Labels, label: &str) -> Option<usize> {
    let (note, _) = labels.iter().find(|(_, one)| one.eq_ignore_ascii_case(label))?;
    Some(*note)
}
