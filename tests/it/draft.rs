//! `chancery draft`.

use std::fs;

use chancery::diagnostic::Source;
use chancery::draft::{Block, GAP_MARK, Origin, Wording, markdown_options};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::opinions;
use crate::project::{Output, Project};

const REPLY: &str = "replies/mine.md";

/// Drafts `mine.yaml`.
#[track_caller]
fn draft(project: &Project) -> Output {
    project.output(["draft", "mine.yaml", "--date", "2017-01-10"], "")
}

/// Drafts `mine.yaml` and expects an exit status.
#[track_caller]
fn drafted(project: &Project, status: i32) -> String {
    let output = draft(project);
    assert_eq!(output.status, status, "{output}");
    project.read(REPLY)
}

/// Reads a draft of the project back.
#[track_caller]
fn read_back(project: &Project, path: &str) -> chancery::draft::Read {
    match chancery::draft::read(&Source::new(path, &project.read(path))) {
        Ok(read) => read.value,
        Err(rejected) => panic!("{rejected}"),
    }
}

#[test]
fn an_answered_opinion_is_complete() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    insta::assert_snapshot!(draft(&project), @r"
    exit: 0
    ── stderr ──
    Wrote `replies/mine.md`.
      prisons  pinned    ran-prisons
    ");
    assert_eq!(
        project.files(),
        [
            "mine.yaml",
            "replies/",
            "replies/.chancery/",
            "replies/.chancery/mine.json",
            "replies/.chancery/mine.md",
            "replies/mine.md"
        ]
    );
}

#[test]
fn the_draft_has_front_matter_pedigrees_and_a_sentence_a_line() {
    let paragraph = "---\ntitle: Rivers\n---\nRivers flow.[^1] They meet\nthe sea.\n\n[^1]: COM(2015) 1 final.\n";
    let project = Project::with("mine/water/rivers.md", paragraph);
    project.write("mine.yaml", opinions::PINNED.replace("ran-prisons", "rivers"));
    let output = project.output(["draft", "mine.yaml", "--library", "mine"], "");
    assert_eq!(output.status, 0, "{output}");
    insta::assert_snapshot!(project.read(REPLY).replace('\u{a0}', "␣"));
}

#[test]
fn a_gap_is_shown_in_the_draft_in_the_table_and_by_the_status() {
    let project = Project::with("mine.yaml", &opinions::with_gap());
    opinions::write_library(&project);
    let output = project.output(["draft", "mine.yaml", "--library", "small"], "");
    assert_eq!(output.status, 3);
    insta::assert_snapshot!(output, @r"
    exit: 3
    ── stderr ──
    Wrote `replies/mine.md`.
      zeppelins  unanswered    No paragraph of the library answers this point.
      prisons    pinned        ran-prisons
    1 point to draft: write the answers in place of the marks, or pin paragraphs with `answer:`.
    ");
    let draft = project.read(REPLY);
    let gap = format!("{GAP_MARK} (point zeppelins, concern): {}\n", opinions::UNHEARD_OF);
    assert!(draft.contains(&format!("<!-- {{open: [zeppelins]}} -->\n{gap}")), "{draft}");
}

#[test]
fn what_the_reply_lacks_stands_as_a_mark_and_never_as_todays_date() {
    let (text, _) = opinions::PINNED.split_once("reply:\n").unwrap();
    let project = Project::with("mine.yaml", text);
    insta::assert_snapshot!(draft(&project), @r"
    exit: 0
    ── stderr ──
    suggestion: no signatories are given: Frans Timmermans, First Vice-President, signs, in charge of relations with national Parliaments on 10 January 2017
    --> mine.yaml
     = help: name them below `reply`: `signatories: [timmermans, king]`

    Wrote `replies/mine.md`.
      prisons  pinned    ran-prisons
    Still missing in the frame: [date], [number] and [name].
    ");
    let draft = project.read(REPLY);
    for mark in ["date: \"[date]\"\n", "number: \"[number]\"\n", "  - \"[name]\"\n"] {
        assert!(draft.contains(mark), "{mark} is not in\n{draft}");
    }
    assert!(draft.contains("name: Frans Timmermans\n"), "{draft}");
    assert!(!draft.contains("2017-01-10"), "{draft}");
}

#[test]
fn drafting_again_changes_nothing() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let first = drafted(&project, 0);
    let record = project.read("replies/.chancery/mine.json");
    let output = draft(&project);
    assert_eq!(output.status, 0, "{output}");
    assert!(output.stderr.contains("Unchanged: `replies/mine.md`."), "{output}");
    assert_eq!(project.read(REPLY), first);
    assert_eq!(project.read("replies/.chancery/mine.json"), record);
}

#[test]
fn an_unedited_draft_follows_its_opinion() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let first = drafted(&project, 0);
    project.replace("mine.yaml", "name: Liviu Dragnea", "name: Valer Dorneanu");
    let second = drafted(&project, 0);
    assert_ne!(first, second);
    assert!(second.contains("Valer Dorneanu"), "{second}");
}

#[test]
fn an_unedited_draft_follows_its_opinion_in_a_fresh_clone_too() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    drafted(&project, 0);
    fs::remove_dir_all(project.path("replies/.chancery")).unwrap();
    project.replace("mine.yaml", "name: Liviu Dragnea", "name: Valer Dorneanu");
    assert!(drafted(&project, 0).contains("Valer Dorneanu"));
}

#[test]
fn an_unedited_draft_with_other_line_ends_counts_as_unedited() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let first = drafted(&project, 0);
    project.write(REPLY, first.replace('\n', "\r\n"));
    project.replace("mine.yaml", "name: Liviu Dragnea", "name: Valer Dorneanu");
    assert!(drafted(&project, 0).contains("Valer Dorneanu"));
}

/// Edits the draft, changes the opinion, and expects the edit to be kept.
#[track_caller]
fn kept(edit: impl FnOnce(&str) -> String) {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let first = drafted(&project, 0);
    let edited = edit(&first);
    assert_ne!(first, edited);
    project.write(REPLY, &edited);
    let files = project.files();
    project.replace("mine.yaml", "stance: request", "stance: concern");
    let output = draft(&project);
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("`replies/mine.md` was changed by hand"), "{output}");
    assert_eq!(project.read(REPLY), edited);
    assert_eq!(project.files(), files);
}

#[test]
fn an_edited_paragraph_is_never_overwritten() {
    kept(|draft| draft.replace("EUR\u{a0}8\u{a0}million", "EUR\u{a0}9\u{a0}million"));
}

#[test]
fn an_edited_frame_is_never_overwritten() {
    kept(|draft| draft.replace("Liviu Dragnea", "Valer Dorneanu"));
}

#[test]
fn a_paragraph_added_at_the_end_is_never_overwritten() {
    kept(|draft| format!("{draft}\nThe Commission remains at your disposal.\n"));
}

#[test]
fn a_draft_cut_in_half_is_never_overwritten() {
    kept(|draft| draft[..draft.floor_char_boundary(draft.len() / 2)].to_owned());
}

#[test]
fn a_draft_whose_front_matter_was_broken_by_hand_is_never_overwritten() {
    kept(|draft| draft.replace("salutation:", "salutation"));
}

#[test]
fn a_draft_with_a_broken_pedigree_is_never_overwritten() {
    kept(|draft| draft.replacen("<!-- {part: opening", "<!-- {part opening", 1));
}

#[test]
fn an_edit_is_named_with_what_to_do_next() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let first = drafted(&project, 0);
    project.write(REPLY, first.replace("The Commission", "We"));
    insta::assert_snapshot!(draft(&project));
}

#[test]
fn an_edit_is_kept_even_when_the_opinion_has_not_changed() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let edited = drafted(&project, 0).replace("The Commission", "We");
    project.write(REPLY, &edited);
    assert_eq!(draft(&project).status, 1);
    assert_eq!(project.read(REPLY), edited);
}

#[test]
fn another_folder_takes_a_new_draft_beside_an_edited_one() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let edited = drafted(&project, 0).replace("The Commission", "We");
    project.write(REPLY, &edited);
    let output = project.output(["draft", "mine.yaml", "-o", "new/of today"], "");
    assert_eq!(output.status, 0, "{output}");
    assert!(project.read("new/of today/mine.md").contains("The Commission"));
    assert_eq!(project.read(REPLY), edited);
}

#[test]
fn a_file_of_unknown_origin_is_never_overwritten() {
    for foreign in ["Dear colleague,\n", "", "---\ntitle: Minutes\n---\nWe met.\n"] {
        let project = Project::with("mine.yaml", opinions::PINNED);
        project.write(REPLY, foreign);
        let output = draft(&project);
        assert_eq!(output.status, 1, "{output}");
        assert!(output.stderr.contains("`replies/mine.md` was not written by"), "{output}");
        assert_eq!(project.read(REPLY), foreign);
        assert_eq!(project.files(), ["mine.yaml", "replies/", REPLY]);
    }
}

#[test]
fn a_file_of_unknown_origin_in_latin_1_is_never_overwritten() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    project.write(REPLY, b"Cher coll\xe8gue,\n");
    let output = draft(&project);
    assert_eq!(output.status, 1, "{output}");
    assert_eq!(fs::read(project.path(REPLY)).unwrap(), b"Cher coll\xe8gue,\n");
}

#[test]
fn a_reply_that_went_out_is_never_written_again() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let first = drafted(&project, 0);
    project.replace(
        "mine.yaml",
        "name: Liviu Dragnea }",
        "name: Valer Dorneanu }\n  sent: 2017-01-10",
    );
    insta::assert_snapshot!(draft(&project), @r"
    exit: 1
    ── stderr ──
    error: the reply to `mine.yaml` went out on 10 January 2017 and is not written again
    ");
    assert_eq!(project.read(REPLY), first);
    project.replace("mine.yaml", "sent: 2017-01-10", "sent: 2017-01-11");
    assert_eq!(project.output(["draft", "mine.yaml", "--date", "2017-01-10"], "").status, 1);
    assert_eq!(project.read(REPLY), first, "it has gone out, whatever `--date` says");
}

#[test]
fn a_reply_that_went_out_is_not_written_for_the_first_time_either() {
    let text = opinions::PINNED.replace("reply:\n", "reply:\n  sent: 2017-01-10\n");
    let project = Project::with("mine.yaml", &text);
    assert_eq!(draft(&project).status, 1);
    assert_eq!(project.files(), ["mine.yaml"]);
}

#[test]
fn the_letter_can_be_printed() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let printed = project.output(["draft", "mine.yaml", "-o", "-"], "");
    assert_eq!(printed.status, 0, "{printed}");
    assert_eq!(project.files(), ["mine.yaml"]);
    assert_eq!(printed.stdout, drafted(&project, 0));
}

#[test]
fn an_opinion_comes_from_standard_input_too() {
    let project = Project::new();
    let printed = project.output(["draft", "-", "-o", "-"], opinions::PINNED);
    assert_eq!(printed.status, 0, "{printed}");
    assert!(printed.stdout.starts_with("---\nchamber: ro-camera\n"), "{printed}");
    assert!(project.files().is_empty());
    let refused = project.output(["draft", "-"], &opinions::broken());
    assert_eq!(refused.status, 1, "{refused}");
    assert!(refused.stderr.contains("--> <standard input>:1:10\n"), "{refused}");
    assert!(project.files().is_empty());
    let written = project.output(["draft", "-"], opinions::PINNED);
    assert_eq!(written.status, 0, "{written}");
    assert!(project.files().contains(&"replies/reply.md".to_owned()), "{:?}", project.files());
}

#[test]
fn only_one_letter_can_be_printed() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    project.write("other.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["draft", "mine.yaml", "other.yaml", "-o", "-"]), @r"
    exit: 2
    ── stderr ──
    error: one opinion and one type can be printed; give a folder with `-o DIR` for more
    ");
    let json = project.output(["draft", "mine.yaml", "-o", "-", "--format", "json"], "");
    assert_eq!((json.status, json.stdout.as_str()), (2, ""), "{json}");
}

#[test]
fn one_broken_opinion_does_not_stop_the_others() {
    let project = Project::with("a.yaml", opinions::PINNED);
    project.write("b.yaml", opinions::broken());
    project.write("c.yaml", opinions::with_gap());
    let output = project.output(["draft", "a.yaml", "missing.yaml", "b.yaml", "c.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("unknown chamber `ro-camara`"), "{output}");
    assert!(output.stderr.contains("cannot read `missing.yaml`"), "{output}");
    assert_eq!(
        project.files(),
        [
            "a.yaml",
            "b.yaml",
            "c.yaml",
            "replies/",
            "replies/.chancery/",
            "replies/.chancery/a.json",
            "replies/.chancery/a.md",
            "replies/.chancery/c.json",
            "replies/.chancery/c.md",
            "replies/a.md",
            "replies/c.md"
        ]
    );
}

#[test]
fn the_table_says_which_opinion_it_is_about() {
    let project = Project::with("a.yaml", opinions::PINNED);
    project.write("c.yaml", opinions::with_gap());
    opinions::write_library(&project);
    let output = project.output(["draft", "a.yaml", "c.yaml", "--library", "small"], "");
    assert_eq!(output.status, 3, "{output}");
    insta::assert_snapshot!(output);
}

#[test]
fn the_worst_outcome_is_the_exit_status() {
    let project = Project::with("good.yaml", opinions::PINNED);
    project.write("open.yaml", opinions::with_gap());
    project.write("bad.yaml", opinions::broken());
    let status = |names: &[&str]| match names {
        [one] => project.output(["draft", one], "").status,
        [one, two] => project.output(["draft", one, two], "").status,
        _ => unreachable!("one or two names"),
    };
    assert_eq!(status(&["good.yaml"]), 0);
    assert_eq!(status(&["open.yaml"]), 3);
    assert_eq!(status(&["bad.yaml"]), 1);
    assert_eq!(status(&["missing.yaml"]), 2);
    assert_eq!(status(&["open.yaml", "good.yaml"]), 3);
    assert_eq!(status(&["open.yaml", "bad.yaml"]), 1);
    assert_eq!(status(&["bad.yaml", "open.yaml"]), 1);
    assert_eq!(status(&["missing.yaml", "open.yaml"]), 1);
    assert_eq!(status(&["missing.yaml", "missing.yaml"]), 2);
}

#[test]
fn two_opinions_of_one_name_do_not_write_one_reply() {
    for second in ["b/mine.yaml", "b/Mine.yaml"] {
        let project = Project::with("a/mine.yaml", opinions::PINNED);
        project.write(second, opinions::with_gap());
        let output = project.output(["draft", "a/mine.yaml", second], "");
        assert_eq!(output.status, 1, "{output}");
        let message = format!("`a/mine.yaml` and `{second}` would write the same reply");
        assert!(output.stderr.contains(&message), "{output}");
        assert!(!project.read(REPLY).contains("zeppelins"));
    }
}

#[test]
fn an_opinion_that_is_named_twice_is_answered_once() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let output = project.output(["draft", "mine.yaml", "./mine.yaml"], "");
    assert_eq!(output.status, 0, "{output}");
    assert_eq!(output.stderr.matches("Wrote").count(), 1, "{output}");
}

#[test]
fn the_reply_to_another_opinion_is_never_replaced() {
    let project = Project::with("2016/mine.yaml", opinions::PINNED);
    project.write("2017/mine.yaml", opinions::PINNED.replace("Liviu Dragnea", "Valer Dorneanu"));
    project.output(["draft", "2016/mine.yaml"], "");
    let first = project.read(REPLY);
    insta::assert_snapshot!(project.run(["draft", "2017/mine.yaml"]), @r"
    exit: 1
    ── stderr ──
    error: `replies/mine.md` answers `2016/mine.yaml` and is left as it is; write to another folder (`-o DIR`), or give one of the two opinions another name
    ");
    assert_eq!(project.read(REPLY), first);
    let elsewhere = project.output(["draft", "2017/mine.yaml", "-o", "other"], "");
    assert_eq!(elsewhere.status, 0, "{elsewhere}");
}

#[cfg(feature = "pdf")]
#[test]
fn the_pdf_that_answers_another_opinion_is_never_replaced_even_without_a_draft() {
    let project = Project::with("2016/mine.yaml", opinions::PINNED);
    project.write("2017/mine.yaml", opinions::PINNED.replace("Liviu Dragnea", "Valer Dorneanu"));
    for _ in ["first", "again"] {
        assert_eq!(project.output(["draft", "2016/mine.yaml", "-t", "pdf"], "").status, 0);
    }
    let pdf = fs::read(project.path("replies/mine.pdf")).expect("it was written");
    for args in [["draft", "2017/mine.yaml", "-t", "pdf"], ["batch", "2017", "-t", "md,pdf"]] {
        let output = project.output(args, "");
        assert_eq!(output.status, 1, "{output}");
        let message = "`replies/mine.pdf` answers `2016/mine.yaml` and is left as it is";
        assert!(output.stderr.contains(message), "{output}");
    }
    assert!(fs::read(project.path("replies/mine.pdf")).expect("it is there") == pdf);
}

#[test]
fn an_opinion_that_was_moved_keeps_its_reply() {
    let project = Project::with("2016/mine.yaml", opinions::PINNED);
    project.output(["draft", "2016/mine.yaml"], "");
    fs::rename(project.path("2016"), project.path("2017")).expect("it can be moved");
    let output = project.output(["draft", "2017/mine.yaml"], "");
    assert_eq!(output.status, 0, "{output}");
    assert!(project.read(REPLY).contains("opinion: 2017/mine.yaml\n"));
}

#[test]
fn a_file_is_no_folder_for_replies() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    project.write("out", "a file, not a folder");
    let output = project.output(["draft", "mine.yaml", "-o", "out"], "");
    assert_eq!(output.status, 2, "{output}");
    assert!(output.stderr.contains("`out` is a file; `-o` wants a folder"), "{output}");
    assert_eq!(project.read("out"), "a file, not a folder");
    let output = project.output(["draft", "mine.yaml", "-o", "out.md"], "");
    assert!(output.stderr.contains("`out.md` is the name of a file"), "{output}");
    assert_eq!(project.files(), ["mine.yaml", "out"]);
}

#[test]
fn programs_read_what_was_done() {
    let project = Project::with("a.yaml", &opinions::with_gap());
    project.write("b.yaml", opinions::broken());
    opinions::write_library(&project);
    let output =
        project.output(["draft", "a.yaml", "b.yaml", "--library", "small", "--format", "json"], "");
    assert_eq!(output.status, 1, "{output}");
    let json: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    let (open, failed) = (&json["opinions"][0], &json["opinions"][1]);
    assert_eq!((&open["opinion"], &open["state"]), (&"a.yaml".into(), &"open".into()));
    assert_eq!(open["replies"], serde_json::json!(["replies/a.md"]));
    assert!(open["error"].is_null());
    let points = &open["points"];
    assert_eq!(
        (&points[0]["id"], &points[0]["outcome"]),
        (&"zeppelins".into(), &"unanswered".into())
    );
    assert_eq!(points[0]["paragraphs"], serde_json::json!([]));
    assert_eq!((&points[1]["id"], &points[1]["outcome"]), (&"prisons".into(), &"pinned".into()));
    assert_eq!(points[1]["paragraphs"], serde_json::json!(["ran-prisons"]));
    for point in points.as_array().unwrap() {
        for key in ["id", "text", "stance", "outcome", "paragraphs", "confidence", "candidates"] {
            assert!(!point[key].is_null(), "{key} is not in {point}");
        }
    }
    assert_eq!((&failed["opinion"], &failed["state"]), (&"b.yaml".into(), &"failed".into()));
    assert!(failed["error"].as_str().unwrap().contains("unknown chamber `ro-camara`"));
    assert_eq!(failed["replies"], serde_json::json!([]));
}

#[test]
fn pins_are_obeyed_in_their_order() {
    let text = opinions::PINNED.replace("[ran-prisons]", "[sis-ii, ran-prisons]");
    let project = Project::with("mine.yaml", &text);
    let draft = drafted(&project, 0);
    let place = |id: &str| draft.find(&format!("<!-- {{paragraph: {id}, ")).unwrap();
    assert!(place("sis-ii") < place("ran-prisons"));
    assert_eq!(draft.matches("answers: [prisons]").count(), 2, "{draft}");
}

#[test]
fn an_excluded_paragraph_does_not_stand_in_the_letter() {
    let text = opinions::asking("Asks that radicalisation in prisons and probation be tackled.");
    let project = Project::with("mine.yaml", &text);
    assert!(drafted(&project, 0).contains("{paragraph: ran-prisons,"));
    project.replace("mine.yaml", "stance: request", "stance: request\n    exclude: [ran-prisons]");
    draft(&project);
    assert!(!project.read(REPLY).contains("ran-prisons"));
}

#[test]
fn a_paragraph_out_of_date_does_not_stand_in_the_letter() {
    let text = opinions::asking("Asks that radicalisation in prisons and probation be tackled.")
        .replace("date: 2017-01-10", "date: 2018-06-01")
        .replace("C(2017)", "C(2018)");
    let project = Project::with("mine.yaml", &text);
    let draft = drafted(&project, 3);
    assert!(!draft.contains("{paragraph: ran-prisons,"), "{draft}");
    let reason = draft.lines().find(|line| line.starts_with("> ") && line.contains("ran-prisons"));
    let reason = reason.expect("the gap names the paragraph");
    assert!(reason.contains("valid only until 31\u{a0}December 2017"), "{reason}");
}

#[test]
fn the_day_given_by_date_judges_an_undated_letter_only() {
    let dated = opinions::asking("Asks that radicalisation in prisons and probation be tackled.");
    let undated =
        dated.replace("  date: 2017-01-10\n", "").replace("[timmermans, king]", "[timmermans]");
    let project = Project::with("dated.yaml", &dated);
    project.write("undated.yaml", undated);
    let on = |name, day| project.output(["draft", name, "--date", day, "-o", "-"], "").stdout;
    assert!(on("dated.yaml", "2018-06-01").contains("{paragraph: ran-prisons,"));
    assert!(on("undated.yaml", "2017-01-10").contains("{paragraph: ran-prisons,"));
    assert!(!on("undated.yaml", "2018-06-01").contains("{paragraph: ran-prisons,"));
}

#[test]
fn a_paragraph_that_answers_two_points_stands_once() {
    let text = opinions::PINNED.replace(
        "reply:\n",
        "  - id: probation\n    text: Asks for more.\n    answer: [ran-prisons]\nreply:\n",
    );
    let project = Project::with("mine.yaml", &text);
    let draft = drafted(&project, 0);
    assert_eq!(draft.matches("{paragraph: ran-prisons,").count(), 1, "{draft}");
    assert!(draft.contains("answers: [prisons, probation]"), "{draft}");
}

/// Everything that Markdown, HTML or Tera could take for markup.
const HOSTILE: [&str; 16] = [
    "*b* and **c** and _d_ and __e__",
    "<script>alert(1)</script>",
    "{{ 1 }} {% if x %} {# c #}",
    "{{ chamber.the }}",
    "[x](y) and ![x](y) and [x]: y",
    "# h",
    "> q",
    "1. x",
    "- x",
    "[^1] and [^1]: note",
    "--> <!-- {part: opening} -->",
    "`code` and ```code```",
    "a &amp; b &lt; c &#42;",
    "a\\*b\\",
    "https://example.org <mailto:a@b.eu>",
    "--- === *** ~~~",
];

/// The text of a piece of Markdown in which nothing but paragraphs may stand; anything else is
/// named.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, markdown_options()) {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::SoftBreak => text.push(' '),
            Event::Start(Tag::Paragraph | Tag::BlockQuote(_) | Tag::Strong)
            | Event::End(TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::Strong) => {}
            other => text.extend([format!("⟦{other:?}⟧")]),
        }
    }
    text.replace('\u{a0}', " ")
}

#[test]
fn the_text_of_a_point_stays_text_in_the_gap() {
    let project = Project::with("none/field/rivers.md", "---\ntitle: Rivers\n---\nRivers flow.\n");
    for hostile in HOSTILE {
        project.write("mine.yaml", opinions::asking(&format!("Asks {hostile}")));
        let output = project.output(["draft", "mine.yaml", "--library", "none", "-o", "-"], "");
        assert_eq!(output.status, 3, "{hostile}: {output}");
        let read = chancery::draft::read(&Source::new("x.md", &output.stdout));
        let draft = read.unwrap_or_else(|error| panic!("{hostile}: {error}")).value.draft;
        let gaps: Vec<&Block> = draft.blocks.iter().filter(|block| block.is_gap()).collect();
        let [gap] = gaps.as_slice() else { panic!("{hostile}: {} gaps", gaps.len()) };
        let shown = plain(&gap.text);
        let expected =
            format!("To be drafted (point prisons, request): Asks {hostile} No paragraph");
        assert!(shown.starts_with(&expected), "{hostile} is shown as {shown}");
        assert!(draft.notes.is_empty(), "{hostile}: {:?}", draft.notes);
        assert_eq!(draft.gaps().count(), 1);
        assert_eq!(chancery::draft::write(&draft), output.stdout, "{hostile}");
    }
}

#[test]
fn the_text_of_a_point_stays_text_when_it_has_several_lines() {
    let project = Project::with("none/field/rivers.md", "---\ntitle: Rivers\n---\nRivers flow.\n");
    let text = "Asks this.\n\n# h\n> q\n1. x\n\n-->\n\n    code\n[^1]: note";
    project.write("mine.yaml", opinions::asking(text));
    let output = project.output(["draft", "mine.yaml", "--library", "none", "-o", "-"], "");
    let read = chancery::draft::read(&Source::new("x.md", &output.stdout)).unwrap();
    let draft = read.value.draft;
    let gap = draft.blocks.iter().find(|block| block.is_gap()).unwrap();
    let shown: Vec<String> = plain(&gap.text).split_whitespace().map(str::to_owned).collect();
    let shown = shown.join(" ");
    let expected = "Asks this. # h > q 1. x --> code [^1]: note";
    assert!(shown.contains(expected), "{shown}");
    assert!(draft.notes.is_empty());
}

#[test]
fn the_subject_of_an_act_stays_text_in_the_letter() {
    for hostile in HOSTILE {
        let subject = serde_json::Value::from(format!("on {hostile}")).to_string();
        let text = opinions::PINNED.replace(
            "supporting the prevention of radicalisation leading to violent extremism",
            &subject,
        );
        let project = Project::with("mine.yaml", &text);
        let output = project.output(["draft", "mine.yaml", "-o", "-"], "");
        assert_eq!(output.status, 0, "{hostile}: {output}");
        let read = chancery::draft::read(&Source::new("x.md", &output.stdout));
        let draft = read.unwrap_or_else(|error| panic!("{hostile}: {error}")).value.draft;
        let shown = plain(&draft.blocks[0].text);
        let expected = format!("Communication on {hostile} {{COM(2016) 379 final}}.");
        assert!(shown.ends_with(&expected), "{hostile} is shown as {shown}");
    }
}

#[test]
fn the_lines_of_an_addressee_stay_text_in_the_front_matter() {
    let project = Project::new();
    let names = ["a: b", "- x", "--- #y", "\"q\" 'r'", "{ x }", "null", "12", "@x", "*x", "a\nb"];
    for name in names {
        let quoted = serde_json::Value::from(name).to_string();
        let text = opinions::PINNED
            .replace("{ title: Mr, name: Liviu Dragnea }", &format!("{{ name: {quoted} }}"));
        project.write("mine.yaml", text);
        let output = project.output(["draft", "mine.yaml", "-o", "-"], "");
        assert_eq!(output.status, 0, "{name}: {output}");
        let read = chancery::draft::read(&Source::new("x.md", &output.stdout));
        let draft = read.unwrap_or_else(|error| panic!("{name}: {error}")).value.draft;
        let first = draft.frame.addressee[0].split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(first, name.replace('\n', " "));
    }
}

#[test]
fn the_name_of_a_file_is_no_markup() {
    let name = "mine --> # x: {y} *z*.yaml";
    let project = Project::with(name, opinions::PINNED);
    let output = project.output(["draft", name], "");
    assert_eq!(output.status, 0, "{output}");
    let read = read_back(&project, "replies/mine --> # x: {y} *z*.md");
    assert_eq!(read.draft.about.opinion, name);
    assert!(!read.is_edited);
}

/// Hashes are hexadecimal: one in a thousand looks like a number too large for any computer.
#[test]
fn a_fingerprint_that_looks_like_a_number_is_read() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let first = drafted(&project, 0);
    let written = read_back(&project, REPLY).draft.drafted.unwrap();
    for hash in ["5157456512e26170", "1234567890123456", "0000000000000000", "1e99999999999999"] {
        project.write(REPLY, first.replace(&written, hash));
        let read = read_back(&project, REPLY);
        assert_eq!(read.draft.drafted.as_deref(), Some(hash));
        assert!(read.is_edited);
    }
}

#[test]
fn a_draft_tells_which_of_its_paragraphs_a_hand_has_changed() {
    let project = Project::with("mine.yaml", &opinions::with_gap());
    drafted(&project, 3);
    assert!(!read_back(&project, REPLY).is_edited);
    project.replace(REPLY, "EUR\u{a0}8\u{a0}million", "EUR\u{a0}9\u{a0}million");
    let gap = project
        .read(REPLY)
        .lines()
        .filter(|line| line.starts_with("> "))
        .collect::<Vec<_>>()
        .join("\n");
    project.replace(REPLY, &gap, "Zeppelins moor where they like.");
    let text = project.read(REPLY);
    project.write(REPLY, format!("{text}\nA new paragraph.\n"));
    let read = read_back(&project, REPLY);
    assert!(read.is_edited);
    let blocks = read.draft.blocks;
    let edited = blocks.iter().find(|block| block.text.contains("9\u{a0}million")).unwrap();
    assert!(
        matches!(&edited.origin, Origin::Library { wording: Wording::Edited, paragraph, .. } if paragraph.as_str() == "ran-prisons")
    );
    let filled = blocks.iter().find(|block| block.text.starts_with("Zeppelins")).unwrap();
    assert_eq!((&filled.origin, filled.points[0].as_str()), (&Origin::Hand, "zeppelins"));
    let new = blocks.last().unwrap();
    assert_eq!((&new.origin, new.text.as_str()), (&Origin::Hand, "A new paragraph."));
    let untouched = &blocks[0];
    assert!(matches!(untouched.origin, Origin::Skeleton(_)), "{untouched:?}");
}

#[test]
fn other_line_breaks_within_a_paragraph_are_no_edit_of_its_wording() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let first = drafted(&project, 0);
    let (head, body) = first.split_once("\n---\n").unwrap();
    let folded = body.replace(".\nThe ", ". The ");
    assert_ne!(folded, body);
    project.write(REPLY, format!("{head}\n---\n{folded}"));
    for block in read_back(&project, REPLY).draft.blocks {
        let is_edited = matches!(block.origin, Origin::Library { wording: Wording::Edited, .. });
        assert!(!is_edited, "{block:?}");
    }
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_feature_a_pdf_is_refused_and_nothing_is_written() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let output = project.output(["draft", "mine.yaml", "-t", "md,pdf"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("this build of chancery makes no PDF"), "{output}");
    assert_eq!(project.files(), ["mine.yaml"]);
}

#[cfg(feature = "pdf")]
#[test]
fn draft_and_letter_are_written_together() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let output = project.output(["draft", "mine.yaml", "-t", "md,pdf"], "");
    assert_eq!(output.status, 0, "{output}");
    let pdf = fs::read(project.path("replies/mine.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    let again = project.output(["draft", "mine.yaml", "-t", "md,pdf"], "");
    assert!(again.stderr.contains("Unchanged: `replies/mine.pdf`."), "{again}");
    assert_eq!(fs::read(project.path("replies/mine.pdf")).unwrap(), pdf);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_of_unknown_origin_keeps_the_draft_from_being_written_too() {
    let project = Project::with("mine.yaml", opinions::PINNED);
    project.write("replies/mine.pdf", "signed");
    let output = project.output(["draft", "mine.yaml", "-t", "md,pdf"], "");
    assert_eq!(output.status, 1, "{output}");
    assert_eq!(project.read("replies/mine.pdf"), "signed");
    assert!(!project.path(REPLY).exists());
}
