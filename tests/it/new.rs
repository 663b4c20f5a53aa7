//! `chancery new`.

use crate::project::Project;

#[test]
fn the_skeleton_of_an_opinion_explains_itself() {
    insta::assert_snapshot!(Project::new().run(["new", "opinion", "ro-camera"]));
}

#[test]
fn the_skeleton_of_a_paragraph_explains_itself() {
    insta::assert_snapshot!(Project::new().run(["new", "paragraph", "firearms"]));
}

/// Fills the places of a skeleton that stand in brackets.
#[track_caller]
fn filled(skeleton: &str) -> String {
    let mut text = String::new();
    for line in skeleton.lines() {
        let place = line.find("'[").zip(line.find("]'")).map(|(start, end)| (start, end + 2));
        let Some((start, end)) = place else {
            text.extend([line, "\n"]);
            continue;
        };
        let is_reference = line[..start].contains("reference:");
        let value = if is_reference { "COM(2016) 379 final" } else { "on more of it" };
        text.extend([&line[..start], value, &line[end..], "\n"]);
    }
    assert_ne!(text, skeleton, "the skeleton has no places to fill");
    text
}

#[test]
fn the_skeleton_of_an_opinion_is_an_opinion_once_its_places_are_filled() {
    let project = Project::new();
    for chamber in ["ro-camera", "ie-seanad", "pt-assembleia"] {
        let skeleton = project.output(["new", "opinion", chamber], "").stdout;
        let checked = project.output(["check", "-", "--date", "2017-01-10"], &filled(&skeleton));
        assert_eq!(checked.status, 0, "{chamber}:\n{checked}");
    }
}

#[test]
fn a_skeleton_that_nobody_has_filled_in_is_no_opinion() {
    let project = Project::new();
    let skeleton = project.output(["new", "opinion", "ro-camera"], "").stdout;
    project.write("mine.yaml", &skeleton);
    let drafted = project.output(["draft", "mine.yaml"], "");
    assert_eq!(drafted.status, 1, "{drafted}");
    let places = skeleton.matches("'[").count();
    assert_eq!(drafted.stderr.matches("this is still to be filled in").count(), places);
    assert_eq!(project.files(), ["mine.yaml"]);
}

/// Every line that is commented out must be right once its mark is taken away.
#[test]
fn the_whole_skeleton_of_an_opinion_can_be_used() {
    let project = Project::new();
    let skeleton = project.output(["new", "opinion", "ro-camera"], "").stdout;
    let mut used = Vec::new();
    for line in skeleton.lines() {
        // `#   key: value` stands one level deeper, `# key: value` at the left.
        let bare = line.strip_prefix("#   ").map(|rest| ("    ", rest));
        let bare = bare.or_else(|| line.strip_prefix("# ").map(|rest| ("", rest)));
        let key = bare.and_then(|(_, rest)| rest.split_once(':')).map(|(key, _)| key);
        let is_key =
            key.is_some_and(|key| key.bytes().all(|one| one.is_ascii_lowercase() || one == b'_'));
        used.push(match bare {
            Some((indent, rest)) if is_key => format!("{indent}{rest}"),
            _ => line.to_owned(),
        });
    }
    let (opinion, reply) = used.split_at(used.iter().position(|line| line == "reply:").unwrap());
    let reply: Vec<String> = reply.iter().map(|line| line.replacen("    ", "  ", 1)).collect();
    let text = filled(&format!("{}\n{}\n", opinion.join("\n"), reply.join("\n")));
    let checked = project.output(["check", "-"], &text);
    assert_eq!(checked.status, 0, "{text}\n{checked}");
    assert!(text.contains("\n  signatories: [timmermans, king]\n"), "{text}");
}

#[test]
fn the_skeleton_of_a_paragraph_is_a_paragraph_once_its_places_are_filled() {
    let project = Project::new();
    let skeleton = project.output(["new", "paragraph", "mine"], "").stdout;
    project.write("templates/paragraphs/security/mine.md", &skeleton);
    let unfilled = project.output(["library", "list"], "");
    assert_eq!(unfilled.status, 2, "{unfilled}");
    assert_eq!(unfilled.stderr.matches("this is still to be filled in").count(), 5, "{unfilled}");
    let body = skeleton.find("---\n[").expect("the body is a place") + "---\n".len();
    let text = format!("{}The Commission acts.\n", filled(&skeleton[..body]));
    project.write("templates/paragraphs/security/mine.md", text);
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

#[test]
fn a_paragraph_that_is_built_in_is_told_as_one_that_would_be_replaced() {
    let output = Project::new().output(["new", "paragraph", "ran-prisons"], "");
    insta::assert_snapshot!(output.stderr, @"There is a built-in paragraph `ran-prisons`: a file `ran-prisons.md` below `templates/paragraphs/` takes its place. To change its wording, begin with `chancery library show ran-prisons`.");
    assert!(output.stdout.starts_with("---\n"), "{output}");
}
