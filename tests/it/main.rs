//! The commands as a user runs them, and the letters that they make.
//!
//! One binary, a module for each command. [`project`] is the harness: a working folder of its own
//! for each test, and the output of a command as one text. [`opinions`] holds the opinions that
//! several tests need.

mod batch;
mod batch_report;
mod broken;
mod chambers;
mod check;
mod diff;
mod draft;
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
mod status;
mod templates;
mod verify;
