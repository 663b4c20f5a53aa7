//! `chancery draft -i`, at a pseudo-terminal, and the question of `chancery accept`.

use crate::opinions;
use crate::project::Project;
use crate::typing::{End, Terminal};

/// An opinion with two open points and one that is answered, with comments all over.
fn opinion() -> String {
    let points = format!(
        "points:   # as adopted\n  - id: zeppelins\n    text: {}   # really\n\n  # the second\n  \
         - {{ id: convicts, text: '{}' }}   # in short\n",
        opinions::UNHEARD_OF,
        opinions::UNSURE
    );
    opinions::PINNED.replacen("points:\n", &points, 1)
}

fn start(project: &Project) -> Terminal {
    let mut terminal = Terminal::start(project, &["draft", "mine.yaml", "-i"]);
    terminal.wait_for("k, 1-3, ID, s WORDS, o, q?");
    terminal
}

fn asked(keys: &str) -> (Project, End, String) {
    let project = Project::with("mine.yaml", &opinion());
    let mut terminal = start(&project);
    terminal.press(keys);
    let (end, shown) = terminal.end();
    (project, end, shown)
}

#[test]
fn what_is_chosen_becomes_a_pin_and_the_letter_uses_it() {
    let (project, end, shown) = asked("sis-ii\nran-prisons, ran-centre\n");
    assert_eq!(end, End::Status(0), "{shown}");
    let pinned = opinion()
        .replace("   # really\n", "   # really\n    answer: [sis-ii]\n")
        .replace("came with.' }", "came with.', answer: [ran-prisons, ran-centre] }");
    assert_eq!(project.read("mine.yaml"), pinned);
    assert!(shown.contains("mine.yaml: 2 points open"), "{shown}");
    assert!(project.read("replies/mine.md").contains("{paragraph: sis-ii"));
    let again = project.output(["match", "mine.yaml", "--format", "json"], "").stdout;
    assert_eq!(again.matches("\"outcome\": \"pinned\"").count(), 3, "{again}");
}

#[test]
fn a_point_that_is_left_open_leaves_no_trace() {
    for keys in ["o\no\n", "\n\n", "q\n", "\u{4}"] {
        let (project, end, shown) = asked(keys);
        assert_eq!(end, End::Status(3), "{shown}");
        assert_eq!(project.read("mine.yaml"), opinion());
        assert!(project.read("replies/mine.md").contains("To be drafted"));
    }
}

#[test]
fn the_best_ones_are_offered_and_kept_by_a_key_or_a_number() {
    let best = |project: &Project, place: usize| {
        let json = project.json(["match", "mine.yaml", "--format", "json"]);
        json["points"][1]["candidates"][place]["paragraph"].as_str().unwrap().to_owned()
    };
    for (key, place) in [("k", 0), ("1", 0), ("2", 1)] {
        let project = Project::with("mine.yaml", &opinion());
        let wanted = best(&project, place);
        let mut terminal = start(&project);
        terminal.press(&format!("o\n{key}\n"));
        let (end, shown) = terminal.end();
        assert_eq!(end, End::Status(3), "{shown}");
        assert!(shown.contains(&format!("  {}  {wanted} ", place + 1)), "{shown}");
        let pin = format!("answer: [{wanted}]");
        assert!(project.read("mine.yaml").contains(&pin), "{shown}");
    }
}

#[test]
fn the_library_can_be_searched() {
    let (project, end, shown) = asked("s hash database uploads\n1\ns border alerts Schengen\n1\n");
    assert_eq!(end, End::Status(0), "{shown}");
    let written = project.read("mine.yaml");
    assert!(written.contains("# really\n    answer: [hash-database]\n"), "{written}");
    assert!(written.contains("answer: [sis-ii] }"), "{written}");
}

/// While hits are listed, `k` would keep one that nobody proposed.
#[test]
fn after_a_search_only_what_was_found_is_numbered_until_the_proposals_are_back() {
    let (project, end, shown) = asked("o\ns border alerts Schengen\nk\ns\nk\n");
    assert_eq!(end, End::Status(3), "{shown}");
    assert!(shown.contains("Found: 1-"), "{shown}");
    assert!(
        shown.contains("`k` keeps the first proposal, and what was found is listed"),
        "{shown}"
    );
    let project_before = Project::with("mine.yaml", &opinion());
    let json = project_before.json(["match", "mine.yaml", "--format", "json"]);
    let first = json["points"][1]["candidates"][0]["paragraph"].as_str().unwrap();
    assert!(project.read("mine.yaml").contains(&format!("answer: [{first}] }}")), "{shown}");
}

/// Pins would change nothing in a draft that stays as it is.
#[test]
fn nothing_is_asked_for_a_draft_that_a_hand_has_changed() {
    let project = Project::with("mine.yaml", &opinion());
    project.run(["draft", "mine.yaml"]);
    project.replace("replies/mine.md", "The Commission", "We");
    let (end, shown) = Terminal::start(&project, &["draft", "mine.yaml", "-i"]).end();
    assert_eq!(end, End::Status(1), "{shown}");
    assert!(shown.contains("was changed by hand") && !shown.contains("o, q?"), "{shown}");
    assert_eq!(project.read("mine.yaml"), opinion());
}

#[test]
fn what_is_not_understood_is_asked_again() {
    let (project, end, shown) = asked("9\nran-prison\n!\n,\nwork-programme\nq\n");
    assert_eq!(end, End::Status(3), "{shown}");
    assert!(shown.contains("There is no number 9."), "{shown}");
    assert!(shown.contains("There is no paragraph `ran-prison`; did you mean `ran-prisons`?"));
    assert!(shown.contains("`!` is no answer."), "{shown}");
    assert!(shown.contains("`,` is no answer."), "{shown}");
    assert!(shown.contains("work-programme cannot be used: it is valid only until"), "{shown}");
    assert_eq!(project.read("mine.yaml"), opinion());
}

#[test]
fn an_interruption_leaves_whole_files_and_what_was_chosen() {
    let project = Project::with("mine.yaml", &opinion());
    let mut terminal = start(&project);
    terminal.press("sis-ii\n");
    terminal.wait_for("convicts (concern)");
    terminal.press("\u{3}");
    let (end, shown) = terminal.end();
    assert_eq!(end, End::Signal(libc::SIGINT), "{shown}");
    let pinned = opinion().replace("   # really\n", "   # really\n    answer: [sis-ii]\n");
    assert_eq!(project.read("mine.yaml"), pinned);
    assert_eq!(project.files(), ["mine.yaml"]);
}

#[test]
fn the_words_that_decided_stand_out() {
    let text = "Is glad that wardens of prisons are mentioned.";
    let project = Project::with("mine.yaml", &opinions::asking(text));
    project.write("chancery.yaml", "thresholds: { sure: 1.0, unsure: 0.0 }\n");
    let mut terminal = start(&project);
    assert!(
        terminal.styled().contains("\u{1b}[1m\u{1b}[4mprisons\u{1b}[0m"),
        "{:?}",
        terminal.styled()
    );
    terminal.press("q\n");
    assert_eq!(terminal.end().0, End::Status(3));
}

#[test]
fn nobody_is_asked_without_a_terminal() {
    let project = Project::with("mine.yaml", &opinion());
    insta::assert_snapshot!(project.run(["draft", "mine.yaml", "-i"]), @r"
    exit: 2
    ── stderr ──
    error: `-i` asks at a terminal, and this is none; pin paragraphs in the opinion with `answer: [ID]`
    ");
    assert_eq!(project.files(), ["mine.yaml"]);
}

#[test]
fn accept_asks_before_it_writes() {
    for (keys, is_written) in [("y\n", true), ("n\n", false), ("\n", false), ("\u{4}", false)] {
        let project = Project::with("mine.yaml", &opinions::chosen());
        project.run(["draft", "mine.yaml"]);
        let mut terminal = Terminal::start(&project, &["accept", "replies/mine.md"]);
        terminal.wait_for("Write 1 example into 1 file? [y/N]");
        terminal.press(keys);
        let (end, shown) = terminal.end();
        assert_eq!(end, End::Status(0), "{shown}");
        assert_eq!(project.path("templates").exists(), is_written, "{shown}");
    }
}
