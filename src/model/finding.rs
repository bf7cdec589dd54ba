//! What a check found.

/// One thing that the doctor looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub about: &'static str,
    /// What was found, in words.
    pub message: String,
    /// What to do about it, empty if nothing.
    pub hint: String,
    /// How bad it is.
    pub weight: Weight,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// In order.
    Fine,
    /// Nothing is wrong, but worth knowing.
    Note,
    /// It was wrong and is mended.
    Mended,
    /// Something is wrong.
    Wrong,
}

impl Weight {
    /// Its word on screens and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Note => "note",
            Self::Mended => "mended",
            Self::Wrong => "wrong",
        }
    }
}
