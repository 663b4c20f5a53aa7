//! Rules about answers: what is open, what answers nothing, what could go to anybody.

use std::ops::Range;

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::draft::{CONFLICT_MARK, GAP_MARK, Mark, Origin, Wording, spellings};
use crate::text::find_phrase;

pub(super) const MISSING: Rule = Rule {
    code: "missing",
    severity: Severity::Warning,
    reason: "what was not known when the reply was drafted is still missing",
    remedy: "write it in place of the mark",
    explanation: "What the opinion file does not say of the reply stands in the draft as a mark, \
        such as `[date]`, and never as a guess: in the frame, and in the text where a paragraph \
        names it. A draft with a mark is not final.",
    example: Some(Example { bad: "date: \"[date]\"", good: "date: 2017-01-10" }),
    origin: "the draft file: what is not known stays to be seen",
    find: Some(missing),
};

pub(super) const GAP: Rule = Rule {
    code: "gap",
    severity: Severity::Warning,
    reason: "a point waits for its answer",
    remedy: "write the answer in place of this mark",
    explanation: "Parliaments complain of replies that pass over points which they raised. So a \
        point that no paragraph answers stands in the draft as a mark, and a draft with one is \
        not final.",
    example: Some(Example {
        bad: "points: [prisons]\n\n<!-- {open: [prisons]} -->\n\
              > **To be drafted** (point prisons, request): Asks for training.",
        good: "points: [prisons]\n\n<!-- {answers: [prisons]} -->\nThe Commission supports training.",
    }),
    origin: "complaints of parliaments about replies that pass over points (French Sénat, report 510 of 2017-2018)",
    find: Some(gaps),
};

pub(super) const CONFLICT: Rule = Rule {
    code: "conflict",
    severity: Severity::Error,
    reason: "a hand and the tool have changed the same words differently",
    remedy: "put the reading that is to stand into the paragraph above, and delete this mark",
    explanation: "When a draft is brought up to date, new wording and edits by hand are merged. \
        Where the two are at odds, the words of the hand stay, and a mark after them shows both \
        readings. Somebody has to decide; until then the draft is not final.",
    example: Some(Example {
        bad: "The Network has seven groups.\n\n\
              > **To be settled** (ran-prisons): changed by hand and by the tool.",
        good: "The Network has seven groups.",
    }),
    origin: "the promise of this tool: no hand edit is lost, and no wording goes out stale",
    find: Some(conflicts),
};

pub(super) const NO_ANSWER: Rule = Rule {
    code: "no-answer",
    severity: Severity::Warning,
    reason: "a point of the opinion stands nowhere in the draft",
    remedy: "name the point in the `answers` of the comment before the paragraph that answers it",
    explanation: "The front matter lists the points of the opinion. Each must be named in the \
        comment before a paragraph, as answered or as open; a point whose paragraph was deleted \
        would otherwise be left out in silence. So would one that the opinion got after it was \
        drafted, if its file is not looked into.",
    example: Some(Example {
        bad: "points: [prisons, training]\n\n<!-- {answers: [prisons]} -->\nThe Commission acts.",
        good: "points: [prisons, training]\n\n\
               <!-- {answers: [prisons, training]} -->\nThe Commission acts.",
    }),
    origin: "complaints of parliaments about replies that pass over points (French Sénat, report 510 of 2017-2018)",
    find: Some(no_answer),
};

pub(super) const ANSWERS_NOTHING: Rule = Rule {
    code: "answers-nothing",
    severity: Severity::Suggestion,
    reason: "a paragraph answers no point",
    remedy: "write `<!-- {answers: [point]} -->` on the line before it, or take it out",
    explanation: "Opening, lead-ins and closing belong to the skeleton, and a paragraph may \
        introduce the act. Any other that answers no point is either an answer whose comment \
        is missing, or says what nobody asked. Lists and quotations belong to the paragraph \
        before them.",
    example: Some(Example {
        bad: "The Commission also has a policy on fisheries.",
        good: "<!-- {answers: [prisons]} -->\nThe Commission helps prisons by\n\n- training,\n- advice.",
    }),
    origin: "the wish told at COSAC on 4 October 2011 that replies answer the matters raised in that Opinion",
    find: Some(answers_nothing),
};

pub(super) const UNSPECIFIC: Rule = Rule {
    code: "unspecific",
    severity: Severity::Suggestion,
    reason: "nothing in the letter is specific to the chamber",
    remedy: "add a fact about the country, or take up the wording of the Opinion",
    explanation: "Chambers fear one reply for all. A letter of more than 150 words should have at \
        least one thing that no other chamber would read: the name of the country, a fact about \
        it, a paragraph of the Opinion, or wording by a hand.",
    example: None,
    origin: "the fear of one reply for all chambers, told at COSAC on 4 October 2011",
    find: Some(unspecific),
};

fn missing(context: &Context<'_>) -> Vec<Finding> {
    let front = &context.front.place;
    let missing = context.draft.marks().into_iter().flat_map(|mark| {
        let places = match mark {
            Mark::Missing(words) => {
                let at = context.source.text[front.clone()].find(words);
                vec![at.map_or(context.front.place_of("signatories"), |at| {
                    front.start + at..front.start + at + words.len()
                })]
            }
            Mark::Left(words) => places_in_body(context, words),
            Mark::Gap(_) | Mark::Conflict(_) | Mark::Dropped(_) | Mark::Unknown(_) => Vec::new(),
        };
        places.into_iter().map(move |place| MISSING.at(place, format!("not final: {mark}")))
    });
    missing.collect()
}

/// Where a mark of the frame stands below the front matter.
fn places_in_body(context: &Context<'_>, mark: &str) -> Vec<Range<usize>> {
    let body = context.front.place.end;
    let find = |spelling: String| {
        let found = context.source.text[body..].match_indices(&spelling);
        let places = found.map(|(at, found)| body + at..body + at + found.len());
        places.collect::<Vec<_>>()
    };
    spellings(mark).into_iter().flat_map(find).collect()
}

fn gaps(context: &Context<'_>) -> Vec<Finding> {
    let blocks = context.draft.blocks.iter().enumerate().filter(|(_, block)| block.is_gap());
    blocks
        .filter_map(|(number, block)| {
            let start = context.prose.block(number)?.start;
            let mark = Mark::Gap(block.points.clone());
            Some(GAP.at(start..start + GAP_MARK.len(), format!("not final: {mark}")))
        })
        .collect()
}

fn conflicts(context: &Context<'_>) -> Vec<Finding> {
    let blocks = context.draft.blocks.iter().enumerate().filter(|(_, block)| block.is_conflict());
    blocks
        .filter_map(|(number, block)| {
            let start = context.prose.block(number)?.start;
            let mark = Mark::Conflict(block.conflict_place());
            let place = start..start + CONFLICT_MARK.len();
            Some(CONFLICT.at(place, format!("not final: {mark}")))
        })
        .collect()
}

fn no_answer(context: &Context<'_>) -> Vec<Finding> {
    let dropped = context.draft.marks().into_iter().filter_map(|mark| {
        let Mark::Dropped(point) = &mark else { return None };
        let number = context.draft.about.points.iter().position(|one| one == point)?;
        let place = context.front.list("points").get(number).map(|node| node.place.clone());
        let place = place.unwrap_or_else(|| context.front.place_of("points"));
        Some(NO_ANSWER.at(place, format!("not final: {mark}")))
    });
    let opinion = context.letter.opinion.into_iter();
    let unknown = opinion.flat_map(|opinion| context.draft.unknown_points(opinion)).map(|mark| {
        let found = NO_ANSWER.at(context.front.place_of("points"), format!("not final: {mark}"));
        found.with_hint(format!("`chancery refresh {}` brings it in", context.source.name))
    });
    dropped.chain(unknown).collect()
}

fn answers_nothing(context: &Context<'_>) -> Vec<Finding> {
    let idle = context.blocks().filter(|(block, _)| {
        let is_frame = match &block.origin {
            Origin::Skeleton(_) => true,
            Origin::Library { paragraph, .. } => {
                let known = context.office.library.get(paragraph.as_str());
                known.is_some_and(|known| known.is_context)
            }
            Origin::Gap | Origin::Hand => goes_on(&block.text),
        };
        !is_frame && !block.is_conflict() && block.points.is_empty()
    });
    idle.map(|(_, place)| ANSWERS_NOTHING.at(place, "this paragraph answers no point")).collect()
}

/// Tells whether a block is a heading, or a list or quotation that belongs to what stands before.
fn goes_on(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    ["#", "> ", "- ", "* ", "+ "].iter().any(|mark| text.starts_with(mark))
        || digits > 0 && text[digits..].starts_with(['.', ')'])
}

/// The words of a letter from which it is no short one any more.
const LONG: usize = 150;

/// Tells whether a text speaks of `paragraph 8` of the Opinion.
fn names_paragraph(text: &str) -> bool {
    text.match_indices("aragraph").any(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches(['s', ' ', '\u{a0}']);
        rest.starts_with(|one: char| one.is_ascii_digit())
    })
}

fn unspecific(context: &Context<'_>) -> Vec<Finding> {
    let Some(chamber) = context.chamber else { return Vec::new() };
    let words: usize = context.body().map(|(_, words)| words.split_whitespace().count()).sum();
    let is_by_hand = context.blocks().any(|(block, _)| match &block.origin {
        Origin::Library { wording, .. } => *wording == Wording::Edited,
        Origin::Hand | Origin::Gap => true,
        Origin::Skeleton(_) => false,
    });
    let has_facts =
        context.answers().any(|(one, _)| one.country_facts.contains_key(&chamber.country.iso));
    let quotes = context.body().any(|(_, text)| {
        !find_phrase(text, &chamber.country.name).is_empty() || names_paragraph(text)
    });
    if words < LONG || is_by_hand || has_facts || quotes {
        return Vec::new();
    }
    let message = format!("nothing here is specific to {}", chamber.the());
    vec![UNSPECIFIC.at(context.front.place_of("chamber"), message)]
}
