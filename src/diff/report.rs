//! What all reports have in common: the summary, then the facts, then the changes with numbers.

use super::{Change, Changes, Departures, Edit, Substance, Version, said};
use crate::name::PlainName;

/// How the two drafts are called.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The old one.
    pub old: &'a str,
    /// The new one.
    pub new: &'a str,
}

/// What a reader is told, in order; [`Terminal`](super::Terminal), [`Markdown`](super::Markdown)
/// and [`Html`](super::Html) show it, each in its way.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// What was compared.
    pub title: String,
    /// Sentences about the whole.
    pub summary: Vec<String>,
    /// Says which points have lost their answers.
    pub lost: Option<String>,
    /// Says which points have answers now.
    pub gained: Option<String>,
    /// How each paragraph stands to the cleared wording; nothing when two drafts were compared.
    pub standings: Vec<Stands>,
    /// The changes.
    pub entries: Vec<Entry<'a>>,
}

/// How a paragraph stands to the cleared wording.
#[derive(Debug, Clone)]
pub struct Stands {
    /// Its number in the draft, from 1.
    pub number: usize,
    /// What a reader calls it.
    pub place: String,
    /// How it stands, in words.
    pub standing: String,
    /// The points that it answers.
    pub answers: String,
    /// Whether it needs a reader: it has an entry, or the library lacks it.
    pub departs: bool,
    /// Whether the entry of this number shows how it departs.
    pub has_entry: bool,
}

/// A change under its number.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Its number, by which the report refers to it.
    pub number: usize,
    /// What happened to what.
    pub title: String,
    /// What a reader calls the place.
    pub place: String,
    /// How many words changed: `−3 +4`; nothing when none did.
    pub figures: String,
    /// The change.
    pub change: &'a Change,
}

impl<'a> Report<'a> {
    /// Reports the changes from one draft to another.
    pub fn of(changes: &'a Changes, names: Names<'_>) -> Self {
        let entries = (1..).zip(&changes.changes);
        Self {
            title: format!("{} → {}", names.old, names.new),
            summary: vec![said::extent(changes)],
            lost: said::lost(&changes.answers.lost),
            gained: said::gained(&changes.answers.gained),
            standings: Vec::new(),
            entries: entries
                .map(|(number, change)| Entry::new(number, said::title(change), change))
                .collect(),
        }
    }

    /// Reports how a draft departs from the cleared wording. An entry has the number of its
    /// paragraph; those of the notes follow.
    pub fn of_departures(departures: &'a Departures, name: &str) -> Self {
        let mut summary = vec![said::clearance(departures)];
        if !departures.is_filled {
            summary.push(said::UNFILLED.to_owned());
        }
        let mut entries = Vec::new();
        for one in &departures.paragraphs {
            let title = || format!("{}: {}", one.place, said::standing(one));
            let change = one.change.as_ref();
            entries.extend(change.map(|change| Entry::new(one.index + 1, title(), change)));
        }
        for (number, note) in (departures.paragraphs.len() + 1..).zip(&departures.notes) {
            entries.push(Entry::new(number, said::title(note), note));
        }
        let standings = departures.paragraphs.iter().map(|one| Stands {
            number: one.index + 1,
            place: one.place.clone(),
            standing: said::standing(one),
            answers: one.points.iter().map(PlainName::as_str).collect::<Vec<_>>().join(", "),
            departs: one.change.is_some() || one.version == Some(Version::Gone),
            has_entry: one.change.is_some(),
        });
        Self {
            title: format!("{name} against the cleared wording"),
            summary,
            lost: None,
            gained: None,
            standings: standings.collect(),
            entries,
        }
    }

    /// Returns the facts that changed, each with the entry that it belongs to.
    pub fn substance(&self) -> impl Iterator<Item = (&Entry<'a>, &'a Substance)> {
        self.entries
            .iter()
            .flat_map(|entry| entry.change.substance.iter().map(move |one| (entry, one)))
    }
}

impl<'a> Entry<'a> {
    fn new(number: usize, title: String, change: &'a Change) -> Self {
        let place = change.side().map_or("", |side| side.place.as_str()).replace('_', " ");
        Self { number, title, place, figures: said::figures(change), change }
    }

    /// Returns the edits with long stretches that were kept cut short: ten words beside each
    /// change, and the first ten where nothing but the place changed.
    pub(super) fn excerpt(&self) -> Vec<Edit> {
        let edits = &self.change.edits;
        let last = edits.len().saturating_sub(1);
        let changes_anything = edits.iter().any(|edit| !matches!(edit, Edit::Kept(_)));
        edits
            .iter()
            .enumerate()
            .map(|(at, edit)| match edit {
                Edit::Kept(text) => {
                    Edit::Kept(shortened(text, at > 0, at < last || !changes_anything))
                }
                other => other.clone(),
            })
            .collect()
    }
}

/// How many words of context are shown on each side of a change.
const CONTEXT: usize = 10;

/// Keeps the words beside the changes: at the start when something changed before, at the end
/// when something changes after.
fn shortened(text: &str, after_change: bool, before_change: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let sides = usize::from(after_change) + usize::from(before_change);
    if words.len() <= sides * CONTEXT + 4 {
        return text.to_owned();
    }
    let start = if after_change { words[..CONTEXT].join(" ") } else { String::new() };
    let end = if before_change { words[words.len() - CONTEXT..].join(" ") } else { String::new() };
    format!("{start} … {end}").trim().to_owned()
}
