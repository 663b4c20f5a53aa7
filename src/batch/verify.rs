//! Whether a reply is what the tool makes today of what it says it was made from.

use std::path::{Path, PathBuf};

use super::why;
use crate::check::Found;
use crate::desk::Desk;
use crate::diagnostic::{Diagnostic, Rejected, Source};
use crate::draft::{self, Draft, Origin};
use crate::file;
use crate::render::{Format, Printer};
use crate::replies::{Account, Basis, Made, Replies};
use crate::text;

/// Drafts replies again and compares bytes.
pub struct Verifier<'a> {
    /// Where they are drafted.
    pub desk: &'a Desk<'a>,
    /// Where they are printed.
    pub printer: Printer<'a>,
    /// Where they lie.
    pub replies: &'a Replies,
}

impl Verifier<'_> {
    /// Verifies one reply: drafts it again from the opinion that it names, on the day on which it
    /// was judged, and prints its PDF again if there is one. `find` gives the file of an opinion,
    /// in the words of a draft. Says what differs, and why it cannot be the same.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn verify(
        &self,
        name: &str,
        find: impl Fn(&Draft) -> Option<PathBuf>,
    ) -> anyhow::Result<Found> {
        let shown = text::shown(&self.replies.path(name, Format::Markdown.extension()));
        let Some(bytes) = self.replies.draft(name)? else {
            let gone = Diagnostic::warning("the draft is gone").rule("draft-gone");
            let hint = format!(
                "`chancery batch` makes it again; where it is not wanted, remove `{}` too",
                text::shown(&self.replies.base_path(name))
            );
            return Ok(vec![(Source::new(shown, ""), gone.with_hint(hint))]);
        };
        let source = match Source::from_bytes(shown, &bytes) {
            Ok(source) => source,
            Err(rejected) => return Ok(with_source(rejected)),
        };
        let read = match draft::read(&source) {
            Ok(checked) => checked.value,
            Err(rejected) => return Ok(with_source(rejected)),
        };
        let mut found = Vec::new();
        let mut drafted = Some(source.text.to_string());
        if read.is_edited {
            // What was drafted can be verified all the same.
            drafted = self.replies.base(name)?.filter(|base| is_base(base, &read.draft));
            let edited = Diagnostic::warning("the draft was changed by hand").rule("edited");
            let base = text::shown(&self.replies.base_path(name));
            let hint = format!("`chancery diff {base} {}` shows the edits", source.name);
            found.push(edited.with_hint_if(drafted.as_ref().map(|_| hint)));
        }
        match find(&read.draft) {
            None => {
                let opinion = &read.draft.about.opinion;
                let gone = Diagnostic::warning(format!("its opinion `{opinion}` is gone"));
                found.push(at(gone.rule("opinion-gone"), &source, "opinion: "));
            }
            Some(path) => match drafted {
                Some(drafted) => found.extend(self.compare(name, &source, &drafted, &path)?),
                None => found.push(
                    Diagnostic::warning("what was drafted before the edits is not known")
                        .rule("no-base"),
                ),
            },
        }
        found.extend(self.pdf(name, &read.draft)?);
        Ok(found.into_iter().map(|one| (source.clone(), one)).collect())
    }

    /// Compares what was drafted with what is drafted now.
    fn compare(
        &self,
        name: &str,
        source: &Source,
        drafted: &str,
        path: &Path,
    ) -> anyhow::Result<Vec<Diagnostic>> {
        let before = draft::read(&Source::new(source.name.clone(), drafted))?.value.draft;
        let opinion = Source::from_bytes(text::shown(path), &file::read(path)?);
        let made = self.replies.made(name)?;
        let day = made.as_ref().and_then(|made| made.basis.day).unwrap_or(self.desk.today());
        let answer = opinion.and_then(|opinion| {
            let answer = self.desk.answer_on(&opinion, &before.about.opinion, day)?;
            Ok((opinion, answer))
        });
        let (opinion, answer) = match answer {
            Ok(answer) => answer,
            Err(rejected) => {
                let count = rejected.found.len();
                let mistaken = Diagnostic::warning(format!(
                    "its opinion `{}` can't be answered any more: {}",
                    rejected.source.name,
                    text::Count(count, "mistake")
                ));
                return Ok(vec![
                    mistaken
                        .rule("opinion-mistaken")
                        .with_hint(format!("`chancery check {}` tells them", rejected.source.name)),
                ]);
            }
        };
        if draft::write(&answer.draft) == drafted {
            return Ok(Vec::new());
        }
        let mut found = self.versions(source, &before);
        let basis = Basis::of(self.desk.office());
        let basis = basis.reply(&opinion, &before.about.opinion, made_day(made.as_ref()));
        let why = match &made {
            Some(made) => why::changes(made, &basis, &Account::of(&answer)).join("; "),
            None => "it is not known what it was made from".to_owned(),
        };
        let differs = Diagnostic::warning(format!("drafted again it differs: {why}"));
        let hint = "`chancery batch --what-if` shows how";
        found.push(differs.rule("differs").with_hint(hint));
        Ok(found)
    }

    /// Names the paragraphs of a draft that the library no longer has in that version.
    fn versions(&self, source: &Source, draft: &Draft) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for block in &draft.blocks {
            let Origin::Library { paragraph, version, .. } = &block.origin else { continue };
            let message = match self.desk.office().library.get(paragraph.as_str()) {
                Some(now) if now.version == *version => continue,
                Some(now) => format!(
                    "paragraph {paragraph} had the version {version}, the library has {}",
                    now.version
                ),
                None => format!("paragraph {paragraph} is gone from the library"),
            };
            let place = format!("paragraph: {paragraph},");
            found.push(at(Diagnostic::warning(message).rule("version"), source, &place));
        }
        found
    }

    /// Compares the PDF with the draft as it stands.
    fn pdf(&self, name: &str, draft: &Draft) -> anyhow::Result<Option<Diagnostic>> {
        let ending = Format::Pdf.extension();
        let Some(there) = self.replies.file(name, ending)? else { return Ok(None) };
        let shown = text::shown(&self.replies.path(name, ending));
        if !self.replies.is_as_written(name, ending)? {
            let foreign = Diagnostic::warning(format!("`{shown}` is not as chancery wrote it"));
            return Ok(Some(foreign.rule("pdf-foreign")));
        }
        if !cfg!(feature = "pdf") {
            return Ok(None);
        }
        for as_draft in [false, true] {
            if self.printer.print(draft, Format::Pdf, as_draft)? == there {
                return Ok(None);
            }
        }
        let differs = Diagnostic::warning(format!("printed again, `{shown}` differs"));
        Ok(Some(differs.rule("pdf-differs").with_hint("`chancery render` makes it again")))
    }
}

fn made_day(made: Option<&Made>) -> Option<jiff::civil::Date> {
    made.and_then(|made| made.basis.day)
}

/// Tells whether a hand began with this base.
fn is_base(base: &str, edited: &Draft) -> bool {
    let read = draft::read(&Source::new("", base));
    read.is_ok_and(|read| read.value.draft.drafted == edited.drafted)
}

/// Puts a finding at the first place where some words stand.
fn at(found: Diagnostic, source: &Source, words: &str) -> Diagnostic {
    match source.text.find(words) {
        Some(start) => found.at(start..start + words.trim_end().len()),
        None => found,
    }
}

fn with_source(rejected: Rejected) -> Found {
    let Rejected { source, found } = rejected;
    found.into_iter().map(|one| (source.clone(), one)).collect()
}
