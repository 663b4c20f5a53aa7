//! The files of a benchmark.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use chancery::opinion::Stance;
use chancery::ranking::{Entry, Query, Ranking};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};

/// A point whose answers are known.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Point {
    /// Names it in the predictions.
    pub(crate) id: String,
    /// What makes it hard: `paraphrase`, `typo`, …
    pub(crate) kind: String,
    /// The policy field.
    pub(crate) field: String,
    /// What it says.
    pub(crate) text: String,
    stance: String,
    /// For each issue of the point, the entries that answer it, the best first.
    #[serde(rename = "gold", deserialize_with = "issues")]
    pub(crate) issues: Vec<Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct RawEntry {
    id: String,
    title: String,
    keywords: Vec<String>,
    acts: Vec<String>,
    body: String,
}

impl Point {
    /// Returns the query that the point makes.
    pub(crate) fn query(&self) -> Query {
        let stance = Stance::WORDS.iter().find(|(word, _)| *word == self.stance);
        Query::new(&self.text, stance.map_or(Stance::Concern, |(_, stance)| *stance))
    }

    /// Returns the point without every third of its words: what comes again comes in other words.
    pub(crate) fn shortened(&self) -> Self {
        let words = self.text.split(' ').enumerate();
        let kept: Vec<&str> = words.filter(|(at, _)| at % 3 < 2).map(|(_, word)| word).collect();
        Self { text: kept.join(" "), ..self.clone() }
    }

    /// Says whether an entry answers one of the issues.
    pub(crate) fn accepts(&self, entry: &str) -> bool {
        self.issues.iter().flatten().any(|accepted| accepted == entry)
    }

    /// Says whether an entry is the best answer to one of the issues.
    pub(crate) fn is_answered_best_by(&self, entry: &str) -> bool {
        self.issues.iter().any(|issue| issue.first().is_some_and(|best| best == entry))
    }

    /// Says whether the first candidate answers one of the issues.
    pub(crate) fn is_answered_by(&self, ranking: &Ranking) -> bool {
        ranking.candidates.first().is_some_and(|first| self.accepts(&first.entry))
    }
}

/// Reads the library of a benchmark.
pub(crate) fn entries(path: &Path) -> Result<Vec<Entry>> {
    let raw: Vec<RawEntry> = read(path)?;
    let entry = |raw: RawEntry| Entry {
        id: raw.id,
        title: raw.title,
        terms: raw.keywords,
        acts: raw.acts,
        body: raw.body,
        ..Entry::default()
    };
    Ok(raw.into_iter().map(entry).collect())
}

/// Reads the points of a benchmark.
pub(crate) fn points(path: &Path) -> Result<Vec<Point>> {
    read(path)
}

/// Reads the answers of a point; the word `none` stands for a point without any.
fn issues<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Vec<String>>, D::Error> {
    let gold = serde_json::Value::deserialize(input)?;
    if gold == "none" {
        Ok(Vec::new())
    } else {
        serde_json::from_value(gold).map_err(Error::custom)
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path);
    let text = text.with_context(|| format!("cannot read `{}`", path.display()))?;
    serde_yaml::from_str(&text).with_context(|| format!("`{}` is no benchmark", path.display()))
}
