//! `chancery library`.

use crate::project::Project;

const PRISONS: &str = "\
---
title: Prisons
topic: prisons
terms: [prison, inmates]
acts: [COM(2016) 379 final, Regulation (EU) 2016/679]
valid: { from: 2016-01-01, until: 2017-12-31 }
review_by: 2017-06-30
owner: DG HOME
sources: [COM(2016) 379 final]
examples: [Asks about inmates.]
---
The Commission helps {{ chamber.the }} with prisons.
";

const RIVERS: &str = "\
---
title: Rivers
---
Rivers flow to the sea at EUR 5 million a year.
";

/// A library of two paragraphs, one complete and one that has only what is needed.
fn small() -> Project {
    let project = Project::with("mine/security/prisons.md", PRISONS);
    project.write("mine/water/rivers.md", RIVERS);
    project
}

#[test]
fn paragraphs_are_listed_with_field_and_validity() {
    insta::assert_snapshot!(small().run(["library", "list", "--library", "mine"]), @r"
    exit: 0
    ── stdout ──
    prisons  security  1 January 2016 to 31 December 2017  Prisons
    rivers   water     always                              Rivers
    ");
}

#[test]
fn a_paragraph_is_shown_as_its_file_has_it() {
    let output = small().output(["library", "show", "prisons", "--library", "mine"], "");
    assert_eq!((output.status, output.stdout.as_str()), (0, PRISONS));
}

#[test]
fn an_unknown_paragraph_is_answered_with_the_nearest_id() {
    let project = small();
    insta::assert_snapshot!(project.run(["library", "show", "prison", "--library", "mine"]), @r"
    exit: 2
    ── stderr ──
    error: there is no paragraph `prison`; did you mean `prisons`?
    ");
    insta::assert_snapshot!(project.run(["library", "show", "wibble", "--library", "mine"]), @r"
    exit: 2
    ── stderr ──
    error: there is no paragraph `wibble`; `chancery library list` shows all
    ");
}

#[test]
fn paragraphs_are_found_by_words_acts_and_fields() {
    let project = small();
    for words in ["inmates", "prisons", "COM(2016) 379"] {
        let output = project.output(["library", "search", words, "--library", "mine"], "");
        assert_eq!(output.status, 0, "{words}: {output}");
        assert!(output.stdout.starts_with("prisons "), "{words}: {output}");
    }
    insta::assert_snapshot!(
        project.run(["library", "search", "zeppelins", "--library", "mine"]),
        @r"
    exit: 1
    ── stderr ──
    No paragraph has any of these words.
    "
    );
}

#[test]
fn programs_read_the_library() {
    let project = small();
    let all = project.json(["library", "list", "--library", "mine", "--format", "json"]);
    let prisons = &all["paragraphs"][0];
    assert_eq!(prisons["id"], "prisons");
    assert_eq!(prisons["field"], "security");
    assert_eq!(prisons["from"], "2016-01-01");
    assert_eq!(prisons["until"], "2017-12-31");
    assert_eq!(prisons["acts"].as_array().unwrap().len(), 2);
    assert_eq!(prisons["version"].as_str().unwrap().len(), 12);
    assert_eq!(all["paragraphs"][1]["id"], "rivers");
    let found =
        project.json(["library", "search", "inmates", "--library", "mine", "--format", "json"]);
    assert_eq!(found["paragraphs"][0]["id"], "prisons");
    assert!(found["paragraphs"][0]["score"].as_f64().unwrap() > 0.0);
    assert!(!found["paragraphs"][0]["reasons"].as_array().unwrap().is_empty(), "{found}");
}

#[test]
fn what_is_found_and_out_of_date_says_so() {
    let project = Project::with(
        "mine/field/old.md",
        "---\ntitle: Zeppelins\nvalid: { until: 2016-12-31 }\n---\nThey fly.\n",
    );
    let search = |day: &str| {
        let args = ["library", "search", "zeppelins", "--library", "mine", "--date", day];
        project.run(args).replace('\u{a0}', " ")
    };
    assert!(search("2016-12-31").contains("old  Zeppelins  "), "{}", search("2016-12-31"));
    let found = search("2017-01-01");
    assert!(
        found.contains("old  Zeppelins (it is valid only until 31 December 2016)  "),
        "{found}"
    );
    let args = ["library", "search", "zeppelins", "--library", "mine", "--format", "json"];
    let json = project.json(args);
    assert_eq!(json["paragraphs"][0]["stale"], "is valid only until 31\u{a0}December 2016");
}

#[test]
fn the_check_tells_what_is_missing_and_what_is_out_of_date() {
    let project = small();
    let on = |day| project.run(["library", "check", "--library", "mine", "--date", day]);
    insta::assert_snapshot!("library_check_in_time", on("2017-01-10"));
    insta::assert_snapshot!("library_check_review_due", on("2017-07-01"));
    insta::assert_snapshot!("library_check_expired", on("2018-01-01"));
}

#[test]
fn the_check_finds_paragraphs_that_say_nearly_the_same() {
    let project = small();
    let again = PRISONS.replace("title: Prisons", "title: Detention");
    project.write("mine/justice/detention.md", again);
    let output =
        project.output(["library", "check", "--library", "mine", "--date", "2017-01-10"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("says nearly the same as `prisons`"), "{output}");
}

#[test]
fn programs_read_the_findings_on_the_library() {
    let project = small();
    let json = project.json([
        "library",
        "check",
        "--library",
        "mine",
        "--date",
        "2017-07-01",
        "--format",
        "json",
    ]);
    assert_eq!(json["counts"]["warning"], 1);
    let findings = json["findings"].as_array().unwrap();
    let due = findings.iter().find(|one| one["rule"] == "review-due").unwrap();
    assert_eq!(due["severity"], "warning");
    assert_eq!(due["file"], "mine/security/prisons.md");
}

#[test]
fn the_built_in_library_has_nothing_to_mend() {
    let output = Project::new().output(["library", "check", "--date", "2017-01-10"], "");
    assert_eq!(output.status, 0, "{output}");
    for rule in ["never uses the abbreviation", "a plain space", "lacks"] {
        assert!(!output.stderr.contains(rule), "{output}");
    }
}

#[test]
fn all_mistakes_of_all_paragraphs_are_told_at_once() {
    let project = small();
    project.write("mine/water/lakes.md", "---\ntitel: Lakes\n---\nLakes {{ chambre.the }}.\n");
    project.write("mine/water/seas.md", "Seas.\n");
    project.write("mine/water/bad name.md", "---\ntitle: X\n---\nX.\n");
    insta::assert_snapshot!(project.run(["library", "list", "--library", "mine"]));
}

#[test]
fn an_unknown_variable_is_told_with_file_and_line_when_the_library_is_loaded() {
    let project = small();
    project.write(
        "mine/water/rivers.md",
        "---\ntitle: Rivers\n---\nRivers flow.\nThey flow to {{ chamber.teh }}.\nAnd {{ see }}.\n",
    );
    insta::assert_snapshot!(project.run(["library", "list", "--library", "mine"]));
}

#[test]
fn a_template_that_cannot_be_compiled_is_told_with_file_and_line() {
    let project = small();
    project.write("mine/water/rivers.md", "---\ntitle: Rivers\n---\nRivers flow.\n{% if x %}Oh.\n");
    insta::assert_snapshot!(
        "template_not_closed",
        project.run(["library", "list", "--library", "mine"])
    );
    project.write("mine/water/rivers.md", "---\ntitle: Rivers\n---\nRivers {{ chamber.the flow.\n");
    insta::assert_snapshot!(
        "template_bracket_not_closed",
        project.run(["library", "list", "--library", "mine"])
    );
    project.write("mine/water/rivers.md", "---\ntitle: Rivers\n---\nThe {{ chamber.the | up }}.\n");
    insta::assert_snapshot!(
        "template_unknown_filter",
        project.run(["library", "list", "--library", "mine"])
    );
}

#[test]
fn an_id_that_two_files_have_is_refused() {
    let project = small();
    project.write("mine/justice/prisons.md", PRISONS);
    insta::assert_snapshot!(project.run(["library", "list", "--library", "mine"]), @r"
    exit: 2
    ── stderr ──
    error: the paragraph `prisons` stands in `mine/justice/prisons.md` too
    --> mine/security/prisons.md
     = help: give one of the two files another name
    ");
}

#[test]
fn a_folder_that_is_not_there_is_told_by_its_name() {
    insta::assert_snapshot!(small().run(["library", "list", "--library", "yours"]), @r"
    exit: 2
    ── stderr ──
    error: cannot read the folder `yours`: there is no such folder
    ");
}

#[test]
fn a_folder_without_paragraphs_is_the_wrong_one() {
    let project = Project::with("mine/notes.txt", "Nothing.");
    insta::assert_snapshot!(project.run(["library", "check", "--library", "mine"]));
}

#[test]
fn programs_read_what_is_wrong_with_paragraphs_that_cannot_be_used() {
    let project = Project::with("mine/x/a.md", "---\ntitle: A\n");
    let args = ["library", "check", "--library", "mine", "--format", "line"];
    insta::assert_snapshot!(project.run(args));
}

#[test]
fn front_matter_that_is_never_closed_is_told_as_that() {
    let project = Project::with("mine/water/seas.md", "---\ntitle: Seas\n\nSeas.\n");
    insta::assert_snapshot!(project.run(["library", "list", "--library", "mine"]), @r"
    exit: 2
    ── stderr ──
    error: the front matter that begins here is never closed
     --> mine/water/seas.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: write a line `---` after its last key, before the text
    ");
}

#[test]
fn a_paragraph_is_shown_while_its_file_is_still_empty() {
    let project = Project::with("templates/paragraphs/security/ran-prisons.md", "");
    let output = project.output(["library", "show", "ran-prisons"], "");
    assert_eq!(output.status, 0, "{output}");
    assert!(output.stdout.starts_with("---\ntitle: "), "{output}");
    insta::assert_snapshot!(project.run(["library", "list"]), @r"
    exit: 2
    ── stderr ──
    error: the file is empty
    --> templates/paragraphs/security/ran-prisons.md
     = help: write a paragraph into it, such as `chancery new paragraph ran-prisons` prints, or delete it
    ");
}

#[test]
fn terms_in_one_text_are_no_list() {
    let text = "---\ntitle: Guns\nterms: gun, weapon\n---\nGuns are dangerous.\n";
    let project = Project::with("mine/security/guns.md", text);
    insta::assert_snapshot!(project.run(["library", "list", "--library", "mine"]), @r"
    exit: 2
    ── stderr ──
    error: a list was expected here, not one text
     --> mine/security/guns.md:3:8
      |
    3 | terms: gun, weapon
      |        ^^^^^^^^^^^
      |
      = help: write a list: `[gun, weapon]`
    ");
}
