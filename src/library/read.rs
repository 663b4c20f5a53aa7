//! From the file of a paragraph to a [`Paragraph`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Aspect, Claim, Document, Example, Filled, Later, Paragraph, Validity};
use crate::diagnostic::{Checked, Diagnostic, Rejected, Source};
use crate::name::PlainName;
use crate::opinion::Stance;
use crate::template::Template;
use crate::yaml::{self, Entries, Node, Reader, Value, edit};

const KEYS: [&str; 17] = [
    "title",
    "topic",
    "terms",
    "acts",
    "stances",
    "valid",
    "review_by",
    "owner",
    "sources",
    "abbreviations",
    "country_facts",
    "examples",
    "claims",
    "opens",
    "context",
    "annex",
    "aspect",
];

/// Reads the file of a paragraph; every mistake in it is reported.
pub(super) fn paragraph(field: String, id: &str, source: &Source) -> Result<Paragraph, Rejected> {
    if source.text.is_empty() {
        let hint = format!(
            "write a paragraph into it, such as `chancery new paragraph {id}` prints, or delete it"
        );
        let found = Diagnostic::error("the file is empty").with_hint(hint);
        return Err(Rejected::new(source.clone(), vec![found]));
    }
    let hint = "begin the file with `---`, then `title: …`, then `---`, then the body";
    let (front, body) = front_matter(source, "the front matter is missing", hint)?;
    let root = yaml::read(source, front)?;
    let mut reader = Reader::default();
    for (node, text) in root.scalars() {
        reader.refuse_placeholder(text, &node.place);
    }
    let name = PlainName::read(&mut reader, id, &(0..0));
    let body = Template::new(source.clone(), trimmed(&source.text, body));
    check_body(&mut reader, &body);
    let paragraph = name.and_then(|name| read_keys(&mut reader, &root, name, field, body));
    Checked::from_findings(source, paragraph, reader.found).map(|checked| checked.value)
}

/// Returns the body of a file whose front matter can't be read, unless that may have facts that the body
/// uses.
pub(super) fn body_without_facts(source: &Source) -> Option<Template> {
    let (front, body) = split_front_matter(&source.text)?;
    let has_facts = source.text[front].contains("country_facts");
    (!has_facts).then(|| Template::new(source.clone(), trimmed(&source.text, body)))
}

/// Finds the front matter and what follows it. Where there is none, `missing` says so, and `hint`
/// what to do.
pub(crate) fn front_matter(
    source: &Source,
    missing: &str,
    hint: &str,
) -> Result<(Range<usize>, Range<usize>), Rejected> {
    split_front_matter(&source.text).ok_or_else(|| {
        let first_line = 0..source.text.find('\n').unwrap_or(source.text.len());
        let found = if source.text[first_line.clone()].trim_end() == "---" {
            Diagnostic::error("the front matter that begins here is never closed")
                .with_hint("write a line `---` after its last key, before the text")
        } else {
            Diagnostic::error(missing).with_hint(hint)
        };
        Rejected::new(source.clone(), vec![found.at(first_line)])
    })
}

/// Finds the front matter between two lines `---`, and what follows it.
pub(crate) fn split_front_matter(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let start = text.strip_prefix("---\n").map(|_| 4)?;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    None
}

/// The range without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

fn read_keys(
    reader: &mut Reader,
    root: &Node,
    id: PlainName,
    field: String,
    body: Template,
) -> Option<Paragraph> {
    let entries = reader.map(root, "a paragraph", &KEYS)?;
    let title = reader
        .require(&entries, "title", "say what it is about: `title: Radicalisation in prisons`")
        .and_then(|node| reader.text(node));
    let stances = reader.list(entries.get("stances"));
    let acts = reader.texts(entries.get("acts"));
    let paragraph = Paragraph {
        topic: entries.get("topic").and_then(|node| reader.text(node)),
        terms: reader.words(entries.get("terms")),
        acts: acts.iter().map(|act| Document::parse(act)).collect(),
        stances: stances
            .into_iter()
            .filter_map(|node| reader.choice(node, "a stance", &Stance::WORDS))
            .collect(),
        valid: entries
            .get("valid")
            .and_then(|node| read_validity(reader, node))
            .unwrap_or_default(),
        review_by: entries.get("review_by").and_then(|node| reader.date(node)),
        owner: entries.get("owner").and_then(|node| reader.text(node)),
        sources: reader.texts(entries.get("sources")),
        abbreviations: read_words(reader, entries.get("abbreviations"), "the abbreviations"),
        country_facts: read_country_facts(reader, &entries),
        examples: read_examples(reader, entries.get("examples")),
        claims: read_claims(reader, &entries, &body),
        opens: reader.flag(entries.get("opens")),
        is_context: reader.flag(entries.get("context")),
        in_annex: reader.flag(entries.get("annex")),
        aspect: entries
            .get("aspect")
            .and_then(|node| reader.choice(node, "an aspect", &Aspect::WORDS))
            .unwrap_or_default(),
        version: version(&body.source.text, root),
        title: title?,
        id,
        field,
        body,
    };
    Some(paragraph)
}

/// The first 12 hex digits of the hash of a file without the examples.
fn version(text: &str, root: &Node) -> String {
    let examples = edit::lines_of(text, root, "examples").unwrap_or_default();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&text.as_bytes()[..examples.start]);
    hasher.update(&text.as_bytes()[examples.end..]);
    hasher.finalize().to_hex()[..12].to_owned()
}

/// Reads points that were answered before: texts alone, or with the opinion and the date.
fn read_examples(reader: &mut Reader, node: Option<&Node>) -> Vec<Example> {
    let mut examples = Vec::new();
    for node in reader.list(node) {
        let mut example = Example { text: String::new(), opinion: None, date: None };
        let text = if let Value::Map(_) = node.value {
            let keys = ["text", "opinion", "date"];
            let Some(entries) = reader.map(node, "an example", &keys) else { continue };
            example.opinion = entries.get("opinion").and_then(|node| reader.text(node));
            example.date = entries.get("date").and_then(|node| reader.date(node));
            let hint = "say what the point was: `text: Asks that …`";
            reader.require(&entries, "text", hint).and_then(|node| reader.text(node))
        } else {
            reader.text(node)
        };
        examples.extend(text.map(|text| Example { text, ..example }));
    }
    examples
}

fn read_validity(reader: &mut Reader, node: &Node) -> Option<Validity> {
    let entries = reader.map(node, "a validity", &["from", "until"])?;
    let from = entries.get("from").and_then(|node| reader.date(node));
    let until = entries.get("until").and_then(|node| reader.date(node));
    if let (Some(first), Some(last)) = (from, until)
        && last < first
    {
        reader.error(&node.place, "`until` is before `from`", None);
    }
    Some(Validity { from, until })
}

/// Reads a mapping of the user's own words to texts.
fn read_words(reader: &mut Reader, node: Option<&Node>, what: &str) -> BTreeMap<String, String> {
    let entries = node.and_then(|node| reader.open_map(node, what));
    let mut words = BTreeMap::new();
    for (key, node) in entries.iter().flat_map(Entries::iter) {
        if let Some(text) = reader.text(node) {
            words.insert(key.name.clone(), text);
        }
    }
    words
}

fn read_country_facts(
    reader: &mut Reader,
    entries: &Entries<'_>,
) -> BTreeMap<String, BTreeMap<String, String>> {
    let node = entries.get("country_facts");
    let countries = node.and_then(|node| reader.open_map(node, "the facts about countries"));
    let mut facts = BTreeMap::new();
    for (key, node) in countries.iter().flat_map(Entries::iter) {
        let is_code = key.name.len() == 2 && key.name.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_code {
            let hint = "write the two capitals of ISO 3166: `RO`, `GR`".to_owned();
            reader.error(&key.place, format!("`{}` is not a country code", key.name), Some(hint));
        }
        facts.insert(key.name.clone(), read_words(reader, Some(node), "the facts about a country"));
    }
    facts
}

fn read_claims(reader: &mut Reader, entries: &Entries<'_>, body: &Template) -> Vec<Claim> {
    let mut claims = Vec::new();
    for node in reader.list(entries.get("claims")) {
        let Some(entries) = reader.map(node, "a claim", &["text", "until", "then"]) else {
            continue;
        };
        let hint = "a claim has `text`, as it stands in the body, and `until`";
        let text_node = reader.require(&entries, "text", hint);
        let text = text_node.and_then(|node| reader.text(node));
        let until = reader.require(&entries, "until", hint).and_then(|node| reader.date(node));
        let then = entries.get("then").and_then(|node| read_later(reader, node));
        if let (Some(node), Some(text)) = (text_node, &text)
            && body.text().matches(text.as_str()).count() != 1
        {
            let message = "the claim does not stand exactly once in the body";
            let hint = "copy its words from the body, hard spaces included".to_owned();
            reader.error(&node.place, message, Some(hint));
        }
        if let (Some(text), Some(until)) = (text, until) {
            claims.push(Claim { text, until, then });
        }
    }
    claims
}

fn read_later(reader: &mut Reader, node: &Node) -> Option<Later> {
    let text = reader.text(node)?;
    if let Some((_, character)) = undisplayable(&text).next() {
        reader.error(&node.place, no_glyph(character), None);
    }
    Some(Later { text, place: node.place.clone() })
}

/// A body is one paragraph, without placeholders: blank lines stand only before its notes.
fn check_body(reader: &mut Reader, body: &Template) {
    let text = body.text();
    if text.is_empty() {
        let end = body.source.text.len();
        let hint = "write the wording below the front matter".to_owned();
        reader.error(&(end..end), "the body is empty", Some(hint));
        return;
    }
    let mut start = body.part.start;
    for line in text.split_inclusive('\n') {
        reader.refuse_placeholder(line.trim_end(), &(start..start + line.trim_end().len()));
        start += line.len();
    }
    let mut at = 0;
    for block in text.split("\n\n") {
        let is_note = block.trim_start().starts_with("[^") || block.trim().is_empty();
        if at > 0 && !is_note {
            let start = body.part.start + at;
            let hint = "one file is one paragraph of the letter: make two files of it".to_owned();
            reader.error(
                &(start..start + block.len()),
                "a second paragraph begins here",
                Some(hint),
            );
        }
        at += block.len() + 2;
    }
    for (at, character) in undisplayable(text) {
        let start = body.part.start + at;
        reader.error(&(start..start + character.len_utf8()), no_glyph(character), None);
    }
}

/// Finds the characters of a wording that no letter can show.
fn undisplayable(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, one)| *one != '\n' && !crate::text::is_displayable(*one))
}

fn no_glyph(character: char) -> String {
    format!("the fonts of the letter have no `{character}`")
}

/// The names of all facts that a paragraph has about any country.
pub(super) fn facts(paragraph: &Paragraph) -> Vec<String> {
    let mut names: Vec<String> =
        paragraph.country_facts.values().flat_map(BTreeMap::keys).cloned().collect();
    names.sort();
    names.dedup();
    names
}

/// Takes the definitions of notes off a rendered body.
pub(super) fn split_notes(rendered: &str) -> Filled {
    let mut text = Vec::new();
    let mut notes: Vec<(String, String)> = Vec::new();
    for line in rendered.lines() {
        if let Some((label, note)) = note_definition(line) {
            notes.push((label.to_owned(), note.trim().to_owned()));
        } else if let (Some((_, note)), false) = (notes.last_mut(), line.trim().is_empty()) {
            note.push(' ');
            note.push_str(line.trim());
        } else {
            text.push(line);
        }
    }
    let folded: Vec<&str> =
        text.iter().flat_map(|line| line.split(' ')).filter(|word| !word.is_empty()).collect();
    Filled { text: folded.join(" "), notes }
}

/// Splits `[^1]: COM(2015) 185 final.` into label and text.
fn note_definition(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("[^")?.split_once("]:")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Paragraph, Rejected> {
        paragraph("security".to_owned(), "ran-prisons", &Source::new("ran-prisons.md", text))
    }

    #[test]
    fn title_and_body_are_enough() {
        let paragraph =
            read("---\ntitle: Prisons\n---\nThe Commission acts.\n").expect("it is valid");
        assert_eq!(paragraph.title, "Prisons");
        assert_eq!(paragraph.body.text(), "The Commission acts.");
        assert_eq!(paragraph.version.len(), 12);
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let text = "---\ntitel: Prisons\nstances: [angry]\nvalid: { from: 2017-01-01, until: 2016-01-01 }\n\
            claims:\n  - { text: in early 2017, until: 2017-03-31 }\n---\nOne.\n\nTwo.\n";
        insta::assert_snapshot!(read(text).unwrap_err());
    }

    #[test]
    fn notes_are_taken_off_the_body() {
        let filled = split_notes(
            "A note.[^1]\nAnother.[^b]\n\n[^1]: COM(2015) 185 final.\n[^b]: OJ L 1,\n    p. 2.\n",
        );
        assert_eq!(filled.text, "A note.[^1] Another.[^b]");
        let note = |label: &str, text: &str| (label.to_owned(), text.to_owned());
        assert_eq!(filled.notes, [note("1", "COM(2015) 185 final."), note("b", "OJ L 1, p. 2.")]);
    }
}
