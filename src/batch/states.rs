//! How opinions ended when they were last run, for the next run that wants some of them only.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::{Item, Shard, State, Task};
use crate::replies::Replies;

/// How opinions ended when they were last run, by their paths.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct States(BTreeMap<String, State>);

impl States {
    /// Reads what earlier runs kept, or earlier runs on the same shard, if there were any.
    pub fn read(replies: &Replies, shard: Option<Shard>) -> anyhow::Result<Option<Self>> {
        let Some(bytes) = replies.recall(&name(shard))? else { return Ok(None) };
        let damaged = || {
            "what is remembered of earlier runs is damaged; run once without `--only`, which writes \
             it anew"
        };
        serde_json::from_slice(&bytes).ok().with_context(damaged).map(Some)
    }

    /// Tells whether an opinion ended in one of some states.
    pub fn has(&self, task: &Task, states: &[State]) -> bool {
        self.0.get(&task.shown).is_some_and(|state| states.contains(state))
    }

    /// Keeps how a run ended. Of opinions that it was not about, what was known stays known.
    pub fn keep(
        mut self,
        items: &[Item],
        replies: &Replies,
        shard: Option<Shard>,
    ) -> anyhow::Result<()> {
        self.0.extend(items.iter().map(|item| (item.opinion.clone(), item.state)));
        let mut text = serde_json::to_string_pretty(&self).context("cannot write JSON")?;
        text.push('\n');
        replies.keep(&name(shard), text.as_bytes())
    }
}

fn name(shard: Option<Shard>) -> String {
    match shard {
        Some(shard) => format!("states-{}", shard.part()),
        None => "states".to_owned(),
    }
}
