//! Tests of the comparison as a whole: each kind of change by hand, many by a seeded generator,
//! and what holds for all.

pub(crate) mod drafts;
mod generated;
mod kinds;
pub(crate) mod mutations;
mod properties;
