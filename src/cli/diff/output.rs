//! The report in the form that was asked for, and where it goes.

use std::fs;

use anyhow::{Context, ensure};
use clap::ValueEnum;
use serde::Serialize;

use super::DiffArgs;
use crate::cli::{Common, files, pager, say};
use crate::diff::{Html, Markdown, Report, Terminal};
use crate::draft::Draft;
use crate::text::shown;
use crate::whole::{Lasting, write_whole};

/// The forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For the terminal
    Text,
    /// One JSON object, for programs
    Json,
    /// For a merge request or a note to the file
    Markdown,
    /// One page for the browser that needs nothing else
    Html,
    /// The letter with what changed marked in it, to print and to file
    Pdf,
}

/// Puts a report where it belongs, in the form that was asked for.
pub(super) fn show(
    args: &DiffArgs,
    report: &Report<'_>,
    json: &impl Serialize,
    new: &Draft,
    common: &Common,
) -> anyhow::Result<()> {
    let text = match args.format {
        Form::Text => Terminal { report, width: width(args) }.to_string(),
        Form::Json => {
            format!("{}\n", serde_json::to_string_pretty(json).context("cannot write JSON")?)
        }
        Form::Markdown => Markdown(report).to_string(),
        Form::Html => Html(report).to_string(),
        Form::Pdf => return put(args, &redline(new, report, args, common)?),
    };
    put(args, text.as_bytes())
}

#[cfg(feature = "pdf")]
fn redline(
    new: &Draft,
    report: &Report<'_>,
    args: &DiffArgs,
    common: &Common,
) -> anyhow::Result<Vec<u8>> {
    use std::io::IsTerminal;

    use crate::render::{Redline, RedlinePress};

    ensure!(
        args.output.is_some() || !std::io::stdout().is_terminal(),
        "a PDF is not for the terminal: add `-o changes.pdf`"
    );
    RedlinePress::new(&common.office()?.redline).pdf(&Redline::of(new, report))
}

#[cfg(not(feature = "pdf"))]
fn redline(_: &Draft, _: &Report<'_>, _: &DiffArgs, _: &Common) -> anyhow::Result<Vec<u8>> {
    anyhow::bail!(crate::render::NO_PDF)
}

/// Writes to the file or to standard output; a draft is never overwritten by a report.
pub(super) fn put(args: &DiffArgs, bytes: &[u8]) -> anyhow::Result<()> {
    match &args.output {
        Some(path) if path.as_os_str() != files::DASH => {
            let name = shown(path);
            let is_draft = fs::read(path).is_ok_and(|old| old.starts_with(b"---\n"));
            ensure!(!is_draft, "`{name}` is a draft; give the report another name");
            let plain = match args.format {
                Form::Text => anstream::adapter::strip_bytes(bytes).into_vec(),
                _ => bytes.to_vec(),
            };
            write_whole(path, &plain, Lasting::Whole)?;
            say::line(format!("Wrote `{name}`."));
            Ok(())
        }
        _ if args.format != Form::Text => files::print(bytes),
        _ => {
            // Git has its own pager for all the files.
            let may_page = !args.no_pager && args.git.is_empty();
            pager::show(&String::from_utf8_lossy(bytes), may_page)
        }
    }
}

/// The columns of a line in text: those asked for, else those of the terminal.
fn width(args: &DiffArgs) -> usize {
    args.width.map_or_else(say::width, |width| width.max(30))
}
