//! What holds for every opinion, whatever it says.

use std::sync::LazyLock;

use chancery::diagnostic::Source;
use chancery::draft::{self, Origin, Part};
use chancery::matching::{Matcher, Outcome};
use chancery::name::PlainName;
use chancery::office::{Office, Places};
use chancery::opinion::Opinion;
use jiff::civil::date;
use proptest::collection::{hash_set, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

struct Desk {
    office: Office,
    matcher: Matcher,
    paragraphs: Vec<String>,
    chambers: Vec<String>,
}

static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let office = Office::open(&Places::default()).expect("the built-in files are right");
    Desk {
        matcher: Matcher::of(&office),
        paragraphs: office.library.ids().map(str::to_owned).collect(),
        chambers: office.register.iter().map(|chamber| chamber.id.clone()).collect(),
        office,
    }
});

/// Words that some paragraph knows, words of Markdown, Tera and HTML, and letters of Europe.
const WORDS: [&str; 32] = [
    "prisons",
    "radicalisation",
    "SIS II",
    "RAN",
    "subsidiarity",
    "COM(2016) 379 final",
    "EUR 25 million",
    "6 April 2016",
    "*b*",
    "_i_",
    "**",
    "<script>",
    "-->",
    "<!--",
    "{{ 1 }}",
    "{% if %}",
    "[x](y)",
    "[^1]",
    "# h",
    "> q",
    "1. x",
    "2) y",
    "- z",
    "&amp;",
    "\\",
    "`c`",
    "~~~",
    "| a |",
    "Țară. Însă",
    "Ελλάδα;",
    "Българія!",
    "\"quoted\"",
];

fn text() -> impl Strategy<Value = String> {
    let words = vec(select(&WORDS[..]), 1..8).prop_map(|words| words.join(" "));
    let characters = "[ -~äșțẞΩж\u{a0}\n]{0,60}[!-~]";
    // A text in brackets is a place to be filled in.
    prop_oneof![words, characters.prop_map(|text| text)].prop_map(|text| {
        let is_place = text.trim().starts_with('[') && text.trim().ends_with(']');
        if is_place { format!("Asks {text}") } else { text }
    })
}

#[derive(Debug, Clone)]
struct Raw {
    text: String,
    stance: &'static str,
    pins: Vec<String>,
    excluded: Vec<String>,
    reference: Option<String>,
    in_annex: bool,
}

fn point() -> impl Strategy<Value = Raw> {
    let stances = select(vec!["support", "concern", "request", "question", "criticism"]);
    let ids = || subsequence(DESK.paragraphs.clone(), 0..3);
    let pins = prop_oneof![3 => Just(Vec::new()), 1 => ids()];
    (text(), stances, pins, ids(), proptest::option::of(text()), any::<bool>()).prop_map(
        |(text, stance, pins, excluded, reference, in_annex)| {
            let excluded = excluded.into_iter().filter(|id| !pins.contains(id)).collect();
            Raw { text, stance, pins, excluded, reference, in_annex }
        },
    )
}

fn names() -> impl Strategy<Value = Vec<String>> {
    hash_set("[A-Za-z_][A-Za-z0-9_-]{0,11}", 6).prop_map(|names| names.into_iter().collect())
}

/// The YAML of an opinion, its texts as JSON strings, which are YAML too.
fn opinion() -> impl Strategy<Value = String> {
    let kinds = select(vec!["political-dialogue", "reasoned", "own-initiative"]);
    (vec(point(), 1..6), names(), kinds, any::<Index>(), text(), text()).prop_map(
        |(points, names, kind, chamber, subject, name)| {
            let chamber = chamber.get(&DESK.chambers);
            let points: Vec<serde_json::Value> = points
                .into_iter()
                .zip(names)
                .map(|(point, id)| {
                    let mut json = serde_json::json!({
                        "id": id,
                        "text": point.text,
                        "stance": point.stance,
                        "answer": point.pins,
                        "exclude": point.excluded,
                        "annex": point.in_annex,
                    });
                    if let Some(reference) = point.reference {
                        json["reference"] = reference.into();
                    }
                    json
                })
                .collect();
            let mut opinion = serde_json::json!({
                "chamber": chamber,
                "kind": kind,
                "points": points,
                "reply": { "date": "2017-01-10", "addressee": { "name": name } },
            });
            if kind == "own-initiative" {
                opinion["subject"] = subject.into();
            } else {
                opinion["acts"] = serde_json::json!([{
                    "reference": "COM(2016) 379 final",
                    "kind": "proposal-directive",
                    "subject": subject,
                }]);
            }
            opinion.to_string()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read_back_and_every_point_is_accounted_for_once(yaml in opinion()) {
        let source = Source::new("x.yaml", &yaml);
        let day = date(2017, 1, 10);
        let opinion = Opinion::parse(&source, &DESK.office, day)
            .map_err(|rejected| TestCaseError::fail(rejected.to_string()))?
            .value;
        let office = &DESK.office;
        let found = DESK.matcher.match_points(&opinion, &office.library, &office.settings, day);
        let composed = draft::compose(&opinion, &found, office, "opinions/x.yaml", day)
            .map_err(|rejected| TestCaseError::fail(rejected.to_string()))?;
        let (sealed, written) = draft::seal(composed.clone());

        // Reading back gives the same draft, writing it again the same bytes.
        let read = draft::read(&Source::new("x.md", &written))
            .map_err(|rejected| TestCaseError::fail(format!("{rejected}\n{written}")))?
            .value;
        prop_assert!(!read.is_edited, "{written}");
        prop_assert_eq!(draft::write(&read.draft), written.as_str());
        prop_assert_eq!(draft::write(&composed), written.as_str());
        prop_assert_eq!(read.draft, sealed);

        // Each point stands with each paragraph that answers it, in the sentence of welcome, or
        // in a gap, and nowhere else.
        for (point, one) in opinion.points.iter().zip(&found) {
            let places: Vec<&Origin> = composed
                .blocks
                .iter()
                .filter(|block| block.points.contains(&point.id))
                .map(|block| &block.origin)
                .collect();
            match one.outcome {
                Outcome::Answered | Outcome::Pinned => {
                    let mut ids: Vec<&str> = one.paragraphs.iter().map(PlainName::as_str).collect();
                    let mut standing: Vec<&str> = places
                        .iter()
                        .map(|origin| match origin {
                            Origin::Library { paragraph, .. } => paragraph.as_str(),
                            _ => "no paragraph",
                        })
                        .collect();
                    ids.sort_unstable();
                    standing.sort_unstable();
                    prop_assert!(!ids.is_empty());
                    prop_assert_eq!(ids, standing, "{}", point.id);
                }
                Outcome::Welcomed => {
                    prop_assert_eq!(places, [&Origin::Skeleton(Part::Welcome)], "{}", point.id);
                }
                Outcome::Unsure | Outcome::Unanswered => {
                    prop_assert_eq!(places, [&Origin::Gap], "{}", point.id);
                }
            }
        }
    }

    #[test]
    fn the_same_opinion_gives_the_same_bytes(yaml in opinion()) {
        let day = date(2017, 1, 10);
        let office = &DESK.office;
        let draft = || {
            let opinion = Opinion::parse(&Source::new("x.yaml", &yaml), office, day).unwrap().value;
            let found = DESK.matcher.match_points(&opinion, &office.library, &office.settings, day);
            draft::write(&draft::compose(&opinion, &found, office, "x.yaml", day).unwrap())
        };
        prop_assert_eq!(draft(), draft());
    }

    #[test]
    fn no_file_makes_the_reader_panic(bytes in vec(any::<u8>(), 0..200), text in "\\PC{0,200}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            if let Ok(source) = Source::from_bytes("x.yaml", bytes) {
                prop_assert!(Opinion::parse(&source, &DESK.office, date(2017, 1, 10)).is_err());
                prop_assert!(draft::read(&source).is_err());
            }
        }
    }

    /// A slip of the finger anywhere in a right opinion is told or harmless, never a panic.
    #[test]
    fn a_slip_of_the_finger_never_makes_the_reader_panic(
        yaml in opinion(),
        at in any::<Index>(),
        slip in select(vec!["", ":", "\"", "{", "]", "\n", "\t", "&a ", "*a", "💥", "\u{202e}", "#", "-"]),
    ) {
        let at = yaml.floor_char_boundary(at.index(yaml.len()));
        let after = yaml[at..].chars().next().map_or(0, char::len_utf8);
        let slipped = format!("{}{slip}{}", &yaml[..at], &yaml[at + after..]);
        let refused = Opinion::parse(&Source::new("x.yaml", &slipped), &DESK.office, date(2017, 1, 10));
        if let Err(rejected) = refused {
            prop_assert!(!rejected.found.is_empty(), "refused without a reason:\n{slipped}");
        }
    }
}
