//! What every report says in the same words.

use super::{Change, Changes, Departure, Departures, Edit, Kind, Side, Standing, Version};
use crate::name::PlainName;
use crate::text::{Count, listed};

/// How the two drafts are called.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The old one.
    pub old: &'a str,
    /// The new one.
    pub new: &'a str,
}

/// The kinds in the order in which a summary counts them, with the noun for one.
const COUNTED: [(Kind, &str); 10] = [
    (Kind::Edited, "paragraph edited"),
    (Kind::Moved, "moved"),
    (Kind::MovedEdited, "moved and edited"),
    (Kind::Added, "added"),
    (Kind::Removed, "removed"),
    (Kind::Exchanged, "exchanged"),
    (Kind::Split, "split"),
    (Kind::Joined, "joined"),
    (Kind::Frame, "field of the frame"),
    (Kind::Note, "note"),
];

/// Says in one line how much changed: `3 words out, 4 in: 2 edited, 1 moved`.
pub(super) fn extent(changes: &Changes) -> String {
    if changes.is_same() {
        return "The drafts say the same.".to_owned();
    }
    let count = |kind: Kind| changes.changes.iter().filter(|change| change.kind == kind).count();
    let counts: Vec<String> = COUNTED
        .into_iter()
        .map(|(kind, noun)| (count(kind), noun))
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun))
        .collect();
    let words = words(changes.words_removed, changes.words_added);
    if counts.is_empty() { format!("{words}.") } else { format!("{words}: {}.", listed(&counts)) }
}

fn counted(count: usize, noun: &str) -> String {
    let plural = match noun {
        "paragraph edited" => "paragraphs edited",
        "field of the frame" => "fields of the frame",
        "note" => "notes",
        other => other,
    };
    format!("{count} {}", if count == 1 { noun } else { plural })
}

pub(super) fn words(removed: usize, added: usize) -> String {
    format!("{} out, {added} in", Count(removed, "word"))
}

/// Says which answers were gained or lost, a line each.
pub(super) fn answers(changes: &Changes) -> Vec<(bool, String)> {
    let line = |verb: &str, points: &[PlainName]| {
        let names: Vec<String> = points.iter().map(ToString::to_string).collect();
        let noun = if points.len() == 1 { "The point" } else { "The points" };
        let verb = if points.len() == 1 { verb.to_owned() } else { verb.replace("has", "have") };
        (!points.is_empty()).then(|| format!("{noun} {} {verb}.", listed(&names)))
    };
    let lost = line("has lost its answer", &changes.answers.lost);
    let gained = line("has an answer now", &changes.answers.gained);
    lost.map(|line| (false, line.replace("have lost its answer", "have lost their answers")))
        .into_iter()
        .chain(gained.map(|line| (true, line.replace("have an answer", "have answers"))))
        .collect()
}

/// Says what happened to what: `Edited: ran-prisons`.
pub(super) fn title(change: &Change) -> String {
    let place =
        |side: &Option<Side>| side.as_ref().map_or_else(String::new, |side| side.place.clone());
    let here = change.side().map_or("", |side| side.place.as_str());
    let number = |side: &Option<Side>| side.as_ref().and_then(|side| side.index).unwrap_or(0) + 1;
    match change.kind {
        Kind::Edited => format!("Edited: {here}"),
        Kind::Moved | Kind::MovedEdited => {
            let verb = if change.kind == Kind::Moved { "Moved" } else { "Moved and edited" };
            let (from, to) = (number(&change.old), number(&change.new));
            format!("{verb}: {here}, from place {from} to {to}")
        }
        Kind::Added => format!("Added: {here}"),
        Kind::Removed => format!("Removed: {here}"),
        Kind::Exchanged => format!("Exchanged: {} for {here}", place(&change.old)),
        Kind::Split => {
            let parts = change.new.as_ref().map_or(2, |side| side.count);
            format!("Split into {parts}: {}", place(&change.old))
        }
        Kind::Joined => {
            let parts = change.old.as_ref().map_or(2, |side| side.count);
            format!("Joined from {parts}: {here}")
        }
        Kind::Frame => format!("Frame: {}", here.replace('_', " ")),
        Kind::Note => match (&change.old, &change.new) {
            (Some(_), Some(_)) => format!("Edited: {here}"),
            (None, _) => format!("Added: {here}"),
            (_, None) => format!("Removed: {here}"),
        },
    }
}

/// Says how many words changed: `−3 +4`; nothing when none did.
pub(super) fn figures(change: &Change) -> String {
    match (change.words_removed, change.words_added) {
        (0, 0) => String::new(),
        (removed, added) => format!("−{removed} +{added}"),
    }
}

/// Says which change a fact belongs to: `change 3, ran-centre`.
pub(super) fn reference(number: usize, change: &Change) -> String {
    let place = change.side().map_or("", |side| side.place.as_str());
    format!("change {number}, {}", place.replace('_', " "))
}

/// Returns the edits with long stretches that were kept cut short: ten words beside each change,
/// and the first ten where nothing but the place changed.
pub(super) fn excerpt(edits: &[Edit]) -> Vec<Edit> {
    let last = edits.len().saturating_sub(1);
    let changes_anything = edits.iter().any(|edit| !matches!(edit, Edit::Kept(_)));
    edits
        .iter()
        .enumerate()
        .map(|(at, edit)| match edit {
            Edit::Kept(text) => Edit::Kept(shortened(text, at > 0, at < last || !changes_anything)),
            other => other.clone(),
        })
        .collect()
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

/// Says in one line how a draft stands to the cleared wording.
pub(super) fn clearance(departures: &Departures) -> String {
    let shown = [
        Standing::Verbatim,
        Standing::Filled,
        Standing::Edited,
        Standing::New,
        Standing::Open,
        Standing::Unknown,
    ];
    let mut counts: Vec<String> = shown
        .into_iter()
        .map(|standing| (departures.count(standing), standing))
        .filter(|(count, _)| *count > 0)
        .map(|(count, standing)| match standing {
            Standing::Unknown => format!("{count} not compared"),
            other => format!("{count} {}", other.word()),
        })
        .collect();
    let count = |version: Version| {
        departures.paragraphs.iter().filter(|one| one.version == Some(version)).count()
    };
    match count(Version::Other) {
        0 => {}
        other => counts.push(format!("{other} of another version than the library's")),
    }
    match count(Version::Gone) {
        0 => {}
        gone => counts.push(format!("{gone} no longer in the library")),
    }
    let all = Count(departures.paragraphs.len(), "paragraph");
    format!("{all}: {}.", listed(&counts))
}

/// Says how one paragraph stands: `edited, of another version than the library's`.
pub(super) fn standing(one: &Departure) -> String {
    let word = match one.standing {
        Standing::Unknown => "not compared",
        other => other.word(),
    };
    match (one.version, &one.change) {
        (Some(Version::Other), None) => {
            format!("{word}, of another version than the library's, which says the same")
        }
        (Some(Version::Other), Some(_)) => format!("{word}, of another version than the library's"),
        (Some(Version::Gone), _) => format!("{word}, no longer in the library"),
        _ => word.to_owned(),
    }
}

/// What is to be said when the opinion is missing.
pub(super) const UNFILLED: &str =
    "The opinion was not found: … stands for what the library would fill in.";
