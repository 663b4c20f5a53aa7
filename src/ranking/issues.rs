//! Points that raise two issues.

use super::found::{Found, Search};
use super::notions::PointNotions;
use super::reading::{Ask, Reading};

/// How much better the first entry must answer one part of the point, and the second
/// entry the other part, as a share of what speaks for the first one by words.
const CLEAR: f64 = 0.25;

/// How much better they must be at least, in words that only one entry uses.
const ENOUGH: f64 = 0.5;

/// How much more each of them must speak of what its part speaks of, as a cosine.
const NEARER: f64 = 0.08;

/// Words and marks at which a point may turn to its second issue.
const TURNS: &[&str] = &[
    ", ",
    "; ",
    ": ",
    ". ",
    "? ",
    " and ",
    " but ",
    " or ",
    " nor ",
    " than ",
    " while ",
    " whereas ",
    " as well as ",
    " now that ",
    " when ",
];

/// Returns which of the best entries, given with their scores, answers a second issue.
///
/// The point clearly raises two issues when it can be cut in two so that the first
/// entry answers one part much better and the other entry the other part, by words, and by notions, too.
pub(super) fn second(search: &Search<'_>, best: &[(u32, f64)]) -> Option<u32> {
    let ((first, _), others) = best.split_first()?;
    let first = search.found_in(*first);
    let cuts = cuts(&search.query.text);
    let mut second = None;
    let mut clear = (CLEAR * first.weight()).max(ENOUGH * search.rarest());
    for (entry, _) in others {
        let other = search.found_in(*entry);
        for cut in &cuts {
            let lead = lead(advantages(&search.reading, &first, &other, *cut));
            if lead > clear && are_nearer(search, [first.entry, *entry], *cut) {
                (second, clear) = (Some(*entry), lead);
            }
        }
    }
    second
}

/// Returns how much better each of two entries does on one part of a point, given how much better the
/// first one does on both.
fn lead((before, after): (f64, f64)) -> f64 {
    before.min(-after).max((-before).min(after))
}

/// Tells whether each of two entries speaks more of what one part of the point speaks of; also where the
/// thesaurus does not know what a part speaks of.
fn are_nearer(search: &Search<'_>, [first, other]: [u32; 2], cut: usize) -> bool {
    let notions = &search.index.notions;
    let (before, after): (Vec<&Ask<'_>>, Vec<_>) =
        search.reading.own().partition(|ask| ask.ranges[0].start < cut);
    let parts = [before, after].map(|asks| PointNotions::of(notions, asks));
    let [before, after] =
        parts.each_ref().map(|part| notions.likeness(part, first) - notions.likeness(part, other));
    parts.iter().any(PointNotions::are_none) || lead((before, after)) > NEARER
}

fn cuts(text: &str) -> Vec<usize> {
    let mut cuts: Vec<usize> =
        TURNS.iter().flat_map(|turn| text.match_indices(turn)).map(|(at, _)| at).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Returns by how much the first entry does better before and after a cut.
fn advantages(
    reading: &Reading<'_>,
    first: &Found<'_>,
    other: &Found<'_>,
    cut: usize,
) -> (f64, f64) {
    let (mut before, mut after) = (0.0, 0.0);
    let mut add = |at: usize, lead: f64| {
        if at < cut { before += lead } else { after += lead }
    };
    for ((ask, one), two) in reading.asks.iter().zip(&first.evidence).zip(&other.evidence) {
        let weight = |found: &Option<super::evidence::Evidence>| {
            found.as_ref().map_or(0.0, |found| found.weight)
        };
        if let Some(range) = ask.ranges.first() {
            add(range.start, weight(one) - weight(two));
        }
    }
    for (entry, sign) in [(first, 1.0), (other, -1.0)] {
        for bonus in &entry.bonuses {
            if let Some(range) = bonus.reason.passages().first() {
                add(range.start, sign * bonus.reason.weight());
            }
        }
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use crate::ranking::{Entry, Index, Query, Ranker, Stance, Thesaurus};

    fn second_of(text: &str) -> Option<String> {
        let entry =
            |id: &str, body: &str| Entry { id: id.into(), body: body.into(), ..Entry::default() };
        let entries = [
            entry("bears", "Bears live in mountain forests and eat honey."),
            entry("fish", "Herring quotas protect the stock of herring."),
            entry("wine", "Vineyards may be planted with a licence."),
        ];
        let thesaurus = Thesaurus::new("bear: honey, forest\nherring: quota, fish stock\n");
        Index::new(&entries, &thesaurus).rank(&Query::new(text, Stance::Concern)).second
    }

    #[test]
    fn two_parts_with_different_answers_are_two_issues() {
        let second = second_of(
            "Bears eat honey in the mountain forests, and the quotas protect no stock of herring.",
        );
        assert!(second.is_some());
    }

    #[test]
    fn one_issue_has_no_second_answer() {
        assert_eq!(second_of("Bears eat honey, and they live in the forests."), None);
    }
}
