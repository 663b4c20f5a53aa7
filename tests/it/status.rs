//! `chancery status`.

use std::path::Path;

use chancery::replies::Replies;

use crate::opinions::{self, PINNED};
use crate::project::{Project, run_in};

/// The opinion [`PINNED`] with the day of its receipt: the reply is due on 12 January 2017.
fn received() -> String {
    PINNED.replacen("acts:", "received: 2016-10-12\nacts:", 1)
}

fn reasoned(chamber: &str, received: &str) -> String {
    format!(
        "chamber: {chamber}\nkind: reasoned\nreceived: {received}\nacts:\n  - reference: COM(2016) 128 final\n    \
         kind: proposal-directive\n    subject: on the posting of workers\n    transmitted: 2016-03-08\n\
         points: [{{ text: Objects. }}]\nreply: {{ date: 2016-07-20 }}\n"
    )
}

/// Writes the file of a PDF as if it had been rendered from the draft as it is.
fn pretend_pdf(project: &Project, name: &str) {
    let replies = Replies::in_folder(project.path("replies"));
    replies.write_pdf(name, b"letter".to_vec()).expect("it is free");
    let draft = project.read(&format!("replies/{name}.md"));
    replies.remember_printed(name, &draft, "").expect("it can be written");
}

fn state(project: &Project, date: &str) -> serde_json::Value {
    let report = project.json(["status", "in", "--date", date, "--format", "json"]);
    report["items"][0].clone()
}

#[test]
fn a_reply_is_followed_from_its_opinion_to_its_dispatch() {
    let project = Project::with("in/x.yaml", &received());
    let show = || project.run(["status", "in", "--date", "2017-01-02"]);
    insta::assert_snapshot!("followed_undrafted", show());
    project.run(["draft", "in/x.yaml"]);
    insta::assert_snapshot!("followed_final", show());
    pretend_pdf(&project, "x");
    insta::assert_snapshot!("followed_rendered", show());
    project.replace("replies/x.md", "The Commission", "Indeed, the Commission");
    insta::assert_snapshot!("followed_edited", show());
    project.replace("in/x.yaml", "reply:\n", "reply:\n  sent: 2017-01-12\n");
    let show = || project.run(["status", "in", "--date", "2017-01-12"]);
    insta::assert_snapshot!("followed_sent", show());
    assert_eq!(state(&project, "2017-01-11")["state"], "final", "it has not gone out yet");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_known_as_that_of_its_draft_until_a_hand_changes_it() {
    let project = Project::with("in/x.yaml", &received());
    project.run(["draft", "in/x.yaml", "-t", "md,pdf"]);
    assert_eq!(state(&project, "2017-01-02")["state"], "rendered");
    project.replace("replies/x.md", "The Commission", "Indeed, the Commission");
    assert_eq!(state(&project, "2017-01-02")["state"], "final");
    project.run(["render", "replies/x.md"]);
    assert_eq!(state(&project, "2017-01-02")["state"], "rendered");
    project.run(["render", "replies/x.md", "--draft"]);
    assert_eq!(state(&project, "2017-01-02")["state"], "final", "its pages carry the word DRAFT");
}

#[test]
fn what_keeps_a_draft_from_being_final_is_told() {
    let text = opinions::with_gap().replacen("  number: C(2017) 16 final\n", "", 1);
    let project = Project::with("in/x.yaml", &text);
    project.run(["draft", "in/x.yaml"]);
    let new = "points:\n  - id: later\n    text: Came later.\n";
    project.replace("in/x.yaml", "points:\n", new);
    insta::assert_snapshot!(project.run(["status", "in", "--date", "2017-01-02"]));
    let open = state(&project, "2017-01-02")["open"].clone();
    assert_eq!(open.as_array().unwrap().len(), 3, "{open}");
}

#[test]
fn a_draft_with_mistakes_is_told_with_its_line() {
    let project = Project::with("in/x.yaml", &received());
    project.run(["draft", "in/x.yaml"]);
    project.replace("replies/x.md", "chamber: ro-camera", "chambre: ro-camera");
    insta::assert_snapshot!(project.run(["status", "in", "--date", "2016-11-01"]));
}

#[test]
fn the_day_decides_what_presses() {
    let project = Project::with("in/x.yaml", &received());
    for (date, urgency, days, exit) in [
        ("2016-12-28", "later", 15, 0),
        ("2016-12-29", "soon", 14, 1),
        ("2017-01-12", "soon", 0, 1),
        ("2017-01-13", "overdue", -1, 1),
    ] {
        let output = project.output(["status", "in", "--date", date], "");
        assert_eq!(output.status, exit, "{date}: {output}");
        let item = state(&project, date);
        assert_eq!((&item["urgency"], &item["days_left"]), (&urgency.into(), &days.into()));
    }
}

#[test]
fn a_holding_reply_is_shown_and_moves_nothing() {
    let text = received().replacen("reply:\n", "reply:\n  holding: 2017-01-05\n", 1);
    let text = text.replacen("2017-01-10", "2017-02-10", 1);
    let project = Project::with("in/x.yaml", &text);
    insta::assert_snapshot!(project.run(["status", "in", "--date", "2017-01-20"]));
    let item = state(&project, "2017-01-04");
    assert_eq!((&item["holding"], &item["due"]), (&().into(), &"2017-01-12".into()));
}

#[test]
fn the_most_urgent_comes_first_and_what_is_broken_stops_nothing() {
    let project = Project::with("in/later.yaml", &received());
    project.write("in/2016/first.yml", received().replacen("2016-10-12", "2016-10-11", 1));
    project.write("in/a-undated.yaml", PINNED);
    project.write(
        "in/a-sent.yaml",
        received().replacen("reply:\n", "reply:\n  sent: 2017-01-20\n", 1),
    );
    project.write("in/broken.yaml", opinions::broken());
    project.write("in/.hidden.yaml", "not looked at");
    insta::assert_snapshot!(project.run(["status", "in", "--date", "2017-01-21"]));
    let report = project.json(["status", "in", "--date", "2017-01-21", "--format", "json"]);
    insta::assert_snapshot!(
        "programs_read_the_status",
        serde_json::to_string_pretty(&report).unwrap()
    );
}

#[test]
fn votes_are_counted_within_the_window() {
    let project = Project::with("in/dk.yaml", &reasoned("dk-folketing", "2016-05-03"));
    project.write("in/es-2.yaml", reasoned("es-cortes", "2016-04-21"));
    project.write("in/es-1.yaml", reasoned("es-senado", "2016-04-20"));
    project.write("in/pl.yaml", reasoned("pl-sejm", "2016-05-04"));
    project.write("in/other.yaml", received());
    insta::assert_snapshot!(project.run(["status", "in", "--date", "2016-05-04"]));
}

#[test]
fn nineteen_votes_make_a_yellow_card() {
    let project = Project::new();
    for chamber in [
        "bg-narodno-sabranie",
        "hr-sabor",
        "dk-folketing",
        "ee-riigikogu",
        "hu-orszaggyules",
        "lv-saeima",
        "lt-seimas",
        "sk-nr",
        "ro-camera",
        "ro-senat",
        "cz-senat",
    ] {
        project.write(&format!("in/{chamber}.yaml"), reasoned(chamber, "2016-05-03"));
    }
    let report = project.json(["status", "in", "--date", "2016-06-01", "--format", "json"]);
    let votes = &report["votes"][0];
    assert_eq!((&votes["votes"], &votes["yellow"]), (&19.into(), &19.into()), "{report:#}");
    assert_eq!((&votes["card"], &votes["total"]), (&"yellow".into(), &56.into()));
}

#[test]
fn a_single_opinion_can_be_asked_about_and_replies_lie_where_one_says() {
    let project = Project::with("x.yaml", &received());
    project.run(["draft", "x.yaml", "-o", "elsewhere"]);
    let args = ["status", "x.yaml", "-o", "elsewhere", "--date", "2016-11-01", "--format", "json"];
    let report = project.json(args);
    assert_eq!(report["items"][0]["reply"], "elsewhere/x.md");
    assert_eq!(report["items"][0]["state"], "final");
}

#[test]
fn two_opinions_of_one_name_are_never_final() {
    let project = Project::with("in/2016/x.yaml", &received());
    project.run(["draft", "in/2016/x.yaml"]);
    project.write("in/2017/x.yaml", received());
    insta::assert_snapshot!(project.run(["status", "in", "--date", "2016-11-01"]));
}

#[test]
fn the_draft_of_another_opinion_is_nobody_elses() {
    let project = Project::with("2016/x.yaml", &received());
    project.write("2017/x.yaml", received());
    project.run(["draft", "2016/x.yaml"]);
    let item = |folder: &str| {
        let args = ["status", folder, "--date", "2016-11-01", "--format", "json"];
        project.json(args)["items"][0].clone()
    };
    assert_eq!(item("2016")["state"], "final");
    let second = item("2017");
    assert_eq!(second["state"], "undrafted");
    assert_eq!(second["open"][0], "`2016/x.yaml` would write the same reply");
}

/// The days and votes of the examples depend on the opinions alone.
#[test]
fn the_examples_have_their_days_and_votes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let args = ["status", "opinions", "--date", "2017-01-02", "--format", "json"];
    let output = run_in(folder, &args, "");
    assert_eq!((output.status, output.stderr.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    let days: Vec<String> = report["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| !item["due"].is_null())
        .map(|item| format!("{} {} {}", item["chamber"], item["due"], item["urgency"]))
        .collect();
    assert_eq!(
        days.join("\n").replace('"', ""),
        "ie-oireachtas 2014-01-25 overdue\nat-bundesrat 2017-02-10 later\nes-cortes 2017-02-24 later\n\
         pt-assembleia 2017-04-25 later\nnl-tweede-kamer 2017-10-12 later"
    );
    assert_eq!(report["counts"]["unknown"], 5);
    let votes = report["votes"].as_array().unwrap().iter();
    let votes =
        votes.map(|one| format!("{} {} {}", one["votes"], one["yellow"], one["window_end"]));
    assert_eq!(votes.collect::<Vec<_>>(), ["2 14 \"2013-10-28\"", "0 19 \"2016-05-10\""]);
}

#[test]
fn where_no_opinion_lies_nothing_can_be_said() {
    let project = Project::with("in/notes.md", "nothing");
    insta::assert_snapshot!(project.run(["status", "in"]));
    insta::assert_snapshot!(project.run(["status", "out"]));
}

#[test]
fn a_folder_of_broken_opinions_is_told_as_findings() {
    let project = Project::with("in/broken.yaml", &opinions::broken());
    let output = project.output(["status", "in", "--date", "2017-01-02"], "");
    assert_eq!(output.status, 1, "{output}");
}
