//! How sure a ranking is: the chance that its first candidate is right.

/// What is known about a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Features {
    /// The score of the first, as a share of what the point could score at most.
    pub(super) share: f64,
    /// The score of the first.
    pub(super) score: f64,
    /// How far the runner-up lies behind, as a share of the first one's score.
    pub(super) margin: f64,
    /// The share of the point's information that the first one has.
    pub(super) covered: f64,
    /// Whether the point cites a document of the first one.
    pub(super) cited: f64,
    /// The weight of terms found as a whole, as a share of the score.
    pub(super) phrases: f64,
    /// The share of the score that comes by other words than the point's own.
    pub(super) indirect: f64,
}

impl Features {
    /// Returns them in the order of [`COEFFICIENTS`].
    pub(super) fn values(&self) -> [f64; 7] {
        [
            self.share,
            (1.0 + self.score).ln(),
            self.margin,
            self.covered,
            self.cited,
            self.phrases,
            self.indirect,
        ]
    }
}

/// The constant term of the regression.
const INTERCEPT: f64 = -2.0;

/// The coefficients, fitted by `examples/matchbench.rs`.
const COEFFICIENTS: [f64; 7] = [1.0, 0.5, 2.0, 1.0, 1.0, 1.0, -1.0];

/// Returns the chance that the first candidate is right.
pub(super) fn confidence(features: &Features) -> f64 {
    let sum: f64 =
        features.values().iter().zip(COEFFICIENTS).map(|(value, weight)| value * weight).sum();
    1.0 / (1.0 + (-(INTERCEPT + sum)).exp())
}
