//! Sets the blocks of a draft for paper and counts what is numbered: notes and headings.

use super::{Block, Inline, markdown};
use crate::draft::{self, Note};
use crate::text::protect_line_start;

/// Sets blocks one after the other; what is numbered through the whole letter is counted here.
pub(super) struct Compositor<'a> {
    defined: &'a [Note],
    /// The notes marked so far, in the order of their numbers.
    marked: Vec<&'a Note>,
    /// The levels, as the draft has them, of the headings above the place where we are.
    headings: Vec<usize>,
}

impl<'a> Compositor<'a> {
    /// Begins a letter that may mark the given notes.
    pub(super) fn new(defined: &'a [Note]) -> Self {
        Self { defined, marked: Vec::new(), headings: Vec::new() }
    }

    /// Sets the next blocks of the letter.
    pub(super) fn set(&mut self, blocks: &[draft::Block]) -> Vec<Block> {
        // A mark without definition is text to the parser, so it needs to see the definitions.
        let labels = self.defined.iter().map(|note| format!("[^{}]: note\n\n", note.label));
        let definitions: String = labels.collect();
        let mut all = Vec::new();
        for block in blocks {
            let set = markdown::read(&format!("{definitions}{}", block.text), self);
            all.extend(if block.is_mark() { set.into_iter().map(gap).collect() } else { set });
        }
        all
    }

    /// Sets the notes that were marked, in the order of their numbers. Marks within notes are
    /// text.
    pub(super) fn notes(self) -> Vec<Vec<Inline>> {
        let set = |note: &Note| {
            let blocks = markdown::read(&protect_line_start(&note.text), &mut Compositor::new(&[]));
            let mut line = Vec::new();
            for block in blocks {
                if let Block::Paragraph { content } = block {
                    line.extend(content);
                }
            }
            line
        };
        self.marked.into_iter().map(set).collect()
    }

    /// Numbers a note by the first appearance of its mark.
    pub(super) fn mark(&mut self, label: &str) -> Inline {
        let has_label = |note: &Note| note.label.eq_ignore_ascii_case(label);
        if let Some(at) = self.marked.iter().position(|note| has_label(note)) {
            return Inline::Note { number: at + 1, first: false };
        }
        match self.defined.iter().find(|note| has_label(note)) {
            Some(note) => {
                self.marked.push(note);
                Inline::Note { number: self.marked.len(), first: true }
            }
            None => Inline::Text { text: format!("[^{label}]") },
        }
    }

    /// Returns the level of a heading on paper: one below the nearest heading above it that has
    /// a higher rank in the draft.
    pub(super) fn level(&mut self, written: usize) -> usize {
        while self.headings.last().is_some_and(|above| *above >= written) {
            self.headings.pop();
        }
        self.headings.push(written);
        self.headings.len()
    }
}

/// Makes a gap of the block quote that stands for it in Markdown.
fn gap(block: Block) -> Block {
    match block {
        Block::Quote { content } => Block::Gap { content },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Letter, sample};

    fn letter(body: &str) -> Letter {
        Letter::of(&sample::draft(body), false)
    }

    /// The text of everything, with marks as `[1]`, or `[1 again]`.
    fn text(line: &[Inline]) -> String {
        let piece = |one: &Inline| match one {
            Inline::Text { text } => text.clone(),
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => text(content),
            Inline::Note { number, first: true } => format!("[{number}]"),
            Inline::Note { number, first: false } => format!("[{number} again]"),
            Inline::Break => "\n".to_owned(),
        };
        line.iter().map(piece).collect()
    }

    fn first_paragraph(letter: &Letter) -> String {
        match letter.body.iter().chain(&letter.closing).next() {
            Some(Block::Paragraph { content }) => text(content),
            other => panic!("no paragraph: {other:?}"),
        }
    }

    #[test]
    fn notes_are_numbered_by_the_first_appearance_of_their_marks() {
        let letter = letter(
            "First[^b], second[^a], again[^b], unknown[^c].\n\n\
             [^a]: The *second*.\n[^b]: 1. is no list, and [^a] no mark.\n[^d]: Never marked.",
        );
        assert_eq!(first_paragraph(&letter), "First[1], second[2], again[1 again], unknown[^c].");
        let notes: Vec<String> = letter.notes.iter().map(|note| text(note)).collect();
        assert_eq!(notes, ["1. is no list, and [^a] no mark.", "The second."]);
    }

    #[test]
    fn a_note_that_letter_and_annex_cite_has_one_number() {
        let letter = letter("A[^1].\n\nEnd.\n\n# Annex\n\nB[^1].\n\n[^1]: Note.");
        let Some(Block::Paragraph { content }) = letter.annex.last() else { panic!("no annex") };
        assert_eq!(text(content), "B[1 again].");
    }

    #[test]
    fn hostile_text_is_text() {
        let hostile = r#"#read("/etc/passwd") \*b\* $x$ @a \<a> // [b] {c} #panic() ~ = /* d */"#;
        let shown = "#read(“/etc/passwd”) *b* $x$ @a <a> // [b] {c} #panic() ~ = /* d */";
        assert_eq!(first_paragraph(&letter(&format!("x {hostile}"))), format!("x {shown}"));
    }

    #[test]
    fn sentences_run_on_and_quotes_are_typographic() {
        let letter = letter("The Senát's \"no\".  It --\nas `code` -- stays<!-- so -->.");
        assert_eq!(first_paragraph(&letter), "The Senát’s “no”. It – as code – stays.");
    }

    #[test]
    fn headings_never_skip_a_level() {
        let letter = letter("### A\n\nx\n\n# Annex\n\n### B\n\n## C\n\n### D\n\ny");
        let levels: Vec<usize> =
            letter.body.iter().chain(&letter.annex).filter_map(level).collect();
        assert_eq!(levels, [1, 1, 2, 2, 3]);
    }

    fn level(block: &Block) -> Option<usize> {
        if let Block::Heading { level, .. } = block { Some(*level) } else { None }
    }

    #[test]
    fn a_gap_is_no_quotation() {
        let letter = letter("> **To be drafted** (point 1): x\n\n> Quoted.\n\nEnd.");
        assert!(matches!(letter.body[..], [Block::Gap { .. }, Block::Quote { .. }]));
    }

    #[test]
    fn lists_keep_their_numbers_and_their_nesting() {
        let letter = letter("3. a\n4. b\n\n   - c\n\nEnd.");
        let [Block::Numbers { start: 3, items }] = &letter.body[..] else { panic!("{letter:?}") };
        assert!(matches!(items[1][..], [Block::Paragraph { .. }, Block::Bullets { .. }]));
    }

    #[test]
    fn what_is_nested_too_deeply_keeps_its_text() {
        let letter = letter(&format!("{}deep\n\nEnd.", "> ".repeat(500)));
        assert!(format!("{:?}", letter.body).contains("deep"));
    }
}
