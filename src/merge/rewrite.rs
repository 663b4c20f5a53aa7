//! The file of a merged draft.

use std::collections::HashMap;

use super::Merged;
use crate::draft::{Draft, write_edited};

/// The edited file holds a line that its draft does not, so that it would be lost if it were
/// written again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the line `{0}` would be lost if new wording were merged: make it a part of a paragraph, or \
     take it out"
)]
pub struct Lost(String);

impl Merged {
    /// Returns the text of the merged draft's file. `hand` is the edited draft and `file` the text
    /// of its file, which stays as it is, byte for byte, where the merge has changed nothing.
    ///
    /// # Errors
    /// [`Lost`] for a file with a line that is no part of the draft: a remark in a comment, the
    /// address of a link that stands apart.
    pub fn rewrite(&self, hand: &Draft, file: &str) -> Result<String, Lost> {
        if self.draft == *hand {
            return Ok(file.to_owned());
        }
        match lost_line(file, &write_edited(hand)) {
            Some(line) => Err(Lost(line.trim().to_owned())),
            None => Ok(write_edited(&self.draft)),
        }
    }
}

/// Returns the first line that holds words which are not written again. In the front matter only
/// comments count: its values were read, and its form is not kept.
fn lost_line<'a>(file: &'a str, written: &str) -> Option<&'a str> {
    let mut words: HashMap<&str, usize> = HashMap::new();
    for word in written.split_whitespace() {
        *words.entry(word).or_default() += 1;
    }
    let mut holds = |word: &str| match words.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let mut rules = 0;
    file.lines().find(|line| {
        rules += usize::from(rules < 2 && line.trim_end() == "---");
        let counts = match rules {
            0 | 1 => line.trim_start().starts_with('#'),
            _ => !line.starts_with("<!-- {"),
        };
        counts && !line.split_whitespace().all(&mut holds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_no_part_of_the_draft_is_found() {
        let written = "---\nlist:\n  - a\n---\n\n<!-- {part: opening} -->\nOne two.\n";
        let file = "---\nlist: [a]\n---\n<!-- {part: welcome} -->\n\n<!-- {part: opening} -->\nOne\ntwo.\n";
        assert_eq!(lost_line(file, written), None);
        assert_eq!(lost_line(&format!("{file}\n<!-- ask -->"), written), Some("<!-- ask -->"));
        assert_eq!(lost_line(&format!("{file}\n[x]: y"), written), Some("[x]: y"));
        let remark = file.replace("list", "# ask\nlist");
        assert_eq!(lost_line(&remark, written), Some("# ask"));
    }
}
