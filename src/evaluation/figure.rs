//! The figures by which matching is judged, each defined once.

use super::gold::CaseKind;
use super::trial::{Trial, share};

/// A figure between 0 and 1; more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// How often a right paragraph comes first, where there is one (R@1).
    RecallAt1,
    /// The share of the expected paragraphs among the first three candidates (R@3).
    RecallAt3,
    /// 1 over the rank of the first right candidate, where there is one (MRR).
    MeanReciprocalRank,
    /// Of the points that a letter would answer, how many the first paragraph is right for.
    Precision,
    /// How many of all points a letter would answer.
    Coverage,
    /// Of the points that nothing answers, for how many the tool is silent.
    Abstention,
    /// The chance that the tool is surer of a point with an answer than of one without (AUC).
    Separation,
}

impl Figure {
    /// All figures, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::RecallAt1,
        Self::RecallAt3,
        Self::MeanReciprocalRank,
        Self::Precision,
        Self::Coverage,
        Self::Abstention,
        Self::Separation,
    ];

    /// Returns the word of gold files and of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::RecallAt1 => "recall_at_1",
            Self::RecallAt3 => "recall_at_3",
            Self::MeanReciprocalRank => "mrr",
            Self::Precision => "precision",
            Self::Coverage => "coverage",
            Self::Abstention => "abstention",
            Self::Separation => "separation",
        }
    }

    /// Returns the name under which people know it.
    pub fn label(self) -> &'static str {
        match self {
            Self::RecallAt1 => "R@1",
            Self::RecallAt3 => "R@3",
            Self::MeanReciprocalRank => "MRR",
            Self::Precision | Self::Coverage | Self::Abstention | Self::Separation => self.word(),
        }
    }

    /// Tells whether the figure says anything about a kind of case by itself: what is
    /// unanswerable is only left alone or not.
    pub(super) fn tells_of(self, kind: CaseKind) -> bool {
        kind != CaseKind::Unanswerable || self == Self::Abstention
    }

    /// Computes the figure, and the number of cases on which it rests.
    pub(super) fn of(self, trials: &[&Trial]) -> (Option<f64>, usize) {
        if self == Self::Separation {
            return separation(trials);
        }
        let worth: Vec<f64> = trials.iter().filter_map(|trial| self.worth(trial)).collect();
        let mean = worth.iter().sum::<f64>() * share(1, worth.len());
        ((!worth.is_empty()).then_some(mean), worth.len())
    }

    /// What a trial counts in a figure that is a mean; none where it is not among those asked.
    fn worth(self, trial: &Trial) -> Option<f64> {
        let (asked, worth) = match self {
            Self::RecallAt1 => (trial.is_answerable, one_if(trial.is_first_right())),
            Self::RecallAt3 => (trial.is_answerable, trial.found_by_third),
            Self::MeanReciprocalRank => {
                (trial.is_answerable, trial.rank.map_or(0.0, |rank| share(1, rank)))
            }
            Self::Precision => (trial.is_answered(), one_if(trial.is_first_right())),
            Self::Coverage => (true, one_if(trial.is_answered())),
            Self::Abstention => (!trial.is_answerable, one_if(!trial.is_answered())),
            Self::Separation => (false, 0.0),
        };
        asked.then_some(worth)
    }
}

fn one_if(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

/// Compares each answerable point with each that is not; a tie counts half.
fn separation(trials: &[&Trial]) -> (Option<f64>, usize) {
    let (with, without): (Vec<&Trial>, Vec<&Trial>) =
        trials.iter().partition(|trial| trial.is_answerable);
    let wins = with.iter().flat_map(|one| {
        without.iter().map(|other| match one.confidence.total_cmp(&other.confidence) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        })
    });
    let pairs = with.len() * without.len();
    let chance = wins.sum::<f64>() * share(1, pairs);
    ((pairs > 0).then_some(chance), with.len().min(without.len()))
}
