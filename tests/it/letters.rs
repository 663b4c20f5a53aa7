//! The letters that the examples of `opinions/` make, and what must be true of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chancery::diagnostic::Source;
use chancery::draft::{self, Draft, Origin, Part};
use chancery::library::Aspect;
use chancery::matching::{Match, Matcher};
use chancery::name::PlainName;
use chancery::office::{Office, Places};
use chancery::opinion::Opinion;
use chancery::reference::Reference;
use jiff::civil::{Date, date};

/// The day of no letter: every example has a date of its own.
const TODAY: Date = date(2026, 1, 1);

/// The office of this repository.
static OFFICE: LazyLock<Office> = LazyLock::new(open_office);

fn open_office() -> Office {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    Office::open(&Places { templates, ..Places::default() })
        .expect("the files of templates/ are right")
}

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("opinions");
    let entries = fs::read_dir(folder).expect("opinions/ is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("opinions/ can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 7, "the examples show every variant of a letter");
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

#[track_caller]
fn opinion(path: &Path, office: &Office) -> Opinion {
    let name = format!("opinions/{}.yaml", stem(path));
    let text = fs::read_to_string(path).expect("the example can be read");
    match Opinion::parse(&Source::new(name, &text), office, TODAY) {
        Ok(checked) => checked.value,
        Err(rejected) => panic!("{rejected}"),
    }
}

#[track_caller]
fn composed(path: &Path, office: &Office) -> (Opinion, Vec<Match>, Draft) {
    let opinion = opinion(path, office);
    let day = opinion.letter_date(TODAY);
    let found = Matcher::of(office).match_points(&opinion, &office.library, &office.settings, day);
    let shown = format!("opinions/{}.yaml", stem(path));
    let draft = draft::compose(&opinion, &found, office, &shown, day)
        .unwrap_or_else(|rejected| panic!("{rejected}"));
    (opinion, found, draft)
}

#[track_caller]
fn reply(name: &str) -> Draft {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("opinions").join(format!("{name}.yaml"));
    composed(&path, &OFFICE).2
}

/// The body as a reader sees it: plain spaces, no pedigree, no line ends within paragraphs.
fn body(draft: &Draft) -> String {
    let blocks: Vec<String> =
        draft.blocks.iter().map(|block| block.text.replace(['\n', '\u{a0}'], " ")).collect();
    blocks.join("\n")
}

#[test]
fn every_example_has_a_date_so_that_its_letter_never_changes() {
    for path in examples() {
        assert!(opinion(&path, &OFFICE).reply.date.is_some(), "{}", path.display());
    }
}

#[test]
fn the_replies_are_in_step_with_the_opinions() {
    let replies = Path::new(env!("CARGO_MANIFEST_DIR")).join("replies");
    let mut wrong = Vec::new();
    for path in examples() {
        let name = stem(&path);
        let drafted = draft::write(&composed(&path, &OFFICE).2);
        for file in [format!("{name}.md"), format!(".chancery/{name}.md")] {
            match fs::read_to_string(replies.join(&file)) {
                Ok(there) if there.replace("\r\n", "\n") == drafted => {}
                Ok(there) => {
                    let differs = there.lines().zip(drafted.lines()).find(|(old, new)| old != new);
                    let (old, new) = differs.unwrap_or(("another length", "another length"));
                    wrong.push(format!("replies/{file} differs:\n  - {old}\n  + {new}"));
                }
                Err(error) => wrong.push(format!("replies/{file}: {error}")),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "run `chancery draft opinions/*.yaml` and commit replies/:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn there_is_no_reply_without_an_opinion() {
    let replies = Path::new(env!("CARGO_MANIFEST_DIR")).join("replies");
    let names: Vec<String> = examples().iter().map(|path| stem(path)).collect();
    for entry in
        fs::read_dir(replies).expect("replies/ is there: run `chancery draft opinions/*.yaml`")
    {
        let path = entry.expect("replies/ can be read").path();
        let is_reply = path.extension().is_some_and(|ending| ending == "md" || ending == "pdf");
        assert!(!is_reply || names.contains(&stem(&path)), "{} has no opinion", path.display());
    }
}

/// The points in the pedigrees of a file, read without the library.
fn points_in_comments(text: &str) -> Vec<String> {
    let comments = text.lines().filter(|line| line.starts_with("<!-- {"));
    let mut points = Vec::new();
    for comment in comments {
        for key in ["answers: [", "open: ["] {
            let Some((_, rest)) = comment.split_once(key) else { continue };
            let (list, _) = rest.split_once(']').expect("a list ends");
            points.extend(list.split(", ").map(|one| one.trim_matches('"').to_owned()));
        }
    }
    points
}

#[test]
fn no_point_is_silently_left_out() {
    for path in examples() {
        let (opinion, _, draft) = composed(&path, &OFFICE);
        let points = points_in_comments(&draft::write(&draft));
        for point in &opinion.points {
            let id = point.id.to_string();
            assert!(points.contains(&id), "{}: {id} stands nowhere", path.display());
        }
        for id in &points {
            let is_known = opinion.points.iter().any(|point| point.id.as_str() == id);
            assert!(is_known, "{}: {id} is no point of the opinion", path.display());
        }
    }
}

#[test]
fn a_point_is_open_in_the_letter_when_and_only_when_its_match_is() {
    for path in examples() {
        let (opinion, found, draft) = composed(&path, &OFFICE);
        let gaps: Vec<&str> =
            draft.gaps().flat_map(|gap| &gap.points).map(PlainName::as_str).collect();
        for (point, one) in opinion.points.iter().zip(&found) {
            let is_open = gaps.contains(&point.id.as_str());
            assert_eq!(is_open, one.outcome.is_open(), "{} in {}", point.id, path.display());
        }
    }
}

#[test]
fn reading_back_gives_the_same_draft_and_the_same_bytes() {
    for path in examples() {
        let (_, _, draft) = composed(&path, &OFFICE);
        let written = draft::write(&draft);
        let read = draft::read(&Source::new(stem(&path), &written));
        let read = read.unwrap_or_else(|rejected| panic!("{rejected}"));
        assert!(!read.value.is_edited && read.warnings.is_empty(), "{}", path.display());
        assert!(read.value.draft.drafted.is_some());
        let undated = Draft { drafted: None, ..read.value.draft.clone() };
        assert_eq!(undated, draft, "{}", path.display());
        assert_eq!(draft::write(&read.value.draft), written, "{}", path.display());
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let again = open_office();
    for path in examples() {
        let first = draft::write(&composed(&path, &OFFICE).2);
        assert_eq!(first, draft::write(&composed(&path, &again).2), "{}", path.display());
    }
}

#[test]
fn a_paragraph_stands_once_in_a_letter_and_no_sentence_twice() {
    for path in examples() {
        let (_, _, draft) = composed(&path, &OFFICE);
        let sentences: Vec<&str> = draft
            .blocks
            .iter()
            .filter(|block| !block.is_gap())
            .flat_map(|block| block.text.lines())
            .collect();
        for (at, sentence) in sentences.iter().enumerate() {
            assert!(!sentences[..at].contains(sentence), "{}: {sentence}", path.display());
        }
    }
}

#[test]
fn no_letter_has_the_slips_of_the_house() {
    for path in examples() {
        let (_, _, draft) = composed(&path, &OFFICE);
        let written = draft::write(&draft);
        let name = path.display();
        assert!(!written.contains(['ş', 'ţ', 'Ş', 'Ţ']), "a cedilla in {name}");
        assert_eq!(ordinals(&body(&draft)), Vec::<String>::new(), "an ordinal date in {name}");
        assert_eq!(plain_spaces(&draft), Vec::<String>::new(), "a plain space in {name}");
        assert!(!body(&draft).contains("  "), "two spaces in {name}");
        assert!(!body(&draft).contains("{{") && !body(&draft).contains("{%"), "Tera in {name}");
    }
}

/// Days written as `6th`, near a month or not.
fn ordinals(text: &str) -> Vec<String> {
    text.split(|one: char| !one.is_alphanumeric())
        .filter(|word| {
            ["st", "nd", "rd", "th"].iter().any(|ending| {
                word.strip_suffix(ending).is_some_and(|day| {
                    !day.is_empty() && day.bytes().all(|one| one.is_ascii_digit())
                })
            })
        })
        .map(str::to_owned)
        .collect()
}

/// Amounts, dates and references with a plain space inside, line ends included.
fn plain_spaces(draft: &Draft) -> Vec<String> {
    let texts = draft
        .blocks
        .iter()
        .map(|block| &block.text)
        .chain(draft.notes.iter().map(|note| &note.text));
    let mut found = Vec::new();
    for text in texts {
        for (place, _) in Reference::find_all(text) {
            if text[place.clone()].contains([' ', '\n']) {
                found.push(text[place].to_owned());
            }
        }
        let words: Vec<&str> = text.split([' ', '\n']).collect();
        for pair in words.windows(2) {
            let next_is_figure = pair[1].starts_with(|one: char| one.is_ascii_digit());
            let is_figure = pair[0].ends_with(|one: char| one.is_ascii_digit());
            let unit = pair[1].trim_end_matches(|one: char| !one.is_alphanumeric() && one != '%');
            let is_month = chancery::text::MONTHS.contains(&unit);
            if next_is_figure && pair[0].trim_start_matches('(') == "EUR"
                || is_figure && (matches!(unit, "million" | "billion" | "%") || is_month)
            {
                found.push(pair.join(" "));
            }
        }
    }
    found
}

const SEED: &str = "ro-camera-com-2016-379";

#[test]
fn the_letter_to_the_camera_has_every_fact_of_the_real_one() {
    let draft = reply(SEED);
    let notes: Vec<&str> = draft.notes.iter().map(|note| note.text.as_str()).collect();
    let text = format!("{}\n{}", body(&draft), notes.join("\n")).replace('\u{a0}', " ");
    let facts = [
        "the Camera Deputaților",
        "COM(2016) 379 final",
        "COM(2015) 185 final",
        "COM(2016) 205 final",
        "European Agenda on Security",
        "EUR 25 million",
        "EUR 8 million",
        "2015 and 2016",
        "20 November 2015",
        "8 December 2016",
        "6 April 2016",
        "Radicalisation Awareness Network",
        "Centre of Excellence",
        "Working Group on Prison and Probation",
        "Working Group on Communication and Narratives",
        "Civil Society Empowerment Programme",
        "EU Internet Forum",
        "Internet Referral Unit",
        "Europol",
        "Schengen Information System",
        "database of hashes",
        "early 2017",
        "Countering Violent Extremism",
        "Romania",
        "repository",
    ];
    let missing: Vec<&str> = facts.into_iter().filter(|fact| !text.contains(fact)).collect();
    assert!(missing.is_empty(), "{missing:?} not in\n{text}");
    let has_four_years = text.contains("4 years") || text.contains("four years");
    assert!(has_four_years, "the four years of the Centre of Excellence are not in\n{text}");
    let romania = text.split(['.', '\n']).find(|one| one.contains("Romania")).unwrap();
    assert!(romania.contains("two"), "the two services for Romania are not in: {romania}");
}

#[test]
fn the_letter_to_the_camera_has_its_parts_in_order() {
    let draft = reply(SEED);
    let frame = &draft.frame;
    assert_eq!(frame.place, "Brussels");
    assert_eq!(frame.date, Some(date(2017, 1, 10)));
    assert_eq!(frame.number.unwrap().to_string(), "C(2017)\u{a0}16\u{a0}final");
    assert_eq!(frame.addressee[..2], ["Mr Liviu Dragnea", "President of the Camera Deputaților"]);
    assert_eq!(frame.salutation, "Dear President,");
    assert_eq!(frame.close, "Yours faithfully,");
    let signatures: Vec<(&str, &str)> =
        frame.signatures.iter().map(|one| (one.name.as_str(), one.title.as_str())).collect();
    assert_eq!(
        signatures,
        [("Frans Timmermans", "First Vice-President"), ("Julian King", "Member of the Commission")]
    );
    let first = &draft.blocks.first().unwrap().text;
    assert!(
        first.starts_with("The Commission would like to thank the Camera Deputaților"),
        "{first}"
    );
    let last = &draft.blocks.last().unwrap().text;
    assert!(last.starts_with("The Commission hopes that"), "{last}");
    assert!(draft.annex().is_empty());
    assert_eq!(draft.marks(), []);
}

#[test]
fn the_letter_to_the_camera_is_as_long_as_such_letters_are() {
    let words = body(&reply(SEED)).split_whitespace().count();
    assert!((700..=1_300).contains(&words), "{words} words");
}

#[test]
fn a_reply_to_a_favourable_opinion_is_short() {
    let words = body(&reply("pt-assembleia-com-2016-942")).split_whitespace().count();
    assert!((40..=150).contains(&words), "{words} words");
}

#[test]
fn every_abbreviation_is_introduced_before_it_is_used() {
    for path in examples() {
        let (opinion, _, draft) = composed(&path, &OFFICE);
        // What the chamber or the title of the act wrote is not ours to introduce.
        let given: String = opinion.acts.iter().map(|act| act.subject.as_str()).collect();
        let text: Vec<String> = draft
            .blocks
            .iter()
            .filter(|block| !block.is_gap())
            .map(|block| block.text.replace(['\n', '\u{a0}'], " "))
            .collect();
        let text = text.join("\n");
        for paragraph in OFFICE.library.iter() {
            for (short, long) in &paragraph.abbreviations {
                let bracketed = format!("({short})");
                let Some(first) = first_word(&text, short) else { continue };
                let is_introduced = text[..first].ends_with(&format!("{long} ("))
                    || text[..first]
                        .ends_with(&format!("{} (", chancery::text::capitalize_first(long)));
                let is_given = given.contains(short.as_str());
                assert!(
                    is_introduced || is_given,
                    "{}: {short} is used before {bracketed} at …{}",
                    path.display(),
                    &text[text.floor_char_boundary(first.saturating_sub(60))..first]
                );
            }
        }
    }
}

/// Where a word stands first, not as part of another.
fn first_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let is_part = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
        !is_part(before) && !is_part(after)
    })
}

#[test]
fn the_letter_to_the_camera_calls_each_thing_by_one_name() {
    let text = body(&reply(SEED));
    for (at, _) in text.match_indices("Camera") {
        assert!(text[at..].starts_with("Camera Deputaților"), "{}", &text[at..]);
    }
    for (at, _) in text.match_indices("Internet Forum") {
        assert!(text[..at].ends_with("EU "), "{}", &text[at.saturating_sub(20)..]);
    }
    let sis = first_word(&text, "SIS II").expect("SIS II is spoken of");
    let before = &text[..sis];
    assert!(before.ends_with('('), "SIS II is used before it is introduced: {before}");
    assert!(
        before.trim_end_matches([' ', '(']).ends_with("Schengen Information System"),
        "{before}"
    );
}

#[test]
fn a_reply_to_a_reasoned_opinion_keeps_subsidiarity_first_and_the_substance_last() {
    for name in ["dk-folketing-com-2016-128", "ie-oireachtas-com-2013-534"] {
        let draft = reply(name);
        let aspects: Vec<Aspect> = draft
            .blocks
            .iter()
            .filter_map(|block| match &block.origin {
                Origin::Library { paragraph, .. } => OFFICE.library.get(paragraph.as_str()),
                _ => None,
            })
            .filter(|paragraph| !paragraph.is_context)
            .map(|paragraph| paragraph.aspect)
            .collect();
        assert!(aspects.contains(&Aspect::Subsidiarity), "{name}: {aspects:?}");
        assert!(aspects.is_sorted(), "{name}: {aspects:?}");
        let has_bridge = draft
            .blocks
            .iter()
            .any(|block| block.origin == Origin::Skeleton(Part::Proportionality));
        assert_eq!(has_bridge, aspects.contains(&Aspect::Proportionality), "{name}");
        assert!(body(&draft).contains("Reasoned Opinion"), "{name}");
    }
}

#[test]
fn a_letter_to_the_chair_of_a_committee_goes_to_the_president_in_copy_and_has_an_annex() {
    let draft = reply("fr-senat-com-2015-610");
    assert_eq!(
        draft.frame.addressee[..2],
        ["Mr Jean Bizet", "Chair of the Commission des Affaires européennes"]
    );
    assert_eq!(draft.frame.copy_to.len(), 1);
    assert_eq!(draft.frame.copy_to[0][..2], ["Mr Gérard Larcher", "President of the Sénat"]);
    assert_eq!(draft.frame.salutation, "Dear Chair,");
    let annex = draft.annex();
    assert!(annex[0].text.starts_with("# Annex"), "{:?}", annex[0]);
    let answered: Vec<&str> =
        annex.iter().flat_map(|block| &block.points).map(PlainName::as_str).collect();
    for point in ["delegated-acts", "impact-assessment", "instrument"] {
        assert!(answered.contains(&point), "{point} is not in the annex: {answered:?}");
        let stands_in_letter =
            draft.letter().iter().any(|block| block.points.iter().any(|one| one.as_str() == point));
        assert!(!stands_in_letter, "{point} stands in the letter too");
    }
    for number in ["12", "17", "21"] {
        let is_keyed = annex.iter().any(|block| {
            let text = block.text.replace('\u{a0}', " ").to_lowercase();
            text.contains(&format!("paragraph {number}"))
        });
        assert!(is_keyed, "paragraph {number} is not named in the annex");
    }
    let letter: Vec<&str> = draft.letter().iter().map(|block| block.text.as_str()).collect();
    assert!(letter.join("\n").contains("annex"), "the letter does not point to its annex");
}

#[test]
fn one_reply_answers_an_opinion_on_two_acts() {
    let draft = reply("cz-senat-com-2016-469");
    let opening = draft.blocks[0].text.replace('\u{a0}', " ");
    assert!(opening.contains("{COM(2016) 469 final}"), "{opening}");
    assert!(opening.contains("{COM(2016) 471 final}"), "{opening}");
}

#[test]
fn joint_senders_take_plural_forms() {
    let text = body(&reply("es-cortes-com-2016-379"));
    assert!(text.contains("the Cortes Generales for their Opinion"), "{text}");
    for singular in [
        "Cortes Generales has ",
        "Cortes Generales is ",
        "Cortes Generales its ",
        "Cortes Generales's",
    ] {
        assert!(!text.contains(singular), "{singular} in {text}");
    }
}

#[test]
fn an_own_initiative_opinion_is_thanked_for_by_its_subject() {
    let draft = reply("nl-tweede-kamer-role-of-parliaments");
    let opening = &draft.blocks[0].text;
    assert!(
        opening.contains("own-initiative Opinion on the role of national Parliaments"),
        "{opening}"
    );
    assert!(draft.about.acts.is_empty());
}
