//! Which paragraph of a draft is which of another, for a merge.

use crate::diff::{Pair, paragraph_pairs};
use crate::draft::{Block, Draft};

/// Pairs the paragraphs of two drafts as a comparison does, but gaps by what they ask; then those
/// that are left over and answer the same point: a gap and the answer that was written in its
/// place, or two paragraphs that were exchanged.
pub(super) fn pairs(base: &Draft, other: &Draft) -> Vec<Pair> {
    let mut pairs = paragraph_pairs(base, other);
    pair_gaps(base, other, &mut pairs);
    for (old, block) in base.blocks.iter().enumerate() {
        if pairs.iter().any(|pair| pair.old == old) {
            continue;
        }
        let is_kin = |new: &usize| {
            let shares = block.points.iter().any(|one| other.blocks[*new].points.contains(one));
            shares && pairs.iter().all(|pair| pair.new != *new)
        };
        if let Some(new) = (0..other.blocks.len()).find(is_kin) {
            push(&mut pairs, old, new);
        }
    }
    pairs
}

/// Pairs the gaps that ask the same, whatever their points are called: one without an id has
/// another number when a point is put before it.
fn pair_gaps(base: &Draft, other: &Draft, pairs: &mut Vec<Pair>) {
    let ask_the_same =
        |old: &Block, new: &Block| old.is_gap() && new.is_gap() && old.question() == new.question();
    let is_right = |pair: &Pair| ask_the_same(&base.blocks[pair.old], &other.blocks[pair.new]);
    for (old, gap) in base.blocks.iter().enumerate() {
        if pairs.iter().any(|pair| pair.old == old && is_right(pair)) {
            continue;
        }
        let is_free = |new: &usize| {
            let is_taken = pairs.iter().any(|pair| pair.new == *new && is_right(pair));
            ask_the_same(gap, &other.blocks[*new]) && !is_taken
        };
        if let Some(new) = (0..other.blocks.len()).find(is_free) {
            pairs.retain(|pair| pair.old != old && pair.new != new);
            push(pairs, old, new);
        }
    }
}

fn push(pairs: &mut Vec<Pair>, old: usize, new: usize) {
    let stays = pairs.iter().filter(|pair| !pair.has_moved);
    let mut crosses = stays.map(|pair| (pair.old < old) != (pair.new < new));
    let has_moved = crosses.any(|crosses| crosses);
    pairs.push(Pair { old, new, has_moved });
}
