//! Words that go together in the language of the Union's policies.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::groups::Groups;
use super::vocabulary::Normaliser;

/// Groups of words and phrases that may stand for one another.
///
/// It is data that an office can extend: a line is a headword, a colon, and words
/// or phrases that go with it, parted by commas; `#` begins a comment. It is cheap
/// to make and to clone: the text is read when it is first needed.
#[derive(Clone, Default)]
pub struct Thesaurus {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    text: String,
    groups: OnceLock<Groups>,
}

impl Thesaurus {
    /// Returns the thesaurus that a text holds.
    ///
    /// Every text is one; lines without a colon are groups without a headword.
    pub fn new(text: impl Into<String>) -> Self {
        Self { shared: Arc::new(Shared { text: text.into(), groups: OnceLock::new() }) }
    }

    /// Returns the thesaurus that comes with the tool.
    pub fn built_in() -> Self {
        Self::new(include_str!("../../templates/thesaurus.txt"))
    }

    pub(super) fn groups(&self) -> &Groups {
        self.shared.groups.get_or_init(|| read(&self.shared.text))
    }
}

impl fmt::Debug for Thesaurus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thesaurus").field("bytes", &self.shared.text.len()).finish()
    }
}

fn read(text: &str) -> Groups {
    let normaliser = Normaliser::new();
    let mut groups = Groups::default();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let members = line.split([':', ',']).map(str::trim).filter(|member| !member.is_empty());
        if line.trim().is_empty() {
            continue;
        }
        groups.add(members, &normaliser);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_are_no_groups() {
        let thesaurus = Thesaurus::new("# justice\n\nprison: jail, penal institution # both\n");
        assert_eq!(thesaurus.groups().members(0).len(), 3);
    }

    #[test]
    fn the_built_in_thesaurus_joins_jails_and_prisons() {
        let thesaurus = Thesaurus::built_in();
        assert!(thesaurus.groups().at(&["jail"]).count() > 0);
    }
}
