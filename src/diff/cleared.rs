//! The cleared wording of a draft, as the library has it now.

use jiff::civil::Date;

use crate::diagnostic::Rejected;
use crate::draft::{self, Draft, Note, Origin};
use crate::library::Library;
use crate::matching::{Match, Outcome};
use crate::office::Office;
use crate::opinion::{Opinion, Point};

/// Composes a draft anew from the paragraphs that it uses. Without the opinion it is their bodies
/// alone, with `…` for what would be filled in.
pub(super) fn wording(
    draft: &Draft,
    office: &Office,
    opinion: Option<&Opinion>,
    today: Date,
) -> Result<Draft, Rejected> {
    let Some(opinion) = opinion else { return Ok(unfilled(draft, &office.library)) };
    let matches: Vec<Match> = opinion.points.iter().map(|point| as_drafted(draft, point)).collect();
    let day = opinion.letter_date(today);
    draft::compose(opinion, &matches, office, &draft.about.opinion, day)
}

/// The match that leads to the answer that the draft gives to a point.
fn as_drafted(draft: &Draft, point: &Point) -> Match {
    let answers = draft.blocks.iter().filter(|block| block.points.contains(&point.id));
    let (mut paragraphs, mut is_welcomed) = (Vec::new(), false);
    for block in answers {
        match &block.origin {
            Origin::Library { paragraph, .. } => paragraphs.push(paragraph.clone()),
            Origin::Skeleton(_) => is_welcomed = true,
            Origin::Gap | Origin::Hand => {}
        }
    }
    let outcome = match (paragraphs.is_empty(), is_welcomed) {
        (false, _) => Outcome::Pinned,
        (true, true) => Outcome::Welcomed,
        (true, false) => Outcome::Unanswered,
    };
    let candidates = Vec::new();
    Match {
        point: point.id.clone(),
        outcome,
        paragraphs,
        perhaps_also: None,
        confidence: 1.0,
        candidates,
        ruled_out: Vec::new(),
        held_back: None,
    }
}

/// The paragraphs of the library that the draft uses, with `…` for what is filled in.
fn unfilled(draft: &Draft, library: &Library) -> Draft {
    let (mut blocks, mut notes) = (Vec::new(), Vec::new());
    for block in &draft.blocks {
        let Origin::Library { paragraph, .. } = &block.origin else { continue };
        let Some(known) = library.get(paragraph.as_str()) else { continue };
        let body = known.body.blanked().replace("[^", &format!("[^{paragraph}."));
        let (text, definitions) = body.split_once("\n\n[^").unwrap_or((&body, ""));
        blocks.push(draft::Block { text: text.trim().to_owned(), ..block.clone() });
        notes.extend(definitions.split("\n[^").filter_map(|definition| {
            let (label, text) = definition.split_once("]:")?;
            Some(Note::new(label, text.trim()))
        }));
    }
    Draft { blocks, notes, drafted: None, ..draft.clone() }
}
