//! Keeps text from becoming Markdown.

/// Escapes text so that Markdown reads it as that text, and changes nothing else: brackets and
/// braces as in `{COM(2016) 379 final}` stay as they are.
///
/// Line ends become spaces. What is special at the start of a line only is left to
/// [`protect_line_start`], which knows where lines begin.
pub fn escape(text: &str) -> String {
    if !text.contains(['\n', '\\', '`', '[', ']', '*', '_', '<', '&', '~']) {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().collect();
    let mut escaped = String::with_capacity(text.len());
    for (at, &character) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(at + 1).copied();
        if character == '\n' {
            escaped.push(' ');
            continue;
        }
        let special = match character {
            '\\' | '`' | '[' | ']' => true,
            '*' => !(is_space(before) && is_space(after)),
            '_' => !(is_word(before) && is_word(after) || is_space(before) && is_space(after)),
            '<' => after.is_none_or(|after| !after.is_whitespace() && !after.is_ascii_digit()),
            '&' => is_entity(&characters[at + 1..]),
            '~' => before == Some('~') || after == Some('~'),
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn is_space(character: Option<char>) -> bool {
    character.is_some_and(|character| character == ' ')
}

fn is_word(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

/// Tells whether what follows an ampersand makes a character reference of it.
fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|one| one.is_ascii_alphanumeric() || **one == '#').count();
    name == rest.len() || name > 0 && rest[name] == ';'
}

/// Escapes what Markdown would read as a block at the start of a line of a paragraph: a bullet,
/// a number, a heading, a quotation or a rule.
pub fn protect_line_start(line: &str) -> String {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after_digits = line[digits..].chars().next();
    if (1..=9).contains(&digits) && matches!(after_digits, Some('.' | ')')) {
        let after = line[digits + 1..].chars().next();
        if after.is_none_or(char::is_whitespace) {
            return format!("{}\\{}", &line[..digits], &line[digits..]);
        }
    }
    let first = line.chars().next();
    let second = line.chars().nth(1);
    let opens_a_block = match first {
        Some('#' | '>' | '=' | '|' | ':') => true,
        Some('-' | '+') => second.is_none_or(|second| second == ' ' || second == '-'),
        Some('*') => second.is_none_or(|second| second == ' '),
        Some('~') => line.starts_with("~~~"),
        _ => false,
    };
    if opens_a_block { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;

    /// The text of a Markdown file that is one paragraph; anything else is named.
    fn read(markdown: &str) -> String {
        let mut text = String::new();
        for event in Parser::new_ext(markdown, crate::draft::markdown_options()) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                Event::SoftBreak => text.push(' '),
                other => text.extend([format!("{other:?}")]),
            }
        }
        text
    }

    #[test]
    fn what_is_harmless_stays_readable() {
        for harmless in ["{COM(2016) 379 final}", "a_b, 5 * 3, R&D, x < 3, 10 %", "~ 5"] {
            assert_eq!(escape(harmless), harmless);
        }
        assert_eq!(escape("*b* <b> [x](y) &amp; _i_"), r"\*b\* \<b> \[x\](y) \&amp; \_i\_");
        assert_eq!(protect_line_start("1. x"), r"1\. x");
        assert_eq!(protect_line_start("- x"), r"\- x");
        assert_eq!(protect_line_start("2016 was"), "2016 was");
    }

    proptest! {
        #[test]
        fn escaped_text_is_read_as_that_text(text in r"[ -~äșα\u{a0}]{1,40}") {
            let text: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            let text = text.join(" ");
            prop_assume!(!text.trim().is_empty() && text.trim() == text);
            prop_assert_eq!(read(&protect_line_start(&escape(&text))), text);
        }
    }
}
