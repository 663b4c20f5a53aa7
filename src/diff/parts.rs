//! From pairs of paragraphs to changes: splits, joins and exchanges among what has no partner.

use super::align::{Pair, Piece, align};
use super::edits::Comparison;
use super::likeness::{containment, likeness};
use super::words::{Word, joined};
use super::{Change, Kind, Side, substance};
use crate::draft::Origin;
use crate::name::PlainName;

/// The likeness from which a paragraph and several neighbours are taken for a split or a join.
const PARTED: f64 = 0.8;
/// The share of its words that each of the neighbours must have in common with the paragraph.
const PART: f64 = 0.6;
/// The likeness from which exchanged paragraphs are compared word by word.
const COMPARABLE: f64 = 0.5;

/// Returns the changes of the paragraphs, in reading order: what is gone stands where it stood.
pub(super) fn changes(old: &[Piece<'_>], new: &[Piece<'_>]) -> Vec<Change> {
    let sorted = Sorted::of(old, new);
    let mut placed: Vec<(Place, Change)> = Vec::new();
    for paired in &sorted.paired {
        placed
            .extend(paired_change(old, new, paired).map(|change| ((paired.new[0], 1, 0), change)));
    }
    for &(from, to) in &sorted.exchanged {
        placed.push(((to, 1, 0), exchanged(old, new, from, to)));
    }
    for &at in &sorted.added {
        placed.push(((at, 1, 0), added(new, at)));
    }
    for &at in &sorted.removed {
        placed.push((sorted.place_of_removed(at), removed(old, at)));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, change)| change).collect()
}

/// Where a change is told: at a new paragraph, or before or after it.
type Place = (usize, usize, usize);

/// The paragraphs of both drafts, sorted by what became of them.
struct Sorted {
    paired: Vec<Paired>,
    exchanged: Vec<(usize, usize)>,
    added: Vec<usize>,
    removed: Vec<usize>,
}

/// A pair, with the neighbours that belong to it after a split or before a join.
struct Paired {
    old: Vec<usize>,
    new: Vec<usize>,
    has_moved: bool,
}

impl Sorted {
    fn of(old: &[Piece<'_>], new: &[Piece<'_>]) -> Self {
        let pairs = align(old, new);
        let mut free_old = free(old.len(), pairs.iter().map(|pair| pair.old));
        let mut free_new = free(new.len(), pairs.iter().map(|pair| pair.new));
        let mut paired: Vec<Paired> = pairs
            .iter()
            .map(|&Pair { old, new, has_moved }| Paired {
                old: vec![old],
                new: vec![new],
                has_moved,
            })
            .collect();
        let mut grown: Vec<(Grown, usize, bool)> = Vec::new();
        for (at, pair) in pairs.iter().enumerate() {
            let split = grow(&old[pair.old], new, pair.new, &free_new);
            let join = grow(&new[pair.new], old, pair.old, &free_old);
            grown.extend(split.map(|grown| (grown, at, true)));
            grown.extend(join.map(|grown| (grown, at, false)));
        }
        grown.sort_by(|(one, ..), (other, ..)| other.likeness.total_cmp(&one.likeness));
        for (grown, at, is_split) in grown {
            let free = if is_split { &mut free_new } else { &mut free_old };
            let is_taken = grown.parts.iter().any(|part| *part != grown.partner && !free[*part]);
            if is_taken || paired[at].old.len() + paired[at].new.len() > 2 {
                continue;
            }
            for part in &grown.parts {
                free[*part] = false;
            }
            let parts = if is_split { &mut paired[at].new } else { &mut paired[at].old };
            *parts = grown.parts;
        }
        let mut removed = places(&free_old);
        let mut added = places(&free_new);
        let exchanged = exchanges(old, new, &mut removed, &mut added);
        Self { paired, exchanged, added, removed }
    }

    /// What is gone is told after the paragraph that stood before it and still stands in place.
    fn place_of_removed(&self, at: usize) -> Place {
        let stayed = self.paired.iter().filter(|paired| !paired.has_moved);
        let before = stayed.filter(|paired| paired.old[0] < at).max_by_key(|paired| paired.old[0]);
        match before.and_then(|paired| paired.new.last()) {
            Some(after) => (*after, 2, at),
            None => (0, 0, at),
        }
    }
}

fn free(count: usize, taken: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut free = vec![true; count];
    for at in taken {
        free[at] = false;
    }
    free
}

fn places(free: &[bool]) -> Vec<usize> {
    (0..free.len()).filter(|at| free[*at]).collect()
}

/// The neighbours of a partner that make up the whole with it.
struct Grown {
    likeness: f64,
    partner: usize,
    parts: Vec<usize>,
}

/// Takes free neighbours of the partner of `whole` for further parts of it, as long as that makes
/// the sum more like it; the sum must be very like it in the end.
fn grow(whole: &Piece<'_>, others: &[Piece<'_>], partner: usize, free: &[bool]) -> Option<Grown> {
    if whole.keys == others[partner].keys {
        return None;
    }
    let (mut first, mut last) = (partner, partner);
    let sum = |first: usize, last: usize| -> Vec<u32> {
        others[first..=last].iter().flat_map(|piece| piece.keys.iter().copied()).collect()
    };
    let is_part = |at: usize| {
        let piece = &others[at];
        let may = free[at] && !piece.block.is_mark() && !piece.keys.is_empty();
        may && containment(&piece.keys, &whole.keys) >= PART
    };
    let mut best = likeness(&whole.keys, &others[partner].keys);
    loop {
        let before = first.checked_sub(1).map(|at| (at, at, last));
        let after = (last + 1 < others.len()).then_some((last + 1, first, last + 1));
        let sums = before.into_iter().chain(after).filter(|(at, ..)| is_part(*at));
        let sums =
            sums.map(|(_, first, last)| (likeness(&whole.keys, &sum(first, last)), first, last));
        match sums.max_by(|one, other| one.0.total_cmp(&other.0)) {
            Some(next) if next.0 > best => (best, first, last) = next,
            _ => break,
        }
    }
    let parts: Vec<usize> = (first..=last).collect();
    (parts.len() > 1 && best >= PARTED).then_some(Grown { likeness: best, partner, parts })
}

/// Takes those out of what is gone and what is new that answer the same point from two
/// paragraphs of the library.
fn exchanges(
    old: &[Piece<'_>],
    new: &[Piece<'_>],
    removed: &mut Vec<usize>,
    added: &mut Vec<usize>,
) -> Vec<(usize, usize)> {
    let mut exchanged = Vec::new();
    removed.retain(|&from| {
        let partner = added.iter().position(|to| is_exchange(&old[from], &new[*to]));
        exchanged.extend(partner.map(|at| (from, added.remove(at))));
        partner.is_none()
    });
    exchanged
}

fn is_exchange(old: &Piece<'_>, new: &Piece<'_>) -> bool {
    match (paragraph(old), paragraph(new)) {
        (Some(one), Some(other)) => {
            one != other && old.block.points.iter().any(|point| new.block.points.contains(point))
        }
        _ => false,
    }
}

/// The paragraph of the library that a piece came from.
pub(super) fn paragraph<'a>(piece: &Piece<'a>) -> Option<&'a PlainName> {
    match &piece.block.origin {
        Origin::Library { paragraph, .. } => Some(paragraph),
        _ => None,
    }
}

fn paired_change(old: &[Piece<'_>], new: &[Piece<'_>], paired: &Paired) -> Option<Change> {
    let words = |pieces: &[Piece<'_>], places: &[usize]| -> Vec<Word> {
        joined(places.iter().map(|at| pieces[*at].words.clone()))
    };
    let (from, to) = (&old[paired.old[0]], &new[paired.new[0]]);
    let kind = match (paired.old.len(), paired.new.len()) {
        (1, 1) if from.keys == to.keys => {
            if !paired.has_moved {
                return None;
            }
            Kind::Moved
        }
        (1, 1) if paired.has_moved => Kind::MovedEdited,
        (1, 1) => Kind::Edited,
        (1, _) => Kind::Split,
        _ => Kind::Joined,
    };
    let (one, other) = (words(old, &paired.old), words(new, &paired.new));
    let sides = (Some(side(old, &paired.old)), Some(side(new, &paired.new)));
    let named = paired.new.iter().find_map(|at| paragraph(&new[*at]));
    let named = named.or_else(|| paired.old.iter().find_map(|at| paragraph(&old[*at])));
    Some(change(kind, named, sides, &Comparison::of(&one, &other)))
}

fn exchanged(old: &[Piece<'_>], new: &[Piece<'_>], from: usize, to: usize) -> Change {
    let (one, other) = (&old[from], &new[to]);
    let comparison = if likeness(&one.keys, &other.keys) >= COMPARABLE {
        Comparison::of(&one.words, &other.words)
    } else {
        Comparison::whole(&one.words, &other.words)
    };
    let sides = (Some(side(old, &[from])), Some(side(new, &[to])));
    change(Kind::Exchanged, paragraph(other), sides, &comparison)
}

fn added(new: &[Piece<'_>], at: usize) -> Change {
    let comparison = Comparison::whole(&[], &new[at].words);
    change(Kind::Added, paragraph(&new[at]), (None, Some(side(new, &[at]))), &comparison)
}

fn removed(old: &[Piece<'_>], at: usize) -> Change {
    let comparison = Comparison::whole(&old[at].words, &[]);
    change(Kind::Removed, paragraph(&old[at]), (Some(side(old, &[at])), None), &comparison)
}

fn change(
    kind: Kind,
    paragraph: Option<&PlainName>,
    (old, new): (Option<Side>, Option<Side>),
    comparison: &Comparison<'_>,
) -> Change {
    Change {
        kind,
        paragraph: paragraph.cloned(),
        field: None,
        old,
        new,
        words_removed: comparison.removed,
        words_added: comparison.added,
        substance: substance::changed(comparison),
        edits: comparison.edits(),
    }
}

fn side(pieces: &[Piece<'_>], places: &[usize]) -> Side {
    let texts: Vec<&str> = places.iter().map(|at| pieces[*at].block.text.as_str()).collect();
    Side {
        index: Some(places[0]),
        count: places.len(),
        place: place(&pieces[places[0]], places[0]),
        text: texts.join("\n\n"),
    }
}

/// One paragraph as the side of a change.
pub(super) fn side_of(piece: &Piece<'_>, index: Option<usize>) -> Side {
    let (place, text) = (place(piece, index.unwrap_or_default()), piece.block.text.clone());
    Side { index, count: 1, place, text }
}

/// What a reader calls a paragraph.
pub(super) fn place(piece: &Piece<'_>, at: usize) -> String {
    match &piece.block.origin {
        _ if piece.block.is_gap() => {
            let points: Vec<String> = piece.block.points.iter().map(ToString::to_string).collect();
            format!("gap for {}", crate::text::listed(&points))
        }
        _ if piece.block.is_conflict() => "mark of a conflict".to_owned(),
        Origin::Library { paragraph, .. } => paragraph.to_string(),
        Origin::Skeleton(part) => part.word().to_owned(),
        Origin::Gap | Origin::Hand => format!("paragraph {}", at + 1),
    }
}
