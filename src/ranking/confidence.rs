//! How sure a ranking is: the chance that its first candidate is right.

use super::found::Found;
use super::reading::Reading;

/// Number of features.
const FEATURES: usize = 5;

/// The constant term of the regression.
const CONSTANT: f64 = -2.6;

/// The coefficients, in the order of [`Features::values`].
///
/// Rounded from a fit with a ridge of 1 on points about seven small libraries, among them the gold set of the
/// built-in one (`benches/matching`): what holds for several libraries is likelier to hold for
/// another one.
const COEFFICIENTS: [f64; FEATURES] = [3.0, 2.2, 0.8, 4.1, -0.7];

/// What is known about a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Features {
    /// What speaks for the first by words, as a share of what the point's words are worth.
    share: f64,
    /// How far the runner-up lies behind, as a share of the first one's score.
    margin: f64,
    /// The share of the point's information that the first one has.
    covered: f64,
    /// How much the first one speaks of the same as the point: the cosine of their notions.
    near: f64,
    /// The most that one word of the point adds, as a part of what a word of only one entry is worth: what
    /// rests on one word is less sure.
    by_one: f64,
}

impl Features {
    /// Reads them off the first entry and its score, with that of the runner-up; `near` is how near
    /// its notions are to those of the point, `rarest` what a word is worth that only one entry uses.
    pub(super) fn new(
        reading: &Reading<'_>,
        first: &Found<'_>,
        [score, runner_up]: [f64; 2],
        near: f64,
        rarest: f64,
    ) -> Self {
        let worth: f64 = reading.asks.iter().map(|ask| ask.value).sum::<f64>().max(f64::EPSILON);
        let asks = || reading.asks.iter().zip(&first.evidence);
        let covered: f64 =
            asks().filter(|(_, found)| found.is_some()).map(|(ask, _)| ask.value).sum();
        let words = first.evidence.iter().flatten().map(|found| found.weight);
        Self {
            share: (first.weight() / worth).min(1.5),
            margin: 1.0 - runner_up / score,
            covered: covered / worth,
            near,
            by_one: words.fold(0.0, f64::max) / rarest,
        }
    }

    /// Returns them in the order of the coefficients.
    pub(super) fn values(&self) -> [f64; FEATURES] {
        [self.share, self.margin, self.covered, self.near, self.by_one]
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
    fn more_in_common_and_a_wider_margin_make_surer() {
        let weak = Features { share: 0.5, ..Features::default() };
        let strong = Features { share: 0.8, margin: 0.5, ..Features::default() };
        assert!(confidence(&strong) > confidence(&weak));
    }

    #[test]
    fn what_rests_on_one_word_is_less_sure() {
        let many = Features { share: 0.5, ..Features::default() };
        let one = Features { share: 0.5, by_one: 0.9, ..Features::default() };
        assert!(confidence(&one) < confidence(&many));
    }

    #[test]
    fn confidence_is_a_chance() {
        let all = Features { share: 1.5, margin: 1.0, covered: 1.0, near: 1.0, by_one: 0.0 };
        assert!((0.0..=1.0).contains(&confidence(&all)));
    }
}
