//! How much each kind of evidence counts.
//!
//! The figures were set by hand, to round values, and checked by cross-validation over the
//! policy fields of a benchmark (`benches/matching`): small changes to them make no
//! difference that a benchmark of that size could show.

use super::reason::Field;

/// A word in title, terms, acts, body and examples.
const FIELD: [f64; Field::COUNT] = [2.0, 3.0, 1.0, 1.0, 0.3];
/// How much the length of each of those fields matters, 0 to 1.
const LENGTH: [f64; Field::COUNT] = [0.3, 0.3, 0.0, 0.5, 0.5];
/// BM25's k1: how soon more of the same word stops adding.
const SATURATION: f64 = 1.2;

/// Words of the language of opinions, which say little about the subject, in a small library.
const FRAME: f64 = 0.3;
/// A short form in capitals.
pub(super) const ACRONYM: f64 = 2.0;
/// Words of everyday English, said or in place of what is said, in a small library.
const EVERYDAY: f64 = 0.4;
/// The number of entries at which both have risen to their square roots: the rarity of words in a large
/// library tells by itself which say little.
const HALFWAY: f64 = 1000.0;
/// Words from the subjects of the Opinion's documents.
pub(super) const SUBJECT: f64 = 0.1;
/// A word of the same family in place of the word itself.
pub(super) const FAMILY: f64 = 0.5;
/// A word of the same notion in place of the word itself.
pub(super) const COMPANION: f64 = 0.45;
/// A word taken for a slip of the keyboard.
pub(super) const SLIP: f64 = 0.9;
/// All words of one of the entry's terms, as a share of their rarity.
pub(super) const PHRASE: f64 = 0.4;
/// A document cited by the point, as a share of its rarity.
pub(super) const CITED: f64 = 4.0;
/// A document of the Opinion, as a share of its rarity.
pub(super) const OPINION_ACT: f64 = 0.3;
/// What a point sets aside.
pub(super) const ASIDE: f64 = 0.1;
/// What a point concedes before its `but`.
pub(super) const CONCEDED: f64 = 0.25;
/// What a point says before its last sentence, where it comes to what it is about.
pub(super) const EARLIER: f64 = 0.7;
/// The policy areas that point and entry share, in words that as many entries use as there are to
/// an area.
pub(super) const AREA: f64 = 0.3;
/// The notions that point and entry share, in the same words.
pub(super) const NOTIONS: f64 = 6.0;
/// The number of entries at which what both speak of counts half: many entries of a large library are
/// about the same.
const HALVED: f64 = 500.0;
/// What is not worth the time.
const NEGLIGIBLE: f64 = 0.08;
/// The same point as one that the entry answered before, as a multiple of what the point is worth.
pub(super) const EXAMPLE: f64 = 1.5;
/// The factor for an entry that is not meant for the point's stance.
pub(super) const STANCE: f64 = 0.85;

/// Returns the weight of words of the language of opinions in a library of so many entries.
pub(super) fn frame(entries: usize) -> f64 {
    risen(FRAME, entries)
}

/// Returns the weight of everyday words in a library of so many entries.
pub(super) fn everyday(entries: usize) -> f64 {
    risen(EVERYDAY, entries)
}

#[expect(clippy::cast_precision_loss, reason = "a library has fewer than 2^32 entries")]
fn risen(weight: f64, entries: usize) -> f64 {
    weight.powf(1.0 / (1.0 + entries as f64 / HALFWAY))
}

/// Tells whether the words of a notion that so many of the entries use, all together, may stand for one
/// another: of a small library not those that half of it uses, of a large one not even the
/// five hundredth part.
pub(super) fn tells(uses: usize, entries: usize) -> bool {
    const FEW: usize = 20;
    #[expect(clippy::cast_precision_loss, reason = "a library has fewer than 2^32 entries")]
    let (uses, entries) = (uses as f64, entries.max(FEW) as f64);
    2.0 * uses * (1.0 + entries / HALFWAY) <= entries
}

/// Returns how much it counts, 0 to 1, that point and entry speak of the same, in a library of so many
/// entries; 0 where it would be negligible, from about 5,700 on.
#[expect(clippy::cast_precision_loss, reason = "a library has fewer than 2^32 entries")]
pub(super) fn subject(entries: usize) -> f64 {
    let weight = 1.0 / (1.0 + entries as f64 / HALVED);
    if weight < NEGLIGIBLE { 0.0 } else { weight }
}

/// Returns the weight of one use of a word in a field that is `length` times as long as
/// the mean one.
pub(super) fn of_use(field: usize, length: f64) -> f64 {
    FIELD[field] / (1.0 - LENGTH[field] + LENGTH[field] * length)
}

/// Returns the share, 0 to 1, of a word's worth that all its uses in an entry earn.
pub(super) fn saturated(uses: f64) -> f64 {
    uses / (SATURATION + uses)
}
