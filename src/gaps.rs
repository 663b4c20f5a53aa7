//! The points of many opinions that the library does not answer: what to commission next.

use std::collections::BTreeMap;

use crate::matching::{Match, Matcher, Outcome};
use crate::opinion::{Opinion, Point};

/// How alike two gaps must be to stand together: few words of substance need be the same, since
/// people who commission wording look at a subject as a whole.
const ALIKE: f64 = 0.25;

/// A gap: a point that nothing answers for sure.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The file of its opinion.
    pub opinion: String,
    /// The id of the chamber that raised it.
    pub chamber: String,
    /// The point.
    pub point: Point,
    /// Whether something may answer it.
    pub outcome: Outcome,
    /// The nearest paragraph, and the chance, 0 to 1, that it is right.
    pub nearest: Option<(String, f64)>,
    /// A paragraph that would answer it but for its date, and why it does not.
    pub held_back: Option<String>,
}

/// Gaps that ask for much the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Gaps {
    /// The words that they share.
    pub words: Vec<String>,
    /// The points, the one that is like most of the others first.
    pub points: Vec<Gap>,
}

impl Gap {
    /// Returns the gaps in the reply to an opinion.
    pub fn of<'a>(
        file: &'a str,
        opinion: &'a Opinion,
        matches: &'a [Match],
    ) -> impl Iterator<Item = Self> + 'a {
        let open = opinion.points.iter().zip(matches).filter(|(_, found)| found.outcome.is_open());
        open.map(move |(point, found)| Self {
            opinion: file.to_owned(),
            chamber: opinion.chamber.id.clone(),
            point: point.clone(),
            outcome: found.outcome,
            nearest: found.candidates.first().map(|one| (one.entry.clone(), one.confidence)),
            held_back: found.held_back.as_ref().map(ToString::to_string),
        })
    }
}

impl Gaps {
    /// Puts gaps that ask for much the same together, the largest groups first. The order in which
    /// they come does not count.
    pub fn group(mut points: Vec<Gap>, matcher: &Matcher) -> Vec<Self> {
        points.sort_by(|a, b| {
            let key = |one: &Gap| (one.opinion.clone(), one.point.id.clone());
            key(a).cmp(&key(b))
        });
        let texts: Vec<&str> = points.iter().map(|one| one.point.text.as_str()).collect();
        let clusters = matcher.clusters(&texts, ALIKE).into_iter();
        clusters
            .map(|cluster| Self {
                words: cluster.words,
                points: cluster.members.iter().map(|place| points[*place].clone()).collect(),
            })
            .collect()
    }

    /// Returns how many of the points each chamber raised.
    pub fn chambers(&self) -> BTreeMap<&str, usize> {
        let mut chambers = BTreeMap::new();
        for one in &self.points {
            *chambers.entry(one.chamber.as_str()).or_default() += 1;
        }
        chambers
    }
}
