//! The wordings that a paragraph has in the course of time: its body, and a later one from each day
//! on which claims are replaced. All of them are templates of the library's engine.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Claim, Later, Paragraph, read};
use crate::diagnostic::Rejected;
use crate::template::{Engine, Template};

impl Paragraph {
    /// Tells whether its wording of a day is the same in every letter.
    pub fn is_fixed_on(&self, day: Date) -> bool {
        self.body_on(day).is_fixed()
    }

    /// Tells whether none of its wordings needs another paragraph to be filled.
    pub(super) fn stands_alone(&self) -> bool {
        self.days().all(|day| self.body_on(day).stands_alone())
    }

    /// A day of each wording that it has in the course of time.
    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        let changes = self.claims.iter().filter(|claim| claim.then.is_some());
        [Date::MIN].into_iter().chain(changes.filter_map(|claim| claim.until.tomorrow().ok()))
    }

    /// The claims that are replaced on a day, in the order of their ends.
    fn replaced_on(&self, day: Date) -> Vec<(&Claim, &Later)> {
        let past = self.claims.iter().filter(|claim| day > claim.until);
        let mut replaced: Vec<_> =
            past.filter_map(|claim| Some((claim, claim.then.as_ref()?))).collect();
        replaced.sort_by_key(|(claim, _)| claim.until);
        replaced
    }

    /// The name of its wording of a day among the templates of the library.
    pub(super) fn name_on(&self, day: Date) -> String {
        match self.replaced_on(day).last() {
            Some((claim, _)) => format!("{} after {}", self.id, claim.until),
            None => self.id.to_string(),
        }
    }

    /// The body as it is on a day: statements that have gone out of date are replaced.
    fn body_on(&self, day: Date) -> Template {
        let mut body = self.body.clone();
        for (claim, then) in self.replaced_on(day) {
            body.reworded = Some(body.text().replace(&claim.text, &then.text));
            body.part = then.place.clone();
        }
        body
    }
}

/// Compiles all wordings of paragraphs. Those that were kept are right and wait until a letter
/// needs them, unless a new one may take text from them.
pub(super) fn compile(
    paragraphs: &BTreeMap<String, Paragraph>,
    is_kept: impl Fn(&str) -> bool,
) -> Result<Engine, Vec<Rejected>> {
    let facts = |name: &str| {
        let id = name.split_once(' ').map_or(name, |(id, _)| id);
        paragraphs.get(id).map(read::facts).unwrap_or_default()
    };
    let (kept, new): (Vec<&Paragraph>, Vec<&Paragraph>) =
        paragraphs.values().partition(|one| is_kept(one.id.as_str()));
    let compiled = if new.iter().all(|one| one.stands_alone()) {
        Engine::compile(wordings(new), facts).map(|engine| engine.with_tried(wordings(kept)))
    } else {
        Engine::compile(wordings(paragraphs.values()), facts)
    };
    compiled.map_err(|mut rejected| {
        // What is wrong with a wording is wrong with the later ones too.
        rejected.dedup_by(|later, earlier| later.source.name == earlier.source.name);
        rejected
    })
}

/// Returns the wordings of paragraphs by name, those of one after another.
fn wordings<'a>(paragraphs: impl IntoIterator<Item = &'a Paragraph>) -> BTreeMap<String, Template> {
    let wordings = paragraphs
        .into_iter()
        .flat_map(|one| one.days().map(|day| (one.name_on(day), one.body_on(day))));
    wordings.collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::diagnostic::Source;
    use crate::library::Library;
    use crate::template::Variables;

    /// A paragraph with a claim that ends in March and what is said then.
    fn file(then: &str, body: &str) -> (String, String, Source) {
        let text = format!(
            "---\ntitle: Prisons\nclaims: [{{ text: in early 2017, until: 2017-03-31, then: {then:?} }}]\n\
             ---\n{body}\n"
        );
        ("security".to_owned(), "prisons".to_owned(), Source::new("prisons.md", &text))
    }

    fn mistake(then: &str, body: &str) -> String {
        let rejected = Library::parse(vec![file(then, body)]).expect_err("it has a mistake");
        rejected.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
    }

    #[test]
    fn what_is_said_later_is_tried_out_when_it_is_loaded() {
        insta::assert_snapshot!(mistake("in {{ chamber.nme }}", "It comes in early 2017."));
        insta::assert_snapshot!(mistake("in {{ country.when }", "It comes in early 2017."));
        insta::assert_snapshot!(mistake("in {{ stance | round }}", "It comes in early 2017."));
        insta::assert_snapshot!(mistake("in \u{4e00}", "It comes in early 2017."));
    }

    #[test]
    fn a_mistake_of_the_body_is_told_once() {
        let told = mistake("later", "{{ chamber.nme }} comes in early 2017.");
        assert_eq!(told.matches("unknown variable").count(), 1, "{told}");
    }

    #[test]
    fn what_is_said_later_may_take_text_from_another_paragraph() {
        let other = "---\ntitle: Other\n---\nAnd more.\n";
        let other = ("security".to_owned(), "other".to_owned(), Source::new("other.md", other));
        let body = "It comes in early 2017. {% include \"other\" %}";
        let library =
            Library::parse(vec![file("to {{ chamber.the }}", body), other]).expect("it is right");
        let paragraph = library.get("prisons").expect("it is there");
        let filled = |day| {
            library.fill(paragraph, &Variables::sample("RO"), day).expect("it can be filled").text
        };
        let (last, first) = (date(2017, 3, 31), date(2017, 4, 1));
        assert_eq!(filled(last), "It comes in early 2017. And more.");
        assert_eq!(filled(first), "It comes to the Camera Deputaților. And more.");
    }

    #[test]
    fn a_fixed_paragraph_may_be_filled_later() {
        let file = file("in {{ chamber.country }}", "It comes in early 2017.");
        let library = Library::parse(vec![file]).expect("it is right");
        let paragraph = library.get("prisons").expect("it is there");
        assert!(paragraph.is_fixed_on(date(2017, 3, 31)));
        assert!(!paragraph.is_fixed_on(date(2017, 4, 1)));
    }
}
