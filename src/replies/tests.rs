use std::fs;

use super::*;

#[test]
fn a_pdf_of_unknown_origin_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let replies = Replies::in_folder(folder.path());
    let pdf = |text: &str| replies.write_pdf("x", text.as_bytes().to_vec());
    assert_eq!(pdf("one").expect("it is free"), Written::New);
    assert_eq!(pdf("one").expect("it is the same"), Written::Unchanged);
    assert_eq!(pdf("two").expect("it is ours"), Written::New);
    fs::write(replies.path("x", "pdf"), "signed").expect("it can be written");
    let refused = pdf("three").unwrap_err();
    assert!(refused.downcast_ref::<Refused>().is_some());
    assert_eq!(fs::read(replies.path("x", "pdf")).expect("it is there"), b"signed");
}

#[test]
fn a_draft_is_kept_as_its_base_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let replies = Replies::in_folder(folder.path());
    let draft = [("md", b"draft\n".to_vec())];
    assert_eq!(replies.base("x").expect("it can be asked for"), None);
    replies.write("x", &draft, &Asked::default()).expect("it is free");
    assert_eq!(replies.base("x").expect("it is there").as_deref(), Some("draft\n"));
    fs::remove_dir_all(folder.path().join(MEMORY)).expect("it can be removed");
    assert_eq!(
        replies.write("x", &draft, &Asked::default()).expect("it is the same"),
        Written::Unchanged
    );
    assert_eq!(replies.base("x").expect("it is there").as_deref(), Some("draft\n"));
}

#[test]
fn a_merged_draft_takes_the_place_of_the_one_that_was_merged_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let replies = Replies::in_folder(folder.path());
    fs::write(replies.path("x", "md"), "edited").expect("it can be written");
    let asked = Asked::default();
    let merge = |hand: &str, merged: &str, base: &str| {
        let files = [("md", merged.as_bytes().to_vec())];
        let base = Some(Base { text: base.as_bytes(), asked: &asked });
        let hand = Some(hand.as_bytes());
        replies.put("x", &Reply { files: &files, base, hand, made: None })
    };
    let written = merge("edited", "merged", "drafted");
    assert_eq!(written.expect("it was merged"), Written::New);
    assert_eq!(replies.draft("x").expect("it is there"), Some(b"merged".to_vec()));
    assert_eq!(replies.base("x").expect("it is there").as_deref(), Some("drafted"));
    fs::write(replies.path("x", "md"), "edited again").expect("it can be written");
    let refused = merge("merged", "other", "other").unwrap_err();
    assert!(matches!(refused.downcast_ref(), Some(Refused::Edited(_))));
    assert_eq!(replies.draft("x").expect("it is there"), Some(b"edited again".to_vec()));
}

#[test]
fn a_pdf_is_ours_whenever_the_run_that_wrote_it_was_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let replies = Replies::in_folder(folder.path());
    let pdf = |text: &str| replies.write_pdf("x", text.as_bytes().to_vec());
    pdf("one").expect("it is free");
    let record = fs::read(replies.record_path("x")).expect("it is there");
    pdf("two").expect("it is ours");
    // Killed between the record and the file: the file is still the one before.
    fs::write(replies.path("x", "pdf"), "one").expect("it can be written");
    assert_eq!(pdf("three").expect("it is ours"), Written::New);
    // An old record beside a newer file means that somebody else put the file there.
    fs::write(replies.record_path("x"), record).expect("it can be written");
    assert!(pdf("four").is_err());
}

#[test]
fn nothing_is_written_when_one_file_must_not_be() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("x.pdf"), "signed").expect("it can be written");
    let files = [("md", b"draft".to_vec()), ("pdf", b"letter".to_vec())];
    assert!(Replies::in_folder(folder.path()).write("x", &files, &Asked::default()).is_err());
    assert!(!folder.path().join("x.md").exists());
}
