//! The JSON object that programs read.

use serde_json::{Value, json as object};

use super::{Found, count, start};
use crate::diagnostic::Severity;

/// Returns findings and their numbers.
pub fn json(found: &Found) -> Value {
    let findings: Vec<Value> = found
        .iter()
        .map(|(source, one)| {
            let (line, column) = start(source, one);
            object!({
                "rule": one.rule,
                "severity": one.severity.word(),
                "file": source.name,
                "line": line,
                "column": column,
                "message": one.message,
                "remedy": one.hint,
            })
        })
        .collect();
    let counts = object!({
        "error": count(found, Severity::Error),
        "warning": count(found, Severity::Warning),
        "suggestion": count(found, Severity::Suggestion),
    });
    object!({ "findings": findings, "counts": counts })
}
