//! Changes and departures as Markdown, for a merge request or a note to the file.

use std::fmt;

use super::{Change, Changes, Departures, Edit, Names, Substance, report};
use crate::text::{escape, protect_line_start};

/// Changes as a Markdown page. Text of the drafts is escaped: it shows as it is.
#[derive(Debug, Clone, Copy)]
pub struct Markdown<'a> {
    /// The changes.
    pub changes: &'a Changes,
    /// How the drafts are called.
    pub names: Names<'a>,
}

/// Departures as a Markdown page.
#[derive(Debug, Clone, Copy)]
pub struct DeparturesMarkdown<'a> {
    /// The departures.
    pub departures: &'a Departures,
    /// How the draft is called.
    pub name: &'a str,
}

impl fmt::Display for Markdown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { changes, names } = self;
        writeln!(f, "# {} → {}\n", escape(names.old), escape(names.new))?;
        writeln!(f, "{}", report::extent(changes))?;
        for (_, line) in report::answers(changes) {
            writeln!(f, "\n**{}**", escape(&line))?;
        }
        if changes.substance().next().is_some() {
            writeln!(f, "\n## Substance\n")?;
            for (number, change) in (1..).zip(&changes.changes) {
                for one in &change.substance {
                    let place = report::reference(number, change);
                    writeln!(f, "- {} ({})", fact(one), escape(&place))?;
                }
            }
        }
        if !changes.changes.is_empty() {
            writeln!(f, "\n## Changes")?;
        }
        for (number, change) in (1..).zip(&changes.changes) {
            writeln!(f, "\n### {number}. {}\n", heading(change))?;
            writeln!(f, "{}", text(change))?;
        }
        Ok(())
    }
}

impl fmt::Display for DeparturesMarkdown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { departures, name } = self;
        writeln!(f, "# {} against the cleared wording\n", escape(name))?;
        writeln!(f, "{}", report::clearance(departures))?;
        if !departures.is_filled {
            writeln!(f, "\n{}", report::UNFILLED)?;
        }
        writeln!(f)?;
        for one in &departures.paragraphs {
            let (place, standing) = (escape(&one.place), report::standing(one));
            writeln!(f, "{}. {place}: {standing}", one.index + 1)?;
        }
        for one in &departures.paragraphs {
            let Some(change) = &one.change else { continue };
            writeln!(f, "\n## {}. {}\n", one.index + 1, escape(&one.place))?;
            for changed in &change.substance {
                writeln!(f, "- {}", fact(changed))?;
            }
            writeln!(f, "\n{}", text(change))?;
        }
        for change in &departures.notes {
            writeln!(f, "\n## {}\n\n{}", heading(change), text(change))?;
        }
        Ok(())
    }
}

fn heading(change: &Change) -> String {
    match report::figures(change) {
        figures if figures.is_empty() => escape(&report::title(change)),
        figures => format!("{} ({figures})", escape(&report::title(change))),
    }
}

fn fact(one: &Substance) -> String {
    let text = |side: &Option<String>| side.as_deref().map_or("nothing".to_owned(), escape);
    format!("**{}**: {} → {}", one.kind.word(), text(&one.old), text(&one.new))
}

/// The text on one line, what was taken out struck through, what was put in bold.
fn text(change: &Change) -> String {
    let mut shown = Vec::new();
    for edit in report::excerpt(&change.edits) {
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
    for character in text.chars() {
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
}
