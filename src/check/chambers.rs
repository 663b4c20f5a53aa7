//! Rules about the chamber's name and the grammar around it.

use super::context::Context;
use super::names::{named, runs, with_commas};
use super::prose::NO_WORD;
use super::rule::{Example, Finding, Rule};
use crate::chamber::{Chamber, folded};
use crate::diagnostic::Severity;
use crate::text::capitalize_first;

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
    origin: "practice of replies, which name the chamber in its own language; the register",
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
    origin: "English grammar, with the number that the register gives",
    find: Some(its_their),
};

fn chamber_spelling(context: &Context<'_>) -> Vec<Finding> {
    let Some(chamber) = context.chamber else { return Vec::new() };
    let mut found = Vec::new();
    for name in chamber.name.split('/') {
        let name = Name { written: name, folded: folded(name) };
        for (start, text) in named(context) {
            for place in runs(text, name.written.split(' ').count()) {
                let written = text[place.clone()].replace('\u{a0}', " ");
                let Some(spelling) = name.misspelt(&written) else { continue };
                let place = start + place.start..start + place.end;
                match spelling {
                    Spelling::Other => {
                        let message =
                            format!("`{written}` is spelt `{}` in the register", name.written);
                        found.push(CHAMBER_SPELLING.at(place, message).with_fix(name.written));
                    }
                    Spelling::Slip if !is_name(context, &written) => {
                        let message =
                            format!("`{written}` is perhaps a slip for `{}`", name.written);
                        let hint = format!("write `{}`", name.written);
                        found.push(CHAMBER_SPELLING.at(place, message).with_hint(hint));
                    }
                    Spelling::Slip => {}
                }
            }
        }
    }
    found.extend(english_names(context, chamber));
    found
}

/// A name as the register has it, and without case and accents.
struct Name<'a> {
    written: &'a str,
    folded: String,
}

/// How a name is misspelt.
enum Spelling {
    /// With other accents or capitals: there is no doubt what is meant.
    Other,
    /// With a slip of one letter, or two in a long name.
    Slip,
}

impl Name<'_> {
    /// Tells how words, parted by plain spaces, misspell the name. Cedillas are left to their own
    /// rule, names with Markdown inside to the reader.
    fn misspelt(&self, words: &str) -> Option<Spelling> {
        let length = self.written.chars().count();
        let is_far = words.chars().count().abs_diff(length) > 2 || words.contains(NO_WORD);
        if is_far || words == self.written || with_commas(words) == self.written {
            return None;
        }
        let words = folded(words);
        if words == self.folded {
            return Some(Spelling::Other);
        }
        let most = if length >= 12 { 2 } else { 1 };
        let is_slip = length >= 8
            && words.chars().next() == self.folded.chars().next()
            && strsim::osa_distance(&words, &self.folded) <= most;
        is_slip.then_some(Spelling::Slip)
    }
}

fn is_name(context: &Context<'_>, written: &str) -> bool {
    let mut all = context.office.register.iter();
    all.any(|one| one.name == written || one.original == written)
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
                    capitalize_first(right[form])
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
