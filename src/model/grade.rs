//! The six grades of SM-2 and a table with one place for each.

use std::{fmt, ops::Index};

/// A quality of recall, 0..=5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade(u8);

impl Grade {
    /// All six, worst first.
    pub const ALL: [Self; 6] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5)];
    /// The lowest grade that pays a debt for good.
    pub const GOOD: Self = Self(4);
    /// The lowest grade that counts as recalled.
    pub const PASS: Self = Self(3);

    /// The grade of a number, none outside 0..=5.
    pub const fn new(number: u8) -> Option<Self> {
        if number <= 5 { Some(Self(number)) } else { None }
    }

    /// Its number, 0..=5.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// True from 3 on: the item was recalled.
    pub const fn passes(self) -> bool {
        self.0 >= 3
    }

    /// The word that stands beside the number wherever a grade is shown.
    pub const fn word(self) -> &'static str {
        ["blackout", "wrong", "almost", "hard", "good", "easy"][self.0 as usize]
    }

    /// What the grade means, in one line: the anchors of Wozniak's scale.
    pub const fn anchor(self) -> &'static str {
        [
            "nothing came, not even on seeing the answer",
            "wrong, but the answer was recognised",
            "wrong, but the answer then seemed easy",
            "right, after a real struggle",
            "right, after some hesitation",
            "right at once",
        ][self.0 as usize]
    }

    /// Reads a digit 0..5 or one of the four words `again`, `hard`, `good`, `easy` (1, 3, 4, 5).
    pub fn from_word(text: &str) -> Option<Self> {
        match text.to_lowercase().as_str() {
            "again" => Some(Self(1)),
            "hard" => Some(Self(3)),
            "good" => Some(Self(4)),
            "easy" => Some(Self(5)),
            digit => digit.parse().ok().and_then(Self::new),
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.0, self.word())
    }
}

/// One value for each grade, indexed by the grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByGrade<T>([T; 6]);

impl<T> ByGrade<T> {
    /// Fills the table by asking `make` for each grade.
    pub fn from_fn(mut make: impl FnMut(Grade) -> T) -> Self {
        Self(Grade::ALL.map(&mut make))
    }

    /// Each grade with its value, worst first.
    pub fn iter(&self) -> impl Iterator<Item = (Grade, &T)> {
        Grade::ALL.into_iter().zip(&self.0)
    }
}

impl<T> Index<Grade> for ByGrade<T> {
    type Output = T;

    fn index(&self, grade: Grade) -> &T {
        &self.0[usize::from(grade.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_digits_are_read() {
        for (text, number) in [("0", 0), ("5", 5), ("again", 1), ("HARD", 3), ("good", 4), ("easy", 5)] {
            assert_eq!(Grade::from_word(text).map(Grade::number), Some(number), "{text}");
        }
        for text in ["6", "-1", "4.0", "", "wrong "] {
            assert_eq!(Grade::from_word(text), None, "{text}");
        }
    }
}
