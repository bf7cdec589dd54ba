//! What FSRS makes of the answers, kept beside each item, and what it had predicted.

use rusqlite::{OptionalExtension, Row};
use serde_json::Value;
use uuid::Uuid;

use super::{Result, Store};
use crate::model::{Day, EntryId, Foretold, ItemKey, Known, Taken, TopicKey, Trace};

const KNOWN: &str = "SELECT item.key, item.topic, item.core OR topic.core = 0, item.due, item.interval, \
    item.repetitions, item.seen, item.stability, item.difficulty FROM item JOIN topic ON topic.key = item.topic \
    WHERE item.awake = 1 AND item.suspended = 0 AND item.parked = 0 AND item.kind IN ('card', 'followup')";

impl Store {
    /// The trace of an item; none before its first answer.
    pub fn trace(&self, item: ItemKey) -> Result<Option<Trace>> {
        let sql = "SELECT seen, stability, difficulty FROM item WHERE key = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([item.0], |row| trace(row, 0))?)
    }

    /// Writes the trace of an item; to be called before its memory is written.
    pub fn set_trace(&self, item: ItemKey, trace: Option<&Trace>) -> Result<()> {
        let sql = "UPDATE item SET stability = ?2, difficulty = ?3 WHERE key = ?1";
        let values = (item.0, trace.map(|it| it.stability), trace.map(|it| it.difficulty));
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Keeps what was predicted before an answer: the chance of recall in ten-thousandths.
    pub fn set_said(&self, entry: i64, said: u32) -> Result<()> {
        self.connection.prepare_cached("UPDATE answer SET said = ?2 WHERE entry = ?1")?.execute((entry, said))?;
        Ok(())
    }

    /// What was predicted before each answer of an item, in the order of the fold; doctor compares.
    pub fn said_of(&self, item: ItemKey) -> Result<Vec<Option<u32>>> {
        let sql = "SELECT answer.said FROM answer JOIN log ON log.key = answer.entry WHERE answer.item = ?1 \
             ORDER BY log.day, log.counter, log.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([item.0], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Items with answers that have no trace yet: they were answered before traces were kept.
    pub fn untraced(&self) -> Result<Vec<ItemKey>> {
        let sql = "SELECT key FROM item INDEXED BY item_untraced WHERE seen IS NOT NULL AND stability IS NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0).map(ItemKey))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// True when every item with answers has its trace.
    pub fn is_traced(&self) -> Result<bool> {
        let sql = "SELECT 1 FROM item INDEXED BY item_untraced WHERE seen IS NOT NULL AND stability IS NULL LIMIT 1";
        Ok(!self.connection.prepare_cached(sql)?.exists([])?)
    }

    /// Every card and follow-up that is awake and not set aside, seen or not.
    pub fn known_items(&self) -> Result<Vec<Known>> {
        self.known_where("1 ORDER BY item.key")
    }

    /// Those of them that were answered.
    pub fn seen_items(&self) -> Result<Vec<Known>> {
        self.known_where("item.seen IS NOT NULL ORDER BY item.key")
    }

    fn known_where(&self, condition: &str) -> Result<Vec<Known>> {
        let mut statement = self.connection.prepare_cached(&format!("{KNOWN} AND {condition}"))?;
        let rows = statement.query_map([], |row| {
            let repetitions: u32 = row.get(5)?;
            Ok(Known {
                item: ItemKey(row.get(0)?),
                topic: TopicKey(row.get(1)?),
                core: row.get(2)?,
                due: row.get::<_, Option<i32>>(3)?.and_then(Day::from_number),
                interval: row.get(4)?,
                lapsed: repetitions == 0,
                trace: trace(row, 6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How the predictions from `first` to `last` turned out, both days included.
    pub fn foretold(&self, first: Day, last: Day) -> Result<Foretold> {
        let sql = "SELECT count(*), coalesce(sum(said), 0), coalesce(sum(grade >= 3), 0) FROM answer \
             INDEXED BY answer_on_day WHERE day BETWEEN ?1 AND ?2 AND said IS NOT NULL";
        let days = [first.number(), last.number()];
        let found = self.connection.prepare_cached(sql)?.query_row(days, |row| {
            Ok(Foretold { answers: row.get(0)?, said: row.get::<_, i64>(1)?.unsigned_abs(), recalled: row.get(2)? })
        })?;
        Ok(found)
    }

    /// What was answered from `first` to `last`, both included, with the seconds it took: two minutes at most each.
    pub fn taken(&self, first: Day, last: Day) -> Result<Taken> {
        let sql = "SELECT CASE WHEN kind = 2 THEN 2 WHEN first = 1 THEN 0 ELSE 1 END, count(*), sum(min(seconds, 120)) \
             FROM answer INDEXED BY answer_on_day WHERE day BETWEEN ?1 AND ?2 GROUP BY 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([first.number(), last.number()])?;
        let mut taken = Taken::default();
        while let Some(row) = rows.next()? {
            let found = (row.get(1)?, row.get::<_, i64>(2)?.unsigned_abs());
            match row.get::<_, u8>(0)? {
                0 => taken.new = found,
                1 => taken.reviews = found,
                _ => taken.repeats = found,
            }
        }
        Ok(taken)
    }

    /// What was said about interviews and not taken back, oldest first, each with its study day.
    pub fn live_plans(&self) -> Result<Vec<(Day, Value)>> {
        let sql = "SELECT id, day, detail FROM log INDEXED BY log_plan WHERE kind = 'plan' ORDER BY counter, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut plans = Vec::new();
        while let Some(row) = rows.next()? {
            let id = EntryId(Uuid::from_bytes(row.get(0)?));
            let detail: Option<String> = row.get(2)?;
            let detail = detail.and_then(|text| serde_json::from_str(&text).ok());
            if let (Some(day), Some(detail)) = (Day::from_number(row.get(1)?), detail)
                && self.is_live(id)?
            {
                plans.push((day, detail));
            }
        }
        Ok(plans)
    }

    /// How many mocks were finished from `first` to `last`, both included, and not taken back.
    pub fn mocks_between(&self, first: Day, last: Day) -> Result<u32> {
        let sql = "SELECT id FROM log INDEXED BY log_by_day WHERE day BETWEEN ?1 AND ?2 AND kind = 'mock'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([first.number(), last.number()])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += u32::from(self.is_live(EntryId(Uuid::from_bytes(row.get(0)?)))?);
        }
        Ok(count)
    }

    /// How many items of a kind there are, parked and suspended ones left out.
    pub fn count_of_kind(&self, kind: crate::model::ItemKind) -> Result<u32> {
        let sql = "SELECT count(*) FROM item WHERE kind = ?1 AND parked = 0 AND suspended = 0";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([kind.word()], |row| row.get(0)).optional()?.unwrap_or(0))
    }
}

/// Columns from `at` on: seen, stability, difficulty.
fn trace(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Trace>> {
    let seen = row.get::<_, Option<i32>>(at)?.and_then(Day::from_number);
    let (stability, difficulty): (Option<f64>, Option<f64>) = (row.get(at + 1)?, row.get(at + 2)?);
    Ok(match (seen, stability, difficulty) {
        (Some(last), Some(stability), Some(difficulty)) => Some(Trace { stability, difficulty, last }),
        _ => None,
    })
}
