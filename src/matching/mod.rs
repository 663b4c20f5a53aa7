//! From the points of an opinion to the paragraphs that answer them, with a reason for each
//! choice and silence where nothing is sure.
//!
//! The ranking itself is [`crate::ranking`]; here its figures become decisions: pins and
//! exclusions are obeyed, wording that is out of date is never chosen, thresholds decide.

mod cache;
mod judge;
mod losing;

use std::fmt;

use jiff::civil::Date;

use self::judge::Judge;
pub use self::losing::lost_because;
use crate::library::{Library, Paragraph, Stale};
use crate::name::PlainName;
use crate::office::Office;
use crate::opinion::{Opinion, Point, Stance};
use crate::ranking::{Candidate, Cluster, Entry, Index, Query, Ranker, Reason};
use crate::reference::Reference;
use crate::settings::Settings;
use crate::text::listed;

/// What was decided for a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The id of the point.
    pub point: PlainName,
    /// How it was decided.
    pub outcome: Outcome,
    /// What the letter uses; empty when it is unsure or unanswered.
    pub paragraphs: Vec<PlainName>,
    /// A paragraph that may answer a second issue of the point, but is not about the act, so
    /// that the officer has to choose it.
    pub perhaps_also: Option<PlainName>,
    /// The chance, 0 to 1, that the first candidate is right.
    pub confidence: f64,
    /// The best ten paragraphs that are valid on the letter's date, the best first.
    pub candidates: Vec<Candidate>,
    /// Paragraphs that would be among the candidates, and why they are not, the best first. Those
    /// that the opinion excludes are not named.
    pub ruled_out: Vec<(Candidate, RuledOut)>,
    /// For an open point, a paragraph that would answer it, and why it does not.
    pub held_back: Option<HeldBack>,
}

/// A paragraph that would answer a point, were it not for its date or its stances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack {
    /// The paragraph.
    pub paragraph: PlainName,
    /// Why it does not answer the point.
    pub because: RuledOut,
    /// Whether it was sure to be right otherwise.
    pub is_sure: bool,
}

impl fmt::Display for HeldBack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.paragraph, self.because)
    }
}

/// Why a paragraph cannot answer a point, whatever its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuledOut {
    /// It is out of date on the day of the letter.
    Stale(Stale),
    /// It is meant for other stances than the point's.
    Stance(Vec<Stance>),
}

impl fmt::Display for RuledOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stale(stale) => write!(f, "{stale}"),
            Self::Stance(stances) => f.write_str(&meant_for(stances)),
        }
    }
}

/// Says for which stances a paragraph is meant.
fn meant_for(stances: &[Stance]) -> String {
    let stances: Vec<String> = stances.iter().map(|one| one.word().to_owned()).collect();
    format!("is for {} only", listed(&stances))
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
        if let Some(HeldBack { paragraph, because, is_sure }) = &self.held_back {
            let answers = if *is_sure { "answers" } else { "might answer" };
            return format!("The paragraph {paragraph} {answers} this point, but it {because}.");
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

/// A candidate with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// Its figures, as the decision about its point or the search has them.
    pub candidate: Candidate,
    /// What decided, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// What the matching knows of an opinion besides the point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// The documents that the opinion is about.
    pub acts: Vec<Reference>,
    /// Their subjects.
    pub subjects: Vec<String>,
}

impl Context {
    /// Takes what an opinion says of its acts.
    pub fn of(opinion: &Opinion) -> Self {
        let acts = || opinion.acts.iter();
        Self {
            acts: acts().map(|act| act.reference).collect(),
            subjects: acts().map(|act| act.subject.clone()).collect(),
        }
    }

    fn query(&self, point: &Point) -> Query {
        Query {
            text: point.text.clone(),
            stance: point.stance,
            acts: self.acts.iter().map(ToString::to_string).collect(),
            subjects: self.subjects.clone(),
        }
    }
}

/// Ranks the paragraphs of one library.
#[derive(Debug)]
pub struct Matcher<R = Index> {
    ranker: R,
}

impl Matcher {
    /// Reads the library and the thesaurus of an office once, for any number of opinions; what it
    /// gives is the same whatever the office has kept of an earlier start.
    pub fn of(office: &Office) -> Self {
        let entries: Vec<Entry> = office.library.iter().map(entry).collect();
        let inverted = cache::inverted(&entries, office.cache.as_deref());
        let thesaurus = cache::thesaurus(&office.thesaurus, office.cache.as_deref());
        Self { ranker: Index::of(inverted, &thesaurus) }
    }

    /// Puts texts that say much the same together; `least` is how alike they must be, 0 to 1.
    pub fn clusters(&self, texts: &[&str], least: f64) -> Vec<Cluster> {
        self.ranker.clusters(texts, least)
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
        let context = Context::of(opinion);
        let points = opinion.points.iter();
        points
            .map(|point| self.match_point(point, &context, library, settings, Some(day)))
            .collect()
    }

    /// Decides one point, for a letter of the given day; without one, as if all wording were
    /// valid.
    pub fn match_point(
        &self,
        point: &Point,
        context: &Context,
        library: &Library,
        settings: &Settings,
        day: Option<Date>,
    ) -> Match {
        let ranking = self.ranker.rank(&context.query(point));
        Judge { acts: &context.acts, library, settings, day }.decide(point, ranking)
    }

    /// Says what speaks for the candidates of each point of an opinion, in their order.
    pub fn explain(&self, opinion: &Opinion, matches: &[Match]) -> Vec<Vec<Explained>> {
        let context = Context::of(opinion);
        let pairs = opinion.points.iter().zip(matches);
        pairs.map(|(point, found)| self.explain_point(point, &context, found)).collect()
    }

    /// Says what speaks for the candidates of one point, in their order.
    pub fn explain_point(&self, point: &Point, context: &Context, found: &Match) -> Vec<Explained> {
        self.explained(&context.query(point), found.candidates.clone())
    }

    /// Ranks the library for free words.
    pub fn search(&self, words: &str) -> Vec<Explained> {
        let query = Query::new(words, Stance::Request);
        let candidates = self.ranker.rank(&query).candidates;
        self.explained(&query, candidates)
    }

    fn explained(&self, query: &Query, candidates: Vec<Candidate>) -> Vec<Explained> {
        let entries: Vec<&str> = candidates.iter().map(|one| one.entry.as_str()).collect();
        let reasons = self.ranker.explain(query, &entries);
        let pairs = candidates.into_iter().zip(reasons);
        pairs.map(|(candidate, reasons)| Explained { candidate, reasons }).collect()
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
        examples: paragraph.examples.iter().map(|one| one.text.clone()).collect(),
        abbreviations: abbreviations.map(|(short, long)| (short.clone(), long.clone())).collect(),
        body: paragraph.body.blanked(),
    }
}
