//! `chancery check`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use serde::Serialize;

use super::{Common, Exit, Output, files, say};
use crate::diagnostic::{Diagnostic, Rejected, Severity, Source};
use crate::draft::{self, Mark};
use crate::library::{self, Library};
use crate::office::Office;
use crate::opinion::Opinion;
use crate::text::Count;

/// Check opinions, drafts and paragraphs, and write nothing
///
/// A file that ends in `.md` is a paragraph if its front matter has a `title`, else a draft; any
/// other file is an opinion. `chancery library check` compares all paragraphs with each other. Exits with 0 when nothing above a suggestion was found, 1 when
/// something was, 2 when a file could not be checked.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery check opinions/*.yaml
  chancery check replies/ro-camera-com-2016-379.md --format json")]
pub(super) struct CheckArgs {
    /// The files; `-` reads an opinion from standard input
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,

    /// How to print the findings
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// Findings with the files that they are about.
pub(super) type Found = Vec<(Source, Diagnostic)>;

/// Runs `chancery check`.
pub(super) fn run(args: &CheckArgs, common: &Common) -> anyhow::Result<Exit> {
    let office = common.office()?;
    let mut found = Found::new();
    let mut is_broken = false;
    for path in &args.files {
        match files::read(path) {
            Ok(source) => {
                let here = check_file(path, &source, office, common);
                found.extend(here.into_iter().map(|one| (source.clone(), one)));
            }
            Err(error) => {
                is_broken = true;
                match error.downcast::<Rejected>() {
                    Ok(Rejected { source, found: here }) => {
                        found.extend(here.into_iter().map(|one| (source.clone(), one)));
                    }
                    Err(error) => say::error(&error),
                }
            }
        }
    }
    print_findings(&found, args.format)?;
    let exit = exit_of(&found);
    Ok(if is_broken { Exit::Trouble } else { exit })
}

fn check_file(path: &Path, source: &Source, office: &Office, common: &Common) -> Vec<Diagnostic> {
    let is_markdown = path.extension().is_some_and(|ending| ending == "md");
    match is_markdown {
        true if is_paragraph(source) => check_paragraph(path, source, common),
        true => check_draft(source),
        false => check_opinion(source, office, common),
    }
}

fn check_opinion(source: &Source, office: &Office, common: &Common) -> Vec<Diagnostic> {
    match Opinion::parse(source, office, common.today()) {
        Ok(checked) => checked.warnings,
        Err(Rejected { found, .. }) => found,
    }
}

/// Tells a paragraph from a draft: it has a title.
fn is_paragraph(source: &Source) -> bool {
    source
        .text
        .lines()
        .skip(1)
        .take_while(|line| *line != "---")
        .any(|line| line.starts_with("title:"))
}

fn check_paragraph(path: &Path, source: &Source, common: &Common) -> Vec<Diagnostic> {
    let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match Library::parse(vec![(String::new(), id, source.clone())]) {
        Ok(library) => {
            library::check(&library, common.today()).into_iter().map(|(_, one)| one).collect()
        }
        Err(rejected) => rejected.into_iter().flat_map(|one| one.found).collect(),
    }
}

fn check_draft(source: &Source) -> Vec<Diagnostic> {
    let read = match draft::read(source) {
        Ok(read) => read,
        Err(Rejected { found, .. }) => return found,
    };
    let mut found = read.warnings;
    let mut gaps = source.text.match_indices(draft::GAP_MARK);
    let mut conflicts = source.text.match_indices(draft::CONFLICT_MARK);
    for mark in read.value.draft.marks() {
        let (rule, words, hint) = match &mark {
            Mark::Missing(words) => ("missing", *words, "write it in place of the mark"),
            Mark::Gap(_) => ("gap", draft::GAP_MARK, "write the answer in place of this mark"),
            Mark::Conflict(_) => {
                ("conflict", draft::CONFLICT_MARK, "keep one of the readings and delete this mark")
            }
            Mark::Dropped(_) => {
                ("no-answer", "points:", "name the point in the `answers` of a paragraph")
            }
        };
        let start = match &mark {
            Mark::Gap(_) => gaps.next().map(|(at, _)| at),
            Mark::Conflict(_) => conflicts.next().map(|(at, _)| at),
            Mark::Missing(_) | Mark::Dropped(_) => source.text.find(words),
        };
        let severity = match &mark {
            Mark::Conflict(_) => Diagnostic::error,
            _ => Diagnostic::warning,
        };
        let open = severity(format!("not final: {mark}")).rule(rule).with_hint(hint);
        found.push(match start {
            Some(start) => open.at(start..start + words.len()),
            None => open,
        });
    }
    found
}

/// Prints findings for people or for programs, and their number.
pub(super) fn print_findings(found: &Found, format: Output) -> anyhow::Result<()> {
    match format {
        Output::Json => files::print_json(&Report::of(found)),
        Output::Text => {
            for (source, one) in found {
                say::findings(source, std::slice::from_ref(one));
            }
            say::line(format!(
                "Found {}, {}, {}.",
                Count(count(found, Severity::Error), "error"),
                Count(count(found, Severity::Warning), "warning"),
                Count(count(found, Severity::Suggestion), "suggestion"),
            ));
            Ok(())
        }
    }
}

/// Returns the exit that findings deserve.
pub(super) fn exit_of(found: &Found) -> Exit {
    let worst = found.iter().map(|(_, one)| one.severity).max();
    if worst > Some(Severity::Suggestion) { Exit::Findings } else { Exit::Complete }
}

fn count(found: &Found, severity: Severity) -> usize {
    found.iter().filter(|(_, one)| one.severity == severity).count()
}

/// Findings as programs read them.
#[derive(Debug, Serialize)]
struct Report {
    findings: Vec<Finding>,
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct Finding {
    rule: &'static str,
    severity: &'static str,
    file: String,
    line: usize,
    column: usize,
    message: String,
    remedy: Option<String>,
}

#[derive(Debug, Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    suggestion: usize,
}

impl Report {
    fn of(found: &Found) -> Self {
        let findings = found
            .iter()
            .map(|(source, one)| {
                let (line, column) =
                    source.position(one.place.as_ref().map_or(0, |place| place.start));
                Finding {
                    rule: one.rule,
                    severity: one.severity.word(),
                    file: source.name.clone(),
                    line,
                    column,
                    message: one.message.clone(),
                    remedy: one.hint.clone(),
                }
            })
            .collect();
        let counts = Counts {
            error: count(found, Severity::Error),
            warning: count(found, Severity::Warning),
            suggestion: count(found, Severity::Suggestion),
        };
        Self { findings, counts }
    }
}
