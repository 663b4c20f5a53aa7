//! Examples that are added to the file of a paragraph.

use std::collections::BTreeSet;

use super::{Example, Paragraph, read};
use crate::diagnostic::{Rejected, Source};
use crate::yaml::edit::{self, Item};
use crate::yaml::{self, scalar};

/// Why examples cannot be added to a file.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// It is not the file that was read.
    #[error("`{0}` has changed since it was read; run the command again")]
    Changed(String),
    /// Its front matter is written in a way that cannot be added to without touching the rest.
    #[error(
        "the front matter of `{0}` is written in a way that an example cannot be added to; write each \
         key on a line of its own, and below `examples:` each example on a line that begins with `- `"
    )]
    Layout(String),
    /// It is no longer a paragraph.
    #[error(transparent)]
    Rejected(#[from] Rejected),
}

impl Paragraph {
    /// Returns those of some examples that say something new: not the same as one that is there,
    /// or as an earlier one, whatever the case, the spaces and the marks at the end.
    pub fn new_examples(&self, examples: impl IntoIterator<Item = Example>) -> Vec<Example> {
        let mut known: BTreeSet<String> =
            self.examples.iter().map(|one| folded(&one.text)).collect();
        examples.into_iter().filter(|one| known.insert(folded(&one.text))).collect()
    }

    /// Adds examples to the bytes of its file, which otherwise stay as they are.
    pub fn with_examples(&self, bytes: &[u8], added: &[Example]) -> Result<Vec<u8>, Unwritable> {
        let source = &self.body.source;
        if Source::from_bytes(source.name.clone(), bytes)? != *source {
            return Err(Unwritable::Changed(source.name.clone()));
        }
        let layout = || Unwritable::Layout(source.name.clone());
        let (front, _) = read::split_front_matter(&source.text).ok_or_else(layout)?;
        let root = yaml::read(source, front)?;
        let items: Vec<Item> = added.iter().map(item).collect();
        let edit = edit::push(&source.text, &root, "examples", &items).ok_or_else(layout)?;
        let after = edit::apply(bytes, &[edit]);
        let written = Source::from_bytes(source.name.clone(), &after)?;
        let written = read::paragraph(self.field.clone(), self.id.as_str(), &written)?;
        let is_meant = written.version == self.version
            && written.examples.iter().eq(self.examples.iter().chain(added));
        if is_meant { Ok(after) } else { Err(layout()) }
    }
}

/// An example as an item of YAML.
fn item(example: &Example) -> Item {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut keys = vec![("text", scalar(&example.text), quoted(&example.text))];
    keys.extend(example.opinion.iter().map(|one| ("opinion", scalar(one), quoted(one))));
    keys.extend(example.date.iter().map(|day| ("date", day.to_string(), day.to_string())));
    let block = keys.iter().map(|(key, block, _)| format!("{key}: {block}"));
    let flow = keys.iter().map(|(key, _, flow)| format!("{key}: {flow}"));
    Item {
        block: block.collect::<Vec<_>>().join("\n"),
        flow: format!("{{ {} }}", flow.collect::<Vec<_>>().join(", ")),
    }
}

/// What a text says, whatever the case, the spaces and the marks at its end.
fn folded(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    text.trim_end_matches(['.', '!', '?', ';', ':', ',', '…', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn example(text: &str) -> Example {
        let opinion = Some("opinions/x.yaml".to_owned());
        Example { text: text.to_owned(), opinion, date: Some(date(2017, 1, 10)) }
    }

    fn revised(file: &str, texts: &[&str]) -> String {
        let source = Source::from_bytes("x.md", file.as_bytes()).expect("it is text");
        let before = read::paragraph("f".into(), "x", &source).expect("it is valid");
        let added = before.new_examples(texts.iter().map(|one| example(one)));
        let after = before.with_examples(file.as_bytes(), &added).expect("it can be written");
        String::from_utf8(after).expect("it is text")
    }

    #[test]
    fn examples_come_after_those_that_are_there() {
        let file = "---\ntitle: X # a remark\nexamples:\n- One.\n- Two,\n  in two lines.   # why\n\n\
                    # about claims\nowner: DG HOME\n---\nThe body.\n";
        insta::assert_snapshot!(revised(file, &["Three: it's new."]), @r#"
        ---
        title: X # a remark
        examples:
        - One.
        - Two,
          in two lines.   # why
        - text: "Three: it's new."
          opinion: opinions/x.yaml
          date: 2017-01-10

        # about claims
        owner: DG HOME
        ---
        The body.
        "#);
    }

    #[test]
    fn a_list_on_a_line_stays_on_its_line() {
        let file = "---\ntitle: X\nexamples: [One., Two.] # in short\n---\nThe body.\n";
        insta::assert_snapshot!(revised(file, &["Three."]), @r#"
        ---
        title: X
        examples: [One., Two., { text: "Three.", opinion: "opinions/x.yaml", date: 2017-01-10 }] # in short
        ---
        The body.
        "#);
    }

    #[test]
    fn the_first_examples_end_the_front_matter_and_the_version_stays() {
        let file = "---\ntitle: X\nclaims:\n  - text: body\n    until: 2017-01-01\n# the end\n---\nThe body.\n";
        for empty in ["", "examples:\n", "examples: []\n", "examples: ~\n"] {
            let file = file.replace("# the end", &format!("{empty}# the end"));
            let once = revised(&file, &["One.", "one. ", "One !", "Two."]);
            assert_eq!(once.matches("text: ").count(), 3, "{once}");
            let source = Source::new("x.md", &once);
            let after = read::paragraph("f".into(), "x", &source).expect("it is valid");
            let known = ["Two?", "ONE.", "one"].map(example);
            assert_eq!(after.new_examples(known), [], "never twice");
        }
    }

    #[test]
    fn line_ends_and_the_byte_order_mark_stay() {
        let file = "\u{feff}---\r\ntitle: X\r\nexamples:\r\n  - One.\r\n---\r\nThe body.\r\n";
        let after = revised(file, &["Two."]);
        let lines = "  - text: Two.\r\n    opinion: opinions/x.yaml\r\n    date: 2017-01-10\r\n";
        assert_eq!(after, file.replace("One.\r\n", &format!("One.\r\n{lines}")));
    }

    #[test]
    fn a_single_example_that_is_no_list_and_keys_on_one_line_are_left_as_they_are() {
        for front in ["title: X\nexamples: One.", "{title: X}", "{title: X, examples: [One.]}"] {
            let file = format!("---\n{front}\n---\nThe body.\n");
            let source = Source::new("x.md", &file);
            let before = read::paragraph("f".into(), "x", &source).expect("it is valid");
            let refused = before.with_examples(file.as_bytes(), &[example("Two.")]).unwrap_err();
            assert!(matches!(refused, Unwritable::Layout(_)), "{front}");
        }
    }
}
