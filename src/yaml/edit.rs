//! Changes to a YAML file by the places of its tree, which leave every other byte as it is:
//! comments, layout, line ends, a byte-order mark.
//!
//! What comes out is to be read again and compared: a layout that is not understood here must
//! not become another meaning.

use std::ops::Range;

use itertools::Itertools;

use super::{Key, Node, Value};

/// New text in the place of some bytes of a [`crate::diagnostic::Source`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; none where text only comes in.
    pub place: Range<usize>,
    /// What comes in; its line ends are `\n`.
    pub text: String,
}

impl Edit {
    fn at(place: usize, text: String) -> Self {
        Self { place: place..place, text }
    }
}

/// Gives a key of a mapping a value, written in flow style: `[a, b]`. A value that is there
/// is replaced; a new key comes last.
pub fn set(text: &str, map: &Node, key: &str, value: &str) -> Option<Edit> {
    let Value::Map(entries) = &map.value else { return None };
    if let Some((key, node)) = entries.iter().find(|(one, _)| one.name == key) {
        return Some(Edit { place: value_place(text, key, node)?, text: format!(" {value}") });
    }
    let (last, node) = entries.last()?;
    if is_flow(text, map) {
        return Some(Edit::at(end_of(text, node), format!(", {key}: {value}")));
    }
    let indent = " ".repeat(column(text, entries.first()?.0.place.start));
    let end = end_of_entry(text, last, node);
    Some(Edit::at(end, on_a_line(text, end, &format!("{indent}{key}: {value}"))))
}

/// Adds items, at least one, to the list below a key of a block mapping. The list is made when it
/// is missing, below all other keys. A value that is no list is left alone.
pub fn push(text: &str, root: &Node, key: &str, items: &[Item]) -> Option<Edit> {
    let Value::Map(entries) = &root.value else { return None };
    let (last_key, last_node) = entries.last().filter(|_| !is_flow(text, root))?;
    let Some((key, node)) = entries.iter().find(|(one, _)| one.name == key) else {
        let end = end_of_entry(text, last_key, last_node);
        return Some(Edit::at(end, on_a_line(text, end, &format!("{key}:\n{}", block(items, 2)))));
    };
    match &node.value {
        Value::List(list) if is_flow(text, node) => {
            let more = items.iter().map(|item| item.flow.as_str()).join(", ");
            let whole = node.place.start..end_of(text, node);
            Some(match list.last() {
                Some(item) => Edit::at(end_of(text, item), format!(", {more}")),
                None => Edit { place: whole, text: format!("[{more}]") },
            })
        }
        Value::List(list) => {
            let dash = text[..list.first()?.place.start].rfind('-')?;
            let end = end_of_entry(text, key, node);
            Some(Edit::at(end, on_a_line(text, end, &block(items, column(text, dash)))))
        }
        Value::Null => {
            let place = value_place(text, key, node)?;
            Some(Edit { place, text: format!("\n{}", block(items, 2)) })
        }
        Value::Scalar(_) | Value::Map(_) => None,
    }
}

/// Items as lines, each after a dash.
fn block(items: &[Item], indent: usize) -> String {
    let indent = " ".repeat(indent);
    let mut lines = items.iter().flat_map(|item| {
        let marks = ["- "].into_iter().chain(std::iter::repeat("  "));
        item.block.lines().zip(marks).map(|(line, mark)| format!("{indent}{mark}{line}"))
    });
    lines.join("\n")
}

/// An item of a list, in the two ways in which YAML writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its lines, without dash and indentation.
    pub block: String,
    /// The same in one line.
    pub flow: String,
}

/// Makes the changes in the bytes of a file whose text, without byte-order mark and with `\n`
/// for every line end, the places are of. New lines end like the file's first one.
pub fn apply(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let newline: &[u8] = match bytes.iter().position(|byte| *byte == b'\n') {
        Some(at) if at > 0 && bytes[at - 1] == b'\r' => b"\r\n",
        _ => b"\n",
    };
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.place.start);
    let offsets = offsets(bytes);
    let (mut changed, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for edit in edits {
        changed.extend_from_slice(&bytes[at..offsets[edit.place.start]]);
        for (number, line) in edit.text.split('\n').enumerate() {
            if number > 0 {
                changed.extend_from_slice(newline);
            }
            changed.extend_from_slice(line.as_bytes());
        }
        at = offsets[edit.place.end];
    }
    changed.extend_from_slice(&bytes[at..]);
    changed
}

/// Where each byte of a text, and its end, stands in the bytes of its file.
fn offsets(bytes: &[u8]) -> Vec<usize> {
    let start = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let is_kept = |at: &usize| bytes[*at] != b'\n' || !bytes[..*at].ends_with(b"\r");
    (start..bytes.len()).filter(is_kept).chain([bytes.len()]).collect()
}

/// Puts lines after the line that ends at a place.
fn on_a_line(text: &str, end: usize, lines: &str) -> String {
    if text[..end].ends_with('\n') || end == 0 {
        format!("{lines}\n")
    } else {
        format!("\n{lines}")
    }
}

fn is_flow(text: &str, node: &Node) -> bool {
    text[node.place.start..].starts_with(['{', '['])
}

/// How many characters stand before a place on its line.
fn column(text: &str, at: usize) -> usize {
    text[..at].chars().rev().take_while(|one| *one != '\n').count()
}

/// The lines of an entry of a block mapping; none where it does not begin a line.
pub fn lines_of(text: &str, map: &Node, key: &str) -> Option<Range<usize>> {
    let Value::Map(entries) = &map.value else { return None };
    let (key, node) = entries.iter().find(|(one, _)| one.name == key)?;
    let start = key.place.start;
    (column(text, start) == 0 && !is_flow(text, map)).then(|| start..end_of_entry(text, key, node))
}

/// What stands between the colon of a key and the end of its value.
fn value_place(text: &str, key: &Key, node: &Node) -> Option<Range<usize>> {
    let start = key.place.end + text[key.place.end..].find(':')? + 1;
    let end = if node.value == Value::Null { node.place.end } else { end_of(text, node) };
    Some(start..end.max(start))
}

/// The end of what a node holds, without white space and comments after it.
fn end_of(text: &str, node: &Node) -> usize {
    let last = match &node.value {
        Value::List(items) => items.last(),
        Value::Map(entries) => entries.last().map(|(_, value)| value),
        Value::Null | Value::Scalar(_) => None,
    };
    match (last, is_flow(text, node)) {
        (Some(last), true) => after_bracket(text, end_of(text, last)),
        (Some(last), false) => end_of(text, last),
        (None, true) if !matches!(node.value, Value::Scalar(_)) => {
            after_bracket(text, node.place.start + 1)
        }
        (None, _) => node.place.start + text[node.place.clone()].trim_end().len(),
    }
}

/// The end of the next closing bracket that is in no comment.
fn after_bracket(text: &str, from: usize) -> usize {
    let mut is_comment = false;
    for (at, one) in text[from..].char_indices() {
        match one {
            '\n' => is_comment = false,
            '#' => is_comment = true,
            ']' | '}' if !is_comment => return from + at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The end of the last line of an entry of a block mapping, line end included: lines that are
/// indented deeper than its key belong to it, and the dashes of its list.
fn end_of_entry(text: &str, key: &Key, node: &Node) -> usize {
    let own = column(text, key.place.start);
    let start = node.place.start.max(key.place.end);
    let mut end = start + text[start..].find('\n').map_or(text[start..].len(), |at| at + 1);
    let mut at = end;
    for line in text[end..].split_inclusive('\n') {
        at += line.len();
        let inner = line.trim_start_matches(' ');
        let indent = line.len() - inner.len();
        let is_item = indent == own && inner.starts_with("- ");
        if inner.trim().is_empty() {
            continue;
        }
        if indent <= own && !is_item {
            break;
        }
        end = at;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::yaml;

    fn tree(text: &str) -> Node {
        let source = Source::new("x.yaml", text);
        yaml::read(&source, 0..source.text.len()).expect("the text is valid")
    }

    /// Sets `answer` in the second point of a list, and checks that the rest is as it was.
    fn pinned(text: &str) -> String {
        let root = tree(text);
        let Value::Map(entries) = &root.value else { panic!("a mapping") };
        let Value::List(points) = &entries[0].1.value else { panic!("a list") };
        let edit = set(text, &points[1], "answer", "[a, b]").expect("the layout is known");
        String::from_utf8(apply(text.as_bytes(), &[edit])).expect("it is text")
    }

    #[test]
    fn a_key_is_added_below_the_last_one() {
        assert_eq!(
            pinned(
                "points:\n  - text: one\n  - text: two\n      and more  # why\n    # deeper\n\
                 \x20   acts:\n    - x\n\n  # next\n  - text: three\n"
            ),
            "points:\n  - text: one\n  - text: two\n      and more  # why\n    # deeper\n\
             \x20   acts:\n    - x\n    answer: [a, b]\n\n  # next\n  - text: three\n"
        );
        assert_eq!(
            pinned("points:\n- text: one\n- text: >\n    two\n    lines"),
            "points:\n- text: one\n- text: >\n    two\n    lines\n  answer: [a, b]"
        );
        assert_eq!(
            pinned("points: [{ text: one }, { text: 'two, too', }]\n"),
            "points: [{ text: one }, { text: 'two, too', answer: [a, b], }]\n"
        );
    }

    #[test]
    fn a_value_that_is_there_is_replaced() {
        for (before, after) in [
            ("answer: [x, # a ]\n      y ] # why\n", "answer: [a, b] # why\n"),
            ("answer:\n      - x   # why\n", "answer: [a, b]   # why\n"),
            ("answer: 'x'\n", "answer: [a, b]\n"),
            ("answer:   # none yet\n", "answer: [a, b]   # none yet\n"),
            ("answer: []\n", "answer: [a, b]\n"),
        ] {
            let file = |answer: &str| {
                format!("points:\n  - text: one\n  - id: two\n    {answer}    text: two\n")
            };
            assert_eq!(pinned(&file(before)), file(after));
        }
    }

    #[test]
    fn other_bytes_stay_as_they_are() {
        let text = "\u{feff}a: one\r\nb: zwölf\r\n";
        let source = Source::new("x.yaml", text);
        let edits = [set(&source.text, &tree(text), "c", "3").expect("the layout is known")];
        let after = apply(text.as_bytes(), &edits);
        assert_eq!(after, format!("{text}c: 3\r\n").into_bytes());
    }
}
