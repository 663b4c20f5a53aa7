//! What becomes of a draft that a hand has changed, when the opinion or the library changes.

use std::fs;

use chancery::replies::Replies;

use crate::batch::{actions, batch, edit, project, report};
use crate::project::Project;

const REPLY: &str = "replies/000.md";

/// A project with one draft, complete.
#[track_caller]
fn drafted() -> Project {
    let project = project(1);
    assert_eq!(batch(&project, &[]).status, 0);
    project
}

#[test]
fn the_line_ends_of_a_draft_are_the_users() {
    let project = drafted();
    let with_returns = project.read(REPLY).replace('\n', "\r\n");
    project.write(REPLY, &with_returns);
    assert_eq!(report(&project, &[])["unchanged"], 1);
    let draft = ["draft", "opinions/000.yaml", "--library", "small"];
    assert!(project.output(draft, "").stderr.starts_with("Unchanged"));
    assert_eq!(project.read(REPLY), with_returns);

    project.replace(REPLY, "It hopes so.", "It is sure of it.");
    edit(&project, "bridges");
    assert_eq!(report(&project, &[])["items"][0]["action"], "merged");
    let merged = project.read(REPLY);
    assert!(merged.contains("in 2019.\r\nIt is sure of it.\r\n"), "{merged}");
    assert_eq!(merged.matches('\n').count(), merged.matches("\r\n").count());
    assert_eq!(report(&project, &[])["unchanged"], 1);
}

#[test]
fn what_a_draft_was_made_from_is_known_after_other_commands() {
    let project = drafted();
    project.replace(REPLY, "It hopes so.", "It is sure of it.");
    // As `render` does.
    let replies = Replies::in_folder(project.path("replies"));
    replies.write("000", &[("pdf", b"letter".to_vec())]).expect("it is free");
    edit(&project, "bridges");
    let why = |project: &Project| actions(&report(project, &[]))[0].1.clone();
    assert!(why(&project).starts_with("merged: paragraph bridges changed"));

    project.replace("small/field/bridges.md", "in 2019", "in 2020");
    assert_eq!(project.output(["refresh", REPLY, "--library", "small"], "").status, 0);
    assert_eq!(report(&project, &[])["unchanged"], 1);
    project.replace("small/field/bridges.md", "in 2020", "in 2021");
    assert!(why(&project).starts_with("merged: paragraph bridges changed"));
}

#[test]
fn the_path_of_the_opinion_needs_no_letters_of_the_fonts() {
    let project = project(0);
    let folder = "日本";
    project.write(&format!("{folder}/a.yaml"), crate::opinions::PINNED);
    let output = project.output(["batch", folder], "");
    assert_eq!(output.status, 0, "{output}");
    assert_eq!(project.output(["batch", folder], "").status, 0);
    assert_eq!(project.output(["check", "replies/a.md"], "").status, 0);
    project.replace("replies/a.md", "Dear", "日本");
    assert_eq!(project.output(["check", "replies/a.md"], "").status, 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_opinions_fails_and_stops_nothing() {
    let project = project(1);
    let pipe = project.path("opinions/pipe.yaml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("it is there");
    assert!(made.success());
    let output = batch(&project, &["--shard", "1/1"]);
    assert_eq!(output.status, 1, "{output}");
    let message = "cannot read `opinions/pipe.yaml`: it is no regular file";
    assert!(output.stderr.contains(message), "{output}");
    assert!(fs::exists(project.path(REPLY)).expect("it can be asked for"));
}
