//! What a forgetting model makes of an item's answers, beside the memory that schedules it.

use super::{Day, ItemKey, TopicKey};

/// The state of FSRS for one item: the fold of its answers. It forecasts recall, and schedules nothing.
#[derive(Clone, Copy, Debug)]
pub struct Trace {
    /// Days after which the chance of recall has fallen to 0.9.
    pub stability: f64,
    /// 1 (easy) to 10.
    pub difficulty: f64,
    /// The study day of the last answer.
    pub last: Day,
}

/// Equal to the last bit: both came from the same fold.
impl PartialEq for Trace {
    fn eq(&self, other: &Self) -> bool {
        let bits = |trace: &Self| (trace.stability.to_bits(), trace.difficulty.to_bits(), trace.last);
        bits(self) == bits(other)
    }
}

impl Eq for Trace {}

/// A card or follow-up as the plan of an interview sees it: awake, not set aside, in its deck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The item.
    pub item: ItemKey,
    /// Its topic.
    pub topic: TopicKey,
    /// Whether the box of its topic rests on it.
    pub core: bool,
    /// The day SM-2 asks for it again; none before its first answer.
    pub due: Option<Day>,
    /// Days from its last review to that day.
    pub interval: i64,
    /// True when it was recalled in two counted answers running.
    pub learned: bool,
    /// What FSRS makes of its answers; none before the first.
    pub trace: Option<Trace>,
}

/// What the sweep holds back though it is due, of the items that are learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Of an interval of so many days or more.
    pub interval: Option<i64>,
    /// Seen on that day or later.
    pub seen: Option<Day>,
}

/// How many items are due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// All of them.
    pub all: u32,
    /// Those on which boxes rest.
    pub core: u32,
}

/// What the way to an interview takes, what was done for it, and what will not be reached at that rate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Seconds of cards a day that it takes, as estimated.
    pub needed: u32,
    /// Seconds of cards a day over the last days, seven at most; none before the second day.
    pub done: Option<u32>,
    /// Core cards that will not be seen.
    pub cards: u32,
    /// Topics of which no card will be seen.
    pub topics: Vec<String>,
}
