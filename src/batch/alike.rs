//! Points that say nearly the same, whoever raises them.

use crate::ranking::{Cluster, Index, Thesaurus};

/// How alike two points must be to ask for the same: of their words of substance, more than half
/// are the same.
const ALIKE: f64 = 0.6;

/// Groups points that say nearly the same: the largest group first, the points of each in order.
///
/// Only the points themselves count, not the library, so that the reports of shards can be merged
/// anywhere.
pub(super) fn alike(points: &[&str]) -> Vec<Cluster> {
    let mut groups = Index::new(&[], &Thesaurus::default()).clusters(points, ALIKE);
    for group in &mut groups {
        group.members.sort_unstable();
    }
    groups
}
