//! A report as Markdown, for a merge request or a note to the file.

use std::fmt;

use super::{Edit, Entry, Report, Substance};
use crate::text::{escape, protect_line_start, visible};

/// A report as a Markdown page. Text of the drafts is escaped: it shows as it is.
#[derive(Debug, Clone, Copy)]
pub struct Markdown<'a>(pub &'a Report<'a>);

impl fmt::Display for Markdown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(report) = self;
        writeln!(f, "# {}", escape(&report.title))?;
        for sentence in &report.summary {
            writeln!(f, "\n{sentence}")?;
        }
        for sentence in report.lost.iter().chain(&report.gained) {
            writeln!(f, "\n**{}**", escape(sentence))?;
        }
        if !report.standings.is_empty() {
            writeln!(f)?;
        }
        for one in &report.standings {
            writeln!(f, "{}. {}: {}", one.number, escape(&one.place), one.standing)?;
        }
        if report.substance().next().is_some() {
            writeln!(f, "\n## Substance\n")?;
        }
        for (entry, one) in report.substance() {
            writeln!(f, "- {} (change {}, {})", fact(one), entry.number, escape(&entry.place))?;
        }
        if !report.entries.is_empty() {
            writeln!(f, "\n## Changes")?;
        }
        for entry in &report.entries {
            writeln!(f, "\n### {}. {}\n\n{}", entry.number, heading(entry), text(entry))?;
        }
        Ok(())
    }
}

fn heading(entry: &Entry<'_>) -> String {
    let title = escape(&entry.title);
    if entry.figures.is_empty() { title } else { format!("{title} ({})", entry.figures) }
}

fn fact(one: &Substance) -> String {
    let text = |side: &Option<String>| side.as_deref().map_or("nothing".to_owned(), literal);
    format!("**{}**: {} → {}", one.kind.word(), text(&one.old), text(&one.new))
}

/// The text on one line, what was taken out struck through, what was put in underlined.
fn text(entry: &Entry<'_>) -> String {
    let mut shown = Vec::new();
    for edit in entry.excerpt() {
        shown.push(match edit {
            Edit::Kept(text) => literal(&text),
            Edit::Removed(text) => format!("<del>{}</del>", literal(&text)),
            Edit::Added(text) => format!("<ins>{}</ins>", literal(&text)),
            Edit::Break => "¶".to_owned(),
        });
    }
    format!("> {}", protect_line_start(&shown.join(" ")))
}

/// Text of a draft, which is Markdown itself, as its readers see it in the file.
fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars().map(visible) {
        if character.is_ascii_punctuation() && !".,;:'\"()/-%{}?".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser};

    use super::*;

    #[test]
    fn the_markdown_of_a_draft_shows_as_it_is() {
        let hostile = "1. *b* <script>alert(1)</script> [x](javascript:y) ![z](q) `c` &amp; \\_";
        let shown = format!("> {}", protect_line_start(&literal(hostile)));
        let mut text = String::new();
        for event in Parser::new(&shown) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(_) | Event::End(_) => {}
                other => panic!("{other:?} in {shown}"),
            }
        }
        assert_eq!(text, hostile);
    }

    #[test]
    fn what_turns_the_order_of_a_line_is_seen() {
        assert_eq!(literal("not\u{202e} 8\u{200b}0"), "not\u{fffd} 8\u{fffd}0");
    }
}
