//! Long text on a terminal, page by page, as git does it.

use std::env;
use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

use super::files;

/// What `less` is told unless `LESS` says otherwise: end at once if one screen is enough, show
/// colours, leave the text on the screen.
const LESS: &str = "FRX";
/// What a shell ends with when a command is there but cannot run, or is not there.
const CANNOT_RUN: [i32; 2] = [126, 127];

/// Shows text, styled: on a terminal through the pager if it may page, else as it is.
///
/// Whoever leaves the pager early has read enough; where there is no pager, the text is printed.
pub(super) fn show(text: &str, may_page: bool) -> anyhow::Result<()> {
    if may_page && pager().is_some_and(|pager| page(&pager, text)) {
        return Ok(());
    }
    if shows_colours_to_a_pager() {
        return files::print(text.as_bytes());
    }
    files::print_text(text)
}

/// The command of the pager; nothing where none is wanted or nobody would see it.
fn pager() -> Option<String> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let told = ["CHANCERY_PAGER", "PAGER"].into_iter().find_map(|name| env::var(name).ok());
    let pager = told.unwrap_or_else(|| "less".to_owned());
    let is_wanted = !pager.trim().is_empty() && pager.trim() != "cat";
    is_wanted.then_some(pager)
}

/// Tells whether the pager could be run.
fn page(pager: &str, text: &str) -> bool {
    let mut command = Command::new("sh");
    command.args(["-c", pager]).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut pipe) = child.stdin.take() {
        // A pager that was left has closed the pipe, and a shell without one has too.
        let _ = pipe.write_all(styled(text).as_bytes());
    }
    let ended = child.wait().ok().and_then(|status| status.code());
    !ended.is_some_and(|code| CANNOT_RUN.contains(&code))
}

/// The text as the terminal behind the pager shows it.
fn styled(text: &str) -> String {
    match anstream::AutoStream::choice(&std::io::stdout()) {
        anstream::ColorChoice::Never => anstream::adapter::strip_str(text).to_string(),
        _ => text.to_owned(),
    }
}

/// Under git's pager standard output is no terminal, but the pager shows colours all the same.
fn shows_colours_to_a_pager() -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("GIT_PAGER_IN_USE") && !is_set("NO_COLOR")
}
