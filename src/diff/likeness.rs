//! How like two lists of words are.

use std::collections::HashMap;

/// Returns the share of words that two texts have in common in the same order, 0 to 1.
pub(crate) fn likeness(old: &[u32], new: &[u32]) -> f64 {
    share(2 * common(old, new), old.len() + new.len())
}

/// Returns the share of the words of one text that stand in the other in the same order, 0 to 1.
pub(super) fn containment(part: &[u32], whole: &[u32]) -> f64 {
    share(common(part, whole), part.len())
}

/// Tells fast that two texts cannot be as like as that: the words in common in any order are
/// too few. Takes the words sorted.
pub(super) fn cannot_reach(least: f64, old: &[u32], new: &[u32]) -> bool {
    let shorter = old.len().min(new.len());
    if share(2 * shorter, old.len() + new.len()) < least {
        return true;
    }
    let (mut both, mut at_old, mut at_new) = (0, 0, 0);
    while let (Some(one), Some(other)) = (old.get(at_old), new.get(at_new)) {
        both += usize::from(one == other);
        at_old += usize::from(one <= other);
        at_new += usize::from(one >= other);
    }
    share(2 * both, old.len() + new.len()) < least
}

#[expect(clippy::cast_precision_loss, reason = "a draft has far fewer than 2^52 words")]
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Returns the length of the longest common subsequence, 64 words of `old` at a time (Hyyrö).
pub(super) fn common(old: &[u32], new: &[u32]) -> usize {
    let prefix = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[prefix..], &new[prefix..]);
    let blocks = old.len().div_ceil(64);
    let mut places: HashMap<u32, Vec<u64>> = HashMap::new();
    for (at, word) in old.iter().enumerate() {
        places.entry(*word).or_insert_with(|| vec![0; blocks])[at / 64] |= 1 << (at % 64);
    }
    let mut open = vec![u64::MAX; blocks];
    for word in new {
        let Some(places) = places.get(word) else { continue };
        let mut carry = false;
        for (open, places) in open.iter_mut().zip(places) {
            let hit = *open & places;
            let (sum, first) = open.overflowing_add(hit);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            carry = first || second;
            *open = sum | (*open & !hit);
        }
    }
    let closed: u32 = open.iter().map(|open| open.count_zeros()).sum();
    prefix + closed as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_table(old: &[u32], new: &[u32]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for a in old {
            let mut diagonal = 0;
            for (at, b) in new.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if a == b { diagonal + 1 } else { above.max(row[at]) };
                diagonal = above;
            }
        }
        row[new.len()]
    }

    proptest! {
        #[test]
        fn the_fast_count_is_the_true_one(
            old in prop::collection::vec(0_u32..6, 0..150),
            new in prop::collection::vec(0_u32..6, 0..150),
        ) {
            prop_assert_eq!(common(&old, &new), by_table(&old, &new));
            let like = likeness(&old, &new);
            let (mut old, mut new) = (old, new);
            old.sort_unstable();
            new.sort_unstable();
            prop_assert!(!cannot_reach(like, &old, &new));
        }
    }
}
