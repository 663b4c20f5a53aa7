//! Rules about the frame: address, greeting and close, date and number, signatories.

use std::ops::Range;

use super::context::Context;
use super::rule::{Example, Finding, Rule};
use crate::chamber::AddressStyle;
use crate::diagnostic::Severity;
use crate::signatory::{Term, signs_before};
use crate::text::written_date;
use crate::yaml::{Node, Value};

pub(super) const ADDRESS: Rule = Rule {
    code: "address",
    severity: Severity::Warning,
    reason: "the address is not as the style guide wants it",
    remedy: "see the address in `chancery chambers show`",
    explanation: "The country stands in capitals on the last line, in English; nothing else does. \
        Before the postcode stands no code of the country, but for Croatia, Cyprus, Latvia, \
        Lithuania and Luxembourg. With `address_style: past-letters` the rule says nothing, since \
        letters of the past have it otherwise.",
    example: Some(Example {
        bad: "addressee: [Mr Liviu Dragnea, President of the Camera Deputaților, RO – 050563 BUCHAREST]",
        good: "addressee: [Mr Liviu Dragnea, President of the Camera Deputaților, 050563 București, ROMANIA]",
    }),
    origin: "Interinstitutional style guide, 9.1.1, 9.1.2 and 9.1.5",
    find: Some(address),
};

pub(super) const SALUTATION_CLOSE: Rule = Rule {
    code: "salutation-close",
    severity: Severity::Warning,
    reason: "the close does not go with the salutation",
    remedy: "*Yours faithfully* goes with an office, *Yours sincerely* with a name",
    explanation: "A letter that greets an office (*Dear President*) closes with *Yours \
        faithfully*, one that greets a person by name with *Yours sincerely*.",
    example: Some(Example {
        bad: "salutation: Dear President,\nclose: Yours sincerely,",
        good: "salutation: Dear Mr Dragnea,\nclose: Yours sincerely,",
    }),
    origin: "practice of replies for the office; general usage for the name, which no reply attests",
    find: Some(salutation_close),
};

pub(super) const NUMBER_YEAR: Rule = Rule {
    code: "number-year",
    severity: Severity::Warning,
    reason: "number and date are of different years",
    remedy: "check both against the register of letters",
    explanation: "A reply has a number of the series C of the year in which it is adopted, and is \
        dated then. Around the turn of the year one of the two is easily wrong.",
    example: Some(Example {
        bad: "date: 2017-01-10\nnumber: C(2016) 16 final",
        good: "date: 2017-01-10\nnumber: C(2017) 16 final",
    }),
    origin: "practice of replies, which have date and number in their heads",
    find: Some(number_year),
};

pub(super) const REPLY_BEFORE_RECEIPT: Rule = Rule {
    code: "reply-before-receipt",
    severity: Severity::Warning,
    reason: "the letter is dated before the Opinion came",
    remedy: "check the date of the letter and the dates in the opinion file",
    explanation: "The opinion file says when the chamber adopted its Opinion and when it was \
        received. A reply of an earlier day is a slip in one of the two files.",
    example: None,
    origin: "the order of events; the three months for the reply run from the receipt",
    find: Some(reply_before_receipt),
};

pub(super) const SIGNATORY: Rule = Rule {
    code: "signatory",
    severity: Severity::Warning,
    reason: "a signatory does not hold that title on the letter's date",
    remedy: "the Members, their titles and terms stand in `templates/signatories.yaml`",
    explanation: "A letter is signed by Members who are in office on its date, under the title \
        that they hold then.",
    example: Some(Example {
        bad: "date: 2017-01-10\nsignatories: [{ name: José Manuel Barroso, title: President }]",
        good: "date: 2017-01-10\nsignatories: [{ name: Julian King, title: Member of the Commission }]",
    }),
    origin: "practice of replies since 2015: COM(2016) 471 final",
    find: Some(signatories),
};

pub(super) const SIGNATURE_ORDER: Rule = Rule {
    code: "signature-order",
    severity: Severity::Warning,
    reason: "a lower office signs before a higher one",
    remedy: "put the higher office first",
    explanation: "The Vice-President stands first, the Member with the portfolio second.",
    example: Some(Example {
        bad: "date: 2017-01-10\nsignatories: [{ name: Julian King, title: Member of the Commission }, \
              { name: Frans Timmermans, title: First Vice-President }]",
        good: "date: 2017-01-10\nsignatories: [{ name: Frans Timmermans, title: First Vice-President }, \
               { name: Julian King, title: Member of the Commission }]",
    }),
    origin: "practice of replies: C(2017) 16, signed by the First Vice-President first",
    find: Some(signature_order),
};

/// The text of a node as it stands in the source.
fn written<'a>(context: &'a Context<'_>, node: &Node) -> (usize, &'a str) {
    (node.place.start, &context.source.text[node.place.clone()])
}

fn address(context: &Context<'_>) -> Vec<Finding> {
    let lines = context.front.list("addressee");
    let is_guided = context.office.settings.address_style == AddressStyle::StyleGuide;
    let (Some(chamber), Some(last), true) = (context.chamber, lines.last(), is_guided) else {
        return Vec::new();
    };
    let country = chamber.country.name.to_uppercase();
    let mut found = Vec::new();
    for line in &lines[1..] {
        let (start, text) = written(context, line);
        let is_last = line.place == last.place;
        let place = |part: Range<usize>| start + part.start..start + part.end;
        if let Some(code) = country_code(text).filter(|_| !has_code(&chamber.country.eu)) {
            let message = format!("`{}` stands before the postcode", text[code.clone()].trim());
            found
                .push(ADDRESS.at(place(code), message).with_fix("").with_hint("take the code out"));
        }
        if let Some(code) = missing_code(text, &chamber.country.eu) {
            let message = format!("the code `{code}-` is missing before the postcode");
            found.push(ADDRESS.at(line.place.clone(), message).with_fix(format!("{code}-{text}")));
        }
        let is_country = text.trim_matches('"') == country;
        if let Some(word) = capitals(text).filter(|_| !is_country) {
            let message = format!(
                "`{}` stands in capitals, which only the country does",
                &text[word.clone()]
            );
            let hint = "write the town as it is written in its country";
            found.push(ADDRESS.at(place(word), message).with_hint(hint));
        }
        if is_last && !is_country {
            let message = format!("the last line is not the country, `{country}`");
            let finding = ADDRESS.at(line.place.clone(), message);
            let is_same = text.trim_matches('"').to_uppercase() == country;
            found.push(if is_same {
                finding.with_fix(&*country)
            } else {
                finding.with_hint(format!("add the line `{country}`"))
            });
        }
    }
    found
}

/// The code that belongs before `10000 Zagreb`. Latvia has it after the town.
fn missing_code(line: &str, country: &str) -> Option<&'static str> {
    let codes = [("HR", "HR"), ("CY", "CY"), ("LT", "LT"), ("LU", "L")];
    let (_, code) = codes.into_iter().find(|(one, _)| *one == country)?;
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let town = line[digits..].strip_prefix(' ')?;
    ((4..=5).contains(&digits) && town.starts_with(char::is_alphabetic)).then_some(code)
}

/// Tells whether postcodes of a country begin with its code.
fn has_code(country: &str) -> bool {
    ["HR", "CY", "LV", "LT", "LU"].contains(&country)
}

/// `RO – ` in `RO – 050563 BUCHAREST`, `D-` in `D-10117 Berlin`, with the spaces after it.
fn country_code(line: &str) -> Option<Range<usize>> {
    let is_dash = |one: char| matches!(one, '-' | '–' | '—');
    for (at, dash) in line.match_indices(is_dash) {
        let before = line[..at].trim_end_matches([' ', '\u{a0}']);
        let letters = before.trim_end_matches(|one: char| one.is_ascii_uppercase());
        let count = before.len() - letters.len();
        let begins = letters.is_empty() || letters.ends_with([' ', '"', '\u{a0}']);
        let rest = &line[at + dash.len()..];
        let number = rest.trim_start_matches([' ', '\u{a0}']);
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&count) && begins && digits >= 3 {
            return Some(letters.len()..line.len() - number.len());
        }
    }
    None
}

/// The first word of four letters or more in capitals; CEDEX belongs to French addresses.
fn capitals(line: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for word in line.split(|one: char| !one.is_alphabetic()) {
        let is_capital = word.chars().count() >= 4 && word.chars().all(char::is_uppercase);
        if is_capital && word != "CEDEX" {
            return Some(at..at + word.len());
        }
        at += word.len();
        at += line[at..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

fn salutation_close(context: &Context<'_>) -> Vec<Finding> {
    let frame = &context.draft.frame;
    let name = frame.addressee.first().and_then(|line| line.split_whitespace().last());
    let greeting = frame.salutation.trim_end_matches(',');
    let is_of_office = context.chamber.is_some_and(|chamber| chamber.salutation == greeting);
    let titles = ["Dear Mr ", "Dear Ms ", "Dear Mrs "];
    let is_by_name = !is_of_office
        && (name.is_some_and(|name| greeting.contains(name))
            || titles.iter().any(|title| greeting.starts_with(title)));
    let right = if is_by_name { "Yours sincerely" } else { "Yours faithfully" };
    let close = frame.close.trim_end_matches(',');
    if context.draft.about.language != "en" || close == right {
        return Vec::new();
    }
    let message = format!("`{close}` does not go with `{greeting}`");
    let place = context.front.place_of("close");
    vec![SALUTATION_CLOSE.at(place, message).with_hint(format!("write `{right},`"))]
}

fn number_year(context: &Context<'_>) -> Vec<Finding> {
    let frame = &context.draft.frame;
    let (Some(number), Some(date)) = (&frame.number, frame.date) else { return Vec::new() };
    if i32::from(number.year) == i32::from(date.year()) {
        return Vec::new();
    }
    let message = format!("the number is of {}, the date of {}", number.year, date.year());
    vec![NUMBER_YEAR.at(context.front.place_of("number"), message)]
}

fn reply_before_receipt(context: &Context<'_>) -> Vec<Finding> {
    let (Some(opinion), Some(date)) = (context.letter.opinion, context.draft.frame.date) else {
        return Vec::new();
    };
    let came = [(opinion.received, "received"), (opinion.adopted, "adopted")];
    let later =
        came.into_iter().find_map(|(day, what)| Some((day.filter(|day| date < *day)?, what)));
    let Some((day, what)) = later else { return Vec::new() };
    let message = format!("the Opinion was {what} on {}, after that", written_date(day));
    vec![REPLY_BEFORE_RECEIPT.at(context.front.place_of("date"), message)]
}

/// Each signatory of the draft: name and title with their nodes, marks left out.
fn signed<'a>(context: &'a Context<'_>) -> Vec<(&'a Node, &'a str, &'a str)> {
    let nodes = context.front.list("signatories").iter();
    let signed = nodes.filter_map(|node| {
        let Value::Map(entries) = &node.value else { return None };
        let text = |key: &str| {
            entries.iter().find(|(one, _)| one.name == key).and_then(|(_, node)| {
                match &node.value {
                    Value::Scalar(text) => Some((node, text.as_str())),
                    _ => None,
                }
            })
        };
        let ((node, name), (_, title)) = (text("name")?, text("title")?);
        (!name.starts_with('[')).then_some((node, name, title))
    });
    signed.collect()
}

fn term<'a>(context: &Context<'a>, name: &str) -> Option<&'a Term> {
    let member = context.office.signatories.iter().find(|member| member.name == name)?;
    member.term_on(context.day)
}

fn signatories(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, name, title) in signed(context) {
        let known = context.office.signatories.iter().find(|member| member.name == name);
        let day = written_date(context.day);
        let Some(member) = known else {
            found.push(
                SIGNATORY.at(
                    node.place.clone(),
                    format!("`{name}` is not among the Members who may sign"),
                ),
            );
            continue;
        };
        let message = match term(context, name) {
            None => format!("{name} was not in office on {day}"),
            Some(term) if term.title != title => {
                format!("{name} was {} on {day}, not {title}", term.title)
            }
            Some(_) => continue,
        };
        let hint = format!("{name} was in office from {}", member.in_office());
        found.push(SIGNATORY.at(node.place.clone(), message).with_hint(hint));
    }
    found
}

fn signature_order(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut before: Option<&Term> = None;
    for (node, name, _) in signed(context) {
        let Some(term) = term(context, name) else { continue };
        if before.is_some_and(|before| signs_before(term, before)) {
            let message = format!("the {} signs before the others", term.title);
            found.push(SIGNATURE_ORDER.at(node.place.clone(), message));
        }
        before = Some(term);
    }
    found
}
