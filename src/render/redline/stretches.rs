//! Stretches of text that were taken out or put in.
//!
//! A changed text is set as one Markdown text in which four kinds of space, which no word of a
//! draft can hold, say where a stretch begins and ends; then they are taken out again. So emphasis
//! and notes are set as in the letter.

use crate::diff::{Change, Edit};
use crate::render::{Block, Inline};
use crate::text::{is_displayable, visible};

/// The spaces between which a stretch stands that was taken out.
const REMOVED: [char; 2] = ['\u{2000}', '\u{2001}'];
/// The same for one that was put in.
const ADDED: [char; 2] = ['\u{2002}', '\u{2003}'];

/// The text of a change as Markdown with its stretches marked. A mark of a note that is gone is
/// text: its number belongs to another letter. So is a comment, which could swallow where a
/// stretch ends. Emphasis that is gone is left away: its end could be taken for that of the new one.
pub(super) fn text(change: &Change) -> String {
    let is_split = change.new.as_ref().is_some_and(|side| side.count > 1);
    let between = |marks: [char; 2], text: &str| format!("{}{text}{}", marks[0], marks[1]);
    let mut all = String::new();
    for edit in &change.edits {
        let piece = match edit {
            Edit::Kept(text) => without_comment(text),
            Edit::Removed(text) => {
                let text = without_emphasis(&without_comment(text));
                between(REMOVED, &without_marks(&text))
            }
            Edit::Added(text) => between(ADDED, &without_comment(text)),
            Edit::Break if is_split => "\n\n".to_owned(),
            Edit::Break => between(REMOVED, "¶"),
        };
        if !all.is_empty() && !all.ends_with('\n') && piece != "\n\n" {
            all.push(' ');
        }
        all.push_str(&piece);
    }
    all
}

/// Makes text of the marks of notes.
pub(super) fn without_marks(text: &str) -> String {
    text.replace("[^", "\\[")
}

fn without_emphasis(text: &str) -> String {
    let pairs = std::iter::once(' ').chain(text.chars()).zip(text.chars());
    pairs.filter(|(before, one)| *one != '*' || *before == '\\').map(|(_, one)| one).collect()
}

fn without_comment(text: &str) -> String {
    text.replace("<!--", "\\<!--")
}

/// Lines of the frame, which are no Markdown.
pub(super) fn edited_lines(edits: &[Edit]) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for edit in edits {
        let piece = match edit {
            Edit::Kept(text) => plain(text),
            Edit::Removed(text) => Inline::Removed { content: vec![plain(text)] },
            Edit::Added(text) => Inline::Added { content: vec![plain(text)] },
            Edit::Break => {
                lines.push(Vec::new());
                continue;
            }
        };
        let line = lines.last_mut().expect("there is a first one");
        if !line.is_empty() {
            line.push(Inline::Text { text: " ".to_owned() });
        }
        line.push(piece);
    }
    lines
}

pub(super) fn plain(text: &str) -> Inline {
    Inline::Text { text: shown(text) }
}

/// Text of which the fonts have every character.
pub(super) fn shown(text: &str) -> String {
    let shown = |one| if is_displayable(one) { visible(one) } else { char::REPLACEMENT_CHARACTER };
    text.chars().map(shown).collect()
}

/// What happens to the text that comes next; nothing when it is kept.
pub(super) type Open = Option<fn(Vec<Inline>) -> Inline>;

/// It is marked as taken out.
pub(super) const REMOVE: Open = Some(|content| Inline::Removed { content });
/// It is marked as put in.
pub(super) const ADD: Open = Some(|content| Inline::Added { content });

pub(super) fn marked_block(block: Block, open: &mut Open) -> Block {
    let inside = |blocks: Vec<Block>, open: &mut Open| -> Vec<Block> {
        blocks.into_iter().map(|block| marked_block(block, open)).collect()
    };
    let items = |items: Vec<Vec<Block>>, open: &mut Open| -> Vec<Vec<Block>> {
        items.into_iter().map(|item| inside(item, open)).collect()
    };
    match block {
        Block::Paragraph { content } => Block::Paragraph { content: marked_line(content, open) },
        Block::Heading { level, content } => {
            Block::Heading { level, content: marked_line(content, open) }
        }
        Block::Bullets { items: all } => Block::Bullets { items: items(all, open) },
        Block::Numbers { start, items: all } => Block::Numbers { start, items: items(all, open) },
        Block::Quote { content } => Block::Quote { content: inside(content, open) },
        Block::Gap { content } => Block::Gap { content: inside(content, open) },
        Block::Rule => Block::Rule,
    }
}

/// A line on its own.
pub(super) fn marked(line: Vec<Inline>) -> Vec<Inline> {
    marked_line(line, &mut None)
}

/// Takes the marking spaces out of a line and wraps what stands between them.
fn marked_line(line: Vec<Inline>, open: &mut Open) -> Vec<Inline> {
    let mut all = Vec::new();
    for node in line {
        match node {
            Inline::Text { text } => marked_text(&text, open, &mut all),
            Inline::Emph { content } => {
                all.push(Inline::Emph { content: marked_line(content, open) });
            }
            Inline::Strong { content } => {
                all.push(Inline::Strong { content: marked_line(content, open) });
            }
            Inline::Link { to, content } => {
                all.push(Inline::Link { to, content: marked_line(content, open) });
            }
            // A note that was put in has text of its own, with its own stretches.
            other => all.push(other),
        }
    }
    all
}

fn marked_text(text: &str, open: &mut Open, line: &mut Vec<Inline>) {
    let marks = [REMOVED, ADDED].concat();
    for stretch in text.split_inclusive(|one| marks.contains(&one)) {
        let mark = stretch.chars().next_back().filter(|one| marks.contains(one));
        let words = mark.map_or(stretch, |mark| &stretch[..stretch.len() - mark.len_utf8()]);
        if !words.is_empty() {
            line.push(match open {
                Some(wrap) => wrap(vec![plain(words)]),
                None => plain(words),
            });
        }
        match mark {
            Some(mark) if mark == REMOVED[0] => *open = REMOVE,
            Some(mark) if mark == ADDED[0] => *open = ADD,
            Some(_) => *open = None,
            None => {}
        }
    }
}
