//! The votes of reasoned opinions on a proposal, against the thresholds (Protocol No 2, Articles 6
//! and 7).

mod count;

use jiff::civil::Date;

use crate::opinion::{Opinion, Threshold};
use crate::reference::Reference;

pub use count::tallies;

/// The votes on an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The act.
    pub act: Reference,
    /// The share that makes a yellow card: one quarter if any of its opinions says so.
    pub threshold: Threshold,
    /// The count; `None` where no opinion says when the act was transmitted, since then nobody can
    /// tell what is in time.
    pub count: Option<Count>,
    /// The reasoned opinions, by day and then by path, those without a day last.
    pub ballots: Vec<Ballot>,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// When the act was transmitted; the latest day, where opinions give several, since the window
    /// opens when all language versions are out.
    pub transmitted: Date,
    /// Whether opinions give several days.
    pub is_disputed: bool,
    /// The last day of the window.
    pub window_end: Date,
    /// The votes that were in time.
    pub votes: u32,
    /// All votes of the states that are members on the last day of the window.
    pub total: u32,
    /// The votes that make a yellow card: the proposal must be reviewed.
    pub yellow: u32,
    /// The votes that make an orange card, if the ordinary legislative procedure applies: more
    /// than half.
    pub orange: u32,
}

/// What a number of votes leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// The Commission reviews the proposal and gives reasons for maintaining, amending or
    /// withdrawing it (Article 7(2)).
    Yellow,
    /// In the ordinary legislative procedure Parliament and Council are asked as well
    /// (Article 7(3)).
    Orange,
}

impl Card {
    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Orange => "orange",
        }
    }
}

/// A reasoned opinion on an act, and what became of its votes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The path of the opinion's file.
    pub path: String,
    /// The id of the sender.
    pub chamber: String,
    /// What decides whether it is in time, if its day is known.
    pub event: Option<Event>,
    /// What became of its votes.
    pub vote: Vote,
}

/// What decides whether a reasoned opinion is in time. It must have been sent within the window
/// (Protocol No 2, Article 6), and nothing says when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It was received on a day: what chambers send arrives on the same day.
    Received(Date),
    /// It was adopted on a day, and when it was received is not known: it was not sent earlier.
    Adopted(Date),
}

impl Event {
    fn of(opinion: &Opinion) -> Option<Self> {
        opinion.received.map(Self::Received).or(opinion.adopted.map(Self::Adopted))
    }

    /// Returns its word, which is the key of the opinion file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Received(_) => "received",
            Self::Adopted(_) => "adopted",
        }
    }

    /// Returns its day.
    pub fn day(self) -> Date {
        let (Self::Received(day) | Self::Adopted(day)) = self;
        day
    }
}

/// What became of the votes of a reasoned opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    /// So many were counted.
    Counted(u32),
    /// The window was over.
    Late,
    /// Its day, or that of the act, is not known.
    Undated,
    /// An earlier opinion has used them.
    Used,
    /// The state is not a member of the Union on the last day of the window.
    NotMember,
}

impl Vote {
    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Counted(_) => "counted",
            Self::Late => "late",
            Self::Undated => "undated",
            Self::Used => "used",
            Self::NotMember => "not-member",
        }
    }

    /// Returns the votes that were counted.
    pub fn votes(self) -> u32 {
        if let Self::Counted(votes) = self { votes } else { 0 }
    }
}

impl Count {
    /// Returns the card that the votes make, if they do.
    pub fn card(&self) -> Option<Card> {
        match self.votes {
            votes if votes >= self.orange => Some(Card::Orange),
            votes if votes >= self.yellow => Some(Card::Yellow),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn cards_are_drawn_at_the_threshold() {
        let with = |votes| Count {
            transmitted: date(2016, 6, 20),
            is_disputed: false,
            window_end: date(2016, 9, 15),
            votes,
            total: 56,
            yellow: 19,
            orange: 29,
        };
        assert_eq!(with(18).card(), None);
        assert_eq!(with(19).card(), Some(Card::Yellow));
        assert_eq!(with(28).card(), Some(Card::Yellow));
        assert_eq!(with(29).card(), Some(Card::Orange));
    }
}
