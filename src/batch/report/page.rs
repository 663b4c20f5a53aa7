//! What the page shows: words instead of values.

use serde::Serialize;

use super::facet::{Facet, facets};
use super::row::{Marks, Row};
use super::together::{Act, Again, Group, Places};
use super::{Report, Together};
use crate::text::{Count, listed, written_date};

/// The page.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    title: String,
    day: String,
    summary: String,
    facets: Vec<Facet>,
    rows: Vec<Row<'a>>,
    gaps: Vec<Group<'a>>,
    acts: Vec<Act<'a>>,
    repeated: Vec<Again<'a>>,
}

impl<'a> Page<'a> {
    /// Words a report and what is seen together in it.
    pub(super) fn of(report: &'a Report, together: &'a Together) -> Self {
        let marks = Marks::of(together);
        let items = (1..).zip(&report.items);
        let rows: Vec<Row<'a>> =
            items.map(|(number, item)| Row::of(number, item, &marks, report.day)).collect();
        let places = Places::of(&rows);
        Self {
            title: Count(report.opinions, "opinion").to_string(),
            day: written_date(report.day),
            summary: summary(report, together),
            facets: facets(&rows),
            gaps: together.gaps.iter().map(|group| places.group(group)).collect(),
            acts: together.acts.iter().map(|voice| places.act(voice)).collect(),
            repeated: places.again(&together.repeated),
            rows,
        }
    }
}

fn summary(report: &Report, together: &Together) -> String {
    let open: usize = together.gaps.iter().map(|group| group.points.len()).sum();
    let differ = together.acts.iter().filter(|voice| voice.differs()).count();
    let states = [
        (report.complete, "complete"),
        (report.open, "open"),
        (report.conflict, "with conflicts"),
        (report.failed, "failed"),
    ];
    let urgent = [(report.overdue, "overdue"), (report.soon, "due within two weeks")];
    let to_draft = || {
        format!("{} to draft, in {}.", Count(open, "point"), Count(together.gaps.len(), "group"))
    };
    let sentences = [
        counted(&states),
        counted(&urgent),
        (open > 0).then(to_draft),
        (differ > 0).then(|| format!("Replies differ on {}.", Count(differ, "act"))),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Says how many there are of each: `10 complete and 2 open.`
fn counted(counts: &[(usize, &str)]) -> Option<String> {
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    (!counts.is_empty()).then(|| format!("{}.", listed(&counts)))
}
