//! Text of others as people are shown it: nothing in it steers a terminal or becomes HTML.

use std::fmt::{self, Write};
use std::path::Path;

/// Makes visible what would steer a terminal or turn the order of a line: control characters,
/// marks of direction, characters without width. Each is shown as `�`.
pub fn visible(character: char) -> char {
    let steers = matches!(
        character,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    if steers || character.is_control() { char::REPLACEMENT_CHARACTER } else { character }
}

/// The name by which people know a file: its path, all of it [`visible`]. Two paths may have one
/// name.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().chars().map(visible).collect()
}

/// Text on one line, all of it [`visible`].
pub fn on_one_line(text: &str) -> String {
    text.chars().map(|one| if one == '\n' { ' ' } else { visible(one) }).collect()
}

/// Text as it stands in HTML, in an element or an attribute: all of it [`visible`], line ends and
/// tabs kept.
#[derive(Debug, Clone, Copy)]
pub struct AsHtml<'a>(pub &'a str);

impl fmt::Display for AsHtml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(character)?,
                other => f.write_char(visible(other))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_text() {
        let shown = AsHtml("</style><script>alert('x')</script>&\"\u{202e}\u{1b}\n").to_string();
        assert_eq!(
            shown,
            "&lt;/style&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;\u{fffd}\u{fffd}\n"
        );
    }
}
