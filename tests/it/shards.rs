//! Parts of a run, and what the runs on them leave to other runs.

use crate::batch::{batch, project};
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
