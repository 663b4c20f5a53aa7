//! Every opinion of some folders, in parallel, taken up where the last run stopped.
//!
//! 1. [`opinions`] finds the files and refuses those whose replies would collide (`find`);
//!    [`Shard`] and [`States`] choose among them.
//! 2. [`Batch::run`] hands them to threads and passes on what they did in the order of the tasks
//!    (`run`).
//! 3. For each, `make` compares what the reply was made from with what it would be made from now,
//!    drafts it again if that differs, and writes what has changed; `why` says what that was, and
//!    `plan` what becomes of a draft that a hand has changed.
//! 4. [`Report`] counts, and is written as JSON, CSV or HTML. [`Together`] is what shows only when
//!    all replies are seen together: `gaps` groups what is open, `voice` compares what they say.
//!
//! [`Verifier`] goes the other way: from a reply to what it says it was made from.
//!
//! What a reply was made from stands in its record beside it ([`crate::replies`]), so that a run
//! that was stopped at any moment needs no journal: the next one compares again.

mod alike;
mod find;
mod gaps;
mod item;
mod make;
mod plan;
mod report;
mod run;
mod shard;
mod states;
mod verify;
mod voice;
mod why;

pub use find::{Task, opinions};
pub use gaps::{Gap, Gaps};
pub use item::{Action, Item, State, Weakest};
pub use make::Done;
pub use report::{Form, Report, Together};
pub use run::{Batch, Options, Witness};
pub use shard::Shard;
pub use states::States;
pub use verify::Verifier;
pub use voice::{Answered, By, Differing, Repeated, Use, Uses, Voice};
