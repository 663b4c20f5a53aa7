//! `chancery render`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::check::answered_opinion;
use super::{Common, Exit, files, say};
use crate::draft::{self, Mark};
use crate::render::{Format, Printer};
use crate::replies::{Replies, Written};
use crate::text::shown;

/// Make the PDF of a draft, edited or not
///
/// While a gap, a conflict or a mark such as `[date]` is left, or a point of the opinion stands
/// nowhere in the draft, the pages carry the word DRAFT.
///
/// Exits with 0 when the PDF was made, 3 when it was made with gaps, 4 with conflicts, 1 when
/// `--final` refused it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery render replies/ro-camera-com-2016-379.md
  chancery render replies/ro-camera-com-2016-379.md --final
  chancery render replies/ro-camera-com-2016-379.md -o - > letter.pdf")]
pub(super) struct RenderArgs {
    /// The draft; `-` reads it from standard input
    #[arg(value_hint = ValueHint::FilePath)]
    draft: PathBuf,

    /// The folder for the PDF, instead of that of the draft; `-` prints it
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Refuse a draft that is not final
    #[arg(long = "final", conflicts_with = "as_draft")]
    must_be_final: bool,

    /// Mark the pages as DRAFT even when nothing is open
    #[arg(long = "draft")]
    as_draft: bool,
}

/// Runs `chancery render`.
pub(super) fn run(args: &RenderArgs, common: &Common) -> anyhow::Result<Exit> {
    let is_piped = args.draft.as_os_str() == files::DASH;
    let to_stdout = match &args.output {
        Some(output) => output.as_os_str() == files::DASH,
        None => is_piped,
    };
    let folder = match &args.output {
        Some(output) if !to_stdout => files::folder(output)?,
        _ => args.draft.parent().unwrap_or(Path::new(".")),
    };
    let office = common.office()?;
    let source = files::read(&args.draft)?;
    let checked = draft::read(&source)?;
    say::findings(&source, &checked.warnings);
    let draft = checked.value.draft;

    let mut marks = draft.marks();
    let opinion = answered_opinion(&args.draft, &draft, office, common.today());
    let unknown: Vec<Mark> =
        opinion.iter().flat_map(|opinion| draft.unknown_points(opinion)).collect();
    // Whether the opinion has other points is not told by the draft, for which a PDF is remembered.
    let as_draft = args.as_draft || !unknown.is_empty();
    marks.extend(unknown);
    if args.must_be_final && !marks.is_empty() {
        say::line(format!("{}: `{}` is not final", say::styled(say::BAD, "error"), source.name));
        for mark in &marks {
            say::line(format!("  {mark}"));
        }
        say::line(format!(
            "Write each in place of its mark; `chancery check {}` shows where they stand.",
            source.name
        ));
        return Ok(Exit::Findings);
    }

    let pdf = Printer::new(&office.page).print(&draft, Format::Pdf, as_draft)?;
    if to_stdout {
        files::print(&pdf)?;
    } else {
        let name = match args.draft.file_stem() {
            Some(stem) if !is_piped => stem.to_string_lossy().into_owned(),
            _ => "reply".to_owned(),
        };
        let replies = Replies::in_folder(folder);
        let written = replies.write_pdf(&name, pdf)?;
        if !as_draft {
            replies.remember_printed(&name, &source.text, &draft.about.opinion)?;
        }
        let verb = if written == Written::New { "Wrote" } else { "Unchanged:" };
        say::line(format!("{verb} `{}`.", shown(&replies.path(&name, "pdf"))));
    }
    if !marks.is_empty() {
        let marks: Vec<String> = marks.iter().map(ToString::to_string).collect();
        say::line(format!("{} {}.", say::styled(say::OPEN, "Not final:"), marks.join("; ")));
    }
    Ok(Exit::of(&marks))
}
