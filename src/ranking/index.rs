//! A library, ready to be asked.

use super::areas::Areas;
use super::entry::Entry;
use super::family::Families;
use super::groups::Groups;
use super::inverted::Inverted;
use super::slip::Slips;
use super::thesaurus::Thesaurus;

/// A slip may have meant a word that at most one in so many entries uses.
const RARE: usize = 5;

/// A library, ready to be asked.
///
/// It keeps what it needs of the entries, which may be dropped. Two indexes of the
/// same entries give the same rankings, in whatever order the entries came.
#[derive(Debug)]
pub struct Index {
    pub(super) inverted: Inverted,
    pub(super) families: Families,
    pub(super) abbreviations: Groups,
    pub(super) slips: Slips,
    pub(super) thesaurus: Groups,
    pub(super) areas: Areas,
}

impl Index {
    /// Reads the entries of a library.
    pub fn new(entries: &[Entry], thesaurus: &Thesaurus) -> Self {
        Self::of(Inverted::of(entries), thesaurus)
    }

    /// Makes ready what reading the entries of a library gave.
    pub fn of(mut inverted: Inverted, thesaurus: &Thesaurus) -> Self {
        inverted.finish();
        let Inverted { ids, vocabulary, postings, abbreviations, .. } = &inverted;
        let rare = ids.len().div_ceil(RARE);
        let rare = vocabulary.written().filter(|(_, term)| postings.of(*term).len() <= rare);
        let pairs = abbreviations.iter().map(|(short, long)| [short.as_str(), long.as_str()]);
        let thesaurus = Groups::new(thesaurus.clone());
        Self {
            families: Families::new(vocabulary.stems()),
            abbreviations: Groups::new(Thesaurus::of_groups(pairs)),
            slips: Slips::new(rare),
            areas: Areas::new(thesaurus.digest(), vocabulary, postings, ids.len()),
            thesaurus,
            inverted,
        }
    }
}
