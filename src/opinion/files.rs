//! Where the files of opinions are found.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::ensure;
use unicode_normalization::UnicodeNormalization;

use crate::file;
use crate::text::shown;

/// Returns the files of opinions below folders, each once, in the order of their paths: what ends
/// in `.yaml` or `.yml`, in capitals too. Hidden files and folders are left out, and links to
/// folders are not followed. A file that is named itself is taken whatever its ending.
///
/// # Errors
/// When a place cannot be read, or has no opinion.
pub fn files_below(places: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = BTreeSet::new();
    for place in places {
        if !file::is_folder(place)? {
            found.insert(place.clone());
            continue;
        }
        let mut below = Vec::new();
        collect(place, &mut below)?;
        ensure!(
            !below.is_empty(),
            "no opinion lies below `{}`: their files end in `.yaml`",
            shown(place)
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
    for entry in file::entries(folder)? {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(&path, found)?;
        } else if is_yaml(&path) {
            found.push(path);
        }
    }
    Ok(())
}

fn is_yaml(path: &Path) -> bool {
    let is = |ending: &str| ["yaml", "yml"].iter().any(|one| ending.eq_ignore_ascii_case(one));
    path.extension().and_then(|ending| ending.to_str()).is_some_and(is)
}
