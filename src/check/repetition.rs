//! Rules about what the same chamber has read before.

use super::context::Context;
use super::rule::{Finding, Rule};
use crate::diagnostic::Severity;
use crate::draft::{Block, Origin};

pub(super) const SENT_BEFORE: Rule = Rule {
    code: "sent-before",
    severity: Severity::Suggestion,
    reason: "the chamber has had this paragraph before, word for word",
    remedy: "say what has happened since, or refer to the earlier reply",
    explanation: "Chambers compare the replies that they receive, and so does the public. The rule \
        looks at the drafts in the same folder that went to the same chamber, which their \
        opinion files tell by `reply.sent`, and finds a paragraph that stood in one of them with \
        the same words.",
    example: None,
    origin: "replies are public and are compared; one reply for all is what parliaments complain of",
    find: Some(sent_before),
};

fn sent_before(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let answers =
        context.blocks().filter(|(block, _)| !matches!(block.origin, Origin::Skeleton(_)));
    for (block, place) in answers {
        let words = words(block);
        let same = context.letter.sent.iter().find(|sent| {
            sent.draft.about.chamber == context.draft.about.chamber
                && sent.draft.about.opinion != context.draft.about.opinion
                && sent.draft.blocks.iter().any(|one| !one.is_gap() && self::words(one) == words)
        });
        if let Some(sent) = same {
            let message = format!("this paragraph went to the same chamber in `{}`", sent.name);
            found.push(SENT_BEFORE.at(place, message));
        }
    }
    found
}

/// The words of a block; the numbers of notes and the kind of spaces don't count.
fn words(block: &Block) -> Vec<&str> {
    block
        .text
        .split_whitespace()
        .map(|word| word.split_once("[^").map_or(word, |(before, _)| before))
        .collect()
}
