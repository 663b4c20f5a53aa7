//! Drafts the European Commission's replies to the Opinions of national parliaments.
//!
//! The data goes one way, with one function for each arrow and one type for each noun:
//!
//! ```text
//! opinion.yaml ─ Opinion::parse ─▶ Opinion ─ Matcher::match_points ─▶ Matches
//!     Matches ─ draft::compose ─▶ Draft ─ draft::write ─▶ reply.md
//!                                 reply.md, edited ─ draft::read ─▶ Draft
//!                                                                   Draft ─ render ─▶ PDF
//!                                                           Draft × Draft ─ diff ─▶ Changes
//!                                   drafted × edited × drafted now ─ merge ─▶ Merged
//!                                                                   Draft ─ check ─▶ Findings
//! ```
//!
//! [`desk::Desk`] goes the first part of the way, from the text of an opinion to its draft.
//! [`office::Office`] is what all of it works with: the register of chambers, the signatories,
//! the library of paragraphs, the skeleton of letters, the page and the settings, read from
//! `templates/`. What is wrong with a file is told by [`diagnostic`]. Only [`cli`] prints, or
//! reads the clock or the environment.

// What the tests share with a bench sees the crate from outside.
#[cfg(test)]
extern crate self as chancery;

pub mod batch;
pub mod bodies;
pub mod cache;
pub mod chamber;
pub mod check;
pub mod cli;
pub mod deadline;
pub mod desk;
pub mod diagnostic;
pub mod diff;
pub mod draft;
pub mod evaluation;
pub mod file;
pub mod fingerprint;
pub mod gaps;
pub mod learning;
pub mod library;
pub mod matching;
pub mod merge;
pub mod name;
pub mod office;
pub mod opinion;
pub mod ranking;
pub mod reference;
pub mod render;
pub mod replies;
pub mod settings;
pub mod signatory;
pub mod status;
pub mod template;
pub mod text;
mod whole;
pub mod yaml;
