//! What a run did, as `--report` and `report merge` write it and other reports are made from it.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::replies::Account;

/// The report of a run: totals, and an item for each opinion in the order of their paths.
///
/// The totals follow from the items; [`Report::of`] counts them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
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
    /// The opinions.
    pub items: Vec<Item>,
}

/// An opinion, and what a run did for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The path of its file, from the working folder.
    pub opinion: String,
    /// How its reply stands.
    pub state: State,
    /// What was done to its files.
    pub action: Action,
    /// The path of the draft; of a failed opinion, where it would lie.
    pub reply: String,
    /// The points that are open in the draft as it lies in the folder, after edits by hand.
    pub gaps: Vec<String>,
    /// Why it failed, in words.
    pub error: Option<String>,
    /// When the reply is due.
    pub due: Option<Date>,
    /// Why files were made again, or why they were not, in words.
    #[serde(default)]
    pub why: Vec<String>,
    /// The paths of the files that were written.
    #[serde(default)]
    pub files: Vec<String>,
    /// Whether a hand has changed the draft.
    #[serde(default)]
    pub edited: bool,
    /// What was drafted; absent when the opinion failed.
    #[serde(default)]
    pub account: Option<Account>,
}

/// How a reply stands, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// There is none, or it could not be brought up to date.
    Failed,
    /// It has two readings of a sentence between which a hand must choose.
    Conflict,
    /// It has gaps.
    Open,
    /// Every point has an answer.
    Complete,
}

impl State {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Failed, Self::Conflict, Self::Open, Self::Complete];

    /// Returns the word of reports and of `--only`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Conflict => "conflict",
            Self::Open => "open",
            Self::Complete => "complete",
        }
    }
}

/// What was done to the files of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// At least one was written.
    Written,
    /// New wording was merged into a draft that a hand had changed.
    Merged,
    /// All were up to date.
    Unchanged,
    /// Nothing was done, although something had changed.
    None,
}

impl Report {
    /// Makes the report of items, which are put into the order of their opinions' paths.
    pub fn of(mut items: Vec<Item>) -> Self {
        items.sort_by(|a, b| a.opinion.cmp(&b.opinion));
        let with = |state: State| items.iter().filter(|item| item.state == state).count();
        Self {
            opinions: items.len(),
            complete: with(State::Complete),
            open: with(State::Open),
            conflict: with(State::Conflict),
            failed: with(State::Failed),
            unchanged: items.iter().filter(|item| item.action == Action::Unchanged).count(),
            items,
        }
    }

    /// Merges the reports of shards into the one that an undivided run would have made. Each
    /// comes with a name for messages.
    ///
    /// # Errors
    /// When two of them have the same opinion.
    pub fn merge(reports: Vec<(String, Self)>) -> anyhow::Result<Self> {
        let mut items = BTreeMap::new();
        for (name, report) in reports {
            for item in report.items {
                let opinion = item.opinion.clone();
                let earlier = items.insert(opinion.clone(), (name.clone(), item));
                if let Some((other, _)) = earlier {
                    anyhow::bail!("`{opinion}` stands in `{other}` and in `{name}`");
                }
            }
        }
        Ok(Self::of(items.into_values().map(|(_, item)| item).collect()))
    }

    /// Reads a report from its JSON.
    ///
    /// # Errors
    /// When it is no report, or its totals do not fit its items.
    pub fn from_json(text: &str) -> anyhow::Result<Self> {
        let report: Self = serde_json::from_str(text).context("this is no report of `batch`")?;
        let counted = Self::of(report.items.clone());
        ensure!(counted == report, "the totals of the report do not fit its items");
        Ok(report)
    }

    /// Writes the report as JSON, with a line end. The same report gives the same bytes.
    pub fn to_json(&self) -> anyhow::Result<String> {
        let text = serde_json::to_string_pretty(self).context("cannot write JSON")?;
        Ok(text + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(opinion: &str, state: State, action: Action) -> Item {
        Item {
            opinion: opinion.to_owned(),
            state,
            action,
            reply: "replies/x.md".to_owned(),
            gaps: Vec::new(),
            error: None,
            due: Some(jiff::civil::date(2017, 1, 12)),
            why: Vec::new(),
            files: Vec::new(),
            edited: false,
            account: None,
        }
    }

    #[test]
    fn the_totals_follow_from_the_items() {
        let items = vec![
            item("c.yaml", State::Open, Action::Written),
            item("a.yaml", State::Complete, Action::Unchanged),
            item("b.yaml", State::Failed, Action::None),
        ];
        let report = Report::of(items);
        assert_eq!((report.opinions, report.complete, report.open), (3, 1, 1));
        assert_eq!((report.conflict, report.failed, report.unchanged), (0, 1, 1));
        let order: Vec<&str> = report.items.iter().map(|item| item.opinion.as_str()).collect();
        assert_eq!(order, ["a.yaml", "b.yaml", "c.yaml"]);
    }

    #[test]
    fn a_report_is_read_back_as_it_was_written() {
        let report = Report::of(vec![item("a.yaml", State::Conflict, Action::Merged)]);
        let json = report.to_json().expect("it can be written");
        assert!(json.contains(r#""state": "conflict""#), "{json}");
        assert!(json.contains(r#""due": "2017-01-12""#), "{json}");
        assert_eq!(Report::from_json(&json).expect("it is one"), report);
        assert!(Report::from_json(&json.replace("\"opinions\": 1", "\"opinions\": 2")).is_err());
    }

    #[test]
    fn shards_merge_into_the_whole_unless_they_overlap() {
        let one = item("a.yaml", State::Complete, Action::Written);
        let two = item("b.yaml", State::Open, Action::Written);
        let shard = |name: &str, item: &Item| (name.to_owned(), Report::of(vec![item.clone()]));
        let merged = Report::merge(vec![shard("2.json", &two), shard("1.json", &one)]);
        let whole = Report::of(vec![one.clone(), two]);
        assert_eq!(merged.expect("they do not overlap"), whole);
        let refused = Report::merge(vec![shard("1.json", &one), shard("3.json", &one)]);
        let message = refused.expect_err("they overlap").to_string();
        assert_eq!(message, "`a.yaml` stands in `1.json` and in `3.json`");
    }
}
