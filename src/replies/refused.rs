//! Why nothing is written.

use jiff::civil::Date;

use crate::text::{listed, written_date};

/// Why a file of a reply is not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A hand has changed the draft since the tool wrote it.
    #[error(
        "`{0}` was changed by hand and is left as it is; `chancery refresh {0}` brings it up to \
         date and keeps the edits, `chancery render` makes its PDF, and another folder (`-o DIR`) \
         takes a new draft"
    )]
    Edited(String),
    /// The file is not one that the tool wrote.
    #[error(
        "`{0}` was not written by chancery and is left as it is; move it away, or write to another folder (`-o DIR`)"
    )]
    Foreign(String),
    /// The file is the reply to another opinion.
    #[error(
        "`{reply}` answers `{opinion}` and is left as it is; write to another folder (`-o DIR`), or \
         give one of the two opinions another name"
    )]
    Other {
        /// The file.
        reply: String,
        /// The opinion that it answers.
        opinion: String,
    },
    /// The reply to an opinion went out on a day.
    #[error("the reply to `{opinion}` went out on {} and is not written again", written_date(*.on))]
    Sent {
        /// The opinion.
        opinion: String,
        /// The day.
        on: Date,
    },
    /// The replies to several opinions of a run, whose files these are, have one name.
    #[error("{} would write the same reply; give their files different names", in_ticks(.0))]
    Shared(Vec<String>),
}

fn in_ticks(names: &[String]) -> String {
    listed(&names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>())
}

/// Another run is at work in the folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "another `chancery batch`{holder} is at work in `{folder}`; wait until it has ended, or stop \
     it and run this again"
)]
pub struct Busy {
    pub(super) folder: String,
    pub(super) holder: String,
}
