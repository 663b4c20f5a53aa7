//! What a chamber sent: the checked model of an opinion, and the reading of its YAML file.

mod files;
mod pin;
mod raw;
mod reply;
mod validate;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::chamber::Chamber;
use crate::diagnostic::{Checked, Diagnostic, Rejected, Source};
use crate::name::PlainName;
use crate::office::Office;
use crate::reference::Reference;
use crate::yaml::{self, Reader};

pub use files::{colliding_name, files_below, reply_name};
pub use pin::{Pin, Unpinned, pin};

/// An opinion that can be answered.
///
/// Holding one is proof that its chamber is known, that it raises at least one point, that its
/// dates do not contradict each other and that every paragraph it pins exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// The sender.
    pub chamber: Chamber,
    /// The channel by which it came.
    pub kind: Kind,
    /// The chamber's own number.
    pub reference: Option<String>,
    /// When the chamber adopted it.
    pub adopted: Option<Date>,
    /// When the Commission received it; the three months for the reply run from here.
    pub received: Option<Date>,
    /// What it is about; empty for an own-initiative opinion only.
    pub acts: Vec<Act>,
    /// What an own-initiative opinion is about, with its preposition: `on the role of …`.
    pub subject: Option<String>,
    /// The points raised, in the chamber's order. Never empty.
    pub points: Vec<Point>,
    /// What is known of the reply.
    pub reply: Reply,
}

/// The channel by which an opinion came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The political dialogue: any document, no deadline, no legal effect.
    PoliticalDialogue,
    /// A reasoned opinion in the subsidiarity control (Protocol No 2, Article 6).
    Reasoned,
    /// An opinion that the chamber wrote without a document of the Commission.
    OwnInitiative,
}

impl Kind {
    /// The words of opinion files.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("political-dialogue", Self::PoliticalDialogue),
        ("reasoned", Self::Reasoned),
        ("own-initiative", Self::OwnInitiative),
    ];

    /// Returns the word of opinion files.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }

    /// Returns how a letter names the opinion.
    pub fn name(self) -> &'static str {
        match self {
            Self::PoliticalDialogue => "Opinion",
            Self::Reasoned => "Reasoned Opinion",
            Self::OwnInitiative => "own-initiative Opinion",
        }
    }
}

/// A document that an opinion is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its reference.
    pub reference: Reference,
    /// What it is.
    pub kind: ActKind,
    /// Its title as it stands after the kind, with its preposition: `on hospital data exchange`.
    pub subject: String,
    /// When it was transmitted to the chambers; the eight weeks run from here.
    pub transmitted: Option<Date>,
    /// The share of votes that makes a yellow card.
    pub threshold: Threshold,
}

/// The share of all votes from which a draft must be reviewed (Protocol No 2, Article 7(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Threshold {
    /// One third.
    #[default]
    Third,
    /// One quarter: proposals under Article 76 TFEU.
    Quarter,
}

impl Threshold {
    /// The words of opinion files.
    pub const WORDS: [(&'static str, Self); 2] =
        [("third", Self::Third), ("quarter", Self::Quarter)];

    /// Returns the word of opinion files.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

/// What kind of document an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActKind {
    /// A Communication.
    Communication,
    /// A proposal whose form does not matter.
    Proposal,
    /// A proposal for a Regulation.
    ProposalRegulation,
    /// A proposal for a Directive.
    ProposalDirective,
    /// A proposal for a Decision.
    ProposalDecision,
    /// A Recommendation.
    Recommendation,
    /// A Report.
    Report,
    /// A Green Paper.
    GreenPaper,
    /// A White Paper.
    WhitePaper,
    /// A Work Programme of the Commission.
    WorkProgramme,
    /// A Staff Working Document.
    StaffWorkingDocument,
    /// Anything else.
    Other,
}

impl ActKind {
    /// The words of opinion files.
    pub const WORDS: [(&'static str, Self); 12] = [
        ("communication", Self::Communication),
        ("proposal", Self::Proposal),
        ("proposal-regulation", Self::ProposalRegulation),
        ("proposal-directive", Self::ProposalDirective),
        ("proposal-decision", Self::ProposalDecision),
        ("recommendation", Self::Recommendation),
        ("report", Self::Report),
        ("green-paper", Self::GreenPaper),
        ("white-paper", Self::WhitePaper),
        ("work-programme", Self::WorkProgramme),
        ("staff-working-document", Self::StaffWorkingDocument),
        ("other", Self::Other),
    ];

    /// Returns the word of opinion files.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }

    /// Returns how a letter names the document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Communication => "Communication",
            Self::Proposal => "proposal",
            Self::ProposalRegulation => "proposal for a Regulation",
            Self::ProposalDirective => "proposal for a Directive",
            Self::ProposalDecision => "proposal for a Decision",
            Self::Recommendation => "Recommendation",
            Self::Report => "Report",
            Self::GreenPaper => "Green Paper",
            Self::WhitePaper => "White Paper",
            Self::WorkProgramme => "Commission Work Programme",
            Self::StaffWorkingDocument => "Staff Working Document",
            Self::Other => "document",
        }
    }

    /// Tells whether the document is a draft legislative act, which alone a reasoned opinion can
    /// be about.
    pub fn is_proposal(self) -> bool {
        matches!(
            self,
            Self::Proposal
                | Self::ProposalRegulation
                | Self::ProposalDirective
                | Self::ProposalDecision
        )
    }
}

/// One thing that an opinion raises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its name, unique in the opinion.
    pub id: PlainName,
    /// The officer's summary.
    pub text: String,
    /// How the chamber stands to it.
    pub stance: Stance,
    /// Where it stands in the opinion: `paragraph 8`.
    pub reference: Option<String>,
    /// The paragraphs that the officer has pinned as its answer; nothing is matched then.
    pub answer: Vec<PlainName>,
    /// The paragraphs that must not answer it.
    pub exclude: Vec<PlainName>,
    /// Whether its answer belongs in the annex.
    pub in_annex: bool,
}

/// How a chamber stands to what a point says, in the order of the care that an answer needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stance {
    /// It agrees.
    Support,
    /// It asks for something.
    Request,
    /// It wants to know something.
    Question,
    /// It is worried.
    Concern,
    /// It disagrees.
    Criticism,
}

impl Stance {
    /// The words of opinion and paragraph files.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("support", Self::Support),
        ("concern", Self::Concern),
        ("request", Self::Request),
        ("question", Self::Question),
        ("criticism", Self::Criticism),
    ];

    /// Returns the word of opinion files.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

/// What is known of the reply to an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// Its number: `C(2017) 16 final`.
    pub number: Option<Reference>,
    /// Its date.
    pub date: Option<Date>,
    /// To whom it goes; what is absent comes from the register.
    pub addressee: Person,
    /// Who receives a copy.
    pub copy_to: Vec<Person>,
    /// Who signs, in order. Empty only when nobody is known to have been in charge.
    pub signatures: Vec<Signature>,
    /// When a holding reply went out.
    pub holding: Option<Date>,
    /// When it went out; from then on it is never written again.
    pub sent: Option<Date>,
}

/// A person to whom a letter goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// `Mr`, `Ms`, `Senator`.
    pub title: Option<String>,
    /// First and family name.
    pub name: Option<String>,
    /// The office, with the name of the chamber or committee.
    pub office: Option<String>,
    /// The lines below the office.
    pub address: Vec<String>,
    /// How the letter greets the person: `Dear Chair`.
    pub salutation: Option<String>,
}

/// A name and the title under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The name.
    pub name: String,
    /// The title on the day of the letter.
    pub title: String,
}

impl Opinion {
    /// Reads an opinion from the text of its file.
    ///
    /// `today` stands in for the letter's date where the file gives none: signatories must have
    /// been in office then. All mistakes of the file are reported at once.
    pub fn parse(source: &Source, office: &Office, today: Date) -> Result<Checked<Self>, Rejected> {
        if let Some(found) = raw::draft_instead(source) {
            return Err(Rejected::new(source.clone(), vec![found]));
        }
        let root = yaml::read(source, 0..source.text.len())?;
        let mut reader = Reader::default();
        raw::report_unusable(&mut reader, &root, source);
        let opinion = raw::RawOpinion::read(&mut reader, &root)
            .and_then(|raw| raw.validate(&mut reader, office, today));
        Checked::from_findings(source, opinion, reader.found)
    }

    /// Finds the mistakes of an opinion's file that show without chambers, signatories or
    /// paragraphs.
    pub fn mistakes_of_form(source: &Source) -> Vec<Diagnostic> {
        let root = match yaml::read(source, 0..source.text.len()) {
            Ok(root) => root,
            Err(Rejected { found, .. }) => return found,
        };
        let mut reader = Reader::default();
        raw::report_unusable(&mut reader, &root, source);
        raw::RawOpinion::read(&mut reader, &root);
        Rejected::new(source.clone(), reader.found).found
    }

    /// Returns the day at which validity and signatories are judged.
    pub fn letter_date(&self, today: Date) -> Date {
        self.reply.date.unwrap_or(today)
    }

    /// Returns the day on which the reply went out, if it did by a day: how things stood then. Once
    /// `reply.sent` is given the reply is not written again, whatever the day.
    pub fn sent_by(&self, day: Date) -> Option<Date> {
        self.reply.sent.filter(|sent| *sent <= day)
    }

    /// Tells whether the chamber is favourable to everything it raises.
    pub fn is_favourable(&self) -> bool {
        self.points.iter().all(|point| point.stance == Stance::Support)
    }
}

fn word_of<T: PartialEq + Copy>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, one)| *one == value).map_or("", |(word, _)| word)
}
