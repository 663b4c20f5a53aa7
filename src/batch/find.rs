//! Which opinions a run is about, and where their replies go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::desk::{from_here, opinion_path};
use crate::file;
use crate::opinion::{colliding_name, files_below, reply_name};
use crate::replies::Refused;
use crate::text::shown;

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
    pub problem: Option<Refused>,
}

impl Task {
    /// Reads its file.
    pub(super) fn read(&self) -> anyhow::Result<Vec<u8>> {
        file::read_found(&self.path)
    }
}

/// Finds the opinions below folders, as [`files_below`] does, each file once by whatever paths it
/// was named, in the order of their names in drafts.
///
/// Replies lie side by side whatever the folders of the opinions are called, so that two opinions
/// of one [`colliding_name`] would write the same reply: both get a problem. So do names that are no
/// text and look the same.
///
/// # Errors
/// When one of the places cannot be read, or has no opinion.
pub fn opinions(places: &[PathBuf], here: &Path) -> anyhow::Result<Vec<Task>> {
    let paths = files_below(places)?;
    let files: BTreeMap<&Path, &Path> =
        paths.iter().map(|path| (from_here(path, here), &**path)).collect();
    let mut tasks: Vec<Task> = files.into_values().map(|path| task(path, here)).collect();
    tasks.sort_by(|a, b| a.shown.cmp(&b.shown));
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
        named.entry(colliding_name(&shown(Path::new(&task.name)))).or_default().push(at);
    }
    for doubles in named.into_values().filter(|doubles| doubles.len() > 1) {
        let files = doubles.iter().map(|at| tasks[*at].shown.clone()).collect();
        let problem = Refused::Shared(files);
        for at in doubles {
            tasks[at].problem = Some(problem.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

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
    #[cfg(unix)]
    fn no_opinion_is_left_out_because_its_name_looks_like_that_of_another() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let shown: Vec<String> =
            found(&["a\\b.yaml", "a/b.yaml"]).into_iter().map(|task| task.shown).collect();
        assert_eq!(shown, ["a/b.yaml", "a\\b.yaml"]);

        let folder = tempfile::tempdir().expect("a folder");
        for name in [b"r\xe8ponse.yaml", b"r\xe9ponse.yaml"] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), "").expect("it can be written");
        }
        let tasks = opinions(&[folder.path().to_owned()], folder.path()).expect("there are some");
        assert_eq!(tasks.iter().filter(|task| task.problem.is_some()).count(), 2);
    }

    #[test]
    fn opinions_that_would_write_the_same_reply_are_both_refused() {
        let tasks = found(&["2015/x.yaml", "2016/X.yml", "2016/y.yaml"]);
        let problems: Vec<bool> = tasks.iter().map(|task| task.problem.is_some()).collect();
        assert_eq!(problems, [true, true, false]);
        let problem = tasks[1].problem.as_ref().expect("there is one").to_string();
        assert!(problem.starts_with("`2015/x.yaml` and `2016/X.yml` would write"), "{problem}");
    }
}
