//! What holds for all drafts.

use proptest::prelude::*;

use super::drafts::{DRAFTS, hand, without_pedigree};
use super::mutations::{Dice, MOVES, WITHOUT_MOVES};
use crate::diff::{Changes, Edit, Kind, diff};
use crate::draft::Draft;

/// Two drafts of which one came from the other by some changes.
fn pair() -> impl Strategy<Value = (Draft, Draft)> {
    (any::<u64>(), 0..5_usize, any::<bool>()).prop_map(|(seed, count, strip)| {
        let mut dice = Dice(seed);
        let mut old = DRAFTS[dice.below(DRAFTS.len())].clone();
        if strip {
            old = without_pedigree(old);
        }
        let mut new = old.clone();
        let all: Vec<_> = WITHOUT_MOVES.into_iter().chain(MOVES).collect();
        for _ in 0..count {
            let mut next = new.clone();
            if new.blocks.len() > 3
                && (all[dice.below(all.len())].1)(&mut next, &mut dice).is_some()
            {
                new = next;
            }
        }
        (old, new)
    })
}

/// Two drafts of few words, by a hand: everything is like everything.
fn scribbles() -> impl Strategy<Value = (Draft, Draft)> {
    let text = "([abAB][.]?|A\\.|not|EUR|5|>|\\*){1,14}( ([abAB][.]?|c|d|2016)){0,9}";
    let body = prop::collection::vec(text, 0..7);
    (body.clone(), body).prop_map(|(old, new)| {
        let draft = |texts: Vec<String>| {
            let mut draft = DRAFTS[0].clone();
            draft.blocks = texts.iter().map(|text| hand(text)).collect();
            draft
        };
        (draft(old), draft(new))
    })
}

/// The words of a paragraph; a mark is the same whatever its number.
fn words(text: &str) -> Vec<String> {
    let is_quote = text.starts_with('>');
    let lines = text.lines().map(|line| {
        if is_quote { line.trim_start_matches(['>', ' ']).to_owned() } else { line.to_owned() }
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    text.split_whitespace().map(without_number).collect()
}

fn without_number(word: &str) -> String {
    let mut parts = word.split("[^");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str("[^");
        plain.push_str(part.trim_start_matches(|one: char| one != ']'));
    }
    plain
}

/// Applies changes to the paragraphs of the old draft.
fn apply(old: &Draft, changes: &Changes) -> Vec<Vec<String>> {
    let mut stays: Vec<bool> = vec![true; old.blocks.len()];
    let mut put: Vec<(usize, Vec<Vec<String>>)> = Vec::new();
    let body = changes.changes.iter().filter(|one| !matches!(one.kind, Kind::Frame | Kind::Note));
    for change in body {
        if let Some(side) = &change.old {
            let index = side.index.expect("paragraphs have places");
            stays[index..index + side.count].fill(false);
        }
        if let Some(side) = &change.new {
            let mut made = vec![Vec::new()];
            for edit in &change.edits {
                match edit {
                    Edit::Kept(text) | Edit::Added(text) => {
                        let last = made.last_mut().expect("there is one");
                        last.extend(text.split(' ').map(without_number));
                    }
                    Edit::Break if side.count > 1 => made.push(Vec::new()),
                    Edit::Break | Edit::Removed(_) => {}
                }
            }
            put.push((side.index.expect("paragraphs have places"), made));
        }
    }
    put.sort_by_key(|(index, _)| *index);
    let unchanged = old.blocks.iter().zip(stays).filter(|(_, stays)| *stays);
    let mut unchanged = unchanged.map(|(block, _)| words(&block.text));
    let mut all = Vec::new();
    for (index, made) in put {
        while all.len() < index {
            all.push(unchanged.next().expect("as many as before"));
        }
        all.extend(made);
    }
    all.extend(unchanged);
    all
}

fn body(draft: &Draft) -> Vec<Vec<String>> {
    draft.blocks.iter().map(|block| words(&block.text)).collect()
}

/// The kinds as they are told when old and new change places.
fn kinds(changes: &Changes, swapped: bool) -> Vec<Kind> {
    let turned = |kind| match kind {
        Kind::Added if swapped => Kind::Removed,
        Kind::Removed if swapped => Kind::Added,
        Kind::Split if swapped => Kind::Joined,
        Kind::Joined if swapped => Kind::Split,
        other => other,
    };
    let mut kinds: Vec<Kind> = changes.changes.iter().map(|one| turned(one.kind)).collect();
    kinds.sort();
    kinds
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_draft_has_no_changes_to_itself((old, new) in pair(), (one, _) in scribbles()) {
        for draft in [old, new, one] {
            prop_assert!(diff(&draft, &draft).is_same());
        }
    }

    #[test]
    fn the_changes_lead_from_old_to_new((old, new) in pair()) {
        prop_assert_eq!(apply(&old, &diff(&old, &new)), body(&new));
    }

    #[test]
    fn the_changes_lead_from_old_to_new_in_scribbles((old, new) in scribbles()) {
        prop_assert_eq!(apply(&old, &diff(&old, &new)), body(&new));
    }

    #[test]
    fn the_changes_back_are_the_changes_turned_round((old, new) in pair()) {
        let (forth, back) = (diff(&old, &new), diff(&new, &old));
        prop_assert_eq!(forth.words_removed, back.words_added);
        prop_assert_eq!(forth.words_added, back.words_removed);
        prop_assert_eq!(&forth.answers.lost, &back.answers.gained);
        prop_assert_eq!(&forth.answers.gained, &back.answers.lost);
        prop_assert_eq!(kinds(&forth, true), kinds(&back, false));
    }
}
