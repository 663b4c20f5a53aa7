//! From what was written to what it means: a [`RawOpinion`] becomes an [`Opinion`], or every
//! reason why it cannot is reported.

use std::collections::HashMap;

use itertools::Itertools;
use jiff::civil::Date;

use super::raw::{RawAct, RawOpinion, RawPoint};
use super::reply::valid_reply;
use super::{Act, ActKind, Kind, Opinion, Point, Stance};
use crate::chamber::Chamber;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::name::PlainName;
use crate::office::Office;
use crate::text::{phrase_length, written_date};
use crate::yaml::{Placed, Reader, list_instead_of};

impl RawOpinion {
    /// Checks the opinion against the register, the signatories and the library.
    pub(super) fn validate(
        self,
        reader: &mut Reader,
        office: &Office,
        today: Date,
    ) -> Option<Opinion> {
        let chamber = self.known_chamber(reader, office);
        self.check_subject(reader);
        self.check_dates(reader);
        if let Some(chamber) = chamber {
            self.check_sender(reader, chamber);
        }
        self.check_acts(reader);
        let day = self.reply.date.as_ref().map_or(today, |date| date.value);
        let points = valid_points(reader, &self.points, office, day);
        let acts = valid_acts(reader, self.acts.map(|acts| acts.value).unwrap_or_default());
        let reply = valid_reply(reader, self.reply, office, today);
        Some(Opinion {
            chamber: chamber?.clone(),
            kind: self.kind?.value,
            reference: self.reference,
            adopted: self.adopted.map(|placed| placed.value),
            received: self.received.map(|placed| placed.value),
            acts,
            subject: self.subject.map(|placed| placed.value),
            points,
            reply,
        })
    }

    fn known_chamber<'a>(&self, reader: &mut Reader, office: &'a Office) -> Option<&'a Chamber> {
        let written = self.chamber.as_ref()?;
        let chamber = office.register.get(&written.value);
        if chamber.is_none() {
            let hint = office.register.instead_of(&written.value);
            reader.error(
                &written.place,
                format!("unknown chamber `{}`", written.value),
                Some(hint),
            );
        }
        chamber
    }

    /// An own-initiative opinion has a subject, every other one has acts.
    fn check_subject(&self, reader: &mut Reader) {
        let Some(kind) = self.kind.as_ref().filter(|_| !self.subject_is_misspelt) else { return };
        let has_acts = self.acts.as_ref().is_some_and(|acts| !acts.value.is_empty());
        match (kind.value, &self.acts, &self.subject) {
            (Kind::OwnInitiative, _, None) => {
                let hint = "say what it is about: `subject: on the role of national Parliaments`";
                reader.error(
                    &kind.place,
                    "an own-initiative opinion needs a `subject`",
                    Some(hint.to_owned()),
                );
            }
            (Kind::OwnInitiative, Some(acts), Some(_)) => {
                let hint = "leave `acts` out, or write `kind: political-dialogue`";
                reader.error(
                    &acts.place,
                    "an own-initiative opinion has no `acts`",
                    Some(hint.to_owned()),
                );
            }
            (Kind::PoliticalDialogue | Kind::Reasoned, _, Some(subject)) => {
                let hint =
                    "give the subject of each act below `acts`, or write `kind: own-initiative`";
                let message = "only an own-initiative opinion has a `subject`";
                reader.error(&subject.place, message, Some(hint.to_owned()));
            }
            (Kind::PoliticalDialogue | Kind::Reasoned, None, None) if !self.acts_are_misspelt => {
                let hint = "name what it is about: `acts:` and below it `  - reference: COM(2016) 379 final`";
                reader.error(&self.place, "`acts` is missing", Some(hint.to_owned()));
            }
            (Kind::PoliticalDialogue | Kind::Reasoned, Some(acts), None)
                if !has_acts && reader.found.is_empty() =>
            {
                let hint = "name what it is about: `  - reference: COM(2016) 379 final`".to_owned();
                reader.error(&acts.place, "an opinion needs at least one act", Some(hint));
            }
            _ => {}
        }
    }

    /// Warns of reasoned opinions on what is no draft legislative act (Protocol No 2, Article 3).
    fn check_acts(&self, reader: &mut Reader) {
        if self.kind.as_ref().is_none_or(|kind| kind.value != Kind::Reasoned) {
            return;
        }
        let kinds =
            self.acts.iter().flat_map(|acts| &acts.value).filter_map(|act| act.kind.as_ref());
        for kind in kinds.filter(|kind| !kind.value.is_proposal()) {
            let message = format!(
                "a reasoned opinion is about a draft legislative act, not a {}",
                kind.value.name()
            );
            let found = Diagnostic::warning(message).rule("reasoned-act").at(kind.place.clone());
            reader.found.push(found.with_hint("check the kind of the opinion and of the act"));
        }
    }

    /// Reports dates that contradict each other: what happened later is dated earlier.
    fn check_dates(&self, reader: &mut Reader) {
        let reply = &self.reply;
        let events = [
            ("the opinion was adopted on", &self.adopted),
            ("the opinion was received on", &self.received),
            ("the holding reply went out on", &reply.holding),
            ("the reply is dated", &reply.date),
            ("the reply was sent on", &reply.sent),
        ];
        let known = events.into_iter().filter_map(|(event, date)| Some((event, date.as_ref()?)));
        for ((before, earlier), (after, later)) in known.tuple_windows() {
            report_reversed(reader, before, earlier, after, later);
        }
        for act in self.acts.iter().flat_map(|acts| &acts.value) {
            let Some(transmitted) = &act.transmitted else { continue };
            if let Some(date) = &reply.date {
                report_reversed(
                    reader,
                    "the act was transmitted on",
                    transmitted,
                    "the reply is dated",
                    date,
                );
            }
            let year = act.reference.as_ref().map(|one| i32::from(one.value.year));
            if let Some(year) = year.filter(|year| *year > i32::from(transmitted.value.year())) {
                let message = format!(
                    "the act is of {year}, but was transmitted in {}",
                    transmitted.value.year()
                );
                let hint = "one of the two is wrong".to_owned();
                reader.error(&transmitted.place, message, Some(hint));
            }
        }
        let last = [&reply.date, &self.received, &self.adopted].into_iter().flatten().next();
        for act in self.acts.iter().flat_map(|acts| &acts.value) {
            let (Some(reference), Some(last)) = (&act.reference, last) else { continue };
            if i32::from(reference.value.year) > i32::from(last.value.year()) {
                let message = format!(
                    "the act is of {}, but the opinion or its reply is of {}",
                    reference.value.year,
                    last.value.year()
                );
                let hint = "one of the two is wrong".to_owned();
                reader.error(&reference.place, message, Some(hint));
            }
        }
    }

    /// Warns of what is unusual for the sender.
    fn check_sender(&self, reader: &mut Reader, chamber: &Chamber) {
        let Some(written) = &self.chamber else { return };
        let mut warn = |message: String, hint: &str, place: &std::ops::Range<usize>| {
            reader.found.push(
                Diagnostic::warning(message).rule("sender").at(place.clone()).with_hint(hint),
            );
        };
        if let Some(kind) = &self.kind
            && !chamber.kinds.is_empty()
            && !chamber.kinds.contains(&kind.value)
        {
            let message = format!(
                "{} is not known to send opinions of the kind `{}`",
                chamber.the(),
                kind.value.word()
            );
            warn(message, "check the kind against the opinion", &kind.place);
        }
        if let (Some(until), Some(day)) = (chamber.country.member_until, &self.received)
            && day.value > until
        {
            let message =
                format!("{} left the Union on {}", chamber.country.name, written_date(until));
            warn(message, "check the date and the chamber", &day.place);
        }
        let addressee = &self.reply.addressee;
        if chamber.is_joint() && (addressee.office.is_none() || addressee.address.is_empty()) {
            let message = format!(
                "`{}` is a joint sender: the letter goes to the {}",
                chamber.id, chamber.presiding_officer.english
            );
            let hint =
                "give `office`, `address` and `salutation` of the `addressee` to change that";
            warn(message, hint, &written.place);
        }
    }
}

fn report_reversed(
    reader: &mut Reader,
    before: &str,
    earlier: &Placed<Date>,
    after: &str,
    later: &Placed<Date>,
) {
    if later.value < earlier.value {
        let (first, second) = (written_date(earlier.value), written_date(later.value));
        let message = format!("{before} {first}, but {after} {second}");
        let hint = "one of the two dates is wrong".to_owned();
        reader.error(&later.place, message, Some(hint));
    }
}

fn valid_acts(reader: &mut Reader, raw: Vec<RawAct>) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for act in raw {
        let (Some(reference), Some(kind), Some(subject)) = (act.reference, act.kind, act.subject)
        else {
            continue;
        };
        if acts.iter().any(|earlier| earlier.reference == reference.value) {
            let message = format!("the act `{}` is listed twice", reference.value);
            reader.error(&reference.place, message, Some("keep one of the two".to_owned()));
        }
        warn_of_kind_in_subject(reader, kind.value, &subject);
        acts.push(Act {
            reference: reference.value,
            kind: kind.value,
            subject: subject.value,
            transmitted: act.transmitted.map(|placed| placed.value),
            threshold: act.threshold.unwrap_or_default(),
        });
    }
    acts
}

/// Warns of a subject that begins with the kind, which the letter says before it.
fn warn_of_kind_in_subject(reader: &mut Reader, kind: ActKind, subject: &Placed<String>) {
    let (written, name) = (subject.value.to_lowercase(), kind.name().to_lowercase());
    if phrase_length(&written, &name).is_none() {
        return;
    }
    let message =
        format!("the subject begins with “{}”, which the letter says before it", kind.name());
    let found = Diagnostic::warning(message).rule("doubled-kind").at(subject.place.clone());
    let hint = "leave it out and begin with the preposition: `on hospital data exchange`";
    reader.found.push(found.with_hint(hint));
}

fn valid_points(reader: &mut Reader, raw: &[RawPoint], office: &Office, day: Date) -> Vec<Point> {
    let mut seen: HashMap<PlainName, usize> = HashMap::new();
    let mut points = Vec::new();
    for (at, point) in raw.iter().enumerate() {
        let number = at + 1;
        let id = match &point.id {
            Some(id) => id.value.clone(),
            None => PlainName::of_number(number),
        };
        if let Some(first) = seen.insert(id.clone(), number) {
            let place = point.id.as_ref().map_or(&point.place, |id| &id.place);
            let message = match &point.id {
                Some(_) => format!("point {number} has the id `{id}` of point {first}"),
                None => {
                    format!("point {number} has no id and is called `{id}`, as is point {first}")
                }
            };
            reader.error(place, message, Some("give each point an id of its own".to_owned()));
        }
        let answer = known_paragraphs(reader, &point.answer, office);
        warn_of_stale_pins(reader, &point.answer, office, day);
        let exclude = known_paragraphs(reader, &point.exclude, office);
        for both in
            point.exclude.iter().filter(|one| answer.iter().any(|id| id.as_str() == one.value))
        {
            let message = format!("`{}` is pinned and excluded at once", both.value);
            reader.error(&both.place, message, Some("keep it in one of the two lists".to_owned()));
        }
        let Some(text) = point.text.clone() else { continue };
        points.push(Point {
            id,
            text,
            stance: point.stance.unwrap_or(Stance::Concern),
            reference: point.reference.clone(),
            answer,
            exclude,
            in_annex: point.in_annex,
        });
    }
    points
}

/// Warns of pinned wording that is out of date: the letter leaves the point open.
fn warn_of_stale_pins(reader: &mut Reader, pins: &[Placed<String>], office: &Office, day: Date) {
    for pin in pins {
        let paragraph = office.library.get(&pin.value);
        let Some(stale) = paragraph.and_then(|one| one.stale_on(day)) else { continue };
        let message =
            format!("`{}` cannot answer a letter of {}: it {stale}", pin.value, written_date(day));
        let found = Diagnostic::warning(message).rule("stale-pin").at(pin.place.clone());
        reader
            .found
            .push(found.with_hint("pin another paragraph; the letter leaves the point open"));
    }
}

fn known_paragraphs(
    reader: &mut Reader,
    written: &[Placed<String>],
    office: &Office,
) -> Vec<PlainName> {
    let mut known = Vec::new();
    for one in written {
        match office.library.get(&one.value) {
            Some(paragraph) if known.contains(&paragraph.id) => {
                let message = format!("the paragraph `{}` is listed twice", one.value);
                reader.error(&one.place, message, Some("keep one of the two".to_owned()));
            }
            Some(paragraph) => known.push(paragraph.id.clone()),
            None => {
                let hint = list_instead_of(&one.value)
                    .or_else(|| did_you_mean(&one.value, office.library.ids()))
                    .unwrap_or_else(|| "`chancery library list` shows all paragraphs".to_owned());
                let message = format!("unknown paragraph `{}`", one.value);
                reader.error(&one.place, message, Some(hint));
            }
        }
    }
    known
}
