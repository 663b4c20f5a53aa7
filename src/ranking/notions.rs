//! The notions that points and entries speak of, those near to them included: a finer picture than policy
//! areas give, and a coarser one than words that stand for one another.

use std::collections::HashMap;
use std::ops::Range;

use super::digest::{Digest, Row};
use super::kin::{Sum, keep_greatest, to_unit};
use super::posting::Postings;
use super::reading::{Ask, Reading};
use super::vocabulary::Term;

/// Of how many notions that an entry or a point speaks of the kin is asked.
const CHIEF: usize = 128;

/// The most notions of an entry, kin included.
const KEPT: usize = 128;

/// The share of what speaks for an entry from which a word is named.
const TELLING: f64 = 0.2;

/// The notions of all entries.
#[derive(Debug)]
pub(super) struct Notions {
    /// For each entry, the notions that it speaks of, with how much it does; as a vector, of length 1.
    entries: Vec<Vec<(u32, f32)>>,
}

/// The notions of a point.
#[derive(Debug)]
pub(super) struct PointNotions {
    /// For each notion, how much the point speaks of it; as a vector, of length 1.
    shares: Vec<f32>,
}

impl Notions {
    /// Finds the notions of all entries by what the thesaurus says of each of the library's words.
    #[expect(clippy::cast_possible_truncation, reason = "rarities are small")]
    pub(super) fn new(
        digest: &Digest,
        rows: &[Option<Row<'_>>],
        postings: &Postings,
        entries: usize,
    ) -> Self {
        let mut words: Vec<Vec<(u32, f32)>> = Vec::with_capacity(rows.len());
        let mut used: Vec<Vec<(Term, f32)>> = vec![Vec::new(); entries];
        for (term, row) in (Term::MIN..).zip(rows) {
            words.push(row.iter().flat_map(|row| row.notions()).collect());
            if row.is_some() {
                let rarity = postings.idf(term) as f32;
                for posting in postings.of(term) {
                    used[posting.entry as usize].push((term, rarity * posting.share));
                }
            }
        }
        let (mut said, mut meant) = (Sum::new(digest.size()), Sum::new(digest.size()));
        let of_entry = |used: Vec<(Term, f32)>| {
            for (term, weight) in used {
                said.add(words[term as usize].iter().copied(), weight);
            }
            let mut chief = said.take();
            keep_greatest(&mut chief, CHIEF);
            for (notion, weight) in chief {
                meant.add(digest.kin(notion), weight);
            }
            let mut list = meant.take();
            keep_greatest(&mut list, KEPT);
            to_unit(&mut list);
            list
        };
        Self { entries: used.into_iter().map(of_entry).collect() }
    }

    /// Returns how much an entry speaks of the same as a point: the cosine of their notions.
    pub(super) fn likeness(&self, point: &PointNotions, entry: u32) -> f64 {
        self.of(entry).map(|(notion, share)| f64::from(share * point.shares[notion as usize])).sum()
    }

    /// Returns where the point uses the words that speak most of what an entry speaks of.
    pub(super) fn passages(
        &self,
        digest: &Digest,
        reading: &Reading<'_>,
        entry: u32,
    ) -> Vec<Range<usize>> {
        let spoken_of: HashMap<u32, f32> = self.of(entry).collect();
        let near = |(notion, share): &(u32, f32)| {
            let kin =
                digest.kin(*notion).filter_map(|(kin, near)| Some(near * spoken_of.get(&kin)?));
            share * kin.sum::<f32>()
        };
        let said = |ask: &Ask<'_>| ask.value * f64::from(ask.notions.iter().map(near).sum::<f32>());
        let said: Vec<f64> = reading.asks.iter().map(said).collect();
        let enough = TELLING * said.iter().sum::<f64>();
        let asks = reading.asks.iter().zip(&said).filter(|(_, said)| **said > enough);
        asks.flat_map(|(ask, _)| ask.ranges.iter().cloned()).collect()
    }

    fn of(&self, entry: u32) -> impl Iterator<Item = (u32, f32)> {
        self.entries.get(entry as usize).into_iter().flatten().copied()
    }
}

impl PointNotions {
    /// Finds the notions of a point by the words it uses.
    #[expect(clippy::cast_possible_truncation, reason = "rarities are small")]
    pub(super) fn of(digest: &Digest, reading: &Reading<'_>) -> Self {
        let mut said = Sum::new(digest.size());
        for ask in &reading.asks {
            said.add(ask.notions.iter().copied(), ask.value as f32);
        }
        let mut chief = said.take();
        keep_greatest(&mut chief, CHIEF);
        let mut shares = vec![0.0; digest.size()];
        for (notion, weight) in chief {
            for (kin, near) in digest.kin(notion) {
                shares[kin as usize] += near * weight;
            }
        }
        let length = shares.iter().map(|share| share * share).sum::<f32>().sqrt();
        if length > 0.0 {
            for share in &mut shares {
                *share /= length;
            }
        }
        Self { shares }
    }
}
