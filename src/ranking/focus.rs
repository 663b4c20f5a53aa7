//! What a point is about, and what it only mentions to set it aside.

use std::ops::Range;

use super::weights::Weights;

/// Openings of a passage that is set aside up to the next comma, colon or end.
const ASIDE_FROM_HERE: &[&str] = &[
    "aside|apart from",
    "setting|leaving|putting aside",
    "setting|leaving|putting to one side",
    "irrespective|regardless|independently of",
    "without going|entering into",
    "without discussing|touching|addressing|prejudice",
    "whatever one|we|it may? think|thinks of",
    "rather than",
    "instead of",
    "as opposed to",
    "unlike",
    "not so much",
    "this is not about",
    "it is not about",
];

/// Ends of a passage that is set aside from the beginning of its clause.
const ASIDE_UP_TO_HERE: &[&str] = &[
    "aside ,",
    "notwithstanding ,",
    "is|are|was|be|remain|remains quite? a? another|different|separate|one|distinct \
     matter|debate|question|thing|issue|story|discussion|topic|subject|chapter",
    "is|are|was|were not here? at issue|stake",
    "is|are|was|were not here? the|a|our|its|under|in \
     point|issue|problem|question|topic|subject|concern|dispute|discussion|doubt|matter",
    "is|are|was|were not here? contested|disputed|challenged|questioned",
    "is|are|was|were undisputed|uncontested|uncontroversial",
    "not|nor|neither concern|concerns|interest|interests us|it|them",
    "concern|concerns us here",
    "dealt|addressed|discussed|treated|covered|raised|answered with? \
     elsewhere|separately|already|before|previously",
    "is|are for another|others|later day|time|occasion|debate",
    "is|are all? very well",
    "may|can|could be left aside|open",
];

/// Beginnings of a subordinate clause that concedes something, up to the next comma.
const CONCEDED_FROM_HERE: &[&str] =
    &["although", "though", "while", "whilst", "whereas", "despite", "in spite of"];

/// Words that turn to what matters: what stands before them is conceded.
const TURNS: &[&str] = &["but", "however", "yet", "nevertheless", "nonetheless"];

/// How the passages of a point count.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Focus {
    aside: Vec<Range<usize>>,
    conceded: Vec<Range<usize>>,
}

/// A word in lower case, or a mark that parts clauses.
#[derive(Debug)]
struct Token {
    text: String,
    range: Range<usize>,
}

impl Focus {
    /// Reads which passages of a point count less.
    ///
    /// A point never loses everything: when all of it would be set aside, nothing is.
    pub(super) fn new(text: &str) -> Self {
        let tokens = tokens(text);
        let mut focus = Self::default();
        for sentence in tokens.split(|token| matches!(token.text.as_str(), "." | "?" | "!" | ";")) {
            focus.read_sentence(sentence);
        }
        let counts =
            |token: &Token| token.range.len() > 1 && focus.factor(&token.range, 0.0, 1.0) > 0.0;
        if tokens.iter().any(counts) { focus } else { Self::default() }
    }

    /// Returns the factor for a word that stands here.
    pub(super) fn weight(&self, range: &Range<usize>, weights: &Weights) -> f64 {
        self.factor(range, weights.aside, weights.conceded)
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

    fn read_sentence(&mut self, sentence: &[Token]) {
        let Some(first) = sentence.first() else { return };
        let mut clause = first.range.start;
        for (at, token) in sentence.iter().enumerate() {
            let here = &sentence[at..];
            if begins(here, ASIDE_FROM_HERE).is_some() {
                self.aside.push(token.range.start..end_of_passage(here));
            }
            if let Some(length) = begins(here, ASIDE_UP_TO_HERE) {
                self.aside.push(clause..here[length - 1].range.end);
            }
            if at == 0 && begins(here, CONCEDED_FROM_HERE).is_some() {
                self.conceded.push(token.range.start..end_of_passage(here));
            }
            if TURNS.contains(&token.text.as_str()) {
                self.turn(sentence, at);
                clause = token.range.end;
            }
            if token.text == ":" {
                clause = token.range.end;
            }
        }
    }

    /// `not X but Y` sets X aside; `X, but Y` only concedes it.
    fn turn(&mut self, sentence: &[Token], at: usize) {
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

/// Says whether a `not` denies a thing, as in `it is not X`, rather than a verb.
fn is_contrast(before: &[Token], not: usize) -> bool {
    let previous = not.checked_sub(1).map_or("", |at| before[at].text.as_str());
    matches!(previous, "" | "is" | "are" | "was" | "," | "problem" | "issue")
        && before[not..].iter().all(|token| token.text != ",")
}

fn end_of_passage(tokens: &[Token]) -> usize {
    let mark = tokens.iter().find(|token| matches!(token.text.as_str(), "," | ":"));
    mark.or(tokens.last()).map_or(0, |token| token.range.end)
}

/// Returns how many tokens the first fitting pattern takes.
///
/// A pattern is a list of words; `a|b` is one of several, `a?` may be missing.
fn begins(tokens: &[Token], patterns: &[&str]) -> Option<usize> {
    patterns.iter().find_map(|pattern| {
        let mut used = 0;
        for part in pattern.split_whitespace() {
            let optional = part.ends_with('?');
            let text = tokens.get(used).map_or("", |token| token.text.as_str());
            if part.trim_end_matches('?').split('|').any(|word| word == text) {
                used += 1;
            } else if !optional {
                return None;
            }
        }
        Some(used)
    })
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if letter.is_alphanumeric() || matches!(letter, '\'' | '\u{2019}') {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            tokens.push(Token { text: text[from..at].to_lowercase(), range: from..at });
        }
        if matches!(letter, '.' | '?' | '!' | ';' | ',' | ':') {
            let range = at..at + letter.len_utf8();
            tokens.push(Token { text: letter.to_string(), range });
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_aside(text: &str) -> Vec<&str> {
        Focus::new(text).aside.into_iter().map(|range| &text[range]).collect()
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
    fn what_is_denied_before_a_but_is_set_aside() {
        assert_eq!(set_aside("It is not cost but safety that counts."), ["not cost "]);
        assert!(set_aside("Not only cost but safety counts.").is_empty());
    }

    #[test]
    fn what_stands_before_a_but_is_conceded() {
        let text = "The aim is right, but the cost is high.";
        let focus = Focus::new(text);
        assert_eq!(&text[focus.conceded[0].clone()], "The aim is right, ");
    }

    #[test]
    fn a_point_never_loses_everything() {
        assert!(set_aside("Wolves are another matter").is_empty());
    }
}
