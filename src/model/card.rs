//! One question and its answer.

use super::{ItemId, ItemKind, topic::TopicId};

/// What stands in a question where a cloze deletion was taken out.
pub const GAP: &str = "[…]";

/// How a card asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A question and an answer.
    Basic,
    /// A sentence with one deletion taken out; the answer is the deletion.
    Cloze,
    /// A checklist line without cards: its promise is the bar, its answer is yet to be written.
    Answerless,
}

impl Form {
    /// Its word in the store.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Cloze => "cloze",
            Self::Answerless => "answerless",
        }
    }

    /// The form of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Basic, Self::Cloze, Self::Answerless].into_iter().find(|form| form.word() == word)
    }
}

/// The text of one side of a card and all that stands around it, as its deck says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its lasting name.
    pub id: ItemId,
    /// What it is to SM-2.
    pub kind: ItemKind,
    /// The topic it belongs to.
    pub topic: TopicId,
    /// How it asks.
    pub form: Form,
    /// The front; a cloze carries [`GAP`] (with its hint, if any) where the deletion was.
    pub question: String,
    /// The back; empty for an answerless card.
    pub answer: String,
    /// Shown under the answer, not graded; empty if there is none.
    pub note: String,
    /// Where the fact comes from; empty if not said.
    pub source: String,
    /// Its tags, `core` and `extra` left out.
    pub tags: Vec<String>,
    /// Whether the box of its topic depends on it.
    pub core: bool,
}
