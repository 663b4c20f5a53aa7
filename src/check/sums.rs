//! The rule about sums of money.

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use super::typography::each;
use crate::diagnostic::Severity;
use crate::text::phrase_length;

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
    origin: "Interinstitutional style guide, 7.3.3",
    find: Some(euro_signs),
};

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
        let scale = SCALES.iter().find(|scale| phrase_length(group, scale).is_some());
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
