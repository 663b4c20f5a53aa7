//! The Members of the Commission who sign replies, their titles and terms of office, as
//! `templates/signatories.yaml` has them.

use jiff::civil::Date;

use crate::diagnostic::{Checked, Rejected, Source};
use crate::yaml::{self, Node, Reader};

/// A Member of the Commission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// The id by which opinions name the Member: `timmermans`.
    pub id: String,
    /// The name as it stands under the signature.
    pub name: String,
    /// The terms of office, one for each title held.
    pub terms: Vec<Term>,
}

/// A time during which a Member held a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The title as it stands under the name: `First Vice-President`.
    pub title: String,
    /// The first day.
    pub from: Date,
    /// The last day; none while the term goes on.
    pub until: Option<Date>,
    /// Whether relations with national Parliaments belonged to the portfolio.
    pub national_parliaments: bool,
}

impl Term {
    /// Tells whether a day lies within the term.
    pub fn includes(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// The place of the title among signatures: the higher office signs first.
    fn rank(&self) -> usize {
        const ORDER: [&str; 5] = [
            "President",
            "First Vice-President",
            "Executive Vice-President",
            "High Representative",
            "Vice-President",
        ];
        ORDER.iter().position(|title| self.title.starts_with(title)).unwrap_or(ORDER.len())
    }
}

impl Signatory {
    /// Returns the term that a day falls into.
    pub fn term_on(&self, day: Date) -> Option<&Term> {
        self.terms.iter().find(|term| term.includes(day))
    }

    /// Says when the Member was in office: `1.11.2014 to 30.11.2019`.
    pub fn in_office(&self) -> String {
        let times: Vec<String> = self
            .terms
            .iter()
            .map(|term| {
                let from = crate::text::written_date(term.from);
                match term.until {
                    Some(until) => format!("{from} to {}", crate::text::written_date(until)),
                    None => format!("{from} on"),
                }
            })
            .collect();
        crate::text::listed(&times)
    }
}

/// All Members who may sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatories {
    members: Vec<Signatory>,
}

impl Signatories {
    /// Reads the Members from `signatories.yaml`.
    pub fn parse(source: &Source) -> Result<Self, Rejected> {
        let root = yaml::read(source, 0..source.text.len())?;
        let mut reader = Reader::default();
        let signatories = read_signatories(&mut reader, &root);
        Checked::from_findings(source, signatories, reader.found).map(|checked| checked.value)
    }

    /// Returns the Member with an id.
    pub fn get(&self, id: &str) -> Option<&Signatory> {
        self.members.iter().find(|member| member.id == id)
    }

    /// Returns all Members in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Signatory> {
        self.members.iter()
    }

    /// Returns the Member in charge of relations with national Parliaments on a day.
    pub fn in_charge_on(&self, day: Date) -> Option<&Signatory> {
        self.members
            .iter()
            .find(|member| member.term_on(day).is_some_and(|term| term.national_parliaments))
    }
}

/// Tells whether the first signs before the second on a day: by the rank of their titles.
pub fn signs_before(first: &Term, second: &Term) -> bool {
    first.rank() < second.rank()
}

fn read_signatories(reader: &mut Reader, root: &Node) -> Option<Signatories> {
    let entries = reader.map(root, "the list of signatories", &["members"])?;
    let mut members: Vec<Signatory> = Vec::new();
    for node in reader.list(entries.get("members")) {
        let Some(member) = read_member(reader, node) else { continue };
        if members.iter().any(|earlier| earlier.id == member.id) {
            let message = format!("the Member `{}` stands twice in the list", member.id);
            reader.error(&node.place, message, Some("keep one of the two".to_owned()));
        }
        members.push(member);
    }
    Some(Signatories { members })
}

fn read_member(reader: &mut Reader, node: &Node) -> Option<Signatory> {
    let entries = reader.map(node, "a Member", &["id", "name", "terms", "sources", "note"])?;
    let hint = "every Member has `id`, `name` and `terms`";
    let id = reader.require(&entries, "id", hint).and_then(|node| reader.text(node));
    let name = reader.require(&entries, "name", hint).and_then(|node| reader.text(node));
    let terms = reader.require(&entries, "terms", hint);
    let terms = reader.list(terms).into_iter().filter_map(|node| read_term(reader, node)).collect();
    Some(Signatory { id: id?, name: name?, terms })
}

fn read_term(reader: &mut Reader, node: &Node) -> Option<Term> {
    let entries =
        reader.map(node, "a term", &["title", "from", "until", "national_parliaments"])?;
    let hint = "every term has `title` and `from`";
    let title = reader.require(&entries, "title", hint).and_then(|node| reader.text(node));
    let from = reader.require(&entries, "from", hint).and_then(|node| reader.date(node));
    Some(Term {
        title: title?,
        from: from?,
        until: entries.get("until").and_then(|node| reader.date(node)),
        national_parliaments: reader.flag(entries.get("national_parliaments")),
    })
}
