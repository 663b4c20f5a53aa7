//! The frame of a letter: to whom it goes, how it greets and closes, who signs.

use super::Frame;
use crate::chamber::{AddressStyle, Chamber};
use crate::opinion::{Opinion, Person, Signature};
use crate::settings::Settings;

/// The mark for a date that is not known.
pub const NO_DATE: &str = "[date]";
/// The mark for a number that is not known.
pub const NO_NUMBER: &str = "[number]";
/// The mark for the name of an addressee that is not known.
const NO_NAME: &str = "[name]";
/// The mark for a signatory who is not known.
const NO_SIGNATORY: &str = "[signatory]";
/// The mark for the title of a signatory that is not known.
const NO_TITLE: &str = "[title]";

impl Frame {
    /// Builds the frame of the reply to an opinion.
    pub(super) fn of(opinion: &Opinion, settings: &Settings) -> Self {
        let (chamber, reply) = (&opinion.chamber, &opinion.reply);
        let greeting = match &reply.addressee.salutation {
            Some(salutation) => salutation.clone(),
            None => chamber.salutation.clone(),
        };
        let copies = reply.copy_to.iter();
        Self {
            place: settings.place.clone(),
            date: reply.date,
            number: reply.number,
            addressee: lines(&reply.addressee, chamber, settings.address_style),
            copy_to: copies.map(|one| lines(one, chamber, settings.address_style)).collect(),
            close: close_for(&greeting, &reply.addressee).to_owned(),
            salutation: format!("{},", greeting.trim_end_matches(',')),
            signatures: signatures(&reply.signatures),
        }
    }

    /// Returns the marks that stand for something missing.
    pub(super) fn marks(&self) -> Vec<&'static str> {
        let people = self.addressee.iter().chain(self.copy_to.iter().flatten());
        let signatures = self.signatures.iter().flat_map(|one| [&one.name, &one.title]);
        let lines: Vec<&String> = people.chain(signatures).collect();
        let shows = |mark: &str| lines.iter().any(|line| line.contains(mark));
        [
            (NO_DATE, self.date.is_none()),
            (NO_NUMBER, self.number.is_none()),
            (NO_NAME, shows(NO_NAME)),
            (NO_SIGNATORY, self.signatures.is_empty() || shows(NO_SIGNATORY)),
            (NO_TITLE, shows(NO_TITLE)),
        ]
        .into_iter()
        .filter_map(|(mark, is_missing)| is_missing.then_some(mark))
        .collect()
    }
}

/// The lines of a person: name, office, address; what is not given comes from the chamber.
fn lines(person: &Person, chamber: &Chamber, style: AddressStyle) -> Vec<String> {
    let name = match (&person.title, &person.name) {
        (Some(title), Some(name)) => format!("{title} {name}"),
        (None, Some(name)) => name.clone(),
        (_, None) => NO_NAME.to_owned(),
    };
    let office = person.office.as_ref().unwrap_or(&chamber.presiding_officer.english);
    let address = match person.address.as_slice() {
        [] => chamber.address_lines(style),
        given => given,
    };
    let mut lines = vec![name, office.clone()];
    lines.extend(address.iter().cloned());
    lines.retain(|line| !line.is_empty());
    lines
}

/// *Yours faithfully* goes with a greeting by office, *Yours sincerely* with one by name.
fn close_for(greeting: &str, addressee: &Person) -> &'static str {
    let family_name = addressee.name.as_deref().and_then(|name| name.split_whitespace().last());
    match family_name {
        Some(name) if greeting.contains(name) => "Yours sincerely,",
        _ => "Yours faithfully,",
    }
}

fn signatures(known: &[Signature]) -> Vec<Signature> {
    if known.is_empty() {
        let unknown = Signature { name: NO_SIGNATORY.to_owned(), title: NO_TITLE.to_owned() };
        return vec![unknown];
    }
    known.to_vec()
}
