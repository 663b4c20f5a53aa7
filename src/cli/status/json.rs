//! The status as programs read it.

use jiff::civil::Date;
use serde::Serialize;

use super::Failure;
use crate::replies::Replies;
use crate::status::{Ballot, Card, Count, Event, Item, Status, Tally, Urgency};
use crate::text;

#[derive(Debug, Serialize)]
pub(super) struct Report {
    date: String,
    items: Vec<ItemReport>,
    votes: Vec<TallyReport>,
    failed: Vec<FailureReport>,
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct ItemReport {
    opinion: String,
    chamber: String,
    kind: &'static str,
    acts: Vec<String>,
    reply: String,
    state: &'static str,
    edited: bool,
    open: Vec<String>,
    received: Option<String>,
    due: Option<String>,
    urgency: &'static str,
    /// Until it is due, on the day of the report; negative once that day is past. Of a reply that
    /// went out, how many days it came before the day: negative when it was late.
    days_left: Option<i32>,
    holding: Option<String>,
    sent: Option<String>,
}

#[derive(Debug, Serialize)]
struct TallyReport {
    act: String,
    threshold: &'static str,
    transmitted: Option<String>,
    disputed: bool,
    window_end: Option<String>,
    votes: Option<u32>,
    total: Option<u32>,
    yellow: Option<u32>,
    orange: Option<u32>,
    card: Option<&'static str>,
    opinions: Vec<BallotReport>,
}

#[derive(Debug, Serialize)]
struct BallotReport {
    opinion: String,
    chamber: String,
    event: Option<&'static str>,
    day: Option<String>,
    vote: &'static str,
    votes: u32,
}

#[derive(Debug, Serialize)]
struct FailureReport {
    opinion: String,
    error: String,
}

#[derive(Debug, Default, Serialize)]
struct Counts {
    overdue: usize,
    soon: usize,
    later: usize,
    unknown: usize,
    answered: usize,
    failed: usize,
}

/// Puts the status into the shape that the README promises.
pub(super) fn report(
    status: &Status<'_>,
    failures: &[Failure],
    replies: &Replies,
    today: Date,
) -> Report {
    Report {
        date: today.to_string(),
        items: status.items.iter().map(|item| item_report(item, replies, today)).collect(),
        votes: status.tallies.iter().map(tally_report).collect(),
        failed: failures
            .iter()
            .map(|one| FailureReport { opinion: one.opinion.clone(), error: one.error.clone() })
            .collect(),
        counts: counts(status, failures.len()),
    }
}

fn item_report(item: &Item<'_>, replies: &Replies, today: Date) -> ItemReport {
    let opinion = &item.filed.opinion;
    let sent = opinion.sent_by(today);
    ItemReport {
        opinion: item.filed.path.clone(),
        chamber: opinion.chamber.id.clone(),
        kind: opinion.kind.word(),
        acts: opinion.acts.iter().map(|act| act.reference.to_string()).collect(),
        reply: text::shown(&replies.path(&item.filed.reply, "md")),
        state: item.standing.state.word(),
        edited: item.standing.is_edited,
        open: item.standing.obstacles.iter().map(ToString::to_string).collect(),
        received: shown(opinion.received),
        due: shown(item.due),
        urgency: item.urgency.word(),
        days_left: item.due.map(|due| crate::deadline::days_left(due, sent.unwrap_or(today))),
        holding: shown(item.held_by(today)),
        sent: shown(sent),
    }
}

fn tally_report(tally: &Tally) -> TallyReport {
    let count = tally.count.as_ref();
    TallyReport {
        act: tally.act.to_string(),
        threshold: tally.threshold.word(),
        transmitted: count.map(|one| one.transmitted.to_string()),
        disputed: count.is_some_and(|one| one.is_disputed),
        window_end: count.map(|one| one.window_end.to_string()),
        votes: count.map(|one| one.votes),
        total: count.map(|one| one.total),
        yellow: count.map(|one| one.yellow),
        orange: count.map(|one| one.orange),
        card: count.and_then(Count::card).map(Card::word),
        opinions: tally.ballots.iter().map(ballot_report).collect(),
    }
}

fn ballot_report(ballot: &Ballot) -> BallotReport {
    BallotReport {
        opinion: ballot.path.clone(),
        chamber: ballot.chamber.clone(),
        event: ballot.event.map(Event::word),
        day: shown(ballot.event.map(Event::day)),
        vote: ballot.vote.word(),
        votes: ballot.vote.votes(),
    }
}

fn counts(status: &Status<'_>, failed: usize) -> Counts {
    let mut counts = Counts { failed, ..Counts::default() };
    for item in &status.items {
        *match item.urgency {
            Urgency::Overdue(_) => &mut counts.overdue,
            Urgency::Soon(_) => &mut counts.soon,
            Urgency::Later(_) => &mut counts.later,
            Urgency::Unknown => &mut counts.unknown,
            Urgency::Answered(_) => &mut counts.answered,
        } += 1;
    }
    counts
}

fn shown(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
