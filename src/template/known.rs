//! Finds the variables of a template that nobody knows, before a letter needs them.

use std::ops::Range;

use tera::Tera;

use super::Template;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::text;

/// The variables of templates, with the fields of those that have any.
const KNOWN: [(&str, &[&str]); 8] = [
    ("chamber", &["name", "the", "possessive", "its", "country", "code"]),
    ("opinion", &["name", "kind", "reference", "subject", "favourable"]),
    ("acts", &[]),
    ("points", &[]),
    ("stance", &[]),
    ("letter", &["date", "number"]),
    ("country", &[]),
    ("topic", &[]),
];

/// Reports every variable of a compiled template that is not known; `facts` are the fields of
/// `country`.
pub(super) fn unknown_variables(
    tera: &Tera,
    name: &str,
    template: &Template,
    facts: &[String],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let roots = tera.get_template_variables(name).unwrap_or_default();
    let paths = paths_in_tags(template.text());
    for (place, path) in paths {
        let mut steps = path.split('.');
        let root = steps.next().unwrap_or_default();
        if !roots.contains(root) {
            continue;
        }
        let Some((_, fields)) = KNOWN.iter().find(|(known, _)| *known == root) else {
            let hint = did_you_mean(root, KNOWN.iter().map(|(known, _)| *known));
            found.push(unknown(root, template.at(&place)).with_hint(hint.unwrap_or_else(listing)));
            continue;
        };
        let Some(field) = steps.next() else { continue };
        let fields: Vec<&str> = match root {
            "country" => facts.iter().map(String::as_str).collect(),
            _ => fields.to_vec(),
        };
        if !fields.contains(&field) {
            let hint = did_you_mean(field, fields.iter().copied()).or_else(|| {
                let fields: Vec<String> =
                    fields.iter().map(|one| format!("`{root}.{one}`")).collect();
                (!fields.is_empty()).then(|| format!("there are {}", text::listed(&fields)))
            });
            found.push(unknown(path, template.at(&place)).with_hint_if(hint));
        }
    }
    found
}

fn unknown(path: &str, place: Range<usize>) -> Diagnostic {
    Diagnostic::error(format!("unknown variable `{path}`")).rule("unknown-variable").at(place)
}

fn listing() -> String {
    let known: Vec<String> = KNOWN.iter().map(|(known, _)| format!("`{known}`")).collect();
    format!("there are {}", text::listed(&known))
}

/// Finds every `name.field` inside `{{ }}` and `{% %}`, outside of strings, with its place.
fn paths_in_tags(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut paths = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").into_iter().chain(text[at..].find("{%")).min() {
        let start = at + open + 2;
        let close = if text[at + open..].starts_with("{{") { "}}" } else { "%}" };
        let end = text[start..].find(close).map_or(text.len(), |length| start + length);
        paths.extend(paths_in(text, start..end));
        at = end;
    }
    paths
}

fn paths_in(text: &str, tag: Range<usize>) -> Vec<(Range<usize>, &str)> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
    let bytes = text.as_bytes();
    let (mut paths, mut quote, mut at) = (Vec::new(), None, tag.start);
    while at < tag.end {
        let byte = bytes[at];
        match quote {
            Some(open) if byte == open => quote = None,
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if byte.is_ascii_alphabetic() || byte == b'_' => {
                let length = bytes[at..tag.end].iter().take_while(|byte| is_part(**byte)).count();
                let path = text[at..at + length].trim_end_matches('.');
                let is_filter = text[tag.start..at].trim_end().ends_with('|');
                let is_argument = text[at + length..tag.end].trim_start().starts_with('=')
                    && !text[at + length..tag.end].trim_start().starts_with("==");
                if !is_filter && !is_argument {
                    paths.push((at..at + path.len(), path));
                }
                at += length;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    paths
}
