//! How long things take: the user's own seconds where there are enough of them, shipped ones until then.

use crate::model::Taken;

/// Seconds that one item takes, with the repeats that follow it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// A new card.
    pub new: f64,
    /// An item seen before: a card, or a follow-up among them.
    pub review: f64,
    /// A mock.
    pub mock: f64,
    /// Telling a story, with its follow-up and the rating.
    pub telling: f64,
    /// Where they are the user's own.
    pub own: Own,
}

/// Of which kinds the seconds are the user's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// New cards.
    pub new: bool,
    /// Reviews.
    pub review: bool,
    /// Mocks.
    pub mock: bool,
    /// Tellings.
    pub telling: bool,
}

/// So many answers of a kind are enough to speak of one's own pace.
pub const ENOUGH: u32 = 30;
/// So many mocks or tellings are: they are few, and their clocks are exact.
pub const ENOUGH_TOLD: u32 = 3;
/// Seconds for the follow-up and the rating after a telling.
const AFTER_A_TELLING: f64 = 120.0;
/// Whoever breaks a mock off, or forgets to stop its clock, has none shorter or longer than this.
const MOCK: std::ops::RangeInclusive<f64> = 900.0..=5_400.0;

impl Default for Pace {
    fn default() -> Self {
        Self { new: 70.0, review: 30.0, mock: 2_100.0, telling: 300.0, own: Own::default() }
    }
}

impl Pace {
    /// The pace of some days; the time of repeats is spread over all that was asked.
    pub fn of(taken: &Taken) -> Self {
        let shipped = Self::default();
        let asked = f64::from(taken.new.0 + taken.reviews.0).max(1.0);
        let repeats = taken.repeats.1 as f64 / asked;
        let mean = |(count, seconds): (u32, u64)| seconds as f64 / f64::from(count.max(1));
        let own = Own {
            new: taken.new.0 >= ENOUGH,
            review: taken.reviews.0 >= ENOUGH,
            mock: taken.mocks.0 >= ENOUGH_TOLD,
            telling: taken.tellings.0 >= ENOUGH_TOLD,
        };
        let either = |own: bool, mine: f64, shipped: f64| if own { mine } else { shipped };
        Self {
            new: either(own.new, mean(taken.new) + repeats, shipped.new).max(1.0),
            review: either(own.review, mean(taken.reviews) + repeats, shipped.review).max(1.0),
            mock: either(own.mock, mean(taken.mocks).clamp(*MOCK.start(), *MOCK.end()), shipped.mock),
            telling: either(own.telling, mean(taken.tellings) + AFTER_A_TELLING, shipped.telling),
            own,
        }
    }

    /// Seconds for so many new cards and reviews.
    pub fn seconds(&self, new: usize, reviews: usize) -> f64 {
        self.new * new as f64 + self.review * reviews as f64
    }
}

/// A kind of thing that takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A new card.
    New,
    /// A review.
    Review,
    /// A mock.
    Mock,
    /// A telling.
    Telling,
}

/// What was reckoned for one of a kind, and what it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Checked {
    /// The kind.
    pub kind: Kind,
    /// Seconds, as reckoned before.
    pub estimate: f64,
    /// Seconds, as they were.
    pub real: f64,
}

/// Holds the reckoning of some days against what was done after them, of each kind of which enough was done.
pub fn check(before: &Taken, after: &Taken) -> Vec<Checked> {
    let (estimate, real) = (Pace::of(before), Pace::of(after));
    // Of mocks and tellings a week has too few to reckon by, but enough to look at.
    let three = |(count, seconds): (u32, u64)| (count * ENOUGH_TOLD, seconds * u64::from(ENOUGH_TOLD));
    let told = Pace::of(&Taken { mocks: three(after.mocks), tellings: three(after.tellings), ..*after });
    [
        (Kind::New, real.own.new, estimate.new, real.new),
        (Kind::Review, real.own.review, estimate.review, real.review),
        (Kind::Mock, told.own.mock, estimate.mock, told.mock),
        (Kind::Telling, told.own.telling, estimate.telling, told.telling),
    ]
    .into_iter()
    .filter(|(_, enough, ..)| *enough)
    .map(|(kind, _, estimate, real)| Checked { kind, estimate, real })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_own_seconds_count_once_there_are_enough() {
        let few =
            Taken { new: (10, 900), reviews: (29, 290), repeats: (5, 100), mocks: (2, 9_000), tellings: (2, 800) };
        assert_eq!(Pace::of(&few), Pace::default());
        let enough = Taken { reviews: (40, 800), repeats: (10, 250), mocks: (3, 7_200), tellings: (4, 800), ..few };
        let pace = Pace::of(&enough);
        assert_eq!((pace.new, pace.review, pace.mock, pace.telling), (70.0, 25.0, 2_400.0, 320.0));
        assert_eq!(pace.own, Own { new: false, review: true, mock: true, telling: true });
        assert_eq!(pace.seconds(1, 2), 120.0);
        let broken_off = Taken { mocks: (3, 30), ..few };
        assert_eq!(Pace::of(&broken_off).mock, 900.0);
    }

    #[test]
    fn what_was_reckoned_is_held_against_what_it_took() {
        let before = Taken { new: (40, 2_000), ..Taken::default() };
        let after = Taken { new: (30, 1_800), reviews: (29, 600), mocks: (1, 2_400), ..Taken::default() };
        let said = |kind, estimate, real| Checked { kind, estimate, real };
        assert_eq!(check(&before, &after), [said(Kind::New, 50.0, 60.0), said(Kind::Mock, 2_100.0, 2_400.0)]);
        assert_eq!(check(&before, &Taken::default()), []);
    }
}
