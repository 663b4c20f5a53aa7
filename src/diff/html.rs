//! A report as one page for the browser, which needs nothing else.
//!
//! Everything from the drafts is escaped, and the page's policy lets only its own style and
//! script run, by their hashes: hostile text in a draft is text. Without the script the page
//! reads as well; it only walks from change to change.

use std::fmt;

use super::{Edit, Entry, Kind, Report, Stands, Substance, said};
use crate::text::AsHtml;

/// A report as an HTML page.
#[derive(Debug, Clone, Copy)]
pub struct Html<'a>(pub &'a Report<'a>);

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// The SHA-256 of the style; a test says when it is another one.
const STYLE_HASH: &str = "/7URJ9RdUySOMHliwViWrwUGoiHZXzqi0KtJBTXzW2c=";
/// The SHA-256 of the script.
const SCRIPT_HASH: &str = "LWHVmw4DN/v1e20Oo4mCREEarcRmaExOKfESUBAlGPw=";

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(report) = self;
        let title = AsHtml(&report.title);
        writeln!(
            f,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; \
             base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <header>\n<h1>{title}</h1>"
        )?;
        summary(f, report)?;
        writeln!(f, "</header>\n<main>")?;
        standings(f, &report.standings)?;
        substance(f, report)?;
        changes(f, &report.entries)?;
        writeln!(f, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")
    }
}

fn summary(f: &mut fmt::Formatter<'_>, report: &Report<'_>) -> fmt::Result {
    for sentence in &report.summary {
        writeln!(f, "<p>{}</p>", AsHtml(sentence))?;
    }
    let answers = [("lost", &report.lost), ("gained", &report.gained)];
    for (class, sentence) in answers {
        if let Some(sentence) = sentence {
            writeln!(f, "<p class=\"answers {class}\">{}</p>", AsHtml(sentence))?;
        }
    }
    Ok(())
}

fn standings(f: &mut fmt::Formatter<'_>, standings: &[Stands]) -> fmt::Result {
    if standings.is_empty() {
        return Ok(());
    }
    table_head(f, "paragraphs", "Paragraphs", &["No.", "Paragraph", "Wording", "Answers"])?;
    for one in standings {
        let (number, place) = (one.number, AsHtml(&one.place));
        let class = if one.departs { " class=\"departs\"" } else { "" };
        write!(f, "<tr{class}><td>{number}</td><th scope=\"row\">")?;
        if one.has_entry {
            write!(f, "<a href=\"#change-{number}\">{place}</a>")?;
        } else {
            write!(f, "{place}")?;
        }
        let (standing, answers) = (AsHtml(&one.standing), AsHtml(&one.answers));
        writeln!(f, "</th><td>{standing}</td><td>{answers}</td></tr>")?;
    }
    table_foot(f)
}

fn substance(f: &mut fmt::Formatter<'_>, report: &Report<'_>) -> fmt::Result {
    if report.substance().next().is_none() {
        return Ok(());
    }
    table_head(f, "substance", "Substance", &["Fact", "Before", "Now", "Where"])?;
    for (entry, one) in report.substance() {
        let (number, title) = (entry.number, AsHtml(&entry.title));
        let (old, new) = sides(one);
        writeln!(
            f,
            "<tr><th scope=\"row\">{}</th><td>{old}</td><td>{new}</td>\
             <td><a href=\"#change-{number}\">{number}. {title}</a></td></tr>",
            one.kind.word()
        )?;
    }
    table_foot(f)
}

fn table_head(f: &mut fmt::Formatter<'_>, id: &str, title: &str, columns: &[&str]) -> fmt::Result {
    writeln!(f, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>")?;
    writeln!(f, "<div class=\"table\">\n<table>\n<thead><tr>")?;
    for column in columns {
        writeln!(f, "<th scope=\"col\">{column}</th>")?;
    }
    writeln!(f, "</tr></thead>\n<tbody>")
}

fn table_foot(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "</tbody>\n</table>\n</div>\n</section>")
}

/// What a fact was and what it is; a reader who hears the page is told when it was nothing.
fn sides(one: &Substance) -> (String, String) {
    let nothing = || "<span class=\"dim\">nothing</span>".to_owned();
    let side = |text: &Option<String>, tag: &str| {
        text.as_ref().map_or_else(nothing, |text| format!("<{tag}>{}</{tag}>", AsHtml(text)))
    };
    (side(&one.old, "del"), side(&one.new, "ins"))
}

const TOOLS: &str = r#"<form class="tools" autocomplete="off">
<fieldset>
<legend class="spoken">View</legend>
<label><input type="radio" name="view" id="inline" checked> In the text</label>
<label><input type="radio" name="view" id="beside"> Side by side</label>
</fieldset>
<div id="walk" hidden>
<button type="button" id="previous">Previous</button>
<button type="button" id="next">Next</button>
<label><input type="checkbox" id="keys" checked> Keys: <kbd>j</kbd> next, <kbd>k</kbd> previous, <kbd>s</kbd> view</label>
</div>
</form>"#;

fn changes(f: &mut fmt::Formatter<'_>, entries: &[Entry<'_>]) -> fmt::Result {
    if entries.is_empty() {
        return Ok(());
    }
    writeln!(f, "<section aria-labelledby=\"changes\">\n<h2 id=\"changes\">Changes</h2>")?;
    writeln!(f, "{TOOLS}")?;
    for entry in entries {
        article(f, entry)?;
    }
    writeln!(f, "</section>")
}

fn article(f: &mut fmt::Formatter<'_>, entry: &Entry<'_>) -> fmt::Result {
    let (number, title) = (entry.number, AsHtml(&entry.title));
    // A field of the frame is all substance: its text says what its facts would.
    let is_frame = entry.change.kind == Kind::Frame;
    let class = if is_frame { " class=\"frame\"" } else { "" };
    writeln!(
        f,
        "<article id=\"change-{number}\"{class} tabindex=\"-1\" aria-labelledby=\"title-{number}\">"
    )?;
    write!(f, "<h3 id=\"title-{number}\"><a href=\"#change-{number}\">{number}.</a> {title}")?;
    if !entry.figures.is_empty() {
        let (removed, added) = (entry.change.words_removed, entry.change.words_added);
        write!(
            f,
            " <span class=\"figures\"><span aria-hidden=\"true\">{}</span>\
             <span class=\"spoken\">, {}</span></span>",
            entry.figures,
            said::words(removed, added)
        )?;
    }
    writeln!(f, "</h3>")?;
    if !entry.change.substance.is_empty() && !is_frame {
        writeln!(f, "<ul class=\"facts\">")?;
        for one in &entry.change.substance {
            let (old, new) = sides(one);
            let kind = one.kind.word();
            writeln!(f, "<li><b>{kind}</b> {old} <span class=\"dim\">→</span> {new}</li>")?;
        }
        writeln!(f, "</ul>")?;
    }
    writeln!(f, "<div class=\"inline\">{}</div>", text(&entry.change.edits, true, true))?;
    writeln!(f, "<div class=\"beside\">")?;
    for (name, shows_old) in [("Before", true), ("Now", false)] {
        let text = text(&entry.change.edits, shows_old, !shows_old);
        writeln!(f, "<div><h4>{name}</h4>{text}</div>")?;
    }
    writeln!(f, "</div>\n</article>")
}

/// The paragraphs with what was taken out, what was put in, or both.
fn text(edits: &[Edit], shows_old: bool, shows_new: bool) -> String {
    let mut paragraphs = vec![Vec::new()];
    for edit in edits {
        let piece = match edit {
            Edit::Kept(text) => AsHtml(text).to_string(),
            Edit::Removed(text) if shows_old => marked("del", "removed", text),
            Edit::Added(text) if shows_new => marked("ins", "added", text),
            Edit::Removed(_) | Edit::Added(_) => continue,
            Edit::Break => {
                paragraphs.push(Vec::new());
                continue;
            }
        };
        paragraphs.last_mut().expect("there is a first one").push(piece);
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    if paragraphs.is_empty() {
        return "<p class=\"dim\">nothing</p>".to_owned();
    }
    let paragraphs: Vec<String> = paragraphs.iter().map(|pieces| pieces.join(" ")).collect();
    format!("<p>{}</p>", paragraphs.join("</p><p>"))
}

/// Readers who hear the page are told where a mark begins and ends.
fn marked(tag: &str, spoken: &str, text: &str) -> String {
    format!(
        "<{tag}><span class=\"spoken\">[{spoken}: </span>{}<span class=\"spoken\">]</span></{tag}>",
        AsHtml(text)
    )
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, Engine};
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_policy_lets_this_style_and_script_run() {
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        assert_eq!(hash(STYLE), STYLE_HASH);
        assert_eq!(hash(SCRIPT), SCRIPT_HASH);
    }
}
