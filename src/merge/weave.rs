//! The order of a merge, of paragraphs in a draft as of sentences in a paragraph.

use crate::diff::Pair;

/// Something that stands in at least one of the three texts, by its place in each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) base: Option<usize>,
    pub(super) hand: Option<usize>,
    pub(super) new: Option<usize>,
}

/// What became of the base in one of the other two texts.
#[derive(Debug)]
pub(super) struct Side<'a> {
    /// How much stands in it.
    pub(super) len: usize,
    /// Which of it is which of the base.
    pub(super) pairs: &'a [Pair],
}

impl Side<'_> {
    /// The pair of each of its places.
    fn by_place(&self) -> Vec<Option<Pair>> {
        let mut by_place = vec![None; self.len];
        for pair in self.pairs {
            by_place[pair.new] = Some(*pair);
        }
        by_place
    }
}

/// Orders what stands in the text of a hand and in the new one: as the hand has it, but what the
/// new text has moved or added stands where the new one has it, after what stands before it
/// there. What neither has any more has no slot.
pub(super) fn weave(hand: &Side<'_>, new: &Side<'_>) -> Vec<Slot> {
    let (in_hand, in_new) = (hand.by_place(), new.by_place());
    let of_new = |base: usize| in_new.iter().flatten().find(|pair| pair.old == base);
    let of_hand = |base: usize| in_hand.iter().flatten().find(|pair| pair.old == base);

    let mut slots: Vec<Slot> = Vec::new();
    for (place, pair) in in_hand.iter().enumerate() {
        let base = pair.map(|pair| pair.old);
        let partner = base.and_then(of_new);
        let follows_new =
            partner.is_some_and(|one| one.has_moved) && pair.is_some_and(|pair| !pair.has_moved);
        if !follows_new {
            slots.push(Slot { base, hand: Some(place), new: partner.map(|one| one.new) });
        }
    }
    let mut next = 0;
    for (place, pair) in in_new.iter().enumerate() {
        let base = pair.map(|pair| pair.old);
        let partner = base.and_then(of_hand);
        match slots.iter().position(|slot| slot.new == Some(place)) {
            // What the hand has moved says nothing about the place of what comes after it.
            Some(_) if partner.is_some_and(|one| one.has_moved) => {}
            Some(at) => next = at + 1,
            None => {
                let hand = partner.map(|one| one.new);
                slots.insert(next, Slot { base, hand, new: Some(place) });
                next += 1;
            }
        }
    }
    slots
}

/// Which of three versions holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    /// That of the hand: the new one says the same, or did not change.
    Hand,
    /// The new one: the hand did not change it.
    New,
    /// Both changed it.
    Conflict,
}

/// Settles which of three versions holds.
pub(super) fn settle<T: PartialEq + ?Sized>(base: &T, hand: &T, new: &T) -> Settled {
    match (hand == base, new == base) {
        (_, true) => Settled::Hand,
        _ if hand == new => Settled::Hand,
        (true, false) => Settled::New,
        (false, false) => Settled::Conflict,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weaves texts of letters; a small letter is the same as the capital and has moved.
    fn woven(base: &str, hand: &str, new: &str) -> String {
        let pairs = |text: &str| -> Vec<Pair> {
            let place = |one: char| base.find(one.to_ascii_uppercase());
            let pair = |(new, one): (usize, char)| {
                Some(Pair { old: place(one)?, new, has_moved: one.is_lowercase() })
            };
            text.chars().enumerate().filter_map(pair).collect()
        };
        let (in_hand, in_new) = (pairs(hand), pairs(new));
        let hand_side = Side { len: hand.len(), pairs: &in_hand };
        let slots = weave(&hand_side, &Side { len: new.len(), pairs: &in_new });
        let letter = |slot: &Slot| {
            let of = |text: &str, at: Option<usize>| at.and_then(|at| text.chars().nth(at));
            of(hand, slot.hand).or(of(new, slot.new)).unwrap_or('?')
        };
        slots.iter().map(letter).collect::<String>().to_uppercase()
    }

    #[test]
    fn without_change_on_one_side_the_other_side_holds() {
        assert_eq!(woven("ABCD", "ABCD", "ABCD"), "ABCD");
        assert_eq!(woven("ABCD", "AXCbDY", "ABCD"), "AXCBDY");
        assert_eq!(woven("ABCD", "ABCD", "cAXBDY"), "CAXBDY");
    }

    #[test]
    fn both_sides_move_and_add() {
        assert_eq!(woven("ABCD", "dABC", "ABXCD"), "DABXC");
        assert_eq!(woven("ABCD", "AXBCD", "AYBCD"), "AYXBCD");
        assert_eq!(woven("ABCD", "BCaD", "AXBCD"), "XBCAD");
        assert_eq!(woven("ABCD", "ACDb", "bACD"), "ACDB");
    }
}
