//! `chancery verify`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::findings::{self, Form};
use super::{Common, Exit, files};
use crate::batch::{Findings, Verifier};
use crate::desk::Desk;
use crate::render::{Format, Printer};
use crate::replies::Replies;

/// Draft all replies of a folder again, compare bytes, and write nothing
///
/// Each draft names its opinion, its paragraphs and their versions. Says which replies come out
/// differently now and why: another version of a paragraph, an edit by hand, an opinion that
/// changed or is gone. PDFs are printed again from the drafts beside them.
///
/// Exits with 0 when all are the same, 1 when something differs, 2 when the folder could not be
/// read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery verify replies
  chancery verify replies --format json")]
pub(super) struct VerifyArgs {
    /// The folder of replies
    #[arg(default_value = "replies", value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,

    /// How to print the findings
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

/// Runs `chancery verify`.
pub(super) fn run(args: &VerifyArgs, common: &Common) -> anyhow::Result<Exit> {
    let replies = Replies::in_folder(&args.folder);
    let names = replies.names()?;
    let office = common.office()?;
    let desk = Desk::new(office, common.today());
    let printer = Printer::new(&office.page);
    let verifier = Verifier { desk: &desk, printer, replies: &replies };
    let mut found = Findings::new();
    for name in names {
        let path = replies.path(&name, Format::Markdown.extension());
        found.extend(verifier.verify(&name, |draft| files::opinion_of(&path, draft))?);
    }
    findings::print(&found, args.format)?;
    Ok(findings::exit_of(&found))
}
