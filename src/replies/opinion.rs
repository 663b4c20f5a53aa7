//! Which opinion a draft answers, by the files that are there.

use std::path::{Path, PathBuf};

use super::{Refused, Replies, There};
use crate::draft::Draft;
use crate::text::shown;

/// Finds the file of the opinion that a draft names: from the working folder, or from beside the
/// folder of the draft. Standard input, from which it may have been drafted, is no file.
pub fn opinion_of(draft_path: &Path, draft: &Draft) -> Option<PathBuf> {
    let mut opinions = opinions_of(draft_path, &draft.about.opinion);
    opinions.find(|path| path.is_file() && path.as_os_str() != "-")
}

/// Returns the opinion that a draft names when it is there and is not the one of a file: then the
/// draft is not the reply to that one. An opinion that is gone may have been renamed or moved.
pub fn other_opinion_of<'a>(
    draft_path: &Path,
    draft: &'a Draft,
    opinion: &Path,
) -> Option<&'a str> {
    is_other(draft_path, &draft.about.opinion, opinion).then_some(&*draft.about.opinion)
}

/// Tells whether the opinion that a reply names is there and is not the one of a file.
fn is_other(reply: &Path, named: &str, opinion: &Path) -> bool {
    let own = opinion.canonicalize().ok();
    let mut named: Vec<PathBuf> =
        opinions_of(reply, named).filter_map(|path| path.canonicalize().ok()).collect();
    named.retain(|path| path.is_file());
    !named.is_empty() && !named.into_iter().any(|path| Some(path) == own)
}

/// Where the opinion that a reply names may lie.
fn opinions_of(reply: &Path, named: &str) -> impl Iterator<Item = PathBuf> {
    let beside = reply.parent().map(|folder| folder.join("..").join(named));
    std::iter::once(PathBuf::from(named)).chain(beside)
}

impl Replies {
    /// Refuses to put the reply to an opinion in the place of the reply to another one, whose file
    /// is still there. Where only a PDF lies, the record tells which one it answers.
    pub fn ensure_answers(&self, name: &str, there: &There, opinion: &Path) -> anyhow::Result<()> {
        let (reply, answers) = match there.draft() {
            Some(draft) => (self.path(name, super::DRAFT), Some(draft.about.opinion.clone())),
            None => (self.path(name, super::printed::PDF), self.record(name)?.answers),
        };
        match answers.filter(|other| reply.is_file() && is_other(&reply, other, opinion)) {
            Some(opinion) => Err(Refused::Other { reply: shown(&reply), opinion }.into()),
            None => Ok(()),
        }
    }
}
