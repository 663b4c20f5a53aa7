//! Pins that are written into an opinion file.

use itertools::Itertools;
use jiff::civil::Date;

use super::Opinion;
use crate::diagnostic::{Rejected, Source};
use crate::name::PlainName;
use crate::office::Office;
use crate::yaml::{self, Node, Value, edit};

/// What an officer chose as the answer of a point: ids of paragraphs in order, at least one, and
/// none twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin(Vec<PlainName>);

impl Pin {
    /// Takes ids; one that comes again is left out. Without any there is no pin.
    pub fn of(ids: impl IntoIterator<Item = PlainName>) -> Option<Self> {
        let ids: Vec<PlainName> = ids.into_iter().unique().collect();
        (!ids.is_empty()).then_some(Self(ids))
    }
}

/// Why a pin is not written.
#[derive(Debug, thiserror::Error)]
pub enum Unpinned {
    /// The opinion with the pin would be another one: the way in which the file writes its points
    /// is not understood.
    #[error("`{0}` is written in a way that a pin cannot be added to; write `answer: [{1}]` there")]
    Layout(String, String),
    /// The file has mistakes, or would have one with the pin.
    #[error(transparent)]
    Rejected(#[from] Rejected),
}

/// Pins the answer of a point, given by its place in the list of points, in the bytes of an
/// opinion file, whose every other byte stays as it is.
///
/// What is returned is the same opinion but for that pin.
pub fn pin(
    name: &str,
    bytes: &[u8],
    point: usize,
    answer: &Pin,
    office: &Office,
    today: Date,
) -> Result<Vec<u8>, Unpinned> {
    let before = Source::from_bytes(name, bytes)?;
    let mut meant = Opinion::parse(&before, office, today)?.value;
    let ids = answer.0.iter().join(", ");
    let root = yaml::read(&before, 0..before.text.len())?;
    let edit = point_node(&root, point)
        .and_then(|node| edit::set(&before.text, node, "answer", &format!("[{ids}]")));
    let layout = || Unpinned::Layout(name.to_owned(), ids.clone());
    let after = edit::apply(bytes, &[edit.ok_or_else(layout)?]);
    let written = Opinion::parse(&Source::from_bytes(name, &after)?, office, today)?.value;
    meant.points[point].answer.clone_from(&answer.0);
    if written == meant { Ok(after) } else { Err(layout()) }
}

fn point_node(root: &Node, point: usize) -> Option<&Node> {
    let Value::Map(entries) = &root.value else { return None };
    let (_, points) = entries.iter().find(|(key, _)| key.name == "points")?;
    match &points.value {
        Value::List(items) => items.get(point),
        Value::Map(_) => Some(points),
        Value::Null | Value::Scalar(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::office::Places;

    fn office() -> Office {
        Office::open(&Places::default()).expect("the built-in files are right")
    }

    fn opinion(points: &str) -> String {
        format!(
            "# ours\nchamber: ro-camera   # the lower house\nkind: own-initiative\n\
             subject: on prisons\npoints: {points}\nreply:\n  date: 2017-01-10\n"
        )
    }

    fn pinned(text: &str, office: &Office) -> Result<String, Unpinned> {
        let answer = ["ran-prisons", "sis-ii"].map(|id| PlainName::parse(id).expect("a name"));
        let answer = Pin::of(answer).expect("it has ids");
        let after = pin("x.yaml", text.as_bytes(), 1, &answer, office, date(2017, 1, 10))?;
        Ok(String::from_utf8(after).expect("it is text"))
    }

    #[test]
    fn nothing_but_the_pin_changes() {
        let office = office();
        let pin = "answer: [ran-prisons, sis-ii]";
        for (before, after) in [
            (
                "\n  - text: One. # 1\n  # two\n  - text: Two,\n      in lines. # 2\n\n  - text: Three.",
                format!(
                    "\n  - text: One. # 1\n  # two\n  - text: Two,\n      in lines. # 2\n    {pin}\n\n  - text: Three."
                ),
            ),
            (
                "\n- text: One.\n- stance: request\n  text: |\n    Two:\n    lines.\n  reference: paragraph 8 # there",
                format!(
                    "\n- text: One.\n- stance: request\n  text: |\n    Two:\n    lines.\n  reference: paragraph 8 # there\n  {pin}"
                ),
            ),
            (
                "[{ text: One. }, { text: \"Two, {2}.\", stance: request }]   # in short",
                format!(
                    "[{{ text: One. }}, {{ text: \"Two, {{2}}.\", stance: request, {pin} }}]   # in short"
                ),
            ),
            (
                "\n  - text: One.\n  - answer: [sis-ii] # old\n    text: Two.",
                format!("\n  - text: One.\n  - {pin} # old\n    text: Two."),
            ),
        ] {
            let (before, after) = (opinion(before), opinion(&after));
            assert_eq!(pinned(&before, &office).expect("it can be pinned"), after);
            let crlf = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
            assert_eq!(pinned(&crlf(&before), &office).expect("it can be pinned"), crlf(&after));
        }
    }

    #[test]
    fn every_point_of_the_examples_can_be_pinned() {
        let office = office();
        let answer = Pin::of(PlainName::parse("political-dialogue")).expect("it has an id");
        let day = date(2017, 1, 10);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/opinions");
        for file in std::fs::read_dir(folder).expect("the examples are there") {
            let path = file.expect("the folder can be read").path();
            let name = path.display().to_string();
            let bytes = std::fs::read(&path).expect("it can be read");
            let source = Source::from_bytes(&*name, &bytes).expect("it is text");
            let points = Opinion::parse(&source, &office, day).expect("it is valid").value.points;
            for (place, point) in points.iter().enumerate() {
                let after = pin(&name, &bytes, place, &answer, &office, day);
                let after = after.unwrap_or_else(|why| panic!("{name}, {}: {why}", point.id));
                let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').count();
                let (more, is_new) = (lines(&after) - lines(&bytes), point.answer.is_empty());
                assert_eq!(more, usize::from(is_new), "{name}, {}", point.id);
            }
        }
    }

    #[test]
    fn a_pin_that_contradicts_the_file_is_not_written() {
        let points = "\n  - text: One.\n  - text: Two.\n    exclude: [sis-ii]";
        let refused = pinned(&opinion(points), &office()).unwrap_err();
        assert!(matches!(refused, Unpinned::Rejected(_)), "{refused}");
    }
}
