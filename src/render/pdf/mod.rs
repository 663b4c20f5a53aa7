//! Letters as PDF: tagged, with embedded fonts, for everyone (PDF/UA-1) and, once they have a
//! date, for archives (PDF/A-2a).

mod world;

use std::ops::Range;

use anyhow::bail;
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde_json::Value;
use typst::WorldExt;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::foundations::{Datetime, Smart};
use typst::syntax::DiagSpan;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::world::{Desk, DeskWorld};
use super::{Day, Letter, Redline};
use crate::diagnostic::{Diagnostic, Rejected, Source};
use crate::draft::Draft;
use crate::text::is_displayable;

/// Prints letters on one page template.
///
/// What all letters have in common is set up once. Several threads may print at the same time,
/// but not the workers of a rayon pool: Typst would begin a second letter on the stack of the
/// first.
pub struct Press(Page);

impl Press {
    /// Sets up a press for a page, the text of a `letter.typ`.
    pub fn new(page: &Source) -> Self {
        Self(Page::new("letter", page))
    }

    /// Prints a draft, with the word DRAFT on its pages or without.
    ///
    /// The same draft gives the same bytes.
    ///
    /// # Errors
    /// [`Rejected`] with the places in the page that Typst complains about, warnings included: a
    /// letter to be signed does not go out on a page that is in doubt. A character that the fonts
    /// lack is an error too.
    pub fn pdf(&self, draft: &Draft, is_draft: bool) -> anyhow::Result<Vec<u8>> {
        let letter = Letter::of(draft, is_draft);
        let json = serde_json::to_value(&letter)?;
        if let Some((character, text)) = undisplayable(&json) {
            let code = u32::from(character);
            bail!("the fonts of the letter have no `{character}` (U+{code:04X}), in `{text}`");
        }
        self.0.print(&json, letter.day)
    }
}

/// Prints letters with what changed marked in them, as [`Press`] prints letters.
pub struct RedlinePress(Page);

impl RedlinePress {
    /// Sets up a press for a page, the text of a `redline.typ`.
    pub fn new(page: &Source) -> Self {
        Self(Page::new("redline", page))
    }

    /// Prints a letter with what changed. The same redline gives the same bytes.
    ///
    /// # Errors
    /// [`Rejected`] with the places in the page that Typst complains about, warnings included.
    pub fn pdf(&self, redline: &Redline) -> anyhow::Result<Vec<u8>> {
        self.0.print(&serde_json::to_value(redline)?, redline.day)
    }
}

/// A page template on its desk.
struct Page {
    source: Source,
    desk: Desk,
}

impl Page {
    fn new(name: &str, source: &Source) -> Self {
        Self { source: source.clone(), desk: Desk::new(name, &source.text) }
    }

    fn print(&self, data: &Value, day: Option<Day>) -> anyhow::Result<Vec<u8>> {
        let world = self.desk.world(data.to_string().into_bytes(), day.and_then(date));
        let print = || print(&world, standards(day.is_some()));
        let printed =
            ALONE.with(|pool| pool.as_ref().map_or_else(print, |pool| pool.install(print)));
        // Keeps what the next letter will use, and no letter.
        comemo::evict(1);
        printed.map_err(|found| self.rejected(&world, &found).into())
    }

    fn rejected(&self, world: &DeskWorld<'_>, found: &[SourceDiagnostic]) -> Rejected {
        let found = found.iter().map(|one| self.diagnostic(world, one)).collect();
        Rejected::new(self.source.clone(), found)
    }

    fn diagnostic(&self, world: &DeskWorld<'_>, found: &SourceDiagnostic) -> Diagnostic {
        let place = self.place(world, found);
        let name = self.desk.name();
        let defines = format!("a page defines `{name}`, a function of one dictionary");
        let mut hints: Vec<&str> = found.hints.iter().map(|hint| hint.v.as_str()).collect();
        if place.is_none() && !found.span.is_detached() {
            hints.push(&defines);
        }
        let hint = (!hints.is_empty()).then(|| hints.join("; "));
        let diagnostic = Diagnostic::error(found.message.as_str()).rule("page").with_hint_if(hint);
        match place {
            Some(place) => diagnostic.at(place),
            None => diagnostic,
        }
    }

    /// Where the page is wrong, or from where it called what is wrong.
    fn place(&self, world: &DeskWorld<'_>, found: &SourceDiagnostic) -> Option<Range<usize>> {
        let calls = found.trace.iter().map(|call| DiagSpan::from(call.span));
        std::iter::once(found.span)
            .chain(calls)
            .find(|span| span.id() == Some(self.desk.page()))
            .and_then(|span| world.range(span))
    }
}

thread_local! {
    /// Where Typst does what it would do on several threads: on the thread that prints. A letter is so
    /// small that waking other threads for a part of it takes longer than doing it.
    ///
    /// None when the thread works for a pool already.
    static ALONE: Option<ThreadPool> =
        ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok();
}

/// For everyone, and for archives if it may be: those want a date.
fn standards(has_date: bool) -> PdfStandards {
    let standards: &[PdfStandard] =
        if has_date { &[PdfStandard::Ua_1, PdfStandard::A_2a] } else { &[PdfStandard::Ua_1] };
    PdfStandards::new(standards).expect("the two standards have PDF 1.7 in common")
}

fn print(world: &DeskWorld<'_>, standards: PdfStandards) -> SourceResult<Vec<u8>> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let document = output?;
    if !warnings.is_empty() {
        return Err(warnings);
    }
    let options = PdfOptions {
        creator: Smart::Custom(Some(format!("chancery {}", env!("CARGO_PKG_VERSION")))),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options)
}

fn date(day: Day) -> Option<Datetime> {
    Datetime::from_ymd(day.year.into(), day.month.unsigned_abs(), day.day.unsigned_abs())
}

/// Finds a character that the fonts lack, with the text around it.
fn undisplayable(json: &Value) -> Option<(char, &str)> {
    match json {
        Value::String(text) => {
            let character = text.chars().find(|character| !is_displayable(*character))?;
            Some((character, text))
        }
        Value::Array(values) => values.iter().find_map(undisplayable),
        Value::Object(values) => values.values().find_map(undisplayable),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Names, Report, diff};
    use crate::render::sample;

    const BUILT_IN: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/letter.typ"));

    fn press() -> Press {
        Press::new(&Source::new("<built-in>/letter.typ", BUILT_IN))
    }

    /// Everything that a draft may hold.
    const FULL: &str = "\
        The *Senát*[^1] and **again**[^1] <https://europa.eu/>.\\\nHere.\n\n> **To be drafted** (x): y[^2]\n\n\
        ## A\n\n1. a\n   - b\n\n> c\n\n---\n\nEnd.\n\n# Annex\n\nD[^2].\n\n[^1]: One.\n[^2]: *Two*.";

    #[test]
    fn a_letter_is_printed_with_the_same_bytes_every_time() {
        let (press, draft) = (press(), sample::draft(FULL));
        let print = || press.pdf(&draft, true).expect("the page is good");
        let first = print();
        assert!(first.starts_with(b"%PDF-1.7"));
        std::thread::scope(|scope| {
            let others = [scope.spawn(print), scope.spawn(print)];
            for other in others {
                assert!(other.join().expect("printing does not panic") == first);
            }
        });
        assert!(super::tests::press().pdf(&draft, true).expect("the page is good") == first);
    }

    #[test]
    fn a_letter_without_date_or_number_is_printed() {
        let mut draft = sample::draft("Thank you.");
        (draft.frame.date, draft.frame.number) = (None, None);
        assert!(press().pdf(&draft, true).is_ok());
    }

    #[test]
    fn text_as_deep_as_it_gets_is_printed() {
        for nesting in ["> ", "- ", "1. "] {
            let draft = sample::draft(&format!("{}*a **b *c **d** e* f** g*", nesting.repeat(60)));
            assert!(press().pdf(&draft, false).is_ok(), "{nesting}");
        }
    }

    fn refusal(page: &str, body: &str) -> String {
        let press = Press::new(&Source::new("templates/letter.typ", page));
        press.pdf(&sample::draft(body), false).expect_err("it cannot be printed").to_string()
    }

    #[test]
    fn a_mistake_in_the_page_is_shown_with_its_line() {
        let page = "#let letter(data) = {\n  par(data.salutatoin)\n}\n";
        insta::assert_snapshot!(refusal(page, "x"), @r#"
        error: dictionary does not contain key "salutatoin"
         --> templates/letter.typ:2:12
          |
        2 |   par(data.salutatoin)
          |            ^^^^^^^^^^
        "#);
    }

    #[test]
    fn a_page_cannot_read_files() {
        let page = "#let letter(data) = [#read(\"/etc/passwd\")]\n";
        insta::assert_snapshot!(refusal(page, "x"), @r#"
        error: failed to load file (a page has no other file than `letter.json`)
         --> templates/letter.typ:1:28
          |
        1 | #let letter(data) = [#read("/etc/passwd")]
          |                            ^^^^^^^^^^^^^
        "#);
    }

    #[test]
    fn a_font_that_is_not_there_is_no_small_matter() {
        let page = "#let letter(data) = text(font: \"Arial\")[x]\n";
        insta::assert_snapshot!(refusal(page, "x"), @r#"
        error: unknown font family: arial
         --> templates/letter.typ:1:32
          |
        1 | #let letter(data) = text(font: "Arial")[x]
          |                                ^^^^^^^
        "#);
    }

    #[test]
    fn a_page_without_a_letter_is_refused() {
        insta::assert_snapshot!(refusal("= Hello\n", "x"), @r#"
        error: unresolved import
        --> templates/letter.typ
         = help: a page defines `letter`, a function of one dictionary
        "#);
    }

    #[test]
    fn a_character_without_glyph_is_named() {
        let mut draft = sample::draft("x");
        draft.frame.salutation = "Dear 😀,".to_owned();
        let press = Press::new(&Source::new("templates/letter.typ", BUILT_IN));
        let refusal = press.pdf(&draft, false).expect_err("it cannot be printed").to_string();
        insta::assert_snapshot!(refusal, @"the fonts of the letter have no `😀` (U+1F600), in `Dear 😀,`");
    }

    /// A redline in which everything changed that can.
    fn redline() -> Vec<u8> {
        let page = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/redline.typ"));
        let text = format!("Ü[^1]\n\n{FULL}").replace("[^1]: One.", "[^1]: Another one.");
        let (old, mut new) = (sample::draft(FULL), sample::draft(&text));
        new.blocks.remove(3);
        (new.frame.date, new.frame.number) = (None, None);
        new.frame.copy_to.push(vec!["Ms A B".to_owned(), "Director".to_owned()]);
        let changes = diff(&old, &new);
        let report = Report::of(&changes, Names { old: "old.md", new: "#read(\"x\").md" });
        let press = RedlinePress::new(&Source::new("<built-in>/redline.typ", page));
        press.pdf(&Redline::of(&new, &report)).expect("the page is good")
    }

    #[test]
    fn a_redline_is_printed_for_everyone_with_the_same_bytes_every_time() {
        let pdf = redline();
        assert!(pdf == redline());
        let has = |text: &str| pdf.windows(text.len()).any(|part| part == text.as_bytes());
        for tag in
            ["TextDecorationType/LineThrough", "TextDecorationType/Underline", "/S/Note", "/S/TH"]
        {
            assert!(has(tag), "{tag}");
        }
        assert!(has("<pdfuaid:part>1<"));
    }

    #[test]
    fn drafts_that_say_the_same_have_a_redline_without_marks() {
        let draft = sample::draft(FULL);
        let changes = diff(&draft, &draft);
        let report = Report::of(&changes, Names { old: "a.md", new: "b.md" });
        let page = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/redline.typ"));
        let press = RedlinePress::new(&Source::new("<built-in>/redline.typ", page));
        let pdf = press.pdf(&Redline::of(&draft, &report)).expect("the page is good");
        assert!(!pdf.windows(11).any(|part| part == b"LineThrough"));
    }
}
