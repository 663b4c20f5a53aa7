//! The counts of the page, each of them a filter of its table.

use serde::Serialize;

use super::row::Row;
use crate::batch::{Action, State};

/// Counts of one kind.
#[derive(Serialize)]
pub(super) struct Facet {
    /// What the reader sees before the counts.
    title: &'static str,
    /// The attribute of the rows by which they are filtered.
    name: &'static str,
    counts: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: &'static str,
    count: usize,
}

/// Counts rows in all ways; what no row has is left out.
pub(super) fn facets(rows: &[Row<'_>]) -> Vec<Facet> {
    let states = State::ALL.map(|state| (state.word(), state.word()));
    let urgencies = [
        ("overdue", "overdue"),
        ("soon", "within two weeks"),
        ("later", "later"),
        ("unknown", "not known"),
        ("answered", "went out"),
    ];
    let actions = Action::ALL.map(|action| (action.word(), done(action)));
    let also = [
        ("edited", "changed by hand"),
        ("answers", "answers differ"),
        ("wording", "wording differs"),
        ("repeated", "said before"),
    ];
    let all = [
        facet("Reply", "state", &states, |value| count(rows, |row| row.state == value)),
        facet("Due", "urgency", &urgencies, |value| count(rows, |row| row.urgency == value)),
        facet("Run", "action", &actions, |value| count(rows, |row| row.action == value)),
        facet("Seen together", "also", &also, |value| count(rows, |row| row.also.contains(&value))),
    ];
    all.into_iter().filter(|facet| !facet.counts.is_empty()).collect()
}

fn facet(
    title: &'static str,
    name: &'static str,
    choices: &[(&'static str, &'static str)],
    count: impl Fn(&str) -> usize,
) -> Facet {
    let counts = choices.iter().map(|(value, label)| Choice { value, label, count: count(value) });
    Facet { title, name, counts: counts.filter(|choice| choice.count > 0).collect() }
}

fn count(rows: &[Row<'_>], fits: impl Fn(&Row<'_>) -> bool) -> usize {
    rows.iter().filter(|row| fits(row)).count()
}

/// Says what was done to the files of a reply.
pub(super) fn done(action: Action) -> &'static str {
    match action {
        Action::Written => "written",
        Action::Merged => "merged",
        Action::Unchanged => "unchanged",
        Action::None => "nothing done",
    }
}
