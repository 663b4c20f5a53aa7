//! Each rule with its example, and near misses.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::library::split_front_matter;
use crate::office::Places;

mod silence;
mod text;

const TODAY: Date = date(2017, 1, 10);

/// The front matter of a letter with which nothing is wrong.
const FRONT: [(&str, &str); 12] = [
    ("chamber", "ro-camera"),
    ("kind", "political-dialogue"),
    ("acts", "[COM(2016) 379 final]"),
    ("points", "[prisons]"),
    ("language", "en"),
    ("opinion", "opinions/x.yaml"),
    ("place", "Brussels"),
    ("date", "2017-01-10"),
    ("number", "C(2017) 16 final"),
    ("addressee", "[Mr Liviu Dragnea, President of the Camera Deputaților, ROMANIA]"),
    ("salutation", "\"Dear President,\""),
    ("close", "\"Yours faithfully,\""),
];
const SIGNATORIES: &str = "[{ name: Julian King, title: Member of the Commission }]";

fn office() -> &'static Office {
    static OFFICE: std::sync::LazyLock<Office> = std::sync::LazyLock::new(|| {
        Office::open(&Places::default()).expect("what is built in is right")
    });
    &OFFICE
}

/// A draft of which a text gives lines of the front matter first, then, after a blank line or at
/// once, the body.
fn draft_of(text: &str) -> String {
    let is_key = |line: &&str| {
        let keys = FRONT.iter().map(|(key, _)| *key).chain(["signatories"]);
        keys.into_iter().any(|key| line.starts_with(&format!("{key}: ")))
    };
    let own: Vec<&str> = text.lines().take_while(is_key).collect();
    let body = text.lines().skip(own.len()).collect::<Vec<_>>().join("\n");
    let line = |(key, value): (&str, &str)| {
        let start = format!("{key}: ");
        match own.iter().find(|line| line.starts_with(&start)) {
            Some(line) if matches!(key, "salutation" | "close") => {
                format!("{key}: \"{}\"\n", &line[start.len()..])
            }
            Some(line) => format!("{line}\n"),
            None => format!("{key}: {value}\n"),
        }
    };
    let front: String = FRONT.into_iter().chain([("signatories", SIGNATORIES)]).map(line).collect();
    format!("---\n{front}---\n\n{}\n", body.trim_matches('\n'))
}

fn findings_in(source: &Source, opinion: Option<&Opinion>, sent: &[Sent]) -> Vec<Finding> {
    let read = match crate::draft::read(source) {
        Ok(read) => read.value,
        Err(rejected) => panic!("{rejected}"),
    };
    let letter =
        Letter { source, draft: &read.draft, office: office(), today: TODAY, opinion, sent };
    check(&letter).expect("it was read")
}

/// The findings of a rule, as the words at their places.
fn found(rule: &str, text: &str) -> Vec<String> {
    let source = Source::new("x.md", &draft_of(text));
    let found = findings_in(&source, None, &[]).into_iter();
    let found = found.filter(|one| one.told.rule == rule);
    found
        .map(|one| source.text[one.told.place.expect("letters have places")].replace('\u{a0}', "~"))
        .collect()
}

/// What is left after everything was mended.
fn mended(text: &str) -> String {
    let source = Source::new("x.md", &draft_of(text));
    let check = |source: &Source| Ok(findings_in(source, None, &[]));
    let once = fix(&source, check).expect("it can be checked");
    let twice = fix(&once.source, check).expect("it can be checked");
    assert_eq!((twice.count, &twice.source), (0, &once.source));
    let (_, body) = split_front_matter(&once.source.text).expect("a draft has front matter");
    once.source.text[body].trim().replace('\u{a0}', "~")
}

#[test]
fn every_rule_finds_its_bad_example_and_not_its_good_one() {
    for rule in RULES {
        let Some(example) = &rule.example else { continue };
        assert_ne!(found(rule.code, example.bad), [""; 0], "{}", rule.code);
        assert_eq!(found(rule.code, example.good), [""; 0], "{}", rule.code);
    }
}

#[test]
fn every_rule_that_looks_at_letters_has_an_example_or_a_test_here() {
    let tested_below = ["unspecific", "reply-before-receipt", "sent-before"];
    for rule in RULES {
        let has_none = rule.find.is_some() && rule.example.is_none();
        assert_eq!(has_none, tested_below.contains(&rule.code), "{}", rule.code);
    }
}

#[test]
fn codes_are_plain_names_and_stand_once() {
    for (at, rule) in RULES.iter().enumerate() {
        assert!(crate::name::PlainName::parse(rule.code).is_some(), "{}", rule.code);
        assert!(RULES[..at].iter().all(|one| one.code != rule.code), "{}", rule.code);
        for line in [rule.reason, rule.remedy, rule.origin] {
            assert!(
                !line.is_empty() && !line.contains('\n') && !line.ends_with('.'),
                "{}: {line}",
                rule.code
            );
        }
    }
}

#[test]
fn an_address_ends_with_the_country() {
    let address = "addressee: [Mr X, President, D-10117 Berlin, Germany]\nchamber: de-bundesrat";
    assert_eq!(found("address", address), ["D-", "Germany"]);
    assert!(
        found("address", "chamber: hr-sabor\naddressee: [Mr X, HR-10000 Zagreb, CROATIA]")
            .is_empty()
    );
    let without = "chamber: hr-sabor\naddressee: [Mr X, 10000 Zagreb, CROATIA]";
    assert_eq!(found("address", without), ["10000 Zagreb"]);
    assert!(
        found("address", "chamber: fr-senat\naddressee: [Mr X, 75291 Paris CEDEX 06, FRANCE]")
            .is_empty()
    );
}

#[test]
fn signatories_hold_their_titles_on_the_day() {
    let title = "signatories: [{ name: Julian King, title: Vice-President }]";
    assert_eq!(found("signatory", title), ["Julian King"]);
    assert!(
        found("signatory", "signatories: [{ name: \"[signatory]\", title: \"[title]\" }]")
            .is_empty()
    );
}

const LONG: &str =
    "The Commission has examined what can be done and would like to say so in some detail. ";

#[test]
fn a_long_letter_has_something_for_the_chamber() {
    let from = |text: &str| {
        let pedigree = "<!-- {part: opening} -->";
        found("unspecific", &format!("\n{pedigree}\n{}", text.repeat(12)))
    };
    assert_eq!(from(LONG).len(), 1);
    assert_eq!(from(&LONG.replace("detail", "detail to Romania")).len(), 0);
    assert_eq!(found("unspecific", &format!("\n<!-- {{part: opening}} -->\n{LONG}")).len(), 0);
}

fn opinion(more: &str) -> Opinion {
    let text = format!(
        "chamber: ro-camera\nkind: political-dialogue\n{more}acts:\n  - reference: COM(2016) 379 final\n    \
         kind: communication\n    subject: on radicalisation\npoints:\n  - id: prisons\n    text: Asks for help.\n"
    );
    match Opinion::parse(&Source::new("x.yaml", &text), office(), TODAY) {
        Ok(checked) => checked.value,
        Err(rejected) => panic!("{rejected}"),
    }
}

#[test]
fn a_reply_is_not_older_than_the_opinion() {
    let codes = |opinion: &Opinion| -> Vec<&str> {
        let source =
            Source::new("x.md", &draft_of("<!-- {answers: [prisons]} -->\nThe Commission helps."));
        findings_in(&source, Some(opinion), &[]).iter().map(|one| one.told.rule).collect()
    };
    assert_eq!(codes(&opinion("received: 2017-01-11\n")), ["reply-before-receipt"]);
    assert!(codes(&opinion("received: 2017-01-10\n")).is_empty());
}

#[test]
fn a_paragraph_that_the_chamber_has_had_is_found() {
    let codes = |chamber: &str| -> Vec<&str> {
        let before = draft_of(&format!(
            "chamber: {chamber}\nopinion: opinions/before.yaml\n\nThe Commission helps[^1].\n\n[^1]: A."
        ));
        let before = crate::draft::read(&Source::new("before.md", &before)).expect("it is a draft");
        let sent = [Sent { name: "before.md".to_owned(), draft: before.value.draft }];
        let text = "<!-- {answers: [prisons]} -->\nThe Commission\nhelps[^2].\n\n[^2]: A.";
        let source = Source::new("x.md", &draft_of(text));
        findings_in(&source, None, &sent).iter().map(|one| one.told.rule).collect()
    };
    assert_eq!(codes("ro-camera"), ["sent-before"]);
    assert!(codes("ro-senat").is_empty());
}

/// What letters are made of, and what could trip a rule up.
const SCRAPS: [&str; 36] = [
    "€",
    "8",
    "th ",
    "0",
    "6 ",
    "December",
    " of ",
    "the ",
    "COM(2016) 379",
    " final",
    "KOM/2016/",
    "Deputaţilor",
    "Camera Deputatilor",
    "\u{a0}",
    " ",
    "\n",
    "\n\n",
    "[^1]",
    "[^",
    "]",
    "\n\n[^1]: ",
    "(",
    ")",
    "*",
    "- ",
    "> ",
    "<!-- allow plain-space: x -->",
    "\n<!-- allow x, cedilla -->\n",
    "EUR ",
    "million",
    ",",
    ".",
    "SIS II",
    "İß",
    "The IT Forum has its Opinion ",
    "\\",
];

proptest! {
    #[test]
    fn no_text_trips_a_rule_up_and_mending_ends(scraps in proptest::collection::vec(0..SCRAPS.len(), 0..24)) {
        let body: String = scraps.into_iter().map(|at| SCRAPS[at]).collect();
        let source = Source::new("x.md", &draft_of(&format!("close: Yours sincerely,\n\n{body}")));
        prop_assume!(crate::draft::read(&source).is_ok());
        let check = |source: &Source| {
            crate::draft::read(source)?;
            Ok(findings_in(source, None, &[]))
        };
        let once = fix(&source, check).expect("it can be checked");
        let twice = fix(&once.source, check).expect("it can be checked");
        prop_assert_eq!(twice.count, 0);
        for one in findings_in(&source, None, &[]) {
            let place = one.told.place.expect("letters have places");
            prop_assert!(source.text.get(place).is_some());
        }
    }
}
