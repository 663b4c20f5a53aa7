//! What is due, what is open and why it is not further, and the votes on proposals.
//!
//! 1. [`crate::opinion::files_below`] finds the files of opinions below a folder.
//! 2. [`Standing::of`] tells how far the reply to an opinion is, and what keeps it from going out.
//! 3. [`Urgency::of`] tells how near the day is on which it is due.
//! 4. [`tallies`] counts the votes of reasoned opinions against the thresholds.
//!
//! [`Status::of`] puts it all together. Nothing of it is typed by anybody: it follows from the
//! opinion, the draft, the PDF and the day on which it is judged. What is dated after that day has
//! not happened yet; files are taken as they are.

mod standing;
mod urgency;
mod votes;

use itertools::Itertools;
use jiff::civil::Date;

use crate::chamber::Register;
use crate::deadline;
use crate::opinion::{Opinion, colliding_name};
use crate::replies::Replies;

pub use standing::{Obstacle, Standing, State};
pub use urgency::Urgency;
pub use votes::{Ballot, Card, Count, Event, Tally, Vote, tallies};

/// An opinion and the file that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The path of the file, as the user knows it.
    pub path: String,
    /// The name of its reply, without ending.
    pub reply: String,
    /// The opinion.
    pub opinion: Opinion,
}

/// How everything stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status<'a> {
    /// What was asked about, the most urgent first: by the day on which it is due, those without
    /// such a day after them, what has gone out last.
    pub items: Vec<Item<'a>>,
    /// The votes, an entry for each act that reasoned opinions are about, in the order of the acts.
    pub tallies: Vec<Tally>,
}

/// How the reply to one opinion stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'a> {
    /// The opinion.
    pub filed: &'a Filed,
    /// How far its reply is.
    pub standing: Standing,
    /// The last day on which the reply is in time; unknown where `received` is.
    pub due: Option<Date>,
    /// How near that day is.
    pub urgency: Urgency,
}

impl<'a> Status<'a> {
    /// Judges opinions and their replies on a day. The order of the opinions does not matter.
    pub fn of(
        opinions: &'a [Filed],
        replies: &Replies,
        register: &Register,
        today: Date,
    ) -> anyhow::Result<Self> {
        let tallies = tallies(opinions, register, today);
        let mut items = Vec::new();
        let by_reply = opinions.iter().into_group_map_by(|filed| colliding_name(&filed.reply));
        for filed in opinions {
            let mut item = Item::of(filed, replies, today)?;
            let other = by_reply[&colliding_name(&filed.reply)]
                .iter()
                .find(|other| other.path != filed.path);
            if let Some(other) = other.filter(|_| item.standing.state != State::Sent) {
                item.standing.share_with(&other.path);
            }
            items.push(item);
        }
        items.sort_by_key(|item| {
            let is_sent = item.standing.state == State::Sent;
            (is_sent, item.due.is_none(), item.due, &item.filed.path)
        });
        Ok(Self { items, tallies })
    }
}

impl<'a> Item<'a> {
    fn of(filed: &'a Filed, replies: &Replies, today: Date) -> anyhow::Result<Self> {
        let standing = Standing::of(filed, replies, today)?;
        let due = filed.opinion.received.map(deadline::due);
        let urgency = Urgency::of(due, filed.opinion.sent_by(today), today);
        Ok(Self { filed, standing, due, urgency })
    }

    /// Returns the day on which a holding reply went out, if one did by a day.
    pub fn held_by(&self, day: Date) -> Option<Date> {
        self.filed.opinion.reply.holding.filter(|held| *held <= day)
    }
}
