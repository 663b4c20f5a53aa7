//! Measures matching on a benchmark: how often the right paragraph comes first, how far the
//! confidence can be trusted, and how long a query takes.
//!
//! `cargo bench --bench matching -- FOLDER [OUTPUT]` reads `library-dev.yaml` and
//! `points-dev.yaml` in FOLDER. With OUTPUT it writes two files of predictions there, for
//! `score.py`: one with the confidence that the tool gives, one with a confidence fitted on the
//! other policy fields only. The coefficients it prints are those to be put into
//! `src/ranking/confidence.rs` after the scoring has changed; the crossed figures tell how well
//! such a fit does on fields it has not seen.
//!
//! `cargo bench --bench matching -- CORPUS` measures the speed on a folder with `library.jsonl`
//! (`id`, `text`) and `queries.jsonl` (`gold`, `text`).

mod corpus;
mod data;
mod examples;
mod fit;
mod report;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chancery::ranking::{Entry, Index, Ranker, Ranking, Thesaurus};

use data::Point;

const USAGE: &str = "usage: cargo bench --bench matching -- FOLDER [OUTPUT], or: CORPUS";

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        println!("{USAGE}");
        return Ok(());
    };
    if folder.join("library.jsonl").is_file() {
        return corpus::measure(&folder);
    }
    let entries = data::entries(&folder.join("library-dev.yaml"))?;
    let points = data::points(&folder.join("points-dev.yaml"))?;
    let thesaurus = Thesaurus::built_in();
    let index = Index::new(&entries, &thesaurus);
    let rankings: Vec<Ranking> = points.iter().map(|point| index.rank(&point.query())).collect();

    report::hits(&points, &rankings);
    report::second_issues(&points, &rankings);
    let plain: Vec<f64> = rankings.iter().map(|ranking| ranking.confidence).collect();
    let (coefficients, crossed) = fit::cross_validate(&rows(&index, &points, &rankings));
    println!("\ncoefficients, the constant last: {coefficients:.2?}");
    report::reliability("as the tool says", &points, &rankings, &plain);
    report::reliability("crossed", &points, &rankings, &crossed);
    examples::measure(&entries, &points, &thesaurus);
    time(&entries, &points, &thesaurus);

    if let Some(output) = arguments.next().map(PathBuf::from) {
        write(&output.join("plain.json"), &points, &rankings, &plain)?;
        write(&output.join("crossed.json"), &points, &rankings, &crossed)?;
    }
    Ok(())
}

/// What the confidence is fitted on.
fn rows(index: &Index, points: &[Point], rankings: &[Ranking]) -> Vec<fit::Row> {
    let of = |(point, ranking): (&Point, &Ranking)| fit::Row {
        group: point.field.clone(),
        features: index.features(&point.query()),
        right: point.is_answered_by(ranking),
    };
    points.iter().zip(rankings).map(of).collect()
}

/// Prints the best of several runs, which a busy machine disturbs least.
fn time(entries: &[Entry], points: &[Point], thesaurus: &Thesaurus) {
    let queries: Vec<_> = points.iter().map(Point::query).collect();
    let (mut indexing, mut ranking) = (Duration::MAX, Duration::MAX);
    for _ in 0..20 {
        let start = Instant::now();
        let index = Index::new(entries, thesaurus);
        indexing = indexing.min(start.elapsed());
        let start = Instant::now();
        let found = queries.iter().filter(|query| index.rank(query).confidence > 0.0).count();
        assert!(found > 0, "some point finds something");
        ranking = ranking.min(start.elapsed());
    }
    let each = ranking / u32::try_from(queries.len()).expect("a benchmark is small");
    println!("\nindexing {} entries: {indexing:.2?}; a query: {each:.2?}", entries.len());
}

fn write(path: &Path, points: &[Point], rankings: &[Ranking], confidence: &[f64]) -> Result<()> {
    let mut predictions = serde_json::Map::new();
    for ((point, ranking), sure) in points.iter().zip(rankings).zip(confidence) {
        let scores = (1..).map(|rank| sure / f64::from(rank));
        let matches =
            ranking.candidates.iter().zip(scores).enumerate().map(|(at, (one, score))| {
                let accepted = at == 0 || ranking.second.as_ref() == Some(&one.entry);
                serde_json::json!({ "id": one.entry, "score": score, "accepted": accepted })
            });
        predictions.insert(point.id.clone(), matches.collect());
    }
    let text = serde_json::to_string(&predictions)?;
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}
