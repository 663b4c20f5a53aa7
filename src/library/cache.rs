//! What reading paragraph files gave, kept from one start to the next and asked by content.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::Paragraph;
use crate::cache::{CacheFile, Hash};
use crate::diagnostic::Source;

/// The name of the file in the folder of the cache.
const FILE: &str = "paragraphs";

/// The paragraphs that an earlier start read without any finding, and what this start adds.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// Where it is kept; `None`: nowhere.
    file: Option<CacheFile>,
    /// What was kept and has not been asked for yet, by the hash of all that the reading of a
    /// paragraph depends on.
    kept: HashMap<Hash, Paragraph>,
    /// The files that were asked for, by id, with whether they were kept.
    asked: BTreeMap<String, (Hash, bool)>,
}

impl Cache {
    /// Opens the cache of a folder for a number of files; for few there is none.
    pub(super) fn open(folder: Option<&Path>, files: usize) -> Self {
        let file = CacheFile::new(folder, FILE, files);
        let kept: Vec<(Hash, Paragraph)> =
            file.as_ref().and_then(CacheFile::read).unwrap_or_default();
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
            (*is_kept || paragraph.stands_alone()).then_some((key, paragraph, *is_kept))
        });
        let (entries, is_kept): (Vec<(&Hash, &Paragraph)>, Vec<bool>) =
            asked.map(|(key, paragraph, is_kept)| ((key, paragraph), is_kept)).unzip();
        let is_changed = !self.kept.is_empty() || is_kept.contains(&false);
        if is_changed {
            file.write(&entries);
        }
    }
}

fn key(field: &str, id: &str, text: &str) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for part in [field, id] {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.update(text.as_bytes());
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::cache::WORTHWHILE;

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
