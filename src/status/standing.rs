//! How far a reply is, by its files, and what keeps it from going out.

use std::fmt;
use std::path::Path;

use jiff::civil::Date;

use super::Filed;
use crate::diagnostic::{Rejected, Source};
use crate::draft::{self, Mark, Read};
use crate::replies::{Pdf, Replies, other_opinion_of};
use crate::text::shown;

/// How far a reply is, in the order of the way to the chamber.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// There is no draft.
    Undrafted,
    /// There is a draft, but it has mistakes and can't be read.
    Broken,
    /// There is a draft that is not final.
    Open,
    /// The draft is final, but there is no PDF of it.
    Final,
    /// There is a PDF of the final draft.
    Rendered,
    /// The reply went out.
    Sent,
}

impl State {
    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Undrafted => "undrafted",
            Self::Broken => "broken",
            Self::Open => "open",
            Self::Final => "final",
            Self::Rendered => "rendered",
            Self::Sent => "sent",
        }
    }
}

/// Why a reply is not further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// There is no draft.
    NoDraft,
    /// The draft has mistakes; the first of them, with its line.
    Mistake(String),
    /// Something keeps the draft from being final.
    Mark(Mark),
    /// Another opinion, whose path this is, has a file of the same name, or the draft is its.
    SharedReply(String),
    /// There is no PDF.
    NoPdf,
    /// There is a PDF, but not of this draft.
    OtherPdf,
    /// The reply waits for its signatures; the opinion file doesn't say that it went out.
    NotSent,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDraft => f.write_str("to be drafted"),
            Self::Mistake(mistake) => write!(f, "the draft can't be read: {mistake}"),
            Self::Mark(mark) => mark.fmt(f),
            Self::SharedReply(other) => write!(f, "`{other}` would write the same reply"),
            Self::NoPdf => f.write_str("to be rendered: there is no PDF"),
            Self::OtherPdf => f.write_str("to be rendered again: the PDF is not of this draft"),
            Self::NotSent => f.write_str("to be signed and sent"),
        }
    }
}

/// How far a reply is, and why not further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How far it is.
    pub state: State,
    /// Whether a hand has changed the draft.
    pub is_edited: bool,
    /// Why it is not further; empty only for a reply that went out.
    pub obstacles: Vec<Obstacle>,
}

impl Standing {
    /// Looks at the files of the reply to an opinion, on a day.
    pub fn of(filed: &Filed, replies: &Replies, today: Date) -> anyhow::Result<Self> {
        let bytes = replies.draft(&filed.reply)?;
        let path = replies.path(&filed.reply, "md");
        let read = bytes.map(|bytes| {
            let source = Source::from_bytes(shown(&path), &bytes)?;
            draft::read(&source).map(|read| (source, read.value))
        });
        let is_edited = match &read {
            None => false,
            Some(Ok((_, read))) => read.is_edited,
            Some(Err(_)) => true,
        };
        if filed.opinion.sent_by(today).is_some() {
            return Ok(Self { state: State::Sent, is_edited, obstacles: Vec::new() });
        }
        if let Some(Ok((_, read))) = &read
            && let Some(other) = other_opinion_of(&path, &read.draft, Path::new(&filed.path))
        {
            let obstacles = vec![Obstacle::SharedReply(other.to_owned())];
            return Ok(Self { state: State::Undrafted, is_edited: false, obstacles });
        }
        let (state, obstacles) = match read {
            None => (State::Undrafted, vec![Obstacle::NoDraft]),
            Some(Err(rejected)) => (State::Broken, vec![Obstacle::Mistake(first_of(&rejected))]),
            Some(Ok((source, read))) => match open_in(&read, filed) {
                open if open.is_empty() => match replies.pdf(&filed.reply, &source.text)? {
                    Pdf::Missing => (State::Final, vec![Obstacle::NoPdf]),
                    Pdf::Other => (State::Final, vec![Obstacle::OtherPdf]),
                    Pdf::Current => (State::Rendered, vec![Obstacle::NotSent]),
                },
                open => (State::Open, open),
            },
        };
        Ok(Self { state, is_edited, obstacles })
    }

    /// Notes that another opinion would write the same reply: it can't be final.
    pub(super) fn share_with(&mut self, other: &str) {
        if matches!(self.obstacles[..], [Obstacle::SharedReply(_)]) {
            return;
        }
        if self.state > State::Open {
            self.state = State::Open;
            self.obstacles.clear();
        }
        self.obstacles.push(Obstacle::SharedReply(other.to_owned()));
    }
}

/// What keeps a draft from being final, and the points that the opinion got after it was drafted.
fn open_in(read: &Read, filed: &Filed) -> Vec<Obstacle> {
    let unknown = read.draft.unknown_points(&filed.opinion);
    read.draft.marks().into_iter().chain(unknown).map(Obstacle::Mark).collect()
}

fn first_of(rejected: &Rejected) -> String {
    let Some(first) = rejected.found.first() else { return String::new() };
    match &first.place {
        Some(place) => {
            let (line, _) = rejected.source.position(place.start);
            format!("{}, line {line}", first.message)
        }
        None => first.message.clone(),
    }
}
