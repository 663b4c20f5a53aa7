//! From the Markdown file of a draft, edited or not, back to the [`Draft`].

use std::mem::take;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::frame::{NO_DATE, NO_NUMBER};
use super::write::wording_fingerprint;
use super::{About, Block, Draft, Frame, Note, Origin, Part, Wording, markdown_options};
use crate::diagnostic::{Checked, Rejected, Source};
use crate::fingerprint::fingerprint;
use crate::library::front_matter;
use crate::name::PlainName;
use crate::opinion::{Kind, Signature};
use crate::reference::Reference;
use crate::settings::read_language;
use crate::text::is_displayable;
use crate::yaml::{self, Entries, Node, Reader};

/// A draft as it was read, and whether a hand has changed it since the tool wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The draft.
    pub draft: Draft,
    /// Whether its file differs from what the tool wrote, or was never written by it.
    pub is_edited: bool,
}

const KEYS: [&str; 15] = [
    "chamber",
    "kind",
    "acts",
    "points",
    "language",
    "opinion",
    "place",
    "date",
    "number",
    "addressee",
    "copy_to",
    "salutation",
    "close",
    "signatories",
    "drafted",
];

/// Reads a draft from the text of its file; all mistakes are reported at once.
pub fn read(source: &Source) -> Result<Checked<Read>, Rejected> {
    let missing = "this is not a draft: the front matter is missing";
    let (front, body) = front_matter(source, missing, "a draft is what `chancery draft` writes")?;
    let root = yaml::read(source, front.clone())?;
    let mut reader = Reader::default();
    let head = read_front_matter(&mut reader, &root);
    let (blocks, notes) = read_body(&mut reader, source, body.clone());
    report_undisplayable(&mut reader, source, &root);
    let read = head.map(|(about, frame, drafted)| {
        let without_drafted: String = source.text[front.clone()]
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("drafted:"))
            .collect();
        let body = source.text[body].strip_prefix('\n').unwrap_or_default();
        let now = fingerprint((without_drafted + body).as_bytes());
        let is_edited = drafted.as_deref() != Some(&now);
        Read { draft: Draft { about, frame, blocks, notes, drafted }, is_edited }
    });
    Checked::from_findings(source, read, reader.found)
}

/// Reports every character for which the letter has no glyph. The path of the opinion stands in no
/// letter.
fn report_undisplayable(reader: &mut Reader, source: &Source, root: &Node) {
    let opinion = root.entry("opinion").map_or(0..0, |node| node.place.clone());
    let undisplayable = source.text.char_indices().filter(|(at, one)| {
        !is_displayable(*one) && !matches!(one, '\n' | '\t') && !opinion.contains(at)
    });
    for (at, character) in undisplayable {
        let message = format!("the fonts of the letter have no `{}`", character.escape_debug());
        let hint = "write it in Latin, Greek or Cyrillic letters".to_owned();
        reader.error(&(at..at + character.len_utf8()), message, Some(hint));
    }
}

fn read_front_matter(reader: &mut Reader, root: &Node) -> Option<(About, Frame, Option<String>)> {
    let entries = reader.map(root, "the front matter of a draft", &KEYS)?;
    let hint = "take it from another draft, or draft the reply again";
    let text = |reader: &mut Reader, key: &str| {
        reader.require(&entries, key, hint).and_then(|node| reader.text(node))
    };
    let chamber = text(reader, "chamber");
    let language = reader.require(&entries, "language", hint);
    let language = language.and_then(|node| read_language(reader, node));
    let opinion = text(reader, "opinion");
    let place = text(reader, "place");
    let salutation = text(reader, "salutation");
    let close = text(reader, "close");
    let kind = reader
        .require(&entries, "kind", hint)
        .and_then(|node| reader.choice(node, "a kind of opinion", &Kind::WORDS));
    let date = unless_mark(reader, &entries, "date", NO_DATE, Reader::date);
    let number = unless_mark(reader, &entries, "number", NO_NUMBER, Reference::read);
    let acts = reader.list(entries.get("acts"));
    let points = reader.list(entries.get("points"));
    let copies = reader.list(entries.get("copy_to"));
    let signatures = reader.list(entries.get("signatories"));
    let about = About {
        acts: acts.into_iter().filter_map(|node| Reference::read(reader, node)).collect(),
        points: points.into_iter().filter_map(|node| read_name(reader, node)).collect(),
        opinion: opinion?,
        chamber: chamber?,
        kind: kind?,
        language: language?,
    };
    let frame = Frame {
        place: place?,
        date,
        number,
        addressee: reader.texts(entries.get("addressee")),
        copy_to: copies.into_iter().map(|node| reader.texts(Some(node))).collect(),
        salutation: salutation?,
        close: close?,
        signatures: signatures.into_iter().filter_map(|one| read_signature(reader, one)).collect(),
    };
    let drafted = entries.get("drafted").and_then(|node| reader.text(node));
    Some((about, frame, drafted))
}

/// Reads a value that a mark may stand for.
fn unless_mark<T>(
    reader: &mut Reader,
    entries: &Entries<'_>,
    key: &str,
    mark: &str,
    read: impl Fn(&mut Reader, &Node) -> Option<T>,
) -> Option<T> {
    let node = entries.get(key)?;
    let bare = mark.trim_matches(['[', ']']);
    let is_scalar =
        |node: &Node, mark: &str| matches!(&node.value, yaml::Value::Scalar(text) if text == mark);
    let is_mark = is_scalar(node, mark)
        || matches!(&node.value, yaml::Value::List(items) if items.iter().all(|one| is_scalar(one, bare)));
    if is_mark { None } else { read(reader, node) }
}

fn read_name(reader: &mut Reader, node: &Node) -> Option<PlainName> {
    let text = reader.text(node)?;
    PlainName::read(reader, &text, &node.place)
}

fn read_signature(reader: &mut Reader, node: &Node) -> Option<Signature> {
    let entries = reader.map(node, "a signatory", &["name", "title"])?;
    let hint = "a signatory has `name` and `title`";
    let name = reader.require(&entries, "name", hint).and_then(|node| reader.text(node));
    let title = reader.require(&entries, "title", hint).and_then(|node| reader.text(node));
    Some(Signature { name: name?, title: title? })
}

/// Reads the paragraphs and notes of a body, in the order in which they stand.
fn read_body(reader: &mut Reader, source: &Source, body: Range<usize>) -> (Vec<Block>, Vec<Note>) {
    let text = &source.text[body.clone()];
    let (mut blocks, mut notes): (Vec<Block>, Vec<Note>) = (Vec::new(), Vec::new());
    let (mut pedigree, mut remarks) = (None, Vec::new());
    let mut depth = 0_usize;
    for (event, place) in Parser::new_ext(text, markdown_options()).into_offset_iter() {
        let shifted = body.start + place.start..body.start + place.end;
        match event {
            Event::Start(tag) => {
                report_unsupported(reader, &tag, &shifted);
                depth += 1;
                match tag {
                    Tag::HtmlBlock => match read_comment(reader, source, shifted) {
                        Some(Comment::Pedigree(read)) if depth == 1 => pedigree = Some(read),
                        Some(Comment::Remark(text)) if depth == 1 => remarks.push(text),
                        _ => {}
                    },
                    _ if depth > 1 => {}
                    Tag::FootnoteDefinition(label) => {
                        let note = Note::new(&*label, note_text(&text[place]));
                        notes.push(Note { remarks: take(&mut remarks), ..note });
                    }
                    _ => {
                        let block = block(text[place].trim_end(), pedigree.take());
                        blocks.push(Block { remarks: take(&mut remarks), ..block });
                    }
                }
            }
            Event::End(_) => depth -= 1,
            Event::Rule if depth == 0 => {
                let block = block(text[place].trim_end(), pedigree.take());
                blocks.push(Block { remarks: take(&mut remarks), ..block });
            }
            Event::InlineHtml(html) if !html.starts_with("<!--") => {
                let hint = "write it as plain text: `\\<` for `<`".to_owned();
                reader.error(&shifted, "HTML is not taken in a draft", Some(hint));
            }
            _ => {}
        }
    }
    // Remarks at the end stay with what they follow.
    let last = notes.last_mut().map(|note| &mut note.remarks);
    if let Some(last) = last.or(blocks.last_mut().map(|block| &mut block.remarks)) {
        last.append(&mut remarks);
    }
    (blocks, notes)
}

/// Reports what a letter cannot show.
fn report_unsupported(reader: &mut Reader, tag: &Tag<'_>, place: &Range<usize>) {
    let (message, hint) = match tag {
        Tag::Image { .. } => ("a letter has no pictures", "take it out"),
        Tag::CodeBlock(_) => ("a letter has no code", "take out the spaces before the line"),
        _ => return,
    };
    reader.error(place, message, Some(hint.to_owned()));
}

fn note_text(definition: &str) -> String {
    let text = definition.split_once("]:").map_or(definition, |(_, text)| text);
    let words: Vec<&str> = text.split([' ', '\n', '\t']).filter(|one| !one.is_empty()).collect();
    words.join(" ")
}

/// What a comment says about the block after it.
struct Pedigree {
    origin: Origin,
    points: Vec<PlainName>,
    /// The fingerprint of the block as it was drafted.
    text: Option<String>,
}

fn block(text: &str, pedigree: Option<Pedigree>) -> Block {
    let Some(Pedigree { origin, points, text: drafted }) = pedigree else {
        return Block::new(Origin::Hand, Vec::new(), text);
    };
    let is_gap = text.starts_with(super::GAP_MARK);
    let origin = match origin {
        Origin::Library { paragraph, version, wording } => {
            let is_same = drafted.is_some_and(|drafted| drafted == wording_fingerprint(text));
            let wording = if is_same { wording } else { Wording::Edited };
            Origin::Library { paragraph, version, wording }
        }
        Origin::Gap if !is_gap => Origin::Hand,
        other => other,
    };
    Block::new(origin, points, text)
}

const PEDIGREE_KEYS: [&str; 7] =
    ["part", "paragraph", "version", "wording", "answers", "open", "text"];

/// A comment of its own lines.
enum Comment {
    /// `<!-- {…} -->`
    Pedigree(Pedigree),
    /// Any other, as it stands there.
    Remark(String),
}

/// Reads a comment; any other HTML is refused.
fn read_comment(reader: &mut Reader, source: &Source, place: Range<usize>) -> Option<Comment> {
    let html = source.text[place.clone()].trim();
    let Some(comment) = html.strip_prefix("<!--").and_then(|html| html.strip_suffix("-->")) else {
        let hint = "write it as plain text: `\\<` for `<`".to_owned();
        reader.error(&place, "HTML is not taken in a draft", Some(hint));
        return None;
    };
    if !comment.trim().starts_with('{') {
        return Some(Comment::Remark(html.to_owned()));
    }
    let start = place.start + "<!--".len();
    let root = match yaml::read(source, start..start + comment.len()) {
        Ok(root) => root,
        Err(rejected) => {
            reader.found.extend(rejected.found);
            return None;
        }
    };
    let entries = reader.map(&root, "a pedigree", &PEDIGREE_KEYS)?;
    let open = reader.list(entries.get("open"));
    let points = if open.is_empty() { reader.list(entries.get("answers")) } else { open };
    let points = points.into_iter().filter_map(|node| read_name(reader, node)).collect();
    let text = entries.get("text").and_then(|node| reader.text(node));
    let origin = read_origin(reader, &entries)?;
    Some(Comment::Pedigree(Pedigree { origin, points, text }))
}

fn read_origin(reader: &mut Reader, entries: &Entries<'_>) -> Option<Origin> {
    if let Some(node) = entries.get("part") {
        return reader.choice(node, "a part of the skeleton", &Part::WORDS).map(Origin::Skeleton);
    }
    if let Some(node) = entries.get("paragraph") {
        let id = reader.text(node)?;
        let hint = "a paragraph's pedigree has `version` and `wording`";
        return Some(Origin::Library {
            paragraph: PlainName::read(reader, &id, &node.place)?,
            version: reader.require(entries, "version", hint).and_then(|node| reader.text(node))?,
            wording: reader
                .require(entries, "wording", hint)
                .and_then(|node| reader.choice(node, "a wording", &Wording::WORDS))?,
        });
    }
    Some(if entries.get("open").is_some() { Origin::Gap } else { Origin::Hand })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONT: &str = "---\nchamber: ro-camera\nkind: political-dialogue\nlanguage: en\n\
        opinion: x.yaml\nplace: Brussels\nsalutation: Dear President,\nclose: Yours faithfully,\n---\n\n";

    #[test]
    fn remarks_stay_with_what_they_stand_before() {
        let body = "<!-- {answers: [a]} -->\n<!-- allow plain-space: a quotation -->\n<!-- two\nlines -->\n\
            One.\n\n<!-- allow address: agreed -->\n[^1]: A note.\n<!-- last -->\n[^2]: Another.\n";
        let source = Source::new("x.md", &format!("{FRONT}{body}"));
        let draft = read(&source).expect("it is valid").value.draft;
        assert_eq!(draft.blocks.len(), 1);
        assert_eq!(draft.blocks[0].text, "One.");
        assert_eq!(
            draft.blocks[0].remarks,
            ["<!-- allow plain-space: a quotation -->", "<!-- two\nlines -->"]
        );
        assert_eq!(draft.notes[0].remarks, ["<!-- allow address: agreed -->"]);
        assert_eq!(draft.notes[1].remarks, ["<!-- last -->"]);
        let written = super::super::write(&draft);
        assert!(written.ends_with(body));
    }

    #[test]
    fn text_is_never_lost_behind_a_comment() {
        let source = Source::new("x.md", &format!("{FRONT}- <!-- allow x: y --> words\n"));
        let rejected = read(&source).unwrap_err();
        assert_eq!(rejected.found[0].message, "HTML is not taken in a draft");
    }
}
