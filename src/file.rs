//! Reading files and folders, and in plain words what keeps one from being read or written.

use std::fs::{self, DirEntry};
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{anyhow, ensure};

use crate::text::shown;

/// Reads a file.
pub fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).map_err(|error| unreadable(path, &error))
}

/// Reads a file that was found in a folder and not named. A pipe is none: it could keep us waiting for ever.
pub fn read_found(path: &Path) -> anyhow::Result<Vec<u8>> {
    let there = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    ensure!(there.is_file(), "cannot read `{}`: it is no regular file", shown(path));
    read(path)
}

/// Reads a file, if there is one.
pub fn read_if_there(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// Returns what lies in a folder, in no order.
pub fn entries(folder: &Path) -> anyhow::Result<Vec<DirEntry>> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect);
    entries.map_err(|error| cannot("read the folder", folder, "there is no such folder", &error))
}

/// Tells a folder, or a link to one, from a file.
pub fn is_folder(path: &Path) -> anyhow::Result<bool> {
    let there = fs::metadata(path).map(|there| there.is_dir());
    there.map_err(|error| cannot("read", path, "there is no such file or folder", &error))
}

/// Says why a file cannot be read.
pub fn unreadable(path: &Path, error: &io::Error) -> anyhow::Error {
    cannot("read", path, "there is no such file", error)
}

/// Says why a file cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> anyhow::Error {
    cannot("write", path, "its folder is gone", error)
}

/// Names the path that the user knows and no other: the system may speak of a temporary file.
fn cannot(what: &str, path: &Path, missing: &str, error: &io::Error) -> anyhow::Error {
    let reason = match error.kind() {
        ErrorKind::NotFound => missing.to_owned(),
        ErrorKind::NotADirectory if path.is_file() => "it is a file".to_owned(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "a part of its path is a file".to_owned()
        }
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::PermissionDenied => "you have no permission".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        kind => kind.to_string(),
    };
    anyhow!("cannot {what} `{}`: {reason}", shown(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::whole::{Lasting, write_whole};

    /// What is said of a path below a folder in which `file` and `folder/` lie.
    fn said<T>(path: &str, act: impl Fn(&Path) -> anyhow::Result<T>) -> String {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join("file"), "").expect("it can be written");
        fs::create_dir(folder.path().join("folder")).expect("it can be made");
        let error = act(&folder.path().join(path)).err().expect("it cannot be done");
        format!("{error:#}").replace(&format!("{}/", folder.path().display()), "")
    }

    #[test]
    fn what_the_system_refuses_is_told_in_plain_words() {
        let write = |path: &Path| write_whole(path, b"x", Lasting::Whole);
        let all = [
            said("none", read),
            said("folder", read),
            said("file/x", read),
            said("none", entries),
            said("file", entries),
            said("none", is_folder),
            said("folder", write),
            said("file/x", write),
        ];
        insta::assert_snapshot!(all.join("\n"), @r"
        cannot read `none`: there is no such file
        cannot read `folder`: it is a folder
        cannot read `file/x`: a part of its path is a file
        cannot read the folder `none`: there is no such folder
        cannot read the folder `file`: it is a file
        cannot read `none`: there is no such file or folder
        cannot write `folder`: it is a folder
        cannot write `file/x`: a part of its path is a file
        ");
    }

    #[test]
    fn a_temporary_file_is_not_named() {
        let error = io::Error::new(ErrorKind::PermissionDenied, "denied at \".chancery-AQYo2c\"");
        let said = unwritable(Path::new("ro/x\u{1b}.json"), &error).to_string();
        assert_eq!(said, "cannot write `ro/x\u{fffd}.json`: you have no permission");
    }
}
