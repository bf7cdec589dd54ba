//! The order in which new cards enter.

use std::collections::VecDeque;

use crate::model::{Standing, TopicKey, TopicStanding};

/// How many topics have new cards introduced at a time.
pub const OPEN_TOPICS: usize = 3;

/// Gives the unseen cards of a topic, core first, at most so many.
trait Fetch<E>: FnMut(TopicKey, u32) -> Result<Vec<Standing>, E> {}

impl<E, F: FnMut(TopicKey, u32) -> Result<Vec<Standing>, E>> Fetch<E> for F {}

/// How many topics have their cards introduced at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// A few, so that the first boxes are earned soon.
    Few,
    /// All of them: before an interview for which the days do not suffice, each topic's core in turn.
    All,
}

/// The order in which new cards enter: core first, from at most three open topics at a time, round robin.
///
/// A topic is open while some but not all of its basis was seen. `fetch` gives the unseen cards of a topic, core
/// first, at most so many. Extras come when every core card of these topics was seen.
pub fn introduce<E>(
    topics: &[TopicStanding],
    limit: u32,
    fetch: impl FnMut(TopicKey, u32) -> Result<Vec<Standing>, E>,
) -> Result<Vec<Standing>, E> {
    introduce_in(topics, limit, Breadth::Few, fetch)
}

/// [`introduce`], with another number of topics at a time.
pub fn introduce_in<E>(
    topics: &[TopicStanding],
    limit: u32,
    breadth: Breadth,
    mut fetch: impl FnMut(TopicKey, u32) -> Result<Vec<Standing>, E>,
) -> Result<Vec<Standing>, E> {
    let mut turns = Turns::new(topics, limit, breadth);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut chosen: Vec<Standing> = Vec::new();
    for stage in [Stage::Basis, Stage::Extra] {
        turns.begin(stage);
        while chosen.len() < limit {
            match turns.next(&mut fetch)? {
                Some(card) => chosen.push(card),
                None => break,
            }
        }
        // Extras wait until every core card has been seen, and a full sitting may have stopped short of that.
        if chosen.len() >= limit {
            break;
        }
    }
    Ok(chosen)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Basis,
    Extra,
}

/// The topics whose turn it is, and those that follow.
struct Turns<'a> {
    topics: &'a [TopicStanding],
    /// Cards that are wanted of a topic at the most: twice as many as of all, because its core cards may all have been
    /// chosen when its extras are fetched.
    most: u32,
    breadth: Breadth,
    stage: Stage,
    open: Vec<Open<'a>>,
    waiting: VecDeque<&'a TopicStanding>,
    turn: usize,
}

struct Open<'a> {
    topic: &'a TopicStanding,
    cards: std::vec::IntoIter<Standing>,
    /// How many it gave.
    given: usize,
    /// There may be more of them than were fetched.
    cut: bool,
}

impl Open<'_> {
    fn give(&mut self) -> Option<Standing> {
        let card = self.cards.next();
        self.given += usize::from(card.is_some());
        card
    }
}

/// The cards of a topic that a stage wants, of the first `most` it has; and whether it may have more.
fn cards<E>(
    topic: &TopicStanding,
    stage: Stage,
    most: u32,
    fetch: &mut impl Fetch<E>,
) -> Result<(Vec<Standing>, bool), E> {
    let mut found = fetch(topic.key, most)?;
    let cut = usize::try_from(most).is_ok_and(|most| found.len() >= most);
    let on_basis = |card: &Standing| topic.counts.core == 0 || card.card.core;
    found.retain(|card| on_basis(card) == (stage == Stage::Basis));
    Ok((found, cut))
}

impl<'a> Turns<'a> {
    fn new(topics: &'a [TopicStanding], limit: u32, breadth: Breadth) -> Self {
        let most = limit.saturating_mul(2);
        Self { topics, most, breadth, stage: Stage::Basis, open: Vec::new(), waiting: VecDeque::new(), turn: 0 }
    }

    fn begin(&mut self, stage: Stage) {
        self.stage = stage;
        self.open.clear();
        self.turn = 0;
        let mut waiting: Vec<&TopicStanding> = self
            .topics
            .iter()
            .filter(|topic| match stage {
                Stage::Basis => topic.counts.basis_seen < topic.counts.basis,
                Stage::Extra => topic.counts.seen < topic.counts.cards,
            })
            .collect();
        // First an earned box with a new core card, then topics in progress, then the rest, each in their own order.
        waiting.sort_by_key(|topic| {
            let begun = match stage {
                Stage::Basis => topic.counts.basis_seen > 0,
                Stage::Extra => topic.counts.seen > topic.counts.basis_seen,
            };
            (!(begun && topic.state.is_ticked()), !begun, topic.place)
        });
        if self.breadth == Breadth::All {
            waiting.sort_by_key(|topic| (topic.counts.basis_seen, topic.place));
        }
        self.waiting = waiting.into();
    }

    fn next<E>(&mut self, fetch: &mut impl Fetch<E>) -> Result<Option<Standing>, E> {
        match self.breadth {
            Breadth::Few => {
                while self.open.len() < OPEN_TOPICS {
                    let Some(open) = self.open_next(fetch)? else { break };
                    self.open.push(open);
                }
            }
            // A topic is opened on its turn, so that of very many only those are read whose cards are wanted.
            Breadth::All => {
                if let Some(mut open) = self.open_next(fetch)? {
                    let card = open.give();
                    self.open.push(open);
                    return Ok(card);
                }
            }
        }
        while !self.open.is_empty() {
            self.turn %= self.open.len();
            if let Some(card) = self.give(fetch)? {
                self.turn += 1;
                return Ok(Some(card));
            }
            // The topic that opens takes the turn of the one that is through.
            match self.open_next(fetch)? {
                Some(open) => self.open[self.turn] = open,
                None => drop(self.open.remove(self.turn)),
            }
        }
        Ok(None)
    }

    /// The next card of the topic whose turn it is.
    fn give<E>(&mut self, fetch: &mut impl Fetch<E>) -> Result<Option<Standing>, E> {
        let open = &mut self.open[self.turn];
        if open.cards.len() == 0 && open.cut {
            let cards = cards(open.topic, self.stage, self.most, fetch)?.0;
            open.cards = cards.into_iter().skip(open.given).collect::<Vec<_>>().into_iter();
            open.cut = false;
        }
        Ok(open.give())
    }

    fn open_next<E>(&mut self, fetch: &mut impl Fetch<E>) -> Result<Option<Open<'a>>, E> {
        while !self.waiting.is_empty() {
            let next = if self.breadth == Breadth::Few { self.following() } else { 0 };
            // Of many topics each gives a few cards, of which no more are read at first.
            let share = self.most.div_ceil(u32::try_from(self.waiting.len() + self.open.len()).unwrap_or(u32::MAX));
            let Some(topic) = self.waiting.remove(next) else { break };
            let few = if self.breadth == Breadth::Few { self.most } else { share };
            let (mut found, mut cut) = cards(topic, self.stage, few, fetch)?;
            if found.is_empty() && cut {
                (found, cut) = (cards(topic, self.stage, self.most, fetch)?.0, false);
            }
            if !found.is_empty() {
                return Ok(Some(Open { topic, cards: found.into_iter(), given: 0, cut }));
            }
        }
        Ok(None)
    }

    /// The next topic to open: one in progress comes before any other, else one of a section that is not open yet.
    fn following(&self) -> usize {
        let first = self.waiting[0];
        if first.counts.basis_seen > 0 && self.stage == Stage::Basis {
            return 0;
        }
        let fresh = |topic: &&TopicStanding| self.open.iter().all(|open| open.topic.section != topic.section);
        self.waiting.iter().position(fresh).unwrap_or(0)
    }
}
