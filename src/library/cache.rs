//! What reading paragraph files gave, kept from one start to the next.
//!
//! The cache is asked by content and checked before it is used. Nothing depends on it but time:
//! one that is cut short, damaged, of another build, or that cannot be read or written, is as
//! good as none.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Paragraph;
use crate::diagnostic::Source;

/// The number of files from which a library is kept. Reading 300 takes some 30 ms; below, an
/// office would hardly notice what it saves, and the cache of a large library is not lost to a
/// small one.
const WORTHWHILE: usize = 300;

/// The name of the file in the folder of the cache.
const FILE: &str = "paragraphs";

/// What the checksum is made for; a change of the sources makes it another.
const PURPOSE: &str = concat!("chancery paragraphs ", env!("CHANCERY_SOURCES"));

/// The hash of all that the reading of a paragraph depends on.
type Key = [u8; 32];

/// The paragraphs that an earlier start read without any finding, and what this start adds.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// Where it is kept; `None`: nowhere.
    file: Option<PathBuf>,
    /// What was kept and has not been asked for yet.
    kept: HashMap<Key, Paragraph>,
    /// The files that were asked for, by id, with whether they were kept.
    asked: BTreeMap<String, (Key, bool)>,
}

impl Cache {
    /// Opens the cache of a folder for a number of files; below [`WORTHWHILE`] there is none.
    pub(super) fn open(folder: Option<&Path>, files: usize) -> Self {
        let file = folder.filter(|_| files >= WORTHWHILE).map(|folder| folder.join(FILE));
        let kept = file.as_deref().and_then(read).unwrap_or_default();
        Self { file, kept: kept.into_iter().collect(), asked: BTreeMap::new() }
    }

    /// Returns the paragraph that a file of the same field, id and text gave.
    pub(super) fn recall(&mut self, field: &str, id: &str, source: &Source) -> Option<Paragraph> {
        self.file.as_ref()?;
        let key = key(field, id, &source.text);
        let mut found = self.kept.remove(&key);
        if let Some(paragraph) = &mut found {
            paragraph.body.source = source.clone();
        }
        self.asked.insert(id.to_owned(), (key, found.is_some()));
        found
    }

    /// Tells whether the paragraph with an id was kept.
    pub(super) fn has(&self, id: &str) -> bool {
        self.asked.get(id).is_some_and(|(_, is_kept)| *is_kept)
    }

    /// Keeps paragraphs in which nothing was found, and forgets all that was not asked for.
    /// Those that need others to be filled are left out: of them the file alone does not tell
    /// whether they are right.
    pub(super) fn keep(self, paragraphs: &BTreeMap<String, Paragraph>) {
        let Some(file) = self.file else { return };
        let asked = self.asked.iter().filter_map(|(id, (key, is_kept))| {
            let paragraph = paragraphs.get(id)?;
            (*is_kept || paragraph.body.stands_alone()).then_some((key, paragraph, *is_kept))
        });
        let (entries, is_kept): (Vec<(&Key, &Paragraph)>, Vec<bool>) =
            asked.map(|(key, paragraph, is_kept)| ((key, paragraph), is_kept)).unzip();
        let is_changed = !self.kept.is_empty() || is_kept.contains(&false);
        if is_changed && let Ok(content) = postcard::to_extend(&entries, Vec::new()) {
            // Another start will be as slow as this one; that is all.
            let _ = write(&file, &content);
        }
    }
}

fn key(field: &str, id: &str, text: &str) -> Key {
    let mut hasher = blake3::Hasher::new();
    for part in [field, id] {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.update(text.as_bytes());
    hasher.finalize().into()
}

/// Reads what was kept, if it is all there and this build wrote it.
fn read(file: &Path) -> Option<Vec<(Key, Paragraph)>> {
    let bytes = fs::read(file).ok()?;
    let (sum, content) = bytes.split_first_chunk()?;
    if checksum(content) != *sum {
        return None;
    }
    postcard::from_bytes(content).ok()
}

/// Writes a file whole, for the eyes of its owner alone, as the library may be.
fn write(file: &Path, content: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    temporary.write_all(&checksum(content))?;
    temporary.write_all(content)?;
    temporary.persist(file)?;
    Ok(())
}

fn checksum(content: &[u8]) -> Key {
    blake3::derive_key(PURPOSE, content)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    const FULL: &str = "---\ntitle: Prisons\ntopic: prisons\nterms: [inmates]\n\
        acts: [COM(2016) 379, SEC(2008) 1995, Directive 96/71/EC]\nstances: [request]\n\
        valid: { from: 2016-01-01 }\nreview_by: 2017-06-30\nowner: DG HOME\nsources: [A]\n\
        abbreviations: { RAN: Radicalisation Awareness Network }\n\
        country_facts: { RO: { services: two } }\nexamples: [{ text: Asks., date: 2016-01-02 }]\n\
        claims: [{ text: now, until: 2017-03-31, then: then }]\nopens: true\ncontext: true\n\
        annex: true\naspect: proportionality\n---\nThe RAN acts now.\n";

    fn paragraph(source: &Source) -> Paragraph {
        read::paragraph("security".to_owned(), "prisons", source).expect("it is right")
    }

    /// Keeps a paragraph in a folder, and opens its cache again.
    fn kept(folder: &Path, text: &str) -> Cache {
        let source = Source::new("before.md", text);
        let mut cache = Cache::open(Some(folder), WORTHWHILE);
        assert!(cache.recall("security", "prisons", &source).is_none());
        cache.keep(&[("prisons".to_owned(), paragraph(&source))].into());
        Cache::open(Some(folder), WORTHWHILE)
    }

    #[test]
    fn what_is_recalled_is_what_reading_gives() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut cache = kept(folder.path(), FULL);
        let source = Source::new("now.md", FULL);
        let recalled = cache.recall("security", "prisons", &source).expect("it was kept");
        assert_eq!(format!("{recalled:?}"), format!("{:?}", paragraph(&source)));
        assert!(cache.has("prisons"));
    }

    #[test]
    fn another_field_id_or_text_is_another_paragraph() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut cache = kept(folder.path(), FULL);
        let same = Source::new("now.md", FULL);
        assert!(cache.recall("justice", "prisons", &same).is_none());
        assert!(cache.recall("security", "prison", &same).is_none());
        assert!(cache.recall("securityp", "risons", &same).is_none());
        let other = Source::new("now.md", &FULL.replace("now", "new"));
        assert!(cache.recall("security", "prisons", &other).is_none());
        assert!(!cache.has("prisons"));
    }

    #[test]
    fn what_needs_another_paragraph_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let text = "---\ntitle: Prisons\n---\n{%- include \"other\" %}\n";
        let mut cache = kept(folder.path(), text);
        assert!(cache.recall("security", "prisons", &Source::new("now.md", text)).is_none());
    }

    #[test]
    fn a_library_of_an_ordinary_size_has_no_cache() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut cache = kept(folder.path(), FULL);
        assert!(cache.recall("security", "prisons", &Source::new("now.md", FULL)).is_some());
        let mut cache = Cache::open(Some(folder.path()), WORTHWHILE - 1);
        assert!(cache.recall("security", "prisons", &Source::new("now.md", FULL)).is_none());
        assert!(cache.file.is_none());
    }
}
