//! Which facts changed between two texts.

use super::edits::Comparison;
use super::facts::{self, Fact, FactKind};
use super::wording::is_generic;
use super::words::Word;

/// A fact that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substance {
    /// What kind of fact.
    pub kind: FactKind,
    /// How it was; absent if it is new.
    pub old: Option<String>,
    /// How it is; absent if it is gone.
    pub new: Option<String>,
}

/// Tells whether there is any fact in a stretch of words.
pub(super) fn has_substance(words: &[Word]) -> bool {
    !facts::find(words).is_empty()
}

/// Returns the facts that changed, in the order in which they stand.
///
/// A fact that takes the place of another of its kind makes a pair with it. A fact that only
/// stands elsewhere in the paragraph has not changed, unless it denies or obliges. Of a text that
/// is gone, new or exchanged as a whole, only the figures and references are told: the rest is to
/// be read anyway.
pub(super) fn changed(comparison: &Comparison<'_>) -> Vec<Substance> {
    let mut old = touched(comparison, true);
    let mut new = touched(comparison, false);
    let is_whole = !comparison.runs.iter().any(|run| run.is_kept);
    let mut found: Vec<(usize, Substance)> = Vec::new();
    cancel(&mut old, &mut new, |one, other| one.run == other.run);
    if !is_whole {
        pair(&mut old, &mut new, &mut found, |one, other| one.run == other.run);
    }
    cancel(&mut old, &mut new, |one, _| {
        !matches!(one.fact.kind, FactKind::Negation | FactKind::Modal)
    });
    pair_singles(&mut old, &mut new, &mut found);
    let sides =
        old.into_iter().map(|one| (one, true)).chain(new.into_iter().map(|one| (one, false)));
    for (Touched { run, fact }, is_old) in sides {
        let is_wording = matches!(fact.kind, FactKind::Name | FactKind::Negation | FactKind::Modal);
        if is_generic(&fact.text) || is_whole && is_wording {
            continue;
        }
        let (before, after) =
            if is_old { (Some(fact.text), None) } else { (None, Some(fact.text)) };
        found.push((run, Substance { kind: fact.kind, old: before, new: after }));
    }
    found.sort_by_key(|(run, _)| *run);
    found.into_iter().map(|(_, one)| one).collect()
}

/// A fact in or beside a stretch that was not kept, and which stretch. What stands beside one is
/// found on both sides and cancels out, unless it has become another fact.
struct Touched {
    run: usize,
    fact: Fact,
}

fn touched(comparison: &Comparison<'_>, is_old: bool) -> Vec<Touched> {
    let words = if is_old { comparison.old } else { comparison.new };
    let facts = facts::find(words);
    let range = |run: usize| {
        let run = &comparison.runs[run];
        if is_old { run.old.clone() } else { run.new.clone() }
    };
    let changed: Vec<usize> =
        (0..comparison.runs.len()).filter(|run| !comparison.runs[*run].is_kept).collect();
    facts
        .into_iter()
        .filter_map(|fact| {
            let run = changed.iter().copied().find(|run| {
                // What stands beside a change may have become part of a longer fact.
                let range = range(*run);
                range.start <= fact.words.end && fact.words.start <= range.end
            })?;
            Some(Touched { run, fact })
        })
        .collect()
}

/// Takes out what stands on both sides.
fn cancel(
    old: &mut Vec<Touched>,
    new: &mut Vec<Touched>,
    may: impl Fn(&Touched, &Touched) -> bool,
) {
    old.retain(|one| {
        let same = new.iter().position(|other| {
            let is_same =
                one.fact.kind == other.fact.kind && one.fact.identity == other.fact.identity;
            is_same && may(one, other)
        });
        if let Some(at) = same {
            new.remove(at);
        }
        same.is_none()
    });
}

/// Takes out what took the place of something of its kind.
fn pair(
    old: &mut Vec<Touched>,
    new: &mut Vec<Touched>,
    found: &mut Vec<(usize, Substance)>,
    may: impl Fn(&Touched, &Touched) -> bool,
) {
    old.retain(|one| {
        let partner =
            new.iter().position(|other| one.fact.kind == other.fact.kind && may(one, other));
        if let Some(at) = partner {
            let other = new.remove(at);
            found.push((one.run, paired(one, other)));
        }
        partner.is_none()
    });
}

fn paired(one: &Touched, other: Touched) -> Substance {
    let kind = one.fact.kind;
    Substance { kind, old: Some(one.fact.text.clone()), new: Some(other.fact.text) }
}

/// Pairs the figures of which there is one of a kind on each side.
fn pair_singles(
    old: &mut Vec<Touched>,
    new: &mut Vec<Touched>,
    found: &mut Vec<(usize, Substance)>,
) {
    for kind in [FactKind::Amount, FactKind::Date, FactKind::Number, FactKind::Reference] {
        let single = |all: &[Touched]| all.iter().filter(|one| one.fact.kind == kind).count() == 1;
        if single(old) && single(new) {
            pair(old, new, found, |one, _| one.fact.kind == kind);
        }
    }
}
