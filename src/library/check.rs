//! What is to be said about a library that loads: fields that are missing, wording that is out
//! of date, paragraphs that say nearly the same.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Library, Paragraph};
use crate::diagnostic::{Diagnostic, Source};
use crate::text::{listed, plain_spaces, written_date};

/// Judges every paragraph on a day; the findings stand beside the file they are about.
pub fn check(library: &Library, today: Date) -> Vec<(&Source, Diagnostic)> {
    let mut found = Vec::new();
    for paragraph in library.iter() {
        let mut say = |diagnostic: Diagnostic| found.push((&paragraph.body.source, diagnostic));
        missing_fields(paragraph).into_iter().for_each(&mut say);
        out_of_date(paragraph, today).into_iter().for_each(&mut say);
        plain_space(paragraph).into_iter().for_each(&mut say);
        unused_abbreviations(paragraph).into_iter().for_each(&mut say);
    }
    found.extend(near_doubles(library));
    found
}

fn missing_fields(paragraph: &Paragraph) -> Option<Diagnostic> {
    let fields = [
        ("terms", paragraph.terms.is_empty()),
        ("topic", paragraph.topic.is_none()),
        ("valid", paragraph.valid.from.is_none() && paragraph.valid.until.is_none()),
        ("review_by", paragraph.review_by.is_none()),
        ("owner", paragraph.owner.is_none()),
        ("sources", paragraph.sources.is_empty()),
        ("examples", paragraph.examples.is_empty()),
    ];
    let missing: Vec<String> = fields
        .iter()
        .filter(|(_, is_missing)| *is_missing)
        .map(|(field, _)| format!("`{field}`"))
        .collect();
    (!missing.is_empty()).then(|| {
        Diagnostic::suggestion(format!("the front matter lacks {}", listed(&missing)))
            .rule("missing-field")
            .with_hint("README.md tells what each field is for")
    })
}

fn out_of_date(paragraph: &Paragraph, today: Date) -> Option<Diagnostic> {
    if let Some(stale) = paragraph.stale_on(today) {
        let hint = "replies of that time can still use it; write a new one for today's";
        let message = format!("cannot be used in a letter of {}: it {stale}", written_date(today));
        return Some(Diagnostic::suggestion(message).rule("expired").with_hint(hint));
    }
    let overdue = paragraph.review_by.filter(|day| *day < today)?;
    Some(
        Diagnostic::warning(format!("its review was due on {}", written_date(overdue)))
            .rule("review-due")
            .with_hint("read it against its sources, then set `review_by` anew"),
    )
}

/// The first plain space where the house style wants a hard one.
fn plain_space(paragraph: &Paragraph) -> Option<Diagnostic> {
    let body = paragraph.body.text();
    let at = *plain_spaces(body).first()?;
    let before = body[..at].rfind([' ', '\n']).map_or(0, |space| space + 1);
    let after = body[at + 1..].find([' ', '\n']).map_or(body.len(), |space| at + 1 + space);
    let start = paragraph.body.part.start;
    Some(
        Diagnostic::suggestion(format!("a plain space in `{}`", &body[before..after]))
            .rule("plain-space")
            .at(start + before..start + after)
            .with_hint("write a hard space (U+00A0); letters get one in any case"),
    )
}

fn unused_abbreviations(paragraph: &Paragraph) -> Vec<Diagnostic> {
    let body = paragraph.body.text().replace('\u{a0}', " ");
    let topic = paragraph.topic.as_deref().unwrap_or_default();
    let unused = paragraph.abbreviations.iter().filter(|(short, long)| {
        ![short, long]
            .iter()
            .any(|form| body.contains(form.as_str()) || topic.contains(form.as_str()))
    });
    unused
        .map(|(short, _)| {
            Diagnostic::suggestion(format!("the body never uses the abbreviation `{short}`"))
                .rule("unused-abbreviation")
                .with_hint("take it out of `abbreviations`")
        })
        .collect()
}

/// The likeness of wording from which two paragraphs count as nearly the same.
const NEARLY_THE_SAME: f64 = 0.5;

/// Compares every paragraph with every later one by the runs of three words that they share.
fn near_doubles(library: &Library) -> Vec<(&Source, Diagnostic)> {
    let runs: Vec<(&Paragraph, BTreeSet<String>)> =
        library.iter().map(|one| (one, runs_of_three(one.body.text()))).collect();
    let mut found = Vec::new();
    for (at, (paragraph, own)) in runs.iter().enumerate() {
        for (other, others) in &runs[at + 1..] {
            let shared = own.intersection(others).count();
            let all = own.len() + others.len() - shared;
            #[expect(clippy::cast_precision_loss, reason = "a count of words is small")]
            let likeness = shared as f64 / all.max(1) as f64;
            if likeness >= NEARLY_THE_SAME || paragraph.title == other.title {
                let message = format!("says nearly the same as `{}`", other.id);
                let found_here = Diagnostic::warning(message)
                    .rule("near-double")
                    .with_hint("keep one of the two, or say in the titles how they differ");
                found.push((&paragraph.body.source, found_here));
            }
        }
    }
    found
}

fn runs_of_three(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = text
        .split(|one: char| !one.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(3).map(|run| run.join(" ")).collect()
}
