//! Words that go together in the language of the Union's policies.

use super::groups::Groups;

/// Groups of words and phrases that may stand for one another.
///
/// It is data that an office can extend: a line is a headword, a colon, and words
/// or phrases that go with it, parted by commas; `#` begins a comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thesaurus {
    text: String,
}

impl Thesaurus {
    /// Returns the thesaurus that a text holds.
    ///
    /// Every text is one; lines without a colon are groups without a headword.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// Reads its groups.
    pub(super) fn groups(&self) -> Groups {
        let mut groups = Groups::default();
        for line in self.text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            groups.add(line.split([':', ',']));
        }
        groups.finish();
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_have_no_members() {
        let thesaurus = Thesaurus::new("# justice\n\nprison: jail, penal institution # both\n");
        let groups = thesaurus.groups();
        assert!(groups.mention("penal institution") && groups.mention("jail"));
        assert!(!groups.mention("justice") && !groups.mention("both"));
    }
}
