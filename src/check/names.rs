//! Rules about the names of chambers and bodies.

use std::ops::Range;

use super::context::Context;
use super::prose::NO_WORD;
use super::rule::{Example, Finding, Rule};
use crate::chamber::{Chamber, folded};
use crate::diagnostic::Severity;

pub(super) const CHAMBER_SPELLING: Rule = Rule {
    code: "chamber-spelling",
    severity: Severity::Warning,
    reason: "the chamber's name is spelt in another way than in the register",
    remedy: "write the name as the register has it",
    explanation: "A letter writes the chamber in its own language with the English article, with \
        all its accents, and never under two names. The rule finds the name without its \
        accents, with a slip of a letter or two, in other capitals, and the English name.",
    example: Some(Example {
        bad: "The Commission thanks the Camera Deputatilor, and the Chamber of Deputies once more.",
        good: "The Commission thanks the Camera Deputaților.",
    }),
    origin: "domain facts, 3.3 and 3.5: unknown chamber spelling",
    find: Some(chamber_spelling),
};

pub(super) const ITS_THEIR: Rule = Rule {
    code: "its-their",
    severity: Severity::Warning,
    reason: "its or their does not agree with the chamber",
    remedy: "the register says whether a chamber is singular or plural",
    explanation: "The Camera Deputaților has its Opinion, the Cortes Generales and both Houses of \
        the Oireachtas have theirs. The rule looks at `its` and `their` before the Opinion, and \
        at the verb after a chamber with which a sentence begins.",
    example: Some(Example {
        bad: "The Commission would like to thank the Camera Deputaților for their Opinion.",
        good: "The Commission would like to thank the Camera Deputaților for its Opinion.",
    }),
    origin: "domain facts, 3.3: number agreement",
    find: Some(its_their),
};

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
    origin: "domain facts, 3.4: Romanian letters",
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
    origin: "the letter of 10 January 2017 to the Camera Deputaților, which has the two names",
    find: Some(two_names),
};

/// Every run of as many words, without the punctuation and the possessive around it.
fn runs(text: &str, count: usize) -> Vec<Range<usize>> {
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
fn named<'a>(context: &'a Context<'_>) -> Vec<(usize, &'a str)> {
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

fn chamber_spelling(context: &Context<'_>) -> Vec<Finding> {
    let Some(chamber) = context.chamber else { return Vec::new() };
    let mut found = Vec::new();
    for name in chamber.name.split('/') {
        let plain = folded(name);
        for (start, text) in named(context) {
            for place in runs(text, name.split(' ').count()) {
                let written = text[place.clone()].replace('\u{a0}', " ");
                if written == name || with_commas(&written) == name {
                    continue;
                }
                let finding = |message: String| {
                    CHAMBER_SPELLING.at(start + place.start..start + place.end, message)
                };
                if folded(&written) == plain {
                    let message = format!("`{written}` is spelt `{name}` in the register");
                    found.push(finding(message).with_fix(name));
                } else if is_slip(&folded(&written), &plain) && !is_name(context, &written) {
                    let message = format!("`{written}` is perhaps a slip for `{name}`");
                    found.push(finding(message).with_hint(format!("write `{name}`")));
                }
            }
        }
    }
    found.extend(english_names(context, chamber));
    found
}

/// Tells whether one name is the other with a slip of one letter, or two in a long name.
fn is_slip(written: &str, name: &str) -> bool {
    let length = name.chars().count();
    let most = if length >= 12 { 2 } else { 1 };
    length >= 8
        && written.len().abs_diff(name.len()) <= 2 * most
        && written.chars().next() == name.chars().next()
        && strsim::osa_distance(written, name) <= most
}

fn is_name(context: &Context<'_>, written: &str) -> bool {
    context
        .office
        .register
        .iter()
        .any(|one| [&one.name, &one.original].iter().any(|name| *name == written))
}

/// The chamber under its English name. Names with `Parliament` are too common to be found.
fn english_names(context: &Context<'_>, chamber: &Chamber) -> Vec<Finding> {
    let english = &chamber.english;
    if *english == chamber.name || english.contains("Parliament") || chamber.name.contains('/') {
        return Vec::new();
    }
    let phrase = format!("the {english}");
    let places = context.prose.find(&phrase);
    let found = places.map(|place| {
        let message = format!("`{english}` is the {} under another name", chamber.name);
        CHAMBER_SPELLING.at(place.end - english.len()..place.end, message).with_fix(&*chamber.name)
    });
    found.collect()
}

const SINGULAR: [&str; 5] = ["its", "has", "is", "was", "does"];
const PLURAL: [&str; 5] = ["their", "have", "are", "were", "do"];

fn its_their(context: &Context<'_>) -> Vec<Finding> {
    let Some(chamber) = context.chamber else { return Vec::new() };
    let (right, wrong) = if chamber.is_plural { (PLURAL, SINGULAR) } else { (SINGULAR, PLURAL) };
    let mut found = Vec::new();
    for (piece, text) in context.body() {
        let words = runs(text, 1);
        for (at, place) in words.iter().enumerate() {
            let written = &text[place.clone()];
            let lower = written.to_lowercase();
            let Some(form) = wrong.iter().position(|one| *one == lower) else { continue };
            let is_wrong = if form == 0 {
                is_before_opinion(words[at + 1..].iter().map(|place| &text[place.clone()]))
            } else {
                follows_subject(&text[..place.start], &chamber.name)
            };
            if is_wrong {
                let number = if chamber.is_plural { "plural" } else { "singular" };
                let message =
                    format!("`{written}` does not agree with {}, {number}", chamber.the());
                let fixed = if lower == written {
                    right[form].to_owned()
                } else {
                    crate::text::capitalize_first(right[form])
                };
                let start = piece.place.start;
                found.push(
                    ITS_THEIR.at(start + place.start..start + place.end, message).with_fix(fixed),
                );
            }
        }
    }
    found
}

/// `Opinion`, `Reasoned Opinion`, `own-initiative Opinion`.
fn is_before_opinion<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let kinds = ["Reasoned", "reasoned", "own-initiative", "joint", "political"];
    let noun = words.take(3).find(|word| !kinds.contains(word));
    noun.is_some_and(|noun| ["Opinion", "opinion", "Resolution", "resolution"].contains(&noun))
}

/// Tells whether a text ends with the chamber as the subject of a sentence that begins there.
fn follows_subject(before: &str, name: &str) -> bool {
    let Some(before) = before.trim_end().strip_suffix(name) else { return false };
    let before = before.trim_end();
    let article = ["The", "Both"].iter().find_map(|article| before.strip_suffix(article));
    let that = ["that the", "that both"].iter().any(|that| before.ends_with(that));
    that || article.is_some_and(|before| {
        let before = before.trim_end_matches([' ', NO_WORD]);
        before.is_empty() || before.ends_with(['.', '!', '?'])
    })
}

/// Romanian as it should be.
fn with_commas(text: &str) -> String {
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
