//! Speed on a large library, beside other engines on the same files.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use chancery::opinion::Stance;
use chancery::ranking::{Entry, Index, Query, Ranker, Thesaurus};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
struct Paragraph {
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Asked {
    gold: String,
    text: String,
}

/// Reads `library.jsonl` and `queries.jsonl` of a folder and prints the CPU time of indexing and of a
/// query, and how often the right paragraph comes first.
pub(crate) fn measure(folder: &Path) -> Result<()> {
    let paragraphs: Vec<Paragraph> = lines(&folder.join("library.jsonl"))?;
    let asked: Vec<Asked> = lines(&folder.join("queries.jsonl"))?;
    let entry = |one: Paragraph| Entry { id: one.id, body: one.text, ..Entry::default() };
    let start = cpu();
    let entries: Vec<Entry> = paragraphs.into_iter().map(entry).collect();
    let index = Index::new(&entries, &Thesaurus::built_in());
    let indexed = cpu();
    let is_right = |one: &&Asked| {
        let ranking = index.rank(&Query::new(&one.text, Stance::Concern));
        ranking.candidates.first().is_some_and(|first| first.entry == one.gold)
    };
    let right = asked.iter().filter(is_right).count();
    let query = cpu().saturating_sub(indexed) / u32::try_from(asked.len())?;
    println!(
        "{} entries: indexing {:.2?} of CPU, a query {query:.2?}, {right} of {} right",
        entries.len(),
        indexed.saturating_sub(start),
        asked.len()
    );
    Ok(())
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path);
    let text = text.with_context(|| format!("cannot read `{}`", path.display()))?;
    let lines = text.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().with_context(|| format!("`{}` is no corpus", path.display()))
}

/// The CPU time of this process so far.
fn cpu() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call writes to `time` only.
    let code = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) };
    assert_eq!(code, 0, "the system tells the CPU time");
    let nanoseconds = u32::try_from(time.tv_nsec).expect("they are less than a second");
    Duration::new(u64::try_from(time.tv_sec).expect("time is not negative"), nanoseconds)
}
