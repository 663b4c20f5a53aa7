//! Digests the words that matching knows, so that no start has to read them.
//!
//! The modules that take words apart are those of the tool itself.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use frostem::{Algorithm, Stemmer};

#[path = "src/ranking/digest.rs"]
#[allow(dead_code, reason = "the tool reads digests, too")]
mod digest;
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

const THESAURUS: &str = "templates/thesaurus.txt";
const EVERYDAY: &str = "src/ranking/everyday.txt";

fn main() {
    for file in [THESAURUS, EVERYDAY, "build.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
    for module in ["digest", "spelling", "stem", "stopwords", "words"] {
        println!("cargo::rerun-if-changed=src/ranking/{module}.rs");
    }
    let out = env::var("OUT_DIR").expect("cargo names the folder");
    let write = |name: &str, text: &str| {
        fs::write(Path::new(&out).join(name), text).expect("the folder can be written to");
    };
    let read = |name: &str| fs::read_to_string(name).expect("the file belongs to the sources");

    let stemmer = Stemmer::new(Algorithm::English);
    let everyday = read(EVERYDAY);
    let everyday: BTreeSet<_> = everyday.lines().map(|word| stem::stem(stemmer, word)).collect();
    let count = everyday.len();
    write(
        "everyday.rs",
        &format!("static EVERYDAY: [&str; {count}] = {:?};\n", Vec::from_iter(&everyday)),
    );

    let digest = digest::Digest::of(&read(THESAURUS), |stem| everyday.contains(stem));
    write("rows.txt", &digest.rows);
    write("groups.txt", &digest.groups);
    let home = env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder");
    let text = Path::new(&home).join(THESAURUS);
    let text = text.to_str().expect("the path is one of UTF-8");
    let (index, group_index) = (&digest.index, &digest.group_index);
    write(
        "thesaurus.rs",
        &format!(
            "pub(super) static TEXT: &str = include_str!({text:?});\n\
             pub(super) static ROWS: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/rows.txt\"));\n\
             pub(super) static GROUPS: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/groups.txt\"));\n\
             pub(super) static INDEX: [(u64, u32); {}] = {index:?};\n\
             pub(super) static GROUP_INDEX: [u32; {}] = {group_index:?};\n",
            index.len(),
            group_index.len(),
        ),
    );
}
