//! SARIF 2.1.0, the format of OASIS that editors and code forges read.

use serde_json::{Value, json};

use super::super::{RULES, Rule, fingerprints};
use super::{Found, end, start};
use crate::diagnostic::{Diagnostic, Severity, Source};

/// Returns findings as a SARIF log, with all rules.
pub fn sarif(found: &Found) -> Value {
    let results = found.iter().zip(fingerprints(found));
    let results: Vec<Value> =
        results.map(|((source, one), fingerprint)| result(source, one, &fingerprint)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.reason },
        "fullDescription": { "text": rule.explanation },
        "help": { "text": rule.remedy },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(source: &Source, one: &Diagnostic, fingerprint: &str) -> Value {
    let text = match &one.hint {
        Some(hint) => format!("{}: {hint}", one.message),
        None => one.message.clone(),
    };
    let mut place = json!({ "artifactLocation": { "uri": uri(&source.name) } });
    if one.place.is_some() {
        let ((line, column), (end_line, end_column)) = (start(source, one), end(source, one));
        place["region"] = json!({
            "startLine": line, "startColumn": column,
            "endLine": end_line, "endColumn": end_column,
        });
    }
    let mut result = json!({
        "ruleId": one.rule,
        "level": level(one.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": place }],
        "partialFingerprints": { "chanceryFinding/v1": fingerprint },
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code == one.rule) {
        result["ruleIndex"] = json!(index);
    }
    result
}

/// A path as a reference of RFC 3986; an absolute one names a file.
fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    let encode = |byte: u8| {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if is_plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    scheme.to_owned() + &path.bytes().map(encode).collect::<String>()
}
