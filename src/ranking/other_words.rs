//! Other words that count in place of those a point uses: long forms of short ones,
//! partners from the thesaurus, compounds.

use std::borrow::Cow;

use itertools::Itertools;

use super::index::Index;
use super::reading::{Alternative, Asks, Link, Meant};
use super::short_forms::Said;
use super::vocabulary::Term;
use super::weights;

impl<'a> Asks<'a> {
    /// Adds the other form of each short or long one.
    pub(super) fn add_short_forms(&mut self, from: usize, meant: &[Meant<'a, '_>]) {
        let index = self.index;
        let postings = &index.inverted.postings;
        let said = meant
            .iter()
            .map(|meant| Said { stem: meant.read_as(index), is_acronym: meant.word.acronym })
            .collect_vec();
        for at in 0..said.len() {
            for partner in index.short_forms.partners(&said[at..], postings) {
                let rarity = postings.idf_of_count(partner.uses);
                let places = (from + at..).zip(&meant[at..at + partner.length]);
                for (place, meant) in places {
                    #[expect(clippy::cast_precision_loss, reason = "phrases are short")]
                    let value = meant.factor * rarity / (partner.length as f64);
                    let terms = Cow::Borrowed(partner.terms);
                    let alternative = Alternative { terms, value, link: Link::Abbreviation };
                    self.made[place].alternatives.push(alternative);
                }
            }
        }
    }

    /// Adds what the thesaurus knows as other words for each word.
    pub(super) fn add_companions(&mut self, from: usize, meant: &[Meant<'a, '_>]) {
        let index = self.index;
        let postings = &index.inverted.postings;
        let entries = index.inverted.ids.len();
        let everyday = weights::everyday(entries);
        for (ask, meant) in self.made[from..].iter_mut().zip(meant) {
            let Some(row) = meant.row else { continue };
            let notions = index.companions.of(row, meant.word.acronym);
            for (companions, uses) in notions.filter(|(_, uses)| weights::tells(*uses, entries)) {
                let value = weights::COMPANION * meant.factor * postings.idf_of_count(uses);
                let others = companions.iter().filter(|one| Some(one.term) != meant.term);
                ask.alternatives.extend(others.map(|one| Alternative {
                    terms: Cow::Borrowed(std::slice::from_ref(&one.term)),
                    value: if one.is_everyday { value * everyday } else { value },
                    link: Link::Thesaurus,
                }));
            }
        }
    }

    /// Adds words joined (`counter narratives`) and parted (`counternarratives`).
    pub(super) fn add_compounds(&mut self, from: usize, meant: &[Meant<'a, '_>]) {
        let (vocabulary, postings) =
            (&self.index.inverted.vocabulary, &self.index.inverted.postings);
        let mut add = |place: usize, terms: Vec<Term>, value: f64| {
            let terms = Cow::Owned(terms);
            let alternative = Alternative { terms, value, link: Link::Family };
            self.made[from + place].alternatives.push(alternative);
        };
        let mut joined = String::new();
        for (at, (first, second)) in meant.iter().tuple_windows().enumerate() {
            joined.clear();
            joined.extend([&*first.word.plain, &*second.word.plain]);
            if let Some(term) = vocabulary.find_written(&joined) {
                let value = postings.idf(term) / 2.0;
                add(at, vec![term], value * first.factor);
                add(at + 1, vec![term], value * second.factor);
            }
        }
        for (at, meant) in meant.iter().enumerate().filter(|(_, meant)| meant.term.is_none()) {
            if let Some(terms) = parted(self.index, &meant.word.plain) {
                let rarity = terms.iter().map(|term| postings.idf(*term)).fold(0.0, f64::max);
                add(at, terms, meant.factor * rarity);
            }
        }
    }
}

fn parted(index: &Index, plain: &str) -> Option<Vec<Term>> {
    if plain.len() < 8 || !plain.is_ascii() {
        return None;
    }
    (4..=plain.len() - 4).find_map(|at| {
        let (first, second) = plain.split_at(at);
        let first = index.inverted.vocabulary.find_written(first)?;
        Some(vec![first, index.inverted.vocabulary.find_written(second)?])
    })
}

#[cfg(test)]
mod tests {
    use crate::ranking::{Entry, Index, Query, Ranker, Stance, Thesaurus};

    /// Why a library of one paragraph answers a point, by words.
    fn reasons(title: &str, point: &str) -> Vec<String> {
        let entry = Entry { id: "one".into(), title: title.into(), ..Entry::default() };
        let index = Index::new(&[entry], &Thesaurus::new("prison: jail\n"));
        let reasons = index.explain(&Query::new(point, Stance::Concern), &["one"]).concat();
        reasons.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_thesaurus_gives_other_words() {
        let reasons = reasons("Prisons", "The jails are full.");
        assert_eq!(reasons, ["speaks of the same, by “jails”", "“jails” goes with “prisons”"]);
    }

    #[test]
    fn words_are_joined_and_parted() {
        assert_eq!(
            reasons("Counternarratives", "Counter narratives work."),
            [
                "“narratives” is akin to “counternarratives”",
                "“Counter” is akin to “counternarratives”"
            ]
        );
    }

    #[test]
    fn a_slip_of_the_keyboard_is_seen_through() {
        assert_eq!(reasons("Passengers", "Pasengers wait."), ["“Pasengers” read as “passengers”"]);
    }
}
