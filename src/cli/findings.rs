//! How findings are printed, and the exit that they deserve.

use clap::ValueEnum;

use super::{Exit, files, say};
use crate::check::{self, Found, Github, Lines, count};
use crate::diagnostic::{Rejected, RejectedFiles, Severity};
use crate::text::Count;

/// In which form findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people: the line itself, a caret, what to do
    Text,
    /// One line each: `file:line:column: severity rule: message`
    Line,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for editors and code forges
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines
    Github,
    /// A code quality report for GitLab
    Gitlab,
}

/// Prints findings for people or for programs, and for people their number.
pub(super) fn print(found: &Found, form: Form) -> anyhow::Result<()> {
    match form {
        Form::Text => {
            for (source, one) in found {
                say::finding(source, one);
            }
        }
        Form::Line => files::print(Lines(found).to_string().as_bytes())?,
        Form::Github => files::print(Github(found).to_string().as_bytes())?,
        Form::Json => return files::print_json(&check::json(found)),
        Form::Sarif => return files::print_json(&check::sarif(found)),
        Form::Gitlab => return files::print_json(&check::gitlab(found)),
    }
    say::line(format!(
        "Found {}, {}, {}.",
        Count(count(found, Severity::Error), "error"),
        Count(count(found, Severity::Warning), "warning"),
        Count(count(found, Severity::Suggestion), "suggestion"),
    ));
    Ok(())
}

/// Takes the mistakes in files that an error tells; any other error stays one.
pub(super) fn of_error(error: anyhow::Error) -> anyhow::Result<Found> {
    let rejected = match error.downcast::<RejectedFiles>() {
        Ok(RejectedFiles(files)) => files,
        Err(error) => vec![error.downcast::<Rejected>()?],
    };
    let found = rejected.into_iter().flat_map(|Rejected { source, found }| {
        found.into_iter().map(move |one| (source.clone(), one))
    });
    Ok(found.collect())
}

/// Returns the exit that findings deserve.
pub(super) fn exit_of(found: &Found) -> Exit {
    let worst = found.iter().map(|(_, one)| one.severity).max();
    if worst > Some(Severity::Suggestion) { Exit::Findings } else { Exit::Complete }
}
