//! What a telling is worth, and how far a story has come.

use crate::model::{Day, Grade, Ratings, Texts};

/// The sum of seven levels that is a mean of 3.0.
const PASS: u32 = 21;

/// A telling passes with a mean of 3.0 and no dimension at 1.
pub fn passes(ratings: &Ratings) -> bool {
    sum(ratings) >= PASS && !ratings.0.contains(&1)
}

/// The SM-2 grade of a telling: by the sum of its levels, 7 to 28, and at most 2 where a dimension is at 1.
///
/// | sum | mean | grade |
/// |---|---|---|
/// | 26..=28 | from 3.7 | 5 |
/// | 23..=25 | from 3.3 | 4 |
/// | 21..=22 | from 3.0 | 3 |
/// | 17..=20 | from 2.4 | 2 |
/// | 12..=16 | from 1.7 | 1 |
/// | 7..=11 | below | 0 |
pub fn grade(ratings: &Ratings) -> Grade {
    let number = match sum(ratings) {
        26.. => 5,
        23.. => 4,
        PASS.. => 3,
        17.. => 2,
        12.. => 1,
        _ => 0,
    };
    let most = if ratings.0.contains(&1) { 2 } else { 5 };
    Grade::new(number.min(most)).unwrap_or(Grade::PASS)
}

fn sum(ratings: &Ratings) -> u32 {
    ratings.0.iter().map(|level| u32::from(*level)).sum()
}

/// How far a story has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nothing is written.
    Empty,
    /// A part is missing.
    Draft,
    /// It can be told, and never was in full length.
    Written,
    /// The last telling in full length did not pass.
    Told,
    /// The last one passed.
    Passed,
    /// It passed on two different days, the last time too.
    Ready,
}

impl State {
    /// Its word in JSON and on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Draft => "draft",
            Self::Written => "written",
            Self::Told => "told",
            Self::Passed => "passed",
            Self::Ready => "ready",
        }
    }
}

/// A telling in full length, as far as the state needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its study day.
    pub day: Day,
    /// Whether it passed.
    pub passed: bool,
}

/// How far a story has come, by its texts and its tellings, oldest first.
pub fn state(texts: &Texts, tellings: &[Told]) -> State {
    if texts.filled() == 0 {
        return State::Empty;
    }
    if !texts.is_written() {
        return State::Draft;
    }
    match tellings.last() {
        None => State::Written,
        Some(last) if !last.passed => State::Told,
        Some(last) if tellings.iter().any(|told| told.passed && told.day != last.day) => State::Ready,
        Some(_) => State::Passed,
    }
}
