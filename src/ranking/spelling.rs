//! British and American spelling as one.

use super::words::{beginning, places};

/// Endings that differ by rule: (American or Oxford, British).
///
/// A word is changed only when something of at least three letters stands before
/// the ending, so that `size` and `prize` stay.
const ENDINGS: &[(&str, &str)] = &[
    ("ization", "isation"),
    ("izations", "isations"),
    ("izational", "isational"),
    ("izing", "ising"),
    ("ized", "ised"),
    ("izes", "ises"),
    ("izer", "iser"),
    ("izers", "isers"),
    ("ize", "ise"),
    ("yzing", "ysing"),
    ("yzed", "ysed"),
    ("yzes", "yses"),
    ("yze", "yse"),
];

/// Words that differ in themselves: (American, British), sorted by the first.
const WORDS: &[(&str, &str)] = &[
    ("acknowledgment", "acknowledgement"),
    ("aging", "ageing"),
    ("airplane", "aeroplane"),
    ("aluminum", "aluminium"),
    ("artifact", "artefact"),
    ("behavior", "behaviour"),
    ("catalog", "catalogue"),
    ("center", "centre"),
    ("centers", "centres"),
    ("check", "cheque"),
    ("color", "colour"),
    ("defense", "defence"),
    ("dialog", "dialogue"),
    ("endeavor", "endeavour"),
    ("enroll", "enrol"),
    ("enrollment", "enrolment"),
    ("favor", "favour"),
    ("fiber", "fibre"),
    ("fulfill", "fulfil"),
    ("fulfillment", "fulfilment"),
    ("gray", "grey"),
    ("harbor", "harbour"),
    ("harbors", "harbours"),
    ("honor", "honour"),
    ("installment", "instalment"),
    ("jewelry", "jewellery"),
    ("judgment", "judgement"),
    ("labor", "labour"),
    ("license", "licence"),
    ("licenses", "licences"),
    ("liter", "litre"),
    ("maneuver", "manoeuvre"),
    ("meter", "metre"),
    ("neighbor", "neighbour"),
    ("neighborhood", "neighbourhood"),
    ("neighboring", "neighbouring"),
    ("neighbors", "neighbours"),
    ("offense", "offence"),
    ("offenses", "offences"),
    ("organization", "organisation"),
    ("pediatric", "paediatric"),
    ("plow", "plough"),
    ("practise", "practice"),
    ("pretense", "pretence"),
    ("program", "programme"),
    ("programs", "programmes"),
    ("rumor", "rumour"),
    ("skeptical", "sceptical"),
    ("skillful", "skilful"),
    ("sulfur", "sulphur"),
    ("theater", "theatre"),
    ("tire", "tyre"),
    ("tires", "tyres"),
    ("tumor", "tumour"),
    ("vapor", "vapour"),
    ("vigor", "vigour"),
];

/// How each of these words begins.
const BEGINNINGS: [u64; WORDS.len()] = {
    let mut beginnings = [0; WORDS.len()];
    let mut at = 0;
    while at < WORDS.len() {
        beginnings[at] = beginning(WORDS[at].0);
        at += 1;
    }
    beginnings
};

/// Returns the British spelling of a plain word, or nothing when it is that already.
///
/// Only a common form for comparing is wanted, so a word that both usages know
/// (`check`, `meter`) may come out as the other one: it does so on both sides.
pub(super) fn british(plain: &str) -> Option<String> {
    let mut words = WORDS[places(&BEGINNINGS, plain)].iter();
    if let Some((_, british)) = words.find(|(american, _)| *american == plain) {
        return Some((*british).to_owned());
    }
    if !plain.contains('z') {
        return None;
    }
    ENDINGS.iter().find_map(|(american, british)| {
        let head = plain.strip_suffix(american)?;
        (head.len() >= 3).then(|| format!("{head}{british}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn american_spelling_becomes_british() {
        let cases = [
            ("radicalization", "radicalisation"),
            ("labor", "labour"),
            ("program", "programme"),
            ("analyzed", "analysed"),
        ];
        for (american, expected) in cases {
            assert_eq!(british(american).as_deref(), Some(expected));
        }
    }

    #[test]
    fn short_words_keep_their_z() {
        assert_eq!(british("size"), None);
        assert_eq!(british("prized"), None);
    }

    #[test]
    fn the_words_are_sorted_so_that_they_are_found() {
        assert!(WORDS.is_sorted_by_key(|(american, _)| american));
    }
}
