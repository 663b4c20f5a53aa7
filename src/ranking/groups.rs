//! Groups of words and phrases that stand for one another.

use std::collections::HashMap;

use super::vocabulary::{Normaliser, is_empty_word};
use super::words;

/// A word or phrase as the stems of its words, function words left out.
type Member = Vec<String>;

/// Groups of members; whoever says one member may mean another of the same group.
#[derive(Debug, Default)]
pub(super) struct Groups {
    groups: Vec<Vec<Member>>,
    /// The members that begin with a stem: group and place in it.
    by_first: HashMap<String, Vec<(u32, u32)>>,
}

impl Groups {
    /// Adds a group; members without a word of substance are left out.
    pub(super) fn add<'a>(
        &mut self,
        members: impl IntoIterator<Item = &'a str>,
        normaliser: &Normaliser,
    ) {
        let group = u32::try_from(self.groups.len()).expect("there are fewer than 2^32 groups");
        let mut stems: Vec<Member> = Vec::new();
        for written in members {
            let member = member(written, normaliser);
            if member.is_empty() || stems.contains(&member) {
                continue;
            }
            let place = u32::try_from(stems.len()).expect("a group has fewer than 2^32 members");
            self.by_first.entry(member[0].clone()).or_default().push((group, place));
            stems.push(member);
        }
        self.groups.push(stems);
    }

    /// Returns the groups of which a member stands at the beginning of `stems`, and
    /// how many stems that member takes.
    pub(super) fn at<'a>(
        &'a self,
        stems: &'a [&'a str],
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let known = stems.first().and_then(|first| self.by_first.get(*first));
        known.into_iter().flatten().filter_map(move |(group, place)| {
            let member = &self.groups[*group as usize][*place as usize];
            let same = stems.len() >= member.len() && member.iter().zip(stems).all(|(a, b)| a == b);
            same.then_some((*group as usize, member.len()))
        })
    }

    /// Returns the members of a group.
    pub(super) fn members(&self, group: usize) -> &[Member] {
        &self.groups[group]
    }
}

fn member(written: &str, normaliser: &Normaliser) -> Member {
    words::words(written)
        .into_iter()
        .filter(|word| !is_empty_word(&word.plain))
        .map(|word| normaliser.stem(&word.plain))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_where_it_begins() {
        let mut groups = Groups::default();
        groups.add(["prison", "place of detention"], &Normaliser::new());
        let found: Vec<_> = groups.at(&["place", "detent", "close"]).collect();
        assert_eq!(found, [(0, 2)]);
        assert_eq!(groups.at(&["place", "close"]).count(), 0);
    }
}
