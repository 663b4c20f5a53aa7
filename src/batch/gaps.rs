//! The points of a run that are open, grouped, so that one new paragraph is written where one
//! would answer many.

use serde::Serialize;

use super::Item;
use super::alike::alike;
use crate::replies::PointAccount;

/// Points that are open and alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gaps {
    /// The weightiest words that they share.
    pub words: Vec<String>,
    /// The points, in the order of their opinions.
    pub points: Vec<Gap>,
}

/// A point that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The path of its opinion.
    pub opinion: String,
    /// The id of the point.
    pub point: String,
    /// The officer's summary.
    pub text: String,
    /// Its stance, in the word of opinion files.
    pub stance: String,
    /// Why the tool left it open; nothing when a hand did.
    pub why: Option<String>,
}

/// Groups the open points of a run, the largest group first.
pub(super) fn grouped(items: &[Item]) -> Vec<Gaps> {
    let open: Vec<(&Item, &PointAccount)> = items
        .iter()
        .flat_map(|item| item.points().iter().map(move |point| (item, point)))
        .filter(|(item, point)| item.is_open(point))
        .collect();
    let texts: Vec<&str> = open.iter().map(|(_, point)| point.text.as_str()).collect();
    let groups = alike(&texts).into_iter();
    groups
        .map(|group| Gaps {
            words: group.words,
            points: group.members.into_iter().map(|at| gap(open[at])).collect(),
        })
        .collect()
}

fn gap((item, point): (&Item, &PointAccount)) -> Gap {
    Gap {
        opinion: item.opinion.clone(),
        point: point.id.clone(),
        text: point.text.clone(),
        stance: point.stance.clone(),
        why: point.open.clone(),
    }
}
