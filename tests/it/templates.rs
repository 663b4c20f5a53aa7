//! The `templates/` and settings of an office, in place of the built-in ones.

use crate::opinions;
use crate::project::Project;

/// A skeleton that has little to say.
fn skeleton() -> String {
    let mut text = "\
{% block opening %}We thank {{ chamber.the }}.{% endblock %}
{% block closing %}We remain at your disposal.{% endblock %}
{% block annex %}# Annex{% endblock %}
"
    .to_owned();
    for part in ["context", "welcome", "proportionality", "substance", "pointer"] {
        text.extend(["{% block ", part, " %}{% endblock %}\n"]);
    }
    for stance in ["support", "concern", "request", "question", "criticism"] {
        text.extend(["{% block lead_in_", stance, " %}{% endblock %}\n"]);
    }
    text
}

#[test]
fn the_skeleton_of_the_office_takes_the_built_in_ones_place() {
    let project = Project::with("templates/letter.md", &skeleton());
    project.write("mine.yaml", opinions::PINNED);
    let output = project.output(["draft", "mine.yaml", "-o", "-"], "");
    assert_eq!(output.status, 0, "{output}");
    assert!(output.stdout.contains("-->\nWe thank the Camera Deputaților.\n"), "{output}");
    assert!(output.stdout.contains("-->\nWe remain at your disposal.\n"), "{output}");
    assert!(output.stdout.contains("{paragraph: ran-prisons,"), "{output}");
}

#[test]
fn a_skeleton_without_a_block_is_refused() {
    let text =
        skeleton().replace("{% block closing %}We remain at your disposal.{% endblock %}\n", "");
    let project = Project::with("templates/letter.md", &text);
    project.write("mine.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["draft", "mine.yaml"]), @r"
    exit: 2
    ── stderr ──
    error: the skeleton has no block `closing`
    --> templates/letter.md
     = help: add `{% block closing %}…{% endblock %}`; it may be empty
    ");
    assert_eq!(project.files(), ["mine.yaml", "templates/", "templates/letter.md"]);
}

#[test]
fn a_mistake_in_the_skeleton_is_told_with_its_place() {
    let text = skeleton().replace("{{ chamber.the }}", "{{ chamber.teh }}");
    let project = Project::with("templates/letter.md", &text);
    insta::assert_snapshot!(project.run(["library", "list"]), @r"
    exit: 2
    ── stderr ──
    error: unknown variable `chamber.teh`
     --> templates/letter.md:1:32
      |
    1 | {% block opening %}We thank {{ chamber.teh }}.{% endblock %}
      |                                ^^^^^^^^^^^
      |
      = help: there are `chamber.name`, `chamber.the`, `chamber.possessive`, `chamber.its`, `chamber.country` and `chamber.code`
    ");
    let text = skeleton().replace("{{ chamber.the }}", "{{ chamber.the");
    project.write("templates/letter.md", text);
    insta::assert_snapshot!(project.run(["library", "list"]), @r"
    exit: 2
    ── stderr ──
    error: the template cannot be filled: Found `{` but expected identifier
     --> templates/letter.md:1:44
      |
    1 | {% block opening %}We thank {{ chamber.the.{% endblock %}
      |                                            ^
      |
      = help: the variables are told in README.md, the syntax is that of Tera
    ");
}

#[test]
fn paragraphs_of_the_office_come_on_top_of_the_built_in_ones() {
    let project = Project::with(
        "templates/paragraphs/air/zeppelins.md",
        "---\ntitle: Zeppelins\nterms: [zeppelins, lighthouses, moored]\nexamples: [Demands that zeppelins be moored at lighthouses.]\n---\nZeppelins are moored.\n",
    );
    project.write("mine.yaml", opinions::with_gap());
    let output = project.output(["draft", "mine.yaml", "-o", "-"], "");
    assert_eq!(output.status, 0, "{output}");
    assert!(output.stdout.contains("{paragraph: zeppelins,"), "{output}");
    assert!(output.stdout.contains("{paragraph: ran-prisons,"), "{output}");
}

#[test]
fn a_paragraph_of_the_office_takes_the_place_of_the_built_in_one_of_its_name() {
    let project = Project::with(
        "templates/paragraphs/home/ran-prisons.md",
        "---\ntitle: Prisons\n---\nPrisons are safe.\n",
    );
    project.write("mine.yaml", opinions::PINNED);
    let output = project.output(["draft", "mine.yaml", "-o", "-"], "");
    assert!(output.stdout.contains("Prisons are safe.\n"), "{output}");
    assert!(!output.stdout.contains("EUR\u{a0}8\u{a0}million"), "{output}");
}

#[test]
fn a_library_given_by_name_replaces_all_paragraphs() {
    let project =
        Project::with("mine/home/prisons.md", "---\ntitle: Prisons\n---\nPrisons are safe.\n");
    project.write("templates/paragraphs/air/x.md", "---\ntitle: X\n---\nX.\n");
    project.write("mine.yaml", opinions::PINNED);
    let listed = project.output(["library", "list", "--library", "mine"], "");
    assert_eq!(listed.stdout.lines().count(), 1, "{listed}");
    let refused = project.output(["draft", "mine.yaml", "--library", "mine"], "");
    assert_eq!(refused.status, 1, "{refused}");
    assert!(refused.stderr.contains("unknown paragraph `ran-prisons`"), "{refused}");
    project.replace("mine.yaml", "[ran-prisons]", "[prisons]");
    let drafted = project.output(["draft", "mine.yaml", "--library", "mine", "-o", "-"], "");
    assert_eq!(drafted.status, 0, "{drafted}");
    assert!(drafted.stdout.contains("Prisons are safe.\n"), "{drafted}");
    assert!(!drafted.stdout.contains("{paragraph: radicalisation-context"), "{drafted}");
}

#[test]
fn the_option_means_the_same_before_the_command() {
    let project =
        Project::with("mine/home/prisons.md", "---\ntitle: Prisons\n---\nPrisons are safe.\n");
    let before = project.run(["--library", "mine", "library", "list"]);
    assert_eq!(before, project.run(["library", "list", "--library", "mine"]));
}

#[test]
fn a_broken_paragraph_of_the_office_stops_the_run_with_its_place() {
    let project = Project::with(
        "templates/paragraphs/air/zeppelins.md",
        "---\ntitle: Zeppelins\nstances: [angry]\n---\nZeppelins are moored.\n",
    );
    project.write("mine.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["draft", "mine.yaml"]), @r"
    exit: 2
    ── stderr ──
    error: `angry` is not a stance
     --> templates/paragraphs/air/zeppelins.md:3:11
      |
    3 | stances: [angry]
      |           ^^^^^
      |
      = help: write one of `support`, `concern`, `request`, `question`, `criticism`
    ");
    assert!(!project.path("replies").exists());
}

#[test]
fn a_variable_that_nobody_knows_is_told_before_a_letter_needs_it() {
    let project = Project::with(
        "templates/paragraphs/air/zeppelins.md",
        "---\ntitle: Zeppelins\n---\nZeppelins are moored.\nSee {{ chambre.the }}.\n",
    );
    project.write("mine.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["draft", "mine.yaml"]), @r"
    exit: 2
    ── stderr ──
    error: unknown variable `chambre`
     --> templates/paragraphs/air/zeppelins.md:5:8
      |
    5 | See {{ chambre.the }}.
      |        ^^^^^^^^^^^
      |
      = help: did you mean `chamber`?
    ");
    assert!(!project.path("replies").exists());
}

const REGISTER: &str = "\
countries:
  - { iso: XA, eu: XA, name: Atlantis, member_from: 2000-01-01 }
chambers:
  - id: xa-senate
    country: XA
    name: Senate
    article: the
    original: Senate
    english: Senate
    presiding_officer: { english: President of the Senate, original: President }
    salutation: Dear President
    address: { style_guide: [Coral Street 1, ATLANTIS] }
    votes: 2
    languages: [en]
    kinds: [political-dialogue]
";

#[test]
fn the_register_of_the_office_takes_the_built_in_ones_place() {
    let project = Project::with("templates/chambers.yaml", REGISTER);
    let listed = project.output(["chambers", "list"], "");
    assert_eq!(listed.stdout.lines().count(), 1, "{listed}");
    project.write("mine.yaml", opinions::PINNED.replace("ro-camera", "xa-senate"));
    let drafted = project.output(["draft", "mine.yaml", "-o", "-"], "");
    assert_eq!(drafted.status, 0, "{drafted}");
    assert!(drafted.stdout.contains("\n  - Coral Street 1\n  - ATLANTIS\n"), "{drafted}");
    assert!(drafted.stdout.contains("thank the Senate for its Opinion"), "{drafted}");
    project.write("mine.yaml", opinions::PINNED);
    let refused = project.output(["draft", "mine.yaml"], "");
    assert!(refused.stderr.contains("unknown chamber `ro-camera`"), "{refused}");
}

#[test]
fn mistakes_in_the_register_are_all_told_with_their_places() {
    let text = REGISTER
        .replace("votes: 2", "votes: two")
        .replace("kinds: [political-dialogue]", "kinds: [letters]")
        .replace("    english: Senate\n", "    englisch: Senate\n");
    let project = Project::with("templates/chambers.yaml", &text);
    insta::assert_snapshot!(project.run(["chambers", "list"]));
}

#[test]
fn mistakes_in_several_files_are_told_together() {
    let project = Project::with("templates/chambers.yaml", "countries: x\n");
    project.write("templates/signatories.yaml", "members:\n  - id: x\n");
    project.write("templates/paragraphs/air/x.md", "no front matter\n");
    project.write("chancery.yaml", "thresholds: { sure: 2 }\n");
    let output = project.output(["chambers", "list"], "");
    assert_eq!(output.status, 2, "{output}");
    for name in [
        "templates/chambers.yaml:1",
        "templates/signatories.yaml:2",
        "air/x.md:1",
        "chancery.yaml:1",
    ] {
        assert!(output.stderr.contains(name), "{name} is not in\n{output}");
    }
}

#[test]
fn the_settings_are_those_of_the_working_folder_or_those_named() {
    let project = Project::with("chancery.yaml", "place: Strasbourg\n");
    project.write("other.yaml", "place: Luxembourg\n");
    project.write("mine.yaml", opinions::PINNED);
    let here = project.output(["draft", "mine.yaml", "-o", "-"], "").stdout;
    assert!(here.contains("\nplace: Strasbourg\n"), "{here}");
    let named = project.output(["draft", "mine.yaml", "-o", "-", "--config", "other.yaml"], "");
    assert!(named.stdout.contains("\nplace: Luxembourg\n"), "{named}");
    let missing = project.output(["draft", "mine.yaml", "--config", "missing.yaml"], "");
    assert_eq!(missing.status, 2, "{missing}");
    assert!(missing.stderr.contains("cannot read `missing.yaml`"), "{missing}");
}

#[test]
fn files_of_nearly_the_right_name_are_told() {
    let project = Project::with("templates/letters.md", &skeleton());
    project.write("templates/notes.txt", "Ours.");
    project.write("chancery.yml", "place: Strasbourg\n");
    project.write("mine.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]));
}

#[test]
fn what_stands_in_the_place_of_a_file_or_folder_is_told() {
    for (wrong, path) in [
        ("templates/letter.md/x", "templates/letter.md"),
        ("chancery.yaml/x", "chancery.yaml"),
        ("templates", "templates"),
        ("templates/paragraphs", "templates/paragraphs"),
    ] {
        let output = Project::with(wrong, "").output(["library", "list"], "");
        assert_eq!(output.status, 2, "{output}");
        assert!(output.stderr.contains(&format!("`{path}`: it is a ")), "{output}");
    }
}

#[test]
fn a_mistake_in_the_settings_is_told_with_its_place() {
    let project = Project::with("chancery.yaml", "plaice: Strasbourg\nthresholds: { sure: 0,8 }\n");
    insta::assert_snapshot!(project.run(["chambers", "list"]));
}

#[test]
fn an_abbreviation_is_introduced_where_the_letter_first_uses_it() {
    let text = opinions::PINNED.replace(
        "points:\n",
        "points:\n  - { id: ran, text: Asks for support., answer: [ran-centre] }\n",
    );
    let project = Project::with("mine.yaml", &text);
    let letter =
        project.output(["draft", "mine.yaml", "-o", "-"], "").stdout.replace('\u{a0}', " ");
    let introduced =
        letter.find("Radicalisation Awareness Network (RAN)").expect("it is introduced");
    let (_, body) = letter.split_once("\n---\n").unwrap();
    let body_start = letter.len() - body.len();
    let prose: Vec<&str> =
        letter[body_start..introduced].lines().filter(|line| !line.starts_with("<!--")).collect();
    assert!(!prose.join("\n").contains("RAN"), "{letter}");
}
