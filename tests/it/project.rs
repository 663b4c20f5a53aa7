//! A working folder in which a test runs `chancery`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A temporary folder, gone when the test ends.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a command did.
pub(crate) struct Output {
    /// The exit status.
    pub(crate) status: i32,
    /// What it printed.
    pub(crate) stdout: String,
    /// What it said.
    pub(crate) stderr: String,
}

impl Project {
    /// Makes an empty working folder.
    #[track_caller]
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    /// Makes a working folder with one opinion in it.
    #[track_caller]
    pub(crate) fn with(path: &str, text: &str) -> Self {
        let project = Self::new();
        project.write(path, text);
        project
    }

    /// Returns the path of a file of the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, and the folders above it.
    #[track_caller]
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        let folder = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Reads a file.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        match fs::read_to_string(self.path(path)) {
            Ok(text) => text,
            Err(error) => panic!("cannot read `{path}`: {error}"),
        }
    }

    /// Changes a file: `old` must stand in it.
    #[track_caller]
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "`{old}` does not stand in `{path}`:\n{text}");
        self.write(path, text.replacen(old, new, 1));
    }

    /// Lists every file and folder, hidden ones included, in order; folders end with a stroke.
    #[track_caller]
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        list(self.folder.path(), "", &mut found);
        found.sort();
        found
    }

    /// Runs `chancery` and returns exit status, standard output and standard error as one text.
    #[track_caller]
    pub(crate) fn run<const N: usize>(&self, args: [&str; N]) -> String {
        self.output(args, "").to_string()
    }

    /// Runs `chancery` with a text on standard input.
    #[track_caller]
    pub(crate) fn output<const N: usize>(&self, args: [&str; N], input: &str) -> Output {
        run_in(self.folder.path(), &args, input)
    }

    /// Runs `chancery` and reads the JSON object that it prints.
    #[track_caller]
    pub(crate) fn json<const N: usize>(&self, args: [&str; N]) -> serde_json::Value {
        let output = self.output(args, "");
        match serde_json::from_str(&output.stdout) {
            Ok(value) => value,
            Err(error) => panic!("no JSON on standard output, {error}:\n{output}"),
        }
    }
}

/// Runs `chancery` in a folder, with nothing of the environment but what the tests set: it knows
/// no home, and so no cache.
#[track_caller]
pub(crate) fn run_in(folder: &Path, args: &[&str], input: &str) -> Output {
    run_with(folder, args, &[], input)
}

/// Runs `chancery` in a folder, with some variables of the environment.
#[track_caller]
pub(crate) fn run_with(folder: &Path, args: &[&str], env: &[(&str, &Path)], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("NO_COLOR", "1")
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary can be started");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    // A command that does not read its input may have ended already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    Output {
        status: output.status.code().expect("no signal ended the binary"),
        stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}

fn list(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.push(format!("{name}/"));
            list(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
}

impl std::fmt::Display for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "exit: {}", self.status)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                writeln!(f, "── {name} ──\n{}", text.trim_end_matches('\n'))?;
            }
        }
        Ok(())
    }
}
