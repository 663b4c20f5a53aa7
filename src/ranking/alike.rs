//! Points that are about the same, whoever raises them.

use std::collections::{BTreeMap, BTreeSet};

use super::stopwords::is_frame_word;
use super::vocabulary::{Term, Vocabulary};
use super::words::words;

/// The likeness, 0 to 1, from which two texts count as alike: more than half of their words of
/// substance are the same.
const ALIKE: f64 = 0.6;

/// Groups texts that say nearly the same, by their words of substance, inflections taken as one.
///
/// Returns the groups, each with the places of its texts in order, in the order of their first
/// texts. A text joins the group whose first text is most like it, so that a group never drifts
/// from what it began with. The same texts in the same order give the same groups.
pub fn alike(texts: &[&str]) -> Vec<Vec<usize>> {
    let mut vocabulary = Vocabulary::with_capacity(256);
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut beginning_with: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        let terms = terms(&mut vocabulary, text);
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for group in terms.iter().filter_map(|term| beginning_with.get(term)).flatten() {
            *common.entry(*group).or_default() += 1;
        }
        let likest = common
            .into_iter()
            .map(|(group, common)| (likeness(common, terms.len(), groups[group].0), group))
            .max_by(|(one, at), (other, after)| one.total_cmp(other).then(after.cmp(at)));
        match likest {
            Some((likeness, group)) if likeness >= ALIKE => groups[group].1.push(at),
            _ => {
                for term in &terms {
                    beginning_with.entry(*term).or_default().push(groups.len());
                }
                groups.push((terms.len(), vec![at]));
            }
        }
    }
    groups.into_iter().map(|(_, texts)| texts).collect()
}

/// The words of substance of a text.
fn terms(vocabulary: &mut Vocabulary, text: &str) -> BTreeSet<Term> {
    let words = words(text).filter(|word| !is_frame_word(&word.plain));
    words.filter_map(|word| vocabulary.add(&word.plain)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a text has far fewer than 2^52 words")]
fn likeness(common: usize, one: usize, other: usize) -> f64 {
    2.0 * common as f64 / (one + other) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_about_the_same_are_together_in_the_order_of_the_first() {
        let texts = [
            "Asks that radicalisation in prisons be tackled.",
            "Doubts that the deadline for transposition can be kept.",
            "The chamber calls for measures against radicalisation in the prison.",
            "Considers the transposition deadline too short.",
            "Welcomes the proposal.",
        ];
        assert_eq!(alike(&texts), [vec![0, 2], vec![1, 3], vec![4]]);
        assert!(alike(&[]).is_empty());
    }

    #[test]
    fn a_group_does_not_drift_from_word_to_word() {
        let texts =
            ["prisons probation", "probation schools", "schools sport", "prison, probation"];
        assert_eq!(alike(&texts), [vec![0, 3], vec![1], vec![2]]);
    }
}
