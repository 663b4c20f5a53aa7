//! The commands as a user runs them, and the letters that they make.
//!
//! One binary, a module for each command. [`project`] is the harness: a working folder of its own
//! for each test, and the output of a command as one text. [`opinions`] holds the opinions that
//! several tests need.

mod accept;
mod batch;
mod batch_report;
mod broken;
mod cache;
mod chambers;
mod check;
#[cfg(unix)]
mod choose;
mod diff;
mod draft;
mod evaluate;
mod gaps;
mod hand;
mod help;
mod letters;
mod library;
mod matches;
mod new;
mod opinions;
mod project;
mod properties;
mod refresh;
mod render;
mod shards;
mod status;
mod templates;
mod terminal;
#[cfg(unix)]
mod typing;
mod verify;
