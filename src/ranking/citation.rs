//! Documents that a text cites, found by rule and brought to one form.
//!
//! `COM(2016) 379 final`, `KOM(2016)0379`, `com 2016 379` and `2016/379/COM` are one document; so are
//! `Regulation (EC) No 561/2006` and `Regulation 561/2006`, and since acts are numbered within their year,
//! `Regulation (EU) No 869/2022` and `(EU) 2022/869`. Whether `final` follows never counts.

use std::ops::Range;

/// The series of documents of the institutions, with the series they are one with.
const SERIES: &[(&str, &str)] =
    &[("COM", "com"), ("KOM", "com"), ("JOIN", "join"), ("SWD", "swd"), ("SEC", "sec"), ("C", "c")];

/// What may follow the number of a document, written as one word with it, too.
const FINAL: &[&str] = &["final", "FINAL", "endgültig"];

/// The first year in which all acts are numbered within their year, which stands first.
const YEAR_FIRST: u16 = 2015;

/// Words that may stand between an act's kind and its number.
const BEFORE_NUMBER: &[&str] = &[
    "Regulation",
    "Regulations",
    "Directive",
    "Directives",
    "Decision",
    "Decisions",
    "Recommendation",
    "Implementing",
    "Delegated",
    "Framework",
    "Council",
    "Commission",
    "EU",
    "EC",
    "EEC",
    "Euratom",
    "JHA",
    "CFSP",
    "No",
    "Nos",
    "Case",
    "Joined",
];

/// A document cited in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citation {
    /// The form in which documents are compared.
    pub(super) key: String,
    /// The passage that cites it, in bytes.
    pub(super) range: Range<usize>,
}

/// Returns the documents that a text cites, in their order.
pub(super) fn citations(text: &str) -> Vec<Citation> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let pieces = pieces(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let reader = Reader { text, pieces: &pieces, at };
        match reader.read() {
            Some((citation, after)) => {
                found.push(citation);
                at = after;
            }
            None => at += 1,
        }
    }
    found
}

fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                pieces.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    pieces.extend(start.map(|from| from..text.len()));
    pieces
}

/// Reads one citation that begins at a given piece of the text.
struct Reader<'a> {
    text: &'a str,
    pieces: &'a [Range<usize>],
    at: usize,
}

impl Reader<'_> {
    fn piece(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |range| &self.text[range.clone()])
    }

    /// The text between a piece and the next, without white space.
    fn gap(&self, at: usize) -> String {
        let Some((from, to)) = self.pieces.get(at).zip(self.pieces.get(at + 1)) else {
            return String::new();
        };
        self.text[from.end..to.start].chars().filter(|letter| !letter.is_whitespace()).collect()
    }

    fn digits(&self, at: usize, lengths: Range<usize>) -> Option<&str> {
        Some(self.piece(at)).filter(|piece| is_number(piece, lengths))
    }

    fn citation(&self, key: String, from: usize, after: usize) -> (Citation, usize) {
        let range = self.pieces[from].start..self.pieces[after - 1].end;
        (Citation { key, range }, after)
    }

    fn read(&self) -> Option<(Citation, usize)> {
        match self.piece(self.at).as_bytes()[0] {
            b'0'..=b'9' => self.act(),
            b'A'..=b'Z' => self.document().or_else(|| self.article()).or_else(|| self.case()),
            _ => self.document(),
        }
    }

    /// `COM(2016) 379 final`, `KOM/2016/0379`, `com 2016 379`.
    fn document(&self) -> Option<(Citation, usize)> {
        let series = series(self.piece(self.at))?;
        let year = self.digits(self.at + 1, 4..5)?;
        let number = self.piece(self.at + 2);
        let bare = FINAL.iter().find_map(|word| number.strip_suffix(word)).unwrap_or(number);
        if !is_number(bare, 1..6) {
            return None;
        }
        let gaps = (self.gap(self.at), self.gap(self.at + 1));
        let marks = match (gaps.0.as_str(), gaps.1.as_str()) {
            ("(", ")") | ("/", "/") => true,
            ("", "" | "/") => series != "c",
            _ => false,
        };
        if !marks {
            return None;
        }
        let key = document_key(series, year, bare);
        let ends = FINAL.contains(&self.piece(self.at + 3));
        let after = self.at + 3 + usize::from(ends && self.gap(self.at + 2).is_empty());
        Some(self.citation(key, self.at, after))
    }

    /// `Article 50(2) TEU`, `Article 114 of the Treaty on the Functioning …`.
    fn article(&self) -> Option<(Citation, usize)> {
        if !matches!(self.piece(self.at), "Article" | "Articles" | "Art") {
            return None;
        }
        let number = self.digits(self.at + 1, 1..4)?;
        let paragraph = usize::from(self.gap(self.at + 1).starts_with('('));
        let rest = self.at + 2 + paragraph;
        let words: Vec<&str> = (rest..rest + 6).map(|at| self.piece(at)).collect();
        let (treaty, used) = match words.as_slice() {
            ["TEU" | "TFEU", ..] => (words[0], 1),
            ["of", "the", "TEU" | "TFEU", ..] => (words[2], 3),
            ["of", "the", "Treaty", "on", "the", "Functioning"] => ("TFEU", 6),
            ["of", "the", "Treaty", "on", "European", "Union"] => ("TEU", 6),
            _ => return None,
        };
        let key = format!("article {number} {}", treaty.to_lowercase());
        Some(self.citation(key, self.at, rest + used))
    }

    /// `C-541/20`, `Case C 541/20`.
    fn case(&self) -> Option<(Citation, usize)> {
        let court = self.piece(self.at);
        let is_named = self.at > 0 && matches!(self.piece(self.at - 1), "Case" | "Cases");
        let is_joined = match self.gap(self.at).as_str() {
            "-" | "\u{2011}" | "\u{2010}" | "\u{2013}" => true,
            "" => is_named,
            _ => false,
        };
        if !(matches!(court, "C" | "T" | "F") && is_joined && self.gap(self.at + 1) == "/") {
            return None;
        }
        let number = self.digits(self.at + 1, 1..5)?;
        let year = self.digits(self.at + 2, 2..5)?;
        let key = format!("{}-{number}/{year}", court.to_lowercase());
        Some(self.citation(key, self.at, self.at + 3))
    }

    /// `2014/40/EU`, `Regulation (EC) No 561/2006`, `2016/379/COM`.
    fn act(&self) -> Option<(Citation, usize)> {
        let number = self.digits(self.at, 1..5)?;
        let second = self.digits(self.at + 1, 2..6)?;
        if self.gap(self.at) != "/" {
            return None;
        }
        let mark = if self.gap(self.at + 1) == "/" { self.piece(self.at + 2) } else { "" };
        if number.len() == 4
            && let Some(series) = series(mark)
        {
            let key = document_key(series, number, second);
            return Some(self.citation(key, self.at, self.at + 3));
        }
        let marked = matches!(mark, "EU" | "EC" | "EEC" | "JHA" | "Euratom" | "CFSP");
        if !(marked || number.len() == 4 || second.len() == 4) {
            return None;
        }
        let mut from = self.at;
        while from > 0 && BEFORE_NUMBER.contains(&self.piece(from - 1)) {
            from -= 1;
        }
        let year_last = number.len() < 4
            && second.parse::<u16>().is_ok_and(|year| (YEAR_FIRST..2100).contains(&year));
        let key =
            if year_last { format!("{second}/{number}") } else { format!("{number}/{second}") };
        Some(self.citation(key, from, self.at + 2 + usize::from(marked)))
    }
}

/// Returns the series that a word names. In small letters only those that are no words.
fn series(written: &str) -> Option<&'static str> {
    let is_named =
        |name: &str| name == written || name.len() > 1 && name.eq_ignore_ascii_case(written);
    SERIES.iter().find(|(name, _)| is_named(name)).map(|(_, series)| *series)
}

fn document_key(series: &str, year: &str, number: &str) -> String {
    format!("{series}({year}){}", number.trim_start_matches('0'))
}

fn is_number(piece: &str, lengths: Range<usize>) -> bool {
    lengths.contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        citations(text).into_iter().map(|citation| citation.key).collect()
    }

    #[test]
    fn final_and_spacing_never_count() {
        for text in [
            "COM(2016) 379 final",
            "KOM(2016)0379",
            "COM\u{a0}(2016)\u{a0}379",
            "COM/2016/379",
            "COM(2016)379final",
            "COM 2016 379",
            "com(2016) 379",
            "COM 2016/379",
            "2016/379/COM",
        ] {
            assert_eq!(keys(text), ["com(2016)379"], "{text}");
        }
    }

    #[test]
    fn acts_cases_and_articles_are_found() {
        let cases = [
            ("under Regulation (EC) No 561/2006, drivers", "561/2006"),
            ("Directive 2014/40/EU", "2014/40"),
            ("Directive 91/477/EEC", "91/477"),
            ("under Regulation (EU) No 869/2022", "2022/869"),
            ("in Case C-541/20 the Court", "c-541/20"),
            ("in Case C 541 / 20 the Court", "c-541/20"),
            ("Article 50(2) TEU", "article 50 teu"),
            (
                "Article 114 of the Treaty on the Functioning of the European Union",
                "article 114 tfeu",
            ),
        ];
        for (text, key) in cases {
            assert_eq!(keys(text), [key], "{text}");
        }
    }

    #[test]
    fn the_passage_holds_the_kind_of_the_act() {
        let text = "Does Regulation (EU) 2021/2115 help?";
        assert_eq!(&text[citations(text)[0].range.clone()], "Regulation (EU) 2021/2115");
    }

    #[test]
    fn numbers_without_a_mark_are_no_citation() {
        assert!(keys("on 24/7 duty, 3/4 of them, in 2016").is_empty());
        assert!(keys("Annex C 2016 12 and the company com 12").is_empty());
    }
}
