//! Which opinions a run is about, and where their replies go.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use unicode_normalization::UnicodeNormalization;

use crate::desk::opinion_path;
use crate::opinion::{files_below, reply_name};
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

impl Task {
    /// Reads its file. A pipe is no file: it could keep the run waiting for ever.
    pub(super) fn read(&self) -> anyhow::Result<Vec<u8>> {
        let cannot_read = || format!("cannot read `{}`", self.shown);
        let is_file = fs::metadata(&self.path).with_context(cannot_read)?.is_file();
        ensure!(is_file, "cannot read `{}`: it is no regular file", self.shown);
        fs::read(&self.path).with_context(cannot_read)
    }
}

/// Finds the opinions below folders, as [`files_below`] does, each once by the name that it has
/// in drafts.
///
/// Replies lie side by side whatever the folders of the opinions are called, so that two opinions
/// of one name would write the same reply: both get a problem. Names that differ in case alone
/// count as one, since some file systems take them for one.
///
/// # Errors
/// When one of the places cannot be read, or has no opinion.
pub fn opinions(places: &[PathBuf], here: &Path) -> anyhow::Result<Vec<Task>> {
    let paths = files_below(places)?;
    let tasks = paths.iter().map(|path| task(path, here));
    let found: BTreeMap<String, Task> = tasks.map(|task| (task.shown.clone(), task)).collect();
    let mut tasks: Vec<Task> = found.into_values().collect();
    refuse_doubles(&mut tasks);
    Ok(tasks)
}

fn task(path: &Path, here: &Path) -> Task {
    let (shown, name) = (opinion_path(path, here), reply_name(path));
    Task { path: path.to_owned(), shown, name, problem: None }
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
