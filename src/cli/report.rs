//! `chancery report`.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand, ValueHint};

use super::batch::{ensure_json, write_report};
use super::{Exit, say};
use crate::batch::Report;
use crate::text::Count;

/// Work with the reports of `batch`
#[derive(Debug, Subcommand)]
pub(super) enum ReportCommand {
    Merge(MergeArgs),
}

/// Merge the reports of shards into the one that an undivided run would have made
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  chancery report merge report-1.json report-2.json report-3.json -o report.json")]
pub(super) struct MergeArgs {
    /// The reports, in any order
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    reports: Vec<PathBuf>,

    /// The file for the merged report, which ends in `.json`; `-` prints it
    #[arg(short, long, value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    output: PathBuf,
}

/// Runs `chancery report`.
pub(super) fn run(command: &ReportCommand) -> anyhow::Result<Exit> {
    let ReportCommand::Merge(args) = command;
    ensure_json(&args.output)?;
    let mut reports = Vec::new();
    for path in &args.reports {
        let name = path.display().to_string();
        let read = fs::read_to_string(path).map_err(anyhow::Error::from);
        let report = read.and_then(|text| Report::from_json(&text));
        reports.push((name.clone(), report.with_context(|| format!("cannot read `{name}`"))?));
    }
    let count = Count(reports.len(), "report");
    let merged = Report::merge(reports)?;
    say::line(format!("Merged {count} with {}.", Count(merged.opinions, "opinion")));
    write_report(&args.output, &merged)?;
    Ok(Exit::Complete)
}
