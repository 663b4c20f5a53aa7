//! Drafts that git knows: a revision as one side, and the arguments of an external diff.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

use super::{DiffArgs, Side, compare, output};
use crate::cli::{Common, Exit, files, say};
use crate::diagnostic::Source;
use crate::text::shown;

/// Reads a draft from a file or standard input, or from git where there is no such file.
pub(super) fn read(path: &Path) -> anyhow::Result<Source> {
    let name = shown(path);
    let is_revision = name != files::DASH && !name.starts_with('-') && name.contains(':');
    if !is_revision || path.exists() {
        return files::read(path);
    }
    let output = Command::new("git")
        .args(["cat-file", "blob", &name])
        .output()
        .with_context(|| format!("`{name}` is no file, and git cannot be run"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "`{name}` is no file, and git has no such revision: {}",
        said.trim().trim_start_matches("fatal: ")
    );
    Ok(Source::from_bytes(name, &output.stdout)?)
}

/// Compares what git hands over: path, old file, its hash and mode, new file, its hash and mode,
/// and of a file that was renamed its new path and how like it is. A path alone is unmerged.
///
/// A file that cannot be compared must not end `git diff` for all the others.
pub(super) fn external_diff(args: &DiffArgs, common: &Common) -> anyhow::Result<Exit> {
    let [path, old, _, _, new, _, _, rest @ ..] = args.git.as_slice() else {
        let path = args.git.first().map_or("", String::as_str);
        files::print_text(&format!("{path} is unmerged: both versions stand in the file.\n"))?;
        return Ok(Exit::Complete);
    };
    let new_path = rest.first().unwrap_or(path);
    let said = match (old.as_str(), new.as_str()) {
        ("/dev/null", _) => Some(format!("{new_path} is a new draft.\n")),
        (_, "/dev/null") => Some(format!("{path} was deleted.\n")),
        _ => None,
    };
    if let Some(said) = said {
        output::put(args, said.as_bytes())?;
        return Ok(Exit::Complete);
    }
    let side = |file: &str, name: String| -> anyhow::Result<Side> {
        let source = files::read(Path::new(file))?;
        Side::of(Source { name, ..source })
    };
    match (side(old, format!("a/{path}")), side(new, format!("b/{new_path}"))) {
        (Ok(old), Ok(new)) => {
            compare(&old, &new, args, common)?;
        }
        (one, other) => {
            for error in [one.err(), other.err()].into_iter().flatten() {
                say::error(&error);
            }
        }
    }
    Ok(Exit::Complete)
}
