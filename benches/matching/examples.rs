//! What examples are worth: half of the points are given to the paragraphs that answer them, and
//! the others are matched with and without; and all of them are, and come again without every third of
//! their words.

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
            for (sum, share) in sum.iter_mut().zip(found(&entries, others, thesaurus)) {
                *sum += share / f64::from(HALVES);
            }
        }
    }
    println!("\nhalf of the points, the mean of {HALVES} halves:");
    print("without examples", sums[0]);
    print("the others as examples", sums[1]);
    let again: Vec<Point> = answered.iter().map(|point| point.shortened()).collect();
    let again: Vec<&Point> = again.iter().collect();
    println!("\nall points again, each without every third of its words:");
    print("without examples", found(entries, &again, thesaurus));
    print("as they were as examples", found(&taught(entries, &answered), &again, thesaurus));
}

fn print(name: &str, [first, third]: [f64; 2]) {
    println!("{name:24}     R@1 {first:.3}  R@3 {third:.3}");
}

/// How often an answer of the points comes first, and among the first three.
fn found(entries: &[Entry], points: &[&Point], thesaurus: &Thesaurus) -> [f64; 2] {
    let index = Index::new(entries, thesaurus);
    let rankings: Vec<Ranking> = points.iter().map(|point| index.rank(&point.query())).collect();
    shares_found(points.iter().copied().zip(&rankings))
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
