//! Introduces abbreviations where the letter first uses them, wherever that falls.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::phrase_length;

/// Writes `long form (SHORT)` at the first use of each abbreviation in the texts, taken in order,
/// and `SHORT` where it was introduced again later. An abbreviation that occurs just once gives
/// way to its long form. Hard and plain spaces are the same here.
pub(super) fn introduce(texts: &mut [&mut String], abbreviations: &BTreeMap<String, String>) {
    for (short, long) in abbreviations {
        let longer: Vec<&str> = abbreviations
            .iter()
            .flat_map(|(one, its_long)| [one.as_str(), its_long.as_str()])
            .filter(|one| one.len() > short.len() && *one != long && starts_with_word(one, short))
            .collect();
        introduce_one(texts, short, long, &longer);
    }
}

/// How an abbreviation stands in a text.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// `Radicalisation Awareness Network (RAN)`
    Both,
    /// `Radicalisation Awareness Network`
    Long,
    /// `RAN`
    Short,
}

fn introduce_one(texts: &mut [&mut String], short: &str, long: &str, longer: &[&str]) {
    let uses: Vec<Vec<(Range<usize>, Form)>> =
        texts.iter().map(|text| find_uses(text, short, long, longer)).collect();
    let count: usize = uses.iter().map(Vec::len).sum();
    let long = crate::text::escape(long);
    let mut is_first = true;
    for (text, uses) in texts.iter_mut().zip(uses) {
        let mut written = String::with_capacity(text.len() + long.len());
        let mut at = 0;
        for (place, form) in uses {
            written.push_str(&text[at..place.start]);
            let as_written = &text[place.clone()];
            let long = at_sentence_start(&written, &long);
            match (is_first, form) {
                (true, Form::Short | Form::Long | Form::Both) if count == 1 => {
                    written.push_str(&long);
                }
                (true, Form::Both) | (false, Form::Long) => written.push_str(as_written),
                (true, Form::Short | Form::Long) => {
                    written.extend([long.as_str(), " (", short, ")"]);
                }
                (false, Form::Both | Form::Short) => written.push_str(short),
            }
            is_first = false;
            at = place.end;
        }
        written.push_str(&text[at..]);
        **text = written;
    }
}

/// The long form with a capital where a sentence begins.
fn at_sentence_start(before: &str, long: &str) -> String {
    let before = before.trim_end();
    if before.is_empty() || before.ends_with(['.', '!', '?', ']']) {
        crate::text::capitalize_first(long)
    } else {
        long.to_owned()
    }
}

fn find_uses(text: &str, short: &str, long: &str, longer: &[&str]) -> Vec<(Range<usize>, Form)> {
    let both = format!("{long} ({short})");
    let starts = [long, short].map(|words| words.chars().next());
    let may_start = |(_, character): &(usize, char)| starts.contains(&Some(*character));
    let mut uses = Vec::new();
    let mut at = 0;
    while let Some((start, character)) = text[at..].char_indices().find(may_start) {
        at += start;
        let word_starts = !text[..at].ends_with(char::is_alphanumeric);
        let found = [(both.as_str(), Form::Both), (long, Form::Long), (short, Form::Short)]
            .into_iter()
            .filter(|_| word_starts)
            .find_map(|(words, form)| Some((phrase_length(&text[at..], words)?, form)));
        match found {
            Some((length, form)) => {
                let is_part = form == Form::Short
                    && longer.iter().any(|one| phrase_length(&text[at..], one).is_some());
                if !is_part {
                    uses.push((at..at + length, form));
                }
                at += length;
            }
            None => at += character.len_utf8(),
        }
    }
    uses
}

fn starts_with_word(text: &str, word: &str) -> bool {
    phrase_length(text, word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn introduced(texts: &[&str]) -> Vec<String> {
        let known = [
            ("RAN", "Radicalisation Awareness Network"),
            ("SIS II", "second generation Schengen Information System"),
            ("CVE", "Countering Violent Extremism"),
        ];
        let known = known.map(|(short, long)| (short.to_owned(), long.to_owned())).into();
        let mut texts: Vec<String> = texts.iter().map(|one| (*one).to_owned()).collect();
        introduce(&mut texts.iter_mut().collect::<Vec<_>>(), &known);
        texts
    }

    #[test]
    fn the_first_use_introduces_the_abbreviation() {
        let texts =
            ["The RAN and RANGE.", "RAN helps.", "The Radicalisation Awareness Network (RAN) too."];
        assert_eq!(
            introduced(&texts),
            ["The Radicalisation Awareness Network (RAN) and RANGE.", "RAN helps.", "The RAN too."]
        );
    }

    #[test]
    fn an_abbreviation_used_once_gives_way_to_its_long_form() {
        assert_eq!(
            introduced(&["contact points for CVE."]),
            ["contact points for Countering Violent Extremism."]
        );
    }

    #[test]
    fn hard_spaces_are_spaces_and_sentences_begin_with_a_capital() {
        assert_eq!(
            introduced(&["It works. SIS\u{a0}II grows, as SIS II must."]),
            [
                "It works. Second generation Schengen Information System (SIS II) grows, as SIS II must."
            ]
        );
    }
}
