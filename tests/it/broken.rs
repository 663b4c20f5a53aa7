//! Opinions that cannot be used: what the officer is told, and that nothing is written.
//!
//! `tests/fixtures/broken/` holds one mistake a file, named after it.

use std::fs;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use chancery::diagnostic::{Checked, Diagnostic, Rejected, Severity, Source};
use chancery::office::{Office, Places};
use chancery::opinion::Opinion;
use jiff::civil::date;

use crate::opinions;
use crate::project::{Project, run_in};

/// What all fixtures are before their mistake.
const RIGHT: &str = include_str!("../fixtures/right.yaml");

static OFFICE: LazyLock<Office> =
    LazyLock::new(|| Office::open(&Places::default()).expect("the built-in files are right"));

fn fixtures() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/broken");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    assert!(paths.len() > 45, "{} fixtures", paths.len());
    paths
}

fn name(path: &Path) -> String {
    path.file_name().expect("a file has a name").to_string_lossy().into_owned()
}

/// Reads a fixture under its bare name, as `chancery check` does.
///
/// A test of its own tells what a small stack bears; here it must not end all tests at once.
fn parsed(path: &Path) -> Result<Checked<Opinion>, Rejected> {
    let bytes = fs::read(path).expect("the fixture can be read");
    let source = Source::from_bytes(name(path), &bytes)?;
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(64 << 20)
            .spawn_scoped(scope, || Opinion::parse(&source, &OFFICE, date(2017, 1, 10)))
            .expect("a thread can be started")
            .join()
            .unwrap_or_else(|_| panic!("{} makes the reader panic", path.display()))
    })
}

/// The errors of all fixtures, each with the name of its file. Those that are read without an
/// error are a matter of a test of their own.
static ERRORS: LazyLock<Vec<(String, Source, Vec<Diagnostic>)>> = LazyLock::new(|| {
    let rejected =
        fixtures().into_iter().filter_map(|path| Some((name(&path), parsed(&path).err()?)));
    rejected
        .map(|(name, Rejected { source, mut found })| {
            found.retain(|one| one.severity == Severity::Error);
            (name, source, found)
        })
        .collect()
});

#[test]
fn what_the_fixtures_have_in_common_is_right() {
    let checked = Opinion::parse(&Source::new("right.yaml", RIGHT), &OFFICE, date(2017, 1, 10));
    assert_eq!(checked.unwrap().warnings, []);
}

#[test]
fn every_broken_opinion_is_refused() {
    let accepted: Vec<String> = fixtures()
        .into_iter()
        .filter(|path| parsed(path).is_ok())
        .map(|path| name(&path))
        .collect();
    assert!(accepted.is_empty(), "nothing is found wrong in {}", accepted.join(", "));
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write_instead() {
    for path in fixtures() {
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        if let Err(rejected) = parsed(&path) {
            insta::with_settings!({ snapshot_suffix => name }, {
                insta::assert_snapshot!(rejected);
            });
        }
    }
}

#[test]
fn every_error_has_a_place_and_a_remedy() {
    let mut wrong = Vec::new();
    for (name, _, found) in ERRORS.iter() {
        let bare = found.iter().filter(|one| one.place.is_none() || one.hint.is_none());
        wrong.extend(bare.map(|one| format!("{name}: {}", one.message)));
    }
    assert!(wrong.is_empty(), "no place or no remedy:\n{}", wrong.join("\n"));
}

#[test]
fn one_mistake_is_told_once() {
    // These have several to tell: two marks that belong together, and a text that is no opinion.
    let several = ["many-at-once", "character-bidi-isolate", "character-emoji-joined", "not-yaml-"];
    let mut wrong = Vec::new();
    for (name, _, found) in ERRORS.iter() {
        if found.len() > 1 && !several.iter().any(|start| name.starts_with(start)) {
            let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
            wrong.push(format!("{name}: {}", messages.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "one mistake, several messages:\n{}", wrong.join("\n"));
}

#[test]
fn a_mistake_in_the_yaml_is_shown_on_its_line_or_the_next() {
    let mut wrong = Vec::new();
    for (name, source, found) in ERRORS.iter() {
        if !name.starts_with("yaml-") || name == "yaml-alias-bomb.yaml" {
            continue;
        }
        let differs = source.text.lines().zip(RIGHT.lines()).position(|(is, was)| is != was);
        let mistaken = differs.unwrap_or_else(|| RIGHT.lines().count()) + 1;
        let place = found[0].place.as_ref().expect("a syntax error has a place").start;
        let (line, column) = source.position(place);
        if !(mistaken..=mistaken + 1).contains(&line) {
            wrong.push(format!("{name}: line {mistaken} is wrong, {line}:{column} is shown"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_message_speaks_the_language_of_the_parser() {
    let jargon = [
        " at line ",
        "scalar",
        "mapping values",
        "block mapping",
        "block collection",
        "indicator",
        "simple key",
        "limits breached",
        "YAML document",
        "recursion",
        "trailing content",
        "reference to unknown value",
        "unexpected character",
    ];
    let mut wrong = Vec::new();
    for (name, _, found) in ERRORS.iter() {
        let heard = found.iter().filter(|one| jargon.iter().any(|word| one.message.contains(word)));
        wrong.extend(heard.map(|one| format!("{name}: {}", one.message)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_that_several_chambers_share_is_never_guessed() {
    for (name, _, found) in ERRORS.iter().filter(|(name, ..)| name.starts_with("chamber-shared-")) {
        let hint = found[0].hint.as_deref().unwrap_or_default();
        assert!(hint.contains("several chambers have this name"), "{name}: {hint}");
    }
}

#[test]
fn dates_that_contradict_each_other_are_all_told() {
    let text = RIGHT
        .replace("acts:\n", "adopted: 2016-10-12\nreceived: 2016-10-04\nacts:\n")
        .replace("reply:\n", "reply:\n  sent: 2017-01-09\n");
    let Err(rejected) = Opinion::parse(&Source::new("x.yaml", &text), &OFFICE, date(2017, 1, 10))
    else {
        panic!("both pairs are impossible")
    };
    assert_eq!(rejected.found.len(), 2, "{rejected}");
}

/// Windows gives a program a stack of one megabyte, and a thread has two everywhere.
#[cfg(unix)]
#[test]
fn deep_nesting_is_refused_on_a_small_stack() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/broken");
    for name in ["yaml-deep-nesting.yaml", "yaml-deep-nesting-of-mappings.yaml"] {
        let output = Command::new("/bin/sh")
            .args(["-c", "ulimit -s 1024; exec \"$0\" check \"$1\""])
            .args([env!("CARGO_BIN_EXE_chancery"), name])
            .current_dir(folder)
            .env_clear()
            .output()
            .expect("a shell is there");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
    }
}

#[test]
fn a_broken_opinion_fails_and_leaves_nothing_behind() {
    let fixtures = fixtures();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some(path) = fixtures.get(next.fetch_add(1, Ordering::Relaxed)) {
            let name = name(path);
            let project = Project::new();
            project.write(&name, fs::read(path).expect("the fixture can be read"));
            let output = project.output(["draft", &name, "--date", "2017-01-10"], "");
            let is_refused = matches!(output.status, 1 | 2) && output.stdout.is_empty();
            if !is_refused || project.files() != [&*name] {
                wrong.push(format!("{name}: {:?}\n{output}", project.files()));
            }
        }
        wrong
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    assert!(!fixtures.is_empty() && wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_mistake_is_shown_the_same_by_check_and_draft() {
    let project = Project::with("mine.yaml", &opinions::broken());
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]));
    insta::assert_snapshot!(project.run(["draft", "mine.yaml"]));
}

/// Runs `check` and `draft` on a file that cannot be read as text, and expects no trace of it.
#[track_caller]
fn refused(bytes: &[u8]) -> String {
    let project = Project::new();
    project.write("mine.yaml", bytes);
    let drafted = project.output(["draft", "mine.yaml"], "");
    assert!(matches!(drafted.status, 1 | 2), "{drafted}");
    assert_eq!(project.files(), ["mine.yaml"]);
    project.run(["check", "mine.yaml"])
}

#[test]
fn a_file_in_latin_1_is_refused() {
    let text = opinions::PINNED.replace("in prisons", "in închisori și prisons");
    let bytes: Vec<u8> = text.chars().map(|one| u8::try_from(one).unwrap_or(b'?')).collect();
    insta::assert_snapshot!(refused(&bytes));
}

#[test]
fn a_file_in_utf_16_is_refused() {
    let text = format!("\u{feff}{}", opinions::PINNED);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    insta::assert_snapshot!("utf_16_little_endian", refused(&little));
    insta::assert_snapshot!("utf_16_big_endian", refused(&big));
}

#[test]
fn a_file_in_utf_16_without_its_mark_is_refused() {
    let bytes: Vec<u8> = opinions::PINNED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let told = refused(&bytes);
    let start: Vec<&str> = told.lines().take(16).collect();
    assert!(told.lines().count() < 20, "one cause, too many messages:\n{}", start.join("\n"));
    insta::assert_snapshot!(told);
}

#[test]
fn a_file_of_more_than_2_mb_is_refused() {
    let text = opinions::PINNED.replace("be tackled", &"be tackled ".repeat(200_000));
    insta::assert_snapshot!(refused(text.as_bytes()));
}

#[test]
fn a_file_of_almost_2_mb_is_read() {
    let comment = format!("# {}\n", "x".repeat(97)).repeat(19_000);
    let project = Project::with("mine.yaml", &format!("{comment}{}", opinions::PINNED));
    assert_eq!(project.output(["check", "mine.yaml"], "").status, 0);
}

fn with_points(count: usize) -> String {
    let (head, tail) = opinions::PINNED.split_once("points:\n").expect("it has points");
    let (_, tail) = tail.split_once("reply:\n").expect("it has a reply");
    let points = "  - text: Asks for more.\n".repeat(count);
    format!("{head}points:\n{points}reply:\n{tail}")
}

#[test]
fn an_opinion_of_1_001_points_is_refused() {
    insta::assert_snapshot!(refused(with_points(1_001).as_bytes()));
}

#[test]
fn an_opinion_of_1_000_points_is_drafted() {
    let project = Project::with("mine.yaml", &with_points(1_000));
    opinions::write_library(&project);
    let output = project.output(["draft", "mine.yaml", "--library", "small"], "");
    assert_eq!(output.status, 3, "{}", &output.stderr[..2_000]);
    assert_eq!(project.read("replies/mine.md").matches("> **To be drafted**").count(), 1_000);
}

#[test]
fn a_folder_given_as_an_opinion_is_refused() {
    let project = Project::with("mine/opinion.yaml", opinions::PINNED);
    insta::assert_snapshot!(project.run(["draft", "mine"]));
    assert_eq!(project.files(), ["mine/", "mine/opinion.yaml"]);
}

#[test]
fn a_missing_file_is_told_by_its_name() {
    let project = Project::new();
    insta::assert_snapshot!(project.run(["draft", "mine.yaml"]));
    insta::assert_snapshot!(project.run(["check", "mine.yaml"]));
    assert!(project.files().is_empty());
}

#[test]
fn a_file_is_named_as_on_the_command_line() {
    let project = Project::with("opinions/2017/mine.yaml", &opinions::broken());
    let told = project.run(["check", "./opinions/../opinions/2017/mine.yaml"]);
    assert!(told.contains("--> ./opinions/../opinions/2017/mine.yaml:1:10\n"), "{told}");
    let output = run_in(&project.path("opinions"), &["check", "-"], &opinions::broken());
    assert!(output.stderr.contains("--> <standard input>:1:10\n"), "{output}");
}

#[test]
fn a_byte_order_mark_and_crlf_are_accepted_and_move_no_place() {
    let project = Project::new();
    let dressed = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    project.write("good.yaml", dressed(opinions::PINNED));
    project.write("bad.yaml", dressed(&opinions::broken()));
    assert_eq!(project.output(["check", "good.yaml"], "").status, 0);
    let told = project.run(["check", "bad.yaml"]);
    assert!(told.contains("--> bad.yaml:1:10\n"), "{told}");
    assert!(told.contains("1 | chamber: ro-camara\n"), "{told}");
}
