//! Why nothing is written.

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
