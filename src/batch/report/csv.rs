//! The report for spreadsheets: a row for each opinion.
//!
//! UTF-8 with a byte-order mark, without which spreadsheets show `ț` as two letters; commas, CRLF
//! and quotation marks as RFC 4180 has them.

use std::borrow::Cow;
use std::fmt::Display;

use csv::{Terminator, WriterBuilder};
use jiff::civil::Date;

use super::Report;
use crate::batch::Item;

/// The columns. They never move and are never renamed: a new one stands at the end.
const COLUMNS: [&str; 22] = [
    "opinion",
    "state",
    "action",
    "reply",
    "chamber",
    "chamber_name",
    "kind",
    "acts",
    "received",
    "due",
    "urgency",
    "sent",
    "points",
    "gaps",
    "open_points",
    "weakest_point",
    "weakest_confidence",
    "edited",
    "paragraphs",
    "why",
    "error",
    "day",
];

/// Writes a report as CSV.
pub(super) fn write(report: &Report) -> String {
    const IN_MEMORY: &str = "text can be written to memory";
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS).expect(IN_MEMORY);
    for item in &report.items {
        let row = row(item, report.day);
        let cells = row.iter().map(|text| cell(text));
        writer.write_record(cells.map(Cow::into_owned)).expect(IN_MEMORY);
    }
    let bytes = writer.into_inner().expect(IN_MEMORY);
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn row(item: &Item, day: Date) -> [String; COLUMNS.len()] {
    let account = item.account.as_ref();
    let weakest = item.weakest.as_ref();
    let known = |count: usize| account.map(|_| count);
    let used: Vec<&str> = item.paragraphs().iter().map(|used| used.paragraph.as_str()).collect();
    [
        item.opinion.clone(),
        item.state.word().to_owned(),
        item.action.word().to_owned(),
        item.reply.clone(),
        or_empty(account.map(|account| &account.chamber)),
        or_empty(account.map(|account| &account.chamber_name)),
        or_empty(account.map(|account| &account.kind)),
        account.map_or_else(String::new, |account| account.acts.join("; ")),
        or_empty(account.and_then(|account| account.received)),
        or_empty(item.due),
        item.urgency(day).word().to_owned(),
        or_empty(item.sent_by(day)),
        or_empty(known(item.points().len())),
        or_empty(known(item.gaps.len())),
        item.gaps.join("; "),
        or_empty(weakest.map(|weakest| &weakest.point)),
        or_empty(weakest.map(|weakest| weakest.confidence)),
        (if item.edited { "yes" } else { "no" }).to_owned(),
        used.join("; "),
        item.why.join("; "),
        or_empty(item.error.as_ref()),
        day.to_string(),
    ]
}

fn or_empty(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Puts an apostrophe before what a spreadsheet would take for a formula.
fn cell(text: &str) -> Cow<'_, str> {
    const FORMULAS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(FORMULAS) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::report::tests::{answered, failed};

    #[test]
    fn the_columns_never_move() {
        let report =
            Report::of(vec![answered("a.yaml"), failed("b.yaml")], jiff::civil::date(2017, 1, 10));
        insta::assert_snapshot!(write(&report).replace('\r', "␍"));
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-x.yaml"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        assert_eq!(cell("opinions/a=b.yaml"), "opinions/a=b.yaml");
    }

    #[test]
    fn hostile_text_stays_in_its_cell() {
        let mut item = failed("=HYPERLINK(\"http://example.org\").yaml");
        item.error = Some("one, \"two\"\r\n=cmd|' /C calc'!A0".to_owned());
        item.why = vec!["@x".to_owned()];
        let text = write(&Report::of(vec![item.clone()], jiff::civil::date(2017, 1, 10)));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().expect("it is CSV");
        assert_eq!(rows.len(), 1);
        assert_eq!(&rows[0][0], "'=HYPERLINK(\"http://example.org\").yaml");
        assert_eq!(rows[0][19], *"'@x");
        assert_eq!(Some(&rows[0][20]), item.error.as_deref());
    }
}
