//! Why one candidate came after another.

use std::ops::Range;

use super::meant_for;
use crate::library::Library;
use crate::opinion::Point;
use crate::ranking::{Candidate, Reason};
use crate::text::listed;

/// The most words that are named.
const WORDS: usize = 3;

/// Says why a candidate came after the first one: the weightiest words of the point that it
/// lacks, the documents, the stance. Each is a phrase that goes on from its name.
pub fn lost_because(
    point: &Point,
    library: &Library,
    first: &Candidate,
    other: &Candidate,
) -> Vec<String> {
    let mut because = Vec::new();
    let lacking = lacking(point, first, other);
    if !lacking.is_empty() {
        because.push(format!("lacks {}", listed(&lacking)));
    }
    because.extend(first.reasons.iter().filter_map(|reason| match reason {
        Reason::Act { act, in_point, .. } if in_point.is_empty() && !is_about(other, act) => {
            Some(format!("is not about {}", reason.document()?))
        }
        _ => None,
    }));
    let has_example =
        |one: &Candidate| one.reasons.iter().any(|reason| matches!(reason, Reason::Example { .. }));
    if has_example(first) && !has_example(other) {
        because.push("has answered no such point before".to_owned());
    }
    if other.reasons.contains(&Reason::Stance)
        && let Some(paragraph) = library.get(&other.entry)
    {
        because.push(meant_for(&paragraph.stances));
    }
    if because.is_empty() {
        because.push("has the same words, but they weigh less there".to_owned());
    }
    because
}

/// The words of the point that speak for the first candidate and not for the other one.
fn lacking(point: &Point, first: &Candidate, other: &Candidate) -> Vec<String> {
    let has = |range: &Range<usize>| {
        let mut ranges = other.reasons.iter().flat_map(Reason::passages);
        ranges.any(|one| one.start < range.end && range.start < one.end)
    };
    let mut lacking: Vec<String> = Vec::new();
    for reason in &first.reasons {
        let Some(range) = reason.passages().first().filter(|range| !has(range)) else { continue };
        let Some(word) = point.text.get(range.clone()) else { continue };
        let word = format!("“{word}”");
        if !lacking.contains(&word) {
            lacking.push(word);
        }
    }
    lacking.truncate(WORDS);
    lacking
}

fn is_about(candidate: &Candidate, document: &str) -> bool {
    let is_it = |reason: &Reason| matches!(reason, Reason::Act { act, .. } if act == document);
    candidate.reasons.iter().any(is_it)
}
