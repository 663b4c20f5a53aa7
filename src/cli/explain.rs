//! `chancery explain`.

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::table::table;
use super::{Exit, Output, files, say};
use crate::check::{RULES, Rule, rule_of};
use crate::diagnostic::did_you_mean;

/// Explain a rule of `check`: why it is one, what it finds, and what to do
///
/// Without a rule, all of them are listed with their severities.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery explain
  chancery explain plain-space")]
pub(super) struct ExplainArgs {
    /// The code of the rule, as findings name it
    rule: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// Runs `chancery explain`.
pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Exit> {
    let rules = match &args.rule {
        Some(code) => vec![named(code)?],
        None => RULES.to_vec(),
    };
    match (args.format, &args.rule) {
        (Output::Json, _) => {
            let all: Vec<_> = rules.into_iter().map(as_json).collect();
            files::print_json(&json!({ "rules": all }))?;
        }
        (Output::Text, None) => files::print_text(&list(&rules))?,
        (Output::Text, Some(_)) => {
            files::print_text(&rules.into_iter().map(page).collect::<String>())?;
        }
    }
    Ok(Exit::Complete)
}

fn named(code: &str) -> anyhow::Result<&'static Rule> {
    rule_of(code).with_context(|| {
        let hint = did_you_mean(code, RULES.iter().map(|rule| rule.code));
        let hint = hint.unwrap_or_else(|| "`chancery explain` lists all rules".to_owned());
        format!("there is no rule `{code}`; {hint}")
    })
}

fn list(rules: &[&Rule]) -> String {
    let rows: Vec<[String; 3]> = rules
        .iter()
        .map(|rule| [rule.code, rule.severity.word(), rule.reason].map(str::to_owned))
        .collect();
    table(&rows)
}

fn page(rule: &Rule) -> String {
    let examples = rule
        .example
        .iter()
        .flat_map(|example| [("Against it", example.bad), ("In line with it", example.good)]);
    let shown = |(title, text): (&str, &str)| {
        let text = text.replace('\n', "\n    ");
        format!("\n{title}:\n\n    {text}\n")
    };
    let examples: String = examples.map(shown).collect();
    format!(
        "{} ({})\n\n{}.\n\n{}\n{examples}\nWhat to do: {}.\nWhere it comes from: {}.\n",
        say::styled(say::BOLD, rule.code),
        rule.severity.word(),
        crate::text::capitalize_first(rule.reason),
        wrapped(rule.explanation),
        rule.remedy,
        rule.origin,
    )
}

/// Breaks a text into lines of at most 80 characters.
fn wrapped(text: &str) -> String {
    let mut wrapped = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > 80 {
            wrapped.push('\n');
            width = 0;
        } else if width > 0 {
            wrapped.push(' ');
            width += 1;
        }
        wrapped.push_str(word);
        width += length;
    }
    wrapped
}

fn as_json(rule: &Rule) -> serde_json::Value {
    json!({
        "rule": rule.code,
        "severity": rule.severity.word(),
        "reason": rule.reason,
        "remedy": rule.remedy,
        "explanation": rule.explanation,
        "origin": rule.origin,
        "bad": rule.example.as_ref().map(|example| example.bad),
        "good": rule.example.as_ref().map(|example| example.good),
    })
}
