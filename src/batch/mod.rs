//! Every opinion of some folders, in parallel, taken up where the last run stopped.
//!
//! 1. [`opinions`] finds the files and refuses those whose replies would collide (`find`);
//!    [`Shard`] and [`States`] choose among them.
//! 2. [`Batch::run`] hands them to threads and passes on what they did in the order of the tasks
//!    (`run`).
//! 3. For each, `make` compares what the reply was made from with what it would be made from now,
//!    drafts it again if that differs, and writes what has changed; `why` says what that was, and
//!    `plan` what becomes of a draft that a hand has changed.
//! 4. [`Report`] counts.
//!
//! [`Verifier`] goes the other way: from a reply to what it says it was made from.
//!
//! What a reply was made from stands in its record beside it ([`crate::replies`]), so that a run
//! that was stopped at any moment needs no journal: the next one compares again.

mod find;
mod make;
mod plan;
mod report;
mod run;
mod shard;
mod states;
mod verify;
mod why;

pub use find::{Task, opinions};
pub use make::Done;
pub use report::{Action, Item, Report, State};
pub use run::{Batch, Options, Witness};
pub use shard::Shard;
pub use states::States;
pub use verify::{Findings, Verifier};
