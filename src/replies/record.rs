//! What is remembered of a reply: the hashes of its files, and what it was made from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Account, Asked};
use crate::diagnostic::Source;
use crate::fingerprint::{fingerprint, hash};
use crate::office::Office;

/// The file `.chancery/NAME.json`.
///
/// It is written before the files that it tells of, so that one that a killed process has
/// written, or has not, is known as the tool's own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Record {
    /// The hashes of what was last written, by ending.
    #[serde(flatten)]
    pub(super) files: BTreeMap<String, String>,
    /// The hashes of what stood there before, of files that were then changed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) before: BTreeMap<String, String>,
    /// The hash of the draft that the PDF was made from, where `made` does not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) printed: Option<String>,
    /// The opinion that the PDF answers, as drafts name it; absent in records of older versions, and where
    /// only `batch` wrote one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) answers: Option<String>,
    /// The points that the base of the draft was made for; absent in records of older versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) asked: Option<Asked>,
    /// What the files were made from; absent when a command other than `batch` wrote them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) made: Option<Made>,
}

impl Record {
    /// Tells whether the tool wrote a file of these bytes.
    pub(super) fn knows(&self, ending: &str, bytes: &[u8]) -> bool {
        let hash = hash(bytes);
        [&self.files, &self.before].iter().any(|one| one.get(ending) == Some(&hash))
    }

    /// Returns the hash of the draft that the PDF was made from, if it is known.
    pub(super) fn printed_from(&self) -> Option<&String> {
        let by_batch = || Some(&self.made.as_ref()?.printed.as_ref()?.draft);
        self.printed.as_ref().or_else(by_batch)
    }
}

/// What a reply was made from, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// All that the draft depends on. From the same basis comes the same draft.
    pub basis: Basis,
    /// The hash of the draft as it was made: of its base, when a hand has changed it since.
    pub draft: String,
    /// What the PDF was made from, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// What the draft says and uses.
    pub account: Account,
}

/// All that a PDF depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The hash of the draft, edited or not.
    pub draft: String,
    /// The fingerprint of the page.
    pub page: String,
    /// The version of chancery.
    pub chancery: String,
}

/// All that a draft depends on, by fingerprints of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The opinion.
    pub opinion: String,
    /// The path of the opinion as the draft names it.
    pub path: String,
    /// The whole library.
    pub library: String,
    /// The words that mean the same.
    pub thesaurus: String,
    /// The skeleton.
    pub skeleton: String,
    /// The register of chambers.
    pub register: String,
    /// The Members who may sign.
    pub signatories: String,
    /// The settings.
    pub settings: String,
    /// The version of chancery.
    pub chancery: String,
    /// The day on which the letter was judged, where it has no date of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
}

impl Basis {
    /// Returns what the replies of an office have in common; `opinion`, `path` and `day` are of
    /// each.
    pub fn of(office: &Office) -> Self {
        let files = &office.files;
        let versions = office.library.iter().map(|one| format!("{} {}\n", one.id, one.version));
        Self {
            opinion: String::new(),
            path: String::new(),
            library: fingerprint(versions.collect::<String>().as_bytes()),
            thesaurus: fingerprint(office.files.thesaurus.text.as_bytes()),
            skeleton: fingerprint(files.skeleton.text.as_bytes()),
            register: fingerprint(files.register.text.as_bytes()),
            signatories: fingerprint(files.signatories.text.as_bytes()),
            settings: fingerprint(format!("{:?}", office.settings).as_bytes()),
            chancery: env!("CARGO_PKG_VERSION").to_owned(),
            day: None,
        }
    }

    /// Returns the basis of the reply to one opinion. `day` is that of a letter without a date.
    #[must_use]
    pub fn reply(&self, source: &Source, path: &str, day: Option<Date>) -> Self {
        let opinion = fingerprint(source.text.as_bytes());
        Self { opinion, path: path.to_owned(), day, ..self.clone() }
    }
}
