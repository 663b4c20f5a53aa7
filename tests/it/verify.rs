//! `chancery verify`.

use std::fs;

use crate::opinions;
use crate::project::{Output, Project};

/// A working folder with one reply.
fn replied() -> Project {
    let project = Project::with("mine.yaml", opinions::PINNED);
    opinions::write_library(&project);
    let output = project.output(["batch", "mine.yaml", "--library", "small"], "");
    assert_eq!(output.status, 0, "{output}");
    project
}

#[track_caller]
fn verify(project: &Project) -> Output {
    project.output(["verify", "replies", "--library", "small"], "")
}

#[test]
fn a_reply_is_what_is_drafted_again() {
    insta::assert_snapshot!(verify(&replied()), @r"
    exit: 0
    ── stderr ──
    Found 0 errors, 0 warnings, 0 suggestions.
    ");
}

#[test]
fn another_version_of_a_paragraph_is_named_with_its_place() {
    let project = replied();
    project.replace("small/security/ran-prisons.md", "helps", "will help");
    let output = verify(&project);
    assert_eq!(output.status, 1);
    assert!(
        output.stderr.contains("warning[version]: paragraph ran-prisons had the version "),
        "{output}"
    );
    assert!(
        output.stderr.contains("drafted again it differs: paragraph ran-prisons changed"),
        "{output}"
    );
    let found = project.json(["verify", "--library", "small", "--format", "json"]);
    assert_eq!(found["findings"][0]["rule"], "version");
    let line = found["findings"][0]["line"].as_u64().unwrap();
    let reply = project.read("replies/mine.md");
    let line = reply.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
    assert!(line.contains("paragraph: ran-prisons"), "{line}");
}

#[test]
fn an_edit_by_hand_is_named_and_what_was_drafted_is_verified_all_the_same() {
    let project = replied();
    project.replace("replies/mine.md", "The Commission helps", "We help");
    insta::assert_snapshot!(verify(&project), @r"
    exit: 1
    ── stderr ──
    warning[edited]: the draft was changed by hand
    --> replies/mine.md
     = help: `chancery diff replies/.chancery/mine.md replies/mine.md` shows the edits

    Found 0 errors, 1 warning, 0 suggestions.
    ");
    project.replace("small/security/ran-prisons.md", "helps", "will help");
    assert!(verify(&project).stderr.contains("drafted again it differs"));
}

#[test]
fn an_opinion_that_changed_is_gone_or_mistaken_is_named() {
    let project = replied();
    project.replace("mine.yaml", "Liviu Dragnea", "Valer Dorneanu");
    let said = verify(&project).stderr;
    assert!(said.contains("drafted again it differs: the opinion changed"), "{said}");
    project.write("mine.yaml", opinions::broken());
    let said = verify(&project).stderr;
    assert!(said.contains("its opinion `mine.yaml` can't be answered any more"), "{said}");
    fs::remove_file(project.path("mine.yaml")).unwrap();
    let said = verify(&project).stderr;
    assert!(said.contains("its opinion `mine.yaml` is gone"), "{said}");
}

#[test]
fn a_letter_without_a_date_is_judged_on_the_day_on_which_it_was_drafted() {
    let project = Project::with("mine.yaml", &opinions::PINNED.replace("  date: 2017-01-10\n", ""));
    project.output(["batch", "mine.yaml", "--date", "2017-02-01"], "");
    let output = project.output(["verify", "--date", "2019-02-01"], "");
    assert_eq!(output.status, 0, "{output}");
    assert_eq!(project.output(["verify", "nowhere"], "").status, 2);
}

#[test]
fn a_file_that_is_no_draft_is_told() {
    let project = replied();
    project.write("replies/note.md", "Dear colleague,\n");
    let output = verify(&project);
    assert_eq!(output.status, 1);
    assert!(output.stderr.contains("replies/note.md"), "{output}");
}

#[test]
fn a_draft_that_was_deleted_is_missed() {
    let project = replied();
    fs::remove_file(project.path("replies/mine.md")).unwrap();
    insta::assert_snapshot!(verify(&project));
}

#[test]
fn a_folder_without_drafts_is_the_wrong_one() {
    let project = Project::with("opinions/mine.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["verify", "opinions"]));
}
