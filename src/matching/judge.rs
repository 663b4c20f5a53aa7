//! From the figures of a ranking to a decision for a point.

use jiff::civil::Date;

use super::{Match, Outcome};
use crate::library::{Library, Stale};
use crate::name::PlainName;
use crate::opinion::{Point, Stance};
use crate::ranking::{Candidate, Ranking};
use crate::reference::Reference;
use crate::settings::Settings;

/// What a decision is taken by.
pub(super) struct Judge<'a> {
    pub(super) acts: &'a [Reference],
    pub(super) library: &'a Library,
    pub(super) settings: &'a Settings,
    pub(super) day: Option<Date>,
}

impl Judge<'_> {
    /// Decides a point from the ranking of all paragraphs.
    ///
    /// A paragraph that is out of date or excluded takes its part of the confidence with it: what
    /// came after the right answer does not become right because that answer cannot be used.
    pub(super) fn decide(&self, point: &Point, ranking: Ranking) -> Match {
        let stale_pin = point.answer.iter().find_map(|id| self.stale(id));
        let stale_best = self.stale_best(point, &ranking);
        let second = ranking.second.as_deref().and_then(PlainName::parse);
        let candidates: Vec<Candidate> = ranking
            .candidates
            .into_iter()
            .filter(|one| self.is_usable(point, &one.entry))
            .collect();
        let confidence = candidates.first().map_or(0.0, |one| one.confidence);
        let outcome = match confidence {
            _ if stale_pin.is_some() => Outcome::Unsure,
            _ if !point.answer.is_empty() => Outcome::Pinned,
            sure if sure >= self.settings.sure => Outcome::Answered,
            _ if stale_best.is_some() => Outcome::Unsure,
            _ if point.stance == Stance::Support => Outcome::Welcomed,
            unsure if unsure >= self.settings.unsure => Outcome::Unsure,
            _ => Outcome::Unanswered,
        };
        let second =
            second.filter(|id| outcome == Outcome::Answered && self.is_usable(point, id.as_str()));
        let (second, perhaps_also) = match second {
            Some(id) if self.is_about_the_acts(&id) => (Some(id), None),
            other => (None, other),
        };
        let first = candidates.first().and_then(|one| PlainName::parse(&one.entry));
        let paragraphs = match outcome {
            Outcome::Pinned => point.answer.clone(),
            Outcome::Answered => first.into_iter().chain(second).collect(),
            Outcome::Welcomed | Outcome::Unsure | Outcome::Unanswered => Vec::new(),
        };
        let stale = stale_pin.or(stale_best).filter(|_| outcome.is_open());
        let point = point.id.clone();
        Match { point, outcome, paragraphs, perhaps_also, confidence, candidates, stale }
    }

    /// The paragraph that would answer the point, were it valid on the letter's date.
    fn stale_best(&self, point: &Point, ranking: &Ranking) -> Option<(PlainName, Stale)> {
        let best = ranking.candidates.first().filter(|one| one.confidence >= self.settings.sure)?;
        let id = PlainName::parse(&best.entry)?;
        if point.exclude.contains(&id) { None } else { self.stale(&id) }
    }

    fn stale(&self, id: &PlainName) -> Option<(PlainName, Stale)> {
        let stale = self.library.get(id.as_str())?.stale_on(self.day?)?;
        Some((id.clone(), stale))
    }

    fn is_usable(&self, point: &Point, id: &str) -> bool {
        PlainName::parse(id)
            .is_some_and(|id| !point.exclude.contains(&id) && self.stale(&id).is_none())
    }

    fn is_about_the_acts(&self, id: &PlainName) -> bool {
        let acts = self.acts.iter().copied();
        self.library.get(id.as_str()).is_some_and(|one| one.is_about(acts))
    }
}
