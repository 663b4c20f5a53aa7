//! `chancery diff`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum, ValueHint};

use super::{Common, Exit, files, say};
use crate::diagnostic::Source;
use crate::diff::{
    self, Changes, Departures, DeparturesHtml, DeparturesMarkdown, DeparturesTerminal, Html,
    Markdown, Names, Terminal,
};
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
    format: Report,

    /// Write the report to a file instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// The columns of a line in text; else those of `COLUMNS`, else 80
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
}

/// The forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Report {
    /// For the terminal
    Text,
    /// One JSON object, for programs
    Json,
    /// For a merge request or a note to the file
    Markdown,
    /// One page for the browser that needs nothing else
    Html,
}

/// Runs `chancery diff`.
pub(super) fn run(args: &DiffArgs, common: &Common) -> anyhow::Result<Exit> {
    if let Some(path) = &args.against_library {
        return against_library(path, args, common);
    }
    if !args.git.is_empty() {
        return for_git(args);
    }
    let (Some(old), Some(new)) = (&args.old, &args.new) else {
        bail!("two drafts are compared: give OLD and NEW");
    };
    ensure!(
        old.as_os_str() != files::DASH || new != old,
        "only one of the two drafts can be read from standard input"
    );
    let (old, new) = (read(old)?, read(new)?);
    let changes = diff::diff(&parse(&old)?, &parse(&new)?);
    let names = Names { old: &old.name, new: &new.name };
    report(args, &changes, names)?;
    Ok(if changes.is_same() { Exit::Complete } else { Exit::Findings })
}

fn report(args: &DiffArgs, changes: &Changes, names: Names<'_>) -> anyhow::Result<()> {
    let text = match args.format {
        Report::Text => Terminal { changes, names, width: width(args) }.to_string(),
        Report::Json => in_json(&diff::json(changes))?,
        Report::Markdown => Markdown { changes, names }.to_string(),
        Report::Html => Html { changes, names }.to_string(),
    };
    put(args, &text)
}

fn against_library(path: &Path, args: &DiffArgs, common: &Common) -> anyhow::Result<Exit> {
    let source = read(path)?;
    let draft = parse(&source)?;
    let office = common.office()?;
    let today = common.today();
    let opinion = match opinion_of(path, &draft) {
        Some(path) => Some(Opinion::parse(&files::read(&path)?, office, today)?.value),
        None => None,
    };
    let departures = diff::departures(&draft, office, opinion.as_ref(), today)?;
    report_departures(args, &departures, &source.name)?;
    Ok(if departures.is_cleared() { Exit::Complete } else { Exit::Findings })
}

fn report_departures(args: &DiffArgs, departures: &Departures, name: &str) -> anyhow::Result<()> {
    let text = match args.format {
        Report::Text => DeparturesTerminal { departures, name, width: width(args) }.to_string(),
        Report::Json => in_json(&diff::departures_json(departures))?,
        Report::Markdown => DeparturesMarkdown { departures, name }.to_string(),
        Report::Html => DeparturesHtml { departures, name }.to_string(),
    };
    put(args, &text)
}

/// Finds the file of the opinion: under the name in the draft, from here or from beside the
/// folder of the draft.
pub(super) fn opinion_of(draft_path: &Path, draft: &Draft) -> Option<PathBuf> {
    let named = PathBuf::from(&draft.about.opinion);
    let beside = draft_path.parent().map(|folder| folder.join("..").join(&named));
    std::iter::once(named).chain(beside).find(|path| path.is_file())
}

/// Compares what git hands over: path, old file, its hash and mode, new file, its hash and mode,
/// and of a file that was renamed its new path and how like it is. A path alone is unmerged.
///
/// A file that cannot be compared must not end `git diff` for all the others.
fn for_git(args: &DiffArgs) -> anyhow::Result<Exit> {
    let [path, old, _, _, new, _, _, rest @ ..] = args.git.as_slice() else {
        let path = args.git.first().map_or("", String::as_str);
        files::print_text(&format!("{path} is unmerged: both versions stand in the file.\n"))?;
        return Ok(Exit::Complete);
    };
    let new_path = rest.first().unwrap_or(path);
    let said = match (old.as_str(), new.as_str()) {
        ("/dev/null", _) => Some(format!("{new_path} is a new draft.\n")),
        (_, "/dev/null") => Some(format!("{path} was deleted.\n")),
        _ => None,
    };
    if let Some(said) = said {
        put(args, &said)?;
        return Ok(Exit::Complete);
    }
    let side = |file: &str, name: String| -> anyhow::Result<Draft> {
        let source = files::read(Path::new(file))?;
        parse(&Source { name, ..source })
    };
    let names = (format!("a/{path}"), format!("b/{new_path}"));
    match (side(old, names.0.clone()), side(new, names.1.clone())) {
        (Ok(old), Ok(new)) => {
            let changes = diff::diff(&old, &new);
            report(args, &changes, Names { old: &names.0, new: &names.1 })?;
        }
        (one, other) => {
            for error in [one.err(), other.err()].into_iter().flatten() {
                say::error(&error);
            }
        }
    }
    Ok(Exit::Complete)
}

/// Reads a draft from a file or standard input, or from git where there is no such file.
fn read(path: &Path) -> anyhow::Result<Source> {
    let name = path.display().to_string();
    let is_revision = name != files::DASH && !name.starts_with('-') && name.contains(':');
    if !is_revision || path.exists() {
        return files::read(path);
    }
    let output = Command::new("git")
        .args(["cat-file", "blob", &name])
        .output()
        .with_context(|| format!("`{name}` is no file, and git cannot be run"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "`{name}` is no file, and git has no such revision: {}",
        said.trim().trim_start_matches("fatal: ")
    );
    Ok(Source::from_bytes(name, &output.stdout)?)
}

fn parse(source: &Source) -> anyhow::Result<Draft> {
    let checked = draft::read(source)?;
    say::findings(source, &checked.warnings);
    Ok(checked.value.draft)
}

fn in_json(value: &impl serde::Serialize) -> anyhow::Result<String> {
    let mut text = serde_json::to_string_pretty(value).context("cannot write JSON")?;
    text.push('\n');
    Ok(text)
}

/// Puts the report where it belongs; a draft is never overwritten by it.
fn put(args: &DiffArgs, text: &str) -> anyhow::Result<()> {
    match &args.output {
        Some(path) if path.as_os_str() != files::DASH => {
            let name = path.display();
            let is_draft = fs::read_to_string(path).is_ok_and(|text| text.starts_with("---\n"));
            ensure!(!is_draft, "`{name}` is a draft; give the report another name");
            let plain = anstream::adapter::strip_str(text).to_string();
            fs::write(path, plain).with_context(|| format!("cannot write `{name}`"))?;
            say::line(format!("Wrote `{name}`."));
            Ok(())
        }
        _ if args.format != Report::Text => files::print(text.as_bytes()),
        _ if shows_colours_to_a_pager() => files::print(text.as_bytes()),
        _ => files::print_text(text),
    }
}

/// Under git's pager standard output is no terminal, but the pager shows colours all the same.
fn shows_colours_to_a_pager() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("GIT_PAGER_IN_USE") && !is_set("NO_COLOR")
}

fn width(args: &DiffArgs) -> usize {
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    args.width.or_else(columns).unwrap_or(80).max(30)
}
