//! How sure a ranking is: the chance that its first candidate is right.

use super::found::Found;
use super::reading::Reading;
use super::reason::Reason;

/// Number of features.
const FEATURES: usize = 5;

/// The constant term of the regression.
const CONSTANT: f64 = -3.0;

/// The coefficients, in the order of [`Features::values`].
///
/// Rounded from two fits with a ridge of 1, one on the points of a benchmark and one on those
/// and the gold set of the built-in library together (`benches/matching`): what holds for
/// two libraries is likelier to hold for a third.
const COEFFICIENTS: [f64; FEATURES] = [1.5, 1.8, 1.1, 2.2, 0.6];

/// What is known about a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Features {
    /// The score of the first, as a share of what the point's words are worth.
    share: f64,
    /// The score of the first, in words that only one entry uses; its logarithm.
    score: f64,
    /// How far the runner-up lies behind, as a share of the first one's score.
    margin: f64,
    /// The share of the point's information that the first one has.
    covered: f64,
    /// 1 when the point cites a document of the first one, else 0.
    cited: f64,
}

impl Features {
    /// Reads them off the first entry and its score, with that of the runner-up; `rarest` is what
    /// a word is worth that only one entry uses.
    pub(super) fn new(
        reading: &Reading<'_>,
        first: &Found<'_>,
        [score, runner_up]: [f64; 2],
        rarest: f64,
    ) -> Self {
        let worth: f64 = reading.asks.iter().map(|ask| ask.value).sum::<f64>().max(f64::EPSILON);
        let asks = || reading.asks.iter().zip(&first.evidence);
        let covered: f64 =
            asks().filter(|(_, found)| found.is_some()).map(|(ask, _)| ask.value).sum();
        let is_cited = |reason: &Reason| matches!(reason, Reason::Act { in_point, .. } if !in_point.is_empty());
        let by_act = first.bonuses.iter().any(|bonus| is_cited(&bonus.reason));
        Self {
            share: (score / worth).min(1.5),
            score: (score / rarest.max(f64::EPSILON)).ln_1p(),
            margin: 1.0 - runner_up / score,
            covered: covered / worth,
            cited: if by_act { 1.0 } else { 0.0 },
        }
    }

    /// Returns them in the order of the coefficients.
    pub(super) fn values(&self) -> [f64; FEATURES] {
        [self.share, self.score, self.margin, self.covered, self.cited]
    }
}

/// Returns the chance that the first candidate is right.
pub(super) fn confidence(features: &Features) -> f64 {
    let weighed = features.values().into_iter().zip(COEFFICIENTS);
    let sum: f64 = weighed.map(|(value, coefficient)| value * coefficient).sum();
    1.0 / (1.0 + (-(CONSTANT + sum)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_better_score_and_a_wider_margin_make_surer() {
        let weak = Features { score: 0.5, ..Features::default() };
        let strong = Features { score: 1.5, margin: 0.5, ..Features::default() };
        assert!(confidence(&strong) > confidence(&weak));
    }

    #[test]
    fn confidence_is_a_chance() {
        let all = Features { share: 1.5, score: 3.0, margin: 1.0, covered: 1.0, cited: 1.0 };
        assert!((0.0..=1.0).contains(&confidence(&all)));
    }
}
