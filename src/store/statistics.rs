//! Numbers out of the log, each one question to an index.

use rusqlite::Row;

use super::{Result, Store, words::SHOWN};
use crate::model::{Day, DayTotal, EntryId, Foretold, Retention, Taken};

/// The sums of the days from the answers themselves, in the columns of `day_sum`.
const SUMMED: &str = "SELECT answer.day AS day, count(*), sum(min(seconds, 120)), sum(first), \
    sum(answer.kind = 0 AND first = 0), sum(answer.kind = 0 AND first = 0 AND grade >= 3), \
    sum(first * min(seconds, 120)), sum(answer.kind = 2), sum((answer.kind = 2) * min(seconds, 120)), \
    count(said), coalesce(sum(said), 0), sum(said IS NOT NULL AND grade >= 3) \
    FROM answer JOIN item ON item.key = answer.item AND item.kind IN ('card', 'followup') GROUP BY answer.day";
/// Those columns.
const COLUMNS: &str =
    "day, answers, seconds, fresh, reviews, recalled, fresh_seconds, repeats, repeat_seconds, foretold, said, kept";

impl Store {
    /// How much was recalled from `first` to `last`, both included: reviews of items seen before.
    pub fn retention(&self, first: Day, last: Day) -> Result<Retention> {
        let sql =
            "SELECT coalesce(sum(reviews), 0), coalesce(sum(recalled), 0) FROM day_sum WHERE day BETWEEN ?1 AND ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let days = [first.number(), last.number()];
        Ok(statement.query_row(days, |row| Ok(Retention { reviews: row.get(0)?, recalled: row.get(1)? }))?)
    }

    /// Days running with an answer, a mock or a telling, up to and with `today`, or up to yesterday if there is none
    /// today yet.
    pub fn streak(&self, today: Day) -> Result<u32> {
        let sql = "SELECT day FROM day_sum WHERE day <= ?1 ORDER BY day DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut answered = statement.query_map([today.number()], |row| row.get::<_, i32>(0))?;
        let mut newest = answered.next().transpose()?;
        let (mut at, mut days) = (today, 0);
        loop {
            let is_answered = newest == Some(at.number());
            if is_answered {
                newest = answered.next().transpose()?;
            }
            if is_answered || self.was_told(at)? {
                days += 1;
            } else if at < today {
                return Ok(days);
            }
            at = at.plus(-1);
        }
    }

    /// A mock or a telling of that day stands.
    fn was_told(&self, day: Day) -> Result<bool> {
        let sql = "SELECT id FROM log WHERE day = ?1 AND kind IN ('mock', 'telling')";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([day.number()])?;
        while let Some(row) = rows.next()? {
            if self.is_live(EntryId(uuid::Uuid::from_bytes(row.get(0)?)))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What was answered on a day.
    pub fn day_total(&self, day: Day) -> Result<DayTotal> {
        Ok(self.days(day, day)?.pop().map(|(_, total)| total).unwrap_or_default())
    }

    /// What was answered on each day from `first` to `last`, both included; days without an answer are left out.
    pub fn days(&self, first: Day, last: Day) -> Result<Vec<(Day, DayTotal)>> {
        let sql = "SELECT day, answers, seconds, fresh, reviews, recalled FROM day_sum \
             WHERE day BETWEEN ?1 AND ?2 ORDER BY day";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([first.number(), last.number()], total)?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().filter_map(dated).collect())
    }

    /// The days whose sums are not those of their answers: what `doctor` finds.
    pub fn wrong_days(&self) -> Result<Vec<Day>> {
        let kept = format!("SELECT {COLUMNS} FROM day_sum");
        let sql = format!(
            "SELECT DISTINCT day FROM (SELECT * FROM ({SUMMED} EXCEPT {kept}) UNION ALL \
             SELECT * FROM ({kept} EXCEPT {SUMMED})) ORDER BY day"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map([], |row| row.get::<_, i32>(0))?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().filter_map(Day::from_number).collect())
    }

    /// Sums all days anew.
    pub fn sum_days(&self) -> Result<()> {
        self.transaction(|store| {
            store.connection.execute("DELETE FROM day_sum", [])?;
            store.connection.execute(&format!("INSERT INTO day_sum ({COLUMNS}) {SUMMED}"), [])?;
            Ok(())
        })
    }

    /// How the predictions from `first` to `last` turned out, both days included.
    pub fn foretold(&self, first: Day, last: Day) -> Result<Foretold> {
        let sql = "SELECT coalesce(sum(foretold), 0), coalesce(sum(said), 0), coalesce(sum(kept), 0) FROM day_sum \
             WHERE day BETWEEN ?1 AND ?2";
        let days = [first.number(), last.number()];
        Ok(self.connection.prepare_cached(sql)?.query_row(days, |row| {
            Ok(Foretold { answers: row.get(0)?, said: row.get::<_, i64>(1)?.unsigned_abs(), recalled: row.get(2)? })
        })?)
    }

    /// What was done from `first` to `last`, both included, with the seconds it took: two minutes at most an answer.
    pub fn taken(&self, first: Day, last: Day) -> Result<Taken> {
        let sql = "SELECT coalesce(sum(fresh), 0), coalesce(sum(fresh_seconds), 0), \
             coalesce(sum(answers - fresh - repeats), 0), coalesce(sum(seconds - fresh_seconds - repeat_seconds), 0), \
             coalesce(sum(repeats), 0), coalesce(sum(repeat_seconds), 0) FROM day_sum WHERE day BETWEEN ?1 AND ?2";
        let days = [first.number(), last.number()];
        let (mocks, tellings) = (self.full("mock", first, last)?, self.full("telling", first, last)?);
        Ok(self.connection.prepare_cached(sql)?.query_row(days, |row| {
            let pair = |at: usize| -> rusqlite::Result<(u32, u64)> {
                Ok((row.get(at)?, row.get::<_, i64>(at + 1)?.unsigned_abs()))
            };
            Ok(Taken { new: pair(0)?, reviews: pair(2)?, repeats: pair(4)?, mocks, tellings })
        })?)
    }

    /// The first day on which a card or follow-up was answered; none before.
    pub fn first_day(&self) -> Result<Option<Day>> {
        let sql = "SELECT min(day) FROM day_sum";
        let day: Option<i32> = self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(day.and_then(Day::from_number))
    }

    /// How much of each section and topic was recalled from `first` to `last`, in the order of the topics.
    pub fn retention_by_topic(&self, first: Day, last: Day) -> Result<Vec<(String, String, Retention)>> {
        let sql = format!(
            "SELECT {SHOWN}, sum(found.reviews), sum(found.recalled) \
             FROM (SELECT item, count(*) AS reviews, sum(grade >= 3) AS recalled FROM answer INDEXED BY answer_on_day \
                   WHERE day BETWEEN ?1 AND ?2 AND kind = 0 AND first = 0 GROUP BY item) AS found \
             CROSS JOIN item INDEXED BY item_topic ON item.key = found.item AND item.kind = 'card' \
             JOIN topic ON topic.key = item.topic AND topic.awake = 1 \
             GROUP BY topic.key ORDER BY topic.place, topic.key"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([first.number(), last.number()], |row| {
            Ok((row.get(0)?, row.get(1)?, Retention { reviews: row.get(2)?, recalled: row.get(3)? }))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn total(row: &Row<'_>) -> rusqlite::Result<(i32, DayTotal)> {
    let retention = Retention { reviews: row.get(4)?, recalled: row.get(5)? };
    Ok((row.get(0)?, DayTotal { answers: row.get(1)?, seconds: row.get(2)?, fresh: row.get(3)?, retention }))
}

fn dated((day, total): (i32, DayTotal)) -> Option<(Day, DayTotal)> {
    Some((Day::from_number(day)?, total))
}
