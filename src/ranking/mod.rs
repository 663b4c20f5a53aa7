//! Which paragraphs answer a point, how sure that is, and why.
//!
//! [`Index::new`] reads the entries of a library once; [`Ranker::rank`] then answers
//! one point at a time. The steps, each a module:
//!
//! 1. `words`, `spelling`, `stem`, `stopwords`, `everyday`, `vocabulary`: text becomes terms;
//! 2. `citation`: documents are found by rule and compared in one form;
//! 3. `inverted`, over `posting`, `phrase`, `abbreviation`, `examples`: what the library says where;
//!    `family`, `slip`, `areas`, `notions`: what follows from its words, by what the thesaurus says of
//!    them (its `digest`, packed in `lists`, and the `space` in which those notions that are `kin` are
//!    near to one another);
//! 4. `focus`, by the words in `cues`: what a point only mentions to set it aside counts little;
//! 5. `reading`, `short_forms`, `companions`, `other_words`: a point becomes asks, with other words for
//!    each from the library's abbreviations, the [`Thesaurus`], word families, compounds and slips of
//!    the keyboard;
//! 6. `evidence`, `bonus`: each ask looks for entries;
//! 7. `found`, `issues`, `confidence`, `explain`: what was found becomes a [`Ranking`];
//! 8. `passage`: on demand, where the wording of an entry says what spoke for it; `cluster`: which points
//!    ask for much the same.
//!
//! Nothing depends on the order of the entries, on the locale or on chance.

mod abbreviation;
mod areas;
mod bonus;
mod candidate;
mod citation;
mod cluster;
mod companions;
mod confidence;
mod cues;
mod digest;
mod entry;
mod everyday;
mod evidence;
mod examples;
mod explain;
mod family;
mod focus;
mod found;
mod index;
mod inverted;
mod issues;
mod kin;
mod lists;
mod notions;
mod other_words;
mod passage;
mod phrase;
mod posting;
mod reading;
mod reason;
mod short_forms;
mod slip;
mod space;
mod spelling;
mod stem;
mod stopwords;
mod thesaurus;
mod vocabulary;
mod weights;
mod words;

pub use candidate::{Candidate, Ranker, Ranking};
pub use cluster::Cluster;
pub use entry::{Entry, Query, Stance};
pub use index::Index;
pub use inverted::Inverted;
pub use passage::{Passage, apart};
pub use reason::{Field, Reason};
pub use thesaurus::Thesaurus;
