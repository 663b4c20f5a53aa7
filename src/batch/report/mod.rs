//! What a run did, as `--report` and `report merge` write it.

mod csv;
mod facet;
mod html;
mod page;
mod row;
mod together;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, ensure};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::gaps::{self, Gaps};
use super::voice::{self, Repeated, Voice};
use super::{Action, Item, Shard, State};
use crate::status::Urgency;
use crate::text::{listed, written_date};

/// The report of a run: totals, and an item for each opinion in the order of their paths.
///
/// Everything follows from the day and the items, so that the same run gives the same report,
/// and the reports of its parts can be merged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The day on which letters without a date were judged, and on which replies are overdue.
    pub day: Date,
    /// The part of the opinions that it is about, if it is not about all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shard: Option<Shard>,
    /// How many opinions there were.
    pub opinions: usize,
    /// How many replies are complete.
    pub complete: usize,
    /// How many have gaps.
    pub open: usize,
    /// How many have conflicts.
    pub conflict: usize,
    /// How many opinions failed.
    pub failed: usize,
    /// How many replies were left as they are because nothing had changed.
    pub unchanged: usize,
    /// How many replies should have gone out before the day.
    pub overdue: usize,
    /// How many are due within two weeks of the day.
    pub soon: usize,
    /// The opinions.
    pub items: Vec<Item>,
}

/// What only shows when all opinions are seen together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Together {
    /// The points that are open, those that are alike together.
    pub gaps: Vec<Gaps>,
    /// The acts that several replies are about, those first on which they differ.
    pub acts: Vec<Voice>,
    /// The paragraphs that one chamber reads in the same words in several replies.
    pub repeated: Vec<Repeated>,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For programs: all of it.
    Json,
    /// For spreadsheets: a row for each opinion.
    Csv,
    /// For people: a page whose counts are filters.
    Html,
}

impl Form {
    /// Returns the form that the ending of a file's name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "html" => Some(Self::Html),
            _ => None,
        }
    }
}

/// The JSON of a report.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(flatten)]
    together: Together,
}

/// What a report is made from, the rest of its JSON left aside.
#[derive(Deserialize)]
struct Made {
    day: Date,
    #[serde(default)]
    shard: Option<Shard>,
    items: Vec<Item>,
}

impl Report {
    /// Makes the report of items, which are put into the order of their opinions' paths, on the
    /// day of the run.
    pub fn of(mut items: Vec<Item>, day: Date) -> Self {
        items.sort_by(|a, b| a.opinion.cmp(&b.opinion));
        let with = |state: State| items.iter().filter(|item| item.state == state).count();
        let urgencies: Vec<Urgency> = items.iter().map(|item| item.urgency(day)).collect();
        let due = |is_so: fn(&&Urgency) -> bool| urgencies.iter().filter(is_so).count();
        Self {
            day,
            shard: None,
            opinions: items.len(),
            complete: with(State::Complete),
            open: with(State::Open),
            conflict: with(State::Conflict),
            failed: with(State::Failed),
            unchanged: items.iter().filter(|item| item.action == Action::Unchanged).count(),
            overdue: due(|urgency| matches!(urgency, Urgency::Overdue(_))),
            soon: due(|urgency| matches!(urgency, Urgency::Soon(_))),
            items,
        }
    }

    /// Merges the reports of shards into the one that an undivided run would have made. Each
    /// comes with a name for messages. A single one stays what it is.
    ///
    /// # Errors
    /// When shards are missing, when two reports have the same opinion, or were judged on different
    /// days.
    pub fn merge(reports: Vec<(String, Self)>) -> anyhow::Result<Self> {
        if let [(_, single)] = reports.as_slice() {
            return Ok(single.clone());
        }
        ensure_whole(&reports)?;
        let Some((first, day)) = reports.first().map(|(name, one)| (name.clone(), one.day)) else {
            anyhow::bail!("there is no report to merge");
        };
        let mut items = BTreeMap::new();
        for (name, report) in reports {
            ensure!(
                report.day == day,
                "`{first}` was judged on {}, `{name}` on {}: run all parts with the same `--date`",
                written_date(day),
                written_date(report.day)
            );
            for item in report.items {
                let opinion = item.opinion.clone();
                let earlier = items.insert(opinion.clone(), (name.clone(), item));
                if let Some((other, _)) = earlier {
                    anyhow::bail!("`{opinion}` stands in `{other}` and in `{name}`");
                }
            }
        }
        Ok(Self::of(items.into_values().map(|(_, item)| item).collect(), day))
    }

    /// Reads a report from its JSON. Only day and items are read, since the rest follows.
    ///
    /// # Errors
    /// When it is no report.
    pub fn from_json(bytes: &[u8]) -> anyhow::Result<Self> {
        let read = serde_json::from_slice(bytes).ok();
        let Made { day, shard, items } = read.context("it is no report of `batch` in JSON")?;
        Ok(Self { shard, ..Self::of(items, day) })
    }

    /// Looks at all opinions together.
    pub fn together(&self) -> Together {
        Together {
            gaps: gaps::grouped(&self.items),
            acts: voice::on_acts(&self.items),
            repeated: voice::repeated(&self.items),
        }
    }

    /// Writes the report in a form. The same report gives the same bytes.
    pub fn write(&self, form: Form) -> String {
        match form {
            Form::Json => self.to_json(),
            Form::Csv => csv::write(self),
            Form::Html => html::write(self),
        }
    }

    /// Writes the report as JSON, with a line end.
    fn to_json(&self) -> String {
        let whole = Whole { report: self, together: self.together() };
        let text = serde_json::to_string_pretty(&whole);
        text.expect("a report has only texts, numbers and lists") + "\n"
    }
}

/// How many missing parts are named.
const MOST_MISSING: usize = 8;

/// Refuses the reports of shards that are not all shards of one run.
fn ensure_whole(reports: &[(String, Report)]) -> anyhow::Result<()> {
    let Some((first, shard)) = reports.iter().find_map(|(name, one)| Some((name, one.shard?)))
    else {
        return Ok(());
    };
    let part =
        |shard: Option<Shard>| shard.map_or("all".to_owned(), |shard| format!("part {shard}"));
    for (name, report) in reports {
        ensure!(
            report.shard.is_some_and(|other| other.is_of_same_run(shard)),
            "`{first}` is about part {shard} of the opinions, `{name}` about {}: merge the reports \
             of one run",
            part(report.shard)
        );
    }
    let is_missing = |one: &Shard| reports.iter().all(|(_, report)| report.shard != Some(*one));
    let missing: Vec<String> =
        shard.run().filter(is_missing).take(MOST_MISSING).map(|one| format!("`{one}`")).collect();
    ensure!(
        missing.is_empty(),
        "parts are missing: {}; run `chancery batch` with each as `--shard`, and merge the reports \
         of all parts",
        listed(&missing)
    );
    Ok(())
}

#[cfg(test)]
pub(super) mod tests;
