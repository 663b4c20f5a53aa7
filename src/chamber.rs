//! The register: all chambers, with names, addresses and votes, as `templates/chambers.yaml`
//! has them.

use jiff::civil::Date;

use crate::diagnostic::{Checked, Diagnostic, Rejected, Source, did_you_mean};
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
    chambers: Vec<Chamber>,
}

impl Register {
    /// Reads the register from `chambers.yaml`.
    pub fn parse(source: &Source) -> Result<Self, Rejected> {
        let root = yaml::read(source, 0..source.text.len())?;
        let mut reader = Reader::default();
        let register = read_register(&mut reader, &root);
        Checked::from_findings(source, register, reader.found).map(|checked| checked.value)
    }

    /// Returns the chamber with an id.
    pub fn get(&self, id: &str) -> Option<&Chamber> {
        self.chambers.iter().find(|chamber| chamber.id == id)
    }

    /// Returns all chambers in the order of the register, joint senders last.
    pub fn iter(&self) -> impl Iterator<Item = &Chamber> {
        self.chambers.iter()
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
            .chambers
            .iter()
            .filter(|one| {
                [&one.name, &one.original, &one.english].iter().any(|name| folded(name) == plain)
            })
            .map(|one| format!("`{}` ({})", one.id, one.country.name))
            .collect();
        match named.as_slice() {
            [] => did_you_mean(written, self.chambers.iter().map(|one| one.id.as_str()))
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

fn read_register(reader: &mut Reader, root: &Node) -> Option<Register> {
    let keys = ["countries", "chambers", "joint_senders", "sources"];
    let entries = reader.map(root, "the register", &keys)?;
    let countries: Vec<Country> = reader
        .list(entries.get("countries"))
        .into_iter()
        .filter_map(|node| read_country(reader, node))
        .collect();
    let mut chambers = Vec::new();
    for node in reader.list(entries.get("chambers")) {
        chambers.extend(read_chamber(reader, node, &countries, &[]));
    }
    let single = chambers.clone();
    for node in reader.list(entries.get("joint_senders")) {
        chambers.extend(read_chamber(reader, node, &countries, &single));
    }
    for (at, chamber) in chambers.iter().enumerate() {
        if chambers[..at].iter().any(|earlier| earlier.id == chamber.id) {
            let message = format!("the chamber `{}` stands twice in the register", chamber.id);
            reader.found.push(Diagnostic::error(message));
        }
    }
    Some(Register { chambers })
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

/// Reads a chamber, or with `single` chambers given a joint sender, which is addressed at the
/// first of its members unless it says otherwise.
fn read_chamber(
    reader: &mut Reader,
    node: &Node,
    countries: &[Country],
    single: &[Chamber],
) -> Option<Chamber> {
    let entries = reader.map(node, "a chamber", &CHAMBER_KEYS)?;
    let id = required_text(reader, &entries, "id")?;
    let name = required_text(reader, &entries, "name")?;
    let iso = required_text(reader, &entries, "country")?;
    let Some(country) = countries.iter().find(|country| country.iso == iso) else {
        reader.error(&node.place, format!("unknown country `{iso}`"), None);
        return None;
    };
    let members = reader.texts(entries.get("members"));
    let first = members.first().and_then(|id| single.iter().find(|one| one.id == *id));
    let numbers = [("singular", false), ("plural", true)];
    let optional =
        |reader: &mut Reader, key: &str| entries.get(key).and_then(|node| reader.text(node));
    Some(Chamber {
        country: country.clone(),
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
