//! What finished drafts teach: which paragraph answered which point, though the matching was not
//! sure of it.

use crate::draft::{Draft, Origin};
use crate::library::Example;
use crate::matching::{Match, Outcome};
use crate::name::PlainName;
use crate::opinion::Opinion;

/// A point that a paragraph answers by an officer's choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The paragraph.
    pub paragraph: PlainName,
    /// The point, as an example.
    pub example: Example,
}

/// Returns the choices of an officer that stand in a draft: what answers a point there, unless
/// the matching, whose decisions about the opinion are given, had chosen it for sure.
pub fn choices(draft: &Draft, opinion: &Opinion, matches: &[Match]) -> Vec<Choice> {
    let mut choices = Vec::new();
    for block in &draft.blocks {
        let Origin::Library { paragraph, .. } = &block.origin else { continue };
        for (point, found) in opinion.points.iter().zip(matches) {
            let is_known =
                found.outcome == Outcome::Answered && found.paragraphs.contains(paragraph);
            if block.points.contains(&point.id) && !is_known {
                let (text, date) = (point.text.clone(), draft.frame.date);
                let example = Example { text, opinion: Some(draft.about.opinion.clone()), date };
                choices.push(Choice { paragraph: paragraph.clone(), example });
            }
        }
    }
    choices
}
