//! Which draft a PDF was made from.

use super::Replies;
use super::record::Record;
use crate::fingerprint::hash;

/// The ending of letters.
pub(super) const PDF: &str = "pdf";

/// How the PDF of a reply stands to its draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pdf {
    /// There is none.
    Missing,
    /// It was made from the draft as it is.
    Current,
    /// It was made from another draft, or from one that nobody knows.
    Other,
}

impl Replies {
    /// Remembers that the PDF in the folder was made from a draft of this text, and which opinion it
    /// answers: a draft that was not written can't say it.
    pub fn remember_printed(&self, name: &str, draft: &str, opinion: &str) -> anyhow::Result<()> {
        let record = self.record(name)?;
        let printed = Some(hash(draft.as_bytes()));
        let answers = Some(opinion.to_owned());
        let now = Record { printed, answers, ..record.clone() };
        if now == record { Ok(()) } else { self.remember(name, &now) }
    }

    /// Tells how the PDF in the folder stands to a draft of this text.
    pub fn pdf(&self, name: &str, draft: &str) -> anyhow::Result<Pdf> {
        let Some(pdf) = self.file(name, PDF)? else { return Ok(Pdf::Missing) };
        let record = self.record(name)?;
        let is_current = record.files.get(PDF) == Some(&hash(&pdf))
            && record.printed_from() == Some(&hash(draft.as_bytes()));
        Ok(if is_current { Pdf::Current } else { Pdf::Other })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_is_current_until_it_or_its_draft_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let replies = Replies::in_folder(folder.path());
        let pdf = |draft: &str| replies.pdf("x", draft).expect("it can be asked for");
        assert_eq!(pdf("one"), Pdf::Missing);
        replies.write_pdf("x", b"letter".to_vec()).expect("it is free");
        assert_eq!(pdf("one"), Pdf::Other);
        replies.remember_printed("x", "one", "x.yaml").expect("it can be written");
        assert_eq!((pdf("one"), pdf("two")), (Pdf::Current, Pdf::Other));
        replies.write_pdf("x", b"other".to_vec()).expect("it is ours");
        assert_eq!(pdf("one"), Pdf::Other);
    }
}
