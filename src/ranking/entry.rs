//! What is matched: entries of a library and the points that look for them.

use serde::Serialize;

pub use crate::opinion::Stance;

/// A paragraph of the library, as matching sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Names the entry; unique within a library.
    pub id: String,
    /// What the paragraph is about, in a line.
    pub title: String,
    /// The words by which an officer would look for it.
    pub terms: Vec<String>,
    /// The documents it is about, by reference or by title.
    pub acts: Vec<String>,
    /// The stances it answers; none given: any.
    pub stances: Vec<Stance>,
    /// Points that it answered before.
    pub examples: Vec<String>,
    /// Short forms and what they stand for.
    pub abbreviations: Vec<(String, String)>,
    /// The wording, as plain text.
    pub body: String,
}

/// A point that looks for its paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What the chamber says.
    pub text: String,
    /// What it does with it.
    pub stance: Stance,
    /// The documents that the Opinion is about.
    pub acts: Vec<String>,
    /// The subjects of those documents: words of context, which count little.
    pub subjects: Vec<String>,
}

impl Query {
    /// Returns a query for a text alone, without any context.
    pub fn new(text: impl Into<String>, stance: Stance) -> Self {
        Self { text: text.into(), stance, acts: Vec::new(), subjects: Vec::new() }
    }
}
