//! Mends what has one right answer.

use super::rule::{Finding, Fix};
use crate::diagnostic::{Rejected, Source};

/// A source after what has one right answer was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The text as it is then.
    pub source: Source,
    /// How many findings were mended.
    pub count: usize,
}

/// How often a source is checked anew: a fix may make room for one that it overlapped.
const ROUNDS: usize = 8;

/// Mends a source until nothing is left that has one right answer. Fixes that overlap are never
/// applied together, and mending twice is the same as mending once.
///
/// # Errors
/// The source cannot be checked.
pub fn fix(
    source: &Source,
    check: impl Fn(&Source) -> Result<Vec<Finding>, Rejected>,
) -> Result<Fixed, Rejected> {
    let mut mended = Fixed { source: source.clone(), count: 0 };
    let mut found = check(source)?;
    for _ in 0..ROUNDS {
        let chosen = apart(&found);
        if chosen.is_empty() {
            break;
        }
        let next = Source::new(mended.source.name.clone(), &applied(&mended.source.text, &chosen));
        let Ok(next_found) = check(&next) else { break };
        mended = Fixed { source: next, count: mended.count + chosen.len() };
        found = next_found;
    }
    Ok(mended)
}

/// The fixes in the order of their places; of those that overlap, the first.
fn apart(found: &[Finding]) -> Vec<&Fix> {
    let mut fixes: Vec<&Fix> = found.iter().filter_map(|one| one.fix.as_ref()).collect();
    fixes.sort_by_key(|fix| (fix.place.start, fix.place.end));
    let mut end = 0;
    fixes.retain(|fix| {
        let is_free = fix.place.start >= end;
        end = if is_free { fix.place.end } else { end };
        is_free
    });
    fixes
}

fn applied(text: &str, fixes: &[&Fix]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for fix in fixes {
        mended.push_str(&text[at..fix.place.start]);
        mended.push_str(&fix.text);
        at = fix.place.end;
    }
    mended.push_str(&text[at..]);
    mended
}
