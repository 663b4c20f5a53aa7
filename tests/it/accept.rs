//! `chancery accept`.

use crate::opinions;
use crate::project::Project;

const OWN: &str = "templates/paragraphs/security/ran-prisons.md";
const DRAFT: &str = "replies/mine.md";

/// A working folder with an opinion whose only point an officer has pinned, and its finished draft.
fn finished() -> Project {
    let project = Project::with("mine.yaml", &opinions::chosen());
    let output = project.output(["draft", "mine.yaml"], "");
    assert_eq!(output.status, 0, "{output}");
    project
}

#[test]
fn a_pin_becomes_an_example_once() {
    let project = finished();
    insta::assert_snapshot!(project.run(["accept", DRAFT, "--yes"]));
    let built_in = project.output(["library", "show", "ran-prisons"], "").stdout;
    assert_eq!(project.read(OWN), built_in);
    let again = project.output(["accept", DRAFT, DRAFT, "--yes"], "");
    assert_eq!((again.status, again.stdout.as_str()), (0, ""));
    assert!(again.stderr.starts_with("Nothing to add"), "{again}");
}

/// The wording is the same, so no reply that uses it is out of date.
#[test]
fn the_version_of_the_paragraph_and_the_drafts_stay_as_they_are() {
    let project = finished();
    let draft = project.read(DRAFT);
    let version = |project: &Project| {
        let json = project.json(["library", "list", "--format", "json"]);
        let all = json["paragraphs"].as_array().unwrap().clone();
        all.into_iter().find(|one| one["id"] == "ran-prisons").unwrap()["version"].clone()
    };
    let before = version(&project);
    project.run(["accept", DRAFT, "--yes"]);
    assert_eq!(version(&project), before);
    let output = project.output(["draft", "mine.yaml"], "");
    assert!(output.stderr.starts_with("Unchanged: "), "{output}");
    assert_eq!(project.read(DRAFT), draft);
}

#[test]
fn what_was_accepted_is_matched_the_next_time() {
    let project = Project::with("mine.yaml", &opinions::chosen());
    project.write("next.yaml", opinions::asking(opinions::UNSURE));
    let outcome = |project: &Project| {
        project.json(["match", "next.yaml", "--format", "json"])["points"][0]["outcome"].clone()
    };
    assert_ne!(outcome(&project), "answered");
    project.run(["draft", "mine.yaml"]);
    project.run(["accept", DRAFT, "--yes"]);
    assert_eq!(outcome(&project), "answered");
}

#[test]
fn what_the_matching_was_sure_of_teaches_nothing() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let project = Project::with("mine.yaml", &opinions::asking(text));
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 0);
    let output = project.output(["accept", DRAFT, "--yes"], "");
    assert!(output.stderr.starts_with("Nothing to add"), "{output}");
}

/// The officer takes a paragraph for the gap by hand, with its pedigree.
#[test]
fn a_paragraph_that_a_hand_put_into_a_gap_is_a_choice() {
    let project = Project::with("mine.yaml", &opinions::with_gap());
    project
        .write("templates/paragraphs/air/zeppelins.md", "---\ntitle: Umbrellas\n---\nThey open.\n");
    project.run(["draft", "mine.yaml"]);
    let draft = project.read(DRAFT);
    let gap = draft.lines().position(|line| line.starts_with("<!-- {open: [zeppelins]}")).unwrap();
    let pedigree = "<!-- {paragraph: airships, version: 0123456789ab, wording: verbatim, \
                    answers: [zeppelins]} -->\nThey open.";
    let lines: Vec<&str> = draft.lines().collect();
    let hand = pedigree.replace("airships", "zeppelins");
    let edited = [&lines[..gap], &[hand.as_str()], &lines[gap + 3..]].concat().join("\n");
    project.write(DRAFT, edited + "\n");
    let output = project.output(["accept", DRAFT, "--yes"], "");
    assert_eq!(output.status, 0, "{output}");
    let learnt = project.read("templates/paragraphs/air/zeppelins.md");
    assert_eq!(
        learnt,
        format!(
            "---\ntitle: Umbrellas\nexamples:\n  - text: {}\n    opinion: mine.yaml\n    \
             date: 2017-01-10\n---\nThey open.\n",
            opinions::UNHEARD_OF
        )
    );
}

#[test]
fn a_pin_of_which_the_matching_is_sure_anyway_teaches_nothing() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let pin = "    stance: request\n    answer: [ran-prisons, sis-ii]\n";
    let opinion = opinions::asking(text).replacen("    stance: request\n", pin, 1);
    let project = Project::with("mine.yaml", &opinion);
    project.run(["draft", "mine.yaml"]);
    let output = project.output(["accept", DRAFT, "--yes"], "");
    assert!(output.stderr.starts_with("Wrote 1 example into"), "{output}");
    assert!(!project.path(OWN).exists(), "{output}");
}

#[test]
fn a_paragraph_that_cannot_be_added_to_keeps_no_other_from_learning() {
    let project = finished();
    project.replace("mine.yaml", "[ran-prisons]", "[ran-prisons, airships]");
    let airships = "---\ntitle: Umbrellas\nexamples: Asks for umbrellas.\n---\nThey open.\n";
    project.write("templates/paragraphs/air/airships.md", airships);
    project.run(["draft", "mine.yaml"]);
    insta::assert_snapshot!("accept_all_but_one", project.run(["accept", DRAFT, "--yes"]));
    assert_eq!(project.read("templates/paragraphs/air/airships.md"), airships);
    assert!(project.path(OWN).exists());
}

#[test]
fn nothing_is_written_unless_it_is_wanted() {
    let project = finished();
    let files = project.files();
    let dry = project.output(["accept", DRAFT, "--dry-run"], "");
    assert!(dry.status == 0 && dry.stdout.contains("\n+  - text: "), "{dry}");
    let unasked = project.output(["accept", DRAFT], "y\n");
    assert_eq!(unasked.status, 2, "{unasked}");
    assert!(unasked.stderr.contains("`--yes` writes"), "{unasked}");
    assert_eq!(project.files(), files);
}

#[test]
fn an_unfinished_draft_teaches_nothing_and_says_why() {
    let project = Project::with("mine.yaml", &opinions::with_gap());
    project.run(["draft", "mine.yaml"]);
    insta::assert_snapshot!(project.run(["accept", DRAFT, "--yes"]), @r"
    exit: 1
    ── stderr ──
    error: `replies/mine.md` is not finished: the answer to zeppelins is to be drafted
    ");
}

/// Points without ids are numbered, so that one more before them gives them other ids.
#[test]
fn what_no_longer_fits_the_draft_is_not_learnt_until_it_is_refreshed() {
    let project =
        Project::with("mine.yaml", &opinions::chosen().replacen("- id: prisons\n    ", "- ", 1));
    project.run(["draft", "mine.yaml"]);
    let first = "points:\n  - text: Wishes for more umbrellas.\n    answer: [sis-ii]\n";
    project.replace("mine.yaml", "points:\n", first);
    let files = project.files();
    insta::assert_snapshot!(project.run(["accept", DRAFT, "--yes"]), @r"
    exit: 1
    ── stderr ──
    error: `mine.yaml` does not say the same any more as when `replies/mine.md` was drafted, so that nothing is learnt of point 1; run `chancery refresh replies/mine.md`, then this again
    ");
    assert_eq!(project.files(), files);
    project.run(["refresh", DRAFT]);
    let output = project.output(["accept", DRAFT, "--yes"], "");
    assert_eq!(output.status, 0, "{output}");
    assert!(project.read(OWN).contains(opinions::UNSURE));
}

#[test]
fn a_point_that_was_rewritten_is_left_out_and_the_others_count() {
    let project = Project::with(
        "mine.yaml",
        &opinions::with_gap().replacen("    text", "    answer: [sis-ii]\n    text", 1),
    );
    project.run(["draft", "mine.yaml"]);
    project.replace(
        "mine.yaml",
        "Asks that radicalisation in prisons be tackled.",
        "Asks for tea.",
    );
    project.replace("mine.yaml", "reply:\n", "reply:\n  sent: 2017-02-01\n");
    let output = project.output(["accept", DRAFT, "--yes"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("nothing is learnt of point prisons\n"), "{output}");
    assert!(
        output.stderr.contains("Wrote 1 example into `templates/paragraphs/security/sis-ii.md`")
    );
    assert!(!project.path(OWN).exists());
}

#[test]
fn a_draft_of_which_nothing_is_remembered_is_told() {
    let project = finished();
    std::fs::remove_dir_all(project.path("replies/.chancery")).unwrap();
    insta::assert_snapshot!(project.run(["accept", DRAFT, "--yes"]), @r"
    exit: 1
    ── stderr ──
    error: it is not known what the points of `mine.yaml` said when `replies/mine.md` was drafted, so that nothing is learnt of it; run `chancery refresh replies/mine.md`, then this again
    ");
    project.run(["refresh", DRAFT]);
    assert_eq!(project.output(["accept", DRAFT, "--yes"], "").status, 0);
}

#[test]
fn a_draft_from_standard_input_has_no_opinion_to_learn_from() {
    let project = Project::new();
    project.output(["draft", "-"], opinions::PINNED);
    insta::assert_snapshot!(project.run(["accept", "replies/reply.md", "--yes"]), @r"
    exit: 1
    ── stderr ──
    error: `replies/reply.md` answers `-`, and there is no such file here; run chancery in the folder from which the reply was drafted, or correct `opinion:` in the draft
    ");
}

#[test]
fn the_opinion_is_found_from_beside_the_folder_of_the_draft() {
    let project = finished();
    std::fs::create_dir(project.path("elsewhere")).unwrap();
    let output = crate::project::run_in(
        &project.path("elsewhere"),
        &["accept", "../replies/mine.md", "--yes"],
        "",
    );
    assert_eq!(output.status, 0, "{output}");
}

#[test]
fn a_draft_whose_opinion_is_gone_is_told() {
    let project = finished();
    std::fs::remove_file(project.path("mine.yaml")).unwrap();
    insta::assert_snapshot!(project.run(["accept", DRAFT, "--yes"]), @r"
    exit: 1
    ── stderr ──
    error: `replies/mine.md` answers `mine.yaml`, and there is no such file here; run chancery in the folder from which the reply was drafted, or correct `opinion:` in the draft
    ");
}

#[test]
fn drafts_of_which_none_can_be_read_are_trouble_and_one_is_enough() {
    let project = finished();
    insta::assert_snapshot!(project.run(["accept", "none.md", "--yes"]), @r"
    exit: 2
    ── stderr ──
    error: cannot read `none.md`: there is no such file
    ");
    let output = project.output(["accept", "none.md", DRAFT, "--yes"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("cannot read `none.md`"), "{output}");
}
