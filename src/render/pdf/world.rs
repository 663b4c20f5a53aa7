//! What Typst sees: one page template, one letter as JSON, four fonts. No other file, no
//! package, no clock. A page `letter.typ` reads `letter.json` and defines the function `letter`.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// What all letters have in common.
pub(super) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    page: Source,
    name: String,
    data: FileId,
}

impl Desk {
    /// Lays a page template on the desk; it is parsed here, once.
    pub(super) fn new(name: &str, page: &str) -> Self {
        let fonts = fonts();
        // The whole program. Words of a letter are data; they never become part of it.
        let main = format!("#import \"{name}.typ\": {name}\n#{name}(json(\"{name}.json\"))\n");
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: Source::new(id(&format!("{name}-main.typ")), main),
            page: Source::new(id(&format!("{name}.typ")), page.to_owned()),
            name: name.to_owned(),
            data: id(&format!("{name}.json")),
        }
    }

    /// Returns the id of the page template.
    pub(super) fn page(&self) -> FileId {
        self.page.id()
    }

    /// Returns the name of the page's function, which is that of its files too.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Lays a letter on the desk; its day is what `datetime.today` gives.
    pub(super) fn world(&self, data: Vec<u8>, today: Option<Datetime>) -> DeskWorld<'_> {
        DeskWorld { desk: self, data: Bytes::new(data), today }
    }
}

/// The serif faces of Libertinus, which come first among Typst's fonts (a test looks): to look
/// into all of them would cost more than a letter.
fn fonts() -> Vec<Font> {
    typst_assets::fonts().take(4).flat_map(|data| Font::iter(Bytes::new(data))).collect()
}

/// Typst keeps the ids of files forever, but the same name has the same id.
fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the name is a plain one");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// A letter on the desk.
pub(super) struct DeskWorld<'a> {
    desk: &'a Desk,
    data: Bytes,
    today: Option<Datetime>,
}

impl World for DeskWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.desk.book
    }

    fn main(&self) -> FileId {
        self.desk.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.desk.main, &self.desk.page]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| self.not_here())
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.desk.data { Ok(self.data.clone()) } else { Err(self.not_here()) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

impl DeskWorld<'_> {
    fn not_here(&self) -> FileError {
        let name = &self.desk.name;
        FileError::Other(Some(format!("a page has no other file than `{name}.json`").into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_faces_of_one_family_are_taken() {
        let fonts = fonts();
        assert!(fonts.iter().all(|font| font.info().family == "Libertinus Serif"));
        let names: Vec<String> = fonts.iter().filter_map(Font::post_script_name).collect();
        let wanted = ["Regular", "Bold", "Italic", "BoldItalic"];
        assert_eq!(names, wanted.map(|style| format!("LibertinusSerif-{style}")));
    }

    #[test]
    fn every_character_that_may_be_written_has_a_glyph_in_all_faces() {
        let fonts = fonts();
        let is_private =
            |character: char| matches!(u32::from(character), 0xe000..=0xf8ff | 0xf_0000..);
        for character in ('\u{20}'..=char::MAX).filter(|one| !is_private(*one)) {
            let has_glyphs =
                fonts.iter().all(|font| font.info().coverage.contains(character.into()));
            assert_eq!(crate::text::is_displayable(character), has_glyphs, "{character:?}");
        }
    }
}
