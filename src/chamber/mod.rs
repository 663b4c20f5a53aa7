//! The register: all chambers, with names, addresses and votes, as `templates/chambers.yaml`
//! has them.

mod read;

use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;

use self::read::{read_chamber, read_country, read_register};
use crate::diagnostic::{Checked, Rejected, Source, did_you_mean};
use crate::opinion::Kind;
use crate::text::capitalize_first;
use crate::yaml::{self, Reader};

/// A chamber of a national parliament, or several that write together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chamber {
    /// The id by which opinions name it: `ro-camera`.
    pub id: String,
    /// Its state.
    pub country: Country,
    /// Its name as it stands in a sentence, without the article: `Camera Deputaților`.
    pub name: String,
    /// The word before the name; none before `Dáil Éireann`.
    pub article: Option<String>,
    /// Whether the name takes plural forms.
    pub is_plural: bool,
    /// Its full name in its own language.
    pub original: String,
    /// The same in Latin letters, if the original is not.
    pub romanised: Option<String>,
    /// Its name in English.
    pub english: String,
    /// The office of the one who presides over it, in English and in its own language.
    /// A joint sender has that of its first member.
    pub presiding_officer: PresidingOfficer,
    /// How a letter greets that officer: `Dear President`.
    pub salutation: String,
    /// Its address.
    pub address: Address,
    /// Its votes in the subsidiarity control (Protocol No 2, Article 7).
    pub votes: u8,
    /// Its working languages, ISO 639-1.
    pub languages: Vec<String>,
    /// The kinds of opinion that it uses.
    pub kinds: Vec<Kind>,
    /// The ids of the chambers that write together here; empty for a single chamber.
    pub members: Vec<String>,
    /// How far each part of the entry is verified: part and word (`seen`, `partly_seen`,
    /// `not_verified`).
    pub verified: Vec<(String, String)>,
    /// The sources of the entry, by the ids at the end of the register.
    pub sources: Vec<String>,
    /// What is to be known about the entry.
    pub note: Option<String>,
}

/// A state and the time of its membership of the Union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166: `GR`.
    pub iso: String,
    /// The code that the institutions use: `EL`.
    pub eu: String,
    /// The name in English.
    pub name: String,
    /// The day of accession.
    pub member_from: Date,
    /// The last day of membership.
    pub member_until: Option<Date>,
}

/// The office of the one who presides over a chamber.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PresidingOfficer {
    /// In English: `President of the Camera Deputaților`.
    pub english: String,
    /// In the chamber's own language.
    pub original: String,
}

/// An address in the forms that letters use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// As the style guide wants it (Interinstitutional Style Guide, 9.1).
    pub style_guide: Vec<String>,
    /// As the Commission's past letters have it, where that is known and differs.
    pub past_letters: Option<Vec<String>>,
}

/// Which form of an address a letter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AddressStyle {
    /// As the style guide wants it.
    #[default]
    StyleGuide,
    /// As past letters have it, where that is known.
    PastLetters,
}

impl Country {
    /// Tells whether it is a member of the Union on a day; on its last day it still is.
    pub fn is_member_on(&self, day: Date) -> bool {
        self.member_from <= day && self.member_until.is_none_or(|until| day <= until)
    }
}

impl Chamber {
    /// Returns the name with its article, as it stands within a sentence.
    pub fn the(&self) -> String {
        match &self.article {
            Some(article) => format!("{article} {}", self.name),
            None => self.name.clone(),
        }
    }

    /// Returns the possessive: `the Camera Deputaților's`, `the Cortes Generales'`.
    pub fn possessive(&self) -> String {
        let ending = if self.is_plural && self.name.ends_with('s') { "'" } else { "'s" };
        self.the() + ending
    }

    /// Returns `its` or `their`.
    pub fn its(&self) -> &'static str {
        if self.is_plural { "their" } else { "its" }
    }

    /// Returns the name with its article, as it begins a sentence or a table.
    pub fn title(&self) -> String {
        capitalize_first(&self.the())
    }

    /// Tells whether several chambers write together here.
    pub fn is_joint(&self) -> bool {
        !self.members.is_empty()
    }

    /// Returns the lines of the address in a style; past letters fall back on the style guide.
    pub fn address_lines(&self, style: AddressStyle) -> &[String] {
        match (style, &self.address.past_letters) {
            (AddressStyle::PastLetters, Some(lines)) => lines,
            _ => &self.address.style_guide,
        }
    }
}

/// All chambers and joint senders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    source: Source,
    entries: Vec<Entry>,
}

/// An entry of the register, read when it is first asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    id: String,
    place: Range<usize>,
    chamber: OnceLock<Chamber>,
}

impl Register {
    /// Reads the register from `chambers.yaml`, all of it.
    pub fn parse(source: &Source) -> Result<Self, Rejected> {
        let root = yaml::read(source, 0..source.text.len())?;
        let mut reader = Reader::default();
        let entries = read_register(&mut reader, &root);
        let register = entries.map(|entries| Self { source: source.clone(), entries });
        Checked::from_findings(source, register, reader.found).map(|checked| checked.value)
    }

    /// Takes the register that is built in. It is known to be right, so of its 45 entries only
    /// those are read that are asked for, which saves a quarter of a cold start.
    ///
    /// Each of its entries begins with a line `  - id: …`, each country is one line.
    pub(crate) fn built_in(source: Source) -> Self {
        let starts = source.text.match_indices(ENTRY).map(|(at, _)| at + 1);
        let ends = starts.clone().skip(1).chain([source.text.len()]);
        let entries = starts.zip(ends).map(|(start, end)| {
            let text = &source.text[start..end];
            let first = text.lines().next().unwrap_or_default();
            let end = text.find("\n\n").map_or(end, |at| start + at);
            Entry {
                id: first[ENTRY.len() - 1..].to_owned(),
                place: start..end,
                chamber: OnceLock::new(),
            }
        });
        Self { entries: entries.collect(), source }
    }

    /// Returns the chamber with an id.
    pub fn get(&self, id: &str) -> Option<&Chamber> {
        self.entries.iter().find(|entry| entry.id == id).map(|entry| self.chamber(entry))
    }

    /// Returns all chambers in the order of the register, joint senders last.
    pub fn iter(&self) -> impl Iterator<Item = &Chamber> {
        self.entries.iter().map(|entry| self.chamber(entry))
    }

    fn chamber<'a>(&'a self, entry: &'a Entry) -> &'a Chamber {
        let read =
            || self.read_entry(entry).expect("the built-in register is read whole by a test");
        entry.chamber.get_or_init(read)
    }

    /// Reads one entry of the built-in register, and the country and the first member it names.
    fn read_entry(&self, entry: &Entry) -> Option<Chamber> {
        let mut reader = Reader::default();
        let node = yaml::read(&self.source, entry.place.clone()).ok()?;
        let country = |iso: &str| {
            let start = self.source.text.find(&format!("  - {{ iso: {iso},"))?;
            let line = self.source.text[start..].lines().next()?;
            let node = yaml::read(&self.source, start..start + line.len()).ok()?;
            let mut reader = Reader::default();
            let countries = reader.list(Some(&node));
            read_country(&mut reader, countries.first()?)
        };
        let entries = reader.list(Some(&node));
        read_chamber(&mut reader, entries.first()?, country, |id| self.get(id).cloned())
    }

    /// Returns the chambers that write under an id: the members of a joint sender, else the chamber
    /// itself.
    pub fn houses<'a>(&'a self, sender: &'a Chamber) -> Vec<&'a Chamber> {
        if sender.is_joint() {
            sender.members.iter().filter_map(|id| self.get(id)).collect()
        } else {
            vec![sender]
        }
    }

    /// Returns all votes of the chambers of the states that are members of the Union on a day
    /// (Protocol No 2, Article 7(1)): two for each state.
    pub fn votes_on(&self, day: Date) -> u32 {
        let single = self.iter().filter(|one| !one.is_joint() && one.country.is_member_on(day));
        single.map(|one| u32::from(one.votes)).sum()
    }

    /// Says what to write instead of an id that is not in the register.
    ///
    /// A name that several chambers share (Senat, Sénat, Bundesrat) is never guessed.
    pub fn instead_of(&self, written: &str) -> String {
        let plain = folded(written.strip_prefix("the ").unwrap_or(written));
        let named: Vec<String> = self
            .iter()
            .filter(|one| {
                [&one.name, &one.original, &one.english].iter().any(|name| folded(name) == plain)
            })
            .map(|one| format!("`{}` ({})", one.id, one.country.name))
            .collect();
        match named.as_slice() {
            [] => did_you_mean(written, self.entries.iter().map(|one| one.id.as_str()))
                .unwrap_or_else(|| "`chancery chambers list` shows all ids".to_owned()),
            [one] => format!("write the id {one}"),
            several => format!("several chambers have this name: write {}", several.join(" or ")),
        }
    }
}

/// Folds case and the accents that people leave out, for the comparison of names.
pub(crate) fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfd()
        .filter(|one| !unicode_normalization::char::is_combining_mark(*one))
        .flat_map(char::to_lowercase)
        .collect()
}

/// How an entry of the built-in register begins.
const ENTRY: &str = "\n  - id: ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_entries_when_asked_for_gives_the_whole_register() {
        let source = Source::new("chambers.yaml", include_str!("../../templates/chambers.yaml"));
        let whole = Register::parse(&source).expect("the built-in register is right");
        let lazy = Register::built_in(source);
        assert_eq!(whole.iter().count(), 45);
        assert!(lazy.iter().eq(whole.iter()));
    }
}
