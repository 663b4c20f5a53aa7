//! What a thesaurus says of each stem, so that nobody has to read it as a whole.
//!
//! The digest of the built-in thesaurus is made when the tool is built (`build.rs`). That of an
//! office's own is made when it is first asked for, which takes two seconds for one as large as the
//! built-in; it can be kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use frostem::{Algorithm, Stemmer};

use super::kin::kin;
use super::lists::{Lists, Shares};
use super::space::Space;
use super::stem::stem;
use super::stopwords::{is_empty_word, is_frame_word};
use super::words::{beginning, words};

/// What a thesaurus says of each stem.
#[derive(Debug, PartialEq)]
pub(super) struct Digest {
    /// The names of all areas, a line for each.
    pub(super) areas: Cow<'static, str>,
    /// All stems, in their order, a line for each.
    pub(super) stems: Cow<'static, str>,
    /// How each stem begins, and where its line does.
    pub(super) index: Cow<'static, [(u64, u32)]>,
    /// The notions that have each stem as a word by itself.
    pub(super) words: Lists,
    /// The areas whose words each stem is one of, with a share.
    pub(super) told: Shares,
    /// The notions that have each stem, with how much it says of them.
    pub(super) notions: Shares,
    /// Where the notions lie to one another.
    pub(super) space: Space,
}

/// A stem that is a word of a notion by itself, not a part of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// The notion.
    pub(super) notion: u32,
    /// Whether it is a short form in capitals.
    pub(super) is_acronym: bool,
}

/// What a thesaurus says of one stem.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    digest: &'a Digest,
    number: usize,
}

/// A digest that is being made.
#[derive(Default)]
struct Making {
    areas: Vec<String>,
    /// The area that has been begun.
    area: Option<usize>,
    notions: u32,
    stems: BTreeMap<String, Gathered>,
}

/// What is gathered about one stem.
#[derive(Default)]
struct Gathered {
    /// The notions that have it as a word by itself.
    words: Vec<Word>,
    /// The number of notions that have it, by area.
    areas: BTreeMap<usize, f64>,
    /// The notions that have it, with how much it says of them.
    notions: Vec<(u32, f32)>,
}

impl Digest {
    /// Reads a thesaurus; everyday words tell no area.
    pub(super) fn of(thesaurus: &str, is_everyday: impl Fn(&str) -> bool) -> Self {
        let mut making = Making::default();
        for line in thesaurus.lines() {
            let line = without_comment(line);
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(area) => making.begin(area.trim()),
                None => making.add(line.split([':', ',']), &is_everyday),
            }
        }
        making.finish()
    }

    /// Returns what it says of a stem; none when the thesaurus does not use it.
    pub(super) fn row(&self, stem: &str) -> Option<Row<'_>> {
        let sought = beginning(stem);
        let from = self.index.partition_point(|(beginning, _)| *beginning < sought);
        let alike = self.index[from..].iter().take_while(|(beginning, _)| *beginning == sought);
        let found = (from..).zip(alike).find(|(number, (_, line))| {
            let next =
                self.index.get(number + 1).map_or(self.stems.len(), |(_, next)| *next as usize);
            self.stems[*line as usize..next - 1] == *stem
        });
        found.map(|(number, _)| Row { digest: self, number })
    }

    /// Returns what it says of a stem that has a number.
    pub(super) fn row_of_number(&self, number: u32) -> Row<'_> {
        Row { digest: self, number: number as usize }
    }

    /// Returns how many notions there are.
    pub(super) fn size(&self) -> usize {
        self.space.size()
    }

    /// Returns the names of all areas, by number.
    pub(super) fn areas(&self) -> impl Iterator<Item = &str> {
        self.areas.lines()
    }
}

/// Returns what a line says.
pub(super) fn without_comment(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}

impl Making {
    /// Begins an area, or goes on with one of that name; without a name what follows belongs to none.
    fn begin(&mut self, name: &str) {
        let known = self.areas.iter().position(|area| area == name);
        self.area = (!name.is_empty()).then(|| {
            known.unwrap_or_else(|| {
                self.areas.push(name.to_owned());
                self.areas.len() - 1
            })
        });
    }

    /// Adds a notion to the area begun last.
    fn add<'a>(
        &mut self,
        members: impl IntoIterator<Item = &'a str>,
        is_everyday: impl Fn(&str) -> bool,
    ) {
        let members = read_notion(members);
        let size: usize = members.iter().map(|member| member.stems.len()).sum();
        let mut telling = BTreeSet::new();
        for member in &members {
            let words = member.stems.len();
            for stem in &member.stems {
                let gathered = self.stems.entry(stem.clone()).or_default();
                if words == 1 {
                    let is_acronym = member.is_acronym;
                    gathered.words.push(Word { notion: self.notions, is_acronym });
                }
                gathered.says(self.notions, 1.0 / f32::from(small(words * size)).sqrt());
            }
            telling.extend(member.telling.iter().filter(|stem| !is_everyday(stem)));
        }
        if let Some(area) = self.area {
            for stem in telling {
                *self.stems.entry(stem.clone()).or_default().areas.entry(area).or_default() += 1.0;
            }
        }
        self.notions += u32::from(!members.is_empty());
    }

    fn finish(self) -> Digest {
        let (mut stems, mut index) = (String::new(), Vec::with_capacity(self.stems.len()));
        let (mut words, mut told, mut notions) = (Vec::new(), Vec::new(), Vec::new());
        for (stem, gathered) in self.stems {
            index.push((beginning(&stem), number(stems.len())));
            stems += &stem;
            stems.push('\n');
            told.push(gathered.told(self.areas.len()));
            words.push(gathered.words);
            notions.push(gathered.notions);
        }
        let kin = kin(&mut notions, self.notions as usize);
        Digest {
            areas: self.areas.join("\n").into(),
            stems: stems.into(),
            index: index.into(),
            words: Lists::of(words.into_iter().map(|list| list.into_iter().map(Word::pack))),
            told: Shares::of(&told),
            notions: Shares::of(&notions),
            space: Space::of(&kin),
        }
    }
}

/// A word or phrase of a notion.
struct Member {
    /// Its stems, without those of function words; at least one.
    stems: Vec<String>,
    /// Those of words that are not of the language of opinions.
    telling: Vec<String>,
    /// Whether it is one short form in capitals.
    is_acronym: bool,
}

/// Reads the members of a notion, no two of the same stems.
fn read_notion<'a>(written: impl IntoIterator<Item = &'a str>) -> Vec<Member> {
    let stemmer = Stemmer::new(Algorithm::English);
    let mut members: Vec<Member> = Vec::new();
    for member in written {
        let full: Vec<_> = words(member).filter(|word| !is_empty_word(&word.plain)).collect();
        let stems = full.iter().map(|word| stem(stemmer, &word.plain).into_owned());
        let stems: Vec<String> = stems.collect();
        if stems.is_empty() || members.iter().any(|known| known.stems == stems) {
            continue;
        }
        let telling = full.iter().zip(&stems).filter(|(word, _)| !is_frame_word(&word.plain));
        let telling = telling.map(|(_, stem)| stem.clone()).collect();
        let is_acronym = matches!(full.as_slice(), [word] if word.acronym);
        members.push(Member { stems, telling, is_acronym });
    }
    members
}

impl Word {
    fn pack(self) -> u32 {
        self.notion << 1 | u32::from(self.is_acronym)
    }

    fn unpack(packed: u32) -> Self {
        Self { notion: packed >> 1, is_acronym: packed & 1 == 1 }
    }
}

impl<'a> Row<'a> {
    /// Returns the number of the stem in its digest.
    pub(super) fn number(self) -> u32 {
        number(self.number)
    }

    /// Returns the notions that have the stem as a word by itself.
    pub(super) fn words(self) -> impl Iterator<Item = Word> + use<'a> {
        self.digest.words.get(self.number).map(Word::unpack)
    }

    /// Returns the areas whose words the stem is one of, with a share: near 1 when it is a word
    /// of that area alone, near 0 when all areas use it alike.
    pub(super) fn areas(self) -> impl Iterator<Item = (u32, f32)> + use<'a> {
        self.digest.told.get(self.number)
    }

    /// Returns the notions that have the stem, each with how much it says of them: so much that their kin,
    /// added up, make a vector of length 1.
    pub(super) fn notions(self) -> impl Iterator<Item = (u32, f32)> + use<'a> {
        self.digest.notions.get(self.number)
    }
}

impl Gathered {
    /// Adds to how much it says of a notion.
    fn says(&mut self, notion: u32, share: f32) {
        match self.notions.last_mut().filter(|(last, _)| *last == notion) {
            Some((_, sum)) => *sum += share,
            None => self.notions.push((notion, share)),
        }
    }

    /// Returns the areas that it tells, of so many. The share of an area is its part of the notions that
    /// have the stem, times what the stem tells: 1 less its entropy over the areas, as a part of the
    /// greatest possible one.
    #[expect(clippy::cast_possible_truncation, reason = "a share lies between 0 and 1")]
    fn told(&self, areas: usize) -> Vec<(u32, f32)> {
        let notions: f64 = self.areas.values().sum();
        let shares = || self.areas.iter().map(|(area, count)| (area, count / notions));
        let entropy: f64 = shares().map(|(_, share)| -share * share.ln()).sum();
        let tells = 1.0 - entropy / f64::from(number(areas.max(2))).ln();
        shares().map(|(area, share)| (number(*area), (share * tells) as f32)).collect()
    }
}

fn small(size: usize) -> u16 {
    u16::try_from(size).unwrap_or(u16::MAX)
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

    fn areas(stem: &str) -> Vec<(u32, f32)> {
        digest().row(stem).expect("it is used").areas().collect()
    }

    #[test]
    fn areas_have_names_and_notions_have_numbers() {
        let digest = digest();
        assert_eq!(digest.areas().collect::<Vec<_>>(), ["Prisons", "Sport"]);
        assert_eq!(digest.size(), 4);
    }

    #[test]
    fn an_area_may_go_on_and_needs_a_name() {
        let digest = Digest::of(
            "[]\nwine: vine\n[A]\nape: monkey\n[B]\nbee: hive\n[A]\nant: hill\n",
            |_| false,
        );
        assert_eq!(digest.areas().collect::<Vec<_>>(), ["A", "B"]);
        let areas = |stem: &str| -> Vec<u32> {
            digest
                .row(stem)
                .map(|row| row.areas().map(|(area, _)| area).collect())
                .unwrap_or_default()
        };
        assert_eq!(
            [areas("wine"), areas("ape"), areas("hive"), areas("hill")],
            [vec![], vec![0], vec![1], vec![0]]
        );
    }

    #[test]
    fn a_stem_leads_to_the_notions_that_have_it_as_a_word() {
        let words = |stem: &str| digest().row(stem).map(|row| row.words().collect::<Vec<_>>());
        assert_eq!(words("jail"), Some(vec![Word { notion: 1, is_acronym: false }]));
        assert_eq!(words("detent"), Some(vec![]));
        assert_eq!(words("wine"), None);
    }

    #[test]
    fn a_stem_speaks_of_the_notions_that_have_it_in_a_phrase_too() {
        let notions = |stem: &str| -> Vec<u32> {
            let row =
                digest().row(stem).map(|row| row.notions().map(|(notion, _)| notion).collect());
            row.unwrap_or_default()
        };
        assert_eq!(notions("jail"), [1, 2]);
        assert_eq!(notions("detent"), [1]);
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
