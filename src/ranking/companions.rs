//! The words of a library by the notions they stand for: whoever says one word of a notion may mean
//! another one.

use super::digest::{Row, Word};
use super::everyday::is_everyday;
use super::posting::Postings;
use super::vocabulary::{Term, Vocabulary};

/// The words of a library, by the notions of the thesaurus.
#[derive(Debug)]
pub(super) struct Companions {
    notions: Vec<Notion>,
}

/// The words of a notion that a library uses.
#[derive(Debug, Clone, Default)]
struct Notion {
    companions: Vec<Companion>,
    /// How often the library uses any of them.
    uses: usize,
}

/// A word that may stand for another one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Companion {
    /// The word.
    pub(super) term: Term,
    /// Whether it is a word of everyday English.
    pub(super) is_everyday: bool,
}

impl Companions {
    /// Sorts the words of a library into so many notions, by what the thesaurus says of each.
    pub(super) fn new(
        rows: &[Option<Row<'_>>],
        vocabulary: &Vocabulary,
        postings: &Postings,
        notions: usize,
    ) -> Self {
        let mut notions = vec![Notion::default(); notions];
        for ((term, stem), row) in (Term::MIN..).zip(vocabulary.stems()).zip(rows) {
            let companion = Companion { term, is_everyday: is_everyday(stem) };
            for Word { notion, .. } in row.iter().flat_map(|row| row.words()) {
                let notion = &mut notions[notion as usize];
                notion.companions.push(companion);
                notion.uses += postings.of(term).len();
            }
        }
        Self { notions }
    }

    /// Returns the words that may stand for one that stands for a notion alone, with how often the library
    /// uses any word of the notion; the word itself may be among them.
    ///
    /// A short form that is a word, too, must stand in capitals: `TEN` is not `ten`.
    pub(super) fn of<'a>(
        &'a self,
        row: Row<'a>,
        is_acronym: bool,
    ) -> impl Iterator<Item = (&'a [Companion], usize)> {
        let said = row.words().filter(move |word| is_acronym || !word.is_acronym);
        said.map(|word| {
            let Notion { companions, uses } = &self.notions[word.notion as usize];
            (companions.as_slice(), *uses)
        })
    }
}
