//! How the minutes of a week are shared out between cards, mocks and stories.

use crate::model::Day;

/// Minutes of a full mock.
pub const MOCK: u32 = 35;
/// Minutes of cards beside a mock, at the most.
const BESIDE_A_MOCK: u32 = 8;
/// Above so many minutes a day a week has two mock days.
const TWO_MOCKS_ABOVE: u32 = 25;
/// Seconds that telling a story takes, with its follow-up and the rating.
pub const TELLING: u32 = 300;

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
}

/// What falls because the minutes do not reach. Core cards never do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Falls {
    /// Cards that no box rests on.
    Extras,
    /// The second mock of a week.
    SecondMock,
}

/// The minutes of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Seconds for cards.
    pub cards: u32,
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
    /// was missed is made up for on the next day of its week, once.
    pub fn of(week: &Week, today: Day, set_on: Day, date: Day) -> Self {
        let left = date.since(today);
        if left <= 0 {
            return Self { cards: week.minutes * 60, ..Self::default() };
        }
        let at = 6 - (left - 1) % 7;
        let mut shares = Self::default();
        let mut mocks = match week.scenarios {
            false => 0,
            true if week.minutes > TWO_MOCKS_ABOVE && left > 7 => 2,
            true => 1,
        };
        if week.core > card_minutes(week, mocks) {
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
        let asked = u32::try_from(days.iter().filter(|day| **day <= at && today.plus(**day - at) >= set_on).count())
            .unwrap_or(0);
        shares.mock = asked > week.mocks_before && week.mocks_today == 0;
        shares.mock_day = shares.mock || week.mocks_today > 0;
        shares.borrowed = borrowed(week.minutes, mocks);
        if shares.mock_day {
            shares.cards = week.minutes.min(BESIDE_A_MOCK) * 60;
            return shares;
        }
        let a_day = week.minutes * 60 * 15 / 100;
        let told = |days: i64| u64::from(a_day) * u64::try_from(days.max(0)).unwrap_or(0) / u64::from(TELLING);
        let since = today.since(set_on);
        shares.story = week.stories > 0 && told(since + 1) > told(since);
        let stories = if week.stories > 0 { a_day } else { 0 };
        let lent = shares.borrowed * 60 / (7 - mocks);
        shares.cards = (week.minutes * 60).saturating_sub(stories).saturating_sub(lent);
        shares
    }
}

/// Minutes a week that its mock days take above those of an ordinary day.
fn borrowed(minutes: u32, mocks: u32) -> u32 {
    mocks * (MOCK + minutes.min(BESIDE_A_MOCK)).saturating_sub(minutes)
}

/// Minutes of a week that are left for cards.
fn card_minutes(week: &Week, mocks: u32) -> u32 {
    let stories = if week.stories > 0 { 7 * week.minutes * 15 / 100 } else { 0 };
    (7 * week.minutes).saturating_sub(mocks * MOCK).saturating_sub(stories)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        "2026-03-01".parse::<Day>().unwrap().plus(number)
    }

    fn week(minutes: u32) -> Week {
        Week { minutes, scenarios: true, stories: 4, mocks_before: 0, mocks_today: 0, core: 0 }
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
        assert!(shares(week(20), 3).mock && shares(week(20), 5).mock);
        assert!(!shares(Week { mocks_before: 1, ..week(20) }, 5).mock);
        let after = shares(Week { mocks_today: 1, ..week(20) }, 3);
        assert!(!after.mock && after.mock_day && after.cards == 480);
        // Nor do days before the date was set.
        assert!(!Shares::of(&week(20), day(26), day(26), day(28)).mock);
        // A new week owes nothing for the one before.
        assert!(!shares(week(20), 7).mock);
    }

    #[test]
    fn what_falls_is_said_in_its_order() {
        assert_eq!(shares(Week { core: 60, ..week(20) }, 0).falls, []);
        assert_eq!(shares(Week { core: 200, ..week(20) }, 0).falls, [Falls::Extras]);
        assert_eq!(shares(Week { core: 300, ..week(30) }, 0).falls, [Falls::Extras, Falls::SecondMock]);
    }

    #[test]
    fn stories_get_their_share_of_the_minutes() {
        let told = (0..28).filter(|today| shares(Week { mocks_before: 9, ..week(20) }, *today).story).count();
        assert_eq!(told, 16, "28 days of 3 minutes in tellings of 5");
        assert!((0..28).all(|today| !shares(Week { stories: 0, ..week(20) }, today).story));
    }

    #[test]
    fn on_the_day_and_after_it_only_cards_remain() {
        assert_eq!(shares(week(20), 28), Shares { cards: 1_200, ..Shares::default() });
    }
}
