//! Which of the aligned paragraphs stay in place, so that as few as can be are moves.

/// What keeps a pair in place: the run whose sum is the largest stays. First the number of pairs
/// counts, then how many of them could not be called moved, then words, then a figure that is the
/// same whichever of the drafts is the old one.
pub(super) type Weight = [u64; 4];

/// Returns which pairs stay: of the pairs, given by the place in the new draft in the order of the
/// old one, those of the longest increasing run; of several such runs, the heaviest.
pub(super) fn staying(places: &[usize], weights: &[Weight]) -> Vec<bool> {
    let mut best: Vec<Weight> = Vec::with_capacity(places.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for at in 0..places.len() {
        let earlier = (0..at).filter(|earlier| places[*earlier] < places[at]);
        let link = earlier.max_by_key(|earlier| best[*earlier]);
        let so_far = link.map_or([0; 4], |link| best[link]);
        best.push(std::array::from_fn(|level| so_far[level].wrapping_add(weights[at][level])));
        before.push(link);
    }
    let mut stays = vec![false; places.len()];
    let mut at = (0..places.len()).max_by_key(|at| best[*at]);
    while let Some(here) = at {
        stays[here] = true;
        at = before[here];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_paragraph_moved_is_one_move() {
        assert_eq!(staying(&[0, 3, 1, 2, 4], &[[1, 0, 9, 0]; 5]), [true, false, true, true, true]);
        assert_eq!(staying(&[1, 2, 3, 0], &[[1, 0, 9, 0]; 4]), [true, true, true, false]);
    }

    #[test]
    fn of_two_that_changed_places_the_shorter_has_moved() {
        assert_eq!(staying(&[1, 0], &[[1, 0, 5, 0], [1, 0, 9, 0]]), [false, true]);
        assert_eq!(staying(&[], &[]), [false; 0]);
    }
}
