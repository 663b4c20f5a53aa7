//! Where a merged paragraph came from, and what it answers.

use super::weave::{Settled, settle};
use crate::draft::{Block, Origin, Wording};
use crate::name::PlainName;

/// Tells whether two paragraphs came from the same paragraph of the library, or from the same
/// part of the skeleton, so that their sentences can be merged.
pub(super) fn is_same_source(one: &Block, other: &Block) -> bool {
    if one.is_gap() || other.is_gap() {
        return false;
    }
    match (&one.origin, &other.origin) {
        (Origin::Library { paragraph, .. }, Origin::Library { paragraph: other, .. }) => {
            paragraph == other
        }
        (Origin::Skeleton(part), Origin::Skeleton(other)) => part == other,
        (origin, other) => origin == other,
    }
}

/// The pedigree of a merged paragraph: if its text is the new one, that of the new one; else
/// wording of the library in its new version counts as edited.
pub(super) fn origin(base: &Block, hand: &Block, new: &Block, is_new: bool) -> Origin {
    match settle(&base.origin, &hand.origin, &new.origin) {
        Settled::Hand => hand.origin.clone(),
        Settled::New => new.origin.clone(),
        Settled::Conflict if is_new => new.origin.clone(),
        Settled::Conflict => match &new.origin {
            Origin::Library { paragraph, version, .. } if is_same_source(hand, new) => {
                let (paragraph, version) = (paragraph.clone(), version.clone());
                Origin::Library { paragraph, version, wording: Wording::Edited }
            }
            _ => hand.origin.clone(),
        },
    }
}

/// The points of a merged paragraph: those of the hand, without those that it does not answer any
/// more, and with those that it answers now.
pub(super) fn points(base: &[PlainName], hand: &[PlainName], new: &[PlainName]) -> Vec<PlainName> {
    match settle(base, hand, new) {
        Settled::Hand => hand.to_vec(),
        Settled::New => new.to_vec(),
        Settled::Conflict => {
            let is_gone = |point: &PlainName| base.contains(point) && !new.contains(point);
            let kept = hand.iter().filter(|point| !is_gone(point));
            let come = new.iter().filter(|one| !base.contains(one) && !hand.contains(one));
            kept.chain(come).cloned().collect()
        }
    }
}
