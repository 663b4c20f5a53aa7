//! Reads the Markdown of one text into blocks.
//!
//! Code is set as the text that it holds; comments are left out, as is other HTML, which no
//! draft holds that was read from a file. What is nested deeper than [`DEEPEST`] keeps its text
//! and loses its nesting, so that no draft is too deep for a page.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::compositor::Compositor;
use super::{Block, Inline};
use crate::draft::markdown_options;

/// How deep lists, quotations and emphasis may be nested.
const DEEPEST: usize = 6;

/// Reads a text; notes and headings are counted by the compositor.
pub(super) fn read(text: &str, compositor: &mut Compositor<'_>) -> Vec<Block> {
    let options = markdown_options() | Options::ENABLE_SMART_PUNCTUATION;
    Reader { events: Parser::new_ext(text, options), compositor, depth: 0 }.blocks()
}

/// Reads the events of a text. Every function that reads to an end takes that end as well.
struct Reader<'t, 'c, 'a> {
    events: Parser<'t>,
    compositor: &'c mut Compositor<'a>,
    depth: usize,
}

impl Reader<'_, '_, '_> {
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        // The items of tight lists have no paragraphs: their text stands alone.
        let mut line = Vec::new();
        let mut unnested = 0_usize;
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(tag) if is_inline(&tag) => self.nested(tag, &mut line),
                Event::Start(tag) => {
                    end_line(&mut line, &mut blocks);
                    match self.block(&tag) {
                        Some(block) => blocks.extend(block),
                        None => unnested += 1,
                    }
                }
                Event::End(_) if unnested == 0 => break,
                Event::End(_) => {
                    end_line(&mut line, &mut blocks);
                    unnested -= 1;
                }
                Event::Rule => {
                    end_line(&mut line, &mut blocks);
                    blocks.push(Block::Rule);
                }
                other => self.inline(other, &mut line),
            }
        }
        end_line(&mut line, &mut blocks);
        blocks
    }

    /// Reads what a tag opens; `None` if only its content counts, which the caller reads.
    fn block(&mut self, tag: &Tag<'_>) -> Option<Vec<Block>> {
        let block = match tag {
            Tag::Paragraph | Tag::CodeBlock(_) => Block::Paragraph { content: self.inlines() },
            Tag::Heading { level, .. } => {
                let level = self.compositor.level(*level as usize);
                Block::Heading { level, content: self.inlines() }
            }
            Tag::HtmlBlock | Tag::FootnoteDefinition(_) => {
                self.skip();
                return Some(Vec::new());
            }
            Tag::BlockQuote(_) if self.depth < DEEPEST => {
                Block::Quote { content: self.deeper(Self::blocks) }
            }
            Tag::List(start) if self.depth < DEEPEST => {
                let items = self.deeper(Self::items);
                match start {
                    Some(start) => Block::Numbers { start: *start, items },
                    None => Block::Bullets { items },
                }
            }
            _ => return None,
        };
        Some(vec![block])
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            items.push(self.blocks());
        }
        items
    }

    fn inlines(&mut self) -> Vec<Inline> {
        let mut line = Vec::new();
        let mut unnested = 0_usize;
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(tag) if self.depth < DEEPEST => self.nested(tag, &mut line),
                Event::Start(_) => unnested += 1,
                Event::End(_) if unnested == 0 => break,
                Event::End(_) => unnested -= 1,
                other => self.inline(other, &mut line),
            }
        }
        line
    }

    /// Reads emphasis or a link; of anything else, such as a picture, the text.
    fn nested(&mut self, tag: Tag<'_>, line: &mut Vec<Inline>) {
        let content = self.deeper(Self::inlines);
        match tag {
            Tag::Emphasis => line.push(Inline::Emph { content }),
            Tag::Strong => line.push(Inline::Strong { content }),
            Tag::Link { link_type, dest_url, .. } if !dest_url.is_empty() => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let to = format!("{scheme}{dest_url}");
                let shown = if content.is_empty() {
                    vec![Inline::Text { text: to.clone() }]
                } else {
                    content
                };
                line.push(Inline::Link { to, content: shown });
            }
            _ => line.extend(content),
        }
    }

    fn inline(&mut self, event: Event<'_>, line: &mut Vec<Inline>) {
        match event {
            Event::Text(text) | Event::Code(text) => push_text(line, &text),
            Event::SoftBreak => push_text(line, " "),
            Event::HardBreak => line.push(Inline::Break),
            Event::FootnoteReference(label) => match self.compositor.mark(&label) {
                Inline::Text { text } => push_text(line, &text),
                mark => line.push(mark),
            },
            _ => {}
        }
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let content = read(self);
        self.depth -= 1;
        content
    }

    fn skip(&mut self) {
        let mut open = 1_usize;
        while open > 0 {
            match self.events.next() {
                Some(Event::Start(_)) => open += 1,
                Some(Event::End(_)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
}

/// Makes a paragraph of text that stands alone.
fn end_line(line: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !line.is_empty() {
        blocks.push(Block::Paragraph { content: std::mem::take(line) });
    }
}

/// Adds text to a line; a run of spaces is one space.
fn push_text(line: &mut Vec<Inline>, text: &str) {
    if !matches!(line.last(), Some(Inline::Text { .. })) {
        line.push(Inline::Text { text: String::new() });
    }
    let Some(Inline::Text { text: last }) = line.last_mut() else { return };
    for character in text.chars() {
        let character = if character == '\n' { ' ' } else { character };
        if character != ' ' || !last.ends_with(' ') {
            last.push(character);
        }
    }
}
