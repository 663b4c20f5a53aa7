//! What finished drafts teach: which paragraph answered which point, though the matching was not
//! sure of it.

use crate::draft::{Draft, Origin};
use crate::library::Example;
use crate::matching::{Match, Outcome};
use crate::name::PlainName;
use crate::opinion::Opinion;
use crate::replies::Asked;

/// A point that a paragraph answers by an officer's choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The paragraph.
    pub paragraph: PlainName,
    /// The point, as an example.
    pub example: Example,
}

/// What a draft teaches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lessons {
    /// What an officer chose.
    pub choices: Vec<Choice>,
    /// Points that a paragraph answers in the draft, and that are gone from the opinion or say
    /// something else there by now: what was chosen for the old text is no choice for the new one.
    pub changed: Vec<PlainName>,
}

/// Returns what a draft, made for the points `asked`, teaches: what answers a point there, unless
/// the matching is sure of it anyway. `matches` are its decisions about the opinion without pins.
pub fn lessons(draft: &Draft, asked: &Asked, opinion: &Opinion, matches: &[Match]) -> Lessons {
    let mut lessons = Lessons::default();
    for block in &draft.blocks {
        let Origin::Library { paragraph, .. } = &block.origin else { continue };
        for id in &block.points {
            let mut points = opinion.points.iter().zip(matches);
            let Some((point, found)) = points.find(|(one, _)| one.id == *id && asked.has(one))
            else {
                lessons.changed.push(id.clone());
                continue;
            };
            let is_known =
                found.outcome == Outcome::Answered && found.paragraphs.contains(paragraph);
            if !is_known {
                let (text, date) = (point.text.clone(), draft.frame.date);
                let example = Example { text, opinion: Some(draft.about.opinion.clone()), date };
                lessons.choices.push(Choice { paragraph: paragraph.clone(), example });
            }
        }
    }
    lessons.changed.sort();
    lessons.changed.dedup();
    lessons
}
