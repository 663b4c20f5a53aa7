//! The reports of `chancery batch` and `chancery report merge`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::opinions;
use crate::project::{Output, Project, run_in};

const ARGS: [&str; 6] = ["batch", "opinions", "--library", "small", "--date", "2017-01-02"];

/// Three chambers on one act, of which two ask for the same.
fn project() -> Project {
    let project = Project::new();
    paragraph(&project, "prisons", "The Commission knows prisons.\nIt hopes so.");
    paragraph(&project, "rivers", "The Commission knows rivers.\nIt hopes so.");
    project.write("opinions/a.yaml", opinion("ro-camera", "prisons"));
    project.write("opinions/b.yaml", opinion("pl-sejm", "rivers"));
    project.write("opinions/c.yaml", opinion("ro-camera", "prisons"));
    project.write("opinions/open.yaml", opinions::with_gap().replace("ran-prisons", "rivers"));
    project.write("opinions/wrong.yaml", opinions::broken());
    project
}

fn paragraph(project: &Project, id: &str, text: &str) {
    project.write(&format!("small/field/{id}.md"), format!("---\ntitle: {id}\n---\n{text}\n"));
}

fn opinion(chamber: &str, pin: &str) -> String {
    opinions::PINNED.replace("ro-camera", chamber).replace("ran-prisons", pin)
}

#[track_caller]
fn batch(project: &Project, more: &[&str]) -> Output {
    run_in(&project.path(""), &[&ARGS[..], more].concat(), "")
}

#[track_caller]
fn report(project: &Project, more: &[&str]) -> Value {
    let output = batch(project, &[more, &["--report", "-"]].concat());
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output}"))
}

/// The values of a field in a list of objects.
fn field<'a>(list: &'a Value, name: &str) -> Vec<&'a Value> {
    list.as_array().expect("it is a list").iter().map(|one| &one[name]).collect()
}

#[test]
fn the_report_has_the_fields_that_programs_rely_on() {
    let report = report(&project(), &[]);
    let counts = ["opinions", "complete", "open", "conflict", "failed", "unchanged"];
    assert_eq!(
        counts.map(|name| &report[name]),
        [&json!(5), &json!(3), &json!(1), &json!(0), &json!(1), &json!(0)]
    );
    assert_eq!(report["day"], "2017-01-02");
    let failed = &report["items"][4];
    assert_eq!(failed["opinion"], "opinions/wrong.yaml");
    assert_eq!([&failed["state"], &failed["action"]], [&json!("failed"), &json!("none")]);
    assert_eq!(failed["due"], Value::Null);
    assert!(failed["error"].as_str().is_some_and(|error| error.contains("ro-camara")));
    let open = &report["items"][3];
    assert_eq!([&open["state"], &open["action"]], [&json!("open"), &json!("written")]);
    assert_eq!(open["reply"], "replies/open.md");
    assert_eq!(open["gaps"].as_array().map(Vec::len), Some(1));
    assert_eq!(open["error"], Value::Null);
    let names = |value: &Value| -> BTreeSet<String> {
        value.as_object().expect("it is an object").keys().cloned().collect()
    };
    let design = ["opinion", "state", "action", "reply", "gaps", "error", "due"];
    let added = ["weakest", "why", "files", "edited", "account"];
    let all = design.iter().chain(&added).map(|name| (*name).to_owned()).collect();
    assert_eq!(names(open), all);
    assert_eq!(names(failed), all);
    let together = ["gaps", "acts", "repeated"].map(|name| format!("{name}: {:#}", report[name]));
    insta::assert_snapshot!(together.join("\n"));
}

#[test]
fn an_unchanged_run_knows_as_much_as_the_one_that_drafted() {
    let project = project();
    let first = report(&project, &[]);
    let second = report(&project, &[]);
    assert_eq!(second["unchanged"], 4);
    for name in ["gaps", "acts", "repeated", "overdue", "soon"] {
        assert_eq!(first[name], second[name], "{name}");
    }
}

#[test]
fn a_point_that_may_raise_a_second_issue_is_told() {
    let project = Project::new();
    let text = "Prison staff should be trained to recognise radicalisation among inmates, and proposals \
                should come with an impact assessment of their costs.";
    let asked = opinions::PINNED.replace("Asks that radicalisation in prisons be tackled.", text);
    project.write("opinions/a.yaml", asked.replace("    answer: [ran-prisons]\n", ""));
    let report = ["batch", "opinions", "--report", "report.json", "--report", "report.html"];
    let output = run_in(&project.path(""), &report, "");
    let told = "The point prisons may raise a second issue: perhaps also impact-assessment.";
    assert!(output.stderr.contains(told), "{output}");
    let json: Value = serde_json::from_str(&project.read("report.json")).expect("it is JSON");
    let point = &json["items"][0]["account"]["points"][0];
    assert_eq!(point["perhaps_also"], "impact-assessment");
    let page = project.read("report.html");
    assert!(page.contains("<b>prisons</b> <span class=\"note\">may raise a second issue"));
}

#[test]
fn replies_in_wording_of_different_age_are_told() {
    let project = project();
    report(&project, &[]);
    let acts = report(&project, &[])["acts"].clone();
    assert_eq!(field(&acts[0]["paragraphs"], "differs"), [&json!(false), &json!(false)]);
    let (dated, sent) = ("date: 2017-01-10\n", "date: 2017-01-02\n  sent: 2017-01-02\n");
    project.replace("opinions/a.yaml", dated, sent);
    report(&project, &[]);
    paragraph(&project, "prisons", "The Commission knows prisons better.\nIt hopes so.");
    let acts = report(&project, &[])["acts"].clone();
    let of_prisons = &acts[0]["paragraphs"][0];
    assert_eq!(
        [&of_prisons["paragraph"], &of_prisons["differs"]],
        [&json!("prisons"), &json!(true)]
    );
    let versions: BTreeSet<String> =
        field(&of_prisons["uses"], "version").into_iter().map(Value::to_string).collect();
    assert_eq!(versions.len(), 2, "{of_prisons}");
}

#[test]
fn shards_merge_into_every_form_that_the_whole_run_writes() {
    let (whole, parts) = (project(), project());
    batch(&whole, &["--report", "r.json", "--report", "r.csv", "--report", "r.html"]);
    for part in ["1/3", "2/3", "3/3"] {
        let file = format!("{}.json", &part[..1]);
        batch(&parts, &["--shard", part, "--report", &file]);
    }
    for form in ["json", "csv", "html"] {
        let file = format!("r.{form}");
        let merged = parts.run(["report", "merge", "3.json", "1.json", "2.json", "-o", &file]);
        assert!(merged.starts_with("exit: 0"), "{merged}");
        assert_eq!(parts.read(&file), whole.read(&file));
        assert!(whole.read(&file).len() > 500);
    }
}

#[test]
fn a_report_has_no_clock_and_no_number_of_threads_in_it() {
    let written = |jobs| {
        let project = project();
        batch(&project, &["--jobs", jobs, "--report", "r.html", "--report", "r.csv"]);
        project.read("r.html") + &project.read("r.csv")
    };
    assert_eq!(written("1"), written("4"));
}

#[test]
fn a_name_can_be_no_formula_and_no_markup() {
    let project = Project::new();
    paragraph(&project, "rivers", "The Commission knows rivers.");
    let hostile = "<img src=x onerror=alert(1)>\"'&";
    let gap = opinions::with_gap().replace("ran-prisons", "rivers");
    project.write(&format!("opinions/{hostile}.yaml"), gap);
    project.write("=1+1.yaml", opinions::broken());
    let args = [
        &["batch", "opinions", "=1+1.yaml"],
        &ARGS[2..],
        &["--report", "r.csv", "--report", "r.html"],
    ];
    run_in(&project.path(""), &args.concat(), "");
    let csv = project.read("r.csv");
    assert!(csv.starts_with("\u{feff}opinion,state,action,"), "{csv}");
    assert!(csv.contains("\r\n'=1+1.yaml,failed,"), "{csv}");
    let html = project.read("r.html");
    assert!(!html.contains("<img"), "{html}");
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;"), "{html}");
}

#[test]
fn a_report_of_no_known_form_is_refused_before_anything_is_done() {
    let project = project();
    let refused = batch(&project, &["--report", "report.pdf"]);
    assert_eq!(refused.status, 2);
    assert_eq!(
        refused.stderr,
        "error: `report.pdf` is no report: end its name in `.json`, `.csv` or `.html`\n"
    );
    assert!(!project.files().iter().any(|file| file.starts_with("replies")));
}
