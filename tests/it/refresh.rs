//! `chancery refresh`.

use std::fs;

use crate::opinions;
use crate::project::{Output, Project};

const REPLY: &str = "replies/mine.md";
const BASE: &str = "replies/.chancery/mine.md";
const PRISONS: &str = "templates/paragraphs/security/prisons.md";
const ZEPPELINS: &str = "templates/paragraphs/transport/zeppelins.md";

/// A project with a draft of two answers, from paragraphs of its own, and a gap.
#[track_caller]
fn drafted() -> Project {
    let project = Project::new();
    let opinion = opinions::with_gap().replace("answer: [ran-prisons]", "answer: [prisons]");
    let rivers = "  - id: rivers\n    text: Asks about rivers.\n    answer: [rivers]\nreply:\n";
    project.write("mine.yaml", opinion.replace("reply:\n", rivers));
    project.write(
        PRISONS,
        "---\ntitle: Prisons\n---\nPrisons have six working groups.\nThey meet in spring.\nThey report in autumn.[^1]\n\n[^1]: Report of the year 2016.\n",
    );
    let rivers = "---\ntitle: Rivers\n---\nRivers flow to the sea.\nBridges cross them.\n";
    project.write("templates/paragraphs/water/rivers.md", rivers);
    let output = project.output(["draft", "mine.yaml"], "");
    assert_eq!(output.status, 3, "{output}");
    project
}

#[track_caller]
fn refresh(project: &Project, status: i32) -> Output {
    let output = project.output(["refresh", REPLY], "");
    assert_eq!(output.status, status, "{output}");
    output
}

/// The body of the draft without pedigrees.
#[track_caller]
fn body(project: &Project) -> String {
    let text = project.read(REPLY).replace('\u{a0}', "␣");
    let body = text.split_once("---\n\n").expect("there is a body").1;
    let lines: Vec<&str> = body.lines().filter(|line| !line.starts_with("<!--")).collect();
    lines.join("\n")
}

/// Refreshes again and expects that nothing changes.
#[track_caller]
fn assert_settled(project: &Project) {
    let (reply, base) = (project.read(REPLY), project.read(BASE));
    let output = project.output(["refresh", REPLY], "");
    assert!(output.stderr.contains("Unchanged: `replies/mine.md`."), "{output}");
    assert!(!output.stderr.contains("taken:"), "{output}");
    assert_eq!((project.read(REPLY), project.read(BASE)), (reply, base));
}

/// Writes an answer in place of the gap of a draft.
#[track_caller]
fn answer_by_hand(project: &Project) {
    let reply = project.read(REPLY);
    let start = reply.find("> **To be drafted**").expect("a gap");
    let end = start + reply[start..].find("\n\n").expect("an end");
    project.write(REPLY, format!("{}My answer.{}", &reply[..start], &reply[end..]));
}

#[test]
fn edits_by_hand_and_new_wording_stand_side_by_side() {
    let project = drafted();
    project.replace(REPLY, "They meet in spring.", "They meet in May.\nThat suits everybody.");
    project.replace(REPLY, "Mr Liviu Dragnea", "Mr Liviu Nicolae Dragnea");
    project.replace(PRISONS, "six working groups", "five working groups");
    project.replace("mine.yaml", "2017-01-10", "2017-01-12");
    insta::assert_snapshot!(refresh(&project, 3));
    insta::assert_snapshot!(body(&project));
    let reply = project.read(REPLY);
    assert!(reply.contains("date: 2017-01-12") && reply.contains("Mr Liviu Nicolae Dragnea"));
    assert_settled(&project);
    // The next wording is merged with the last one that was drafted.
    project.replace(PRISONS, "five working groups", "four working groups");
    refresh(&project, 3);
    let body = body(&project);
    assert!(body.contains("four working groups.\nThey meet in May."), "{body}");
    let output = project.output(["draft", "mine.yaml"], "");
    assert_eq!(output.status, 1, "{output}");
    assert!(output.stderr.contains("`chancery refresh replies/mine.md`"), "{output}");
}

#[test]
fn a_sentence_that_both_changed_keeps_the_hands_text_and_shows_both() {
    let project = drafted();
    project.replace(REPLY, "six working groups", "seven working groups");
    project.replace(PRISONS, "six working groups", "five working groups");
    project.write("replies/mine.pdf", "as it was");
    insta::assert_snapshot!(refresh(&project, 4));
    insta::assert_snapshot!(body(&project));
    insta::assert_snapshot!(project.run(["check", REPLY]));
    let departures = project.json(["diff", "--against-library", REPLY, "--format", "json"]);
    let paragraphs = departures["paragraphs"].as_array().expect("there are paragraphs");
    let mark = paragraphs.iter().find(|one| one["place"] == "mark of a conflict");
    assert_eq!(mark.map(|mark| &mark["standing"]), Some(&"open".into()), "{departures}");
    let refused = project.output(["render", REPLY, "--final"], "");
    assert_eq!(refused.status, 1, "{refused}");
    assert!(refused.stderr.contains("the conflict about prisons is to be settled"), "{refused}");
    assert_settled(&project);

    // Newer wording takes the place of the reading that is not drafted any more.
    project.replace(PRISONS, "five working groups", "four working groups");
    refresh(&project, 4);
    let text = body(&project);
    assert_eq!(text.matches("**To be settled**").count(), 1, "{text}");
    assert!(text.contains("> Prisons have four working groups.") && !text.contains("five"));

    // Settled by hand, it is settled.
    let reply = project.read(REPLY);
    let (start, end) = (reply.find("> **To be settled**"), reply.find("<!-- {paragraph: rivers"));
    let (start, end) = (start.expect("a mark"), end.expect("a paragraph after it"));
    project.write(REPLY, reply[..start].to_owned() + &reply[end..]);
    refresh(&project, 3);
    let text = body(&project);
    assert!(text.contains("seven working groups") && !text.contains("To be settled"), "{text}");
    assert_settled(&project);
}

#[test]
fn what_a_hand_took_out_stays_out() {
    let project = drafted();
    project.replace(REPLY, "They meet in spring.\n", "");
    let reply = project.read(REPLY);
    let (start, end) = (reply.find("<!-- {paragraph: rivers"), reply.find("<!-- {part: closing"));
    let (start, end) = (start.expect("a paragraph"), end.expect("a closing"));
    project.write(REPLY, reply[..start].to_owned() + &reply[end..]);
    project.replace(PRISONS, "six working groups", "five working groups");
    refresh(&project, 3);
    let text = body(&project);
    assert!(!text.contains("spring") && !text.contains("Rivers"), "{text}");
    assert!(text.contains("five working groups"), "{text}");

    project.replace("templates/paragraphs/water/rivers.md", "flow to", "run to");
    insta::assert_snapshot!(refresh(&project, 4));
    insta::assert_snapshot!(body(&project));
    assert_settled(&project);
}

#[test]
fn a_gap_takes_the_new_paragraph_unless_a_hand_has_answered_it() {
    let zeppelins = "---\ntitle: Zeppelins\nterms: [zeppelins]\n---\nZeppelins are moored.\n";
    let project = drafted();
    project.replace(REPLY, "Dear", "Dearest");
    project.write(ZEPPELINS, zeppelins);
    project.replace(
        "mine.yaml",
        "  - id: zeppelins\n",
        "  - id: zeppelins\n    answer: [zeppelins]\n",
    );
    insta::assert_snapshot!(refresh(&project, 0));
    assert!(body(&project).contains("Zeppelins are moored."));

    let project = drafted();
    answer_by_hand(&project);
    project.write(ZEPPELINS, zeppelins);
    project.replace(
        "mine.yaml",
        "  - id: zeppelins\n",
        "  - id: zeppelins\n    answer: [zeppelins]\n",
    );
    insta::assert_snapshot!(refresh(&project, 0));
    let text = body(&project);
    assert!(text.contains("My answer.") && !text.contains("Zeppelins are moored."), "{text}");
    assert_settled(&project);
}

#[test]
fn points_follow_the_opinion() {
    let project = drafted();
    project.replace(REPLY, "Dear", "Dearest");
    project.replace(
        "mine.yaml",
        "  - id: rivers\n    text: Asks about rivers.\n    answer: [rivers]\n",
        "",
    );
    let hats = "  - id: hats\n    text: Wants hats counted twice.\nreply:\n";
    project.replace("mine.yaml", "reply:\n", hats);
    insta::assert_snapshot!(refresh(&project, 3));
    let reply = project.read(REPLY);
    assert!(reply.contains("points: [zeppelins, prisons, hats]"), "{reply}");
    assert!(!reply.contains("Rivers flow") && reply.contains("<!-- {open: [hats]} -->"), "{reply}");
}

#[test]
fn notes_of_both_are_numbered_as_they_come() {
    let project = drafted();
    project.replace(REPLY, "The Commission would like to thank", "We[^mine] would like to thank");
    let reply = project.read(REPLY);
    project.write(REPLY, format!("{reply}[^mine]: All of us.\n"));
    project.replace(PRISONS, "six working groups.", "five working groups.[^2]");
    project.replace(PRISONS, "[^1]: Report", "[^2]: Their list.\n[^1]: Report");
    refresh(&project, 3);
    insta::assert_snapshot!(body(&project));
    assert_settled(&project);
}

#[test]
fn a_dry_run_shows_the_changes_and_writes_nothing() {
    let project = drafted();
    project.replace(REPLY, "They meet in spring.", "They meet in May.");
    project.replace(PRISONS, "six working groups", "five working groups");
    let (reply, base) = (project.read(REPLY), project.read(BASE));
    insta::assert_snapshot!(project.run(["refresh", "--dry-run", REPLY]));
    assert_eq!((project.read(REPLY), project.read(BASE)), (reply, base));
}

#[test]
fn without_its_base_an_edited_draft_is_left_as_it_is() {
    let project = drafted();
    project.replace(REPLY, "They meet in spring.", "They meet in May.");
    fs::remove_dir_all(project.path("replies/.chancery")).expect("it can be removed");
    // While nothing has changed, the base can be drafted again.
    assert!(refresh(&project, 3).stderr.contains("Unchanged"));
    assert!(project.read(BASE).contains("They meet in spring."));
    fs::remove_dir_all(project.path("replies/.chancery")).expect("it can be removed");
    project.replace(PRISONS, "six working groups", "five working groups");
    let reply = project.read(REPLY);
    insta::assert_snapshot!(refresh(&project, 1));
    assert_eq!(project.read(REPLY), reply);
}

#[test]
fn a_draft_without_edits_becomes_the_new_one() {
    let project = drafted();
    project.replace(PRISONS, "six working groups", "five working groups");
    refresh(&project, 3);
    let refreshed = project.read(REPLY);
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 3);
    assert_eq!(project.read(REPLY), refreshed);
    assert_eq!(project.read(BASE), refreshed);
}

#[test]
fn a_run_that_was_stopped_before_it_kept_the_base_is_taken_up() {
    let project = drafted();
    let old = project.read(BASE);
    project.replace(REPLY, "They meet in spring.", "They meet in May.");
    project.replace(PRISONS, "six working groups", "five working groups");
    refresh(&project, 3);
    let (reply, base) = (project.read(REPLY), project.read(BASE));
    project.write(BASE, old);
    assert_settled_with(&project, &reply, &base);
}

#[track_caller]
fn assert_settled_with(project: &Project, reply: &str, base: &str) {
    refresh(project, 3);
    assert_eq!((project.read(REPLY).as_str(), project.read(BASE).as_str()), (reply, base));
}

#[test]
fn what_cannot_be_refreshed_says_why() {
    let project = drafted();
    project.replace(
        REPLY,
        "They meet in spring.",
        "They meet in May.\n\n[ana]: https://example.org",
    );
    project.replace(PRISONS, "six working groups", "five working groups");
    let reply = project.read(REPLY);
    insta::assert_snapshot!("an_address_would_be_lost", refresh(&project, 1));
    project.replace(
        "mine.yaml",
        "  date: 2017-01-10\n",
        "  date: 2017-01-10\n  sent: 2017-01-12\n",
    );
    insta::assert_snapshot!("a_reply_that_went_out", refresh(&project, 1));
    fs::remove_file(project.path("mine.yaml")).expect("it can be removed");
    insta::assert_snapshot!("the_opinion_is_not_there", refresh(&project, 1));
    assert_eq!(project.read(REPLY), reply);
    insta::assert_snapshot!("no_such_draft", project.run(["refresh", "replies/none.md"]));
}

#[test]
fn programs_read_what_was_done() {
    let project = drafted();
    project.replace(REPLY, "six working groups", "seven working groups");
    project.replace(REPLY, "Bridges cross them.", "Many bridges cross them.");
    project.replace(PRISONS, "six working groups", "five working groups");
    project.replace(PRISONS, "They meet in spring.", "They meet in winter.");
    let json = project.json(["refresh", REPLY, "--format", "json"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).expect("it is JSON"));
}

#[test]
fn an_answer_by_hand_is_at_odds_with_another_question() {
    let project = drafted();
    answer_by_hand(&project);
    refresh(&project, 0);
    project.replace("mine.yaml", opinions::UNHEARD_OF, "Asks who owns the moon.");
    insta::assert_snapshot!(refresh(&project, 4));
    insta::assert_snapshot!(body(&project));
    assert_settled(&project);
}

#[test]
fn an_answer_by_hand_goes_with_its_question_to_another_number() {
    let project = drafted();
    let without_ids = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with("  - id:"));
        let lines: Vec<String> = lines.map(|line| line.replace("    text:", "  - text:")).collect();
        lines.join("\n") + "\n"
    };
    project.write("mine.yaml", without_ids(&project.read("mine.yaml")));
    assert_eq!(project.output(["draft", "mine.yaml"], "").status, 3);
    answer_by_hand(&project);
    refresh(&project, 0);
    project.replace("mine.yaml", "points:\n", "points:\n  - text: Asks who owns the moon.\n");
    refresh(&project, 3);
    let reply = project.read(REPLY);
    assert!(reply.contains("<!-- {answers: [\"2\"]} -->\nMy answer.\n"), "{reply}");
    assert!(reply.contains("<!-- {open: [\"1\"]} -->\n"), "{reply}");
    assert!(!reply.contains("To be settled"), "{reply}");
    assert_settled(&project);
}

#[test]
fn a_note_of_the_hand_is_not_lost_with_its_mark() {
    for new in ["They report in autumn.\n", ""] {
        let project = drafted();
        project.replace(REPLY, "year 2016.", "year 2016, page 3.");
        project.replace(
            PRISONS,
            "They report in autumn.[^1]\n\n[^1]: Report of the year 2016.\n",
            new,
        );
        let output = refresh(&project, 4);
        assert!(output.stderr.contains("at odds: prisons"), "{output}");
        let text = body(&project);
        assert!(text.contains("They report in autumn.[^2]\n"), "{text}");
        assert!(text.contains("[^2]: Report of the year 2016, page 3."), "{text}");
        assert_settled(&project);
    }
}

#[test]
fn a_paragraph_that_a_hand_has_split_shows_its_sentence_in_the_mark() {
    let project = drafted();
    project.replace(REPLY, "\nThey meet in spring.", "\n\nThey meet in spring.");
    project.replace(PRISONS, "They meet in spring.", "They meet in summer.");
    refresh(&project, 4);
    let text = body(&project);
    assert!(text.contains("> *By hand:*\n>\n> They meet in spring.\n"), "{text}");
    assert!(!text.contains("*By hand:* taken out"), "{text}");
    assert_settled(&project);
}
