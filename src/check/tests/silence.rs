//! What is allowed beside the text.

use super::{draft_of, findings_in, found};
use crate::diagnostic::Source;

#[test]
fn what_is_allowed_beside_the_text_is_not_told() {
    for allowed in [
        "<!-- allow plain-space: as in the Opinion -->\nIt gave EUR 5.",
        "It gave EUR 5. <!-- allow plain-space: as in the Opinion -->",
        "- It gave EUR 5.\n  <!-- allow plain-space: as in the Opinion -->",
        "One[^1].\n\n<!-- allow plain-space: as in the Opinion -->\n[^1]: EUR 5.",
        "One[^1].\n\n[^1]: EUR 5. <!-- allow plain-space, note-full-stop: as in the Opinion -->",
    ] {
        assert!(found("plain-space", allowed).is_empty(), "{allowed}");
    }
    let beyond = "<!-- allow plain-space: as in the Opinion -->\nIt gave EUR 5.\n\nIt gave EUR 6.";
    assert_eq!(found("plain-space", beyond), ["EUR 6"]);
    let list =
        "- It gave EUR 5.\n- It gave EUR 6.\n  <!-- allow plain-space: as in the Opinion -->";
    assert_eq!(found("plain-space", list), ["EUR 5"]);
    let front = draft_of("close: Yours sincerely,")
        .replace("close:", "# allow salutation-close: they are friends\nclose:");
    assert!(
        findings_in(&Source::new("x.md", &front), None, &[])
            .iter()
            .all(|one| one.told.rule != "salutation-close" && one.told.rule != "silence")
    );
}

#[test]
fn a_silence_has_a_reason_a_rule_and_a_finding() {
    assert_eq!(found("silence", "<!-- allow plain-space -->\nEUR 5."), [" allow plain-space "]);
    assert_eq!(found("silence", "<!-- allow plain-spice: x -->\nEUR 5."), ["plain-spice"]);
    assert_eq!(found("silence", "<!-- allow plain-space: x -->\nNothing."), ["plain-space"]);
    assert!(found("silence", "<!-- allowed by whom? -->\nNothing.").is_empty());
}
