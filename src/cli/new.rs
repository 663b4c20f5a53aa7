//! `chancery new`.

use anyhow::{Context, bail, ensure};
use clap::{Args, Subcommand};

use super::{Common, Exit, files, say};
use crate::name::PlainName;
use crate::office;

/// Print a commented skeleton to fill in
#[derive(Debug, Subcommand)]
pub(super) enum NewCommand {
    /// Print the skeleton of an opinion file
    #[command(
        after_help = "Example:\n  chancery new opinion ro-camera > opinions/ro-camera-com-2016-379.yaml"
    )]
    Opinion(OpinionArgs),
    /// Print the skeleton of a paragraph file
    #[command(after_help = "\
Example:
  chancery new paragraph firearms > templates/paragraphs/security/firearms.md")]
    Paragraph(ParagraphArgs),
}

#[derive(Debug, Args)]
pub(super) struct OpinionArgs {
    /// The id of the chamber; `chancery chambers list` shows all
    chamber: String,
}

#[derive(Debug, Args)]
pub(super) struct ParagraphArgs {
    /// The id of the paragraph: the name of its file
    id: String,
}

/// Runs `chancery new`.
pub(super) fn run(command: &NewCommand, common: &Common) -> anyhow::Result<Exit> {
    match command {
        NewCommand::Opinion(args) => {
            let office = common.office()?;
            let Some(chamber) = office.register.get(&args.chamber) else {
                let hint = office.register.instead_of(&args.chamber);
                bail!("unknown chamber `{}`; {hint}", args.chamber);
            };
            let kind = chamber.kinds.first().context("the chamber uses no kind of opinion")?;
            let skeleton = OPINION
                .replace("CHAMBER", &chamber.id)
                .replace("NAME", &chamber.the())
                .replace("KIND", kind.word());
            files::print(skeleton.as_bytes())?;
        }
        NewCommand::Paragraph(args) => {
            ensure!(
                PlainName::parse(&args.id).is_some(),
                "`{}` cannot be the name of a paragraph; use letters without accents, digits, `-` and `_`",
                args.id
            );
            if office::is_built_in_paragraph(&args.id) {
                say::line(format!(
                    "There is a built-in paragraph `{0}`: a file `{0}.md` below `templates/paragraphs/` \
                     takes its place. To change its wording, begin with `chancery library show {0}`.",
                    args.id
                ));
            }
            files::print(PARAGRAPH.as_bytes())?;
        }
    }
    Ok(Exit::Complete)
}

const OPINION: &str = "\
# What the opinion of NAME says, for `chancery draft`.
# Lines that begin with # are comments; remove the # to use a line.
chamber: CHAMBER
# how it came: political-dialogue, reasoned or own-initiative
kind: KIND
# reference: \"12/2016\"          # the chamber's own number
# adopted: 2016-10-04           # year-month-day
# received: 2016-10-12          # the three months for the reply run from here
acts:                           # an own-initiative opinion has a line `subject: on …` instead
  - reference: '[COM(2016) 379 final]'
    kind: proposal              # communication, proposal, proposal-regulation, proposal-directive,
                                # proposal-decision, recommendation, report, green-paper, white-paper,
                                # work-programme, staff-working-document, other
    subject: '[the title as it stands after the kind, such as on hospital data exchange]'
#   transmitted: 2016-06-20     # the eight weeks for a reasoned opinion run from here
#   threshold: quarter          # for proposals under Article 76 TFEU; otherwise third
points:                         # everything that the opinion raises, one entry each
  - text: '[what the opinion says, in a sentence or two]'
    stance: request             # support, concern, request, question, criticism
#   id: prisons                 # a short name; without one the point is known by its number
#   reference: paragraph 8      # where it stands in the opinion
#   answer: [ran-prisons]       # use these paragraphs; `chancery library list` shows all
#   exclude: [sis-ii]           # never use these
#   annex: true                 # answer it in the annex
# reply:
#   number: C(2017) 16 final
#   date: 2017-01-10
#   addressee: { title: Mr, name: First Last }   # office: …, address: [line, line], salutation: Dear Chair
#   copy_to: []                 # the same shape as addressee
#   signatories: [timmermans, king]
";

const PARAGRAPH: &str = "\
---
# Cleared wording that makes one paragraph of a letter. README.md tells what each field is for.
title: '[what it is about, for those who look for it]'
topic: '[what it is about, as it stands in a sentence]'
terms: ['[words by which a chamber may speak of it]']
# acts: [COM(2016) 379 final]
# stances: [concern, request, question]     # none given: any
# valid: { from: 2016-01-01, until: 2017-12-31 }
# review_by: 2017-06-30
# owner: DG HOME
# sources: [where its facts come from]
# abbreviations: { RAN: Radicalisation Awareness Network }
# country_facts: { RO: { services: two } }  # used as {% if country.services %}…{% endif %}
# claims: [{ text: words of the body, until: 2017-03-31, then: words that take their place }]
# examples: [a point that it answered before]
# opens: true                               # it acknowledges the point itself: no lead-in
# context: true                             # it introduces every reply on one of its acts
# annex: true                               # it belongs in the annex
# aspect: subsidiarity                      # or proportionality, in replies to reasoned opinions
---
[Write the wording here, one sentence a line.]
[Say {{ chamber.the }} for the name of the chamber.]
";
