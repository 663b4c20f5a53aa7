//! The library: cleared wording about one policy instrument or position in each paragraph, read
//! from `templates/paragraphs/<field>/<id>.md`.

mod cache;
mod check;
mod learn;
mod read;
mod wordings;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Rejected, Source};
use crate::name::PlainName;
use crate::opinion::Stance;
use crate::reference::Reference;
use crate::template::{Engine, Template, Variables};
use crate::text::written_date;

use self::cache::Cache;
pub use check::check;
pub use learn::Unwritable;
pub(crate) use read::{front_matter, split_front_matter};

/// All paragraphs, in the order of their ids.
#[derive(Debug)]
pub struct Library {
    paragraphs: BTreeMap<String, Paragraph>,
    engine: Engine,
}

/// Cleared wording that makes one paragraph of a letter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Paragraph {
    /// The name of its file, without the ending.
    pub id: PlainName,
    /// The folder in which its file lies: the policy field.
    pub field: String,
    /// What it is about, for people who look for it.
    pub title: String,
    /// What it is about, as a lead-in says it within a sentence.
    pub topic: Option<String>,
    /// Words by which a chamber may speak of it.
    pub terms: Vec<String>,
    /// The documents that it is about.
    pub acts: Vec<Document>,
    /// The stances that it answers; empty means any.
    pub stances: Vec<Stance>,
    /// When the wording is true.
    pub valid: Validity,
    /// When it must be looked at again.
    pub review_by: Option<Date>,
    /// Who cleared it.
    pub owner: Option<String>,
    /// Where its facts come from.
    pub sources: Vec<String>,
    /// The abbreviations that its body uses, with their long forms.
    pub abbreviations: BTreeMap<String, String>,
    /// What it can say about single countries, by ISO code.
    pub country_facts: BTreeMap<String, BTreeMap<String, String>>,
    /// Points that it answered before.
    pub examples: Vec<Example>,
    /// Statements of the body that go out of date before the rest.
    pub claims: Vec<Claim>,
    /// Whether the body opens by itself, so that no lead-in stands before it.
    pub opens: bool,
    /// Whether it introduces every reply on one of its acts.
    pub is_context: bool,
    /// Whether it belongs in the annex.
    pub in_annex: bool,
    /// What it argues about in the reply to a reasoned opinion.
    pub aspect: Aspect,
    /// The first 12 hex digits of the BLAKE3 hash of its file without the `examples`: what it
    /// answered before is no part of what it says.
    pub version: String,
    /// The body: Markdown with Tera, and where it stands in the file.
    pub body: Template,
}

/// A document that a paragraph is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Document {
    /// One of the institutions'.
    Reference(Reference),
    /// Any other, as it was written: a regulation, a case, a title.
    Other(String),
}

impl Document {
    /// Reads what was written; what is not recognised is kept as text.
    pub fn parse(text: &str) -> Self {
        match Reference::parse(text) {
            Some(reference) => Self::Reference(reference),
            None => Self::Other(text.to_owned()),
        }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference(reference) => write!(f, "{reference}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// A time during which wording is true; an end that is absent is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Validity {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

/// A point that a paragraph answered before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// What the point said.
    pub text: String,
    /// The file of the opinion that raised it, as its draft names it.
    pub opinion: Option<String>,
    /// The date of the letter that answered it.
    pub date: Option<Date>,
}

/// A statement with a shelf life of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The words, exactly as they stand in the body.
    pub text: String,
    /// The last day on which they are true.
    pub until: Date,
    /// What stands in their place from then on. Without it the whole paragraph is out of date.
    pub then: Option<Later>,
}

/// What stands in the place of a statement that has gone out of date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Later {
    /// The words: Markdown with Tera, as in the body.
    pub text: String,
    /// Where they stand in the file.
    pub place: Range<usize>,
}

/// What a paragraph argues about in the reply to a reasoned opinion, in the order in which such
/// a reply keeps the parts apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Aspect {
    /// Whether the Union should act.
    Subsidiarity,
    /// Whether it goes no further than necessary.
    Proportionality,
    /// Everything else.
    #[default]
    Substance,
}

impl Aspect {
    /// The words of paragraph files.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("subsidiarity", Self::Subsidiarity),
        ("proportionality", Self::Proportionality),
        ("substance", Self::Substance),
    ];
}

/// Why a paragraph cannot be used on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stale {
    /// Its wording becomes true only then.
    NotBefore(Date),
    /// Its wording was true until then.
    Expired(Date),
    /// A statement in it was true until then.
    ClaimExpired(String, Date),
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBefore(day) => write!(f, "is valid only from {}", written_date(*day)),
            Self::Expired(day) => write!(f, "is valid only until {}", written_date(*day)),
            Self::ClaimExpired(text, day) => {
                write!(f, "says \"{text}\", which was true until {}", written_date(*day))
            }
        }
    }
}

impl Paragraph {
    /// Says why the paragraph cannot be used on a day, if it cannot.
    pub fn stale_on(&self, day: Date) -> Option<Stale> {
        if let Some(from) = self.valid.from.filter(|from| day < *from) {
            return Some(Stale::NotBefore(from));
        }
        if let Some(until) = self.valid.until.filter(|until| day > *until) {
            return Some(Stale::Expired(until));
        }
        let expired = self.claims.iter().find(|claim| day > claim.until && claim.then.is_none());
        expired.map(|claim| Stale::ClaimExpired(claim.text.clone(), claim.until))
    }

    /// Tells whether it answers points of a stance.
    pub fn answers(&self, stance: Stance) -> bool {
        self.stances.is_empty() || self.stances.contains(&stance)
    }

    /// Tells whether it is about one of an opinion's acts.
    pub fn is_about(&self, acts: impl IntoIterator<Item = Reference>) -> bool {
        acts.into_iter().any(|act| self.acts.contains(&Document::Reference(act)))
    }
}

/// A paragraph filled for one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The wording as Markdown, white space folded.
    pub text: String,
    /// The notes: label and text.
    pub notes: Vec<(String, String)>,
}

impl Library {
    /// Reads paragraphs, each given with its field and id. All mistakes of all files are
    /// reported at once: malformed front matter, templates that cannot be compiled or filled.
    pub fn parse(files: Vec<(String, String, Source)>) -> Result<Self, Vec<Rejected>> {
        Self::parse_with(files, None)
    }

    /// Reads paragraphs as [`Library::parse`] does, with a folder in which what was read is kept
    /// for the next time. The result is the same whatever that folder holds.
    pub fn parse_with(
        files: Vec<(String, String, Source)>,
        cache: Option<&Path>,
    ) -> Result<Self, Vec<Rejected>> {
        let mut cache = Cache::open(cache, files.len());
        let mut paragraphs = BTreeMap::new();
        let mut rejected = Vec::new();
        for (field, id, source) in files {
            let kept = cache.recall(&field, &id, &source).map(Ok);
            match kept.unwrap_or_else(|| read::paragraph(field, &id, &source)) {
                Ok(paragraph) => {
                    paragraphs.insert(id, paragraph);
                }
                Err(found) => rejected.push(found),
            }
        }
        if !rejected.is_empty() {
            return Err(wordings::with_mistakes_in_wordings(&paragraphs, rejected));
        }
        let engine = wordings::compile(&paragraphs, |id| cache.has(id))?;
        let library = Self { paragraphs, engine };
        let new = library.iter().filter(|one| !cache.has(one.id.as_str()));
        let rejected: Vec<Rejected> = new.filter_map(|one| library.try_out(one)).collect();
        if !rejected.is_empty() {
            return Err(rejected);
        }
        cache.keep(&library.paragraphs);
        Ok(library)
    }

    /// Fills each wording of a paragraph for a chamber of a country that it has no facts about,
    /// and of each that it has: what fails then is a mistake in the paragraph, and no letter need
    /// find it.
    fn try_out(&self, paragraph: &Paragraph) -> Option<Rejected> {
        let countries = || paragraph.country_facts.keys().map(String::as_str);
        let days = paragraph.days().filter(|day| !paragraph.is_fixed_on(*day));
        days.flat_map(|day| [""].into_iter().chain(countries()).map(move |one| (day, one)))
            .find_map(|(day, country)| self.fill(paragraph, &Variables::sample(country), day).err())
    }

    /// Returns the paragraph with an id.
    pub fn get(&self, id: &str) -> Option<&Paragraph> {
        self.paragraphs.get(id)
    }

    /// Returns all ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.paragraphs.keys().map(String::as_str)
    }

    /// Returns all paragraphs in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Paragraph> {
        self.paragraphs.values()
    }

    /// Fills a paragraph of this library for a letter of a day.
    pub fn fill(
        &self,
        paragraph: &Paragraph,
        variables: &Variables,
        day: Date,
    ) -> Result<Filled, Rejected> {
        let facts = paragraph.country_facts.get(variables.country_code()).cloned();
        let variables = variables
            .clone()
            .with_country(facts.unwrap_or_default())
            .about(paragraph.topic.clone());
        let rendered = self.engine.render(&paragraph.name_on(day), &variables)?;
        Ok(read::split_notes(&rendered))
    }
}
