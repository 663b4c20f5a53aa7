//! The status as people read it.

use anstyle::Style;
use jiff::civil::Date;

use super::super::{say, table};
use crate::status::{Ballot, Card, Item, State, Status, Tally, Urgency, Vote};
use crate::text::{Count, written_date};

/// How many reasons a line has; JSON has them all.
const MOST_REASONS: usize = 3;

/// Reasons stand below the time that is left.
const INDENT: &str = "            ";

/// Shows what is due, a row for each opinion with the reasons below it, then the votes.
pub(super) fn shown(status: &Status<'_>, today: Date) -> String {
    let mut text = due(&status.items, today);
    if !status.tallies.is_empty() {
        text.push_str(&say::styled(say::BOLD, "\nVotes on proposals\n"));
        text.extend(status.tallies.iter().map(|tally| votes(tally, today)));
    }
    text
}

fn due(items: &[Item<'_>], today: Date) -> String {
    let mut rows = vec![["due", "left", "state", "opinion"].map(str::to_owned)];
    rows.extend(items.iter().map(row));
    let mut lines = table::lines(&rows).into_iter();
    let head = lines.next().filter(|_| !items.is_empty());
    let head = head.map(|head| format!("{}\n", say::styled(say::DIM, head)));
    let shown = lines.zip(items).map(|(line, item)| {
        let why = why(item, today).map(|why| format!("{INDENT}{}\n", say::styled(say::DIM, why)));
        format!("{line}\n{}", why.unwrap_or_default())
    });
    head.into_iter().chain(shown).collect()
}

fn row(item: &Item<'_>) -> [String; 4] {
    let due = item.due.map_or_else(|| "unknown".to_owned(), |due| due.to_string());
    let state = item.standing.state;
    [
        due,
        say::styled(style_of(item.urgency), item.urgency.left()),
        say::styled(state_style(state), state.word()),
        item.filed.path.clone(),
    ]
}

/// Why the reply is not further, and what else is to be known of it.
fn why(item: &Item<'_>, today: Date) -> Option<String> {
    if item.standing.state == State::Sent {
        return None;
    }
    let obstacles = &item.standing.obstacles;
    let mut why: Vec<String> =
        obstacles.iter().take(MOST_REASONS).map(ToString::to_string).collect();
    if obstacles.len() > MOST_REASONS {
        why.push(format!("and {} more", obstacles.len() - MOST_REASONS));
    }
    if item.standing.is_edited {
        why.push("edited by hand".to_owned());
    }
    if let Some(held) = item.held_by(today) {
        why.push(format!("holding reply of {}", written_date(held)));
    }
    (!why.is_empty()).then(|| why.join("; "))
}

fn style_of(urgency: Urgency) -> Style {
    match urgency {
        Urgency::Overdue(_) => say::BAD,
        Urgency::Soon(_) => say::OPEN,
        Urgency::Later(_) | Urgency::Unknown | Urgency::Answered(_) => Style::new(),
    }
}

fn state_style(state: State) -> Style {
    match state {
        State::Undrafted | State::Broken => say::BAD,
        State::Open => say::OPEN,
        State::Final | State::Rendered | State::Sent => say::GOOD,
    }
}

/// The votes on an act: the count, then a line for each reasoned opinion.
fn votes(tally: &Tally, today: Date) -> String {
    let rows: Vec<[String; 3]> = tally.ballots.iter().map(ballot).collect();
    let lines = table::lines(&rows).into_iter().map(|line| format!("  {line}\n"));
    format!("{}  {}\n{}", tally.act, count_of(tally, today), lines.collect::<String>())
}

fn count_of(tally: &Tally, today: Date) -> String {
    let Some(count) = &tally.count else {
        return "not counted: no opinion says when the act was `transmitted`".to_owned();
    };
    let card = match count.card() {
        Some(Card::Orange) => {
            say::styled(say::BAD, ": orange card in the ordinary legislative procedure")
        }
        Some(Card::Yellow) => say::styled(say::OPEN, ": yellow card"),
        None => String::new(),
    };
    let verb = if today > count.window_end { "closed" } else { "closes" };
    let disputed = if count.is_disputed {
        "; its opinions give several days of transmission, the latest holds"
    } else {
        ""
    };
    format!(
        "{} of {} votes{card}\n  yellow card from {}, orange card from {}; the window {verb} on {}{disputed}",
        count.votes,
        count.total,
        count.yellow,
        count.orange,
        written_date(count.window_end)
    )
}

fn ballot(ballot: &Ballot) -> [String; 3] {
    let day = ballot.event.map(|one| format!("{} {}", one.word(), written_date(one.day())));
    let day = day.unwrap_or_else(|| "neither `received` nor `adopted` is given".to_owned());
    let vote = match ballot.vote {
        Vote::Counted(votes) => {
            format!("{}, {day}", Count(usize::try_from(votes).unwrap_or_default(), "vote"))
        }
        Vote::Late => format!("late, {day}"),
        Vote::Undated => format!("not counted, {day}"),
        Vote::Used => format!("not counted, {day}: an earlier opinion has used its votes"),
        Vote::NotMember => format!("not counted, {day}: no member when the window closes"),
    };
    [ballot.chamber.clone(), vote, ballot.path.clone()]
}
