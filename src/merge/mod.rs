//! The merge of three drafts: what was drafted, what a hand made of it, and what would be drafted
//! now.
//!
//! 1. Notes are paired, so that the same mark is the same note in all three (`notes`).
//! 2. The fields of the frame are merged one by one (`frame`).
//! 3. Paragraphs are paired as a comparison pairs them, then by the points that they answer
//!    (`kin`), and put in one order (`weave`): that of the hand, with what is new or was moved
//!    where it is drafted now.
//! 4. A paragraph that both changed is merged sentence by sentence (`sentences`). What both
//!    changed differently is a conflict: the hand's text stays, and a mark after it holds both
//!    readings ([`Conflict`]).
//!
//! Marks of earlier merges stay as long as they tell the truth (`marks`).

mod body;
mod frame;
mod kin;
mod marks;
mod notes;
mod pedigree;
mod rewrite;
mod sentences;
#[cfg(test)]
mod tests;
mod told;
mod weave;

use crate::draft::{Conflict, Draft, fingerprint_of};

pub use rewrite::Lost;
pub use told::{Kept, Taken, What};

/// Three drafts, merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The draft: with the fingerprint of the new one, so that [`crate::draft::write_edited()`]
    /// writes a file that counts as edited wherever it differs from the new one.
    pub draft: Draft,
    /// What is drafted differently now and was taken.
    pub taken: Vec<Taken>,
    /// What would be drafted now and was not taken, because a hand has answered the point.
    pub kept: Vec<Kept>,
    /// What is at odds since this merge; each has its mark in the draft. Those of earlier merges
    /// are in [`Draft::conflicts`] only.
    pub conflicts: Vec<Conflict>,
}

/// Merges what a hand made of a draft with what would be drafted now.
///
/// Every sentence that the hand added or changed stands in the merged draft, and none that it took
/// out comes back. Where the hand changed nothing, the merged draft is the new one; where the new
/// draft is the old one, it is that of the hand.
pub fn merge(base: &Draft, hand: &Draft, new: &Draft) -> Merged {
    let fields = frame::merge(base, hand, new);
    let drafted = Some(fingerprint_of(new));
    let [mut base, mut hand, mut new] = [base, hand, new].map(Clone::clone);
    let notes = notes::Notes::unify(&mut base, &mut hand, &mut new);
    let marks = marks::Marks::take(&mut hand);
    let context = sentences::Context::of(&base, &hand, notes);
    let mut body = body::merge(&base, &hand, &new, &context, &marks, fields.conflicts);
    let notes = context.notes.number(&mut body.blocks);
    let draft =
        Draft { about: fields.about, frame: fields.frame, blocks: body.blocks, notes, drafted };
    let taken = fields.taken.into_iter().chain(body.taken).collect();
    Merged { draft, taken, kept: body.kept, conflicts: body.conflicts }
}
