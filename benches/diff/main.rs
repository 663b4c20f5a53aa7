//! The comparison of drafts beside others: git's word diff, wdiff, pandiff and redlines.
//!
//! `cargo bench --bench diff` draws pairs of drafts, each with one change whose size is known, and
//! prints how far each tool's count of words is off, which moves were found, which facts were
//! named, and what CPU time a whole process takes. What must hold for ours is asserted: words
//! within 2 of the truth, 95 of 100 moves, none where nothing moved, all facts named.
//!
//! The others read the drafts without what only `chancery` reads: no comments of pedigree, no
//! fingerprints. They are taken from the path: `git`, `wdiff`, `pandiff` (an npm package, which
//! needs pandoc) and, as a package of `python3` or of the interpreter in `REDLINES_PYTHON`,
//! `redlines`. One that is not there is named as not measured.

#[path = "../../src/diff/tests/drafts.rs"]
mod drafts;
#[path = "../../src/diff/tests/mutations.rs"]
mod mutations;
mod pairs;
mod peers;
#[path = "../process/mod.rs"]
mod process;

use chancery::diff::{Changes, Kind, diff};

use mutations::{MOVES, WITHOUT_MOVES, draw, draw_without_move, move_one};
use pairs::Pair;
use peers::Tool;
use process::Usage;

/// How many pairs of each kind are counted in this process.
const MANY: u64 = 100;
/// How many pairs of each kind every tool compares.
const SOME: u64 = 5;
/// How many pairs without a move are searched for one.
const WITHOUT: u64 = 1_000;

fn main() {
    ours();
    beside_others();
}

/// What must hold for ours, on many pairs.
fn ours() {
    let mut worst = 0;
    for (name, mutation) in WITHOUT_MOVES.into_iter().chain(MOVES) {
        for seed in 0..MANY {
            let (old, new, (removed, added)) = draw(seed, mutation);
            let changes = diff(&old, &new);
            let off =
                changes.words_removed.abs_diff(removed).max(changes.words_added.abs_diff(added));
            assert!(off <= 2, "{name}, seed {seed}: off by {off} words");
            worst = worst.max(off);
            let is_named = changes.substance().next().is_some();
            assert!(is_named || !pairs::HAVE_FACTS.contains(&name), "{name}, seed {seed}: no fact");
        }
    }
    let kinds = WITHOUT_MOVES.len() + MOVES.len();
    println!("{kinds} kinds of change, {MANY} pairs each: words off by {worst} at most");
    println!("every fact named in all pairs of {}", pairs::HAVE_FACTS.join(", "));
    for strip in [false, true] {
        let found = (0..MANY).filter(|seed| is_found(*seed, strip)).count();
        let how = if strip { "without pedigree" } else { "with pedigree" };
        println!("moves found {how}: {found} of {MANY}");
        assert!(found >= 95);
    }
    let falsely = (0..WITHOUT).filter(|seed| {
        let (old, new, _) = draw_without_move(*seed);
        moves(&diff(&old, &new)) > 0
    });
    let falsely = falsely.count();
    println!("moves claimed where nothing moved: {falsely} of {WITHOUT}\n");
    assert_eq!(falsely, 0);
}

fn is_found(seed: u64, strip: bool) -> bool {
    let (mut old, mut new, _) = draw(seed, move_one);
    if strip {
        (old, new) = (drafts::without_pedigree(old), drafts::without_pedigree(new));
    }
    let changes = diff(&old, &new);
    moves(&changes) == 1 && changes.changes.len() == 1
}

fn moves(changes: &Changes) -> usize {
    let is_move = |kind| matches!(kind, Kind::Moved | Kind::MovedEdited);
    changes.changes.iter().filter(|change| is_move(change.kind)).count()
}

/// What one tool made of all pairs.
struct Measured {
    name: &'static str,
    /// For each kind, by how many words the count was off, pair by pair.
    off: Vec<Vec<usize>>,
    /// What each process used.
    usage: Vec<Usage>,
}

fn beside_others() {
    let folder = tempfile::tempdir().expect("a folder for the drafts");
    let kinds: Vec<(&str, Vec<Pair>)> = WITHOUT_MOVES
        .into_iter()
        .chain(MOVES)
        .map(|(name, mutation)| {
            let pairs = (0..SOME).map(|seed| Pair::write(folder.path(), name, seed, mutation));
            (name, pairs.collect())
        })
        .collect();
    let mut measured: Vec<Measured> = Vec::new();
    for tool in peers::ALL {
        if let Err(why) = tool.find() {
            println!("not measured: {}: {why}", tool.name);
            continue;
        }
        measured.push(measure(tool, &kinds));
    }
    let names: Vec<&str> = measured.iter().map(|tool| tool.name).collect();
    println!("\nwords off the truth, mean and worst of {SOME} pairs");
    println!("| change | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()));
    for (at, (kind, _)) in kinds.iter().enumerate() {
        let cells: Vec<String> = measured.iter().map(|tool| cell(&tool.off[at])).collect();
        println!("| {kind} | {} |", cells.join(" | "));
    }
    let row = |title: &str, figure: &dyn Fn(&Measured) -> String| {
        let cells: Vec<String> = measured.iter().map(figure).collect();
        println!("| {title} | {} |", cells.join(" | "));
    };
    let cpu = |tool: &Measured| median(tool.usage.iter().map(|usage| usage.cpu));
    let least = measured.first().map_or(1.0, cpu);
    row("CPU, ratio", &|tool| format!("{:.1}", cpu(tool) / least));
    row("peak MiB", &|tool| format!("{:.0}", median(tool.usage.iter().map(|usage| usage.memory))));
    println!("\nthe first needs {least:.1} ms of CPU, the median of all pairs");
}

fn measure(tool: &Tool, kinds: &[(&str, Vec<Pair>)]) -> Measured {
    let mut used = Vec::new();
    let mut off = Vec::new();
    for (_, pairs) in kinds {
        let of = |pair: &Pair| {
            let (counted, usage) = tool.run(pair);
            used.push(usage);
            counted.0.abs_diff(pair.truth.0).max(counted.1.abs_diff(pair.truth.1))
        };
        off.push(pairs.iter().map(of).collect());
    }
    Measured { name: tool.name, off, usage: used }
}

fn cell(off: &[usize]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a draft has far fewer than 2^52 words")]
    let mean = off.iter().sum::<usize>() as f64 / off.len() as f64;
    format!("{mean:.1} ({})", off.iter().max().unwrap_or(&0))
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
