//! What `chancery diff` does on a terminal: its width, its colours, its pager.

use std::fs::File;
use std::io::Read;
use std::os::fd::{FromRawFd, OwnedFd};
use std::process::{Command, Stdio};

use crate::opinions;
use crate::project::Project;

const REPLY: &str = "replies/mine.md";

/// A project with a draft and `old.md`, which has another date and another number of euros.
#[track_caller]
fn edited() -> Project {
    let project = Project::with("mine.yaml", opinions::PINNED);
    let output = project.output(["draft", "mine.yaml", "--date", "2017-01-10"], "");
    assert!([0, 3].contains(&output.status), "{output}");
    let text = project.read(REPLY);
    project.write("old.md", text.replace("date: 2017-01-10", "date: 2017-01-11"));
    project
}

/// A new terminal with so many columns: the end of whoever sits before it, and the other one.
fn terminal(columns: u16) -> (File, OwnedFd) {
    let size = libc::winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    let (mut master, mut slave) = (0, 0);
    // SAFETY: both numbers are written by the call, the size is only read, and what is null may
    // be; the two descriptors are new and belong to nobody else.
    unsafe {
        let made = libc::openpty(
            &raw mut master,
            &raw mut slave,
            std::ptr::null_mut(),
            std::ptr::null(),
            &raw const size,
        );
        assert_eq!(made, 0, "a terminal can be opened");
        (File::from_raw_fd(master), OwnedFd::from_raw_fd(slave))
    }
}

/// Compares the two drafts on a terminal; returns the status and what the terminal showed.
#[track_caller]
fn shown(project: &Project, args: &[&str], env: &[(&str, &str)]) -> (i32, String) {
    run(project, &[&["diff", "old.md", REPLY], args].concat(), env)
}

#[track_caller]
fn run(project: &Project, args: &[&str], env: &[(&str, &str)]) -> (i32, String) {
    let (mut master, slave) = terminal(60);
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command
        .args(args)
        .current_dir(project.path("."))
        .env_clear()
        .env("PATH", std::env::var("PATH").unwrap_or_default())
        .env("TERM", "xterm")
        .envs(env.iter().copied())
        .stdin(Stdio::null())
        .stdout(slave);
    let mut child = command.spawn().expect("the binary can be started");
    // The command keeps its end of the terminal open.
    drop(command);
    let mut text = Vec::new();
    // A terminal that nobody writes to any more is an error to its reader, not an end.
    let _ = master.read_to_end(&mut text);
    let status = child.wait().expect("the binary ends").code().expect("no signal ended it");
    (status, String::from_utf8_lossy(&text).replace("\r\n", "\n"))
}

#[test]
fn a_line_is_as_wide_as_the_terminal_and_has_colours() {
    let (status, text) = shown(&edited(), &["--no-pager"], &[]);
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("\u{1b}["), "{text}");
    let plain = anstream::adapter::strip_str(&text).to_string();
    let longest = plain.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(60), "{plain}");
    let (_, text) = shown(&edited(), &["--no-pager"], &[("NO_COLOR", "1"), ("COLUMNS", "34")]);
    assert!(!text.contains('\u{1b}'), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 34), "{text}");
}

#[test]
fn the_pager_that_was_asked_for_shows_the_text() {
    let project = edited();
    let pagers = [("PAGER", "sed 's/^/own: /'"), ("CHANCERY_PAGER", "sed 's/^/mine: /'")];
    let (status, text) = shown(&project, &[], &pagers);
    assert_eq!(status, 1, "{text}");
    assert!(text.lines().all(|line| line.starts_with("mine: ")), "{text}");
    assert!(text.contains("\u{1b}["), "colours go through the pager: {text}");
    let (_, text) = shown(&project, &[], &[pagers[0], ("NO_COLOR", "1")]);
    assert!(text.starts_with("own: old.md"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    let (_, text) = shown(&project, &["--no-pager"], &pagers);
    assert!(!text.contains("mine: "), "{text}");
    let (_, text) = shown(&project, &["--format", "json"], &pagers);
    assert!(text.starts_with('{'), "{text}");
}

#[test]
fn git_has_a_pager_of_its_own() {
    let pager = [("CHANCERY_PAGER", "sed 's/^/mine: /'")];
    let git = ["diff", "--git", REPLY, "old.md", "1", "100644", REPLY, "2", "100644"];
    let (status, text) = run(&edited(), &git, &pager);
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("Frame: date") && !text.contains("mine: "), "{text}");
}

#[test]
fn less_ends_at_once_where_one_screen_is_enough() {
    let (status, text) = shown(&edited(), &[], &[("CHANCERY_PAGER", "echo \"LESS=$LESS\"")]);
    assert_eq!((status, text.as_str()), (1, "LESS=FRX\n"));
}

#[test]
fn without_the_pager_the_text_is_printed() {
    for pager in ["chancery-has-no-such-pager", "", "cat"] {
        let (status, text) = shown(&edited(), &[], &[("PAGER", pager)]);
        assert_eq!(status, 1, "{text}");
        assert!(text.contains("Frame: date"), "{pager}: {text}");
    }
}

#[test]
fn a_pager_that_was_left_is_no_trouble() {
    let (status, text) = shown(&edited(), &[], &[("CHANCERY_PAGER", "head -n 1")]);
    assert_eq!((status, text.lines().count()), (1, 1), "{text}");
    let (status, text) = shown(&edited(), &[], &[("CHANCERY_PAGER", "true")]);
    assert_eq!((status, text.as_str()), (1, ""));
}
