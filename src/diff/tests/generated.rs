//! Every kind of change, some times, against the truth. The bench `diff` does it a thousand times.

use super::drafts::without_pedigree;
use super::mutations::{MOVES, WITHOUT_MOVES, draw, draw_without_move, move_one};
use crate::diff::{Changes, Kind, diff};

/// How many pairs of one kind are drawn.
const SOME: u64 = 10;
/// How many pairs are drawn for what goes wrong rarely.
const MANY: u64 = 100;

fn moves(changes: &Changes) -> usize {
    let is_move = |kind| matches!(kind, Kind::Moved | Kind::MovedEdited);
    changes.changes.iter().filter(|change| is_move(change.kind)).count()
}

#[test]
fn the_words_of_every_kind_of_change_are_counted() {
    for (name, mutation) in WITHOUT_MOVES.into_iter().chain(MOVES) {
        for seed in 0..SOME {
            let (old, new, (removed, added)) = draw(seed, mutation);
            let changes = diff(&old, &new);
            let off =
                changes.words_removed.abs_diff(removed).max(changes.words_added.abs_diff(added));
            assert!(off <= 2, "{name}, seed {seed}: {removed} {added} {changes:#?}");
        }
    }
}

#[test]
fn moves_are_found_and_are_the_only_ones() {
    for strip in [false, true] {
        let (mut found, mut least) = (0, 0);
        for seed in 0..MANY / 2 {
            let (mut old, mut new, _) = draw(seed, move_one);
            if strip {
                (old, new) = (without_pedigree(old), without_pedigree(new));
            }
            let changes = diff(&old, &new);
            found += usize::from(moves(&changes) == 1 && changes.changes.len() == 1);
            least += usize::from(changes.words_removed == 0 && changes.words_added == 0);
        }
        assert!(found >= 48 && least >= 48, "of 50, {found} found, {least} without words");
    }
}

#[test]
fn no_move_is_claimed_where_nothing_moved() {
    for seed in 0..MANY {
        let (old, new, made) = draw_without_move(seed);
        let changes = diff(&old, &new);
        assert_eq!(moves(&changes), 0, "seed {seed}, {made:?}: {changes:#?}");
    }
}

#[test]
fn every_changed_fact_is_named() {
    let facts = ["fact", "note", "negation"];
    for (name, mutation) in WITHOUT_MOVES.into_iter().filter(|(name, _)| facts.contains(name)) {
        for seed in 0..SOME {
            let (old, new, _) = draw(seed, mutation);
            let changes = diff(&old, &new);
            let is_named = changes.substance().next().is_some();
            assert!(is_named, "{name}, seed {seed}: {changes:#?}");
        }
    }
}
