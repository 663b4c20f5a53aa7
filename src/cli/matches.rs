//! `chancery match`, and the coverage table that `draft` prints too.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use serde::Serialize;

use super::{Common, Exit, Output, files, say};
use crate::matching::{Match, Matcher, Outcome};
use crate::opinion::{Opinion, Point};

/// Show which paragraphs answer the points of an opinion, how sure that is, and why
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery match opinions/ro-camera-com-2016-379.yaml
  chancery match opinions/ro-camera-com-2016-379.yaml --format json")]
pub(super) struct MatchArgs {
    /// The opinion; `-` reads it from standard input
    #[arg(value_hint = ValueHint::FilePath)]
    opinion: PathBuf,

    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// A point and what answers it, as programs read it.
#[derive(Debug, Serialize)]
pub(super) struct PointReport {
    id: String,
    text: String,
    stance: &'static str,
    outcome: &'static str,
    paragraphs: Vec<String>,
    confidence: f64,
    candidates: Vec<CandidateReport>,
    perhaps_also: Option<String>,
    stale: Option<String>,
}

#[derive(Debug, Serialize)]
struct CandidateReport {
    paragraph: String,
    score: f64,
    confidence: f64,
    reasons: Vec<String>,
}

/// Runs `chancery match`.
pub(super) fn run(args: &MatchArgs, common: &Common) -> anyhow::Result<Exit> {
    let office = common.office()?;
    let source = files::read(&args.opinion)?;
    let today = common.today();
    let checked = Opinion::parse(&source, office, today)?;
    say::findings(&source, &checked.warnings);
    let opinion = checked.value;
    let day = opinion.letter_date(today);
    let found = Matcher::of(office).match_points(&opinion, &office.library, &office.settings, day);
    match args.format {
        Output::Json => files::print_json(&serde_json::json!({
            "opinion": source.name,
            "chamber": opinion.chamber.id,
            "points": report(&opinion, &found),
        }))?,
        Output::Text => {
            let shown: Vec<String> =
                opinion.points.iter().zip(&found).map(|(point, one)| explain(point, one)).collect();
            files::print_text(&shown.join("\n"))?;
        }
    }
    Ok(Exit::Complete)
}

/// Returns the matches as programs read them.
pub(super) fn report(opinion: &Opinion, found: &[Match]) -> Vec<PointReport> {
    let pairs = opinion.points.iter().zip(found);
    pairs
        .map(|(point, one)| PointReport {
            id: point.id.to_string(),
            text: point.text.clone(),
            stance: point.stance.word(),
            outcome: one.outcome.word(),
            paragraphs: one.paragraphs.iter().map(ToString::to_string).collect(),
            confidence: rounded(one.confidence),
            candidates: one
                .candidates
                .iter()
                .map(|candidate| CandidateReport {
                    paragraph: candidate.entry.clone(),
                    score: rounded(candidate.score),
                    confidence: rounded(candidate.confidence),
                    reasons: candidate.reasons.iter().map(ToString::to_string).collect(),
                })
                .collect(),
            perhaps_also: one.perhaps_also.as_ref().map(ToString::to_string),
            stale: one.stale.as_ref().map(|(id, stale)| format!("{id} {stale}")),
        })
        .collect()
}

/// Three decimals are what the figures are worth.
pub(super) fn rounded(figure: f64) -> f64 {
    (figure * 1000.0).round() / 1000.0
}

/// Prints a line for each point: what answers it, and how sure that is.
pub(super) fn say_coverage(opinion: &Opinion, found: &[Match]) {
    let rows: Vec<[String; 4]> = opinion
        .points
        .iter()
        .zip(found)
        .map(|(point, one)| {
            let paragraphs: Vec<String> = one.paragraphs.iter().map(ToString::to_string).collect();
            let sure = match one.outcome {
                Outcome::Answered | Outcome::Unsure => format!("{:.0} %", one.confidence * 100.0),
                Outcome::Pinned | Outcome::Welcomed | Outcome::Unanswered => String::new(),
            };
            let what = match one.outcome {
                Outcome::Welcomed => "with the other points of support".to_owned(),
                Outcome::Unsure | Outcome::Unanswered => one.why_open(),
                Outcome::Answered | Outcome::Pinned => match &one.perhaps_also {
                    Some(second) => format!("{}; perhaps also {second}", paragraphs.join(", ")),
                    None => paragraphs.join(", "),
                },
            };
            [point.id.to_string(), one.outcome.word().to_owned(), sure, what]
        })
        .collect();
    for (row, one) in aligned(&rows).into_iter().zip(found) {
        let style = match one.outcome {
            Outcome::Answered | Outcome::Pinned | Outcome::Welcomed => say::GOOD,
            Outcome::Unsure | Outcome::Unanswered => say::OPEN,
        };
        let [id, outcome, sure, what] = row;
        let line = format!("  {id}  {}  {sure}  {what}", say::styled(style, outcome));
        say::line(line.trim_end());
    }
}

/// Pads the cells of a table so that its columns stand below each other.
pub(super) fn aligned<const N: usize>(rows: &[[String; N]]) -> Vec<[String; N]> {
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    rows.iter()
        .map(|row| {
            let mut row = row.clone();
            for (cell, width) in row.iter_mut().zip(&widths) {
                let missing = width.saturating_sub(cell.chars().count());
                cell.push_str(&" ".repeat(missing));
            }
            row
        })
        .collect()
}

/// Explains the choice for a point: its text with the words that counted, and the candidates.
fn explain(point: &Point, found: &Match) -> String {
    let head = format!(
        "{} ({}): {}",
        say::styled(say::BOLD, &point.id),
        point.stance.word(),
        marked(point, found)
    );
    let chosen: Vec<String> = found.paragraphs.iter().map(ToString::to_string).collect();
    let decision = match found.outcome {
        Outcome::Answered => say::styled(
            say::GOOD,
            format!(
                "answered by {} ({:.0} % sure)",
                chosen.join(" and "),
                found.confidence * 100.0
            ),
        ),
        Outcome::Pinned => say::styled(say::GOOD, format!("pinned to {}", chosen.join(" and "))),
        Outcome::Welcomed => say::styled(say::GOOD, "welcomed with the other points of support"),
        Outcome::Unsure | Outcome::Unanswered => {
            say::styled(say::OPEN, format!("{}: {}", found.outcome.word(), found.why_open()))
        }
    };
    let candidates = found.candidates.iter().take(3).map(|one| {
        let reasons: Vec<String> = one.reasons.iter().take(5).map(ToString::to_string).collect();
        let name = say::styled(say::BOLD, &one.entry);
        let reasons = say::styled(say::DIM, reasons.join("; "));
        format!("    {name} {:.0} %: {reasons}", one.confidence * 100.0)
    });
    let lines: Vec<String> =
        [head, format!("  {decision}")].into_iter().chain(candidates).collect();
    lines.join("\n") + "\n"
}

/// The text of a point in which the words that speak for the first candidate stand out.
fn marked(point: &Point, found: &Match) -> String {
    let reasons = found.candidates.first().map(|one| one.reasons.as_slice()).unwrap_or_default();
    let mut passages: Vec<_> = reasons.iter().flat_map(|one| one.passages().to_vec()).collect();
    passages.sort_by_key(|passage| (passage.start, passage.end));
    let (mut text, mut at) = (String::new(), 0);
    for passage in passages.into_iter().filter(|one| point.text.get(one.clone()).is_some()) {
        if passage.start < at {
            continue;
        }
        text.push_str(&point.text[at..passage.start]);
        text.push_str(&say::styled(say::BOLD.underline(), &point.text[passage.clone()]));
        at = passage.end;
    }
    text.push_str(&point.text[at..]);
    text
}
