//! Rules about how figures, dates and sums are set.

use std::ops::Range;

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::text::{MONTHS, plain_spaces};

pub(super) const PLAIN_SPACE: Rule = Rule {
    code: "plain-space",
    severity: Severity::Warning,
    reason: "a plain space where a line must not break",
    remedy: "write a hard space (U+00A0)",
    explanation: "Hard spaces keep together what is read as one: `EUR 25 million`, \
        `COM(2016) 379 final`, `10 January`, `Article 5`, `No 2`, `12 500`, `55 %`. In a \
        paragraph of the library it is a suggestion only, since letters get hard spaces when \
        they are drafted.",
    example: Some(Example {
        bad: "The Commission made EUR 8 million available.",
        good: "The Commission made EUR\u{a0}8\u{a0}million available.",
    }),
    origin: "domain facts, 3.1 (amounts, thousands) and 3.5; Interinstitutional style guide",
    find: Some(spaces),
};

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
    origin: "domain facts, 3.1: dates in text; English Style Guide",
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
    origin: "domain facts, 1.2 and 3.5: no leading zeros",
    find: Some(leading_zeros),
};

pub(super) const EURO_SIGN: Rule = Rule {
    code: "euro-sign",
    severity: Severity::Warning,
    reason: "the sign € in a sum",
    remedy: "write EUR before the figure",
    explanation: "In text a sum is the ISO code, a hard space and the figure. The sign belongs in \
        graphics and in popular works.",
    example: Some(Example {
        bad: "The Commission made €8 million available.",
        good: "The Commission made EUR\u{a0}8\u{a0}million available.",
    }),
    origin: "domain facts, 3.1: amounts; Interinstitutional style guide",
    find: Some(euro_signs),
};

/// What a place of the prose is replaced by, with the message.
type Replaced = (Range<usize>, String, String);

/// Makes findings of what a search found in each piece.
fn each(
    context: &Context<'_>,
    rule: &Rule,
    search: impl Fn(&str) -> Vec<Replaced>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (piece, text) in context.prose.iter() {
        let start = piece.place.start;
        found.extend(search(text).into_iter().map(|(place, message, fixed)| {
            rule.at(start + place.start..start + place.end, message).with_fix(fixed)
        }));
    }
    found
}

fn spaces(context: &Context<'_>) -> Vec<Finding> {
    let search = |text: &str| {
        groups(text)
            .into_iter()
            .map(|(place, spaces)| {
                let mut fixed = text[place.clone()].to_owned();
                for at in spaces.iter().rev() {
                    let at = at - place.start;
                    fixed.replace_range(at..=at, "\u{a0}");
                }
                (place.clone(), format!("a plain space in `{}`", &text[place]), fixed)
            })
            .collect()
    };
    let found = each(context, &PLAIN_SPACE, search);
    found.into_iter().map(|one| one.with_hint(PLAIN_SPACE.remedy)).collect()
}

/// The words around plain spaces that should be hard, those that hang together in one; marks of
/// punctuation and of Markdown at their ends left out.
fn groups(text: &str) -> Vec<(Range<usize>, Vec<usize>)> {
    let is_edge = |one: char| !one.is_alphanumeric() && !matches!(one, '%' | ')');
    let mut groups: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for at in plain_spaces(text) {
        let start = text[..at].rfind(' ').map_or(0, |space| space + 1);
        let end = text[at + 1..].find(' ').map_or(text.len(), |space| at + 1 + space);
        match groups.last_mut() {
            Some((place, spaces)) if place.end >= at => {
                place.end = end;
                spaces.push(at);
            }
            _ => groups.push((start..end, vec![at])),
        }
    }
    for (place, _) in &mut groups {
        let words = &text[place.clone()];
        place.start += words.len() - words.trim_start_matches(is_edge).len();
        let words = text[place.clone()].trim_end_matches(is_edge);
        let words = words.strip_suffix(')').filter(|one| !one.contains('(')).unwrap_or(words);
        place.end = place.start + words.len();
    }
    groups
}

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

/// `€8 million`, `€ 8 million`, `8 million €`.
fn euro_signs(context: &Context<'_>) -> Vec<Finding> {
    each(context, &EURO_SIGN, |text| {
        let signs = text.match_indices('€').filter_map(|(at, sign)| {
            let after = at + sign.len();
            let place = match sum_after(text, after) {
                Some(end) => at..end,
                None => sum_before(text, at)?..after,
            };
            let figure = text[place.clone()].replace('€', "");
            let figure: Vec<&str> =
                figure.split([' ', '\u{a0}']).filter(|part| !part.is_empty()).collect();
            let fixed = format!("EUR\u{a0}{}", figure.join("\u{a0}"));
            let message = format!("the sign € in `{}`", &text[place.clone()]);
            Some((place, message, fixed))
        });
        signs.collect()
    })
}

const SCALES: [&str; 3] = ["million", "billion", "thousand"];

/// Where a figure ends that begins at or just after a place, its `million` included.
fn sum_after(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let figure = rest.trim_start_matches([' ', '\u{a0}']);
    let mut end = at + (rest.len() - figure.len()) + figure_length(figure)?;
    while let Some(group) = after_space(&text[end..]) {
        let is_group = group.len() >= 3
            && group.bytes().take(3).all(|one| one.is_ascii_digit())
            && !group[3..].starts_with(|one: char| one.is_ascii_digit());
        let scale = SCALES.iter().find(|scale| crate::text::phrase_length(group, scale).is_some());
        match (is_group, scale) {
            (true, _) => end = text.len() - group.len() + 3,
            (false, Some(scale)) => return Some(text.len() - group.len() + scale.len()),
            (false, None) => break,
        }
    }
    Some(end)
}

fn after_space(text: &str) -> Option<&str> {
    text.strip_prefix([' ', '\u{a0}'])
}

/// The length of `8`, `12,500`, `1.5` at the start of a text, without a full stop at its end.
fn figure_length(text: &str) -> Option<usize> {
    let figure = text.len()
        - text.trim_start_matches(|one: char| one.is_ascii_digit() || ".,".contains(one)).len();
    let figure = text[..figure].trim_end_matches(['.', ',']).len();
    (figure > 0 && text.as_bytes()[0].is_ascii_digit()).then_some(figure)
}

/// Where a figure begins that ends just before a place, its `million` included.
fn sum_before(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end_matches([' ', '\u{a0}']);
    let figure = SCALES
        .iter()
        .find_map(|scale| before.strip_suffix(scale))
        .map_or(before, |rest| rest.trim_end_matches([' ', '\u{a0}']));
    let is_part = |one: char| one.is_ascii_digit() || ".,".contains(one);
    let mut start = figure.trim_end_matches(is_part);
    (start.len() < figure.len()).then_some(())?;
    while let Some(rest) = start.strip_suffix([' ', '\u{a0}']) {
        let group = rest.trim_end_matches(|one: char| one.is_ascii_digit());
        let is_group = figure[start.len()..].bytes().take_while(u8::is_ascii_digit).count() == 3;
        if !is_group || !(1..=3).contains(&(rest.len() - group.len())) {
            break;
        }
        start = group;
    }
    Some(start.len())
}
