//! The folder of replies: what may be written there and what may not, so that no hand edit is
//! ever lost.

mod printed;

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::diagnostic::Source;
use crate::draft;

pub use printed::Pdf;

/// The ending of drafts.
const DRAFT: &str = "md";

/// The folder beside the replies with what is remembered of them.
const MEMORY: &str = ".chancery";

/// A folder in which replies lie: drafts `x.md`, letters `x.pdf`, and `.chancery/` with what is
/// remembered of them: `x.json`, the hashes of what was written, and `x.md`, the draft's base.
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

    /// Returns the bytes of a draft as it lies in the folder, if there is one.
    pub fn draft(&self, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
        read_if_there(&self.path(name, DRAFT))
    }

    /// Returns the base of a draft, byte for byte: what the tool wrote before a hand changed it.
    ///
    /// `None` where none is kept: for drafts of versions that kept none, and after a copy that
    /// left `.chancery/` behind. The base of a draft has the same `drafted` in its front matter;
    /// one with another is not its base.
    pub fn base(&self, name: &str) -> anyhow::Result<Option<String>> {
        let bytes = read_if_there(&self.base_path(name))?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// Writes the files of one reply, given as ending and content: all of them, or none where
    /// one must not be written. Equal bytes are success. A draft is kept as its own base, too.
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
        for (ending, bytes) in &changed {
            write_whole(&self.path(name, ending), bytes)?;
        }
        if let Some((_, draft)) = files.iter().find(|(ending, _)| *ending == DRAFT) {
            self.keep_base(name, draft)?;
        }
        if changed.is_empty() {
            return Ok(Written::Unchanged);
        }
        self.remember(name, &remembered)?;
        Ok(Written::New)
    }

    /// Writes a draft in which the edits of a hand are merged with what is drafted now, which
    /// becomes its base. `hand` is the edited draft that was merged: where another stands in the
    /// folder by now, nothing is written.
    ///
    /// # Errors
    /// [`Refused::Edited`] when a hand has changed the draft in the meantime.
    pub fn write_merged(
        &self,
        name: &str,
        hand: &[u8],
        merged: &str,
        base: &str,
    ) -> anyhow::Result<Written> {
        let path = self.path(name, DRAFT);
        if self.draft(name)?.as_deref() != Some(hand) {
            return Err(Refused::Edited(path.display().to_string()).into());
        }
        let is_same = hand == merged.as_bytes();
        if !is_same {
            write_whole(&path, merged.as_bytes())?;
        }
        // Only now: a base that is newer than the draft would make old wording look like an edit.
        self.keep_base(name, base.as_bytes())?;
        Ok(if is_same { Written::Unchanged } else { Written::New })
    }

    /// Keeps a draft as the base of later merges, unless it is kept already.
    fn keep_base(&self, name: &str, draft: &[u8]) -> anyhow::Result<()> {
        let path = self.base_path(name);
        if read_if_there(&path)?.as_deref() == Some(draft) {
            return Ok(());
        }
        write_whole(&path, draft)
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
        if ending != DRAFT {
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

    /// The hashes of what was last written for a reply, by ending, and of draft and PDF together.
    fn remembered(&self, name: &str) -> anyhow::Result<BTreeMap<String, String>> {
        let Some(bytes) = read_if_there(&self.record(name))? else { return Ok(BTreeMap::new()) };
        Ok(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    fn remember(&self, name: &str, hashes: &BTreeMap<String, String>) -> anyhow::Result<()> {
        let mut record = serde_json::to_string_pretty(hashes).context("cannot write JSON")?;
        record.push('\n');
        write_whole(&self.record(name), record.as_bytes())
    }

    fn record(&self, name: &str) -> PathBuf {
        self.folder.join(MEMORY).join(format!("{name}.json"))
    }

    fn base_path(&self, name: &str) -> PathBuf {
        self.folder.join(MEMORY).join(format!("{name}.{DRAFT}"))
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
fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
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
    fn a_draft_is_kept_as_its_base_byte_for_byte() {
        let folder = tempfile::tempdir().expect("a folder");
        let replies = Replies::in_folder(folder.path());
        let draft = [("md", b"draft\n".to_vec())];
        assert_eq!(replies.base("x").expect("it can be asked for"), None);
        replies.write("x", &draft).expect("it is free");
        assert_eq!(replies.base("x").expect("it is there").as_deref(), Some("draft\n"));
        fs::remove_dir_all(folder.path().join(MEMORY)).expect("it can be removed");
        assert_eq!(replies.write("x", &draft).expect("it is the same"), Written::Unchanged);
        assert_eq!(replies.base("x").expect("it is there").as_deref(), Some("draft\n"));
    }

    #[test]
    fn a_merged_draft_takes_the_place_of_the_one_that_was_merged_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let replies = Replies::in_folder(folder.path());
        fs::write(replies.path("x", "md"), "edited").expect("it can be written");
        let written = replies.write_merged("x", b"edited", "merged", "drafted");
        assert_eq!(written.expect("it was merged"), Written::New);
        assert_eq!(replies.draft("x").expect("it is there"), Some(b"merged".to_vec()));
        assert_eq!(replies.base("x").expect("it is there").as_deref(), Some("drafted"));
        fs::write(replies.path("x", "md"), "edited again").expect("it can be written");
        let refused = replies.write_merged("x", b"merged", "other", "other").unwrap_err();
        assert!(matches!(refused.downcast_ref(), Some(Refused::Edited(_))));
        assert_eq!(replies.draft("x").expect("it is there"), Some(b"edited again".to_vec()));
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
