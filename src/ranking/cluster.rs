//! Points that ask for much the same, whether or not the library answers them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use itertools::Itertools;

use super::focus::Focus;
use super::index::Index;
use super::stopwords::{is_empty_word, is_frame_word};
use super::words::words;

/// The most words that name a cluster.
const WORDS: usize = 4;

/// Texts that say much the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Their places in what was given; the one that is like most of the others first.
    pub members: Vec<usize>,
    /// The weightiest words that most of them share, as the first one writes them and in its
    /// order; those of the first one where it is alone.
    pub words: Vec<String>,
}

/// The words of a text by their stems.
type Bag = BTreeMap<String, Weighed>;

/// A word of a text.
#[derive(Debug)]
struct Weighed {
    /// How much it weighs; all weights of a text together have the length 1.
    weight: f64,
    /// Where it first stands, and how it is written there.
    first: (usize, String),
}

impl Index {
    /// Puts texts that say much the same together, the largest clusters first. Each text is in
    /// one cluster. `least` is how alike two texts must be, 0 to 1: the cosine of their words,
    /// weighed by rarity.
    ///
    /// Again and again, the text that is like most of those left makes a cluster with them. The
    /// order in which the texts are given does not count.
    pub fn clusters(&self, texts: &[&str], least: f64) -> Vec<Cluster> {
        let bags = texts.iter().map(|text| self.bag(text)).collect_vec();
        let alike = alike(&bags, least);
        let in_order = (0..texts.len()).sorted_by_key(|place| texts[*place]).collect_vec();
        let mut is_left = vec![true; texts.len()];
        let mut clusters = Vec::new();
        while let Some(first) = most_like_others(&in_order, &alike, &is_left) {
            let near = alike[first].iter().copied().filter(|place| is_left[*place]);
            let members = [first].into_iter().chain(near).collect_vec();
            for place in &members {
                is_left[*place] = false;
            }
            clusters.push(Cluster { words: shared_words(&bags, &members), members });
        }
        clusters.sort_by_key(|one| (Reverse(one.members.len()), texts[one.members[0]]));
        clusters
    }

    fn bag(&self, text: &str) -> Bag {
        let focus = Focus::new(text);
        let mut bag = Bag::new();
        for word in words(text) {
            if is_empty_word(&word.plain) || is_frame_word(&word.plain) {
                continue;
            }
            let (term, stem) = self.inverted.vocabulary.find(&word.plain);
            let rarity = term.map_or_else(
                || self.inverted.postings.idf_of_count(0),
                |term| self.inverted.postings.idf(term),
            );
            let weight = rarity * focus.weight(&word.range);
            let known = bag.entry(stem.into_owned()).or_insert_with(|| {
                let first = (word.range.start, text[word.range.clone()].to_owned());
                Weighed { weight, first }
            });
            known.weight = known.weight.max(weight);
        }
        let length = bag.values().map(|one| one.weight * one.weight).sum::<f64>().sqrt();
        for one in bag.values_mut() {
            one.weight /= length.max(f64::EPSILON);
        }
        bag
    }
}

/// Returns, for each bag, the others that are like it.
fn alike(bags: &[Bag], least: f64) -> Vec<Vec<usize>> {
    let mut by_stem: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
    for (place, bag) in bags.iter().enumerate() {
        for (stem, one) in bag {
            by_stem.entry(stem).or_default().push((place, one.weight));
        }
    }
    let others = |(place, bag): (usize, &Bag)| {
        let mut likeness: BTreeMap<usize, f64> = BTreeMap::new();
        for (stem, one) in bag {
            for (other, weight) in &by_stem[stem.as_str()] {
                *likeness.entry(*other).or_default() += one.weight * weight;
            }
        }
        let is_alike = |(other, likeness): (usize, f64)| {
            (other != place && likeness >= least).then_some(other)
        };
        likeness.into_iter().filter_map(is_alike).collect()
    };
    bags.iter().enumerate().map(others).collect()
}

/// The text of those left that is like most others of them; of several, the first in order.
fn most_like_others(in_order: &[usize], alike: &[Vec<usize>], is_left: &[bool]) -> Option<usize> {
    let count = |place: usize| alike[place].iter().filter(|other| is_left[**other]).count();
    let left = in_order.iter().copied().filter(|place| is_left[*place]);
    left.max_set_by_key(|place| count(*place)).first().copied()
}

/// The words by which a cluster is known.
fn shared_words(bags: &[Bag], members: &[usize]) -> Vec<String> {
    let first = &bags[members[0]];
    let most = |stem: &String| {
        let count = members.iter().filter(|place| bags[**place].contains_key(stem)).count();
        count * 2 > members.len()
    };
    let shared = first.iter().filter(|(stem, _)| most(stem)).map(|(_, word)| word);
    let in_order = shared.sorted_by_key(|word| word.first.0);
    let weightiest = in_order.sorted_by(|a, b| b.weight.total_cmp(&a.weight)).take(WORDS);
    let in_order = weightiest.map(|word| &word.first).sorted();
    in_order.map(|(_, written)| written.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::Thesaurus;

    const TEXTS: [&str; 6] = [
        "Calls for stricter controls of the sale of firearms.",
        "Zeppelins are slow.",
        "Is worried that firearms are sold without any controls.",
        "Prisons are crowded; firearms aside, wardens need help.",
        "Asks how wardens in crowded prisons are helped.",
        "Wants the sales of weapons and firearms to be controlled.",
    ];

    fn clustered(texts: &[&str]) -> Vec<(Vec<String>, Vec<String>)> {
        let clusters = Index::new(&[], &Thesaurus::default()).clusters(texts, 0.25);
        let members = |one: &Cluster| {
            one.members.iter().map(|place| texts[*place].to_owned()).sorted().collect()
        };
        clusters.iter().map(|one| (one.words.clone(), members(one))).collect()
    }

    #[test]
    fn what_asks_for_the_same_is_together() {
        let clusters = clustered(&TEXTS);
        let members = clusters.iter().map(|(_, members)| members.len()).collect_vec();
        assert_eq!(members, [3, 2, 1]);
        assert!(clusters[0].0.contains(&"firearms".to_owned()), "{clusters:?}");
        assert_eq!(clusters[2].0, ["Zeppelins", "slow"]);
    }

    #[test]
    fn the_order_of_the_texts_does_not_count() {
        let clusters = clustered(&TEXTS);
        let mut texts = TEXTS;
        for _ in 0..texts.len() {
            texts.rotate_left(1);
            assert_eq!(clustered(&texts), clusters);
        }
        texts.reverse();
        assert_eq!(clustered(&texts), clusters);
    }

    #[test]
    fn texts_without_a_word_are_alone() {
        assert_eq!(clustered(&["", "And so on."]).len(), 2);
    }
}
