//! Rules about abbreviations: introduced before they are used, and used once they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::Severity;

pub(super) const UNINTRODUCED: Rule = Rule {
    code: "unintroduced-abbreviation",
    severity: Severity::Warning,
    reason: "an abbreviation is used before it is introduced",
    remedy: "write the long form first, with the abbreviation in brackets",
    explanation: "The first mention gives the full term with the abbreviation in brackets, later \
        ones the abbreviation. The rule knows the abbreviations of the library, and those that \
        the letter introduces itself, but too late.",
    example: Some(Example {
        bad: "The evaluation of SIS II is complete.",
        good: "The evaluation of the second generation Schengen Information System (SIS\u{a0}II) is \
               complete, and SIS\u{a0}II will be revised.",
    }),
    origin: "practice of replies: C(2017) 16, which introduces RAN and CVE and forgets SIS II",
    find: Some(unintroduced),
};

pub(super) const UNUSED: Rule = Rule {
    code: "unused-abbreviation",
    severity: Severity::Suggestion,
    reason: "an abbreviation is introduced and never used",
    remedy: "leave the abbreviation out",
    explanation: "An abbreviation helps only where the term comes again. In a letter the rule \
        finds one that stands in brackets and nowhere after; in a paragraph of the library, one \
        that the front matter lists and the body never uses.",
    example: Some(Example {
        bad: "It names contact points for Countering Violent Extremism (CVE).",
        good: "It names contact points for Countering Violent Extremism.",
    }),
    origin: "practice of replies: later mentions have the abbreviation",
    find: Some(unused),
};

/// An abbreviation in brackets after its long form.
pub(super) struct Introduced {
    pub(super) short: String,
    /// The words before the bracket, as many as the abbreviation has letters or a few more.
    pub(super) long: String,
    /// The place of the abbreviation.
    pub(super) place: Range<usize>,
}

/// The abbreviations of the library with their long forms.
pub(super) fn known<'a>(context: &Context<'a>) -> BTreeMap<&'a str, &'a str> {
    let all = context.office.library.iter().flat_map(|one| &one.abbreviations);
    all.map(|(short, long)| (short.as_str(), long.as_str())).collect()
}

/// Finds what the letter introduces: `Radicalisation Awareness Network (RAN)`.
pub(super) fn introduced(context: &Context<'_>) -> Vec<Introduced> {
    let mut found = Vec::new();
    for (piece, text) in context.prose.iter() {
        for (open, _) in text.match_indices('(') {
            let Some(length) = text[open + 1..].find(')') else { break };
            let short = &text[open + 1..open + 1 + length];
            let Some(long) = long_form(&text[..open], short) else { continue };
            let start = piece.place.start + open + 1;
            let short = short.replace('\u{a0}', " ");
            found.push(Introduced { short, long, place: start..start + length });
        }
    }
    found
}

/// The words before a bracket that an abbreviation in it may stand for.
fn long_form(before: &str, short: &str) -> Option<String> {
    let capitals = short.chars().filter(|one| one.is_uppercase()).count();
    let is_short = (2..=12).contains(&short.chars().count())
        && capitals >= 2
        && short.chars().all(|one| one.is_alphanumeric() || matches!(one, ' ' | '\u{a0}' | '-'))
        && short
            .split([' ', '\u{a0}'])
            .all(|word| word.starts_with(|one: char| one.is_uppercase() || one.is_ascii_digit()))
        && !["EU", "EC", "EEC"].contains(&short);
    let before = before.strip_suffix(' ')?;
    let words: Vec<&str> = before.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let first = short.chars().next()?;
    let near = &words[words.len().saturating_sub(capitals + 3)..];
    let same = |word: &&str| {
        word.chars().next().is_some_and(|one| one.to_uppercase().eq(first.to_uppercase()))
    };
    let begins = near.iter().position(same)?;
    (is_short && near.len() - begins >= 2).then(|| near[begins..].join(" "))
}

/// Every use of an abbreviation in the order of reading, the introduction among them; a part of
/// a longer one is no use of it.
fn uses(context: &Context<'_>, short: &str, all: &BTreeSet<String>) -> Vec<Range<usize>> {
    let longer = all.iter().filter(|one| one.len() > short.len() && one.contains(short));
    let taken: Vec<Range<usize>> = longer.flat_map(|one| context.prose.find(one)).collect();
    let is_free = |place: &Range<usize>| {
        !taken.iter().any(|one| one.start <= place.start && place.end <= one.end)
    };
    context.prose.find(short).filter(is_free).collect()
}

/// An abbreviation in a letter.
struct Abbreviation {
    short: String,
    /// Where it stands, the introduction included.
    uses: Vec<Range<usize>>,
    /// Where it is introduced first.
    introduced: Option<Range<usize>>,
}

/// Finds the abbreviations that the library knows or the letter introduces.
fn abbreviations(context: &Context<'_>) -> Vec<Abbreviation> {
    let introduced = introduced(context);
    let mut all: BTreeSet<String> = introduced.iter().map(|one| one.short.clone()).collect();
    all.extend(known(context).into_keys().map(str::to_owned));
    all.iter()
        .map(|short| {
            let first = introduced.iter().find(|one| one.short == *short);
            Abbreviation {
                short: short.clone(),
                uses: uses(context, short, &all),
                introduced: first.map(|one| one.place.clone()),
            }
        })
        .collect()
}

fn unintroduced(context: &Context<'_>) -> Vec<Finding> {
    let known = known(context);
    let found = abbreviations(context).into_iter().filter_map(|one| {
        let (short, first) = (one.short, one.uses.into_iter().next()?);
        let message = match one.introduced {
            Some(place) if place.start <= first.start => return None,
            Some(_) => format!("`{short}` is introduced only further down"),
            None => format!("`{short}` is never introduced"),
        };
        let finding = UNINTRODUCED.at(first, message);
        Some(match known.get(short.as_str()) {
            Some(long) => finding.with_hint(format!("write `{long} ({short})` here")),
            None => finding,
        })
    });
    found.collect()
}

fn unused(context: &Context<'_>) -> Vec<Finding> {
    let found = abbreviations(context).into_iter().filter_map(|one| {
        let place = one.introduced?;
        let is_used = one.uses.iter().any(|place_of_use| place_of_use.start != place.start);
        (!is_used)
            .then(|| UNUSED.at(place, format!("`{}` is introduced and never used", one.short)))
    });
    found.collect()
}
