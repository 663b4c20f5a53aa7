//! Rules about references to documents.

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::reference::Reference;

pub(super) const MALFORMED_REFERENCE: Rule = Rule {
    code: "malformed-reference",
    severity: Severity::Warning,
    reason: "a reference is not written as the institutions write it",
    remedy: "write it like `COM(2016) 379 final`",
    explanation: "A document is cited by its series, the year in brackets without a space before \
        them, its number and `final`: `COM(2016) 379 final`; before 1998 the year has two \
        digits. The same holds for JOIN, SWD and C; SEC does without `final`. Letters in other \
        languages than English have other words and are left alone.",
    example: Some(Example {
        bad: "The Communication {COM (2016)379 final} follows COM/2015/0185 FINAL and COM(16) 3.",
        good: "The Communication {COM(2016)\u{a0}379\u{a0}final} follows COM(2015)\u{a0}185\u{a0}final.",
    }),
    origin: "Interinstitutional style guide on references to documents of the Commission",
    find: Some(malformed),
};

pub(super) const REFERENCE_FORMS: Rule = Rule {
    code: "reference-forms",
    severity: Severity::Warning,
    reason: "one act is cited in two forms",
    remedy: "cite it in one form throughout",
    explanation: "A reader who searches the letter for a document should find every place. The \
        rule finds a reference of the Commission with and without `final`, and a regulation, \
        directive or decision that is cited with different words before its number.",
    example: Some(Example {
        bad: "Regulation (EU) 2016/794 applies; COM(2016)\u{a0}379\u{a0}final came first. \
              Regulation No\u{a0}2016/794 says so, and COM(2016)\u{a0}379 too.",
        good: "Regulation (EU) 2016/794 applies, and Regulation (EU) 2016/794 says so.",
    }),
    origin: "Interinstitutional style guide on references to documents of the Commission",
    find: Some(two_forms),
};

/// A reference of the Commission as it stands in the letter.
struct Cited {
    place: Range<usize>,
    written: String,
    reference: Reference,
}

impl Cited {
    /// As it should be, with plain spaces.
    fn right(&self) -> String {
        self.reference.to_string().replace('\u{a0}', " ")
    }

    /// Tells whether it lacks `final` and nothing else.
    fn is_short(&self) -> bool {
        self.right() == format!("{} final", self.written)
    }
}

fn cited(context: &Context<'_>) -> Vec<Cited> {
    let mut found = Vec::new();
    for (piece, text) in context.prose.iter() {
        let start = piece.place.start;
        found.extend(Reference::find_all(text).into_iter().map(|(place, reference)| Cited {
            written: text[place.clone()].replace('\u{a0}', " "),
            place: start + place.start..start + place.end,
            reference,
        }));
    }
    found
}

fn malformed(context: &Context<'_>) -> Vec<Finding> {
    if context.draft.about.language != "en" {
        return Vec::new();
    }
    let cited = cited(context);
    let mut found: Vec<Finding> = cited
        .iter()
        .filter(|one| {
            one.written != one.right() && !(one.is_short() && is_whole_elsewhere(one, &cited))
        })
        .map(|one| {
            let message = if one.is_short() {
                format!("`{}` lacks `final`", one.written)
            } else {
                format!("`{}` is not how the institutions write it", one.written)
            };
            MALFORMED_REFERENCE.at(one.place.clone(), message).with_fix(one.reference.to_string())
        })
        .collect();
    for series in ["COM(", "JOIN(", "SWD(", "SEC(", "KOM("] {
        for (piece, text) in context.prose.iter() {
            for (at, _) in text.match_indices(series) {
                let start = piece.place.start + at;
                let is_word = !text[..at].ends_with(char::is_alphanumeric);
                if is_word && !cited.iter().any(|one| one.place.contains(&start)) {
                    let end = text[at..].find(')').map_or(at + series.len(), |end| at + end + 1);
                    let message =
                        format!("`{}` begins a reference that names no document", &text[at..end]);
                    found.push(MALFORMED_REFERENCE.at(start..piece.place.start + end, message));
                }
            }
        }
    }
    found
}

fn is_whole_elsewhere(one: &Cited, all: &[Cited]) -> bool {
    all.iter().any(|other| other.reference == one.reference && other.written == other.right())
}

fn two_forms(context: &Context<'_>) -> Vec<Finding> {
    let cited = cited(context);
    let short = cited.iter().filter(|one| one.is_short() && is_whole_elsewhere(one, &cited));
    let mut found: Vec<Finding> = short
        .map(|one| {
            let message = format!("`{}` is cited as `{}` elsewhere", one.written, one.right());
            REFERENCE_FORMS.at(one.place.clone(), message).with_fix(one.reference.to_string())
        })
        .collect();
    let mut first: BTreeMap<(String, String), String> = BTreeMap::new();
    for (place, kind, number, written) in acts(context) {
        let form = first.entry((kind, number)).or_insert_with(|| written.clone());
        if *form != written {
            let message = format!("`{written}` is cited as `{form}` before");
            found.push(REFERENCE_FORMS.at(place, message));
        }
    }
    found
}

/// The regulations, directives and decisions that the letter cites: place, kind, number, and the
/// words with plain spaces.
fn acts(context: &Context<'_>) -> Vec<(Range<usize>, String, String, String)> {
    let mut found = Vec::new();
    for (piece, text) in context.prose.iter() {
        for kind in ["Regulation", "Directive", "Decision"] {
            for (at, _) in text.match_indices(kind) {
                let Some(length) = act_length(&text[at..], kind) else { continue };
                let written = text[at..at + length].replace('\u{a0}', " ");
                let number = written.rsplit(' ').next().unwrap_or_default();
                let number = number.trim_end_matches(|one: char| !one.is_ascii_digit()).to_owned();
                let start = piece.place.start + at;
                found.push((start..start + length, kind.to_owned(), number, written));
            }
        }
    }
    found.sort_by_key(|(place, ..)| place.start);
    found
}

/// The length of `Regulation (EU) No 2016/794` at the start of a text.
fn act_length(text: &str, kind: &str) -> Option<usize> {
    let mut rest = text.strip_prefix(kind)?;
    loop {
        rest = rest.strip_prefix([' ', '\u{a0}'])?;
        let before = ["(EU, Euratom)", "(EU)", "(EC)", "(EEC)", "No"];
        match before.iter().find_map(|word| rest.strip_prefix(word)) {
            Some(after) => rest = after,
            None => break,
        }
    }
    let is_part = |one: char| one.is_ascii_alphanumeric() || one == '/';
    let number = &rest[..rest.find(|one| !is_part(one)).unwrap_or(rest.len())];
    let is_number = number.contains('/') && number.starts_with(|one: char| one.is_ascii_digit());
    is_number.then(|| text.len() - rest.len() + number.len())
}
