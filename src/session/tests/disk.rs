//! What the bench keeps instead of a store: standings and the log of a day, both in memory.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::cards::{card, key};
use crate::model::{Day, EntryId, Grade, ItemKey, Memory, Standing, TodayAnswer};
use crate::schedule::answer;

/// Standings, and the log that made them of the memories at the opening.
pub(super) struct Disk {
    pub(super) today: Day,
    pub(super) standings: BTreeMap<ItemKey, Standing>,
    pub(super) log: Vec<(EntryId, TodayAnswer)>,
    opening: BTreeMap<ItemKey, Memory>,
    counter: u64,
}

impl Disk {
    pub(super) fn of(names: &str, today: Day) -> Self {
        let standings: BTreeMap<_, _> = names.chars().map(|name| (key(name), card(name, today))).collect();
        Self { today, standings, log: Vec::new(), opening: BTreeMap::new(), counter: 0 }
    }

    pub(super) fn today_log(&self) -> Vec<TodayAnswer> {
        self.log.iter().map(|(_, answer)| *answer).collect()
    }

    pub(super) fn is_logged(&self, item: ItemKey) -> bool {
        self.log.iter().any(|(_, answer)| answer.item == item)
    }

    pub(super) fn memories(&self) -> Vec<(ItemKey, Memory)> {
        self.standings.iter().map(|(item, standing)| (*item, standing.memory)).collect()
    }

    /// Appends a grade, or a learning if there is none, and folds.
    pub(super) fn append(&mut self, item: ItemKey, grade: Option<Grade>, seconds: u32) -> EntryId {
        self.counter += 1;
        let first = grade.is_some() && self.standings[&item].memory.seen.is_none();
        let entry = EntryId(Uuid::from_u128(u128::from(self.counter)));
        self.log.push((entry, TodayAnswer { item, grade, seconds, counter: self.counter, first }));
        self.fold(item);
        entry
    }

    /// Takes an entry back and folds; the grade it had.
    pub(super) fn retract(&mut self, entry: EntryId) -> Option<Grade> {
        let at = self.log.iter().position(|(id, _)| *id == entry).expect("an entry of the log");
        let (_, taken) = self.log.remove(at);
        self.fold(taken.item);
        taken.grade
    }

    /// Changes a standing as an action does: its revision counts it.
    pub(super) fn act(&mut self, item: ItemKey, change: impl FnOnce(&mut Standing)) {
        let standing = self.standings.get_mut(&item).expect("a card of this bench");
        change(standing);
        standing.revision += 1;
    }

    fn fold(&mut self, item: ItemKey) {
        let begun = *self.opening.entry(item).or_insert(self.standings[&item].memory);
        let grades = self.log.iter().filter(|(_, it)| it.item == item).filter_map(|(_, it)| it.grade);
        let memory = grades.fold(begun, |memory, grade| answer(&memory, grade, self.today).memory);
        self.act(item, |standing| standing.memory = memory);
    }
}
