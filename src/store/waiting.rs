//! What waits: due items, those that come soon, the weakest, and new cards.

use rusqlite::OptionalExtension;

use super::{Result, Store, items::WAITING};
use crate::model::{Day, Standing, TopicKey};

impl Store {
    /// Due items, core cards first, then those that wait longest; at most `limit`.
    pub fn due_items(&self, today: Day, limit: u32) -> Result<Vec<Standing>> {
        let sql = format!(
            "item.key IN (SELECT key FROM item INDEXED BY item_waiting WHERE {WAITING} AND due IS NOT NULL AND core = 1 \
             AND due <= ?1 ORDER BY due, topic, key LIMIT ?2) ORDER BY item.due, item.topic, item.key"
        );
        let mut due = self.items_where(&sql, (today.number(), limit))?;
        let room = limit.saturating_sub(u32::try_from(due.len()).unwrap_or(u32::MAX));
        if room > 0 {
            due.extend(self.items_where(&sql.replace("core = 1", "core = 0"), (today.number(), room))?);
        }
        Ok(due)
    }

    /// Items that fall due after `today` and up to `last`, soonest first; at most `limit`.
    pub fn items_ahead(&self, today: Day, last: Day, limit: u32) -> Result<Vec<Standing>> {
        let sql = format!(
            "item.key IN (SELECT key FROM item INDEXED BY item_due WHERE {WAITING} AND due IS NOT NULL AND due > ?1 \
             AND due <= ?2 AND seen < ?1 ORDER BY due, key LIMIT ?3) ORDER BY item.due, item.key"
        );
        self.items_where(&sql, (today.number(), last.number(), limit))
    }

    /// The weakest items that were seen before `today`: lowest ease first, then most lapses, then fewest repetitions.
    pub fn weakest_items(&self, today: Day, limit: u32) -> Result<Vec<Standing>> {
        let sql = format!(
            "item.key IN (SELECT key FROM item INDEXED BY item_weak WHERE {WAITING} AND seen IS NOT NULL AND seen < ?1 \
             ORDER BY ease, lapses DESC, repetitions, due, key LIMIT ?2) \
             ORDER BY item.ease, item.lapses DESC, item.repetitions, item.due, item.key"
        );
        self.items_where(&sql, (today.number(), limit))
    }

    /// The core card of a claimed topic that is longest untested; none when one was tested today.
    ///
    /// A topic in doubt comes first: one of its cards failed and has not recovered. A card that is due anyway is no
    /// audit.
    pub fn audit(&self, today: Day) -> Result<Option<Standing>> {
        let claimed = "topic.awake = 1 AND topic.box = 'claimed'";
        let on_basis = "item.kind = 'card' AND item.parked = 0 AND (item.core = 1 OR topic.core = 0)";
        let tested = format!(
            "SELECT 1 FROM topic INDEXED BY topic_claimed CROSS JOIN item INDEXED BY item_of_topic \
             ON item.topic = topic.key WHERE {claimed} AND {on_basis} AND item.seen = ?1"
        );
        if self.connection.prepare_cached(&tested)?.exists([today.number()])? {
            return Ok(None);
        }
        let card = format!(
            "item.topic = ?1 AND {on_basis} AND item.suspended = 0 AND (item.due IS NULL OR item.due > ?2) \
             AND (item.seen IS NULL OR item.seen < ?2) ORDER BY item.seen, item.place, item.key LIMIT 1"
        );
        // Topic by topic, each with a short way to its card: all claimed cards may be many.
        for topic in self.claimed_by_need()? {
            if let Some(found) = self.items_where(&card, (topic.0, today.number()))?.pop() {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// How many cards and follow-ups are awake, not suspended, and due.
    pub fn due_count(&self, today: Day) -> Result<u32> {
        let sql =
            format!("SELECT count(*) FROM item INDEXED BY item_due WHERE due <= ?1 AND due IS NOT NULL AND {WAITING}");
        Ok(self.connection.prepare_cached(&sql)?.query_row([today.number()], |row| row.get(0))?)
    }

    /// The next day after `today` on which something is due, with how many.
    pub fn next_due(&self, today: Day) -> Result<Option<(Day, u32)>> {
        let sql = format!(
            "SELECT due, count(*) FROM item INDEXED BY item_due WHERE due IS NOT NULL AND {WAITING} \
             AND due = (SELECT min(due) FROM item INDEXED BY item_due WHERE due > ?1 AND due IS NOT NULL AND {WAITING}) \
             GROUP BY due"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row([today.number()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(found.and_then(|(number, count)| Some((Day::from_number(number)?, count))))
    }

    /// How many items fall due on each of the days after `today`, up to and with `last`.
    pub fn due_between(&self, today: Day, last: Day) -> Result<Vec<(Day, u32)>> {
        let sql = format!(
            "SELECT due, count(*) FROM item INDEXED BY item_due WHERE due > ?1 AND due <= ?2 AND due IS NOT NULL AND {WAITING} GROUP BY due"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map([today.number(), last.number()], |row| Ok((row.get::<_, i32>(0)?, row.get::<_, u32>(1)?)))?;
        let days: Vec<(i32, u32)> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(days.into_iter().filter_map(|(number, count)| Some((Day::from_number(number)?, count))).collect())
    }

    /// Unseen cards of a topic, core first, in deck order, at most `limit`.
    pub fn new_items(&self, topic: TopicKey, limit: u32) -> Result<Vec<Standing>> {
        let condition = "item.topic = ?1 AND item.seen IS NULL AND item.awake = 1 AND item.suspended = 0 \
             AND item.parked = 0 AND item.kind = 'card' ORDER BY item.core DESC, item.place, item.key LIMIT ?2";
        self.items_where(condition, (topic.0, limit))
    }

    /// How many unseen cards of a topic may be introduced: those of its basis, and the others.
    pub fn new_counts(&self, topic: TopicKey) -> Result<(u32, u32)> {
        let sql = "SELECT coalesce(sum(core), 0), count(*) FROM item INDEXED BY item_new WHERE topic = ?1 \
             AND seen IS NULL AND awake = 1 AND suspended = 0 AND parked = 0 AND kind = 'card'";
        let (core, all): (u32, u32) =
            self.connection.prepare_cached(sql)?.query_row([topic.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((core, all - core))
    }
}
