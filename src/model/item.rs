//! What SM-2 schedules, and the name by which the world knows it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The lasting public name of an item: short, unique, never changed once given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(String);

impl ItemId {
    /// Wraps a name that was read or minted elsewhere.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The place of an item in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemKey(pub i64);

/// The four kinds of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A question and its answer, belonging to a topic.
    Card,
    /// A system-design prompt practised against the clock.
    Scenario,
    /// A STAR story told against the clock.
    Story,
    /// One question an interviewer asks after a story.
    Followup,
}

impl ItemKind {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Card, Self::Scenario, Self::Story, Self::Followup];

    /// Its word in JSON, in the store and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Scenario => "scenario",
            Self::Story => "story",
            Self::Followup => "followup",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Cards and follow-ups come again in the same sitting when they fail; scenarios and stories owe nothing.
    pub const fn owes(self) -> bool {
        matches!(self, Self::Card | Self::Followup)
    }
}
