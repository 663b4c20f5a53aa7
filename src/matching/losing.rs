//! Why one candidate came after another.

use std::ops::Range;

use super::{Explained, meant_for};
use crate::library::Library;
use crate::opinion::Point;
use crate::ranking::Reason;
use crate::text::listed;

/// The most words that are named.
const WORDS: usize = 3;

/// Says why a candidate came after the first one: the weightiest words of the point that it
/// lacks, the documents, the stance. Each is a phrase that goes on from its name.
pub fn lost_because(
    point: &Point,
    library: &Library,
    first: &Explained,
    other: &Explained,
) -> Vec<String> {
    let mut because = Vec::new();
    let lacking = lacking(point, first, other);
    if lacking.is_empty() {
        because.extend(weaker(first, other).into_iter().take(WORDS));
    } else {
        because.push(format!("lacks {}", listed(&lacking)));
    }
    because.extend(first.reasons.iter().filter_map(|reason| match reason {
        Reason::Act { act, in_point, .. } if in_point.is_empty() && !is_about(other, act) => {
            Some(format!("is not about {}", reason.document()?))
        }
        _ => None,
    }));
    let has_example =
        |one: &Explained| one.reasons.iter().any(|reason| matches!(reason, Reason::Example { .. }));
    if has_example(first) && !has_example(other) {
        because.push("has answered no such point before".to_owned());
    }
    if other.reasons.contains(&Reason::Stance)
        && let Some(paragraph) = library.get(&other.candidate.entry)
    {
        because.push(meant_for(&paragraph.stances));
    }
    if because.is_empty() {
        let says_less = nearness(other) < nearness(first);
        because.push(if says_less { SAYS_LESS } else { WEIGHS_LESS }.to_owned());
    }
    because
}

const SAYS_LESS: &str = "speaks less of the same";
const WEIGHS_LESS: &str = "has the same words, but they weigh less there";

/// How much a candidate speaks of the same as the point, all its words together.
fn nearness(candidate: &Explained) -> f64 {
    candidate.reasons.iter().filter(|reason| is_of_all_words(reason)).map(Reason::weight).sum()
}

/// Tells whether a reason is one of all words together, of which it only names those that say most.
fn is_of_all_words(reason: &Reason) -> bool {
    matches!(reason, Reason::Area { .. } | Reason::Notions { .. })
}

/// The words of the point that speak for the first candidate and not for the other one.
fn lacking(point: &Point, first: &Explained, other: &Explained) -> Vec<String> {
    let has = |range: &Range<usize>| {
        let reasons = other.reasons.iter().filter(|reason| !is_of_all_words(reason));
        let mut ranges = reasons.flat_map(Reason::passages);
        ranges.any(|one| one.start < range.end && range.start < one.end)
    };
    let mut lacking: Vec<String> = Vec::new();
    for reason in first.reasons.iter().filter(|reason| !is_of_all_words(reason)) {
        let Some(range) = reason.passages().first().filter(|range| !has(range)) else { continue };
        let Some(word) = point.text.get(range.clone()) else { continue };
        let word = format!("“{word}”");
        if !lacking.contains(&word) {
            lacking.push(word);
        }
    }
    lacking.truncate(WORDS);
    lacking
}

/// The words that the other candidate has in another form, or in a lesser place.
fn weaker(first: &Explained, other: &Explained) -> Vec<String> {
    let mut weaker = Vec::new();
    for reason in &first.reasons {
        let Reason::Term { words, field, in_point, .. } = reason else { continue };
        let there = other.reasons.iter().find(|one| {
            !matches!(one, Reason::Phrase { .. })
                && !is_of_all_words(one)
                && one.passages().first() == in_point.first()
        });
        match there {
            Some(Reason::Term { field: there, .. }) if there > field => {
                weaker.push(format!("has “{words}” only in the {there}"));
            }
            Some(
                Reason::Thesaurus { paragraph, .. }
                | Reason::Abbreviation { paragraph, .. }
                | Reason::Family { paragraph, .. },
            ) => weaker.push(format!("has “{words}” only as “{paragraph}”")),
            _ => {}
        }
    }
    weaker
}

fn is_about(candidate: &Explained, document: &str) -> bool {
    let is_it = |reason: &Reason| matches!(reason, Reason::Act { act, .. } if act == document);
    candidate.reasons.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::WEIGHS_LESS;
    use crate::diagnostic::Source;
    use crate::library::Library;
    use crate::matching::{Context, Matcher, entry, lost_because};
    use crate::name::PlainName;
    use crate::opinion::{Point, Stance};
    use crate::ranking::{Entry, Index, Thesaurus};
    use crate::settings::Settings;

    /// Why the second of two paragraphs, given as front matter and body, lost a point.
    fn lost(text: &str, first: &str, second: &str) -> Vec<String> {
        let file = |id: &str, text: &str| ("f".to_owned(), id.to_owned(), Source::new(id, text));
        let other = "---\ntitle: Rivers\n---\nRivers flow.\n";
        let files = vec![file("one", first), file("two", second), file("rivers", other)];
        let library = Library::parse(files).expect("they are valid");
        let point = Point {
            id: PlainName::of_number(1),
            text: text.to_owned(),
            stance: Stance::Criticism,
            reference: None,
            answer: Vec::new(),
            exclude: Vec::new(),
            in_annex: false,
        };
        let entries: Vec<Entry> = library.iter().map(entry).collect();
        let ranker = Index::new(&entries, &Thesaurus::new("prison, gaol\n"));
        let matcher = Matcher { ranker };
        let settings = Settings::default();
        let context = Context::default();
        let found = matcher.match_point(&point, &context, &library, &settings, None);
        let explained = matcher.explain_point(&point, &context, &found);
        let [first, second, ..] = explained.as_slice() else { panic!("{found:?}") };
        assert_eq!([&first.candidate.entry, &second.candidate.entry], ["one", "two"]);
        lost_because(&point, &library, first, second)
    }

    #[test]
    fn words_that_are_lacking_come_first() {
        let because = lost(
            "Rejects prisons and probation.",
            "---\ntitle: Prisons and probation\n---\nThey matter.\n",
            "---\ntitle: Prisons\nstances: [request]\n---\nThey matter.\n",
        );
        assert_eq!(because, ["lacks “probation”", "is for request only"]);
    }

    #[test]
    fn words_in_another_form_or_place_are_named() {
        let first = "---\ntitle: Prisons\n---\nThey matter.\n";
        let title = |title: &str, body: &str| format!("---\ntitle: {title}\n---\n{body}\n");
        let because = |second: &str| lost("Rejects prisons.", first, second);
        assert_eq!(because(&title("Gaols", "They matter.")), ["has “prisons” only as “gaols”"]);
        assert_eq!(
            because(&title("Law", "On prisons and more.")),
            ["has “prisons” only in the text"]
        );
    }

    #[test]
    fn the_same_words_may_weigh_less() {
        let because = lost(
            "Rejects prisons.",
            "---\ntitle: Prisons\n---\nThey matter.\n",
            "---\ntitle: Prisons of many kinds, old and new\n---\nThey matter.\n",
        );
        assert_eq!(because, [WEIGHS_LESS]);
    }
}
