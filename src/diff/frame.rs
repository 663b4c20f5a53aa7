//! What changed around the body: the fields of the frame, and the acts.

use super::edits::Comparison;
use super::words::{Lexicon, read_lines};
use super::{Change, FactKind, Kind, Side, Substance, substance};
use crate::draft::Draft;

/// The lines of a field; none when it is absent.
type Field = (&'static str, Vec<String>);

/// Returns a change for each field that differs, in the order of the front matter.
pub(super) fn changes(old: &Draft, new: &Draft) -> Vec<Change> {
    fields(old)
        .into_iter()
        .zip(fields(new))
        .filter(|((_, one), (_, other))| one != other)
        .map(|((field, one), (_, other))| change(field, &one, &other))
        .collect()
}

fn fields(draft: &Draft) -> [Field; 9] {
    let (about, frame) = (&draft.about, &draft.frame);
    let text = |text: &String| vec![text.clone()];
    let acts = about.acts.iter().map(ToString::to_string);
    let copies = frame.copy_to.iter().map(|lines| lines.join(", "));
    let signatures = frame.signatures.iter().map(|one| format!("{}, {}", one.name, one.title));
    [
        ("acts", acts.collect()),
        ("place", text(&frame.place)),
        ("date", frame.date.iter().map(ToString::to_string).collect()),
        ("number", frame.number.iter().map(ToString::to_string).collect()),
        ("addressee", frame.addressee.clone()),
        ("copy_to", copies.collect()),
        ("salutation", text(&frame.salutation)),
        ("close", text(&frame.close)),
        ("signatories", signatures.collect()),
    ]
}

fn change(field: &'static str, old: &[String], new: &[String]) -> Change {
    let mut lexicon = Lexicon::default();
    let (one, other) = (read_lines(old, &mut lexicon), read_lines(new, &mut lexicon));
    let comparison = Comparison::of(&one, &other);
    let kind = match field {
        "date" => Some(FactKind::Date),
        "acts" | "number" => Some(FactKind::Reference),
        "addressee" | "copy_to" | "signatories" => Some(FactKind::Name),
        _ => None,
    };
    Change {
        kind: Kind::Frame,
        paragraph: None,
        field: Some(field),
        old: side(field, old),
        new: side(field, new),
        words_removed: comparison.removed,
        words_added: comparison.added,
        substance: match kind {
            Some(kind) => lines_that_differ(kind, old, new),
            None => substance::changed(&comparison),
        },
        edits: comparison.edits(),
    }
}

/// A field is all substance: each of its lines that went or came is a fact.
fn lines_that_differ(kind: FactKind, old: &[String], new: &[String]) -> Vec<Substance> {
    let gone: Vec<&String> = old.iter().filter(|line| !new.contains(line)).collect();
    let come: Vec<&String> = new.iter().filter(|line| !old.contains(line)).collect();
    let plain = |line: &&String| line.replace('\u{a0}', " ");
    (0..gone.len().max(come.len()))
        .map(|at| Substance { kind, old: gone.get(at).map(plain), new: come.get(at).map(plain) })
        .collect()
}

fn side(field: &str, lines: &[String]) -> Option<Side> {
    (!lines.is_empty()).then(|| Side {
        index: None,
        count: 1,
        place: field.to_owned(),
        text: lines.join("\n"),
    })
}
