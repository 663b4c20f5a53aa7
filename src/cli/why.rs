//! Why a point is answered as it is, for people: the words that decided stand out in both texts.

use std::ops::Range;

use itertools::Itertools;

use super::say;
use crate::library::Library;
use crate::matching::{Explained, Match, Outcome, lost_because};
use crate::opinion::Point;
use crate::ranking::{Candidate, Passage, Reason, apart};

/// The most reasons that are told of a candidate.
const REASONS: usize = 5;

/// The most candidates that are told.
pub(super) const CANDIDATES: usize = 3;

/// Explains the choice for a point: its text with the words that counted, the candidates with
/// the sentence that says it, why the others came after the first, and what would have come before
/// it but is ruled out.
pub(super) fn explain(
    point: &Point,
    found: &Match,
    why: &[Explained],
    library: &Library,
) -> String {
    let first = why.first();
    let text = first.map_or_else(
        || point.text.clone(),
        |first| marked(&point.text, 0..point.text.len(), &point_marks(first)),
    );
    let head = format!("{} ({}): {text}", say::styled(say::BOLD, &point.id), point.stance.word());
    let decision = format!("  {}", decision(found));
    let candidates = why.iter().take(CANDIDATES).flat_map(|one| {
        let lost = first.filter(|first| first.candidate.entry != one.candidate.entry);
        let lost = lost.map(|first| {
            format!("after the first: it {}", lost_because(point, library, first, one).join("; "))
        });
        let lines = [Some(name_and_reasons(one)), sentence(one, library), lost];
        lines
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(at, line)| if at == 0 { format!("    {line}") } else { format!("      {line}") })
    });
    let is_better = |one: &Candidate| first.is_none_or(|first| one.score > first.candidate.score);
    let ruled_out = found.ruled_out.iter().filter(|(one, _)| is_better(one));
    let ruled_out = ruled_out.take(CANDIDATES).map(|(one, because)| {
        format!("    {} is ruled out: it {because}", say::styled(say::BOLD, &one.entry))
    });
    let lines =
        [head, decision].into_iter().chain(perhaps_also(found)).chain(candidates).chain(ruled_out);
    lines.map(|line| line + "\n").collect()
}

fn decision(found: &Match) -> String {
    let chosen = found.paragraphs.iter().join(" and ");
    match found.outcome {
        Outcome::Answered => {
            let sure = found.confidence * 100.0;
            say::styled(say::GOOD, format!("answered by {chosen} ({sure:.0} % sure)"))
        }
        Outcome::Pinned => say::styled(say::GOOD, format!("pinned to {chosen}")),
        Outcome::Welcomed => say::styled(say::GOOD, "welcomed with the other points of support"),
        Outcome::Unsure | Outcome::Unanswered => {
            say::styled(say::OPEN, format!("{}: {}", found.outcome.word(), found.why_open()))
        }
    }
}

/// What may answer a second issue of the point, and what to do if it does.
fn perhaps_also(found: &Match) -> Option<String> {
    let second = found.perhaps_also.as_ref()?;
    let pin = found.paragraphs.iter().chain([second]).join(", ");
    let second = say::styled(say::BOLD, second);
    Some(format!("  perhaps a second issue, for {second}: if so, write `answer: [{pin}]`"))
}

/// A candidate in a line: its name, how sure it is, and why.
pub(super) fn name_and_reasons(explained: &Explained) -> String {
    let reasons = explained.reasons.iter().map(ToString::to_string).unique();
    let reasons = reasons.take(REASONS).join("; ");
    let name = say::styled(say::BOLD, &explained.candidate.entry);
    format!(
        "{name} {:.0} %: {}",
        explained.candidate.confidence * 100.0,
        say::styled(say::DIM, reasons)
    )
}

/// The sentence of a candidate's wording that says most of what decided, with its words marked.
pub(super) fn sentence(explained: &Explained, library: &Library) -> Option<String> {
    let (wording, Passage { sentence, marks }) = passage(explained, library)?;
    let text = marked(&wording, sentence, &marks);
    Some(format!("“{}”", text.split_whitespace().join(" ")))
}

/// Finds what the wording of a candidate, without its variables, says for it.
pub(super) fn passage(explained: &Explained, library: &Library) -> Option<(String, Passage)> {
    let wording = library.get(&explained.candidate.entry)?.body.blanked();
    let passage = Passage::find(&wording, &explained.reasons)?;
    Some((wording, passage))
}

/// Where the point says what speaks for a candidate, in bytes.
pub(super) fn point_marks(explained: &Explained) -> Vec<Range<usize>> {
    apart(explained.reasons.iter().flat_map(Reason::passages).cloned().collect())
}

/// A part of a text in which some passages, in order, stand out.
pub(super) fn marked(text: &str, part: Range<usize>, passages: &[Range<usize>]) -> String {
    let (mut shown, mut at) = (String::new(), part.start);
    for passage in passages {
        let (Some(before), Some(words)) = (text.get(at..passage.start), text.get(passage.clone()))
        else {
            continue;
        };
        shown.push_str(before);
        shown.push_str(&say::styled(say::BOLD.underline(), words));
        at = passage.end;
    }
    shown + &text[at..part.end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::PlainName;

    #[test]
    fn a_paragraph_for_a_second_issue_is_named_with_the_pin_that_takes_both() {
        let name = |text| PlainName::parse(text).expect("a plain name");
        let found = |second| Match {
            point: name("1"),
            outcome: Outcome::Answered,
            paragraphs: vec![name("airships")],
            perhaps_also: second,
            confidence: 0.9,
            candidates: Vec::new(),
            ruled_out: Vec::new(),
            held_back: None,
        };
        let told = perhaps_also(&found(Some(name("umbrellas")))).expect("there is one");
        assert!(told.contains("umbrellas"), "{told}");
        assert!(told.ends_with("write `answer: [airships, umbrellas]`"), "{told}");
        assert_eq!(perhaps_also(&found(None)), None);
    }
}
