//! The skeleton: the template around the body, with opening, lead-ins and closing, as
//! `templates/letter.md` has it.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rejected, Source};
use crate::opinion::Stance;
use crate::template::{Engine, Template, Variables};

/// The skeleton of letters.
#[derive(Debug)]
pub struct Skeleton {
    engine: Engine,
}

/// A part of a letter that the skeleton words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The thanks, naming chamber and act.
    Opening,
    /// A sentence on the act where no paragraph of the library introduces it.
    Context,
    /// The sentence that welcomes what is supported and has no paragraph of its own.
    Welcome,
    /// In the reply to a reasoned opinion: from subsidiarity to proportionality.
    Proportionality,
    /// In the reply to a reasoned opinion: from both principles to the substance.
    Substance,
    /// The sentence that points to the annex.
    Pointer,
    /// The hope and the outlook.
    Closing,
    /// The heading of the annex and what stands under it.
    Annex,
}

impl Part {
    /// The words of draft files, which are the names of the blocks in the skeleton.
    pub const WORDS: [(&'static str, Self); 8] = [
        ("opening", Self::Opening),
        ("context", Self::Context),
        ("welcome", Self::Welcome),
        ("proportionality", Self::Proportionality),
        ("substance", Self::Substance),
        ("pointer", Self::Pointer),
        ("closing", Self::Closing),
        ("annex", Self::Annex),
    ];

    /// Returns the word of draft files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, part)| *part == self).map_or("", |(word, _)| word)
    }
}

const NAME: &str = "letter.md";

impl Skeleton {
    /// Compiles the skeleton; a block that is missing is reported.
    pub fn parse(source: &Source) -> Result<Self, Rejected> {
        let template = Template::new(source.clone(), 0..source.text.len());
        let missing: Vec<Diagnostic> = Part::WORDS
            .iter()
            .map(|(word, _)| (*word).to_owned())
            .chain(Stance::WORDS.iter().map(|(word, _)| format!("lead_in_{word}")))
            .filter(|block| !source.text.contains(&format!("{{% block {block} %}}")))
            .map(|block| {
                Diagnostic::error(format!("the skeleton has no block `{block}`")).with_hint(
                    format!("add `{{% block {block} %}}…{{% endblock %}}`; it may be empty"),
                )
            })
            .collect();
        if !missing.is_empty() {
            return Err(Rejected::new(source.clone(), missing));
        }
        let templates = BTreeMap::from([(NAME.to_owned(), template)]);
        let engine = Engine::compile(templates, |_| Vec::new())
            .map_err(|mut rejected| rejected.remove(0))?;
        let skeleton = Self { engine };
        let sample = Variables::sample("RO");
        for (_, part) in Part::WORDS {
            skeleton.word(part, &sample)?;
        }
        for (_, stance) in Stance::WORDS {
            skeleton.lead_ins(stance, &sample)?;
        }
        Ok(skeleton)
    }

    /// Words a part; a part that has nothing to say is empty.
    pub fn word(&self, part: Part, variables: &Variables) -> Result<String, Rejected> {
        self.engine.render_block(NAME, part.word(), variables)
    }

    /// Returns the lead-ins for a stance, in the order of the skeleton, a line each.
    pub fn lead_ins(&self, stance: Stance, variables: &Variables) -> Result<Vec<String>, Rejected> {
        let block = format!("lead_in_{}", stance.word());
        let lines = self.engine.render_block(NAME, &block, variables)?;
        Ok(lines
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect())
    }
}
