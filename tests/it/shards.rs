//! Parts of a run, and what the runs on them leave to other runs.

use std::fs::File;

use crate::batch::{batch, project, report};
use crate::opinions;
use crate::project::Project;

/// A project of which all parts were run, one after the other, each with its report.
#[track_caller]
fn in_parts(parts: usize) -> Project {
    let project = project(12);
    project.write("opinions/b.yaml", opinions::PINNED.replace("ran-prisons", "zeppelins"));
    for part in 1..=parts {
        let (shard, file) = (format!("{part}/{parts}"), format!("{part}-of-{parts}.json"));
        let output = batch(&project, &["--shard", &shard, "--report", &file]);
        assert!(output.status <= 1, "{output}");
    }
    project
}

#[test]
fn a_missing_part_is_told_by_its_number() {
    let project = in_parts(4);
    let merge = |more: [&str; 2]| project.run(["report", "merge", "1-of-4.json", more[0], more[1]]);
    insta::assert_snapshot!(merge(["3-of-4.json", "1-of-4.json"]));
    batch(&project, &["--shard", "1/2", "--report", "1-of-2.json"]);
    insta::assert_snapshot!(merge(["2-of-4.json", "1-of-2.json"]));
    batch(&project, &["--report", "all.json"]);
    insta::assert_snapshot!(merge(["2-of-4.json", "all.json"]));
    // A single report is written in another form, and stays one of a part.
    let single = project.json(["report", "merge", "2-of-4.json"]);
    assert_eq!(single["shard"], "2/4");
}

#[test]
fn a_whole_run_knows_how_the_opinions_of_parts_ended() {
    let project = in_parts(3);
    assert_eq!(report(&project, &["--only", "failed"])["opinions"], 1);
    let states = |name: &str| project.path(&format!("replies/.chancery/{name}")).exists();
    assert!(states("states") && !states("states-1-of-3"), "the whole run has taken them up");
    assert_eq!(report(&project, &["--only", "complete"])["opinions"], 12);

    // A part knows what the whole run knew, and the whole run what a part has changed since.
    let failed: u64 = (1..=3)
        .map(|part| {
            let shard = format!("{part}/3");
            let failed = report(&project, &["--only", "failed", "--shard", &shard]);
            failed["opinions"].as_u64().expect("it is a number")
        })
        .sum();
    assert_eq!(failed, 1);
    project.write("small/field/zeppelins.md", "---\ntitle: Zeppelins\n---\nZeppelins moor.\n");
    for shard in ["1/3", "2/3", "3/3"] {
        batch(&project, &["--shard", shard]);
    }
    assert_eq!(report(&project, &["--only", "complete"])["opinions"], 13);
}

#[test]
fn opinions_are_not_divided_in_two_ways_at_once() {
    let project = in_parts(2);
    let lock = "replies/.chancery/lock-1-of-3";
    let held = File::create(project.path(lock)).expect("it can be made");
    held.lock().expect("it is free");
    assert_eq!(batch(&project, &["--shard", "2/3"]).status, 0);
    let output = batch(&project, &["--shard", "1/2"]);
    assert_eq!(output.status, 2, "{output}");
    assert!(output.stderr.contains("is at work in `replies`"), "{output}");
    drop(held);
    assert!(batch(&project, &["--shard", "1/2"]).status <= 1);
}
