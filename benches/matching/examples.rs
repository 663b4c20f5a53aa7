//! What examples are worth: half of the points are given to the paragraphs that answer them, and
//! the others are matched with and without.

use chancery::ranking::{Entry, Index, Ranker, Ranking, Thesaurus};

use crate::data::Point;
use crate::report::shares_found;

/// How many random halves are tried.
const HALVES: u32 = 20;

/// Prints the means over random halves.
pub(crate) fn measure(entries: &[Entry], points: &[Point], thesaurus: &Thesaurus) {
    let answered: Vec<&Point> = points.iter().filter(|point| !point.issues.is_empty()).collect();
    let mut sums = [[0.0; 2]; 2];
    for seed in 0..u64::from(HALVES) {
        let mut shuffled = answered.clone();
        fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
        let (known, others) = shuffled.split_at(shuffled.len() / 2);
        for (sum, entries) in sums.iter_mut().zip([entries.to_vec(), taught(entries, known)]) {
            let index = Index::new(&entries, thesaurus);
            let ranking = |point: &&Point| index.rank(&point.query());
            let rankings: Vec<Ranking> = others.iter().map(ranking).collect();
            let shares = shares_found(others.iter().copied().zip(&rankings));
            for (sum, share) in sum.iter_mut().zip(shares) {
                *sum += share / f64::from(HALVES);
            }
        }
    }
    println!("\nhalf of the points, the mean of {HALVES} halves:");
    for (name, [first, third]) in ["without examples", "the others as examples"].iter().zip(sums) {
        println!("{name:22}       R@1 {first:.3}  R@3 {third:.3}");
    }
}

/// The entries with the points that each of them answers best.
fn taught(entries: &[Entry], known: &[&Point]) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    for entry in &mut entries {
        let answers = known.iter().filter(|point| point.is_answered_best_by(&entry.id));
        entry.examples.extend(answers.map(|point| point.text.clone()));
    }
    entries
}
