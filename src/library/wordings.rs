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
    let (kept, new): (Vec<&Paragraph>, Vec<&Paragraph>) =
        paragraphs.values().partition(|one| is_kept(one.id.as_str()));
    if new.iter().all(|one| one.stands_alone()) {
        Ok(compiled(wordings(new), paragraphs)?.with_tried(wordings(kept)))
    } else {
        compiled(wordings(paragraphs.values()), paragraphs)
    }
}

fn compiled(
    wordings: BTreeMap<String, Template>,
    paragraphs: &BTreeMap<String, Paragraph>,
) -> Result<Engine, Vec<Rejected>> {
    let facts = |name: &str| {
        let id = name.split_once(' ').map_or(name, |(id, _)| id);
        paragraphs.get(id).map(read::facts).unwrap_or_default()
    };
    Engine::compile(wordings, facts).map_err(|mut rejected| {
        // What is wrong with a wording is wrong with the later ones too.
        rejected.dedup_by(|later, earlier| later.source.name == earlier.source.name);
        rejected
    })
}

/// Adds to what was rejected what else is wrong with the wordings, as far as that can be told before all
/// files are right: with those of the other paragraphs, and with the bodies of the rejected ones.
pub(super) fn with_mistakes_in_wordings(
    paragraphs: &BTreeMap<String, Paragraph>,
    mut rejected: Vec<Rejected>,
) -> Vec<Rejected> {
    let mut templates = wordings(paragraphs.values().filter(|one| one.stands_alone()));
    let bodies = rejected.iter().filter_map(|one| read::body_without_facts(&one.source));
    let bodies = bodies.filter(Template::stands_alone);
    templates.extend(bodies.map(|body| (body.source.name.clone(), body)));
    let found = compiled(templates, paragraphs).err();
    for more in found.into_iter().flatten() {
        match rejected.iter_mut().find(|one| one.source.name == more.source.name) {
            Some(one) => {
                let found = std::mem::take(&mut one.found).into_iter().chain(more.found);
                *one = Rejected::new(more.source, found.collect());
            }
            None => rejected.push(more),
        }
    }
    rejected.sort_by(|a, b| a.source.name.cmp(&b.source.name));
    rejected
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

    /// What is told of files, each given with its name and its front matter after the title and its body.
    fn told(files: &[(&str, &str, &str)]) -> String {
        let files = files.iter().map(|(id, front, body)| {
            let text = format!("---\ntitle: {id}\n{front}---\n{body}\n");
            ("field".to_owned(), (*id).to_owned(), Source::new(format!("{id}.md"), &text))
        });
        let rejected = Library::parse(files.collect()).expect_err("there are mistakes");
        rejected.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
    }

    #[test]
    fn mistakes_of_all_front_matters_and_bodies_are_told_at_once() {
        insta::assert_snapshot!(told(&[
            ("a", "stances: [angry]\n", "To {{ chamber.nme }}."),
            ("b", "", "To {{ chamber.nme }}."),
            ("c", "", "To {{ chamber.name."),
            ("d", "", "As {% include \"a\" %} says."),
        ]));
    }

    #[test]
    fn facts_that_cannot_be_read_are_not_told_as_unknown() {
        let facts = "stances: [angry]\ncountry_facts: { RO: { services: two } }\n";
        let told = told(&[("a", facts, "The {{ country.services }}.")]);
        assert!(!told.contains("unknown variable"), "{told}");
    }

    #[test]
    fn a_paragraph_that_includes_a_right_one_is_no_mistake_because_another_is_wrong() {
        let files =
            [("a", "", "{% include \"b\" %}"), ("b", "", "The b."), ("c", "", "To {{ chamber.")];
        let told = told(&files);
        assert_eq!(told.matches("error").count(), 1, "{told}");
        assert!(told.contains("c.md:4"), "{told}");
    }

    #[test]
    fn paragraphs_that_include_one_another_are_told() {
        insta::assert_snapshot!(told(&[
            ("a", "", "{% include \"b\" %}"),
            ("b", "", "{% include \"a\" %}")
        ]));
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
