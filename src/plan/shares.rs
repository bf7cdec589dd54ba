//! How the minutes of a week are shared out between cards, mocks and stories.

use crate::model::Day;

/// Minutes of cards beside a mock, at the most.
const BESIDE_A_MOCK: u32 = 8;
/// Above so many minutes a day a week has two mock days.
const TWO_MOCKS_ABOVE: u32 = 25;

/// What a week is shared out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Minutes a day.
    pub minutes: u32,
    /// Whether there are scenarios to be practised.
    pub scenarios: bool,
    /// Stories that are written.
    pub stories: u32,
    /// Mocks finished in this week of the way before today.
    pub mocks_before: u32,
    /// Mocks finished today.
    pub mocks_today: u32,
    /// Minutes a week that the core cards need.
    pub core: u32,
    /// Whether core cards would be left unseen, if everything else had its minutes.
    pub tight: bool,
    /// Minutes that a mock takes.
    pub mock: u32,
    /// Seconds that telling a story takes.
    pub telling: u32,
}

/// What falls because the minutes do not reach. Core cards never do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Falls {
    /// Cards that no box rests on.
    Extras,
    /// The second mock of a week.
    SecondMock,
    /// Every mock: a week has less than twice the minutes of one.
    Mocks,
}

/// The minutes of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Seconds for cards.
    pub cards: u32,
    /// Seconds for cards on a day of this week without a mock.
    pub usual: u32,
    /// Mock days of this week.
    pub mock_days: u32,
    /// A mock is planned today, or was finished today.
    pub mock_day: bool,
    /// A mock still waits today.
    pub mock: bool,
    /// A story is to be told today.
    pub story: bool,
    /// Minutes that the other days of the week lend to its mocks.
    pub borrowed: u32,
    /// What falls, in that order.
    pub falls: Vec<Falls>,
}

impl Shares {
    /// The shares of a day on the way to `date`, which was set on `set_on`.
    ///
    /// The weeks of the way are counted back from the date, so that the last mock is never on its eve. A mock day that
    /// was missed is made up for on the day after it, once: what is missed then falls, and the days are cards' again. It
    /// falls at once where core cards would be left unseen: they had to give it a second day.
    pub fn of(week: &Week, today: Day, set_on: Day, date: Day) -> Self {
        let left = date.since(today);
        if left <= 0 {
            return Self { cards: week.minutes * 60, usual: week.minutes * 60, ..Self::default() };
        }
        let at = 6 - (left - 1) % 7;
        let mut shares = Self::default();
        let mut mocks = match week.scenarios {
            false => 0,
            true if week.minutes > TWO_MOCKS_ABOVE && left > 7 => 2,
            true => 1,
        };
        if 7 * week.minutes < 2 * week.mock && mocks > 0 {
            mocks = 0;
            shares.falls.push(Falls::Mocks);
        }
        if week.tight || week.core > card_minutes(week, mocks) {
            shares.falls.push(Falls::Extras);
            if mocks == 2 {
                mocks = 1;
                shares.falls.push(Falls::SecondMock);
            }
        }
        let days: &[i64] = match mocks {
            0 => &[],
            1 if left <= 7 => &[2],
            1 => &[3],
            _ => &[2, 5],
        };
        // The n-th mock of a week has its day and the day after it, in case it was missed; then it falls. Never is it on
        // the day on which the way begins: that day shows cards.
        let grace = i64::from(!week.tight);
        let done = week.mocks_before + week.mocks_today;
        let from = |day: i64| today.plus(day - at).max(set_on.plus(1));
        let until = |day: i64| today.plus(day + grace - at);
        let planned = |(nth, day): (u32, &i64)| done <= nth && (from(*day)..=until(*day)).contains(&today);
        shares.mock = week.mocks_today == 0 && (0..).zip(days).any(planned);
        shares.mock_day = shares.mock || week.mocks_today > 0;
        // A mock that fell, or that no day is left for, borrows nothing.
        let comes = |(nth, day): (u32, &i64)| done <= nth && today.max(from(*day)) <= until(*day);
        let mocks = mocks.min(done + number((0..).zip(days).filter(|it| comes(*it)).count()));
        shares.mock_days = mocks;
        shares.borrowed = borrowed(week, mocks);
        let a_day = week.minutes * 60 * 15 / 100;
        let told =
            |days: i64| u64::from(a_day) * u64::try_from(days.max(0)).unwrap_or(0) / u64::from(week.telling.max(60));
        let since = today.since(set_on);
        shares.story = !shares.mock_day && week.stories > 0 && told(since + 1) > told(since);
        let stories = if week.stories > 0 { a_day } else { 0 };
        let lent = shares.borrowed * 60 / (7 - mocks);
        shares.usual = (week.minutes * 60).saturating_sub(stories).saturating_sub(lent);
        shares.cards = if shares.mock_day { week.minutes.min(BESIDE_A_MOCK) * 60 } else { shares.usual };
        shares
    }
}

/// The shares of each day from `today` until the date, if the mocks that are planned are done on their days.
pub fn ahead(week: &Week, today: Day, set_on: Day, date: Day) -> impl Iterator<Item = Shares> {
    let mut week = *week;
    let mut at = today;
    std::iter::from_fn(move || {
        let left = date.since(at);
        if left <= 0 {
            return None;
        }
        let shares = Shares::of(&week, at, set_on, date);
        week.mocks_before += week.mocks_today + u32::from(shares.mock);
        week.mocks_today = 0;
        at = at.plus(1);
        if left % 7 == 1 {
            week.mocks_before = 0;
        }
        Some(shares)
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Minutes a week that its mock days take above those of an ordinary day.
fn borrowed(week: &Week, mocks: u32) -> u32 {
    mocks * (week.mock + week.minutes.min(BESIDE_A_MOCK)).saturating_sub(week.minutes)
}

/// Minutes of a week that are left for cards.
fn card_minutes(week: &Week, mocks: u32) -> u32 {
    let stories = if week.stories > 0 { 7 * week.minutes * 15 / 100 } else { 0 };
    (7 * week.minutes).saturating_sub(mocks * week.mock).saturating_sub(stories)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOCK: u32 = 35;

    fn day(number: i64) -> Day {
        "2026-03-01".parse::<Day>().unwrap().plus(number)
    }

    fn week(minutes: u32) -> Week {
        Week {
            minutes,
            scenarios: true,
            stories: 4,
            mocks_before: 0,
            mocks_today: 0,
            core: 0,
            tight: false,
            mock: MOCK,
            telling: 300,
        }
    }

    fn shares(week: Week, today: i64) -> Shares {
        Shares::of(&week, day(today), day(0), day(28))
    }

    #[test]
    fn a_week_never_holds_more_than_its_minutes() {
        for minutes in [10, 15, 20, 25, 30, 45, 60] {
            for first in [0, 7, 14, 21] {
                let mut mocks = 0;
                let mut seconds = 0;
                for today in first..first + 7 {
                    let found = shares(Week { mocks_before: mocks, ..week(minutes) }, today);
                    seconds += found.cards + u32::from(found.mock) * MOCK * 60;
                    mocks += u32::from(found.mock);
                    assert!(!found.mock || found.cards <= 480);
                }
                assert!(seconds <= 7 * minutes * 60, "{minutes} minutes, week of day {first}: {seconds} s");
                let two = minutes > 25 && first < 21;
                assert_eq!(mocks, if two { 2 } else { 1 }, "{minutes} minutes, week of day {first}");
            }
        }
    }

    #[test]
    fn a_missed_mock_day_is_made_up_for_and_not_doubled() {
        assert!(!shares(week(20), 2).mock);
        assert!(shares(week(20), 3).mock && shares(week(20), 4).mock);
        assert!((5..7).all(|today| !shares(week(20), today).mock_day), "made up for once, then it falls");
        assert!(!shares(Week { mocks_before: 1, ..week(20) }, 4).mock);
        let after = shares(Week { mocks_today: 1, ..week(20) }, 3);
        assert!(!after.mock && after.mock_day && after.cards == 480);
        // Nor do days before the date was set.
        assert!(!Shares::of(&week(20), day(26), day(26), day(28)).mock);
        // A new week owes nothing for the one before.
        assert!(!shares(week(20), 7).mock);
    }

    #[test]
    fn the_first_day_is_for_cards_and_a_mock_that_cannot_come_borrows_nothing() {
        for left in 1..60 {
            let first = Shares::of(&week(20), day(0), day(0), day(left));
            assert!(!first.mock_day && first.cards > 480, "{left} days ahead: {first:?}");
        }
        // Set on what would be its day, the mock comes the day after.
        assert!(Shares::of(&week(20), day(1), day(0), day(5)).mock);
        let eve = shares(week(20), 27);
        assert_eq!((eve.mock_days, eve.borrowed), (0, 0));
        assert_eq!(shares(Week { mocks_before: 1, ..week(20) }, 27).mock_days, 1);
    }

    /// Who never does a mock has five days a week, or three with two mocks, all their minutes for cards.
    #[test]
    fn mocks_that_are_never_done_do_not_stop_the_cards() {
        for (minutes, usual) in [(20, 5), (25, 5), (30, 3), (60, 3)] {
            let days = (0..7).filter(|today| !shares(week(minutes), *today).mock_day).count();
            assert_eq!(days, usual, "{minutes} minutes");
        }
        // The second is asked for whatever became of the first, and once it was done twice nothing more is.
        assert!(shares(week(30), 5).mock && shares(Week { mocks_before: 1, ..week(30) }, 5).mock);
        assert!(!shares(Week { mocks_before: 2, ..week(30) }, 5).mock);
    }

    #[test]
    fn a_mock_never_takes_all_minutes_of_a_week() {
        for minutes in 1..=60 {
            let found = shares(week(minutes), 0);
            assert!(found.usual * 14 >= minutes * 60 * 3, "{minutes} minutes: {} s a day", found.usual);
            assert_eq!(found.falls.contains(&Falls::Mocks), minutes < 10, "{minutes} minutes");
        }
    }

    #[test]
    fn what_falls_is_said_in_its_order() {
        assert_eq!(shares(Week { core: 60, ..week(20) }, 0).falls, []);
        assert_eq!(shares(Week { core: 200, ..week(20) }, 0).falls, [Falls::Extras]);
        for short in [Week { core: 300, ..week(30) }, Week { tight: true, ..week(30) }] {
            assert_eq!(shares(short, 0).falls, [Falls::Extras, Falls::SecondMock]);
        }
    }

    #[test]
    fn stories_get_their_share_of_the_minutes() {
        let told = (0..28).filter(|today| shares(Week { mocks_before: 9, ..week(20) }, *today).story).count();
        assert_eq!(told, 16, "28 days of 3 minutes in tellings of 5");
        assert!((0..28).all(|today| !shares(Week { stories: 0, ..week(20) }, today).story));
    }

    proptest::proptest! {
        /// Whichever mocks are done and whichever are missed, on no day more than its minutes are asked beside them,
        /// and never more in a week than it has.
        #[test]
        fn missed_days_are_never_doubled(minutes in 1_u32..120, core in 0_u32..400, done in proptest::collection::vec(proptest::bool::ANY, 28)) {
            for first in [0, 7, 14, 21] {
                let (mut before, mut seconds) = (0, 0);
                for today in first..first + 7 {
                    let found = shares(Week { mocks_before: before, core, ..week(minutes) }, today);
                    proptest::prop_assert!(found.cards <= minutes * 60);
                    let mock = found.mock && done[usize::try_from(today).unwrap()];
                    seconds += found.cards + u32::from(mock) * MOCK * 60;
                    before += u32::from(mock);
                }
                proptest::prop_assert!(seconds <= 7 * minutes * 60, "{seconds} s in a week of {minutes} minutes a day");
            }
        }
    }

    #[test]
    fn where_core_cards_would_be_left_a_missed_mock_falls_at_once() {
        let short = Week { tight: true, ..week(20) };
        assert!(shares(short, 3).mock && !shares(short, 4).mock_day);
        assert!(shares(short, 4).usual > shares(short, 3).usual, "and borrows nothing any more");
    }

    #[test]
    fn the_days_ahead_are_those_that_come_when_the_mocks_are_done() {
        for (minutes, left) in [(20, 28), (30, 28), (25, 10), (60, 3), (20, 1), (20, 0)] {
            let said: Vec<Shares> = ahead(&week(minutes), day(0), day(0), day(left)).collect();
            let mut before = 0;
            let mut came = Vec::new();
            for today in 0..left {
                if (left - today) % 7 == 0 {
                    before = 0;
                }
                let found = Shares::of(&Week { mocks_before: before, ..week(minutes) }, day(today), day(0), day(left));
                before += u32::from(found.mock);
                came.push(found);
            }
            assert_eq!(said, came, "{minutes} minutes, {left} days");
        }
    }

    #[test]
    fn on_the_day_and_after_it_only_cards_remain() {
        assert_eq!(shares(week(20), 28), Shares { cards: 1_200, usual: 1_200, ..Shares::default() });
    }
}
