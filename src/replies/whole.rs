//! Files that are there whole or not at all.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::file;

/// How the names of temporary files begin.
const TEMPORARY: &str = ".chancery-";

/// Reads a file, if there is one.
pub(super) fn read_if_there(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(file::unreadable(path, &error)),
    }
}

/// What must be true of a new file before it takes the place of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// It is on the disk: it would outlast a loss of power.
    OnDisk,
    /// It is whole. A loss of power within seconds may take it, and nothing but time is lost.
    Whole,
}

/// Writes a file whole: what stood there stays until the new content can take its place. Folders
/// that are missing are made.
pub(crate) fn write_whole(path: &Path, bytes: &[u8], lasting: Lasting) -> anyhow::Result<()> {
    try_to_write(path, bytes, lasting).map_err(|error| file::unwritable(path, &error))
}

fn try_to_write(path: &Path, bytes: &[u8], lasting: Lasting) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if lasting == Lasting::OnDisk {
        file.as_file().sync_all()?;
    }
    file.persist(path)?;
    Ok(())
}

/// Removes the temporary files that a killed process left in a folder. Nobody may be writing
/// there.
pub(super) fn remove_left_overs(folder: &Path) -> anyhow::Result<()> {
    for entry in file::entries(folder)? {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            let path = entry.path();
            fs::remove_file(&path).map_err(|error| file::unwritable(&path, &error))?;
        }
    }
    Ok(())
}
