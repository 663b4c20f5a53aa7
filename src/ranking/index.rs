//! A library, ready to be asked.

use super::areas::Areas;
use super::companions::Companions;
use super::digest::Digest;
use super::entry::Entry;
use super::family::Families;
use super::inverted::Inverted;
use super::notions::Notions;
use super::short_forms::ShortForms;
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
    pub(super) short_forms: ShortForms,
    pub(super) slips: Slips,
    pub(super) thesaurus: Thesaurus,
    pub(super) companions: Companions,
    pub(super) areas: Areas,
    pub(super) notions: Notions,
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
        let digest = thesaurus.digest();
        let rows: Vec<_> = vocabulary.stems().iter().map(|stem| digest.row(stem)).collect();
        Self {
            families: Families::new(vocabulary.stems()),
            short_forms: ShortForms::new(abbreviations, vocabulary),
            slips: Slips::new(rare),
            companions: Companions::new(&rows, vocabulary, postings, digest.size()),
            areas: Areas::new(digest, &rows, postings, ids.len()),
            notions: Notions::new(thesaurus, &rows, postings, ids.len()),
            thesaurus: thesaurus.clone(),
            inverted,
        }
    }

    /// Returns what the thesaurus says of each stem.
    pub(super) fn digest(&self) -> &Digest {
        self.thesaurus.digest()
    }
}
