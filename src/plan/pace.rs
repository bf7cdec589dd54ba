//! How long things take: the user's own seconds where there are enough of them, shipped ones until then.

use crate::model::Taken;

/// Seconds that one item takes, with the repeats that follow it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// A new card.
    pub new: f64,
    /// An item seen before.
    pub review: f64,
    /// True where they are the user's own.
    pub own: (bool, bool),
}

/// So many answers of a kind are enough to speak of one's own pace.
pub const ENOUGH: u32 = 30;

impl Default for Pace {
    fn default() -> Self {
        Self { new: 70.0, review: 30.0, own: (false, false) }
    }
}

impl Pace {
    /// The pace of some days; the time of repeats is spread over all that was asked.
    pub fn of(taken: &Taken) -> Self {
        let shipped = Self::default();
        let asked = f64::from(taken.new.0 + taken.reviews.0).max(1.0);
        let repeats = taken.repeats.1 as f64 / asked;
        let own = |(count, seconds): (u32, u64), usual: f64| match count {
            0..ENOUGH => (usual, false),
            _ => (seconds as f64 / f64::from(count) + repeats, true),
        };
        let (new, own_new) = own(taken.new, shipped.new);
        let (review, own_review) = own(taken.reviews, shipped.review);
        Self { new: new.max(1.0), review: review.max(1.0), own: (own_new, own_review) }
    }

    /// Seconds for so many new cards and reviews.
    pub fn seconds(&self, new: usize, reviews: usize) -> f64 {
        self.new * new as f64 + self.review * reviews as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_own_seconds_count_once_there_are_enough() {
        let few = Taken { new: (10, 900), reviews: (29, 290), repeats: (5, 100) };
        assert_eq!(Pace::of(&few), Pace::default());
        let enough = Taken { new: (10, 900), reviews: (40, 800), repeats: (10, 250) };
        let pace = Pace::of(&enough);
        assert_eq!((pace.new, pace.review, pace.own), (70.0, 25.0, (false, true)));
        assert_eq!(pace.seconds(1, 2), 120.0);
    }
}
