//! How near the day is on which a reply is due.

use jiff::civil::Date;

use crate::deadline::{WARNING_DAYS, days_left};
use crate::text::Count;

/// How near the day is on which a reply is due. The numbers count days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// The day has passed, so many days ago, and no reply went out.
    Overdue(i32),
    /// The reply is due within two weeks; `Soon(0)` is today.
    Soon(i32),
    /// There are more than two weeks left.
    Later(i32),
    /// When it is due is not known: the opinion does not say when it was received.
    Unknown,
    /// The reply went out; so many days late, if it did.
    Answered(Option<i32>),
}

impl Urgency {
    /// Judges on a day what is due on another, or went out.
    pub fn of(due: Option<Date>, sent: Option<Date>, today: Date) -> Self {
        if let Some(sent) = sent {
            let late = due.map(|due| -days_left(due, sent));
            return Self::Answered(late.filter(|days| *days > 0));
        }
        match due.map(|due| days_left(due, today)) {
            None => Self::Unknown,
            Some(days @ ..0) => Self::Overdue(-days),
            Some(days @ 0..=WARNING_DAYS) => Self::Soon(days),
            Some(days) => Self::Later(days),
        }
    }

    /// Returns the word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue(_) => "overdue",
            Self::Soon(_) => "soon",
            Self::Later(_) => "later",
            Self::Unknown => "unknown",
            Self::Answered(_) => "answered",
        }
    }

    /// Says how much time is left, or by how much the reply is late.
    pub fn left(self) -> String {
        let counted = |days: i32| Count(usize::try_from(days).unwrap_or_default(), "day");
        match self {
            Self::Overdue(days) => format!("{} late", counted(days)),
            Self::Soon(0) => "today".to_owned(),
            Self::Soon(days) | Self::Later(days) => counted(days).to_string(),
            Self::Answered(Some(days)) => format!("sent {} late", counted(days)),
            Self::Unknown | Self::Answered(None) => String::new(),
        }
    }

    /// Tells whether somebody has to act: the reply is overdue, or due within two weeks.
    pub fn is_pressing(self) -> bool {
        matches!(self, Self::Overdue(_) | Self::Soon(_))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_reply_is_warned_of_two_weeks_before_it_is_due() {
        let on = |day| Urgency::of(Some(date(2017, 1, 20)), None, date(2017, 1, day));
        assert_eq!(on(5), Urgency::Later(15));
        assert_eq!(on(6), Urgency::Soon(14));
        assert_eq!(on(20), Urgency::Soon(0));
        assert_eq!(on(21), Urgency::Overdue(1));
        assert!(!on(5).is_pressing() && on(6).is_pressing() && on(21).is_pressing());
    }

    #[test]
    fn a_reply_that_went_out_is_late_or_not_for_ever() {
        let sent = |day| Urgency::of(Some(date(2017, 1, 20)), Some(day), date(2020, 1, 1));
        assert_eq!(sent(date(2017, 1, 20)), Urgency::Answered(None));
        assert_eq!(sent(date(2017, 2, 1)), Urgency::Answered(Some(12)));
        assert_eq!(
            Urgency::of(None, Some(date(2017, 2, 1)), date(2020, 1, 1)),
            Urgency::Answered(None)
        );
    }

    #[test]
    fn what_is_left_is_told_in_days() {
        let all = [
            Urgency::Overdue(3),
            Urgency::Soon(0),
            Urgency::Soon(1),
            Urgency::Later(20),
            Urgency::Answered(Some(2)),
            Urgency::Answered(None),
        ];
        let left = all.map(Urgency::left);
        assert_eq!(left, ["3 days late", "today", "1 day", "20 days", "sent 2 days late", ""]);
    }

    #[test]
    fn without_a_day_of_receipt_nothing_is_known() {
        assert_eq!(Urgency::of(None, None, date(2017, 1, 1)), Urgency::Unknown);
    }
}
