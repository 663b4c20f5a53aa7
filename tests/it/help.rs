//! The long help of every command.

use crate::project::Project;

/// Every command and subcommand, as it is typed.
const COMMANDS: [&str; 23] = [
    "",
    "draft",
    "batch",
    "match",
    "check",
    "verify",
    "refresh",
    "render",
    "diff",
    "status",
    "library",
    "library list",
    "library show",
    "library search",
    "library check",
    "chambers",
    "chambers list",
    "chambers show",
    "new",
    "new opinion",
    "new paragraph",
    "report",
    "report merge",
];

fn help(command: &str) -> String {
    let project = Project::new();
    let words: Vec<&str> = command.split_whitespace().collect();
    let output = match words.as_slice() {
        [] => project.output(["--help"], ""),
        [one] => project.output([one, "--help"], ""),
        [one, two, ..] => project.output([one, two, "--help"], ""),
    };
    assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{command}");
    assert!(project.files().is_empty());
    output.stdout
}

#[test]
fn every_command_explains_itself() {
    for command in COMMANDS {
        let name = if command.is_empty() { "chancery" } else { command };
        insta::assert_snapshot!(format!("help_{}", name.replace(' ', "_")), help(command));
    }
}

#[test]
fn every_command_that_does_something_shows_an_example() {
    for command in COMMANDS {
        let is_group = ["library", "chambers", "new", "report"].contains(&command);
        let text = help(command);
        assert!(is_group || text.contains("Example"), "{command}:\n{text}");
    }
}

#[test]
fn the_list_of_commands_above_is_complete() {
    for group in ["", "library", "chambers", "new"] {
        let text = help(group);
        let (_, list) = text.split_once("Commands:\n").expect("a group lists its commands");
        let named = list.lines().take_while(|line| !line.is_empty());
        let named: Vec<&str> = named.filter_map(|line| line.split_whitespace().next()).collect();
        assert!(named.len() > 1, "{text}");
        for name in named.into_iter().filter(|name| *name != "help") {
            let command = format!("{group} {name}");
            assert!(COMMANDS.contains(&command.trim()), "`{}` is not tested", command.trim());
        }
    }
}

#[test]
fn a_wrong_command_line_is_a_matter_of_usage() {
    let project = Project::new();
    insta::assert_snapshot!("usage_nothing", project.run([]));
    insta::assert_snapshot!("usage_unknown_command", project.run(["drft", "x.yaml"]));
    insta::assert_snapshot!(
        "usage_unknown_option",
        project.run(["draft", "x.yaml", "--typ", "md"])
    );
    insta::assert_snapshot!("usage_unknown_type", project.run(["draft", "x.yaml", "-t", "docx"]));
    insta::assert_snapshot!("usage_no_opinion", project.run(["draft"]));
    insta::assert_snapshot!(
        "usage_bad_date",
        project.run(["draft", "x.yaml", "--date", "2017-02-30"])
    );
    assert!(project.files().is_empty());
}

#[test]
fn the_version_is_that_of_the_crate() {
    let output = Project::new().output(["--version"], "");
    assert_eq!(output.stdout, format!("chancery {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn nothing_is_coloured_off_a_terminal() {
    let project = Project::with("mine.yaml", &crate::opinions::with_gap());
    for output in [
        project.output(["draft", "mine.yaml"], ""),
        project.output(["match", "mine.yaml"], ""),
        project.output(["check", "missing.yaml"], ""),
    ] {
        assert!(!output.to_string().contains('\u{1b}'), "{output}");
    }
}
