//! Study days and moments: the only two kinds of time that the rooms below `clock` know.

use std::{fmt, str::FromStr, time::Duration};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};

/// One study day: a calendar date of the learner's own wall, beginning at the rollover hour.
///
/// Written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The study day of a calendar date.
    pub const fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    /// The calendar date.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Days since the beginning of the common era: how the store keeps a day.
    pub fn number(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// The day of a stored number, none if no calendar holds it.
    pub fn from_number(number: i32) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(number).map(Self)
    }

    /// The day `days` later (earlier if negative); stays at the calendar's end rather than overflow.
    pub fn plus(self, days: i64) -> Self {
        let edge = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        let moved = TimeDelta::try_days(days).and_then(|delta| self.0.checked_add_signed(delta));
        Self(moved.unwrap_or(edge))
    }

    /// Days from `earlier` to this day.
    pub fn since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%Y-%m-%d").fmt(out)
    }
}

impl FromStr for Day {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Self)
    }
}

/// The study day of an instant: `(local wall time - rollover).date()`.
///
/// `rollover_hour` is 0..=23; an answer at 03:59 belongs to the day before when it is 4.
pub fn study_day(now: DateTime<FixedOffset>, rollover_hour: u32) -> Day {
    let local = now.naive_local();
    let shifted = local.checked_sub_signed(TimeDelta::hours(i64::from(rollover_hour)));
    Day(shifted.unwrap_or(local).date())
}

/// An instant read once: the wall clock with its offset, and the monotonic clock beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The wall clock in local time, with the offset that held then.
    pub wall: DateTime<FixedOffset>,
    /// Time since the program began, which no one can set back; it may stand still while a machine sleeps.
    pub mono: Duration,
}

impl Moment {
    /// The moment `time` later on both clocks; stays where it is rather than overflow.
    pub fn plus(&self, time: Duration) -> Self {
        let delta = TimeDelta::from_std(time).unwrap_or_default();
        let wall = self.wall.checked_add_signed(delta).unwrap_or(self.wall);
        Self { wall, mono: self.mono.saturating_add(time) }
    }

    /// Whole seconds from `earlier` to here on the monotonic clock.
    pub fn seconds_since(&self, earlier: &Self) -> u32 {
        let gone = self.mono.saturating_sub(earlier.mono).as_secs();
        u32::try_from(gone).unwrap_or(u32::MAX)
    }

    /// Time away since `earlier`, by whichever clock saw more of it, so that a sleeping machine counts.
    pub fn away_since(&self, earlier: &Self) -> Duration {
        let wall = (self.wall - earlier.wall).to_std().unwrap_or_default();
        wall.max(self.mono.saturating_sub(earlier.mono))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_the_rollover() {
        let table = [
            ("2026-03-01T23:59:59+00:00", 4, "2026-03-01"),
            ("2026-03-02T00:01:00+00:00", 4, "2026-03-01"),
            ("2026-03-02T03:59:59+00:00", 4, "2026-03-01"),
            ("2026-03-02T04:00:00+00:00", 4, "2026-03-02"),
            ("2026-03-02T00:00:00+00:00", 0, "2026-03-02"),
            // Both clock changes of Berlin: the wall alone decides, before and after the jump.
            ("2026-03-29T03:30:00+02:00", 4, "2026-03-28"),
            ("2026-03-29T04:00:00+02:00", 4, "2026-03-29"),
            ("2026-10-25T02:30:00+02:00", 4, "2026-10-24"),
            ("2026-10-25T02:30:00+01:00", 4, "2026-10-24"),
            ("2026-10-25T04:00:00+01:00", 4, "2026-10-25"),
            // A flight west: a later instant may stand on an earlier wall.
            ("2026-06-02T09:00:00+09:00", 4, "2026-06-02"),
            ("2026-06-01T20:00:00-07:00", 4, "2026-06-01"),
        ];
        for (instant, rollover, day) in table {
            let now = DateTime::parse_from_rfc3339(instant).expect("an instant");
            assert_eq!(study_day(now, rollover).to_string(), day, "{instant} rollover {rollover}");
        }
    }

    #[test]
    fn days_count_and_stay_on_the_calendar() {
        let day: Day = "2026-02-27".parse().expect("a day");
        assert_eq!(day.plus(2).to_string(), "2026-03-01");
        assert_eq!(day.plus(36_500).since(day), 36_500);
        assert_eq!(Day::from_number(day.number()), Some(day));
        assert!(Day::new(NaiveDate::MAX).plus(10) == Day::new(NaiveDate::MAX));
    }
}
