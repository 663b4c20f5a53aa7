//! Findings in the forms that programs read. All of them are stable.

mod github;
mod gitlab;
mod json;
mod lines;
mod sarif;

use crate::diagnostic::{Diagnostic, Severity, Source};

pub use github::Github;
pub use gitlab::gitlab;
pub use json::json;
pub use lines::Lines;
pub use sarif::sarif;

/// Findings with the files that they are about.
pub type Found = Vec<(Source, Diagnostic)>;

/// Counts the findings of a severity.
pub fn count(found: &Found, severity: Severity) -> usize {
    found.iter().filter(|(_, one)| one.severity == severity).count()
}

/// Where a finding begins: line and column, from 1.
fn start(source: &Source, one: &Diagnostic) -> (usize, usize) {
    source.position(one.place.as_ref().map_or(0, |place| place.start))
}

/// Where a finding ends.
fn end(source: &Source, one: &Diagnostic) -> (usize, usize) {
    source.position(one.place.as_ref().map_or(0, |place| place.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two findings: one at a place of a file with a hostile name, one about a whole file.
    fn found() -> Found {
        let source = Source::new("a b/10%, 1:x\u{1b}.md", "One.\nIt gave EUR 5 away.\n");
        let at =
            Diagnostic::warning("a plain space\nin `EUR 5`: 100%").rule("plain-space").at(13..18);
        let whole = Diagnostic::error("the file is larger than 2 MB").with_hint("split it");
        vec![(source, at.with_hint("write a hard space")), (Source::new("y.md", ""), whole)]
    }

    #[test]
    fn a_finding_is_a_line() {
        insta::assert_snapshot!(Lines(&found()), @r"
        a b/10%, 1:x�.md:2:9: warning plain-space: a plain space in `EUR 5`: 100%
        y.md:1:1: error malformed: the file is larger than 2 MB
        ");
    }

    #[test]
    fn a_workflow_command_cannot_be_broken_out_of() {
        insta::assert_snapshot!(Github(&found()), @r"
        ::warning file=a b/10%25%2C 1%3Ax�.md,line=2,col=9,endLine=2,endColumn=14,title=plain-space::a plain space in `EUR 5`: 100%25 (write a hard space)
        ::error file=y.md,title=malformed::the file is larger than 2 MB (split it)
        ");
    }

    #[test]
    fn sarif_names_rules_places_and_fingerprints() {
        let log = sarif(&found());
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
        for (result, code) in
            run["results"].as_array().expect("a list").iter().zip(["plain-space", "malformed"])
        {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number"))
                .expect("it is small");
            assert_eq!(rules[index]["id"], code);
            assert_eq!(result["ruleId"], code);
        }
        insta::assert_snapshot!(format!("{:#}", run["results"]));
    }

    #[test]
    fn code_quality_reports_have_distinct_fingerprints() {
        insta::assert_snapshot!(format!("{:#}", gitlab(&found())));
    }

    #[test]
    fn json_keeps_its_shape() {
        insta::assert_snapshot!(format!("{:#}", json(&found())));
    }
}
