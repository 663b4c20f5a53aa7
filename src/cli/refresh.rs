//! `chancery refresh`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueHint};
use serde::Serialize;

use super::{Common, Exit, Output, files, say};
use crate::desk::{Answer, Desk};
use crate::diagnostic::Source;
use crate::diff::{Names, Terminal};
use crate::draft::{self, Draft, Read};
use crate::fingerprint::hash;
use crate::merge::{Merged, merge};
use crate::replies::{Account, Asked, Base, Basis, Made, Refused, Replies, Reply, Written};
use crate::text::{Count, shown};

/// Bring drafts up to date with the library, and keep what was changed by hand
///
/// Drafts the reply again and merges three texts: what was drafted, what a hand made of it, and
/// what is drafted now. What changed on one side only is taken. Where both changed the same
/// sentence, the text of the hand stays, and a mark `**To be settled**` after it shows both
/// readings; `check` and `render --final` refuse the draft until the mark is deleted.
///
/// Exits with 0 when the drafts are complete, 3 when they have gaps, 4 when they have conflicts, 1
/// when some draft could not be brought up to date, 2 when nothing could be read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery refresh replies/ro-camera-com-2016-379.md
  chancery refresh --dry-run replies/*.md")]
pub(super) struct RefreshArgs {
    /// The drafts
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    drafts: Vec<PathBuf>,

    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// How to report what was done
    #[arg(long, value_enum, default_value = "text", conflicts_with = "dry_run")]
    format: Output,
}

/// What became of one draft.
#[derive(Debug, Serialize)]
struct Outcome {
    draft: String,
    state: &'static str,
    action: &'static str,
    taken: Vec<String>,
    kept: Vec<String>,
    conflicts: Vec<Conflict>,
    error: Option<String>,
}

/// A conflict as programs read it.
#[derive(Debug, Serialize)]
struct Conflict {
    place: String,
    hand: String,
    new: String,
}

/// Runs `chancery refresh`.
pub(super) fn run(args: &RefreshArgs, common: &Common) -> anyhow::Result<Exit> {
    let run = Run { desk: Desk::new(common.office()?, common.today()), args };
    let (mut outcomes, mut worst, mut read_any) = (Vec::new(), Exit::Complete, false);
    for path in &args.drafts {
        let source = files::read(path);
        read_any |= files::was_read(&source);
        let (outcome, exit) = match source.and_then(|_| run.refresh(path)) {
            Ok(done) => done,
            Err(error) => {
                say::error(&error);
                (Outcome::failed(path, &error), Exit::Findings)
            }
        };
        worst = match (worst, exit) {
            (Exit::Findings, _) | (_, Exit::Findings) => Exit::Findings,
            (one, other) => one.max(other),
        };
        outcomes.push(outcome);
    }
    if args.format == Output::Json {
        files::print_json(&serde_json::json!({ "drafts": outcomes }))?;
    }
    Ok(if read_any { worst } else { Exit::Trouble })
}

impl Outcome {
    fn failed(path: &Path, error: &anyhow::Error) -> Self {
        Self {
            draft: shown(path),
            state: "failed",
            action: "none",
            taken: Vec::new(),
            kept: Vec::new(),
            conflicts: Vec::new(),
            error: Some(format!("{error:#}")),
        }
    }
}

/// What is at hand for every draft of a run.
struct Run<'a> {
    desk: Desk<'a>,
    args: &'a RefreshArgs,
}

impl Run<'_> {
    fn refresh(&self, path: &Path) -> anyhow::Result<(Outcome, Exit)> {
        // Read the draft as the hand left it.
        let (replies, name) = files::reply_of(path)?;
        let bytes = replies.draft(&name)?.context("the draft is gone")?;
        let source = Source::from_bytes(shown(path), &bytes)?;
        let checked = draft::read(&source)?;
        say::findings(&source, &checked.warnings);
        let Read { draft: hand, is_edited } = checked.value;

        // Draft it again and merge.
        let (answer, basis) = self.answered_now(path, &hand)?;
        let new = &answer.draft;
        let base = if is_edited { base_of(&replies, &name, &hand, new)? } else { hand.clone() };
        let merged = merge(&base, &hand, new);
        let text = merged
            .rewrite(&hand, std::str::from_utf8(&bytes)?)
            .with_context(|| format!("`{}` is left as it is", source.name))?;

        // Show or write it.
        let exit = Exit::of(&merged.draft.marks());
        let action = if self.args.dry_run {
            show(&source.name, &hand, &merged.draft)?;
            "none"
        } else {
            let base = draft::write(new);
            let asked = Asked::of(&answer.opinion.points);
            let made = Made {
                basis,
                draft: hash(base.as_bytes()),
                printed: replies.made(&name)?.and_then(|made| made.printed),
                account: Account::of(&answer),
            };
            let reply = Reply {
                files: &[("md", text.into_bytes())],
                base: Some(Base { text: base.as_bytes(), asked: &asked }),
                hand: Some(&bytes),
                made: Some(&made),
            };
            match replies.put(&name, &reply)? {
                Written::New => "merged",
                Written::Unchanged => "unchanged",
            }
        };
        if self.args.format == Output::Text {
            self.tell(&source.name, action, &merged);
            if action == "merged" && replies.file(&name, "pdf")?.is_some() {
                let name = &source.name;
                say::line(format!("Its PDF is older: `chancery render {name}` makes it anew."));
            }
        }
        Ok((outcome(source.name, exit, action, merged), exit))
    }

    /// Answers the opinion of a draft again, and tells what the answer depends on.
    fn answered_now(&self, path: &Path, hand: &Draft) -> anyhow::Result<(Answer, Basis)> {
        let named = &hand.about.opinion;
        let source = files::read(&files::needed_opinion_of(path, hand)?)?;
        let answer = self.desk.answer(&source, named)?;
        say::findings(&source, &answer.warnings);
        if let Some(on) = answer.opinion.reply.sent {
            bail!(Refused::Sent { opinion: source.name.clone(), on });
        }
        let day = answer.opinion.reply.date.is_none().then_some(self.desk.today());
        let basis = Basis::of(self.desk.office()).reply(&source, named, day);
        Ok((answer, basis))
    }

    /// Says what was taken and what is at odds.
    fn tell(&self, name: &str, action: &str, merged: &Merged) {
        match action {
            "merged" => say::line(format!("Refreshed `{name}`.")),
            "unchanged" => say::line(format!("Unchanged: `{name}`.")),
            _ => {}
        }
        for taken in &merged.taken {
            say::line(format!("  {} {taken}", say::styled(say::GOOD, "taken:")));
        }
        for kept in &merged.kept {
            say::line(format!("  {} {kept}", say::styled(say::DIM, "kept:")));
        }
        for conflict in &merged.conflicts {
            let place = &conflict.place;
            say::line(format!("  {} {place}", say::styled(say::BAD, "at odds:")));
        }
        let conflicts = merged.draft.conflicts().count();
        if conflicts > 0 && !self.args.dry_run {
            let count =
                say::styled(say::BAD, format!("{} to settle", Count(conflicts, "conflict")));
            say::line(format!(
                "{count}: at each mark `**To be settled**` keep one reading, and delete the mark."
            ));
        }
    }
}

/// Shows what would change.
fn show(name: &str, hand: &Draft, merged: &Draft) -> anyhow::Result<()> {
    let changes = crate::diff::diff(hand, merged);
    let refreshed = format!("{name}, refreshed");
    let names = Names { old: name, new: &refreshed };
    let report = crate::diff::Report::of(&changes, names);
    let terminal = Terminal { report: &report, width: say::width() };
    files::print_text(&terminal.to_string())
}

fn outcome(draft: String, exit: Exit, action: &'static str, merged: Merged) -> Outcome {
    let conflict =
        |one: draft::Conflict| Conflict { place: one.place, hand: one.hand, new: one.new };
    Outcome {
        draft,
        state: match exit {
            Exit::Conflicts => "conflict",
            Exit::Gaps => "open",
            _ => "complete",
        },
        action,
        taken: merged.taken.iter().map(ToString::to_string).collect(),
        kept: merged.kept.iter().map(ToString::to_string).collect(),
        conflicts: merged.conflicts.into_iter().map(conflict).collect(),
        error: None,
    }
}

/// What the hand has changed: the draft whose fingerprint is in the edited one.
///
/// If a run was stopped before it kept that draft, it is the one that is drafted now.
fn base_of(replies: &Replies, name: &str, hand: &Draft, new: &Draft) -> anyhow::Result<Draft> {
    let path = shown(&replies.path(name, "md"));
    if hand.drafted.is_none() {
        bail!("`{path}` was not written by chancery, so that it cannot be brought up to date");
    }
    if let Some(text) = replies.base(name)? {
        let kept = Source::from_bytes(format!("{path} as drafted"), text.as_bytes());
        let base = kept.and_then(|source| draft::read(&source)).map(|base| base.value);
        if let Ok(Read { draft, is_edited: false }) = base
            && draft.drafted == hand.drafted
        {
            return Ok(draft);
        }
    }
    if hand.drafted.as_deref() == Some(&draft::fingerprint_of(new)) {
        return Ok(new.clone());
    }
    bail!(
        "`{path}` was changed by hand, and what was drafted before it is not kept in `.chancery/` \
         beside it, so that the edits cannot be told from new wording; it is left as it is. Bring \
         `.chancery/` from where the reply was drafted, or draft it into another folder \
         (`chancery draft -o DIR`) and compare the two (`chancery diff`)"
    )
}
