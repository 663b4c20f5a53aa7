//! Families of words: `farm`, `farmer`; `consumer`, `consumption`.

use std::sync::Arc;

use super::vocabulary::Term;
use super::words::{beginning, places};

/// The shortest root.
const SHORTEST: usize = 4;

/// The words of a library by their roots.
#[derive(Debug)]
pub(super) struct Families {
    /// How each root begins, which is compared quicker than words are.
    beginnings: Vec<u64>,
    /// The stems, sorted by their roots, and the bytes that each root takes of its stem.
    roots: Vec<(Arc<str>, usize)>,
    /// The terms of the stems.
    terms: Vec<Term>,
}

impl Families {
    /// Finds the families among the stems of a vocabulary.
    pub(super) fn new(stems: &[Arc<str>]) -> Self {
        let roots = stems.iter().map(|stem| root(stem));
        let mut order: Vec<(u64, &str, Term)> =
            roots.zip(0..).map(|(root, term)| (beginning(root), root, term)).collect();
        order.sort_unstable();
        let stem = |term: Term| Arc::clone(&stems[term as usize]);
        Self {
            beginnings: order.iter().map(|(beginning, _, _)| *beginning).collect(),
            roots: order.iter().map(|(_, root, term)| (stem(*term), root.len())).collect(),
            terms: order.iter().map(|(_, _, term)| *term).collect(),
        }
    }

    /// Returns the terms of the family to which a stem belongs, itself among them.
    pub(super) fn of(&self, stem: &str) -> &[Term] {
        let root = root(stem);
        let of = |(stem, length): &(Arc<str>, usize)| stem[..*length].cmp(root);
        let alike = places(&self.beginnings, root);
        let roots = &self.roots[alike.clone()];
        let from = alike.start + roots.partition_point(|known| of(known).is_lt());
        let to = alike.start + roots.partition_point(|known| of(known).is_le());
        &self.terms[from..to]
    }
}

/// Returns what is left of a stem without the endings that make other words of it.
fn root(stem: &str) -> &str {
    if !stem.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return stem;
    }
    let mut root = stem;
    while let Some(shorter) = endings(root)
        .iter()
        .filter_map(|ending| root.strip_suffix(ending))
        .find(|shorter| shorter.len() >= SHORTEST)
    {
        root = shorter;
    }
    root
}

/// Returns the endings by which words of a family differ after stemming, longest
/// first, that end with the last letter of a word.
fn endings(word: &str) -> &'static [&'static str] {
    match word.bytes().next_back() {
        Some(b'n') => &["isation", "ication", "ation", "ition", "ion", "en"],
        Some(b't') => &["ement", "ment", "ist", "ant", "ent"],
        Some(b'y') => &["ility", "ity", "ify", "ary", "ory"],
        Some(b'e') => &["ance", "ence", "able", "ible", "ive", "ate", "ise", "age", "ure", "ee"],
        Some(b's') => &["ness", "less"],
        Some(b'r') => &["ator", "er", "or"],
        Some(b'l') => &["ial", "ual", "ful", "al"],
        Some(b'p') => &["ship"],
        Some(b'd') => &["hood", "ed"],
        Some(b'g') => &["ing"],
        Some(b'm') => &["ism"],
        Some(b'c') => &["ic"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_family_share_their_root() {
        for (one, other) in [("farm", "farmer"), ("market", "marketer"), ("invest", "investor")] {
            assert_eq!(root(one), root(other));
        }
    }

    #[test]
    fn short_words_keep_their_endings() {
        assert_eq!(root("age"), "age");
        assert_eq!(root("tone"), "tone");
    }

    #[test]
    fn a_family_is_found_by_any_of_its_words() {
        let families =
            Families::new(&["tax".into(), "farmer".into(), "fish".into(), "farm".into()]);
        assert_eq!(families.of("farming"), [1, 3]);
        assert_eq!(families.of("fish"), [2]);
        assert!(families.of("wine").is_empty());
    }
}
