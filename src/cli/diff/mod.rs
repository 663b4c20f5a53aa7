//! `chancery diff`.

mod git;
mod output;

use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};
use clap::{Args, ValueHint};

use self::output::Form;
use super::{Common, Exit, files, say};
use crate::diagnostic::Source;
use crate::diff::{self, Names, Report};
use crate::draft::{self, Draft};
use crate::opinion::Opinion;

/// Compare two drafts, or a draft with the cleared wording
///
/// Shows what a reviewer wants to know: the points that lost their answer, the amounts, dates,
/// names, negations and modal verbs that changed, then every change. A paragraph that was moved
/// is one move; new line breaks and note numbers are no change.
///
/// OLD and NEW are files, `-` for standard input, or git revisions like `HEAD~1:replies/x.md`
/// where there is no file of that name.
///
/// On a terminal the text is shown by the pager of `CHANCERY_PAGER`, else of `PAGER`, else `less`.
///
/// Exits with 0 when the drafts say the same, 1 when they differ, 2 when they could not be
/// compared.
#[derive(Debug, Args)]
#[command(
    override_usage = "chancery diff [OPTIONS] OLD NEW\n       \
                      chancery diff [OPTIONS] --against-library DRAFT",
    after_help = "\
Examples:
  chancery diff HEAD~1:replies/ro-camera-com-2016-379.md replies/ro-camera-com-2016-379.md
  chancery diff old.md new.md --format html -o changes.html
  chancery diff old.md new.md --format pdf -o redline.pdf
  chancery diff --against-library replies/ro-camera-com-2016-379.md

To have `git diff` and `git log -p --ext-diff` compare drafts in this way:
  echo 'replies/*.md diff=chancery' >> .gitattributes
  git config diff.chancery.command 'chancery diff --git'"
)]
pub(super) struct DiffArgs {
    /// The draft as it was
    #[arg(value_hint = ValueHint::FilePath, required_unless_present_any = ["against_library", "git"])]
    old: Option<PathBuf>,

    /// The draft as it is
    #[arg(value_hint = ValueHint::FilePath, required_unless_present_any = ["against_library", "git"])]
    new: Option<PathBuf>,

    /// Show what departs from the library's wording as it is now, paragraph by paragraph
    #[arg(long, value_name = "DRAFT", value_hint = ValueHint::FilePath, conflicts_with = "old")]
    against_library: Option<PathBuf>,

    /// Take the arguments that git gives an external diff, and exit with 0 as git wants it
    #[arg(long, num_args = 1..=9, value_name = "ARGUMENT", allow_hyphen_values = true,
        conflicts_with_all = ["old", "against_library"])]
    git: Vec<String>,

    /// How to report the changes
    #[arg(long, value_enum, default_value = "text")]
    format: Form,

    /// Write the report to a file instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// The columns of a line in text; else those of `COLUMNS`, else those of the terminal, else 80
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,

    /// Print the text as a whole, without a pager
    #[arg(long)]
    no_pager: bool,
}

/// Runs `chancery diff`.
pub(super) fn run(args: &DiffArgs, common: &Common) -> anyhow::Result<Exit> {
    if let Some(path) = &args.against_library {
        return against_library(path, args, common);
    }
    if !args.git.is_empty() {
        return git::external_diff(args, common);
    }
    let (Some(old), Some(new)) = (&args.old, &args.new) else {
        bail!("two drafts are compared: give OLD and NEW");
    };
    ensure!(
        old.as_os_str() != files::DASH || new != old,
        "only one of the two drafts can be read from standard input"
    );
    compare(&Side::read(old)?, &Side::read(new)?, args, common)
}

/// A draft under its name.
struct Side {
    name: String,
    draft: Draft,
}

impl Side {
    fn read(path: &Path) -> anyhow::Result<Self> {
        Self::of(git::read(path)?)
    }

    fn of(source: Source) -> anyhow::Result<Self> {
        let checked = draft::read(&source)?;
        say::findings(&source, &checked.warnings);
        Ok(Self { name: source.name, draft: checked.value.draft })
    }
}

fn compare(old: &Side, new: &Side, args: &DiffArgs, common: &Common) -> anyhow::Result<Exit> {
    let changes = diff::diff(&old.draft, &new.draft);
    let report = Report::of(&changes, Names { old: &old.name, new: &new.name });
    output::show(args, &report, &diff::json(&changes), &new.draft, common)?;
    Ok(if changes.is_same() { Exit::Complete } else { Exit::Findings })
}

fn against_library(path: &Path, args: &DiffArgs, common: &Common) -> anyhow::Result<Exit> {
    let Side { name, draft } = Side::read(path)?;
    let office = common.office()?;
    let today = common.today();
    let opinion = match files::opinion_of(path, &draft) {
        Some(path) => Some(Opinion::parse(&files::read(&path)?, office, today)?.value),
        None => None,
    };
    let departures = diff::departures(&draft, office, opinion.as_ref(), today)?;
    let report = Report::of_departures(&departures, &name);
    output::show(args, &report, &diff::departures_json(&departures), &draft, common)?;
    Ok(if departures.is_cleared() { Exit::Complete } else { Exit::Findings })
}
