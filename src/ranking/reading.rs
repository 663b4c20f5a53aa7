//! A point as a list of asks: what to look for, and by which other words.

use std::borrow::Cow;
use std::ops::Range;

use itertools::Itertools;

use super::citation::{Citation, citations};
use super::digest::Row;
use super::entry::Query;
use super::everyday::is_everyday;
use super::focus::Focus;
use super::index::Index;
use super::stopwords::{is_empty_word, is_frame_word};
use super::vocabulary::Term;
use super::weights;
use super::words::{Word, joined, words};

/// What a point asks for with one of its words.
#[derive(Debug)]
pub(super) struct Ask<'a> {
    /// Where the word stands in the point; empty for a word of context.
    pub(super) ranges: Vec<Range<usize>>,
    /// The word as a term of the library.
    pub(super) term: Option<Term>,
    /// Its stem.
    stem: String,
    /// Whether it is a word of the language of opinions as such.
    pub(super) is_frame: bool,
    /// What finding the word is worth: its rarity, times how much the point means it.
    pub(super) value: f64,
    /// Other words that count in its place.
    pub(super) alternatives: Vec<Alternative<'a>>,
    /// The policy areas that the word tells, with a share, times how much the point means it; none
    /// for a word of context.
    pub(super) areas: Vec<(usize, f64)>,
    /// What the thesaurus says of it; nothing for a word of context.
    pub(super) row: Option<Row<'a>>,
}

/// Other words that count in place of the one that a point uses.
#[derive(Debug)]
pub(super) struct Alternative<'a> {
    /// They must all be there.
    pub(super) terms: Cow<'a, [Term]>,
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
pub(super) struct Reading<'a> {
    /// What it asks for, in the order of the point; words of context come last.
    pub(super) asks: Vec<Ask<'a>>,
    /// The documents it cites, with the factor by which it means them.
    pub(super) cited: Vec<(Citation, f64)>,
}

impl Reading<'_> {
    /// Returns what it asks for with words of its own, those of its context left aside.
    pub(super) fn own(&self) -> impl Iterator<Item = &Ask<'_>> {
        self.asks.iter().filter(|ask| !ask.ranges.is_empty())
    }
}

/// Reads a query against the words of an index.
pub(super) fn read<'a>(index: &'a Index, query: &Query) -> Reading<'a> {
    let focus = Focus::new(&query.text);
    let cited = citations(&query.text)
        .into_iter()
        .map(|citation| {
            let factor = focus.weight(&citation.range);
            (citation, factor)
        })
        .collect_vec();
    let free =
        |word: &Word<'_>| !cited.iter().any(|(act, _)| act.range.contains(&word.range.start));
    let mut words = words(&query.text).filter(free).collect_vec();
    join_numbers(index, &query.text, &mut words);

    let mut asks = Asks { index, made: Vec::with_capacity(words.len()) };
    asks.add_all(&words, |word| focus.weight(&word.range));
    for subject in &query.subjects {
        let context = context_words(subject);
        asks.add_all(&context, |_| weights::SUBJECT);
    }
    Reading { asks: asks.made, cited }
}

/// Reads a short form and its number, such as `ETS 2`, as one word where the library knows it as one.
fn join_numbers(index: &Index, text: &str, words: &mut Vec<Word<'_>>) {
    for at in (1..words.len()).rev() {
        let (first, second) = (&words[at - 1], &words[at]);
        if first.acronym
            && second.plain.bytes().all(|byte| byte.is_ascii_digit())
            && let Some(joined) = joined(text, first, second)
            && index.inverted.vocabulary.find_written(&joined).is_some()
        {
            let range = first.range.start..second.range.end;
            words[at - 1] = Word { plain: Cow::Owned(joined), range, acronym: true };
            words.remove(at);
        }
    }
}

fn context_words(subject: &str) -> Vec<Word<'_>> {
    words(subject).map(|word| Word { range: 0..0, ..word }).collect()
}

/// The asks that are being made.
pub(super) struct Asks<'a> {
    /// Whose words are looked for.
    pub(super) index: &'a Index,
    /// Those made so far.
    pub(super) made: Vec<Ask<'a>>,
}

/// A word of substance, with the term that is probably meant.
pub(super) struct Meant<'a, 'w> {
    /// The word of the point.
    pub(super) word: &'w Word<'w>,
    /// Its stem.
    stem: Cow<'w, str>,
    /// The term that it is.
    pub(super) term: Option<Term>,
    /// The term for which it is a slip.
    slip: Option<Term>,
    /// What the thesaurus says of the word that is probably meant.
    pub(super) row: Option<Row<'a>>,
    /// How much the point means it.
    pub(super) factor: f64,
    /// Whether the word is of the language of opinions as such.
    is_frame: bool,
}

impl Meant<'_, '_> {
    /// Returns the stem of the word that is probably meant.
    pub(super) fn read_as<'a>(&'a self, index: &'a Index) -> &'a str {
        self.slip.map_or(&self.stem, |term| index.inverted.vocabulary.stem_of(term))
    }
}

impl Asks<'_> {
    fn add_all(&mut self, words: &[Word<'_>], factor: impl Fn(&Word<'_>) -> f64) {
        let meant = words
            .iter()
            .filter(|word| !is_empty_word(&word.plain))
            .map(|word| meant(self.index, word, factor(word)))
            .collect_vec();
        let from = self.made.len();
        self.made.extend(meant.iter().map(|meant| ask(self.index, meant)));
        self.add_short_forms(from, &meant);
        self.add_companions(from, &meant);
        self.add_compounds(from, &meant);
        self.join_repeated();
    }

    /// A word that stands several times is asked for once, as strongly as anywhere.
    fn join_repeated(&mut self) {
        let mut joined: Vec<Ask<'_>> = Vec::with_capacity(self.made.len());
        for mut ask in self.made.drain(..) {
            match joined.iter_mut().find(|known| known.stem == ask.stem) {
                Some(known) => {
                    if ask.value > known.value {
                        std::mem::swap(known, &mut ask);
                    }
                    known.ranges.append(&mut ask.ranges);
                    known.ranges.sort_unstable_by_key(|range| range.start);
                }
                None => joined.push(ask),
            }
        }
        self.made = joined;
    }
}

fn meant<'a: 'w, 'w>(index: &'a Index, word: &'w Word<'_>, factor: f64) -> Meant<'a, 'w> {
    let (term, stem) = index.inverted.vocabulary.find(&word.plain);
    let row = index.digest().row(&stem);
    let is_frame = is_frame_word(&word.plain);
    let is_known = term.is_some() || row.is_some() || is_frame;
    let slip = if is_known || is_everyday(&stem) { None } else { index.slips.meant(&word.plain) };
    let of_meant = |term| index.digest().row(index.inverted.vocabulary.stem_of(term));
    let factor = factor * significance(index, word, is_frame, &stem);
    Meant { word, row: slip.map_or(row, of_meant), stem, term, slip, factor, is_frame }
}

/// Returns how much a word says about the subject, whatever its rarity.
fn significance(index: &Index, word: &Word<'_>, is_frame: bool, stem: &str) -> f64 {
    let entries = index.inverted.ids.len();
    if is_frame {
        weights::frame(entries)
    } else if word.acronym {
        weights::ACRONYM
    } else if is_everyday(stem) {
        weights::everyday(entries)
    } else {
        1.0
    }
}

fn ask<'a>(index: &'a Index, meant: &Meant<'a, '_>) -> Ask<'a> {
    let postings = &index.inverted.postings;
    let mut alternatives = Vec::new();
    if let Some(term) = meant.slip {
        let value = weights::SLIP * meant.factor * postings.idf(term);
        alternatives.push(Alternative { terms: Cow::Owned(vec![term]), value, link: Link::Slip });
    }
    let family = index.families.of(meant.read_as(index));
    let uses = family.iter().map(|term| postings.of(*term).len()).sum();
    let value = weights::FAMILY * meant.factor * postings.idf_of_count(uses);
    let kin = family.chunks(1).filter(|term| Some(term[0]) != meant.term.or(meant.slip));
    alternatives.extend(kin.map(|term| Alternative {
        terms: Cow::Borrowed(term),
        value,
        link: Link::Family,
    }));
    let rarity = meant.term.map_or_else(|| postings.idf_of_count(0), |term| postings.idf(term));
    let range = &meant.word.range;
    let is_context = range.is_empty();
    let ranges = if is_context { Vec::new() } else { vec![range.clone()] };
    let row = meant.row.filter(|_| !is_context);
    let areas = row.into_iter().flat_map(Row::areas);
    let areas =
        areas.map(|(area, share)| (area as usize, f64::from(share) * meant.factor)).collect();
    let stem = meant.stem.clone().into_owned();
    let value = rarity * meant.factor;
    let (term, is_frame) = (meant.term, meant.is_frame);
    Ask { ranges, term, stem, is_frame, value, alternatives, areas, row }
}
