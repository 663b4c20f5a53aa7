//! Words that go together in the language of the Union's policies.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::digest::{Digest, without_comment};
use super::everyday::is_everyday;
use super::lists::{Lists, Shares};
use super::space::Space;
use crate::diagnostic::{Diagnostic, Rejected, Source};

/// The digest of the built-in thesaurus.
#[expect(clippy::unreadable_literal, reason = "places in a text are for nobody to read")]
mod built_in {
    use std::borrow::Cow;

    use super::{Digest, Lists, Shares, Space};

    include!(concat!(env!("OUT_DIR"), "/thesaurus.rs"));

    macro_rules! made {
        ($include:ident, $name:literal) => {
            $include!(concat!(env!("OUT_DIR"), "/", $name))
        };
    }

    pub(super) const DIGEST: Digest = Digest {
        areas: Cow::Borrowed(made!(include_str, "areas.txt")),
        stems: Cow::Borrowed(made!(include_str, "stems.txt")),
        index: Cow::Borrowed(&INDEX),
        words: Lists::unpack(made!(include_bytes, "words.bin")),
        told: Shares(Lists::unpack(made!(include_bytes, "told.bin"))),
        notions: Shares(Lists::unpack(made!(include_bytes, "notions.bin"))),
        space: Space(Cow::Borrowed(made!(include_bytes, "space.bin"))),
    };
}

/// Notions with the words and phrases that are said of them, by policy area.
///
/// It is data that an office can extend: a line is a notion: a headword, a colon, and words
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
    /// Reads an office's own thesaurus.
    pub fn parse(source: &Source) -> Result<Self, Rejected> {
        let found: Vec<Diagnostic> = lines(&source.text).filter_map(mistakes).collect();
        match found.as_slice() {
            [] => Ok(Self::new(&*source.text)),
            _ => Err(Rejected::new(source.clone(), found)),
        }
    }

    /// Returns the thesaurus that a text holds, whatever its mistakes: lines without a colon are notions
    /// without a headword.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::new(Read { text: text.into(), digest: OnceLock::new() }))
    }

    /// Returns the one of the tool, the file `templates/thesaurus.txt`.
    pub fn built_in() -> Self {
        Self::of_digest(built_in::DIGEST)
    }

    fn of_digest(digest: Digest) -> Self {
        Self(Arc::new(Read { text: String::new(), digest: OnceLock::from(digest) }))
    }

    /// Returns the text that it is read from, which takes time; none for the built-in one, or one that
    /// was kept.
    pub fn text(&self) -> Option<&str> {
        Some(self.0.text.as_str()).filter(|text| !text.is_empty())
    }

    /// Returns what it says of each stem.
    pub(super) fn digest(&self) -> &Digest {
        self.0.digest.get_or_init(|| Digest::of(&self.0.text, is_everyday))
    }
}

/// The lines of a thesaurus, without comments and white space around them, and where they stand.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut next = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = next + line.len() - line.trim_start().len();
        next += line.len();
        let said = without_comment(line);
        (start..start + said.len(), said)
    })
}

/// How a line looks that has no mistake.
const LIKE: &str = "write a line like `prison: jail, place of detention`";

/// Returns what is wrong with a line.
fn mistakes((place, line): (Range<usize>, &str)) -> Option<Diagnostic> {
    let wrong = |message: &str, hint: &str| {
        Some(Diagnostic::error(message).at(place.clone()).with_hint(hint))
    };
    if let Some(area) = line.strip_prefix('[') {
        return match area.strip_suffix(']').map(str::trim) {
            Some("") => wrong("the policy area has no name", "write it between the brackets"),
            Some(_) => None,
            None => wrong("the bracket is never closed", "write the policy area like `[Justice]`"),
        };
    }
    match line.split_once(':').map(|(notion, words)| (notion.trim(), words)) {
        _ if line.is_empty() => None,
        None => wrong("a colon is missing after the notion", LIKE),
        Some(("", _)) => wrong("the notion before the colon is missing", LIKE),
        Some((_, words)) if words.split(',').any(|word| word.trim().is_empty()) => {
            wrong("a word is missing after the colon or beside a comma", LIKE)
        }
        Some(_) => None,
    }
}

/// What reading a thesaurus gave: the parts of its digest.
type Parts = (String, String, Vec<(u64, u32)>, [Vec<u8>; 4]);

impl Serialize for Thesaurus {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        let Digest { areas, stems, index, words, told, notions, space } = self.digest();
        (areas, stems, index, [&words.0, &told.0.0, &notions.0.0, &space.0]).serialize(output)
    }
}

impl<'de> Deserialize<'de> for Thesaurus {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let (areas, stems, index, [words, told, notions, space]) = Parts::deserialize(input)?;
        Ok(Self::of_digest(Digest {
            areas: areas.into(),
            stems: stems.into(),
            index: index.into(),
            words: Lists(words.into()),
            told: Shares(Lists(told.into())),
            notions: Shares(Lists(notions.into())),
            space: Space(space.into()),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_have_no_members() {
        let thesaurus = Thesaurus::new("# justice\n\nprison: jail, penal institution # both\n");
        let digest = thesaurus.digest();
        assert_eq!(digest.size(), 1);
        assert!(digest.row("justic").is_none() && digest.row("both").is_none());
    }

    #[test]
    #[cfg_attr(debug_assertions, ignore = "takes a minute where nothing is optimised")]
    fn the_digest_of_the_built_in_one_is_what_reading_it_gives() {
        let read = Thesaurus::new(include_str!("../../templates/thesaurus.txt"));
        assert!(Thesaurus::built_in().digest() == read.digest());
    }

    #[test]
    fn all_mistakes_of_an_own_one_are_told() {
        let text = "# fine\n[Justice]\nprison: jail # both\nprison dungeon\n: gaol\nclink:\n[Open\n[]\na: b, , c\n";
        let told = |text: &str| match Thesaurus::parse(&Source::new("thesaurus.txt", text)) {
            Ok(_) => Vec::new(),
            Err(Rejected { found, .. }) => {
                found.into_iter().map(|one| text[one.place.unwrap_or(0..0)].to_owned()).collect()
            }
        };
        assert_eq!(told(text), ["prison dungeon", ": gaol", "clink:", "[Open", "[]", "a: b, , c"]);
        assert!(told(include_str!("../../templates/thesaurus.txt")).is_empty());
    }

    #[test]
    fn the_built_in_one_has_areas() {
        assert!(Thesaurus::built_in().digest().areas().count() > 70);
    }
}
