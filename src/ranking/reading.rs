//! A point as a list of asks: what to look for, and by which other words.

use std::ops::Range;

use itertools::Itertools;

use super::citation::{Citation, citations};
use super::entry::Query;
use super::focus::Focus;
use super::groups::Groups;
use super::index::Index;
use super::lexicon;
use super::slip;
use super::stopwords::is_frame_word;
use super::vocabulary::{Term, is_empty_word};
use super::words::{Word, words};

/// What a point asks for with one of its words.
#[derive(Debug)]
pub(super) struct Ask {
    /// Where the word stands in the point; empty for a word of context.
    pub(super) ranges: Vec<Range<usize>>,
    /// The word as a term of the library.
    pub(super) term: Option<Term>,
    /// What finding the word is worth: its rarity, times how much the point means it.
    pub(super) value: f64,
    /// Other words that count in its place.
    pub(super) alternatives: Vec<Alternative>,
}

impl Ask {
    /// Returns what the ask can add to a score at most.
    pub(super) fn most(&self) -> f64 {
        self.value
    }
}

/// Other words that count in place of the one that a point uses.
#[derive(Debug)]
pub(super) struct Alternative {
    /// They must all be there.
    pub(super) terms: Vec<Term>,
    /// What finding them is worth.
    pub(super) value: f64,
    /// Why they count.
    pub(super) link: Link,
}

/// Why other words count in place of the one that a point uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Short form and long form.
    Abbreviation,
    /// The thesaurus says so.
    Thesaurus,
    /// They are of one family, or the same word joined or parted differently.
    Family,
    /// A slip of the keyboard.
    Slip,
}

/// A point, read.
#[derive(Debug)]
pub(super) struct Reading {
    /// What it asks for, in the order of the point; words of context come last.
    pub(super) asks: Vec<Ask>,
    /// The documents it cites, with the factor by which it means them.
    pub(super) cited: Vec<(Citation, f64)>,
}

/// Reads a query against the words of an index.
pub(super) fn read(index: &Index, query: &Query) -> Reading {
    let focus = Focus::new(&query.text);
    let cited = citations(&query.text)
        .into_iter()
        .map(|citation| {
            let factor = focus.weight(&citation.range, &index.weights);
            (citation, factor)
        })
        .collect_vec();
    let free = |word: &Word| !cited.iter().any(|(act, _)| act.range.contains(&word.range.start));
    let words = words(&query.text).into_iter().filter(free).collect_vec();

    let mut asks = Asks { index, made: Vec::with_capacity(words.len()) };
    asks.add_all(&words, |word| focus.weight(&word.range, &index.weights));
    for subject in &query.subjects {
        let context = context_words(subject);
        asks.add_all(&context, |_| index.weights.subject);
    }
    Reading { asks: asks.made, cited }
}

fn context_words(subject: &str) -> Vec<Word> {
    words(subject).into_iter().map(|word| Word { range: 0..0, ..word }).collect()
}

struct Asks<'a> {
    index: &'a Index,
    made: Vec<Ask>,
}

/// A word of substance, with the term that is probably meant.
struct Meant<'a> {
    word: &'a Word,
    stem: String,
    term: Option<Term>,
    slip: Option<Term>,
    factor: f64,
}

impl Asks<'_> {
    fn add_all(&mut self, words: &[Word], factor: impl Fn(&Word) -> f64) {
        let meant = words
            .iter()
            .filter(|word| !is_empty_word(&word.plain))
            .map(|word| self.meant(word, factor(word)))
            .collect_vec();
        let from = self.made.len();
        let asks = meant.iter().map(|meant| self.ask(meant)).collect_vec();
        self.made.extend(asks);
        self.add_group_partners(from, &meant);
        self.add_relatives(from, &meant);
        self.add_compounds(from, &meant);
        self.join_repeated();
    }

    fn meant<'w>(&self, word: &'w Word, factor: f64) -> Meant<'w> {
        let vocabulary = &self.index.vocabulary;
        let stem = vocabulary.stem(&word.plain);
        let term = vocabulary.find_stem(&stem);
        let frame = if is_frame_word(&word.plain) { self.index.weights.frame } else { 1.0 };
        let mut meant = Meant { word, stem, term, slip: None, factor: factor * frame };
        if meant.term.is_none()
            && let Some(written) = self.index.slips.meant(&word.plain)
        {
            meant.slip = vocabulary.find(written);
            meant.stem = vocabulary.stem(written);
        }
        meant
    }

    fn ask(&self, meant: &Meant<'_>) -> Ask {
        let (postings, weights) = (&self.index.postings, &self.index.weights);
        let family = self.index.families.of(&meant.stem);
        let uses =
            |terms: &[Term]| terms.iter().map(|term| postings.of(*term).len()).sum::<usize>();
        let mut alternatives = Vec::new();
        if let Some(term) = meant.slip {
            let value = weights.slip * meant.factor * postings.idf(term);
            alternatives.push(Alternative { terms: vec![term], value, link: Link::Slip });
        }
        let kin =
            family.iter().filter(|term| Some(**term) != meant.term && Some(**term) != meant.slip);
        let value = weights.family * meant.factor * postings.idf_of_count(uses(family));
        alternatives.extend(kin.map(|term| Alternative {
            terms: vec![*term],
            value,
            link: Link::Family,
        }));
        let rarity = match meant.term {
            Some(term) => postings.idf(term),
            None if slip::is_everyday(&meant.word.plain) => {
                weights.everyday * postings.idf_of_count(0)
            }
            None => postings.idf_of_count(0),
        };
        let range = &meant.word.range;
        let ranges = if range.is_empty() { Vec::new() } else { vec![range.clone()] };
        Ask { ranges, term: meant.term, value: rarity * meant.factor, alternatives }
    }

    /// Adds the partners of each word or phrase in abbreviations and thesaurus.
    fn add_group_partners(&mut self, from: usize, meant: &[Meant<'_>]) {
        let stems = meant.iter().map(|meant| meant.stem.as_str()).collect_vec();
        let sources = [
            (&self.index.abbreviations, 1.0, Link::Abbreviation),
            (self.index.thesaurus.groups(), self.index.weights.thesaurus, Link::Thesaurus),
        ];
        for (groups, weight, link) in sources {
            for at in 0..stems.len() {
                for (group, length) in groups.at(&stems[at..]) {
                    let partners = self.partners(groups, group, &stems[at..at + length]);
                    for ((place, meant), terms) in (at..at + length)
                        .map(|place| (place, &meant[place]))
                        .cartesian_product(&partners.terms)
                    {
                        #[expect(clippy::cast_precision_loss, reason = "phrases are short")]
                        let value = weight * meant.factor * partners.rarity / (length as f64);
                        let alternative = Alternative { terms: terms.clone(), value, link };
                        self.made[from + place].alternatives.push(alternative);
                    }
                }
            }
        }
    }

    fn partners(&self, groups: &Groups, group: usize, said: &[&str]) -> Partners {
        let (vocabulary, postings) = (&self.index.vocabulary, &self.index.postings);
        let mut uses = 0;
        let mut partners = Vec::new();
        for member in groups.members(group) {
            let terms: Option<Vec<Term>> =
                member.iter().map(|stem| vocabulary.find_stem(stem)).collect();
            let Some(terms) = terms else { continue };
            uses += terms.iter().map(|term| postings.of(*term).len()).min().unwrap_or_default();
            if member != said {
                partners.push(terms);
            }
        }
        Partners { terms: partners, rarity: postings.idf_of_count(uses) }
    }

    /// Adds the synonyms and wider words that the everyday lexicon knows.
    fn add_relatives(&mut self, from: usize, meant: &[Meant<'_>]) {
        let (postings, weights) = (&self.index.postings, &self.index.weights);
        for (place, meant) in meant.iter().enumerate() {
            let Some(relatives) = lexicon::relatives(&meant.stem) else { continue };
            let synonyms = relatives.synonyms().map(|stems| (stems, weights.synonym));
            let wider = relatives.wider().map(|stems| (stems, weights.wider));
            let found = synonyms
                .chain(wider)
                .filter_map(|(stems, weight)| Some((self.all_terms(stems)?, weight)))
                .collect_vec();
            let uses = |terms: &[Term]| {
                terms.iter().map(|term| postings.of(*term).len()).min().unwrap_or_default()
            };
            let all = found.iter().map(|(terms, _)| uses(terms)).sum::<usize>()
                + meant.term.map_or(0, |term| postings.of(term).len());
            let rarity = postings.idf_of_count(all);
            for (terms, weight) in found {
                let value = weight * meant.factor * rarity;
                self.made[from + place].alternatives.push(Alternative {
                    terms,
                    value,
                    link: Link::Thesaurus,
                });
            }
        }
    }

    fn all_terms(&self, stems: &str) -> Option<Vec<Term>> {
        stems.split('_').map(|stem| self.index.vocabulary.find_stem(stem)).collect()
    }

    /// Adds words joined (`counter narratives`) and parted (`counternarratives`).
    fn add_compounds(&mut self, from: usize, meant: &[Meant<'_>]) {
        let (vocabulary, postings) = (&self.index.vocabulary, &self.index.postings);
        for (at, (first, second)) in meant.iter().tuple_windows().enumerate() {
            let joined = format!("{}{}", first.word.plain, second.word.plain);
            if let Some(term) = vocabulary.find(&joined) {
                for (place, factor) in [(at, first.factor), (at + 1, second.factor)] {
                    let value = factor * postings.idf(term) / 2.0;
                    let alternative = Alternative { terms: vec![term], value, link: Link::Family };
                    self.made[from + place].alternatives.push(alternative);
                }
            }
        }
        for (at, meant) in meant.iter().enumerate().filter(|(_, meant)| meant.term.is_none()) {
            if let Some(terms) = self.parted(&meant.word.plain) {
                let rarity: f64 = terms.iter().map(|term| postings.idf(*term)).fold(0.0, f64::max);
                let value = meant.factor * rarity;
                self.made[from + at].alternatives.push(Alternative {
                    terms,
                    value,
                    link: Link::Family,
                });
            }
        }
    }

    fn parted(&self, plain: &str) -> Option<Vec<Term>> {
        if plain.len() < 8 || !plain.is_ascii() {
            return None;
        }
        (4..=plain.len() - 4).find_map(|at| {
            let (first, second) = plain.split_at(at);
            let vocabulary = &self.index.vocabulary;
            Some(vec![vocabulary.find_written(first)?, vocabulary.find_written(second)?])
        })
    }

    /// A word that stands several times is asked for once, as strongly as anywhere.
    fn join_repeated(&mut self) {
        let mut joined: Vec<Ask> = Vec::with_capacity(self.made.len());
        for ask in self.made.drain(..) {
            match joined.iter_mut().find(|known| known.term.is_some() && known.term == ask.term) {
                Some(known) => {
                    known.ranges.extend(ask.ranges);
                    if ask.value > known.value {
                        (known.value, known.alternatives) = (ask.value, ask.alternatives);
                    }
                }
                None => joined.push(ask),
            }
        }
        self.made = joined;
    }
}

struct Partners {
    terms: Vec<Vec<Term>>,
    rarity: f64,
}
