//! `chancery new`.

use crate::project::Project;

#[test]
fn the_skeleton_of_an_opinion_explains_itself() {
    insta::assert_snapshot!(Project::new().run(["new", "opinion", "ro-camera"]));
}

#[test]
fn the_skeleton_of_a_paragraph_explains_itself() {
    insta::assert_snapshot!(Project::new().run(["new", "paragraph", "ran-prisons"]));
}

#[test]
fn the_skeleton_of_an_opinion_is_an_opinion() {
    let project = Project::new();
    for chamber in ["ro-camera", "ie-seanad", "pt-assembleia"] {
        let skeleton = project.output(["new", "opinion", chamber], "").stdout;
        let checked = project.output(["check", "-", "--date", "2017-01-10"], &skeleton);
        assert_eq!(checked.status, 0, "{chamber}:\n{checked}");
    }
}

/// Every line that is commented out must be right once its mark is taken away.
#[test]
fn the_whole_skeleton_of_an_opinion_can_be_used() {
    let project = Project::new();
    let skeleton = project.output(["new", "opinion", "ro-camera"], "").stdout;
    let used: Vec<String> = skeleton
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(rest) if rest.contains(": ") && !line.starts_with("# Lines") => rest
                .strip_prefix(' ')
                .filter(|_| !rest.starts_with("  "))
                .unwrap_or(rest)
                .to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    let text = used.join("\n").replace("\n  id:", "\n    id:");
    let checked = project.output(["check", "-"], &text);
    assert!(!checked.stderr.contains("unknown"), "{text}\n{checked}");
}

#[test]
fn the_skeleton_of_a_paragraph_is_a_paragraph() {
    let project = Project::new();
    let skeleton = project.output(["new", "paragraph", "mine"], "").stdout;
    project.write("templates/paragraphs/security/mine.md", skeleton);
    let shown = project.output(["library", "list"], "");
    assert_eq!(shown.status, 0, "{shown}");
    assert!(shown.stdout.contains("mine "), "{shown}");
}

#[test]
fn what_cannot_be_a_name_is_refused() {
    let project = Project::new();
    insta::assert_snapshot!(project.run(["new", "opinion", "ro-camara"]), @r"
    exit: 2
    ── stderr ──
    error: unknown chamber `ro-camara`; did you mean `ro-camera`?
    ");
    insta::assert_snapshot!(project.run(["new", "opinion", "Senat"]), @r"
    exit: 2
    ── stderr ──
    error: unknown chamber `Senat`; several chambers have this name: write `cz-senat` (Czechia) or `fr-senat` (France) or `pl-senat` (Poland) or `ro-senat` (Romania)
    ");
    insta::assert_snapshot!(project.run(["new", "paragraph", "închisori"]), @r"
    exit: 2
    ── stderr ──
    error: `închisori` cannot be the name of a paragraph; use letters without accents, digits, `-` and `_`
    ");
    insta::assert_snapshot!(project.run(["new", "paragraph", "../x"]), @r"
    exit: 2
    ── stderr ──
    error: `../x` cannot be the name of a paragraph; use letters without accents, digits, `-` and `_`
    ");
    assert!(project.files().is_empty());
}
