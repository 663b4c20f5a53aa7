//! A pseudo-terminal in which a test runs `chancery` and types.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};

use crate::project::Project;

/// A command that runs in a terminal of its own.
pub(crate) struct Terminal {
    child: Child,
    screen: File,
    shown: Vec<u8>,
}

/// How a command ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// By itself, with this status.
    Status(i32),
    /// By a signal.
    Signal(i32),
}

/// How long a test waits for something to appear before it gives up, in milliseconds.
const PATIENCE: i32 = 120_000;

impl Terminal {
    /// Starts a command in the folder of a project.
    #[track_caller]
    pub(crate) fn start(project: &Project, args: &[&str]) -> Self {
        let (screen, keyboard) = open();
        let stdio = || Stdio::from(keyboard.try_clone().expect("the terminal can be shared"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.args(args).current_dir(project.path("")).env_clear().env("TERM", "xterm");
        command.stdin(stdio()).stdout(stdio()).stderr(stdio());
        // SAFETY: both calls are safe between fork and exec, and touch only the new process.
        unsafe {
            command.pre_exec(|| {
                libc::setsid();
                libc::ioctl(0, libc::TIOCSCTTY, 0);
                Ok(())
            });
        }
        let child = command.spawn().expect("the binary can be started");
        Self { child, screen: screen.into(), shown: Vec::new() }
    }

    /// Types some keys.
    #[track_caller]
    pub(crate) fn press(&mut self, keys: &str) {
        self.screen.write_all(keys.as_bytes()).expect("the terminal takes keys");
    }

    /// Waits until a text stands on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) {
        while !self.text().contains(text) {
            assert!(self.read(), "`{text}` never appeared:\n{}", self.text());
        }
    }

    /// Waits for the end and returns how it came, and all that was shown, without styles.
    #[track_caller]
    pub(crate) fn end(mut self) -> (End, String) {
        while self.read() {}
        let status = self.child.wait().expect("the binary ends");
        let end = status.signal().map(End::Signal).or(status.code().map(End::Status));
        (end.expect("a status or a signal"), self.text())
    }

    /// Returns what was shown so far, with styles.
    pub(crate) fn styled(&self) -> String {
        String::from_utf8_lossy(&self.shown).replace("\r\n", "\n")
    }

    fn text(&self) -> String {
        anstream::adapter::strip_str(&self.styled()).to_string()
    }

    /// Reads what is shown next; false when the command has ended.
    #[track_caller]
    fn read(&mut self) -> bool {
        let mut wait =
            libc::pollfd { fd: self.screen.as_raw_fd(), events: libc::POLLIN, revents: 0 };
        // SAFETY: `wait` is one entry, and lives through the call.
        let ready = unsafe { libc::poll(&raw mut wait, 1, PATIENCE) };
        assert!(ready > 0, "nothing happened any more:\n{}", self.text());
        let mut buffer = [0; 4096];
        // Once nobody holds the other end, reading is an error on Linux and the end elsewhere.
        let count = self.screen.read(&mut buffer).unwrap_or(0);
        self.shown.extend_from_slice(&buffer[..count]);
        count > 0
    }
}

/// Opens a pseudo-terminal: the end of the person, and that of the command.
fn open() -> (OwnedFd, OwnedFd) {
    let (mut person, mut command) = (0, 0);
    let none = std::ptr::null_mut();
    let size = libc::winsize { ws_row: 50, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: the first two point to places for the descriptors; the others may be absent.
    let failed = unsafe {
        libc::openpty(
            &raw mut person,
            &raw mut command,
            none,
            none.cast(),
            (&raw const size).cast_mut(),
        )
    };
    assert_eq!(failed, 0, "a pseudo-terminal can be opened");
    // SAFETY: both are open and nobody else's.
    unsafe { (OwnedFd::from_raw_fd(person), OwnedFd::from_raw_fd(command)) }
}
