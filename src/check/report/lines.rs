//! One line for each finding: `file:line:column: severity rule: message`.

use std::fmt;

use super::{Found, start};
use crate::text::on_one_line;

/// Findings as lines.
#[derive(Debug)]
pub struct Lines<'a>(pub &'a Found);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (source, one) in self.0 {
            let (line, column) = start(source, one);
            let (name, message) = (on_one_line(&source.name), on_one_line(&one.message));
            writeln!(f, "{name}:{line}:{column}: {} {}: {message}", one.severity.word(), one.rule)?;
        }
        Ok(())
    }
}
