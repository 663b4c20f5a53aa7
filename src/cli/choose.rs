//! `chancery draft -i`: the open points of an opinion, asked one by one.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use jiff::civil::Date;

use super::why::{CANDIDATES, marked, name_and_reasons, point_marks, sentence};
use super::{Common, ask, files, say};
use crate::diagnostic::did_you_mean;
use crate::file;
use crate::matching::{Explained, Match, Matcher};
use crate::name::PlainName;
use crate::office::Office;
use crate::opinion::{Opinion, Pin, Point, pin};
use crate::text::{Count, shown};
use crate::whole::{Lasting, write_whole};

/// What the keys do.
const KEYS: &str = "\
k: keep the first proposal · 1, 2, 3: choose it, `1 2` for both · an id: that paragraph
s WORDS: search the library, s: back to the proposals · o: leave it open · q: ask no more";

/// What an officer decides about a point.
enum Choice {
    Pin(Pin),
    LeaveOpen,
    Quit,
}

/// What is listed for a point, and can be chosen by its number.
enum Listed<'a> {
    /// What the matching proposes.
    Proposals(&'a [Explained]),
    /// What a search has found.
    Found(Vec<Explained>),
}

impl Listed<'_> {
    fn all(&self) -> &[Explained] {
        match self {
            Self::Proposals(all) => all,
            Self::Found(all) => all,
        }
    }

    /// The question, with what can be answered now.
    fn question(&self) -> String {
        let numbers = match self.all().len() {
            0 => "ID".to_owned(),
            1 => "1, ID".to_owned(),
            count => format!("1-{count}, ID"),
        };
        match self {
            Self::Proposals([]) => format!("{numbers}, s WORDS, o, q?"),
            Self::Proposals(_) => format!("k, {numbers}, s WORDS, o, q?"),
            Self::Found(_) => {
                format!("Found: {numbers}, s WORDS, s for the proposals, o, q?")
            }
        }
    }

    fn numbered(&self, number: usize) -> Result<&str, String> {
        let place = number.checked_sub(1).and_then(|place| self.all().get(place));
        let id = place.map(|one| one.candidate.entry.as_str());
        id.ok_or_else(|| format!("There is no number {number}."))
    }

    fn first_proposal(&self) -> Result<&str, String> {
        match self {
            Self::Proposals(_) => self.numbered(1),
            Self::Found(_) => {
                Err("`k` keeps the first proposal, and what was found is listed now: \
                                   choose by number, or go back to the proposals with `s`."
                    .to_owned())
            }
        }
    }
}

/// Asks about every open point of some opinions, and writes each answer as a pin into the
/// opinion's file before the next question. A point that is left open leaves no trace. An opinion
/// is passed over where `may_be_drafted` says that its reply cannot be written.
pub(super) fn choose(
    opinions: &[PathBuf],
    may_be_drafted: impl Fn(&Path) -> bool,
    office: &Office,
    common: &Common,
) -> anyhow::Result<()> {
    ensure!(
        ask::is_possible(),
        "`-i` asks at a terminal, and this is none; pin paragraphs in the opinion with `answer: [ID]`"
    );
    let is_dash = |path: &PathBuf| path.as_os_str() == files::DASH;
    ensure!(!opinions.iter().any(is_dash), "`-i` writes into the opinion, so it needs its file");
    let matcher = &Matcher::of(office);
    for path in opinions {
        // What cannot be read or written is told when it is drafted.
        if !may_be_drafted(path) {
            continue;
        }
        let Ok(source) = files::read(path) else { continue };
        let Ok(opinion) = Opinion::parse(&source, office, common.today()) else { continue };
        let opinion = opinion.value;
        let day = opinion.letter_date(common.today());
        let found = matcher.match_points(&opinion, &office.library, &office.settings, day);
        let open = found.iter().filter(|one| one.outcome.is_open()).count();
        if open == 0 || opinion.reply.sent.is_some() {
            continue;
        }
        say::line(format!("{}: {} open\n{KEYS}", source.name, Count(open, "point")));
        let questions = Questions { office, matcher, day };
        let why = matcher.explain(&opinion, &found);
        let points = opinion.points.iter().zip(&found).zip(why);
        for (number, ((point, one), why)) in points.enumerate() {
            if !one.outcome.is_open() {
                continue;
            }
            match questions.ask(point, one, why)? {
                Choice::Pin(answer) => write_pin(path, number, &answer, office, common)?,
                Choice::LeaveOpen => {}
                Choice::Quit => return Ok(()),
            }
        }
    }
    Ok(())
}

fn write_pin(
    path: &Path,
    point: usize,
    answer: &Pin,
    office: &Office,
    common: &Common,
) -> anyhow::Result<()> {
    let bytes = file::read(path)?;
    let pinned = pin(&shown(path), &bytes, point, answer, office, common.today())?;
    write_whole(path, &pinned, Lasting::OnDisk)
}

/// What is at hand for every question about an opinion.
struct Questions<'a> {
    office: &'a Office,
    matcher: &'a Matcher,
    day: Date,
}

impl Questions<'_> {
    /// Asks about a point until the answer is understood.
    fn ask(
        &self,
        point: &Point,
        found: &Match,
        mut proposals: Vec<Explained>,
    ) -> anyhow::Result<Choice> {
        proposals.truncate(CANDIDATES);
        let marks = proposals.first().map(point_marks).unwrap_or_default();
        let text = marked(&point.text, 0..point.text.len(), &marks);
        let name = say::styled(say::BOLD, &point.id);
        say::line(format!("\n{name} ({}): {text}\n  {}", point.stance.word(), found.why_open()));
        let mut listed = Listed::Proposals(&proposals);
        self.show(&listed);
        loop {
            let Some(answer) = ask::line(&listed.question())? else {
                return Ok(Choice::Quit);
            };
            let (key, rest) = answer.split_once(' ').unwrap_or((&answer, ""));
            match key {
                "q" => return Ok(Choice::Quit),
                "" | "o" => return Ok(Choice::LeaveOpen),
                "s" => {
                    listed = match rest.trim() {
                        "" => Listed::Proposals(&proposals),
                        words => Listed::Found(self.search(point, words)),
                    };
                    self.show(&listed);
                }
                _ => match self.chosen(point, &listed, &answer) {
                    Ok(pin) => return Ok(Choice::Pin(pin)),
                    Err(why) => say::line(why),
                },
            }
        }
    }

    fn show(&self, listed: &Listed<'_>) {
        for (number, one) in listed.all().iter().enumerate() {
            say::line(format!("  {}  {}", number + 1, name_and_reasons(one)));
            if let Some(sentence) = sentence(one, &self.office.library) {
                say::line(format!("     {sentence}"));
            }
        }
        if listed.all().is_empty() {
            say::line("  Nothing in the library has any of these words.");
        }
    }

    /// Finds paragraphs by words; those that the letter cannot use are left out.
    fn search(&self, point: &Point, words: &str) -> Vec<Explained> {
        let found = self.matcher.search(words).into_iter();
        let usable = |one: &Explained| {
            PlainName::parse(&one.candidate.entry).is_some_and(|id| self.usable(point, &id).is_ok())
        };
        found.filter(usable).take(9).collect()
    }

    /// Reads numbers of what is listed, and ids, into the answer of a point.
    fn chosen(&self, point: &Point, listed: &Listed<'_>, answer: &str) -> Result<Pin, String> {
        let no_answer = |text: &str| format!("`{text}` is no answer.\n{KEYS}");
        let words = answer.split([' ', ',']).filter(|word| !word.is_empty());
        let ids = words.map(|word| {
            let id = match (word, word.parse::<usize>()) {
                ("k", _) => listed.first_proposal()?,
                (_, Ok(number)) => listed.numbered(number)?,
                (id, Err(_)) => id,
            };
            let id = PlainName::parse(id).ok_or_else(|| no_answer(id))?;
            self.usable(point, &id).map(|()| id)
        });
        let ids = ids.collect::<Result<Vec<PlainName>, String>>()?;
        Pin::of(ids).ok_or_else(|| no_answer(answer))
    }

    /// Says why a paragraph cannot answer a point, if it cannot.
    fn usable(&self, point: &Point, id: &PlainName) -> Result<(), String> {
        let library = &self.office.library;
        let Some(paragraph) = library.get(id.as_str()) else {
            let near = did_you_mean(id.as_str(), library.ids());
            let hint = near.unwrap_or_else(|| format!("what is known:\n{KEYS}"));
            return Err(format!("There is no paragraph `{id}`; {hint}"));
        };
        if point.exclude.contains(id) {
            return Err(format!("The point excludes {id}."));
        }
        match paragraph.stale_on(self.day) {
            Some(stale) => Err(format!("{id} cannot be used: it {stale}.")),
            None => Ok(()),
        }
    }
}
