//! `chancery batch` and `report merge`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::opinions;
use crate::project::{Output, Project, run_in};

/// The paragraphs of a small library, of which each opinion here is answered by one.
const PARAGRAPHS: [&str; 3] = ["bridges", "prisons", "rivers"];

/// A working folder with a library of three paragraphs and so many opinions.
pub(crate) fn project(count: usize) -> Project {
    let project = Project::new();
    for id in PARAGRAPHS {
        let text =
            format!("The Commission knows {id}.\nIt will report on {id} in 2018.\nIt hopes so.\n");
        project.write(&format!("small/field/{id}.md"), format!("---\ntitle: {id}\n---\n{text}"));
    }
    for number in 0..count {
        project.write(&format!("opinions/{number:03}.yaml"), opinion(number));
    }
    project
}

fn opinion(number: usize) -> String {
    let pinned = opinions::PINNED.replace("ran-prisons", PARAGRAPHS[number % PARAGRAPHS.len()]);
    pinned.replace("C(2017) 16 final", &format!("C(2017) {} final", number + 1))
}

const ARGS: [&str; 6] = ["batch", "opinions", "--library", "small", "--date", "2017-01-10"];

#[track_caller]
pub(crate) fn batch(project: &Project, more: &[&str]) -> Output {
    run_in(&project.path(""), &[&ARGS[..], more].concat(), "")
}

/// Runs `batch` and reads its report.
#[track_caller]
pub(crate) fn report(project: &Project, more: &[&str]) -> Value {
    let output = batch(project, &[more, &["--report", "-"]].concat());
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output}"))
}

/// The items of a report that something was done for, by the name of the opinion.
pub(crate) fn actions(report: &Value) -> Vec<(String, String)> {
    let items = report["items"].as_array().expect("a report has items");
    let text = |value: &Value| value.as_str().expect("it is a text").to_owned();
    items
        .iter()
        .filter(|item| item["action"] != "unchanged")
        .map(|item| {
            let why: Vec<String> =
                item["why"].as_array().expect("it is a list").iter().map(text).collect();
            (text(&item["opinion"]), format!("{}: {}", text(&item["action"]), why.join("; ")))
        })
        .collect()
}

/// Every file below a folder of the project, with its bytes.
fn tree(project: &Project, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let files = project.files().into_iter();
    files
        .filter(|path| path.starts_with(folder) && !path.ends_with('/'))
        .map(|path| (path.clone(), fs::read(project.path(&path)).expect("it is there")))
        .collect()
}

/// Tells whether a path is that of a draft, not of its base.
fn is_draft(path: &str) -> bool {
    let path = Path::new(path);
    path.extension().is_some_and(|ending| ending == "md") && !path.starts_with("replies/.chancery")
}

#[track_caller]
pub(crate) fn edit(project: &Project, paragraph: &str) {
    project.replace(&format!("small/field/{paragraph}.md"), "in 2018", "in 2019");
}

#[test]
fn broken_opinions_stop_no_other_and_are_told_twice() {
    let project = project(95);
    let broken: [(&str, Vec<u8>); 5] = [
        ("chamber", opinions::broken().into()),
        ("empty", Vec::new()),
        ("latin", b"chamber: c\xe9\n".to_vec()),
        ("syntax", b"chamber: [ro-camera\n".to_vec()),
        ("pin", opinions::PINNED.replace("ran-prisons", "zeppelins").into()),
    ];
    for (name, text) in &broken {
        project.write(&format!("opinions/{name}.yaml"), text);
    }
    let output = batch(&project, &["--report", "report.json"]);
    assert_eq!(output.status, 1, "{output}");
    let told = output.stderr.split("opinions failed:").collect::<Vec<_>>();
    for (name, _) in &broken {
        let path = format!("opinions/{name}.yaml");
        assert!(told.iter().all(|part| part.contains(&path)), "{path} in {output}");
        assert!(!project.files().iter().any(|file| file.contains(&format!("replies/{name}"))));
    }
    assert!(
        told[1].contains("opinions/chamber.yaml:1:10: unknown chamber `ro-camara`"),
        "{output}"
    );
    let report: Value = serde_json::from_str(&project.read("report.json")).unwrap();
    assert_eq!(
        [&report["opinions"], &report["complete"], &report["failed"]],
        [&json!(100), &json!(95), &json!(5)]
    );
    let drafts = tree(&project, "replies/").into_keys().filter(|path| is_draft(path));
    assert_eq!(drafts.count(), 95);
}

#[test]
fn what_is_said_on_no_terminal_is_a_line_for_each_reply() {
    let project = project(1);
    project.write("opinions/b.yaml", opinions::broken());
    project.write("opinions/c.yaml", opinions::with_gap().replace("ran-prisons", "rivers"));
    insta::assert_snapshot!(batch(&project, &[]));
    insta::assert_snapshot!(batch(&project, &["--only", "complete"]), @r"
    exit: 0
    ── stderr ──
    1 opinion: 1 complete, 0 with gaps and 0 failed; 1 unchanged.
    ");
}

#[test]
fn a_second_run_changes_nothing() {
    let project = project(20);
    assert_eq!(batch(&project, &[]).status, 0);
    let before = tree(&project, "replies/");
    let report = report(&project, &[]);
    assert_eq!(report["unchanged"], 20);
    assert_eq!(tree(&project, "replies/"), before);
}

#[test]
fn an_edited_paragraph_makes_exactly_its_letters_again() {
    let project = project(9);
    batch(&project, &[]);
    let before = tree(&project, "replies/");
    edit(&project, "prisons");
    let report = report(&project, &[]);
    let why = "written: paragraph prisons changed".to_owned();
    let written = ["opinions/001.yaml", "opinions/004.yaml", "opinions/007.yaml"];
    assert_eq!(actions(&report), written.map(|path| (path.to_owned(), why.clone())));
    let changed: Vec<String> = tree(&project, "replies/")
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .filter(|path| is_draft(path))
        .collect();
    assert_eq!(changed, ["replies/001.md", "replies/004.md", "replies/007.md"]);
}

#[test]
fn a_letter_that_would_choose_another_paragraph_is_made_again() {
    let project = project(2);
    let asks = opinions::asking("Asks how zeppelins are moored at lighthouses.");
    project.write("opinions/zeppelins.yaml", asks);
    assert_eq!(batch(&project, &[]).status, 3);
    let text = "---\ntitle: Zeppelins at lighthouses\nterms: [zeppelins, lighthouses, moored]\n---\nZeppelins moor.\n";
    project.write("small/field/zeppelins.md", text);
    let report = report(&project, &[]);
    let actions = actions(&report);
    let [(path, why)] = actions.as_slice() else { panic!("{actions:?}") };
    assert_eq!(path, "opinions/zeppelins.yaml");
    assert!(why.starts_with("written: "), "{why}");
}

#[test]
fn every_change_is_told_as_the_reason() {
    let project = project(1);
    let why = |project: &Project| actions(&report(project, &[]))[0].1.clone();
    assert_eq!(why(&project), "written: the opinion is new");
    project.replace("opinions/000.yaml", "Liviu Dragnea", "Valer Dorneanu");
    assert_eq!(why(&project), "written: the opinion changed");
    project.write("chancery.yaml", "place: Luxembourg\n");
    assert_eq!(why(&project), "written: the settings changed");
    fs::remove_file(project.path("replies/000.md")).unwrap();
    assert_eq!(why(&project), "written: the draft is missing");
    fs::remove_file(project.path("replies/.chancery/000.json")).unwrap();
    assert_eq!(report(&project, &[])["unchanged"], 1);
    fs::remove_file(project.path("replies/.chancery/000.json")).unwrap();
    edit(&project, "bridges");
    assert_eq!(why(&project), "written: it is not known what the draft was made from");
}

#[test]
fn a_draft_by_hand_is_left_while_nothing_changes_and_merged_when_something_does() {
    let project = project(3);
    batch(&project, &[]);
    project.replace("replies/001.md", "It hopes so.", "It is sure of it.");
    let edited = project.read("replies/001.md");
    let report = report(&project, &[]);
    assert_eq!(report["unchanged"], 3);
    assert_eq!(report["items"][1]["edited"], true);
    assert_eq!(project.read("replies/001.md"), edited);

    edit(&project, "prisons");
    let output = batch(&project, &[]);
    assert_eq!(output.status, 0, "{output}");
    assert!(
        output.stderr.contains("Merged `replies/001.md`: paragraph prisons changed"),
        "{output}"
    );
    let merged = project.read("replies/001.md");
    assert!(merged.contains("in 2019") && merged.contains("It is sure of it."), "{merged}");
    assert_eq!(
        batch(&project, &[]).stderr,
        "3 opinions: 3 complete, 0 with gaps and 0 failed; 3 unchanged.\n"
    );
    assert_eq!(project.read("replies/001.md"), merged);
}

#[test]
fn a_conflict_keeps_the_text_of_the_hand_and_is_told_until_it_is_settled() {
    let project = project(3);
    batch(&project, &[]);
    project.replace("replies/001.md", "in 2018", "in 2020");
    edit(&project, "prisons");
    let output = batch(&project, &["--report", "report.json"]);
    assert_eq!(output.status, 4, "{output}");
    let report: Value = serde_json::from_str(&project.read("report.json")).unwrap();
    assert_eq!((&report["conflict"], &report["items"][1]["action"]), (&json!(1), &json!("merged")));
    let conflicted = project.read("replies/001.md");
    assert!(conflicted.contains("It will report on prisons in 2020.\n"), "{conflicted}");
    assert!(conflicted.contains("in 2019"), "{conflicted}");
    assert_eq!(batch(&project, &["--only", "conflict"]).status, 4);
    assert_eq!(project.read("replies/001.md"), conflicted);
    assert_eq!(project.output(["check", "replies/001.md"], "").status, 1);
}

#[test]
fn an_edited_draft_without_its_base_is_left_as_it_is_and_told() {
    let project = project(1);
    batch(&project, &[]);
    project.replace("replies/000.md", "It hopes so.", "It is sure of it.");
    let edited = project.read("replies/000.md");
    fs::remove_dir_all(project.path("replies/.chancery")).unwrap();
    edit(&project, "bridges");
    let report = report(&project, &[]);
    let item = &report["items"][0];
    let error = item["error"].as_str().expect("it failed");
    assert!(error.ends_with("what was drafted before the edits by hand is not known"), "{error}");
    assert_eq!((&item["state"], &item["action"]), (&json!("failed"), &json!("none")));
    assert_eq!(project.read("replies/000.md"), edited);
}

#[test]
fn a_gap_that_a_hand_has_filled_is_open_no_more() {
    let project = project(0);
    project.write("opinions/a.yaml", opinions::with_gap().replace("ran-prisons", "rivers"));
    assert_eq!(batch(&project, &[]).status, 3);
    let draft = project.read("replies/a.md");
    let answered: Vec<&str> = draft
        .lines()
        .filter(|line| !line.starts_with("> No paragraph"))
        .map(|line| if line.starts_with("> **To be drafted**") { "They may." } else { line })
        .collect();
    project.write("replies/a.md", answered.join("\n") + "\n");
    let output = batch(&project, &[]);
    assert_eq!(output.status, 0, "{output}");
}

#[test]
fn a_reply_that_went_out_is_never_written_again() {
    let project = project(1);
    batch(&project, &[]);
    let before = tree(&project, "replies/0");
    project.replace("opinions/000.yaml", "reply:\n", "reply:\n  sent: 2017-01-10\n");
    edit(&project, "bridges");
    let report = report(&project, &[]);
    assert_eq!(actions(&report)[0].1, "none: the reply went out on 10 January 2017");
    assert_eq!(tree(&project, "replies/0"), before);
    project.replace("opinions/000.yaml", "sent: 2017-01-10", "sent: 2017-01-11");
    batch(&project, &[]);
    assert_eq!(tree(&project, "replies/0"), before, "it has gone out, whatever `--date` says");
}

#[test]
fn a_reply_that_went_out_without_a_draft_leaves_nothing_to_do() {
    let project = project(0);
    let sent = opinions::with_gap().replace("reply:\n", "reply:\n  sent: 2017-01-10\n");
    project.write("opinions/sent.yaml", sent.replace("ran-prisons", "prisons"));
    insta::assert_snapshot!(batch(&project, &[]), @r"
    exit: 0
    ── stderr ──
    Nothing to do for `opinions/sent.yaml`: the reply went out on 10 January 2017.
    1 opinion: 1 complete, 0 with gaps and 0 failed; 0 unchanged.
    ");
    assert!(!project.path("replies/sent.md").exists());
}

#[test]
fn the_reply_to_an_opinion_of_another_run_is_never_replaced() {
    let project = project(1);
    batch(&project, &[]);
    project.write("more/000.yaml", opinion(1));
    let first = project.read("replies/000.md");
    let args = ["batch", "more", "--library", "small", "--date", "2017-01-10"];
    let output = project.output(args, "");
    assert_eq!(output.status, 1, "{output}");
    let message = "`replies/000.md` answers `opinions/000.yaml` and is left as it is";
    assert!(output.stderr.contains(message), "{output}");
    assert_eq!(project.read("replies/000.md"), first);
}

#[test]
fn opinions_that_would_write_the_same_reply_are_both_refused() {
    let project = project(1);
    project.write("opinions/more/000.yml", opinion(4));
    let output = batch(&project, &[]);
    assert_eq!(output.status, 1);
    let message = "`opinions/000.yaml` and `opinions/more/000.yml` would write the same reply";
    assert!(output.stderr.matches(message).count() >= 2, "{output}");
    assert!(!project.path("replies/000.md").exists());
}

#[test]
fn what_if_shows_the_changes_and_writes_nothing() {
    let project = project(2);
    let output = batch(&project, &["--what-if"]);
    assert!(
        output.stderr.contains("Would write `replies/000.md`: the opinion is new."),
        "{output}"
    );
    assert!(!project.path("replies").exists());
    batch(&project, &[]);
    let before = tree(&project, "");
    edit(&project, "prisons");
    let edited = tree(&project, "");
    insta::assert_snapshot!(batch(&project, &["--what-if"]), @r"
    exit: 0
    ── stderr ──
    Would write `replies/001.md`: paragraph prisons changed.
    replies/001.md → as it would be
    1 word out, 1 in: 1 paragraph edited.

    Substance
         date       [-2018-] → {+2019+} (change 1, prisons)

      1  Edited: prisons (−1 +1)
         The Commission knows prisons. It will report on prisons in [-2018.-]
         {+2019.+} It hopes so.

    2 opinions: 2 complete, 0 with gaps and 0 failed; 1 unchanged.
    ");
    assert_eq!(tree(&project, ""), edited);
    assert_ne!(before, edited);
}

#[test]
fn a_second_run_in_the_folder_says_so() {
    let project = project(1);
    batch(&project, &[]);
    let held = File::create(project.path("replies/.chancery/lock")).unwrap();
    held.lock().unwrap();
    fs::write(project.path("replies/.chancery/lock"), "process 7\n").unwrap();
    let before = tree(&project, "");
    insta::assert_snapshot!(batch(&project, &[]), @r"
    exit: 2
    ── stderr ──
    error: another `chancery batch` (process 7) is at work in `replies`; wait until it has ended, or stop it and run this again
    ");
    edit(&project, "bridges");
    let draft = ["draft", "opinions/000.yaml", "--library", "small"];
    let output = project.output(draft, "");
    assert!(output.stderr.contains("is at work in `replies`"), "{output}");
    assert_eq!(
        tree(&project, "replies"),
        before.into_iter().filter(|(path, _)| path.starts_with("replies")).collect()
    );
    drop(held);
    assert_eq!(project.output(draft, "").status, 0);
    assert_eq!(batch(&project, &[]).status, 0);
    assert!(!project.path("replies/.chancery/lock").exists());
}

#[test]
fn what_a_killed_run_has_left_is_removed() {
    let project = project(1);
    project.write("replies/.chancery-abc", "half");
    project.write("replies/.chancery/.chancery-def", "half");
    project.write("replies/.chancery/lock", "process 7\n");
    assert_eq!(batch(&project, &[]).status, 0);
    let left =
        ["replies/.chancery-abc", "replies/.chancery/.chancery-def", "replies/.chancery/lock"];
    assert!(left.iter().all(|path| !project.path(path).exists()));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_ends_the_run_with_a_message() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let project = project(1);
    project.write("replies/note.txt", "mine");
    let folder = project.path("");
    let permit = |path: &str, mode| {
        fs::set_permissions(project.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    permit("", 0o755);
    // Nothing is denied to root, so the run is somebody else's.
    let binary = project.path("chancery");
    // A process of its own copies it: while this one writes a program, no thread can start one.
    let copy = Command::new("cp").arg(env!("CARGO_BIN_EXE_chancery")).arg(&binary).status();
    assert!(copy.expect("cp is there").success());
    permit("replies", 0o555);
    let mut command = Command::new(&binary);
    command.args(ARGS).current_dir(&folder).env_clear();
    if fs::metadata(&folder).unwrap().uid() == 0 {
        command.uid(65_534).gid(65_534);
    }
    let output = command.output().unwrap();
    permit("replies", 0o755);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write `replies/.chancery"), "{said}");
    assert_eq!(tree(&project, "replies").len(), 1);
    assert_eq!(batch(&project, &[]).status, 0);
}

#[test]
fn the_first_failure_ends_the_run_if_that_is_asked_for() {
    let project = project(9);
    project.write("opinions/0.yaml", opinions::broken());
    let output = batch(&project, &["--fail-fast", "--jobs", "1"]);
    assert_eq!(output.status, 1);
    assert!(
        output.stderr.contains("Stopped at the first failure: 9 opinions not reached."),
        "{output}"
    );
}

#[test]
fn only_some_states_of_the_last_run_are_taken() {
    let project = project(2);
    project.write("opinions/b.yaml", opinions::broken());
    assert_eq!(batch(&project, &["--only", "failed"]).status, 2);
    batch(&project, &[]);
    project.write("opinions/b.yaml", opinion(7));
    let report = report(&project, &["--only", "failed,open"]);
    assert_eq!((&report["opinions"], &report["complete"]), (&json!(1), &json!(1)));
    assert_eq!(self::report(&project, &["--only", "complete"])["opinions"], 3);
}

#[test]
fn opinions_that_a_run_was_not_about_are_not_forgotten() {
    let project = project(2);
    project.write("opinions/b/b.yaml", opinions::broken());
    batch(&project, &[]);
    let one = ["batch", "opinions/000.yaml", "--library", "small", "--date", "2017-01-10"];
    assert_eq!(project.output(one, "").status, 0);
    project.write("opinions/0.yaml", opinions::broken());
    batch(&project, &["--fail-fast", "--jobs", "1"]);
    let failed = report(&project, &["--only", "failed"]);
    assert_eq!((&failed["opinions"], &failed["failed"]), (&json!(2), &json!(2)));
}

#[test]
fn what_is_remembered_of_earlier_runs_may_be_damaged_where_nobody_asks_for_it() {
    let project = project(1);
    project.write("replies/.chancery/states", "<<<<<<< HEAD\n");
    let output = batch(&project, &["--only", "failed"]);
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("run once without `--only`"), "{output}");
    assert_eq!(batch(&project, &[]).status, 0);
    assert_eq!(report(&project, &["--only", "complete"])["opinions"], 1);
}

#[test]
fn whoever_stops_reading_loses_no_report_no_state_and_no_exit_code() {
    let project = project(1);
    project.write("opinions/b.yaml", opinions::broken());
    let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(ARGS)
        .args(["--format", "json", "--report", "report.html"])
        .current_dir(project.path(""))
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(project.path("report.html").is_file());
    assert_eq!(report(&project, &["--only", "failed"])["opinions"], 1);
}

#[test]
fn a_report_that_cannot_be_written_loses_no_state() {
    let project = project(1);
    fs::create_dir(project.path("report.html")).unwrap();
    let output = batch(&project, &["--report", "report.html"]);
    assert_eq!(output.status, 2);
    assert!(
        output.stderr.contains("error: cannot write `report.html`: it is a folder"),
        "{output}"
    );
    assert_eq!(report(&project, &["--only", "complete"])["opinions"], 1);
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_does_not_steer_the_terminal() {
    let project = project(0);
    project.write("opinions/a\u{1b}]0;x\u{7}.YAML", opinion(0));
    let output = batch(&project, &[]);
    assert_eq!(output.status, 0);
    assert!(output.stderr.contains("Wrote `replies/a\u{fffd}]0;x\u{fffd}.md`"), "{output}");
    assert!(!output.stderr.contains(['\u{1b}', '\u{7}']), "{output}");
}

#[test]
fn an_older_draft_that_was_put_back_is_the_reason() {
    let project = project(1);
    batch(&project, &[]);
    let older = project.read("replies/000.md");
    edit(&project, PARAGRAPHS[0]);
    batch(&project, &[]);
    project.write("replies/000.md", older);
    let verified = project.output(["verify", "--library", "small"], "");
    let reason = "the draft is not the one that was made last";
    assert!(verified.stderr.contains(&format!("drafted again it differs: {reason}")), "{verified}");
    let report = report(&project, &[]);
    assert_eq!(actions(&report), [("opinions/000.yaml".to_owned(), format!("written: {reason}"))]);
}

#[test]
fn a_number_of_threads_is_one_or_more() {
    let output = batch(&project(1), &["--jobs", "0"]);
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("write a number from 1 on"), "{output}");
}

#[test]
fn shards_together_are_the_whole_run() {
    let whole = project(30);
    whole.write("opinions/b.yaml", opinions::broken());
    batch(&whole, &["--report", "whole.json", "--jobs", "1"]);
    let parts = project(30);
    parts.write("opinions/b.yaml", opinions::broken());
    for shard in ["2/3", "3/3", "1/3"] {
        let file = format!("part-{}.json", &shard[..1]);
        let output = batch(&parts, &["--shard", shard, "--report", &file]);
        assert!(output.status <= 1, "{output}");
    }
    let output = parts.output(
        ["report", "merge", "part-3.json", "part-1.json", "part-2.json", "-o", "whole.json"],
        "",
    );
    assert_eq!(output.status, 0, "{output}");
    assert_eq!(parts.read("whole.json"), whole.read("whole.json"));
    let replies = |project: &Project| {
        let mut files = tree(project, "replies/");
        files.retain(|path, _| !path.contains("/states"));
        files
    };
    assert_eq!(replies(&parts), replies(&whole));
}

#[test]
fn reports_that_overlap_or_are_none_are_refused() {
    let project = project(1);
    batch(&project, &["--report", "a.json"]);
    let output = project.output(["report", "merge", "a.json", "a.json"], "");
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("`opinions/000.yaml` stands in `a.json` and in `a.json`"));
    let output = project.output(["report", "merge", "opinions/000.yaml"], "");
    assert!(
        output.stderr.ends_with("`opinions/000.yaml`: it is no report of `batch` in JSON\n"),
        "{output}"
    );
}

/// Copies a folder of the project into another project.
fn copy(tree: &BTreeMap<String, Vec<u8>>) -> Project {
    let project = Project::new();
    for (path, bytes) in tree {
        project.write(path, bytes);
    }
    project
}

/// Starts `batch` and kills it after a while.
fn killed(project: &Project, after: Duration) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(ARGS)
        .current_dir(project.path(""))
        .env_clear()
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it can be started");
    sleep(after);
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
}

#[test]
fn a_run_that_is_killed_and_taken_up_ends_as_one_that_was_not() {
    let start = project(40);
    let fresh = tree(&start, "");
    batch(&start, &[]);
    // The second state to begin with: drafts are there, two by hand, and the library changes.
    start.replace("replies/001.md", "It hopes so.", "It is sure of it.");
    start.replace("replies/004.md", "in 2018", "in 2020");
    edit(&start, "prisons");
    edit(&start, "rivers");
    let later = tree(&start, "");
    let mut chance = 20_170_110_u64;
    for begin in [fresh, later] {
        let undisturbed = copy(&begin);
        batch(&undisturbed, &[]);
        let expected = tree(&undisturbed, "");
        for _ in 0..6 {
            // A generator of Lehmer's: the moments are the same in every run of the test.
            chance = chance * 48_271 % 2_147_483_647;
            let project = copy(&begin);
            killed(&project, Duration::from_millis(chance % 700));
            batch(&project, &[]);
            assert_same(&tree(&project, ""), &expected);
        }
    }
}

/// Asserts that two folders hold the same, and names the files that differ.
#[track_caller]
fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let differ: Vec<String> = one
        .keys()
        .chain(other.keys())
        .filter(|path| one.get(*path) != other.get(*path))
        .map(|path| {
            let show = |tree: &BTreeMap<String, Vec<u8>>| {
                tree.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            };
            format!("{path}:\n{:?}\n{:?}", show(one), show(other))
        })
        .collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// Letters are the same on one thread and on several, and made again only with their draft.
#[cfg(feature = "pdf")]
#[test]
fn letters_are_printed_once_and_alike_on_any_number_of_threads() {
    let project = project(4);
    let letters = |folder: &str| -> Vec<Vec<u8>> {
        let path = |number: usize| project.path(&format!("{folder}/{number:03}.pdf"));
        (0..4).map(|number| fs::read(path(number)).expect("it was printed")).collect()
    };
    for (folder, jobs) in [("one", "1"), ("three", "3")] {
        let made = report(&project, &["-t", "md,pdf", "-o", folder, "--jobs", jobs]);
        assert_eq!(actions(&made).len(), 4);
    }
    assert!(letters("one").iter().all(|letter| letter.starts_with(b"%PDF-1.7")));
    assert!(letters("one") == letters("three"));

    let before = letters("one");
    project.replace("small/field/rivers.md", "hopes so", "hopes for it");
    let made = report(&project, &["-t", "md,pdf", "-o", "one"]);
    assert_eq!(actions(&made).len(), 1);
    let changed: Vec<bool> =
        before.iter().zip(letters("one")).map(|(before, now)| *before != now).collect();
    assert_eq!(changed, [false, false, true, false]);
}
