//! Which opinions a run is about, and where their replies go.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use unicode_normalization::UnicodeNormalization;

use crate::desk::opinion_path;
use crate::text::listed;

/// An opinion of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its file.
    pub path: PathBuf,
    /// Its path as drafts and reports name it.
    pub shown: String,
    /// The name of its reply, without ending.
    pub name: String,
    /// Why it must not be answered, whatever it says.
    pub problem: Option<String>,
}

/// Finds the opinions below folders: files that end in `.yaml` or `.yml`, in the order of their
/// paths. Hidden files and folders are left out, and links to folders are not followed. A file
/// that is named itself is taken whatever its ending.
///
/// Replies lie side by side whatever the folders of the opinions are called, so that two opinions
/// of one name would write the same reply: both get a problem. Names that differ in case alone
/// count as one, since some file systems take them for one.
///
/// # Errors
/// When one of the places cannot be read, or has no opinion.
pub fn opinions(places: &[PathBuf], here: &Path) -> anyhow::Result<Vec<Task>> {
    let mut found = BTreeMap::new();
    for place in places {
        let mut in_place = BTreeMap::new();
        let is_folder = fs::metadata(place)
            .with_context(|| format!("cannot read `{}`", place.display()))?
            .is_dir();
        if is_folder {
            below(place, here, &mut in_place)?;
        } else {
            let task = task(place, here);
            in_place.insert(task.shown.clone(), task);
        }
        if in_place.is_empty() {
            bail!("no opinion lies below `{}`: their files end in `.yaml`", place.display());
        }
        found.append(&mut in_place);
    }
    let mut tasks: Vec<Task> = found.into_values().collect();
    refuse_doubles(&mut tasks);
    Ok(tasks)
}

fn below(folder: &Path, here: &Path, found: &mut BTreeMap<String, Task>) -> anyhow::Result<()> {
    let cannot_read = || format!("cannot read the folder `{}`", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot_read)? {
        let entry = entry.with_context(cannot_read)?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let is_opinion = path.extension().is_some_and(|one| one == "yaml" || one == "yml");
        if entry.file_type().with_context(cannot_read)?.is_dir() {
            below(&path, here, found)?;
        } else if is_opinion {
            let task = task(&path, here);
            found.insert(task.shown.clone(), task);
        }
    }
    Ok(())
}

fn task(path: &Path, here: &Path) -> Task {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Task { path: path.to_owned(), shown: opinion_path(path, here), name, problem: None }
}

fn refuse_doubles(tasks: &mut [Task]) {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, task) in tasks.iter().enumerate() {
        let name: String = task.name.nfc().collect();
        named.entry(name.to_lowercase()).or_default().push(at);
    }
    for doubles in named.into_values().filter(|doubles| doubles.len() > 1) {
        let shown: Vec<String> =
            doubles.iter().map(|at| format!("`{}`", tasks[*at].shown)).collect();
        let problem = format!(
            "{} would write the same reply; give their files different names",
            listed(&shown)
        );
        for at in doubles {
            tasks[at].problem = Some(problem.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[&str]) -> Vec<Task> {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it is made");
            fs::write(path, "").expect("it can be written");
        }
        let places = [folder.path().to_owned(), folder.path().to_owned()];
        opinions(&places, folder.path()).expect("there are some")
    }

    #[test]
    fn opinions_are_found_once_in_order_and_hidden_files_are_left_out() {
        let files = ["b/z.yml", "a.yaml", "b/c/d.yaml", ".git/e.yaml", "b/.f.yaml", "notes.md"];
        let shown: Vec<String> = found(&files).into_iter().map(|task| task.shown).collect();
        assert_eq!(shown, ["a.yaml", "b/c/d.yaml", "b/z.yml"]);
    }

    #[test]
    fn opinions_that_would_write_the_same_reply_are_both_refused() {
        let tasks = found(&["2015/x.yaml", "2016/X.yml", "2016/y.yaml"]);
        let problems: Vec<bool> = tasks.iter().map(|task| task.problem.is_some()).collect();
        assert_eq!(problems, [true, true, false]);
        let problem = tasks[1].problem.as_deref().expect("there is one");
        assert!(problem.starts_with("`2015/x.yaml` and `2016/X.yml` would write"), "{problem}");
    }
}
