//! From the text of an opinion to its draft: the one way that every command takes.

use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::diagnostic::{Checked, Diagnostic, Rejected, Source};
use crate::draft::{self, Draft};
use crate::matching::{Explained, Match, Matcher};
use crate::office::Office;
use crate::opinion::Opinion;
use crate::text;

/// Where opinions are answered, any number of them and by several threads at a time.
#[derive(Debug)]
pub struct Desk<'a> {
    office: &'a Office,
    today: Date,
    /// Made when the first opinion is matched: a run in which nothing has changed needs none.
    matcher: OnceLock<Matcher>,
}

/// The answer to an opinion, and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The opinion.
    pub opinion: Opinion,
    /// What was decided for each of its points, in order.
    pub matches: Vec<Match>,
    /// The reply.
    pub draft: Draft,
    /// What is to be said about the opinion's file all the same.
    pub warnings: Vec<Diagnostic>,
}

impl<'a> Desk<'a> {
    /// Sets up a desk in an office. Letters without a date are judged on `today`.
    pub fn new(office: &'a Office, today: Date) -> Self {
        Self { office, today, matcher: OnceLock::new() }
    }

    /// Returns the office in which the desk stands.
    pub fn office(&self) -> &'a Office {
        self.office
    }

    /// Returns the day on which letters without a date are judged.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Answers an opinion. `path` is how its file is named in the draft.
    ///
    /// The same opinion, office and day give the same answer.
    ///
    /// # Errors
    /// All mistakes of the opinion, or what is wrong with a template that its reply needs.
    pub fn answer(&self, source: &Source, path: &str) -> Result<Answer, Rejected> {
        self.answer_on(source, path, self.today)
    }

    /// Answers an opinion like [`Self::answer`], as if `today` were another day.
    pub fn answer_on(&self, source: &Source, path: &str, today: Date) -> Result<Answer, Rejected> {
        let Checked { value: opinion, warnings } = Opinion::parse(source, self.office, today)?;
        let day = opinion.letter_date(today);
        let Office { library, settings, .. } = self.office;
        let matches = self.matcher().match_points(&opinion, library, settings, day);
        let draft = draft::compose(&opinion, &matches, self.office, path, day)?;
        Ok(Answer { opinion, matches, draft, warnings })
    }

    /// Says what speaks for the candidates of each point of an opinion, in their order.
    pub fn explain(&self, opinion: &Opinion, matches: &[Match]) -> Vec<Vec<Explained>> {
        self.matcher().explain(opinion, matches)
    }

    fn matcher(&self) -> &Matcher {
        self.matcher.get_or_init(|| Matcher::of(self.office))
    }
}

/// Returns the path of an opinion as drafts and reports name it: from the working folder where it
/// lies below, with slashes, so that drafts are the same on every machine.
pub fn opinion_path(path: &Path, here: &Path) -> String {
    let path = text::shown(from_here(path, here));
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}

/// Returns a path from the working folder, where it lies below.
pub fn from_here<'a>(path: &'a Path, here: &Path) -> &'a Path {
    let path = path.strip_prefix(here).unwrap_or(path);
    path.strip_prefix(".").unwrap_or(path)
}
