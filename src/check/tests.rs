//! Each rule with its example, and near misses.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::library::split_front_matter;
use crate::office::Places;

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
fn plain_spaces_are_told_once_for_words_that_hang_together() {
    let text =
        "It gave (EUR 25 million) on 6 April 2016 by {COM(2016) 379 final}, Article 5 and 55 %.";
    assert_eq!(
        found("plain-space", text),
        ["EUR 25 million", "6 April", "COM(2016) 379 final", "Article 5", "55 %"]
    );
    assert_eq!(mended("EUR\n8 million, and *EUR* 5."), "EUR~8~million, and *EUR* 5.");
    assert!(
        found(
            "plain-space",
            "> **To be drafted** (point a): EUR 5\n\n<!-- EUR 5 -->\nIn 2016 the 12 chambers met."
        )
        .is_empty()
    );
}

#[test]
fn ordinals_are_found_in_dates_only() {
    let text = "On the 8th December 2016, on 1st of May, on March 3rd, 2016 the 8th Council met for the 2nd time.";
    assert_eq!(found("ordinal-date", text), ["the 8th December", "1st of May", "March 3rd,"]);
    assert_eq!(mended("On the 8th of December 2016 it met."), "On 8~December 2016 it met.");
    assert!(found("ordinal-date", "The 21st century and the 4th of its kind in May.").is_empty());
}

#[test]
fn leading_zeros_are_found_in_dates_only() {
    assert_eq!(
        found("leading-zero", "On 06 April, (01.03.2016) and 10.01.2017."),
        ["06", "01.03.2016", "10.01.2017"]
    );
    assert_eq!(mended("On 06 April 2016 and 01.03.2016."), "On 6~April 2016 and 1.3.2016.");
    assert!(found("leading-zero", "Document 05 of 2016, OJ L 012 and 10.10.2016.").is_empty());
}

#[test]
fn sums_with_the_sign_become_sums_with_the_code() {
    assert_eq!(
        mended("It gave €8 million, € 12 500, 34 million €, €1.5 billion and 5 €."),
        "It gave EUR~8~million, EUR~12~500, EUR~34~million, EUR~1.5~billion and EUR~5."
    );
    assert!(found("euro-sign", "The sign € belongs in graphics.").is_empty());
}

#[test]
fn a_chamber_has_one_spelling() {
    let text =
        "The Camera deputaților, the Camera Deputatilor's view, and the Camera Deputațiilor met.";
    assert_eq!(
        found("chamber-spelling", text),
        ["Camera deputaților", "Camera Deputatilor", "Camera Deputațiilor"]
    );
    let near =
        "The Camera Deputaților, the Senat, the Camera dei deputati and the\nCamera Deputaţilor.";
    assert!(found("chamber-spelling", near).is_empty());
    assert_eq!(
        found("chamber-spelling", "addressee: [X, President of the Camera Deputatilor, ROMANIA]"),
        ["Camera Deputatilor"]
    );
    let bundesrat = "chamber: de-bundesrat\naddressee: [X, GERMANY]\n\nThe Bundestag and the Bundesrat met; the Bundesrats met.";
    assert_eq!(found("chamber-spelling", bundesrat), ["Bundesrats"]);
}

#[test]
fn its_and_their_agree_with_the_chamber() {
    let text = "chamber: es-cortes\n\nThe Cortes Generales has sent its Reasoned Opinion. It found its way.";
    assert_eq!(found("its-their", text), ["has", "its"]);
    let near = "The views of the Camera Deputaților are known. National Parliaments sent their opinions. \
        Their Opinions matter, and so does the Camera Deputaților in its Opinion.";
    assert!(found("its-their", near).is_empty());
    assert_eq!(mended("Their Opinion is clear."), "Its Opinion is clear.");
}

#[test]
fn cedillas_are_mended_in_romanian_names_only() {
    assert_eq!(
        mended("Bucureşti, Camera Deputaţilor and Mr Erdoğan Şahinoğlu."),
        "București, Camera Deputaților and Mr Erdoğan Şahinoğlu."
    );
    assert_eq!(
        found("cedilla", "chamber: fr-senat\n\nIn Chişinău, Mr Şahin and Iaşi."),
        ["Chişinău"]
    );
    assert_eq!(found("cedilla", "addressee: [X, Bucureşti, ROMANIA]"), ["Bucureşti"]);
}

#[test]
fn a_body_has_one_name() {
    assert_eq!(
        mended("The IT Forum, the EU Internet Forum and the Forum."),
        "The EU Internet Forum, the EU Internet Forum and the Forum."
    );
    assert_eq!(found("two-names", "The Radicalisation Action Network (RAN) meets."), ["RAN"]);
    assert!(found("two-names", "The Schengen Information System (SIS II) and the Radicalisation Awareness Network (RAN).").is_empty());
}

#[test]
fn abbreviations_are_introduced_and_used() {
    assert_eq!(
        found(
            "unintroduced-abbreviation",
            "RAN helps. The Radicalisation Awareness Network (RAN) grows."
        ),
        ["RAN"]
    );
    assert_eq!(
        found(
            "unintroduced-abbreviation",
            "The UIR works. The Union Internet Register (UIR) grows."
        ),
        ["UIR"]
    );
    assert!(
        found("unintroduced-abbreviation", "The EU, the OJ and RANGE. Regulation (EU) 2016/794.")
            .is_empty()
    );
    assert_eq!(
        found("unused-abbreviation", "The Radicalisation Awareness Network (RAN) grows."),
        ["RAN"]
    );
    assert!(
        found(
            "unused-abbreviation",
            "The Radicalisation Awareness Network (RAN) grows, as the RAN must."
        )
        .is_empty()
    );
    assert!(
        found("unused-abbreviation", "It is new (VERY new), and Romania (RO) supports it.")
            .is_empty()
    );
}

#[test]
fn references_have_one_form() {
    assert_eq!(
        mended("See COM (2016)379 final, KOM(2008) 794 endg. and COM/2016/0205 FINAL."),
        "See COM(2016)~379~final, COM(2008)~794~final and COM(2016)~205~final."
    );
    assert_eq!(
        found("malformed-reference", "See COM(16) 3 and COM(2016) 379."),
        ["COM(16)", "COM(2016) 379"]
    );
    assert!(
        found(
            "malformed-reference",
            "SEC(2011)\u{a0}867, OJ C\u{a0}115, 9.5.2008, the COM and C-203/15."
        )
        .is_empty()
    );
    let forms = "COM(2016) 379 final, COM(2016) 379, Directive 2010/13/EU and Directive 2010/13.";
    assert_eq!(found("reference-forms", forms), ["COM(2016) 379", "Directive 2010/13"]);
    assert!(found("reference-forms", "Regulation (EU) 2016/794 and Decision 2016/794.").is_empty());
}

#[test]
fn notes_and_marks_belong_together() {
    assert_eq!(found("mark-without-note", "One[^1], two[^2].\n\n[^1]: A note."), ["[^2]"]);
    assert!(found("mark-without-note", "An escaped \\[^2].").is_empty());
    assert_eq!(found("note-without-mark", "One[^1].\n\n[^1]: A.\n[^2]: B.").len(), 1);
    assert_eq!(
        mended("One[^1].\n\n[^1]: COM(2015) 185 final <!-- a remark -->"),
        "One[^1].\n\n[^1]: COM(2015)~185~final. <!-- a remark -->"
    );
    assert!(found("note-full-stop", "One[^1].\n\n[^1]: https://ec.europa.eu").is_empty());
}

#[test]
fn an_address_ends_with_the_country() {
    let address = "addressee: [Mr X, President, D-10117 Berlin, Germany]\nchamber: de-bundesrat";
    assert_eq!(found("address", address), ["D-", "Germany"]);
    assert!(
        found("address", "chamber: hr-sabor\naddressee: [Mr X, HR-10000 Zagreb, CROATIA]")
            .is_empty()
    );
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

#[test]
fn what_is_allowed_beside_the_text_is_not_told() {
    for allowed in [
        "<!-- allow plain-space: as in the Opinion -->\nIt gave EUR 5.",
        "It gave EUR 5. <!-- allow plain-space: as in the Opinion -->",
        "- It gave EUR 5.\n  <!-- allow plain-space: as in the Opinion -->",
        "One[^1].\n\n<!-- allow plain-space: as in the Opinion -->\n[^1]: EUR 5.",
        "One[^1].\n\n[^1]: EUR 5. <!-- allow plain-space, note-full-stop: as in the Opinion -->",
    ] {
        assert!(found("plain-space", allowed).is_empty(), "{allowed}");
    }
    let beyond = "<!-- allow plain-space: as in the Opinion -->\nIt gave EUR 5.\n\nIt gave EUR 6.";
    assert_eq!(found("plain-space", beyond), ["EUR 6"]);
    let list =
        "- It gave EUR 5.\n- It gave EUR 6.\n  <!-- allow plain-space: as in the Opinion -->";
    assert_eq!(found("plain-space", list), ["EUR 5"]);
    let front = draft_of("close: Yours sincerely,")
        .replace("close:", "# allow salutation-close: they are friends\nclose:");
    assert!(
        findings_in(&Source::new("x.md", &front), None, &[])
            .iter()
            .all(|one| one.told.rule != "salutation-close" && one.told.rule != "silence")
    );
}

#[test]
fn a_silence_has_a_reason_a_rule_and_a_finding() {
    assert_eq!(found("silence", "<!-- allow plain-space -->\nEUR 5."), [" allow plain-space "]);
    assert_eq!(found("silence", "<!-- allow plain-spice: x -->\nEUR 5."), ["plain-spice"]);
    assert_eq!(found("silence", "<!-- allow plain-space: x -->\nNothing."), ["plain-space"]);
    assert!(found("silence", "<!-- allowed by whom? -->\nNothing.").is_empty());
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
