//! Lists of numbers in one piece, as the digest of the built-in thesaurus holds them: found by
//! their number, without reading the others.

use std::borrow::Cow;

/// Lists of numbers.
///
/// They are packed into one piece: how many there are, where each one ends, in bytes, and the numbers;
/// all of it as four bytes each, the lowest first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lists(pub(super) Cow<'static, [u8]>);

/// Lists of numbers below 2²⁴, each with a share of 0 to 1, of which a 255th is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shares(pub(super) Lists);

impl Lists {
    /// Takes lists that were packed before.
    pub(super) const fn unpack(packed: &'static [u8]) -> Self {
        Self(Cow::Borrowed(packed))
    }

    /// Packs lists.
    pub(super) fn of<L: IntoIterator<Item = u32>>(lists: impl ExactSizeIterator<Item = L>) -> Self {
        let start = 4 + 4 * lists.len();
        let mut packed = number(lists.len()).to_vec();
        packed.resize(start, 0);
        for (list, numbers) in lists.enumerate() {
            packed.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
            let end = number(packed.len() - start);
            packed[4 + 4 * list..][..4].copy_from_slice(&end);
        }
        Self(packed.into())
    }

    /// Returns how many lists there are.
    pub(super) fn len(&self) -> usize {
        self.number_at(0)
    }

    /// Returns the numbers of one list.
    ///
    /// # Panics
    /// When there are not so many lists.
    pub(super) fn get(&self, list: usize) -> impl Iterator<Item = u32> {
        let start = 4 + 4 * self.len();
        let from = if list == 0 { 0 } else { self.number_at(4 * list) };
        let to = self.number_at(4 + 4 * list);
        self.0[start + from..start + to].as_chunks().0.iter().copied().map(u32::from_le_bytes)
    }

    fn number_at(&self, at: usize) -> usize {
        let bytes = &self.0[at..at + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
    }
}

impl Shares {
    /// Packs lists of numbers with shares.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share lies between 0 and 1"
    )]
    pub(super) fn of(lists: &[Vec<(u32, f32)>]) -> Self {
        let packed = |(one, share): &(u32, f32)| one << 8 | (share * 255.0).round() as u32;
        Self(Lists::of(lists.iter().map(|list| list.iter().map(packed))))
    }

    /// Returns the numbers of one list with their shares.
    #[expect(clippy::cast_possible_truncation, reason = "the share is the lowest byte")]
    pub(super) fn get(&self, list: usize) -> impl Iterator<Item = (u32, f32)> {
        self.0.get(list).map(|packed| (packed >> 8, f32::from(packed as u8) * (1.0 / 255.0)))
    }
}

fn number(size: usize) -> [u8; 4] {
    u32::try_from(size).expect("lists are smaller than 4 GB").to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_packed_and_read() {
        let lists = Lists::of([vec![7, 70_000], vec![], vec![3]].into_iter());
        let read: Vec<Vec<u32>> = (0..lists.len()).map(|list| lists.get(list).collect()).collect();
        assert_eq!(read, [vec![7, 70_000], vec![], vec![3]]);
    }

    #[test]
    fn shares_are_read_as_they_were_packed() {
        let shares = Shares::of(&[vec![], vec![(70_000, 1.0), (3, 0.0)]]);
        assert_eq!(shares.get(1).collect::<Vec<_>>(), [(70_000, 1.0), (3, 0.0)]);
        let half = Shares::of(&[vec![(0, 0.5)]]).get(0).next();
        assert!(half.is_some_and(|(_, share)| (share - 0.5).abs() < 0.002));
    }
}
