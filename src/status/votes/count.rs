//! The counting of votes.

use std::collections::BTreeSet;

use itertools::Itertools;
use jiff::civil::Date;

use super::{Ballot, Count, Event, Tally, Vote};
use crate::chamber::Register;
use crate::deadline;
use crate::opinion::{Act, Kind, Threshold};
use crate::reference::Series;
use crate::status::Filed;

/// Counts the votes that were cast by a day on every act that reasoned opinions are about, in the
/// order of the acts.
///
/// A chamber has the votes of the register, once for each act; a joint sender has those of its
/// members. An opinion is in time when its [`Event`] lies within the window, and is left out when
/// that is still to come.
pub fn tallies(opinions: &[Filed], register: &Register, today: Date) -> Vec<Tally> {
    let reasoned = opinions.iter().filter(|one| one.opinion.kind == Kind::Reasoned);
    let cast =
        reasoned.filter(|one| Event::of(&one.opinion).is_none_or(|event| event.day() <= today));
    cast.flat_map(|filed| filed.opinion.acts.iter().map(move |act| (filed, act)))
        .sorted_by_key(|(_, act)| document(act))
        .collect::<Vec<_>>()
        .chunk_by(|(_, one), (_, next)| document(one) == document(next))
        .filter_map(|cast| tally(cast, register))
        .collect()
}

/// What names an act: its reference whatever the version.
fn document(act: &Act) -> (u16, Series, u32) {
    (act.reference.year, act.reference.series, act.reference.number)
}

fn tally(cast: &[(&Filed, &Act)], register: &Register) -> Option<Tally> {
    let (_, act) = cast.first()?;
    let is_quarter = cast.iter().any(|(_, act)| act.threshold == Threshold::Quarter);
    let threshold = if is_quarter { Threshold::Quarter } else { Threshold::Third };
    let days: BTreeSet<Date> = cast.iter().filter_map(|(_, act)| act.transmitted).collect();
    let window_end = days.last().map(|day| deadline::window_end(*day));
    let ballots = ballots(cast, window_end, register);
    let count = days.last().zip(window_end).map(|(transmitted, window_end)| {
        let total = register.votes_on(window_end);
        Count {
            transmitted: *transmitted,
            is_disputed: days.len() > 1,
            window_end,
            votes: ballots.iter().map(|ballot| ballot.vote.votes()).sum(),
            total,
            yellow: yellow(total, threshold),
            orange: orange(total),
        }
    });
    Some(Tally { act: act.reference, threshold, count, ballots })
}

fn ballots(cast: &[(&Filed, &Act)], window_end: Option<Date>, register: &Register) -> Vec<Ballot> {
    let mut used = BTreeSet::new();
    let in_order = cast.iter().map(|(filed, _)| (filed, Event::of(&filed.opinion)));
    in_order
        .sorted_by_key(|(filed, event)| (event.is_none(), event.map(Event::day), &filed.path))
        .map(|(filed, event)| {
            let chamber = &filed.opinion.chamber;
            let vote = match (event.map(Event::day), window_end) {
                (None, _) | (_, None) => Vote::Undated,
                (Some(day), Some(end)) if day > end => Vote::Late,
                (Some(_), Some(end)) if !chamber.country.is_member_on(end) => Vote::NotMember,
                _ => {
                    let houses = register.houses(chamber).into_iter();
                    let new = houses.filter(|house| used.insert(house.id.clone()));
                    match new.map(|house| u32::from(house.votes)).sum() {
                        0 => Vote::Used,
                        votes => Vote::Counted(votes),
                    }
                }
            };
            Ballot { path: filed.path.clone(), chamber: chamber.id.clone(), event, vote }
        })
        .collect()
}

/// The least number of votes that is not below the share.
fn yellow(total: u32, threshold: Threshold) -> u32 {
    match threshold {
        Threshold::Third => total.div_ceil(3),
        Threshold::Quarter => total.div_ceil(4),
    }
}

/// The least number of votes that is more than half.
fn orange(total: u32) -> u32 {
    total / 2 + 1
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::diagnostic::Source;
    use crate::office::{Office, Places};
    use crate::opinion::Opinion;

    fn office() -> Office {
        Office::open(&Places::default()).expect("the built-in files are right")
    }

    /// A reasoned opinion on an act that was transmitted on 20 June 2016: until 15 September.
    fn filed(office: &Office, path: &str, chamber: &str, received: &str) -> Filed {
        let text = format!(
            "chamber: {chamber}\nkind: reasoned\n{received}\nacts:\n  - reference: COM(2016) 400 final\n    \
             kind: proposal-directive\n    subject: on hospitals\n    transmitted: 2016-06-20\n\
             points: [{{ text: Objects. }}]\n"
        );
        let source = Source::new(path, &text);
        let opinion = Opinion::parse(&source, office, date(2017, 1, 1));
        let opinion = opinion.expect("the opinion is right").value;
        Filed { path: path.to_owned(), reply: path.to_owned(), opinion }
    }

    fn count(office: &Office, cast: &[(&str, &str)]) -> Tally {
        let numbered = cast.iter().enumerate();
        let opinions: Vec<Filed> = numbered
            .map(|(at, (chamber, day))| filed(office, &format!("{at}.yaml"), chamber, day))
            .collect();
        let mut tallies = tallies(&opinions, &office.register, date(2017, 1, 1));
        tallies.pop().expect("there is one act")
    }

    fn votes(tally: &Tally) -> Vec<Vote> {
        tally.ballots.iter().map(|ballot| ballot.vote).collect()
    }

    /// The figures of the Union of 27 and of 28 states, with the two days between which Croatia
    /// came and the United Kingdom left.
    #[test]
    fn the_thresholds_are_those_of_the_day() {
        let office = office();
        for (day, states, third, quarter, half) in [
            (date(2013, 6, 30), 27, 18, 14, 28),
            (date(2013, 7, 1), 28, 19, 14, 29),
            (date(2020, 1, 31), 28, 19, 14, 29),
            (date(2020, 2, 1), 27, 18, 14, 28),
        ] {
            let total = office.register.votes_on(day);
            assert_eq!(total, 2 * states, "{day}");
            assert_eq!(yellow(total, Threshold::Third), third, "{day}");
            assert_eq!(yellow(total, Threshold::Quarter), quarter, "{day}");
            assert_eq!(orange(total), half, "{day}");
        }
    }

    #[test]
    fn a_threshold_is_reached_and_never_rounded_down() {
        for total in 0..200 {
            let third = yellow(total, Threshold::Third);
            assert!(3 * third >= total && (third == 0 || 3 * (third - 1) < total));
            assert!(2 * orange(total) > total && 2 * (orange(total) - 1) <= total);
        }
    }

    #[test]
    fn a_joint_sender_has_the_votes_of_its_members() {
        let office = office();
        for sender in office.register.iter() {
            let houses = office.register.houses(sender);
            assert_eq!(houses.iter().map(|one| one.votes).sum::<u8>(), sender.votes, "{sender:?}");
        }
    }

    #[test]
    fn one_vote_a_chamber_two_a_parliament() {
        let day = "received: 2016-09-15";
        let tally = count(&office(), &[("de-bundesrat", day), ("se-riksdag", day)]);
        assert_eq!(votes(&tally), [Vote::Counted(1), Vote::Counted(2)]);
        let count = tally.count.expect("the window is known");
        assert_eq!((count.votes, count.total, count.yellow, count.orange), (3, 56, 19, 29));
        assert_eq!((count.window_end, count.card()), (date(2016, 9, 15), None));
    }

    #[test]
    fn what_comes_after_the_window_is_told_and_does_not_count() {
        let cast = [
            ("se-riksdag", "received: 2016-09-16"),
            ("dk-folketing", "adopted: 2016-09-15"),
            ("fi-eduskunta", "adopted: 2016-09-16"),
            ("pt-assembleia", ""),
        ];
        let tally = count(&office(), &cast);
        assert_eq!(votes(&tally), [Vote::Counted(2), Vote::Late, Vote::Late, Vote::Undated]);
        assert_eq!(tally.ballots[0].chamber, "dk-folketing");
        assert_eq!(tally.ballots[0].event, Some(Event::Adopted(date(2016, 9, 15))));
        assert_eq!(tally.count.expect("the window is known").votes, 2);
    }

    #[test]
    fn a_vote_that_is_still_to_come_does_not_count() {
        let office = office();
        let cast = ["received: 2016-09-01", "received: 2016-09-02", "adopted: 2016-09-02", ""];
        let opinions: Vec<Filed> =
            cast.iter().map(|day| filed(&office, day, "se-riksdag", day)).collect();
        let tally = tallies(&opinions, &office.register, date(2016, 9, 1)).remove(0);
        assert_eq!(votes(&tally), [Vote::Counted(2), Vote::Undated]);
    }

    #[test]
    fn no_chamber_votes_twice() {
        let cast = [
            ("es-senado", "received: 2016-09-01"),
            ("es-cortes", "received: 2016-09-02"),
            ("es-congreso", "received: 2016-09-03"),
        ];
        let tally = count(&office(), &cast);
        assert_eq!(votes(&tally), [Vote::Counted(1), Vote::Counted(1), Vote::Used]);
    }

    #[test]
    fn without_a_day_of_transmission_nothing_is_counted() {
        let office = office();
        let mut filed = filed(&office, "a.yaml", "se-riksdag", "received: 2016-07-01");
        filed.opinion.acts[0].transmitted = None;
        let tallies = tallies(&[filed], &office.register, date(2020, 2, 1));
        assert_eq!((tallies[0].count.clone(), votes(&tallies[0])), (None, vec![Vote::Undated]));
    }

    #[test]
    fn the_latest_day_of_transmission_and_the_lower_threshold_hold() {
        let office = office();
        let mut later = filed(&office, "b.yaml", "se-riksdag", "received: 2016-09-20");
        later.opinion.acts[0].transmitted = Some(date(2016, 6, 27));
        later.opinion.acts[0].threshold = Threshold::Quarter;
        let first = filed(&office, "a.yaml", "fi-eduskunta", "received: 2016-07-01");
        let tally = tallies(&[later, first], &office.register, date(2017, 1, 1)).remove(0);
        let count = tally.count.expect("the window is known");
        assert_eq!((tally.threshold, count.yellow), (Threshold::Quarter, 14));
        assert_eq!((count.is_disputed, count.votes), (true, 4));
    }

    #[test]
    fn a_state_that_has_left_has_no_votes_at_the_end_of_the_window() {
        let office = office();
        let mut filed = filed(&office, "a.yaml", "uk-commons", "received: 2016-07-01");
        filed.opinion.received = Some(date(2020, 1, 20));
        filed.opinion.acts[0].transmitted = Some(date(2019, 12, 1));
        let tally = tallies(&[filed], &office.register, date(2020, 2, 1)).remove(0);
        assert_eq!(votes(&tally), [Vote::NotMember]);
        assert_eq!(tally.count.expect("the window is known").total, 54);
    }
}
