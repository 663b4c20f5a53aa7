//! The names of bodies and instruments, with what people write instead, as
//! `templates/bodies.yaml` has them.

use crate::diagnostic::{Checked, Rejected, Source};
use crate::yaml::{self, Node, Reader};

/// A body or an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its name in letters.
    pub name: String,
    /// Other names that no letter should give it.
    pub never: Vec<String>,
}

/// All bodies whose names are mistaken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bodies {
    bodies: Vec<Body>,
}

impl Bodies {
    /// Reads the names from `bodies.yaml`.
    pub fn parse(source: &Source) -> Result<Self, Rejected> {
        let root = yaml::read(source, 0..source.text.len())?;
        let mut reader = Reader::default();
        let bodies = read_bodies(&mut reader, &root);
        Checked::from_findings(source, bodies, reader.found).map(|checked| checked.value)
    }

    /// Returns all of them in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Body> {
        self.bodies.iter()
    }
}

fn read_bodies(reader: &mut Reader, root: &Node) -> Option<Bodies> {
    let entries = reader.map(root, "the list of bodies", &["bodies"])?;
    let nodes = reader.list(entries.get("bodies"));
    Some(Bodies { bodies: nodes.into_iter().filter_map(|node| read_body(reader, node)).collect() })
}

fn read_body(reader: &mut Reader, node: &Node) -> Option<Body> {
    let entries = reader.map(node, "a body", &["name", "never"])?;
    let name = reader.require(&entries, "name", "give the name that letters use");
    let name = name.and_then(|node| reader.text(node));
    Some(Body { name: name?, never: reader.texts(entries.get("never")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_one_name_and_others_that_it_never_has() {
        let source = Source::new(
            "bodies.yaml",
            "bodies:\n  - { name: EU Internet Forum, never: [IT Forum] }\n",
        );
        let bodies = Bodies::parse(&source).expect("it is valid");
        let body = bodies.iter().next().expect("there is one");
        assert_eq!(
            (body.name.as_str(), body.never.as_slice()),
            ("EU Internet Forum", &["IT Forum".to_owned()][..])
        );
        assert!(
            Bodies::parse(&Source::new("bodies.yaml", "bodies:\n  - { never: [x] }\n")).is_err()
        );
    }
}
