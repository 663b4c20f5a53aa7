//! What a draft says and uses, for reports and for the memory of the folder.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::deadline;
use crate::desk::Answer;
use crate::draft::{Block, Draft, Origin, Wording};
use crate::fingerprint::fingerprint;
use crate::matching::Match;
use crate::opinion::Point;
use crate::text::relabelled;

/// What the tool drafted for an opinion, without the words of the letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The id of the chamber.
    pub chamber: String,
    /// The name of the chamber, without article.
    pub chamber_name: String,
    /// The kind of the opinion, in the word of its file.
    pub kind: String,
    /// The acts that it is about: `COM(2016) 379 final`. Empty for an own-initiative opinion.
    pub acts: Vec<String>,
    /// When it was received.
    pub received: Option<Date>,
    /// When the reply is due.
    pub due: Option<Date>,
    /// When the reply went out, or will, as the opinion says.
    pub sent: Option<Date>,
    /// The points, in the opinion's order.
    pub points: Vec<PointAccount>,
    /// The paragraphs of the library, in the order of the letter.
    pub paragraphs: Vec<Used>,
}

/// A point, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointAccount {
    /// Its id.
    pub id: String,
    /// The officer's summary.
    pub text: String,
    /// Its stance, in the word of opinion files.
    pub stance: String,
    /// How it was decided, in the word of `match`.
    pub outcome: String,
    /// The paragraphs that answer it.
    pub paragraphs: Vec<String>,
    /// The chance, 0 to 1, that the first candidate is right, to three decimals.
    pub confidence: f64,
    /// Why it is open.
    pub open: Option<String>,
    /// A paragraph that may answer a second issue of the point and does not stand in the letter for it.
    #[serde(default)]
    pub perhaps_also: Option<String>,
}

/// A paragraph of the library that stands in a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Its id.
    pub paragraph: String,
    /// The version of its file.
    pub version: String,
    /// How its wording stands to the library's, in the word of draft files.
    pub wording: String,
    /// The points that it answers.
    pub answers: Vec<String>,
    /// The fingerprint of its words, whatever the numbers of its notes.
    pub words: String,
    /// The fingerprint of its words without the first sentence, which may be a lead-in; absent
    /// when there is no other.
    pub words_after_first: Option<String>,
}

impl Used {
    /// Tells whether this is another wording of the same paragraph: another version of it, the
    /// words of a hand, or a claim that had expired in one of them. Names and facts that are
    /// filled in are no other wording.
    pub fn differs_from(&self, other: &Self) -> bool {
        let both = [self, other];
        let is_edited = both.iter().any(|one| one.is_edited());
        let is_filled = both.iter().any(|one| one.wording == Wording::Filled.word());
        self.version != other.version || (!self.has_words_of(other) && (is_edited || !is_filled))
    }

    /// Tells whether both say the same in the same words, but for a lead-in.
    pub fn has_words_of(&self, other: &Self) -> bool {
        let (own, others) = (&self.words_after_first, &other.words_after_first);
        let has_same_rest = own.as_ref() == Some(&other.words)
            || others.as_ref() == Some(&self.words)
            || (own.is_some() && own == others);
        self.words == other.words || (has_same_rest && self.is_edited() == other.is_edited())
    }

    fn is_edited(&self) -> bool {
        self.wording == Wording::Edited.word()
    }
}

impl Account {
    /// Accounts for an answer.
    pub fn of(answer: &Answer) -> Self {
        let Answer { opinion, matches, draft, .. } = answer;
        let points: Vec<PointAccount> =
            opinion.points.iter().zip(matches).map(|(point, one)| account(point, one)).collect();
        Self {
            chamber: opinion.chamber.id.clone(),
            chamber_name: opinion.chamber.name.clone(),
            kind: opinion.kind.word().to_owned(),
            acts: opinion.acts.iter().map(|act| act.reference.to_string()).collect(),
            received: opinion.received,
            due: opinion.received.map(deadline::due),
            sent: opinion.reply.sent,
            points,
            paragraphs: Self::paragraphs(draft),
        }
    }

    /// Returns the day on which the reply went out, if it did by a day.
    pub fn sent_by(&self, day: Date) -> Option<Date> {
        self.sent.filter(|sent| *sent <= day)
    }

    /// Returns the point of whose answer the matching was least sure, pinned answers left aside;
    /// the first of several.
    pub fn weakest(&self) -> Option<&PointAccount> {
        let matched = self.points.iter().filter(|point| point.outcome == "answered");
        matched.min_by(|one, other| one.confidence.total_cmp(&other.confidence))
    }

    /// Returns the paragraphs of the library that stand in a draft, edited or not.
    pub fn paragraphs(draft: &Draft) -> Vec<Used> {
        draft.blocks.iter().filter_map(used).collect()
    }
}

fn account(point: &Point, found: &Match) -> PointAccount {
    PointAccount {
        id: point.id.to_string(),
        text: point.text.clone(),
        stance: point.stance.word().to_owned(),
        outcome: found.outcome.word().to_owned(),
        paragraphs: found.paragraphs.iter().map(ToString::to_string).collect(),
        confidence: (found.confidence * 1000.0).round() / 1000.0,
        open: found.outcome.is_open().then(|| found.why_open()),
        perhaps_also: found.perhaps_also.as_ref().map(ToString::to_string),
    }
}

fn used(block: &Block) -> Option<Used> {
    let Origin::Library { paragraph, version, wording } = &block.origin else { return None };
    Some(Used {
        paragraph: paragraph.to_string(),
        version: version.clone(),
        wording: wording.word().to_owned(),
        answers: block.points.iter().map(ToString::to_string).collect(),
        words: words(&block.text),
        words_after_first: block.text.split_once('\n').map(|(_, rest)| words(rest)),
    })
}

/// Returns the fingerprint of the words of a text that has one sentence on each line.
fn words(text: &str) -> String {
    let text = relabelled(text, |_| Some(String::new()));
    let words: Vec<&str> = text.split_whitespace().collect();
    fingerprint(words.join(" ").as_bytes())
}
