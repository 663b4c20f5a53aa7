//! A report as its page shows it: words instead of values.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::batch::{
    Action, Answered, By, Gap, Gaps, Item, Repeated, Report, State, Urgency, Uses, Voice,
};
use crate::deadline::days_left;
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

/// Counts of one kind, of which each is a filter.
#[derive(Serialize)]
struct Facet {
    title: &'static str,
    name: &'static str,
    counts: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: &'static str,
    count: usize,
}

/// An opinion.
#[derive(Serialize)]
struct Row<'a> {
    id: String,
    opinion: &'a str,
    chamber: Option<&'a str>,
    about: String,
    state: &'static str,
    rank: String,
    action: &'static str,
    done: &'static str,
    edited: bool,
    urgency: &'static str,
    due: Option<String>,
    due_key: String,
    left: String,
    weakest: Option<String>,
    weakest_key: String,
    weakest_point: &'a str,
    also: String,
    error: Option<&'a str>,
    gaps: Vec<Open<'a>>,
    why: String,
}

#[derive(Serialize)]
struct Open<'a> {
    point: &'a str,
    text: &'a str,
    why: Option<&'a str>,
}

/// Points that are open and alike.
#[derive(Serialize)]
struct Group<'a> {
    title: &'a str,
    /// How many there are, if several.
    count: Option<String>,
    points: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    row: String,
    chamber: &'a str,
    point: &'a str,
    text: &'a str,
    stance: &'a str,
    why: Option<&'a str>,
}

/// The replies on an act.
#[derive(Serialize)]
struct Act<'a> {
    act: &'a str,
    count: String,
    differs: bool,
    verdict: &'static str,
    differing: Vec<Vec<Said<'a>>>,
    paragraphs: Vec<Used<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    row: String,
    chamber: &'a str,
    point: &'a str,
    text: &'a str,
    by: By,
    says: String,
}

#[derive(Serialize)]
struct Used<'a> {
    paragraph: &'a str,
    differs: bool,
    uses: Vec<Use<'a>>,
}

#[derive(Serialize)]
struct Use<'a> {
    row: String,
    chamber: &'a str,
    wording: &'a str,
    version: &'a str,
}

/// What a chamber reads again.
#[derive(Serialize)]
struct Again<'a> {
    chamber: &'a str,
    paragraph: &'a str,
    replies: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct Link<'a> {
    row: String,
    about: &'a str,
}

impl<'a> Page<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let marks = Marks::of(report);
        let rows = report.items.iter().enumerate();
        let rows: Vec<Row<'a>> = rows.map(|(at, item)| row(report, item, at, &marks)).collect();
        let places = Places(report.items.iter().map(|item| &*item.opinion).zip(&rows).collect());
        Self {
            title: Count(report.opinions, "opinion").to_string(),
            day: written_date(report.day),
            summary: summary(report),
            facets: facets(report, &marks),
            gaps: report.gaps.iter().map(|group| places.group(group)).collect(),
            acts: report.acts.iter().map(|voice| places.act(voice)).collect(),
            repeated: report.repeated.iter().map(|one| places.again(one)).collect(),
            rows,
        }
    }
}

fn summary(report: &Report) -> String {
    let open: usize = report.gaps.iter().map(|group| group.points.len()).sum();
    let differ = report.acts.iter().filter(|voice| voice.differs()).count();
    let counts = [
        (report.complete, "complete"),
        (report.open, "open"),
        (report.conflict, "with conflicts"),
        (report.failed, "failed"),
        (report.overdue, "overdue"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    let mut sentences = vec![format!("{}.", listed(&counts))];
    if open > 0 {
        let groups = Count(report.gaps.len(), "group");
        sentences.push(format!("{} to draft, in {groups}.", Count(open, "point")));
    }
    if differ > 0 {
        let verb = if differ == 1 { "has" } else { "have" };
        sentences.push(format!("{} {verb} replies that differ.", Count(differ, "act")));
    }
    if report.opinions == 0 { String::new() } else { sentences.join(" ") }
}

/// What shows only when opinions are seen together, by their paths.
struct Marks<'a> {
    answers: BTreeSet<&'a str>,
    wording: BTreeSet<&'a str>,
    repeated: BTreeSet<&'a str>,
}

impl<'a> Marks<'a> {
    fn of(report: &'a Report) -> Self {
        let points = report.acts.iter().flat_map(|one| &one.differing).flat_map(|one| &one.points);
        let paragraphs = report.acts.iter().flat_map(|one| &one.paragraphs);
        let uses = paragraphs.filter(|one| one.differs).flat_map(|one| &one.uses);
        let repeated = report.repeated.iter().flat_map(|one| &one.opinions);
        Self {
            answers: points.map(|one| one.opinion.as_str()).collect(),
            wording: uses.map(|one| one.opinion.as_str()).collect(),
            repeated: repeated.map(String::as_str).collect(),
        }
    }

    /// Returns the marks of an opinion, by the words of the page's filters.
    fn also(&self, item: &Item) -> Vec<&'static str> {
        let opinion = item.opinion.as_str();
        let marks = [
            ("edited", item.edited),
            ("answers", self.answers.contains(opinion)),
            ("wording", self.wording.contains(opinion)),
            ("repeated", self.repeated.contains(opinion)),
        ];
        marks.into_iter().filter(|(_, is_so)| *is_so).map(|(word, _)| word).collect()
    }
}

fn facets(report: &Report, marks: &Marks<'_>) -> Vec<Facet> {
    let facet = |title,
                 name,
                 choices: &[(&'static str, &'static str)],
                 of: &dyn Fn(&Item) -> Vec<&'static str>| {
        let count =
            |value: &str| report.items.iter().filter(|item| of(item).contains(&value)).count();
        let counts =
            choices.iter().map(|(value, label)| Choice { value, label, count: count(value) });
        Facet { title, name, counts: counts.filter(|choice| choice.count > 0).collect() }
    };
    let also = [
        ("edited", "changed by hand"),
        ("answers", "answers differ"),
        ("wording", "wording differs"),
        ("repeated", "said before"),
    ];
    let facets = [
        facet("Reply", "state", &State::ALL.map(|one| (one.word(), one.word())), &|item| {
            vec![item.state.word()]
        }),
        facet("Due", "urgency", &Urgency::ALL.map(|one| (one.word(), due_label(one))), &|item| {
            vec![item.urgency(report.day).word()]
        }),
        facet("Run", "action", &Action::ALL.map(|one| (one.word(), done(one))), &|item| {
            vec![item.action.word()]
        }),
        facet("Seen together", "also", &also, &|item| marks.also(item)),
    ];
    facets.into_iter().filter(|facet| !facet.counts.is_empty()).collect()
}

fn due_label(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Overdue => "overdue",
        Urgency::Soon => "within two weeks",
        Urgency::Later => "later",
        Urgency::Unknown => "not known",
        Urgency::Answered => "went out",
    }
}

fn done(action: Action) -> &'static str {
    match action {
        Action::Written => "written",
        Action::Merged => "merged",
        Action::Unchanged => "unchanged",
        Action::None => "left as it is",
    }
}

fn row<'a>(report: &Report, item: &'a Item, at: usize, marks: &Marks<'_>) -> Row<'a> {
    let account = item.account.as_ref();
    let urgency = item.urgency(report.day);
    let weakest = item.weakest.as_ref();
    let open = item.points().iter().filter(|point| item.is_open(point));
    Row {
        id: format!("opinion-{}", at + 1),
        opinion: &item.opinion,
        chamber: account.map(|account| &*account.chamber_name),
        about: account.map_or_else(String::new, |account| listed(&account.acts)),
        state: item.state.word(),
        rank: (item.state as u8).to_string(),
        action: item.action.word(),
        done: if item.state == State::Failed { "" } else { done(item.action) },
        edited: item.edited,
        urgency: urgency.word(),
        due: item.due.map(written_date),
        due_key: item.due.map_or_else(String::new, |due| due.to_string()),
        left: left(report, item),
        weakest: weakest.map(|one| format!("{:.0}\u{a0}%", one.confidence * 100.0)),
        weakest_key: weakest.map_or_else(String::new, |one| format!("{:.3}", one.confidence)),
        weakest_point: weakest.map_or("", |one| &one.point),
        also: marks.also(item).join(" "),
        error: item.error.as_deref(),
        gaps: open
            .map(|point| Open { point: &point.id, text: &point.text, why: point.open.as_deref() })
            .collect(),
        why: item.why.join("; "),
    }
}

/// Says how far the day is on which a reply is due.
fn left(report: &Report, item: &Item) -> String {
    let sent = item.account.as_ref().and_then(|account| account.sent);
    if let Some(sent) = sent {
        return format!("went out on {}", written_date(sent));
    }
    let Some(days) = item.due.map(|due| days_left(due, report.day)) else { return String::new() };
    let count = Count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
    match days {
        ..0 => format!("{count} over"),
        0 => "today".to_owned(),
        _ => format!("in {count}"),
    }
}

/// The rows of opinions, by their paths.
struct Places<'a, 'r>(BTreeMap<&'a str, &'r Row<'a>>);

impl<'a> Places<'a, '_> {
    /// Returns the row of an opinion, and the name of its chamber.
    fn of(&self, opinion: &str) -> (String, &'a str) {
        let row = self.0.get(opinion);
        (
            row.map_or_else(String::new, |row| row.id.clone()),
            row.and_then(|row| row.chamber).unwrap_or(""),
        )
    }

    fn group(&self, group: &'a Gaps) -> Group<'a> {
        let count = group.points.len();
        Group {
            title: group.points.first().map_or("", |gap| &gap.text),
            count: (count > 1).then(|| Count(count, "point").to_string()),
            points: group.points.iter().map(|gap| self.place(gap)).collect(),
        }
    }

    fn place(&self, gap: &'a Gap) -> Place<'a> {
        let (row, chamber) = self.of(&gap.opinion);
        let Gap { point, text, stance, why, .. } = gap;
        Place { row, chamber, point, text, stance, why: why.as_deref() }
    }

    fn act(&self, voice: &'a Voice) -> Act<'a> {
        let points = voice.differing.iter().map(|one| one.points.iter());
        Act {
            act: &voice.act,
            count: Count(voice.opinions.len(), "reply").to_string(),
            differs: voice.differs(),
            verdict: if voice.differs() { "differ" } else { "one voice" },
            differing: points.map(|points| points.map(|one| self.said(one)).collect()).collect(),
            paragraphs: voice.paragraphs.iter().map(|one| self.used(one)).collect(),
        }
    }

    fn said(&self, one: &'a Answered) -> Said<'a> {
        let (row, chamber) = self.of(&one.opinion);
        let says = match one.by {
            By::Library => one.paragraphs.join(", "),
            By::Welcome => "welcomed with other support".to_owned(),
            By::Hand => "words of a hand".to_owned(),
            By::Gap => "open".to_owned(),
        };
        Said { row, chamber, point: &one.point, text: &one.text, by: one.by, says }
    }

    fn used(&self, uses: &'a Uses) -> Used<'a> {
        let paragraph = &uses.paragraph;
        let uses_of = uses.uses.iter().map(|one| {
            let (row, chamber) = self.of(&one.opinion);
            Use { row, chamber, wording: &one.wording, version: &one.version }
        });
        Used { paragraph, differs: uses.differs, uses: uses_of.collect() }
    }

    fn again(&self, one: &'a Repeated) -> Again<'a> {
        let (_, chamber) = self.of(one.opinions.first().map_or("", String::as_str));
        let replies =
            one.opinions.iter().map(|opinion| Link { row: self.of(opinion).0, about: opinion });
        Again { chamber, paragraph: &one.paragraph, replies: replies.collect() }
    }
}
