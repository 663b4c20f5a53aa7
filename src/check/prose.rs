//! The words of a draft at their places: what a reader of the letter sees, and nothing of front
//! matter, comments, gaps or Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::draft::{GAP_MARK, markdown_options};

/// The prose of a draft.
#[derive(Debug)]
pub(super) struct Prose {
    /// As long as the source. White space is a plain space, hard spaces stay; what is no word of
    /// the letter is [`NO_WORD`].
    text: String,
    /// The paragraphs, lists and headings in order, then the notes.
    pub(super) pieces: Vec<Piece>,
    /// The comments in order, pedigrees left out.
    pub(super) comments: Vec<Comment>,
    /// The marks of notes that have one: label and place.
    pub(super) marks: Vec<(String, Range<usize>)>,
}

/// Stands for a byte that is no word of the letter.
pub(super) const NO_WORD: char = '\u{1}';

/// A stretch of prose that belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes in the source.
    pub(super) place: Range<usize>,
    /// Which part of the draft it is.
    pub(super) part: Part,
}

/// Which part of a draft a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// The block with this number, from 0.
    Block(usize),
    /// The note with this label.
    Note(String),
}

/// A comment and what it stands beside: the item, note or paragraph around it, else the block or
/// note after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// Its bytes in the source.
    pub(super) place: Range<usize>,
    /// The bytes that it is about.
    pub(super) about: Range<usize>,
}

impl Prose {
    /// Reads the body of a draft, which begins at a byte of the source.
    pub(super) fn read(source: &str, body: Range<usize>) -> Self {
        let mut reader = Reader::new(source, body.clone());
        for (event, place) in
            Parser::new_ext(&source[body.clone()], markdown_options()).into_offset_iter()
        {
            reader.event(event, body.start + place.start..body.start + place.end);
        }
        reader.finish()
    }

    /// Returns the words of a place.
    pub(super) fn words(&self, place: &Range<usize>) -> &str {
        &self.text[place.clone()]
    }

    /// Returns each piece with its words.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Piece, &str)> {
        self.pieces.iter().map(|piece| (piece, self.words(&piece.place)))
    }

    /// Returns the place of a block of the draft.
    pub(super) fn block(&self, number: usize) -> Option<Range<usize>> {
        let piece = self.pieces.iter().find(|piece| piece.part == Part::Block(number));
        piece.map(|piece| piece.place.clone())
    }

    /// Finds words in the whole letter; the places are those of the source.
    pub(super) fn find<'a>(&'a self, words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.iter().flat_map(move |(piece, text)| {
            let start = piece.place.start;
            let found = crate::text::find_phrase(text, words);
            found.into_iter().map(move |place| start + place.start..start + place.end)
        })
    }
}

/// What a comment is about that stands in something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// An item or a note, with all of its paragraphs.
    Whole,
    /// A paragraph, if it is in no item or note.
    Paragraph,
    /// Not this.
    Nothing,
}

/// Reads the events of a body.
struct Reader<'a> {
    source: &'a str,
    text: Vec<u8>,
    pieces: Vec<Piece>,
    notes: Vec<Piece>,
    comments: Vec<Comment>,
    marks: Vec<(String, Range<usize>)>,
    /// What is open, the outermost first.
    open: Vec<(Range<usize>, Around)>,
    /// The comments, by number, that wait for what comes after them.
    waiting: Vec<usize>,
    is_gap: bool,
    blocks: usize,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, body: Range<usize>) -> Self {
        let blank = |byte: u8| if byte.is_ascii_whitespace() { b' ' } else { NO_WORD as u8 };
        let mut text = vec![NO_WORD as u8; body.start];
        text.extend(source[body].bytes().map(blank));
        Self {
            source,
            text,
            pieces: Vec::new(),
            notes: Vec::new(),
            comments: Vec::new(),
            marks: Vec::new(),
            open: Vec::new(),
            waiting: Vec::new(),
            is_gap: false,
            blocks: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, place: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, place),
            Event::End(_) => {
                self.open.pop();
                self.is_gap &= !self.open.is_empty();
            }
            Event::Text(_) if !self.is_gap => {
                self.text[place.clone()].copy_from_slice(&self.source.as_bytes()[place]);
            }
            Event::InlineHtml(_) => self.comment(place),
            Event::FootnoteReference(label) => self.marks.push((label.to_string(), place)),
            Event::Rule if self.open.is_empty() => self.block(place),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, place: Range<usize>) {
        match tag {
            Tag::HtmlBlock => self.comment(place.clone()),
            Tag::FootnoteDefinition(label) => {
                self.settle(&place);
                self.notes
                    .push(Piece { place: place.clone(), part: Part::Note(label.to_string()) });
            }
            _ if self.open.is_empty() => self.block(place.clone()),
            _ => {}
        }
        let around = match tag {
            Tag::Item | Tag::FootnoteDefinition(_) => Around::Whole,
            Tag::Paragraph | Tag::Heading { .. } => Around::Paragraph,
            _ => Around::Nothing,
        };
        self.open.push((place, around));
    }

    fn block(&mut self, place: Range<usize>) {
        self.is_gap = self.source[place.clone()].starts_with(GAP_MARK);
        self.settle(&place);
        self.pieces.push(Piece { place, part: Part::Block(self.blocks) });
        self.blocks += 1;
    }

    fn comment(&mut self, place: Range<usize>) {
        let html = self.source[place.clone()].trim_end();
        let place = place.start..place.start + html.len();
        if html.strip_prefix("<!--").is_none_or(|html| html.trim_start().starts_with('{')) {
            return;
        }
        let innermost = |kind| self.open.iter().rev().find(move |(_, one)| *one == kind);
        let around = innermost(Around::Whole).or_else(|| innermost(Around::Paragraph));
        if around.is_none() {
            self.waiting.push(self.comments.len());
        }
        let about = around.map_or(place.clone(), |(around, _)| around.clone());
        self.comments.push(Comment { place, about });
    }

    /// Tells the comments that wait what they are about.
    fn settle(&mut self, place: &Range<usize>) {
        for number in self.waiting.drain(..) {
            self.comments[number].about = place.clone();
        }
    }

    fn finish(mut self) -> Prose {
        self.pieces.append(&mut self.notes);
        let text = String::from_utf8(self.text).expect("whole texts were copied");
        Prose { text, pieces: self.pieces, comments: self.comments, marks: self.marks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Prose {
        Prose::read(text, 0..text.len())
    }

    #[test]
    fn words_stand_at_their_places() {
        let text = "<!-- {part: opening} -->\nIt *gave* EUR\u{a0}5\nto ș.[^1]\n\n\
            > **To be drafted** (point a): x\n\n- one\n- `two`\n\n[^1]: A note.\n";
        let prose = read(text);
        let words: Vec<String> =
            prose.iter().map(|(_, words)| words.replace(NO_WORD, "").trim().to_owned()).collect();
        assert_eq!(words, ["It gave EUR\u{a0}5 to ș.", "", "one", "A note."]);
        let place = prose.find("EUR 5 to").next().expect("it is there");
        assert_eq!(&text[place], "EUR\u{a0}5\nto");
        assert_eq!(prose.marks.len(), 1);
        assert_eq!(prose.block(2).map(|place| &text[place.start..place.start + 5]), Some("- one"));
    }

    #[test]
    fn a_comment_is_about_what_it_stands_beside() {
        let text = "<!-- a -->\nOne.\n\n- two\n  <!-- b -->\n- three\n\nFour. <!-- c -->\n\n\
            [^1]: Five. <!-- d -->\n\n<!-- e -->\n[^2]: Six.\n";
        let prose = read(text);
        let about: Vec<&str> = prose
            .comments
            .iter()
            .map(|one| text[one.about.clone()].lines().next().unwrap_or_default())
            .collect();
        assert_eq!(
            about,
            ["One.", "- two", "Four. <!-- c -->", "[^1]: Five. <!-- d -->", "[^2]: Six."]
        );
    }
}
