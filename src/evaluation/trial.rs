//! One case, run through the matching.

use super::gold::{Case, CaseKind};
use crate::matching::{Context, Match, Outcome};
use crate::name::PlainName;
use crate::opinion::Point;

/// How a case went.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The line of the gold file on which the case begins.
    pub line: usize,
    /// The point.
    pub text: String,
    /// What makes it easy or hard.
    pub kind: CaseKind,
    /// Whether a paragraph answers it.
    pub is_answerable: bool,
    /// How the tool decided.
    pub outcome: Outcome,
    /// The candidate that it put first.
    pub first: Option<String>,
    /// How sure it was of that one, 0 to 1.
    pub confidence: f64,
    /// The rank, from 1, of the first candidate that is right.
    pub rank: Option<usize>,
    /// The share of the expected paragraphs that stand among the first three.
    pub found_by_third: f64,
}

/// What went wrong with a case, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It was answered by a wrong paragraph.
    Wrong,
    /// It was answered, though no paragraph does.
    Needless,
    /// It was left open, and the right paragraph did not come first.
    Missed,
    /// It was left open, though the right paragraph came first.
    Shy,
}

impl Fault {
    /// Returns the word that stands in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Needless => "needless",
            Self::Shy => "shy",
            Self::Missed => "missed",
        }
    }
}

impl Case {
    /// Returns the case as a point of an opinion.
    pub(super) fn point(&self) -> Point {
        Point {
            id: PlainName::of_number(self.line),
            text: self.text.clone(),
            stance: self.stance,
            reference: None,
            answer: Vec::new(),
            exclude: Vec::new(),
            in_annex: false,
        }
    }

    /// Returns what its opinion would say besides.
    pub(super) fn context(&self) -> Context {
        Context { acts: self.acts.clone(), subjects: Vec::new() }
    }

    fn accepts(&self, id: &str) -> bool {
        self.expect.iter().chain(&self.also).any(|right| right == id)
    }
}

impl Trial {
    /// Compares what was decided for a case with what is right.
    pub(super) fn of(case: &Case, found: &Match) -> Self {
        let ranked = || found.candidates.iter().map(|one| one.entry.as_str());
        let right_by_third = ranked().take(3).filter(|id| case.accepts(id)).count();
        let wanted = case.expect.len();
        Self {
            line: case.line,
            text: case.text.clone(),
            kind: case.kind,
            is_answerable: wanted > 0,
            outcome: found.outcome,
            first: ranked().next().map(str::to_owned),
            confidence: found.confidence,
            rank: ranked().position(|id| case.accepts(id)).map(|place| place + 1),
            found_by_third: share(right_by_third.min(wanted), wanted),
        }
    }

    /// Tells whether a letter would answer the point.
    pub fn is_answered(&self) -> bool {
        self.outcome == Outcome::Answered
    }

    /// Tells whether the first candidate is right.
    pub fn is_first_right(&self) -> bool {
        self.rank == Some(1)
    }

    /// Says what went wrong, if anything did.
    pub fn fault(&self) -> Option<Fault> {
        match (self.is_answerable, self.is_answered(), self.is_first_right()) {
            (true, true, true) | (false, false, _) => None,
            (true, true, false) => Some(Fault::Wrong),
            (true, false, true) => Some(Fault::Shy),
            (true, false, false) => Some(Fault::Missed),
            (false, true, _) => Some(Fault::Needless),
        }
    }
}

/// Returns a part as a share of a whole; of nothing it is 0.
#[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
pub(super) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
