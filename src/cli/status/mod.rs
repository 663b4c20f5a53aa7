//! `chancery status`.

mod json;
mod table;

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Common, Exit, Output, files, say};
use crate::opinion::{self, Opinion};
use crate::replies::Replies;
use crate::status::{Filed, Item, Status, Urgency};
use crate::text::{Count, shown, written_date};

/// Show what is due, what is open, and the votes on proposals
///
/// For each opinion: the day on which its reply is due (three months from its receipt), how far
/// the reply is, and what keeps it from going out. For each proposal: the votes of the reasoned
/// opinions that came within the eight weeks, and the thresholds. All of it follows from opinions,
/// drafts and PDFs as they lie there, and from the day: `--date`, else today.
///
/// Exits with 0 when nothing presses, 1 when a reply is overdue or due within two weeks or an
/// opinion has mistakes, 2 when nothing could be read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery status opinions
  chancery status opinions/2016 -o replies/2016 --date 2017-01-02
  chancery status opinions --format json")]
pub(super) struct StatusArgs {
    /// Folders of opinions, or single files
    #[arg(required = true, value_name = "DIR", value_hint = ValueHint::AnyPath)]
    places: Vec<PathBuf>,

    /// The folder of the replies
    #[arg(short, long, value_name = "DIR", default_value = "replies")]
    output: PathBuf,

    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// An opinion that could not be read, and why.
struct Failure {
    opinion: String,
    error: String,
}

/// Runs `chancery status`.
pub(super) fn run(args: &StatusArgs, common: &Common) -> anyhow::Result<Exit> {
    let office = common.office()?;
    let today = common.today();

    // Read every opinion that can be read.
    let (mut opinions, mut failures, mut read_any) = (Vec::new(), Vec::new(), false);
    for path in opinion::files_below(&args.places)? {
        let source = files::read_found(&path);
        read_any |= files::was_read(&source);
        match source.and_then(|source| Ok(Opinion::parse(&source, office, today)?.value)) {
            Ok(opinion) => {
                let reply = opinion::reply_name(&path);
                opinions.push(Filed { path: shown(&path), reply, opinion });
            }
            Err(error) => {
                say::error(&error);
                let opinion = shown(&path);
                failures.push(Failure { opinion, error: format!("{error:#}") });
            }
        }
    }

    // Judge them, and show it.
    let replies = Replies::in_folder(&args.output);
    let status = Status::of(&opinions, &replies, &office.register, today)?;
    match args.format {
        Output::Json => files::print_json(&json::report(&status, &failures, &replies, today))?,
        Output::Text => {
            files::print_text(&table::shown(&status, today))?;
            say::line(summary(&status.items, failures.len(), &written_date(today)));
        }
    }
    let is_calm = failures.is_empty() && !status.items.iter().any(|one| one.urgency.is_pressing());
    Ok(match (read_any, is_calm) {
        (false, _) => Exit::Trouble,
        (true, true) => Exit::Complete,
        (true, false) => Exit::Findings,
    })
}

/// Says how much there is to do, and what to write where a day is missing.
fn summary(items: &[Item<'_>], failed: usize, today: &str) -> String {
    let with = |holds: fn(Urgency) -> bool| items.iter().filter(|one| holds(one.urgency)).count();
    let undated = with(|urgency| urgency == Urgency::Unknown);
    let parts = [
        (with(|urgency| matches!(urgency, Urgency::Overdue(_))), "overdue"),
        (with(|urgency| matches!(urgency, Urgency::Soon(_))), "due within two weeks"),
        (with(|urgency| matches!(urgency, Urgency::Later(_))), "due later"),
        (undated, "without a day of receipt"),
        (with(|urgency| matches!(urgency, Urgency::Answered(_))), "sent"),
        (failed, "with mistakes"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let all = Count(items.len() + failed, "opinion");
    let mut text = format!("{all} on {today}: {}.", parts.join(", "));
    if undated > 0 {
        text.push_str(
            "\nWrite `received:` where it is missing: the three months run from that day.",
        );
    }
    text
}
