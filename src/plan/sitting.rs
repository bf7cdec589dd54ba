//! A sitting made of what waits, within the limits of the day.

use std::collections::HashSet;

use rand::Rng;

use super::order::{apart, interleave};
use crate::model::{Day, ItemKey, Standing, view::Why};

/// An item with the reason why it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The item.
    pub standing: Standing,
    /// Why it is shown.
    pub why: Why,
}

/// What may still enter a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Items, repeats left out; none is no limit.
    pub grades: Option<u32>,
    /// New cards.
    pub new: u32,
    /// Seconds; none is no limit.
    pub seconds: Option<u32>,
}

impl Limits {
    /// How many items may still enter.
    pub fn room(&self) -> u32 {
        if self.seconds == Some(0) { 0 } else { self.grades.unwrap_or(u32::MAX) }
    }
}

/// A sitting as planned, before anything is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The items in their order.
    pub items: Vec<Planned>,
    /// Due items that found no room.
    pub left_out: u32,
}

/// What waits: each list in order of value, and how many are due in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Cards that mocks ask for, each with the title of its scenario.
    pub pulled: Vec<(Standing, String)>,
    /// Corrected cards, to be shown once.
    pub corrected: Vec<Standing>,
    /// Due items, most valuable first, at least as many as there is room; then those asked for ahead of their day.
    pub due: Vec<Standing>,
    /// How many are due in all.
    pub due_count: u32,
    /// Asked before an interview though SM-2 does not ask for them yet.
    pub sweep: Vec<Standing>,
    /// True when the new cards come first: before an interview a card never seen has most to gain.
    pub new_first: bool,
    /// The audit of a claim.
    pub audit: Option<Standing>,
    /// New cards in the order of [`introduce`](super::introduce()); at least as many as the limit allows.
    pub new: Vec<Standing>,
}

/// Makes a sitting of what waits: what mocks ask for, corrected cards, the due ones with their topics interleaved, an
/// audit, new cards; those among them that mocks ask for come first.
///
/// The result is a choice from what waits, each item once, never more than the limits let in.
pub fn plan(waiting: Waiting, limits: &Limits, today: Day, dice: &mut impl Rng) -> Plan {
    let mut room = usize::try_from(limits.room()).unwrap_or(usize::MAX);
    let mut taken: HashSet<ItemKey> = HashSet::new();
    let mut take = |list: Vec<(Standing, Why)>, most: usize| -> Vec<Planned> {
        let mut chosen: Vec<Planned> = Vec::new();
        for (standing, why) in list {
            if chosen.len() >= most.min(room) {
                break;
            }
            if taken.insert(standing.key) {
                chosen.push(Planned { standing, why });
            }
        }
        room -= chosen.len();
        chosen
    };
    let because = |list: Vec<Standing>, why: Why| list.into_iter().map(|it| (it, why.clone())).collect::<Vec<_>>();
    let pulled = waiting.pulled.into_iter().map(|(standing, mock)| (standing, Why::Pull { mock }));
    let (known, unseen): (Vec<_>, Vec<_>) = pulled.partition(|(standing, _)| standing.memory.seen.is_some());
    let mut items = take(known, usize::MAX);
    items.extend(take(because(waiting.corrected, Why::Corrected), usize::MAX));
    let new = usize::try_from(limits.new).unwrap_or(usize::MAX);
    let fresh = because(waiting.new, Why::New);
    if waiting.new_first {
        items.extend(introduced(&mut take, unseen.clone(), fresh.clone(), new));
    }
    let is_due = |item: &Planned| item.standing.memory.due.is_some_and(|due| due <= today);
    let mut due = take(because(waiting.due, Why::Due), usize::MAX);
    for item in due.iter_mut().filter(|item| !is_due(item)) {
        item.why = Why::Practice;
    }
    let shown = items.iter().chain(&due).filter(|item| is_due(item)).count();
    due.extend(take(because(waiting.sweep, Why::Sweep), usize::MAX));
    items.extend(interleave(due, dice));
    items.extend(take(because(waiting.audit.into_iter().collect(), Why::Audit), 1));
    if !waiting.new_first {
        items.extend(introduced(&mut take, unseen, fresh, new));
    }
    Plan { items, left_out: waiting.due_count.saturating_sub(u32::try_from(shown).unwrap_or(u32::MAX)) }
}

/// New cards, those that a mock asks for first.
fn introduced(
    take: &mut impl FnMut(Vec<(Standing, Why)>, usize) -> Vec<Planned>,
    pulled: Vec<(Standing, Why)>,
    new: Vec<(Standing, Why)>,
    most: usize,
) -> Vec<Planned> {
    let mut items = take(pulled, most);
    let left = most - items.len();
    items.extend(apart(take(new, left)));
    items
}
