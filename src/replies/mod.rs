//! The folder of replies: what may be written there and what may not, so that no hand edit is
//! ever lost.

mod account;
mod asked;
mod lock;
mod opinion;
mod printed;
mod record;
mod refused;
mod run;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use self::lock::Lock;
use self::record::Record;
use crate::diagnostic::{Source, in_form_of};
use crate::draft::{self, Draft, Read};
use crate::file;
use crate::fingerprint::hash;
use crate::text::shown;
use crate::whole::{Lasting, write_whole};

pub use account::{Account, PointAccount, Used};
pub use asked::Asked;
pub use opinion::{opinion_of, other_opinion_of};
pub use printed::Pdf;
pub use record::{Basis, Made, Printed};
pub use refused::{Busy, Refused};

/// The ending of drafts.
const DRAFT: &str = "md";

/// The folder beside the replies with what is remembered of them.
const MEMORY: &str = ".chancery";

/// The file by which a run keeps others away.
const LOCK: &str = "lock";

/// A folder in which replies lie: drafts `x.md`, letters `x.pdf`, and `.chancery/` with what is
/// remembered of them: `x.json`, hashes of what was written and what it was made from, and
/// `x.md`, the draft's base.
#[derive(Debug, Clone)]
pub struct Replies {
    folder: PathBuf,
    /// Held for a whole run.
    locks: Option<Arc<[Lock]>>,
}

/// What became of the files of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// At least one was written.
    New,
    /// All were there already, byte for byte.
    Unchanged,
}

/// What lies where the draft of a reply belongs.
#[derive(Debug, Clone, PartialEq)]
pub enum There {
    /// No file.
    Nothing,
    /// A draft as the tool wrote it.
    Drafted(Vec<u8>, Box<Read>),
    /// A draft that a hand has changed; what it says now, if it can still be read.
    Edited(Vec<u8>, Option<Box<Read>>),
    /// A file that is not a draft of the tool.
    Foreign(Vec<u8>),
}

impl There {
    /// Returns the draft of the tool, edited or not, where it can be read.
    pub fn draft(&self) -> Option<&Draft> {
        match self {
            Self::Drafted(_, read) | Self::Edited(_, Some(read)) => Some(&read.draft),
            Self::Nothing | Self::Edited(_, None) | Self::Foreign(_) => None,
        }
    }
}

/// What is to be written of a reply.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a> {
    /// The files: ending and content. One that is to stay as it is may be left out.
    pub files: &'a [(&'a str, Vec<u8>)],
    /// The draft as the tool makes it, to be kept as base; `None` leaves the base as it is.
    pub base: Option<Base<'a>>,
    /// The edited draft into which the new one was merged: it alone may be replaced.
    pub hand: Option<&'a [u8]>,
    /// What the files were made from, if that is to be remembered.
    pub made: Option<&'a Made>,
}

/// A draft as the tool makes it.
#[derive(Debug, Clone, Copy)]
pub struct Base<'a> {
    /// Its file.
    pub text: &'a [u8],
    /// The points that it was made for.
    pub asked: &'a Asked,
}

impl Replies {
    /// Takes a folder, which need not exist yet.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), locks: None }
    }

    /// Returns the path of a file of the folder.
    pub fn path(&self, name: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{name}.{ending}"))
    }

    fn memory(&self, name: &str) -> PathBuf {
        self.folder.join(MEMORY).join(name)
    }

    /// Returns the names of the replies that have drafts in the folder, or had some that the tool
    /// wrote, in order.
    pub fn names(&self) -> anyhow::Result<BTreeSet<String>> {
        let mut names = drafts_in(&self.folder)?;
        let memory = self.folder.join(MEMORY);
        if memory.is_dir() {
            names.extend(drafts_in(&memory)?);
        }
        Ok(names)
    }

    /// Returns the bytes of a draft as it lies in the folder, if there is one.
    pub fn draft(&self, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
        self.file(name, DRAFT)
    }

    /// Returns the bytes of a file of a reply, if there is one.
    pub fn file(&self, name: &str, ending: &str) -> anyhow::Result<Option<Vec<u8>>> {
        file::read_if_there(&self.path(name, ending))
    }

    /// Returns the base of a draft, byte for byte: what the tool wrote before a hand changed it.
    ///
    /// `None` where none is kept: for drafts of versions that kept none, and after a copy that
    /// left `.chancery/` behind. The base of a draft has the same `drafted` in its front matter;
    /// one with another is not its base.
    pub fn base(&self, name: &str) -> anyhow::Result<Option<String>> {
        let bytes = file::read_if_there(&self.base_path(name))?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// Returns what a reply was made from, if it is known.
    pub fn made(&self, name: &str) -> anyhow::Result<Option<Made>> {
        Ok(self.record(name)?.made)
    }

    /// Returns the points that the base of a draft was made for, if they are known.
    pub fn asked(&self, name: &str) -> anyhow::Result<Option<Asked>> {
        Ok(self.record(name)?.asked)
    }

    /// Tells whether a file of a reply is as the tool last wrote it.
    pub fn is_as_written(&self, name: &str, ending: &str) -> anyhow::Result<bool> {
        let Some(bytes) = self.file(name, ending)? else { return Ok(false) };
        Ok(self.record(name)?.files.get(ending) == Some(&hash(&bytes)))
    }

    /// Returns what lies where the draft of a reply belongs.
    pub fn there(&self, name: &str) -> anyhow::Result<There> {
        let Some(bytes) = self.draft(name)? else { return Ok(There::Nothing) };
        let shown = self.shown(name, DRAFT);
        let read = Source::from_bytes(shown, &bytes).and_then(|source| draft::read(&source));
        Ok(match read.map(|read| read.value) {
            Ok(read) if !read.is_edited => There::Drafted(bytes, Box::new(read)),
            Ok(read) if read.draft.drafted.is_some() => There::Edited(bytes, Some(Box::new(read))),
            Err(_) if self.record(name)?.files.contains_key(DRAFT) => There::Edited(bytes, None),
            _ => There::Foreign(bytes),
        })
    }

    /// Writes the files of one reply to some points, given as ending and content: all of them, or
    /// none where one must not be written. Equal bytes are success. A draft is kept as its own
    /// base, too.
    ///
    /// # Errors
    /// [`Refused`] for a file that a hand has changed or that is not the tool's, [`Busy`] when a
    /// run is at work in the folder.
    pub fn write(
        &self,
        name: &str,
        files: &[(&str, Vec<u8>)],
        asked: &Asked,
    ) -> anyhow::Result<Written> {
        let draft = files.iter().find(|(ending, _)| *ending == DRAFT);
        let base = draft.map(|(_, bytes)| Base { text: bytes, asked });
        self.put(name, &Reply { files, base, hand: None, made: None })
    }

    /// Writes the PDF of a reply whose draft stays as it is. Equal bytes are success.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn write_pdf(&self, name: &str, pdf: Vec<u8>) -> anyhow::Result<Written> {
        let files = [(printed::PDF, pdf)];
        self.put(name, &Reply { files: &files, base: None, hand: None, made: None })
    }

    /// Writes a reply: all of its files, or none where one must not be written.
    ///
    /// The record goes first: a file that a killed process has written, or has not, is the tool's
    /// own all the same. The base goes last: one that is newer than the draft would make old
    /// wording look like an edit.
    ///
    /// # Errors
    /// As [`Self::write`], and [`Refused::Edited`] when a hand has changed the draft since it was
    /// merged.
    pub fn put(&self, name: &str, reply: &Reply<'_>) -> anyhow::Result<Written> {
        let record = self.record(name)?;
        let (mut changed, mut before) = (Vec::new(), record.before.clone());
        for (ending, bytes) in reply.files {
            let there = self.file(name, ending)?;
            if there.as_ref().is_some_and(|there| is_same(ending, there, bytes)) {
                continue;
            }
            match (*ending, reply.hand) {
                (DRAFT, Some(hand)) if there.as_deref() == Some(hand) => {}
                (DRAFT, Some(_)) => return Err(Refused::Edited(self.shown(name, ending)).into()),
                _ => self.ensure_ours(name, ending)?,
            }
            if *ending != DRAFT {
                before.remove(*ending);
                before.extend(there.map(|there| ((*ending).to_owned(), hash(&there))));
            }
            changed.push((*ending, bytes));
        }
        self.ensure_free()?;
        let mut now = Record { before, ..record.clone() };
        now.files.extend(reply.files.iter().map(|(one, bytes)| ((*one).to_owned(), hash(bytes))));
        let writes = |ending| changed.iter().any(|(one, _)| *one == ending);
        if writes(printed::PDF) {
            now.printed = None;
        }
        if let Some(base) = reply.base {
            now.asked = Some(base.asked.clone());
        }
        now.made = match reply.made {
            Some(made) => Some(made.clone()),
            None if writes(DRAFT) => None,
            None if writes(printed::PDF) => now.made.map(|made| Made { printed: None, ..made }),
            None => now.made,
        };
        if now != record {
            self.remember(name, &now)?;
        }
        for (ending, bytes) in &changed {
            write_whole(&self.path(name, ending), bytes, Lasting::OnDisk)?;
        }
        if let Some(base) = reply.base {
            // The base of an edited draft can't be made again from the draft.
            let lasting = if reply.hand.is_some() { Lasting::OnDisk } else { Lasting::Whole };
            keep(&self.base_path(name), base.text, lasting)?;
        }
        Ok(if changed.is_empty() { Written::Unchanged } else { Written::New })
    }

    /// Refuses a file of a reply that is not as the tool wrote it, so that another must not take its
    /// place.
    ///
    /// # Errors
    /// [`Refused`] for a file that a hand has changed or that is not the tool's.
    pub fn ensure_ours(&self, name: &str, ending: &str) -> anyhow::Result<()> {
        let shown = self.shown(name, ending);
        if ending != DRAFT {
            let Some(there) = self.file(name, ending)? else { return Ok(()) };
            let is_ours = self.record(name)?.knows(ending, &there);
            return if is_ours { Ok(()) } else { Err(Refused::Foreign(shown).into()) };
        }
        match self.there(name)? {
            There::Nothing | There::Drafted(..) => Ok(()),
            There::Edited(..) => Err(Refused::Edited(shown).into()),
            There::Foreign(_) => Err(Refused::Foreign(shown).into()),
        }
    }

    fn shown(&self, name: &str, ending: &str) -> String {
        shown(&self.path(name, ending))
    }

    /// Refuses to write while a run of another process is at work in the folder.
    fn ensure_free(&self) -> anyhow::Result<()> {
        let path = self.memory(LOCK);
        if self.locks.is_none() && Lock::is_held(&path)? {
            return Err(Busy::at(&path).into());
        }
        Ok(())
    }

    /// What is remembered of a reply; a record that cannot be read counts as none.
    fn record(&self, name: &str) -> anyhow::Result<Record> {
        let bytes = file::read_if_there(&self.record_path(name))?;
        let record = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok(record.unwrap_or_default())
    }

    fn remember(&self, name: &str, record: &Record) -> anyhow::Result<()> {
        let mut text = serde_json::to_string_pretty(record).context("cannot write JSON")?;
        text.push('\n');
        write_whole(&self.record_path(name), text.as_bytes(), Lasting::Whole)
    }

    fn record_path(&self, name: &str) -> PathBuf {
        self.memory(&format!("{name}.json"))
    }

    /// Returns the path of the base of a draft.
    pub fn base_path(&self, name: &str) -> PathBuf {
        self.memory(&format!("{name}.{DRAFT}"))
    }
}

/// Returns the names of the drafts in a folder, hidden ones left out.
fn drafts_in(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let paths = file::entries(folder)?.into_iter().map(|entry| entry.path());
    let names = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == DRAFT))
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
    Ok(names.filter(|name| !name.starts_with('.')).collect())
}

/// Tells whether a file says what is to be written: the line ends of a draft are the user's.
fn is_same(ending: &str, there: &[u8], bytes: &[u8]) -> bool {
    let in_its_form = |text: &str| in_form_of(there, text).as_bytes() == there;
    there == bytes || ending == DRAFT && std::str::from_utf8(bytes).is_ok_and(in_its_form)
}

/// Writes a file unless it is there already.
fn keep(path: &Path, bytes: &[u8], lasting: Lasting) -> anyhow::Result<()> {
    if file::read_if_there(path)?.as_deref() == Some(bytes) {
        return Ok(());
    }
    write_whole(path, bytes, lasting)
}
