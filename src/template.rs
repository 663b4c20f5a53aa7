//! Tera, wrapped once: the filters, the escaping that keeps values from becoming Markdown, and
//! errors with a place in the user's own file.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera};

use crate::chamber::Chamber;
use crate::diagnostic::{Diagnostic, Rejected, Source, did_you_mean};
use crate::draft::{NO_DATE, NO_NUMBER};
use crate::opinion::{Act, ActKind, Kind, Opinion, Point, Stance};
use crate::text;

/// A template within a file.
#[derive(Debug, Clone)]
pub struct Template {
    /// The file.
    pub source: Source,
    /// Where in it the template stands.
    pub part: Range<usize>,
}

impl Template {
    /// Returns the text of the template.
    pub fn text(&self) -> &str {
        &self.source.text[self.part.clone()]
    }

    fn at(&self, place: &Range<usize>) -> Range<usize> {
        self.part.start + place.start..self.part.start + place.end
    }
}

/// Compiled templates. Values that they print are escaped as Markdown.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    templates: BTreeMap<String, Template>,
}

impl Engine {
    /// Compiles templates under their names; each that cannot be compiled, or that uses a
    /// variable nobody knows, is reported. `facts` names the fields of `country`.
    pub fn compile(
        templates: BTreeMap<String, Template>,
        facts: impl Fn(&str) -> Vec<String>,
    ) -> Result<Self, Vec<Rejected>> {
        let texts: Vec<(&str, &str)> =
            templates.iter().map(|(name, template)| (name.as_str(), template.text())).collect();
        let mut tera = empty_tera();
        if tera.add_raw_templates(texts).is_err() {
            return Err(templates.values().filter_map(syntax_error).collect());
        }
        let mut rejected = Vec::new();
        for (name, template) in &templates {
            let found = unknown_variables(&tera, name, template, &facts(name));
            if !found.is_empty() {
                rejected.push(Rejected::new(template.source.clone(), found));
            }
        }
        if rejected.is_empty() { Ok(Self { tera, templates }) } else { Err(rejected) }
    }

    /// Renders a template.
    pub fn render(&self, name: &str, variables: &Variables) -> Result<String, Rejected> {
        self.tera.render(name, &context(variables)).map_err(|error| self.rejected(name, &error))
    }

    /// Renders one block of a template, white space at its ends dropped.
    pub fn render_block(
        &self,
        name: &str,
        block: &str,
        variables: &Variables,
    ) -> Result<String, Rejected> {
        let rendered = self.tera.render_block(name, block, &context(variables));
        rendered.map(|text| text.trim().to_owned()).map_err(|error| self.rejected(name, &error))
    }

    /// Renders a text that differs from the compiled template by a few words.
    pub fn render_variant(
        &self,
        name: &str,
        text: &str,
        variables: &Variables,
    ) -> Result<String, Rejected> {
        let mut tera = empty_tera();
        let rendered = tera
            .add_raw_template("variant.md", text)
            .and_then(|()| tera.render("variant.md", &context(variables)));
        rendered.map_err(|error| self.rejected(name, &error))
    }

    fn rejected(&self, name: &str, error: &tera::Error) -> Rejected {
        match self.templates.get(name) {
            Some(template) => {
                Rejected::new(template.source.clone(), vec![diagnostic(error, template)])
            }
            None => Rejected::new(
                Source::new(name, ""),
                vec![Diagnostic::error(format!("there is no template `{name}`"))],
            ),
        }
    }
}

fn empty_tera() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([""]);
    tera.set_escape_fn(|text: &str, out: &mut dyn Write| {
        out.write_all(text::escape(text).as_bytes())
    });
    tera.register_filter("capitalize_first", |text: &str, _: Kwargs, _: &State| {
        text::capitalize_first(text)
    });
    tera
}

fn context(variables: &Variables) -> Context {
    Context::from_serialize(variables).expect("the variables are a mapping of plain data")
}

fn syntax_error(template: &Template) -> Option<Rejected> {
    let error = empty_tera().add_raw_template("template.md", template.text()).err()?;
    Some(Rejected::new(template.source.clone(), vec![diagnostic(&error, template)]))
}

fn diagnostic(error: &tera::Error, template: &Template) -> Diagnostic {
    let (message, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), template.at(&report.span().range))
        }
        other => (other.to_string(), template.part.clone()),
    };
    let message = message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
    Diagnostic::error(format!("the template cannot be filled: {message}"))
        .rule("template")
        .at(place)
        .with_hint("the variables are told in README.md, the syntax is that of Tera")
}

/// The variables of templates, with the fields of those that have any.
const KNOWN: [(&str, &[&str]); 8] = [
    ("chamber", &["name", "the", "possessive", "its", "country", "code"]),
    ("opinion", &["name", "kind", "reference", "subject", "favourable"]),
    ("acts", &[]),
    ("points", &[]),
    ("stance", &[]),
    ("letter", &["date", "number"]),
    ("country", &[]),
    ("topic", &[]),
];

fn unknown_variables(
    tera: &Tera,
    name: &str,
    template: &Template,
    facts: &[String],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let roots = tera.get_template_variables(name).unwrap_or_default();
    let paths = paths_in_tags(template.text());
    for (place, path) in paths {
        let mut steps = path.split('.');
        let root = steps.next().unwrap_or_default();
        if !roots.contains(root) {
            continue;
        }
        let Some((_, fields)) = KNOWN.iter().find(|(known, _)| *known == root) else {
            let hint = did_you_mean(root, KNOWN.iter().map(|(known, _)| *known));
            found.push(unknown(root, template.at(&place)).with_hint(hint.unwrap_or_else(listing)));
            continue;
        };
        let Some(field) = steps.next() else { continue };
        let fields: Vec<&str> = match root {
            "country" => facts.iter().map(String::as_str).collect(),
            _ => fields.to_vec(),
        };
        if !fields.contains(&field) {
            let hint = did_you_mean(field, fields.iter().copied()).or_else(|| {
                let fields: Vec<String> =
                    fields.iter().map(|one| format!("`{root}.{one}`")).collect();
                (!fields.is_empty()).then(|| format!("there are {}", text::listed(&fields)))
            });
            found.push(unknown(path, template.at(&place)).with_hint_if(hint));
        }
    }
    found
}

fn unknown(path: &str, place: Range<usize>) -> Diagnostic {
    Diagnostic::error(format!("unknown variable `{path}`")).rule("unknown-variable").at(place)
}

fn listing() -> String {
    let known: Vec<String> = KNOWN.iter().map(|(known, _)| format!("`{known}`")).collect();
    format!("there are {}", text::listed(&known))
}

/// Finds every `name.field` inside `{{ }}` and `{% %}`, outside of strings, with its place.
fn paths_in_tags(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut paths = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").into_iter().chain(text[at..].find("{%")).min() {
        let start = at + open + 2;
        let close = if text[at + open..].starts_with("{{") { "}}" } else { "%}" };
        let end = text[start..].find(close).map_or(text.len(), |length| start + length);
        paths.extend(paths_in(text, start..end));
        at = end;
    }
    paths
}

fn paths_in(text: &str, tag: Range<usize>) -> Vec<(Range<usize>, &str)> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
    let bytes = text.as_bytes();
    let (mut paths, mut quote, mut at) = (Vec::new(), None, tag.start);
    while at < tag.end {
        let byte = bytes[at];
        match quote {
            Some(open) if byte == open => quote = None,
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if byte.is_ascii_alphabetic() || byte == b'_' => {
                let length = bytes[at..tag.end].iter().take_while(|byte| is_part(**byte)).count();
                let path = text[at..at + length].trim_end_matches('.');
                let is_filter = text[tag.start..at].trim_end().ends_with('|');
                let is_argument = text[at + length..tag.end].trim_start().starts_with('=')
                    && !text[at + length..tag.end].trim_start().starts_with("==");
                if !is_filter && !is_argument {
                    paths.push((at..at + path.len(), path));
                }
                at += length;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    paths
}

/// What a template can say: the variables of the skeleton and of paragraphs.
#[derive(Debug, Clone, Serialize)]
pub struct Variables {
    chamber: ChamberWords,
    opinion: OpinionWords,
    acts: Vec<ActWords>,
    points: Vec<PointWords>,
    stance: &'static str,
    letter: LetterWords,
    /// The facts of a paragraph about the chamber's country.
    country: BTreeMap<String, String>,
    /// What a lead-in is about.
    topic: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ChamberWords {
    name: String,
    the: String,
    possessive: String,
    its: &'static str,
    country: String,
    code: String,
}

#[derive(Debug, Clone, Serialize)]
struct OpinionWords {
    name: &'static str,
    kind: &'static str,
    reference: Option<String>,
    subject: Option<String>,
    favourable: bool,
}

#[derive(Debug, Clone, Serialize)]
struct ActWords {
    reference: String,
    kind: &'static str,
    name: &'static str,
    subject: String,
    proposal: bool,
}

#[derive(Debug, Clone, Serialize)]
struct PointWords {
    id: String,
    text: String,
    reference: Option<String>,
    stance: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct LetterWords {
    date: String,
    number: String,
}

impl Variables {
    /// Returns variables as some letter might have them, to try a template on.
    pub fn sample(country: &str) -> Self {
        let text = |text: &str| text.to_owned();
        Self {
            chamber: ChamberWords {
                name: text("Camera Deputaților"),
                the: text("the Camera Deputaților"),
                possessive: text("the Camera Deputaților's"),
                its: "its",
                country: text("Romania"),
                code: text(country),
            },
            opinion: OpinionWords {
                name: Kind::PoliticalDialogue.name(),
                kind: Kind::PoliticalDialogue.word(),
                reference: Some(text("12/2016")),
                subject: None,
                favourable: false,
            },
            acts: vec![ActWords {
                reference: text("COM(2016) 379 final"),
                kind: ActKind::Communication.word(),
                name: ActKind::Communication.name(),
                subject: text("on a subject"),
                proposal: false,
            }],
            points: vec![PointWords {
                id: text("1"),
                text: text("Asks for something."),
                reference: Some(text("paragraph 8")),
                stance: Stance::Request.word(),
            }],
            stance: Stance::Request.word(),
            letter: LetterWords { date: text("10 January 2017"), number: text("C(2017) 16 final") },
            country: BTreeMap::new(),
            topic: Some(text("a subject")),
        }
    }

    /// Returns what every part of the reply to an opinion can say.
    pub fn of(opinion: &Opinion) -> Self {
        Self {
            chamber: ChamberWords::of(&opinion.chamber),
            opinion: OpinionWords {
                name: opinion.kind.name(),
                kind: opinion.kind.word(),
                reference: opinion.reference.clone(),
                subject: opinion.subject.as_deref().map(text::hard_spaces),
                favourable: opinion.is_favourable(),
            },
            acts: opinion.acts.iter().map(ActWords::of).collect(),
            points: Vec::new(),
            stance: "",
            letter: LetterWords {
                date: opinion.reply.date.map_or(NO_DATE.to_owned(), text::written_date),
                number: opinion.reply.number.map_or(NO_NUMBER.to_owned(), |one| one.to_string()),
            },
            country: BTreeMap::new(),
            topic: None,
        }
    }

    /// Adds the points that a part answers; its stance is the one that needs the most care.
    #[must_use]
    pub fn answering(mut self, points: &[&Point]) -> Self {
        self.points = points.iter().map(|point| PointWords::of(point)).collect();
        self.stance = stance_of(points).map_or("", Stance::word);
        self
    }

    /// Adds the facts of a paragraph about the chamber's country.
    #[must_use]
    pub fn with_country(mut self, facts: BTreeMap<String, String>) -> Self {
        self.country = facts;
        self
    }

    /// Adds what a lead-in is about.
    #[must_use]
    pub fn about(mut self, topic: Option<String>) -> Self {
        self.topic = topic;
        self
    }

    /// Returns the code of the chamber's country.
    pub fn country_code(&self) -> &str {
        &self.chamber.code
    }
}

/// The stance of points that are answered together: the one that needs the most care.
pub fn stance_of(points: &[&Point]) -> Option<Stance> {
    points.iter().map(|point| point.stance).max()
}

impl ChamberWords {
    fn of(chamber: &Chamber) -> Self {
        Self {
            name: chamber.name.clone(),
            the: chamber.the(),
            possessive: chamber.possessive(),
            its: chamber.its(),
            country: chamber.country.name.clone(),
            code: chamber.country.iso.clone(),
        }
    }
}

impl ActWords {
    fn of(act: &Act) -> Self {
        Self {
            reference: act.reference.to_string(),
            kind: act.kind.word(),
            name: act.kind.name(),
            subject: text::hard_spaces(&act.subject),
            proposal: act.kind.is_proposal(),
        }
    }
}

impl PointWords {
    fn of(point: &Point) -> Self {
        Self {
            id: point.id.to_string(),
            text: text::hard_spaces(&point.text),
            reference: point.reference.clone(),
            stance: point.stance.word(),
        }
    }
}
