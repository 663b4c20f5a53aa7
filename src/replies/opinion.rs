//! Which opinion a draft answers, by the files that are there.

use std::path::{Path, PathBuf};

use super::{Refused, Replies, There};
use crate::draft::Draft;
use crate::text::shown;

/// Finds the file of the opinion that a draft names: from the working folder, or from beside the
/// folder of the draft. Standard input, from which it may have been drafted, is no file.
pub fn opinion_of(draft_path: &Path, draft: &Draft) -> Option<PathBuf> {
    opinions_of(draft_path, draft).find(|path| path.is_file() && path.as_os_str() != "-")
}

/// Returns the opinion that a draft names when it is there and is not the one of a file: then the
/// draft is not the reply to that one. An opinion that is gone may have been renamed or moved.
pub fn other_opinion_of<'a>(
    draft_path: &Path,
    draft: &'a Draft,
    opinion: &Path,
) -> Option<&'a str> {
    let own = opinion.canonicalize().ok();
    let mut named: Vec<PathBuf> =
        opinions_of(draft_path, draft).filter_map(|path| path.canonicalize().ok()).collect();
    named.retain(|path| path.is_file());
    let is_other = !named.is_empty() && !named.into_iter().any(|path| Some(path) == own);
    is_other.then_some(&*draft.about.opinion)
}

/// Where the opinion that a draft names may lie.
fn opinions_of(draft_path: &Path, draft: &Draft) -> impl Iterator<Item = PathBuf> {
    let named = PathBuf::from(&draft.about.opinion);
    let beside = draft_path.parent().map(|folder| folder.join("..").join(&named));
    std::iter::once(named).chain(beside)
}

impl Replies {
    /// Refuses to put the reply to an opinion in the place of the reply to another one, whose file
    /// is still there.
    pub fn ensure_answers(&self, name: &str, there: &There, opinion: &Path) -> Result<(), Refused> {
        let path = self.path(name, super::DRAFT);
        let other = there.draft().and_then(|draft| other_opinion_of(&path, draft, opinion));
        match other {
            Some(other) => Err(Refused::Other { draft: shown(&path), opinion: other.to_owned() }),
            None => Ok(()),
        }
    }
}
