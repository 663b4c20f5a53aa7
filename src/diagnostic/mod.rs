//! What a user is told about a file: one mistake is a [`Diagnostic`], a file that cannot be
//! used is [`Rejected`] with all of its mistakes at once.

mod source;

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

pub use source::{Source, in_form_of};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a thought; nothing fails because of it.
    Suggestion,
    /// Probably wrong; the file can be used.
    Warning,
    /// Wrong; the file cannot be used before it is mended.
    Error,
}

impl Severity {
    /// Returns the word that stands in messages and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing to tell about a file: what is wrong, where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code of the rule, in kebab case, by which programs know the finding.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// The bytes of the source that are wrong; `None` means the file as a whole.
    pub place: Option<Range<usize>>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// The code of what has no rule of its own.
const MALFORMED: &str = "malformed";

impl Diagnostic {
    /// Starts an error about the file as a whole.
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            rule: MALFORMED,
            severity: Severity::Error,
            message: message.into(),
            place: None,
            hint: None,
        }
    }

    /// Starts a warning about the file as a whole.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// Starts a suggestion about the file as a whole.
    pub fn suggestion(message: impl Into<String>) -> Self {
        Self { severity: Severity::Suggestion, ..Self::error(message) }
    }

    /// Says that a text has a character that no letter can hold.
    pub fn not_allowed(character: char) -> Self {
        Self::error(format!("the character U+{:04X} is not allowed", u32::from(character)))
            .rule("control-character")
            .with_hint("delete it; it is invisible and usually comes from copying")
    }

    fn not_utf_8() -> Self {
        Self::error("the file is not UTF-8 text").with_hint("save it with the encoding UTF-8")
    }

    /// Names the rule.
    #[must_use]
    pub fn rule(mut self, rule: &'static str) -> Self {
        self.rule = rule;
        self
    }

    /// Puts the diagnostic at a place of the source.
    #[must_use]
    pub fn at(mut self, place: Range<usize>) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds what to do, if anything is known.
    #[must_use]
    pub fn with_hint_if(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.with_hint(hint),
            None => self,
        }
    }

    /// Prints the diagnostic with its place, the line itself, a caret and the hint.
    pub fn show(&self, source: &Source, renderer: &Renderer) -> String {
        self.titled(source, renderer, None)
    }

    /// Prints the same with the code of the rule, unless that says no more than the message.
    pub fn show_with_rule(&self, source: &Source, renderer: &Renderer) -> String {
        self.titled(source, renderer, Some(self.rule).filter(|rule| *rule != MALFORMED))
    }

    fn titled(&self, source: &Source, renderer: &Renderer, rule: Option<&str>) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Suggestion => Level::INFO.with_name("suggestion"),
        };
        let title = level.primary_title(self.message.as_str());
        let title = match rule {
            Some(rule) => title.id(rule),
            None => title,
        };
        let mut group = match &self.place {
            Some(place) => {
                let line = first_line(&source.text, place);
                let mark = AnnotationKind::Primary.span(line);
                title.element(Snippet::source(&*source.text).path(&source.name).annotation(mark))
            }
            None => Group::with_title(title)
                .element(annotate_snippets::Origin::path(source.name.as_str())),
        };
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        renderer.render(&[group])
    }
}

/// The part of `place` that lies on its first line: a caret for a whole block helps nobody.
fn first_line(text: &str, place: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(place.start.min(text.len()));
    let end = text.floor_char_boundary(place.end.min(text.len())).max(start);
    let end = text[start..end].find('\n').map_or(end, |newline| start + newline);
    start..end
}

/// A file that cannot be used, with every reason why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The file.
    pub source: Source,
    /// What was found, errors and warnings, in the order of their places.
    pub found: Vec<Diagnostic>,
}

impl Rejected {
    /// Rejects a source for the given reasons, which are put into the order of their places.
    pub fn new(source: Source, mut found: Vec<Diagnostic>) -> Self {
        in_order(&mut found);
        Self { source, found }
    }

    /// Prints all diagnostics, a blank line between two.
    pub fn show(&self, renderer: &Renderer) -> String {
        let shown: Vec<String> =
            self.found.iter().map(|found| found.show(&self.source, renderer)).collect();
        shown.join("\n\n")
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(&Renderer::plain()))
    }
}

impl std::error::Error for Rejected {}

/// Several files that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedFiles(pub Vec<Rejected>);

impl RejectedFiles {
    /// Prints the diagnostics of all files, a blank line between two.
    pub fn show(&self, renderer: &Renderer) -> String {
        let shown: Vec<String> = self.0.iter().map(|one| one.show(renderer)).collect();
        shown.join("\n\n")
    }
}

impl fmt::Display for RejectedFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(&Renderer::plain()))
    }
}

impl std::error::Error for RejectedFiles {}

/// A value that may be used, and what is to be said about it all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked<T> {
    /// The value.
    pub value: T,
    /// Warnings and suggestions, in the order of their places.
    pub warnings: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// Splits what was found: any error rejects the source, the rest goes with the value.
    ///
    /// `value` must be there when no error was found: a reader that fails says why.
    pub fn from_findings(
        source: &Source,
        value: Option<T>,
        mut found: Vec<Diagnostic>,
    ) -> Result<Self, Rejected> {
        let failed = found.iter().any(|one| one.severity == Severity::Error);
        match value {
            Some(value) if !failed => {
                in_order(&mut found);
                Ok(Self { value, warnings: found })
            }
            _ => Err(Rejected::new(source.clone(), found)),
        }
    }
}

/// Sorts by place; what is about the whole file comes last.
fn in_order(found: &mut [Diagnostic]) {
    found.sort_by_key(|one| one.place.as_ref().map_or(usize::MAX, |place| place.start));
}

/// Returns the candidate that is most like what was written, if any is like it at all.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let written = written.to_lowercase();
    candidates
        .into_iter()
        .map(|one| (strsim::jaro_winkler(&written, &one.to_lowercase()), one))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, one)| one)
}

/// Returns "did you mean …?" for the nearest candidate.
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(written, candidates).map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_the_line_and_what_to_write_instead() {
        let source = Source::new("opinions/x.yaml", "kind: reasoned\nchamber: ro-camara\n");
        let found = Diagnostic::error("unknown chamber `ro-camara`")
            .at(24..33)
            .with_hint("did you mean `ro-camera`?");
        insta::assert_snapshot!(Rejected::new(source, vec![found]), @r"
        error: unknown chamber `ro-camara`
         --> opinions/x.yaml:2:10
          |
        2 | chamber: ro-camara
          |          ^^^^^^^^^
          |
          = help: did you mean `ro-camera`?
        ");
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_refused_with_their_place() {
        let rejected = Source::from_bytes("x.yaml", b"a: 1\nb: \xe9t\xe9\n").unwrap_err();
        insta::assert_snapshot!(rejected, @r"
        error: the file is not UTF-8 text
         --> x.yaml:2:4
          |
        2 | b: �
          |    ^
          |
          = help: save it with the encoding UTF-8
        ");
    }

    #[test]
    fn a_zero_is_a_character_that_is_not_allowed() {
        let rejected = Source::from_bytes("x.yaml", b"chamber: pl-sejm\nkind: a\0b\n").unwrap_err();
        insta::assert_snapshot!(rejected, @r"
        error: the character U+0000 is not allowed
         --> x.yaml:2:8
          |
        2 | kind: a�
          |        ^
          |
          = help: delete it; it is invisible and usually comes from copying
        ");
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        assert_eq!(nearest("prison", ["points", "prisons"]), Some("prisons"));
        assert_eq!(nearest("xyz", ["points", "prisons"]), None);
    }
}
