//! Rules about dates in running text.

use std::ops::Range;

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use super::typography::each;
use crate::diagnostic::Severity;
use crate::text::MONTHS;

pub(super) const ORDINAL_DATE: Rule = Rule {
    code: "ordinal-date",
    severity: Severity::Warning,
    reason: "an ordinal in a date",
    remedy: "write the day as a figure",
    explanation: "A date in running text has the day as a figure, the month in words and the year \
        in four digits, with no comma, no “the” and no ordinal.",
    example: Some(Example {
        bad: "It met on the 8th December 2016.",
        good: "It met on 8\u{a0}December 2016.",
    }),
    origin: "guide of the Commission on dates, numbers and symbols",
    find: Some(ordinals),
};

pub(super) const LEADING_ZERO: Rule = Rule {
    code: "leading-zero",
    severity: Severity::Warning,
    reason: "a leading zero in a date",
    remedy: "leave the zero out",
    explanation: "Day and month have no leading zero, neither in words nor in figures.",
    example: Some(Example {
        bad: "It was adopted on 06\u{a0}April 2016, in reply to a letter of 01.03.2016.",
        good: "It was adopted on 6\u{a0}April 2016, in reply to a letter of 1.3.2016.",
    }),
    origin: "practice of replies: C(2016) 2713 of 29.4.2016, C(2017) 2751 of 26.4.2017",
    find: Some(leading_zeros),
};

/// The words of a text with their places; hard spaces part words too.
fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut at = 0;
    let mut found = Vec::new();
    for word in text.split([' ', '\u{a0}']) {
        if !word.is_empty() {
            found.push((at..at + word.len(), word));
        }
        let end = at + word.len();
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// The month that a word is, whatever follows it.
fn month(word: &str) -> Option<&'static str> {
    let bare = word.trim_end_matches(|one: char| !one.is_alphabetic());
    MONTHS.into_iter().find(|month| *month == bare)
}

/// The day of `8th`, `1st`.
fn ordinal(word: &str) -> Option<&str> {
    let day = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)).then_some(day)
}

/// `8th December`, `the 8th of December`, `December 8th`.
fn ordinals(context: &Context<'_>) -> Vec<Finding> {
    each(context, &ORDINAL_DATE, |text| {
        let words = words(text);
        let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
        let mut found = Vec::new();
        for (at, (place, written)) in words.iter().enumerate() {
            let (bare, comma) =
                written.strip_suffix(',').map_or((*written, false), |one| (one, true));
            let Some(day) = ordinal(bare) else { continue };
            let before = at.checked_sub(1);
            let month_at = if word(at + 1) == "of" { at + 2 } else { at + 1 };
            let (first, last, name) =
                match (month(word(month_at)), before.and_then(|one| month(word(one)))) {
                    (Some(name), _) if !comma => (at, month_at, name),
                    (_, Some(name)) if before.is_some_and(|one| word(one) == name) => {
                        (at - 1, at, name)
                    }
                    _ => continue,
                };
            let is_the = first.checked_sub(1).filter(|one| word(*one) == "the");
            let start = words[is_the.unwrap_or(first)].0.start;
            let end = if last == at { place.end } else { words[last].0.start + name.len() };
            let day = day.trim_start_matches('0');
            let message = format!("an ordinal in the date `{}`", &text[start..end]);
            found.push((start..end, message, format!("{day}\u{a0}{name}")));
        }
        found
    })
}

fn leading_zeros(context: &Context<'_>) -> Vec<Finding> {
    each(context, &LEADING_ZERO, |text| {
        let words = words(text);
        let mut found = Vec::new();
        for (at, (place, written)) in words.iter().enumerate() {
            let bare = written.trim_start_matches(|one: char| !one.is_alphanumeric());
            let start = place.start + (written.len() - bare.len());
            let bare = bare.trim_end_matches(|one: char| !one.is_alphanumeric());
            let next = words.get(at + 1).and_then(|(_, next)| month(next));
            let is_day = bare.len() == 2 && bare.bytes().all(|one| one.is_ascii_digit());
            let parts: Vec<&str> = bare.split('.').collect();
            let is_date = matches!(parts.as_slice(), [day, month, year]
                if is_short_number(day) && is_short_number(month) && year.len() == 4
                    && year.bytes().all(|one| one.is_ascii_digit()));
            if !(is_date || is_day && next.is_some()) {
                continue;
            }
            let fixed: Vec<&str> = parts.iter().map(|part| part.trim_start_matches('0')).collect();
            let fixed = fixed.join(".");
            if fixed != bare {
                let shown = next
                    .filter(|_| is_day)
                    .map_or(bare.to_owned(), |month| format!("{bare} {month}"));
                let message = format!("a leading zero in the date `{shown}`");
                found.push((start..start + bare.len(), message, fixed));
            }
        }
        found
    })
}

fn is_short_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit())
}
