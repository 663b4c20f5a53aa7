//! The letter as it looks on paper.

use serde::Serialize;

use super::compositor::Compositor;
use super::{Block, Inline};
use crate::draft::{self, Draft, NO_DATE, NO_NUMBER};
use crate::opinion;
use crate::text;

/// A draft, set for paper.
///
/// All that a page shows, and nothing that it would have to compute: what is missing in the
/// draft has its mark, quotes are typographic, notes have their numbers. As JSON this is what
/// `templates/letter.typ` reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The language, ISO 639-1; English if the draft names none that Typst would take.
    pub language: String,
    /// The title of the document, for lists of files and screen readers; not on the page.
    pub title: String,
    /// Whether the page carries the word DRAFT.
    pub is_draft: bool,
    /// The day of the letter, if it has one.
    pub day: Option<Day>,
    /// Place and day: `Brussels, 10.1.2017`.
    pub date: String,
    /// The number.
    pub number: String,
    /// The lines of the addressee.
    pub addressee: Vec<String>,
    /// The lines of each person who receives a copy.
    pub copy_to: Vec<Vec<String>>,
    /// The greeting.
    pub salutation: String,
    /// The paragraphs up to the last.
    pub body: Vec<Block>,
    /// The last paragraph, to be kept with the signatures; empty if it is too long for that, and
    /// then it stands in the body.
    pub closing: Vec<Block>,
    /// The complimentary close.
    pub close: String,
    /// Who signs, in order.
    pub signatures: Vec<Signatory>,
    /// The annex, its heading first; empty when there is none.
    pub annex: Vec<Block>,
    /// The notes; the first is number 1.
    pub notes: Vec<Vec<Inline>>,
}

/// A day, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Day {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

/// Someone who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signatory {
    /// The name.
    pub name: String,
    /// The title under it.
    pub title: String,
}

impl Letter {
    /// Sets a draft for paper, with the word DRAFT on its page or without.
    ///
    /// Every word of the draft is there, in its order, except comments and notes that nothing
    /// marks.
    pub fn of(draft: &Draft, is_draft: bool) -> Self {
        let frame = &draft.frame;
        let mut compositor = Compositor::new(&draft.notes);
        let (body, closing) = split_closing(draft.letter());
        let (body, closing) = (compositor.set(body), compositor.set(closing));
        let annex = compositor.set(draft.annex());
        let date = frame.date.map_or(NO_DATE.to_owned(), text::numeric_date);
        Self {
            language: language(&draft.about.language),
            title: title(draft),
            is_draft,
            day: frame.date.map(|date| Day {
                year: date.year(),
                month: date.month(),
                day: date.day(),
            }),
            date: line(&format!("{}, {date}", frame.place)),
            number: frame.number.map_or(NO_NUMBER.to_owned(), |number| number.to_string()),
            addressee: lines(&frame.addressee),
            copy_to: frame.copy_to.iter().map(|person| lines(person)).collect(),
            salutation: line(&frame.salutation),
            body,
            closing,
            close: line(&frame.close),
            signatures: frame.signatures.iter().map(Signatory::of).collect(),
            annex,
            notes: compositor.notes(),
        }
    }
}

impl Signatory {
    fn of(signature: &opinion::Signature) -> Self {
        Self { name: line(&signature.name), title: line(&signature.title) }
    }
}

/// Splits the last block off if it can be kept on one page with the signatures.
fn split_closing(letter: &[draft::Block]) -> (&[draft::Block], &[draft::Block]) {
    /// A third of a page: more is not moved to the next one.
    const LONGEST: usize = 1_200;
    match letter.split_last() {
        Some((last, _)) if last.text.len() <= LONGEST => letter.split_at(letter.len() - 1),
        _ => (letter, &[]),
    }
}

/// Sets a line of the frame: apostrophes are typographic, and where several spaces were written,
/// as before the town in `118 26  Praha`, they stay.
fn line(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let in_run = set.ends_with('\u{a0}') || characters.peek() == Some(&' ');
        set.push(match character {
            ' ' if in_run => '\u{a0}',
            '\'' => '’',
            other => other,
        });
    }
    set
}

fn lines(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| line(text)).collect()
}

fn language(written: &str) -> String {
    let is_code = written.len() == 2 && written.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_code { written.to_owned() } else { "en".to_owned() }
}

fn title(draft: &Draft) -> String {
    let acts: Vec<String> = draft.about.acts.iter().map(ToString::to_string).collect();
    let number = draft.frame.number.map_or(String::new(), |number| format!(" {number}"));
    let kind = draft.about.kind.name();
    let about =
        if acts.is_empty() { String::new() } else { format!(" on {}", text::listed(&acts)) };
    format!("Reply{number} of the European Commission to the {kind}{about}").replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    /// A line of JSON for each field.
    fn json(letter: &Letter) -> String {
        let fields = serde_json::to_value(letter).expect("a letter is JSON");
        let fields = fields.as_object().into_iter().flatten();
        let lines: Vec<String> = fields.map(|(name, value)| format!("{name}: {value}")).collect();
        lines.join("\n")
    }

    #[test]
    fn a_page_sees_the_whole_letter_as_json() {
        let draft = sample::draft("The *Senát*[^1] agreed.\n\nThank you.\n\n[^1]: Its committee.");
        insta::assert_snapshot!(json(&Letter::of(&draft, false)), @r#"
        language: "en"
        title: "Reply C(2017) 16 final of the European Commission to the Opinion on COM(2016) 379 final"
        is_draft: false
        day: {"year":2017,"month":1,"day":10}
        date: "Brussels, 10.1.2017"
        number: "C(2017) 16 final"
        addressee: ["Mr Milan Štěch","President of the Senát","118 26  Praha 1"]
        copy_to: []
        salutation: "Dear President,"
        body: [{"kind":"paragraph","content":[{"kind":"text","text":"The "},{"kind":"emph","content":[{"kind":"text","text":"Senát"}]},{"kind":"note","number":1,"first":true},{"kind":"text","text":" agreed."}]}]
        closing: [{"kind":"paragraph","content":[{"kind":"text","text":"Thank you."}]}]
        close: "Yours faithfully,"
        signatures: [{"name":"Julian King","title":"Member of the Commission"}]
        annex: []
        notes: [[{"kind":"text","text":"Its committee."}]]
        "#);
    }

    #[test]
    fn what_is_missing_has_its_mark() {
        let mut draft = sample::draft("Thank you.");
        (draft.frame.date, draft.frame.number) = (None, None);
        let letter = Letter::of(&draft, true);
        assert_eq!(
            (letter.date.as_str(), letter.number.as_str()),
            ("Brussels, [date]", "[number]")
        );
        assert_eq!(
            letter.title,
            "Reply of the European Commission to the Opinion on COM(2016) 379 final"
        );
        assert!(letter.is_draft && letter.day.is_none());
    }

    #[test]
    fn spaces_of_an_address_stay_and_apostrophes_are_curved() {
        assert_eq!(line("118 26  Praha 1"), "118 26\u{a0}\u{a0}Praha 1");
        assert_eq!(line("Mr O'Brien"), "Mr O’Brien");
    }

    #[test]
    fn only_a_short_last_paragraph_is_kept_with_the_signatures() {
        let long = "word ".repeat(400);
        let letter = Letter::of(&sample::draft(&format!("Thank you.\n\n{long}")), false);
        assert_eq!((letter.body.len(), letter.closing.len()), (2, 0));
        let letter = Letter::of(&sample::draft(&format!("{long}\n\nThank you.")), false);
        assert_eq!((letter.body.len(), letter.closing.len()), (1, 1));
    }
}
