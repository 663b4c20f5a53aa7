//! Changes and departures as one page for the browser, which needs nothing else.
//!
//! Everything from the drafts is escaped, and the page's policy lets only its own style and
//! script run, by their hashes: hostile text in a draft is text.

use std::fmt;

use super::{Change, Changes, Departures, Edit, Names, Substance, report};

/// Changes as an HTML page.
#[derive(Debug, Clone, Copy)]
pub struct Html<'a> {
    /// The changes.
    pub changes: &'a Changes,
    /// How the drafts are called.
    pub names: Names<'a>,
}

/// Departures as an HTML page.
#[derive(Debug, Clone, Copy)]
pub struct DeparturesHtml<'a> {
    /// The departures.
    pub departures: &'a Departures,
    /// How the draft is called.
    pub name: &'a str,
}

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// The SHA-256 of the style; a test says when it is another one.
const STYLE_HASH: &str = "ad9h7tYrkEi5KjvLBIDBI/RqXkzhuheFXZegpyaTN84=";
/// The SHA-256 of the script.
const SCRIPT_HASH: &str = "Vtu88ngjuo9LrmlnS2Y6eGqVW2UKAe3sjbJQ3p/OV3U=";

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { changes, names } = self;
        let (old, new) = (Escaped(names.old), Escaped(names.new));
        head(f, &format!("{} → {}", names.old, names.new))?;
        writeln!(
            f,
            "<header><h1>{old} → {new}</h1>\n<p>{}</p>",
            Escaped(&report::extent(changes))
        )?;
        for (is_gained, line) in report::answers(changes) {
            let class = if is_gained { "gained" } else { "lost" };
            writeln!(f, "<p class=\"{class}\">{}</p>", Escaped(&line))?;
        }
        writeln!(f, "</header>\n<main>")?;
        if changes.substance().next().is_some() {
            substance(f, &changes.changes)?;
        }
        if !changes.changes.is_empty() {
            writeln!(f, "<section aria-labelledby=\"changes\">\n<h2 id=\"changes\">Changes</h2>")?;
            tools(f)?;
            for (number, change) in (1..).zip(&changes.changes) {
                article(f, number, &report::title(change), change)?;
            }
            writeln!(f, "</section>")?;
        }
        foot(f)
    }
}

impl fmt::Display for DeparturesHtml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { departures, name } = self;
        let title = format!("{name} against the cleared wording");
        head(f, &title)?;
        writeln!(f, "<header><h1>{}</h1>", Escaped(&title))?;
        writeln!(f, "<p>{}</p>", Escaped(&report::clearance(departures)))?;
        if !departures.is_filled {
            writeln!(f, "<p>{}</p>", report::UNFILLED)?;
        }
        writeln!(f, "</header>\n<main>\n<table>")?;
        writeln!(f, "<tr><th>Place<th>Paragraph<th>Wording<th>Answers</tr>")?;
        for one in &departures.paragraphs {
            let points: Vec<String> = one.points.iter().map(ToString::to_string).collect();
            let (place, number) = (Escaped(&one.place), one.index + 1);
            write!(f, "<tr><td>{number}<td>")?;
            match &one.change {
                Some(_) => write!(f, "<a href=\"#change-{number}\">{place}</a>")?,
                None => write!(f, "{place}")?,
            }
            let standing = report::standing(one);
            writeln!(f, "<td>{}<td>{}</tr>", Escaped(&standing), Escaped(&points.join(", ")))?;
        }
        writeln!(f, "</table>")?;
        tools(f)?;
        for one in &departures.paragraphs {
            let Some(change) = &one.change else { continue };
            let title = format!("{}: {}", one.place, report::standing(one));
            article(f, one.index + 1, &title, change)?;
        }
        for (number, change) in (departures.paragraphs.len() + 1..).zip(&departures.notes) {
            article(f, number, &report::title(change), change)?;
        }
        foot(f)
    }
}

fn head(f: &mut fmt::Formatter<'_>, title: &str) -> fmt::Result {
    writeln!(
        f,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; \
         form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
        Escaped(title)
    )
}

fn foot(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")
}

fn tools(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(
        f,
        "<p class=\"tools\"><button id=\"view\" type=\"button\" aria-pressed=\"false\">Side by \
         side</button> <kbd>j</kbd> next change, <kbd>k</kbd> previous, <kbd>s</kbd> side by \
         side</p>"
    )
}

fn substance(f: &mut fmt::Formatter<'_>, changes: &[Change]) -> fmt::Result {
    writeln!(f, "<section aria-labelledby=\"substance\">\n<h2 id=\"substance\">Substance</h2>")?;
    writeln!(f, "<table>\n<tr><th>Fact<th>Before<th>Now<th>Where</tr>")?;
    for (number, change) in (1..).zip(changes) {
        for one in &change.substance {
            row(f, one)?;
            let title = report::title(change);
            let place = Escaped(&title);
            writeln!(f, "<td><a href=\"#change-{number}\">{number}. {place}</a></tr>")?;
        }
    }
    writeln!(f, "</table>\n</section>")
}

fn row(f: &mut fmt::Formatter<'_>, one: &Substance) -> fmt::Result {
    write!(f, "<tr><td>{}", one.kind.word())?;
    match &one.old {
        Some(old) => write!(f, "<td><del>{}</del>", Escaped(old))?,
        None => write!(f, "<td>")?,
    }
    match &one.new {
        Some(new) => write!(f, "<td><ins>{}</ins>", Escaped(new)),
        None => write!(f, "<td>"),
    }
}

fn article(f: &mut fmt::Formatter<'_>, number: usize, title: &str, change: &Change) -> fmt::Result {
    let figures = report::figures(change);
    writeln!(f, "<article id=\"change-{number}\" tabindex=\"-1\" aria-label=\"Change {number}\">")?;
    let title = Escaped(title);
    writeln!(f, "<h3>{number}. {title} <span class=\"dim\">{figures}</span></h3>")?;
    writeln!(f, "<div class=\"inline\"><p>{}</p></div>", text(&change.edits, true, true))?;
    writeln!(f, "<div class=\"sides\">")?;
    for (name, shows_old) in [("Before", true), ("Now", false)] {
        let text = text(&change.edits, shows_old, !shows_old);
        writeln!(f, "<div><h4>{name}</h4><p>{text}</p></div>")?;
    }
    writeln!(f, "</div>\n</article>")
}

/// The text with what was taken out, what was put in, or both.
fn text(edits: &[Edit], shows_old: bool, shows_new: bool) -> String {
    let mut shown = Vec::new();
    for edit in edits {
        match edit {
            Edit::Kept(text) => shown.push(Escaped(text).to_string()),
            Edit::Removed(text) if shows_old => shown.push(marked("del", "removed", text)),
            Edit::Added(text) if shows_new => shown.push(marked("ins", "added", text)),
            Edit::Break => shown.push("</p><p>".to_owned()),
            Edit::Removed(_) | Edit::Added(_) => {}
        }
    }
    shown.join(" ")
}

/// Readers who hear the page are told where a mark begins and ends.
fn marked(tag: &str, spoken: &str, text: &str) -> String {
    format!(
        "<{tag}><span class=\"spoken\">[{spoken}: </span>{}<span class=\"spoken\">]</span></{tag}>",
        Escaped(text)
    )
}

/// Text as HTML shows it.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => fmt::Write::write_char(f, other)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
