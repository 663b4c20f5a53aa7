//! `chancery accept`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::{Args, ValueHint};
use jiff::civil::Date;
use similar::TextDiff;

use super::{Common, Exit, TEMPLATES, ask, files, say};
use crate::diagnostic::Source;
use crate::draft;
use crate::file;
use crate::learning::{Choice, Lessons, lessons};
use crate::library::{Example, Paragraph};
use crate::matching::Matcher;
use crate::name::PlainName;
use crate::office::{Office, own_path};
use crate::opinion::Opinion;
use crate::text::{Count, listed, shown};
use crate::whole::{Lasting, write_whole};

/// Learn from finished drafts: the points that an officer's choice answered become examples
///
/// A paragraph that stands in a finished draft as the answer to a point, by a pin or by hand,
/// though the matching was not sure of it, gets the point as one of its `examples`, with the
/// opinion's path and the letter's date, and never twice. The next opinion that says much the same
/// is matched better.
///
/// The examples go into the files of paragraphs. A built-in paragraph is first copied to
/// `templates/paragraphs/`, where the copy takes its place. The change is shown before anything is
/// written, and a terminal is asked.
///
/// Exits with 1 when a draft is not finished, its opinion cannot be used, a point has changed since
/// it was drafted, or the file of a paragraph cannot be added to; the others count.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery accept replies/ro-camera-com-2016-379.md
  chancery accept replies/*.md --dry-run")]
pub(super) struct AcceptArgs {
    /// The finished drafts
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    drafts: Vec<PathBuf>,

    /// Show the change and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Write without a question
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
}

/// The file of a paragraph with new examples.
struct Revision<'a> {
    paragraph: &'a Paragraph,
    /// Where it is written.
    path: PathBuf,
    before: Vec<u8>,
    after: Vec<u8>,
    added: usize,
}

/// Runs `chancery accept`.
pub(super) fn run(args: &AcceptArgs, common: &Common) -> anyhow::Result<Exit> {
    let office = common.office()?;
    let learner = Learner { office, matcher: Matcher::of(office), today: common.today() };

    // See what the drafts teach.
    let (mut choices, mut exit, mut read_any) = (Vec::new(), Exit::Complete, false);
    for path in &args.drafts {
        let source = files::read(path);
        read_any |= files::was_read(&source);
        if let Err(error) = source.and_then(|source| learner.learn(path, &source, &mut choices)) {
            say::error(&error);
            exit = Exit::Findings;
        }
    }
    if !read_any {
        return Ok(Exit::Trouble);
    }
    let mut revisions = Vec::new();
    for (id, examples) in by_paragraph(choices) {
        let Some(paragraph) = office.library.get(id.as_str()) else {
            say::line(format!("the library has no paragraph `{id}` any more: it learns nothing"));
            continue;
        };
        match Revision::of(paragraph, examples) {
            Ok(revision) => revisions.extend(revision),
            Err(error) => {
                say::error(&error);
                exit = Exit::Findings;
            }
        }
    }
    if revisions.is_empty() {
        if exit == Exit::Complete {
            say::line("Nothing to add: the matching knows every choice of these drafts.");
        }
        return Ok(exit);
    }

    // Show it, and write when that is wanted.
    for revision in &revisions {
        files::print_text(&revision.shown())?;
    }
    let added = revisions.iter().map(|one| one.added).sum();
    let question =
        format!("Write {} into {}?", Count(added, "example"), Count(revisions.len(), "file"));
    if args.dry_run {
        return Ok(exit);
    }
    ensure!(
        args.yes || ask::is_possible(),
        "nothing is written, since nobody can be asked; `--yes` writes, `--dry-run` only shows"
    );
    if !args.yes && !ask::is_agreed(&question)? {
        say::line("Nothing is written.");
        return Ok(exit);
    }
    for revision in &revisions {
        write_whole(&revision.path, &revision.after, Lasting::OnDisk)?;
        revision.say_written();
    }
    Ok(exit)
}

/// What is at hand to learn from drafts.
struct Learner<'a> {
    office: &'a Office,
    matcher: Matcher,
    today: Date,
}

impl Learner<'_> {
    /// Adds the choices of an officer that stand in a draft to those of other drafts.
    ///
    /// # Errors
    /// What keeps the draft, or some of its points, from being learnt from.
    fn learn(&self, path: &Path, source: &Source, choices: &mut Vec<Choice>) -> anyhow::Result<()> {
        // Read the draft and its opinion.
        let (replies, name) = files::reply_of(path)?;
        let draft = draft::read(source)?.value.draft;
        let marks: Vec<String> = draft.marks().iter().map(ToString::to_string).collect();
        ensure!(marks.is_empty(), "`{}` is not finished: {}", source.name, listed(&marks));
        let opinion = files::read(&files::needed_opinion_of(path, &draft)?)?;
        let mut opinion = Opinion::parse(&opinion, self.office, self.today)?.value;

        let remedy = match opinion.reply.sent {
            None => format!("; run `chancery refresh {}`, then this again", source.name),
            Some(_) => String::new(),
        };
        let asked = replies.asked(&name)?.with_context(|| {
            let named = &draft.about.opinion;
            format!(
                "it is not known what the points of `{named}` said when `{}` was drafted, so that \
                 nothing is learnt of it{remedy}",
                source.name
            )
        })?;

        // See what the matching would choose by itself, and learn the rest.
        for point in &mut opinion.points {
            point.answer.clear();
        }
        let day = draft.frame.date.unwrap_or(self.today);
        let Office { library, settings, .. } = self.office;
        let found = self.matcher.match_points(&opinion, library, settings, day);
        let Lessons { choices: found, changed } = lessons(&draft, &asked, &opinion, &found);
        choices.extend(found);
        let changed: Vec<String> = changed.iter().map(ToString::to_string).collect();
        ensure!(
            changed.is_empty(),
            "`{}` does not say the same any more as when `{}` was drafted, so that nothing is \
             learnt of {} {}{remedy}",
            draft.about.opinion,
            source.name,
            if changed.len() == 1 { "point" } else { "points" },
            listed(&changed)
        );
        Ok(())
    }
}

/// Puts the examples of each paragraph together.
fn by_paragraph(choices: Vec<Choice>) -> BTreeMap<PlainName, Vec<Example>> {
    let mut examples: BTreeMap<_, Vec<Example>> = BTreeMap::new();
    for choice in choices {
        examples.entry(choice.paragraph).or_default().push(choice.example);
    }
    examples
}

/// Where the working folder keeps its own form of a built-in paragraph.
fn copy_path(paragraph: &Paragraph) -> PathBuf {
    let folder = Path::new(TEMPLATES).join("paragraphs").join(&paragraph.field);
    folder.join(format!("{}.md", paragraph.id))
}

impl<'a> Revision<'a> {
    /// Adds those examples to a paragraph that it does not have yet, if there are any.
    fn of(paragraph: &'a Paragraph, examples: Vec<Example>) -> anyhow::Result<Option<Self>> {
        let added = paragraph.new_examples(examples);
        if added.is_empty() {
            return Ok(None);
        }
        let source = &paragraph.body.source;
        let (path, before) = match own_path(source) {
            Some(path) => (path.to_owned(), file::read(path)?),
            None => (copy_path(paragraph), source.text.as_bytes().to_vec()),
        };
        let after = paragraph.with_examples(&before, &added)?;
        Ok(Some(Self { paragraph, path, before, after, added: added.len() }))
    }

    /// The change as lines that go and come.
    fn shown(&self) -> String {
        let [before, after] =
            [&self.before, &self.after].map(|bytes| String::from_utf8_lossy(bytes));
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        let (old, new) = (&self.paragraph.body.source.name, shown(&self.path));
        let diff = diff.unified_diff().context_radius(2).header(old, &new).to_string();
        let lines = diff.split_inclusive('\n').map(|line| match line.as_bytes() {
            [b'+', ..] => say::styled(say::GOOD, line),
            [b'-', ..] => say::styled(say::BAD, line),
            [b'@', ..] => say::styled(say::DIM, line),
            _ => line.to_owned(),
        });
        lines.collect()
    }

    fn say_written(&self) {
        let path = shown(&self.path);
        say::line(format!("Wrote {} into `{path}`.", Count(self.added, "example")));
        if own_path(&self.paragraph.body.source).is_none() {
            let id = &self.paragraph.id;
            say::line(format!(
                "  It is a copy of the built-in paragraph {id} and takes its place from now on; \
                 without it, the built-in one counts again."
            ));
        }
    }
}
