//! Workflow commands, which GitHub shows beside the lines of a change.

use std::fmt;

use super::{Found, end, start};
use crate::diagnostic::Severity;
use crate::text::on_one_line;

/// Findings as workflow commands.
#[derive(Debug)]
pub struct Github<'a>(pub &'a Found);

impl fmt::Display for Github<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (source, one) in self.0 {
            let command = match one.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Suggestion => "notice",
            };
            write!(f, "::{command} file={}", escaped(&source.name, &[':', ',']))?;
            if one.place.is_some() {
                let ((line, column), (end_line, end_column)) =
                    (start(source, one), end(source, one));
                write!(f, ",line={line},col={column},endLine={end_line},endColumn={end_column}")?;
            }
            let hint = one.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
            let message = escaped(&format!("{}{hint}", one.message), &[]);
            writeln!(f, ",title={}::{message}", escaped(one.rule, &[':', ',']))?;
        }
        Ok(())
    }
}

/// Escapes what would end a value.
fn escaped(text: &str, also: &[char]) -> String {
    let escape = |one: char| {
        let is_plain = one != '%' && !also.contains(&one);
        if is_plain { one.to_string() } else { format!("%{:02X}", u32::from(one)) }
    };
    on_one_line(text).chars().map(escape).collect()
}
