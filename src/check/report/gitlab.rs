//! A code quality report, which GitLab shows beside the lines of a change.

use serde_json::{Value, json};

use super::super::fingerprints;
use super::{Found, start};
use crate::diagnostic::Severity;

/// Returns findings as a code quality report.
pub fn gitlab(found: &Found) -> Value {
    let all = found.iter().zip(fingerprints(found)).map(|((source, one), fingerprint)| {
        let severity = match one.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Suggestion => "info",
        };
        json!({
            "description": one.message,
            "check_name": one.rule,
            "fingerprint": format!("{}:{fingerprint}", source.name),
            "severity": severity,
            "location": { "path": source.name, "lines": { "begin": start(source, one).0 } },
        })
    });
    all.collect()
}
