//! Which cards the missed points of a mock pull into the drill.

use std::cmp::Reverse;

use crate::model::{ItemId, ItemKey, Standing, mock::Attempt, scenario::RestsOn};

/// Cards that one mock pulls at the most.
pub const MOST: usize = 12;
/// Cards that a point pulls at the most when it names a topic and no cards.
const OF_A_TOPIC: usize = 2;

/// A card that a mock asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    /// The card.
    pub item: ItemKey,
    /// The missed point.
    pub point: String,
}

/// The cards that the missed points of a mock name, and the topics of those that name none: what [`pulls`] is to be
/// given the standings of. Each once.
pub fn wanted(mock: &Attempt) -> (Vec<ItemId>, Vec<String>) {
    let (mut cards, mut topics) = (Vec::new(), Vec::new());
    for (_, point) in mock.missed() {
        match &point.rests_on {
            RestsOn::Cards(named) => cards.extend(named.iter().cloned()),
            RestsOn::Topic(title) => topics.push(title.clone()),
            RestsOn::Nothing => {}
        }
    }
    cards.sort_unstable();
    cards.dedup();
    topics.sort_unstable();
    topics.dedup();
    (cards, topics)
}

/// The cards that a mock pulls: at most [`MOST`], core and weakest first, each for the first point that rests on it.
///
/// Cards set aside, parked or asleep are never pulled.
pub fn pulls(mock: &Attempt, cards: &[Standing]) -> Vec<Pull> {
    let mut here: Vec<&Standing> = cards.iter().filter(|card| !card.suspended && !card.parked && card.awake).collect();
    here.sort_by_key(|card| weakness(card));
    let mut found: Vec<(&Standing, &str)> = Vec::new();
    for (_, point) in mock.missed() {
        let rests = |card: &Standing| match &point.rests_on {
            RestsOn::Cards(named) => named.contains(&card.card.id),
            RestsOn::Topic(title) => card.is_called(title),
            RestsOn::Nothing => false,
        };
        let most = if matches!(point.rests_on, RestsOn::Topic(_)) { OF_A_TOPIC } else { usize::MAX };
        let known: Vec<ItemKey> = found.iter().map(|(card, _)| card.key).collect();
        let new = here.iter().filter(|card| !known.contains(&card.key) && rests(card)).take(most);
        found.extend(new.map(|card| (*card, point.text.as_str())));
    }
    found.sort_by_key(|(card, _)| weakness(card));
    found.dedup_by_key(|(card, _)| card.key);
    found.truncate(MOST);
    found.into_iter().map(|(card, point)| Pull { item: card.key, point: point.to_owned() }).collect()
}

/// Core before extra, then the weakest first: few recalls running, a low ease, many lapses.
fn weakness(card: &Standing) -> (bool, u32, u32, Reverse<u32>, ItemKey) {
    let memory = &card.memory;
    (!card.card.core, memory.repetitions, memory.ease.hundredths(), Reverse(memory.lapses), card.key)
}
