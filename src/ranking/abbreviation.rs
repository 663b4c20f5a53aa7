//! Short forms and what they stand for, learnt from the library itself.

use std::collections::BTreeSet;

use super::entry::Entry;
use super::stopwords;
use super::words::{Word, singular, words};

/// Returns the pairs (short form, long form) of a library, sorted, each once.
///
/// They are those that entries declare, those written `Long Form (LF)` in titles,
/// terms and bodies, and short forms among the terms whose letters begin the words
/// of another term or the title of the same entry.
pub(super) fn learn(entries: &[Entry]) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    for entry in entries {
        pairs.extend(entry.abbreviations.iter().cloned());
        let texts = || entry.terms.iter().chain([&entry.title, &entry.body]);
        for text in texts() {
            in_brackets(text, &mut pairs);
        }
        for short in entry.terms.iter().filter(|term| is_short_form(term)) {
            let longs = entry.terms.iter().chain([&entry.title]);
            pairs.extend(longs.filter_map(|long| Some((short.clone(), spelt_out(short, long)?))));
        }
    }
    pairs
}

/// Finds `Long Form (LF)`.
fn in_brackets(text: &str, pairs: &mut BTreeSet<(String, String)>) {
    for (open, _) in text.match_indices('(') {
        let Some(length) = text[open..].find(')') else { continue };
        let short = singular(text[open + 1..open + length].trim());
        if !is_short_form(short) {
            continue;
        }
        let before = &text[..open];
        let near = before.char_indices().rev().nth(120).map_or(0, |(at, _)| at);
        if let Some(long) = spelt_out(short, &before[near..]) {
            pairs.insert((short.to_owned(), long));
        }
    }
}

/// Says whether this looks like a short form: `RAN`, `PNR`, `CbCR`, `DAC6`.
fn is_short_form(term: &str) -> bool {
    let capitals = term.chars().filter(|letter| letter.is_uppercase()).count();
    (2..=10).contains(&term.chars().count())
        && capitals >= 2
        && !term.contains(char::is_whitespace)
        && capitals * 2 >= letters(term).len()
}

fn letters(term: &str) -> Vec<char> {
    term.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Returns the last words of `text` whose first letters are those of `short`;
/// function words may be skipped.
fn spelt_out(short: &str, text: &str) -> Option<String> {
    let letters = letters(short);
    let words: Vec<Word<'_>> = words(text).collect();
    let last = words.iter().rposition(|word| !stopwords::is_function_word(&word.plain))?;
    (0..=last)
        .rev()
        .find(|first| spells(&letters, &words[*first..=last]))
        .map(|first| text[words[first].range.start..words[last].range.end].to_owned())
}

fn spells(letters: &[char], words: &[Word<'_>]) -> bool {
    // Which numbers of letters the words so far may stand for.
    let mut spelt = vec![false; letters.len() + 1];
    spelt[0] = true;
    for word in words {
        let may_be_skipped = stopwords::is_function_word(&word.plain);
        for count in (0..letters.len()).rev() {
            spelt[count + 1] = spelt[count] && word.plain.starts_with(letters[count])
                || spelt[count + 1] && may_be_skipped;
        }
        spelt[0] &= may_be_skipped;
    }
    spelt[letters.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learnt(title: &str, terms: &[&str], body: &str) -> Vec<(String, String)> {
        let entry = Entry {
            title: title.into(),
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
            body: body.into(),
            ..Entry::default()
        };
        learn(&[entry]).into_iter().collect()
    }

    #[test]
    fn a_long_form_before_brackets_is_learnt() {
        let pairs = learnt("", &[], "The European Public Prosecutor's Office (EPPO) acts.");
        assert_eq!(pairs, [("EPPO".into(), "European Public Prosecutor's Office".into())]);
    }

    #[test]
    fn function_words_may_be_skipped() {
        let pairs = learnt("Court of Justice (CJ)", &[], "");
        assert_eq!(pairs, [("CJ".into(), "Court of Justice".into())]);
    }

    #[test]
    fn a_short_form_among_the_terms_is_spelt_out_by_another_term() {
        let pairs = learnt("Trade", &["GSP", "generalised scheme of preferences"], "");
        assert_eq!(pairs, [("GSP".into(), "generalised scheme of preferences".into())]);
    }

    #[test]
    fn a_short_form_may_stand_in_the_plural() {
        let pairs = learnt("", &[], "Contracts for difference (CfDs) help.");
        assert_eq!(pairs, [("CfD".into(), "Contracts for difference".into())]);
    }

    #[test]
    fn many_function_words_take_no_longer() {
        let title = format!("{} fish", "to ".repeat(200));
        assert!(learnt(&title, &["TTTTTTTTTX"], "").is_empty());
    }

    #[test]
    fn brackets_with_anything_else_are_left_alone() {
        assert!(learnt("", &[], "The budget (EUR 5 million) and the act (see below).").is_empty());
    }
}
