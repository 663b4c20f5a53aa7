//! What the page shows below the table: gaps that are alike, acts, what is said again.

use std::collections::BTreeMap;

use serde::Serialize;

use super::row::Row;
use crate::batch::{Answered, By, Differing, Gap, Gaps, Repeated, Uses, Voice};
use crate::text::Count;

/// Points that are open and alike.
#[derive(Serialize)]
pub(super) struct Group<'a> {
    title: String,
    count: String,
    is_several: bool,
    points: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    reply: Link<'a>,
    point: &'a str,
    text: &'a str,
    stance: &'a str,
    why: Option<&'a str>,
}

/// The replies on an act.
#[derive(Serialize)]
pub(super) struct Act<'a> {
    name: &'a str,
    count: String,
    differs: bool,
    verdict: &'static str,
    differing: Vec<Vec<Said<'a>>>,
    paragraphs: Vec<Used<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    reply: Link<'a>,
    point: &'a str,
    text: &'a str,
    by: By,
    says: String,
}

#[derive(Serialize)]
struct Used<'a> {
    paragraph: &'a str,
    differs: bool,
    uses: Vec<Use<'a>>,
}

#[derive(Serialize)]
struct Use<'a> {
    reply: Link<'a>,
    /// Whether the chamber has another reply on the act, so that its name does not say which.
    is_one_of_several: bool,
    wording: &'a str,
    version: &'a str,
}

/// What a chamber reads again.
#[derive(Serialize)]
pub(super) struct Again<'a> {
    chamber: &'a str,
    paragraphs: Vec<&'a str>,
    replies: Vec<Link<'a>>,
}

/// Leads to the row of an opinion.
#[derive(Clone, Serialize)]
struct Link<'a> {
    row: String,
    opinion: &'a str,
    chamber: &'a str,
    about: String,
}

/// The rows of opinions, by their paths.
pub(super) struct Places<'a>(BTreeMap<&'a str, Link<'a>>);

impl<'a> Places<'a> {
    pub(super) fn of(rows: &[Row<'a>]) -> Self {
        let link = |row: &Row<'a>| Link {
            row: row.id.clone(),
            opinion: row.opinion,
            chamber: row.chamber.unwrap_or(row.opinion),
            about: row.about.clone(),
        };
        Self(rows.iter().map(|row| (row.opinion, link(row))).collect())
    }

    fn link(&self, opinion: &'a str) -> Link<'a> {
        let unknown =
            || Link { row: String::new(), opinion, chamber: opinion, about: String::new() };
        self.0.get(opinion).cloned().unwrap_or_else(unknown)
    }

    pub(super) fn group(&self, group: &'a Gaps) -> Group<'a> {
        Group {
            title: group.words.join(", "),
            count: Count(group.points.len(), "point").to_string(),
            is_several: group.points.len() > 1,
            points: group.points.iter().map(|gap| self.place(gap)).collect(),
        }
    }

    fn place(&self, gap: &'a Gap) -> Place<'a> {
        let Gap { opinion, point, text, stance, why } = gap;
        Place { reply: self.link(opinion), point, text, stance, why: why.as_deref() }
    }

    pub(super) fn act(&self, voice: &'a Voice) -> Act<'a> {
        let said = |one: &'a Differing| one.points.iter().map(|one| self.said(one)).collect();
        Act {
            name: &voice.act,
            count: Count(voice.opinions.len(), "reply").to_string(),
            differs: voice.differs(),
            verdict: if voice.differs() { "differ" } else { "one voice" },
            differing: voice.differing.iter().map(said).collect(),
            paragraphs: voice.paragraphs.iter().map(|one| self.used(one)).collect(),
        }
    }

    fn said(&self, one: &'a Answered) -> Said<'a> {
        let Answered { opinion, point, text, by, paragraphs } = one;
        let says = match by {
            By::Library => paragraphs.join(", "),
            By::Welcome => "welcomed with other support".to_owned(),
            By::Hand => "words of a hand".to_owned(),
            By::Gap => "open".to_owned(),
        };
        Said { reply: self.link(opinion), point, text, by: *by, says }
    }

    fn used(&self, uses: &'a Uses) -> Used<'a> {
        let replies: Vec<Link<'a>> = uses.uses.iter().map(|one| self.link(&one.opinion)).collect();
        let namesakes =
            |link: &Link<'a>| replies.iter().filter(|one| one.chamber == link.chamber).count();
        let shown = uses.uses.iter().zip(&replies).map(|(one, reply)| Use {
            reply: reply.clone(),
            is_one_of_several: namesakes(reply) > 1,
            wording: &one.wording,
            version: &one.version,
        });
        Used { paragraph: &uses.paragraph, differs: uses.differs, uses: shown.collect() }
    }

    /// Puts the paragraphs together that the same replies have in common.
    pub(super) fn again(&self, repeated: &'a [Repeated]) -> Vec<Again<'a>> {
        let mut common: BTreeMap<(&str, &'a [String]), Vec<&'a str>> = BTreeMap::new();
        for one in repeated {
            common.entry((&one.chamber, &one.opinions)).or_default().push(&one.paragraph);
        }
        let again = |((_, opinions), paragraphs): ((_, &'a [String]), _)| {
            let replies: Vec<Link<'a>> = opinions.iter().map(|one| self.link(one)).collect();
            Again { chamber: replies.first().map_or("", |one| one.chamber), paragraphs, replies }
        };
        common.into_iter().map(again).collect()
    }
}
