//! `chancery diff`.

use std::process::Command;

use serde_json::{Value, json};

use crate::opinions;
use crate::project::{Output, Project};

const REPLY: &str = "replies/mine.md";

/// A project with a draft, and `old.md`, which is the same draft.
#[track_caller]
fn drafted(opinion: &str) -> Project {
    let project = Project::with("mine.yaml", opinion);
    let output = project.output(["draft", "mine.yaml", "--date", "2017-01-10"], "");
    assert!([0, 3].contains(&output.status), "{output}");
    project.write("old.md", project.read(REPLY));
    project
}

/// A project whose library has one paragraph, so that no built-in wording matters.
#[track_caller]
fn with_small_library() -> Project {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let text = "---\ntitle: Prisons\nterms: [prisons]\n---\n\
        The Commission has made EUR 8 million available.[^1]\nIt will report on it in 2017.\n\n\
        [^1]: COM(2015) 185 final.\n";
    project.write("small/security/ran-prisons.md", text);
    let output = project.output(["draft", "mine.yaml", "--library", "small"], "");
    assert_eq!(output.status, 0, "{output}");
    project.write("old.md", project.read(REPLY));
    project
}

#[track_caller]
fn exits(output: &Output, status: i32) {
    assert_eq!(output.status, status, "{output}");
}

#[test]
fn a_draft_is_the_same_as_itself() {
    let project = drafted(opinions::PINNED);
    exits(&project.output(["diff", "old.md", REPLY], ""), 0);
    let json = project.json(["diff", "old.md", REPLY, "--format", "json"]);
    let nothing = json!({
        "same": true, "words_removed": 0, "words_added": 0,
        "answers": { "gained": [], "lost": [] }, "changes": [],
    });
    assert_eq!(json, nothing);
}

#[test]
fn a_reviewer_sees_substance_first() {
    let project = with_small_library();
    project.replace(REPLY, "8\u{a0}million", "9\u{a0}million");
    project.replace(REPLY, "It will report", "It may report");
    project.replace(REPLY, "date: 2017-01-10", "date: 2017-01-11");
    project.replace(REPLY, "COM(2015)\u{a0}185", "COM(2015)\u{a0}158");
    insta::assert_snapshot!(project.run(["diff", "old.md", REPLY]), @r"
    exit: 1
    ── stdout ──
    old.md → replies/mine.md
    3 words out, 3 in: 1 paragraph edited, 1 field of the frame and 1 note.

    Substance
         date       [-2017-01-10-] → {+2017-01-11+} (change 1, date)
         amount     [-EUR 8 million-] → {+EUR 9 million+} (change 2, ran-prisons)
         modal      [-will-] → {+may+} (change 2, ran-prisons)
         reference  [-COM(2015) 185 final-] → {+COM(2015) 158 final+} (change 3,
                    note 1)

      1  Frame: date (−1 +1)
         [-2017-01-10-] {+2017-01-11+}

      2  Edited: ran-prisons (−2 +2)
         The Commission has made EUR [-8-] {+9+} million available.[^1] It [-will-]
         {+may+} report on it in 2017.

      3  Edited: note 1 (−1 +1)
         COM(2015) [-185-] {+158+} final.
    ");
}

#[test]
fn programs_read_the_changes() {
    let project = with_small_library();
    project.replace(REPLY, "It will report", "It shall not report");
    let json = project.json(["diff", "old.md", REPLY, "--format", "json"]);
    assert_eq!((&json["same"], &json["words_removed"]), (&json!(false), &json!(1)));
    let change = &json["changes"][0];
    assert_eq!((&change["kind"], &change["paragraph"]), (&json!("edited"), &json!("ran-prisons")));
    assert_eq!((&change["field"], &change["words_added"]), (&Value::Null, &json!(2)));
    assert_eq!(change["old"]["index"], change["new"]["index"]);
    assert!(change["new"]["text"].as_str().is_some_and(|text| text.contains("shall not")));
    let modal = json!({ "kind": "modal", "old": "will", "new": "shall" });
    let negation = json!({ "kind": "negation", "old": null, "new": "not" });
    assert_eq!(change["substance"], json!([modal, negation]));
}

#[test]
fn an_answer_that_was_dropped_is_lost() {
    let project = with_small_library();
    let text = project.read(REPLY);
    let start = text.find("<!-- {paragraph: ran-prisons").expect("it is answered");
    let end = text.find("<!-- {part: closing").expect("it closes");
    project.write(REPLY, format!("{}{}", &text[..start], &text[end..]));
    let json = project.json(["diff", "old.md", REPLY, "--format", "json"]);
    assert_eq!(json["answers"], json!({ "gained": [], "lost": ["prisons"] }));
    let output = project.output(["diff", "old.md", REPLY], "");
    assert!(output.stdout.contains("The point prisons has lost its answer."), "{output}");
}

#[test]
fn a_rewrapped_draft_is_the_same() {
    let project = drafted(opinions::PINNED);
    let text = project.read(REPLY);
    let (front, body) = text.split_at(text.find("---\n\n").expect("it has front matter") + 5);
    let lines = body.lines().map(|line| match line.len() {
        60.. if !line.starts_with("<!--") => line.replacen(" the ", "\nthe ", 2),
        _ => line.to_owned(),
    });
    project.write(REPLY, format!("{front}{}\n", lines.collect::<Vec<_>>().join("\n")));
    exits(&project.output(["diff", "old.md", REPLY], ""), 0);
}

#[test]
fn one_of_the_drafts_may_come_from_standard_input() {
    let project = drafted(opinions::PINNED);
    let text = project.read("old.md").replace("Dear", "My dear");
    let output = project.output(["diff", "old.md", "-"], &text);
    exits(&output, 1);
    assert!(output.stdout.contains("old.md → <standard input>"), "{output}");
    exits(&project.output(["diff", "-", "-"], &text), 2);
}

#[test]
fn what_cannot_be_compared_is_trouble() {
    let project = drafted(opinions::PINNED);
    project.write("letter.md", "Dear President,\n");
    let output = project.output(["diff", "old.md", "missing.md"], "");
    exits(&output, 2);
    assert!(output.stderr.contains("`missing.md`"), "{output}");
    exits(&project.output(["diff", "old.md", "letter.md"], ""), 2);
    exits(&project.output(["diff", "old.md"], ""), 2);
}

#[test]
fn a_report_in_a_file_never_takes_the_place_of_a_draft() {
    let project = drafted(opinions::PINNED);
    let refused = project.output(["diff", "old.md", REPLY, "-o", REPLY], "");
    exits(&refused, 2);
    assert_eq!(project.read(REPLY), project.read("old.md"));
    let written = project.output(["diff", "old.md", REPLY, "-o", "changes.txt"], "");
    exits(&written, 0);
    assert!(project.read("changes.txt").contains("The drafts say the same."), "{written}");
}

#[test]
fn hostile_text_cannot_run_in_the_page() {
    let project = drafted(opinions::PINNED);
    let hostile = r#"\<script>alert("1")\</script>\<img src=x onerror=alert(2)>"#;
    let text = project.read("old.md");
    project.write(REPLY, format!("{}\n\nAdded {hostile} by a hand.\n", text.trim_end()));
    let output = project.output(["diff", "old.md", REPLY, "--format", "html"], "");
    exits(&output, 1);
    assert!(output.stdout.contains("&lt;script&gt;alert(&quot;1&quot;)"), "{output}");
    assert_eq!(output.stdout.matches("<script").count(), 1, "{output}");
    assert!(!output.stdout.contains("<img"), "{output}");
    assert!(output.stdout.contains("default-src 'none'"), "{output}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_redline_is_the_same_every_time_and_its_page_can_be_replaced() {
    let project = with_small_library();
    project.replace(REPLY, "8\u{a0}million", "9\u{a0}million");
    let print = |file: &str| {
        exits(&project.output(["diff", "old.md", REPLY, "--format", "pdf", "-o", file], ""), 1);
        std::fs::read(project.path(file)).expect("it was written")
    };
    let first = print("a.pdf");
    assert!(first.starts_with(b"%PDF-1.7"));
    assert!(first == print("b.pdf"));
    let against = "diff --library small --format pdf -o c.pdf --against-library replies/mine.md";
    let words: Vec<&str> = against.split(' ').collect();
    exits(&crate::project::run_in(&project.path(""), &words, ""), 1);
    project.write("templates/redline.typ", "#let redline(data) = par(data.titel)\n");
    let args = ["diff", "old.md", REPLY, "--format", "pdf", "-o", "a.pdf"];
    insta::assert_snapshot!(project.run(args), @r#"
    exit: 2
    ── stderr ──
    error: dictionary does not contain key "titel"
     --> templates/redline.typ:1:31
      |
    1 | #let redline(data) = par(data.titel)
      |                               ^^^^^
    "#);
    assert!(std::fs::read(project.path("a.pdf")).expect("it stays") == first);
}

#[cfg(feature = "pdf")]
#[test]
fn letters_that_have_little_in_common_have_a_redline_too() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("replies");
    let old = folder.join("fr-senat-com-2015-610.md").display().to_string();
    for name in ["es-cortes-com-2016-379", "ro-camera-com-2016-379", "at-bundesrat-com-2016-379"] {
        let new = folder.join(format!("{name}.md")).display().to_string();
        let project = Project::new();
        exits(&project.output(["diff", &old, &new, "--format", "pdf", "-o", "a.pdf"], ""), 1);
        exits(&project.output(["diff", &new, &old, "--format", "pdf", "-o", "a.pdf"], ""), 1);
    }
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_pdf_says_so() {
    let project = drafted(opinions::PINNED);
    let output = project.output(["diff", "old.md", REPLY, "--format", "pdf", "-o", "a.pdf"], "");
    exits(&output, 2);
    assert!(output.stderr.contains("this build of chancery makes no PDF"), "{output}");
    assert!(!project.path("a.pdf").exists());
}

#[test]
fn what_departs_from_the_cleared_wording_is_shown() {
    let project = with_small_library();
    let args = ["diff", "--library", "small", "--against-library", REPLY];
    exits(&project.output(args, ""), 0);
    project.replace(REPLY, "8\u{a0}million", "9\u{a0}million");
    project.replace(REPLY, "<!-- {part: closing", "A sentence of my own.\n\n<!-- {part: closing");
    insta::assert_snapshot!(project.run(args), @r"
    exit: 1
    ── stdout ──
    replies/mine.md against the cleared wording
    5 paragraphs: 3 filled, 1 edited and 1 new.

      1  opening: filled
      2  context: filled
      3  ran-prisons: edited
      4  paragraph 4: new
      5  closing: filled

    Substance
         amount     [-EUR 8 million-] → {+EUR 9 million+} (change 3, ran-prisons)

      3  ran-prisons: edited (−1 +1)
         The Commission has made EUR [-8-] {+9+} million available.[^1] It will
         report on it in 2017.

      4  paragraph 4: new (−0 +5)
         {+A sentence of my own.+}
    ");
}

#[test]
fn wording_older_than_the_library_is_told() {
    let project = with_small_library();
    project.replace("small/security/ran-prisons.md", "It will report", "It has reported");
    let args = ["diff", "--library", "small", "--against-library", REPLY, "--format", "json"];
    let json = project.json(args);
    let paragraphs = json["paragraphs"].as_array().expect("there are paragraphs");
    let one = paragraphs.iter().find(|one| one["paragraph"] == "ran-prisons").expect("it is used");
    assert_eq!((&one["standing"], &one["version"]), (&json!("verbatim"), &json!("other")));
    assert_eq!((&one["change"]["words_removed"], &json["cleared"]), (&json!(2), &json!(false)));
}

#[test]
fn without_the_opinion_what_is_filled_in_is_no_departure() {
    let project = with_small_library();
    let text =
        "---\ntitle: Prisons\nopens: true\n---\n{{ chamber.the }} is right, says the Commission.\n";
    project.write("small/security/ran-prisons.md", text);
    let args = ["draft", "mine.yaml", "-o", "other", "--library", "small"];
    exits(&project.output(args, ""), 0);
    let moved = project.read("other/mine.md").replace("opinion: mine.yaml", "opinion: gone.yaml");
    project.write("other/mine.md", moved.replace("is right", "is quite right"));
    let args = ["diff", "--library", "small", "--against-library", "other/mine.md"];
    let output = project.output(args, "");
    exits(&output, 1);
    assert!(output.stdout.contains("The opinion was not found"), "{output}");
    assert!(output.stdout.contains("is {+quite+} right"), "{output}");
}

/// Runs a program in the project's folder, with what git needs and nothing else.
#[track_caller]
fn run(project: &Project, program: &str, args: &[&str]) -> Output {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_chancery"));
    let folder = binary.parent().expect("it lies in a folder").display();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
    let output = Command::new(program)
        .args(args)
        .current_dir(project.path("."))
        .env_clear()
        .env("PATH", path)
        .env("HOME", project.path("."))
        .env("NO_COLOR", "1")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap_or_else(|error| panic!("`{program}` cannot be started: {error}"));
    Output {
        status: output.status.code().expect("no signal ended it"),
        stdout: String::from_utf8(output.stdout).expect("it is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("it is UTF-8"),
    }
}

#[track_caller]
fn git(project: &Project, args: &[&str]) -> Output {
    let who = ["-c", "user.name=Officer", "-c", "user.email=officer@example.org"];
    let output = run(project, "git", &[&who[..], args].concat());
    exits(&output, 0);
    output
}

/// A project under git, with one commit.
#[track_caller]
fn committed() -> Project {
    let project = with_small_library();
    git(&project, &["init", "-q"]);
    git(&project, &["add", "-A"]);
    git(&project, &["commit", "-q", "-m", "first"]);
    project
}

#[test]
fn a_draft_of_a_git_revision_is_compared() {
    let project = committed();
    project.replace(REPLY, "It will report", "It may report");
    let output = run(&project, "chancery", &["diff", "HEAD:replies/mine.md", REPLY]);
    exits(&output, 1);
    assert!(output.stdout.contains("[-will-] → {+may+}"), "{output}");
    let output = run(&project, "chancery", &["diff", "HEAD:replies/none.md", REPLY]);
    exits(&output, 2);
    assert!(output.stderr.contains("git has no such revision"), "{output}");
}

#[test]
fn git_diff_compares_drafts_in_this_way() {
    let project = committed();
    project.write(".gitattributes", "replies/*.md diff=chancery\n");
    git(&project, &["config", "diff.chancery.command", "chancery diff --git"]);
    let moved = project.read(REPLY).replace("It will report", "It may report");
    project.write(REPLY, moved);
    let output = git(&project, &["diff"]);
    assert!(output.stdout.contains("a/replies/mine.md → b/replies/mine.md"), "{output}");
    assert!(output.stdout.contains("{+may+}"), "{output}");
    git(&project, &["add", "-A"]);
    git(&project, &["commit", "-q", "-m", "second"]);
    git(&project, &["mv", REPLY, "replies/renamed.md"]);
    project.write("replies/broken.md", "no draft\n");
    git(&project, &["add", "-A"]);
    git(&project, &["commit", "-q", "-m", "third"]);
    let output = git(&project, &["log", "-p", "--ext-diff"]);
    assert!(output.stdout.contains("replies/broken.md is a new draft."), "{output}");
    assert!(output.stdout.contains("b/replies/renamed.md"), "{output}");
}
