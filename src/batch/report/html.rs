//! The report as one page for the browser, which needs nothing else.
//!
//! All text is escaped by the engine, and the page's policy lets only its own style and script
//! run, by their hashes: hostile text is text. Without the script everything is shown; with it,
//! the counts are filters.

use tera::{Context, Tera};

use super::Report;
use super::page::Page;
use crate::text::AsHtml;

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// The SHA-256 of the style; a test says when it is another one.
const STYLE_HASH: &str = "UOAvocWqueQLBBd4Lw0GOEfJZLs+n9n8T8z8bYpiuWM=";
/// The SHA-256 of the script.
const SCRIPT_HASH: &str = "bdkjkRjLP5yF6bG9sDipdXF1BAv+c05jkz2LYR+Qlzg=";

/// Writes a report as an HTML page.
pub(super) fn write(report: &Report) -> String {
    const TESTED: &str = "the page is tried out by a test, and takes any text";
    let mut tera = Tera::default();
    tera.set_escape_fn(|text, out| write!(out, "{}", AsHtml(text)));
    tera.add_raw_template("page.html", PAGE).expect(TESTED);
    let mut context = Context::from_serialize(&Page::of(report, &report.together())).expect(TESTED);
    let own = [
        ("style", STYLE),
        ("script", SCRIPT),
        ("style_hash", STYLE_HASH),
        ("script_hash", SCRIPT_HASH),
    ];
    for (name, text) in own {
        context.insert(name, text);
    }
    tera.render("page.html", &context).expect(TESTED)
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, Engine};
    use jiff::civil::date;
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::batch::report::tests::{answered, failed};

    #[test]
    fn the_policy_lets_this_style_and_script_run() {
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        assert_eq!([hash(STYLE), hash(SCRIPT)], [STYLE_HASH, SCRIPT_HASH]);
    }

    #[test]
    fn the_page_is_made_of_any_report() {
        for items in [vec![], vec![answered("a.yaml"), answered("b.yaml"), failed("c.yaml")]] {
            let page = write(&Report::of(items, date(2017, 1, 10)));
            assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
        }
    }

    #[test]
    fn hostile_text_is_text() {
        let hostile = "</script><img src=x onerror='alert(1)'>\u{202e}\"&";
        let mut item = answered(hostile);
        item.why = vec![hostile.to_owned()];
        item.error = Some(hostile.to_owned());
        let account = item.account.as_mut().expect("it has one");
        account.chamber_name = hostile.to_owned();
        account.acts = vec![hostile.to_owned()];
        account.paragraphs[0].paragraph = hostile.to_owned();
        for point in &mut account.points {
            point.text = hostile.to_owned();
            point.open = Some(hostile.to_owned());
        }
        let mut other = item.clone();
        other.opinion.push('2');
        let page = write(&Report::of(vec![item, other], date(2017, 1, 10)));
        assert!(!page.contains("<img"), "{page}");
        assert_eq!(page.matches("</script>").count(), 1);
        let shown =
            "&lt;/script&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;\u{fffd}&quot;&amp;";
        assert!(page.matches(shown).count() > 10, "{page}");
    }
}
