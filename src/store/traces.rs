//! What FSRS makes of the answers, kept beside each item, and what it had predicted.

use std::collections::HashMap;

use rusqlite::{Params, Row};
use serde_json::Value;
use uuid::Uuid;

use super::{Result, Store};
use crate::model::{Day, EntryId, Held, ItemKey, Known, TopicKey, Trace, Waits};

const KNOWN: &str = "SELECT item.key, item.topic, item.core OR topic.core = 0, item.due, item.interval, \
    item.repetitions, item.seen, item.stability, item.difficulty FROM item JOIN topic ON topic.key = item.topic";
const WAITING: &str = "awake = 1 AND suspended = 0 AND parked = 0 AND kind IN ('card', 'followup')";
/// Of parameters 2 and 3, an interval and a day seen; either may be null.
const HELD: &str = "(repetitions > 1 AND (interval >= coalesce(?2, 1000000) OR seen >= coalesce(?3, 100000000)))";

/// The items that were answered on the day of parameter 3 or later: few of all that are due.
const SINCE: &str = "(SELECT DISTINCT item FROM answer INDEXED BY answer_on_day WHERE day >= ?3) AS since \
    CROSS JOIN item ON item.key = since.item";

/// Core cards as a forecast needs them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoreCards {
    /// Of each that was seen its topic, the day of its last answer, and its stability.
    pub seen: Vec<(TopicKey, Day, f64)>,
    /// How many of a topic were not seen; a topic may stand here twice.
    pub unseen: Vec<(TopicKey, u32)>,
}

impl Store {
    /// The trace of an item; none before its first answer.
    pub fn trace(&self, item: ItemKey) -> Result<Option<Trace>> {
        let sql = "SELECT seen, stability, difficulty FROM item WHERE key = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([item.0], |row| trace(row, 0))?)
    }

    /// Writes the trace of an item that was answered before traces were kept.
    pub fn set_trace(&self, item: ItemKey, trace: Option<&Trace>) -> Result<()> {
        let sql = "UPDATE item SET stability = ?2, difficulty = ?3 WHERE key = ?1";
        let values = (item.0, trace.map(|it| it.stability), trace.map(|it| it.difficulty));
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Keeps what was predicted before an answer that is in the cache already.
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

    /// Items that are due, at most so many core ones and so many others; those `held` back left out.
    ///
    /// If more are due, it is the weakest: those whose recall falls to nine tenths soonest.
    pub fn known_due(&self, today: Day, held: &Held, most: u32) -> Result<Vec<Known>> {
        let free = format!("due <= ?1 AND due IS NOT NULL AND {WAITING} AND NOT {HELD}");
        let all = "SELECT count(*) FROM (SELECT 1 FROM item INDEXED BY item_due WHERE due IS NOT NULL AND due <= ?1";
        let counted = format!("{all} AND {WAITING} LIMIT ?2)");
        let values = (today.number(), i64::from(most) + 1);
        let few: i64 = self.connection.prepare_cached(&counted)?.query_row(values, |row| row.get(0))?;
        let mut found = Vec::new();
        for core in [1, 0] {
            let keys = if few <= i64::from(most) {
                format!("SELECT key FROM item INDEXED BY item_waiting WHERE core = {core} AND {free} LIMIT ?4")
            } else {
                format!(
                    "SELECT key FROM item INDEXED BY item_strength WHERE seen IS NOT NULL AND stability IS NOT NULL \
                     AND core = {core} AND {free} ORDER BY seen + stability LIMIT ?4"
                )
            };
            let values = (today.number(), held.interval, held.seen.map(Day::number), most);
            found.extend(self.known_where(&format!("item.key IN ({keys})"), values)?);
        }
        Ok(found)
    }

    /// Items that were seen before `today`, those `held` back left out; if there are more than so many, the weakest.
    pub fn known_weakest(&self, today: Day, held: &Held, most: u32) -> Result<Vec<Known>> {
        let keys = format!(
            "SELECT key FROM item INDEXED BY item_strength WHERE seen IS NOT NULL AND stability IS NOT NULL \
             AND {WAITING} AND seen < ?1 AND NOT {HELD} ORDER BY seen + stability LIMIT ?4"
        );
        let values = (today.number(), held.interval, held.seen.map(Day::number), most);
        self.known_where(&format!("item.key IN ({keys})"), values)
    }

    /// How many items are due, and how many of them boxes rest on; those `held` back left out.
    pub fn due_counts(&self, last: Day, held: &Held) -> Result<Waits> {
        const COUNTS: &str = "count(*), coalesce(sum(core OR topic IN (SELECT key FROM topic WHERE core = 0)), 0)";
        let count = |sql: &str, values: (i32, Option<i64>, Option<i32>)| -> Result<Waits> {
            let waits = |row: &Row<'_>| Ok(Waits { all: row.get(0)?, core: row.get(1)? });
            Ok(self.connection.prepare_cached(sql)?.query_row(values, waits)?)
        };
        let due = format!(
            "SELECT {COUNTS} FROM item INDEXED BY item_waiting WHERE core IN (0, 1) AND due <= ?1 AND due IS NOT NULL \
             AND {WAITING}"
        );
        let (last, seen) = (last.number(), held.seen.map(Day::number));
        if held.interval.is_some() {
            return count(&format!("{due} AND NOT {HELD}"), (last, held.interval, seen));
        }
        // The index answers alone; what was seen since a day is found by its answers and taken off.
        let all = count(&format!("{due} AND ?2 IS NULL AND ?3 IS NULL"), (last, None, None))?;
        if seen.is_none() {
            return Ok(all);
        }
        let swept =
            format!("SELECT {COUNTS} FROM {SINCE} WHERE due <= ?1 AND due IS NOT NULL AND {WAITING} AND {HELD}");
        let held = count(&swept, (last, None, seen))?;
        Ok(Waits { all: all.all.saturating_sub(held.all), core: all.core.saturating_sub(held.core) })
    }

    /// How many cards of each topic are due, those left out that a sweep has asked since a day.
    pub fn due_by_topic(&self, today: Day, swept: Option<Day>) -> Result<HashMap<TopicKey, u32>> {
        let count = |from: &str, held: &str, seen: Option<Day>| -> Result<HashMap<TopicKey, u32>> {
            let sql = format!(
                "SELECT topic, count(*) FROM {from} WHERE due <= ?1 AND due IS NOT NULL AND {WAITING} AND {held} \
                 GROUP BY topic"
            );
            let values = (today.number(), None::<i64>, seen.map(Day::number));
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(values, |row| Ok((TopicKey(row.get(0)?), row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let mut due = count("item INDEXED BY item_due", "?2 IS NULL AND ?3 IS NULL", None)?;
        if swept.is_some() {
            for (topic, asked) in count(SINCE, HELD, swept)? {
                due.entry(topic).and_modify(|due| *due = due.saturating_sub(asked));
            }
            due.retain(|_, due| *due > 0);
        }
        Ok(due)
    }

    /// How many items that boxes rest on are due, counted up to `most`.
    pub fn due_core_up_to(&self, last: Day, most: u32) -> Result<u32> {
        let count = |condition: &str, most: u32| -> Result<u32> {
            let sql = format!(
                "SELECT count(*) FROM (SELECT 1 FROM item INDEXED BY item_waiting WHERE {condition} AND due <= ?1 \
                 AND due IS NOT NULL AND {WAITING} LIMIT ?2)"
            );
            Ok(self.connection.prepare_cached(&sql)?.query_row((last.number(), most), |row| row.get(0))?)
        };
        let core = count("core = 1", most)?;
        Ok(core + count("core = 0 AND topic IN (SELECT key FROM topic WHERE core = 0)", most - core)?)
    }

    /// How many items were seen and wait for the sweep that begins on a day: not seen in it, or not learned yet.
    pub fn unswept(&self, begins: Day, today: Day) -> Result<u32> {
        let sql = format!(
            "SELECT count(*) FROM item INDEXED BY item_strength WHERE seen IS NOT NULL AND stability IS NOT NULL \
             AND {WAITING} AND seen < ?2 AND (seen < ?1 OR repetitions < 2)"
        );
        let days = [begins.number(), today.number()];
        Ok(self.connection.prepare_cached(&sql)?.query_row(days, |row| row.get(0))?)
    }

    /// How many new cards may be introduced, claimed topics left out: those that boxes rest on, and all.
    pub fn unseen_counts(&self) -> Result<(u32, u32)> {
        let sql = "SELECT coalesce(sum(item.core OR topic.core = 0), 0), count(*) \
             FROM topic INDEXED BY topic_unseen CROSS JOIN item INDEXED BY item_new ON item.topic = topic.key \
             WHERE topic.awake = 1 AND topic.box <> 'claimed' AND topic.seen < topic.cards \
             AND item.seen IS NULL AND item.awake = 1 AND item.suspended = 0 AND item.parked = 0 AND item.kind = 'card'";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// The core cards of the awake topics, those set aside among them, in no order.
    pub fn core_cards(&self) -> Result<CoreCards> {
        let core = "kind = 'card' AND (core = 1 OR topic IN (SELECT key FROM topic WHERE core = 0))";
        let seen = format!(
            "SELECT topic, seen, stability FROM item INDEXED BY item_strength WHERE seen IS NOT NULL \
             AND stability IS NOT NULL AND {WAITING} AND {core} \
             UNION ALL SELECT topic, seen, stability FROM item INDEXED BY item_suspended WHERE suspended = 1 \
             AND awake = 1 AND parked = 0 AND seen IS NOT NULL AND stability IS NOT NULL AND {core}"
        );
        let aside = format!(
            "SELECT topic, count(*) FROM item INDEXED BY item_suspended WHERE suspended = 1 AND awake = 1 \
             AND parked = 0 AND seen IS NULL AND {core} GROUP BY topic"
        );
        let mut cards = CoreCards { seen: Vec::new(), unseen: self.unseen_by_topic()? };
        let mut statement = self.connection.prepare_cached(&seen)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(day) = Day::from_number(row.get(1)?) {
                cards.seen.push((TopicKey(row.get(0)?), day, row.get(2)?));
            }
        }
        let mut statement = self.connection.prepare_cached(&aside)?;
        let rows = statement.query_map([], |row| Ok((TopicKey(row.get(0)?), row.get(1)?)))?;
        cards.unseen.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        Ok(cards)
    }

    /// The core cards that were answered after a day, with their topics, in no order.
    pub fn core_seen_after(&self, day: Day) -> Result<Vec<(ItemKey, TopicKey)>> {
        let sql = "SELECT key, topic FROM item WHERE seen > ?1 AND awake = 1 AND parked = 0 AND kind = 'card' \
             AND (core = 1 OR topic IN (SELECT key FROM topic WHERE core = 0))";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([day.number()], |row| Ok((ItemKey(row.get(0)?), TopicKey(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many core cards of each awake topic were never seen; topics without one are left out.
    pub fn unseen_by_topic(&self) -> Result<Vec<(TopicKey, u32)>> {
        let sql = "SELECT topic, count(*) FROM item INDEXED BY item_new WHERE seen IS NULL AND awake = 1 \
             AND suspended = 0 AND parked = 0 AND kind = 'card' \
             AND (core = 1 OR topic IN (SELECT key FROM topic WHERE core = 0)) GROUP BY topic";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((TopicKey(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn known_where(&self, condition: &str, values: impl Params) -> Result<Vec<Known>> {
        let mut statement = self.connection.prepare_cached(&format!("{KNOWN} WHERE {condition} ORDER BY item.key"))?;
        let rows = statement.query_map(values, |row| {
            let repetitions: u32 = row.get(5)?;
            Ok(Known {
                item: ItemKey(row.get(0)?),
                topic: TopicKey(row.get(1)?),
                core: row.get(2)?,
                due: row.get::<_, Option<i32>>(3)?.and_then(Day::from_number),
                interval: row.get(4)?,
                learned: repetitions > 1,
                trace: trace(row, 6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
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

    /// How many full mocks were finished from `first` to `last`, both included, and not taken back; a sprint is none.
    pub fn mocks_between(&self, first: Day, last: Day) -> Result<u32> {
        Ok(self.full("mock", first, last)?.0)
    }

    /// Full mocks, or whole tellings, from `first` to `last` that were not taken back: how many, and their seconds.
    pub(super) fn full(&self, kind: &str, first: Day, last: Day) -> Result<(u32, u64)> {
        // Of both there are few, so that their index is read whole. A sprint and a telling in a minute are practice.
        let full = if kind == "mock" { "'$.minutes') > 15" } else { "'$.short') = 0" };
        let sql = format!(
            "SELECT id, coalesce(seconds, 0) FROM log INDEXED BY log_{kind} WHERE kind = '{kind}' \
             AND day BETWEEN ?1 AND ?2 AND json_extract(detail, {full}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([first.number(), last.number()])?;
        let mut sum = (0, 0);
        while let Some(row) = rows.next()? {
            if self.is_live(EntryId(Uuid::from_bytes(row.get(0)?)))? {
                sum = (sum.0 + 1, sum.1 + row.get::<_, i64>(1)?.unsigned_abs());
            }
        }
        Ok(sum)
    }

    /// How many items of a kind there are, parked and suspended ones left out.
    pub fn count_of_kind(&self, kind: crate::model::ItemKind) -> Result<u32> {
        // Its word stands in the text, for the indexes of some kinds.
        let sql = format!("SELECT count(*) FROM item WHERE kind = '{}' AND parked = 0 AND suspended = 0", kind.word());
        Ok(self.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
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
