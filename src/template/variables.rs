//! What a template can say.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::chamber::Chamber;
use crate::draft::{NO_DATE, NO_NUMBER};
use crate::opinion::{Act, ActKind, Kind, Opinion, Point, Stance};
use crate::text;

/// What a template can say: the variables of the skeleton and of paragraphs.
#[derive(Debug, Clone, Serialize)]
pub struct Variables {
    chamber: ChamberWords,
    opinion: OpinionWords,
    acts: Vec<ActWords>,
    points: Vec<PointWords>,
    stance: &'static str,
    letter: LetterWords,
    /// The facts of a paragraph about the chamber's country.
    country: BTreeMap<String, String>,
    /// What a lead-in is about.
    topic: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ChamberWords {
    name: String,
    the: String,
    possessive: String,
    its: &'static str,
    country: String,
    code: String,
}

#[derive(Debug, Clone, Serialize)]
struct OpinionWords {
    name: &'static str,
    kind: &'static str,
    reference: Option<String>,
    subject: Option<String>,
    favourable: bool,
}

#[derive(Debug, Clone, Serialize)]
struct ActWords {
    reference: String,
    kind: &'static str,
    name: &'static str,
    subject: String,
    proposal: bool,
}

#[derive(Debug, Clone, Serialize)]
struct PointWords {
    id: String,
    text: String,
    reference: Option<String>,
    stance: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct LetterWords {
    date: String,
    number: String,
}

impl Variables {
    /// Returns variables as some letter might have them, to try a template on.
    pub fn sample(country: &str) -> Self {
        let text = |text: &str| text.to_owned();
        Self {
            chamber: ChamberWords {
                name: text("Camera Deputaților"),
                the: text("the Camera Deputaților"),
                possessive: text("the Camera Deputaților's"),
                its: "its",
                country: text("Romania"),
                code: text(country),
            },
            opinion: OpinionWords {
                name: Kind::PoliticalDialogue.name(),
                kind: Kind::PoliticalDialogue.word(),
                reference: Some(text("12/2016")),
                subject: None,
                favourable: false,
            },
            acts: vec![ActWords {
                reference: text("COM(2016) 379 final"),
                kind: ActKind::Communication.word(),
                name: ActKind::Communication.name(),
                subject: text("on a subject"),
                proposal: false,
            }],
            points: vec![PointWords {
                id: text("1"),
                text: text("Asks for something."),
                reference: Some(text("paragraph 8")),
                stance: Stance::Request.word(),
            }],
            stance: Stance::Request.word(),
            letter: LetterWords { date: text("10 January 2017"), number: text("C(2017) 16 final") },
            country: BTreeMap::new(),
            topic: Some(text("a subject")),
        }
    }

    /// Returns what every part of the reply to an opinion can say.
    pub fn of(opinion: &Opinion) -> Self {
        Self {
            chamber: ChamberWords::of(&opinion.chamber),
            opinion: OpinionWords {
                name: opinion.kind.name(),
                kind: opinion.kind.word(),
                reference: opinion.reference.clone(),
                subject: opinion.subject.as_deref().map(text::hard_spaces),
                favourable: opinion.is_favourable(),
            },
            acts: opinion.acts.iter().map(ActWords::of).collect(),
            points: Vec::new(),
            stance: "",
            letter: LetterWords {
                date: opinion.reply.date.map_or(NO_DATE.to_owned(), text::written_date),
                number: opinion.reply.number.map_or(NO_NUMBER.to_owned(), |one| one.to_string()),
            },
            country: BTreeMap::new(),
            topic: None,
        }
    }

    /// Adds the points that a part answers; its stance is the one that needs the most care.
    #[must_use]
    pub fn answering(mut self, points: &[&Point]) -> Self {
        self.points = points.iter().map(|point| PointWords::of(point)).collect();
        self.stance = stance_of(points).map_or("", Stance::word);
        self
    }

    /// Adds the facts of a paragraph about the chamber's country.
    #[must_use]
    pub fn with_country(mut self, facts: BTreeMap<String, String>) -> Self {
        self.country = facts;
        self
    }

    /// Adds what a lead-in is about.
    #[must_use]
    pub fn about(mut self, topic: Option<String>) -> Self {
        self.topic = topic;
        self
    }

    /// Returns the code of the chamber's country.
    pub fn country_code(&self) -> &str {
        &self.chamber.code
    }
}

/// The stance of points that are answered together: the one that needs the most care.
pub fn stance_of(points: &[&Point]) -> Option<Stance> {
    points.iter().map(|point| point.stance).max()
}

impl ChamberWords {
    fn of(chamber: &Chamber) -> Self {
        Self {
            name: chamber.name.clone(),
            the: chamber.the(),
            possessive: chamber.possessive(),
            its: chamber.its(),
            country: chamber.country.name.clone(),
            code: chamber.country.iso.clone(),
        }
    }
}

impl ActWords {
    fn of(act: &Act) -> Self {
        Self {
            reference: act.reference.to_string(),
            kind: act.kind.word(),
            name: act.kind.name(),
            subject: text::hard_spaces(&act.subject),
            proposal: act.kind.is_proposal(),
        }
    }
}

impl PointWords {
    fn of(point: &Point) -> Self {
        Self {
            id: point.id.to_string(),
            text: text::hard_spaces(&point.text),
            reference: point.reference.clone(),
            stance: point.stance.word(),
        }
    }
}
