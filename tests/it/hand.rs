//! What becomes of a draft that a hand has changed, when the opinion or the library changes.

use std::fs;

use chancery::replies::Replies;
use serde_json::json;

use crate::batch::{actions, batch, edit, project, report};
use crate::project::Project;

const REPLY: &str = "replies/000.md";

/// Adds a point to the only opinion of a project.
#[track_caller]
fn ask_for_more(project: &Project) {
    let point = "  - id: moon\n    text: Asks who owns the moon.\nreply:\n";
    project.replace("opinions/000.yaml", "reply:\n", point);
}

/// A project with one draft, complete.
#[track_caller]
fn drafted() -> Project {
    let project = project(1);
    assert_eq!(batch(&project, &[]).status, 0);
    project
}

#[test]
fn a_draft_that_cannot_be_brought_up_to_date_has_failed() {
    let project = drafted();
    project.replace(REPLY, "place:", "# ask Anna\nplace:");
    let edited = project.read(REPLY);
    edit(&project, "bridges");
    insta::assert_snapshot!(batch(&project, &[]));
    let report = report(&project, &["--only", "failed"]);
    let item = &report["items"][0];
    assert_eq!((&item["state"], &item["action"]), (&json!("failed"), &json!("none")));
    assert_eq!((&item["gaps"], &item["edited"]), (&json!([]), &json!(true)));
    assert_eq!(project.read(REPLY), edited);

    project.replace(REPLY, "# ask Anna\n", "");
    assert_eq!(batch(&project, &[]).status, 0);
    assert!(project.read(REPLY).contains("in 2019"));
}

#[test]
fn a_point_that_the_draft_does_not_know_is_open_for_every_command() {
    let project = drafted();
    project.replace(REPLY, "place:", "# ask Anna\nplace:");
    ask_for_more(&project);
    let report = report(&project, &[]);
    let item = &report["items"][0];
    assert_eq!((&item["state"], &item["gaps"]), (&json!("failed"), &json!(["moon"])));
    let error = item["error"].as_str().expect("it failed");
    assert!(error.contains("the point moon is not in the draft"), "{error}");
    insta::assert_snapshot!(project.run(["check", REPLY, "--library", "small"]));
    insta::assert_snapshot!(project.run(["render", REPLY, "--final", "--library", "small"]));
}

#[test]
fn a_point_that_a_hand_took_out_of_the_front_matter_is_open() {
    let project = drafted();
    let text = project.read(REPLY).replace("points: [prisons]", "points: []");
    let (start, end) = (text.find("<!-- {paragraph:"), text.find("<!-- {part: closing"));
    let (start, end) = (start.expect("an answer"), end.expect("a closing"));
    project.write(REPLY, text[..start].to_owned() + &text[end..]);
    let run = report(&project, &[]);
    let item = &run["items"][0];
    assert_eq!((&item["state"], &item["gaps"]), (&json!("open"), &json!(["prisons"])));
    assert_eq!(project.output(["check", REPLY, "--library", "small"], "").status, 1);
    assert_eq!(project.output(["render", REPLY, "--final", "--library", "small"], "").status, 1);
    // The points are those of the opinion.
    edit(&project, "bridges");
    report(&project, &[]);
    assert!(project.read(REPLY).contains("points: [prisons]"));
}

#[test]
fn a_comment_after_a_value_of_the_front_matter_is_not_lost() {
    let project = drafted();
    project.replace(REPLY, "place: Brussels", "place: Brussels  # ask Anna");
    edit(&project, "bridges");
    let output = batch(&project, &[]);
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("the line `# ask Anna` would be lost"), "{output}");
    assert!(project.read(REPLY).contains("# ask Anna"));
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
    replies.write_pdf("000", b"letter".to_vec()).expect("it is free");
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
    for output in [
        project.output(["status", "opinions"], ""),
        project.output(["library", "gaps", "opinions"], ""),
    ] {
        assert_eq!(output.status, 1, "{output}");
        assert!(output.stderr.contains(message), "{output}");
    }
}
