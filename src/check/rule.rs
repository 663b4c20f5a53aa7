//! What a rule is.

use std::ops::Range;

use super::context::Context;
use crate::diagnostic::{Diagnostic, Severity};

/// A rule of `check`: what it wants, why, and how it finds what is against it.
#[derive(Debug)]
pub struct Rule {
    /// By what it is known: a plain name in kebab case that never changes.
    pub code: &'static str,
    /// How much a finding weighs, as a rule; a finding can weigh less.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub reason: &'static str,
    /// What to do about it, where a finding does not say it better.
    pub remedy: &'static str,
    /// Why it is wrong, and what counts.
    pub explanation: &'static str,
    /// What it finds, and what it doesn't; lines `key: value` at the beginning stand for the front
    /// matter.
    pub example: Option<Example>,
    /// Where the rule comes from.
    pub origin: &'static str,
    /// Finds what is against it in a letter; absent for what is found while a file is read.
    pub(super) find: Option<fn(&Context<'_>) -> Vec<Finding>>,
}

/// An example of what a rule finds, and of the same thing done well.
#[derive(Debug)]
pub struct Example {
    /// Against the rule.
    pub bad: &'static str,
    /// In line with it.
    pub good: &'static str,
}

/// What a rule found, and what mends it, if there is one right answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is told.
    pub told: Diagnostic,
    /// What mends it.
    pub fix: Option<Fix>,
}

/// A text that takes the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes of the source that go.
    pub place: Range<usize>,
    /// What stands there then.
    pub text: String,
}

impl Rule {
    /// Starts a finding at a place.
    pub(super) fn at(&self, place: Range<usize>, message: impl Into<String>) -> Finding {
        let told = Diagnostic {
            rule: self.code,
            severity: self.severity,
            message: message.into(),
            place: Some(place),
            hint: Some(self.remedy.to_owned()),
        };
        Finding { told, fix: None }
    }
}

impl Finding {
    /// Says better than the rule what to do.
    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.told.hint = Some(hint.into());
        self
    }

    /// Puts a text in the place of what was found, and says so.
    pub(super) fn with_fix(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        let shown = text.replace('\u{a0}', " ");
        self.fix = self.told.place.clone().map(|place| Fix { place, text });
        self.with_hint(format!("write `{shown}`"))
    }
}

impl From<Diagnostic> for Finding {
    fn from(told: Diagnostic) -> Self {
        Self { told, fix: None }
    }
}
