//! Words that go together in the language of the Union's policies.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::digest::Digest;
use super::everyday::is_everyday;

/// The digest of the built-in thesaurus.
#[allow(clippy::unreadable_literal, reason = "places in a text are for nobody to read")]
mod built_in {
    include!(concat!(env!("OUT_DIR"), "/thesaurus.rs"));
}

/// Groups of words and phrases that may stand for one another, by policy area.
///
/// It is data that an office can extend: a line is a headword, a colon, and words
/// or phrases that go with it, parted by commas; a name in square brackets begins an area, and
/// what stands before the first belongs to none; `#` begins a comment.
#[derive(Debug, Clone, Default)]
pub struct Thesaurus(Arc<Read>);

#[derive(Debug, Default)]
struct Read {
    /// What the digest is made of when it is first asked for.
    text: String,
    digest: OnceLock<Digest>,
}

impl Thesaurus {
    /// Returns the thesaurus that a text holds.
    ///
    /// Every text is one; lines without a colon are groups without a headword.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::new(Read { text: text.into(), digest: OnceLock::new() }))
    }

    /// Returns a thesaurus of groups of two that belong to no area.
    pub(super) fn of_groups<'a>(groups: impl IntoIterator<Item = [&'a str; 2]>) -> Self {
        Self::of_digest(Digest::of_groups(groups, is_everyday))
    }

    /// Returns the one of the tool, the file `templates/thesaurus.txt`.
    pub fn built_in() -> Self {
        Self::of_digest(Digest {
            rows: Cow::Borrowed(built_in::ROWS),
            index: Cow::Borrowed(&built_in::INDEX),
            groups: Cow::Borrowed(built_in::GROUPS),
            group_index: Cow::Borrowed(&built_in::GROUP_INDEX),
        })
    }

    fn of_digest(digest: Digest) -> Self {
        Self(Arc::new(Read { text: String::new(), digest: OnceLock::from(digest) }))
    }

    /// Returns what it says of each stem.
    pub(super) fn digest(&self) -> &Digest {
        self.0.digest.get_or_init(|| Digest::of(&self.0.text, is_everyday))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_have_no_members() {
        let thesaurus = Thesaurus::new("# justice\n\nprison: jail, penal institution # both\n");
        let digest = thesaurus.digest();
        let members: Vec<Vec<&str>> = digest.group(0).map(|one| one.stems().collect()).collect();
        assert_eq!(members, [vec!["prison"], vec!["jail"], vec!["penal", "institut"]]);
        assert_eq!(digest.size(), 1);
        assert!(digest.row("justic").is_none() && digest.row("both").is_none());
    }

    #[test]
    fn the_digest_of_the_built_in_one_is_what_reading_it_gives() {
        let read = Thesaurus::new(include_str!("../../templates/thesaurus.txt"));
        assert!(Thesaurus::built_in().digest() == read.digest());
    }

    #[test]
    fn no_group_of_the_built_in_one_stands_for_nothing() {
        let built_in = Thesaurus::built_in();
        let built_in = built_in.digest();
        assert!(built_in.areas().count() > 70);
        let alone = (0..built_in.size()).filter(|number| built_in.group(*number).count() < 2);
        let alone = alone.flat_map(|number| built_in.group(number).flat_map(|one| one.stems()));
        assert_eq!(alone.collect::<Vec<&str>>(), [""; 0]);
    }
}
