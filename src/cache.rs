//! What one start of the tool keeps for the next: files in a folder of the user, checked before they
//! are used.
//!
//! Nothing depends on them but time: one that is cut short, damaged, of another build, or that cannot
//! be read or written, is as good as none.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::whole::{Lasting, folder_of, remove_left_overs, write_whole};

/// The number of paragraphs from which something is kept of a library. Reading 300 takes some 30 ms;
/// below, an office would hardly notice what it saves, and what is kept of a large library is not lost
/// to a small one.
pub const WORTHWHILE: usize = 300;

/// A BLAKE3 hash, 32 bytes.
pub type Hash = [u8; 32];

/// A file of the cache, which may not be there yet. It is read whole, or not at all, and only by the
/// build that wrote it.
#[derive(Debug)]
pub struct CacheFile {
    file: PathBuf,
    /// What the checksum is made for; a change of the sources makes it another.
    purpose: String,
}

impl CacheFile {
    /// Names a file in the folder of the cache; none without a folder, or for fewer than
    /// [`WORTHWHILE`] paragraphs.
    pub fn new(folder: Option<&Path>, name: &str, paragraphs: usize) -> Option<Self> {
        let folder = folder.filter(|_| paragraphs >= WORTHWHILE)?;
        let purpose = format!("chancery {name} {}", env!("CHANCERY_SOURCES"));
        Some(Self { file: folder.join(name), purpose })
    }

    /// Reads what was kept, if it is all there and this build wrote it.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let bytes = fs::read(&self.file).ok()?;
        let (sum, content) = bytes.split_first_chunk()?;
        if self.checksum(content) != *sum {
            return None;
        }
        postcard::from_bytes(content).ok()
    }

    /// Takes what was kept for a hash, or makes it and keeps it.
    pub fn take_or<T: DeserializeOwned + Serialize>(
        &self,
        of: Hash,
        make: impl FnOnce() -> T,
    ) -> T {
        if let Some((kept_for, kept)) = self.read::<(Hash, T)>()
            && kept_for == of
        {
            return kept;
        }
        let content = make();
        self.write(&(of, &content));
        content
    }

    /// Keeps something in place of what was kept before.
    pub fn write(&self, content: &impl Serialize) {
        if let Ok(content) = postcard::to_extend(content, Vec::new()) {
            // Another start will be as slow as this one; that is all. So will be one that is writing
            // now and whose temporary file is removed.
            let bytes = [&self.checksum(&content)[..], &content].concat();
            let _ = write_whole(&self.file, &bytes, Lasting::Private)
                .and_then(|()| remove_left_overs(folder_of(&self.file)));
        }
    }

    fn checksum(&self, content: &[u8]) -> Hash {
        blake3::derive_key(&self.purpose, content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_or_kept_for_something_else_is_as_good_as_nothing() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let kept =
            |name: &str| CacheFile::new(Some(folder.path()), name, WORTHWHILE).expect("it is");
        let one = kept("one");
        one.write(&[1_u32, 2, 3]);
        assert_eq!(one.read(), Some([1_u32, 2, 3]));
        let bytes = fs::read(&one.file).expect("it was written");
        fs::write(folder.path().join("other"), &bytes).expect("it can be written");
        assert_eq!(kept("other").read::<[u32; 3]>(), None);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            fs::write(&one.file, &damaged).expect("it can be written");
            assert_eq!(one.read::<[u32; 3]>(), None);
            fs::write(&one.file, &bytes[..at]).expect("it can be written");
            assert_eq!(one.read::<[u32; 3]>(), None);
        }
    }

    #[test]
    fn nothing_is_kept_of_a_library_of_an_ordinary_size_or_without_a_folder() {
        assert!(CacheFile::new(Some(Path::new("x")), "one", WORTHWHILE - 1).is_none());
        assert!(CacheFile::new(None, "one", WORTHWHILE).is_none());
    }
}
