//! How much each kind of evidence counts.

use super::posting::FIELDS;

/// The settings of the scoring formula.
///
/// The defaults are documented constants. They were set by hand to round figures
/// and checked by cross-validation over policy fields (`examples/matchbench.rs`).
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Weight of a word in title, terms, acts, body and examples.
    pub fields: [f64; FIELDS],
    /// How much the length of each of those fields matters, 0 to 1.
    pub lengths: [f64; FIELDS],
    /// BM25's k1: how soon more of the same word stops adding.
    pub saturation: f64,
    /// Words of the language of opinions, which say little about the subject.
    pub frame: f64,
    /// Everyday words that the library doesn't use, in what a point could score at most.
    pub everyday: f64,
    /// Words from the Opinion's subject.
    pub subject: f64,
    /// A thesaurus partner in place of the word itself.
    pub thesaurus: f64,
    /// A synonym from the everyday lexicon in place of the word itself.
    pub synonym: f64,
    /// A wider word from the everyday lexicon in place of the word itself.
    pub wider: f64,
    /// A word of the same family in place of the word itself.
    pub family: f64,
    /// A word taken for a slip of the keyboard.
    pub slip: f64,
    /// All words of one of the entry's terms, as a share of their rarity.
    pub phrase: f64,
    /// A document cited by the point, as a share of its rarity.
    pub cited: f64,
    /// A document of the Opinion, as a share of its rarity.
    pub opinion_act: f64,
    /// What a point sets aside.
    pub aside: f64,
    /// What a point concedes before its `but`.
    pub conceded: f64,
    /// A point that the entry answered before, in proportion to its likeness.
    pub example: f64,
    /// The factor for an entry that is not meant for the point's stance.
    pub stance: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            fields: [2.5, 2.5, 1.0, 1.0, 1.0],
            lengths: [0.3, 0.3, 0.0, 0.5, 0.5],
            saturation: 1.2,
            frame: 0.3,
            everyday: 0.5,
            subject: 0.1,
            thesaurus: 0.8,
            synonym: 0.4,
            wider: 0.2,
            family: 0.7,
            slip: 0.9,
            phrase: 0.4,
            cited: 2.0,
            opinion_act: 0.3,
            aside: 0.25,
            conceded: 0.6,
            example: 1.0,
            stance: 0.85,
        }
    }
}

impl Weights {
    /// Returns the weight of one use of a word in a field that is `length` times as
    /// long as the mean one.
    pub(super) fn field_factor(&self, field: usize, length: f64) -> f64 {
        let share = self.lengths[field];
        self.fields[field] / (1.0 - share + share * length)
    }
}
