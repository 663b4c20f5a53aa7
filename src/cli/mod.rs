//! The command line. Only here is anything printed, only here are the clock and the environment
//! read.

mod accept;
mod ask;
mod batch;
mod chambers;
mod check;
mod choose;
mod diff;
mod draft;
mod evaluate;
mod explain;
mod files;
mod findings;
mod gaps;
mod library;
mod matches;
mod new;
mod pager;
mod progress;
mod refresh;
mod render;
mod report;
mod say;
mod status;
mod table;
mod verify;
mod why;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Source};
use crate::draft::Mark;
use crate::office::{Office, Places};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything is complete, or nothing above a suggestion was found.
    Complete = 0,
    /// Some opinion failed, or there are findings.
    Findings = 1,
    /// The command was misused, or nothing could be read.
    Trouble = 2,
    /// Letters were written, with gaps.
    Gaps = 3,
    /// Letters were written, with conflicts between edits by hand and new wording.
    Conflicts = 4,
}

impl Exit {
    /// What is to be said of a draft that was written, by what keeps it from being final.
    fn of(marks: &[Mark]) -> Self {
        let ends = marks.iter().map(|mark| match mark {
            Mark::Conflict(_) => Self::Conflicts,
            Mark::Gap(_) | Mark::Dropped(_) | Mark::Unknown(_) => Self::Gaps,
            Mark::Missing(_) | Mark::Left(_) => Self::Complete,
        });
        ends.max().unwrap_or(Self::Complete)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Draft the European Commission's replies to the Opinions of national parliaments
///
/// An officer summarises an Opinion in YAML; chancery matches each of its points with a library
/// of cleared paragraphs, says which points nothing answers, and writes the draft of the letter.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

const EXAMPLES: &str = "\
Examples:
  chancery new opinion ro-camera > opinions/mine.yaml      a commented skeleton to fill in
  chancery draft opinions/mine.yaml -t md,pdf              the letter, in replies/
  chancery render replies/mine.md                          the PDF again, after edits by hand
  chancery refresh replies/mine.md                         what is new, with the edits kept

Exit codes: 0 complete, 1 findings or a failed opinion, 2 usage or unreadable, 3 written with gaps,
4 written with conflicts.";

/// The folder of an office's own templates in the working folder.
const TEMPLATES: &str = "templates";

/// The settings of the working folder.
const SETTINGS: &str = "chancery.yaml";
/// A name that they are given by mistake.
const MISNAMED_SETTINGS: &str = "chancery.yml";

/// What means the same wherever it stands.
#[derive(Debug, Args)]
struct Common {
    /// Replace the whole library of paragraphs by this folder
    #[arg(long, global = true, value_name = "DIR")]
    library: Option<PathBuf>,

    /// Read the settings from this file instead of `chancery.yaml`
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Judge validity and signatories on this day where a letter has no date, instead of today
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    date: Option<Date>,

    /// Read all paragraphs of a large library anew, and keep nothing of them for the next start
    #[arg(long, global = true)]
    no_cache: bool,
}

impl Common {
    /// Opens the office. It lives as long as the process, whose end frees it faster than we could.
    fn office(&self) -> anyhow::Result<&'static Office> {
        let office = Office::open(&self.places())?;
        for (source, found) in &office.warnings {
            say::findings(source, std::slice::from_ref(found));
        }
        Ok(Box::leak(Box::new(office)))
    }

    /// Where the office keeps its files.
    fn places(&self) -> Places {
        let default = PathBuf::from(SETTINGS);
        let config = self.config.clone().or_else(|| default.exists().then_some(default));
        if config.is_none() && Path::new(MISNAMED_SETTINGS).exists() {
            let found = Diagnostic::warning("these settings are not read")
                .with_hint(format!("name the file `{SETTINGS}`"));
            say::findings(&Source::new(MISNAMED_SETTINGS, ""), &[found]);
        }
        let templates = PathBuf::from(TEMPLATES);
        let cache = if self.no_cache { None } else { cache() };
        Places { templates, library: self.library.clone(), config, cache }
    }

    /// The day on which undated letters are judged.
    fn today(&self) -> Date {
        self.date.unwrap_or_else(|| jiff::ZonedDateTime::now().date())
    }
}

/// The folder of the user in which what can be made again is kept.
fn cache() -> Option<PathBuf> {
    let named = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = named("XDG_CACHE_HOME").or_else(|| Some(named("HOME")?.join(".cache")));
    Some(caches?.join("chancery"))
}

fn parse_date(text: &str) -> Result<Date, String> {
    crate::yaml::parse_date(text).ok_or_else(|| "write a date like 2017-01-10".to_owned())
}

#[derive(Debug, Subcommand)]
enum Command {
    Draft(draft::DraftArgs),
    Batch(batch::BatchArgs),
    Match(matches::MatchArgs),
    Check(check::CheckArgs),
    Refresh(refresh::RefreshArgs),
    Verify(verify::VerifyArgs),
    Explain(explain::ExplainArgs),
    Render(render::RenderArgs),
    #[command(subcommand)]
    Report(report::ReportCommand),
    Diff(diff::DiffArgs),
    Status(status::StatusArgs),
    Accept(accept::AcceptArgs),
    #[command(subcommand)]
    Library(library::LibraryCommand),
    #[command(subcommand)]
    Chambers(chambers::ChambersCommand),
    #[command(subcommand)]
    New(new::NewCommand),
}

/// How a command prints its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    /// For people
    Text,
    /// One JSON object on standard output, for programs
    Json,
}

/// Runs the command of this process's arguments.
pub fn main() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let is_help = !error.use_stderr();
            let printed = error.print().context("cannot print");
            return if is_help && printed.is_ok() { Exit::Complete } else { Exit::Trouble };
        }
    };
    match run(&cli) {
        Ok(exit) => exit,
        Err(error) => {
            say::error(&error);
            Exit::Trouble
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<Exit> {
    match &cli.command {
        Command::Draft(args) => draft::run(args, &cli.common),
        Command::Batch(args) => batch::run(args, &cli.common),
        Command::Match(args) => matches::run(args, &cli.common),
        Command::Check(args) => check::run(args, &cli.common),
        Command::Refresh(args) => refresh::run(args, &cli.common),
        Command::Verify(args) => verify::run(args, &cli.common),
        Command::Explain(args) => explain::run(args),
        Command::Render(args) => render::run(args, &cli.common),
        Command::Report(command) => report::run(command),
        Command::Diff(args) => diff::run(args, &cli.common),
        Command::Status(args) => status::run(args, &cli.common),
        Command::Accept(args) => accept::run(args, &cli.common),
        Command::Library(command) => library::run(command, &cli.common),
        Command::Chambers(command) => chambers::run(command, &cli.common),
        Command::New(command) => new::run(command, &cli.common),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
