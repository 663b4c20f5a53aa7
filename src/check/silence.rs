//! What a draft allows beside the text: `<!-- allow RULE: reason -->` before a paragraph or a
//! note, or within one or a list item; in the front matter `# allow RULE: reason`.

use std::ops::Range;

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::{Severity, did_you_mean};

pub(super) const SILENCE: Rule = Rule {
    code: "silence",
    severity: Severity::Warning,
    reason: "a comment allows what it cannot allow, or says no reason",
    remedy: "write `<!-- allow RULE: reason -->`, or take the comment out",
    explanation: "A comment `<!-- allow RULE: reason -->` before a paragraph or a note, or within \
        one or within a list item, keeps that rule quiet there; several rules are parted by \
        commas. In the front matter, `# allow RULE: reason` does the same for the frame. The \
        reason is for the one who clears the letter. A comment without a reason, of a rule that \
        there is not, or of one that finds nothing there any more would mislead that reader. No \
        letter shows a comment.",
    example: Some(Example {
        bad: "<!-- allow euro-sign -->\nThe Commission made €8 million available.",
        good: "<!-- allow euro-sign: quoted from the Opinion -->\nThe Opinion speaks of “€8 million”.",
    }),
    origin: "good manners of checks: what is silenced stays to be seen",
    find: None,
};

/// A comment that allows something.
struct Allowed {
    rule: String,
    /// The place of the rule's code.
    place: Range<usize>,
    about: Range<usize>,
}

/// Takes out what the draft allows, and tells what it can't allow.
pub(super) fn apply(context: &Context<'_>, mut found: Vec<Finding>) -> Vec<Finding> {
    let mut wrong = Vec::new();
    for (place, about) in comments(context) {
        for one in allowed(&context.source.text, place, &about, &mut wrong) {
            let before = found.len();
            found.retain(|finding| !one.covers(finding));
            if before == found.len() {
                let message = format!("nothing here is against the rule `{}`", one.rule);
                wrong.push(SILENCE.at(one.place, message).with_hint("take the comment out"));
            }
        }
    }
    found.append(&mut wrong);
    found
}

impl Allowed {
    fn covers(&self, finding: &Finding) -> bool {
        let start = finding.told.place.as_ref().map_or(0, |place| place.start);
        finding.told.rule == self.rule && self.about.start <= start && start < self.about.end
    }
}

/// The insides of all comments, with what they are about.
fn comments(context: &Context<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let (text, front) = (&context.source.text, &context.front.place);
    let mut found = Vec::new();
    let mut at = front.start;
    for line in text[front.clone()].split_inclusive('\n') {
        if let Some(comment) = line.trim_start().strip_prefix('#') {
            let end = at + line.trim_end().len();
            found.push((at + line.len() - comment.len()..end, front.clone()));
        }
        at += line.len();
    }
    for comment in &context.prose.comments {
        let end = comment.place.end.saturating_sub("-->".len());
        found.push((comment.place.start + "<!--".len()..end, comment.about.clone()));
    }
    found
}

/// Reads ` allow RULE, RULE: reason `; anything else is a remark.
fn allowed(
    text: &str,
    place: Range<usize>,
    about: &Range<usize>,
    wrong: &mut Vec<Finding>,
) -> Vec<Allowed> {
    let inside = text.get(place.clone()).unwrap_or_default();
    let Some(rest) = inside.trim_start().strip_prefix("allow ") else { return Vec::new() };
    let start = place.start + (inside.len() - rest.len());
    let (rules, reason) = rest.split_once(':').unwrap_or((rest, ""));
    if reason.trim().is_empty() {
        let rules = rules.trim();
        let hint = format!("say why: `allow {rules}: quoted from the Opinion`");
        wrong.push(SILENCE.at(place, "no reason is given").with_hint(hint));
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = start;
    for written in rules.split(',') {
        let code = written.trim();
        let from = at + (written.len() - written.trim_start().len());
        let place = from..from + code.len();
        at += written.len() + 1;
        if super::rule_of(code).is_some() {
            found.push(Allowed { rule: code.to_owned(), place, about: about.clone() });
        } else {
            let hint = did_you_mean(code, super::RULES.iter().map(|rule| rule.code));
            let hint = hint.unwrap_or_else(|| "`chancery explain` lists all rules".to_owned());
            wrong.push(SILENCE.at(place, format!("there is no rule `{code}`")).with_hint(hint));
        }
    }
    found
}
