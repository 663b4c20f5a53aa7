//! What becomes of a draft that a hand has changed, when the opinion or the library changes.

use crate::batch::project;

#[test]
fn the_path_of_the_opinion_needs_no_letters_of_the_fonts() {
    let project = project(0);
    let folder = "日本";
    project.write(&format!("{folder}/a.yaml"), crate::opinions::PINNED);
    let output = project.output(["batch", folder], "");
    assert_eq!(output.status, 0, "{output}");
    assert_eq!(project.output(["batch", folder], "").status, 0);
    assert_eq!(project.output(["check", "replies/a.md"], "").status, 0);
    project.replace("replies/a.md", "Dear", "日本");
    assert_eq!(project.output(["check", "replies/a.md"], "").status, 1);
}
