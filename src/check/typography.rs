//! The rule about hard spaces, and how rules about figures look for what can be mended.

use std::ops::Range;

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::text::plain_spaces;

pub(super) const PLAIN_SPACE: Rule = Rule {
    code: "plain-space",
    severity: Severity::Warning,
    reason: "a plain space where a line must not break",
    remedy: "write a hard space (U+00A0)",
    explanation: "Hard spaces keep together what is read as one: `EUR 25 million`, \
        `COM(2016) 379 final`, `10 January`, `Article 5`, `No 2`, `12 500`, `55 %`. In a \
        paragraph of the library it is a suggestion only, since letters get hard spaces when \
        they are drafted.",
    example: Some(Example {
        bad: "The Commission made EUR 8 million available.",
        good: "The Commission made EUR\u{a0}8\u{a0}million available.",
    }),
    origin: "Interinstitutional style guide, 7.3.3, for amounts; guide of the Commission on dates, numbers and symbols",
    find: Some(spaces),
};

/// A place of the prose, what is wrong there, and what mends it.
pub(super) type Replaced = (Range<usize>, String, String);

/// Makes findings of what a search finds in each piece.
pub(super) fn each(
    context: &Context<'_>,
    rule: &Rule,
    search: impl Fn(&str) -> Vec<Replaced>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (piece, text) in context.prose.iter() {
        let start = piece.place.start;
        found.extend(search(text).into_iter().map(|(place, message, fixed)| {
            rule.at(start + place.start..start + place.end, message).with_fix(fixed)
        }));
    }
    found
}

fn spaces(context: &Context<'_>) -> Vec<Finding> {
    let search = |text: &str| {
        groups(text)
            .into_iter()
            .map(|(place, spaces)| {
                let mut fixed = text[place.clone()].to_owned();
                for at in spaces.iter().rev() {
                    let at = at - place.start;
                    fixed.replace_range(at..=at, "\u{a0}");
                }
                (place.clone(), format!("a plain space in `{}`", &text[place]), fixed)
            })
            .collect()
    };
    let found = each(context, &PLAIN_SPACE, search);
    found.into_iter().map(|one| one.with_hint(PLAIN_SPACE.remedy)).collect()
}

/// The words around plain spaces that should be hard, those that hang together in one; marks of
/// punctuation and of Markdown at their ends left out.
fn groups(text: &str) -> Vec<(Range<usize>, Vec<usize>)> {
    let is_edge = |one: char| !one.is_alphanumeric() && !matches!(one, '%' | ')');
    let mut groups: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for at in plain_spaces(text) {
        let start = text[..at].rfind(' ').map_or(0, |space| space + 1);
        let end = text[at + 1..].find(' ').map_or(text.len(), |space| at + 1 + space);
        match groups.last_mut() {
            Some((place, spaces)) if place.end >= at => {
                place.end = end;
                spaces.push(at);
            }
            _ => groups.push((start..end, vec![at])),
        }
    }
    for (place, _) in &mut groups {
        let words = &text[place.clone()];
        place.start += words.len() - words.trim_start_matches(is_edge).len();
        let words = text[place.clone()].trim_end_matches(is_edge);
        let words = words.strip_suffix(')').filter(|one| !one.contains('(')).unwrap_or(words);
        place.end = place.start + words.len();
    }
    groups
}
