//! Rules about what departs from the cleared wording of the library.

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::diff::{FactKind, Substance, Version};
use crate::draft::{Origin, Wording};
use crate::text::find_phrase;

pub(super) const OLD_WORDING: Rule = Rule {
    code: "old-wording",
    severity: Severity::Warning,
    reason: "the library words a paragraph otherwise now",
    remedy: "read `chancery diff --against-library`, then take over the new wording or keep yours",
    explanation: "The comment before a paragraph names the version of the library's file from \
        which it was drafted. The rule finds a paragraph whose file has another version now and \
        would word the letter otherwise, or that the library no longer has. Without the opinion's file \
        the wording can't be filled in, and a change may be one of the front matter only: then it \
        is a suggestion.",
    example: Some(Example {
        bad: "<!-- {paragraph: hash-database, version: 0, wording: verbatim, answers: [prisons]} -->\n\
              A database of hashes will be presented soon.",
        good: "<!-- {answers: [prisons]} -->\nA database of hashes was presented.",
    }),
    origin: "the promise of this tool: no wording goes out stale",
    find: Some(old_wording),
};

pub(super) const CHANGED_FACT: Rule = Rule {
    code: "changed-fact",
    severity: Severity::Warning,
    reason: "an amount, a date, a number or a reference differs from the library's paragraph",
    remedy: "check it against the sources of the paragraph",
    explanation: "Facts and figures were cleared with the wording that they stand in. One that a \
        hand has changed is either a slip, or the library should learn of it.",
    example: Some(Example {
        bad: "<!-- {paragraph: ran-centre, version: 0, wording: edited, answers: [prisons]} -->\n\
              The Commission has set aside EUR\u{a0}52\u{a0}million for the 4 years from the end of 2015.",
        good: "<!-- {paragraph: ran-centre, version: 0, wording: edited, answers: [prisons]} -->\n\
               The Commission has set aside EUR\u{a0}25\u{a0}million for the 4 years from the end of 2015.",
    }),
    origin: "practice of replies, whose strongest facts are amounts and dated deliverables",
    find: Some(changed_facts),
};

/// Tells whether any paragraph may depart from the library: comparing costs more than reading.
fn may_depart(context: &Context<'_>) -> bool {
    context.blocks().any(|(block, _)| {
        let Origin::Library { paragraph, version, wording } = &block.origin else { return false };
        let known = context.office.library.get(paragraph.as_str());
        *wording == Wording::Edited || known.is_none_or(|known| known.version != *version)
    })
}

fn old_wording(context: &Context<'_>) -> Vec<Finding> {
    let departures = may_depart(context).then(|| context.departures()).flatten();
    let Some(departures) = departures else { return Vec::new() };
    let mut found = Vec::new();
    for one in &departures.paragraphs {
        let (Some(id), Some(place)) = (&one.paragraph, context.prose.block(one.index)) else {
            continue;
        };
        match one.version {
            Some(Version::Gone) => found.push(
                OLD_WORDING
                    .at(place, format!("the library has no paragraph `{id}` any more"))
                    .with_hint("have the wording cleared anew"),
            ),
            Some(Version::Other) if one.change.is_some() => {
                let message = format!("drafted from another version of `{id}` than the library's");
                let mut finding = OLD_WORDING.at(place, message);
                if !departures.is_filled {
                    finding.told.severity = Severity::Suggestion;
                }
                found.push(finding);
            }
            _ => {}
        }
    }
    found
}

fn changed_facts(context: &Context<'_>) -> Vec<Finding> {
    let departures = may_depart(context).then(|| context.departures()).flatten();
    let Some(departures) = departures else { return Vec::new() };
    let mut found = Vec::new();
    for one in &departures.paragraphs {
        let (Some(id), Some(place), Some(change)) =
            (&one.paragraph, context.prose.block(one.index), &one.change)
        else {
            continue;
        };
        if one.version == Some(Version::Gone) {
            continue;
        }
        for fact in &change.substance {
            let Some(message) = told(fact, id.as_str(), departures.is_filled) else { continue };
            let words = context.prose.words(&place);
            let new =
                fact.new.as_deref().and_then(|new| find_phrase(words, new).into_iter().next());
            let place =
                new.map_or(place.clone(), |new| place.start + new.start..place.start + new.end);
            found.push(CHANGED_FACT.at(place, message));
        }
    }
    found
}

/// What to say of a fact that changed. What the wording has more than the library may have been
/// filled in, unless the opinion shows what was.
fn told(fact: &Substance, id: &str, is_filled: bool) -> Option<String> {
    let is_figure = matches!(
        fact.kind,
        FactKind::Amount | FactKind::Date | FactKind::Number | FactKind::Reference
    );
    match (&fact.old, &fact.new) {
        (Some(old), Some(new)) if is_figure => {
            Some(format!("`{new}` stands where `{id}` has `{old}`"))
        }
        (None, Some(new)) if is_figure && is_filled => {
            Some(format!("`{new}` does not stand in `{id}`"))
        }
        _ => None,
    }
}
