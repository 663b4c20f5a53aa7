//! What is kept of whole runs, and what keeps runs apart.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use itertools::Itertools;

use super::lock::Lock;
use super::{Busy, LOCK, MEMORY, Replies, keep};
use crate::file;
use crate::whole::{Lasting, remove_left_overs};

impl Replies {
    /// Takes a folder for a whole run and keeps other runs away until it is dropped. Temporary
    /// files that a killed run has left are removed. Runs on different `part`s of the same
    /// opinions may be at work in the folder at the same time, if their number is the same.
    ///
    /// # Errors
    /// [`Busy`] when another run is at work there; what keeps files from being written there.
    pub fn occupy(folder: impl Into<PathBuf>, part: Option<&str>) -> anyhow::Result<Self> {
        let folder = folder.into();
        let memory = folder.join(MEMORY);
        let path = memory.join(LOCK);
        let clean = || remove_left_overs(&folder).and_then(|()| remove_left_overs(&memory));
        let locks: Arc<[Lock]> = match part {
            None => {
                let lock = Lock::alone(&path)?;
                clean()?;
                [lock].into()
            }
            Some(part) => {
                let own = Lock::alone(&memory.join(format!("{LOCK}-{part}")))?;
                ensure_one_division(&memory, part)?;
                match Lock::alone(&path) {
                    Ok(_alone) => clean()?,
                    Err(error) if error.is::<Busy>() => {}
                    Err(error) => return Err(error),
                }
                [own, Lock::shared(&path)?].into()
            }
        };
        Ok(Self { folder, locks: Some(locks) })
    }

    /// Returns what was kept of a run under a name without ending, by which it differs from what
    /// is remembered of a reply.
    pub fn recall(&self, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
        file::read_if_there(&self.memory(name))
    }

    /// Keeps something of a run, unless it is kept already.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        keep(&self.memory(name), bytes, Lasting::Whole)
    }

    /// Returns the names under which something is kept of runs and that begin in some way.
    pub fn kept(&self, beginning: &str) -> anyhow::Result<Vec<String>> {
        names(&self.folder.join(MEMORY), beginning)
    }

    /// Removes what was kept of a run, if it is there.
    pub fn forget(&self, name: &str) -> anyhow::Result<()> {
        let path = self.memory(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(file::unwritable(&path, &error))
            }
            _ => Ok(()),
        }
    }
}

/// Returns the names without ending of a folder that begin in some way, in order; of a folder that
/// is not there, none.
fn names(folder: &Path, beginning: &str) -> anyhow::Result<Vec<String>> {
    let entries = if folder.is_dir() { file::entries(folder)? } else { Vec::new() };
    let names = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names = names.filter(|name| name.starts_with(beginning) && !name.contains('.'));
    Ok(names.sorted().collect())
}

/// Refuses to begin a run on a part, such as `2-of-3`, while one is at work that divides the same
/// opinions into another number of parts: both would take some of them.
fn ensure_one_division(memory: &Path, part: &str) -> anyhow::Result<()> {
    let number = |name: &str| name.rsplit_once("-of-").map(|(_, number)| number.to_owned());
    for name in names(memory, &format!("{LOCK}-"))? {
        let path = memory.join(&name);
        if number(&name) != number(part) && Lock::is_held(&path)? {
            return Err(Busy::at(&path).into());
        }
    }
    Ok(())
}
