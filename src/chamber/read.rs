//! Reading the register.

use std::sync::OnceLock;

use super::{Address, Chamber, Country, Entry, PresidingOfficer};
use crate::opinion::Kind;
use crate::yaml::{self, Entries, Node, Reader};

pub(super) fn read_register(reader: &mut Reader, root: &Node) -> Option<Vec<Entry>> {
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

pub(super) fn read_country(reader: &mut Reader, node: &Node) -> Option<Country> {
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
pub(super) fn read_chamber(
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
