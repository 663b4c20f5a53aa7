//! Rules about the letters of names, and about bodies that are given two.

use std::ops::Range;

use super::context::Context;
use super::prose::NO_WORD;
use super::rule::{Example, Finding, Rule};
use crate::diagnostic::Severity;

pub(super) const CEDILLA: Rule = Rule {
    code: "cedilla",
    severity: Severity::Warning,
    reason: "a cedilla for the comma below in a Romanian name",
    remedy: "write ș and ț with the comma below (U+0219, U+021B)",
    explanation: "Romanian has Ș ș Ț ț with a comma below (U+0218 to U+021B). The letters with a \
        cedilla (U+015E, U+015F, U+0162, U+0163) come from old code pages. Turkish names keep \
        their ş: a word with ğ, ı, ç, ö or ü is left alone, and so is ş in letters to other \
        countries unless the word has ţ or ă too.",
    example: Some(Example {
        bad: "The Commission thanks the Camera Deputaţilor.",
        good: "The Commission thanks the Camera Deputaților, as did Mr Şahinoğlu.",
    }),
    origin: "Unicode 3.0, which gave Romanian letters of its own; the names of the register",
    find: Some(cedillas),
};

pub(super) const TWO_NAMES: Rule = Rule {
    code: "two-names",
    severity: Severity::Warning,
    reason: "a body is given another name than its own",
    remedy: "call it by one name throughout",
    explanation: "A reader takes two names for two bodies. `templates/bodies.yaml` lists names \
        with what people write instead, and an office can add its own. The long forms of the \
        library's abbreviations count too: an abbreviation with another long form is found.",
    example: Some(Example {
        bad: "The EU Internet Forum met again. The IT Forum was shown a database.",
        good: "The EU Internet Forum met again. The Forum was shown a database.",
    }),
    origin: "practice of replies: C(2017) 16, which calls the EU Internet Forum the IT Forum too",
    find: Some(two_names),
};

/// Every run of as many words, without the punctuation and the possessive around it.
pub(super) fn runs(text: &str, count: usize) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for word in text.split([' ', '\u{a0}', NO_WORD]) {
        if !word.is_empty() {
            words.push(at..at + word.len());
        }
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    let run = |words: &[Range<usize>]| {
        let place = words.first()?.start..words.last()?.end;
        let edge = |one: char| !one.is_alphanumeric();
        let left = text[place.clone()].trim_start_matches(edge);
        let bare = left.trim_end_matches(edge);
        let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
        let start = place.end - left.len();
        Some(start..start + bare.len())
    };
    words.windows(count.max(1)).filter_map(run).collect()
}

/// The texts in which names stand: the prose, and the lines of the addressee that are not those
/// of the register.
pub(super) fn named<'a>(context: &'a Context<'_>) -> Vec<(usize, &'a str)> {
    let known = context.chamber.map(|chamber| &chamber.address);
    let is_known = |line: &str| {
        let line = line.trim_matches('"');
        known.is_some_and(|known| {
            let lines = known.style_guide.iter().chain(known.past_letters.iter().flatten());
            lines.into_iter().any(|one| one == line)
        })
    };
    let lines = context.front.list("addressee").iter();
    let lines = lines.map(|node| (node.place.start, &context.source.text[node.place.clone()]));
    let lines = lines.filter(|(_, line)| !is_known(line));
    lines.chain(context.prose.iter().map(|(piece, text)| (piece.place.start, text))).collect()
}

/// Romanian as it should be.
pub(super) fn with_commas(text: &str) -> String {
    let comma = |one| match one {
        'Ş' => 'Ș',
        'ş' => 'ș',
        'Ţ' => 'Ț',
        'ţ' => 'ț',
        other => other,
    };
    text.chars().map(comma).collect()
}

fn cedillas(context: &Context<'_>) -> Vec<Finding> {
    let is_romanian = context.chamber.is_some_and(|chamber| chamber.country.iso == "RO");
    let mut found = Vec::new();
    for (start, text) in named(context) {
        for place in runs(text, 1) {
            let word = &text[place.clone()];
            let fixed = with_commas(word);
            let is_turkish = word.contains(['ğ', 'ı', 'İ', 'ç', 'ö', 'ü', 'Ğ', 'Ç', 'Ö', 'Ü']);
            let is_sure = is_romanian || word.contains(['ţ', 'Ţ', 'ă', 'Ă']);
            if fixed != word && is_sure && !is_turkish {
                let message = format!("`{word}` has a cedilla where Romanian has a comma below");
                found.push(
                    CEDILLA.at(start + place.start..start + place.end, message).with_fix(fixed),
                );
            }
        }
    }
    found
}

fn two_names(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for body in context.office.bodies.iter() {
        let own: Vec<Range<usize>> = context.prose.find(&body.name).collect();
        for never in &body.never {
            let others = context.prose.find(never);
            let others = others.filter(|place| {
                !own.iter().any(|own| own.start <= place.start && place.end <= own.end)
            });
            found.extend(others.map(|place| {
                let message = format!("`{never}` is another name for the {}", body.name);
                TWO_NAMES.at(place, message).with_fix(&*body.name)
            }));
        }
    }
    for one in super::abbreviations::introduced(context) {
        let Some(long) = super::abbreviations::known(context).get(one.short.as_str()).copied()
        else {
            continue;
        };
        if common_end(&one.long, long) < 2 {
            let message = format!("`{}` stands for `{long}` in the library", one.short);
            found.push(
                TWO_NAMES
                    .at(one.place, message)
                    .with_hint(format!("write `{long} ({})`", one.short)),
            );
        }
    }
    found
}

/// How many words two names have in common at their ends; names of one word count double.
fn common_end(one: &str, other: &str) -> usize {
    let words = |text: &str| text.to_lowercase().replace('\u{a0}', " ");
    let (one, other) = (words(one), words(other));
    let common = one.rsplit(' ').zip(other.rsplit(' ')).take_while(|(a, b)| a == b).count();
    if other.contains(' ') { common } else { 2 * common }
}
