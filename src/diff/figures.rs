//! Figures in a text: sums, dates, numbers, and the references that begin with a word.

use super::facts::FactKind;
use super::wording::Bare;
use crate::text::MONTHS;

/// A kind of fact, and the place after its last word.
type Found = Option<(FactKind, usize)>;

/// Finds a figure that begins with the word at a place.
pub(super) fn at(words: &[Bare<'_>], at: usize) -> Found {
    reference(words, at)
        .or_else(|| amount(words, at))
        .or_else(|| date(words, at))
        .or_else(|| number(words, at))
}

fn core<'a>(words: &[Bare<'a>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.core)
}

fn has_figure(word: &str) -> bool {
    word.contains(|one: char| one.is_ascii_digit())
}

const ACTS: [&str; 6] =
    ["Regulation", "Regulations", "Directive", "Directives", "Decision", "Recommendation"];
const PLACES: [&str; 9] = [
    "Article",
    "Articles",
    "Protocol",
    "Chapter",
    "Annex",
    "Title",
    "Section",
    "Case",
    "paragraph",
];

/// `Regulation (EU) 2016/794`, `Directive 2010/13/EU`, `Article 5(3)`, `Case C-203/15`.
fn reference(words: &[Bare<'_>], at: usize) -> Found {
    let first = core(words, at);
    let mut next = at + 1;
    if ACTS.contains(&first) {
        while ["EU", "EC", "EEC", "Euratom"].contains(&core(words, next)) {
            next += 1;
        }
        next += usize::from(core(words, next) == "No");
        let number = core(words, next);
        let is_number =
            number.starts_with(|one: char| one.is_ascii_digit()) && number.contains('/');
        return is_number.then_some((FactKind::Reference, next + 1));
    }
    if PLACES.contains(&first) && !words[at].ends_clause {
        next += usize::from(core(words, next) == "No");
        let number = core(words, next);
        let is_number = has_figure(number)
            || !number.is_empty() && number.chars().all(|one| "IVX".contains(one));
        return is_number.then_some((FactKind::Reference, next + 1));
    }
    None
}

const CURRENCIES: [&str; 8] = ["EUR", "€", "USD", "GBP", "euro", "euros", "$", "£"];

/// `EUR 34 million`, `€5`, `12 500 euro`.
fn amount(words: &[Bare<'_>], at: usize) -> Found {
    let first = core(words, at);
    let sign = first.starts_with(['€', '$', '£']) && has_figure(first);
    if CURRENCIES.contains(&first) || sign {
        let end = figures_end(words, if sign { at } else { at + 1 })?;
        return Some((FactKind::Amount, scale_end(words, end)));
    }
    let end = scale_end(words, figures_end(words, at)?);
    (!closed(words, end) && CURRENCIES.contains(&core(words, end)))
        .then_some((FactKind::Amount, end + 1))
}

/// Tells whether the clause ends before a place.
fn closed(words: &[Bare<'_>], at: usize) -> bool {
    at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| word.ends_clause)
}

/// Returns the place after a number in figures: `34`, `12 500`, `1.5`, `2014-2020`.
fn figures_end(words: &[Bare<'_>], at: usize) -> Option<usize> {
    let first = core(words, at).trim_start_matches(['€', '$', '£']);
    let is_number = first.starts_with(|one: char| one.is_ascii_digit())
        && first.chars().all(|one| one.is_ascii_digit() || ".,-–/:".contains(one));
    if !is_number {
        return None;
    }
    let mut end = at + 1;
    let is_short = first.len() <= 3 && first.bytes().all(|one| one.is_ascii_digit());
    while is_short && !closed(words, end) && is_group(core(words, end)) {
        end += 1;
    }
    Some(end)
}

/// `500` in `12 500`.
fn is_group(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|one| one.is_ascii_digit())
}

fn scale_end(words: &[Bare<'_>], end: usize) -> usize {
    let scales = ["million", "billion", "thousand", "trillion"];
    end + usize::from(!closed(words, end) && scales.contains(&core(words, end)))
}

const SEASONS: [&str; 7] = ["early", "late", "mid", "spring", "summer", "autumn", "winter"];

/// `20 November 2015`, `6 April`, `November 2015`, `early 2017`, `2016`, `20.11.2015`.
fn date(words: &[Bare<'_>], at: usize) -> Found {
    let first = core(words, at);
    let month = |at: usize| MONTHS.contains(&core(words, at)) && !closed(words, at);
    let end = match first {
        _ if is_day(first) && month(at + 1) => with_year(words, at + 2),
        _ if MONTHS.contains(&first) && !closed(words, at + 1) && is_year(core(words, at + 1)) => {
            at + 2
        }
        _ if is_numeric_date(first) || is_year(first) => at + 1,
        _ if SEASONS.contains(&first) && is_year(core(words, at + 1)) => at + 2,
        _ if first == "end" && core(words, at + 1) == "of" && is_year(core(words, at + 2)) => {
            at + 3
        }
        _ if MONTHS.contains(&first) && !words[at].opens_sentence => at + 1,
        _ => return None,
    };
    Some((FactKind::Date, end))
}

fn with_year(words: &[Bare<'_>], at: usize) -> usize {
    at + usize::from(!closed(words, at) && is_year(core(words, at)))
}

fn is_day(word: &str) -> bool {
    let day = word.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)) && word.len() <= 4
}

/// `2016`, and `mid-2016`, `2014-2020`.
fn is_year(word: &str) -> bool {
    let is_one = |year: &str| {
        year.len() == 4 && year.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
    };
    word.split(['-', '–', '/']).any(is_one)
        && word.split(['-', '–', '/']).all(|part| is_one(part) || part == "mid")
}

/// `20.11.2015`, `2015-11-20`, `20/11/2015`.
fn is_numeric_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['.', '-', '/']).collect();
    parts.len() == 3
        && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|one| one.is_ascii_digit()))
        && parts.iter().any(|part| part.len() == 4)
}

const IN_WORDS: [&str; 34] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "fifteen", "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "million", "millions",
    "billion", "dozen", "half", "third", "quarter", "first", "second", "fourth", "fifth", "sixth",
    "double", "triple", "twice", "thirds",
];

/// `70 %`, `70 per cent`, `500`, `No 2`, `two`.
fn number(words: &[Bare<'_>], at: usize) -> Found {
    let first = core(words, at);
    if matches!(first, "No" | "Nos") && has_figure(core(words, at + 1)) {
        return Some((FactKind::Number, at + 2));
    }
    if IN_WORDS.contains(&first.to_lowercase().as_str()) {
        return Some((FactKind::Number, at + 1));
    }
    let Some(end) = figures_end(words, at) else {
        let is_figure = first.starts_with(|one: char| one.is_ascii_digit());
        return is_figure.then_some((FactKind::Number, at + 1));
    };
    let end = scale_end(words, end);
    if closed(words, end) {
        return Some((FactKind::Number, end));
    }
    let percent = match core(words, end) {
        "%" | "percent" => 1,
        "per" if core(words, end + 1) == "cent" => 2,
        _ => 0,
    };
    Some((FactKind::Number, end + percent))
}
