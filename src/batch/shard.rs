//! Parts of a run, for more than one machine.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Task;

/// One of several parts into which the content of opinions divides them: every opinion is in
/// exactly one, on every machine and in whatever order files are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shard {
    number: NonZeroU64,
    of: NonZeroU64,
}

impl Shard {
    /// Tells whether an opinion is in this part. What cannot be read is divided by its path.
    pub fn holds(self, task: &Task) -> bool {
        let content = task.read();
        let hash = blake3::hash(content.as_deref().unwrap_or(task.shown.as_bytes()));
        let number = hash.as_bytes()[..8].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        number % self.of == self.number.get() - 1
    }

    /// Returns all parts of the run of which this is one, in order.
    pub fn run(self) -> impl Iterator<Item = Self> {
        let numbers = (1..=self.of.get()).filter_map(NonZeroU64::new);
        numbers.map(move |number| Self { number, ..self })
    }

    /// Tells whether this and another are parts of the same run.
    pub fn is_of_same_run(self, other: Self) -> bool {
        self.of == other.of
    }

    /// Returns the part in a form for names of files: `2-of-3`.
    pub fn part(self) -> String {
        format!("{}-of-{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(number, of)| {
            Some(Self { number: number.parse().ok()?, of: of.parse().ok()? })
        });
        let fits = parts.filter(|shard| shard.number <= shard.of);
        fits.ok_or_else(|| "write K/N, the part and the number of parts: `2/3`".to_owned())
    }
}

impl TryFrom<String> for Shard {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> Self {
        shard.to_string()
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_opinion_is_in_exactly_one_shard() {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..60 {
            let path = folder.path().join(number.to_string());
            fs::write(&path, number.to_string()).expect("it can be written");
            let task = Task { path, shown: String::new(), name: String::new(), problem: None };
            let shards =
                ["1/3", "2/3", "3/3"].map(|text| text.parse::<Shard>().expect("it is one"));
            assert_eq!(shards.iter().filter(|shard| shard.holds(&task)).count(), 1);
        }
    }

    #[test]
    fn a_shard_is_written_as_part_and_number_of_parts() {
        assert_eq!("2/3".parse::<Shard>().map(Shard::part).as_deref(), Ok("2-of-3"));
        for wrong in ["", "2", "0/3", "4/3", "1/0", "-1/3", "a/b", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
