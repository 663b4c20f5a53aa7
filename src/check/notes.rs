//! Rules about notes and their marks.

use super::context::Context;
use super::prose::{NO_WORD, Part};
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::Severity;

pub(super) const MARK_WITHOUT_NOTE: Rule = Rule {
    code: "mark-without-note",
    severity: Severity::Error,
    reason: "a mark has no note",
    remedy: "write the note at the end of the draft: `[^1]: COM(2015) 185 final.`",
    explanation: "A mark whose note is missing is printed as it stands, brackets and all.",
    example: Some(Example {
        bad: "It builds on the European Agenda on Security[^7].",
        good: "It builds on the European Agenda on Security[^7].\n\n[^7]: COM(2015)\u{a0}185\u{a0}final.",
    }),
    origin: "the draft file: notes stand as `[^n]` with their definitions last",
    find: Some(marks),
};

pub(super) const NOTE_WITHOUT_MARK: Rule = Rule {
    code: "note-without-mark",
    severity: Severity::Warning,
    reason: "a note has no mark in the text",
    remedy: "put its mark where it belongs, or take the note out",
    explanation: "A note is printed at the foot of the page that has its mark. One without a mark \
        is not printed at all.",
    example: Some(Example {
        bad: "It builds on the Agenda.\n\n[^7]: COM(2015)\u{a0}185\u{a0}final.",
        good: "It builds on the Agenda[^7].\n\n[^7]: COM(2015)\u{a0}185\u{a0}final.",
    }),
    origin: "the draft file: notes stand as `[^n]` with their definitions last",
    find: Some(notes),
};

pub(super) const NOTE_FULL_STOP: Rule = Rule {
    code: "note-full-stop",
    severity: Severity::Warning,
    reason: "a note does not end with a full stop",
    remedy: "end the note with a full stop",
    explanation: "Every note ends with a full stop, but for one that is a bare web address.",
    example: Some(Example {
        bad: "It builds on the Agenda[^7].\n\n[^7]: COM(2015)\u{a0}185\u{a0}final",
        good: "It builds on the Agenda[^7].\n\n[^7]: COM(2015)\u{a0}185\u{a0}final.",
    }),
    origin: "Interinstitutional style guide, part four, on footnotes",
    find: Some(full_stops),
};

fn marks(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (piece, text) in context.prose.iter() {
        for (at, _) in text.match_indices("[^") {
            let Some(length) = text[at..].find(']') else { continue };
            let place = piece.place.start + at..piece.place.start + at + length + 1;
            let mark = &text[at..=at + length];
            let is_escaped = context.source.text[..place.start].ends_with('\\');
            if !is_escaped && !mark.contains([' ', NO_WORD]) {
                found.push(MARK_WITHOUT_NOTE.at(place, format!("`{mark}` has no note")));
            }
        }
    }
    found
}

fn notes(context: &Context<'_>) -> Vec<Finding> {
    let notes = context.prose.pieces.iter().filter_map(|piece| {
        let Part::Note(label) = &piece.part else { return None };
        let is_marked = context.prose.marks.iter().any(|(one, _)| one == label);
        let message = format!("the note `{label}` has no mark in the text");
        (!is_marked).then(|| NOTE_WITHOUT_MARK.at(piece.place.clone(), message))
    });
    notes.collect()
}

fn full_stops(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (piece, text) in context.prose.iter() {
        let Part::Note(label) = &piece.part else { continue };
        let words = text.trim_end_matches([' ', NO_WORD]);
        let last = words.rsplit([' ', '\u{a0}', NO_WORD]).next().unwrap_or_default();
        let is_address = words.trim_start_matches([' ', NO_WORD]) == last
            && (last.starts_with("http") || last.starts_with("www."));
        let is_ended = last.trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '!', '?']);
        if last.is_empty() || is_ended || is_address {
            continue;
        }
        let end = piece.place.start + words.len();
        let message = format!("the note `{label}` does not end with a full stop");
        found.push(NOTE_FULL_STOP.at(end - last.len()..end, message).with_fix(format!("{last}.")));
    }
    found
}
