//! Whether the confidence means what it says.

use super::trial::{Trial, share};

/// The points of which the tool was about equally sure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The least confidence of the band.
    pub from: f64,
    /// The end of the band, which belongs to the next one; that of the last belongs to it.
    pub to: f64,
    /// The number of points.
    pub cases: usize,
    /// How sure the tool was, in the mean.
    pub confidence: f64,
    /// How often its first candidate was right.
    pub right: f64,
}

/// The number of bands.
const BANDS: usize = 5;

/// Sums the trials up by how sure the tool was; a band without a point is left out.
pub(super) fn bands(trials: &[Trial]) -> Vec<Band> {
    let band = |number: usize| {
        let (from, to) = (share(number, BANDS), share(number + 1, BANDS));
        let is_last = number + 1 == BANDS;
        let within = |sure: f64| sure >= from && (sure < to || is_last);
        let within: Vec<&Trial> = trials.iter().filter(|trial| within(trial.confidence)).collect();
        let cases = within.len();
        let sum: f64 = within.iter().map(|trial| trial.confidence).sum();
        let right = within.iter().filter(|trial| trial.is_first_right()).count();
        Band { from, to, cases, confidence: sum * share(1, cases), right: share(right, cases) }
    };
    (0..BANDS).map(band).filter(|band| band.cases > 0).collect()
}
