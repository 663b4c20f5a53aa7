//! `chancery report`.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Subcommand, ValueHint};

use super::{Exit, files, say};
use crate::batch::{Form, Report};
use crate::file;
use crate::text::{Count, shown};
use crate::whole::{Lasting, write_whole};

/// Work with the reports of `batch`
#[derive(Debug, Subcommand)]
pub(super) enum ReportCommand {
    Merge(MergeArgs),
}

/// Merge the reports of shards into the one that an undivided run would have made
///
/// Reads reports in JSON; of a single one, it writes the other forms.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  chancery report merge report-1.json report-2.json report-3.json -o report.html")]
pub(super) struct MergeArgs {
    /// The reports, in JSON and in any order
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    reports: Vec<PathBuf>,

    /// The file for the merged report, which ends in `.json`, `.csv` or `.html`; `-` prints it as
    /// JSON
    #[arg(short, long, value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    output: PathBuf,
}

/// Runs `chancery report`.
pub(super) fn run(command: &ReportCommand) -> anyhow::Result<Exit> {
    let ReportCommand::Merge(args) = command;
    let output = ReportFile::new(&args.output)?;
    let mut reports = Vec::new();
    for path in &args.reports {
        let (name, bytes) = (shown(path), file::read(path)?);
        let report = Report::from_json(&bytes).with_context(|| format!("cannot read `{name}`"))?;
        reports.push((name, report));
    }
    let count = Count(reports.len(), "report");
    let merged = Report::merge(reports)?;
    say::line(format!("Merged {count} with {}.", Count(merged.opinions, "opinion")));
    output.write(&merged)?;
    Ok(Exit::Complete)
}

/// Where a report goes, and in which form.
pub(super) struct ReportFile<'a> {
    path: &'a Path,
    form: Form,
}

impl<'a> ReportFile<'a> {
    /// Takes the form from the ending, so that a name that has none is refused before anything is
    /// done.
    pub(super) fn new(path: &'a Path) -> anyhow::Result<Self> {
        let is_printed = path.as_os_str() == files::DASH;
        let form = if is_printed { Some(Form::Json) } else { Form::of(path) };
        let form = form.with_context(|| {
            let name = shown(path);
            format!("`{name}` is no report: end its name in `.json`, `.csv` or `.html`")
        })?;
        Ok(Self { path, form })
    }

    /// Writes a report to the file, or to standard output.
    pub(super) fn write(&self, report: &Report) -> anyhow::Result<()> {
        let text = report.write(self.form);
        if self.path.as_os_str() == files::DASH {
            return files::print(text.as_bytes());
        }
        write_whole(self.path, text.as_bytes(), Lasting::OnDisk)?;
        say::line(format!("Wrote `{}`.", shown(self.path)));
        Ok(())
    }
}
