//! A draft on paper.
//!
//! [`Letter::of`] sets a draft for paper: the lines of the frame, the body as blocks instead of
//! Markdown, the notes with their numbers. `Press::pdf` prints it as PDF on the page of
//! `templates/letter.typ`, which sees the letter as JSON and nothing else. [`Printer`] makes the
//! bytes of either format. [`Redline::of`] sets a draft with what changed marked in it, for
//! `RedlinePress::pdf` and `templates/redline.typ`.

mod compositor;
mod letter;
mod markdown;
mod node;
#[cfg(feature = "pdf")]
mod pdf;
mod printer;
mod redline;
#[cfg(test)]
mod sample;

use clap::ValueEnum;

pub use letter::{Day, Letter, Signatory};
pub use node::{Block, Inline};
#[cfg(feature = "pdf")]
pub use pdf::{Press, RedlinePress};
pub use printer::Printer;
pub use redline::{Fact, Frame, Lines, Mark, Part, Redline};

/// What is said where a PDF is asked of a build without the feature `pdf`.
#[cfg(not(feature = "pdf"))]
pub const NO_PDF: &str =
    "this build of chancery makes no PDF; build it without `--no-default-features`";

/// A format in which a draft is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The draft itself, to edit and compare
    #[value(name = "md")]
    Markdown,
    /// The letter on its page, to sign
    Pdf,
}

impl Format {
    /// Returns the ending of its files, which is also its word on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Pdf => "pdf",
        }
    }
}
