//! `chancery chambers`.

use anyhow::bail;
use clap::{Args, Subcommand};
use serde_json::json;

use super::table::table;
use super::{Common, Exit, Output, files};
use crate::chamber::{AddressStyle, Chamber};
use crate::text::written_date;

/// List and show the chambers of national Parliaments
#[derive(Debug, Subcommand)]
pub(super) enum ChambersCommand {
    /// List all chambers and joint senders
    #[command(after_help = "Example:\n  chancery chambers list")]
    List(ListArgs),
    /// Show a chamber with its address, its votes and what is verified of it
    #[command(after_help = "Example:\n  chancery chambers show ro-camera")]
    Show(ShowArgs),
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The id of the chamber
    id: String,

    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// Runs `chancery chambers`.
pub(super) fn run(command: &ChambersCommand, common: &Common) -> anyhow::Result<Exit> {
    let office = common.office()?;
    match command {
        ChambersCommand::List(args) if args.format == Output::Json => {
            let all: Vec<_> = office.register.iter().map(summary).collect();
            files::print_json(&json!({ "chambers": all }))?;
        }
        ChambersCommand::List(_) => {
            let rows: Vec<[String; 4]> = office
                .register
                .iter()
                .map(|one| {
                    [one.id.clone(), one.country.name.clone(), one.title(), one.english.clone()]
                })
                .collect();
            files::print_text(&table(&rows))?;
        }
        ChambersCommand::Show(args) => {
            let Some(chamber) = office.register.get(&args.id) else {
                bail!("unknown chamber `{}`; {}", args.id, office.register.instead_of(&args.id));
            };
            match args.format {
                Output::Json => files::print_json(&summary(chamber))?,
                Output::Text => files::print_text(&shown(chamber, office.settings.address_style))?,
            }
        }
    }
    Ok(Exit::Complete)
}

fn shown(chamber: &Chamber, style: AddressStyle) -> String {
    let country = &chamber.country;
    let membership = match country.member_until {
        Some(until) => format!("{} to {}", written_date(country.member_from), written_date(until)),
        None => format!("since {}", written_date(country.member_from)),
    };
    let kinds: Vec<&str> = chamber.kinds.iter().map(|kind| kind.word()).collect();
    let verified: Vec<String> =
        chamber.verified.iter().map(|(part, word)| format!("{part}: {word}")).collect();
    let mut rows = vec![
        ("in a sentence", format!("{} … {} Opinion", chamber.the(), chamber.its())),
        ("original name", chamber.original.clone()),
        ("in Latin letters", chamber.romanised.clone().unwrap_or_default()),
        ("English name", chamber.english.clone()),
        ("country", format!("{} ({}), member {membership}", country.name, country.eu)),
        ("presiding officer", chamber.presiding_officer.english.clone()),
        ("", chamber.presiding_officer.original.clone()),
        ("salutation", chamber.salutation.clone()),
        ("votes", chamber.votes.to_string()),
        ("languages", chamber.languages.join(", ")),
        ("kinds of opinion", kinds.join(", ")),
        ("members", chamber.members.join(", ")),
        ("verified", verified.join(", ")),
        ("sources", chamber.sources.join(", ")),
        ("note", chamber.note.clone().unwrap_or_default()),
    ];
    let address = chamber.address_lines(style).iter().enumerate();
    let address = address.map(|(at, line)| (if at == 0 { "address" } else { "" }, line.clone()));
    rows.splice(8..8, address);
    let lines = rows.into_iter().filter(|(_, value)| !value.is_empty());
    lines.fold(format!("{}\n", chamber.id), |shown, (key, value)| {
        shown + format!("  {key:<18} {value}\n").as_str()
    })
}

fn summary(chamber: &Chamber) -> serde_json::Value {
    let verified: serde_json::Map<String, serde_json::Value> =
        chamber.verified.iter().map(|(part, word)| (part.clone(), word.clone().into())).collect();
    json!({
        "id": chamber.id,
        "country": chamber.country.iso,
        "eu_code": chamber.country.eu,
        "name": chamber.name,
        "the": chamber.the(),
        "possessive": chamber.possessive(),
        "its": chamber.its(),
        "original": chamber.original,
        "english": chamber.english,
        "presiding_officer": chamber.presiding_officer.english,
        "salutation": chamber.salutation,
        "address": chamber.address.style_guide,
        "past_letters": chamber.address.past_letters,
        "votes": chamber.votes,
        "languages": chamber.languages,
        "kinds": chamber.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
        "members": chamber.members,
        "member_from": chamber.country.member_from.to_string(),
        "member_until": chamber.country.member_until.map(|day| day.to_string()),
        "verified": verified,
        "sources": chamber.sources,
        "note": chamber.note,
    })
}
