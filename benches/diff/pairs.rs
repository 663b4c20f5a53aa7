//! Pairs of drafts in files, with the true number of words between them.

use std::fs;
use std::path::{Path, PathBuf};

use chancery::draft::{self, Draft};

use crate::mutations::{Mutation, draw};

/// The kinds of change that change a fact.
pub(crate) const HAVE_FACTS: [&str; 3] = ["fact", "note", "negation"];

/// Two drafts, as `chancery` reads them and as others do.
pub(crate) struct Pair {
    /// The drafts as they are, old and new.
    pub(crate) drafts: [PathBuf; 2],
    /// The same without what only `chancery` reads.
    pub(crate) plain: [PathBuf; 2],
    /// How many words went and came.
    pub(crate) truth: (usize, usize),
}

impl Pair {
    /// Draws a pair and writes its files.
    pub(crate) fn write(folder: &Path, name: &str, seed: u64, mutation: Mutation) -> Self {
        let (old, new, truth) = draw(seed, mutation);
        let write = |side: &str, text: &str| {
            let path = folder.join(format!("{name}-{seed}-{side}.md"));
            fs::write(&path, text).expect("the draft can be written");
            path
        };
        let texts = [draft::write(&old), draft::write(&new)];
        let plain = [without_pedigree(&old), without_pedigree(&new)];
        // The generator counts words of body and notes; a change of the frame has others.
        let frame = name == "addressee";
        Self {
            truth: if frame { least(&plain[0], &plain[1]) } else { truth },
            drafts: [write("old", &texts[0]), write("new", &texts[1])],
            plain: [write("plain-old", &plain[0]), write("plain-new", &plain[1])],
        }
    }
}

/// The file of a draft without comments and fingerprints.
fn without_pedigree(draft: &Draft) -> String {
    let text = draft::write(draft);
    let is_ours = |line: &&str| !line.starts_with("<!--") && !line.starts_with("drafted: ");
    text.lines().filter(is_ours).fold(String::new(), |all, line| all + line + "\n")
}

/// The least number of words that went and came, from a longest common subsequence.
fn least(old: &str, new: &str) -> (usize, usize) {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_whitespace().collect(), new.split_whitespace().collect());
    let mut row = vec![0; new.len() + 1];
    for one in &old {
        let mut diagonal = 0;
        for (at, other) in new.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if one == other { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    (old.len() - row[new.len()], new.len() - row[new.len()])
}
