//! The gold set: points for which a person has said what answers them.

use std::ops::Range;

use jiff::civil::Date;

use super::Figure;
use crate::diagnostic::{Checked, Rejected, Source, did_you_mean};
use crate::library::Library;
use crate::opinion::Stance;
use crate::reference::Reference;
use crate::yaml::{self, Entries, Node, Reader};

/// A gold set that fits a library.
///
/// Holding one is proof that it has a case and that every paragraph it names exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Gold {
    /// The day on which wording is judged.
    pub date: Option<Date>,
    /// What each figure must reach.
    pub floors: Vec<(Figure, f64)>,
    /// The points. Never empty.
    pub cases: Vec<Case>,
}

/// A point, and what a person says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The line of the file on which it begins.
    pub line: usize,
    /// The point as an officer would summarise it.
    pub text: String,
    /// How the chamber stands to it.
    pub stance: Stance,
    /// What makes it easy or hard.
    pub kind: CaseKind,
    /// The documents that its opinion is about.
    pub acts: Vec<Reference>,
    /// The paragraphs that answer it, all of them wanted; empty when none does.
    pub expect: Vec<String>,
    /// Paragraphs that would be right as well.
    pub also: Vec<String>,
}

/// What makes a case easy or hard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseKind {
    /// It uses the words of its paragraph.
    Plain,
    /// It says the same in other words.
    Paraphrase,
    /// It raises two issues, and a paragraph answers each.
    TwoIssues,
    /// It sets something aside, or asks for the contrary.
    Negated,
    /// No paragraph answers it.
    Unanswerable,
}

impl CaseKind {
    /// The words of gold files.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("plain", Self::Plain),
        ("paraphrase", Self::Paraphrase),
        ("two-issues", Self::TwoIssues),
        ("negated", Self::Negated),
        ("unanswerable", Self::Unanswerable),
    ];

    /// Returns the word of gold files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, one)| *one == self).map_or("", |(word, _)| word)
    }
}

const CASE_KEYS: [&str; 6] = ["text", "stance", "kind", "acts", "expect", "also"];

impl Gold {
    /// Reads a gold set for a library; all mistakes are reported at once.
    pub fn parse(source: &Source, library: &Library) -> Result<Self, Rejected> {
        let root = yaml::read(source, 0..source.text.len())?;
        let mut reader = Reader::default();
        let gold = read_gold(&mut reader, &root, source, library);
        Checked::from_findings(source, gold, reader.found).map(|checked| checked.value)
    }
}

fn read_gold(reader: &mut Reader, root: &Node, source: &Source, library: &Library) -> Option<Gold> {
    let entries = reader.map(root, "a gold set", &["date", "floors", "cases"])?;
    let hint = "list the points: `cases:` and below it `  - text: …`";
    let cases = reader.require(&entries, "cases", hint)?;
    Some(Gold {
        date: entries.get("date").and_then(|node| reader.date(node)),
        floors: entries.get("floors").map(|node| read_floors(reader, node)).unwrap_or_default(),
        cases: reader
            .list(Some(cases))
            .into_iter()
            .filter_map(|node| read_case(reader, node, source, library))
            .collect(),
    })
}

fn read_floors(reader: &mut Reader, node: &Node) -> Vec<(Figure, f64)> {
    let keys = Figure::ALL.map(Figure::word);
    let Some(entries) = reader.map(node, "the floors", &keys) else { return Vec::new() };
    let floors = Figure::ALL.into_iter().filter_map(|figure| {
        let floor = reader.share(entries.get(figure.word())?)?;
        Some((figure, floor))
    });
    floors.collect()
}

fn read_case(reader: &mut Reader, node: &Node, source: &Source, library: &Library) -> Option<Case> {
    let entries = reader.map(node, "a case", &CASE_KEYS)?;
    let hint = "say what the point is: `text: Asks that …`";
    let text = reader.require(&entries, "text", hint).and_then(|node| reader.text(node));
    let hint = "say what kind of case it is: `kind: plain`";
    let kind = reader
        .require(&entries, "kind", hint)
        .and_then(|node| reader.choice(node, "a kind of case", &CaseKind::WORDS));
    let hint = "name the paragraphs that answer it: `expect: [ran-prisons]`, or `[]`";
    let expect = reader.require(&entries, "expect", hint);
    let stance =
        entries.get("stance").and_then(|node| reader.choice(node, "a stance", &Stance::WORDS));
    let case = Case {
        line: source.position(node.place.start).0,
        stance: stance.unwrap_or(Stance::Concern),
        acts: read_acts(reader, &entries),
        expect: read_ids(reader, expect, library),
        also: read_ids(reader, entries.get("also"), library),
        text: text?,
        kind: kind?,
    };
    report_contradiction(reader, &case, &node.place);
    Some(case)
}

/// Reports a case whose kind does not go with what is expected of it.
fn report_contradiction(reader: &mut Reader, case: &Case, place: &Range<usize>) {
    if (case.kind == CaseKind::Unanswerable) != case.expect.is_empty() {
        let message = "a case is `unanswerable` when it expects no paragraph, and only then";
        reader.error(place, message, Some("change `kind` or `expect`".to_owned()));
    }
}

fn read_acts(reader: &mut Reader, entries: &Entries<'_>) -> Vec<Reference> {
    let nodes = reader.list(entries.get("acts"));
    nodes.into_iter().filter_map(|node| Reference::read(reader, node)).collect()
}

fn read_ids(reader: &mut Reader, node: Option<&Node>, library: &Library) -> Vec<String> {
    let mut ids = Vec::new();
    for node in reader.list(node) {
        let Some(id) = reader.text(node) else { continue };
        if library.get(&id).is_none() {
            let hint = did_you_mean(&id, library.ids())
                .unwrap_or_else(|| "`chancery library list` shows all".to_owned());
            reader.error(&node.place, format!("there is no paragraph `{id}`"), Some(hint));
        }
        ids.push(id);
    }
    ids
}
