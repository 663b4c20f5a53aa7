//! The merge of what stands around the body, field by field.

use super::told::{Taken, What};
use super::weave::{Settled, settle};
use crate::draft::{About, Conflict, Draft, Frame, NO_DATE, NO_NUMBER};
use crate::text::escape;

/// A merged frame, with what was taken and what is at odds.
pub(super) struct Fields {
    pub(super) about: About,
    pub(super) frame: Frame,
    pub(super) taken: Vec<Taken>,
    pub(super) conflicts: Vec<Conflict>,
}

/// Merges the fields of three drafts. The points are those of the opinion, whatever a hand made of
/// them.
pub(super) fn merge(base: &Draft, hand: &Draft, new: &Draft) -> Fields {
    let mut told =
        Told { hand: shown(hand), new: shown(new), taken: Vec::new(), conflicts: Vec::new() };
    let abouts = [&base.about, &hand.about, &new.about];
    let about = About {
        opinion: told.field("opinion", abouts.map(|one| &one.opinion)),
        chamber: told.field("chamber", abouts.map(|one| &one.chamber)),
        kind: told.field("kind", abouts.map(|one| &one.kind)),
        acts: told.field("acts", abouts.map(|one| &one.acts)),
        points: new.about.points.clone(),
        language: told.field("language", abouts.map(|one| &one.language)),
    };
    let frames = [&base.frame, &hand.frame, &new.frame];
    let frame = Frame {
        place: told.field("place", frames.map(|one| &one.place)),
        date: told.field("date", frames.map(|one| &one.date)),
        number: told.field("number", frames.map(|one| &one.number)),
        addressee: told.lines("addressee", frames.map(|one| &one.addressee)),
        copy_to: told.field("copy_to", frames.map(|one| &one.copy_to)),
        salutation: told.field("salutation", frames.map(|one| &one.salutation)),
        close: told.field("close", frames.map(|one| &one.close)),
        signatures: told.field("signatories", frames.map(|one| &one.signatures)),
    };
    Fields { about, frame, taken: told.taken, conflicts: told.conflicts }
}

/// The fields of a draft by their names in the front matter, each as Markdown of one line.
pub(super) fn shown(draft: &Draft) -> Vec<(&'static str, String)> {
    let Draft { about, frame, .. } = draft;
    let acts = about.acts.iter().map(ToString::to_string);
    let copies = frame.copy_to.iter().map(|person| person.join(", "));
    let signatures = frame.signatures.iter().map(|one| format!("{}, {}", one.name, one.title));
    let fields = [
        ("opinion", about.opinion.clone()),
        ("chamber", about.chamber.clone()),
        ("kind", about.kind.word().to_owned()),
        ("acts", acts.collect::<Vec<_>>().join("; ")),
        ("language", about.language.clone()),
        ("place", frame.place.clone()),
        ("date", frame.date.map_or(NO_DATE.to_owned(), |date| date.to_string())),
        ("number", frame.number.map_or(NO_NUMBER.to_owned(), |number| number.to_string())),
        ("addressee", frame.addressee.join("; ")),
        ("copy_to", copies.collect::<Vec<_>>().join("; ")),
        ("salutation", frame.salutation.clone()),
        ("close", frame.close.clone()),
        ("signatories", signatures.collect::<Vec<_>>().join("; ")),
    ];
    fields.into_iter().map(|(name, text)| (name, escape(&text))).collect()
}

struct Told {
    hand: Vec<(&'static str, String)>,
    new: Vec<(&'static str, String)>,
    taken: Vec<Taken>,
    conflicts: Vec<Conflict>,
}

impl Told {
    /// Merges a field.
    fn field<T: PartialEq + Clone>(&mut self, name: &str, [base, hand, new]: [&T; 3]) -> T {
        match settle(base, hand, new) {
            Settled::Hand => hand.clone(),
            Settled::New => {
                self.take(name);
                new.clone()
            }
            Settled::Conflict => {
                let text = |fields: &[(&str, String)]| {
                    let field = fields.iter().find(|(one, _)| *one == name);
                    field.map_or_else(String::new, |(_, text)| text.clone())
                };
                let (hand_text, new) = (text(&self.hand), text(&self.new));
                self.conflicts.push(Conflict { place: name.to_owned(), hand: hand_text, new });
                hand.clone()
            }
        }
    }

    /// Merges a field line by line, where all three have as many.
    fn lines(&mut self, name: &str, [base, hand, new]: [&Vec<String>; 3]) -> Vec<String> {
        let lines = base.iter().zip(hand).zip(new);
        let settled: Vec<Settled> =
            lines.map(|((base, hand), new)| settle(base, hand, new)).collect();
        let is_even = base.len() == hand.len() && base.len() == new.len();
        if !is_even || settled.contains(&Settled::Conflict) {
            return self.field(name, [base, hand, new]);
        }
        if settled.contains(&Settled::New) {
            self.take(name);
        }
        let line = |((hand, new), settled): ((&String, &String), Settled)| {
            if settled == Settled::New { new.clone() } else { hand.clone() }
        };
        hand.iter().zip(new).zip(settled).map(line).collect()
    }

    fn take(&mut self, name: &str) {
        let place = name.to_owned();
        self.taken.push(Taken { what: What::Field, place, points: Vec::new() });
    }
}
