//! What is said to the user, on standard error, in colours only on a terminal.

use std::fmt::Display;

use annotate_snippets::Renderer;
use anstyle::{AnsiColor, Style};

use crate::diagnostic::{Diagnostic, Rejected, RejectedFiles, Source};

/// The style of what is bad.
pub(super) const BAD: Style = AnsiColor::Red.on_default().bold();
/// The style of what needs a look.
pub(super) const OPEN: Style = AnsiColor::Yellow.on_default().bold();
/// The style of what is good.
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
/// The style of what matters less.
pub(super) const DIM: Style = Style::new().dimmed();
/// The style of what is to be seen first.
pub(super) const BOLD: Style = Style::new().bold();

/// Prints a text in a style.
pub(super) fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Says a sentence.
pub(super) fn line(text: impl Display) {
    anstream::eprintln!("{text}");
}

/// Says why the command failed; mistakes in files are shown with their places.
pub(super) fn error(error: &anyhow::Error) {
    if let Some(rejected) = error.downcast_ref::<Rejected>() {
        line(rejected.show(&Renderer::styled()));
    } else if let Some(rejected) = error.downcast_ref::<RejectedFiles>() {
        line(rejected.show(&Renderer::styled()));
    } else {
        line(format!("{}: {error:#}", styled(BAD, "error")));
    }
}

/// Says what was found in a file, with the code of its rule.
pub(super) fn finding(source: &Source, found: &Diagnostic) {
    line(format!("{}\n", found.show_with_rule(source, &Renderer::styled())));
}

/// Says what was found in a file that can be used all the same.
pub(super) fn findings(source: &Source, found: &[Diagnostic]) {
    for one in found {
        line(format!("{}\n", one.show(source, &Renderer::styled())));
    }
}

/// Returns the columns of a line: those of `COLUMNS`, else those of the terminal, else 80.
pub(super) fn width() -> usize {
    let told = || std::env::var("COLUMNS").ok()?.parse().ok();
    let seen = || terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
    told().or_else(seen).unwrap_or(80).max(30)
}
