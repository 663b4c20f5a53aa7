//! The register: all chambers, with names, addresses and votes, as `templates/chambers.yaml`
//! has them.

use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::diagnostic::{Checked, Rejected, Source, did_you_mean};
use crate::opinion::Kind;
use crate::text::capitalize_first;
use crate::yaml::{self, Entries, Node, Reader};

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
fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfd()
        .filter(|one| !unicode_normalization::char::is_combining_mark(*one))
        .flat_map(char::to_lowercase)
        .collect()
}

/// How an entry of the built-in register begins.
const ENTRY: &str = "\n  - id: ";

fn read_register(reader: &mut Reader, root: &Node) -> Option<Vec<Entry>> {
    let keys = ["countries", "chambers", "joint_senders", "sources"];
    let entries = reader.map(root, "the register", &keys)?;
    let countries: Vec<Country> = reader
        .list(entries.get("countries"))
        .into_iter()
        .filter_map(|node| read_country(reader, node))
        .collect();
    let country = |iso: &str| countries.iter().find(|one| one.iso == iso).cloned();
    let mut read: Vec<Entry> = Vec::new();
    for section in ["chambers", "joint_senders"] {
        let single = read.clone();
        let member = |id: &str| single.iter().find(|one| one.id == id)?.chamber.get().cloned();
        for node in reader.list(entries.get(section)) {
            let Some(chamber) = read_chamber(reader, node, country, member) else { continue };
            if read.iter().any(|earlier| earlier.id == chamber.id) {
                let message = format!("the chamber `{}` stands twice in the register", chamber.id);
                reader.error(&node.place, message, None);
            }
            read.push(Entry {
                id: chamber.id.clone(),
                place: node.place.clone(),
                chamber: OnceLock::from(chamber),
            });
        }
    }
    Some(read)
}

fn read_country(reader: &mut Reader, node: &Node) -> Option<Country> {
    let keys = ["iso", "eu", "name", "member_from", "member_until"];
    let entries = reader.map(node, "a country", &keys)?;
    let iso = required_text(reader, &entries, "iso")?;
    Some(Country {
        eu: entries.get("eu").and_then(|node| reader.text(node)).unwrap_or_else(|| iso.clone()),
        iso,
        name: required_text(reader, &entries, "name")?,
        member_from: reader
            .require(&entries, "member_from", "give the day of accession")
            .and_then(|node| reader.date(node))?,
        member_until: entries.get("member_until").and_then(|node| reader.date(node)),
    })
}

const CHAMBER_KEYS: [&str; 18] = [
    "id",
    "country",
    "name",
    "article",
    "number",
    "original",
    "romanised",
    "english",
    "presiding_officer",
    "salutation",
    "address",
    "votes",
    "languages",
    "kinds",
    "members",
    "verified",
    "sources",
    "note",
];

/// Reads a chamber or a joint sender, which is addressed at the first of its members unless it
/// says otherwise.
fn read_chamber(
    reader: &mut Reader,
    node: &Node,
    country: impl Fn(&str) -> Option<Country>,
    member: impl Fn(&str) -> Option<Chamber>,
) -> Option<Chamber> {
    let entries = reader.map(node, "a chamber", &CHAMBER_KEYS)?;
    let id = required_text(reader, &entries, "id")?;
    let name = required_text(reader, &entries, "name")?;
    let iso = required_text(reader, &entries, "country")?;
    let Some(country) = country(&iso) else {
        reader.error(&node.place, format!("unknown country `{iso}`"), None);
        return None;
    };
    let members = reader.texts(entries.get("members"));
    let first = members.first().and_then(|id| member(id));
    let first = first.as_ref();
    let numbers = [("singular", false), ("plural", true)];
    let optional =
        |reader: &mut Reader, key: &str| entries.get(key).and_then(|node| reader.text(node));
    Some(Chamber {
        country,
        article: optional(reader, "article"),
        is_plural: entries
            .get("number")
            .and_then(|node| reader.choice(node, "a grammatical number", &numbers))
            .unwrap_or(false),
        original: optional(reader, "original").unwrap_or_else(|| name.clone()),
        romanised: optional(reader, "romanised"),
        english: optional(reader, "english").unwrap_or_else(|| name.clone()),
        presiding_officer: read_presiding_officer(reader, entries.get("presiding_officer"))
            .or_else(|| first.map(|first| first.presiding_officer.clone()))
            .unwrap_or_default(),
        salutation: optional(reader, "salutation")
            .or_else(|| first.map(|first| first.salutation.clone()))
            .unwrap_or_else(|| "Dear President".to_owned()),
        address: read_address(reader, entries.get("address"))
            .or_else(|| first.map(|first| first.address.clone()))
            .unwrap_or_default(),
        votes: entries
            .get("votes")
            .and_then(|node| reader.number(node, "a number of votes"))
            .unwrap_or(0),
        languages: match reader.texts(entries.get("languages")) {
            own if own.is_empty() => first.map_or(own, |first| first.languages.clone()),
            languages => languages,
        },
        kinds: reader
            .list(entries.get("kinds"))
            .into_iter()
            .filter_map(|node| reader.choice(node, "a kind of opinion", &Kind::WORDS))
            .collect(),
        verified: read_verified(reader, entries.get("verified")),
        sources: reader.texts(entries.get("sources")),
        note: optional(reader, "note"),
        id,
        name,
        members,
    })
}

fn required_text(reader: &mut Reader, entries: &Entries<'_>, key: &str) -> Option<String> {
    reader.require(entries, key, "every entry needs it").and_then(|node| reader.text(node))
}

fn read_presiding_officer(reader: &mut Reader, node: Option<&Node>) -> Option<PresidingOfficer> {
    let entries = reader.map(node?, "a presiding officer", &["english", "original"])?;
    Some(PresidingOfficer {
        english: required_text(reader, &entries, "english")?,
        original: required_text(reader, &entries, "original")?,
    })
}

fn read_address(reader: &mut Reader, node: Option<&Node>) -> Option<Address> {
    let entries = reader.map(node?, "an address", &["style_guide", "past_letters"])?;
    let past_letters = reader.texts(entries.get("past_letters"));
    Some(Address {
        style_guide: reader.texts(entries.get("style_guide")),
        past_letters: (!past_letters.is_empty()).then_some(past_letters),
    })
}

/// Reads what is verified: a word for each part, or one sentence for the whole.
fn read_verified(reader: &mut Reader, node: Option<&Node>) -> Vec<(String, String)> {
    let Some(node) = node else { return Vec::new() };
    if let yaml::Value::Scalar(text) = &node.value {
        return vec![("entry".to_owned(), text.clone())];
    }
    let Some(entries) = reader.open_map(node, "what is verified") else { return Vec::new() };
    entries.iter().filter_map(|(key, node)| Some((key.name.clone(), reader.text(node)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_entries_when_asked_for_gives_the_whole_register() {
        let source = Source::new("chambers.yaml", include_str!("../templates/chambers.yaml"));
        let whole = Register::parse(&source).expect("the built-in register is right");
        let lazy = Register::built_in(source);
        assert_eq!(whole.iter().count(), 45);
        assert!(lazy.iter().eq(whole.iter()));
    }
}
