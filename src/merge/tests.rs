//! Merges of real drafts.

use std::collections::HashSet;

use proptest::prelude::*;

use super::{Merged, merge};
use crate::diagnostic::Source;
use crate::diff::tests::drafts::DRAFTS;
use crate::diff::tests::mutations::{Dice, MOVES, WITHOUT_MOVES};
use crate::draft::{self, Block, CONFLICT_MARK, Draft, GAP_MARK, Note, Origin, Wording};
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

fn knows(notes: &[Note], note: &Note) -> bool {
    notes.iter().any(|one| one.text == note.text)
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
        for note in hand.notes.iter().filter(|note| !knows(&base.notes, note)) {
            prop_assert!(knows(&draft.notes, note), "vanished: {}", note.text);
        }
        if hand.frame.date != base.frame.date {
            prop_assert_eq!(draft.frame.date, hand.frame.date);
        }
        for line in &hand.frame.addressee {
            let is_new = !base.frame.addressee.contains(line);
            prop_assert!(!is_new || draft.frame.addressee.contains(line), "vanished: {line}");
        }
    }

    #[test]
    fn what_is_new_is_taken_or_told(seed in any::<u64>()) {
        let (base, hand, new) = three(seed);
        let Merged { draft, conflicts, kept, .. } = merge(&base, &hand, &new);
        let (before, drafted, merged) = (said(&base), said(&new), said(&draft));
        let unmarked = |text: &str| crate::text::relabelled(text, |_| Some("1".to_owned()));
        let words = |text: &str| unmarked(text).split_whitespace().collect::<Vec<_>>().join(" ");
        // A part of a sentence that ends a paragraph may have been joined to what follows.
        let all = merged.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        for sentence in drafted.difference(&before).filter(|one| !one.starts_with(GAP_MARK)) {
            let is_told = conflicts.iter().any(|one| words(&one.new).contains(sentence.as_str()));
            prop_assert!(all.contains(sentence) || is_told || !kept.is_empty(), "{}", sentence);
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

/// The sentences of a paragraph that the tests change.
const RIVERS: &str = "Rivers flow to the sea.\nBridges cross them.";

/// A draft of one answer, a gap and a closing, from a paragraph with a note.
fn rivers() -> Draft {
    let block = |origin: &str, text: &str| format!("<!-- {{{origin}}} -->\n{text}\n\n");
    let body = [
        block("part: opening", "Thank you."),
        block(
            "paragraph: rivers, version: a1, wording: verbatim, answers: [rivers], text: x",
            &format!("{RIVERS}\nSee the report.[^1]"),
        ),
        block("paragraph: lakes, version: a1, wording: verbatim, answers: [lakes], text: y", LAKES),
        block("open: [seas]", &format!("{GAP_MARK} (point seas): Seas?")),
        block("part: closing", "Best wishes."),
        "[^1]: Report of 2016.\n".to_owned(),
    ];
    let text = draft::write(&DRAFTS[0]);
    let (front, _) = text.split_once("---\n\n").expect("there is a body");
    let mut draft = reread(&format!("{front}---\n\n{}", body.concat()));
    for block in &mut draft.blocks {
        if let Origin::Library { wording, .. } = &mut block.origin {
            *wording = Wording::Verbatim;
        }
    }
    drafted(&draft)
}

const LAKES: &str = "Lakes lie still and are deep.\nFishermen row across them in boats.";

/// A draft with other words in its file.
fn with(draft: &Draft, old: &str, new: &str) -> Draft {
    let text = draft::write_edited(draft);
    assert!(text.contains(old), "{old} does not stand in {text}");
    reread(&text.replace(old, new))
}

fn texts(draft: &Draft) -> Vec<&str> {
    draft.blocks.iter().map(|block| block.text.as_str()).collect()
}

fn told(merged: &Merged) -> Vec<String> {
    merged.taken.iter().map(ToString::to_string).collect()
}

#[test]
fn a_field_that_both_changed_keeps_the_hands_value_and_shows_both() {
    let base = rivers();
    let date = base.frame.date.expect("it is dated").to_string();
    let (hand, new) = (with(&base, &date, "2017-03-01"), with(&base, &date, "2017-04-01"));
    let merged = merge(&base, &hand, &new);
    assert_eq!(merged.draft.frame, hand.frame);
    assert_eq!(merged.conflicts.len(), 1);
    let mark = &merged.draft.blocks[0];
    assert!(mark.is_conflict() && mark.text.contains("(date)"), "{}", mark.text);
    assert!(mark.text.contains("> 2017-03-01\n") && mark.text.ends_with("> 2017-04-01"));
    // Once the hand's date is drafted too, there is nothing to settle.
    let settled = merge(&new, &merged.draft, &hand);
    assert_eq!(texts(&settled.draft), texts(&hand));
}

#[test]
fn lines_of_the_addressee_are_merged_one_by_one() {
    let mut base = rivers();
    base.frame.addressee = ["[name]", "Marshal", "Street 1"].map(str::to_owned).to_vec();
    let (mut hand, mut new) = (base.clone(), base.clone());
    "Ms Anna Kowalska".clone_into(&mut hand.frame.addressee[0]);
    "Street 2".clone_into(&mut new.frame.addressee[2]);
    let merged = merge(&base, &hand, &new);
    assert_eq!(merged.draft.frame.addressee, ["Ms Anna Kowalska", "Marshal", "Street 2"]);
    assert_eq!(told(&merged), ["addressee in the front matter has changed"]);
    "[signatory]".clone_into(&mut new.frame.addressee[0]);
    let merged = merge(&base, &hand, &new);
    assert_eq!(merged.draft.frame.addressee, hand.frame.addressee);
    assert_eq!(merged.conflicts.len(), 1);
}

#[test]
fn a_note_that_both_changed_is_at_odds_and_one_that_was_redrafted_is_taken() {
    let base = rivers();
    let new = with(&base, "Report of 2016", "Report of 2017");
    let merged = merge(&base, &with(&base, "Bridges cross", "Ferries cross"), &new);
    assert_eq!(merged.draft.notes, new.notes);
    assert_eq!(told(&merged), ["a note of rivers has new wording"]);
    let hand = with(&base, "Report of 2016", "Report of spring 2016");
    let merged = merge(&base, &hand, &new);
    assert_eq!(merged.draft.notes, hand.notes);
    assert_eq!(merged.conflicts[0].place, "a note of rivers");
    assert!(merged.draft.blocks[2].is_conflict());
}

#[test]
fn what_the_hand_changed_does_not_go_with_what_is_dropped() {
    let base = rivers();
    let mut new = base.clone();
    new.blocks.remove(1);
    new.notes.clear();
    let merged = merge(&base, &base, &new);
    assert_eq!((texts(&merged.draft), &merged.draft.notes), (texts(&new), &new.notes));
    // Neither its words nor its note.
    for (old, edited) in [("Bridges cross", "Ferries cross"), ("Report of 2016", "Report of May")] {
        let hand = with(&base, old, edited);
        let merged = merge(&base, &hand, &new);
        assert_eq!(merged.draft.blocks[1], hand.blocks[1]);
        assert_eq!(merged.draft.notes, hand.notes);
        assert!(merged.draft.blocks[2].text.ends_with("> *Drafted now:* taken out"));
    }
}

#[test]
fn paragraphs_that_the_hand_moved_stay_and_others_follow_the_new_order() {
    let base = rivers();
    let moved = |draft: &Draft, from: usize, to: usize| {
        let mut draft = draft.clone();
        let block = draft.blocks.remove(from);
        draft.blocks.insert(to, block);
        draft
    };
    let hand = moved(&base, 2, 4);
    let new = with(&moved(&base, 2, 1), "Fishermen row", "Anglers row");
    let merged = merge(&base, &hand, &new);
    let place = |draft: &Draft| draft.blocks.iter().position(|one| one.text.contains("Lakes"));
    assert_eq!(place(&merged.draft), place(&hand));
    assert!(merged.draft.blocks[4].text.contains("Anglers row"));
    let hand = with(&base, "Bridges cross", "Ferries cross");
    let merged = merge(&base, &hand, &new);
    assert_eq!(place(&merged.draft), place(&new));
    assert!(told(&merged).iter().any(|one| one.ends_with("stands elsewhere")));
}

#[test]
fn an_edited_answer_does_not_become_a_gap_again() {
    let base = rivers();
    let mut new = base.clone();
    let gap = format!("{GAP_MARK} (point lakes): lakes is valid only until 31 December 2016.");
    new.blocks[2] = Block { origin: Origin::Gap, text: gap.clone(), ..base.blocks[2].clone() };
    let merged = merge(&base, &base, &new);
    assert_eq!(merged.draft.blocks[2], new.blocks[2]);
    assert_eq!(told(&merged), ["the gap for lakes is new"]);
    let hand = with(&base, "Fishermen row", "Anglers row");
    let merged = merge(&base, &hand, &new);
    assert_eq!(merged.draft.blocks[2], hand.blocks[2]);
    assert_eq!(merged.conflicts[0].new, gap);
}

#[test]
fn new_wording_of_an_edited_paragraph_has_its_new_version_and_stays_edited() {
    let base = rivers();
    let hand = with(&base, "Bridges cross", "Ferries cross");
    let new = with(&with(&base, "Rivers flow", "Rivers run"), "version: a1", "version: b2");
    let merged = merge(&base, &hand, &drafted(&new));
    let written = draft::write_edited(&merged.draft);
    assert!(written.contains("{paragraph: rivers, version: b2, wording: edited, "), "{written}");
    assert!(written.contains("Rivers run to the sea.\nFerries cross them.\nSee the report.[^1]"));
    assert!(written.contains("{paragraph: lakes, version: b2, wording: verbatim, "), "{written}");
}

#[test]
fn what_is_at_odds_is_at_odds_from_either_side() {
    for seed in 0..20 {
        let (base, hand, new) = three(seed);
        let texts = |draft: &Draft| -> Vec<String> {
            draft.blocks.iter().map(|block| block.text.clone()).collect()
        };
        for ((base, hand), new) in texts(&base).iter().zip(&texts(&hand)).zip(&texts(&new)) {
            let context = super::sentences::Context::default();
            let one = super::sentences::merge(base, hand, new, &context).conflicts;
            let other = super::sentences::merge(base, new, hand, &context).conflicts;
            let other: Vec<_> = other.into_iter().map(|(hand, new)| (new, hand)).collect();
            assert_eq!(one, other, "{base}\n\n{hand}\n\n{new}");
        }
    }
}
