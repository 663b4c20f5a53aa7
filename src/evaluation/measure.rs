//! A figure as it was measured: with the cases on which it rests, and an interval.

use super::figure::Figure;
use super::trial::Trial;

/// The fewest cases from which a figure is told without a warning: with fewer, its interval
/// spans some 0.4 and says nothing.
pub const ENOUGH: usize = 20;

/// How often the cases are drawn anew for an interval.
const DRAWS: usize = 1_000;

/// A figure that was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Which one.
    pub figure: Figure,
    /// Its value; none where no case asks for it.
    pub value: Option<f64>,
    /// The 95 % interval: cases drawn at random from these, with replacement, give a value
    /// within it 95 times out of 100.
    pub interval: Option<(f64, f64)>,
    /// The number of cases on which it rests.
    pub cases: usize,
}

impl Measure {
    /// Tells whether it rests on enough cases to be believed.
    pub fn is_enough(&self) -> bool {
        self.cases >= ENOUGH
    }
}

/// Measures all figures on some trials.
pub(super) fn all(trials: &[&Trial]) -> Vec<Measure> {
    let samples = draws(trials);
    let measure = |figure: Figure| {
        let (value, cases) = figure.of(trials);
        let values = samples.iter().filter_map(|sample| figure.of(sample).0).collect();
        Measure { figure, value, interval: value.and_then(|_| middle(values)), cases }
    };
    Figure::ALL.map(measure).to_vec()
}

/// Draws as many trials as there are, with replacement, again and again; always the same ones.
fn draws<'a>(trials: &[&'a Trial]) -> Vec<Vec<&'a Trial>> {
    let mut random = fastrand::Rng::with_seed(0);
    let mut draw = || trials.iter().filter_map(|_| random.choice(trials).copied()).collect();
    (0..DRAWS).map(|_| draw()).collect()
}

/// Returns the ends of the middle 95 % of some values.
fn middle(mut values: Vec<f64>) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let cut = values.len() / 40;
    let last = values.len().checked_sub(cut + 1)?;
    Some((values[cut], values[last]))
}
