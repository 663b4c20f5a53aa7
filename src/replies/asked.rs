//! What the points of an opinion said when its reply was drafted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Account;
use crate::fingerprint::fingerprint;
use crate::opinion::Point;

/// The points that a draft was made for: fingerprints of their texts, by id.
///
/// An id alone tells too little: points without one are numbered, and texts are rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Asked(BTreeMap<String, String>);

impl Asked {
    /// Takes the points of an opinion.
    pub fn of(points: &[Point]) -> Self {
        Self(points.iter().map(|one| entry(one.id.as_str(), &one.text)).collect())
    }

    /// Tells whether a point was among them, with the same text.
    pub fn has(&self, point: &Point) -> bool {
        let (id, text) = entry(point.id.as_str(), &point.text);
        self.0.get(&id) == Some(&text)
    }
}

impl From<&Account> for Asked {
    fn from(account: &Account) -> Self {
        Self(account.points.iter().map(|one| entry(&one.id, &one.text)).collect())
    }
}

fn entry(id: &str, text: &str) -> (String, String) {
    (id.to_owned(), fingerprint(text.as_bytes()))
}
