//! Changes and departures as programs read them: a contract, to which fields may be added.

use serde::Serialize;

use super::{Change, Changes, Departures, Edit, Side, Substance, Version};
use crate::name::PlainName;

#[derive(Debug, Serialize)]
struct ChangesJson<'a> {
    same: bool,
    words_removed: usize,
    words_added: usize,
    answers: AnswersJson<'a>,
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Debug, Serialize)]
struct AnswersJson<'a> {
    gained: Vec<&'a str>,
    lost: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct ChangeJson<'a> {
    kind: &'static str,
    paragraph: Option<&'a str>,
    field: Option<&'static str>,
    old: Option<SideJson<'a>>,
    new: Option<SideJson<'a>>,
    words_removed: usize,
    words_added: usize,
    substance: Vec<SubstanceJson<'a>>,
    edits: Vec<EditJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SideJson<'a> {
    index: Option<usize>,
    count: usize,
    place: &'a str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct SubstanceJson<'a> {
    kind: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct EditJson<'a> {
    op: &'static str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct DeparturesJson<'a> {
    cleared: bool,
    filled: bool,
    paragraphs: Vec<DepartureJson<'a>>,
    notes: Vec<ChangeJson<'a>>,
}

#[derive(Debug, Serialize)]
struct DepartureJson<'a> {
    index: usize,
    place: &'a str,
    paragraph: Option<&'a str>,
    answers: Vec<&'a str>,
    standing: &'static str,
    version: Option<&'static str>,
    change: Option<ChangeJson<'a>>,
}

/// Returns changes in the shape of `chancery diff --format json`. Indexes count from 0; a field
/// of the frame has none.
pub fn json(changes: &Changes) -> impl Serialize + '_ {
    ChangesJson {
        same: changes.is_same(),
        words_removed: changes.words_removed,
        words_added: changes.words_added,
        answers: AnswersJson {
            gained: names(&changes.answers.gained),
            lost: names(&changes.answers.lost),
        },
        changes: changes.changes.iter().map(change_json).collect(),
    }
}

/// Returns departures in the shape of `chancery diff --against-library --format json`.
pub fn departures_json(departures: &Departures) -> impl Serialize + '_ {
    let paragraphs = departures.paragraphs.iter().map(|one| DepartureJson {
        index: one.index,
        place: &one.place,
        paragraph: one.paragraph.as_ref().map(PlainName::as_str),
        answers: names(&one.points),
        standing: one.standing.word(),
        version: one.version.map(Version::word),
        change: one.change.as_ref().map(change_json),
    });
    DeparturesJson {
        cleared: departures.is_cleared(),
        filled: departures.is_filled,
        paragraphs: paragraphs.collect(),
        notes: departures.notes.iter().map(change_json).collect(),
    }
}

fn names(points: &[PlainName]) -> Vec<&str> {
    points.iter().map(PlainName::as_str).collect()
}

fn change_json(change: &Change) -> ChangeJson<'_> {
    ChangeJson {
        kind: change.kind.word(),
        paragraph: change.paragraph.as_ref().map(PlainName::as_str),
        field: change.field,
        old: change.old.as_ref().map(side_json),
        new: change.new.as_ref().map(side_json),
        words_removed: change.words_removed,
        words_added: change.words_added,
        substance: change.substance.iter().map(substance_json).collect(),
        edits: change.edits.iter().map(edit_json).collect(),
    }
}

fn side_json(side: &Side) -> SideJson<'_> {
    SideJson { index: side.index, count: side.count, place: &side.place, text: &side.text }
}

fn substance_json(one: &Substance) -> SubstanceJson<'_> {
    SubstanceJson { kind: one.kind.word(), old: one.old.as_deref(), new: one.new.as_deref() }
}

fn edit_json(edit: &Edit) -> EditJson<'_> {
    match edit {
        Edit::Kept(text) => EditJson { op: "kept", text },
        Edit::Removed(text) => EditJson { op: "removed", text },
        Edit::Added(text) => EditJson { op: "added", text },
        Edit::Break => EditJson { op: "break", text: "" },
    }
}
