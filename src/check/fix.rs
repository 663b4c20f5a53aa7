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
    let mut fixed = Fixed { source: source.clone(), count: 0 };
    let mut found = check(source)?;
    for _ in 0..ROUNDS {
        let fixes = apart(&found);
        if fixes.is_empty() {
            break;
        }
        let next = Source::new(fixed.source.name.clone(), &applied(&fixed.source.text, &fixes));
        let Ok(next_found) = check(&next) else { break };
        fixed = Fixed { source: next, count: fixed.count + fixes.len() };
        found = next_found;
    }
    Ok(fixed)
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
    let mut fixed = String::with_capacity(text.len());
    let mut at = 0;
    for fix in fixes {
        fixed.push_str(&text[at..fix.place.start]);
        fixed.push_str(&fix.text);
        at = fix.place.end;
    }
    fixed.push_str(&text[at..]);
    fixed
}
