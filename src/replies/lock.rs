//! One run at a time in a folder of replies.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::bail;

use super::Busy;
use crate::file;
use crate::text::{on_one_line, shown};

/// A lock that is held until it is dropped, or until the process ends, however it ends.
///
/// The file that carries it says who holds it. It is removed at the end; one that a killed process
/// has left is no obstacle.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes a lock for one process alone.
    ///
    /// # Errors
    /// [`Busy`] when another process holds it.
    pub(super) fn alone(path: &Path) -> anyhow::Result<Self> {
        loop {
            let file = open(path)?;
            if !tried(file.try_lock(), path)? {
                return Err(Busy::at(path).into());
            }
            // Whoever held it may have removed it just before we got it.
            if is_still(&file, path) {
                let mut lock = Self { file, path: path.to_owned() };
                lock.sign()?;
                return Ok(lock);
            }
        }
    }

    /// Takes a lock that others may hold in the same way at the same time. One of them may hold it
    /// alone for a moment.
    ///
    /// # Errors
    /// [`Busy`] when a process holds it alone for longer.
    pub(super) fn shared(path: &Path) -> anyhow::Result<Self> {
        const TRIES: usize = 30;
        for _ in 1..TRIES {
            match Self::shared_now(path) {
                Err(error) if error.is::<Busy>() => std::thread::sleep(Duration::from_millis(100)),
                taken => return taken,
            }
        }
        Self::shared_now(path)
    }

    fn shared_now(path: &Path) -> anyhow::Result<Self> {
        loop {
            let file = open(path)?;
            if !tried(file.try_lock_shared(), path)? {
                return Err(Busy::at(path).into());
            }
            if is_still(&file, path) {
                return Ok(Self { file, path: path.to_owned() });
            }
        }
    }

    /// Tells whether a process holds the lock, alone or with others.
    pub(super) fn is_held(path: &Path) -> anyhow::Result<bool> {
        match File::open(path) {
            Ok(file) => Ok(!tried(file.try_lock(), path)?),
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(false)
            }
            Err(error) => Err(file::unreadable(path, &error)),
        }
    }

    fn sign(&mut self) -> anyhow::Result<()> {
        let process = std::process::id();
        let signed = self.file.set_len(0).and_then(|()| writeln!(self.file, "process {process}"));
        signed.map_err(|error| file::unwritable(&self.path, &error))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Whoever holds it last removes it. If it can't be removed, it is no obstacle either.
        if self.file.unlock().is_ok() && self.file.try_lock().is_ok() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> anyhow::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| options.open(path)).map_err(|error| file::unwritable(path, &error))
}

fn tried(tried: Result<(), TryLockError>, path: &Path) -> anyhow::Result<bool> {
    match tried {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => {
            bail!("cannot lock `{}`: {error}", shown(path))
        }
    }
}

/// Tells whether a file that was opened still stands under its path.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(ours), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (ours.dev(), ours.ino()) == (there.dev(), there.ino())
}

/// Elsewhere a file that is open keeps its name.
#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

impl Busy {
    /// Reads who holds a lock.
    pub(super) fn at(path: &Path) -> Self {
        let mut holder = String::new();
        let read = File::open(path).and_then(|mut file| file.read_to_string(&mut holder));
        let holder = on_one_line(holder.trim());
        let folder = path.parent().and_then(Path::parent).unwrap_or(Path::new("."));
        let holder =
            if read.is_ok() && !holder.is_empty() { format!(" ({holder})") } else { String::new() };
        Self { folder: shown(folder), holder }
    }
}
