//! Opinions that several tests need.

use crate::project::Project;

/// An opinion with one point, which its pin answers: nothing depends on the matching.
pub(crate) const PINNED: &str = "\
chamber: ro-camera
kind: political-dialogue
acts:
  - reference: COM(2016) 379 final
    kind: communication
    subject: supporting the prevention of radicalisation leading to violent extremism
points:
  - id: prisons
    text: Asks that radicalisation in prisons be tackled.
    stance: request
    answer: [ran-prisons]
reply:
  number: C(2017) 16 final
  date: 2017-01-10
  addressee: { title: Mr, name: Liviu Dragnea }
  signatories: [timmermans, king]
";

/// What no paragraph of the library can answer.
pub(crate) const UNHEARD_OF: &str = "Demands that zeppelins be moored at lighthouses on Tuesdays.";

/// What a paragraph of the library answers, in words that leave the matching unsure.
pub(crate) const UNSURE: &str =
    "Wishes that convicts do not leave with worse ideas than those they came with.";

/// The opinion [`PINNED`], whose pin says more than the matching knows.
pub(crate) fn chosen() -> String {
    PINNED.replacen("Asks that radicalisation in prisons be tackled.", UNSURE, 1)
}

/// The opinion [`PINNED`] with a second point, `zeppelins`, that nothing answers.
pub(crate) fn with_gap() -> String {
    let point = format!("points:\n  - id: zeppelins\n    text: {UNHEARD_OF}\n");
    PINNED.replacen("points:\n", &point, 1)
}

/// Writes a library of one paragraph, `ran-prisons`, into the folder `small`: what it answers does
/// not change with the built-in wording.
#[track_caller]
pub(crate) fn write_library(project: &Project) {
    let text = "---\ntitle: Prisons\nterms: [prisons]\n---\nThe Commission helps with prisons.\n";
    project.write("small/security/ran-prisons.md", text);
}

/// The opinion [`PINNED`] with a mistake in it.
pub(crate) fn broken() -> String {
    PINNED.replacen("ro-camera", "ro-camara", 1)
}

/// The opinion [`PINNED`] with another text of its only point and no pin.
pub(crate) fn asking(text: &str) -> String {
    let text = serde_json::Value::from(text).to_string();
    PINNED.replacen("Asks that radicalisation in prisons be tackled.", &text, 1).replacen(
        "    answer: [ran-prisons]\n",
        "",
        1,
    )
}
