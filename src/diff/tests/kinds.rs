//! Each kind of change, by hand.

use jiff::civil::date;

use super::drafts::{DRAFTS, hand, words};
use crate::diff::{Change, Changes, Edit, FactKind, Kind, diff};
use crate::draft::{Draft, GAP_MARK, Note, Origin};
use crate::name::PlainName;

/// The draft with the most paragraphs.
fn long() -> Draft {
    let longest = DRAFTS.iter().max_by_key(|draft| draft.blocks.len());
    longest.expect("there are drafts").clone()
}

fn name(text: &str) -> PlainName {
    PlainName::parse(text).expect("it is a plain name")
}

fn body(texts: &[&str]) -> Draft {
    let mut draft = long();
    draft.blocks = texts.iter().map(|text| hand(text)).collect();
    draft.notes = Vec::new();
    draft
}

#[track_caller]
fn only(changes: &Changes) -> &Change {
    assert_eq!(changes.changes.len(), 1, "{changes:#?}");
    &changes.changes[0]
}

/// The edits in the manner of `git diff --word-diff`.
fn marked(change: &Change) -> String {
    let shown = change.edits.iter().map(|edit| match edit {
        Edit::Kept(text) => text.clone(),
        Edit::Removed(text) => format!("[-{text}-]"),
        Edit::Added(text) => format!("{{+{text}+}}"),
        Edit::Break => "¶".to_owned(),
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn facts(changes: &Changes) -> Vec<String> {
    let text = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
    let line = |(_, one): (&Change, &crate::diff::Substance)| {
        format!("{} {} > {}", one.kind.word(), text(&one.old), text(&one.new))
    };
    changes.substance().map(line).collect()
}

fn paragraph_of(draft: &Draft, index: usize) -> String {
    match &draft.blocks[index].origin {
        Origin::Library { paragraph, .. } => paragraph.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_amount_that_changed_is_named_before_wording() {
    let old = body(&["The Commission will give EUR\u{a0}34\u{a0}million to the RAN in 2016."]);
    let new = body(&["The Commission may give EUR\u{a0}43\u{a0}million to the RAN in 2016."]);
    let changes = diff(&old, &new);
    assert_eq!(facts(&changes), ["modal will > may", "amount EUR 34 million > EUR 43 million"]);
    assert_eq!((changes.words_removed, changes.words_added), (2, 2));
    assert_eq!(
        marked(only(&changes)),
        "The Commission [-will-] {+may+} give EUR [-34-] {+43+} million to the RAN in 2016."
    );
}

#[test]
fn a_negation_is_a_fact() {
    let old = body(&["The Commission shares this view of the matter at hand."]);
    let new = body(&["The Commission does not share this view of the matter at hand."]);
    assert_eq!(facts(&diff(&old, &new)), ["negation - > not"]);
}

#[test]
fn two_amounts_that_changed_places_are_two_facts() {
    let old = body(&["It gave EUR 5 million to one body and EUR 8 million to another body."]);
    let new = body(&["It gave EUR 8 million to one body and EUR 5 million to another body."]);
    assert_eq!(
        facts(&diff(&old, &new)),
        ["amount EUR 5 million > EUR 8 million", "amount EUR 8 million > EUR 5 million"]
    );
}

#[test]
fn a_reference_with_and_without_final_is_the_same_fact() {
    let old = body(&["This is what the Communication COM(2016) 379 says on the matter."]);
    let new = body(&["This is what the Communication COM(2016) 379 final says on the matter."]);
    let changes = diff(&old, &new);
    assert_eq!(facts(&changes), Vec::<String>::new());
    assert_eq!((changes.words_removed, changes.words_added), (0, 1));
}

#[test]
fn a_rewritten_sentence_is_shown_whole_and_counted_by_its_least() {
    let old =
        body(&["One sentence stays here as it was. Prevention of it takes hold locally in every \
                     town. And another one stays here too."]);
    let new =
        body(&["One sentence stays here as it was. It would be wrong to do anything about it at \
                     all. And another one stays here too."]);
    let changes = diff(&old, &new);
    assert_eq!(
        marked(only(&changes)),
        "One sentence stays here as it was. [-Prevention of it takes hold locally in every town.-] \
         {+It would be wrong to do anything about it at all.+} \
         And another one stays here too."
    );
    assert_eq!((changes.words_removed, changes.words_added), (8, 10));
}

#[test]
fn a_sentence_that_went_is_that_sentence() {
    let old = body(&["The Forum met. The Forum has two aims. The Forum is new."]);
    let new = body(&["The Forum met. The Forum is new."]);
    assert_eq!(
        marked(only(&diff(&old, &new))),
        "The Forum met. [-The Forum has two aims.-] The Forum is new."
    );
}

#[test]
fn identical_scraps_between_changes_are_merged() {
    let old = body(&["Here we keep enough words, so that it is known of old that cats sleep."]);
    let new = body(&["Here we keep enough words, so that it is said by many that dogs sleep."]);
    let changes = diff(&old, &new);
    assert_eq!(
        marked(only(&changes)),
        "Here we keep enough words, so that it is [-known of old that cats-] \
         {+said by many that dogs+} sleep."
    );
    assert_eq!((changes.words_removed, changes.words_added), (4, 4));
}

#[test]
fn a_moved_paragraph_is_one_move_of_no_words() {
    let old = long();
    let mut new = old.clone();
    let block = new.blocks.remove(3);
    new.blocks.insert(7, block);
    let changes = diff(&old, &new);
    let change = only(&changes);
    assert_eq!((change.kind, changes.words_removed, changes.words_added), (Kind::Moved, 0, 0));
    assert_eq!(change.paragraph.as_ref().map(ToString::to_string), Some(paragraph_of(&old, 3)));
    let place = |side: &Option<crate::diff::Side>| side.as_ref().and_then(|side| side.index);
    assert_eq!((place(&change.old), place(&change.new)), (Some(3), Some(7)));
}

#[test]
fn what_shifts_because_something_came_before_it_has_not_moved() {
    let old = long();
    let mut new = old.clone();
    new.blocks.insert(1, hand("An entirely fresh paragraph about other things by a hand."));
    new.blocks.remove(5);
    let kinds: Vec<Kind> = diff(&old, &new).changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [Kind::Added, Kind::Removed]);
}

#[test]
fn a_moved_and_edited_paragraph_counts_its_edit() {
    let old = long();
    let mut new = old.clone();
    let mut block = new.blocks.remove(3);
    block.text = block.text.replacen("The", "Perhaps the", 1);
    new.blocks.insert(7, block);
    let changes = diff(&old, &new);
    assert_eq!(only(&changes).kind, Kind::MovedEdited);
    assert_eq!((changes.words_removed, changes.words_added), (1, 2));
}

#[test]
fn a_short_paragraph_by_a_hand_is_not_said_to_have_moved() {
    let longer = "A longer paragraph stands here in the middle of it all.";
    let kinds = |old: &[&str], new: &[&str]| -> Vec<Kind> {
        diff(&body(old), &body(new)).changes.iter().map(|change| change.kind).collect()
    };
    assert_eq!(kinds(&["So it is.", longer], &[longer, "So it is."]), [Kind::Moved]);
    let short = ["So it is.", "That was all of it."];
    assert_eq!(kinds(&short, &[short[1], short[0]]), [Kind::Removed, Kind::Added]);
}

#[test]
fn a_dropped_paragraph_is_an_answer_lost() {
    let old = long();
    let mut new = old.clone();
    let gone = new.blocks.remove(6);
    let changes = diff(&old, &new);
    assert_eq!(only(&changes).kind, Kind::Removed);
    assert_eq!(changes.words_removed, words(&gone.text));
    assert_eq!(changes.answers.lost, gone.points);
    let back = diff(&new, &old);
    assert_eq!((only(&back).kind, back.answers.gained), (Kind::Added, gone.points));
}

#[test]
fn another_paragraph_for_the_same_point_is_an_exchange() {
    let old = long();
    let mut new = old.clone();
    let Origin::Library { paragraph, .. } = &mut new.blocks[6].origin else { panic!("no library") };
    *paragraph = name("something-else");
    new.blocks[6].text = "The matter deserves a closer look, which is being taken.".to_owned();
    let changes = diff(&old, &new);
    let change = only(&changes);
    assert_eq!(change.kind, Kind::Exchanged);
    assert_eq!(change.paragraph, Some(name("something-else")));
    assert_eq!((changes.words_removed, changes.words_added), (words(&old.blocks[6].text), 10));
    assert!(changes.answers.lost.is_empty() && changes.answers.gained.is_empty());
}

#[test]
fn a_gap_that_was_written_is_an_answer_gained() {
    let mut old = long();
    let points = old.blocks[6].points.clone();
    old.blocks[6].origin = Origin::Gap;
    old.blocks[6].text = format!("{GAP_MARK} (point prisons, request): Tackle it.\n> Perhaps: x.");
    let mut new = old.clone();
    new.blocks[6].origin = Origin::Hand;
    new.blocks[6].text = "The Commission tackles it.".to_owned();
    let changes = diff(&old, &new);
    assert_eq!(changes.answers.gained, points);
    let kinds: Vec<Kind> = changes.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [Kind::Removed, Kind::Added]);
}

#[test]
fn one_paragraph_that_became_two_is_split_and_back_joined() {
    let old = long();
    let mut new = old.clone();
    let text = old.blocks[5].text.clone();
    let (first, second) = text.split_at(text.find('\n').expect("it has several sentences"));
    new.blocks[5].text = first.to_owned();
    new.blocks.insert(6, hand(second.trim()));
    let changes = diff(&old, &new);
    assert_eq!(
        (only(&changes).kind, changes.words_removed, changes.words_added),
        (Kind::Split, 0, 0)
    );
    assert_eq!(only(&changes).new.as_ref().map(|side| side.count), Some(2));
    let back = diff(&new, &old);
    assert_eq!((only(&back).kind, back.words_removed, back.words_added), (Kind::Joined, 0, 0));
}

#[test]
fn every_field_of_the_frame_is_told_and_counts_no_words() {
    let old = long();
    let mut new = old.clone();
    new.frame.date = Some(date(2017, 1, 11));
    new.frame.number = None;
    new.frame.addressee[0] = "Ms Petra Bočková".to_owned();
    new.frame.signatures.reverse();
    new.frame.salutation = "Dear Speaker,".to_owned();
    let changes = diff(&old, &new);
    let fields: Vec<_> = changes.changes.iter().filter_map(|change| change.field).collect();
    assert_eq!(fields, ["date", "number", "addressee", "salutation", "signatories"]);
    assert_eq!((changes.words_removed, changes.words_added), (0, 0));
    let date = &changes.changes[0];
    assert_eq!(date.new.as_ref().map(|side| side.text.as_str()), Some("2017-01-11"));
    assert_eq!(date.substance[0].kind, FactKind::Date);
    assert_eq!(changes.changes[1].new, None);
}

#[test]
fn renumbered_notes_and_new_line_breaks_are_no_change() {
    let old = long();
    let mut new = old.clone();
    for block in &mut new.blocks {
        block.text = block.text.replace("[^1]", "[^x]").replace("[^2]", "[^1]").replace('\n', " ");
        block.text = block.text.replace("[^x]", "[^2]").replace('\u{a0}', " ");
    }
    new.notes.swap(0, 1);
    new.notes[0].label = "1".to_owned();
    new.notes[1].label = "2".to_owned();
    assert!(diff(&old, &new).is_same(), "{:#?}", diff(&old, &new));
}

#[test]
fn a_note_is_compared_by_its_text_and_its_mark_stays() {
    let old = long();
    let mut new = old.clone();
    new.notes[0].text = "COM(2014)\u{a0}314\u{a0}final.".to_owned();
    let changes = diff(&old, &new);
    let change = only(&changes);
    assert_eq!((change.kind, changes.words_removed, changes.words_added), (Kind::Note, 2, 2));
    assert_eq!(change.substance[0].kind, FactKind::Reference);
}

#[test]
fn an_added_note_counts_its_words_and_the_word_of_its_mark() {
    let old = long();
    let mut new = old.clone();
    new.blocks[0].text.push_str("[^9]");
    new.notes.push(Note::new("9", "COM(2012) 99 final."));
    let changes = diff(&old, &new);
    assert_eq!((changes.words_removed, changes.words_added), (1, 4));
    let kinds: Vec<Kind> = changes.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [Kind::Edited, Kind::Note]);
}
