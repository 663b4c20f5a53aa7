//! One opinion: what its reply would be now, what lies in the folder, and what is done about it.

use anyhow::{anyhow, bail};
use jiff::civil::Date;

use super::plan::{self, Plan, Versions};
use super::{Action, Batch, Item, State, Task, Weakest, why};
use crate::diagnostic::{Diagnostic, Source};
use crate::draft::{self, Draft, Mark};
use crate::fingerprint::hash;
use crate::name::PlainName;
use crate::render::Format;
use crate::replies::{Account, Asked, Base, Basis, Made, Printed, Reply, There, Written};
use crate::text::{shown, written_date};

/// What a run did for one opinion.
#[derive(Debug)]
pub struct Done {
    /// The item of the report.
    pub item: Item,
    /// Why it failed.
    pub error: Option<anyhow::Error>,
    /// What is to be said about the opinion's file all the same.
    pub warnings: Option<(Source, Vec<Diagnostic>)>,
    /// The draft before and after, where one that is there would change; only when nothing is
    /// written.
    pub changes: Option<Box<(Draft, Draft)>>,
}

/// The draft as the tool makes it now.
struct Fresh {
    text: String,
    draft: Draft,
    account: Account,
    basis: Basis,
    warnings: Vec<Diagnostic>,
}

/// The PDF of a draft.
struct Print {
    /// Whether it is wanted and not up to date.
    is_needed: bool,
    /// What is to be written, if anything is.
    bytes: Option<Vec<u8>>,
    /// What it is made from.
    from: Option<Printed>,
}

impl Batch<'_> {
    /// Makes the reply of one opinion. Whatever goes wrong is an item that failed.
    pub(super) fn make(&self, task: &Task) -> Done {
        self.try_to_make(task).unwrap_or_else(|error| {
            let item = Item {
                opinion: task.shown.clone(),
                state: State::Failed,
                action: Action::None,
                reply: self.shown(task),
                gaps: Vec::new(),
                error: Some(format!("{error:#}")),
                due: None,
                weakest: None,
                why: Vec::new(),
                files: Vec::new(),
                edited: false,
                account: None,
            };
            Done { item, error: Some(error), warnings: None, changes: None }
        })
    }

    fn try_to_make(&self, task: &Task) -> anyhow::Result<Done> {
        if let Some(problem) = &task.problem {
            bail!(problem.clone());
        }
        let source = Source::from_bytes(task.shown.clone(), &task.read()?)?;
        let made = self.replies.made(&task.name)?;
        let day = made.as_ref().and_then(|made| made.basis.day);
        let basis = self.basis.reply(&source, &task.shown, day.map(|_| self.desk.today()));
        let same = made.as_ref().filter(|made| made.basis == basis);
        if let Some(made) = same
            && self.is_up_to_date(task, made)?
        {
            return Ok(self.drafted(task, made.account.clone(), Action::Unchanged));
        }
        let kept = match same {
            Some(made) => self.kept(task, made)?,
            None => None,
        };
        let fresh = match kept {
            Some(fresh) => fresh,
            None => self.fresh(task, &source, basis)?,
        };
        self.bring_up_to_date(task, source, fresh, made.as_ref())
    }

    /// Tells whether all files are as they were made, and the draft its own base.
    fn is_up_to_date(&self, task: &Task, made: &Made) -> anyhow::Result<bool> {
        let (draft, base) = (self.replies.draft(&task.name)?, self.replies.base(&task.name)?);
        let base = base.filter(|base| hash(base.as_bytes()) == made.draft);
        let is_as_drafted = base.is_some() && draft == base.map(String::into_bytes);
        Ok(is_as_drafted && self.is_printed(task, made.printed.as_ref(), &made.draft)?)
    }

    /// Tells whether the PDF, if it is wanted, is there as it was printed from a draft.
    fn is_printed(
        &self,
        task: &Task,
        printed: Option<&Printed>,
        draft: &str,
    ) -> anyhow::Result<bool> {
        if !self.types.contains(&Format::Pdf) {
            return Ok(true);
        }
        let is_from_draft = printed == Some(&self.printed(draft));
        Ok(is_from_draft && self.replies.is_as_written(&task.name, Format::Pdf.extension())?)
    }

    /// Returns the base of a draft whose basis is the same: drafted again, it would be the same.
    fn kept(&self, task: &Task, made: &Made) -> anyhow::Result<Option<Fresh>> {
        let base =
            self.replies.base(&task.name)?.filter(|base| hash(base.as_bytes()) == made.draft);
        let Some(text) = base else { return Ok(None) };
        let draft = plan::read(&self.shown(task), &text)?;
        let Made { basis, account, .. } = made.clone();
        Ok(Some(Fresh { text, draft, account, basis, warnings: Vec::new() }))
    }

    /// Drafts the reply.
    fn fresh(&self, task: &Task, source: &Source, basis: Basis) -> anyhow::Result<Fresh> {
        let answer = self.desk.answer(source, &task.shown)?;
        let is_dated = answer.opinion.reply.date.is_some();
        let account = Account::of(&answer);
        let (draft, text) = draft::seal(answer.draft);
        Ok(Fresh {
            text,
            draft,
            account,
            basis: Basis { day: (!is_dated).then_some(self.desk.today()), ..basis },
            warnings: answer.warnings,
        })
    }

    fn bring_up_to_date(
        &self,
        task: &Task,
        source: Source,
        fresh: Fresh,
        made: Option<&Made>,
    ) -> anyhow::Result<Done> {
        let there = self.replies.there(&task.name)?;
        if let Some(sent) = fresh.account.sent {
            return Ok(self.sent(task, fresh.account, sent, &there));
        }
        self.replies.ensure_answers(&task.name, &there, &task.path)?;
        let before = there.draft().filter(|_| self.what_if).cloned();
        let base = self.replies.base(&task.name)?;
        let why = match (&there, made) {
            (There::Nothing, None) => vec!["the opinion is new".to_owned()],
            (There::Nothing, Some(_)) => vec!["the draft is missing".to_owned()],
            (_, None) => vec!["it is not known what the draft was made from".to_owned()],
            (_, Some(made)) => why::changes(made, &fresh.basis, &fresh.account),
        };
        let versions = Versions { text: &fresh.text, draft: &fresh.draft, base: base.as_deref() };
        let mut plan = Plan::of(there, &versions, why, &self.shown(task))?;
        if let Some(obstacle) = &plan.obstacle {
            return Ok(self.left(task, fresh.account, &plan, obstacle));
        }
        let mut files = Vec::new();
        if matches!(plan.action, Action::Written | Action::Merged) {
            files.push(self.shown(task));
        }
        let print = self.print(task, &mut plan, &fresh.account, made)?;
        if print.is_needed {
            let path = self.replies.path(&task.name, Format::Pdf.extension());
            files.push(shown(&path));
        }

        let mut done = self.drafted(task, fresh.account.clone(), plan.action);
        if plan.hand.is_some() {
            stand(&mut done.item, &plan.draft);
            done.item.edited = true;
        }
        done.item.why.clone_from(&plan.why);
        done.item.files = files;
        done.warnings = Some((source, fresh.warnings)).filter(|(_, found)| !found.is_empty());
        if self.what_if {
            let changes = before.filter(|before| *before != plan.draft);
            done.changes = changes.map(|before| Box::new((before, plan.draft)));
            return Ok(done);
        }
        let asked = Asked::from(&fresh.account);
        let made = Made {
            basis: fresh.basis,
            draft: hash(fresh.text.as_bytes()),
            printed: print.from,
            account: fresh.account,
        };
        let mut bytes = Vec::new();
        if plan.writes_draft() {
            bytes.push((Format::Markdown.extension(), plan.text.clone().into_bytes()));
        }
        bytes.extend(print.bytes.map(|pdf| (Format::Pdf.extension(), pdf)));
        let reply = Reply {
            files: &bytes,
            base: Some(Base { text: fresh.text.as_bytes(), asked: &asked }),
            hand: plan.hand.as_deref(),
            made: Some(&made),
        };
        let written = self.replies.put(&task.name, &reply)?;
        if written == Written::Unchanged && done.item.action == Action::Written {
            // Made again because nothing was known of them, and they came out the same.
            (done.item.action, done.item.why) = (Action::Unchanged, Vec::new());
            done.item.files.clear();
        }
        Ok(done)
    }

    /// A draft that should be brought up to date and cannot be.
    fn left(&self, task: &Task, account: Account, plan: &Plan, obstacle: &str) -> Done {
        let mut done = self.drafted(task, account, plan.action);
        stand(&mut done.item, &plan.draft);
        let points = done.item.points().iter().filter_map(|point| PlainName::parse(&point.id));
        let unknown = points.filter(|id| plan.draft.lacks(id.as_str())).map(Mark::Unknown);
        let unknown = unknown.map(|mark| mark.to_string());
        let why: Vec<String> = plan.why.iter().cloned().chain(unknown).collect();
        let error = anyhow!(
            "`{}` is not up to date and is left as it is: {}; {obstacle}",
            done.item.reply,
            why.join("; ")
        );
        done.item.state = State::Failed;
        done.item.error = Some(error.to_string());
        done.item.why = why;
        done.item.edited = true;
        done.error = Some(error);
        done
    }

    /// A reply that went out is never written again. Where its draft is not in the folder, nothing
    /// of it is open.
    fn sent(&self, task: &Task, account: Account, sent: Date, there: &There) -> Done {
        let mut done = self.drafted(task, account, Action::None);
        done.item.why = vec![format!("the reply went out on {}", written_date(sent))];
        let is_own = self.replies.ensure_answers(&task.name, there, &task.path).is_ok();
        if let Some(draft) = there.draft().filter(|_| is_own) {
            stand(&mut done.item, draft);
            done.item.edited = matches!(there, There::Edited(..));
        } else {
            done.item.gaps.clear();
            done.item.state = State::Complete;
        }
        done
    }

    /// Prints the PDF of a draft, if it is wanted and not there yet.
    fn print(
        &self,
        task: &Task,
        plan: &mut Plan,
        account: &Account,
        made: Option<&Made>,
    ) -> anyhow::Result<Print> {
        let printed = made.and_then(|made| made.printed.as_ref());
        let draft = hash(Source::new("", &plan.text).text.as_bytes());
        if self.is_printed(task, printed, &draft)? {
            return Ok(Print { is_needed: false, bytes: None, from: printed.cloned() });
        }
        let from = self.printed(&draft);
        if matches!(plan.action, Action::Unchanged) {
            let ending = Format::Pdf.extension();
            let is_there = self.replies.file(&task.name, ending)?.is_some();
            plan.why.push(match printed {
                _ if !is_there => "the PDF is missing".to_owned(),
                Some(before) => why::printed(before, &from),
                None => "it is not known what the PDF was made from".to_owned(),
            });
            plan.action = Action::Written;
        }
        let bytes = if self.what_if {
            None
        } else {
            let as_draft = account.points.iter().any(|point| plan.draft.lacks(&point.id));
            Some(self.printer.print(&plan.draft, Format::Pdf, as_draft)?)
        };
        Ok(Print { is_needed: true, bytes, from: Some(from) })
    }

    fn printed(&self, draft: &str) -> Printed {
        Printed {
            draft: draft.to_owned(),
            page: self.page.clone(),
            chancery: self.basis.chancery.clone(),
        }
    }

    /// Reports a reply whose draft is as the tool made it.
    fn drafted(&self, task: &Task, account: Account, action: Action) -> Done {
        let open = account.points.iter().filter(|point| point.open.is_some());
        let gaps: Vec<String> = open.map(|point| point.id.clone()).collect();
        let weakest = account
            .weakest()
            .map(|point| Weakest { point: point.id.clone(), confidence: point.confidence });
        let item = Item {
            opinion: task.shown.clone(),
            state: if gaps.is_empty() { State::Complete } else { State::Open },
            action,
            reply: self.shown(task),
            gaps,
            error: None,
            due: account.due,
            weakest,
            why: Vec::new(),
            files: Vec::new(),
            edited: false,
            account: Some(account),
        };
        Done { item, error: None, warnings: None, changes: None }
    }

    fn shown(&self, task: &Task) -> String {
        shown(&self.replies.path(&task.name, Format::Markdown.extension()))
    }
}

/// Reports how a reply stands by the draft as it lies in the folder: which points of the opinion,
/// as it says now, are open there.
fn stand(item: &mut Item, draft: &Draft) {
    let is_open = |id: &&str| {
        let mut gaps = draft.gaps().flat_map(|gap| &gap.points);
        draft.lacks(id) || gaps.any(|point| point.as_str() == *id)
    };
    let points = item.points().iter().map(|point| point.id.as_str()).filter(is_open);
    item.gaps = points.map(str::to_owned).collect();
    item.state = if draft.conflicts().next().is_some() {
        State::Conflict
    } else if !item.gaps.is_empty() || draft.gaps().next().is_some() {
        State::Open
    } else {
        State::Complete
    };
    if let Some(account) = &mut item.account {
        account.paragraphs = Account::paragraphs(draft);
    }
}
