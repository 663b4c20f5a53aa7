//! Files that are there whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::file;

/// How the names of temporary files begin.
const TEMPORARY: &str = ".chancery-";

/// What must be true of a new file before it takes the place of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// It is on the disk: it would outlast a loss of power.
    OnDisk,
    /// It is whole. A loss of power within seconds may take it, and nothing but time is lost.
    Whole,
    /// It is whole, and if it is new, nobody but its owner can read it.
    Private,
}

/// Writes a file whole: what stood there stays until the new content can take its place. Folders
/// that are missing are made. A symbolic link stays one, and what it leads to is written; a file
/// that is there keeps its permissions.
pub(crate) fn write_whole(path: &Path, bytes: &[u8], lasting: Lasting) -> anyhow::Result<()> {
    try_to_write(&behind_links(path), bytes, lasting)
        .map_err(|error| file::unwritable(path, &error))
}

fn try_to_write(path: &Path, bytes: &[u8], lasting: Lasting) -> io::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if lasting == Lasting::Private { 0o600 } else { 0o666 };
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    let permissions = |file: fs::Metadata| file.permissions();
    let fresh = file.as_file().metadata().map(permissions)?;
    // Not every file system lets them be set, and on such a one all are the same.
    if let Ok(there) = fs::metadata(path).map(permissions)
        && there != fresh
    {
        file.as_file().set_permissions(there)?;
    }
    file.write_all(bytes)?;
    if lasting == Lasting::OnDisk {
        file.as_file().sync_all()?;
    }
    file.persist(path)?;
    Ok(())
}

/// The folder in which a file lies.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path to which a symbolic link leads in the end, whether or not there is a file; any other
/// path as it is. A ring of links leads nowhere and is left where it was entered.
fn behind_links(path: &Path) -> PathBuf {
    // As many as Linux follows.
    const LINKS: usize = 40;
    let mut behind = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&behind) {
            Ok(target) => behind = folder_of(&behind).join(target),
            Err(_) => return behind,
        }
    }
    path.to_owned()
}

/// Removes the temporary files that a killed process left in a folder. Nobody may be writing
/// there.
pub(crate) fn remove_left_overs(folder: &Path) -> anyhow::Result<()> {
    for entry in file::entries(folder)? {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            let path = entry.path();
            fs::remove_file(&path).map_err(|error| file::unwritable(&path, &error))?;
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

    #[test]
    fn what_a_link_leads_to_is_written_and_the_link_stays() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let [link, second, file] =
            ["link", "second", "below/file"].map(|name| folder.path().join(name));
        symlink("second", &link).expect("a link can be made");
        symlink("below/file", &second).expect("a link can be made");
        for content in [b"new", b"old"] {
            write_whole(&link, content, Lasting::Whole).expect("it can be written");
            assert_eq!(fs::read(&file).expect("it is there"), content);
            assert!(link.is_symlink() && second.is_symlink() && !file.is_symlink());
        }
    }

    #[test]
    fn a_ring_of_links_ends() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let link = folder.path().join("link");
        symlink("link", &link).expect("a link can be made");
        assert_eq!(behind_links(&link), link);
    }

    #[test]
    fn a_file_keeps_its_permissions_and_a_private_one_begins_with_its_own() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("file");
        write_whole(&path, b"one", Lasting::Private).expect("it can be written");
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("they can be set");
        write_whole(&path, b"two", Lasting::OnDisk).expect("it can be written");
        assert_eq!(mode(&path), 0o640);
    }
}
