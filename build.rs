//! What is worked out once, when the tool is built: the digest of the words that matching knows, so that
//! no start has to read them, and a name for the build, since what a cache holds is true only for
//! the code that made it.
//!
//! The modules that take words apart are those of the tool itself.

use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use frostem::{Algorithm, Stemmer};

#[path = "src/ranking/digest.rs"]
#[allow(dead_code, reason = "the tool reads digests, too")]
mod digest;
#[path = "src/ranking/kin.rs"]
mod kin;
#[path = "src/ranking/lists.rs"]
#[allow(dead_code, reason = "the tool reads lists, too")]
mod lists;
#[path = "src/ranking/space.rs"]
#[allow(dead_code, reason = "the tool compares vectors, too")]
mod space;
#[path = "src/ranking/spelling.rs"]
mod spelling;
#[path = "src/ranking/stem.rs"]
mod stem;
#[path = "src/ranking/stopwords.rs"]
#[allow(dead_code, reason = "the tool knows acronyms by function words, too")]
mod stopwords;
#[path = "src/ranking/words.rs"]
#[allow(dead_code, reason = "the tool also asks where words stand")]
mod words;

const SOURCES: [&str; 3] = ["Cargo.lock", "Cargo.toml", "src"];
const THESAURUS: &str = "templates/thesaurus.txt";
const EVERYDAY: &str = "src/ranking/everyday.txt";

fn main() -> io::Result<()> {
    for place in SOURCES.into_iter().chain([THESAURUS, "build.rs"]) {
        println!("cargo::rerun-if-changed={place}");
    }
    println!("cargo::rustc-env=CHANCERY_SOURCES={:016x}", name_of_sources()?);
    write_digest(&PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder")))
}

/// Digests the thesaurus and the everyday words.
fn write_digest(out: &Path) -> io::Result<()> {
    let stemmer = Stemmer::new(Algorithm::English);
    let everyday = fs::read_to_string(EVERYDAY)?;
    let everyday: BTreeSet<_> = everyday.lines().map(|word| stem::stem(stemmer, word)).collect();
    let (count, stems) = (everyday.len(), Vec::from_iter(&everyday));
    fs::write(out.join("everyday.rs"), format!("static EVERYDAY: [&str; {count}] = {stems:?};\n"))?;

    let thesaurus = fs::read_to_string(THESAURUS)?;
    let digest = digest::Digest::of(&thesaurus, |stem| everyday.contains(stem));
    fs::write(out.join("areas.txt"), &*digest.areas)?;
    fs::write(out.join("stems.txt"), &*digest.stems)?;
    fs::write(out.join("words.bin"), &*digest.words.0)?;
    fs::write(out.join("told.bin"), &*digest.told.0.0)?;
    fs::write(out.join("notions.bin"), &*digest.notions.0.0)?;
    fs::write(out.join("space.bin"), &*digest.space.0)?;
    let (size, index) = (digest.index.len(), &digest.index);
    let index = format!("static INDEX: [(u64, u32); {size}] = {index:?};\n");
    fs::write(out.join("thesaurus.rs"), index)
}

fn name_of_sources() -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    for place in SOURCES {
        hash(Path::new(place), &mut hasher)?;
    }
    Ok(hasher.finish())
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
