//! `chancery library`.

use std::collections::BTreeMap;

use anyhow::bail;
use clap::{Args, Subcommand};
use itertools::Itertools;
use jiff::civil::Date;
use serde_json::json;

use super::table::table;
use super::{Common, Exit, Output, evaluate, files, findings, gaps, say};
use crate::diagnostic::{Source, did_you_mean};
use crate::library::{self, Paragraph};
use crate::matching::{Explained, Matcher};
use crate::office::{self, Office};
use crate::text::written_date;

/// List, show, search and check the paragraphs
#[derive(Debug, Subcommand)]
pub(super) enum LibraryCommand {
    /// List all paragraphs
    #[command(after_help = "Example:\n  chancery library list --library my-paragraphs")]
    List(FormatArgs),
    /// Show a paragraph, as its file has it
    #[command(after_help = "Example:\n  chancery library show ran-prisons")]
    Show(ShowArgs),
    /// Find paragraphs by words
    #[command(after_help = "Example:\n  chancery library search terrorist content online")]
    Search(SearchArgs),
    /// Check all paragraphs: missing fields, expired wording, near-doubles
    #[command(after_help = "Example:\n  chancery library check --date 2017-01-10")]
    Check(CheckArgs),
    Evaluate(evaluate::EvaluateArgs),
    Gaps(gaps::GapsArgs),
}

#[derive(Debug, Args)]
pub(super) struct FormatArgs {
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// How to print the findings
    #[arg(long, value_enum, default_value = "text")]
    format: findings::Form,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The id of the paragraph
    id: String,
}

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// Words, an act, an abbreviation
    #[arg(required = true)]
    words: Vec<String>,

    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// Runs `chancery library`.
pub(super) fn run(command: &LibraryCommand, common: &Common) -> anyhow::Result<Exit> {
    match command {
        LibraryCommand::List(args) => list(common.office()?.library.iter(), args.format),
        LibraryCommand::Show(args) => show(&args.id, &office::paragraph_files(&common.places())?),
        LibraryCommand::Search(args) => search(args, common.office()?, common.today()),
        LibraryCommand::Check(args) => {
            let office = match common.office() {
                Ok(office) => office,
                Err(error) => {
                    findings::print(&findings::of_error(error)?, args.format)?;
                    return Ok(Exit::Trouble);
                }
            };
            let found = library::check(&office.library, common.today());
            let found = found.into_iter().map(|(source, one)| (source.clone(), one)).collect();
            findings::print(&found, args.format)?;
            Ok(findings::exit_of(&found))
        }
        LibraryCommand::Gaps(args) => gaps::run(args, common.office()?, common.today()),
        LibraryCommand::Evaluate(args) => evaluate::run(args, common.office()?, common.date),
    }
}

fn list<'a>(
    paragraphs: impl Iterator<Item = &'a Paragraph>,
    format: Output,
) -> anyhow::Result<Exit> {
    let paragraphs: Vec<&Paragraph> = paragraphs.collect();
    if format == Output::Json {
        let all: Vec<_> = paragraphs.iter().map(|one| summary(one)).collect();
        files::print_json(&json!({ "paragraphs": all }))?;
        return Ok(Exit::Complete);
    }
    let rows: Vec<[String; 4]> = paragraphs
        .iter()
        .map(|one| [one.id.to_string(), one.field.clone(), validity(one), one.title.clone()])
        .collect();
    files::print_text(&table(&rows))?;
    Ok(Exit::Complete)
}

/// Shows a file of the library, which need not be one that can be used: it may be asked for to
/// mend it, or to begin anew.
fn show(id: &str, all: &BTreeMap<String, Source>) -> anyhow::Result<Exit> {
    let Some(source) = all.get(id) else {
        let hint = did_you_mean(id, all.keys().map(String::as_str));
        let hint = hint.unwrap_or_else(|| "`chancery library list` shows all".to_owned());
        bail!("there is no paragraph `{id}`; {hint}")
    };
    files::print(source.text.as_bytes())?;
    Ok(Exit::Complete)
}

fn search(args: &SearchArgs, office: &Office, today: Date) -> anyhow::Result<Exit> {
    let ranked = Matcher::of(office).search(&args.words.join(" "));
    let found =
        ranked.iter().filter_map(|one| Some((one, office.library.get(&one.candidate.entry)?)));
    if args.format == Output::Json {
        let all: Vec<_> = found
            .map(|(one, paragraph)| {
                let mut summary = summary(paragraph);
                summary["score"] = json!(one.candidate.score);
                summary["reasons"] = json!(reasons(one).collect::<Vec<_>>());
                summary["stale"] = json!(paragraph.stale_on(today).map(|stale| stale.to_string()));
                summary
            })
            .collect();
        files::print_json(&json!({ "paragraphs": all }))?;
        return Ok(Exit::Complete);
    }
    let rows: Vec<[String; 3]> = found
        .map(|(one, paragraph)| {
            let title = match paragraph.stale_on(today) {
                Some(stale) => format!("{} (it {stale})", paragraph.title),
                None => paragraph.title.clone(),
            };
            [one.candidate.entry.clone(), title, reasons(one).take(3).join("; ")]
        })
        .collect();
    if rows.is_empty() {
        say::line("No paragraph has any of these words.");
        return Ok(Exit::Findings);
    }
    files::print_text(&table(&rows))?;
    Ok(Exit::Complete)
}

/// What speaks for a paragraph, the weightiest first.
fn reasons(found: &Explained) -> impl Iterator<Item = String> {
    found.reasons.iter().map(ToString::to_string).unique()
}

fn summary(paragraph: &Paragraph) -> serde_json::Value {
    json!({
        "id": paragraph.id.as_str(),
        "field": paragraph.field,
        "title": paragraph.title,
        "version": paragraph.version,
        "owner": paragraph.owner,
        "acts": paragraph.acts.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "from": paragraph.valid.from.map(|day| day.to_string()),
        "until": paragraph.valid.until.map(|day| day.to_string()),
    })
}

fn validity(paragraph: &Paragraph) -> String {
    match (paragraph.valid.from, paragraph.valid.until) {
        (Some(from), Some(until)) => format!("{} to {}", written_date(from), written_date(until)),
        (Some(from), None) => format!("from {}", written_date(from)),
        (None, Some(until)) => format!("until {}", written_date(until)),
        (None, None) => "always".to_owned(),
    }
}
