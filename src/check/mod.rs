//! What `check` knows of the house style: `Draft ─ check ─▶ Findings`.
//!
//! 1. [`Letter`] is what is checked, with what it is compared with; `context` reads its source
//!    once more for the places, `prose` keeps what a reader of the letter sees.
//! 2. Each rule of [`RULES`] looks at it; the rules stand by theme in the files of this folder.
//! 3. What the draft allows beside the text is taken out (`silence`), then what a baseline
//!    remembers ([`Baseline`]).
//! 4. What has one right answer is mended ([`fix()`]).
//!
//! [`RULES`] is the one table of rules: `check`, `explain` and SARIF take theirs from it. Rules
//! that other modules find are explained in `elsewhere`.

mod abbreviations;
mod answers;
mod baseline;
mod chambers;
mod context;
mod dates;
mod departures;
mod elsewhere;
mod fix;
mod frame;
mod names;
mod notes;
mod prose;
mod references;
mod repetition;
mod report;
mod rule;
mod silence;
mod sums;
#[cfg(test)]
mod tests;
mod typography;
mod validity;

use jiff::civil::Date;

use crate::diagnostic::{Rejected, Source};
use crate::draft::Draft;
use crate::office::Office;
use crate::opinion::Opinion;

pub use baseline::{Baseline, Fingerprint, fingerprints};
pub use fix::{Fixed, fix};
pub use report::{Found, Github, Lines, count, gitlab, json, sarif};
pub use rule::{Example, Finding, Fix, Rule};

/// A letter that is checked, and what it is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// The file.
    pub source: &'a Source,
    /// What was read from it.
    pub draft: &'a Draft,
    /// Register, library, signatories and settings.
    pub office: &'a Office,
    /// The day on which a letter without a date is judged.
    pub today: Date,
    /// The opinion that it replies to, if its file is at hand.
    pub opinion: Option<&'a Opinion>,
    /// The letters that went out, to any chamber.
    pub sent: &'a [Sent],
}

/// A letter that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The file.
    pub name: String,
    /// The letter.
    pub draft: Draft,
}

/// All rules, by theme.
pub static RULES: &[&Rule] = &[
    &answers::MISSING,
    &answers::GAP,
    &answers::CONFLICT,
    &answers::NO_ANSWER,
    &answers::ANSWERS_NOTHING,
    &answers::UNSPECIFIC,
    &repetition::SENT_BEFORE,
    &validity::STALE_PARAGRAPH,
    &validity::STALE_CLAIM,
    &departures::OLD_WORDING,
    &departures::CHANGED_FACT,
    &typography::PLAIN_SPACE,
    &dates::ORDINAL_DATE,
    &dates::LEADING_ZERO,
    &sums::EURO_SIGN,
    &chambers::CHAMBER_SPELLING,
    &chambers::ITS_THEIR,
    &names::CEDILLA,
    &names::TWO_NAMES,
    &abbreviations::UNINTRODUCED,
    &abbreviations::UNUSED,
    &references::MALFORMED_REFERENCE,
    &references::REFERENCE_FORMS,
    &notes::MARK_WITHOUT_NOTE,
    &notes::NOTE_WITHOUT_MARK,
    &notes::NOTE_FULL_STOP,
    &frame::ADDRESS,
    &frame::SALUTATION_CLOSE,
    &frame::NUMBER_YEAR,
    &frame::REPLY_BEFORE_RECEIPT,
    &frame::SIGNATORY,
    &frame::SIGNATURE_ORDER,
    &silence::SILENCE,
    &elsewhere::MALFORMED,
    &elsewhere::YAML,
    &elsewhere::CONTROL_CHARACTER,
    &elsewhere::SENDER,
    &elsewhere::REASONED_ACT,
    &elsewhere::DOUBLED_KIND,
    &elsewhere::STALE_PIN,
    &elsewhere::SIGNATORY_DEFAULT,
    &elsewhere::MISSING_FIELD,
    &elsewhere::EXPIRED,
    &elsewhere::REVIEW_DUE,
    &elsewhere::NEAR_DOUBLE,
    &elsewhere::DOUBLED_ID,
    &elsewhere::UNKNOWN_VARIABLE,
    &elsewhere::TEMPLATE,
    &elsewhere::PAGE,
    &elsewhere::EDITED,
    &elsewhere::NO_BASE,
    &elsewhere::OPINION_GONE,
    &elsewhere::DRAFT_GONE,
    &elsewhere::OPINION_MISTAKEN,
    &elsewhere::DIFFERS,
    &elsewhere::VERSION,
    &elsewhere::PDF_FOREIGN,
    &elsewhere::PDF_DIFFERS,
];

/// Returns the rule with a code.
pub fn rule_of(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}

/// Checks a letter against every rule; the findings stand in the order of their places.
///
/// # Errors
/// The source is not the one that the draft was read from.
pub fn check(letter: &Letter<'_>) -> Result<Vec<Finding>, Rejected> {
    let context = context::Context::of(letter)?;
    let find = RULES.iter().filter_map(|rule| rule.find);
    let found = find.flat_map(|find| find(&context)).collect();
    let mut found = silence::apply(&context, found);
    found.sort_by_key(|one| {
        one.told.place.as_ref().map_or((0, 0), |place| (place.start, place.end))
    });
    Ok(found)
}
