//! What a thesaurus says of each stem, so that nobody has to read it as a whole.
//!
//! The digest of the built-in thesaurus is made when the tool is built (`build.rs`). That of an
//! office's own is made when it is first asked for, which takes about as long as a whole letter.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::str::FromStr;

use frostem::{Algorithm, Stemmer};

use super::stem::stem;
use super::stopwords::{is_empty_word, is_frame_word};
use super::words::{beginning, words};

/// What a thesaurus says of each stem.
#[derive(Debug, PartialEq)]
pub(super) struct Digest {
    /// A line with the names of all areas, then one for each stem, in their order: the stem, the
    /// members, the areas with shares in thousandths; parted by tabs, then by spaces.
    pub(super) rows: Cow<'static, str>,
    /// How each stem begins, and where its row does.
    pub(super) index: Cow<'static, [(u64, u32)]>,
    /// A line for each group: its members, parted by commas; of each, a mark of what it is, then
    /// its stems without those of function words, parted by spaces.
    pub(super) groups: Cow<'static, str>,
    /// Where the line of each group begins.
    pub(super) group_index: Cow<'static, [u32]>,
}

/// The marks of members: one short form in capitals, everyday words only, anything else.
const ACRONYM: char = '^';
const EVERYDAY: char = '~';
const PLAIN: char = '-';

/// A word or phrase of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member<'a> {
    stems: &'a str,
    /// Whether it is one short form in capitals.
    pub(super) is_acronym: bool,
    /// Whether all its words are everyday ones.
    pub(super) is_everyday: bool,
}

/// What a thesaurus says of one stem.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    members: &'a str,
    areas: &'a str,
}

/// A digest that is being made.
#[derive(Default)]
struct Making {
    areas: Vec<String>,
    groups: String,
    group_index: Vec<u32>,
    stems: BTreeMap<String, Gathered>,
}

/// What is gathered about one stem.
#[derive(Default)]
struct Gathered {
    /// The members that begin with it: the group, and the place in it.
    members: Vec<(usize, usize)>,
    /// The number of groups that have it, by area.
    areas: BTreeMap<usize, f64>,
}

impl Digest {
    /// Reads a thesaurus; everyday words tell no area.
    pub(super) fn of(thesaurus: &str, is_everyday: impl Fn(&str) -> bool) -> Self {
        let mut making = Making::default();
        for line in thesaurus.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(area) => making.areas.push(area.to_owned()),
                None => making.add(line.split([':', ',']), &is_everyday),
            }
        }
        making.finish()
    }

    /// Takes groups that belong to no area.
    pub(super) fn of_groups<'a, G>(
        groups: impl IntoIterator<Item = G>,
        is_everyday: impl Fn(&str) -> bool,
    ) -> Self
    where
        G: IntoIterator<Item = &'a str>,
    {
        let mut making = Making::default();
        for group in groups {
            making.add(group, &is_everyday);
        }
        making.finish()
    }

    /// Returns what it says of a stem; none when the thesaurus does not use it.
    pub(super) fn row(&self, stem: &str) -> Option<Row<'_>> {
        let sought = beginning(stem);
        let from = self.index.partition_point(|(beginning, _)| *beginning < sought);
        let alike = self.index[from..].iter().take_while(|(beginning, _)| *beginning == sought);
        alike.map(|(_, row)| &self.rows[*row as usize..]).find_map(|row| {
            let said = row.strip_prefix(stem)?.strip_prefix('\t')?;
            let (members, areas) = said.lines().next()?.split_once('\t')?;
            Some(Row { members, areas })
        })
    }

    /// Returns how many groups there are.
    pub(super) fn size(&self) -> usize {
        self.group_index.len()
    }

    /// Returns the members of a group, no two of the same stems.
    pub(super) fn group(&self, number: usize) -> impl Iterator<Item = Member<'_>> {
        let line = self.groups[self.group_index[number] as usize..].lines().next();
        line.unwrap_or_default().split(',').filter_map(Member::read)
    }

    /// Returns the names of all areas, by number.
    pub(super) fn areas(&self) -> impl Iterator<Item = &str> {
        let names = self.rows.lines().next().unwrap_or_default();
        names.split('\t').filter(|name| !name.is_empty())
    }
}

impl Making {
    /// Adds a group to the area begun last.
    fn add<'a>(
        &mut self,
        members: impl IntoIterator<Item = &'a str>,
        is_everyday: impl Fn(&str) -> bool,
    ) {
        let (members, telling) = read_group(members, is_everyday);
        for (place, member) in members.iter().enumerate() {
            for (at, stem) in member[1..].split(' ').enumerate() {
                let gathered = self.stems.entry(stem.to_owned()).or_default();
                if at == 0 {
                    gathered.members.push((self.group_index.len(), place));
                }
            }
        }
        if let Some(area) = self.areas.len().checked_sub(1) {
            for stem in telling {
                *self.stems.entry(stem).or_default().areas.entry(area).or_default() += 1.0;
            }
        }
        if !members.is_empty() {
            self.group_index.push(number(self.groups.len()));
            self.groups += &members.join(",");
            self.groups.push('\n');
        }
    }

    fn finish(self) -> Digest {
        let mut rows = self.areas.join("\t") + "\n";
        let mut index = Vec::with_capacity(self.stems.len());
        for (stem, gathered) in &self.stems {
            index.push((beginning(stem), number(rows.len())));
            gathered.write(&mut rows, stem, self.areas.len());
        }
        Digest {
            rows: rows.into(),
            index: index.into(),
            groups: self.groups.into(),
            group_index: self.group_index.into(),
        }
    }
}

/// Reads the members of a group, with their marks, and the stems that tell its area.
fn read_group<'a>(
    written: impl IntoIterator<Item = &'a str>,
    is_everyday: impl Fn(&str) -> bool,
) -> (Vec<String>, BTreeSet<String>) {
    let stemmer = Stemmer::new(Algorithm::English);
    let (mut members, mut telling): (Vec<String>, BTreeSet<String>) = Default::default();
    for member in written {
        let full: Vec<_> = words(member).filter(|word| !is_empty_word(&word.plain)).collect();
        let stems: Vec<_> = full.iter().map(|word| stem(stemmer, &word.plain)).collect();
        let mark = match full.as_slice() {
            [] => continue,
            [word] if word.acronym => ACRONYM,
            _ if stems.iter().all(|stem| is_everyday(stem)) => EVERYDAY,
            _ => PLAIN,
        };
        for (word, stem) in full.iter().zip(&stems) {
            if !is_everyday(stem) && !is_frame_word(&word.plain) {
                telling.insert(stem.clone().into_owned());
            }
        }
        let stems = stems.join(" ");
        if !members.iter().any(|known| known[1..] == stems) {
            members.push(format!("{mark}{stems}"));
        }
    }
    (members, telling)
}

impl<'a> Member<'a> {
    fn read(written: &'a str) -> Option<Self> {
        let mark = written.chars().next()?;
        let stems = &written[mark.len_utf8()..];
        Some(Self { stems, is_acronym: mark == ACRONYM, is_everyday: mark == EVERYDAY })
    }

    /// Returns its stems, without those of function words; at least one.
    pub(super) fn stems(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.stems.split(' ')
    }
}

impl Row<'_> {
    /// Returns the members that begin with the stem: the group of each, and its place there.
    pub(super) fn members(&self) -> impl Iterator<Item = (usize, usize)> {
        pairs(self.members)
    }

    /// Returns the areas whose words the stem is one of, with a share: near 1 when it is a word
    /// of that area alone, near 0 when all areas use it alike.
    pub(super) fn areas(&self) -> impl Iterator<Item = (usize, f64)> {
        pairs(self.areas).map(|(area, share): (usize, f64)| (area, share / 1000.0))
    }
}

/// Reads `1:2 3:4`.
fn pairs<A: FromStr, B: FromStr>(text: &str) -> impl Iterator<Item = (A, B)> {
    let parts = text.split(' ').filter_map(|part| part.split_once(':'));
    parts.filter_map(|(one, other)| Some((one.parse().ok()?, other.parse().ok()?)))
}

impl Gathered {
    /// Writes the row of a stem. The share of an area is its part of the groups that have the stem,
    /// times what the stem tells: 1 less its entropy over the areas, as a part of the greatest
    /// possible one.
    fn write(&self, rows: &mut String, stem: &str, areas: usize) {
        let groups: f64 = self.areas.values().sum();
        let shares = || self.areas.iter().map(|(area, count)| (area, count / groups));
        let entropy: f64 = shares().map(|(_, share)| -share * share.ln()).sum();
        let tells = 1.0 - entropy / f64::from(number(areas.max(2))).ln();
        let members: Vec<String> =
            self.members.iter().map(|(group, place)| format!("{group}:{place}")).collect();
        let areas: Vec<String> =
            shares().map(|(area, share)| format!("{area}:{:.0}", share * tells * 1000.0)).collect();
        writeln!(rows, "{stem}\t{}\t{}", members.join(" "), areas.join(" "))
            .expect("a string takes all that is written");
    }
}

fn number(size: usize) -> u32 {
    u32::try_from(size).expect("a thesaurus is smaller than 4 GB")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest() -> Digest {
        let text = "\
            delay: late # anywhere\n\n[Prisons]\nprison: jail, jails, place of detention\n\
            jail break: escape\n[Sport]\nescape: run, delay\n";
        Digest::of(text, |stem| stem == "run")
    }

    fn areas(stem: &str) -> Vec<(usize, f64)> {
        digest().row(stem).expect("it is used").areas().collect()
    }

    #[test]
    fn areas_have_names_and_groups_have_members() {
        let digest = digest();
        assert_eq!(digest.areas().collect::<Vec<_>>(), ["Prisons", "Sport"]);
        assert_eq!(digest.size(), 4);
        let stems: Vec<&str> = digest.group(1).map(|member| member.stems).collect();
        assert_eq!(stems, ["prison", "jail", "place detent"]);
    }

    #[test]
    fn a_stem_leads_to_the_members_that_begin_with_it() {
        let members = |stem: &str| digest().row(stem).map(|row| row.members().collect::<Vec<_>>());
        assert_eq!(members("jail"), Some(vec![(1, 1), (2, 0)]));
        assert_eq!(members("detent"), Some(vec![]));
        assert_eq!(members("wine"), None);
    }

    #[test]
    fn a_word_of_one_area_tells_more_than_one_of_several() {
        assert_eq!(areas("jail"), [(0, 1.0)]);
        assert_eq!(areas("escap"), [(0, 0.0), (1, 0.0)]);
    }

    #[test]
    fn everyday_words_and_those_before_the_first_area_tell_none() {
        assert_eq!(areas("run"), []);
        assert_eq!(areas("late"), []);
    }
}
