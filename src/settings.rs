//! What an office sets for all of its letters: `chancery.yaml` of the working folder, or
//! `--config`.

use crate::chamber::AddressStyle;
use crate::diagnostic::{Checked, Rejected, Source};
use crate::yaml::{self, Node, Reader, Value};

/// The settings, each with a sane default.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How sure the matching must be to use a paragraph, 0 to 1.
    pub sure: f64,
    /// How sure it must be to call a point unsure rather than unanswered, 0 to 1.
    pub unsure: f64,
    /// Which form of an address letters take.
    pub address_style: AddressStyle,
    /// Where letters are written.
    pub place: String,
    /// The language of letters, ISO 639-1.
    pub language: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sure: 0.65,
            unsure: 0.25,
            address_style: AddressStyle::StyleGuide,
            place: "Brussels".to_owned(),
            language: "en".to_owned(),
        }
    }
}

impl Settings {
    /// Reads settings; what the file leaves out keeps its default.
    pub fn parse(source: &Source) -> Result<Self, Rejected> {
        let root = yaml::read(source, 0..source.text.len())?;
        let mut reader = Reader::default();
        let settings = read_settings(&mut reader, &root);
        Checked::from_findings(source, settings, reader.found).map(|checked| checked.value)
    }
}

fn read_settings(reader: &mut Reader, root: &Node) -> Option<Settings> {
    let mut settings = Settings::default();
    if root.value == Value::Null {
        return Some(settings);
    }
    let keys = ["thresholds", "address_style", "place", "language"];
    let entries = reader.map(root, "the settings", &keys)?;
    if let Some(node) = entries.get("thresholds") {
        let mistakes = reader.found.len();
        let thresholds = reader.map(node, "the thresholds", &["sure", "unsure"])?;
        let mut share = |key: &str, default: f64| {
            thresholds.get(key).map_or(Some(default), |node| reader.share(node))
        };
        settings.sure = share("sure", settings.sure)?;
        settings.unsure = share("unsure", settings.unsure)?;
        if settings.unsure > settings.sure && reader.found.len() == mistakes {
            let (sure, unsure) = (settings.sure, settings.unsure);
            let message = match (thresholds.get("sure"), thresholds.get("unsure")) {
                (Some(_), None) => {
                    format!("`sure` is below `unsure`, which is {unsure} where it is not given")
                }
                (None, _) => {
                    format!("`unsure` is above `sure`, which is {sure} where it is not given")
                }
                (Some(_), Some(_)) => "`unsure` is above `sure`".to_owned(),
            };
            let hint = "write both, and `unsure` as the lower of the two".to_owned();
            reader.error(&node.place, message, Some(hint));
        }
    }
    let styles =
        [("style-guide", AddressStyle::StyleGuide), ("past-letters", AddressStyle::PastLetters)];
    if let Some(node) = entries.get("address_style") {
        settings.address_style = reader.choice(node, "an address style", &styles)?;
    }
    if let Some(node) = entries.get("place") {
        settings.place = reader.text(node)?;
    }
    if let Some(node) = entries.get("language") {
        settings.language = read_language(reader, node)?;
    }
    Some(settings)
}

/// Reads the code of a language, ISO 639-1.
pub(crate) fn read_language(reader: &mut Reader, node: &Node) -> Option<String> {
    let code = reader.text(node)?;
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_code {
        let hint = "write two small letters: `en`, `fr`, `de`".to_owned();
        reader.error(&node.place, "this is not the code of a language", Some(hint));
    }
    is_code.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_keeps_its_default() {
        let text = "thresholds: { sure: 0.8 }\naddress_style: past-letters\n";
        let settings = Settings::parse(&Source::new("chancery.yaml", text)).expect("it is valid");
        assert_eq!(
            settings,
            Settings { sure: 0.8, address_style: AddressStyle::PastLetters, ..Settings::default() }
        );
        assert_eq!(Settings::parse(&Source::new("chancery.yaml", "")), Ok(Settings::default()));
    }

    #[test]
    fn thresholds_are_shares_in_order() {
        let told = [
            "sure: 0.2, unsure: 1.5",
            "sure: '0,61'",
            "sure: 0,61",
            "sure: high",
            "sure: .nan",
            "sure: 0.2",
            "unsure: 0.7",
            "sure: 0.2, unsure: 0.3",
        ]
        .map(|thresholds| {
            let text = format!("thresholds: {{ {thresholds} }}\n");
            Settings::parse(&Source::new("chancery.yaml", &text)).unwrap_err().to_string()
        });
        insta::assert_snapshot!(told.join("\n\n"));
    }
}
