//! How sure one is of an answer before it is shown.

/// A word said before the answer: later it tells where one was sure, and wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// I know it.
    Sure,
    /// Perhaps.
    Maybe,
    /// I do not know it.
    No,
}

impl Confidence {
    /// All three, the surest first.
    pub const ALL: [Self; 3] = [Self::Sure, Self::Maybe, Self::No];

    /// Its word on screens, in the log and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Maybe => "maybe",
            Self::No => "no",
        }
    }

    /// The confidence of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|confidence| confidence.word() == word)
    }
}
