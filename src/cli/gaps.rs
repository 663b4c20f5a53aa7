//! `chancery library gaps`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use itertools::Itertools;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::table::rounded;
use super::{Exit, Output, files, say};
use crate::gaps::{Gap, OpenPoint};
use crate::matching::{Matcher, Outcome};
use crate::office::Office;
use crate::opinion::{Opinion, files_below};
use crate::text::Count;

/// Show what the library does not answer: the wording to commission next
///
/// Matches every opinion of a folder and puts the points that nothing answers for sure together
/// when they ask for much the same, counted by chamber, the most frequent first.
///
/// Exits with 1 when some opinion has mistakes; the others count.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery library gaps opinions
  chancery library gaps opinions --format json")]
pub(super) struct GapsArgs {
    /// The folder of the opinions, with the folders in it
    #[arg(value_hint = ValueHint::DirPath)]
    folder: PathBuf,

    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// Runs `chancery library gaps`.
pub(super) fn run(args: &GapsArgs, office: &Office, today: Date) -> anyhow::Result<Exit> {
    let paths = files_below(std::slice::from_ref(&args.folder))?;
    let matcher = Matcher::of(office);
    let (mut open, mut failed) = (Vec::new(), Vec::new());
    for path in &paths {
        match open_points(path, office, &matcher, today) {
            Ok(points) => open.extend(points),
            Err(error) => {
                say::error(&error);
                failed.push(path.display().to_string());
            }
        }
    }
    let gaps = Gap::group(open, &matcher);
    let points: usize = gaps.iter().map(|gap| gap.points.len()).sum();
    let opinions = paths.len() - failed.len();
    match args.format {
        Output::Json => files::print_json(&json!({
            "opinions": opinions,
            "points": points,
            "gaps": gaps.iter().map(gap_json).collect_vec(),
            "failed": failed,
        }))?,
        Output::Text => {
            let head = format!(
                "{} of {} without an answer, {}\n",
                Count(points, "point"),
                Count(opinions, "opinion"),
                Count(gaps.len(), "gap")
            );
            files::print_text(&(head + &gaps.iter().map(gap_text).collect::<String>()))?;
        }
    }
    Ok(if failed.is_empty() { Exit::Complete } else { Exit::Findings })
}

fn open_points(
    path: &Path,
    office: &Office,
    matcher: &Matcher,
    today: Date,
) -> anyhow::Result<Vec<OpenPoint>> {
    let source = files::read(path)?;
    let opinion = Opinion::parse(&source, office, today)?.value;
    let day = opinion.letter_date(today);
    let found = matcher.match_points(&opinion, &office.library, &office.settings, day);
    Ok(OpenPoint::of(&source.name, &opinion, &found).collect())
}

fn gap_text(gap: &Gap) -> String {
    let chambers = gap.chambers();
    let by_chamber =
        chambers.iter().map(|(chamber, count)| format!("{chamber} {count}")).join(", ");
    let head = format!(
        "\n{}: {} from {} ({by_chamber})\n",
        say::styled(say::BOLD, gap.words.join(", ")),
        Count(gap.points.len(), "point"),
        Count(chambers.len(), "chamber")
    );
    head + &gap.points.iter().map(point_text).collect::<String>()
}

fn point_text(one: &OpenPoint) -> String {
    let why = match (&one.stale, one.outcome, &one.nearest) {
        (Some(stale), _, _) => format!("but for its date: {stale}"),
        (None, Outcome::Unsure, Some((nearest, sure))) => {
            format!("perhaps {nearest}, {:.0} %", sure * 100.0)
        }
        _ => one.outcome.word().to_owned(),
    };
    let place = say::styled(say::DIM, format!("{} {}, {why}", one.opinion, one.point.id));
    format!("  {} ({})\n    {place}\n", one.point.text, one.point.stance.word())
}

fn gap_json(gap: &Gap) -> Value {
    json!({
        "words": gap.words,
        "chambers": gap.chambers(),
        "points": gap.points.iter().map(point_json).collect_vec(),
    })
}

fn point_json(one: &OpenPoint) -> Value {
    json!({
        "opinion": one.opinion,
        "chamber": one.chamber,
        "id": one.point.id.as_str(),
        "text": one.point.text,
        "stance": one.point.stance.word(),
        "outcome": one.outcome.word(),
        "nearest": one.nearest.as_ref().map(|(id, _)| id),
        "confidence": rounded(one.nearest.as_ref().map_or(0.0, |(_, sure)| *sure)),
        "stale": one.stale,
    })
}
