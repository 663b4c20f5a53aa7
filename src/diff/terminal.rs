//! Changes and departures for the terminal: the summary first, wrapped, in colours.
//!
//! What was taken out stands between `[-` and `-]`, what was put in between `{+` and `+}`, as in
//! `git diff --word-diff`, so that nothing is lost where there are no colours.

use std::fmt;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::{Edit, Entry, FactKind, Report, Substance};
use crate::text::visible;

/// A report as the terminal shows it.
#[derive(Debug, Clone, Copy)]
pub struct Terminal<'a> {
    /// The report.
    pub report: &'a Report<'a>,
    /// The columns of a line.
    pub width: usize,
}

const REMOVED: Style = AnsiColor::Red.on_default().strikethrough();
const ADDED: Style = AnsiColor::Green.on_default();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const BAD: Style = AnsiColor::Red.on_default().bold();
const PLAIN: Style = Style::new();

impl fmt::Display for Terminal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { report, width } = *self;
        paragraph(f, width, 0, &[(BOLD, &report.title)])?;
        for sentence in &report.summary {
            paragraph(f, width, 0, &[(PLAIN, sentence)])?;
        }
        if let Some(sentence) = &report.lost {
            paragraph(f, width, 0, &[(BAD, sentence)])?;
        }
        if let Some(sentence) = &report.gained {
            paragraph(f, width, 0, &[(ADDED, sentence)])?;
        }
        if !report.standings.is_empty() {
            writeln!(f)?;
        }
        for one in &report.standings {
            let style = if one.departs { BOLD } else { DIM };
            let line = format!("{}: {}", one.place, one.standing);
            numbered(f, width, one.number, &[(style, &line)])?;
        }
        if report.substance().next().is_some() {
            writeln!(f, "\n{BOLD}Substance{BOLD:#}")?;
        }
        for (entry, one) in report.substance() {
            fact(f, width, entry, one)?;
        }
        for entry in &report.entries {
            writeln!(f)?;
            let figures = match entry.figures.as_str() {
                "" => String::new(),
                figures => format!("({figures})"),
            };
            numbered(f, width, entry.number, &[(BOLD, &entry.title), (DIM, &figures)])?;
            text(f, width, entry)?;
        }
        Ok(())
    }
}

/// Writes a fact behind its kind, with the change that it belongs to.
fn fact(
    f: &mut fmt::Formatter<'_>,
    width: usize,
    entry: &Entry<'_>,
    one: &Substance,
) -> fmt::Result {
    let style = if matches!(one.kind, FactKind::Name) { PLAIN } else { BOLD };
    write!(f, "     {style}{:<10}{style:#}", one.kind.word())?;
    let mut line = Line::new(width, FACTS);
    match (&one.old, &one.new) {
        (Some(old), Some(new)) => {
            line.words(REMOVED, &removed(old));
            line.words(PLAIN, "→");
            line.words(ADDED, &added(new));
        }
        (Some(old), None) => line.words(REMOVED, &removed(old)),
        (None, Some(new)) => line.words(ADDED, &added(new)),
        (None, None) => {}
    }
    line.words(DIM, &format!("(change {}, {})", entry.number, entry.place));
    writeln!(f, " {}", line.finish())
}

/// Writes the text of an entry.
fn text(f: &mut fmt::Formatter<'_>, width: usize, entry: &Entry<'_>) -> fmt::Result {
    let mut line = Line::new(width, INDENT);
    for edit in entry.excerpt() {
        match edit {
            Edit::Kept(text) => line.words(PLAIN, &text),
            Edit::Removed(text) => line.words(REMOVED, &removed(&text)),
            Edit::Added(text) => line.words(ADDED, &added(&text)),
            Edit::Break => line.words(DIM, "¶"),
        }
    }
    writeln!(f, "{}{}", " ".repeat(INDENT), line.finish())
}

fn removed(text: &str) -> String {
    format!("[-{text}-]")
}

fn added(text: &str) -> String {
    format!("{{+{text}+}}")
}

/// Writes texts behind a number, under which further lines do not begin.
fn numbered(
    f: &mut fmt::Formatter<'_>,
    width: usize,
    number: usize,
    texts: &[(Style, &str)],
) -> fmt::Result {
    let style = texts.first().map_or(PLAIN, |(style, _)| *style);
    write!(f, "{style}{number:>3}{style:#}  ")?;
    paragraph(f, width, INDENT, texts)
}

/// Writes texts one after the other, from a column on.
fn paragraph(
    f: &mut fmt::Formatter<'_>,
    width: usize,
    indent: usize,
    texts: &[(Style, &str)],
) -> fmt::Result {
    let mut line = Line::new(width, indent);
    for (style, text) in texts {
        line.words(*style, text);
    }
    writeln!(f, "{}", line.finish())
}

/// The column of texts, behind their numbers.
const INDENT: usize = 5;
/// The column of facts, behind their kinds.
const FACTS: usize = 16;

/// Words that are wrapped from a column on, at which the first line already stands; styles do not
/// count as columns.
struct Line {
    width: usize,
    indent: usize,
    column: usize,
    text: String,
    style: Style,
}

impl Line {
    fn new(width: usize, indent: usize) -> Self {
        Self { width, indent, column: indent, text: String::new(), style: PLAIN }
    }

    fn words(&mut self, style: Style, text: &str) {
        for word in text.split_whitespace() {
            // What a draft says must not steer the terminal.
            self.word(style, &word.chars().map(visible).collect::<String>());
        }
    }

    fn word(&mut self, style: Style, word: &str) {
        let length = word.width();
        let starts = self.column == self.indent;
        let wraps = !starts && self.column + 1 + length > self.width;
        if wraps || style != self.style {
            self.text.push_str(&self.style.render_reset().to_string());
        }
        if wraps {
            self.text.push('\n');
            self.text.push_str(&" ".repeat(self.indent));
            self.column = self.indent;
        } else if !starts {
            self.text.push(' ');
            self.column += 1;
        }
        if wraps || style != self.style {
            self.text.push_str(&style.render().to_string());
        }
        self.style = style;
        self.text.push_str(word);
        self.column += length;
    }

    fn finish(self) -> String {
        format!("{}{:#}", self.text, self.style)
    }
}
