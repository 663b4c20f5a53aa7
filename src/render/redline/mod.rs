//! A letter with what changed marked in it.
//!
//! The paragraphs of the new draft stand in their order, each with its changes; what is gone
//! stands where it stood.

mod body;
mod stretches;

use serde::Serialize;

use self::stretches::{edited_lines, marked, plain, shown};
use super::compositor::Compositor;
use super::{Block, Day, Inline, Letter};
use crate::diff::{Entry, Kind, Report};
use crate::draft::{Draft, Note};

/// A draft, set for paper, with the changes of a report marked in it.
///
/// As JSON this is what `templates/redline.typ` reads. What the fonts of the letter lack, and
/// what would turn the order of a line, is shown as `�`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Redline {
    /// The language of the letter, ISO 639-1.
    pub language: String,
    /// What was compared.
    pub title: String,
    /// The day of the new letter, if it has one.
    pub day: Option<Day>,
    /// Sentences about the whole.
    pub summary: Vec<String>,
    /// Says which points have lost their answers.
    pub lost: Option<String>,
    /// Says which points have answers now.
    pub gained: Option<String>,
    /// The facts that changed.
    pub substance: Vec<Fact>,
    /// The fields of the frame, in the order of the letter.
    pub frame: Frame,
    /// The paragraphs of the letter and of its annex, and those that are gone.
    pub body: Vec<Part>,
    /// The notes; the first is number 1.
    pub notes: Vec<Lines>,
    /// The notes that are gone.
    pub gone: Vec<Lines>,
}

/// A fact that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is: `amount`, `date`.
    pub kind: &'static str,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// The number of the change.
    pub number: usize,
    /// What a reader calls the place.
    pub place: String,
}

/// What stands around the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// The place and the day.
    pub date: Lines,
    /// The number.
    pub number: Lines,
    /// The addressee.
    pub addressee: Lines,
    /// Those who receive a copy, a line for each.
    pub copy_to: Lines,
    /// The greeting.
    pub salutation: Lines,
    /// The complimentary close.
    pub close: Lines,
    /// Who signs, a line for each.
    pub signatories: Lines,
}

/// Lines that may have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// The changes in them.
    pub marks: Vec<Mark>,
    /// The lines.
    pub lines: Vec<Vec<Inline>>,
}

/// A paragraph that may have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What changed in it.
    pub mark: Option<Mark>,
    /// What it holds.
    pub content: Vec<Block>,
}

/// What the margin says of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Its number in the report.
    pub number: usize,
    /// What happened to what.
    pub title: String,
    /// How many words changed: `−3 +4`.
    pub figures: String,
}

impl Redline {
    /// Marks the changes that a report tells in the draft to which they lead.
    pub fn of(draft: &Draft, report: &Report<'_>) -> Self {
        let letter = Letter::of(draft, true);
        let notes = marked_notes(draft, &report.entries);
        let mut compositor = Compositor::new(&notes);
        let body = body::set(draft, &report.entries, &mut compositor);
        let labels: Vec<String> = compositor.labels().map(ToOwned::to_owned).collect();
        let notes = labels.iter().zip(compositor.notes()).map(|(label, line)| {
            let entry = report.entries.iter().find(|entry| {
                let at = note_index(entry).filter(|_| entry.change.new.is_some());
                at.is_some_and(|at| draft.notes[at].label == *label)
            });
            Lines { marks: entry.map(Mark::of).into_iter().collect(), lines: vec![marked(line)] }
        });
        Self {
            title: shown(&report.title),
            day: letter.day,
            summary: report.summary.iter().map(|sentence| shown(sentence)).collect(),
            lost: report.lost.as_deref().map(shown),
            gained: report.gained.as_deref().map(shown),
            substance: report
                .substance()
                .map(|(entry, one)| Fact {
                    kind: one.kind.word(),
                    old: one.old.as_deref().map(shown),
                    new: one.new.as_deref().map(shown),
                    number: entry.number,
                    place: shown(&entry.place),
                })
                .collect(),
            frame: Frame::of(&letter, &report.entries),
            body,
            notes: notes.collect(),
            gone: gone_notes(&report.entries),
            language: letter.language,
        }
    }
}

impl Mark {
    fn of(entry: &Entry<'_>) -> Self {
        Self { number: entry.number, title: shown(&entry.title), figures: entry.figures.clone() }
    }
}

impl Frame {
    fn of(letter: &Letter, entries: &[Entry<'_>]) -> Self {
        let field = |name: &str, lines: Vec<String>| {
            let entry = entries.iter().find(|entry| entry.change.field == Some(name));
            Lines {
                marks: entry.map(Mark::of).into_iter().collect(),
                lines: match entry {
                    Some(entry) => edited_lines(&entry.change.edits),
                    None => lines.into_iter().map(|line| vec![plain(&line)]).collect(),
                },
            }
        };
        let (place, day) = letter.date.rsplit_once(", ").unwrap_or(("", &letter.date));
        let (place, day) =
            (field("place", vec![place.to_owned()]), field("date", vec![day.to_owned()]));
        let line = |part: Lines| part.lines.into_iter().flatten();
        let comma = Inline::Text { text: ", ".to_owned() };
        let date = Lines {
            marks: place.marks.iter().chain(&day.marks).cloned().collect(),
            lines: vec![line(place).chain([comma]).chain(line(day)).collect()],
        };
        Self {
            date,
            number: field("number", vec![letter.number.clone()]),
            addressee: field("addressee", letter.addressee.clone()),
            copy_to: field("copy_to", letter.copy_to.iter().map(|one| one.join(", ")).collect()),
            salutation: field("salutation", vec![letter.salutation.clone()]),
            close: field("close", vec![letter.close.clone()]),
            signatories: field(
                "signatories",
                letter
                    .signatures
                    .iter()
                    .map(|one| format!("{}, {}", one.name, one.title))
                    .collect(),
            ),
        }
    }
}

fn note_index(entry: &Entry<'_>) -> Option<usize> {
    (entry.change.kind == Kind::Note).then(|| entry.change.side()?.index).flatten()
}

/// The notes of the draft, with the stretches of those that changed marked.
fn marked_notes(draft: &Draft, entries: &[Entry<'_>]) -> Vec<Note> {
    let mut notes = draft.notes.clone();
    for entry in entries.iter().filter(|entry| entry.change.new.is_some()) {
        if let Some(at) = note_index(entry) {
            notes[at].text = stretches::text(entry.change);
        }
    }
    notes
}

fn gone_notes(entries: &[Entry<'_>]) -> Vec<Lines> {
    let gone = entries.iter().filter(|one| note_index(one).is_some() && one.change.new.is_none());
    gone.map(|entry| Lines {
        marks: vec![Mark::of(entry)],
        lines: edited_lines(&entry.change.edits),
    })
    .collect()
}

#[cfg(test)]
mod tests;
