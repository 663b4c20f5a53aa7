//! Tera, wrapped once: the filters, the escaping that keeps values from becoming Markdown, and
//! errors with a place in the user's own file.

mod known;
mod variables;

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use tera::{Context, ErrorKind, Kwargs, State, Tera};

use self::known::unknown_variables;
use crate::diagnostic::{Diagnostic, Rejected, Source};
use crate::text;

pub use variables::{Variables, stance_of};

/// A template within a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Template {
    /// The file, which is not written with the rest: whoever reads it back has it.
    #[serde(skip)]
    pub source: Source,
    /// Where in it the template stands.
    pub part: Range<usize>,
    /// The text of the template, where it is another than what stands there.
    pub reworded: Option<String>,
}

impl Template {
    /// Takes a part of a file as it stands.
    pub fn new(source: Source, part: Range<usize>) -> Self {
        Self { source, part, reworded: None }
    }

    /// Returns the text of the template.
    pub fn text(&self) -> &str {
        self.reworded.as_deref().unwrap_or_else(|| &self.source.text[self.part.clone()])
    }

    /// Tells whether it has no brace that could open anything of Tera: a single byte is quick to look for.
    fn is_mere_text(&self) -> bool {
        !self.text().contains('{')
    }

    /// Tells whether it is the same in every letter.
    pub fn is_fixed(&self) -> bool {
        let text = self.text();
        self.is_mere_text() || (!text.contains("{{") && !text.contains("{%"))
    }

    /// Returns the text without what belongs to Tera, a [`BLANK`] for each value.
    pub fn blanked(&self) -> String {
        if self.is_mere_text() {
            return self.text().to_owned();
        }
        let mut text = String::with_capacity(self.part.len());
        let mut rest = self.text();
        while let Some(open) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
            text.push_str(&rest[..open]);
            let (close, is_value) =
                if rest[open..].starts_with("{{") { ("}}", true) } else { ("%}", false) };
            if is_value {
                text.push(BLANK);
            }
            let end = rest[open..].find(close).map_or(rest.len(), |end| open + end + close.len());
            rest = &rest[end..];
        }
        text.push_str(rest);
        text
    }

    /// Tells whether it can be compiled and filled without any other template: it takes no text
    /// from one and offers none. In doubt it is told that it can't.
    pub fn stands_alone(&self) -> bool {
        if self.is_mere_text() {
            return true;
        }
        let text = self.text();
        let names_another = text.split("{%").skip(1).any(|tag| {
            let word = tag.trim_start_matches(|one: char| one == '-' || one.is_whitespace());
            ["include", "extends", "component"].iter().any(|one| word.starts_with(one))
        });
        // Tera calls a component with `<`, anywhere in a tag.
        let may_call_another = !self.is_fixed() && text.contains('<');
        !names_another && !may_call_another
    }

    /// Where in the file a place of the text stands.
    fn at(&self, place: &Range<usize>) -> Range<usize> {
        match self.reworded {
            Some(_) => self.part.clone(),
            None => self.part.start + place.start..self.part.start + place.end,
        }
    }
}

/// What stands for a value that a template fills in.
pub const BLANK: char = '…';

/// Compiled templates. Values that they print are escaped as Markdown.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    templates: BTreeMap<String, Template>,
    /// Those that are known to be right, each compiled when it is first rendered.
    tried: BTreeMap<String, OnceLock<Box<Tera>>>,
}

impl Engine {
    /// Compiles templates under their names; each that cannot be compiled, or that uses a
    /// variable nobody knows, is reported, one after another by the names of their files. `facts`
    /// names the fields of `country`.
    ///
    /// Where all stand alone, mere text is left out of it: nothing can be wrong with it, and it renders as
    /// it is.
    pub fn compile(
        templates: BTreeMap<String, Template>,
        facts: impl Fn(&str) -> Vec<String>,
    ) -> Result<Self, Vec<Rejected>> {
        if templates.values().all(Template::stands_alone) {
            let (mere_text, others) =
                templates.into_iter().partition(|(_, template)| template.is_mere_text());
            let mut engine = Self::of(others, facts)?;
            engine.templates.extend::<BTreeMap<_, _>>(mere_text);
            return Ok(engine);
        }
        Self::of(templates, facts)
    }

    fn of(
        templates: BTreeMap<String, Template>,
        facts: impl Fn(&str) -> Vec<String>,
    ) -> Result<Self, Vec<Rejected>> {
        let texts: Vec<(&str, &str)> =
            templates.iter().map(|(name, template)| (name.as_str(), template.text())).collect();
        let mut tera = empty_tera();
        let mut rejected = match tera.add_raw_templates(texts) {
            Ok(()) => all_unknown(&tera, &templates, facts),
            Err(error) => uncompiled(&templates, &error, facts),
        };
        if rejected.is_empty() {
            return Ok(Self { tera, templates, tried: BTreeMap::new() });
        }
        rejected.sort_by(|a, b| a.source.name.cmp(&b.source.name));
        Err(rejected)
    }

    /// Adds templates that stand alone and were compiled without a finding before: they are
    /// compiled again only when they are rendered.
    #[must_use]
    pub fn with_tried(mut self, templates: BTreeMap<String, Template>) -> Self {
        self.tried = templates.keys().map(|name| (name.clone(), OnceLock::new())).collect();
        self.templates.extend(templates);
        self
    }

    /// Renders a template.
    pub fn render(&self, name: &str, variables: &Variables) -> Result<String, Rejected> {
        let mere_text = self.templates.get(name).filter(|template| template.is_mere_text());
        if let Some(template) = mere_text {
            return Ok(template.text().to_owned());
        }
        let tera = self.compiled(name);
        tera.render(name, &context(variables)).map_err(|error| self.rejected(name, &error))
    }

    /// Renders one block of a template, white space at its ends dropped.
    pub fn render_block(
        &self,
        name: &str,
        block: &str,
        variables: &Variables,
    ) -> Result<String, Rejected> {
        let rendered = self.compiled(name).render_block(name, block, &context(variables));
        rendered.map(|text| text.trim().to_owned()).map_err(|error| self.rejected(name, &error))
    }

    /// Returns the compiled templates among which one is found.
    fn compiled(&self, name: &str) -> &Tera {
        let Some((once, template)) = self.tried.get(name).zip(self.templates.get(name)) else {
            return &self.tera;
        };
        once.get_or_init(|| {
            let mut tera = empty_tera();
            // One that cannot be compiled after all is missed when it is rendered.
            let _ = tera.add_raw_template(name, template.text());
            Box::new(tera)
        })
    }

    fn rejected(&self, name: &str, error: &tera::Error) -> Rejected {
        match self.templates.get(name) {
            Some(template) => told(error, template),
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

/// Finds what a message quotes (``Unknown filter `upper` ``) in the template.
fn place_of_quoted(message: &str, template: &Template) -> Option<Range<usize>> {
    let quoted = message.split('`').nth(1).filter(|quoted| !quoted.is_empty())?;
    let at = template.text().find(quoted)?;
    Some(template.at(&(at..at + quoted.len())))
}

/// Says what keeps templates from being compiled together, `error`, and what is unknown in the others, as
/// far as these stand alone.
fn uncompiled(
    templates: &BTreeMap<String, Template>,
    error: &tera::Error,
    facts: impl Fn(&str) -> Vec<String>,
) -> Vec<Rejected> {
    let mut rejected = Vec::new();
    let (mut tera, mut sound) = (empty_tera(), BTreeMap::new());
    for (name, template) in templates {
        if let Some(error) = own_mistake(name, template, templates) {
            rejected.push(told(&error, template));
        } else if template.stands_alone() && tera.add_raw_template(name, template.text()).is_ok() {
            sound.insert(name.clone(), template.clone());
        }
    }
    if rejected.is_empty() {
        // Each is right by itself: one takes text from itself, by way of others.
        let whole = in_circle(error).and_then(|name| templates.get(name));
        rejected.extend(whole.or(templates.values().next()).map(|one| told(error, one)));
    }
    rejected.extend(all_unknown(&tera, &sound, facts));
    rejected
}

/// Returns the name of a template that takes text from itself.
fn in_circle(error: &tera::Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::CircularInclude { tpl, .. } | ErrorKind::CircularExtend { tpl, .. } => Some(tpl),
        _ => None,
    }
}

/// Compiles a template among others of which only the names are known.
fn own_mistake(
    name: &str,
    template: &Template,
    templates: &BTreeMap<String, Template>,
) -> Option<tera::Error> {
    let others = if template.stands_alone() { None } else { Some(templates.keys()) };
    let others = others.into_iter().flatten().filter(|other| *other != name);
    let others = others.map(|other| (other.as_str(), ""));
    empty_tera().add_raw_templates(others.chain([(name, template.text())])).err()
}

/// Finds the variables of compiled templates that nobody knows.
fn all_unknown(
    tera: &Tera,
    templates: &BTreeMap<String, Template>,
    facts: impl Fn(&str) -> Vec<String>,
) -> Vec<Rejected> {
    let found = templates.iter().map(|(name, template)| {
        let found = unknown_variables(tera, name, template, &facts(name));
        Rejected::new(template.source.clone(), found)
    });
    found.filter(|one| !one.found.is_empty()).collect()
}

fn told(error: &tera::Error, template: &Template) -> Rejected {
    Rejected::new(template.source.clone(), vec![diagnostic(error, template)])
}

fn diagnostic(error: &tera::Error, template: &Template) -> Diagnostic {
    let (message, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), template.at(&report.span().range))
        }
        ErrorKind::CircularInclude { include_chain: chain, .. } => {
            (format!("it takes text from itself: {}", chain.join(" → ")), template.part.clone())
        }
        other => {
            let message = other.to_string();
            let place = place_of_quoted(&message, template);
            (message, place.unwrap_or_else(|| template.part.clone()))
        }
    };
    let message = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let message = message.strip_prefix("error: ").unwrap_or(message);
    Diagnostic::error(format!("the template cannot be filled: {message}"))
        .rule("template")
        .at(place)
        .with_hint("the variables are told in README.md, the syntax is that of Tera")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands_alone(text: &str) -> bool {
        Template::new(Source::new("x.md", text), 0..text.len()).stands_alone()
    }

    #[test]
    fn a_template_that_names_another_does_not_stand_alone() {
        for alone in
            ["It includes all.", "See <https://europa.eu>.", "{{ topic }} {% if a %}b{% endif %}"]
        {
            assert!(stands_alone(alone), "{alone}");
        }
        for not_alone in [
            "{% include \"a\" %}",
            "{%-\n include \"a\" %}",
            "{%extends \"a\" %}",
            "{% component a() %}{% endcomponent a %}",
            "{{ <a /> }}",
            "{% set b = <a /> %}",
        ] {
            assert!(!stands_alone(not_alone), "{not_alone}");
        }
    }
}
