//! Deadlines: the day by which the Commission replies, and the window for reasoned opinions.
//!
//! A period begins on the day after the event that starts it. Neither period is moved when it ends
//! on a Saturday, a Sunday or a public holiday: the last day that a chamber has printed follows
//! from the plain count.

use jiff::ToSpan;
use jiff::civil::Date;

/// How many days before a reply is due it is warned of: two weeks.
pub const WARNING_DAYS: i32 = 14;

/// The days of the window for reasoned opinions: eight weeks.
const WINDOW_DAYS: usize = 56;

/// Returns the last day on which a reply is in time: three months from the receipt of the opinion.
///
/// The three months are the Commission's own commitment towards the chambers, not a rule of law.
/// They end on the day of the same number, or on the last day of a month that has no such day:
/// what came on 30 November is due on 28 February, or on the 29th in a leap year. A holding
/// reply doesn't move the day, since it answers nothing.
pub fn due(received: Date) -> Date {
    received.saturating_add(3.months())
}

/// Returns how many days are left until a day; negative once it is past.
pub fn days_left(until: Date, today: Date) -> i32 {
    (until - today).get_days()
}

/// Returns the last day on which a reasoned opinion is in time: eight weeks from the transmission
/// of the act in all languages (Protocol No 2, Article 6).
///
/// The days of [`is_left_out`] don't count.
pub fn window_end(transmitted: Date) -> Date {
    let days = transmitted.series(1.day()).skip(1);
    days.filter(|day| !is_left_out(*day)).nth(WINDOW_DAYS - 1).unwrap_or(Date::MAX)
}

/// Tells whether a day doesn't count towards the eight weeks: the whole of August, as the letters
/// of transmission say, and the break at the year's end, as the Commission's annual report for 2020
/// says.
///
/// That this break goes from 20 December to 10 January, both included, and was first left out in
/// 2019 is general knowledge; no public source of it was read.
pub fn is_left_out(day: Date) -> bool {
    match (day.month(), day.day()) {
        (8, _) => true,
        (12, 20..) => day.year() >= FIRST_YEAR_END_BREAK,
        (1, ..=10) => day.year() > FIRST_YEAR_END_BREAK,
        _ => false,
    }
}

/// The year at whose end the break was first left out.
const FIRST_YEAR_END_BREAK: i16 = 2019;

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_months_end_on_the_day_of_the_same_number() {
        assert_eq!(due(date(2016, 10, 12)), date(2017, 1, 12));
    }

    #[test]
    fn three_months_end_with_a_month_that_is_too_short() {
        assert_eq!(due(date(2016, 11, 30)), date(2017, 2, 28));
        assert_eq!(due(date(2015, 11, 30)), date(2016, 2, 29));
        assert_eq!(due(date(2017, 1, 31)), date(2017, 4, 30));
        assert_eq!(due(Date::MAX), Date::MAX);
    }

    #[test]
    fn days_left_are_negative_once_the_day_is_past() {
        assert_eq!(days_left(date(2017, 1, 12), date(2016, 12, 29)), WARNING_DAYS);
        assert_eq!(days_left(date(2017, 1, 12), date(2017, 1, 12)), 0);
        assert_eq!(days_left(date(2017, 1, 12), date(2018, 1, 12)), -365);
    }

    /// The first was printed by the chamber that received the letter, the others follow from
    /// letters of transmission.
    #[test]
    fn the_eight_weeks_end_when_chambers_say() {
        assert_eq!(window_end(date(2016, 6, 20)), date(2016, 9, 15));
        assert_eq!(window_end(date(2013, 9, 18)), date(2013, 11, 13));
        assert_eq!(window_end(date(2014, 2, 19)), date(2014, 4, 16));
        assert_eq!(window_end(date(2018, 3, 22)), date(2018, 5, 17));
    }

    #[test]
    fn an_act_of_the_summer_break_has_its_first_day_in_september() {
        for transmitted in [date(2016, 7, 31), date(2016, 8, 1), date(2016, 8, 31)] {
            assert_eq!(window_end(transmitted), date(2016, 10, 26));
        }
        assert_eq!(window_end(date(2016, 6, 5)), date(2016, 7, 31));
        assert_eq!(window_end(date(2016, 6, 6)), date(2016, 9, 1));
    }

    #[test]
    fn the_break_at_the_year_s_end_is_22_days_from_2019_on() {
        assert_eq!(window_end(date(2018, 12, 1)), date(2019, 1, 26));
        assert_eq!(window_end(date(2019, 12, 1)), date(2020, 2, 17));
        assert_eq!(window_end(date(2019, 10, 24)), date(2019, 12, 19));
        assert_eq!(window_end(date(2019, 10, 25)), date(2020, 1, 11));
        assert_eq!(window_end(date(2020, 1, 2)), date(2020, 3, 6));
    }

    #[test]
    fn the_end_of_the_calendar_ends_a_window() {
        assert_eq!(window_end(Date::MAX), Date::MAX);
    }

    prop_compose! {
        fn any_day()(days in 0..40_000_i32) -> Date {
            date(1990, 1, 1).saturating_add(days.days())
        }
    }

    proptest! {
        #[test]
        fn a_later_transmission_never_ends_earlier(day in any_day(), later in 0..100_i32) {
            prop_assert!(window_end(day) <= window_end(day.saturating_add(later.days())));
        }

        #[test]
        fn a_window_ends_on_a_day_that_counts(day in any_day()) {
            prop_assert!(!is_left_out(window_end(day)));
        }

        /// Eight weeks, and the longer of the two breaks at most: no window meets both.
        #[test]
        fn a_window_has_eight_weeks_and_the_days_left_out(day in any_day()) {
            let length = days_left(window_end(day), day);
            let left_out = (1..=length).filter(|at| is_left_out(day.saturating_add(at.days())));
            prop_assert_eq!(length, 56 + i32::try_from(left_out.count()).expect("it is small"));
            prop_assert!(length <= 56 + 31);
        }

        #[test]
        fn a_reply_is_due_within_89_to_92_days(day in any_day()) {
            prop_assert!((89..=92).contains(&days_left(due(day), day)));
        }
    }
}
