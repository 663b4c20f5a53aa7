//! One opinion: what its reply would be now, what lies in the folder, and what is done about it.

use std::fs;

use anyhow::{Context, bail};

use super::report::{Action, Item, State};
use super::{Batch, Task, why};
use crate::diagnostic::{Diagnostic, Source};
use crate::draft::{self, Draft};
use crate::render::Format;
use crate::replies::{Account, Basis, Made, Printed, Refused, Reply, There, Written, hash};

/// What a run did for one opinion.
#[derive(Debug)]
pub struct Done {
    /// The item of the report.
    pub item: Item,
    /// Why it failed.
    pub error: Option<anyhow::Error>,
    /// What is to be said about the opinion's file all the same.
    pub warnings: Option<(Source, Vec<Diagnostic>)>,
    /// The draft before and after, where it changes; only when nothing is written.
    pub changes: Option<Box<(Option<Draft>, Draft)>>,
}

/// The draft as the tool makes it now.
struct Fresh {
    text: String,
    account: Account,
    warnings: Vec<Diagnostic>,
}

/// What the draft in the folder is to become.
struct Plan {
    /// The text that the draft has in the end.
    text: String,
    /// What is done about the draft.
    action: Action,
    why: Vec<String>,
    /// The draft of a hand that is replaced by a merged one.
    hand: Option<Vec<u8>>,
    /// Whether a hand has changed the draft.
    is_edited: bool,
}

impl Batch<'_> {
    /// Makes the reply of one opinion. Whatever goes wrong is an item that failed.
    pub(super) fn make(&self, task: &Task) -> Done {
        self.try_to_make(task).unwrap_or_else(|error| Done {
            item: Item {
                opinion: task.shown.clone(),
                state: State::Failed,
                action: Action::None,
                reply: self.shown(task, Format::Markdown),
                gaps: Vec::new(),
                error: Some(format!("{error:#}")),
                due: None,
                why: Vec::new(),
                edited: false,
                account: None,
            },
            error: Some(error),
            warnings: None,
            changes: None,
        })
    }

    fn try_to_make(&self, task: &Task) -> anyhow::Result<Done> {
        if let Some(problem) = &task.problem {
            bail!("{problem}");
        }
        let source = read(task)?;
        let made = self.replies.made(&task.name)?;
        let day = made.as_ref().and_then(|made| made.basis.day);
        let basis = self.basis.reply(&source, &task.shown, day.map(|_| self.desk.today()));
        if let Some(made) = made.as_ref().filter(|made| made.basis == basis)
            && self.is_up_to_date(task, made)?
        {
            return Ok(done(task, self, made.account.clone(), Action::Unchanged));
        }
        self.bring_up_to_date(task, &source, basis, made)
    }

    /// Tells whether all files are as they were made.
    fn is_up_to_date(&self, task: &Task, made: &Made) -> anyhow::Result<bool> {
        let draft = self.replies.draft(&task.name)?;
        let is_as_drafted = draft.is_some_and(|draft| hash(&draft) == made.draft);
        if !is_as_drafted || !self.types.contains(&Format::Pdf) {
            return Ok(is_as_drafted);
        }
        let printed = made.printed.as_ref().is_some_and(|one| *one == self.printed(&made.draft));
        Ok(printed && self.replies.is_as_written(&task.name, Format::Pdf.extension())?)
    }

    fn bring_up_to_date(
        &self,
        task: &Task,
        source: &Source,
        basis: Basis,
        made: Option<Made>,
    ) -> anyhow::Result<Done> {
        let (fresh, basis) = self.fresh(task, source, basis, made.as_ref())?;
        let there = self.replies.there(&task.name)?;
        if let Some(sent) = fresh.account.sent {
            let mut done = done(task, self, fresh.account, Action::None);
            done.item.why = vec![format!("the reply went out on {sent}")];
            if let There::Edited(_, Some(read)) = there {
                stand(&mut done.item, &read.draft);
            }
            return Ok(done);
        }
        let mut plan = self.plan(task, &fresh, there, &basis, made.as_ref())?;
        let draft = read_draft(self, task, &plan.text)?;
        let printed = self.print(task, &draft, &mut plan, made.as_ref())?;
        let mut item = done(task, self, fresh.account.clone(), plan.action);
        item.warnings = Some((source.clone(), fresh.warnings)).filter(|(_, one)| !one.is_empty());
        if plan.is_edited {
            stand(&mut item.item, &draft);
        }
        item.item.why = plan.why;
        if self.what_if {
            let changes = matches!(plan.action, Action::Written | Action::Merged)
                && self.replies.draft(&task.name)?.as_deref() != Some(plan.text.as_bytes());
            if changes {
                let before = self.replies.draft(&task.name)?;
                let before = before.and_then(|bytes| String::from_utf8(bytes).ok());
                let before = before.and_then(|text| read_draft(self, task, &text).ok());
                item.changes = Some(Box::new((before, draft)));
            }
            return Ok(item);
        }
        let mut files = printed.bytes.map_or(Vec::new(), |bytes| vec![("pdf", bytes)]);
        let is_draft_written = plan.hand.is_some() || !plan.is_edited;
        if is_draft_written {
            files.insert(0, ("md", plan.text.into_bytes()));
        }
        let made = Made {
            basis,
            draft: hash(fresh.text.as_bytes()),
            printed: printed.from,
            account: fresh.account,
        };
        let is_settled = plan.action != Action::None;
        let written = self.replies.put(
            &task.name,
            &Reply {
                files: &files,
                base: is_settled.then_some(fresh.text.as_bytes()),
                hand: plan.hand.as_deref(),
                made: is_settled.then_some(&made),
            },
        )?;
        if written == Written::Unchanged && item.item.action == Action::Written {
            item.item.action = Action::Unchanged;
            item.item.why.clear();
        }
        Ok(item)
    }

    /// Drafts the reply, unless it is known that the draft would be its base again.
    fn fresh(
        &self,
        task: &Task,
        source: &Source,
        basis: Basis,
        made: Option<&Made>,
    ) -> anyhow::Result<(Fresh, Basis)> {
        if let Some(made) = made.filter(|made| made.basis == basis)
            && let Some(base) = self.replies.base(&task.name)?
            && hash(base.as_bytes()) == made.draft
        {
            let account = made.account.clone();
            return Ok((Fresh { text: base, account, warnings: Vec::new() }, basis));
        }
        let answer = self.desk.answer(source, &task.shown)?;
        let day = answer.opinion.reply.date.is_none().then(|| self.desk.today());
        let account = Account::of(&answer);
        let fresh = Fresh { text: draft::write(&answer.draft), account, warnings: answer.warnings };
        Ok((fresh, Basis { day, ..basis }))
    }

    fn plan(
        &self,
        task: &Task,
        fresh: &Fresh,
        there: There,
        basis: &Basis,
        made: Option<&Made>,
    ) -> anyhow::Result<Plan> {
        let plan = |action, why| Plan {
            text: fresh.text.clone(),
            action,
            why,
            hand: None,
            is_edited: false,
        };
        let changes = || match made {
            Some(made) => why::changes(made, basis, &fresh.account),
            None => vec!["it is not known what the draft was made from".to_owned()],
        };
        Ok(match there {
            There::Nothing if made.is_some() => {
                plan(Action::Written, vec!["the draft is missing".to_owned()])
            }
            There::Nothing => plan(Action::Written, vec!["the opinion is new".to_owned()]),
            There::Drafted(bytes) if bytes == fresh.text.as_bytes() => {
                plan(Action::Unchanged, Vec::new())
            }
            There::Drafted(_) => plan(Action::Written, changes()),
            There::Edited(bytes, Some(read)) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let kept = |action, why| Plan { text, action, why, hand: None, is_edited: true };
                if read.draft.drafted == fingerprint(&fresh.text) {
                    kept(Action::Unchanged, Vec::new())
                } else {
                    let mut why = changes();
                    why.push("the draft was changed by hand and is left as it is".to_owned());
                    kept(Action::None, why)
                }
            }
            There::Edited(bytes, None) => {
                let shown = self.shown(task, Format::Markdown);
                draft::read(&Source::from_bytes(shown.clone(), &bytes)?)?;
                bail!(Refused::Edited(shown));
            }
            There::Foreign(_) => bail!(Refused::Foreign(self.shown(task, Format::Markdown))),
        })
    }

    /// Prints the PDF of a draft, if it is wanted and not there yet.
    fn print(
        &self,
        task: &Task,
        draft: &Draft,
        plan: &mut Plan,
        made: Option<&Made>,
    ) -> anyhow::Result<Print> {
        let before = made.and_then(|made| made.printed.clone());
        if !self.types.contains(&Format::Pdf) {
            return Ok(Print { bytes: None, from: before });
        }
        let from = self.printed(&hash(plan.text.as_bytes()));
        let ending = Format::Pdf.extension();
        if before.as_ref() == Some(&from) && self.replies.is_as_written(&task.name, ending)? {
            return Ok(Print { bytes: None, from: Some(from) });
        }
        if plan.action == Action::Unchanged {
            plan.action = Action::Written;
            let is_there = self.replies.file(&task.name, ending)?.is_some();
            plan.why.push(match &before {
                _ if !is_there => "the PDF is missing".to_owned(),
                Some(before) if before.page != from.page => "the page changed".to_owned(),
                Some(before) if before.draft != from.draft => {
                    "the draft was changed by hand".to_owned()
                }
                _ => "it is not known what the PDF was made from".to_owned(),
            });
        }
        let bytes = match self.what_if {
            true => None,
            false => Some(self.printer.print(draft, Format::Pdf, false)?),
        };
        Ok(Print { bytes, from: Some(from) })
    }

    fn printed(&self, draft: &str) -> Printed {
        Printed {
            draft: draft.to_owned(),
            page: self.page.clone(),
            chancery: self.basis.chancery.clone(),
        }
    }

    fn shown(&self, task: &Task, format: Format) -> String {
        self.replies.path(&task.name, format.extension()).display().to_string()
    }
}

/// A PDF, or that none has to be made.
struct Print {
    bytes: Option<Vec<u8>>,
    from: Option<Printed>,
}

fn read(task: &Task) -> anyhow::Result<Source> {
    let bytes = fs::read(&task.path).with_context(|| format!("cannot read `{}`", task.shown))?;
    Ok(Source::from_bytes(task.shown.clone(), &bytes)?)
}

fn read_draft(batch: &Batch<'_>, task: &Task, text: &str) -> anyhow::Result<Draft> {
    let source = Source::new(batch.shown(task, Format::Markdown), text);
    Ok(draft::read(&source)?.value.draft)
}

/// The fingerprint that stands in a draft as the tool wrote it.
fn fingerprint(text: &str) -> Option<String> {
    let source = Source::new("", text);
    draft::read(&source).ok()?.value.draft.drafted
}

fn done(task: &Task, batch: &Batch<'_>, account: Account, action: Action) -> Done {
    let open = account.points.iter().filter(|point| point.open.is_some());
    let gaps: Vec<String> = open.map(|point| point.id.clone()).collect();
    let item = Item {
        opinion: task.shown.clone(),
        state: if gaps.is_empty() { State::Complete } else { State::Open },
        action,
        reply: batch.shown(task, Format::Markdown),
        gaps,
        error: None,
        due: account.due,
        why: Vec::new(),
        edited: false,
        account: Some(account),
    };
    Done { item, error: None, warnings: None, changes: None }
}

/// Says how a reply stands by the draft that a hand has changed.
fn stand(item: &mut Item, draft: &Draft) {
    let open: Vec<_> = draft.gaps().flat_map(|gap| &gap.points).collect();
    let points = draft.about.points.iter().filter(|point| open.contains(point));
    item.gaps = points.map(ToString::to_string).collect();
    let is_open = draft.gaps().next().is_some();
    item.state = if is_open { State::Open } else { State::Complete };
    item.edited = true;
}
