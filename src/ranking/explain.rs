//! The reasons of a candidate, from what its entry found.

use std::ops::Range;

use itertools::Itertools;

use super::areas::PointAreas;
use super::entry::Query;
use super::evidence::Evidence;
use super::found::{Found, Search};
use super::index::Index;
use super::reading::Link;
use super::reason::{Field, Reason};

/// Returns what speaks for an entry, the weightiest first; a stance that it is not
/// meant for comes last.
pub(super) fn reasons(search: &Search<'_>, found: &Found<'_>) -> Vec<Reason> {
    let Search { index, query, reading, .. } = search;
    let words = reading.asks.iter().zip(&found.evidence).filter_map(|(ask, evidence)| {
        let evidence = evidence.as_ref()?;
        (!ask.ranges.is_empty()).then(|| of_word(index, query, &ask.ranges, evidence, found.entry))
    });
    let bonuses = found.bonuses.iter().map(|bonus| bonus.reason.clone());
    let mut reasons: Vec<Reason> = words
        .chain(bonuses)
        .chain(of_area(search, found.entry))
        .chain(of_notions(search, found.entry))
        .collect();
    reasons.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    if index.stance_factor(found.entry, query.stance) < 1.0 {
        reasons.push(Reason::Stance);
    }
    reasons
}

/// Says by which words point and entry are about the same; none when it is by many that each tell little.
fn of_area(search: &Search<'_>, entry: u32) -> Option<Reason> {
    let Search { index, query, reading, areas, .. } = search;
    let area = index.areas.chief(areas, entry)?;
    let in_point = PointAreas::passages(reading, area);
    let words = said(query, &in_point);
    let area = index.digest().areas().nth(area).unwrap_or_default().to_owned();
    let weight = search.by_areas(entry);
    (!in_point.is_empty() && weight > 0.0).then_some(Reason::Area { area, words, weight, in_point })
}

/// Returns what the point says in some places, each once.
fn said(query: &Query, ranges: &[Range<usize>]) -> Vec<String> {
    ranges.iter().map(|range| query.text[range.clone()].to_owned()).unique().collect()
}

/// Says by which words the point speaks of what the entry speaks of; none when it is by many that each
/// tell little.
fn of_notions(search: &Search<'_>, entry: u32) -> Option<Reason> {
    let Search { index, query, reading, .. } = search;
    let in_point = index.notions.passages(reading, entry);
    let words = said(query, &in_point);
    let weight = search.by_notions(entry);
    (!in_point.is_empty() && weight > 0.0).then_some(Reason::Notions { words, weight, in_point })
}

fn of_word(
    index: &Index,
    query: &Query,
    ranges: &[Range<usize>],
    evidence: &Evidence,
    entry: u32,
) -> Reason {
    let point = query.text[ranges[0].clone()].to_owned();
    let (weight, in_point) = (evidence.weight, ranges.to_vec());
    let paragraph = || index.inverted.vocabulary.written_as(evidence.term).to_owned();
    match evidence.link {
        None => {
            let field = index.inverted.postings.field(evidence.term, entry).unwrap_or(Field::Body);
            Reason::Term { words: point, field, weight, in_point }
        }
        Some(Link::Abbreviation) => {
            Reason::Abbreviation { point, paragraph: paragraph(), weight, in_point }
        }
        Some(Link::Thesaurus) => {
            Reason::Thesaurus { point, paragraph: paragraph(), weight, in_point }
        }
        Some(Link::Family) => Reason::Family { point, paragraph: paragraph(), weight, in_point },
        Some(Link::Slip) => {
            Reason::Spelling { written: point, meant: paragraph(), weight, in_point }
        }
    }
}
