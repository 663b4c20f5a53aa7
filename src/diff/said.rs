//! The sentences of reports.

use super::{Change, Changes, Departure, Departures, Kind, Side, Standing, Version};
use crate::name::PlainName;
use crate::text::{Count, listed};

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

/// Says that points have lost their answer; nothing when none did.
pub(super) fn lost(points: &[PlainName]) -> Option<String> {
    match points {
        [] => None,
        [one] => Some(format!("The point {one} has lost its answer.")),
        many => Some(format!("The points {} have lost their answers.", names(many))),
    }
}

/// Says that points have an answer now; nothing when none does.
pub(super) fn gained(points: &[PlainName]) -> Option<String> {
    match points {
        [] => None,
        [one] => Some(format!("The point {one} has an answer now.")),
        many => Some(format!("The points {} have answers now.", names(many))),
    }
}

fn names(points: &[PlainName]) -> String {
    listed(&points.iter().map(ToString::to_string).collect::<Vec<_>>())
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
