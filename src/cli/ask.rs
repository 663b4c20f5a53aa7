//! Questions to a person at a terminal, a line at a time.

use std::io::{BufRead, IsTerminal, Write};

use anyhow::Context;

/// Tells whether a person can be asked.
pub(super) fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks a question and returns the answer without white space around it; none at the end of the
/// input (Ctrl-D).
pub(super) fn line(question: &str) -> anyhow::Result<Option<String>> {
    let mut out = anstream::stderr().lock();
    write!(out, "{question} ")
        .and_then(|()| out.flush())
        .context("cannot write to the terminal")?;
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer).context("cannot read the answer")?;
    if read == 0 {
        writeln!(out).context("cannot write to the terminal")?;
        return Ok(None);
    }
    Ok(Some(answer.trim().to_owned()))
}

/// Asks whether to do something; anything but `y` or `yes` says no.
pub(super) fn is_agreed(question: &str) -> anyhow::Result<bool> {
    let answer = line(&format!("{question} [y/N]"))?.unwrap_or_default();
    Ok(["y", "yes"].contains(&answer.to_lowercase().as_str()))
}
