//! When the core cards that were never seen come: so many on each day until new cards stop.

/// A day of the way, as far as new cards go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Seconds for cards; none on a mock day.
    pub seconds: u32,
    /// New cards of it by the setting.
    pub usual: u32,
}

/// The days from today until new cards stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrivals {
    /// Its days, today first.
    pub slots: Vec<Slot>,
    /// Seconds that a new card takes.
    pub each: f64,
    /// No day holds more cards.
    pub most: u32,
}

impl Arrivals {
    /// New core cards of today, of so many that were unseen when the day began.
    ///
    /// As many as the setting says; more if some would else be left when new cards stop. They come before reviews, within
    /// the seconds for cards, and a card enters as long as any of those is left.
    pub fn today(&self, unseen: u32) -> u32 {
        self.on(0, unseen, u32::MAX)
    }

    /// Of so many core cards those that come before new cards stop, with no more than `seconds` on any day.
    pub fn reached(&self, unseen: u32, seconds: u32) -> u32 {
        (0..self.slots.len()).fold(0, |sum, at| sum + self.on(at, unseen - sum, seconds))
    }

    fn on(&self, at: usize, unseen: u32, seconds: u32) -> u32 {
        let Some(slot) = self.slots.get(at).filter(|slot| slot.usual > 0) else { return 0 };
        let days = self.slots[at..].iter().filter(|slot| slot.seconds > 0).count();
        let needed = unseen.div_ceil(u32::try_from(days.max(1)).unwrap_or(u32::MAX));
        let fits = (f64::from(slot.seconds.min(seconds)) / self.each.max(1.0)).ceil() as u32;
        unseen.min(slot.usual.max(needed)).min(fits).min(self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrivals(seconds: &[u32], usual: u32) -> Arrivals {
        let slots = seconds.iter().map(|seconds| Slot { seconds: *seconds, usual }).collect();
        Arrivals { slots, each: 70.0, most: 60 }
    }

    /// Columns: seconds of the days, the setting, unseen; then new cards of today, and how many are reached.
    #[test]
    fn as_many_as_are_needed_within_the_minutes() {
        for (seconds, usual, unseen, today, reached) in [
            (vec![], 15, 9, 0, 0),
            (vec![1_200; 10], 15, 3, 3, 3),
            (vec![1_200; 10], 15, 100, 15, 100),
            (vec![1_200; 10], 15, 160, 16, 160),
            (vec![1_200; 10], 15, 900, 18, 180),
            (vec![1_200; 2], 2, 8, 4, 8),
            (vec![700, 0, 700], 4, 40, 10, 20),
            (vec![0, 700, 700], 4, 40, 0, 20),
            (vec![9_000], 15, 100, 60, 60),
            (vec![1_200; 10], 0, 100, 0, 0),
            (vec![71; 3], 1, 9, 2, 6),
        ] {
            let found = arrivals(&seconds, usual);
            let both = (found.today(unseen), found.reached(unseen, u32::MAX));
            assert_eq!(both, (today, reached), "{seconds:?}, {usual} a day, {unseen} unseen");
        }
    }

    #[test]
    fn who_does_less_reaches_less() {
        let found = arrivals(&[1_200; 10], 15);
        assert_eq!([0, 70, 350, 1_200, 9_999].map(|done| found.reached(100, done)), [0, 10, 50, 100, 100]);
    }

    proptest::proptest! {
        /// Day after day as many come as was said on the first.
        #[test]
        fn what_is_said_first_happens(
            days in proptest::collection::vec(0_u32..2_000, 0..40), usual in 0_u32..20, unseen in 0_u32..400,
        ) {
            let mut way = arrivals(&days, usual);
            let said = way.reached(unseen, u32::MAX);
            let mut left = unseen;
            while !way.slots.is_empty() {
                proptest::prop_assert_eq!(unseen - left + way.reached(left, u32::MAX), said);
                left -= way.today(left);
                way.slots.remove(0);
            }
            proptest::prop_assert_eq!(unseen - left, said);
        }
    }
}
