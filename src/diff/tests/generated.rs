//! Every kind of change, many times, against the truth.

use std::collections::BTreeMap;

use super::drafts::{DRAFTS, without_pedigree};
use super::mutations::{Dice, MOVES, Mutation, WITHOUT_MOVES, move_one};
use crate::diff::{Changes, Kind, diff};
use crate::draft::Draft;

/// Draws until the change fits a draft.
fn draw(seed: u64, mutation: Mutation) -> (Draft, Draft, (usize, usize)) {
    let mut dice = Dice(seed);
    loop {
        let old = DRAFTS[dice.below(DRAFTS.len())].clone();
        let mut new = old.clone();
        if let Some(truth) = mutation(&mut new, &mut dice) {
            return (old, new, truth);
        }
    }
}

fn moves(changes: &Changes) -> usize {
    let is_move = |kind| matches!(kind, Kind::Moved | Kind::MovedEdited);
    changes.changes.iter().filter(|change| is_move(change.kind)).count()
}

#[test]
fn the_words_of_every_kind_of_change_are_counted() {
    let mut worst: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, mutation) in WITHOUT_MOVES.into_iter().chain(MOVES) {
        for seed in 0..40 {
            let (old, new, (removed, added)) = draw(seed, mutation);
            let changes = diff(&old, &new);
            let off =
                changes.words_removed.abs_diff(removed).max(changes.words_added.abs_diff(added));
            let entry = worst.entry(name).or_default();
            *entry = off.max(*entry);
            assert!(off <= 2, "{name}, seed {seed}: {removed} {added} {changes:#?}");
        }
    }
    println!("off by at most: {worst:?}");
}

#[test]
fn moves_are_found_and_are_the_only_ones() {
    for strip in [false, true] {
        let (mut found, mut least) = (0, 0);
        for seed in 0..100 {
            let (mut old, mut new, _) = draw(seed, move_one);
            if strip {
                (old, new) = (without_pedigree(old), without_pedigree(new));
            }
            let changes = diff(&old, &new);
            found += usize::from(moves(&changes) == 1 && changes.changes.len() == 1);
            least += usize::from(changes.words_removed == 0 && changes.words_added == 0);
        }
        println!("moves found: {found} of 100, without pedigree: {strip}; no words: {least}");
        assert!(found >= 95 && least >= 95, "{found} {least}");
    }
}

#[test]
fn no_move_is_claimed_where_nothing_moved() {
    let mut claimed = Vec::new();
    for seed in 0..1000 {
        let mut dice = Dice(1_000_000 + seed);
        let mut old = DRAFTS[dice.below(DRAFTS.len())].clone();
        if dice.below(3) == 0 {
            old = without_pedigree(old);
        }
        let mut new = old.clone();
        let mut made = Vec::new();
        for _ in 0..=dice.below(6) {
            let (name, mutation) = WITHOUT_MOVES[dice.below(WITHOUT_MOVES.len())];
            // A second exchange may bring back what the first took out: that is a move.
            if name == "swap" && made.contains(&name) {
                continue;
            }
            let mut next = new.clone();
            if new.blocks.len() > 3 && mutation(&mut next, &mut dice).is_some() {
                new = next;
                made.push(name);
            }
        }
        let changes = diff(&old, &new);
        if moves(&changes) > 0 {
            claimed.push((seed, made, changes));
        }
    }
    assert!(claimed.is_empty(), "{} false: {:#?}", claimed.len(), claimed.first());
}

#[test]
fn every_changed_fact_is_named() {
    let facts = ["fact", "note", "negation"];
    for (name, mutation) in WITHOUT_MOVES.into_iter().filter(|(name, _)| facts.contains(name)) {
        for seed in 0..40 {
            let (old, new, _) = draw(seed, mutation);
            let changes = diff(&old, &new);
            let is_named = changes.substance().next().is_some();
            assert!(is_named, "{name}, seed {seed}: {changes:#?}");
        }
    }
}
