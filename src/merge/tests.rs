//! Merges of real drafts.

use std::collections::HashSet;

use proptest::prelude::*;

use super::{Merged, merge};
use crate::diagnostic::Source;
use crate::diff::tests::drafts::DRAFTS;
use crate::diff::tests::mutations::{Dice, MOVES, WITHOUT_MOVES};
use crate::draft::{self, Block, CONFLICT_MARK, Draft, GAP_MARK, Origin};
use crate::text::sentences;

/// A draft as it is when it was written and read again.
fn reread(text: &str) -> Draft {
    draft::read(&Source::new("reply.md", text)).expect("it was written").value.draft
}

/// A draft as the tool wrote it.
fn drafted(draft: &Draft) -> Draft {
    reread(&draft::write(draft))
}

/// Makes some changes to a draft, which stays one that the tool wrote.
fn changed(draft: &Draft, dice: &mut Dice, most: usize) -> Draft {
    let all: Vec<_> = WITHOUT_MOVES.into_iter().chain(MOVES).collect();
    let mut changed = draft.clone();
    for _ in 0..dice.below(most + 1) {
        let mut next = changed.clone();
        let (_, mutation) = all[dice.below(all.len())];
        if changed.blocks.len() > 3 && mutation(&mut next, dice).is_some() {
            changed = next;
        }
    }
    if dice.below(2) == 0 {
        settle_gap(&mut changed, dice);
    }
    Draft { drafted: draft.drafted.clone(), ..reread(&draft::write_edited(&changed)) }
}

/// Writes an answer in place of a gap.
fn settle_gap(draft: &mut Draft, dice: &mut Dice) {
    let gaps: Vec<usize> =
        (0..draft.blocks.len()).filter(|at| draft.blocks[*at].is_gap()).collect();
    if let Some(at) = gaps.get(dice.below(gaps.len().max(1))) {
        draft.blocks[*at].text = format!("The answer is number {}.", dice.below(1000));
        draft.blocks[*at].origin = Origin::Hand;
    }
}

/// A draft, what a hand made of it, and what would be drafted now.
fn three(seed: u64) -> (Draft, Draft, Draft) {
    let mut dice = Dice(seed);
    let base = drafted(&DRAFTS[dice.below(DRAFTS.len())]);
    let hand = changed(&base, &mut dice, 4);
    let new = drafted(&changed(&base, &mut dice, 4));
    (base, hand, new)
}

/// The sentences of a draft without the labels of notes; marks of conflicts do not count.
fn said(draft: &Draft) -> HashSet<String> {
    let blocks = draft.blocks.iter().filter(|block| !block.is_conflict());
    let sentences = blocks.flat_map(|block| sentences(&block.text));
    let plain = |sentence: &str| {
        let text = crate::text::relabelled(sentence, |_| Some("1".to_owned()));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    sentences.map(plain).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn without_edits_the_merge_is_the_new_draft(seed in any::<u64>()) {
        let (base, _, new) = three(seed);
        let Merged { draft, conflicts, kept, .. } = merge(&base, &base, &new);
        prop_assert_eq!(draft::write_edited(&draft), draft::write(&new));
        prop_assert!(conflicts.is_empty() && kept.is_empty());
    }

    #[test]
    fn without_changes_the_merge_is_the_draft_of_the_hand(seed in any::<u64>()) {
        let (base, hand, _) = three(seed);
        let merged = merge(&base, &hand, &base);
        prop_assert_eq!(&merged.draft, &hand);
        prop_assert!(merged.taken.is_empty() && merged.conflicts.is_empty());
        prop_assert!(merged.kept.is_empty());
    }

    #[test]
    fn no_edit_vanishes(seed in any::<u64>()) {
        let (base, hand, new) = three(seed);
        let Merged { draft, conflicts, .. } = merge(&base, &hand, &new);
        let (before, edited, merged) = (said(&base), said(&hand), said(&draft));
        let words = merged.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        for sentence in edited.difference(&before) {
            prop_assert!(words.contains(sentence), "vanished: {sentence}");
        }
        for sentence in before.difference(&edited) {
            prop_assert!(!merged.contains(sentence), "is back: {sentence}");
        }
        prop_assert_eq!(draft.conflicts().count(), conflicts.len());
    }

    #[test]
    fn what_is_new_is_taken_or_told(seed in any::<u64>()) {
        let (base, hand, new) = three(seed);
        let Merged { draft, conflicts, kept, .. } = merge(&base, &hand, &new);
        let (before, drafted, merged) = (said(&base), said(&new), said(&draft));
        let unmarked = |text: &str| crate::text::relabelled(text, |_| Some("1".to_owned()));
        let words = |text: &str| unmarked(text).split_whitespace().collect::<Vec<_>>().join(" ");
        for sentence in drafted.difference(&before).filter(|one| !one.starts_with(GAP_MARK)) {
            let is_told = conflicts.iter().any(|one| words(&one.new).contains(sentence.as_str()));
            prop_assert!(merged.contains(sentence) || is_told || !kept.is_empty(), "{}", sentence);
        }
    }

    #[test]
    fn a_second_merge_changes_nothing(seed in any::<u64>()) {
        let (base, hand, new) = three(seed);
        let first = merge(&base, &hand, &new);
        let written = draft::write_edited(&first.draft);
        let read = reread(&written);
        prop_assert_eq!(&read, &first.draft);
        let second = merge(&new, &read, &new);
        prop_assert_eq!(draft::write_edited(&second.draft), written);
        prop_assert!(second.taken.is_empty() && second.conflicts.is_empty());
    }

    #[test]
    fn marks_never_stand_in_marks(seed in any::<u64>()) {
        let (base, hand, new) = three(seed);
        let first = reread(&draft::write_edited(&merge(&base, &hand, &new).draft));
        let newer = drafted(&changed(&new, &mut Dice(seed), 4));
        let second = merge(&new, &first, &newer).draft;
        let marks: Vec<&Block> = second.conflicts().collect();
        for mark in &marks {
            prop_assert_eq!(mark.text.matches(CONFLICT_MARK.trim_start_matches("> ")).count(), 1);
            prop_assert_eq!(marks.iter().filter(|one| one.text == mark.text).count(), 1);
        }
    }

    #[test]
    fn a_merge_is_the_same_every_time(seed in any::<u64>()) {
        let (base, hand, new) = three(seed);
        prop_assert_eq!(merge(&base, &hand, &new), merge(&base, &hand, &new));
    }
}
