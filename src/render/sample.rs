//! A letter for the tests of this folder.

use crate::diagnostic::Source;
use crate::draft::{self, Draft};

/// A dated reply with the given Markdown as its body.
pub(super) fn draft(body: &str) -> Draft {
    let text = format!("{FRONT}\n{body}\n");
    draft::read(&Source::new("reply.md", &text)).expect("the draft is well-formed").value.draft
}

const FRONT: &str = "\
---
chamber: cz-senat
kind: political-dialogue
acts: [COM(2016) 379 final]
language: en
opinion: opinions/x.yaml
place: Brussels
date: 2017-01-10
number: C(2017) 16 final
addressee: [Mr Milan Štěch, President of the Senát, \"118 26  Praha 1\"]
salutation: \"Dear President,\"
close: \"Yours faithfully,\"
signatories:
  - name: Julian King
    title: Member of the Commission
---
";
