//! Which paragraph of a draft is which of another, for a merge.

use crate::diff::{Pair, paragraph_pairs};
use crate::draft::Draft;

/// Pairs the paragraphs of two drafts as a comparison does, and then those that are left over and
/// answer the same point: a gap and the answer that was written in its place, or two paragraphs
/// that were exchanged.
pub(super) fn pairs(base: &Draft, other: &Draft) -> Vec<Pair> {
    let mut pairs = paragraph_pairs(base, other);
    for (old, block) in base.blocks.iter().enumerate() {
        if pairs.iter().any(|pair| pair.old == old) {
            continue;
        }
        let is_kin = |new: &usize| {
            let shares = block.points.iter().any(|one| other.blocks[*new].points.contains(one));
            shares && pairs.iter().all(|pair| pair.new != *new)
        };
        if let Some(new) = (0..other.blocks.len()).find(is_kin) {
            let stays = pairs.iter().filter(|pair| !pair.has_moved);
            let mut crosses = stays.map(|pair| (pair.old < old) != (pair.new < new));
            pairs.push(Pair { old, new, has_moved: crosses.any(|crosses| crosses) });
        }
    }
    pairs
}
