//! The mark of a conflict: where a hand and a later run of the tool changed the same thing, the
//! text of the hand stays and a block quote after it holds both readings.
//!
//! ```text
//! > **To be settled** (ran-prisons): changed by hand and by the tool.
//! > Keep one reading, and delete this mark.
//! >
//! > *By hand:*
//! >
//! > The Commission has six working groups.
//! >
//! > *Drafted now:*
//! >
//! > The Commission has five working groups.
//! ```

/// How the mark of a conflict begins, so that readers and tools find it.
pub const CONFLICT_MARK: &str = "> **To be settled**";

const REMEDY: &str = "changed by hand and by the tool.\n> Keep one reading, and delete this mark.";
const BY_HAND: &str = "By hand";
const DRAFTED_NOW: &str = "Drafted now";
/// What stands after a label in place of a reading that is gone.
const GONE: &str = " taken out";

/// What the mark of a conflict says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about, as a reader calls it: a paragraph, a part, a field of the frame.
    pub place: String,
    /// The text of the hand; empty where the hand has taken it out.
    pub hand: String,
    /// The text that would be drafted now; empty where it would be taken out.
    pub new: String,
}

impl Conflict {
    /// Writes the mark, a block of Markdown.
    pub fn mark(&self) -> String {
        let Self { place, hand, new } = self;
        let (hand, new) = (reading(BY_HAND, hand), reading(DRAFTED_NOW, new));
        format!("{CONFLICT_MARK} ({place}): {REMEDY}\n>{hand}\n>{new}")
    }

    /// Reads a mark; `None` for any other text, and for a mark whose readings a hand has taken
    /// apart.
    pub fn read(mark: &str) -> Option<Self> {
        let (place, rest) = mark.strip_prefix(CONFLICT_MARK)?.split_once("): ")?;
        let (head, new) = rest.rsplit_once(&label(DRAFTED_NOW))?;
        let (_, hand) = head.split_once(&label(BY_HAND))?;
        let place = place.strip_prefix(" (")?.to_owned();
        Some(Self { place, hand: unquoted(hand), new: unquoted(new) })
    }
}

fn label(name: &str) -> String {
    format!("\n> *{name}:*")
}

fn reading(name: &str, text: &str) -> String {
    if text.is_empty() {
        return label(name) + GONE;
    }
    let quoted = text.lines().map(|line| format!("\n> {line}").trim_end().to_owned());
    label(name) + "\n>" + &quoted.collect::<String>()
}

/// The reading after its label.
fn unquoted(reading: &str) -> String {
    if reading.starts_with(GONE) {
        return String::new();
    }
    let lines = reading.lines().skip(1).map(|line| line.strip_prefix('>').unwrap_or(line));
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflict(hand: &str, new: &str) -> Conflict {
        Conflict { place: "ran-prisons".to_owned(), hand: hand.to_owned(), new: new.to_owned() }
    }

    #[test]
    fn a_mark_shows_both_readings() {
        insta::assert_snapshot!(conflict("One.\nTwo.", "- three\n\n  more").mark(), @r"
        > **To be settled** (ran-prisons): changed by hand and by the tool.
        > Keep one reading, and delete this mark.
        >
        > *By hand:*
        >
        > One.
        > Two.
        >
        > *Drafted now:*
        >
        > - three
        >
        >   more
        ");
    }

    #[test]
    fn a_mark_reads_back() {
        for (hand, new) in [
            ("One.\nTwo.", "Three."),
            ("", "Three."),
            ("One.", ""),
            ("> quoted\n>\n> twice", "- a\n\n  b"),
            ("*By hand:*\n\nof my own", "3. three"),
        ] {
            let conflict = conflict(hand, new);
            assert_eq!(Conflict::read(&conflict.mark()), Some(conflict));
        }
        assert_eq!(Conflict::read("> **To be drafted** (point 1): One."), None);
    }
}
