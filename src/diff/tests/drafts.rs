//! Drafts to compare: those of `opinions/`, as the tool writes them. The bench takes them too.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chancery::diagnostic::Source;
use chancery::draft::{self, Block, Draft, Origin};
use chancery::matching::Matcher;
use chancery::office::{Office, Places};
use chancery::opinion::Opinion;
use jiff::civil::date;

/// The drafts of all opinions of `opinions/` that have at least four paragraphs.
pub(crate) static DRAFTS: LazyLock<Vec<Draft>> = LazyLock::new(|| {
    let office = Office::open(&Places::default()).expect("the built-in files are sound");
    let matcher = Matcher::of(&office);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("opinions");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    paths.sort();
    let drafts = paths.iter().map(|path| {
        let text = fs::read_to_string(path).expect("it is text");
        let name = path.display().to_string();
        let today = date(2017, 1, 10);
        let opinion = Opinion::parse(&Source::new(&name, &text), &office, today)
            .expect("the example is sound")
            .value;
        let day = opinion.letter_date(today);
        let found = matcher.match_points(&opinion, &office.library, &office.settings, day);
        draft::compose(&opinion, &found, &office, &name, day).expect("it can be composed")
    });
    drafts.filter(|draft| draft.blocks.len() >= 4).collect()
});

/// A draft as it is when somebody has taken the comments out.
pub(crate) fn without_pedigree(mut draft: Draft) -> Draft {
    for block in &mut draft.blocks {
        block.origin = Origin::Hand;
    }
    draft
}

/// A paragraph by a hand.
pub(crate) fn hand(text: &str) -> Block {
    Block::new(Origin::Hand, Vec::new(), text)
}

/// How many words a text has.
pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
