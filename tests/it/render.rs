//! `chancery render`.

use crate::opinions;
use crate::project::Project;

/// A project with the draft of an opinion.
#[track_caller]
fn drafted(opinion: &str) -> Project {
    let project = Project::with("mine.yaml", opinion);
    let output = project.output(["draft", "mine.yaml"], "");
    assert!(matches!(output.status, 0 | 3), "{output}");
    project
}

#[test]
fn a_draft_with_gaps_and_marks_is_not_final() {
    let text = opinions::with_gap().replace("  number: C(2017) 16 final\n", "");
    let project = drafted(&text);
    let files = project.files();
    insta::assert_snapshot!(project.run(["render", "replies/mine.md", "--final"]), @r"
    exit: 1
    ── stderr ──
    error: `replies/mine.md` is not final
      [number] is missing
      the answer to zeppelins is to be drafted
    Write each in place of its mark; `chancery check replies/mine.md` shows where they stand.
    ");
    assert_eq!(project.files(), files);
}

#[test]
fn a_missing_draft_is_told_by_its_name() {
    insta::assert_snapshot!(Project::new().run(["render", "replies/mine.md"]), @r"
    exit: 2
    ── stderr ──
    error: cannot read `replies/mine.md`: there is no such file
    ");
}

#[test]
fn an_opinion_is_no_draft() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["render", "mine.yaml"]), @r"
    exit: 2
    ── stderr ──
    error: this is not a draft: the front matter is missing
     --> mine.yaml:1:1
      |
    1 | chamber: ro-camera
      | ^^^^^^^^^^^^^^^^^^
      |
      = help: a draft is what `chancery draft` writes
    ");
    assert_eq!(project.files(), ["mine.yaml"]);
}

#[test]
fn mistakes_of_a_hand_in_the_front_matter_are_all_told_with_their_places() {
    let project = drafted(opinions::PINNED);
    project.replace("replies/mine.md", "date: 2017-01-10", "date: 10.1.2017");
    project.replace("replies/mine.md", "salutation:", "salutaton:");
    project.replace("replies/mine.md", "{part: opening}", "{part: openning}");
    let files = project.files();
    insta::assert_snapshot!(project.run(["render", "replies/mine.md"]));
    assert_eq!(project.files(), files);
}

#[test]
fn a_letter_cannot_be_final_and_marked_as_a_draft_at_once() {
    let project = drafted(opinions::PINNED);
    let output = project.output(["render", "replies/mine.md", "--final", "--draft"], "");
    assert_eq!(output.status, 2, "{output}");
    assert!(output.stderr.contains("cannot be used with"), "{output}");
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_feature_no_pdf_is_made() {
    let project = drafted(opinions::PINNED);
    let files = project.files();
    let output = project.output(["render", "replies/mine.md"], "");
    assert_eq!(output.status, 2, "{output}");
    assert!(output.stderr.contains("this build of chancery makes no PDF"), "{output}");
    assert_eq!(project.files(), files);
}

#[test]
fn a_mark_that_a_paragraph_has_put_into_the_text_is_not_final() {
    let text = opinions::PINNED.replace("  number: C(2017) 16 final\n", "");
    let project = Project::with("mine.yaml", &text.replace("ran-prisons", "prisons"));
    let paragraph = "---\ntitle: Prisons\n---\nThis letter {{ letter.number }} says so.\n";
    project.write("small/security/prisons.md", paragraph);
    insta::assert_snapshot!(project.run(["draft", "mine.yaml", "--library", "small"]), @r"
    exit: 0
    ── stderr ──
    Wrote `replies/mine.md`.
      prisons  pinned    prisons
    Still missing in the frame: [number].
    Still missing in the text: [number].
    ");
    project.replace("replies/mine.md", "number: \"[number]\"", "number: C(2017) 16 final");
    insta::assert_snapshot!(project.run(["render", "replies/mine.md", "--final"]), @r"
    exit: 1
    ── stderr ──
    error: `replies/mine.md` is not final
      [number] stands in the text
    Write each in place of its mark; `chancery check replies/mine.md` shows where they stand.
    ");
    insta::assert_snapshot!(project.run(["check", "replies/mine.md"]), @r"
    exit: 1
    ── stderr ──
    warning[old-wording]: the library has no paragraph `prisons` any more
      --> replies/mine.md:35:1
       |
    35 | This letter \[number\] says so.
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: have the wording cleared anew

    warning[missing]: not final: [number] stands in the text
      --> replies/mine.md:35:13
       |
    35 | This letter \[number\] says so.
       |             ^^^^^^^^^^
       |
       = help: write it in place of the mark

    Found 0 errors, 2 warnings, 0 suggestions.
    ");
}

#[test]
fn front_matter_that_is_never_closed_is_told_as_that() {
    let project = drafted(opinions::PINNED);
    project.replace("replies/mine.md", "\n---\n", "\n");
    insta::assert_snapshot!(project.run(["render", "replies/mine.md"]), @r"
    exit: 2
    ── stderr ──
    error: the front matter that begins here is never closed
     --> replies/mine.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: write a line `---` after its last key, before the text
    ");
}

#[test]
fn a_pdf_given_in_place_of_a_draft_is_told_as_one() {
    let project = Project::with("replies/mine.pdf", "%PDF-1.7\n%\u{0}");
    insta::assert_snapshot!(project.run(["render", "replies/mine.pdf"]), @r"
    exit: 2
    ── stderr ──
    error: the file is a PDF
    --> replies/mine.pdf
     = help: name the draft, which ends in `.md`, or the opinion, which ends in `.yaml`
    ");
}

#[test]
fn a_file_is_no_folder_for_the_pdf() {
    let project = drafted(opinions::PINNED);
    insta::assert_snapshot!(project.run(["render", "replies/mine.md", "-o", "mine.yaml"]), @r"
    exit: 2
    ── stderr ──
    error: `mine.yaml` is a file; `-o` wants a folder
    ");
    insta::assert_snapshot!(project.run(["render", "replies/mine.md", "-o", "letter.pdf"]), @r"
    exit: 2
    ── stderr ──
    error: `letter.pdf` is the name of a file; `-o` wants a folder, and the reply gets the name of its opinion there
    ");
}

#[cfg(feature = "pdf")]
mod with_pdf {
    use std::fs;

    use super::*;

    #[test]
    fn an_edited_draft_becomes_a_pdf_beside_it() {
        let project = drafted(opinions::PINNED);
        project.replace("replies/mine.md", "EUR\u{a0}8\u{a0}million", "EUR\u{a0}9\u{a0}million");
        let output = project.output(["render", "replies/mine.md", "--final"], "");
        assert_eq!(output.status, 0, "{output}");
        assert!(output.stderr.contains("Wrote `replies/mine.pdf`."), "{output}");
        let pdf = fs::read(project.path("replies/mine.pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        let again = project.output(["render", "replies/mine.md", "--final"], "");
        assert!(again.stderr.contains("Unchanged: `replies/mine.pdf`."), "{again}");
        assert_eq!(fs::read(project.path("replies/mine.pdf")).unwrap(), pdf);
    }

    #[test]
    fn a_draft_with_a_gap_is_made_and_said_not_to_be_final() {
        let project = drafted(&opinions::with_gap());
        let output = project.output(["render", "replies/mine.md"], "");
        assert_eq!(output.status, 3, "{output}");
        assert!(
            output.stderr.contains("Not final: the answer to zeppelins is to be drafted."),
            "{output}"
        );
    }

    #[test]
    fn a_pdf_of_unknown_origin_is_kept() {
        let project = drafted(opinions::PINNED);
        project.write("replies/mine.pdf", "signed");
        let output = project.output(["render", "replies/mine.md"], "");
        assert_ne!(output.status, 0, "{output}");
        assert!(output.stderr.contains("`replies/mine.pdf` was not written by"), "{output}");
        assert_eq!(project.read("replies/mine.pdf"), "signed");
    }

    #[test]
    fn another_folder_takes_the_pdf() {
        let project = drafted(opinions::PINNED);
        let output = project.output(["render", "replies/mine.md", "-o", "out"], "");
        assert_eq!(output.status, 0, "{output}");
        assert!(project.path("out/mine.pdf").exists());
        assert!(!project.path("replies/mine.pdf").exists());
    }
}
