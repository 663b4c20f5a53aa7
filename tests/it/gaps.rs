//! `chancery library gaps`.

use crate::opinions;
use crate::project::Project;

/// An opinion of a chamber with some points that nothing answers, after one that is answered.
fn opinion(chamber: &str, points: &[&str]) -> String {
    let point = |text: &&str| format!("  - {{ text: '{text}', stance: request }}\n");
    let points = points.iter().map(point).collect::<Vec<_>>().concat();
    let text = opinions::PINNED.replacen("ro-camera", chamber, 1);
    text.replacen("reply:\n", &format!("{points}reply:\n"), 1)
}

fn project() -> Project {
    let project = Project::new();
    let write =
        |path: &str, chamber, points: &[&str]| project.write(path, opinion(chamber, points));
    write(
        "opinions/sejm.yaml",
        "pl-sejm",
        &["Calls for stricter controls of the sale of firearms.", "Zeppelins are too slow."],
    );
    write(
        "opinions/2017/senat.yaml",
        "fr-senat",
        &["Wants firearms sold under stricter controls."],
    );
    write(
        "opinions/2017/camera.yaml",
        "ro-camera",
        &["Is worried that firearms are on sale without controls.", "Firearms: stricter controls."],
    );
    project
}

#[test]
fn what_nothing_answers_is_counted_by_chamber_the_most_frequent_first() {
    insta::assert_snapshot!(project().run(["library", "gaps", "opinions", "--date", "2017-01-10"]));
}

#[test]
fn programs_read_the_gaps() {
    let json = project().json(["library", "gaps", "opinions", "--format", "json"]);
    assert_eq!((&json["opinions"], &json["points"]), (&3.into(), &5.into()));
    let gap = &json["gaps"][0];
    let chambers = serde_json::json!({ "fr-senat": 1, "pl-sejm": 1, "ro-camera": 2 });
    assert_eq!(gap["chambers"], chambers);
    assert!(gap["words"].as_array().unwrap().contains(&"firearms".into()), "{gap}");
    for point in gap["points"].as_array().unwrap() {
        assert!(["unsure", "unanswered"].contains(&point["outcome"].as_str().unwrap()));
        assert!(point["text"].as_str().unwrap().to_lowercase().contains("firearms"));
    }
    assert_eq!(json["failed"], serde_json::json!([]));
}

#[test]
fn names_and_order_of_the_files_do_not_change_the_gaps() {
    let words = |project: &Project| {
        let json = project.json(["library", "gaps", "opinions", "--format", "json"]);
        let gaps = json["gaps"].as_array().unwrap().clone();
        let texts = |gap: &serde_json::Value| {
            let points = gap["points"].as_array().unwrap().iter();
            let mut texts: Vec<String> = points.map(|one| one["text"].to_string()).collect();
            texts.sort();
            (gap["words"].to_string(), texts)
        };
        gaps.iter().map(texts).collect::<Vec<_>>()
    };
    let project = project();
    let before = words(&project);
    let rename = |from, to| std::fs::rename(project.path(from), project.path(to)).unwrap();
    rename("opinions/sejm.yaml", "opinions/2017/z.yaml");
    rename("opinions/2017/senat.yaml", "opinions/a.yml");
    assert_eq!(words(&project), before);
}

#[test]
fn an_opinion_with_mistakes_does_not_stop_the_others() {
    let project = project();
    project.write("opinions/bad.yaml", opinions::broken());
    project.write("opinions/.hidden.yaml", opinions::broken());
    let output = project.output(["library", "gaps", "opinions"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("opinions/bad.yaml:1:10"), "{output}");
    assert!(output.stdout.starts_with("5 points of 3 opinions without an answer"), "{output}");
}

#[test]
fn a_folder_without_opinions_is_told() {
    let project = Project::with("empty/readme.md", "Nothing.");
    insta::assert_snapshot!(project.run(["library", "gaps", "empty"]), @r"
    exit: 2
    ── stderr ──
    error: no opinion lies below `empty`: their files end in `.yaml`
    ");
    insta::assert_snapshot!(project.run(["library", "gaps", "none"]), @r"
    exit: 2
    ── stderr ──
    error: cannot read `none`: there is no such file or folder
    ");
}
