//! What a redline shows of two drafts.

use super::*;
use crate::diff::tests::drafts::DRAFTS;
use crate::diff::tests::mutations::{MOVES, WITHOUT_MOVES, draw};
use crate::diff::{Names, diff};
use crate::render::sample;

fn redline(old: &str, new: &str) -> Redline {
    let (old, new) = (sample::draft(old), sample::draft(new));
    of(&old, &new)
}

fn of(old: &Draft, new: &Draft) -> Redline {
    let changes = diff(old, new);
    Redline::of(new, &Report::of(&changes, Names { old: "old.md", new: "new.md" }))
}

/// A line in the manner of `git diff --word-diff`, notes as `[1]`.
fn line(nodes: &[Inline]) -> String {
    let piece = |node: &Inline| match node {
        Inline::Text { text } => text.clone(),
        Inline::Emph { content } => format!("*{}*", line(content)),
        Inline::Strong { content } => format!("**{}**", line(content)),
        Inline::Link { content, .. } => line(content),
        Inline::Note { number, .. } => format!("[{number}]"),
        Inline::Break => "/".to_owned(),
        Inline::Removed { content } => format!("[-{}-]", line(content)),
        Inline::Added { content } => format!("{{+{}+}}", line(content)),
    };
    nodes.iter().map(piece).collect()
}

fn block(block: &Block) -> String {
    let items = |items: &[Vec<Block>]| -> String {
        let items: Vec<String> = items.iter().map(|item| format!("- {}", blocks(item))).collect();
        items.join("\n")
    };
    match block {
        Block::Paragraph { content } => line(content),
        Block::Heading { content, .. } => format!("# {}", line(content)),
        Block::Bullets { items: all } | Block::Numbers { items: all, .. } => items(all),
        Block::Quote { content } => format!("> {}", blocks(content)),
        Block::Gap { content } => format!("! {}", blocks(content)),
        Block::Rule => "---".to_owned(),
    }
}

fn blocks(all: &[Block]) -> String {
    all.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// The body, each changed paragraph behind its mark.
fn body(redline: &Redline) -> String {
    let part = |part: &Part| match &part.mark {
        Some(mark) => format!("({} {}) {}", mark.number, mark.title, blocks(&part.content)),
        None => blocks(&part.content),
    };
    redline.body.iter().map(part).collect::<Vec<_>>().join("\n")
}

#[test]
fn words_are_marked_in_the_letter_and_emphasis_stays() {
    let shown = redline(
        "The *Senát* agreed on **EUR 8 million** in 2016.\n\nThank you.",
        "The *Senát* agreed on **EUR 9 million** in *early* 2016.\n\nThank you.",
    );
    insta::assert_snapshot!(body(&shown), @"
    (1 Edited: paragraph 1) The *Senát* agreed on **EUR [-8-] {+9+} million** in *{+early+}* 2016.
    Thank you.
    ");
}

#[test]
fn a_paragraph_that_moved_is_marked_once_and_keeps_its_form() {
    let (a, b, c) = (
        "- One of the things that were moved.\n- Another of the things that were moved.",
        "The second paragraph is longer than the others and stays where it stood before.",
        "The third paragraph is long enough too, and it stays where it stood before as well.",
    );
    let shown = redline(&format!("{a}\n\n{b}\n\n{c}"), &format!("{b}\n\n{c}\n\n{a}"));
    insta::assert_snapshot!(body(&shown), @"
    The second paragraph is longer than the others and stays where it stood before.
    The third paragraph is long enough too, and it stays where it stood before as well.
    (1 Moved: paragraph 3, from place 1 to 3) - One of the things that were moved.
    - Another of the things that were moved.
    ");
}

#[test]
fn what_is_gone_stands_where_it_stood() {
    let old =
        "First of all.\n\nGone one.\n\nSecond.\n\nThird.\n\nGone *two*[^1].\n\n[^1]: Its note.";
    let shown = redline(old, "First of all.\n\nSecond.\n\nThird.");
    insta::assert_snapshot!(body(&shown), @"
    First of all.
    (1 Removed: paragraph 2) [-Gone one.-]
    Second.
    Third.
    (2 Removed: paragraph 5) [-Gone -]*[-two-]*[-[1].-]
    ");
    let gone: Vec<String> =
        shown.gone.iter().flat_map(|note| &note.lines).map(|one| line(one)).collect();
    assert_eq!(gone, ["[-Its note.-]"]);
    assert!(redline("Gone.\n\nKept.", "Kept.").body[0].mark.is_some());
}

#[test]
fn what_is_new_or_gone_keeps_its_form() {
    let list = "- one[^1]\n- two\n\n[^1]: A note.";
    let gap = "> **To be drafted** (x): y";
    let shown = redline("First of all.", &format!("First of all.\n\n{gap}\n\n{list}"));
    insta::assert_snapshot!(body(&shown), @"
    First of all.
    (1 Added: gap for ) ! **{+To be drafted+}**{+ (x): y+}
    (2 Added: paragraph 3) - {+one+}[1]
    - {+two+}
    ");
    let shown = redline(&format!("First of all.\n\n{list}"), "First of all.");
    insta::assert_snapshot!(body(&shown), @"
    First of all.
    (1 Removed: paragraph 2) - [-one[1]-]
    - [-two-]
    ");
}

#[test]
fn a_split_is_two_paragraphs_and_a_join_one() {
    let one = "The first half of it is long enough to be told.\nThe other half of it is long enough as well.";
    let two = one.replace('\n', "\n\n");
    insta::assert_snapshot!(body(&redline(one, &two)), @"
    (1 Split into 2: paragraph 1) The first half of it is long enough to be told.
    The other half of it is long enough as well.
    ");
    insta::assert_snapshot!(body(&redline(&two, one)), @"
    (1 Joined from 2: paragraph 1) The first half of it is long enough to be told. [-¶-] The other half of it is long enough as well.
    ");
}

#[test]
fn notes_have_the_numbers_of_the_new_letter_and_their_changes() {
    let shown = redline(
        "One[^1] and two[^2].\n\n[^1]: COM(2015) 185 final.\n[^2]: Ibid.",
        "Zero[^1] and one[^2] and two[^3].\n\n[^1]: Fresh.\n[^2]: COM(2015) 158 final.\n[^3]: Ibid.",
    );
    let notes: Vec<(usize, String)> =
        shown.notes.iter().map(|note| (note.marks.len(), line(&note.lines[0]))).collect();
    let wanted = [(1, "{+Fresh.+}"), (1, "COM(2015) [-185-] {+158+} final."), (0, "Ibid.")];
    assert_eq!(notes, wanted.map(|(marks, text)| (marks, text.to_owned())));
}

#[test]
fn the_frame_shows_what_changed_in_it() {
    let (old, mut new) = (sample::draft("x"), sample::draft("x"));
    new.frame.date = new.frame.date.and_then(|date| date.tomorrow().ok());
    new.frame.addressee[0] = "Ms Milan Štěch".to_owned();
    let shown = of(&old, &new).frame;
    assert_eq!(line(&shown.date.lines[0]), "Brussels, [-2017-01-10-] {+2017-01-11+}");
    assert_eq!(line(&shown.addressee.lines[0]), "[-Mr-] {+Ms+} Milan Štěch");
    assert_eq!(line(&shown.addressee.lines[1]), "President of the Senát");
    assert_eq!((shown.date.marks.len(), shown.number.marks.len()), (1, 0));
}

#[test]
fn a_gap_stays_a_gap_and_what_fonts_lack_is_shown() {
    let shown =
        redline("> **To be drafted** (x): a b c d e f", "> **To be drafted** (x): a b c d e g");
    assert!(
        body(&shown).contains("! **To be drafted** (x): a b c d e [-f-] {+g+}"),
        "{}",
        body(&shown)
    );
    let (old, mut new) = (sample::draft("x"), sample::draft("x"));
    new.frame.close = "Yours 😀\u{202e}".to_owned();
    assert_eq!(
        line(&of(&old, &new).frame.close.lines[0]),
        "Yours [-faithfully,-] {+\u{fffd}\u{fffd}+}"
    );
}

/// The words of the new letter, what was taken out left away.
fn words_of_new(blocks: &[Block]) -> Vec<String> {
    fn kept(nodes: &[Inline]) -> String {
        let piece = |node: &Inline| match node {
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. }
            | Inline::Added { content } => kept(content),
            Inline::Removed { .. } => String::new(),
            other => line(std::slice::from_ref(other)),
        };
        nodes.iter().map(piece).collect()
    }
    let words = |block: &Block| -> Vec<String> {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                kept(content).split_whitespace().map(ToOwned::to_owned).collect()
            }
            Block::Bullets { items } | Block::Numbers { items, .. } => {
                items.iter().flat_map(|item| words_of_new(item)).collect()
            }
            Block::Quote { content } | Block::Gap { content } => words_of_new(content),
            Block::Rule => Vec::new(),
        }
    };
    blocks.iter().flat_map(words).collect()
}

#[test]
fn without_what_was_taken_out_it_reads_as_the_letter() {
    let same = DRAFTS.iter().map(|draft| (draft.clone(), draft.clone()));
    let changed = WITHOUT_MOVES.into_iter().chain(MOVES).flat_map(|(_, mutation)| {
        (0..6).map(move |seed| draw(seed, mutation)).map(|(old, new, _)| (old, new))
    });
    for (old, new) in same.chain(changed) {
        let letter = Letter::of(&new, true);
        let wanted = [letter.body, letter.closing, letter.annex].concat();
        let redline = of(&old, &new);
        let shown: Vec<Block> = redline.body.into_iter().flat_map(|part| part.content).collect();
        assert_eq!(words_of_new(&shown), words_of_new(&wanted));
        assert_eq!(redline.notes.len(), letter.notes.len());
    }
}

#[test]
fn emphasis_that_is_gone_does_not_end_that_which_came() {
    let shown = redline(
        "**Paragraph 28:** Nothing is as old as \\*this.",
        "**Paragraph 29:** Nothing is as old as that.",
    );
    let wanted = "**Paragraph [-28:-] {+29:+}** Nothing is as old as [-*this.-] {+that.+}";
    assert!(body(&shown).contains(wanted), "{}", body(&shown));
}

#[test]
fn a_comment_that_changed_swallows_nothing() {
    let shown = redline("One <!-- two --> three.", "One <!-- four --> three.");
    assert!(body(&shown).ends_with("[-two-] {+four+} –> three."), "{}", body(&shown));
}
