//! A row of the page's table: an opinion.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::Together;
use super::facet::done;
use crate::batch::{Item, State};
use crate::replies::PointAccount;
use crate::text::{listed, written_date};

/// An opinion.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    pub(super) id: String,
    pub(super) opinion: &'a str,
    pub(super) chamber: Option<&'a str>,
    /// The acts that it is about.
    pub(super) about: String,
    pub(super) state: &'static str,
    /// Its place among the states, by which the table sorts.
    rank: usize,
    pub(super) action: &'static str,
    /// What was done, and why.
    done: String,
    edited: bool,
    pub(super) urgency: &'static str,
    due: Option<String>,
    due_key: String,
    left: String,
    weakest: Option<String>,
    weakest_key: String,
    weakest_point: &'a str,
    pub(super) also: Vec<&'static str>,
    error: Option<&'a str>,
    gaps: Vec<Open<'a>>,
    perhaps_also: Vec<Perhaps<'a>>,
}

#[derive(Serialize)]
struct Open<'a> {
    point: &'a str,
    text: &'a str,
    why: Option<&'a str>,
}

/// A point that may raise a second issue, and the paragraph that would answer it.
#[derive(Serialize)]
struct Perhaps<'a> {
    point: &'a str,
    paragraph: &'a str,
}

impl<'a> Row<'a> {
    pub(super) fn of(number: usize, item: &'a Item, marks: &Marks<'_>, day: Date) -> Self {
        let account = item.account.as_ref();
        let weakest = item.weakest.as_ref();
        let open = item.points().iter().filter(|point| item.is_open(point));
        Self {
            id: format!("opinion-{number}"),
            opinion: &item.opinion,
            chamber: account.map(|account| &*account.chamber_name),
            about: account.map_or_else(String::new, |account| listed(&account.acts)),
            state: item.state.word(),
            rank: State::ALL.iter().position(|state| *state == item.state).unwrap_or_default(),
            action: item.action.word(),
            done: [&[done(item.action).to_owned()], &item.why[..]].concat().join("; "),
            edited: item.edited,
            urgency: item.urgency(day).word(),
            due: item.due.map(written_date),
            due_key: item.due.map_or_else(String::new, |due| due.to_string()),
            left: left(item, day),
            weakest: weakest.map(|one| format!("{:.0}\u{a0}%", one.confidence * 100.0)),
            weakest_key: weakest.map_or_else(String::new, |one| format!("{:.3}", one.confidence)),
            weakest_point: weakest.map_or("", |one| &one.point),
            also: marks.also(item),
            error: item.error.as_deref(),
            gaps: open.map(Open::of).collect(),
            perhaps_also: item.perhaps_also().map(Perhaps::of).collect(),
        }
    }
}

impl<'a> Open<'a> {
    fn of(point: &'a PointAccount) -> Self {
        Self { point: &point.id, text: &point.text, why: point.open.as_deref() }
    }
}

impl<'a> Perhaps<'a> {
    fn of((point, paragraph): (&'a PointAccount, &'a str)) -> Self {
        Self { point: &point.id, paragraph }
    }
}

/// Says how far the day is on which a reply is due, or when it went out.
fn left(item: &Item, day: Date) -> String {
    match item.sent_by(day) {
        Some(sent) => format!("went out on {}", written_date(sent)),
        None => item.urgency(day).left(),
    }
}

/// What shows only when opinions are seen together, by their paths.
pub(super) struct Marks<'a> {
    answers: BTreeSet<&'a str>,
    wording: BTreeSet<&'a str>,
    repeated: BTreeSet<&'a str>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(together: &'a Together) -> Self {
        let points =
            together.acts.iter().flat_map(|one| &one.differing).flat_map(|one| &one.points);
        let paragraphs = together.acts.iter().flat_map(|one| &one.paragraphs);
        let uses = paragraphs.filter(|one| one.differs).flat_map(|one| &one.uses);
        let repeated = together.repeated.iter().flat_map(|one| &one.opinions);
        Self {
            answers: points.map(|one| one.opinion.as_str()).collect(),
            wording: uses.map(|one| one.opinion.as_str()).collect(),
            repeated: repeated.map(String::as_str).collect(),
        }
    }

    /// Returns the marks of an opinion, by the words of the page's filters.
    fn also(&self, item: &Item) -> Vec<&'static str> {
        let opinion = item.opinion.as_str();
        let marks = [
            ("edited", item.edited),
            ("answers", self.answers.contains(opinion)),
            ("wording", self.wording.contains(opinion)),
            ("repeated", self.repeated.contains(opinion)),
        ];
        marks.into_iter().filter(|(_, is_so)| *is_so).map(|(word, _)| word).collect()
    }
}
