//! Which note of one draft is which of the other, so that a number never counts.

use std::collections::HashMap;

use super::edits::Comparison;
use super::likeness::likeness;
use super::words::{self, Lexicon, Marks, Word};
use super::{Change, Kind, Side, substance};
use crate::draft::{Draft, Note};

/// The notes of two drafts, paired: by their text, then by the word at which their mark
/// stands, then by likeness.
#[derive(Debug)]
pub(super) struct Pairs {
    /// What the marks of the old draft mean.
    pub(super) old: Marks,
    /// What the marks of the new draft mean; a note that was paired means the same as its partner.
    pub(super) new: Marks,
    paired: Vec<(Option<usize>, Option<usize>)>,
}

/// The likeness from which two notes are taken for one that was edited.
const EDITED: f64 = 0.5;

impl Pairs {
    /// Pairs the notes of two drafts.
    pub(super) fn of(old: &Draft, new: &Draft) -> Self {
        let (olds, news) = (read(&old.notes), read(&new.notes));
        let mut lexicon = Lexicon::default();
        let none = Marks::new();
        let mut keys = |texts: &[String]| -> Vec<Vec<u32>> {
            let read = |text: &String| words::keys(&words::read(text, &none, &mut lexicon));
            texts.iter().map(read).collect()
        };
        let (old_keys, new_keys) = (keys(&olds), keys(&news));
        let mut forth: Vec<Option<usize>> = vec![None; olds.len()];
        let mut back: Vec<Option<usize>> = vec![None; news.len()];
        let candidates = candidates(&old_keys, &new_keys);
        let (old_marks, new_marks) = (marked_words(old), marked_words(new));
        let at_same_word = by_marks(&old_marks, &new_marks, old, new);
        let certain = candidates.partition_point(|(likeness, _, _)| *likeness >= 1.0);
        let likely: Vec<(usize, usize)> =
            candidates.into_iter().map(|(_, from, to)| (from, to)).collect();
        let (same, like) = likely.split_at(certain);
        for &(from, to) in same.iter().chain(&at_same_word).chain(like) {
            if forth[from].is_none() && back[to].is_none() {
                (forth[from], back[to]) = (Some(to), Some(from));
            }
        }
        // Of notes that say the same in one draft, the first stands for all.
        let first = |keys: &[Vec<u32>], at: usize| {
            keys.iter().position(|one| *one == keys[at]).unwrap_or(at)
        };
        let label = |note: &Note| note.label.clone();
        let olds = old.notes.iter().enumerate();
        let olds = olds.map(|(at, note)| (label(note), first(&old_keys, at)));
        let news = new.notes.iter().enumerate().map(|(at, note)| {
            let at = first(&new_keys, at);
            let meaning = back[at].map(|from| first(&old_keys, from));
            (label(note), meaning.unwrap_or(old.notes.len() + at))
        });
        let mut paired: Vec<(Option<usize>, Option<usize>)> =
            back.iter().enumerate().map(|(to, from)| (*from, Some(to))).collect();
        paired
            .extend((0..forth.len()).filter(|at| forth[*at].is_none()).map(|at| (Some(at), None)));
        Self { old: olds.collect(), new: news.collect(), paired }
    }

    /// Returns for each note of the new draft its partner in the old one.
    pub(super) fn old_of_new(&self, count: usize) -> Vec<Option<usize>> {
        let mut partners = vec![None; count];
        for (old, new) in &self.paired {
            if let Some(new) = new {
                partners[*new] = *old;
            }
        }
        partners
    }

    /// Returns the notes that changed, came or went, in the order of the new draft.
    pub(super) fn changes(&self, old: &Draft, new: &Draft, lexicon: &mut Lexicon) -> Vec<Change> {
        let mut changes = Vec::new();
        for &(from, to) in &self.paired {
            let read_note = |notes: &[Note], at: Option<usize>, marks, lexicon: &mut Lexicon| {
                at.map_or(Vec::new(), |at| words::read(&notes[at].text, marks, lexicon))
            };
            let one = read_note(&old.notes, from, &self.old, lexicon);
            let other = read_note(&new.notes, to, &self.new, lexicon);
            if words::keys(&one) != words::keys(&other) {
                let sides = (side(&old.notes, from), side(&new.notes, to));
                changes.push(change(sides, &one, &other));
            }
        }
        changes
    }
}

/// The pairs of notes that are like each other, the most alike first.
fn candidates(old: &[Vec<u32>], new: &[Vec<u32>]) -> Vec<(f64, usize, usize)> {
    let mut candidates = Vec::new();
    for (from, one) in old.iter().enumerate() {
        for (to, other) in new.iter().enumerate() {
            candidates.push((likeness(one, other), from, to));
        }
    }
    candidates.retain(|(likeness, _, _)| *likeness >= EDITED);
    candidates.sort_by(|a, b| {
        let near = |&(_, from, to): &(f64, usize, usize)| (from.abs_diff(to), from.min(to));
        b.0.total_cmp(&a.0).then_with(|| near(a).cmp(&near(b)))
    });
    candidates
}

fn read(notes: &[Note]) -> Vec<String> {
    notes.iter().map(|note| note.text.clone()).collect()
}

/// The labels of marks by the word at which they stand and the word before it.
fn marked_words(draft: &Draft) -> Vec<((String, String), String)> {
    let mut found = Vec::new();
    for block in &draft.blocks {
        let mut before = String::new();
        for word in block.text.split_whitespace() {
            let Some(start) = word.find("[^") else {
                word.clone_into(&mut before);
                continue;
            };
            if let Some(end) = word[start..].find(']').map(|end| start + end) {
                let key = (std::mem::take(&mut before), word[..start].to_owned());
                found.push((key, word[start + 2..end].to_owned()));
            }
        }
    }
    found
}

/// Pairs notes whose marks stand at the same words.
fn by_marks(
    old_marks: &[((String, String), String)],
    new_marks: &[((String, String), String)],
    old: &Draft,
    new: &Draft,
) -> Vec<(usize, usize)> {
    let places: HashMap<&(String, String), &String> =
        new_marks.iter().map(|(place, label)| (place, label)).collect();
    let at = |notes: &[Note], label: &str| notes.iter().position(|note| note.label == label);
    old_marks
        .iter()
        .filter_map(|(place, label)| {
            let partner = places.get(place)?;
            Some((at(&old.notes, label)?, at(&new.notes, partner)?))
        })
        .collect()
}

fn change((old, new): (Option<Side>, Option<Side>), one: &[Word], other: &[Word]) -> Change {
    let comparison = match (&old, &new) {
        (Some(_), Some(_)) => Comparison::of(one, other),
        _ => Comparison::whole(one, other),
    };
    Change {
        kind: Kind::Note,
        paragraph: None,
        field: None,
        old,
        new,
        words_removed: comparison.removed,
        words_added: comparison.added,
        substance: substance::changed(&comparison),
        edits: comparison.edits(),
    }
}

fn side(notes: &[Note], at: Option<usize>) -> Option<Side> {
    at.map(|at| Side {
        index: Some(at),
        count: 1,
        place: format!("note {}", notes[at].label),
        text: notes[at].text.clone(),
    })
}
