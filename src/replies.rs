//! The folder of replies: what may be written there and what may not, so that no hand edit is
//! ever lost.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::diagnostic::Source;
use crate::draft;

/// A folder in which replies lie: drafts `x.md`, letters `x.pdf`, and `.chancery/` with what is
/// remembered of them.
#[derive(Debug, Clone)]
pub struct Replies {
    folder: PathBuf,
}

/// What became of the files of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// At least one was written.
    New,
    /// All were there already, byte for byte.
    Unchanged,
}

/// Why a file of a reply is not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A hand has changed the draft since the tool wrote it.
    #[error(
        "`{0}` was changed by hand and is left as it is; `chancery render` makes its PDF, \
         and another folder (`-o DIR`) takes a new draft"
    )]
    Edited(String),
    /// The file is not one that the tool wrote.
    #[error(
        "`{0}` was not written by chancery and is left as it is; move it away, or write to another folder (`-o DIR`)"
    )]
    Foreign(String),
}

/// How a file stands to what is to be written in its place.
enum Standing {
    Free,
    Same,
    Refused(Refused),
}

impl Replies {
    /// Takes a folder, which need not exist yet.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Returns the path of a file of the folder.
    pub fn path(&self, name: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{name}.{ending}"))
    }

    /// Writes the files of one reply, given as ending and content: all of them, or none where
    /// one must not be written. Equal bytes are success.
    ///
    /// # Errors
    /// [`Refused`] for a file that a hand has changed or that is not the tool's.
    pub fn write(&self, name: &str, files: &[(&str, Vec<u8>)]) -> anyhow::Result<Written> {
        let mut remembered = self.remembered(name)?;
        let mut changed = Vec::new();
        for (ending, bytes) in files {
            match self.standing(name, ending, bytes, &remembered)? {
                Standing::Same => {}
                Standing::Free => changed.push((ending, bytes)),
                Standing::Refused(refused) => return Err(refused.into()),
            }
        }
        for (ending, bytes) in &changed {
            remembered.insert((**ending).to_owned(), hash(bytes));
        }
        if changed.is_empty() {
            return Ok(Written::Unchanged);
        }
        for (ending, bytes) in changed {
            write_whole(&self.path(name, ending), bytes)?;
        }
        let mut record = serde_json::to_string_pretty(&remembered).context("cannot write JSON")?;
        record.push('\n');
        write_whole(&self.record(name), record.as_bytes())?;
        Ok(Written::New)
    }

    fn standing(
        &self,
        name: &str,
        ending: &str,
        bytes: &[u8],
        remembered: &BTreeMap<String, String>,
    ) -> anyhow::Result<Standing> {
        let path = self.path(name, ending);
        let Some(there) = read_if_there(&path)? else { return Ok(Standing::Free) };
        let shown = path.display().to_string();
        if there == bytes {
            return Ok(Standing::Same);
        }
        if ending != "md" {
            let is_ours = remembered.get(ending) == Some(&hash(&there));
            return Ok(if is_ours {
                Standing::Free
            } else {
                Standing::Refused(Refused::Foreign(shown))
            });
        }
        let read =
            Source::from_bytes(shown.clone(), &there).and_then(|source| draft::read(&source));
        Ok(match read {
            Ok(read) if !read.value.is_edited => Standing::Free,
            Ok(read) if read.value.draft.drafted.is_some() => {
                Standing::Refused(Refused::Edited(shown))
            }
            Err(_) if remembered.contains_key(ending) => Standing::Refused(Refused::Edited(shown)),
            _ => Standing::Refused(Refused::Foreign(shown)),
        })
    }

    /// The hashes of what was last written for a reply, by ending.
    fn remembered(&self, name: &str) -> anyhow::Result<BTreeMap<String, String>> {
        let Some(bytes) = read_if_there(&self.record(name))? else { return Ok(BTreeMap::new()) };
        Ok(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    fn record(&self, name: &str) -> PathBuf {
        self.folder.join(".chancery").join(format!("{name}.json"))
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn read_if_there(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    }
}

/// Writes a file whole: what stood there stays until the new content is on the disk. Folders
/// that are missing are made.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let cannot_write = || format!("cannot write `{}`", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(cannot_write)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".chancery-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).with_context(cannot_write)?;
    file.write_all(bytes).with_context(cannot_write)?;
    file.as_file().sync_all().with_context(cannot_write)?;
    file.persist(path).map_err(|error| error.error).with_context(cannot_write)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_of_unknown_origin_is_never_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let replies = Replies::in_folder(folder.path());
        let pdf = |text: &str| [("pdf", text.as_bytes().to_vec())];
        assert_eq!(replies.write("x", &pdf("one")).expect("it is free"), Written::New);
        assert_eq!(replies.write("x", &pdf("one")).expect("it is the same"), Written::Unchanged);
        assert_eq!(replies.write("x", &pdf("two")).expect("it is ours"), Written::New);
        fs::write(replies.path("x", "pdf"), "signed").expect("it can be written");
        let refused = replies.write("x", &pdf("three")).unwrap_err();
        assert!(refused.downcast_ref::<Refused>().is_some());
        assert_eq!(fs::read(replies.path("x", "pdf")).expect("it is there"), b"signed");
    }

    #[test]
    fn nothing_is_written_when_one_file_must_not_be() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("x.pdf"), "signed").expect("it can be written");
        let files = [("md", b"draft".to_vec()), ("pdf", b"letter".to_vec())];
        assert!(Replies::in_folder(folder.path()).write("x", &files).is_err());
        assert!(!folder.path().join("x.md").exists());
    }
}
