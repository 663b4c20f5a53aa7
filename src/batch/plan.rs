//! What becomes of a draft: what lies in the folder meets what is drafted now.

use anyhow::bail;

use super::Action;
use crate::diagnostic::{Source, in_form_of};
use crate::draft::{self, Draft};
use crate::merge::{self, Merged};
use crate::replies::{Refused, There};

/// What a draft is in the end, and how it came to be that.
pub(super) struct Plan {
    /// The bytes of its file.
    pub(super) text: String,
    /// What they say.
    pub(super) draft: Draft,
    /// What is done about the file.
    pub(super) action: Action,
    /// Why.
    pub(super) why: Vec<String>,
    /// The draft in the folder, if a hand has changed it.
    pub(super) hand: Option<Vec<u8>>,
    /// Why the draft is left as it is, although it should be brought up to date.
    pub(super) obstacle: Option<String>,
}

/// Two versions of a draft that the tool wrote.
pub(super) struct Versions<'a> {
    /// The file as it is drafted now.
    pub(super) text: &'a str,
    /// What reading that file gives.
    pub(super) draft: &'a Draft,
    /// As it was when a hand began to change it, where that is kept.
    pub(super) base: Option<&'a str>,
}

impl Plan {
    /// Decides about the draft `shown`. `why` says why it is drafted differently now.
    ///
    /// # Errors
    /// [`Refused`] when the file is not a draft, what is wrong with it when it can't be read.
    pub(super) fn of(
        there: There,
        versions: &Versions<'_>,
        why: Vec<String>,
        shown: &str,
    ) -> anyhow::Result<Self> {
        let written = |action, why| Self {
            text: versions.text.to_owned(),
            draft: versions.draft.clone(),
            action,
            why,
            hand: None,
            obstacle: None,
        };
        let (bytes, draft) = match there {
            There::Drafted(bytes, _) if bytes == in_form_of(&bytes, versions.text).as_bytes() => {
                return Ok(written(Action::Unchanged, Vec::new()));
            }
            There::Nothing | There::Drafted(..) => return Ok(written(Action::Written, why)),
            There::Foreign(_) => bail!(Refused::Foreign(shown.to_owned())),
            There::Edited(bytes, Some(read)) => (bytes, read.draft),
            There::Edited(bytes, None) => {
                draft::read(&Source::from_bytes(shown, &bytes)?)?;
                bail!(Refused::Edited(shown.to_owned()));
            }
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let hand = Some(bytes);
        let kept = Self { text, draft, action: Action::None, why, hand, obstacle: None };
        if kept.draft.drafted == versions.draft.drafted {
            return Ok(Self { action: Action::Unchanged, why: Vec::new(), ..kept });
        }
        let base = versions.base.and_then(|base| read(shown, base).ok());
        Ok(match base.filter(|base| base.drafted == kept.draft.drafted) {
            Some(base) => kept.merged(&base, versions.draft),
            None => kept.left("what was drafted before the edits by hand is not known".to_owned()),
        })
    }

    /// Merges what is drafted now into the draft of a hand. A file with something that would be
    /// lost is left as it is.
    fn merged(mut self, base: &Draft, fresh: &Draft) -> Self {
        let merged = merge::merge(base, &self.draft, fresh);
        let text = match merged.rewrite(&self.draft, &self.text) {
            Ok(text) => text,
            Err(lost) => return self.left(lost.to_string()),
        };
        let Merged { draft, taken, kept, conflicts } = merged;
        self.why.extend(taken.iter().map(ToString::to_string));
        self.why.extend(kept.iter().map(|one| format!("not taken: {one}")));
        self.why.extend(conflicts.iter().map(|one| format!("a conflict about {}", one.place)));
        Self { text, draft, action: Action::Merged, ..self }
    }

    fn left(self, obstacle: String) -> Self {
        Self { obstacle: Some(obstacle), ..self }
    }

    /// Tells whether the file of the draft is to be written, unless it is there already.
    pub(super) fn writes_draft(&self) -> bool {
        self.hand.is_none() || self.action == Action::Merged
    }
}

/// Reads a draft that the tool wrote.
pub(super) fn read(shown: &str, text: &str) -> anyhow::Result<Draft> {
    Ok(draft::read(&Source::new(shown, text))?.value.draft)
}
