//! Drafts as files, whatever the format.

#[cfg(feature = "pdf")]
use std::sync::OnceLock;

use super::Format;
use crate::diagnostic::Source;
use crate::draft::{self, Draft};

/// Makes the bytes of letters on one page; several threads may use it at the same time.
pub struct Printer<'a> {
    #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "only a PDF has a page"))]
    page: &'a Source,
    /// Set up when the first PDF is made.
    #[cfg(feature = "pdf")]
    press: OnceLock<super::Press>,
}

impl<'a> Printer<'a> {
    /// Takes the page, the text of a `letter.typ`.
    pub fn new(page: &'a Source) -> Self {
        Self {
            page,
            #[cfg(feature = "pdf")]
            press: OnceLock::new(),
        }
    }

    /// Makes the bytes of a letter. The pages of a PDF carry the word DRAFT if that is asked
    /// for, and as long as the draft has marks. The same draft gives the same bytes.
    ///
    /// # Errors
    /// What is wrong with the page, or that this build makes no PDF.
    pub fn print(&self, draft: &Draft, format: Format, as_draft: bool) -> anyhow::Result<Vec<u8>> {
        match format {
            Format::Markdown => Ok(draft::write(draft).into_bytes()),
            Format::Pdf => self.pdf(draft, as_draft || !draft.marks().is_empty()),
        }
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self, draft: &Draft, is_draft: bool) -> anyhow::Result<Vec<u8>> {
        self.press.get_or_init(|| super::Press::new(self.page)).pdf(draft, is_draft)
    }

    #[cfg(not(feature = "pdf"))]
    #[expect(clippy::unused_self, reason = "the build that makes PDF needs it")]
    fn pdf(&self, _: &Draft, _: bool) -> anyhow::Result<Vec<u8>> {
        anyhow::bail!(super::NO_PDF)
    }
}
