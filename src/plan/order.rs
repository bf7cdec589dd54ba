//! The order of what is shown: topics interleaved, siblings of a cloze apart.

use std::collections::HashMap;

use rand::{Rng, seq::SliceRandom};

use super::Planned;
use crate::model::TopicKey;

/// Shuffles, then deals out so that neighbours differ in topic where possible and siblings of a cloze stand apart.
pub fn interleave(mut items: Vec<Planned>, dice: &mut impl Rng) -> Vec<Planned> {
    items.shuffle(dice);
    let mut piles: HashMap<TopicKey, Vec<Planned>> = HashMap::new();
    let mut order: Vec<TopicKey> = Vec::new();
    for item in items {
        let topic = item.standing.topic_key;
        piles.entry(topic).or_insert_with(|| {
            order.push(topic);
            Vec::new()
        });
        piles.entry(topic).and_modify(|pile| pile.push(item));
    }
    let mut dealt: Vec<Planned> = Vec::new();
    let mut last = None;
    loop {
        // The largest pile first, so that no topic is left over to follow itself; the order of the shuffle breaks ties.
        let next = order
            .iter()
            .filter(|topic| Some(**topic) != last && !piles[*topic].is_empty())
            .max_by_key(|topic| piles[*topic].len())
            .or_else(|| order.iter().find(|topic| !piles[*topic].is_empty()))
            .copied();
        let Some(topic) = next else { break };
        if let Some(item) = piles.get_mut(&topic).and_then(Vec::pop) {
            dealt.push(item);
        }
        last = Some(topic);
    }
    apart(dealt)
}

/// Moves a sibling of the card before it further back, past the next card of another family.
pub(super) fn apart(mut items: Vec<Planned>) -> Vec<Planned> {
    let family =
        |item: &Planned| (item.standing.topic_key, item.standing.file.map(|(file, _)| file), item.standing.family);
    for at in 1..items.len() {
        if family(&items[at]) == family(&items[at - 1])
            && let Some(other) = (at + 1..items.len()).find(|other| family(&items[*other]) != family(&items[at]))
        {
            let moved = items.remove(other);
            items.insert(at, moved);
        }
    }
    items
}
