//! Findings that are known, told by what they say and where in the words, not by the line.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

use super::Found;
use crate::diagnostic::{Diagnostic, Source};
use crate::fingerprint::fingerprint;

/// Findings that are known, so that only new ones are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: Vec<Known>,
}

/// A finding that is known, as many times as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    fingerprint: String,
    rule: String,
    text: String,
    count: usize,
}

const VERSION: u32 = 1;

impl Baseline {
    /// Remembers findings.
    pub fn of(found: &Found) -> Self {
        let mut known: BTreeMap<String, Known> = BTreeMap::new();
        for (source, one) in found {
            let fingerprint = Fingerprint::of(source, one);
            let entry = known.entry(fingerprint.hash.clone()).or_insert_with(|| Known {
                fingerprint: fingerprint.hash,
                rule: one.rule.to_owned(),
                text: fingerprint.text,
                count: 0,
            });
            entry.count += 1;
        }
        let mut findings: Vec<Known> = known.into_values().collect();
        findings.sort_by(|a, b| (&a.rule, &a.text).cmp(&(&b.rule, &b.text)));
        Self { version: VERSION, findings }
    }

    /// Reads a baseline from JSON.
    ///
    /// # Errors
    /// When it is none, or of another version.
    pub fn parse(bytes: &[u8]) -> anyhow::Result<Self> {
        let read: Option<Self> = serde_json::from_slice(bytes).ok();
        let baseline = read.context("it is no baseline; `--write-baseline` writes one")?;
        ensure!(
            baseline.version == VERSION,
            "another version of chancery wrote it; `--write-baseline` writes it anew"
        );
        Ok(baseline)
    }

    /// Takes out what is known, each finding as many times as it was remembered.
    #[must_use]
    pub fn only_new(&self, found: Found) -> Found {
        let counts = self.findings.iter().map(|one| (one.fingerprint.as_str(), one.count));
        let mut left: BTreeMap<&str, usize> = counts.collect();
        let is_new = |(source, one): &(Source, Diagnostic)| match left
            .get_mut(Fingerprint::of(source, one).hash.as_str())
        {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        found.into_iter().filter(is_new).collect()
    }
}

/// By what a finding is known again when lines have moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// 16 hex digits, of the rule and the text.
    pub hash: String,
    /// The words that were found, and a few around them.
    pub text: String,
}

/// How many words around what was found count.
const AROUND: usize = 3;
/// How many words of what was found count.
const WITHIN: usize = 12;

impl Fingerprint {
    /// Takes the fingerprint of a finding: rule, words and words around them in the line; the
    /// kind of spaces doesn't count, nor does the file.
    pub fn of(source: &Source, one: &Diagnostic) -> Self {
        let text = match &one.place {
            Some(place) => {
                let line_start = source.text[..place.start].rfind('\n').map_or(0, |end| end + 1);
                let rest = &source.text[place.start..];
                let line_end = rest.find('\n').map_or(source.text.len(), |end| place.start + end);
                let end = place.end.min(line_end);
                let before: Vec<&str> =
                    source.text[line_start..place.start].split_whitespace().collect();
                let words = source.text[place.start..end].split_whitespace().take(WITHIN);
                let after = source.text[end..line_end].split_whitespace().take(AROUND);
                let before = before[before.len().saturating_sub(AROUND)..].iter().copied();
                before.chain(words).chain(after).collect::<Vec<_>>().join(" ")
            }
            None => one.message.clone(),
        };
        let hash = fingerprint(format!("{}\n{text}", one.rule).as_bytes());
        Self { hash, text }
    }
}

/// Returns a fingerprint for each finding that no other has: those of equal findings are numbered.
pub fn fingerprints(found: &Found) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let numbered = found.iter().map(|(source, one)| {
        let hash = Fingerprint::of(source, one).hash;
        let count = seen.entry(format!("{}{hash}", source.name)).or_insert(0);
        *count += 1;
        format!("{hash}:{count}")
    });
    numbered.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found {
        let source = Source::new("x.md", text);
        let places = text.match_indices("EUR 5").map(|(at, _)| at..at + 5);
        places
            .map(|place| {
                (source.clone(), Diagnostic::warning("a space").rule("plain-space").at(place))
            })
            .collect()
    }

    #[test]
    fn a_finding_is_known_when_its_line_has_moved() {
        let baseline = Baseline::of(&found("It gave EUR 5 away.\n"));
        let text = serde_json::to_string(&baseline).expect("it is data");
        let baseline = Baseline::parse(text.as_bytes()).expect("it was written here");
        assert!(baseline.only_new(found("New.\n\nIt gave EUR 5 away.\n")).is_empty());
        assert_eq!(baseline.only_new(found("It took EUR 5 back.\n")).len(), 1);
    }

    #[test]
    fn a_second_finding_of_the_same_words_is_new() {
        let baseline = Baseline::of(&found("It gave EUR 5 away.\n"));
        assert_eq!(baseline.only_new(found("It gave EUR 5 away.\nIt gave EUR 5 away.\n")).len(), 1);
        assert_eq!(fingerprints(&found("It gave EUR 5 away.\nIt gave EUR 5 away.\n")).len(), 2);
    }

    #[test]
    fn a_baseline_of_another_version_is_refused() {
        assert!(Baseline::parse(b"{\"version\": 9, \"findings\": []}").is_err());
    }
}
