//! Rules about wording that is out of date on the letter's day.

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::library::{Claim, Stale};
use crate::text::{find_phrase, written_date};

pub(super) const STALE_PARAGRAPH: Rule = Rule {
    code: "stale-paragraph",
    severity: Severity::Warning,
    reason: "a paragraph is not valid on the letter's date",
    remedy: "take another paragraph, or ask its owner for wording that is true on that day",
    explanation: "Each paragraph of the library says from when until when its wording is true. A \
        letter whose date has moved on may carry wording that has expired since it was drafted. \
        A letter without a date is judged on `--date`, else today.",
    example: Some(Example {
        bad: "date: 2018-02-01\n\n\
              <!-- {paragraph: hash-database, version: 0, wording: edited, answers: [prisons]} -->\n\
              Content that one platform has taken down often appears again on another.",
        good: "date: 2017-02-01\n\n\
               <!-- {paragraph: hash-database, version: 0, wording: edited, answers: [prisons]} -->\n\
               Content that one platform has taken down often appears again on another.",
    }),
    origin: "the promise of this tool: no wording goes out stale",
    find: Some(stale_paragraphs),
};

pub(super) const STALE_CLAIM: Rule = Rule {
    code: "stale-claim",
    severity: Severity::Warning,
    reason: "a statement was true only until a day before the letter's date",
    remedy: "say what has happened since",
    explanation: "Wording ages sentence by sentence: a report that is due in early 2017 is no \
        longer due in April. A paragraph of the library gives such a statement an end of its own, \
        and the rule finds it in a letter of a later date.",
    example: Some(Example {
        bad: "date: 2017-05-02\n\n\
              <!-- {paragraph: youth-education-values, version: 0, wording: edited, answers: [prisons]} -->\n\
              An expert group is at work; its report is due in early 2017.",
        good: "date: 2017-05-02\n\n\
               <!-- {paragraph: youth-education-values, version: 0, wording: edited, answers: [prisons]} -->\n\
               An expert group has published its report.",
    }),
    origin: "the promise of this tool: no wording goes out stale",
    find: Some(stale_claims),
};

fn stale_paragraphs(context: &Context<'_>) -> Vec<Finding> {
    let stale = context.answers().filter_map(|(paragraph, place)| {
        let stale = paragraph.stale_on(context.day)?;
        let is_whole = !matches!(stale, Stale::ClaimExpired(..));
        is_whole.then(|| STALE_PARAGRAPH.at(place, format!("`{}` {stale}", paragraph.id)))
    });
    stale.collect()
}

fn stale_claims(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (paragraph, place) in context.answers() {
        for claim in paragraph.claims.iter().filter(|claim| context.day > claim.until) {
            for words in find_phrase(context.prose.words(&place), &claim.text) {
                let place = place.start + words.start..place.start + words.end;
                let message = format!("this was true until {}", written_date(claim.until));
                found.push(with_what_is_true(STALE_CLAIM.at(place, message), claim));
            }
        }
    }
    found
}

/// Puts what is true now in the place of a claim, if the library says it without a template.
fn with_what_is_true(finding: Finding, claim: &Claim) -> Finding {
    match &claim.then {
        Some(then) if !then.text.contains('{') => finding.with_fix(then.text.as_str()),
        _ => finding,
    }
}
