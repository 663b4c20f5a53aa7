//! An opinion as its YAML file spells it, with the place of everything that is judged later.

use std::ops::Range;

use jiff::civil::Date;

use super::{ActKind, Kind, Person, Stance, Threshold};
use crate::diagnostic::{Diagnostic, Source};
use crate::library::split_front_matter;
use crate::name::PlainName;
use crate::reference::Reference;
use crate::text::{is_displayable, listed};
use crate::yaml::{self, Level, Node, Placed, Reader, Value};

/// The file, key by key: what is absent or malformed is `None`, and the latter is reported.
#[derive(Debug)]
pub(super) struct RawOpinion {
    pub chamber: Option<Placed<String>>,
    pub kind: Option<Placed<Kind>>,
    pub reference: Option<String>,
    pub adopted: Option<Placed<Date>>,
    pub received: Option<Placed<Date>>,
    /// Where `acts` stands, if it does, and the acts that could be read.
    pub acts: Option<Placed<Vec<RawAct>>>,
    pub subject: Option<Placed<String>>,
    pub points: Vec<RawPoint>,
    pub reply: RawReply,
    /// Whether an unknown key was probably meant for `subject`.
    pub subject_is_misspelt: bool,
    /// Whether an unknown key was probably meant for `acts`.
    pub acts_are_misspelt: bool,
    /// The whole file.
    pub place: Range<usize>,
}

#[derive(Debug)]
pub(super) struct RawAct {
    pub reference: Option<Placed<Reference>>,
    pub kind: Option<Placed<ActKind>>,
    pub subject: Option<Placed<String>>,
    pub transmitted: Option<Placed<Date>>,
    pub threshold: Option<Threshold>,
}

#[derive(Debug)]
pub(super) struct RawPoint {
    pub id: Option<Placed<PlainName>>,
    pub text: Option<String>,
    pub stance: Option<Stance>,
    pub reference: Option<String>,
    pub answer: Vec<Placed<String>>,
    pub exclude: Vec<Placed<String>>,
    pub in_annex: bool,
    pub place: Range<usize>,
}

#[derive(Debug, Default)]
pub(super) struct RawReply {
    pub number: Option<Placed<Reference>>,
    pub date: Option<Placed<Date>>,
    pub addressee: Person,
    pub copy_to: Vec<Person>,
    pub signatories: Vec<Placed<String>>,
    pub holding: Option<Placed<Date>>,
    pub sent: Option<Placed<Date>>,
}

const OPINION_KEYS: [&str; 9] =
    ["chamber", "kind", "reference", "adopted", "received", "acts", "subject", "points", "reply"];
const ACT_KEYS: [&str; 5] = ["reference", "kind", "subject", "transmitted", "threshold"];
const POINT_KEYS: [&str; 7] = ["id", "text", "stance", "reference", "answer", "exclude", "annex"];
const REPLY_KEYS: [&str; 7] =
    ["number", "date", "addressee", "copy_to", "signatories", "holding", "sent"];
const PERSON_KEYS: [&str; 5] = ["title", "name", "office", "address", "salutation"];

/// Where the keys of an opinion file stand.
const LEVELS: [Level; 5] = [
    Level { place: "at the beginning of a line, outside of any list", keys: &OPINION_KEYS },
    Level { place: "with an act, below `acts:`", keys: &ACT_KEYS },
    Level { place: "with a point, below `points:`", keys: &POINT_KEYS },
    Level { place: "below `reply:`", keys: &REPLY_KEYS },
    Level { place: "below `addressee:`", keys: &PERSON_KEYS },
];

impl RawOpinion {
    /// Reads the keys of an opinion and reports what is malformed.
    pub(super) fn read(reader: &mut Reader, root: &Node) -> Option<Self> {
        reader.levels = &LEVELS;
        let entries = reader.map(root, "an opinion", &OPINION_KEYS)?;
        let chamber = reader.require(
            &entries,
            "chamber",
            "name the sender: `chamber: ro-camera`; `chancery chambers list` shows all ids",
        );
        let kind = reader.require(
            &entries,
            "kind",
            "say how it came: `kind: political-dialogue`, `reasoned` or `own-initiative`",
        );
        let points = reader.require(
            &entries,
            "points",
            "list what the opinion raises: `points:` and below it `  - text: …`",
        );
        let acts = entries.get("acts");
        Some(Self {
            chamber: chamber.and_then(|node| reader.placed_text(node)),
            kind: kind.and_then(|node| {
                placed(node, reader.choice(node, "a kind of opinion", &Kind::WORDS))
            }),
            reference: entries.get("reference").and_then(|node| reader.text(node)),
            adopted: entries.get("adopted").and_then(|node| reader.placed_date(node)),
            received: entries.get("received").and_then(|node| reader.placed_date(node)),
            acts: acts.map(|node| Placed {
                value: reader
                    .list(acts)
                    .into_iter()
                    .filter_map(|node| read_act(reader, node))
                    .collect(),
                place: node.place.clone(),
            }),
            subject: entries.get("subject").and_then(|node| reader.placed_text(node)),
            points: read_points(reader, points),
            reply: entries
                .get("reply")
                .and_then(|node| read_reply(reader, node))
                .unwrap_or_default(),
            subject_is_misspelt: entries.is_misspelt("subject"),
            acts_are_misspelt: entries.is_misspelt("acts"),
            place: root.place.clone(),
        })
    }
}

fn placed<T>(node: &Node, value: Option<T>) -> Option<Placed<T>> {
    value.map(|value| Placed { value, place: node.place.clone() })
}

fn read_act(reader: &mut Reader, node: &Node) -> Option<RawAct> {
    let entries = reader.map(node, "an act", &ACT_KEYS)?;
    let reference = reader.require(
        &entries,
        "reference",
        "give its reference: `reference: COM(2016) 379 final`",
    );
    let kind = reader.require(&entries, "kind", "say what it is: `kind: communication`");
    let subject = reader.require(
        &entries,
        "subject",
        "give its title as it stands after the kind: `subject: on hospital data exchange`",
    );
    Some(RawAct {
        reference: reference.and_then(|node| read_reference(reader, node, "COM(2016) 379 final")),
        kind: kind
            .and_then(|node| placed(node, reader.choice(node, "a kind of act", &ActKind::WORDS))),
        subject: subject.and_then(|node| reader.placed_text(node)),
        transmitted: entries.get("transmitted").and_then(|node| reader.placed_date(node)),
        threshold: entries
            .get("threshold")
            .and_then(|node| reader.choice(node, "a threshold", &Threshold::WORDS)),
    })
}

fn read_reference(reader: &mut Reader, node: &Node, like: &str) -> Option<Placed<Reference>> {
    let text = reader.text(node)?;
    let reference = Reference::parse(&text);
    let is_placeholder = text.starts_with('[');
    if reference.is_none() && !is_placeholder {
        let hint = format!("write the series, the year in brackets and the number: `{like}`");
        reader.error(&node.place, format!("`{text}` is not a reference"), Some(hint));
    }
    placed(node, reference)
}

/// The most points that an opinion may have.
const MOST_POINTS: usize = 1_000;

fn read_points(reader: &mut Reader, points: Option<&Node>) -> Vec<RawPoint> {
    let items = reader.list(points);
    if let Some(node) = points {
        let hint = "list what the opinion raises: `  - text: …`";
        if items.is_empty() {
            reader.error(&node.place, "an opinion needs at least one point", Some(hint.to_owned()));
        } else if items.len() > MOST_POINTS {
            let message =
                format!("an opinion has at most 1 000 points, this one has {}", items.len());
            reader.error(&items[MOST_POINTS].place, message, None);
        }
    }
    items.into_iter().filter_map(|node| read_point(reader, node)).collect()
}

fn read_point(reader: &mut Reader, node: &Node) -> Option<RawPoint> {
    let entries = reader.map(node, "a point", &POINT_KEYS)?;
    let text = reader.require(&entries, "text", "say what the opinion raises: `text: Asks that …`");
    let placed_texts = |reader: &mut Reader, key: &str| -> Vec<Placed<String>> {
        let items = reader.list(entries.get(key));
        items.into_iter().filter_map(|node| reader.placed_text(node)).collect()
    };
    Some(RawPoint {
        id: entries.get("id").and_then(|node| {
            let text = reader.text(node)?;
            placed(node, PlainName::read(reader, &text, &node.place))
        }),
        text: text.and_then(|node| reader.text(node)),
        stance: entries
            .get("stance")
            .and_then(|node| reader.choice(node, "a stance", &Stance::WORDS)),
        reference: entries.get("reference").and_then(|node| reader.text(node)),
        answer: placed_texts(reader, "answer"),
        exclude: placed_texts(reader, "exclude"),
        in_annex: reader.flag(entries.get("annex")),
        place: node.place.clone(),
    })
}

fn read_reply(reader: &mut Reader, node: &Node) -> Option<RawReply> {
    let entries = reader.map(node, "a reply", &REPLY_KEYS)?;
    let addressee = entries.get("addressee").and_then(|node| read_person(reader, node));
    let copies = reader.list(entries.get("copy_to"));
    let signatories = reader.list(entries.get("signatories"));
    Some(RawReply {
        number: entries
            .get("number")
            .and_then(|node| read_reference(reader, node, "C(2017) 16 final")),
        date: entries.get("date").and_then(|node| reader.placed_date(node)),
        addressee: addressee.unwrap_or_default(),
        copy_to: copies.into_iter().filter_map(|node| read_person(reader, node)).collect(),
        signatories: signatories.into_iter().filter_map(|node| reader.placed_text(node)).collect(),
        holding: entries.get("holding").and_then(|node| reader.placed_date(node)),
        sent: entries.get("sent").and_then(|node| reader.placed_date(node)),
    })
}

fn read_person(reader: &mut Reader, node: &Node) -> Option<Person> {
    let entries = reader.map(node, "an addressee", &PERSON_KEYS)?;
    let mut text = |key: &str| entries.get(key).and_then(|node| reader.text(node));
    Some(Person {
        title: text("title"),
        name: text("name"),
        office: text("office"),
        salutation: text("salutation"),
        address: reader.texts(entries.get("address")),
    })
}

/// Says that a file is a draft, if it is one: front matter that names an opinion, and a letter.
pub(super) fn draft_instead(source: &Source) -> Option<Diagnostic> {
    let (front, _) = split_front_matter(&source.text)?;
    let root = yaml::read(source, front).ok()?;
    let Value::Map(entries) = &root.value else { return None };
    let (key, named) = entries.iter().find(|(key, _)| key.name == "opinion")?;
    let hint = match &named.value {
        Value::Scalar(opinion) => format!("; the opinion that it answers is `{opinion}`"),
        _ => String::new(),
    };
    let hint = format!("`refresh`, `check` and `render` take drafts{hint}");
    let found = Diagnostic::error("this is a draft, and an opinion was expected");
    Some(found.at(key.place.start..named.place.end).with_hint(hint))
}

/// Reports what a text of the file cannot be: a placeholder of `chancery new`, or a character
/// for which the letter has no glyph.
pub(super) fn report_unusable(reader: &mut Reader, root: &Node, source: &Source) {
    for (node, text) in root.scalars() {
        reader.refuse_placeholder(text, &node.place);
        report_undisplayable(reader, node, text, source);
    }
}

/// Reports the characters of a text for which the letter has no glyph, at the first of them.
fn report_undisplayable(reader: &mut Reader, node: &Node, text: &str, source: &Source) {
    if let Some(one) = text.chars().find(|one| yaml::is_unprintable(*one)) {
        let message = format!("the character U+{:04X} is not allowed", u32::from(one));
        let hint = "delete it; a backslash in double quotation marks is written twice".to_owned();
        reader.error(&node.place, message, Some(hint));
        return;
    }
    let mut missing: Vec<char> = text.chars().filter(|one| !is_displayable(*one)).collect();
    let Some(first) = missing.first().copied() else { return };
    missing.sort_unstable();
    missing.dedup();
    let shown: Vec<String> = missing.iter().map(|one| format!("`{one}`")).collect();
    let written = source.text[node.place.clone()].find(first);
    let place = written.map_or(node.place.clone(), |at| {
        node.place.start + at..node.place.start + at + first.len_utf8()
    });
    let message = format!("the fonts of the letter have no {}", listed(&shown));
    let hint = "write it in Latin, Greek or Cyrillic letters";
    reader.error(&place, message, Some(hint.to_owned()));
}
