//! Logistic regression, cross-validated over groups.

use std::collections::BTreeSet;

/// How strongly coefficients are drawn to 0, so that none is trusted more than a few hundred
/// points allow.
const RIDGE: f64 = 1.0;

/// What is known about one ranking.
pub(crate) struct Row {
    /// Rows of one group are never both fitted on and judged.
    pub(crate) group: String,
    /// What the chance depends on; none when nothing was found.
    pub(crate) features: Option<Vec<f64>>,
    /// Whether the first candidate was right.
    pub(crate) right: bool,
}

/// Returns the coefficients fitted on all rows, the constant last, and the chance of each row
/// by coefficients that were fitted on the other groups.
pub(crate) fn cross_validate(rows: &[Row]) -> (Vec<f64>, Vec<f64>) {
    let groups: BTreeSet<&str> = rows.iter().map(|row| row.group.as_str()).collect();
    let mut chances = vec![0.0; rows.len()];
    for group in groups {
        let model = fit(rows.iter().filter(|row| row.group != group));
        for (chance, row) in chances.iter_mut().zip(rows).filter(|(_, row)| row.group == group) {
            *chance = row.features.as_ref().map_or(0.0, |features| self::chance(&model, features));
        }
    }
    (fit(rows.iter()), chances)
}

fn chance(model: &[f64], features: &[f64]) -> f64 {
    let sum: f64 = model.iter().zip(features.iter().chain([&1.0])).map(|(a, b)| a * b).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Fits by Newton's method.
fn fit<'a>(rows: impl Iterator<Item = &'a Row> + Clone) -> Vec<f64> {
    let rows = rows.filter_map(|row| Some((row.features.as_ref()?, row.right)));
    let size = rows.clone().next().map_or(0, |(features, _)| features.len()) + 1;
    let mut model = vec![0.0; size];
    for _ in 0..50 {
        let mut gradient = vec![0.0; size];
        let mut curvature = vec![vec![0.0; size]; size];
        for (features, right) in rows.clone() {
            let chance = chance(&model, features);
            let error = f64::from(u8::from(right)) - chance;
            let values: Vec<f64> = features.iter().copied().chain([1.0]).collect();
            for (a, value) in values.iter().enumerate() {
                gradient[a] += value * error;
                for (b, other) in values.iter().enumerate() {
                    curvature[a][b] += value * other * chance * (1.0 - chance);
                }
            }
        }
        for at in 0..size {
            let ridge = if at + 1 == size { 1e-6 } else { RIDGE };
            gradient[at] -= ridge * model[at];
            curvature[at][at] += ridge;
        }
        for (value, step) in model.iter_mut().zip(solve(curvature, gradient)) {
            *value += step;
        }
    }
    model
}

/// Solves a system of linear equations by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = (at..size).max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs()));
        let pivot = pivot.expect("the range is not empty");
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        let (row, value) = (matrix[at].clone(), right[at]);
        for other in (0..size).filter(|other| *other != at) {
            let factor = matrix[other][at] / row[at];
            for (cell, above) in matrix[other].iter_mut().zip(&row) {
                *cell -= factor * above;
            }
            right[other] -= factor * value;
        }
    }
    (0..size).map(|at| right[at] / matrix[at][at]).collect()
}
