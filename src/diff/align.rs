//! Which paragraph of one draft is which of the other.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::likeness::{cannot_reach, likeness};
use super::words::{self, Lexicon, Marks, Word};
use super::{edits, order};
use crate::draft::{Block, Draft, Origin};
use crate::name::PlainName;

/// A paragraph of a draft with its words.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// The paragraph.
    pub(super) block: &'a Block,
    /// Its words.
    pub(super) words: Vec<Word>,
    /// The numbers of its words.
    pub(super) keys: Vec<u32>,
    /// The same in order of size.
    sorted: Vec<u32>,
}

/// Two paragraphs that are the same one, by their places in the drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Its place in the old draft.
    pub(crate) old: usize,
    /// Its place in the new draft.
    pub(crate) new: usize,
    /// Whether it stands elsewhere.
    pub(crate) has_moved: bool,
}

/// Reads the paragraphs of a draft.
pub(super) fn pieces<'a>(draft: &'a Draft, marks: &Marks, lexicon: &mut Lexicon) -> Vec<Piece<'a>> {
    let read = |block: &'a Block| {
        let words = words::read(&block.text, marks, lexicon);
        let keys = words::keys(&words);
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        Piece { block, words, keys, sorted }
    };
    draft.blocks.iter().map(read).collect()
}

/// Where a paragraph came from, if that is a thing that makes two paragraphs the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Pedigree<'a> {
    Paragraph(&'a PlainName),
    Part(&'static str),
    Gap(&'a [PlainName]),
    Hand,
}

impl<'a> Piece<'a> {
    fn pedigree(&self) -> Pedigree<'a> {
        match &self.block.origin {
            _ if self.block.is_gap() => Pedigree::Gap(&self.block.points),
            Origin::Library { paragraph, .. } => Pedigree::Paragraph(paragraph),
            Origin::Skeleton(part) => Pedigree::Part(part.word()),
            Origin::Gap | Origin::Hand => Pedigree::Hand,
        }
    }

    fn has_pedigree(&self) -> bool {
        self.pedigree() != Pedigree::Hand
    }

    /// A number that is the same for the same text in every comparison.
    fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.block.text.hash(&mut hasher);
        hasher.finish() >> 16
    }
}

/// Tells whether two paragraphs may be the same one though their pedigree is not: a hand has
/// written one of them, or both are gaps for a point.
fn may_be_one(one: &Piece<'_>, other: &Piece<'_>) -> bool {
    match (one.pedigree(), other.pedigree()) {
        (Pedigree::Gap(points), Pedigree::Gap(others)) => {
            points.iter().any(|point| others.contains(point))
        }
        (Pedigree::Gap(_), _) | (_, Pedigree::Gap(_)) => false,
        _ if one.block.is_conflict() != other.block.is_conflict() => false,
        (Pedigree::Hand, _) | (_, Pedigree::Hand) => true,
        _ => false,
    }
}

/// The likeness from which two paragraphs in the same order are taken for one that was edited.
const EDITED: f64 = 0.4;
/// The likeness from which a paragraph without pedigree may be said to have moved.
const MOVED: f64 = 0.6;
/// The words that such a paragraph must have.
const WORDS_TO_MOVE: usize = 8;
/// The likeness from which a paragraph that kept its pedigree may be said to have moved.
const MOVED_BY_PEDIGREE: f64 = 0.3;

/// Pairs the paragraphs of two drafts, in the order of the old one.
///
/// As few pairs as can be are moves, and only pairs that a reviewer would take for the same
/// paragraph are.
pub(super) fn align(old: &[Piece<'_>], new: &[Piece<'_>]) -> Vec<Pair> {
    let mut pairing = Pairing::new(old, new);
    pairing.same_in_order();
    pairing.alike(0.0, |one, other| one.pedigree() == other.pedigree() && one.has_pedigree());
    pairing.alike(1.0, |one, other| one.block.is_gap() == other.block.is_gap());
    pairing.alike(EDITED, may_be_one);
    pairing.in_order()
}

struct Pairing<'a> {
    old: &'a [Piece<'a>],
    new: &'a [Piece<'a>],
    /// The partner of each old paragraph.
    forth: Vec<Option<usize>>,
    /// The partner of each new paragraph.
    back: Vec<Option<usize>>,
}

impl<'a> Pairing<'a> {
    fn new(old: &'a [Piece<'a>], new: &'a [Piece<'a>]) -> Self {
        Self { old, new, forth: vec![None; old.len()], back: vec![None; new.len()] }
    }

    fn join(&mut self, old: usize, new: usize) {
        self.forth[old] = Some(new);
        self.back[new] = Some(old);
    }

    /// Pairs the longest run of paragraphs that are the same in pedigree and words.
    fn same_in_order(&mut self) {
        let mut identities = HashMap::new();
        let mut identity = |piece: &Piece<'a>| {
            let next = identities.len();
            *identities.entry((piece.pedigree(), piece.keys.clone())).or_insert(next)
        };
        let old: Vec<usize> = self.old.iter().map(&mut identity).collect();
        let new: Vec<usize> = self.new.iter().map(&mut identity).collect();
        for (old, new) in edits::common(&old, &new) {
            self.join(old, new);
        }
    }

    /// Pairs what is left and may be paired, what is most alike first, at least as alike as told.
    fn alike(&mut self, least: f64, may: impl Fn(&Piece<'_>, &Piece<'_>) -> bool) {
        let mut candidates = Vec::new();
        for old in (0..self.old.len()).filter(|old| self.forth[*old].is_none()) {
            for new in (0..self.new.len()).filter(|new| self.back[*new].is_none()) {
                let (one, other) = (&self.old[old], &self.new[new]);
                if !may(one, other) || cannot_reach(least, &one.sorted, &other.sorted) {
                    continue;
                }
                let likeness = likeness(&one.keys, &other.keys);
                if likeness >= least {
                    candidates.push((likeness, old, new));
                }
            }
        }
        candidates.sort_by(|a, b| {
            let near = |&(_, old, new): &(f64, usize, usize)| (old.abs_diff(new), old.min(new));
            b.0.total_cmp(&a.0).then_with(|| near(a).cmp(&near(b)))
        });
        for (_, old, new) in candidates {
            if self.forth[old].is_none() && self.back[new].is_none() {
                self.join(old, new);
            }
        }
    }

    /// Tells stays from moves; a pair out of order that is no believable move is parted.
    fn in_order(&self) -> Vec<Pair> {
        let pairs: Vec<(usize, usize)> =
            (0..self.old.len()).filter_map(|old| self.forth[old].map(|new| (old, new))).collect();
        let places: Vec<usize> = pairs.iter().map(|(_, new)| *new).collect();
        let weights: Vec<order::Weight> =
            pairs.iter().map(|&(old, new)| self.weight(old, new)).collect();
        let stays = order::staying(&places, &weights);
        pairs
            .into_iter()
            .zip(stays)
            .filter(|((old, new), stays)| *stays || self.may_move(*old, *new))
            .map(|((old, new), stays)| Pair { old, new, has_moved: !stays })
            .collect()
    }

    fn weight(&self, old: usize, new: usize) -> order::Weight {
        let (one, other) = (&self.old[old], &self.new[new]);
        let words = one.keys.len() + other.keys.len();
        let is_fixed = !self.may_move(old, new);
        let fingerprint = one.fingerprint() ^ other.fingerprint();
        [1, u64::from(is_fixed), words as u64, fingerprint]
    }

    fn may_move(&self, old: usize, new: usize) -> bool {
        let (one, other) = (&self.old[old], &self.new[new]);
        let has_kept_pedigree = one.has_pedigree() && one.pedigree() == other.pedigree();
        let is_long = one.keys.len().min(other.keys.len()) >= WORDS_TO_MOVE;
        let least = if has_kept_pedigree { MOVED_BY_PEDIGREE } else { MOVED };
        (has_kept_pedigree || is_long) && likeness(&one.keys, &other.keys) >= least
    }
}
