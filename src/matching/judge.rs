//! From the figures of a ranking to a decision for a point.

use itertools::Itertools;
use jiff::civil::Date;

use super::{HeldBack, Match, Outcome, RuledOut};
use crate::library::Library;
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

/// The share of the first candidate's score from which another is about the same thing.
const ALIKE: f64 = 0.6;

impl Judge<'_> {
    /// Decides a point from the ranking of all paragraphs.
    ///
    /// A paragraph that is out of date or excluded takes its part of the confidence with it: what
    /// came after the right answer does not become right because that answer cannot be used.
    pub(super) fn decide(&self, point: &Point, ranking: Ranking) -> Match {
        let stale_pin = point.answer.iter().find_map(|id| self.held_back_as_stale(id, point, 1.0));
        let stale_best = self.stale_best(point, &ranking);
        let second = ranking.second.as_deref().and_then(PlainName::parse);
        let together = ranking.together.iter().filter_map(|id| PlainName::parse(id)).collect_vec();
        let (mut candidates, mut ruled_out) = (Vec::new(), Vec::new());
        for one in ranking.candidates {
            match PlainName::parse(&one.entry) {
                Some(id) if point.exclude.contains(&id) => {}
                Some(id) => match self.stale(&id) {
                    Some(because) => ruled_out.push((one, because)),
                    None => candidates.push(one),
                },
                None => {}
            }
        }
        ruled_out.extend(self.rule_out_opposite(point.stance, &mut candidates));
        let stale_too = together.iter().find_map(|id| self.held_back_as_stale(id, point, 1.0));
        let held_back = stale_best.or(stale_too).or_else(|| self.not_meant(point, &candidates));
        let confidence = candidates.first().map_or(0.0, |one| one.confidence);
        let outcome = match confidence {
            _ if stale_pin.is_some() => Outcome::Unsure,
            _ if !point.answer.is_empty() => Outcome::Pinned,
            _ if held_back.as_ref().is_some_and(|one| one.is_sure) => Outcome::Unsure,
            sure if sure >= self.sure(point.stance) => Outcome::Answered,
            _ if point.stance == Stance::Support => Outcome::Welcomed,
            _ if held_back.is_some() => Outcome::Unsure,
            unsure if unsure >= self.settings.unsure => Outcome::Unsure,
            _ => Outcome::Unanswered,
        };
        let is_left = |id: &PlainName| candidates.iter().any(|one| one.entry == id.as_str());
        let second = second.filter(|id| outcome == Outcome::Answered && is_left(id));
        let (second, perhaps_also) = match second {
            Some(id) if self.is_about_the_acts(&id) => (Some(id), None),
            other => (None, other),
        };
        let first = candidates.first().and_then(|one| PlainName::parse(&one.entry));
        let paragraphs = match outcome {
            Outcome::Pinned => point.answer.clone(),
            Outcome::Answered => {
                let together = together.into_iter().filter(is_left);
                first.into_iter().chain(together).chain(second).unique().collect()
            }
            Outcome::Welcomed | Outcome::Unsure | Outcome::Unanswered => Vec::new(),
        };
        let held_back = stale_pin.or(held_back).filter(|_| outcome.is_open());
        let point = point.id.clone();
        Match {
            point,
            outcome,
            paragraphs,
            perhaps_also,
            confidence,
            candidates,
            ruled_out,
            held_back,
        }
    }

    /// How sure the matching must be to answer a point. Support is welcomed anyway, so a paragraph that
    /// may be wrong is worth half the risk only.
    fn sure(&self, stance: Stance) -> f64 {
        match stance {
            Stance::Support => f64::midpoint(self.settings.sure, 1.0),
            _ => self.settings.sure,
        }
    }

    /// The paragraph that would answer the point, or may, were it valid on the letter's date.
    fn stale_best(&self, point: &Point, ranking: &Ranking) -> Option<HeldBack> {
        let best = ranking.candidates.first()?;
        let id = PlainName::parse(&best.entry)?;
        if point.exclude.contains(&id) {
            return None;
        }
        self.held_back_as_stale(&id, point, best.confidence)
    }

    fn held_back_as_stale(
        &self,
        id: &PlainName,
        point: &Point,
        confidence: f64,
    ) -> Option<HeldBack> {
        self.held_back(id.clone(), self.stale(id)?, point, confidence)
    }

    fn stale(&self, id: &PlainName) -> Option<RuledOut> {
        let stale = self.library.get(id.as_str())?.stale_on(self.day?)?;
        Some(RuledOut::Stale(stale))
    }

    /// The best paragraph, if it is meant for other stances: what welcomes support does not answer a
    /// criticism. Support needs no answer of its own.
    fn not_meant(&self, point: &Point, candidates: &[Candidate]) -> Option<HeldBack> {
        let best = candidates.first()?;
        let paragraph = self.library.get(&best.entry)?;
        if paragraph.answers(point.stance) || point.stance == Stance::Support {
            return None;
        }
        let because = RuledOut::Stance(paragraph.stances.clone());
        self.held_back(paragraph.id.clone(), because, point, best.confidence)
    }

    /// Returns a paragraph as held back, if it may be the answer at all.
    fn held_back(
        &self,
        paragraph: PlainName,
        because: RuledOut,
        point: &Point,
        confidence: f64,
    ) -> Option<HeldBack> {
        let is_sure = confidence >= self.sure(point.stance);
        (confidence >= self.settings.unsure).then_some(HeldBack { paragraph, because, is_sure })
    }

    /// Takes out the first candidate if it is meant for the opposite of the point's stance and
    /// another one, about as like the point, is not. That one is about the same thing, so the
    /// confidence passes to it, as far as it is like the point.
    fn rule_out_opposite(
        &self,
        stance: Stance,
        candidates: &mut Vec<Candidate>,
    ) -> Option<(Candidate, RuledOut)> {
        let stances = |one: &Candidate| {
            self.library.get(&one.entry).map_or(&[][..], |one| one.stances.as_slice())
        };
        let (first, others) = candidates.split_first()?;
        let is_heir = |other: &Candidate| {
            other.score >= ALIKE * first.score && !are_opposed(stances(other), stance)
        };
        let heir = others.iter().position(is_heir);
        let heir = heir.filter(|_| are_opposed(stances(first), stance))?;
        let first = candidates.remove(0);
        let mut heir = candidates.remove(heir);
        heir.confidence = (heir.confidence + first.confidence * heir.score / first.score).min(1.0);
        candidates.insert(0, heir);
        let because = RuledOut::Stance(stances(&first).to_vec());
        Some((first, because))
    }

    fn is_about_the_acts(&self, id: &PlainName) -> bool {
        let acts = self.acts.iter().copied();
        self.library.get(id.as_str()).is_some_and(|one| one.is_about(acts))
    }
}

/// Tells whether a paragraph is meant only for those who agree and the point does not, or the
/// other way round.
fn are_opposed(stances: &[Stance], stance: Stance) -> bool {
    let against = [Stance::Criticism, Stance::Concern];
    let only =
        |side: &[Stance]| !stances.is_empty() && stances.iter().all(|stance| side.contains(stance));
    match stance {
        Stance::Support => only(&against),
        Stance::Criticism | Stance::Concern => only(&[Stance::Support]),
        Stance::Request | Stance::Question => false,
    }
}
