//! The comparison of two lists of words: the least that changed, and the same made readable.

use std::ops::Range;

use similar::DiffOp;
use similar::algorithms::{Capture, myers};

use super::Edit;
use super::likeness::share;
use super::substance::has_substance;
use super::words::{Word, keys};

/// Pairs the places of a longest common subsequence, in order.
pub(crate) fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let mut capture = Capture::new();
    let (olds, news) = (0..old.len(), 0..new.len());
    let Ok(()) = myers::diff_deadline_raw(&mut capture, old, olds, new, news, None);
    let kept = capture.into_ops().into_iter().filter_map(|op| match op {
        DiffOp::Equal { old_index, new_index, len } => Some((old_index, new_index, len)),
        _ => None,
    });
    kept.flat_map(|(old, new, len)| (0..len).map(move |at| (old + at, new + at))).collect()
}

/// A stretch of two texts, kept or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    pub(super) is_kept: bool,
}

/// What changed between two texts.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    pub(super) old: &'a [Word],
    pub(super) new: &'a [Word],
    /// The least number of words that were taken out.
    pub(super) removed: usize,
    /// The least number of words that were put in.
    pub(super) added: usize,
    /// The stretches of both texts as a reader follows them best.
    pub(super) runs: Vec<Run>,
}

impl<'a> Comparison<'a> {
    /// Compares two texts word by word.
    pub(super) fn of(old: &'a [Word], new: &'a [Word]) -> Self {
        let mut kept = Kept::least(old, new);
        let count = kept.pairs.len();
        kept.slide();
        kept.drop_scraps();
        kept.drop_rewritten_sentences();
        let runs = kept.runs();
        Self { old, new, removed: old.len() - count, added: new.len() - count, runs }
    }

    /// Compares two texts and leaves the least that changed as it is.
    pub(super) fn least(old: &'a [Word], new: &'a [Word]) -> Self {
        let kept = Kept::least(old, new);
        let (removed, added) = (old.len() - kept.pairs.len(), new.len() - kept.pairs.len());
        let runs = kept.runs();
        Self { old, new, removed, added, runs }
    }

    /// Takes one text for gone and the other for new, whatever words they share.
    pub(super) fn whole(old: &'a [Word], new: &'a [Word]) -> Self {
        let kept = Kept { old, new, pairs: Vec::new() };
        let runs = kept.runs();
        Self { old, new, removed: old.len(), added: new.len(), runs }
    }

    /// Returns the edits as text.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for run in &self.runs {
            if run.is_kept {
                let opens = run.old.clone().map(|at| self.old[at].opens_paragraph);
                let opens = opens.chain(std::iter::repeat(false));
                push(&mut edits, &self.new[run.new.clone()], opens, Edit::Kept);
            } else {
                let (old, new) = (&self.old[run.old.clone()], &self.new[run.new.clone()]);
                push(&mut edits, old, old.iter().map(|_| false), Edit::Removed);
                push(&mut edits, new, new.iter().map(|_| false), Edit::Added);
            }
        }
        edits
    }
}

/// Adds a stretch of words, cut where a paragraph begins on either side.
fn push(
    edits: &mut Vec<Edit>,
    words: &[Word],
    opens: impl Iterator<Item = bool>,
    edit: fn(String) -> Edit,
) {
    let mut text = String::new();
    for (word, opens_other) in words.iter().zip(opens) {
        if word.opens_paragraph || opens_other {
            if !text.is_empty() {
                edits.push(edit(std::mem::take(&mut text)));
            }
            edits.push(Edit::Break);
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word.text);
    }
    if !text.is_empty() {
        edits.push(edit(text));
    }
}

/// Which words of two texts are the same ones.
struct Kept<'a> {
    old: &'a [Word],
    new: &'a [Word],
    pairs: Vec<(usize, usize)>,
}

/// One of two texts.
#[derive(Debug, Clone, Copy)]
enum Of {
    Old,
    New,
}

/// A sentence that keeps less than this share of its words was rewritten.
const REWRITTEN: f64 = 0.4;
/// A stretch of so few words between two changes is a scrap.
const SCRAP: usize = 2;

impl<'a> Kept<'a> {
    fn least(old: &'a [Word], new: &'a [Word]) -> Self {
        Self { old, new, pairs: common(&keys(old), &keys(new)) }
    }

    fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let (mut old, mut new) = (0, 0);
        let end = [(self.old.len(), self.new.len())];
        for &(next_old, next_new) in self.pairs.iter().chain(&end) {
            if old < next_old || new < next_new {
                runs.push(Run { old: old..next_old, new: new..next_new, is_kept: false });
            }
            (old, new) = (next_old + 1, next_new + 1);
            match runs.last_mut() {
                _ if next_old == self.old.len() && next_new == self.new.len() => {}
                Some(run) if run.is_kept => (run.old.end, run.new.end) = (old, new),
                _ => runs.push(Run { old: next_old..old, new: next_new..new, is_kept: true }),
            }
        }
        runs
    }

    /// Shifts stretches that were only taken out or only put in to where a sentence begins: of
    /// `A b. A c.` against `A c.`, the sentence `A b.` went and not `b. A`.
    fn slide(&mut self) {
        for run in self.runs().iter().filter(|run| !run.is_kept) {
            match (run.old.is_empty(), run.new.is_empty()) {
                (false, true) => self.slide_run(Of::Old, &run.old),
                (true, false) => self.slide_run(Of::New, &run.new),
                _ => {}
            }
        }
    }

    fn slide_run(&mut self, of: Of, stretch: &Range<usize>) {
        let words = match of {
            Of::Old => self.old,
            Of::New => self.new,
        };
        if words[stretch.start].opens_sentence {
            return;
        }
        let can = |shift: &usize| {
            let (first, last) = (stretch.start - shift, stretch.end - shift);
            self.pair_at(of, first).is_some() && words[first].key == words[last].key
        };
        let mut reach = (1..=stretch.start).take_while(can);
        let Some(shift) = reach.find(|shift| words[stretch.start - shift].opens_sentence) else {
            return;
        };
        // The kept words before the stretch are now the last ones of it. From the back, so that
        // the places stay in order.
        for at in (stretch.start - shift..stretch.start).rev() {
            let Some(pair) = self.pair_at(of, at) else { return };
            match of {
                Of::Old => self.pairs[pair].0 = at + stretch.len(),
                Of::New => self.pairs[pair].1 = at + stretch.len(),
            }
        }
    }

    /// Returns the index of the pair that the word at a place belongs to.
    fn pair_at(&self, of: Of, at: usize) -> Option<usize> {
        match of {
            Of::Old => self.pairs.binary_search_by_key(&at, |pair| pair.0).ok(),
            Of::New => self.pairs.binary_search_by_key(&at, |pair| pair.1).ok(),
        }
    }

    /// Drops identical scraps between two changes, unless there is substance in them.
    fn drop_scraps(&mut self) {
        let runs = self.runs();
        let mut dropped = vec![false; self.old.len()];
        for window in runs.windows(3) {
            let [before, kept, after] = window else { continue };
            let is_scrap = kept.is_kept && kept.old.len() <= SCRAP;
            let removes = !before.old.is_empty() && !after.old.is_empty();
            let adds = !before.new.is_empty() && !after.new.is_empty();
            let is_replaced = removes && (!before.new.is_empty() || !after.new.is_empty())
                || adds && (!before.old.is_empty() || !after.old.is_empty());
            if is_scrap && is_replaced && !has_substance(&self.old[kept.old.clone()]) {
                dropped[kept.old.clone()].fill(true);
            }
        }
        self.pairs.retain(|pair| !dropped[pair.0]);
    }

    /// Drops what sentences keep of which little is left, on both sides.
    fn drop_rewritten_sentences(&mut self) {
        for _ in 0..2 {
            let (mut olds, mut news) = (vec![false; self.old.len()], vec![false; self.new.len()]);
            for (old, new) in &self.pairs {
                (olds[*old], news[*new]) = (true, true);
            }
            let (gone, come) = (rewritten(self.old, &olds), rewritten(self.new, &news));
            let before = self.pairs.len();
            self.pairs.retain(|(old, new)| !gone[*old] && !come[*new]);
            if self.pairs.len() == before {
                break;
            }
        }
    }
}

/// Tells of each word whether its sentence keeps too little.
fn rewritten(words: &[Word], kept: &[bool]) -> Vec<bool> {
    let mut starts: Vec<usize> = (0..words.len()).filter(|at| words[*at].opens_sentence).collect();
    starts.push(words.len());
    let mut all = vec![false; words.len()];
    for sentence in starts.windows(2).map(|pair| pair[0]..pair[1]) {
        let count = kept[sentence.clone()].iter().filter(|kept| **kept).count();
        if share(count, sentence.len()) < REWRITTEN {
            all[sentence].fill(true);
        }
    }
    all
}
