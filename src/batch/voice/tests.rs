use super::*;
use crate::batch::report::tests::{answered, failed, used};

/// An opinion of a chamber whose point about prisons a paragraph answers.
fn item(opinion: &str, chamber: &str, paragraphs: Vec<Used>) -> Item {
    let mut item = answered(opinion);
    let account = item.account.as_mut().expect("it has one");
    account.chamber = chamber.to_owned();
    account.points.truncate(1);
    account.paragraphs = paragraphs;
    item.gaps.clear();
    item
}

fn prisons() -> Used {
    used("ran-prisons", "74321b2752d4", "prisons")
}

fn said(voices: &[Voice]) -> Vec<(&str, By, Vec<String>)> {
    let points = voices.iter().flat_map(|one| &one.differing).flat_map(|one| &one.points);
    points.map(|one| (one.opinion.as_str(), one.by, one.paragraphs.clone())).collect()
}

#[test]
fn replies_that_answer_alike_points_alike_speak_with_one_voice() {
    let items =
        [item("a", "ro-camera", vec![prisons()]), item("b", "at-bundesrat", vec![prisons()])];
    let voices = on_acts(&items);
    assert_eq!(voices.len(), 1);
    assert_eq!(voices[0].opinions, ["a", "b"]);
    assert!(!voices[0].differs());
    assert!(on_acts(&items[..1]).is_empty());
    assert!(on_acts(&[failed("a"), failed("b")]).is_empty());
}

#[test]
fn different_answers_to_alike_points_are_told() {
    let mut open = item("c", "es-cortes", Vec::new());
    open.gaps.push("prisons".to_owned());
    let items = [
        item("a", "ro-camera", vec![prisons()]),
        item("b", "at-bundesrat", vec![used("sis-ii", "0", "prisons")]),
        open,
        item("d", "ro-camera", Vec::new()),
    ];
    let one = |id: &str| vec![id.to_owned()];
    assert_eq!(
        said(&on_acts(&items)),
        [
            ("a", By::Library, one("ran-prisons")),
            ("b", By::Library, one("sis-ii")),
            ("c", By::Gap, Vec::new()),
            ("d", By::Hand, Vec::new()),
        ]
    );
}

#[test]
fn points_that_are_not_alike_may_be_answered_in_different_ways() {
    let mut other = item("b", "at-bundesrat", vec![used("sis-ii", "0", "prisons")]);
    other.account.as_mut().expect("it has one").points[0].text = "Doubts the budget.".to_owned();
    assert_eq!(said(&on_acts(&[item("a", "ro-camera", vec![prisons()]), other])), []);
}

#[test]
fn wording_of_different_age_or_of_a_hand_is_told() {
    let differs = |other: Used| {
        let items = [item("a", "ro-camera", vec![prisons()]), item("b", "x", vec![other])];
        on_acts(&items)[0].paragraphs[0].differs
    };
    assert!(!differs(prisons()));
    assert!(differs(Used { version: "0".to_owned(), ..prisons() }));
    assert!(differs(Used { wording: "edited".to_owned(), words: "other".to_owned(), ..prisons() }));
    let names_filled =
        Used { wording: "filled".to_owned(), words: "other".to_owned(), ..prisons() };
    assert!(!differs(names_filled));
    let claim_expired = Used { words: "other".to_owned(), ..prisons() };
    assert!(differs(claim_expired));
}

#[test]
fn acts_on_which_replies_differ_come_first() {
    let on = |act: &str, opinion: &str, version: &str| {
        let mut item = item(opinion, "x", vec![Used { version: version.to_owned(), ..prisons() }]);
        item.account.as_mut().expect("it has one").acts = vec![act.to_owned(), act.to_owned()];
        item
    };
    let items = [on("A", "a", "0"), on("A", "b", "0"), on("B", "c", "0"), on("B", "d", "1")];
    let voices = on_acts(&items);
    let acts: Vec<(&str, usize)> =
        voices.iter().map(|one| (one.act.as_str(), one.opinions.len())).collect();
    assert_eq!(acts, [("B", 2), ("A", 2)]);
}

#[test]
fn a_chamber_that_reads_the_same_words_again_is_told() {
    let led_in = Used {
        words: "with a lead-in".to_owned(),
        words_after_first: Some(prisons().words),
        ..prisons()
    };
    let reworded = Used { words: "other".to_owned(), wording: "edited".to_owned(), ..prisons() };
    let items = [
        item("a", "ro-camera", vec![prisons()]),
        item("b", "ro-camera", vec![led_in]),
        item("c", "ro-camera", vec![reworded]),
        item("d", "at-bundesrat", vec![prisons()]),
    ];
    let expected = Repeated {
        chamber: "ro-camera".to_owned(),
        paragraph: "ran-prisons".to_owned(),
        opinions: vec!["a".to_owned(), "b".to_owned()],
    };
    assert_eq!(repeated(&items), [expected]);
}
