use jiff::civil::{Date, date};

use super::*;
use crate::batch::Weakest;
use crate::replies::{Account, PointAccount, Used};

const DAY: Date = date(2017, 1, 10);

/// An opinion that failed.
pub(in crate::batch) fn failed(opinion: &str) -> Item {
    Item {
        opinion: opinion.to_owned(),
        state: State::Failed,
        action: Action::None,
        reply: "replies/x.md".to_owned(),
        gaps: Vec::new(),
        error: Some("unknown chamber".to_owned()),
        due: None,
        weakest: None,
        why: Vec::new(),
        files: Vec::new(),
        edited: false,
        account: None,
    }
}

/// An opinion of two points, of which the second is open.
pub(in crate::batch) fn answered(opinion: &str) -> Item {
    let point = |id: &str, text: &str, open: Option<&str>| PointAccount {
        id: id.to_owned(),
        text: text.to_owned(),
        stance: "request".to_owned(),
        outcome: if open.is_some() { "unanswered" } else { "answered" }.to_owned(),
        paragraphs: Vec::new(),
        confidence: 0.812,
        open: open.map(str::to_owned),
        perhaps_also: None,
    };
    let account = Account {
        chamber: "ro-camera".to_owned(),
        chamber_name: "Camera Deputaților".to_owned(),
        kind: "political-dialogue".to_owned(),
        acts: vec!["COM(2016) 379 final".to_owned()],
        received: Some(date(2016, 10, 12)),
        due: Some(date(2017, 1, 12)),
        sent: None,
        points: vec![
            point("prisons", "Asks that radicalisation in prisons be tackled.", None),
            point("zeppelins", "Asks for airships.", Some("No paragraph answers this point.")),
        ],
        paragraphs: vec![used("ran-prisons", "74321b2752d4", "prisons")],
    };
    Item {
        state: State::Open,
        action: Action::Written,
        gaps: vec!["zeppelins".to_owned()],
        error: None,
        due: account.due,
        weakest: Some(Weakest { point: "prisons".to_owned(), confidence: 0.812 }),
        why: vec!["the opinion is new".to_owned()],
        account: Some(account),
        ..failed(opinion)
    }
}

/// A paragraph that answers a point.
pub(in crate::batch) fn used(paragraph: &str, version: &str, point: &str) -> Used {
    Used {
        paragraph: paragraph.to_owned(),
        version: version.to_owned(),
        wording: "verbatim".to_owned(),
        answers: vec![point.to_owned()],
        words: format!("words of {version}"),
        words_after_first: None,
    }
}

fn with(opinion: &str, state: State, action: Action) -> Item {
    Item { state, action, ..answered(opinion) }
}

#[test]
fn the_totals_follow_from_the_items() {
    let items = vec![
        with("c.yaml", State::Open, Action::Written),
        with("a.yaml", State::Complete, Action::Unchanged),
        failed("b.yaml"),
    ];
    let report = Report::of(items, DAY);
    assert_eq!((report.opinions, report.complete, report.open), (3, 1, 1));
    assert_eq!((report.conflict, report.failed, report.unchanged), (0, 1, 1));
    assert_eq!((report.overdue, report.soon), (0, 2));
    let order: Vec<&str> = report.items.iter().map(|item| item.opinion.as_str()).collect();
    assert_eq!(order, ["a.yaml", "b.yaml", "c.yaml"]);
}

#[test]
fn a_reply_is_overdue_from_the_day_after_until_it_goes_out() {
    let mut item = answered("a.yaml");
    let on = |item: &Item, day: i8| item.urgency(date(2017, 1, day));
    assert_eq!(item.urgency(date(2016, 12, 28)), Urgency::Later(15));
    assert_eq!(item.urgency(date(2016, 12, 29)), Urgency::Soon(14));
    assert_eq!((on(&item, 12), on(&item, 13)), (Urgency::Soon(0), Urgency::Overdue(1)));
    item.account.as_mut().expect("it has one").sent = Some(DAY);
    assert_eq!(on(&item, 13), Urgency::Answered(None));
    item = failed("b.yaml");
    assert_eq!(on(&item, 13), Urgency::Unknown);
}

#[test]
fn a_report_is_read_back_as_it_was_written() {
    let items = vec![with("a.yaml", State::Conflict, Action::Merged), failed("b.yaml")];
    let report = Report::of(items, DAY);
    let json = report.write(Form::Json);
    assert!(json.contains(r#""state": "conflict""#), "{json}");
    assert!(json.contains(r#""due": "2017-01-12""#), "{json}");
    assert_eq!(Report::from_json(json.as_bytes()).expect("it is one"), report);
    assert!(Report::from_json(b"{}").is_err());
}

#[test]
fn shards_merge_into_the_whole_unless_they_overlap_or_are_of_different_days() {
    let (one, two) = (answered("a.yaml"), answered("b.yaml"));
    let shard = |name: &str, item: &Item| (name.to_owned(), Report::of(vec![item.clone()], DAY));
    let merged = Report::merge(vec![shard("2.json", &two), shard("1.json", &one)]);
    let whole = Report::of(vec![one.clone(), two.clone()], DAY);
    assert_eq!(merged.expect("they do not overlap"), whole);
    let refused = Report::merge(vec![shard("1.json", &one), shard("3.json", &one)]);
    let message = refused.expect_err("they overlap").to_string();
    assert_eq!(message, "`a.yaml` stands in `1.json` and in `3.json`");
    let later = ("2.json".to_owned(), Report::of(vec![two], date(2017, 1, 11)));
    let refused = Report::merge(vec![shard("1.json", &one), later]);
    let message = refused.expect_err("the days differ").to_string();
    assert_eq!(
        message.replace('\u{a0}', " "),
        "`1.json` was judged on 10 January 2017, `2.json` on 11 January 2017: run all parts with \
         the same `--date`"
    );
}

#[test]
fn open_points_that_are_alike_are_together_the_most_first() {
    let mut other = answered("b.yaml");
    other.gaps.push("prisons".to_owned());
    let gaps = Report::of(vec![other, answered("a.yaml")], DAY).together().gaps;
    let groups: Vec<Vec<(&str, &str)>> = gaps
        .iter()
        .map(|group| group.points.iter().map(|one| (&*one.opinion, &*one.point)).collect())
        .collect();
    assert_eq!(
        groups,
        [vec![("a.yaml", "zeppelins"), ("b.yaml", "zeppelins")], vec![("b.yaml", "prisons")]]
    );
    assert_eq!(gaps[1].points[0].why, None);
}

#[test]
fn the_form_follows_from_the_ending() {
    let form = |name: &str| Form::of(Path::new(name));
    assert_eq!(form("a/report.json"), Some(Form::Json));
    assert_eq!(form("report.csv"), Some(Form::Csv));
    assert_eq!(form("report.html"), Some(Form::Html));
    assert_eq!((form("report.htm"), form("report"), form(".html")), (None, None, None));
}
