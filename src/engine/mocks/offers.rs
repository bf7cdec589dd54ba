//! What is offered, what was practised, and what comes next.

use super::practice;
use crate::engine::{Home, Result};
use crate::model::{
    Day, EntryId, Origin, Standing,
    mock::{Attempt, Mastery},
};
use crate::plan::mocks::{Offer, REST_DAYS, Reason, choose};

/// A scenario that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its item: id, title, aliases (as tags), memory.
    pub standing: Standing,
    /// Where it comes from.
    pub origin: Origin,
    /// Its file, or the name of a shipped one; none for a row without a file.
    pub path: Option<String>,
    /// True when the tracker's table has a row for it.
    pub in_table: bool,
    /// What is known of it when one is chosen.
    pub offer: Offer,
}

/// A mock in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its entry.
    pub entry: EntryId,
    /// Its study day.
    pub day: Day,
    /// What it left.
    pub attempt: Attempt,
}

impl Home {
    /// The scenarios that are offered, in their turn: the rows of the tracker, the user's own, the shipped ones.
    pub fn scenarios(&self) -> Result<Vec<Offered>> {
        let rows = self.store.table_rows()?;
        let mut offered = Vec::new();
        for row in self.store.scenarios()? {
            let standing = self.store.item(row.item)?;
            // Until there is a mock of it, what the tracker says holds.
            let said = rows.iter().filter(|kept| kept.item == row.item).filter_map(|kept| kept.standing.as_deref());
            let mastery = match row.practice.standing.as_deref() {
                None => said.map(Mastery::of_word).max().unwrap_or_default(),
                Some(word) => Mastery::of_word(word),
            };
            let practised = row.practice.day.max(standing.memory.seen);
            let offer = Offer {
                memory: standing.memory,
                practised,
                score: row.practice.score,
                mastery,
                suspended: standing.suspended,
            };
            let in_table = rows.iter().any(|kept| kept.item == row.item);
            offered.push(Offered { standing, origin: row.origin, path: row.path, in_table, offer });
        }
        Ok(offered)
    }

    /// Which of the scenarios to practise next, and why; none if each was practised in these days.
    pub fn next_scenario(&self, today: Day) -> Result<Option<(Offered, Reason)>> {
        let mut offered = self.scenarios()?;
        let offers: Vec<Offer> = offered.iter().map(|it| it.offer).collect();
        Ok(choose(&offers, today).map(|(at, reason)| (offered.swap_remove(at), reason)))
    }

    /// How many scenarios were practised, are due and have rested.
    pub fn mocks_waiting(&self, today: Day) -> Result<u32> {
        Ok(self.store.mocks_waiting(today, today.plus(-REST_DAYS))?)
    }

    /// All mocks that stand, oldest first; what this version cannot read is left out.
    pub fn past_mocks(&self) -> Result<Vec<Past>> {
        let mocks = self.store.mocks()?;
        let past = mocks.into_iter().filter_map(|(_, entry)| {
            Some(Past { entry: entry.id, day: entry.day, attempt: practice::attempt(&entry)? })
        });
        Ok(past.collect())
    }
}
