//! Families of words: `farm`, `farmer`; `consumer`, `consumption`.

use std::collections::HashMap;

use super::vocabulary::Term;

/// Endings by which words of a family differ after stemming, longest first.
const ENDINGS: &[&str] = &[
    "isation", "ication", "ation", "ement", "ition", "ility", "ment", "ness", "ship", "ance",
    "ence", "ator", "ator", "able", "ible", "less", "hood", "ing", "ion", "ive", "ist", "ism",
    "ity", "ant", "ent", "ate", "ify", "ise", "ial", "ual", "ful", "age", "ary", "ory", "ure",
    "er", "or", "al", "ic", "ed", "ee", "en", "y", "e", "i",
];

/// The shortest root.
const SHORTEST: usize = 4;

/// The terms of each family that has more than one.
#[derive(Debug, Default)]
pub(super) struct Families {
    by_root: HashMap<String, Vec<Term>>,
}

impl Families {
    /// Finds the families among the stems of a vocabulary.
    pub(super) fn new(stems: &[String]) -> Self {
        let mut by_root: HashMap<String, Vec<Term>> = HashMap::with_capacity(stems.len());
        for (term, stem) in (0..).zip(stems) {
            by_root.entry(root(stem).to_owned()).or_default().push(term);
        }
        Self { by_root }
    }

    /// Returns the terms of the family to which a stem belongs, itself among them.
    pub(super) fn of(&self, stem: &str) -> &[Term] {
        self.by_root.get(root(stem)).map_or(&[], Vec::as_slice)
    }
}

/// Returns what is left of a stem without the endings that make other words of it.
fn root(stem: &str) -> &str {
    if !stem.is_ascii() || stem.bytes().any(|byte| byte.is_ascii_digit()) {
        return stem;
    }
    let mut root = stem;
    while let Some(shorter) = ENDINGS
        .iter()
        .filter_map(|ending| root.strip_suffix(ending))
        .find(|shorter| shorter.len() >= SHORTEST)
    {
        root = shorter;
    }
    root
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
}
