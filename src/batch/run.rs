//! The threads of a run.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use anyhow::Context;

use super::make::Done;
use super::{Item, State, Task};
use crate::desk::Desk;
use crate::fingerprint::fingerprint;
use crate::render::{Format, Printer};
use crate::replies::{Basis, Replies};

/// A run over many opinions.
pub struct Batch<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) printer: Printer<'a>,
    pub(super) replies: &'a Replies,
    /// What all replies have in common.
    pub(super) basis: Basis,
    /// The fingerprint of the page.
    pub(super) page: String,
    pub(super) types: &'a [Format],
    pub(super) what_if: bool,
    jobs: NonZeroUsize,
    fail_fast: bool,
}

/// How a run is to be done.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// What is made besides drafts, which are always made.
    pub types: &'a [Format],
    /// How many threads work.
    pub jobs: NonZeroUsize,
    /// Whether the first failure ends the run.
    pub fail_fast: bool,
    /// Whether nothing is written and the changes are kept for showing.
    pub what_if: bool,
}

/// Who is told what a run does, while it does it.
pub trait Witness {
    /// So many opinions are done, in whatever order.
    fn counted(&mut self, count: usize);
    /// An opinion is done; told in the order of the tasks.
    fn done(&mut self, done: &Done);
}

impl<'a> Batch<'a> {
    /// Prepares a run.
    pub fn new(desk: &'a Desk<'a>, replies: &'a Replies, options: Options<'a>) -> Self {
        let office = desk.office();
        Self {
            desk,
            printer: Printer::new(&office.page),
            replies,
            basis: Basis::of(office),
            page: fingerprint(office.page.text.as_bytes()),
            types: options.types,
            what_if: options.what_if,
            jobs: options.jobs,
            fail_fast: options.fail_fast,
        }
    }

    /// Makes the replies of all tasks and returns an item for each that was reached: for all of
    /// them, unless the first failure ends the run.
    ///
    /// What is made does not depend on the number of threads. Each thread holds one letter at a
    /// time, so that memory does not grow with the number of letters.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn run(&self, tasks: &[Task], witness: &mut dyn Witness) -> anyhow::Result<Vec<Item>> {
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (sender, receiver) = mpsc::channel::<(usize, Done)>();
        thread::scope(|scope| {
            for _ in 0..self.jobs.get().min(tasks.len()) {
                let (sender, next, stop) = (sender.clone(), &next, &stop);
                let work = move || {
                    while !stop.load(Ordering::Relaxed) {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(task) = tasks.get(at) else { break };
                        let done = self.make(task);
                        if self.fail_fast && done.item.state == State::Failed {
                            stop.store(true, Ordering::Relaxed);
                        }
                        if sender.send((at, done)).is_err() {
                            break;
                        }
                    }
                };
                let thread = thread::Builder::new().stack_size(STACK);
                thread.spawn_scoped(scope, work).context("cannot start a thread")?;
            }
            drop(sender);
            Ok(in_order(&receiver, witness))
        })
    }
}

/// As much as a main thread usually has: opinions and drafts may be nested deeply.
const STACK: usize = 8 << 20;

/// Passes on what comes in any order in the order of the tasks.
fn in_order(receiver: &mpsc::Receiver<(usize, Done)>, witness: &mut dyn Witness) -> Vec<Item> {
    let (mut waiting, mut items, mut next) = (BTreeMap::new(), Vec::new(), 0);
    for (count, (at, done)) in (1..).zip(receiver) {
        witness.counted(count);
        waiting.insert(at, done);
        while let Some(done) = waiting.remove(&next) {
            witness.done(&done);
            items.push(done.item);
            next += 1;
        }
    }
    items
}
