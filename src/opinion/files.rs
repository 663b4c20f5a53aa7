//! Where the files of opinions are found.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use unicode_normalization::UnicodeNormalization;

/// Returns the files of opinions below folders, each once, in the order of their paths: what ends
/// in `.yaml` or `.yml`. Hidden files and folders are left out, and links to folders are not
/// followed. A file that is named itself is taken whatever its ending.
///
/// # Errors
/// When a place cannot be read, or has no opinion.
pub fn files_below(places: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = BTreeSet::new();
    for place in places {
        let there = fs::metadata(place);
        if !there.with_context(|| format!("cannot read `{}`", place.display()))?.is_dir() {
            found.insert(place.clone());
            continue;
        }
        let mut below = Vec::new();
        collect(place, &mut below)?;
        ensure!(
            !below.is_empty(),
            "no opinion lies below `{}`: their files end in `.yaml`",
            place.display()
        );
        found.extend(below);
    }
    Ok(found.into_iter().collect())
}

/// Returns the name of the reply to an opinion, without ending: that of the opinion's file.
pub fn reply_name(opinion: &Path) -> String {
    opinion.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Returns what names of replies have in common when they would be the same file. Names that
/// differ in case alone, or in how their accents are encoded, count as one, since some file
/// systems take them for one.
pub fn colliding_name(reply: &str) -> String {
    reply.nfc().collect::<String>().to_lowercase()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let cannot_read = || format!("cannot read the folder `{}`", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot_read)? {
        let entry = entry.with_context(cannot_read)?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().with_context(cannot_read)?.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            found.push(path);
        }
    }
    Ok(())
}
