//! `chancery check`.

use crate::opinions;
use crate::project::Project;

#[test]
fn an_opinion_without_mistakes_passes() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 0
    ── stderr ──
    Found 0 errors, 0 warnings, 0 suggestions.
    ");
    assert_eq!(project.files(), ["mine.yaml"]);
}

#[test]
fn figures_and_words_of_yaml_stay_as_they_are_written() {
    for written in
        ["NO", "0123", "1.10", "0x1F", "1e999", ".inf", ".nan", "12e4567", "true", "1_000"]
    {
        let text = opinions::PINNED.replace("acts:\n", &format!("reference: {written}\nacts:\n"));
        let output = Project::new().output(["check", "-"], &text);
        assert_eq!(output.status, 0, "{written}: {output}");
    }
}

#[test]
fn a_signatory_who_was_not_named_is_a_suggestion_that_fails_nothing() {
    let text = opinions::PINNED.replace("  signatories: [timmermans, king]\n", "");
    let project = Project::with("mine.yaml", &text);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 0
    ── stderr ──
    suggestion: no signatories are given: Frans Timmermans, First Vice-President, signs, in charge of relations with national Parliaments on 10 January 2017
    --> mine.yaml
     = help: name them below `reply`: `signatories: [timmermans, king]`

    Found 0 errors, 0 warnings, 1 suggestion.
    ");
}

#[test]
fn what_is_unusual_is_a_warning() {
    let text = opinions::PINNED.replace("[timmermans, king]", "[king, timmermans]");
    let project = Project::with("mine.yaml", &text);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 1
    ── stderr ──
    warning: the First Vice-President signs before the others
      --> mine.yaml:16:23
       |
    16 |   signatories: [king, timmermans]
       |                       ^^^^^^^^^^
       |
       = help: put the higher office first

    Found 0 errors, 1 warning, 0 suggestions.
    ");
}

#[test]
fn a_number_of_another_year_than_the_date_is_a_warning() {
    let text = opinions::PINNED.replace("C(2017) 16", "C(2016) 16");
    let project = Project::with("mine.yaml", &text);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 1
    ── stderr ──
    warning: the number is of 2016, the date of 2017
      --> mine.yaml:13:11
       |
    13 |   number: C(2016) 16 final
       |           ^^^^^^^^^^^^^^^^
       |
       = help: check both against the register of letters

    Found 0 errors, 1 warning, 0 suggestions.
    ");
}

#[test]
fn a_joint_sender_is_addressed_at_its_first_member_with_a_warning() {
    let text = opinions::PINNED.replace("ro-camera", "es-cortes");
    let project = Project::with("mine.yaml", &text);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]), @r"
    exit: 1
    ── stderr ──
    warning: `es-cortes` is a joint sender: the letter goes to the President of the Congreso de los Diputados
     --> mine.yaml:1:10
      |
    1 | chamber: es-cortes
      |          ^^^^^^^^^
      |
      = help: give `office`, `address` and `salutation` of the `addressee` to change that

    Found 0 errors, 1 warning, 0 suggestions.
    ");
}

#[test]
fn a_chamber_of_a_state_that_has_left_is_a_warning() {
    let text = opinions::PINNED
        .replace("ro-camera", "uk-lords")
        .replace("acts:\n", "received: 2020-03-01\nacts:\n")
        .replace("date: 2017-01-10", "date: 2020-04-01")
        .replace("C(2017)", "C(2020)")
        .replace("[timmermans, king]", "[sefcovic]");
    let project = Project::new();
    let id = project
        .output(["chambers", "list"], "")
        .stdout
        .lines()
        .find(|line| line.contains("House of Lords"))
        .and_then(|line| line.split_whitespace().next().map(str::to_owned))
        .expect("the House of Lords is in the register");
    project.write("mine.yaml", text.replace("uk-lords", &id));
    let output = project.output(["check", "mine.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("left the Union on 31\u{a0}January 2020"), "{output}");
}

#[test]
fn a_kind_that_the_chamber_does_not_use_is_a_warning() {
    let project = Project::new();
    let all = project.json(["chambers", "list", "--format", "json"]);
    let one = all["chambers"].as_array().unwrap().iter().find(|one| {
        let kinds = one["kinds"].as_array().unwrap();
        !kinds.is_empty() && !kinds.contains(&"political-dialogue".into())
    });
    let Some(one) = one else { return register_without_unusual_kinds(&project) };
    let id = one["id"].as_str().unwrap();
    project.write("mine.yaml", opinions::PINNED.replace("ro-camera", id));
    let output = project.output(["check", "mine.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("is not known to send opinions"), "{output}");
}

/// Where the register knows no chamber that leaves a kind out, an office's own register does.
#[track_caller]
fn register_without_unusual_kinds(project: &Project) {
    project.write(
        "templates/chambers.yaml",
        "\
countries:
  - { iso: RO, eu: RO, name: Romania, member_from: 2007-01-01 }
chambers:
  - id: ro-camera
    country: RO
    name: Camera Deputaților
    article: the
    presiding_officer: { english: President, original: Președinte }
    address: { style_guide: [Palatul Parlamentului, București] }
    kinds: [reasoned]
",
    );
    project.write("mine.yaml", opinions::PINNED);
    let output = project.output(["check", "mine.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("is not known to send opinions"), "{output}");
    assert!(output.stderr.contains("--> mine.yaml:2:7\n"), "{output}");
}

/// A pin is the officer's choice, but nobody pins wording that is no longer true on purpose.
#[test]
fn a_pin_to_a_paragraph_out_of_date_is_a_warning() {
    let text = opinions::PINNED
        .replace("date: 2017-01-10", "date: 2018-06-01")
        .replace("C(2017)", "C(2018)");
    let project = Project::with("mine.yaml", &text);
    let output = project.output(["check", "mine.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("valid only until 31\u{a0}December 2017"), "{output}");
    assert!(output.stderr.contains("--> mine.yaml:11:14\n"), "{output}");
}

#[test]
fn every_file_is_checked_even_after_one_that_cannot_be_read() {
    let project = Project::with("bad.yaml", &opinions::broken());
    project.write("good.yaml", opinions::PINNED);
    let output = project.output(["check", "missing.yaml", "good.yaml", "bad.yaml"], "");
    assert_eq!(output.status, 2, "{output}");
    assert!(output.stderr.contains("cannot read `missing.yaml`"), "{output}");
    assert!(output.stderr.contains("unknown chamber `ro-camara`"), "{output}");
    assert!(output.stderr.ends_with("Found 1 error, 0 warnings, 0 suggestions.\n"), "{output}");
}

#[test]
fn programs_read_the_findings() {
    let project = Project::with("bad.yaml", &opinions::broken());
    let text = opinions::PINNED.replace("  signatories: [timmermans, king]\n", "");
    project.write("good.yaml", text);
    let json = project.json(["check", "bad.yaml", "good.yaml", "--format", "json"]);
    assert_eq!(json["counts"], serde_json::json!({ "error": 1, "warning": 0, "suggestion": 1 }));
    let error = &json["findings"][0];
    assert_eq!(error["severity"], "error");
    assert_eq!(error["file"], "bad.yaml");
    assert_eq!((&error["line"], &error["column"]), (&1.into(), &10.into()));
    assert_eq!(error["message"], "unknown chamber `ro-camara`");
    assert_eq!(error["remedy"], "did you mean `ro-camera`?");
    assert!(error["rule"].as_str().is_some_and(|rule| !rule.is_empty()));
    let suggestion = &json["findings"][1];
    assert_eq!(
        (&suggestion["severity"], &suggestion["file"]),
        (&"suggestion".into(), &"good.yaml".into())
    );
}

#[test]
fn the_marks_of_a_draft_are_found_where_they_stand() {
    let text = opinions::with_gap().replace("  number: C(2017) 16 final\n", "");
    let project = Project::with("mine.yaml", &text);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 3);
    let draft = project.read("replies/mine.md");
    let line_of = |mark: &str| draft.lines().position(|line| line.contains(mark)).unwrap() + 1;
    let output = project.output(["check", "replies/mine.md"], "");
    assert_eq!(output.status, 1, "{output}");
    let number = format!("--> replies/mine.md:{}:", line_of("[number]"));
    assert!(output.stderr.contains(&number), "{number} is not in\n{output}");
    let gap = format!("--> replies/mine.md:{}:", line_of("**To be drafted**"));
    assert!(output.stderr.contains(&gap), "{gap} is not in\n{output}");
}

#[test]
fn a_point_that_a_hand_has_dropped_is_found() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    let draft = project.read("replies/mine.md");
    let (before, after) = draft.split_once("<!-- {paragraph: ran-prisons,").unwrap();
    let (_, after) = after.split_once("\n\n").unwrap();
    project.write("replies/mine.md", format!("{before}{after}"));
    for output in [
        project.output(["check", "replies/mine.md"], ""),
        project.output(["render", "replies/mine.md", "--final"], ""),
    ] {
        assert_eq!(output.status, 1, "{output}");
        assert!(output.stderr.contains("the point prisons has no answer any more"), "{output}");
    }
}

#[test]
fn a_draft_without_marks_passes() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    let output = project.output(["check", "replies/mine.md"], "");
    assert_eq!((output.status, output.stdout.as_str()), (0, ""), "{output}");
}

#[test]
fn what_a_letter_cannot_show_is_found_in_a_draft() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    let draft = project.read("replies/mine.md");
    project.write("replies/mine.md", format!("{draft}\n<b>Loud.</b>\n\n![x](y.png)\n\n    code\n"));
    let output = project.output(["check", "replies/mine.md"], "");
    assert_eq!(output.status, 1, "{output}");
    for message in
        ["HTML is not taken in a draft", "a letter has no pictures", "a letter has no code"]
    {
        assert!(output.stderr.contains(message), "{message} is not in\n{output}");
    }
}

#[test]
fn a_file_that_is_no_draft_is_told_so() {
    let project = Project::with("letter.md", "Dear President,\n");
    insta::assert_snapshot!(project.run(["check", "letter.md"]), @r"
    exit: 1
    ── stderr ──
    error: this is not a draft: the front matter is missing
     --> letter.md:1:1
      |
    1 | Dear President,
      | ^^^^^^^^^^^^^^^
      |
      = help: a draft is what `chancery draft` writes

    Found 1 error, 0 warnings, 0 suggestions.
    ");
}
