//! The paragraphs of a redline, and where those stand that are gone.

use std::ops::Range;

use super::stretches::{self, Open};
use super::{Mark, Part};
use crate::diff::{Change, Entry, Kind, Side};
use crate::draft::{Block, Draft, Origin};
use crate::render::compositor::Compositor;

/// Sets the paragraphs of the draft, and those that are gone where they stood.
pub(super) fn set(
    draft: &Draft,
    entries: &[Entry<'_>],
    compositor: &mut Compositor<'_>,
) -> Vec<Part> {
    let entries: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|entry| !matches!(entry.change.kind, Kind::Frame | Kind::Note))
        .collect();
    let gone = Gone::of(&entries, draft.blocks.len());
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        parts.extend(gone.before(at).map(|entry| gone_part(entry, compositor)));
        let Some(block) = draft.blocks.get(at) else { return parts };
        let entry = entries.iter().find(|entry| new_places(entry.change).contains(&at)).copied();
        parts.push(match entry {
            Some(entry) if entry.change.kind == Kind::Added => {
                part(Some(entry), block, stretches::ADD, compositor)
            }
            Some(entry) if entry.change.kind != Kind::Moved => {
                let text = stretches::text(entry.change);
                let text = if block.is_gap() { format!("> {text}") } else { text };
                part(Some(entry), &Block { text, ..block.clone() }, None, compositor)
            }
            unedited => part(unedited, block, None, compositor),
        });
        at = entry.map_or(at + 1, |entry| new_places(entry.change).end);
    }
}

/// Sets a block, as it is or with its stretches marked; `open` is what its text begins with.
fn part(
    entry: Option<&Entry<'_>>,
    block: &Block,
    mut open: Open,
    compositor: &mut Compositor<'_>,
) -> Part {
    let content = compositor.set(std::slice::from_ref(block)).into_iter();
    let content = content.map(|block| stretches::marked_block(block, &mut open)).collect();
    Part { mark: entry.map(Mark::of), content }
}

/// Sets a paragraph that is gone. The numbers of its notes belong to another letter.
fn gone_part(entry: &Entry<'_>, compositor: &mut Compositor<'_>) -> Part {
    let text = entry.change.old.as_ref().map_or("", |side| &side.text);
    let text = stretches::without_marks(text);
    let block = Block::new(Origin::Hand, Vec::new(), text);
    part(Some(entry), &block, stretches::REMOVE, compositor)
}

/// The paragraphs that are gone, each with the place in the new draft before which it stood.
struct Gone<'a>(Vec<(usize, &'a Entry<'a>)>);

impl<'a> Gone<'a> {
    /// What has no change keeps its order, so that counting pairs it.
    fn of(entries: &[&'a Entry<'a>], count: usize) -> Self {
        let is_free = |places: fn(&Change) -> Range<usize>, at: usize| {
            !entries.iter().any(|entry| places(entry.change).contains(&at))
        };
        let old = (0..).filter(|at| is_free(old_places, *at));
        let new = (0..count).filter(|at| is_free(new_places, *at)).map(|at| at + 1);
        let unchanged = new.zip(old).map(|(end, old)| (old, end));
        let changed = entries.iter().map(|entry| entry.change).filter(|change| {
            let has_moved = matches!(change.kind, Kind::Moved | Kind::MovedEdited);
            !has_moved && change.old.is_some() && change.new.is_some()
        });
        let changed = changed.map(|change| (old_places(change).start, new_places(change).end));
        // Where each paragraph that stayed in place stood, and where it ends now.
        let stays: Vec<(usize, usize)> = unchanged.chain(changed).collect();
        let place = |entry: &Entry<'_>| {
            let before = stays.iter().filter(|(old, _)| *old < old_places(entry.change).start);
            before.max().map_or(0, |(_, end)| *end)
        };
        let gone = entries.iter().filter(|entry| entry.change.kind == Kind::Removed);
        Self(gone.map(|entry| (place(entry), *entry)).collect())
    }

    fn before(&self, at: usize) -> impl Iterator<Item = &'a Entry<'a>> {
        self.0.iter().filter(move |(place, _)| *place == at).map(|(_, entry)| *entry)
    }
}

fn old_places(change: &Change) -> Range<usize> {
    places(change.old.as_ref())
}

fn new_places(change: &Change) -> Range<usize> {
    places(change.new.as_ref())
}

/// The places of a side; none when it has no index, as what was composed only for a comparison.
fn places(side: Option<&Side>) -> Range<usize> {
    side.and_then(|side| Some((side.index?, side.count))).map_or(0..0, |(at, count)| at..at + count)
}
