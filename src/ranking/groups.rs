//! Groups of words and phrases that stand for one another.

use std::ops::Range;
use std::sync::OnceLock;

use itertools::Itertools;

use super::posting::Postings;
use super::vocabulary::{Term, Vocabulary, is_empty_word};
use super::words::{beginning, words};

/// Groups of members; whoever says one member may mean another of the same group.
///
/// Stemming is what costs most, and few groups are ever asked for; so a group is read
/// when a point first has a word that begins like one of its members.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// All members, each on a line.
    text: String,
    all: Vec<Group>,
    /// Sorted: how a member begins, and the number of its group.
    by_beginning: Vec<(u64, u32)>,
}

#[derive(Debug)]
struct Group {
    lines: Range<usize>,
    members: OnceLock<Vec<Member>>,
}

/// A word or phrase, function words left out.
#[derive(Debug)]
struct Member {
    stems: Vec<String>,
    /// The terms of its words; empty when the library doesn't use them all.
    terms: Vec<Term>,
}

/// What may stand for the words said.
#[derive(Debug)]
pub(super) struct Partners<'a> {
    /// How many words they stand for.
    pub(super) length: usize,
    /// The terms of each partner.
    pub(super) terms: Vec<&'a [Term]>,
    /// How often the library uses any member of the group.
    pub(super) uses: usize,
}

impl Groups {
    /// Adds a group.
    pub(super) fn add<'a>(&mut self, members: impl IntoIterator<Item = &'a str>) {
        let number = u32::try_from(self.all.len()).expect("there are fewer than 2^32 groups");
        let from = self.text.len();
        for member in members {
            if let Some(first) = words(member).find(|word| !is_empty_word(&word.plain)) {
                self.by_beginning.push((beginning(&first.plain), number));
                self.text.extend(member.split('\n').flat_map(|part| [part, " "]));
                self.text.push('\n');
            }
        }
        self.all.push(Group { lines: from..self.text.len(), members: OnceLock::new() });
    }

    /// Makes the groups findable, once the last is added.
    pub(super) fn finish(&mut self) {
        self.by_beginning.sort_unstable();
        self.by_beginning.dedup();
    }

    /// Says whether some member has these letters.
    pub(super) fn mention(&self, letters: &str) -> bool {
        self.text.contains(letters)
    }

    /// Returns what may stand for the first of some words, given by their stems, or for
    /// the phrase that they begin with.
    pub(super) fn partners<'a>(
        &'a self,
        said: &[&str],
        vocabulary: &Vocabulary,
        postings: &Postings,
    ) -> Vec<Partners<'a>> {
        let Some(first) = said.first() else { return Vec::new() };
        let (from, to) = possible_beginnings(first);
        let at = self.by_beginning.partition_point(|(beginning, _)| *beginning < from);
        let groups = self.by_beginning[at..].iter().take_while(|(beginning, _)| *beginning <= to);
        let groups = groups.map(|(_, number)| *number).sorted_unstable().dedup();
        let members = groups.map(|number| self.members(number, vocabulary));
        members.flat_map(|members| of_group(members, said, postings)).collect()
    }

    fn members(&self, number: u32, vocabulary: &Vocabulary) -> &[Member] {
        let group = &self.all[number as usize];
        group.members.get_or_init(|| {
            let lines = self.text[group.lines.clone()].lines();
            lines.map(|line| member(line, vocabulary)).unique_by(|one| one.stems.clone()).collect()
        })
    }
}

fn member(line: &str, vocabulary: &Vocabulary) -> Member {
    let words = words(line).filter(|word| !is_empty_word(&word.plain));
    let (terms, stems): (Vec<Option<Term>>, Vec<String>) = words
        .map(|word| {
            let (term, stem) = vocabulary.find(&word.plain);
            (term, stem.into_owned())
        })
        .unzip();
    Member { stems, terms: terms.into_iter().collect::<Option<_>>().unwrap_or_default() }
}

fn of_group<'a>(
    members: &'a [Member],
    said: &[&str],
    postings: &Postings,
) -> impl Iterator<Item = Partners<'a>> {
    let is_said = |member: &&Member| {
        said.len() >= member.stems.len() && member.stems.iter().zip(said).all(|(a, b)| a == b)
    };
    let uses = |member: &Member| {
        member.terms.iter().map(|term| postings.of(*term).len()).min().unwrap_or_default()
    };
    let partners = move |member: &'a Member| Partners {
        length: member.stems.len(),
        terms: members
            .iter()
            .filter(|other| !other.terms.is_empty() && other.stems != member.stems)
            .map(|other| other.terms.as_slice())
            .collect(),
        uses: members.iter().map(uses).sum(),
    };
    members.iter().filter(is_said).map(partners).collect_vec().into_iter()
}

/// Returns the least and the greatest [`beginning`] of a word that may have a stem.
///
/// The last letter of a stem may be another than the word's, as in `policy`.
fn possible_beginnings(stem: &str) -> (u64, u64) {
    let sure = match stem.len() {
        0..=2 => return (beginning(stem), beginning(stem)),
        3 if !stem.ends_with(['e', 'i']) => 3,
        length => (length - 1).min(7),
    };
    let open = u64::MAX >> (8 * sure);
    (beginning(stem) & !open, beginning(stem) | open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partners(said: &[&str]) -> Vec<(usize, Vec<Vec<Term>>)> {
        let mut vocabulary = Vocabulary::with_capacity(2);
        for word in ["jails", "detention"] {
            vocabulary.add(word);
        }
        let mut groups = Groups::default();
        groups.add(["prison", "jail", "place of detention", "detention policy"]);
        groups.finish();
        let found = groups.partners(said, &vocabulary, &Postings::new());
        let own = |found: Partners<'_>| {
            (found.length, found.terms.into_iter().map(<[Term]>::to_vec).collect())
        };
        found.into_iter().map(own).collect()
    }

    #[test]
    fn what_the_library_uses_stands_for_what_is_said() {
        assert_eq!(partners(&["prison", "close"]), [(1, vec![vec![0]])]);
    }

    #[test]
    fn a_phrase_is_found_where_it_begins() {
        assert_eq!(partners(&["place", "detent", "close"]), [(2, vec![vec![0]])]);
        assert_eq!(partners(&["place", "close"]), []);
    }

    #[test]
    fn a_member_may_go_over_a_line_break() {
        let mut groups = Groups::default();
        groups.add(["office", "place of\ndetention"]);
        assert_eq!(groups.text.lines().count(), 2);
    }

    #[test]
    fn the_last_letter_of_a_stem_may_differ_from_that_of_the_word() {
        let (from, to) = possible_beginnings("polici");
        assert!((from..=to).contains(&beginning("policy")));
        assert!(!(from..=to).contains(&beginning("polish")));
    }
}
