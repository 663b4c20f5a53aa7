//! The answer to a query.

use super::entry::Query;
use super::reason::Reason;

/// Ranks the entries of a library for a point.
///
/// This is the seam for a stronger model: whoever implements it can take the place
/// of [`super::Index`].
pub trait Ranker {
    /// Returns the entries that may answer the point.
    ///
    /// The same query gives the same ranking, whatever was asked before.
    fn rank(&self, query: &Query) -> Ranking;

    /// Returns what speaks for each of some entries, the weightiest first; nothing for one that the
    /// library does not have.
    fn explain(&self, query: &Query, entries: &[&str]) -> Vec<Vec<Reason>>;
}

/// The entries that may answer a point.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// At most ten, by falling score, then by id. Empty when nothing is in common.
    pub candidates: Vec<Candidate>,
    /// The chance, 0 to 1, that the first candidate is right; 0 when there is none.
    pub confidence: f64,
    /// The entry that answers a second issue, when the point clearly raises two.
    /// Always one of the candidates, never the first.
    pub second: Option<String>,
    /// The entries that answered much the same point before, together with the first. All are candidates.
    pub together: Vec<String>,
}

/// An entry that may answer a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The id of the entry.
    pub entry: String,
    /// How well it fits; only comparable within one ranking.
    pub score: f64,
    /// The chance, 0 to 1, that this entry is right. Those of all candidates of a
    /// ranking add up to at most 1.
    pub confidence: f64,
}
