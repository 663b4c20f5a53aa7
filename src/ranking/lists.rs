//! Lists of small records in one piece, as the digest of the built-in thesaurus holds them: found by
//! their number, without reading the others.

use std::borrow::Cow;

/// Lists of records of `N` bytes each.
///
/// They are packed into one piece: how many there are, where each one ends, the records; all
/// numbers as four bytes, the lowest first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lists<const N: usize>(pub(super) Cow<'static, [u8]>);

/// Lists of numbers below 2²⁴, each with a share of 0 to 1.
pub(super) type Shares = Lists<4>;

impl<const N: usize> Lists<N> {
    /// Takes lists that were packed before.
    pub(super) const fn unpack(packed: &'static [u8]) -> Self {
        Self(Cow::Borrowed(packed))
    }

    /// Packs lists.
    pub(super) fn pack<'a>(lists: impl ExactSizeIterator<Item = &'a [[u8; N]]>) -> Self {
        let start = 4 + 4 * lists.len();
        let mut packed = number(lists.len()).to_vec();
        packed.resize(start, 0);
        for (list, records) in lists.enumerate() {
            packed.extend(records.as_flattened());
            let end = number(packed.len() - start);
            packed[4 + 4 * list..][..4].copy_from_slice(&end);
        }
        Self(packed.into())
    }

    /// Returns how many lists there are.
    pub(super) fn len(&self) -> usize {
        self.number_at(0)
    }

    /// Returns the records of one list.
    ///
    /// # Panics
    /// When there are not so many lists.
    pub(super) fn get(&self, list: usize) -> &[[u8; N]] {
        let start = 4 + 4 * self.len();
        let from = if list == 0 { 0 } else { self.number_at(4 * list) };
        let to = self.number_at(4 + 4 * list);
        self.0[start + from..start + to].as_chunks().0
    }

    fn number_at(&self, at: usize) -> usize {
        let bytes = &self.0[at..at + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
    }
}

impl Shares {
    /// Packs lists of numbers with shares, of which a 255th is kept.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share lies between 0 and 1"
    )]
    pub(super) fn of(lists: &[Vec<(u32, f32)>]) -> Self {
        let record = |(one, share): &(u32, f32)| {
            let share = (share * 255.0).round() as u32;
            (one << 8 | share).to_le_bytes()
        };
        let lists: Vec<Vec<[u8; 4]>> =
            lists.iter().map(|list| list.iter().map(record).collect()).collect();
        Self::pack(lists.iter().map(Vec::as_slice))
    }

    /// Returns the numbers of one list with their shares.
    pub(super) fn shares(&self, list: usize) -> impl Iterator<Item = (u32, f32)> {
        let share =
            |record: &[u8; 4]| (u32::from_le_bytes(*record) >> 8, f32::from(record[0]) / 255.0);
        self.get(list).iter().map(share)
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
        let lists = Lists::pack([&[*b"ab", *b"cd"][..], &[], &[*b"ef"]].into_iter());
        assert_eq!((0..3).map(|list| lists.get(list).len()).collect::<Vec<_>>(), [2, 0, 1]);
        assert_eq!(lists.get(2), [*b"ef"]);
    }

    #[test]
    fn shares_are_read_as_they_were_packed() {
        let shares = Shares::of(&[vec![], vec![(70_000, 1.0), (3, 0.0)]]);
        assert_eq!(shares.shares(1).collect::<Vec<_>>(), [(70_000, 1.0), (3, 0.0)]);
        let half = Shares::of(&[vec![(0, 0.5)]]).shares(0).next();
        assert!(half.is_some_and(|(_, share)| (share - 0.5).abs() < 0.002));
    }
}
