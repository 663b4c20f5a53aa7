//! The merge of one paragraph, sentence by sentence.

use std::borrow::Cow;
use std::collections::HashSet;

use itertools::Itertools;
use pulldown_cmark::{Event, Parser, Tag};

use super::notes::Notes;
use super::weave::{Settled, Side, Slot, settle, weave};
use crate::diff::{Lexicon, Pair, common, likeness};
use crate::draft::{Draft, markdown_options};
use crate::text::{is_space, protect_line_start, sentences};

/// A paragraph in which two versions are merged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    /// Its text; where the versions are at odds, that of the hand.
    pub(super) text: String,
    /// What they are at odds about: the sentences of the hand, and the new ones.
    pub(super) conflicts: Vec<(String, String)>,
}

/// What the merge of a paragraph has to know of the rest of the drafts.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The notes of the drafts.
    pub(super) notes: Notes,
    /// The sentences that the hand has taken out, wherever they stood.
    gone: HashSet<Vec<String>>,
    /// Those that it has left, wherever they stand now.
    left: HashSet<Vec<String>>,
}

impl Context {
    pub(super) fn of(base: &Draft, hand: &Draft, notes: Notes) -> Self {
        let all = |draft: &Draft| -> HashSet<Vec<String>> {
            let sentences = draft.blocks.iter().flat_map(|block| sentences(&block.text));
            sentences.map(words).collect()
        };
        let (base, hand) = (all(base), all(hand));
        Self { notes, gone: &base - &hand, left: &base & &hand }
    }

    /// Tells whether a text would bring back a sentence that the hand has taken out.
    pub(super) fn would_bring_back(&self, text: &str) -> bool {
        sentences(text).into_iter().any(|sentence| self.gone.contains(&words(sentence)))
    }
}

fn words(sentence: &str) -> Vec<String> {
    sentence.split_whitespace().map(str::to_owned).collect()
}

/// Merges a paragraph; what is none, such as a list, is merged as a whole.
pub(super) fn merge(base: &str, hand: &str, new: &str, context: &Context) -> Text {
    if ![base, hand, new].into_iter().all(is_paragraph) {
        return whole(hand, new);
    }
    let mut lexicon = Lexicon::default();
    let [base, hand, new] = [base, hand, new].map(|text| Version::of(text, &mut lexicon));
    let (in_hand, in_new) = (pairs(&base, &hand), pairs(&base, &new));
    let hand_side = Side { len: hand.sentences.len(), pairs: &in_hand };
    let slots = weave(&hand_side, &Side { len: new.sentences.len(), pairs: &in_new });
    Merging { base, hand, new, context }.text(&slots)
}

/// Leaves the text of the hand and sets the whole of it against the new one.
pub(super) fn whole(hand: &str, new: &str) -> Text {
    Text { text: hand.to_owned(), conflicts: vec![(hand.to_owned(), new.to_owned())] }
}

fn is_paragraph(text: &str) -> bool {
    let mut events = Parser::new_ext(text, markdown_options());
    matches!(events.next(), Some(Event::Start(Tag::Paragraph)))
}

/// A paragraph as its sentences, with the words of each as numbers.
struct Version<'a> {
    sentences: Vec<&'a str>,
    words: Vec<Vec<u32>>,
}

impl<'a> Version<'a> {
    fn of(text: &'a str, lexicon: &mut Lexicon) -> Self {
        let sentences = sentences(text);
        let words = sentences.iter().map(|sentence| lexicon.words(sentence)).collect();
        Self { sentences, words }
    }
}

/// Pairs the sentences of two versions in order: the same ones, and between them those that may
/// have been changed into each other, as many as there are.
fn pairs(base: &Version<'_>, other: &Version<'_>) -> Vec<Pair> {
    let pair = |old: usize, new: usize| Pair { old, new, has_moved: false };
    let same = common(&base.words, &other.words);
    let ends = [(base.words.len(), other.words.len())];
    let mut pairs = Vec::new();
    let (mut old, mut new) = (0, 0);
    for (to_old, to_new) in same.into_iter().chain(ends) {
        let changed = changed(&base.words[old..to_old], &other.words[new..to_new]);
        pairs.extend(changed.into_iter().map(|(one, two)| pair(old + one, new + two)));
        if to_old < base.words.len() {
            pairs.push(pair(to_old, to_new));
        }
        (old, new) = (to_old + 1, to_new + 1);
    }
    pairs
}

/// Pairs sentences in order so that most are paired, and with what is most like them.
fn changed(old: &[Vec<u32>], new: &[Vec<u32>]) -> Vec<(usize, usize)> {
    // The best sum for what stands from a place on, on either side.
    let mut best = vec![vec![0.0_f64; new.len() + 1]; old.len() + 1];
    let gain = |one: usize, other: usize| 1.0 + likeness(&old[one], &new[other]);
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            let paired = gain(one, other) + best[one + 1][other + 1];
            best[one][other] = paired.max(best[one + 1][other]).max(best[one][other + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut one, mut other) = (0, 0);
    while one < old.len() && other < new.len() {
        if best[one][other] <= best[one + 1][other] {
            one += 1;
        } else if best[one][other] <= best[one][other + 1] {
            other += 1;
        } else {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        }
    }
    pairs
}

/// What becomes of a slot: the sentence that stands in the text, that of the hand, which may stand
/// elsewhere, and the new one that it is at odds with, which is empty if that would take it out.
struct Step<'a> {
    text: Cow<'a, str>,
    by_hand: &'a str,
    against: Option<&'a str>,
}

struct Merging<'a> {
    base: Version<'a>,
    hand: Version<'a>,
    new: Version<'a>,
    context: &'a Context,
}

impl<'a> Merging<'a> {
    fn text(&self, slots: &[Slot]) -> Text {
        let runs = slots.iter().chunk_by(|slot| slot.base.is_none());
        let mut steps = Vec::new();
        for (is_added, run) in &runs {
            let run: Vec<&Slot> = run.collect();
            let added = if is_added { self.added(&run) } else { Added::default() };
            steps.extend(run.into_iter().map(|slot| self.step(slot, &added)));
        }
        steps.retain(|step| !step.text.is_empty() || step.against.is_some());
        let conflicts = steps
            .iter()
            .chunk_by(|step| step.against.is_some())
            .into_iter()
            .filter_map(|(is_conflict, steps)| is_conflict.then(|| readings(steps)))
            .collect();
        Text { text: joined(steps.iter().map(|step| &*step.text)), conflicts }
    }

    /// The words of the sentences that each side has added in one place.
    fn added(&self, run: &[&Slot]) -> Added<'_> {
        let hand = run.iter().filter_map(|slot| Some(&self.hand.words[slot.hand?]));
        let new = run.iter().filter_map(|slot| Some(&self.new.words[slot.new?]));
        Added { hand: hand.collect(), new: new.collect() }
    }

    fn step(&self, slot: &Slot, added: &Added<'_>) -> Step<'a> {
        let Self { base, hand, new, context } = self;
        let keep = |text: &'a str| Step { text: text.into(), by_hand: text, against: None };
        let at_odds =
            |text: &'a str, other| Step { text: text.into(), by_hand: text, against: Some(other) };
        // Takes a new sentence in place of one of the hand, unless the hand has taken it out.
        let take = |text: &'a str, other: &'a str| {
            if context.would_bring_back(other) { at_odds(text, other) } else { keep(other) }
        };
        match *slot {
            Slot { base: Some(at), hand: Some(by_hand), new: Some(drafted) } => {
                let (text, other) = (hand.sentences[by_hand], new.sentences[drafted]);
                match settle(&base.words[at], &hand.words[by_hand], &new.words[drafted]) {
                    Settled::Hand => keep(text),
                    Settled::New if context.notes.would_lose(text) => at_odds(text, other),
                    Settled::New => {
                        let taken = take(text, other);
                        let space = settle_space([base.sentences[at], text, &taken.text]);
                        let text = format!("{}{space}", taken.text.trim_end_matches(is_space));
                        Step { text: text.into(), ..taken }
                    }
                    Settled::Conflict => at_odds(text, other),
                }
            }
            Slot { base: Some(at), hand: Some(by_hand), new: None } => {
                let text = hand.sentences[by_hand];
                let is_same =
                    base.words[at] == hand.words[by_hand] && !context.notes.hand_changed(text);
                if is_same { keep("") } else { at_odds(text, "") }
            }
            Slot { base: Some(at), hand: None, new: Some(drafted) } => {
                let other = new.sentences[drafted];
                let is_same =
                    base.words[at] == new.words[drafted] && !context.notes.new_changed(other);
                // A hand that splits a paragraph has the sentence in another one.
                let stands_elsewhere = context.left.contains(&words(base.sentences[at]));
                let by_hand = if stands_elsewhere { base.sentences[at] } else { "" };
                let at_odds = Step { text: "".into(), by_hand, against: Some(other) };
                if is_same { keep("") } else { at_odds }
            }
            Slot { hand: Some(by_hand), .. } => {
                let text = hand.sentences[by_hand];
                if added.is_contested() { at_odds(text, "") } else { keep(text) }
            }
            Slot { new: Some(drafted), .. } => {
                let other = new.sentences[drafted];
                match added.is_contested() {
                    _ if added.hand.contains(&&new.words[drafted]) => keep(""),
                    true => at_odds("", other),
                    false => take("", other),
                }
            }
            Slot { .. } => keep(""),
        }
    }
}

/// The white space after a sentence whose words the new text has changed: a line break of the hand
/// stays.
fn settle_space([base, hand, new]: [&str; 3]) -> &str {
    let [base, hand, new] =
        [base, hand, new].map(|one| &one[one.trim_end_matches(is_space).len()..]);
    if settle(base, hand, new) == Settled::New { new } else { hand }
}

/// The words of the sentences that were added in one place.
#[derive(Default)]
struct Added<'a> {
    hand: Vec<&'a Vec<u32>>,
    new: Vec<&'a Vec<u32>>,
}

impl Added<'_> {
    /// Tells whether each side has added something that the other has not.
    fn is_contested(&self) -> bool {
        let lacks =
            |these: &[&Vec<u32>], those: &[&Vec<u32>]| these.iter().any(|one| !those.contains(one));
        lacks(&self.hand, &self.new) && lacks(&self.new, &self.hand)
    }
}

fn readings<'a>(steps: impl Iterator<Item = &'a Step<'a>>) -> (String, String) {
    let (hand, new): (Vec<&str>, Vec<&str>) =
        steps.map(|step| (step.by_hand, step.against.unwrap_or_default())).unzip();
    (joined(hand), joined(new))
}

/// Puts sentences one after the other, each with the white space that it has; after one that
/// ended its paragraph the next begins a line.
fn joined<'a>(sentences: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for sentence in sentences.into_iter().filter(|one| !one.is_empty()) {
        if !text.is_empty() && !text.ends_with(is_space) {
            text.push('\n');
        }
        let words = sentence.trim_end_matches(is_space);
        if text.ends_with('\n') {
            text.push_str(&protect_line_start(words));
        } else {
            text.push_str(words);
        }
        text.push_str(&sentence[words.len()..]);
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, hand: &str, new: &str) -> (String, Vec<(String, String)>) {
        let Text { text, conflicts } = merge(base, hand, new, &Context::default());
        (text, conflicts)
    }

    fn conflict(hand: &str, new: &str) -> Vec<(String, String)> {
        vec![(hand.to_owned(), new.to_owned())]
    }

    const BASE: &str = "The first is one.\nThe second is two.\nThe third is three.";

    #[test]
    fn changes_of_different_sentences_are_both_taken() {
        let hand = "The first is mine.\nThe second is two.\nThe third is three.";
        let new = "The first is one.\nThe second is new.\nThe third is three.\nThere is more.";
        let both = "The first is mine.\nThe second is new.\nThe third is three.\nThere is more.";
        assert_eq!(merged(BASE, hand, new), (both.to_owned(), vec![]));
    }

    #[test]
    fn of_a_sentence_that_both_changed_the_hands_stays() {
        let hand = "The first is mine.\nThe second is two.\nThe third is three.";
        let new = "The first is new.\nThe second is two.\nThe third is 3.";
        let both = "The first is mine.\nThe second is two.\nThe third is 3.";
        let conflicts = conflict("The first is mine.", "The first is new.");
        assert_eq!(merged(BASE, hand, new), (both.to_owned(), conflicts));
        let same = "The first is ours.\nThe second is two.\nThe third is three.";
        assert_eq!(merged(BASE, same, same), (same.to_owned(), vec![]));
    }

    #[test]
    fn what_the_hand_took_out_stays_out_and_is_told_if_it_changed() {
        let hand = "The first is one.\nThe third is three.";
        assert_eq!(merged(BASE, hand, BASE), (hand.to_owned(), vec![]));
        let new = "The first is one.\nThe second is new.\nThe third is three.";
        let conflicts = conflict("", "The second is new.");
        assert_eq!(merged(BASE, hand, new), (hand.to_owned(), conflicts));
    }

    #[test]
    fn what_the_hand_changed_is_not_taken_out() {
        let hand = "The first is one.\nThe second is mine.\nThe third is three.";
        let new = "The first is one.\nThe third is three.";
        let conflicts = conflict("The second is mine.", "");
        assert_eq!(merged(BASE, hand, new), (hand.to_owned(), conflicts));
        assert_eq!(merged(BASE, BASE, new), (new.to_owned(), vec![]));
    }

    #[test]
    fn sentences_that_both_add_in_one_place_are_at_odds() {
        let (hand, new) = (format!("{BASE}\nMine."), format!("{BASE}\nOther words."));
        assert_eq!(merged(BASE, &hand, &new), (hand.clone(), conflict("Mine.", "Other words.")));
        assert_eq!(merged(BASE, &hand, &hand), (hand.clone(), vec![]));
    }

    #[test]
    fn the_lines_of_the_hand_stay_where_only_it_changed() {
        let hand = "The first is one. The second is\nmine. The third is three.";
        let new = "The first is one.\nThe second is two.\nThe third is new.";
        let both = "The first is one. The second is\nmine. The third is new.";
        assert_eq!(merged(BASE, hand, new), (both.to_owned(), vec![]));
    }

    #[test]
    fn line_breaks_of_the_hand_stay_whatever_sentence_is_drafted_differently() {
        let hand = "The first is one.  \nThe second is two.  \nThe third is three.";
        let new = "The first is new.\nThe second is two.\nThe third is three.";
        let both = "The first is new.  \nThe second is two.  \nThe third is three.";
        assert_eq!(merged(BASE, hand, new), (both.to_owned(), vec![]));
    }

    #[test]
    fn what_the_hand_has_in_another_paragraph_is_not_told_as_taken_out() {
        let hand = "The first is one.";
        let new = "The first is one.\nThe second is new.\nThe third is three.";
        let taken_out = conflict("", "The second is new.");
        assert_eq!(merged(BASE, hand, new), (hand.to_owned(), taken_out));
        let left = HashSet::from([words("The second is two.")]);
        let context = Context { left, ..Context::default() };
        let split = conflict("The second is two.", "The second is new.");
        assert_eq!(merge(BASE, hand, new, &context).conflicts, split);
    }

    #[test]
    fn a_list_is_merged_as_a_whole() {
        let conflicts = conflict("- One.\n- Two.", "One.\nTwo.");
        let (text, found) = merged("One.", "- One.\n- Two.", "One.\nTwo.");
        assert_eq!((text.as_str(), found), ("- One.\n- Two.", conflicts));
    }
}
