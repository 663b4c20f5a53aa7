//! `chancery library gaps`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use itertools::Itertools;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::table::rounded;
use super::{Exit, Output, files, say};
use crate::gaps::{Gap, Gaps};
use crate::matching::{Matcher, Outcome};
use crate::office::Office;
use crate::opinion::{Opinion, files_below};
use crate::text::{Count, shown};

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
        match gaps_in(path, office, &matcher, today) {
            Ok(points) => open.extend(points),
            Err(error) => {
                say::error(&error);
                failed.push(shown(path));
            }
        }
    }
    let groups = Gaps::group(open, &matcher);
    let points: usize = groups.iter().map(|group| group.points.len()).sum();
    let opinions = paths.len() - failed.len();
    match args.format {
        Output::Json => files::print_json(&json!({
            "opinions": opinions,
            "points": points,
            "gaps": groups.iter().map(group_json).collect_vec(),
            "failed": failed,
        }))?,
        Output::Text => {
            let head = format!(
                "{} of {} without an answer, in {}\n",
                Count(points, "point"),
                Count(opinions, "opinion"),
                Count(groups.len(), "group")
            );
            files::print_text(&(head + &groups.iter().map(group_text).collect::<String>()))?;
        }
    }
    Ok(if failed.is_empty() { Exit::Complete } else { Exit::Findings })
}

fn gaps_in(
    path: &Path,
    office: &Office,
    matcher: &Matcher,
    today: Date,
) -> anyhow::Result<Vec<Gap>> {
    let source = files::read_found(path)?;
    let opinion = Opinion::parse(&source, office, today)?.value;
    let day = opinion.letter_date(today);
    let found = matcher.match_points(&opinion, &office.library, &office.settings, day);
    Ok(Gap::of(&source.name, &opinion, &found).collect())
}

fn group_text(group: &Gaps) -> String {
    let chambers = group.chambers();
    let by_chamber =
        chambers.iter().map(|(chamber, count)| format!("{chamber} {count}")).join(", ");
    let head = format!(
        "\n{}: {} from {} ({by_chamber})\n",
        say::styled(say::BOLD, group.words.join(", ")),
        Count(group.points.len(), "point"),
        Count(chambers.len(), "chamber")
    );
    head + &group.points.iter().map(gap_text).collect::<String>()
}

fn gap_text(one: &Gap) -> String {
    let why = match (&one.held_back, one.outcome, &one.nearest) {
        (Some(held_back), _, _) => held_back.clone(),
        (None, Outcome::Unsure, Some((nearest, sure))) => {
            format!("perhaps {nearest}, {:.0} %", sure * 100.0)
        }
        _ => one.outcome.word().to_owned(),
    };
    let place = say::styled(say::DIM, format!("{} {}, {why}", one.opinion, one.point.id));
    format!("  {} ({})\n    {place}\n", one.point.text, one.point.stance.word())
}

fn group_json(group: &Gaps) -> Value {
    json!({
        "words": group.words,
        "chambers": group.chambers(),
        "points": group.points.iter().map(gap_json).collect_vec(),
    })
}

fn gap_json(one: &Gap) -> Value {
    json!({
        "opinion": one.opinion,
        "chamber": one.chamber,
        "id": one.point.id.as_str(),
        "text": one.point.text,
        "stance": one.point.stance.word(),
        "outcome": one.outcome.word(),
        "nearest": one.nearest.as_ref().map(|(id, _)| id),
        "confidence": rounded(one.nearest.as_ref().map_or(0.0, |(_, sure)| *sure)),
        "held_back": one.held_back,
    })
}
