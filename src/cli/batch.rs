//! `chancery batch`.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

use anyhow::bail;
use clap::{Args, ValueHint};

use super::progress::Progress;
use super::report::ReportFile;
use super::{Common, Exit, Output, files, say};
use crate::batch::{
    self, Action, Batch, Done, Form, Item, Options, Report, Shard, State, States, Witness,
};
use crate::desk::Desk;
use crate::diagnostic::{Rejected, Severity};
use crate::diff::{self, Names, Terminal};
use crate::render::Format;
use crate::replies::Replies;
use crate::text::{Count, listed, shown};

/// Draft the replies to all opinions of some folders, in parallel
///
/// Takes up where the last run stopped: only what has changed is made again, and each reply says
/// why. A draft that a hand has changed is never overwritten. A file with mistakes does not stop
/// the others. A run can be stopped at any moment; the next one goes on.
///
/// Replies lie side by side in one folder: of two opinions of the same name in different folders,
/// neither is answered.
///
/// Exits with 0 when all replies are complete, 3 when some have gaps, 4 when some have conflicts,
/// 1 when some opinion failed, 2 when nothing could be read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery batch opinions -t md,pdf --report report.html --report report.json
  chancery batch opinions --what-if
  chancery batch opinions --only failed,open
  chancery batch opinions --shard 2/4 --report report-2.json")]
pub(super) struct BatchArgs {
    /// Folders of opinions, or single files
    #[arg(required = true, value_name = "DIR", value_hint = ValueHint::AnyPath)]
    places: Vec<PathBuf>,

    /// What to write; drafts are always written
    #[arg(short = 't', long = "type", value_enum, value_delimiter = ',', default_value = "md")]
    types: Vec<Format>,

    /// The folder for the replies, made when missing
    #[arg(short, long, value_name = "DIR", default_value = "replies")]
    output: PathBuf,

    /// How many letters to work on at the same time; else as many as there are cores
    #[arg(short, long, value_name = "N", value_parser = parse_jobs)]
    jobs: Option<NonZeroUsize>,

    /// Stop at the first opinion that fails
    #[arg(long)]
    fail_fast: bool,

    /// Take only opinions that ended in one of these states when they were last run
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATE")]
    only: Vec<State>,

    /// Show what would change, and write nothing
    #[arg(long)]
    what_if: bool,

    /// Take only part K of N, into which the content of opinions divides them
    #[arg(long, value_name = "K/N")]
    shard: Option<Shard>,

    /// Write a report to a file that ends in `.json`, `.csv` or `.html`, or to several; `-` prints
    /// it as JSON
    #[arg(long = "report", value_name = "FILE", value_hint = ValueHint::FilePath)]
    reports: Vec<PathBuf>,

    /// How to report what was done: `json` prints the report
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// Runs `chancery batch`.
pub(super) fn run(args: &BatchArgs, common: &Common) -> anyhow::Result<Exit> {
    let reports: Vec<ReportFile> =
        args.reports.iter().map(|path| ReportFile::new(path)).collect::<anyhow::Result<_>>()?;
    let folder = files::folder(&args.output)?;
    // Find what is to be done.
    let mut tasks = batch::opinions(&args.places, &files::here())?;
    tasks.retain(|task| args.shard.is_none_or(|shard| shard.holds(task)));
    let office = common.office()?;
    let replies = if args.what_if {
        Replies::in_folder(folder)
    } else {
        Replies::occupy(folder, args.shard.map(Shard::part).as_deref())?
    };
    let last = States::read(&replies, args.shard);
    // Where they are not asked for, states that are damaged are no obstacle: they are kept anew.
    let last = if args.only.is_empty() { last.unwrap_or_default() } else { last? };
    if !args.only.is_empty() {
        let Some(last) = &last else {
            bail!("no earlier run is known in `{}`: run without `--only`", shown(folder));
        };
        tasks.retain(|task| last.has(task, &args.only));
    }

    // Do it.
    let desk = Desk::new(office, common.today());
    let options = Options {
        types: &args.types,
        jobs: args.jobs.or(available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN),
        fail_fast: args.fail_fast,
        what_if: args.what_if,
    };
    let batch = Batch::new(&desk, &replies, options);
    let mut telling = Telling::new(tasks.len(), args.what_if);
    let items = batch.run(&tasks, &mut telling)?;
    telling.progress.end();

    // Say how it went, and keep it before anything that may fail is written or printed.
    let report = Report { shard: args.shard, ..Report::of(items, desk.today()) };
    telling.summary(&report, tasks.len());
    if !args.what_if {
        last.unwrap_or_default().keep(&report.items, &replies, args.shard)?;
    }
    for file in &reports {
        file.write(&report)?;
    }
    if args.format == Output::Json {
        files::print(report.write(Form::Json).as_bytes())?;
    }
    Ok(exit_of(&report))
}

fn parse_jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a number from 1 on".to_owned())
}

/// The worst state of all.
fn exit_of(report: &Report) -> Exit {
    match report.items.iter().map(|item| item.state).min() {
        Some(State::Failed) => Exit::Findings,
        Some(State::Conflict) => Exit::Conflicts,
        Some(State::Open) => Exit::Gaps,
        Some(State::Complete) | None => Exit::Complete,
    }
}

/// What is said during a run and after it.
struct Telling {
    progress: Progress,
    what_if: bool,
    /// A line for each failure, for the summary.
    failures: Vec<String>,
}

impl Telling {
    fn new(tasks: usize, what_if: bool) -> Self {
        Self { progress: Progress::new(tasks), what_if, failures: Vec::new() }
    }

    fn item(&self, item: &Item) {
        let is_sent = item.account.as_ref().is_some_and(|account| account.sent.is_some());
        let verb = match (item.action, self.what_if) {
            (Action::Written, false) => "Wrote",
            (Action::Written, true) => "Would write",
            (Action::Merged, false) => "Merged",
            (Action::Merged, true) => "Would merge",
            (Action::None, _) if is_sent => "Nothing to do for",
            (Action::None, _) => "Left as it is:",
            (Action::Unchanged, _) => return,
        };
        let why =
            if item.why.is_empty() { String::new() } else { format!(": {}", item.why.join("; ")) };
        let gaps = match item.gaps.len() {
            0 => String::new(),
            gaps => format!(
                " {}",
                say::styled(say::OPEN, format!("{} to draft.", Count(gaps, "point")))
            ),
        };
        let files: Vec<String> = item.files.iter().map(|file| format!("`{file}`")).collect();
        let what = match files.as_slice() {
            [] if is_sent => format!("`{}`", item.opinion),
            [] => format!("`{}`", item.reply),
            files => listed(files),
        };
        let perhaps = item.perhaps_also().map(|(point, paragraph)| {
            format!(" The point {} may raise a second issue: perhaps also {paragraph}.", point.id)
        });
        say::line(format!("{verb} {what}{why}.{gaps}{}", perhaps.collect::<String>()));
    }

    fn summary(&self, report: &Report, tasks: usize) {
        if !self.failures.is_empty() {
            let failed =
                say::styled(say::BAD, format!("{} failed:", Count(report.failed, "opinion")));
            say::line(format!("\n{failed}"));
            for failure in &self.failures {
                say::line(format!("  {failure}"));
            }
        }
        if report.opinions < tasks {
            let missed = Count(tasks - report.opinions, "opinion");
            say::line(format!("Stopped at the first failure: {missed} not reached."));
        }
        let mut parts =
            vec![format!("{} complete", report.complete), format!("{} with gaps", report.open)];
        if report.conflict > 0 {
            parts.push(format!("{} with conflicts", report.conflict));
        }
        parts.push(format!("{} failed", report.failed));
        let total = Count(report.opinions, "opinion");
        say::line(format!("{total}: {}; {} unchanged.", listed(&parts), report.unchanged));
    }
}

impl Witness for Telling {
    fn counted(&mut self, count: usize) {
        self.progress.count(count);
    }

    fn done(&mut self, done: &Done) {
        let item = &done.item;
        let Some(error) = &done.error else {
            if item.action != Action::Unchanged {
                self.progress.aside(|| {
                    warn(done);
                    self.item(item);
                    show_changes(done);
                });
            }
            return;
        };
        self.progress.aside(|| say::error(error));
        self.failures.push(headline(item, error));
    }
}

/// Tells warnings; suggestions are for who drafts one reply.
fn warn(done: &Done) {
    if let Some((source, found)) = &done.warnings {
        for one in found.iter().filter(|one| one.severity > Severity::Suggestion) {
            say::findings(source, std::slice::from_ref(one));
        }
    }
}

/// Shows what would change in a draft that is there.
fn show_changes(done: &Done) {
    let Some((old, new)) = done.changes.as_deref() else { return };
    let names = Names { old: &done.item.reply, new: "as it would be" };
    let changes = diff::diff(old, new);
    let report = diff::Report::of(&changes, names);
    say::line(Terminal { report: &report, width: say::width() });
}

/// A failure in one line: where it is, and what is wrong first.
fn headline(item: &Item, error: &anyhow::Error) -> String {
    let Some(Rejected { source, found }) = error.downcast_ref::<Rejected>() else {
        return format!("`{}`: {error:#}", item.opinion);
    };
    let Some(first) = found.iter().find(|one| one.severity == Severity::Error) else {
        return format!("`{}`", item.opinion);
    };
    let more = found.iter().filter(|one| one.severity == Severity::Error).count() - 1;
    let place = match &first.place {
        Some(place) => {
            let (line, column) = source.position(place.start);
            format!("{}:{line}:{column}", source.name)
        }
        None => source.name.clone(),
    };
    let more =
        if more == 0 { String::new() } else { format!(" (and {})", Count(more, "more mistake")) };
    format!("{place}: {}{more}", first.message)
}
