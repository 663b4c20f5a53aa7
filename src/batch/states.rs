//! How opinions ended when they were last run, for the next run that wants some of them only.

use std::collections::BTreeMap;

use anyhow::Context;

use super::{Item, Shard, State, Task};
use crate::replies::Replies;

/// The states of the last run in a folder, by the paths of the opinions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct States {
    /// What all runs have kept.
    known: Known,
    /// What the runs have kept to which the next one belongs: whole runs, or those on one shard.
    own: Known,
    /// The names under which runs on shards have kept their part of it.
    shards: Vec<String>,
}

type Known = BTreeMap<String, State>;

impl States {
    /// Reads how the last run ended, if there was one: the last whole run, and the runs on shards
    /// since then. Where shards differ about an opinion, the worst state holds, unless a run on
    /// the same `shard` knows it.
    pub fn read(replies: &Replies, shard: Option<Shard>) -> anyhow::Result<Option<Self>> {
        let shards = replies.kept(&format!("{WHOLE}-"))?;
        let whole = known(replies, WHOLE)?;
        if whole.is_none() && shards.is_empty() {
            return Ok(None);
        }
        let mut of_shards = Known::new();
        for name in &shards {
            for (opinion, state) in known(replies, name)?.unwrap_or_default() {
                let worst = of_shards.entry(opinion).or_insert(state);
                *worst = state.min(*worst);
            }
        }
        let mut states = whole.unwrap_or_default();
        states.extend(of_shards);
        let own = match shard {
            Some(_) => known(replies, &name(shard))?.unwrap_or_default(),
            None => states.clone(),
        };
        states.extend(own.clone());
        Ok(Some(Self { known: states, own, shards }))
    }

    /// Tells whether an opinion ended in one of some states.
    pub fn has(&self, task: &Task, states: &[State]) -> bool {
        self.known.get(&task.shown).is_some_and(|state| states.contains(state))
    }

    /// Keeps how a run ended. Of opinions that it was not about, what was known stays known. A
    /// whole run takes up what was kept of shards.
    pub fn keep(
        mut self,
        items: &[Item],
        replies: &Replies,
        shard: Option<Shard>,
    ) -> anyhow::Result<()> {
        self.own.extend(items.iter().map(|item| (item.opinion.clone(), item.state)));
        let mut text = serde_json::to_string_pretty(&self.own).context("cannot write JSON")?;
        text.push('\n');
        replies.keep(&name(shard), text.as_bytes())?;
        let mut taken_up = self.shards.iter().filter(|_| shard.is_none());
        taken_up.try_for_each(|name| replies.forget(name))
    }
}

/// The name under which whole runs keep their states.
const WHOLE: &str = "states";

fn name(shard: Option<Shard>) -> String {
    match shard {
        Some(shard) => format!("{WHOLE}-{}", shard.part()),
        None => WHOLE.to_owned(),
    }
}

fn known(replies: &Replies, name: &str) -> anyhow::Result<Option<Known>> {
    let Some(bytes) = replies.recall(name)? else { return Ok(None) };
    let damaged = || {
        "what is remembered of earlier runs is damaged; run once without `--only`, which writes it \
         anew"
    };
    serde_json::from_slice(&bytes).ok().with_context(damaged).map(Some)
}
