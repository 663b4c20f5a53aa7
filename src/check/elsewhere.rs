//! Rules that are found while a file is read, a library is checked or replies are verified, and
//! explained here.

use super::rule::Rule;
use crate::diagnostic::Severity;

const fn rule(
    code: &'static str,
    severity: Severity,
    [reason, remedy, explanation, origin]: [&'static str; 4],
) -> Rule {
    Rule { code, severity, reason, remedy, explanation, example: None, origin, find: None }
}

pub(super) const MALFORMED: Rule = rule(
    "malformed",
    Severity::Error,
    [
        "a file does not say what it must",
        "write what the message says",
        "A key that is unknown or missing, a value that is no date, no reference or no known word, dates \
     that contradict each other, Markdown that a letter cannot show. All mistakes of a file are told \
     at once. A file with one cannot be used.",
        "the formats of opinion, draft and paragraph, in the README",
    ],
);
pub(super) const YAML: Rule = rule(
    "yaml",
    Severity::Error,
    [
        "a file or its front matter is not YAML",
        "mend what the message points at",
        "Opinions and the front matter of drafts and paragraphs are YAML 1.2. What cannot be read as such \
     is told with its place; a text that begins with a sign of YAML's own needs quotation marks.",
        "YAML 1.2",
    ],
);
pub(super) const CONTROL_CHARACTER: Rule = rule(
    "control-character",
    Severity::Error,
    [
        "an invisible character that no letter can hold",
        "delete it; it usually comes from copying",
        "Controls, marks of text direction and spaces without width cannot be seen, and a PDF for archives \
     refuses some of them. They come with text that was copied from web pages and word processors.",
        "PDF/A-2, and Unicode's list of controls",
    ],
);
pub(super) const DOUBLED_ID: Rule = rule(
    "doubled-id",
    Severity::Error,
    [
        "two paragraphs have the same id",
        "give one of the two files another name",
        "The id of a paragraph is the name of its file, in whatever folder it lies. Drafts and pins name \
     paragraphs by it.",
        "the format of the library, in the README",
    ],
);
pub(super) const MISSING_FIELD: Rule = rule(
    "missing-field",
    Severity::Suggestion,
    [
        "a paragraph of the library says too little about itself",
        "fill in the fields that the message names",
        "Title and body are enough to load a paragraph. Terms and examples make it found, `valid` and \
     `review_by` keep it true, `owner` and `sources` let it be checked.",
        "the format of the library, in the README",
    ],
);
pub(super) const EXPIRED: Rule = rule(
    "expired",
    Severity::Suggestion,
    [
        "a paragraph of the library cannot be used in a letter of today",
        "write a new one for today's letters; replies of that time still use the old one",
        "The wording, or a statement in it, was true only until a day that has passed, or becomes true only \
     later. It is never chosen. `stale-paragraph` tells of a letter that has such wording.",
        "the promise of this tool: no wording goes out stale",
    ],
);
pub(super) const REVIEW_DUE: Rule = rule(
    "review-due",
    Severity::Warning,
    [
        "the review of a paragraph is overdue",
        "read it against its sources, then set `review_by` anew",
        "`review_by` is the day by which somebody has to look at the wording again, though it may still be \
     true.",
        "the promise of this tool: no wording goes out stale",
    ],
);
pub(super) const NEAR_DOUBLE: Rule = rule(
    "near-double",
    Severity::Warning,
    [
        "two paragraphs of the library say nearly the same",
        "keep one of the two, or say in the titles how they differ",
        "Half of the runs of three words are common to both, or the titles are the same. Sooner or later \
     only one of the two is kept up to date.",
        "the library: one paragraph for each instrument or position",
    ],
);
pub(super) const PAGE: Rule = rule(
    "page",
    Severity::Error,
    [
        "the page of the PDF cannot be set",
        "mend `templates/letter.typ`, or take the built-in one",
        "The page is written in Typst. What Typst says of it is told with its place.",
        "the Typst language",
    ],
);
pub(super) const REASONED_ACT: Rule = rule(
    "reasoned-act",
    Severity::Warning,
    [
        "a reasoned opinion is about a document that is no proposal",
        "check the kind of the opinion, or the kind of the act",
        "Reasoned opinions are for draft legislative acts. On any other document a chamber writes in the \
     political dialogue.",
        "Protocol No 2, Article 6",
    ],
);
pub(super) const DOUBLED_KIND: Rule = rule(
    "doubled-kind",
    Severity::Warning,
    [
        "the subject of an act begins with its kind",
        "begin the subject after the kind, with its preposition",
        "The letter says of each act its kind and then its subject: a Communication whose subject is \
     “Communication on terrorism” would be “the Communication Communication on terrorism”.",
        "the opinion file, in the README",
    ],
);
pub(super) const SENDER: Rule = rule(
    "sender",
    Severity::Warning,
    [
        "something about the sender needs a look",
        "read the message; give the addressee in the opinion file where it asks for it",
        "A joint sender is addressed at its first member's presiding officer. A chamber may not be known to \
     send opinions of that kind, or its state may have left the Union.",
        "the register, and its sources",
    ],
);
pub(super) const STALE_PIN: Rule = rule(
    "stale-pin",
    Severity::Warning,
    [
        "a pinned paragraph is out of date on the letter's day",
        "pin another paragraph, or none",
        "A pin chooses a paragraph by hand. One that is not true on the letter's day is not used, and the \
     point becomes a gap.",
        "the promise of this tool: no wording goes out stale",
    ],
);
pub(super) const SIGNATORY_DEFAULT: Rule = rule(
    "signatory-default",
    Severity::Suggestion,
    [
        "nobody is named who signs",
        "name them below `reply`: `signatories: [timmermans, king]`",
        "Without names, the Member in charge of relations with national Parliaments on the letter's day \
     signs alone. Usually the Member with the portfolio signs too.",
        "practice of replies since 2015: COM(2016) 471 final",
    ],
);
pub(super) const UNKNOWN_VARIABLE: Rule = rule(
    "unknown-variable",
    Severity::Error,
    [
        "a template asks for a variable that there is not",
        "write one of the variables that the README lists",
        "Paragraphs and the skeleton are filled from a fixed list of variables, and from the facts about a \
     country. A misspelt one is found when the file is loaded, not when a letter needs it.",
        "the variables of templates, in the README",
    ],
);
pub(super) const TEMPLATE: Rule = rule(
    "template",
    Severity::Error,
    [
        "a template cannot be compiled or filled",
        "mend what the message points at",
        "Paragraphs and the skeleton are Tera templates. Each is compiled and tried out when it is loaded.",
        "the Tera language",
    ],
);
pub(super) const EDITED: Rule = rule(
    "edited",
    Severity::Warning,
    [
        "the draft was changed by hand",
        "compare it with what was drafted: `chancery diff`",
        "`verify` compares replies with what would be drafted from the same opinion. A draft that a hand has changed differs from that on purpose; it is named so that nobody takes it for cleared wording.",
        "the promise of this tool: what a reply was made from can be shown",
    ],
);
pub(super) const NO_BASE: Rule = rule(
    "no-base",
    Severity::Warning,
    [
        "what was drafted before the edits is not known",
        "draft the reply into another folder and compare the two",
        "The folder `.chancery/` beside the replies keeps each draft as the tool wrote it. Where it is missing, what a hand has changed cannot be told from what was drafted.",
        "the promise of this tool: what a reply was made from can be shown",
    ],
);
pub(super) const OPINION_GONE: Rule = rule(
    "opinion-gone",
    Severity::Warning,
    [
        "the opinion of a reply is not where the draft says",
        "put it back, or run the command from the folder where it lies",
        "A draft names the file of its opinion, from the folder in which it was drafted. Without that file the reply cannot be drafted again.",
        "the promise of this tool: what a reply was made from can be shown",
    ],
);
pub(super) const DRAFT_GONE: Rule = rule(
    "draft-gone",
    Severity::Warning,
    [
        "a reply that was drafted has no draft any more",
        "`chancery batch` makes it again; where it is not wanted, remove what is remembered of it in `.chancery/`",
        "Beside the drafts, `.chancery/` keeps what was written last. Where the draft itself is missing, it may have been deleted by mistake.",
        "the promise of this tool: what a reply was made from can be shown",
    ],
);
pub(super) const OPINION_MISTAKEN: Rule = rule(
    "opinion-mistaken",
    Severity::Warning,
    [
        "the opinion of a reply has mistakes now",
        "`chancery check` tells them",
        "The file was in order when the reply was drafted and has been changed since, or the register, the signatories or the library have.",
        "the promise of this tool: what a reply was made from can be shown",
    ],
);
pub(super) const DIFFERS: Rule = rule(
    "differs",
    Severity::Warning,
    [
        "drafted again, the reply would be another",
        "`chancery batch --what-if` shows how",
        "The same opinion, library, skeleton and settings give the same bytes. When they do not, one of them has changed since, and the message says which.",
        "the promise of this tool: what a reply was made from can be shown",
    ],
);
pub(super) const VERSION: Rule = rule(
    "version",
    Severity::Warning,
    [
        "the library has another version of a paragraph",
        "draft the reply again, or `chancery refresh` it",
        "The comment before each paragraph names the version that it was taken from. Where the library has another one now, or none, the reply may say what is no longer cleared.",
        "the promise of this tool: what a reply was made from can be shown",
    ],
);
pub(super) const PDF_FOREIGN: Rule = rule(
    "pdf-foreign",
    Severity::Warning,
    [
        "the PDF is not as chancery wrote it",
        "`chancery render` makes it again in another folder",
        "A PDF is known by its hash. One that somebody has signed, stamped or replaced is never written over.",
        "the promise of this tool: what a reply was made from can be shown",
    ],
);
pub(super) const PDF_DIFFERS: Rule = rule(
    "pdf-differs",
    Severity::Warning,
    [
        "printed again, the PDF would be another",
        "`chancery render` makes it again",
        "A PDF is made from the draft beside it and from the page. One of them has changed since, or the version of chancery has.",
        "the promise of this tool: what a reply was made from can be shown",
    ],
);
