//! An opinion, and what a run did for it.

use clap::ValueEnum;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::replies::{Account, PointAccount, Used};
use crate::status::Urgency;

/// An opinion, and what a run did for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The path of its file, from the working folder.
    pub opinion: String,
    /// How its reply stands.
    pub state: State,
    /// What was done to its files.
    pub action: Action,
    /// The path of the draft; of a failed opinion, where it would lie.
    pub reply: String,
    /// The points that are open in the draft as it lies in the folder, after edits by hand.
    pub gaps: Vec<String>,
    /// Why it failed, in words.
    pub error: Option<String>,
    /// When the reply is due.
    pub due: Option<Date>,
    /// The answer of which the matching was least sure.
    #[serde(default)]
    pub weakest: Option<Weakest>,
    /// Why files were made again, or why they were not, in words.
    #[serde(default)]
    pub why: Vec<String>,
    /// The paths of the files that were written.
    #[serde(default)]
    pub files: Vec<String>,
    /// Whether a hand has changed the draft.
    #[serde(default)]
    pub edited: bool,
    /// What was drafted; absent when nothing could be. Its paragraphs are those of the draft as
    /// it lies in the folder.
    #[serde(default)]
    pub account: Option<Account>,
}

/// How sure the matching was of an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weakest {
    /// The id of the point.
    pub point: String,
    /// The chance, 0 to 1, that the answer is right.
    pub confidence: f64,
}

/// How a reply stands, the worst first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// There is none, or it could not be brought up to date.
    Failed,
    /// It has two readings of a sentence between which a hand must choose.
    Conflict,
    /// It has gaps.
    Open,
    /// Every point has an answer.
    Complete,
}

impl State {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Failed, Self::Conflict, Self::Open, Self::Complete];

    /// Returns the word of reports and of `--only`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Conflict => "conflict",
            Self::Open => "open",
            Self::Complete => "complete",
        }
    }
}

/// What was done to the files of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// At least one was written.
    Written,
    /// New wording was merged into a draft that a hand had changed.
    Merged,
    /// All were up to date.
    Unchanged,
    /// Nothing was done, although something had changed.
    None,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 4] = [Self::Written, Self::Merged, Self::Unchanged, Self::None];

    /// Returns the word of reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Merged => "merged",
            Self::Unchanged => "unchanged",
            Self::None => "none",
        }
    }
}

impl Item {
    /// Tells how near the day is on which the reply is due, on another day.
    pub fn urgency(&self, day: Date) -> Urgency {
        Urgency::of(self.due, self.sent_by(day), day)
    }

    /// Returns the day on which the reply went out, if it did by a day.
    pub fn sent_by(&self, day: Date) -> Option<Date> {
        self.account.as_ref()?.sent_by(day)
    }

    /// Returns the points of the opinion; none when it failed.
    pub fn points(&self) -> &[PointAccount] {
        self.account.as_ref().map_or(&[], |account| &account.points)
    }

    /// Returns the paragraphs of the library that stand in the draft.
    pub fn paragraphs(&self) -> &[Used] {
        self.account.as_ref().map_or(&[], |account| &account.paragraphs)
    }

    /// Returns the points that may raise a second issue, each with the paragraph that would answer it.
    pub fn perhaps_also(&self) -> impl Iterator<Item = (&PointAccount, &str)> {
        self.points().iter().filter_map(|point| Some((point, point.perhaps_also.as_deref()?)))
    }

    /// Tells whether a point is open in the draft as it lies in the folder.
    pub fn is_open(&self, point: &PointAccount) -> bool {
        self.gaps.contains(&point.id)
    }
}
