//! Numbers out of the log, put together for a report: pure functions of plain values.

mod interview;
mod overview;
mod sheet;

use std::collections::HashMap;

use crate::model::{BoxState, Day, DayTotal, DueNumbers, Retention, TopicKey, TopicStanding};

pub use interview::Interview;
pub use overview::{AHEAD, Course, MockLine, Overview, WEEKS};
pub use sheet::{Failed, Sheet, is_formula, opening};

/// All that a first report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The study day.
    pub today: Day,
    /// The awake topics by section, in their order.
    pub sections: Vec<Section>,
    /// What waits today.
    pub due: DueNumbers,
    /// What falls due on each of the next seven days.
    pub ahead: Vec<(Day, u32)>,
    /// Recall over the last 30 days.
    pub retention: Retention,
    /// Days running with an answer.
    pub streak: u32,
    /// What was answered today.
    pub done: DayTotal,
    /// Cards that were let go and want rewriting.
    pub rewrite: u32,
    /// Topics in which a card failed though the user had said he was sure, with how often, most often first.
    pub sure_and_wrong: Vec<(String, u32)>,
}

/// One section of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub name: String,
    /// Its topics, each with the cards due today.
    pub topics: Vec<(TopicStanding, u32)>,
}

/// Sums over topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Topics.
    pub topics: u32,
    /// Boxes earned with every card of the basis recalled three times running.
    pub firm: u32,
    /// Boxes earned, not yet firm.
    pub fresh: u32,
    /// Boxes ticked by the user's own hand.
    pub claimed: u32,
    /// Cards learned.
    pub learned: u32,
    /// Cards seen, learned ones included.
    pub seen: u32,
    /// All cards.
    pub cards: u32,
    /// Cards due today.
    pub due: u32,
}

impl Section {
    /// Groups topics by section; the sections stand in the order of their first topics.
    pub fn group(topics: Vec<TopicStanding>, due: &HashMap<TopicKey, u32>) -> Vec<Self> {
        let mut sections: Vec<Self> = Vec::new();
        for topic in topics {
            let waiting = due.get(&topic.key).copied().unwrap_or(0);
            match sections.iter_mut().find(|section| section.name == topic.section) {
                Some(section) => section.topics.push((topic, waiting)),
                None => sections.push(Self { name: topic.section.clone(), topics: vec![(topic, waiting)] }),
            }
        }
        sections
    }

    /// The sums of this section.
    pub fn totals(&self) -> Totals {
        Totals::of(self.topics.iter())
    }
}

impl Progress {
    /// The sums of all sections.
    pub fn totals(&self) -> Totals {
        Totals::of(self.sections.iter().flat_map(|section| &section.topics))
    }
}

impl Totals {
    fn of<'a>(topics: impl Iterator<Item = &'a (TopicStanding, u32)>) -> Self {
        topics.fold(Self::default(), |mut sum, (topic, due)| {
            let counts = &topic.counts;
            let firm = topic.state == BoxState::Earned && counts.basis_firm == counts.basis;
            sum.topics += 1;
            sum.firm += u32::from(firm);
            sum.fresh += u32::from(topic.state == BoxState::Earned && !firm);
            sum.claimed += u32::from(topic.state == BoxState::Claimed);
            sum.learned += counts.learned;
            sum.seen += counts.seen;
            sum.cards += counts.cards;
            sum.due += due;
            sum
        })
    }

    /// Boxes that carry a tick.
    pub const fn ticked(&self) -> u32 {
        self.firm + self.fresh + self.claimed
    }
}
