//! What a point is about, and what it only mentions to set it aside.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use itertools::Itertools;

use super::cues::{
    ASIDE_FROM_HERE, ASIDE_UP_TO_HERE, ASKING, AWAY, CONCEDED_FROM_HERE, Cue, LEAVING, NO_THING,
    TURNS,
};
use super::weights;
use crate::text::sentences;

/// How the passages of a point count.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Focus {
    aside: Vec<Range<usize>>,
    conceded: Vec<Range<usize>>,
    /// Where the last sentence begins.
    last: usize,
}

/// A word in lower case, or a mark that parts clauses.
#[derive(Debug)]
struct Token<'a> {
    text: Cow<'a, str>,
    range: Range<usize>,
}

impl Focus {
    /// Reads which passages of a point count less.
    ///
    /// A point never loses everything: when all of it would be set aside, nothing is.
    pub(super) fn new(text: &str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut focus = Self::default();
        let mut at = 0;
        for sentence in sentences(text) {
            let from = tokens.len();
            add_tokens(sentence, at, &mut tokens);
            at += sentence.len();
            for part in tokens[from..].split(|token| token.text == ";") {
                focus.read_sentence(part);
                if part.len() > 3 {
                    focus.last = part[0].range.start;
                }
            }
        }
        let counts =
            |token: &Token<'_>| token.range.len() > 1 && focus.factor(&token.range, 0.0, 1.0) > 0.0;
        if tokens.iter().any(counts) { focus } else { Self { last: focus.last, ..Self::default() } }
    }

    /// Returns the factor for a word that stands here.
    pub(super) fn weight(&self, range: &Range<usize>) -> f64 {
        let earlier = if range.start < self.last { weights::EARLIER } else { 1.0 };
        earlier * self.factor(range, weights::ASIDE, weights::CONCEDED)
    }

    fn factor(&self, range: &Range<usize>, aside: f64, conceded: f64) -> f64 {
        let within = |passages: &[Range<usize>]| {
            passages.iter().any(|passage| passage.contains(&range.start))
        };
        if within(&self.aside) {
            aside
        } else if within(&self.conceded) {
            conceded
        } else {
            1.0
        }
    }

    fn read_sentence(&mut self, sentence: &[Token<'_>]) {
        let Some(first) = sentence.first() else { return };
        let mut clause = first.range.start;
        for (at, token) in sentence.iter().enumerate() {
            let here = &sentence[at..];
            if clause == token.range.start && leaves(here) {
                self.aside.push(token.range.start..end_of_passage(here));
            }
            if begins_cues(&token.text) {
                self.read_cues(here, clause, at == 0);
            }
            if is_denied_after(sentence, at) {
                self.aside.push(token.range.start..end_of_passage(here));
            } else if TURNS.contains(&&*token.text) {
                self.turn(sentence, at);
                clause = token.range.end;
            }
            if token.text == ":" {
                clause = token.range.end;
            }
        }
    }

    /// Reads the cues that begin here, in a clause that begins where `clause` says.
    fn read_cues(&mut self, here: &[Token<'_>], clause: usize, is_first: bool) {
        let start = here[0].range.start;
        if begins(here, ASIDE_FROM_HERE).is_some() {
            self.aside.push(start..end_of_passage(here));
        }
        if let Some(length) = begins(here, ASIDE_UP_TO_HERE) {
            self.aside.push(clause..here[length - 1].range.end);
        }
        if is_first && begins(here, CONCEDED_FROM_HERE).is_some() {
            self.conceded.push(start..end_of_passage(here));
        }
    }

    /// `not X but Y` sets X aside; `X, but Y` only concedes it.
    fn turn(&mut self, sentence: &[Token<'_>], at: usize) {
        let before = &sentence[..at];
        let not = before.iter().rposition(|token| token.text == "not");
        match not {
            Some(not) if before.get(not + 1).is_some_and(|next| next.text == "only") => {}
            Some(not) if is_contrast(before, not) && sentence[at].text == "but" => {
                self.aside.push(sentence[not].range.start..sentence[at].range.start);
            }
            _ => self.conceded.push(sentence[0].range.start..sentence[at].range.start),
        }
    }
}

/// Tells whether a thing is denied from here, after what is meant: `X, not Y`, or `asks for X, but not for Y`.
/// Without the asking, `X, but not Y` may complain about what becomes of Y.
fn is_denied_after(sentence: &[Token<'_>], at: usize) -> bool {
    let (before, here) = sentence.split_at(at);
    let text = |at: usize| here.get(at).map_or("", |token| &*token.text);
    let (thing, may_deny) = match text(0) {
        "not" => (text(1), before.last().is_some_and(|last| last.text == ",")),
        "but" | "and" if text(1) == "not" => {
            (text(2), (0..at).any(|from| begins(&before[from..], ASKING).is_some()))
        }
        _ => return false,
    };
    may_deny && before.len() > 1 && !thing.is_empty() && !NO_THING.contains(&thing)
}

/// Says whether a `not` denies a thing, as in `it is not X`, rather than a verb.
fn is_contrast(before: &[Token<'_>], not: usize) -> bool {
    let previous = not.checked_sub(1).map_or("", |at| &*before[at].text);
    matches!(previous, "" | "is" | "are" | "was" | "," | "problem" | "issue")
        && before[not..before.len() - 1].iter().all(|token| token.text != ",")
}

/// Returns what stands up to the next comma or colon, with it.
fn passage<'a, 't>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let mark = tokens.iter().position(|token| matches!(&*token.text, "," | ":"));
    &tokens[..mark.map_or(tokens.len(), |mark| mark + 1)]
}

fn end_of_passage(tokens: &[Token<'_>]) -> usize {
    passage(tokens).last().map_or(0, |token| token.range.end)
}

/// Tells whether a clause begins with a passage that leaves its topic.
fn leaves(tokens: &[Token<'_>]) -> bool {
    LEAVING.contains(&&*tokens[0].text)
        && passage(tokens).iter().any(|token| AWAY.contains(&&*token.text))
}

/// Tells whether a cue may begin with a word. Few words do, so that most are passed over quickly.
fn begins_cues(word: &str) -> bool {
    static STARTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let cues = [ASIDE_FROM_HERE, ASIDE_UP_TO_HERE, CONCEDED_FROM_HERE].concat();
        let starts = cues.into_iter().flat_map(|(starts, _)| starts).copied();
        starts.sorted_unstable().dedup().collect()
    });
    STARTS.binary_search(&word).is_ok()
}

/// Returns how many tokens the first fitting cue takes.
fn begins(tokens: &[Token<'_>], cues: &[Cue]) -> Option<usize> {
    let (first, rest) = tokens.split_first()?;
    let possible = cues.iter().filter(|(starts, _)| starts.contains(&&*first.text));
    possible
        .map(|(_, pattern)| *pattern)
        .find_map(|pattern| fits(rest, pattern))
        .map(|used| used + 1)
}

/// Returns how many tokens a pattern takes.
fn fits(tokens: &[Token<'_>], pattern: &str) -> Option<usize> {
    let pattern = pattern.trim_start();
    let (part, others) = pattern.split_once(' ').unwrap_or((pattern, ""));
    if part.is_empty() {
        return Some(0);
    }
    if part == "~" {
        let words = tokens.iter().take(3).take_while(|token| token.range.len() > 1).count();
        return (0..=words).find_map(|skipped| Some(skipped + fits(&tokens[skipped..], others)?));
    }
    let text = tokens.first().map_or("", |token| &*token.text);
    let is_here = part.trim_end_matches('?').split('|').any(|word| word == text);
    let taken = if is_here { fits(&tokens[1..], others).map(|used| used + 1) } else { None };
    taken.or_else(|| if part.ends_with('?') { fits(tokens, others) } else { None })
}

/// Adds the words and marks of a passage that begins at a place of the text.
fn add_tokens<'a>(text: &'a str, place: usize, tokens: &mut Vec<Token<'a>>) {
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if letter.is_alphanumeric() || matches!(letter, '\'' | '\u{2019}') {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            let range = place + from..place + at;
            tokens.push(Token { text: lower_case(&text[from..at]), range });
        }
        if matches!(letter, ';' | ',' | ':') {
            let range = place + at..place + at + 1;
            tokens.push(Token { text: Cow::Borrowed(&text[at..=at]), range });
        }
    }
}

fn lower_case(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_aside(text: &str) -> Vec<&str> {
        Focus::new(text).aside.into_iter().map(|range| &text[range]).collect()
    }

    fn conceded(text: &str) -> Vec<&str> {
        Focus::new(text).conceded.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_topic_set_aside_at_the_beginning_ends_at_the_comma() {
        assert_eq!(set_aside("Apart from wolves, what about bears?"), ["Apart from wolves,"]);
        assert_eq!(
            set_aside("Without going into costs, is it legal?"),
            ["Without going into costs,"]
        );
    }

    #[test]
    fn a_topic_called_another_debate_is_set_aside() {
        assert_eq!(
            set_aside("Wolves are another debate. Bears matter."),
            ["Wolves are another debate"]
        );
    }

    #[test]
    fn topics_are_set_aside_in_many_ways() {
        for (text, aside) in [
            ("Leaving wolves to one side, what of bears?", "Leaving wolves to one side,"),
            (
                "Wolves have been debated at length; bears matter.",
                "Wolves have been debated at length",
            ),
            ("Wolves are no longer the question; bears are.", "Wolves are no longer the question"),
            (
                "Wolves are not what the letter is about; it asks for bears.",
                "Wolves are not what the letter is about",
            ),
            ("Wolves are well protected; bears need more.", "Wolves are well protected"),
            ("Wolves can wait; bears matter.", "Wolves can wait"),
            ("Wolves pose no difficulty. Bears do.", "Wolves pose no difficulty"),
        ] {
            assert_eq!(set_aside(text), [aside]);
        }
        assert!(set_aside("Leaving farmers without help, the plan fails.").is_empty());
    }

    #[test]
    fn what_is_denied_after_what_is_meant_is_set_aside() {
        for (text, aside) in [
            ("More guards for bears, not wolves.", "not wolves"),
            ("Asks for money for bears, but not for wolves.", "but not for wolves"),
            ("It is bears, not wolves, that need help.", "not wolves,"),
            ("Calls for help for bears and not for wolves.", "and not for wolves"),
            ("Wishes to say nothing on wolves, and asks for bears.", "to say nothing on wolves,"),
        ] {
            assert_eq!(set_aside(text), [aside]);
        }
        for text in [
            "The plan covers bears, but not wolves.",
            "Help for bears, not least in winter.",
            "Asks for bears, but not only in winter.",
        ] {
            assert!(set_aside(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_full_stop_in_a_number_ends_no_sentence() {
        let text = "Herring quotas should rise by 2.5 per cent under No. 1286 of this year.";
        assert!((Focus::new(text).weight(&(0..7)) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn what_is_granted_is_conceded() {
        let granted = "Granted, wolves have their merits; bears matter more.";
        assert_eq!(conceded(granted)[0], "Granted,");
        let useful = "However useful wolves may be, bears matter more.";
        assert_eq!(conceded(useful)[0], "However useful wolves may be,");
    }

    #[test]
    fn what_stands_before_the_last_sentence_weighs_less() {
        let focus = Focus::new("Wolves live here. Bears matter more to us.");
        assert!(focus.weight(&(0..6)) < focus.weight(&(18..23)));
    }

    #[test]
    fn what_is_denied_before_a_but_is_set_aside() {
        assert_eq!(set_aside("It is not cost but safety that counts."), ["not cost "]);
        assert!(set_aside("Not only cost but safety counts.").is_empty());
    }

    #[test]
    fn what_stands_before_a_but_is_conceded() {
        assert_eq!(conceded("The aim is right, but the cost is high.")[0], "The aim is right, ");
    }

    #[test]
    fn a_point_never_loses_everything() {
        assert!(set_aside("Wolves are another matter").is_empty());
    }
}
