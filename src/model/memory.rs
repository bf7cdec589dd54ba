//! What is remembered of one item: the fold of its answers.

use std::fmt;

use super::{AnswerKind, Day};

/// SM-2's ease factor, in hundredths: 250 stands for 2.50.
///
/// An integer, because in floating point 140 x 3.00 rounds up to 421.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ease(u32);

impl Ease {
    /// The ease of an item never answered, 2.50.
    pub const START: Self = Self(250);
    /// No ease falls below 1.30.
    pub const FLOOR: Self = Self(130);

    /// An ease of so many hundredths, lifted to the floor.
    pub const fn from_hundredths(hundredths: u32) -> Self {
        if hundredths < Self::FLOOR.0 { Self::FLOOR } else { Self(hundredths) }
    }

    /// Its hundredths.
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// This ease moved by so many hundredths, not below the floor.
    pub const fn moved(self, by: i32) -> Self {
        Self::from_hundredths(self.0.saturating_add_signed(by))
    }
}

impl fmt::Display for Ease {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// The memory of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Counted recalls running (SM-2's n).
    pub repetitions: u32,
    /// Days from the last review to the due day (SM-2's I); 0 before the first.
    pub interval: u32,
    /// SM-2's EF.
    pub ease: Ease,
    /// The day the item is due; none before the first review.
    pub due: Option<Day>,
    /// Failures of an item that had been recalled.
    pub lapses: u32,
    /// The day of the last answer of any kind.
    pub seen: Option<Day>,
}

impl Memory {
    /// The memory of an item never answered.
    pub const NEW: Self = Self { repetitions: 0, interval: 0, ease: Ease::START, due: None, lapses: 0, seen: None };

    /// Recalled in two counted answers running.
    pub const fn is_learned(&self) -> bool {
        self.repetitions >= 2
    }

    /// Learned, and recalled once more since.
    pub const fn is_firm(&self) -> bool {
        self.repetitions >= 3
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::NEW
    }
}

/// What one answer would do: the memory it leaves, what kind of answer it is, whether it leaves a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The memory after the answer.
    pub memory: Memory,
    /// Whether it counts, practises or comes again.
    pub kind: AnswerKind,
    /// Graded below 4: a card or follow-up comes again in this sitting.
    pub owed: bool,
}
