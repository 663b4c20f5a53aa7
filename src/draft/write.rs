//! A draft as its Markdown file.

use std::fmt::Write;

use super::frame::{NO_DATE, NO_NUMBER};
use super::{Block, Draft, Origin};
use crate::fingerprint::fingerprint;
use crate::yaml::scalar;

/// Writes a draft as a Markdown file: front matter, the paragraphs with their pedigree, notes.
///
/// The same draft gives the same bytes. The front matter ends with the fingerprint of the file,
/// by which [`super::read()`] tells whether a hand has changed it since.
pub fn write(draft: &Draft) -> String {
    write_fresh(draft).0
}

/// Writes a draft like [`write()`], and returns with the text what reading it back gives.
pub fn seal(draft: Draft) -> (Draft, String) {
    let (text, drafted) = write_fresh(&draft);
    (Draft { drafted: Some(drafted), ..draft }, text)
}

/// Writes a draft that a hand has changed: it keeps the fingerprint that it has, so that it is
/// read as edited unless it says what was drafted.
pub fn write_edited(draft: &Draft) -> String {
    assemble(&front_matter(draft), draft.drafted.as_deref(), &body(draft))
}

/// Returns the fingerprint that [`write()`] gives to a draft.
pub fn fingerprint_of(draft: &Draft) -> String {
    write_fresh(draft).1
}

/// Returns the file of a draft and its fingerprint.
fn write_fresh(draft: &Draft) -> (String, String) {
    let (front, body) = (front_matter(draft), body(draft));
    let drafted = fingerprint(format!("{front}{body}").as_bytes());
    (assemble(&front, Some(&drafted), &body), drafted)
}

fn assemble(front: &str, drafted: Option<&str>, body: &str) -> String {
    let drafted =
        drafted.map_or(String::new(), |drafted| format!("drafted: {}\n", scalar(drafted)));
    format!("---\n{front}{drafted}---\n\n{body}")
}

/// Returns the fingerprint of the words of a block: other line breaks are no other wording.
pub(super) fn wording_fingerprint(text: &str) -> String {
    let words: Vec<&str> = text.split([' ', '\n', '\t']).filter(|one| !one.is_empty()).collect();
    fingerprint(words.join(" ").as_bytes())
}

fn front_matter(draft: &Draft) -> String {
    let (about, frame) = (&draft.about, &draft.frame);
    let acts: Vec<String> = about.acts.iter().map(|act| scalar(&act.to_string())).collect();
    let points: Vec<String> = about.points.iter().map(|one| scalar(one.as_str())).collect();
    let date = frame.date.map_or(NO_DATE.to_owned(), |date| date.to_string());
    let number = frame.number.map_or(NO_NUMBER.to_owned(), |number| number.to_string());
    let mut text = String::new();
    for (key, value) in [
        ("chamber", scalar(&about.chamber)),
        ("kind", about.kind.word().to_owned()),
        ("acts", format!("[{}]", acts.join(", "))),
        ("points", format!("[{}]", points.join(", "))),
        ("language", scalar(&about.language)),
        ("opinion", scalar(&about.opinion)),
        ("place", scalar(&frame.place)),
        ("date", scalar(&date)),
        ("number", scalar(&number)),
    ] {
        push(&mut text, format_args!("{key}: {value}\n"));
    }
    push_list(&mut text, "addressee", &frame.addressee);
    if !frame.copy_to.is_empty() {
        text.push_str("copy_to:\n");
        for person in &frame.copy_to {
            let lines: Vec<String> = person.iter().map(|line| scalar(line)).collect();
            push(&mut text, format_args!("  - [{}]\n", lines.join(", ")));
        }
    }
    push(&mut text, format_args!("salutation: {}\n", scalar(&frame.salutation)));
    push(&mut text, format_args!("close: {}\n", scalar(&frame.close)));
    text.push_str("signatories:\n");
    for one in &frame.signatures {
        let (name, title) = (scalar(&one.name), scalar(&one.title));
        push(&mut text, format_args!("  - name: {name}\n    title: {title}\n"));
    }
    text
}

fn push(text: &mut String, line: std::fmt::Arguments<'_>) {
    text.write_fmt(line).expect("writing to a string cannot fail");
}

fn push_list(text: &mut String, key: &str, lines: &[String]) {
    push(text, format_args!("{key}:\n"));
    for line in lines {
        push(text, format_args!("  - {}\n", scalar(line)));
    }
}

fn body(draft: &Draft) -> String {
    let mut text = String::new();
    for block in &draft.blocks {
        let remarks = lines(&block.remarks);
        push(&mut text, format_args!("{}{remarks}{}\n\n", pedigree(block), block.text));
    }
    for note in &draft.notes {
        let remarks = lines(&note.remarks);
        push(&mut text, format_args!("{remarks}[^{}]: {}\n", note.label, note.text));
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text.push('\n');
    text
}

/// Texts, each with its line end.
fn lines(texts: &[String]) -> String {
    texts.iter().flat_map(|text| [text.as_str(), "\n"]).collect()
}

/// The comment before a block, with its line end; a paragraph by hand has none.
fn pedigree(block: &Block) -> String {
    let points: Vec<String> = block.points.iter().map(|point| scalar(point.as_str())).collect();
    let points = points.join(", ");
    let answers = if points.is_empty() { String::new() } else { format!(", answers: [{points}]") };
    match &block.origin {
        Origin::Skeleton(part) => format!("<!-- {{part: {}{answers}}} -->\n", part.word()),
        Origin::Library { paragraph, version, wording } => format!(
            "<!-- {{paragraph: {}, version: {}, wording: {}{answers}, text: {}}} -->\n",
            scalar(paragraph.as_str()),
            scalar(version),
            wording.word(),
            scalar(&wording_fingerprint(&block.text)),
        ),
        Origin::Gap => format!("<!-- {{open: [{points}]}} -->\n"),
        Origin::Hand if points.is_empty() => String::new(),
        Origin::Hand => format!("<!-- {{answers: [{points}]}} -->\n"),
    }
}
