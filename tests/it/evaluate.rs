//! `chancery library evaluate`, and the gate that holds the shipped library to its floors.

use crate::opinions;
use crate::project::Project;

/// The gold set of the shipped library.
const GOLD: &str = include_str!("../gold.yaml");

/// A gold set for the library that [`opinions::write_library`] writes.
const SMALL: &str = "\
cases:
  - { text: Asks about prisons., kind: plain, stance: request, expect: [ran-prisons] }
  - { text: Asks about gaols., kind: paraphrase, stance: request, expect: [ran-prisons] }
  - { text: Zeppelins are slow., kind: unanswerable, expect: [] }
";

fn small(gold: &str) -> Project {
    let project = Project::with("gold.yaml", gold);
    opinions::write_library(&project);
    project
}

/// An edit of the library or of the ranking that spoils the matching fails here. The figures are
/// printed by `chancery library evaluate tests/gold.yaml --wrong`.
#[test]
fn the_shipped_library_keeps_its_floors() {
    let output = Project::with("gold.yaml", GOLD).output(["library", "evaluate", "gold.yaml"], "");
    assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{output}");
}

#[test]
fn the_gold_set_asks_for_every_paragraph_and_often_for_none() {
    let json = Project::new().json(["library", "list", "--format", "json"]);
    for paragraph in json["paragraphs"].as_array().unwrap() {
        let id = paragraph["id"].as_str().unwrap();
        let asked = GOLD.lines().filter(|line| line.trim_start().starts_with("expect:"));
        let is_asked = asked.into_iter().any(|line| {
            line.split(|one: char| !one.is_alphanumeric() && one != '-').any(|word| word == id)
        });
        assert!(is_asked, "no case expects {id}");
    }
    let cases = GOLD.matches("- text:").count();
    let unanswerable = GOLD.matches("expect: []").count();
    assert!(cases >= 120 && unanswerable * 4 >= cases, "{unanswerable} of {cases}");
}

#[test]
fn figures_that_rest_on_few_cases_say_so() {
    insta::assert_snapshot!(small(SMALL).run([
        "library",
        "evaluate",
        "gold.yaml",
        "--library",
        "small",
        "--wrong"
    ]));
}

#[test]
fn programs_read_the_figures_and_they_are_the_same_every_time() {
    let project = Project::with("gold.yaml", GOLD);
    let args = ["library", "evaluate", "gold.yaml", "--format", "json"];
    let json = project.json(args);
    assert_eq!(json, project.json(args));
    assert_eq!(json["cases"], GOLD.matches("- text:").count());
    let first = &json["figures"]["recall_at_1"];
    let figure = |key: &str| first[key].as_f64().unwrap();
    assert!(figure("low") <= figure("value") && figure("value") <= figure("high"), "{first}");
    assert_eq!(first["enough"], true);
    assert_eq!(json["kinds"]["two-issues"]["recall_at_1"]["enough"], false);
    assert_eq!(json["kinds"]["unanswerable"].as_object().unwrap().len(), 1);
    let banded: u64 = json["reliability"]
        .as_array()
        .unwrap()
        .iter()
        .map(|band| band["cases"].as_u64().unwrap())
        .sum();
    assert_eq!(json["cases"], banded);
    assert_eq!(json["below"], serde_json::json!([]));
    for wrong in json["wrong"].as_array().unwrap() {
        let line = usize::try_from(wrong["line"].as_u64().unwrap()).unwrap();
        let line = GOLD.lines().nth(line - 1).unwrap();
        assert!(line.contains(wrong["text"].as_str().unwrap()), "{line}");
    }
}

#[test]
fn a_figure_below_its_floor_fails() {
    let cases = |count: usize, text: &str| {
        let case = format!(
            "  - {{ text: {text}, kind: plain, stance: request, expect: [ran-prisons] }}\n"
        );
        case.repeat(count)
    };
    let gold = |floor: &str, wrong: usize, count: usize| {
        format!(
            "floors: {{ recall_at_1: {floor} }}\ncases:\n{}{}",
            cases(wrong, "Zeppelins."),
            cases(count - wrong, "Asks about prisons.")
        )
    };
    let run = |gold: &str| {
        small(gold).output(["library", "evaluate", "gold.yaml", "--library", "small"], "")
    };
    assert_eq!(run(&gold("0.9", 2, 20)).status, 0);
    let below = run(&gold("0.91", 2, 20));
    assert_eq!((below.status, below.stderr.as_str()), (1, "R@1 is 0.900; its floor is 0.910\n"));
    let few = run(&gold("0.5", 0, 19));
    assert_eq!(
        (few.status, few.stderr.as_str()),
        (1, "R@1 rests on 19 cases, too few to tell; its floor is 0.500\n")
    );
    let enough = |gold: &str| {
        let args = ["library", "evaluate", "gold.yaml", "--library", "small", "--format", "json"];
        small(gold).json(args)["below"][0]["enough"].clone()
    };
    assert_eq!(enough(&gold("0.91", 2, 20)), true);
    assert_eq!(enough(&gold("0.5", 0, 19)), false);
}

#[test]
fn validity_counts_on_a_date_only() {
    let case = "cases:\n  - { text: Asks about prisons., kind: plain, expect: [ran-prisons] }\n";
    let project = small(case);
    project.replace(
        "small/security/ran-prisons.md",
        "terms:",
        "valid: { until: 2017-12-31 }\nterms:",
    );
    let first = |date: &str| {
        project.write("gold.yaml", format!("{date}{case}"));
        let args = ["library", "evaluate", "gold.yaml", "--library", "small", "--format", "json"];
        project.json(args)["figures"]["recall_at_1"]["value"].as_f64()
    };
    assert_eq!(first(""), Some(1.0));
    assert_eq!(first("date: 2017-12-31\n"), Some(1.0));
    assert_eq!(first("date: 2018-01-01\n"), Some(0.0));
}

#[test]
fn mistakes_of_a_gold_set_are_told_at_once() {
    let gold = "\
floors: { recall: 0.5, precision: 1.5 }
cases:
  - { text: Asks about prisons., kind: plane, expect: [ran-prison] }
  - { text: Zeppelins., kind: unanswerable, expect: [ran-prisons] }
  - { text: Zeppelins., kind: plain, acts: [COM 5], expect: [] }
  - { kind: plain }
";
    insta::assert_snapshot!(small(gold).run([
        "library",
        "evaluate",
        "gold.yaml",
        "--library",
        "small"
    ]));
}
