//! Which entry uses which word, and how much it weighs there (BM25F).

use serde::{Deserialize, Serialize};

use super::reason::Field;
use super::vocabulary::Term;
use super::weights;

/// An entry that uses a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    /// The entry, as a number.
    pub(super) entry: u32,
    /// How much the word weighs in the entry, 0 to 1.
    pub(super) share: f32,
}

/// How often a word stands in each field of an entry.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Count {
    entry: u32,
    fields: [u8; Field::COUNT],
}

/// The entries of each term.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Postings {
    counts: Vec<Vec<Count>>,
    lengths: Vec<[u32; Field::COUNT]>,
    /// The same entries as in `counts`: what every query reads stands together.
    #[serde(skip)]
    lists: Vec<Vec<Posting>>,
    #[serde(skip)]
    idf: Vec<f64>,
}

impl Postings {
    /// Returns postings of no entry.
    pub(super) fn new() -> Self {
        Self { counts: Vec::new(), lists: Vec::new(), lengths: Vec::new(), idf: Vec::new() }
    }

    /// Begins the next entry and returns its number.
    pub(super) fn begin_entry(&mut self) -> u32 {
        self.lengths.push([0; Field::COUNT]);
        u32::try_from(self.lengths.len() - 1).expect("a library has fewer than 2^32 entries")
    }

    /// Counts a word of the entry begun last.
    pub(super) fn count(&mut self, term: Term, field: Field) {
        let entry = self.lengths.len() - 1;
        self.lengths[entry][field as usize] += 1;
        let place = term as usize;
        if place >= self.counts.len() {
            self.counts.resize_with(place + 1, Vec::new);
        }
        let counts = &mut self.counts[place];
        let number = u32::try_from(entry).expect("begin_entry has checked it");
        if counts.last().is_none_or(|last| last.entry != number) {
            counts.push(Count { entry: number, fields: [0; Field::COUNT] });
        }
        if let Some(last) = counts.last_mut() {
            let count = &mut last.fields[field as usize];
            *count = count.saturating_add(1);
        }
    }

    /// Weighs all words, once the last entry is counted.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "counts are small"
    )]
    pub(super) fn finish(&mut self) {
        let entries = self.lengths.len().max(1) as f64;
        let mean: [f64; Field::COUNT] = std::array::from_fn(|field| {
            let used: Vec<u32> = self
                .lengths
                .iter()
                .map(|lengths| lengths[field])
                .filter(|length| *length > 0)
                .collect();
            used.iter().map(|length| f64::from(*length)).sum::<f64>() / used.len().max(1) as f64
        });
        let factors: Vec<[f64; Field::COUNT]> = self
            .lengths
            .iter()
            .map(|lengths| {
                std::array::from_fn(|field| {
                    weights::of_use(field, f64::from(lengths[field]) / mean[field].max(1.0))
                })
            })
            .collect();
        let weighed = |count: &Count| {
            let factors = &factors[count.entry as usize];
            let uses = count.fields.iter().zip(factors);
            let weight: f64 = uses.map(|(count, factor)| f64::from(*count) * factor).sum();
            Posting { entry: count.entry, share: weights::saturated(weight) as f32 }
        };
        self.lists =
            self.counts.iter().map(|counts| counts.iter().map(weighed).collect()).collect();
        self.idf = self.lists.iter().map(|list| idf(entries, list.len() as f64)).collect();
    }

    /// Returns the entries that use a term, by rising number.
    pub(super) fn of(&self, term: Term) -> &[Posting] {
        self.lists.get(term as usize).map_or(&[], Vec::as_slice)
    }

    /// Returns the posting of one entry.
    pub(super) fn find(&self, term: Term, entry: u32) -> Option<&Posting> {
        let list = self.of(term);
        list.binary_search_by_key(&entry, |posting| posting.entry).ok().map(|at| &list[at])
    }

    /// Says in which field of an entry a term stands, the weightiest first.
    pub(super) fn field(&self, term: Term, entry: u32) -> Option<Field> {
        let at = self.of(term).binary_search_by_key(&entry, |posting| posting.entry).ok()?;
        let fields = self.counts[term as usize][at].fields;
        Some(Field::ALL[fields.iter().position(|count| *count > 0)?])
    }

    /// Returns how rare a term is.
    pub(super) fn idf(&self, term: Term) -> f64 {
        self.idf.get(term as usize).copied().unwrap_or_else(|| self.idf_of_count(0))
    }

    /// Returns how rare a word would be that this many entries use.
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub(super) fn idf_of_count(&self, count: usize) -> f64 {
        let entries = self.lengths.len();
        idf(entries.max(1) as f64, count.min(entries) as f64)
    }
}

fn idf(entries: f64, count: f64) -> f64 {
    ((entries - count + 0.5) / (count + 0.5)).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_title_weighs_more_than_one_of_the_body() {
        let mut postings = Postings::new();
        for field in [Field::Title, Field::Body] {
            postings.begin_entry();
            postings.count(0, field);
        }
        postings.finish();
        let shares: Vec<f32> = postings.of(0).iter().map(|posting| posting.share).collect();
        assert!(shares[0] > shares[1]);
    }

    #[test]
    fn a_rare_word_weighs_more_than_a_common_one() {
        let mut postings = Postings::new();
        for entry in 0..3 {
            postings.begin_entry();
            postings.count(0, Field::Body);
            if entry == 0 {
                postings.count(1, Field::Body);
            }
        }
        postings.finish();
        assert!(postings.idf(1) > postings.idf(0));
    }
}
