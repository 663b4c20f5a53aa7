//! One voice: what replies say when they are read side by side.
//!
//! Chambers compare what they are told. [`on_acts`] puts the replies on each act side by side,
//! [`repeated`] those to one chamber. Both are functions of the items of a report alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Item;
use super::alike::alike;
use crate::replies::{PointAccount, Used};

/// The replies on an act that several opinions are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// The act: `COM(2016) 379 final`.
    pub act: String,
    /// The paths of the opinions.
    pub opinions: Vec<String>,
    /// Points that are alike and are answered in different ways.
    pub differing: Vec<Differing>,
    /// The paragraphs that the replies use, by their ids.
    pub paragraphs: Vec<Uses>,
}

/// Points of several opinions that are alike and are answered in different ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Differing {
    /// The points, in the order of their opinions.
    pub points: Vec<Answered>,
}

/// What a reply says to a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// The path of the opinion.
    pub opinion: String,
    /// The id of the point.
    pub point: String,
    /// The officer's summary.
    pub text: String,
    /// By what the point is answered.
    pub by: By,
    /// The paragraphs that answer it, by their ids.
    pub paragraphs: Vec<String>,
}

/// By what a point is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// By paragraphs of the library.
    Library,
    /// By the sentence that welcomes support.
    Welcome,
    /// By words of a hand.
    Hand,
    /// By nothing: it is a gap.
    Gap,
}

/// A paragraph, and the replies that use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Uses {
    /// The id of the paragraph.
    pub paragraph: String,
    /// Whether the replies use different versions of it, or a hand has changed it in some.
    pub differs: bool,
    /// The uses, in the order of the opinions.
    pub uses: Vec<Use>,
}

/// A paragraph in a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The path of the opinion.
    pub opinion: String,
    /// The version of the paragraph.
    pub version: String,
    /// How its wording stands to the library's, in the word of draft files.
    pub wording: String,
}

/// A paragraph that one chamber reads in the same words in several replies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repeated {
    /// The id of the chamber.
    pub chamber: String,
    /// The id of the paragraph.
    pub paragraph: String,
    /// The paths of the opinions.
    pub opinions: Vec<String>,
}

impl Voice {
    /// Tells whether the replies differ in what they answer or in their wording.
    pub fn differs(&self) -> bool {
        !self.differing.is_empty() || self.paragraphs.iter().any(|one| one.differs)
    }
}

/// Puts the replies on each act that several are about side by side: first the acts on which
/// they differ, in the order of the acts otherwise.
pub(super) fn on_acts(items: &[Item]) -> Vec<Voice> {
    let mut acts: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in items {
        let account = item.account.iter();
        let own: BTreeSet<&str> = account.flat_map(|one| &one.acts).map(String::as_str).collect();
        for act in own {
            acts.entry(act).or_default().push(item);
        }
    }
    let several = acts.into_iter().filter(|(_, items)| items.len() > 1);
    let mut voices: Vec<Voice> = several
        .map(|(act, items)| Voice {
            act: act.to_owned(),
            opinions: items.iter().map(|item| item.opinion.clone()).collect(),
            differing: differing(&items),
            paragraphs: uses(&items),
        })
        .collect();
    voices.sort_by_key(|voice| !voice.differs());
    voices
}

/// Finds points of several opinions that are alike and are answered in different ways.
fn differing(items: &[&Item]) -> Vec<Differing> {
    let points: Vec<(&Item, &PointAccount)> = items
        .iter()
        .flat_map(|item| item.points().iter().map(move |point| (*item, point)))
        .collect();
    let texts: Vec<&str> = points.iter().map(|(_, point)| point.text.as_str()).collect();
    alike(&texts)
        .into_iter()
        .map(|group| Differing {
            points: group.members.into_iter().map(|at| answered(points[at])).collect(),
        })
        .filter(|group| {
            let opinions: BTreeSet<&str> =
                group.points.iter().map(|one| one.opinion.as_str()).collect();
            let answers: BTreeSet<_> =
                group.points.iter().map(|one| (one.by, &one.paragraphs)).collect();
            opinions.len() > 1 && answers.len() > 1
        })
        .collect()
}

fn answered((item, point): (&Item, &PointAccount)) -> Answered {
    let answers = item.paragraphs().iter().filter(|used| used.answers.contains(&point.id));
    let paragraphs: BTreeSet<&String> = answers.map(|used| &used.paragraph).collect();
    let by = if item.is_open(point) {
        By::Gap
    } else if !paragraphs.is_empty() {
        By::Library
    } else if point.outcome == "welcomed" {
        By::Welcome
    } else {
        By::Hand
    };
    Answered {
        opinion: item.opinion.clone(),
        point: point.id.clone(),
        text: point.text.clone(),
        by,
        paragraphs: paragraphs.into_iter().cloned().collect(),
    }
}

/// Lists the paragraphs that some replies use.
fn uses(items: &[&Item]) -> Vec<Uses> {
    let mut paragraphs: BTreeMap<&str, Vec<(&Item, &Used)>> = BTreeMap::new();
    for item in items {
        for used in item.paragraphs() {
            paragraphs.entry(&used.paragraph).or_default().push((item, used));
        }
    }
    paragraphs
        .into_iter()
        .map(|(paragraph, uses)| Uses {
            paragraph: paragraph.to_owned(),
            differs: uses.iter().any(|(_, used)| used.differs_from(uses[0].1)),
            uses: uses.into_iter().map(use_of).collect(),
        })
        .collect()
}

fn use_of((item, used): (&Item, &Used)) -> Use {
    Use {
        opinion: item.opinion.clone(),
        version: used.version.clone(),
        wording: used.wording.clone(),
    }
}

/// Finds the paragraphs that a chamber reads in the same words in several replies, in the order
/// of the chambers and paragraphs.
pub(super) fn repeated(items: &[Item]) -> Vec<Repeated> {
    let mut sent: BTreeMap<(&str, &str), Vec<(&Item, &Used)>> = BTreeMap::new();
    for item in items {
        for used in item.paragraphs() {
            let chamber = item.account.as_ref().map_or("", |account| &account.chamber);
            sent.entry((chamber, &used.paragraph)).or_default().push((item, used));
        }
    }
    let mut found = Vec::new();
    for ((chamber, paragraph), uses) in sent {
        let mut wordings: Vec<Vec<(&Item, &Used)>> = Vec::new();
        for (item, used) in uses {
            match wordings.iter_mut().find(|same| same[0].1.has_words_of(used)) {
                Some(same) => same.push((item, used)),
                None => wordings.push(vec![(item, used)]),
            }
        }
        for same in wordings {
            let opinions: BTreeSet<&str> =
                same.iter().map(|(item, _)| item.opinion.as_str()).collect();
            if opinions.len() > 1 {
                found.push(Repeated {
                    chamber: chamber.to_owned(),
                    paragraph: paragraph.to_owned(),
                    opinions: opinions.into_iter().map(str::to_owned).collect(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
