//! `chancery check`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Context;
use clap::{Args, ValueHint};
use jiff::civil::Date;
use similar::TextDiff;

use super::findings::{self, Form};
use super::{Common, Exit, files, say};
use crate::check::{self, Baseline, Finding, Fixed, Found, Letter, Sent};
use crate::diagnostic::{Diagnostic, Rejected, Source, in_form_of};
use crate::draft::{self, Draft};
use crate::file;
use crate::library::{self, Library, split_front_matter};
use crate::office::Office;
use crate::opinion::Opinion;
use crate::replies::opinion_of;
use crate::text::{Count, shown};
use crate::whole::{Lasting, write_whole};

/// Check opinions, drafts and paragraphs
///
/// A file with front matter is a paragraph if that has a `title`, else a draft; any other file is
/// an opinion. `chancery library check` compares all paragraphs with each other. A draft is
/// checked against the house style; `chancery explain` lists the rules, and `<!-- allow RULE:
/// reason -->` before or in a paragraph, a list item or a note keeps one quiet there.
///
/// Exits with 0 when nothing above a suggestion was found, 1 when something was, 2 when a file
/// could not be checked.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery check opinions/*.yaml
  chancery check replies/ro-camera-com-2016-379.md --format json
  chancery check replies/*.md --fix --dry-run
  chancery check replies/*.md --write-baseline known.json
  chancery check replies/*.md --baseline known.json --format sarif > findings.sarif")]
pub(super) struct CheckArgs {
    /// The files; `-` reads one from standard input
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,

    /// How to print the findings
    #[arg(long, value_enum, default_value = "text")]
    format: Form,

    /// Mend what has one right answer, then tell what is left; standard input goes to standard output
    #[arg(long)]
    fix: bool,

    /// With `--fix`: show what would change, and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,

    /// Tell only what this file does not know
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,

    /// Remember all findings in this file, for `--baseline`
    #[arg(long, value_name = "FILE", conflicts_with = "fix")]
    write_baseline: Option<PathBuf>,
}

/// Runs `chancery check`.
pub(super) fn run(args: &CheckArgs, common: &Common) -> anyhow::Result<Exit> {
    let baseline = args.baseline.as_deref().map(read_baseline).transpose()?;
    let (office, mut found) = match common.office() {
        Ok(office) => (Some(office), Found::new()),
        Err(error) => (None, findings::of_error(error)?),
    };
    let told: Vec<String> = found.iter().map(|(source, _)| source.name.clone()).collect();
    let checker = Checker::new(office, common.today());
    let (mut is_broken, mut is_changed) = (office.is_none(), false);
    for path in args.files.iter().filter(|path| !told.contains(&shown(path))) {
        match files::read(path) {
            Ok(source) => {
                let source = if args.fix {
                    let fixed = checker.fix(path, &source);
                    is_changed |= fixed.count > 0;
                    put(args, path, &source, fixed)?
                } else {
                    source
                };
                let here = checker.check_file(path, &source);
                found.extend(here.into_iter().map(|one| (source.clone(), one)));
            }
            Err(error) => {
                is_broken = true;
                match findings::of_error(error) {
                    Ok(here) => found.extend(here),
                    Err(error) => say::error(&error),
                }
            }
        }
    }
    if let Some(path) = &args.write_baseline {
        write_baseline(path, &found)?;
        return Ok(if is_broken { Exit::Trouble } else { Exit::Complete });
    }
    if let Some(baseline) = &baseline {
        found = baseline.only_new(found);
    }
    if !prints_text(args) {
        findings::print(&found, args.format)?;
    }
    Ok(match (is_broken, args.dry_run && is_changed) {
        (true, _) => Exit::Trouble,
        (false, true) => Exit::Findings,
        (false, false) => findings::exit_of(&found),
    })
}

/// Tells whether standard output belongs to a text: a diff, or what was mended.
fn prints_text(args: &CheckArgs) -> bool {
    let reads_stdin = args.files.iter().any(|path| path.as_os_str() == files::DASH);
    args.fix && (args.dry_run || reads_stdin) && args.format != Form::Text
}

/// Writes what was mended, or shows it, and returns it.
fn put(args: &CheckArgs, path: &Path, source: &Source, fixed: Fixed) -> anyhow::Result<Source> {
    let Fixed { source: mended, count } = fixed;
    let is_stdin = path.as_os_str() == files::DASH;
    if args.dry_run {
        let diff = TextDiff::from_lines(&*source.text, &*mended.text);
        let name = &source.name;
        let shown =
            diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string();
        files::print(shown.as_bytes())?;
        say::line(format!("{} would be mended in `{name}`.", Count(count, "finding")));
    } else if is_stdin {
        files::print(mended.text.as_bytes())?;
    } else if count > 0 {
        let text = in_form_of(&file::read(path)?, &mended.text);
        write_whole(path, text.as_bytes(), Lasting::OnDisk)?;
        say::line(format!("Mended {} in `{}`.", Count(count, "finding"), source.name));
    }
    Ok(mended)
}

fn read_baseline(path: &Path) -> anyhow::Result<Baseline> {
    let cannot_read = || format!("cannot read `{}`", shown(path));
    Baseline::parse(&file::read(path)?).with_context(cannot_read)
}

fn write_baseline(path: &Path, found: &Found) -> anyhow::Result<()> {
    let baseline = Baseline::of(found);
    let mut text = serde_json::to_string_pretty(&baseline).context("cannot write JSON")?;
    text.push('\n');
    write_whole(path, text.as_bytes(), Lasting::OnDisk)?;
    say::line(format!("Remembered {} in `{}`.", Count(found.len(), "finding"), shown(path)));
    Ok(())
}

/// Checks files one after the other.
struct Checker {
    /// None where it has mistakes: then only that is found which a file tells by itself.
    office: Option<&'static Office>,
    today: Date,
    /// The letters that went out.
    sent: RefCell<SentLetters>,
}

/// Letters by their folder and the chamber to which they went.
type SentLetters = BTreeMap<(PathBuf, String), Rc<Vec<Sent>>>;

impl Checker {
    fn new(office: Option<&'static Office>, today: Date) -> Self {
        Self { office, today, sent: RefCell::default() }
    }

    fn check_file(&self, path: &Path, source: &Source) -> Vec<Diagnostic> {
        let named = path.extension().is_some_and(|ending| ending == "md");
        let is_markdown = named || split_front_matter(&source.text).is_some();
        match is_markdown {
            true if is_paragraph(source) => self.check_paragraph(path, source),
            true => match self.check_draft(path, source) {
                Ok(found) => found.into_iter().map(|one| one.told).collect(),
                Err(Rejected { found, .. }) => found,
            },
            false => self.check_opinion(source),
        }
    }

    /// Mends a draft; what is none, or cannot be read, stays as it is.
    fn fix(&self, path: &Path, source: &Source) -> Fixed {
        let is_draft = split_front_matter(&source.text).is_some() && !is_paragraph(source);
        let fixed = is_draft.then(|| check::fix(source, |source| self.check_draft(path, source)));
        fixed.and_then(Result::ok).unwrap_or_else(|| Fixed { source: source.clone(), count: 0 })
    }

    fn check_opinion(&self, source: &Source) -> Vec<Diagnostic> {
        let Some(office) = self.office else { return Opinion::mistakes_of_form(source) };
        match Opinion::parse(source, office, self.today) {
            Ok(checked) => checked.warnings,
            Err(Rejected { found, .. }) => found,
        }
    }

    fn check_paragraph(&self, path: &Path, source: &Source) -> Vec<Diagnostic> {
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match Library::parse(vec![(String::new(), id, source.clone())]) {
            Ok(library) => {
                library::check(&library, self.today).into_iter().map(|(_, one)| one).collect()
            }
            Err(rejected) => rejected.into_iter().flat_map(|one| one.found).collect(),
        }
    }

    fn check_draft(&self, path: &Path, source: &Source) -> Result<Vec<Finding>, Rejected> {
        let read = draft::read(source)?;
        let draft = &read.value.draft;
        let mut found: Vec<Finding> = read.warnings.into_iter().map(Finding::from).collect();
        let Some(office) = self.office else { return Ok(found) };
        let opinion = answered_opinion(path, draft, office, self.today);
        let sent = self.sent(path, draft);
        let letter = Letter {
            source,
            draft,
            office,
            today: self.today,
            opinion: opinion.as_ref(),
            sent: &sent,
        };
        found.extend(check::check(&letter)?);
        Ok(found)
    }

    /// Finds the letters in the folder of a draft that went to the same chamber.
    fn sent(&self, path: &Path, draft: &Draft) -> Rc<Vec<Sent>> {
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let chamber = draft.about.chamber.clone();
        let mut known = self.sent.borrow_mut();
        let entry = known.entry((folder, chamber));
        Rc::clone(entry.or_insert_with_key(|(folder, chamber)| {
            let drafts = markdown_in(folder).into_iter();
            Rc::new(drafts.filter_map(|path| self.sent_letter(&path, chamber)).collect())
        }))
    }

    fn sent_letter(&self, path: &Path, chamber: &str) -> Option<Sent> {
        let source = files::read(path).ok()?;
        source.text.contains(chamber).then_some(())?;
        let draft = draft::read(&source).ok()?.value.draft;
        let is_sent = draft.about.chamber == chamber
            && self
                .office
                .and_then(|office| answered_opinion(path, &draft, office, self.today))
                .is_some_and(|opinion| opinion.sent_by(self.today).is_some());
        is_sent.then_some(Sent { name: source.name, draft })
    }
}

/// Reads the opinion that a draft names; with one that is missing or has mistakes nothing is
/// compared.
pub(super) fn answered_opinion(
    path: &Path,
    draft: &Draft,
    office: &Office,
    today: Date,
) -> Option<Opinion> {
    let source = files::read(&opinion_of(path, draft)?).ok()?;
    Opinion::parse(&source, office, today).ok().map(|checked| checked.value)
}

/// The Markdown files of a folder in the order of their names; a folder that cannot be read has
/// none.
fn markdown_in(folder: &Path) -> Vec<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(here).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| folder.join(entry.file_name())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    paths
}

/// Tells a paragraph from a draft: it has a title.
fn is_paragraph(source: &Source) -> bool {
    let front = split_front_matter(&source.text).map_or(0..0, |(front, _)| front);
    source.text[front].lines().any(|line| line.starts_with("title:"))
}
