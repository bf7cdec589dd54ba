//! What was done today, and what a sitting leaves behind.

use super::{Day, DueNumbers, Grade, ItemKey, Title};

/// What happened to an item today, in the order of the log; what was taken back is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TodayAnswer {
    /// The item.
    pub item: ItemKey,
    /// The grade; none when a new card was looked at on both sides, unanswered.
    pub grade: Option<Grade>,
    /// Seconds spent on it.
    pub seconds: u32,
    /// Its counter in the log.
    pub counter: u64,
    /// True when the item had never been answered before.
    pub first: bool,
}

/// A box that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxChange {
    /// The section of its topic.
    pub section: String,
    /// Its topic.
    pub topic: Title,
    /// What became of it.
    pub turn: BoxTurn,
}

/// What became of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoxTurn {
    /// Ticked by evidence.
    Earned,
    /// Unticked: recall was lost.
    Lost,
    /// Unticked: two failures refuted the user's own tick.
    Refuted,
    /// Ticked again, or still, because what changed it was taken back.
    Restored,
    /// Open again, because what ticked it was taken back.
    Reopened,
}

impl BoxTurn {
    /// True when answers decided it, not the user's hand or an undo.
    pub const fn is_judged(self) -> bool {
        matches!(self, Self::Earned | Self::Lost | Self::Refuted)
    }

    /// Its word on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Earned => "earned",
            Self::Lost => "lost",
            Self::Refuted => "lost (failed twice since your tick)",
            Self::Restored => "ticked again",
            Self::Reopened => "open again",
        }
    }
}

/// A card that was missed: failed in this sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Its topic.
    pub topic: String,
    /// Its question, on one line.
    pub question: String,
    /// The first line of its answer.
    pub answer: String,
    /// True when it failed so often today that it was let go: it wants rewriting.
    pub let_go: bool,
}

/// What a sitting leaves behind: the lines of its closing screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Answers given, repeats included.
    pub answers: usize,
    /// Different items answered.
    pub items: usize,
    /// Of those, never answered before.
    pub new: usize,
    /// Seconds spent on cards.
    pub seconds: u32,
    /// Counted answers to items seen before, and how many of them were recalled.
    pub recalled: (usize, usize),
    /// Cards failed in this sitting and not recalled at once.
    pub missed: Vec<Missed>,
    /// Boxes that changed.
    pub boxes: Vec<BoxChange>,
    /// Cards still owed today.
    pub owed: usize,
    /// Due items that found no room in the limits.
    pub left_out: u32,
    /// What the rest of the day holds, and what comes after it.
    pub outlook: Option<Outlook>,
    /// The day had turned and nothing was answered for half an hour.
    pub day_turned: bool,
}

/// What the rest of a day holds, and what comes after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// What waits, as `drill due` says it.
    pub due: DueNumbers,
    /// The limit of the day that was reached.
    pub reached: Option<Limit>,
    /// The next day on which something is due, with how many; what is left over from today is among them.
    pub next: Option<(Day, u32)>,
    /// What would show more cards today, none of it in vain.
    pub more: Vec<More>,
}

/// A limit of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many minutes.
    Minutes(u32),
    /// So many cards.
    Cards(u32),
}

/// A way to go on when the day is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    /// Due cards that the limits left out: `--limit N`.
    Due(u32),
    /// New cards: `--new N`.
    New(u32),
    /// What falls due within so many days: `--ahead N`.
    Ahead(u32),
    /// The weakest: `--weakest N`.
    Weakest(u32),
}
