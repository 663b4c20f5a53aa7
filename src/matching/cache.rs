//! What reading the entries of a large library gave, and an office's own thesaurus, kept from one start to
//! the next.

use std::path::Path;

use crate::cache::{CacheFile, Hash, WORTHWHILE};
use crate::ranking::{Entry, Inverted, Thesaurus};

/// The names of the files in the folder of the cache.
const FILE: &str = "index";
const THESAURUS: &str = "thesaurus";

/// Reads entries, or takes what reading the very same entries gave before.
pub(super) fn inverted(entries: &[Entry], folder: Option<&Path>) -> Inverted {
    let read = || Inverted::of(entries);
    match CacheFile::new(folder, FILE, entries.len()).zip(hash(entries)) {
        Some((file, of)) => file.take_or(of, read),
        None => read(),
    }
}

/// Reads a thesaurus, or takes what reading the very same text gave before.
pub(super) fn thesaurus(own: &Thesaurus, folder: Option<&Path>) -> Thesaurus {
    match CacheFile::new(folder, THESAURUS, WORTHWHILE).zip(own.text()) {
        Some((file, text)) => file.take_or(blake3::hash(text.as_bytes()).into(), || own.clone()),
        None => own.clone(),
    }
}

/// Returns the hash of all that entries say.
fn hash(entries: &[Entry]) -> Option<Hash> {
    let said = postcard::to_extend(entries, Vec::new()).ok()?;
    Some(blake3::hash(&said).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Index, Query, Ranker, Stance};

    /// A library that is large enough, the last paragraph of which is about `subject`.
    fn entries(subject: &str) -> Vec<Entry> {
        let entry = |number: usize| Entry {
            id: format!("{number:04}"),
            title: format!("Matter {number}"),
            terms: vec![format!("file {number}"), "Radicalisation Awareness Network (RAN)".into()],
            acts: vec![format!("COM(2016) {number}")],
            stances: vec![Stance::Request],
            examples: vec![format!("Asks for matter {number}.")],
            abbreviations: vec![("PNR".into(), "passenger name records".into())],
            body: format!("Number {number} is about {subject} and the counter-narratives."),
        };
        (0..WORTHWHILE).map(entry).collect()
    }

    #[test]
    fn what_is_kept_answers_as_what_was_read() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let entries = entries("salmon");
        let index = || Index::of(inverted(&entries, Some(folder.path())), &Thesaurus::built_in());
        let (read, kept) = (index(), index());
        assert!(folder.path().join(FILE).is_file());
        for text in [
            "Asks for matter 17 on salmom.",
            "COM(2016) 17 and PNR, not the RAN.",
            "Counter narratives",
        ] {
            let query = Query::new(text, Stance::Request);
            let (one, other) = (read.rank(&query), kept.rank(&query));
            assert_eq!(one, other);
            let ids: Vec<&str> = one.candidates.iter().map(|one| one.entry.as_str()).collect();
            assert_eq!(read.explain(&query, &ids), kept.explain(&query, &ids));
            assert!(!ids.is_empty());
        }
    }

    #[test]
    fn the_same_entries_are_kept_as_the_same_bytes_and_others_are_read() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let kept = |subject: &str| {
            inverted(&entries(subject), Some(folder.path()));
            std::fs::read(folder.path().join(FILE)).expect("it was written")
        };
        let salmon = kept("salmon");
        assert_eq!(salmon, kept("salmon"));
        assert_ne!(salmon, kept("herring"));
        assert_eq!(salmon, kept("salmon"));
    }

    #[test]
    fn a_thesaurus_that_is_kept_says_what_the_one_that_was_read_says() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let own = |text: &str| thesaurus(&Thesaurus::new(text), Some(folder.path()));
        let ranking = |thesaurus: &Thesaurus| {
            let entry = Entry { id: "one".into(), title: "Prisons".into(), ..Entry::default() };
            let index = Index::new(&[entry], thesaurus);
            index.rank(&Query::new("The jails are full.", Stance::Concern))
        };
        let (read, kept) = (own("[Justice]\nprison: jail\n"), own("[Justice]\nprison: jail\n"));
        assert!(read.text().is_some() && kept.text().is_none());
        assert_eq!(ranking(&read), ranking(&kept));
        assert_eq!(ranking(&kept).candidates.len(), 1);
        let other = own("[Justice]\nprison: gaol\n");
        assert!(other.text().is_some() && ranking(&other).candidates.is_empty());
    }
}
