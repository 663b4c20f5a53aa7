//! The paragraphs of a redline, and where those stand that are gone.

use std::ops::Range;

use super::stretches::{self, Open};
use super::{Mark, Part};
use crate::diff::{Change, Edit, Entry, Kind, Side};
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
        for entry in gone.before(at) {
            let text = stretches::text(entry.change, true);
            let block = Block { origin: Origin::Hand, points: Vec::new(), text };
            parts.push(part(Some(entry), &block, compositor));
        }
        let Some(block) = draft.blocks.get(at) else { return parts };
        let entry = entries.iter().find(|entry| {
            new_places(entry.change).start == at && !new_places(entry.change).is_empty()
        });
        match entry {
            Some(entry) => {
                let text = stretches::text(entry.change, false);
                let text = if block.is_gap() { format!("> {text}") } else { text };
                let only_moved =
                    entry.change.edits.iter().all(|edit| matches!(edit, Edit::Kept(_)));
                let marked = Block { text, ..block.clone() };
                parts.push(part(Some(entry), if only_moved { block } else { &marked }, compositor));
                at = new_places(entry.change).end;
            }
            None => {
                parts.push(part(None, block, compositor));
                at += 1;
            }
        }
    }
}

fn part(entry: Option<&Entry<'_>>, block: &Block, compositor: &mut Compositor<'_>) -> Part {
    let mut open = Open::default();
    let content = compositor.set(std::slice::from_ref(block));
    let content =
        content.into_iter().map(|block| stretches::marked_block(block, &mut open)).collect();
    Part { mark: entry.map(Mark::of), content }
}

/// The paragraphs that are gone, each with the place in the new draft before which it stood.
struct Gone<'a>(Vec<(usize, &'a Entry<'a>)>);

impl<'a> Gone<'a> {
    /// What neither moved nor went keeps its order, so that the paragraphs without a change are
    /// paired by counting.
    fn of(entries: &[&'a Entry<'a>], count: usize) -> Self {
        let is_free = |places: fn(&Change) -> Range<usize>, at: usize| {
            !entries.iter().any(|entry| places(entry.change).contains(&at))
        };
        let mut old = (0..).filter(|at| is_free(old_places, *at));
        let new = (0..count).filter(|at| is_free(new_places, *at));
        let mut stays: Vec<(usize, usize)> =
            new.map_while(|new| Some((old.next()?, new + 1))).collect();
        let in_place = entries.iter().map(|entry| entry.change).filter(|change| {
            change.new.is_some() && !matches!(change.kind, Kind::Moved | Kind::MovedEdited)
        });
        stays.extend(
            in_place
                .filter(|change| !old_places(change).is_empty())
                .map(|change| (old_places(change).start, new_places(change).end)),
        );
        let gone = entries.iter().filter(|entry| entry.change.kind == Kind::Removed);
        let place = |entry: &&'a Entry<'a>| {
            let before = stays.iter().filter(|(old, _)| *old < old_places(entry.change).start);
            before.max().map_or(0, |(_, end)| *end)
        };
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

fn places(side: Option<&Side>) -> Range<usize> {
    side.and_then(|side| Some((side.index?, side.count))).map_or(0..0, |(at, count)| at..at + count)
}
