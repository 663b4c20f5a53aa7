//! `chancery library evaluate`.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use itertools::Itertools;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::table::{lines, rounded};
use super::{Exit, Output, files, say};
use crate::evaluation::{Band, CaseKind, Evaluation, Fault, Gold, Measure, Trial, evaluate};
use crate::matching::Matcher;
use crate::office::Office;
use crate::text::{Count, written_date};

/// Measure the matching on points whose right answers are known
///
/// Prints how often the right paragraph is found (R@1, R@3, MRR), how far the tool's own decisions
/// can be trusted (precision, coverage, abstention, separation), whether its confidence means what
/// it says, and what it does with each kind of case. An interval of 95 % stands beside each figure;
/// one that rests on fewer than 20 cases says so.
///
/// The validity of paragraphs counts only when GOLD or `--date` gives a date.
///
/// Exits with 1 when a figure is below its floor in GOLD, so that a script can stop an edit that
/// spoils the matching, and with 2 when GOLD has mistakes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery library evaluate tests/gold.yaml
  chancery library evaluate gold.yaml --library my-paragraphs --wrong

GOLD is YAML:
  date: 2017-01-10                    # optional: judge for letters of this day; else validity
                                      # does not count
  floors: { recall_at_1: 0.8, precision: 0.85 }   # optional: what must be reached
  cases:
    - text: Asks what is done against radicalisation in prisons.
      stance: request
      kind: plain                     # or paraphrase, two-issues, negated, unanswerable
      acts: [COM(2016) 379 final]     # optional
      expect: [ran-prisons]           # [] where no paragraph answers it
      also: [ran-centre]              # optional: right as well")]
pub(super) struct EvaluateArgs {
    /// The points and their answers; `-` reads them from standard input
    #[arg(value_hint = ValueHint::FilePath)]
    gold: PathBuf,

    /// List the cases that went wrong, with their lines in GOLD
    #[arg(long)]
    wrong: bool,

    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
}

/// Runs `chancery library evaluate`.
pub(super) fn run(args: &EvaluateArgs, office: &Office, day: Option<Date>) -> anyhow::Result<Exit> {
    let source = files::read(&args.gold)?;
    let gold = Gold::parse(&source, &office.library)?;
    let day = gold.date.or(day);
    let matcher = Matcher::of(office);
    let evaluation = evaluate(&gold, &matcher, &office.library, &office.settings, day);
    let below = evaluation.below(&gold.floors);
    match args.format {
        Output::Json => files::print_json(&json!({
            "gold": source.name,
            "date": day.map(|day| day.to_string()),
            "cases": evaluation.trials.len(),
            "figures": figures_json(&evaluation.overall),
            "kinds": kinds_json(&evaluation.kinds),
            "reliability": evaluation.reliability.iter().map(band_json).collect_vec(),
            "wrong": wrong(&evaluation).map(|(trial, fault)| wrong_json(trial, fault)).collect_vec(),
            "below": below.iter().map(|(measure, floor)| below_json(measure, *floor)).collect_vec(),
        }))?,
        Output::Text => {
            let count = Count(evaluation.trials.len(), "case");
            let judged = match day {
                Some(day) => format!("for letters of {}", written_date(day)),
                None => "whatever the date".to_owned(),
            };
            let mut text = format!("{count}, judged {judged}\n\n{}", tables(&evaluation));
            if args.wrong {
                text.push_str(&wrong_table(&evaluation));
            }
            files::print_text(&text)?;
        }
    }
    for (measure, floor) in &below {
        let figure = say::styled(say::BAD, measure.figure.label());
        let why = match measure.value {
            Some(value) if measure.is_enough() => format!("is {value:.3}"),
            _ => format!("rests on {}, too few to tell", Count(measure.cases, "case")),
        };
        say::line(format!("{figure} {why}; its floor is {floor:.3}"));
    }
    Ok(if below.is_empty() { Exit::Complete } else { Exit::Findings })
}

/// The cases that went wrong, the gravest faults first.
fn wrong(evaluation: &Evaluation) -> impl Iterator<Item = (&Trial, Fault)> {
    let with_fault = evaluation.trials.iter().filter_map(|trial| Some((trial, trial.fault()?)));
    with_fault.sorted_by_key(|(trial, fault)| (*fault, trial.line))
}

fn tables(evaluation: &Evaluation) -> String {
    let overall = evaluation.overall.iter().map(measure_row).collect_vec();
    let kinds = evaluation.kinds.iter().flat_map(|(kind, measures)| {
        measures.iter().enumerate().map(|(at, measure)| {
            let [figure, value, interval] = measure_row(measure);
            [if at == 0 { kind.word() } else { "" }.to_owned(), figure, value, interval]
        })
    });
    let bands = evaluation.reliability.iter().map(band_row);
    let titles = ["confidence", "mean", "right", "cases"].map(str::to_owned);
    [
        table("All cases", &overall),
        table("Reliability", &[titles].into_iter().chain(bands).collect_vec()),
        table("By kind of case", &kinds.collect_vec()),
    ]
    .concat()
}

fn table<const N: usize>(title: &str, rows: &[[String; N]]) -> String {
    let lines = lines(rows).into_iter().map(|line| format!("  {line}\n"));
    format!("{}\n{}\n", say::styled(say::BOLD, title), lines.collect::<String>())
}

fn measure_row(measure: &Measure) -> [String; 3] {
    let value = measure.value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"));
    let said = match measure.interval {
        _ if !measure.is_enough() => format!("too few cases ({})", measure.cases),
        Some((low, high)) => {
            format!("95 %: {low:.3} to {high:.3}  ({})", Count(measure.cases, "case"))
        }
        None => String::new(),
    };
    [measure.figure.label().to_owned(), value, said]
}

fn band_row(band: &Band) -> [String; 4] {
    [
        format!("{:.1} to {:.1}", band.from, band.to),
        format!("{:.3}", band.confidence),
        format!("{:.3}", band.right),
        band.cases.to_string(),
    ]
}

fn wrong_table(evaluation: &Evaluation) -> String {
    let rows = wrong(evaluation).map(|(trial, fault)| {
        let first = trial.first.clone().unwrap_or_default();
        let sure = format!("{:.0} %", trial.confidence * 100.0);
        [trial.line.to_string(), fault.word().to_owned(), sure, first, trial.text.clone()]
    });
    let rows = rows.collect_vec();
    if rows.is_empty() {
        "No case went wrong.\n".to_owned()
    } else {
        table("Cases that went wrong, by line", &rows)
    }
}

fn figures_json(measures: &[Measure]) -> Value {
    let figure = |measure: &Measure| {
        let (low, high) = measure.interval.unzip();
        let figures = json!({
            "value": measure.value.map(rounded),
            "low": low.map(rounded),
            "high": high.map(rounded),
            "cases": measure.cases,
            "enough": measure.is_enough(),
        });
        (measure.figure.word().to_owned(), figures)
    };
    Value::Object(measures.iter().map(figure).collect())
}

fn kinds_json(kinds: &[(CaseKind, Vec<Measure>)]) -> Value {
    let kind = |(kind, measures): &(CaseKind, Vec<Measure>)| {
        (kind.word().to_owned(), figures_json(measures))
    };
    Value::Object(kinds.iter().map(kind).collect())
}

fn band_json(band: &Band) -> Value {
    json!({
        "from": rounded(band.from),
        "to": rounded(band.to),
        "cases": band.cases,
        "confidence": rounded(band.confidence),
        "right": rounded(band.right),
    })
}

fn wrong_json(trial: &Trial, fault: Fault) -> Value {
    json!({
        "line": trial.line,
        "fault": fault.word(),
        "text": trial.text,
        "outcome": trial.outcome.word(),
        "first": trial.first,
        "confidence": rounded(trial.confidence),
        "rank": trial.rank,
    })
}

fn below_json(measure: &Measure, floor: f64) -> Value {
    json!({
        "figure": measure.figure.word(),
        "floor": floor,
        "value": measure.value.map(rounded),
        "cases": measure.cases,
        "enough": measure.is_enough(),
    })
}
