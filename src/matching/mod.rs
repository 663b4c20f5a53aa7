//! From the points of an opinion to the paragraphs that answer them, with a reason for each
//! choice and silence where nothing is sure.
//!
//! The ranking itself is [`crate::ranking`]; here its figures become decisions: pins and
//! exclusions are obeyed, wording that is out of date is never chosen, thresholds decide.

use jiff::civil::Date;

use crate::library::{Library, Paragraph, Stale};
use crate::name::PlainName;
use crate::office::Office;
use crate::opinion::{Opinion, Point, Stance};
use crate::ranking::{Candidate, Entry, Index, Query, Ranker, Ranking, Thesaurus};
use crate::settings::Settings;

/// What was decided for a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The id of the point.
    pub point: PlainName,
    /// How it was decided.
    pub outcome: Outcome,
    /// What the letter uses; empty when it is unsure or unanswered.
    pub paragraphs: Vec<PlainName>,
    /// The chance, 0 to 1, that the first candidate is right.
    pub confidence: f64,
    /// The best ten paragraphs that are valid on the letter's date, the best first.
    pub candidates: Vec<Candidate>,
    /// For an open point, a paragraph that would answer it were it valid on the letter's date.
    pub stale: Option<(PlainName, Stale)>,
}

/// How a point was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A paragraph answers it.
    Answered,
    /// The officer has pinned its answer.
    Pinned,
    /// It is support without a paragraph of its own, welcomed with the others.
    Welcomed,
    /// A paragraph may answer it, but the tool is not sure.
    Unsure,
    /// No paragraph answers it.
    Unanswered,
}

impl Outcome {
    /// Returns the word that stands in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Pinned => "pinned",
            Self::Welcomed => "welcomed",
            Self::Unsure => "unsure",
            Self::Unanswered => "unanswered",
        }
    }

    /// Tells whether the point is a gap in the letter.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Unsure | Self::Unanswered)
    }
}

impl Match {
    /// Says why the point is open, for the officer who will draft the answer.
    pub fn why_open(&self) -> String {
        if let Some((paragraph, stale)) = &self.stale {
            return format!("The paragraph {paragraph} answers this point, but it {stale}.");
        }
        if self.outcome == Outcome::Unanswered {
            return "No paragraph of the library answers this point.".to_owned();
        }
        let best: Vec<String> = self
            .candidates
            .iter()
            .take(3)
            .filter(|one| one.confidence >= 0.005)
            .map(|one| format!("{} ({:.0} %)", one.entry, one.confidence * 100.0))
            .collect();
        match best.as_slice() {
            [] => "Nothing in the library is sure to answer this point.".to_owned(),
            best => format!("Perhaps: {}.", best.join(", ")),
        }
    }
}

/// Ranks the paragraphs of one library.
#[derive(Debug)]
pub struct Matcher<R = Index> {
    ranker: R,
}

impl Matcher {
    /// Reads a library and a thesaurus once, for any number of opinions.
    pub fn new(library: &Library, thesaurus: &str) -> Self {
        let entries: Vec<Entry> = library.iter().map(entry).collect();
        Self { ranker: Index::new(&entries, &Thesaurus::new(thesaurus)) }
    }

    /// Reads the library and the thesaurus of an office.
    pub fn of(office: &Office) -> Self {
        Self::new(&office.library, &office.thesaurus.text)
    }
}

impl<R: Ranker> Matcher<R> {
    /// Decides every point of an opinion, in order, for a letter of the given day.
    pub fn match_points(
        &self,
        opinion: &Opinion,
        library: &Library,
        settings: &Settings,
        day: Date,
    ) -> Vec<Match> {
        opinion
            .points
            .iter()
            .map(|point| {
                let ranking = self.ranker.rank(&query(opinion, point));
                decide(point, ranking, library, settings, day)
            })
            .collect()
    }

    /// Ranks the library for free words.
    pub fn search(&self, words: &str) -> Ranking {
        self.ranker.rank(&Query::new(words, Stance::Request))
    }
}

fn entry(paragraph: &Paragraph) -> Entry {
    let abbreviations = paragraph.abbreviations.iter();
    Entry {
        id: paragraph.id.to_string(),
        title: paragraph.title.clone(),
        terms: paragraph.terms.clone(),
        acts: paragraph.acts.iter().map(ToString::to_string).collect(),
        stances: paragraph.stances.clone(),
        examples: paragraph.examples.clone(),
        abbreviations: abbreviations.map(|(short, long)| (short.clone(), long.clone())).collect(),
        body: plain(paragraph.body.text()),
    }
}

/// The words of a body without what belongs to Tera.
fn plain(body: &str) -> String {
    let mut words = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(open) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        words.push_str(&rest[..open]);
        let close = rest[open..].find('}').map_or(rest.len(), |close| open + close + 1);
        rest = rest[close..].trim_start_matches('}');
    }
    words.push_str(rest);
    words
}

fn query(opinion: &Opinion, point: &Point) -> Query {
    Query {
        text: point.text.clone(),
        stance: point.stance,
        acts: opinion.acts.iter().map(|act| act.reference.to_string()).collect(),
        subjects: opinion.acts.iter().map(|act| act.subject.clone()).collect(),
        exclude: Vec::new(),
    }
}

/// Decides a point from the ranking of all paragraphs.
///
/// A paragraph that is out of date or excluded takes its part of the confidence with it: what
/// came after the right answer does not become right because that answer cannot be used.
fn decide(
    point: &Point,
    ranking: Ranking,
    library: &Library,
    settings: &Settings,
    day: Date,
) -> Match {
    let stale_on_day = |id: &PlainName| {
        let stale = library.get(id.as_str())?.stale_on(day)?;
        Some((id.clone(), stale))
    };
    let stale_pin = point.answer.iter().find_map(stale_on_day);
    let best = ranking.candidates.first().filter(|one| one.confidence >= settings.sure);
    let best = best.and_then(|one| PlainName::parse(&one.entry));
    let stale_best = best.filter(|id| !point.exclude.contains(id)).as_ref().and_then(stale_on_day);
    let is_usable = |id: &str| {
        PlainName::parse(id)
            .is_some_and(|id| !point.exclude.contains(&id) && stale_on_day(&id).is_none())
    };
    let second = ranking.second.filter(|id| is_usable(id));
    let candidates: Vec<Candidate> =
        ranking.candidates.into_iter().filter(|one| is_usable(&one.entry)).collect();
    let confidence = candidates.first().map_or(0.0, |one| one.confidence);
    let outcome = match confidence {
        _ if stale_pin.is_some() => Outcome::Unsure,
        _ if !point.answer.is_empty() => Outcome::Pinned,
        sure if sure >= settings.sure => Outcome::Answered,
        _ if stale_best.is_some() => Outcome::Unsure,
        _ if point.stance == Stance::Support => Outcome::Welcomed,
        unsure if unsure >= settings.unsure => Outcome::Unsure,
        _ => Outcome::Unanswered,
    };
    let paragraphs = match outcome {
        Outcome::Pinned => point.answer.clone(),
        Outcome::Answered => {
            let first = candidates.first().map(|one| one.entry.clone());
            first.into_iter().chain(second).filter_map(|id| PlainName::parse(&id)).collect()
        }
        Outcome::Welcomed | Outcome::Unsure | Outcome::Unanswered => Vec::new(),
    };
    let stale = stale_pin.or(stale_best).filter(|_| outcome.is_open());
    Match { point: point.id.clone(), outcome, paragraphs, confidence, candidates, stale }
}
