//! Numbers with one meaning and one name on every screen.

use super::Day;

/// The numbers of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueNumbers {
    /// The study day.
    pub day: Day,
    /// Cards and follow-ups awake, not suspended, with due day reached, uncapped.
    pub due: u32,
    /// New cards that today's limit still allows.
    pub new: u32,
    /// Items owed: they come again today.
    pub learning_again: u32,
    /// Mocks waiting.
    pub mocks: u32,
    /// Stories waiting.
    pub stories: u32,
    /// Cards that mocks ask for, audits and corrected cards.
    pub extra: u32,
    /// What the next `drill` would show.
    pub planned: u32,
}

/// Counted answers of a span of days to items seen before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// All of them.
    pub reviews: u32,
    /// Those graded 3 or more.
    pub recalled: u32,
}

impl Retention {
    /// The recalled share in whole percent, rounded down; none without reviews.
    pub fn percent(&self) -> Option<u32> {
        (self.recalled * 100).checked_div(self.reviews)
    }
}

/// The answers of one day to cards and follow-ups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayTotal {
    /// Answers of any kind.
    pub answers: u32,
    /// Seconds spent, at most two minutes an answer.
    pub seconds: u32,
    /// First answers of an item.
    pub fresh: u32,
    /// Counted answers to items seen before, and how many of them were recalled.
    pub retention: Retention,
}

/// What was done on some days, with the seconds it took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// First answers to new cards, and their seconds.
    pub new: (u32, u64),
    /// First answers of a day to items seen before, and their seconds.
    pub reviews: (u32, u64),
    /// Further answers on the same day, and their seconds.
    pub repeats: (u32, u64),
    /// Full mocks, and the seconds that their clocks ran.
    pub mocks: (u32, u64),
    /// Whole tellings of stories, and their seconds.
    pub tellings: (u32, u64),
}

/// Predictions and how they turned out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Foretold {
    /// Answers before which a chance of recall was predicted.
    pub answers: u32,
    /// The sum of those chances, in ten-thousandths.
    pub said: u64,
    /// How many of them were recalled.
    pub recalled: u32,
}

impl Foretold {
    /// What was said, and what was recalled, rounded down as in [`Retention::percent`]; none without predictions.
    pub fn percent(&self) -> Option<(u32, u32)> {
        let answers = u64::from(self.answers);
        let said = (self.said + 50 * answers).checked_div(100 * answers)?;
        let recalled = (u64::from(self.recalled) * 100).checked_div(answers)?;
        Some((u32::try_from(said).ok()?, u32::try_from(recalled).ok()?))
    }
}
