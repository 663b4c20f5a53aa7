//! Tests of the comparison as a whole: each kind of change by hand, many by a seeded generator,
//! and what holds for all.

mod drafts;
mod generated;
mod kinds;
mod mutations;
mod properties;
