//! Names the build by its sources: what a cache holds is true only for the code that made it.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for place in ["Cargo.lock", "Cargo.toml", "src"] {
        println!("cargo::rerun-if-changed={place}");
        hash(Path::new(place), &mut hasher)?;
    }
    println!("cargo::rustc-env=CHANCERY_SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// Hashes a file, or the files of a folder in the order of their paths.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        path.hash(hasher);
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().try_for_each(|path| hash(path, hasher))
}
