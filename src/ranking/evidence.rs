//! What each ask of a point finds in one entry.

use super::posting::Postings;
use super::reading::{Ask, Link};
use super::vocabulary::Term;

/// What an ask finds in an entry.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    /// What it adds to the score.
    pub(super) weight: f64,
    /// The term that was found; the first of several.
    pub(super) term: Term,
    /// By what other way than the word itself.
    pub(super) link: Option<Link>,
}

/// Returns the best that an ask finds in an entry.
pub(super) fn evidence(ask: &Ask<'_>, entry: u32, postings: &Postings) -> Option<Evidence> {
    let mut best = ask.term.and_then(|term| {
        let share = f64::from(postings.find(term, entry)?.share);
        Some(Evidence { weight: ask.value * share, term, link: None })
    });
    for other in &ask.alternatives {
        let least = best.as_ref().map_or(0.0, |best| best.weight);
        if other.value > least
            && let Some(share) = share_of_all(&other.terms, entry, postings)
            && let Some(term) = other.terms.first()
        {
            let weight = other.value * f64::from(share);
            if weight > least {
                best = Some(Evidence { weight, term: *term, link: Some(other.link) });
            }
        }
    }
    best
}

/// Returns the smallest share of several terms in an entry that has them all.
fn share_of_all(terms: &[Term], entry: u32, postings: &Postings) -> Option<f32> {
    terms
        .iter()
        .try_fold(1.0_f32, |least, term| Some(least.min(postings.find(*term, entry)?.share)))
}

/// The scores of all entries.
#[derive(Debug)]
pub(super) struct Scores {
    totals: Vec<f64>,
    best: Vec<f64>,
    touched: Vec<u32>,
}

impl Scores {
    /// Returns scores of nothing.
    pub(super) fn new(entries: usize) -> Self {
        Self { totals: vec![0.0; entries], best: vec![0.0; entries], touched: Vec::new() }
    }

    /// Adds to the score of one entry.
    pub(super) fn add(&mut self, entry: u32, weight: f64) {
        self.totals[entry as usize] += weight;
    }

    /// Adds the best that an ask finds in each entry, as [`evidence`] does for one.
    pub(super) fn add_ask(&mut self, ask: &Ask<'_>, postings: &Postings) {
        let list = ask.term.map_or(&[][..], |term| postings.of(term));
        if ask.alternatives.is_empty() {
            for posting in list {
                self.totals[posting.entry as usize] += ask.value * f64::from(posting.share);
            }
            return;
        }
        for posting in list {
            self.offer(posting.entry, ask.value * f64::from(posting.share));
        }
        for other in &ask.alternatives {
            let Some(rarest) =
                other.terms.iter().min_by_key(|term| (postings.of(**term).len(), **term))
            else {
                continue;
            };
            for posting in postings.of(*rarest) {
                if other.terms.len() == 1 {
                    self.offer(posting.entry, other.value * f64::from(posting.share));
                } else if let Some(share) = share_of_all(&other.terms, posting.entry, postings) {
                    self.offer(posting.entry, other.value * f64::from(share));
                }
            }
        }
        for entry in self.touched.drain(..) {
            self.totals[entry as usize] += std::mem::take(&mut self.best[entry as usize]);
        }
    }

    fn offer(&mut self, entry: u32, weight: f64) {
        let best = &mut self.best[entry as usize];
        if *best == 0.0 {
            self.touched.push(entry);
        }
        *best = best.max(weight);
    }

    /// Returns the entries with the highest scores, by falling score, then by rising number, of those
    /// in which something was found: none is 0.
    pub(super) fn best(&self, count: usize) -> Vec<(u32, f64)> {
        let mut best: Vec<(u32, f64)> = Vec::with_capacity(2 * count);
        let by_score = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        let mut floor = 0.0;
        for (entry, score) in (0..).zip(self.totals.iter().copied()) {
            if score > floor {
                best.push((entry, score));
                if best.len() == 2 * count {
                    floor = best.select_nth_unstable_by(count - 1, by_score).1.1;
                    best.truncate(count);
                }
            }
        }
        best.sort_unstable_by(by_score);
        best.truncate(count);
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_are_those_of_a_whole_sort_with_the_first_of_equals() {
        let mut scores = Scores::new(1000);
        for entry in 0..1000 {
            scores.add(entry, f64::from(entry * 37 % 101 % 50));
        }
        let mut all: Vec<(u32, f64)> = (0..).zip(scores.totals.iter().copied()).collect();
        all.retain(|(_, score)| *score > 0.0);
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for count in [1, 10, 128, 2000] {
            assert_eq!(scores.best(count), all[..count.min(all.len())], "{count}");
        }
    }
}
