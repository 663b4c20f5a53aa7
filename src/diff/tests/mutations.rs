//! Seeded changes of a draft, each with the true number of words that it takes out and puts in.
//! The bench draws from them too.

use chancery::draft::{Draft, Note, Origin, Wording};
use chancery::name::PlainName;

use super::drafts::{DRAFTS, hand, without_pedigree, words};

/// Numbers that look random and are the same in every run (`SplitMix64`).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let end = u64::try_from(end).expect("it is small");
        usize::try_from((z ^ (z >> 31)) % end).expect("it is small")
    }
}

/// Words taken out and put in.
pub(crate) type Truth = (usize, usize);

/// A kind of change: changes the draft and returns the truth, or nothing where it does not fit.
pub(crate) type Mutation = fn(&mut Draft, &mut Dice) -> Option<Truth>;

pub(crate) const WITHOUT_MOVES: [(&str, Mutation); 13] = [
    ("reword", reword),
    ("fact", fact),
    ("swap", swap),
    ("drop", drop_paragraph),
    ("notes", note_in_front),
    ("note", edit_note),
    ("addressee", addressee),
    ("rewrap", rewrap),
    ("split", split),
    ("join", join),
    ("write", write),
    ("sentence", sentence),
    ("negation", negation),
];

pub(crate) const MOVES: [(&str, Mutation); 2] = [("move", move_one), ("moveedit", move_and_edit)];

/// Draws a pair of drafts that differ by a change, and how many words it is.
pub(crate) fn draw(seed: u64, mutation: Mutation) -> (Draft, Draft, Truth) {
    let mut dice = Dice(seed);
    loop {
        let old = DRAFTS[dice.below(DRAFTS.len())].clone();
        let mut new = old.clone();
        if let Some(truth) = mutation(&mut new, &mut dice) {
            return (old, new, truth);
        }
    }
}

/// Draws a pair of drafts that differ by up to six changes, none of which is a move.
pub(crate) fn draw_without_move(seed: u64) -> (Draft, Draft, Vec<&'static str>) {
    let mut dice = Dice(1_000_000 + seed);
    let mut old = DRAFTS[dice.below(DRAFTS.len())].clone();
    if dice.below(3) == 0 {
        old = without_pedigree(old);
    }
    let mut new = old.clone();
    let mut made = Vec::new();
    for _ in 0..=dice.below(6) {
        let (name, mutation) = WITHOUT_MOVES[dice.below(WITHOUT_MOVES.len())];
        // A second exchange may bring back what the first took out: that is a move.
        if name == "swap" && made.contains(&name) {
            continue;
        }
        let mut next = new.clone();
        if new.blocks.len() > 3 && mutation(&mut next, &mut dice).is_some() {
            new = next;
            made.push(name);
        }
    }
    (old, new, made)
}

/// Picks a paragraph of the middle with at least so many words, no gap.
fn pick(draft: &Draft, dice: &mut Dice, least: usize) -> Option<usize> {
    let fits: Vec<usize> = (1..draft.blocks.len() - 1)
        .filter(|at| !draft.blocks[*at].is_gap() && words(&draft.blocks[*at].text) >= least)
        .collect();
    (!fits.is_empty()).then(|| fits[dice.below(fits.len())])
}

fn edited(draft: &mut Draft, at: usize) {
    if let Origin::Library { wording, .. } = &mut draft.blocks[at].origin {
        *wording = Wording::Edited;
    }
}

/// Replaces some words in a row by others that stand nowhere else.
pub(crate) fn reword(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = pick(draft, dice, 30)?;
    let text = draft.blocks[at].text.clone();
    let all: Vec<&str> = text.split(' ').collect();
    let (count, put) = (2 + dice.below(6), 1 + dice.below(6));
    let start = (0..20).map(|_| 1 + dice.below(all.len() - count - 1)).find(|start| {
        let cut = all[*start..start + count].join(" ");
        !cut.contains(['\n', '[', '\u{a0}'])
    })?;
    let fresh: Vec<String> = (0..put).map(|one| format!("fresh{}{one}", dice.below(999))).collect();
    let fresh = fresh.join(" ");
    draft.blocks[at].text =
        [&all[..start], &[fresh.as_str()], &all[start + count..]].concat().join(" ");
    edited(draft, at);
    Some((count, put))
}

/// Exchanges the first and the last figure of a number, if that makes another.
fn fact(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let all: Vec<usize> = (0..draft.blocks.len())
        .filter(|at| !draft.blocks[*at].is_gap() && figure(&draft.blocks[*at].text).is_some())
        .collect();
    let at = *all.get(dice.below(all.len().max(1)))?;
    let (old, new) = figure(&draft.blocks[at].text)?;
    let count = draft.blocks[at].text.split_whitespace().filter(|word| word.contains(&old)).count();
    draft.blocks[at].text = draft.blocks[at].text.replace(&old, &new);
    edited(draft, at);
    Some((count, count))
}

/// The first year or number of two figures or more, and another one.
fn figure(text: &str) -> Option<(String, String)> {
    let old = text.split(|one: char| !one.is_ascii_digit()).find(|part| part.len() >= 2)?;
    let last = old.chars().last()?;
    let other = if last == '9' { '8' } else { '9' };
    Some((old.to_owned(), format!("{}{other}", &old[..old.len() - 1])))
}

/// Puts a paragraph of the library in the place of another that answers the same point.
fn swap(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = pick(draft, dice, 20)?;
    let used = |id: &PlainName| {
        draft.blocks.iter().any(
            |block| matches!(&block.origin, Origin::Library { paragraph, .. } if paragraph == id),
        )
    };
    if !matches!(draft.blocks[at].origin, Origin::Library { .. })
        || draft.blocks[at].points.is_empty()
    {
        return None;
    }
    let others: Vec<_> = DRAFTS
        .iter()
        .flat_map(|other| &other.blocks)
        .filter(|block| match &block.origin {
            Origin::Library { paragraph, .. } => !used(paragraph) && !block.text.contains("[^"),
            _ => false,
        })
        .collect();
    let other = others[dice.below(others.len())].clone();
    let old = &mut draft.blocks[at];
    let truth = (words(&old.text), words(&other.text));
    (old.origin, old.text) = (other.origin, other.text);
    Some(truth)
}

fn drop_paragraph(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = pick(draft, dice, 5)?;
    let gone = draft.blocks.remove(at);
    Some((words(&gone.text), 0))
}

/// Adds a note before all others: every number shifts, and the mark belongs to its word.
fn note_in_front(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = (0..draft.blocks.len()).find(|at| !draft.blocks[*at].is_gap())?;
    for block in &mut draft.blocks {
        for number in (1..=draft.notes.len()).rev() {
            let (old, new) = (format!("[^{number}]"), format!("[^{}]", number + 1));
            block.text = block.text.replace(&old, &new);
        }
    }
    for (note, number) in draft.notes.iter_mut().zip(2..) {
        note.label = number.to_string();
    }
    let text = format!("COM(2012)\u{a0}{}\u{a0}final.", 100 + dice.below(800));
    draft.notes.insert(0, Note::new("1", text));
    draft.blocks[at].text.push_str("[^1]");
    Some((1, 4))
}

fn edit_note(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = (!draft.notes.is_empty()).then(|| dice.below(draft.notes.len()))?;
    let (old, new) = figure(&draft.notes[at].text)?;
    let count = draft.notes[at].text.split_whitespace().filter(|word| word.contains(&old)).count();
    draft.notes[at].text = draft.notes[at].text.replace(&old, &new);
    Some((count, count))
}

fn addressee(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let first = draft.frame.addressee.first_mut()?;
    *first = format!("Ms Petra Bočková {}", dice.below(99));
    draft.frame.date = draft.frame.date.and_then(|date| date.tomorrow().ok());
    Some((0, 0))
}

/// Breaks lines elsewhere, and makes hard spaces plain ones.
#[expect(clippy::unnecessary_wraps, reason = "other changes may not fit")]
fn rewrap(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    for block in draft.blocks.iter_mut().filter(|block| !block.text.starts_with(['#', '>'])) {
        let words: Vec<&str> = block.text.split_whitespace().collect();
        let lines: Vec<String> =
            words.chunks(5 + dice.below(10)).map(|line| line.join(" ")).collect();
        block.text = lines.join("\n");
    }
    Some((0, 0))
}

fn split(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = pick(draft, dice, 30)?;
    let text = draft.blocks[at].text.clone();
    let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).collect();
    let end = *ends.get(dice.below(ends.len().max(1)))?;
    text[..end].clone_into(&mut draft.blocks[at].text);
    edited(draft, at);
    draft.blocks.insert(at + 1, hand(&text[end + 1..]));
    Some((0, 0))
}

fn join(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = pick(draft, dice, 8)?;
    let next = draft.blocks.get(at + 1).filter(|next| !next.is_gap())?.text.clone();
    draft.blocks[at].text = format!("{}\n{next}", draft.blocks[at].text);
    edited(draft, at);
    draft.blocks.remove(at + 1);
    Some((0, 0))
}

/// Writes a new paragraph.
#[expect(clippy::unnecessary_wraps, reason = "other changes may not fit")]
fn write(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = 1 + dice.below(draft.blocks.len());
    let count = 12 + dice.below(30);
    let text: Vec<String> = (0..count).map(|one| format!("word{}{one}", dice.below(99))).collect();
    draft.blocks.insert(at, hand(&format!("{}.", text.join(" "))));
    Some((0, count))
}

/// Takes out a whole sentence.
fn sentence(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = pick(draft, dice, 40)?;
    let text = draft.blocks[at].text.clone();
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() < 3 || lines.iter().any(|line| line.contains("[^")) {
        return None;
    }
    let gone = lines.remove(1 + dice.below(lines.len() - 1));
    draft.blocks[at].text = lines.join("\n");
    edited(draft, at);
    Some((words(gone), 0))
}

fn negation(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let at = pick(draft, dice, 10)?;
    let text = &draft.blocks[at].text;
    let verb = [" will ", " is ", " has ", " are "].into_iter().find(|verb| text.contains(verb))?;
    draft.blocks[at].text = text.replacen(verb, &format!("{verb}not "), 1);
    edited(draft, at);
    Some((0, 1))
}

/// Moves a paragraph of the middle by at least one place.
pub(crate) fn move_one(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let from = pick(draft, dice, 8)?;
    let to = 1 + dice.below(draft.blocks.len() - 2);
    if from == to {
        return None;
    }
    let block = draft.blocks.remove(from);
    draft.blocks.insert(to, block);
    Some((0, 0))
}

fn move_and_edit(draft: &mut Draft, dice: &mut Dice) -> Option<Truth> {
    let from = pick(draft, dice, 30)?;
    let to = 1 + dice.below(draft.blocks.len() - 2);
    if from.abs_diff(to) < 2 {
        return None;
    }
    let mut block = draft.blocks.remove(from);
    let text: Vec<&str> = block.text.split(' ').collect();
    let (first, last) = text.split_at(text.len() - 3);
    if last.iter().any(|word| word.contains(['\n', '[', '\u{a0}'])) {
        return None;
    }
    block.text = format!("{} and so on.", first.join(" "));
    draft.blocks.insert(to, block);
    edited(draft, to);
    Some((3, 3))
}
