//! What an opinion file says of the reply, judged: its number, and who signs on its date.

use jiff::civil::Date;

use super::raw::RawReply;
use super::{Reply, Signature};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::office::Office;
use crate::signatory::{Term, signs_before};
use crate::text::written_date;
use crate::yaml::{Placed, Reader, list_instead_of};

/// Checks what is known of a reply against the signatories of an office.
pub(super) fn valid_reply(
    reader: &mut Reader,
    raw: RawReply,
    office: &Office,
    today: Date,
) -> Reply {
    let date = raw.date.as_ref().map(|date| date.value);
    if let (Some(number), Some(date)) = (&raw.number, &raw.date)
        && i32::from(number.value.year) != i32::from(date.value.year())
    {
        let message =
            format!("the number is of {}, the date of {}", number.value.year, date.value.year());
        let found = Diagnostic::warning(message).rule("number-year").at(number.place.clone());
        reader.found.push(found.with_hint("check both against the register of letters"));
    }
    Reply {
        number: raw.number.map(|placed| placed.value),
        date,
        addressee: raw.addressee,
        copy_to: raw.copy_to,
        signatures: signatures(reader, &raw.signatories, office, date, today),
        holding: raw.holding.map(|placed| placed.value),
        sent: raw.sent.map(|placed| placed.value),
    }
}

/// Finds who signs on the letter's date, else today: those named, else the Member in charge of relations with national
/// Parliaments, which is said.
fn signatures(
    reader: &mut Reader,
    named: &[Placed<String>],
    office: &Office,
    date: Option<Date>,
    today: Date,
) -> Vec<Signature> {
    let day = date.unwrap_or(today);
    if named.is_empty() {
        return default_signature(reader, office, day);
    }
    let mut terms: Vec<(&str, &Term)> = Vec::new();
    for one in named {
        let Some(member) = office.signatories.get(&one.value) else {
            let hint = signatory_instead_of(&one.value, office);
            reader.error(&one.place, format!("unknown signatory `{}`", one.value), Some(hint));
            continue;
        };
        let Some(term) = member.term_on(day) else {
            let message = format!("{} was not in office on {}", member.name, written_date(day));
            let mut hint = format!("{} was in office from {}", member.name, member.in_office());
            if date.is_none() {
                hint.push_str(
                    "; the date of the letter is not known, so today counts: write `date:` below \
                     `reply`, or give `--date`",
                );
            }
            reader.error(&one.place, message, Some(hint));
            continue;
        };
        if terms.iter().any(|(name, _)| *name == member.name) {
            let message = format!("{} is named twice", member.name);
            reader.error(&one.place, message, Some("keep one of the two".to_owned()));
        }
        if terms.last().is_some_and(|(_, earlier)| signs_before(term, earlier)) {
            let message = format!("the {} signs before the others", term.title);
            let found = Diagnostic::warning(message).rule("signature-order").at(one.place.clone());
            reader.found.push(found.with_hint("put the higher office first"));
        }
        terms.push((&member.name, term));
    }
    terms
        .into_iter()
        .map(|(name, term)| Signature { name: name.to_owned(), title: term.title.clone() })
        .collect()
}

/// Says what to write instead of a signatory whom nobody knows.
fn signatory_instead_of(written: &str, office: &Office) -> String {
    if let Some(member) = office.signatories.iter().find(|member| member.name == written) {
        return format!("write the id `{}`", member.id);
    }
    let ids = office.signatories.iter().map(|member| member.id.as_str());
    list_instead_of(written).or_else(|| did_you_mean(written, ids)).unwrap_or_else(|| {
        "the Members who may sign stand in `templates/signatories.yaml`".to_owned()
    })
}

fn default_signature(reader: &mut Reader, office: &Office, day: Date) -> Vec<Signature> {
    let found = office.signatories.in_charge_on(day);
    let signature = found.and_then(|member| Some((member, member.term_on(day)?)));
    let message = match signature {
        Some((member, term)) => format!(
            "no signatories are given: {}, {}, signs, in charge of relations with national Parliaments on {}",
            member.name,
            term.title,
            written_date(day)
        ),
        None => format!("nobody is known to sign on {}", written_date(day)),
    };
    let hint = "name them below `reply`: `signatories: [timmermans, king]`";
    reader.found.push(Diagnostic::suggestion(message).rule("signatory-default").with_hint(hint));
    signature
        .map(|(member, term)| Signature { name: member.name.clone(), title: term.title.clone() })
        .into_iter()
        .collect()
}
