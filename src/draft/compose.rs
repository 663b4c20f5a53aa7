//! From an opinion and its matches to a draft: what is said, in which order, and where each
//! sentence comes from.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::skeleton::Part;
use super::{About, Block, Draft, Frame, GAP_MARK, Note, Origin, Wording, abbreviations};
use crate::diagnostic::Rejected;
use crate::library::{Aspect, Filled, Paragraph};
use crate::matching::{Match, Outcome};
use crate::office::Office;
use crate::opinion::{Kind, Opinion, Point};
use crate::template::{Variables, stance_of};
use crate::text::{capitalize_first, escape, hard_spaces, one_a_line, relabelled};

/// Composes the reply to an opinion from the matches of its points, one for each in order.
///
/// Every point stands in exactly one place: with the paragraph that answers it, in the sentence
/// that welcomes support, or in a gap. `path` is how the opinion's file is named in the draft.
pub fn compose(
    opinion: &Opinion,
    matches: &[Match],
    office: &Office,
    path: &str,
    day: Date,
) -> Result<Draft, Rejected> {
    let plan = Plan::of(opinion, matches, office, day);
    let mut composer = Composer::new(opinion, office, day);
    composer.letter(&plan)?;
    composer.annex(&plan)?;
    let (blocks, notes) = composer.finish();
    Ok(Draft {
        about: About {
            opinion: path.to_owned(),
            chamber: opinion.chamber.id.clone(),
            kind: opinion.kind,
            acts: opinion.acts.iter().map(|act| act.reference).collect(),
            points: opinion.points.iter().map(|point| point.id.clone()).collect(),
            language: office.settings.language.clone(),
        },
        frame: Frame::of(opinion, &office.settings),
        blocks,
        notes,
        drafted: None,
    })
}

/// What the letter says between opening and closing, in order.
struct Plan<'a> {
    items: Vec<Item<'a>>,
    welcomed: Vec<&'a Point>,
}

/// An answer, or a gap where there is none.
struct Item<'a> {
    /// What answers; `None` is a gap.
    paragraph: Option<&'a Paragraph>,
    /// The match of the first point, for what a gap says.
    because: Option<&'a Match>,
    points: Vec<&'a Point>,
    in_annex: bool,
}

impl<'a> Plan<'a> {
    fn of(opinion: &'a Opinion, matches: &'a [Match], office: &'a Office, day: Date) -> Self {
        let acts = || opinion.acts.iter().map(|act| act.reference);
        let contexts = office
            .library
            .iter()
            .filter(|one| one.is_context && one.is_about(acts()) && one.stale_on(day).is_none());
        let mut plan = Self { items: Vec::new(), welcomed: Vec::new() };
        for paragraph in contexts {
            plan.items.push(Item {
                paragraph: Some(paragraph),
                because: None,
                points: Vec::new(),
                in_annex: false,
            });
        }
        for (point, found) in opinion.points.iter().zip(matches) {
            match found.outcome {
                Outcome::Welcomed => plan.welcomed.push(point),
                Outcome::Unsure | Outcome::Unanswered => plan.items.push(Item {
                    paragraph: None,
                    because: Some(found),
                    points: vec![point],
                    in_annex: point.in_annex,
                }),
                Outcome::Answered | Outcome::Pinned => {
                    for id in &found.paragraphs {
                        plan.answer(office.library.get(id.as_str()), point);
                    }
                }
            }
        }
        if opinion.kind == Kind::Reasoned {
            plan.items.sort_by_key(Item::aspect);
        }
        plan
    }

    /// Adds a point to the answer that its paragraph already gives, or a new answer.
    fn answer(&mut self, paragraph: Option<&'a Paragraph>, point: &'a Point) {
        let Some(paragraph) = paragraph else { return };
        let same = |item: &&mut Item<'_>| item.paragraph.is_some_and(|one| one.id == paragraph.id);
        match self.items.iter_mut().find(same) {
            Some(item) => {
                item.points.push(point);
                item.in_annex &= point.in_annex || paragraph.in_annex;
            }
            None => self.items.push(Item {
                paragraph: Some(paragraph),
                because: None,
                points: vec![point],
                in_annex: point.in_annex || paragraph.in_annex,
            }),
        }
    }

    fn has_annex(&self) -> bool {
        self.items.iter().any(|item| item.in_annex)
    }
}

impl Item<'_> {
    fn aspect(&self) -> Aspect {
        match self.paragraph {
            Some(paragraph) if paragraph.is_context => Aspect::Subsidiarity,
            Some(paragraph) => paragraph.aspect,
            None => Aspect::Substance,
        }
    }
}

/// Writes the blocks of a draft one after the other.
struct Composer<'a> {
    opinion: &'a Opinion,
    office: &'a Office,
    day: Date,
    variables: Variables,
    blocks: Vec<Block>,
    /// The notes of each block, by its index: label in the text and text of the note.
    notes: Vec<Vec<(String, String)>>,
    /// The cleared wording of each block, to tell verbatim from filled.
    cleared: Vec<Option<String>>,
    abbreviations: BTreeMap<String, String>,
    /// The first words of the answers so far, and of those that open by themselves.
    openings: Vec<String>,
}

impl<'a> Composer<'a> {
    fn new(opinion: &'a Opinion, office: &'a Office, day: Date) -> Self {
        Self {
            opinion,
            office,
            day,
            variables: Variables::of(opinion),
            blocks: Vec::new(),
            notes: Vec::new(),
            cleared: Vec::new(),
            abbreviations: BTreeMap::new(),
            openings: Vec::new(),
        }
    }

    fn letter(&mut self, plan: &Plan<'_>) -> Result<(), Rejected> {
        for item in &plan.items {
            if let Some(paragraph) = item.paragraph.filter(|one| one.opens) {
                let filled = self.fill(paragraph, item)?;
                self.openings.push(first_words(&filled.text));
            }
        }
        self.part(Part::Opening, &[])?;
        if !plan.items.iter().any(|item| item.paragraph.is_some_and(|one| one.is_context)) {
            self.part(Part::Context, &[])?;
        }
        let mut aspect = None;
        for item in plan.items.iter().filter(|item| !item.in_annex) {
            if self.opinion.kind == Kind::Reasoned {
                self.transition(aspect, item.aspect())?;
                aspect = Some(item.aspect());
            }
            self.item(item)?;
        }
        if !plan.welcomed.is_empty() {
            self.part(Part::Welcome, &plan.welcomed)?;
        }
        if plan.has_annex() {
            self.part(Part::Pointer, &[])?;
        }
        self.part(Part::Closing, &[])
    }

    fn annex(&mut self, plan: &Plan<'_>) -> Result<(), Rejected> {
        if !plan.has_annex() {
            return Ok(());
        }
        self.part(Part::Annex, &[])?;
        for item in plan.items.iter().filter(|item| item.in_annex) {
            self.item(item)?;
        }
        Ok(())
    }

    /// Words what leads from one aspect of the reply to a reasoned opinion to the next.
    fn transition(&mut self, from: Option<Aspect>, to: Aspect) -> Result<(), Rejected> {
        match (from, to) {
            (Some(before), after) if before == after => Ok(()),
            (Some(_), Aspect::Proportionality) => self.part(Part::Proportionality, &[]),
            (Some(_), Aspect::Substance) => self.part(Part::Substance, &[]),
            _ => Ok(()),
        }
    }

    /// Adds a part of the skeleton, a block for each of its paragraphs, unless it is empty.
    fn part(&mut self, part: Part, points: &[&Point]) -> Result<(), Rejected> {
        let variables = self.variables.clone().answering(points);
        let text = self.office.skeleton.word(part, &variables)?;
        for text in text.split("\n\n").filter(|text| !text.trim().is_empty()) {
            let points = points.iter().map(|point| point.id.clone()).collect();
            let block = Block::new(Origin::Skeleton(part), points, text);
            self.push(block, Vec::new(), None);
        }
        Ok(())
    }

    fn item(&mut self, item: &Item<'_>) -> Result<(), Rejected> {
        match (item.paragraph, item.because) {
            (Some(paragraph), _) => self.answer(paragraph, item),
            (None, because) => {
                let text = gap_text(item.points[0], because);
                let points = vec![item.points[0].id.clone()];
                self.push(Block::new(Origin::Gap, points, text), Vec::new(), None);
                Ok(())
            }
        }
    }

    fn answer(&mut self, paragraph: &Paragraph, item: &Item<'_>) -> Result<(), Rejected> {
        let filled = self.fill(paragraph, item)?;
        let text = match self.before_answer(paragraph, item)? {
            Some(before) => format!("{before} {}", filled.text),
            None => filled.text.clone(),
        };
        for (short, long) in &paragraph.abbreviations {
            self.abbreviations.entry(short.clone()).or_insert_with(|| long.clone());
        }
        let origin = Origin::Library {
            paragraph: paragraph.id.clone(),
            version: paragraph.version.clone(),
            wording: if paragraph.is_fixed_on(self.day) {
                Wording::Verbatim
            } else {
                Wording::Filled
            },
        };
        let points = item.points.iter().map(|point| point.id.clone()).collect();
        self.push(Block::new(origin, points, text), filled.notes, Some(filled.text));
        Ok(())
    }

    fn fill(&self, paragraph: &Paragraph, item: &Item<'_>) -> Result<Filled, Rejected> {
        let variables = self.variables.clone().answering(&item.points);
        self.office.library.fill(paragraph, &variables, self.day)
    }

    /// What stands before an answer: in the annex the place in the opinion, in the letter a
    /// lead-in that has not been used yet.
    fn before_answer(
        &mut self,
        paragraph: &Paragraph,
        item: &Item<'_>,
    ) -> Result<Option<String>, Rejected> {
        let Some(stance) = stance_of(&item.points) else { return Ok(None) };
        if item.in_annex {
            let places: Vec<String> =
                item.points.iter().filter_map(|point| point.reference.clone()).collect();
            let place = capitalize_first(&crate::text::listed(&places));
            return Ok((!places.is_empty()).then(|| format!("**{}:**", escape(&place))));
        }
        if paragraph.opens || paragraph.topic.is_none() {
            return Ok(None);
        }
        let variables =
            self.variables.clone().answering(&item.points).about(paragraph.topic.clone());
        let wordings = variables.clone().about(Some(String::new()));
        let wordings = self.office.skeleton.lead_ins(stance, &wordings)?;
        let lead_ins = self.office.skeleton.lead_ins(stance, &variables)?;
        let unused = wordings.into_iter().zip(lead_ins).find(|(wording, lead_in)| {
            ![wording, &first_words(lead_in)].into_iter().any(|one| self.openings.contains(one))
        });
        let unused = unused.map(|(wording, lead_in)| {
            self.openings.extend([wording, first_words(&lead_in)]);
            lead_in
        });
        Ok(unused)
    }

    fn push(&mut self, block: Block, notes: Vec<(String, String)>, cleared: Option<String>) {
        self.blocks.push(block);
        self.notes.push(notes);
        self.cleared.push(cleared);
    }

    /// Introduces abbreviations, numbers the notes, sets hard spaces and breaks into lines.
    fn finish(mut self) -> (Vec<Block>, Vec<Note>) {
        let mut texts: Vec<&mut String> = self
            .blocks
            .iter_mut()
            .filter(|block| !block.is_gap())
            .map(|block| &mut block.text)
            .collect();
        abbreviations::introduce(&mut texts, &self.abbreviations);
        let mut notes: Vec<Note> = Vec::new();
        for ((block, own), cleared) in self.blocks.iter_mut().zip(&self.notes).zip(&self.cleared) {
            if let Origin::Library { wording, .. } = &mut block.origin {
                let is_whole =
                    cleared.as_ref().is_some_and(|text| block.text.ends_with(text.as_str()));
                if !is_whole {
                    *wording = Wording::Filled;
                }
            }
            number_notes(&mut block.text, own, &mut notes);
            let text = hard_spaces(&block.text);
            block.text = if block.text.starts_with(['#', '>']) { text } else { one_a_line(&text) };
        }
        (self.blocks, notes)
    }
}

/// The words by which two openings are felt to be the same.
fn first_words(text: &str) -> String {
    text.split_whitespace().take(5).collect::<Vec<_>>().join(" ")
}

/// Gives the marks of a text the numbers of the letter: a document that was cited before keeps
/// its number.
fn number_notes(text: &mut String, own: &[(String, String)], notes: &mut Vec<Note>) {
    *text = relabelled(text, |label| {
        let (_, note) = own.iter().find(|(one, _)| one == label)?;
        let note = hard_spaces(note);
        let known = notes.iter().position(|one| one.text == note);
        let number = known.unwrap_or_else(|| {
            notes.push(Note::new((notes.len() + 1).to_string(), note));
            notes.len() - 1
        });
        Some((number + 1).to_string())
    });
}

/// Says what is to be drafted, and why the tool did not.
fn gap_text(point: &Point, because: Option<&Match>) -> String {
    let mut place = vec![format!("point {}", point.id)];
    place.extend(point.reference.as_deref().map(escape));
    place.push(point.stance.word().to_owned());
    let reason = match because {
        Some(found) => found.why_open(),
        None => String::new(),
    };
    let text = escape(&point.text);
    format!("{GAP_MARK} ({}): {text}\n> {}", place.join(", "), escape(&reason))
}
