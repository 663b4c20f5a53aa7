//! `chancery draft`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};
use clap::{Args, ValueHint};
use itertools::Itertools;
use serde::Serialize;

use super::{Common, Exit, Output, choose, files, matches, say};
use crate::desk::{Answer, Desk, opinion_path};
use crate::diagnostic::Source;
use crate::draft::{Draft, Mark};
use crate::matching::Match;
use crate::opinion::{self, colliding_name};
use crate::render::{Format, Printer};
use crate::replies::{Asked, Refused, Replies, Written};
use crate::text::{Count, shown};

/// Draft the replies to opinions
///
/// Writes the letter of each opinion, prints which point is answered by what, and says what is
/// left to do. A draft that a hand has changed is never overwritten.
///
/// Exits with 0 when every point has an answer, 3 when letters were written with gaps, 1 when
/// some opinion failed, 2 when nothing could be read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery draft opinions/ro-camera-com-2016-379.yaml
  chancery draft opinions/*.yaml -t md,pdf -o replies
  chancery draft opinions/mine.yaml -i
  chancery draft - -o - < opinion.yaml")]
pub(super) struct DraftArgs {
    /// The opinions to answer; `-` reads one from standard input
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    opinions: Vec<PathBuf>,

    /// What to write
    #[arg(short = 't', long = "type", value_enum, value_delimiter = ',', default_value = "md")]
    types: Vec<Format>,

    /// The folder for the replies, made when missing; `-` prints the letter
    #[arg(short, long, value_name = "DIR", default_value = "replies")]
    output: PathBuf,

    /// Ask about the open points at the terminal and pin the answers in the opinion
    #[arg(short, long)]
    interactive: bool,

    /// Mark the pages of the PDF as DRAFT even when nothing is open
    #[arg(long = "draft")]
    as_draft: bool,

    /// How to report what was done
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// What became of one opinion.
#[derive(Debug, Serialize)]
struct Outcome {
    opinion: String,
    state: &'static str,
    replies: Vec<String>,
    points: Vec<matches::PointReport>,
    error: Option<String>,
}

/// Runs `chancery draft`.
pub(super) fn run(args: &DraftArgs, common: &Common) -> anyhow::Result<Exit> {
    let to_stdout = args.output.as_os_str() == files::DASH;
    ensure!(
        !to_stdout
            || args.opinions.len() == 1 && args.types.len() == 1 && args.format == Output::Text,
        "one opinion and one type can be printed; give a folder with `-o DIR` for more"
    );
    if !to_stdout {
        files::folder(&args.output)?;
    }
    let office = common.office()?;
    if args.interactive {
        let replies = Replies::in_folder(&args.output);
        let may_be_drafted = |opinion: &Path| {
            let may_write =
                |one: &Format| replies.ensure_ours(&reply_name(opinion), one.extension()).is_ok();
            to_stdout || args.types.iter().all(may_write)
        };
        choose::choose(&args.opinions, may_be_drafted, office, common)?;
    }
    let desk = Desk::new(office, common.today());
    let drafting = Drafting { desk, printer: Printer::new(&office.page), args };
    let mut taken = BTreeMap::new();
    let (mut outcomes, mut worst, mut read_any) = (Vec::new(), Exit::Complete, false);
    for path in args.opinions.iter().unique_by(|path| opinion_path(path, &files::here())) {
        let source = files::read(path);
        read_any |= files::was_read(&source);
        let outcome =
            source.and_then(|source| drafting.draft(path, &source, to_stdout, &mut taken));
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(error) => {
                say::error(&error);
                let error = Some(format!("{error:#}"));
                let opinion = shown(path);
                Outcome { opinion, state: "failed", replies: Vec::new(), points: Vec::new(), error }
            }
        };
        worst = match (outcome.state, worst) {
            ("failed", _) | (_, Exit::Findings) => Exit::Findings,
            ("open", _) | (_, Exit::Gaps) => Exit::Gaps,
            _ => Exit::Complete,
        };
        outcomes.push(outcome);
    }
    if outcomes.len() > 1 {
        let with = |state: &str| outcomes.iter().filter(|one| one.state == state).count();
        say::line(format!(
            "\n{}: {} complete, {} with gaps, {} failed.",
            Count(outcomes.len(), "opinion"),
            with("complete"),
            with("open"),
            with("failed")
        ));
    }
    if args.format == Output::Json {
        files::print_json(&serde_json::json!({ "opinions": outcomes }))?;
    }
    Ok(if read_any { worst } else { Exit::Trouble })
}

/// What is at hand for every opinion of a run.
struct Drafting<'a> {
    desk: Desk<'a>,
    printer: Printer<'a>,
    args: &'a DraftArgs,
}

impl Drafting<'_> {
    fn draft(
        &self,
        path: &Path,
        source: &Source,
        to_stdout: bool,
        taken: &mut BTreeMap<String, String>,
    ) -> anyhow::Result<Outcome> {
        // Answer the opinion.
        let Answer { opinion, matches, draft, warnings } =
            self.desk.answer(source, &opinion_path(path, &files::here()))?;
        say::findings(source, &warnings);
        if let Some(on) = opinion.reply.sent {
            bail!(Refused::Sent { opinion: source.name.clone(), on });
        }
        let name = reply_name(path);
        if let Some(other) = taken.insert(colliding_name(&name), source.name.clone()) {
            bail!(Refused::Shared(vec![other, source.name.clone()]));
        }

        // Write the letter.
        let letters = self.letters(&draft)?;
        let replies = if to_stdout {
            files::print(&letters[0].1)?;
            Vec::new()
        } else {
            self.write(&name, path, &letters, &draft, &Asked::of(&opinion.points))?
        };

        // Say what is left to do.
        if self.args.format == Output::Text {
            matches::say_coverage(&opinion, &matches);
        }
        let is_open = draft.gaps().next().is_some();
        say_left(&draft, &matches);
        let points = match self.args.format {
            Output::Json => {
                let why = self.desk.explain(&opinion, &matches);
                matches::report(&opinion, &matches, &why, &self.desk.office().library)
            }
            Output::Text => Vec::new(),
        };
        Ok(Outcome {
            opinion: source.name.clone(),
            state: if is_open { "open" } else { "complete" },
            replies,
            points,
            error: None,
        })
    }

    fn letters(&self, draft: &Draft) -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
        let mut letters = Vec::new();
        for format in &self.args.types {
            let bytes = self.printer.print(draft, *format, self.args.as_draft)?;
            letters.push((format.extension(), bytes));
        }
        Ok(letters)
    }

    fn write(
        &self,
        name: &str,
        opinion: &Path,
        letters: &[(&'static str, Vec<u8>)],
        draft: &Draft,
        asked: &Asked,
    ) -> anyhow::Result<Vec<String>> {
        let replies = Replies::in_folder(&self.args.output);
        replies.ensure_answers(name, &replies.there(name)?, opinion)?;
        let written = replies.write(name, letters, asked)?;
        if self.args.types.contains(&Format::Pdf) && !self.args.as_draft {
            let text = crate::draft::write(draft);
            replies.remember_printed(name, &text, &draft.about.opinion)?;
        }
        let verb = if written == Written::New { "Wrote" } else { "Unchanged:" };
        let paths: Vec<String> =
            letters.iter().map(|(ending, _)| shown(&replies.path(name, ending))).collect();
        for path in &paths {
            say::line(format!("{verb} `{path}`."));
        }
        Ok(paths)
    }
}

/// Says what the officer still has to write.
fn say_left(draft: &Draft, found: &[Match]) {
    let open = found.iter().filter(|one| one.outcome.is_open()).count();
    if open > 0 {
        let gaps = say::styled(say::OPEN, format!("{} to draft", Count(open, "point")));
        say::line(format!(
            "{gaps}: write the answers in place of the marks, or pin paragraphs with `answer:`."
        ));
    }
    let (mut frame, mut text) = (Vec::new(), Vec::new());
    for mark in draft.marks() {
        match mark {
            Mark::Missing(words) => frame.push(words.to_owned()),
            Mark::Left(words) => text.push(words.to_owned()),
            Mark::Gap(_) | Mark::Conflict(_) | Mark::Dropped(_) | Mark::Unknown(_) => {}
        }
    }
    for (missing, place) in [(frame, "frame"), (text, "text")] {
        if !missing.is_empty() {
            say::line(format!("Still missing in the {place}: {}.", crate::text::listed(&missing)));
        }
    }
}

/// The name of the reply to an opinion, without ending.
fn reply_name(path: &Path) -> String {
    if path.as_os_str() == files::DASH { "reply".to_owned() } else { opinion::reply_name(path) }
}
