//! Which notions of a thesaurus are near to one another: those that share words, and those that share
//! words with these.
//!
//! A notion is a line of the thesaurus. A word of one says something of its kin, too: who speaks of lambs
//! and lorries speaks of the transport of animals, although no notion has all three.

use std::cmp::{Ordering, Reverse};

/// How many of its kin are kept of each notion.
const KEPT: usize = 128;

/// How many of those that share words with it are followed to others.
const FOLLOWED: usize = 128;

/// Returns the kin of each notion, itself among them, with how near they are; as a vector, of length 1.
///
/// `words` are the notions of each word with how much it says of each; there are `notions` of them. Each is
/// scaled so that the kin of its notions, added up, make a vector of length 1.
pub(super) fn kin(words: &mut [Vec<(u32, f32)>], notions: usize) -> Vec<Vec<(u32, f32)>> {
    for list in words.iter_mut() {
        to_unit(list);
    }
    let mut sum = Sum::new(notions);
    let shared = shared(words, &mut sum, notions);
    let followed = shared.iter().map(|list| {
        for (notion, share) in list {
            sum.add(&shared[*notion as usize], *share);
        }
        let mut kin = sum.take();
        keep_greatest(&mut kin, KEPT);
        to_unit(&mut kin);
        kin
    });
    let kin: Vec<Vec<(u32, f32)>> = followed.collect();
    for list in words {
        for (notion, share) in &*list {
            sum.add(&kin[*notion as usize], *share);
        }
        let length = length(&sum.take());
        for (_, share) in list {
            *share /= length;
        }
    }
    kin
}

/// Returns how much each notion shares the words of each other one, as a part of what both share with
/// all.
fn shared(words: &[Vec<(u32, f32)>], sum: &mut Sum, notions: usize) -> Vec<Vec<(u32, f32)>> {
    let mut of_notion = vec![Vec::new(); notions];
    for (word, list) in words.iter().enumerate() {
        for (notion, share) in list {
            of_notion[*notion as usize].push((word, *share));
        }
    }
    let of_notion = of_notion.into_iter().map(|list| {
        for (word, share) in list {
            sum.add(&words[word], share);
        }
        sum.take()
    });
    let mut shared: Vec<Vec<(u32, f32)>> = of_notion.collect();
    let degree = |list: &Vec<(u32, f32)>| list.iter().map(|(_, share)| share).sum::<f32>().sqrt();
    let degrees: Vec<f32> = shared.iter().map(degree).collect();
    for (list, degree) in shared.iter_mut().zip(&degrees) {
        for (other, share) in list.iter_mut() {
            *share /= degree * degrees[*other as usize];
        }
        keep_greatest(list, FOLLOWED);
    }
    shared
}

/// A vector over all notions that is being summed up.
struct Sum {
    shares: Vec<f32>,
    /// Which notions something was added to, a bit for each.
    added: Vec<u64>,
}

impl Sum {
    /// Returns a sum of nothing, over so many notions.
    fn new(notions: usize) -> Self {
        Self { shares: vec![0.0; notions], added: vec![0; notions.div_ceil(64)] }
    }

    /// Adds a vector, so many times.
    fn add(&mut self, list: &[(u32, f32)], times: f32) {
        for (notion, share) in list {
            self.shares[*notion as usize] += share * times;
            self.added[*notion as usize / 64] |= 1 << (notion % 64);
        }
    }

    /// Returns what was summed up, in the order of the notions, and begins anew.
    fn take(&mut self) -> Vec<(u32, f32)> {
        let count = self.added.iter().map(|bits| bits.count_ones() as usize).sum();
        let mut list = Vec::with_capacity(count);
        for (first, bits) in (0..).step_by(64).zip(&mut self.added) {
            while *bits > 0 {
                let notion = first + bits.trailing_zeros();
                list.push((notion, std::mem::take(&mut self.shares[notion as usize])));
                *bits &= *bits - 1;
            }
        }
        list
    }
}

/// Keeps so many of the greatest, and the order; of equal ones the first. None is negative.
pub(super) fn keep_greatest(list: &mut Vec<(u32, f32)>, count: usize) {
    if list.len() <= count {
        return;
    }
    // Numbers that are not negative are in the order of their bits, which are quicker to compare.
    let mut sorted: Vec<u32> = list.iter().map(|(_, share)| share.to_bits()).collect();
    let (kept, left_out, _) = sorted.select_nth_unstable_by_key(count, |bits| Reverse(*bits));
    let mut equal = kept.iter().filter(|bits| *bits == left_out).count();
    list.retain(|(_, share)| match share.to_bits().cmp(left_out) {
        Ordering::Greater => true,
        Ordering::Equal if equal > 0 => {
            equal -= 1;
            true
        }
        _ => false,
    });
}

/// Gives a vector the length 1; one without length stays as it is.
pub(super) fn to_unit(list: &mut [(u32, f32)]) {
    let length = length(list);
    if length > 0.0 {
        for (_, share) in list {
            *share /= length;
        }
    }
}

fn length(list: &[(u32, f32)]) -> f32 {
    list.iter().map(|(_, share)| share * share).sum::<f32>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notions_that_share_words_are_kin_and_so_are_the_kin_of_these() {
        let mut words = [vec![(0, 1.0), (1, 1.0)], vec![(1, 1.0), (2, 1.0)], vec![(3, 1.0)]];
        let kin = kin(&mut words, 4);
        let of = |notion: usize| kin[notion].iter().map(|(other, _)| *other).collect::<Vec<_>>();
        assert_eq!(of(0), [0, 1, 2]);
        assert_eq!(of(3), [3]);
        let near = |other: usize| kin[0][other].1;
        assert!(near(1) > near(2), "{kin:?}");
    }

    #[test]
    fn of_equal_shares_the_first_are_kept() {
        let mut list = vec![(1, 0.5), (2, 0.5), (3, 0.9), (4, 0.5)];
        keep_greatest(&mut list, 2);
        assert_eq!(list, [(1, 0.5), (3, 0.9)]);
    }
}
