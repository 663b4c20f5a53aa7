//! Groups of words and phrases that stand for one another.

use std::sync::OnceLock;

use super::digest::{self, Digest, Row};
use super::posting::Postings;
use super::thesaurus::Thesaurus;
use super::vocabulary::{Term, Vocabulary};

/// The groups of a thesaurus, against the words of a library; whoever says one member may mean
/// another of the same group.
///
/// Few groups are ever asked for; so the library's words are looked up when a point first uses a
/// member.
#[derive(Debug)]
pub(super) struct Groups {
    thesaurus: Thesaurus,
    known: Vec<OnceLock<Group>>,
}

/// What the library uses of a group.
#[derive(Debug)]
struct Group {
    members: Vec<Known>,
    /// How often it uses any of them.
    uses: usize,
}

/// A member of a group, all of whose words the library uses.
#[derive(Debug)]
struct Known {
    /// Its place in the group.
    place: usize,
    terms: Vec<Term>,
    is_everyday: bool,
}

/// What may stand for the words said.
#[derive(Debug)]
pub(super) struct Partners<'a> {
    /// How many words they stand for.
    pub(super) length: usize,
    /// Each of them.
    pub(super) each: Vec<Partner<'a>>,
    /// How often the library uses any member of the group.
    pub(super) uses: usize,
}

/// A word or phrase that may stand for the words said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Partner<'a> {
    /// Its terms; they must all be there.
    pub(super) terms: &'a [Term],
    /// Whether all its words are everyday ones.
    pub(super) is_everyday: bool,
}

/// A word of a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    /// Its stem.
    pub(super) stem: &'a str,
    /// Whether it stands in capitals.
    pub(super) is_acronym: bool,
}

impl Groups {
    /// Takes the groups of a thesaurus.
    pub(super) fn new(thesaurus: Thesaurus) -> Self {
        let known = (0..thesaurus.digest().size()).map(|_| OnceLock::new()).collect();
        Self { thesaurus, known }
    }

    /// Returns what the thesaurus says of each stem.
    pub(super) fn digest(&self) -> &Digest {
        self.thesaurus.digest()
    }

    /// Returns what may stand for the first of some words, or for the phrase that they begin with.
    ///
    /// A short form that is a word, too, must stand in capitals: `TEN` is not `ten`.
    pub(super) fn partners<'a>(
        &'a self,
        said: &[Said<'_>],
        vocabulary: &Vocabulary,
        postings: &Postings,
    ) -> Vec<Partners<'a>> {
        let row = said.first().and_then(|first| self.digest().row(first.stem));
        let begun = row.iter().flat_map(Row::members);
        begun
            .filter_map(|(group, place)| {
                let length = begin(said, self.digest().group(group).nth(place)?)?;
                let Group { members, uses } = self.known(group, vocabulary, postings);
                let others = members.iter().filter(|other| other.place != place);
                let each = others
                    .map(|one| Partner { terms: &one.terms, is_everyday: one.is_everyday })
                    .collect();
                Some(Partners { length, each, uses: *uses })
            })
            .collect()
    }

    fn known(&self, group: usize, vocabulary: &Vocabulary, postings: &Postings) -> &Group {
        self.known[group].get_or_init(|| {
            let members = self.digest().group(group).enumerate().filter_map(|(place, member)| {
                let terms = member.stems().map(|stem| vocabulary.term_of(stem));
                let terms = terms.collect::<Option<_>>()?;
                Some(Known { place, terms, is_everyday: member.is_everyday })
            });
            let members: Vec<Known> = members.collect();
            let uses = members.iter().filter_map(|member| {
                member.terms.iter().map(|term| postings.of(*term).len()).min()
            });
            Group { uses: uses.sum(), members }
        })
    }
}

/// Returns how many of some words make a member, if they begin with it.
fn begin(said: &[Said<'_>], member: digest::Member<'_>) -> Option<usize> {
    let mut rest = said.iter();
    let are_said = member.stems().all(|stem| rest.next().is_some_and(|said| said.stem == stem));
    let length = said.len() - rest.len();
    (are_said && (!member.is_acronym || said[0].is_acronym)).then_some(length)
}

#[cfg(test)]
mod tests {
    use itertools::Itertools;

    use super::*;
    use crate::ranking::stopwords::is_empty_word;
    use crate::ranking::words::words;

    fn partners(said: &str) -> Vec<(usize, Vec<Vec<Term>>)> {
        let mut vocabulary = Vocabulary::with_capacity(3);
        for word in ["jails", "detention", "corridors"] {
            vocabulary.add(word);
        }
        let groups = Groups::new(Thesaurus::new(
            "prison: jail, place of detention, detention policy\n\
             TEN: transport corridor, corridor\n",
        ));
        let words = words(said).filter(|word| !is_empty_word(&word.plain)).collect_vec();
        let stems = words.iter().map(|word| vocabulary.find(&word.plain).1).collect_vec();
        let said = stems
            .iter()
            .zip(&words)
            .map(|(stem, word)| Said { stem, is_acronym: word.acronym })
            .collect_vec();
        let found = groups.partners(&said, &vocabulary, &Postings::new());
        let own = |found: Partners<'_>| {
            let terms = found.each.into_iter().map(|partner| partner.terms.to_vec());
            (found.length, terms.collect())
        };
        found.into_iter().map(own).collect()
    }

    #[test]
    fn what_the_library_uses_stands_for_what_is_said() {
        assert_eq!(partners("prisons close"), [(1, vec![vec![0]])]);
    }

    #[test]
    fn a_phrase_is_found_where_it_begins() {
        assert_eq!(partners("place of detention"), [(2, vec![vec![0]])]);
        assert_eq!(partners("places closed"), []);
    }

    #[test]
    fn a_short_form_must_stand_in_capitals() {
        assert_eq!(partners("TEN"), [(1, vec![vec![2]])]);
        assert_eq!(partners("ten"), []);
    }
}
