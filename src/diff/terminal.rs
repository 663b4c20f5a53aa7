//! Changes and departures for the terminal: the summary first, wrapped, in colours.
//!
//! What was taken out stands between `[-` and `-]`, what was put in between `{+` and `+}`, as in
//! `git diff --word-diff`, so that nothing is lost where there are no colours.

use std::fmt;

use anstyle::{AnsiColor, Style};

use super::{Change, Changes, Departures, Edit, FactKind, Names, Substance, Version, report};

/// Changes as the terminal shows them.
#[derive(Debug, Clone, Copy)]
pub struct Terminal<'a> {
    /// The changes.
    pub changes: &'a Changes,
    /// How the drafts are called.
    pub names: Names<'a>,
    /// The columns of a line.
    pub width: usize,
}

/// Departures as the terminal shows them.
#[derive(Debug, Clone, Copy)]
pub struct DeparturesTerminal<'a> {
    /// The departures.
    pub departures: &'a Departures,
    /// How the draft is called.
    pub name: &'a str,
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
        let Self { changes, names, width } = self;
        writeln!(f, "{BOLD}{} → {}{BOLD:#}", names.old, names.new)?;
        writeln!(f, "{}", report::extent(changes))?;
        for (is_gained, line) in report::answers(changes) {
            let style = if is_gained { ADDED } else { BAD };
            writeln!(f, "{style}{line}{style:#}")?;
        }
        let mut substance =
            changes.changes.iter().zip(1..).filter(|(c, _)| !c.substance.is_empty());
        if let Some(first) = substance.next() {
            writeln!(f, "\n{BOLD}Substance{BOLD:#}")?;
            for (change, number) in std::iter::once(first).chain(substance) {
                for one in &change.substance {
                    fact(f, one, &report::reference(number, change), *width)?;
                }
            }
        }
        for (number, change) in (1..).zip(&changes.changes) {
            writeln!(f)?;
            shown(f, &number.to_string(), change, *width)?;
        }
        Ok(())
    }
}

impl fmt::Display for DeparturesTerminal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { departures, name, width } = self;
        writeln!(f, "{BOLD}{name} against the cleared wording{BOLD:#}")?;
        writeln!(f, "{}", report::clearance(departures))?;
        if !departures.is_filled {
            writeln!(f, "{}", report::UNFILLED)?;
        }
        writeln!(f)?;
        for one in &departures.paragraphs {
            let is_gone = one.version == Some(Version::Gone);
            let style = if one.change.is_some() || is_gone { BOLD } else { DIM };
            let (number, standing) = (one.index + 1, report::standing(one));
            writeln!(f, "{style}{number:>3}  {}: {standing}{style:#}", one.place)?;
            if let Some(change) = &one.change {
                for fact_changed in &change.substance {
                    fact(f, fact_changed, "", *width)?;
                }
                text(f, change, *width)?;
            }
        }
        for change in &departures.notes {
            writeln!(f)?;
            shown(f, "   ", change, *width)?;
        }
        Ok(())
    }
}

fn fact(f: &mut fmt::Formatter<'_>, one: &Substance, place: &str, width: usize) -> fmt::Result {
    let kind = format!("{:<10}", one.kind.word());
    let mut line = Line::new(width, 5);
    line.word(if matches!(one.kind, FactKind::Name) { PLAIN } else { BOLD }, &kind);
    match (&one.old, &one.new) {
        (Some(old), Some(new)) => {
            line.words(REMOVED, &format!("[-{old}-]"));
            line.words(PLAIN, "→");
            line.words(ADDED, &format!("{{+{new}+}}"));
        }
        (Some(old), None) => line.words(REMOVED, &format!("[-{old}-]")),
        (None, Some(new)) => line.words(ADDED, &format!("{{+{new}+}}")),
        (None, None) => {}
    }
    if !place.is_empty() {
        line.words(DIM, &format!("({place})"));
    }
    writeln!(f, "{}", line.finish())
}

fn shown(f: &mut fmt::Formatter<'_>, number: &str, change: &Change, width: usize) -> fmt::Result {
    let (title, figures) = (report::title(change), report::figures(change));
    let title = title.replace(char::is_control, "\u{fffd}");
    let gap = if figures.is_empty() { "" } else { "  " };
    writeln!(f, "{BOLD}{number:>3}  {title}{BOLD:#}{gap}{DIM}{figures}{DIM:#}")?;
    text(f, change, width)
}

fn text(f: &mut fmt::Formatter<'_>, change: &Change, width: usize) -> fmt::Result {
    let mut line = Line::new(width, 5);
    for edit in report::excerpt(&change.edits) {
        match edit {
            Edit::Kept(text) => line.words(PLAIN, &text),
            Edit::Removed(text) => line.words(REMOVED, &format!("[-{text}-]")),
            Edit::Added(text) => line.words(ADDED, &format!("{{+{text}+}}")),
            Edit::Break => line.words(DIM, "¶"),
        }
    }
    writeln!(f, "{}", line.finish())
}

/// Words that are wrapped and indented; styles do not count as columns.
struct Line {
    width: usize,
    indent: usize,
    column: usize,
    text: String,
    style: Style,
}

impl Line {
    fn new(width: usize, indent: usize) -> Self {
        let text = " ".repeat(indent);
        Self { width, indent, column: indent, text, style: PLAIN }
    }

    fn words(&mut self, style: Style, text: &str) {
        for word in text.split_whitespace() {
            // What a draft says must not steer the terminal.
            self.word(style, &word.replace(char::is_control, "\u{fffd}"));
        }
    }

    fn word(&mut self, style: Style, word: &str) {
        let length = word.chars().count();
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
