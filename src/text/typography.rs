//! Hard spaces where the house style wants them (Interinstitutional Style Guide, 7.3.3).

use super::MONTHS;

const HARD: char = '\u{a0}';

/// Puts hard spaces inside amounts, dates, references and numbered things:
/// `EUR 25 million`, `6 April`, `COM(2016) 379 final`, `Article 5`, `No 2`, `12 500`, `55 %`.
///
/// Nothing but the kind of space changes; line ends stay.
pub fn hard_spaces(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(space) = rest.find(' ') {
        set.push_str(&rest[..space]);
        rest = &rest[space + 1..];
        set.push(if belong_together(last_word(&set), first_word(rest)) { HARD } else { ' ' });
    }
    set.push_str(rest);
    set
}

/// Returns where plain spaces stand in which [`hard_spaces`] would set hard ones, in order.
pub fn plain_spaces(text: &str) -> Vec<usize> {
    let set = hard_spaces(text);
    let changed = text.char_indices().zip(set.chars()).filter(|((_, was), is)| was != is);
    changed.map(|((at, _), _)| at).collect()
}

fn first_word(text: &str) -> &str {
    text.split(is_break).next().unwrap_or_default()
}

fn last_word(text: &str) -> &str {
    text.rsplit(is_break).next().unwrap_or_default()
}

fn is_break(character: char) -> bool {
    matches!(character, ' ' | '\n')
}

/// Tells whether no line may break between two words; `before` may hold hard spaces already.
fn belong_together(before: &str, next: &str) -> bool {
    let next_is_number = next.starts_with(|first: char| first.is_ascii_digit());
    if !next_is_number && !before.ends_with(|end: char| end.is_ascii_digit()) {
        return false;
    }
    let last = before.rsplit(HARD).next().unwrap_or(before);
    let last = last.trim_start_matches(['(', '{', '[', '"', '\'', '‘', '“', '*', '_']);
    let word = next.trim_end_matches(|mark: char| !mark.is_alphanumeric() && mark != '%');
    let is_number = !last.is_empty()
        && last.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
        && last.ends_with(|end: char| end.is_ascii_digit());
    if next_is_number {
        is_series_and_year(last)
            || matches!(
                last,
                "EUR" | "Article" | "Articles" | "No" | "Nos" | "Protocol" | "Chapter"
            )
            || is_number && is_group_of_thousands(last, word)
    } else if is_number {
        matches!(word, "million" | "billion" | "thousand" | "%")
            || word.starts_with("final") && before.contains(')')
            || last.len() <= 2 && !before.contains(HARD) && MONTHS.contains(&word)
    } else {
        false
    }
}

/// `COM(2016)` before the number of a document.
fn is_series_and_year(word: &str) -> bool {
    let series = word.split('(').next().unwrap_or_default();
    word.ends_with(')') && matches!(series, "COM" | "JOIN" | "SWD" | "SEC" | "C")
}

/// `500` after `12`: the part of a number that a space sets off.
fn is_group_of_thousands(before: &str, next: &str) -> bool {
    before.len() <= 3 && next.len() == 3 && next.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> String {
        hard_spaces(text).replace(HARD, "~")
    }

    #[test]
    fn amounts_dates_and_references_never_break() {
        assert_eq!(set("EUR 25 million in 2016"), "EUR~25~million in 2016");
        assert_eq!(set("(EUR 12 500), 55 % of"), "(EUR~12~500), 55~% of");
        assert_eq!(set("{COM(2016) 379 final}."), "{COM(2016)~379~final}.");
        assert_eq!(
            set("on 6 April 2016, Article 5 and No 2"),
            "on 6~April 2016, Article~5 and No~2"
        );
    }

    #[test]
    fn other_spaces_stay() {
        for plain in
            ["In 2016 the final text", "by 2017 March was over", "May 5 people", "the 12 chambers"]
        {
            assert_eq!(set(plain), plain);
        }
    }
}
