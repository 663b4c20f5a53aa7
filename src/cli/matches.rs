//! `chancery match`, and the coverage table that `draft` prints too.

use std::ops::Range;
use std::path::PathBuf;

use clap::{Args, ValueHint};
use itertools::Itertools;
use serde::Serialize;

use super::table::{lines, rounded};
use super::why::{explain, passage, point_marks};
use super::{Common, Exit, Output, files, say};
use crate::library::Library;
use crate::matching::{Explained, Match, Matcher, Outcome, lost_because};
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
    ruled_out: Vec<RuledOutReport>,
    perhaps_also: Option<String>,
    held_back: Option<String>,
}

#[derive(Debug, Serialize)]
struct CandidateReport {
    paragraph: String,
    score: f64,
    confidence: f64,
    reasons: Vec<String>,
    passages: Passages,
    lost_because: Vec<String>,
}

/// The words that decided, in characters of the text in which they stand.
#[derive(Debug, Serialize)]
struct Passages {
    point: Vec<[usize; 2]>,
    paragraph: Option<Sentence>,
}

/// The sentence of a paragraph that says most of what decided.
#[derive(Debug, Serialize)]
struct Sentence {
    text: String,
    marks: Vec<[usize; 2]>,
}

#[derive(Debug, Serialize)]
struct RuledOutReport {
    paragraph: String,
    confidence: f64,
    because: String,
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
    let matcher = Matcher::of(office);
    let found = matcher.match_points(&opinion, &office.library, &office.settings, day);
    let why = matcher.explain(&opinion, &found);
    match args.format {
        Output::Json => files::print_json(&serde_json::json!({
            "opinion": source.name,
            "chamber": opinion.chamber.id,
            "points": report(&opinion, &found, &why, &office.library),
        }))?,
        Output::Text => {
            let points = opinion.points.iter().zip(&found).zip(&why);
            let shown: Vec<String> = points
                .map(|((point, one), why)| explain(point, one, why, &office.library))
                .collect();
            files::print_text(&shown.join("\n"))?;
        }
    }
    Ok(Exit::Complete)
}

/// Returns the matches as programs read them.
pub(super) fn report(
    opinion: &Opinion,
    found: &[Match],
    why: &[Vec<Explained>],
    library: &Library,
) -> Vec<PointReport> {
    let points = opinion.points.iter().zip(found).zip(why);
    points
        .map(|((point, one), why)| PointReport {
            id: point.id.to_string(),
            text: point.text.clone(),
            stance: point.stance.word(),
            outcome: one.outcome.word(),
            paragraphs: one.paragraphs.iter().map(ToString::to_string).collect(),
            confidence: rounded(one.confidence),
            candidates: why
                .iter()
                .map(|candidate| candidate_report(point, &why[0], candidate, library))
                .collect(),
            ruled_out: one
                .ruled_out
                .iter()
                .map(|(candidate, because)| RuledOutReport {
                    paragraph: candidate.entry.clone(),
                    confidence: rounded(candidate.confidence),
                    because: because.to_string(),
                })
                .collect(),
            perhaps_also: one.perhaps_also.as_ref().map(ToString::to_string),
            held_back: one.held_back.as_ref().map(ToString::to_string),
        })
        .collect()
}

fn candidate_report(
    point: &Point,
    first: &Explained,
    explained: &Explained,
    library: &Library,
) -> CandidateReport {
    let candidate = &explained.candidate;
    let paragraph = passage(explained, library).map(|(wording, passage)| {
        let text = &wording[passage.sentence.clone()];
        let start = passage.sentence.start;
        let marks = passage.marks.into_iter().map(|mark| mark.start - start..mark.end - start);
        Sentence {
            text: text.to_owned(),
            marks: marks.map(|one| in_characters(text, &one)).collect(),
        }
    });
    let in_point = point_marks(explained);
    CandidateReport {
        paragraph: candidate.entry.clone(),
        score: rounded(candidate.score),
        confidence: rounded(candidate.confidence),
        reasons: explained.reasons.iter().map(ToString::to_string).unique().collect(),
        passages: Passages {
            point: in_point.iter().map(|one| in_characters(&point.text, one)).collect(),
            paragraph,
        },
        lost_because: if first.candidate.entry == candidate.entry {
            Vec::new()
        } else {
            lost_because(point, library, first, explained)
        },
    }
}

/// Where a text is marked, from bytes to characters.
fn in_characters(text: &str, range: &Range<usize>) -> [usize; 2] {
    let count = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
    [count(range.start), count(range.end)]
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
                // What is held back is no longer among the candidates that this is the chance of.
                Outcome::Unsure if one.held_back.is_some() => String::new(),
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
            let style = if one.outcome.is_open() { say::OPEN } else { say::GOOD };
            [point.id.to_string(), say::styled(style, one.outcome.word()), sure, what]
        })
        .collect();
    for line in lines(&rows) {
        say::line(format!("  {line}"));
    }
}
