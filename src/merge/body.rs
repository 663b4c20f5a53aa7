//! The merge of the paragraphs.

use super::kin;
use super::marks::{Marks, Speech, Speeches};
use super::pedigree;
use super::sentences::{self, Context, Text};
use super::told::{Kept, Taken, What, place};
use super::weave::{Settled, Side, Slot, settle, weave};
use crate::diff::Pair;
use crate::draft::{Block, Conflict, Draft, Origin};
use crate::name::PlainName;

/// The merged paragraphs, with what was taken, kept and is at odds.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    pub(super) taken: Vec<Taken>,
    pub(super) kept: Vec<Kept>,
    pub(super) conflicts: Vec<Conflict>,
}

/// Merges the paragraphs of three drafts, whose marks of conflicts were taken out. The marks of
/// what is at odds in the frame come first.
pub(super) fn merge(
    base: &Draft,
    hand: &Draft,
    new: &Draft,
    context: &Context,
    marks: &Marks,
    in_frame: Vec<Conflict>,
) -> Body {
    let (in_hand, in_new) = (kin::pairs(base, hand), kin::pairs(base, new));
    let hand_side = Side { len: hand.blocks.len(), pairs: &in_hand };
    let slots = weave(&hand_side, &Side { len: new.blocks.len(), pairs: &in_new });
    let says = Speeches { base: Speech::of(base), hand: Speech::of(hand), new: Speech::of(new) };
    let told = Told { taken: Vec::new(), kept: Vec::new(), notes: Vec::new() };
    let answered = answered_by_hand(base, hand, new, &slots);
    let mut merging = Merging { base, hand, new, context, answered, told };
    let mut body = Body::default();
    body.push_marks(in_frame, marks.after(0), marks, &says);
    for slot in twins_joined(&slots, hand, new) {
        let (block, at_odds) = merging.slot(&slot);
        merging.tell_move(&slot, &in_hand, &in_new);
        body.blocks.extend(block);
        let old = slot.hand.into_iter().flat_map(|at| marks.after(at + 1));
        body.push_marks(at_odds, old, marks, &says);
    }
    Body { taken: merging.told.taken, kept: merging.told.kept, ..body }
}

impl Body {
    /// Adds the marks of what is at odds after those of earlier merges that still hold, unless one
    /// says the same already.
    fn push_marks<'a>(
        &mut self,
        at_odds: Vec<Conflict>,
        old: impl Iterator<Item = &'a Block>,
        marks: &Marks,
        says: &Speeches,
    ) {
        self.blocks.extend(old.filter(|mark| says.still_hold(mark, &at_odds)).cloned());
        for conflict in at_odds.into_iter().filter(|one| !marks.say(one)) {
            let text = conflict.mark();
            self.blocks.push(Block::new(Origin::Hand, Vec::new(), text));
            self.conflicts.push(conflict);
        }
    }
}

/// The points that the hand has answered and that had no answer before, by the names that they
/// have now: points without an id are numbered anew when one is put before them.
fn answered_by_hand(base: &Draft, hand: &Draft, new: &Draft, slots: &[Slot]) -> Vec<PlainName> {
    let before = base.blocks.iter().filter(|block| !block.is_gap());
    let before: Vec<&PlainName> = before.flat_map(|block| &block.points).collect();
    let mut answered = Vec::new();
    for slot in slots {
        let Some(by_hand) = slot.hand.map(|at| &hand.blocks[at]) else { continue };
        let gap = slot.base.map(|at| &base.blocks[at]).filter(|block| block.is_gap());
        let gap_now = slot.new.map(|at| &new.blocks[at]).filter(|block| block.is_gap());
        match (gap, gap_now) {
            _ if by_hand.is_gap() => {}
            (Some(gap), Some(now)) => {
                let points = now.points.iter().filter(|_| gap.question() == now.question());
                answered.extend(points.cloned());
            }
            _ => {
                let points = by_hand.points.iter().filter(|point| !before.contains(point));
                answered.extend(points.cloned());
            }
        }
    }
    answered
}

/// Joins what the hand and the tool have both added: the same paragraph of the library, or the
/// same text.
fn twins_joined(slots: &[Slot], hand: &Draft, new: &Draft) -> Vec<Slot> {
    let mut joined: Vec<Slot> = Vec::new();
    let mut added: Vec<usize> =
        slots.iter().filter(|slot| slot.base.is_none()).filter_map(|slot| slot.new).collect();
    for mut slot in slots.iter().copied() {
        if let Slot { base: None, hand: Some(at), new: None } = slot {
            let is_twin = |new_at: &usize| is_twin(&hand.blocks[at], &new.blocks[*new_at]);
            slot.new = added.iter().copied().find(is_twin);
            added.retain(|one| Some(*one) != slot.new);
        }
        joined.push(slot);
    }
    joined.retain(|slot| {
        slot.base.is_some() || slot.hand.is_some() || slot.new.is_some_and(|at| added.contains(&at))
    });
    joined
}

fn is_twin(hand: &Block, new: &Block) -> bool {
    match (&hand.origin, &new.origin) {
        (Origin::Library { paragraph, .. }, Origin::Library { paragraph: other, .. }) => {
            paragraph == other
        }
        _ => hand.text == new.text,
    }
}

struct Merging<'a> {
    base: &'a Draft,
    hand: &'a Draft,
    new: &'a Draft,
    context: &'a Context,
    /// The points that the hand has answered and that had no answer before.
    answered: Vec<PlainName>,
    told: Told,
}

struct Told {
    taken: Vec<Taken>,
    kept: Vec<Kept>,
    /// The notes that were told.
    notes: Vec<usize>,
}

/// What becomes of a slot: the paragraph that stands there, and what is at odds about it.
type Outcome = (Option<Block>, Vec<Conflict>);

impl Merging<'_> {
    fn slot(&mut self, slot: &Slot) -> Outcome {
        let base = slot.base.map(|at| &self.base.blocks[at]);
        let hand = slot.hand.map(|at| &self.hand.blocks[at]);
        let new = slot.new.map(|at| &self.new.blocks[at]);
        let (block, mut at_odds) = match (base, hand, new) {
            (Some(base), Some(hand), Some(new)) => self.all(base, hand, new),
            (None, Some(hand), Some(new)) => twins(hand, new),
            (None, Some(hand), None) => (Some(hand.clone()), Vec::new()),
            (Some(base), Some(hand), None) => self.dropped(base, hand),
            (Some(base), None, Some(new)) => self.deleted(base, new),
            (None, None, Some(new)) => self.added(new),
            (_, None, None) => (None, Vec::new()),
        };
        if let Some(block) = &block {
            at_odds.extend(self.notes_of(block));
        }
        (block, at_odds)
    }

    /// Merges a paragraph that stands in all three drafts.
    fn all(&mut self, base: &Block, hand: &Block, new: &Block) -> Outcome {
        let is_one = pedigree::is_same_source(base, hand) && pedigree::is_same_source(base, new);
        let (text, at_odds) = match settle(&base.text, &hand.text, &new.text) {
            Settled::Hand => (hand.text.clone(), Vec::new()),
            Settled::New
                if !self.context.would_bring_back(&new.text)
                    && !self.context.notes.would_lose(&hand.text) =>
            {
                (new.text.clone(), Vec::new())
            }
            _ if base.is_gap() && stays_answered(base, hand, new) => {
                if !new.is_gap() {
                    self.keep(new);
                }
                (hand.text.clone(), Vec::new())
            }
            _ => {
                let Text { text, conflicts } = if is_one {
                    sentences::merge(&base.text, &hand.text, &new.text, self.context)
                } else {
                    sentences::whole(&hand.text, &new.text)
                };
                let place = if hand.is_gap() { place(new) } else { place(hand) };
                let conflict = |(hand, new)| Conflict { place: place.clone(), hand, new };
                (text, conflicts.into_iter().map(conflict).collect())
            }
        };
        if text != hand.text {
            let what = match (base.is_gap(), new.is_gap()) {
                (true, false) => What::Answered,
                (false, true) => What::Added,
                _ => What::Reworded,
            };
            self.take(what, new);
        }
        let is_new = text == new.text;
        let origin = if is_new || is_one {
            pedigree::origin(base, hand, new, is_new)
        } else {
            hand.origin.clone()
        };
        let points = pedigree::points(&base.points, &hand.points, &new.points);
        (Some(Block { origin, points, text, remarks: hand.remarks.clone() }), at_odds)
    }

    /// A paragraph that would not be drafted any more.
    fn dropped(&mut self, base: &Block, hand: &Block) -> Outcome {
        if base.text == hand.text && !self.context.notes.hand_changed(&hand.text) {
            self.take(What::Removed, base);
            return (None, Vec::new());
        }
        let conflict = Conflict { place: place(hand), hand: hand.text.clone(), new: String::new() };
        (Some(hand.clone()), vec![conflict])
    }

    /// A paragraph that the hand has taken out.
    fn deleted(&mut self, base: &Block, new: &Block) -> Outcome {
        let is_same = base.text == new.text && !self.context.notes.new_changed(&new.text);
        if is_same || new.is_gap() || self.is_answered(new) {
            return (None, Vec::new());
        }
        left_out(new)
    }

    /// A paragraph that was not drafted before.
    fn added(&mut self, new: &Block) -> Outcome {
        if self.is_answered(new) {
            return (None, Vec::new());
        }
        if self.context.would_bring_back(&new.text) {
            return left_out(new);
        }
        self.take(What::Added, new);
        (Some(new.clone()), Vec::new())
    }

    /// Tells whether the hand has answered all that a paragraph answers; it is then told.
    fn is_answered(&mut self, new: &Block) -> bool {
        let is_answered =
            !new.points.is_empty() && new.points.iter().all(|point| self.answered.contains(point));
        if is_answered && !new.is_gap() {
            self.keep(new);
        }
        is_answered
    }

    fn take(&mut self, what: What, block: &Block) {
        let points = if block.is_gap() { Vec::new() } else { block.points.clone() };
        self.told.taken.push(Taken { what, place: place(block), points });
    }

    fn keep(&mut self, new: &Block) {
        self.told.kept.push(Kept { paragraph: place(new), points: new.points.clone() });
    }

    fn tell_move(&mut self, slot: &Slot, in_hand: &[Pair], in_new: &[Pair]) {
        let (Some(base), Some(_), Some(new)) = (slot.base, slot.hand, slot.new) else { return };
        let has_moved = |pairs: &[Pair]| pairs.iter().any(|one| one.old == base && one.has_moved);
        if has_moved(in_new) && !has_moved(in_hand) {
            let block = &self.new.blocks[new];
            self.take(What::Moved, block);
        }
    }

    /// Tells what became of the notes of a paragraph, each once, and returns those at odds.
    fn notes_of(&mut self, block: &Block) -> Vec<Conflict> {
        let place = format!("a note of {}", place(block));
        let mut at_odds = Vec::new();
        for note in self.context.notes.changed(&block.text) {
            if self.told.notes.contains(&note.at) {
                continue;
            }
            self.told.notes.push(note.at);
            let place = place.clone();
            if let Some(hand) = note.hand {
                at_odds.push(Conflict { place, hand, new: note.new });
            } else {
                self.told.taken.push(Taken { what: What::Reworded, place, points: Vec::new() });
            }
        }
        at_odds
    }
}

/// Tells whether what a hand made of a gap stands: its answer, unless the point asks something else
/// now, or its words about the same question.
fn stays_answered(base: &Block, hand: &Block, new: &Block) -> bool {
    if new.is_gap() { base.question() == new.question() } else { !hand.is_gap() }
}

/// A paragraph that the hand has taken out and that is drafted all the same.
fn left_out(new: &Block) -> Outcome {
    let conflict = Conflict { place: place(new), hand: String::new(), new: new.text.clone() };
    (None, vec![conflict])
}

/// A paragraph that both have added.
fn twins(hand: &Block, new: &Block) -> Outcome {
    let points = pedigree::points(&[], &hand.points, &new.points);
    if hand.text == new.text {
        return (Some(Block { points, ..new.clone() }), Vec::new());
    }
    let conflict = Conflict { place: place(new), hand: hand.text.clone(), new: new.text.clone() };
    (Some(Block { points, ..hand.clone() }), vec![conflict])
}
