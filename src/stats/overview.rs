//! Where one stands as a whole, and how it came and goes on.

use super::{Interview, Progress};
use crate::model::{
    Day, DayTotal, Retention,
    mock::{Judgement, Length},
    scenario::Dimension,
};
use crate::readiness::Ready;

/// Weeks of the calendar.
pub const WEEKS: i64 = 26;
/// Days of load that are looked ahead.
pub const AHEAD: i64 = 30;

/// Where one stands as a whole: what the first screen says.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Where one stands today.
    pub progress: Progress,
    /// The mocks, oldest first.
    pub mocks: Vec<MockLine>,
    /// How ready one is for the next interview.
    pub ready: Ready,
    /// The real interviews that were looked back on, oldest first.
    pub interviews: Vec<Interview>,
}

/// How it came and how it goes on, day by day.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The days of the last [`WEEKS`] weeks with an answer, oldest first.
    pub days: Vec<(Day, DayTotal)>,
    /// What falls due on each of the next [`AHEAD`] days, today's overdue not among them.
    pub load: Vec<(Day, u32)>,
    /// Recall over the last 30 days by section and topic, where there was a review.
    pub retention: Vec<(String, String, Retention)>,
}

/// A mock in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockLine {
    /// Its study day.
    pub day: Day,
    /// The title of its scenario.
    pub title: String,
    /// Its length.
    pub minutes: u32,
    /// Its score in hundredths, if it has one.
    pub score: Option<u32>,
    /// What it counts as.
    pub judgement: Judgement,
    /// The level of each dimension, 1..=4, where it is scored.
    pub levels: Vec<(Dimension, Option<u8>)>,
}

impl MockLine {
    /// True for one of full length.
    pub fn is_full(&self) -> bool {
        Length::from_minutes(self.minutes).is_some_and(Length::is_full)
    }
}

impl Course {
    /// The first day of the calendar: a Monday, so that [`WEEKS`] columns end with the week of today.
    pub fn first_day(today: Day) -> Day {
        use chrono::Datelike;
        let monday = today.plus(-i64::from(today.date().weekday().num_days_from_monday()));
        monday.plus(-7 * (WEEKS - 1))
    }

    /// What was answered on a day.
    pub fn on(&self, day: Day) -> DayTotal {
        self.days.iter().find(|(known, _)| *known == day).map(|(_, total)| *total).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_begins_on_a_monday_and_holds_today() {
        for day in ["2026-03-01", "2026-03-02", "2026-03-08", "2024-02-29"] {
            let today: Day = day.parse().unwrap();
            let first = Course::first_day(today);
            assert_eq!(first.date().format("%a").to_string(), "Mon");
            let days = today.since(first);
            assert!((7 * (WEEKS - 1)..7 * WEEKS).contains(&days), "{day}: {days}");
        }
    }
}
