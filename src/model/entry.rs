//! One line of the log. The log is the truth; everything else is a fold of it.

use std::fmt;

use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use uuid::Uuid;

use super::{Confidence, Day, Grade, ItemKey, TopicKey};

/// The name of an entry, from the system's randomness, so that two machines never mint the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub Uuid);

impl fmt::Display for EntryId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_simple().fmt(out)
    }
}

/// What kind of answer the fold found: derived, never stored as truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerKind {
    /// It counts: the due day was reached, or it failed before.
    Review,
    /// A pass before the due day: only the day last seen moves.
    Practice,
    /// A further answer on the same day: nothing moves.
    Again,
}

impl AnswerKind {
    /// Its word in JSON and on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Practice => "practice",
            Self::Again => "again",
        }
    }
}

/// The larger actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// A mock of a scenario, finished and marked.
    Mock,
    /// A story was written or changed.
    Story,
    /// A story was told and rated.
    Telling,
    /// An application was added or changed.
    Application,
    /// Observation: the tracker's own table says something else of an application.
    Found,
    /// A real interview was looked back on.
    Debrief,
    /// A card that was asked in a real interview, with its grade; it stands and falls with its debrief.
    Asked,
    /// An interview date or the minutes of a day were set.
    Plan,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Mock,
        Self::Story,
        Self::Telling,
        Self::Application,
        Self::Found,
        Self::Debrief,
        Self::Asked,
        Self::Plan,
    ];

    /// True for what undo takes back by itself.
    pub const fn is_action(self) -> bool {
        !matches!(self, Self::Found | Self::Asked)
    }

    /// Its word in the store, in JSON and in `drill log`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mock => "mock",
            Self::Story => "story",
            Self::Telling => "telling",
            Self::Application => "application",
            Self::Found => "found",
            Self::Debrief => "debrief",
            Self::Asked => "asked",
            Self::Plan => "plan",
        }
    }

    /// The deed of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.word() == word)
    }
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// One above the highest counter that stood in the log when it was made.
    pub counter: u64,
    /// When, with the offset of the wall that it was read from.
    pub at: DateTime<FixedOffset>,
    /// The study day it belongs to.
    pub day: Day,
    /// The machine it was made on.
    pub device: String,
    /// What happened.
    pub what: What,
}

/// What an entry says: the actions are what the user told drill, the rest is what drill read or concluded.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Action: an item was graded, after so many seconds on it.
    Grade {
        /// The item.
        item: ItemKey,
        /// The user's own rating.
        grade: Grade,
        /// Seconds from the question to the grade.
        seconds: u32,
        /// How sure the user was before the answer was shown, if it was said.
        confidence: Option<Confidence>,
    },
    /// Action: a new card was looked at on both sides, unanswered.
    Learn {
        /// The card.
        item: ItemKey,
    },
    /// Action: an item was set aside, or taken back.
    Suspend {
        /// The item.
        item: ItemKey,
        /// True when set aside.
        suspended: bool,
    },
    /// Action: a card was changed in an editor or given its key points.
    Edit {
        /// The card.
        item: ItemKey,
        /// What was changed, and where.
        detail: Value,
    },
    /// Action: something larger than a grade, which may carry one: a mock, a telling, an application, a plan.
    Deed {
        /// Which.
        deed: Deed,
        /// The scenario or story it is about, if it is about one.
        item: Option<ItemKey>,
        /// The grade it gave that item; none when it moves no memory.
        grade: Option<Grade>,
        /// Seconds that it took.
        seconds: u32,
        /// All else, as JSON.
        detail: Value,
    },
    /// Takes an entry back (undo), or a retraction (redo).
    Retract {
        /// The entry taken back.
        target: EntryId,
    },
    /// Observation: the user ticked or unticked a box by hand.
    Claim {
        /// The topic of the box.
        topic: TopicKey,
        /// True when ticked.
        ticked: bool,
        /// The line as it stood.
        detail: Value,
    },
    /// Observation: a box was earned.
    Earned {
        /// The topic of the box.
        topic: TopicKey,
        /// The review that earned it.
        cause: EntryId,
    },
    /// Observation: a box was lost.
    Lost {
        /// The topic of the box.
        topic: TopicKey,
        /// The review that lost it.
        cause: EntryId,
    },
    /// Observation: a card or a checklist line was known again after it was changed.
    Reworded {
        /// The card, if it was one.
        item: Option<ItemKey>,
        /// The topic, if it was a line.
        topic: Option<TopicKey>,
        /// What it was and what it is.
        detail: Value,
    },
}

impl What {
    /// The word of the store, of JSON and of `drill log`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Grade { .. } => "grade",
            Self::Learn { .. } => "learn",
            Self::Suspend { suspended: true, .. } => "suspend",
            Self::Suspend { suspended: false, .. } => "resume",
            Self::Edit { .. } => "edit",
            Self::Deed { deed, .. } => deed.word(),
            Self::Retract { .. } => "retract",
            Self::Claim { ticked: true, .. } => "claim",
            Self::Claim { ticked: false, .. } => "unclaim",
            Self::Earned { .. } => "earned",
            Self::Lost { .. } => "lost",
            Self::Reworded { .. } => "reworded",
        }
    }

    /// True for what the user told drill, and so for what undo takes back.
    pub const fn is_action(&self) -> bool {
        match self {
            Self::Grade { .. } | Self::Learn { .. } | Self::Suspend { .. } | Self::Edit { .. } => true,
            Self::Deed { deed, .. } => deed.is_action(),
            _ => false,
        }
    }

    /// The item it speaks of.
    pub const fn item(&self) -> Option<ItemKey> {
        match self {
            Self::Grade { item, .. } | Self::Learn { item } | Self::Suspend { item, .. } | Self::Edit { item, .. } => {
                Some(*item)
            }
            Self::Reworded { item, .. } | Self::Deed { item, .. } => *item,
            _ => None,
        }
    }

    /// The topic whose box it speaks of.
    pub const fn topic(&self) -> Option<TopicKey> {
        match self {
            Self::Claim { topic, .. } | Self::Earned { topic, .. } | Self::Lost { topic, .. } => Some(*topic),
            Self::Reworded { topic, .. } => *topic,
            _ => None,
        }
    }

    /// The entry it takes back, or the review that caused it.
    pub const fn target(&self) -> Option<EntryId> {
        match self {
            Self::Retract { target } => Some(*target),
            Self::Earned { cause, .. } | Self::Lost { cause, .. } => Some(*cause),
            _ => None,
        }
    }
}
