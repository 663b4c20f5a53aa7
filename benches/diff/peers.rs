//! The tools that are compared: how each is run, and how its marks are counted.

use std::env;
use std::fs::{self, File};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::pairs::Pair;
use crate::process::{self, Usage};

/// A tool that compares two files.
pub(crate) struct Tool {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The command that compares a pair.
    command: fn(&Pair) -> Command,
    /// The command that succeeds where the tool is installed.
    probe: fn() -> Command,
    /// Counts the words that its output marks as taken out and put in.
    count: fn(&str) -> (usize, usize),
}

/// All tools; ours is the first.
pub(crate) const ALL: &[Tool] = &[
    Tool {
        name: "chancery",
        command: |pair| {
            program(env!("CARGO_BIN_EXE_chancery"), &["diff", "--format", "json"], &pair.drafts)
        },
        probe: || program(env!("CARGO_BIN_EXE_chancery"), &["--version"], &[]),
        count: count_json,
    },
    Tool {
        name: "chancery, no pedigree",
        command: |pair| {
            program(env!("CARGO_BIN_EXE_chancery"), &["diff", "--format", "json"], &pair.plain)
        },
        probe: || program(env!("CARGO_BIN_EXE_chancery"), &["--version"], &[]),
        count: count_json,
    },
    Tool {
        name: "git diff --word-diff",
        command: |pair| program("git", &["diff", "--no-index", "--word-diff=plain"], &pair.plain),
        probe: || program("git", &["--version"], &[]),
        count: |output| {
            let body = output.find("@@").map_or("", |start| &output[start..]);
            marked(body, ["[-", "-]"], ["{+", "+}"])
        },
    },
    Tool {
        name: "wdiff",
        command: |pair| program("wdiff", &[], &pair.plain),
        probe: || program("wdiff", &["--version"], &[]),
        count: |output| marked(output, ["[-", "-]"], ["{+", "+}"]),
    },
    Tool {
        name: "pandiff",
        command: |pair| program("pandiff", &[], &pair.plain),
        probe: || program("pandiff", &["--help"], &[]),
        count: |output| {
            // `{~~old~>new~~}` is both.
            let output = output.replace("{~~", "{--").replace("~>", "--}{++").replace("~~}", "++}");
            marked(&output, ["{--", "--}"], ["{++", "++}"])
        },
    },
    Tool {
        name: "redlines",
        command: |pair| program(&python(), &["-c", REDLINES], &pair.plain),
        probe: || program(&python(), &["-c", "import redlines"], &[]),
        count: |output| marked(output, ["<del>", "</del>"], ["<ins>", "</ins>"]),
    },
];

/// Compares two files with redlines; a mark stands between tags of its own.
const REDLINES: &str = "\
import sys
from redlines import Redlines
old, new = (open(path, encoding='utf-8').read() for path in sys.argv[1:])
print(Redlines(old, new, markdown_style='none').output_markdown)";

fn python() -> String {
    env::var("REDLINES_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

fn program(name: &str, arguments: &[&str], files: &[std::path::PathBuf]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).args(files);
    command
}

impl Tool {
    /// Tells why the tool cannot be measured, if it cannot.
    pub(crate) fn find(&self) -> Result<(), String> {
        let output = (self.probe)().stdin(Stdio::null()).output();
        match output {
            Err(error) => Err(format!("it cannot be run ({error})")),
            Ok(output) if output.status.success() => Ok(()),
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stderr);
                Err(format!("it is not installed ({})", said.lines().last().unwrap_or_default()))
            }
        }
    }

    /// Compares a pair: the words marked as taken out and put in, and what it cost.
    pub(crate) fn run(&self, pair: &Pair) -> ((usize, usize), Usage) {
        let path = pair.plain[0].with_extension("output");
        let child = (self.command)(pair)
            .stdin(Stdio::null())
            .stdout(File::create(&path).expect("the output can be written"))
            .stderr(Stdio::null())
            .spawn();
        let usage = process::wait(&child.expect("it ran a moment ago"));
        let output = fs::read(&path).expect("the output can be read");
        ((self.count)(&String::from_utf8_lossy(&output)), usage)
    }
}

/// The words of all changes, those of the frame included.
fn count_json(output: &str) -> (usize, usize) {
    let json: Value = serde_json::from_str(output).expect("it prints JSON");
    let changes = json["changes"].as_array().expect("there is a list of changes");
    let sum = |field: &str| -> u64 {
        changes.iter().map(|change| change[field].as_u64().unwrap_or_default()).sum()
    };
    let count = |field: &str| usize::try_from(sum(field)).expect("a draft is short");
    (count("words_removed"), count("words_added"))
}

/// Counts the words between marks.
fn marked(output: &str, removed: [&str; 2], added: [&str; 2]) -> (usize, usize) {
    let count = |[open, close]: [&str; 2]| {
        let stretches = output.split(open).skip(1);
        let inside = stretches.filter_map(|rest| rest.split(close).next());
        inside.map(|text| text.split_whitespace().count()).sum()
    };
    (count(removed), count(added))
}
