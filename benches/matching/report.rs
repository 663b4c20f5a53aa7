//! Figures on a benchmark, printed.

use std::collections::BTreeSet;

use chancery::ranking::Ranking;

use crate::data::Point;

/// Prints how often a right entry is first and among the first three, for all points that have
/// an answer, by kind and by field.
pub(crate) fn hits(points: &[Point], rankings: &[Ranking]) {
    let line = |name: &str, keep: &dyn Fn(&Point) -> bool| {
        let kept = || {
            let all = points.iter().zip(rankings);
            all.filter(|(point, _)| keep(point) && !point.issues.is_empty())
        };
        let count = kept().count();
        if count > 0 {
            let [first, third] = shares_found(kept());
            println!("{name:22} {count:4}  R@1 {first:.3}  R@3 {third:.3}");
        }
    };
    line("all", &|_| true);
    for kind in points.iter().map(|point| &point.kind).collect::<BTreeSet<_>>() {
        line(kind, &|point| point.kind == *kind);
    }
    for field in points.iter().map(|point| &point.field).collect::<BTreeSet<_>>() {
        line(field, &|point| point.field == *field);
    }
}

/// Returns how often a right entry is first, and which share of the issues is among the first three.
pub(crate) fn shares_found<'a>(
    found: impl Iterator<Item = (&'a Point, &'a Ranking)> + Clone,
) -> [f64; 2] {
    let count = found.clone().count();
    let first = found.clone().filter(|(point, ranking)| point.is_answered_by(ranking)).count();
    let third: f64 = found.map(|(point, ranking)| found_by_third(point, ranking)).sum();
    [share(first, count), third / number(count.max(1))]
}

fn found_by_third(point: &Point, ranking: &Ranking) -> f64 {
    let first_three = || ranking.candidates.iter().take(3);
    let is_found = |issue: &&Vec<String>| first_three().any(|one| issue.contains(&one.entry));
    share(point.issues.iter().filter(is_found).count(), point.issues.len())
}

/// Prints how often a second issue is seen, and rightly.
pub(crate) fn second_issues(points: &[Point], rankings: &[Ranking]) {
    let (mut right, mut wrong, mut needless) = (0, 0, 0);
    for (point, second) in points.iter().zip(rankings.iter().map(|one| &one.second)) {
        match second {
            Some(id) if point.issues.len() < 2 => needless += usize::from(!point.accepts(id)),
            Some(id) if point.accepts(id) => right += 1,
            Some(_) => wrong += 1,
            None => {}
        }
    }
    let double = points.iter().filter(|point| point.issues.len() > 1).count();
    println!("second issues: {right} of {double} found, {wrong} wrong, {needless} needless");
}

/// Prints how often points were right that had a confidence in each range, and what would be
/// taken at each threshold.
pub(crate) fn reliability(name: &str, points: &[Point], rankings: &[Ranking], confidence: &[f64]) {
    let right = points.iter().zip(rankings).map(|(point, ranking)| point.is_answered_by(ranking));
    let all: Vec<(f64, bool)> = confidence.iter().copied().zip(right).collect();
    let loss = |(sure, right): &(f64, bool)| (f64::from(u8::from(*right)) - sure).powi(2);
    let brier = all.iter().map(loss).sum::<f64>() / number(all.len());
    println!("\nconfidence {name}: Brier score {brier:.4}");
    for (low, high) in [(0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.1)] {
        let (count, right) = count(&all, |sure| (low..high).contains(&sure));
        println!("  {low:.1} to {:.1}: {right:3} of {count:3} right", f64::min(high, 1.0));
    }
    for threshold in [0.5, 0.55, 0.6, 0.65, 0.7] {
        let (count, right) = count(&all, |sure| sure >= threshold);
        let (precision, coverage) = (share(right, count), share(count, all.len()));
        println!("  from {threshold:.2} on: precision {precision:.3}, coverage {coverage:.3}");
    }
}

/// Returns how many have a confidence as wanted, and how many of these are right.
fn count(all: &[(f64, bool)], wanted: impl Fn(f64) -> bool) -> (usize, usize) {
    let kept = || all.iter().filter(|(sure, _)| wanted(*sure));
    (kept().count(), kept().filter(|(_, right)| *right).count())
}

fn share(part: usize, whole: usize) -> f64 {
    number(part) / number(whole.max(1))
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a benchmark is small"))
}
