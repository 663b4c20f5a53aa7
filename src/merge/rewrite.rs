//! The file of a merged draft.

use std::collections::HashMap;

use super::Merged;
use crate::diagnostic::in_form_of;
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
    /// of its file, which stays as it is, byte for byte, where the merge has changed nothing, and
    /// whose line ends stay in any case.
    ///
    /// # Errors
    /// [`Lost`] for a file with a line that is no part of the draft, such as the address of a link
    /// that stands apart, or with a remark whose paragraph would go.
    pub fn rewrite(&self, hand: &Draft, file: &str) -> Result<String, Lost> {
        if self.draft == *hand {
            return Ok(file.to_owned());
        }
        let kept: Vec<&String> = remarks(&self.draft).collect();
        let lost_remark = || remarks(hand).find(|one| !kept.contains(one))?.lines().next();
        match lost_line(file.trim_start_matches('\u{feff}'), &write_edited(hand))
            .or_else(lost_remark)
        {
            Some(line) => Err(Lost(line.trim().to_owned())),
            None => Ok(in_form_of(file.as_bytes(), &write_edited(&self.draft))),
        }
    }
}

/// The comments that a hand has put before paragraphs and notes.
fn remarks(draft: &Draft) -> impl Iterator<Item = &String> {
    let before_blocks = draft.blocks.iter().flat_map(|block| &block.remarks);
    before_blocks.chain(draft.notes.iter().flat_map(|note| &note.remarks))
}

/// Returns the first line, or the comment after a value of the front matter, that holds words which
/// are not written again. In the front matter only comments count: its values were read, and its
/// form is not kept.
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
    let mut counted = file.lines().map(|line| {
        rules += usize::from(rules < 2 && line.trim_end() == "---");
        match rules {
            0 | 1 => comment(line),
            _ if line.starts_with("<!-- {") => "",
            _ => line,
        }
    });
    counted.find(|line| !line.split_whitespace().all(&mut holds))
}

/// The comment at the end of a line of YAML. What looks like one in quotes is written again, and so
/// not lost.
fn comment(line: &str) -> &str {
    let begins = |at: &usize| line[..*at].is_empty() || line[..*at].ends_with([' ', '\t']);
    let start = line.match_indices('#').map(|(at, _)| at).find(begins);
    start.map_or("", |start| &line[start..])
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
        let remark = file.replace("[a]", "[a]  # ask");
        assert_eq!(lost_line(&remark, written), Some("# ask"));
        let quoted = file.replace("list: [a]", "list:\n- \"a #1\"");
        assert_eq!(lost_line(&quoted, &written.replace("- a", "- \"a #1\"")), None);
    }
}
