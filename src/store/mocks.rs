//! Mocks: those in the log, the one that runs, and the cards that they ask for.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::OptionalExtension;

use super::{Error, Result, Store};
use crate::model::{Day, Entry, ItemKey, Standing};

/// A card that a mock asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PullRow {
    /// The mock, by its place in the log.
    pub mock: i64,
    /// Its turn among the cards of the mock.
    pub turn: u32,
    /// The card.
    pub item: ItemKey,
    /// The day of the mock.
    pub day: Day,
    /// Not answered since.
    pub open: bool,
}

/// The mock that was begun and not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningMock {
    /// Its scenario.
    pub item: ItemKey,
    /// When it was last saved.
    pub at: DateTime<Utc>,
    /// All that it takes to go on, as JSON.
    pub state: String,
}

impl Store {
    /// The mocks of a scenario that stand, oldest first, each with its place in the log.
    pub fn mocks_of(&self, item: ItemKey) -> Result<Vec<(i64, Entry)>> {
        self.mocks_where("AND item = ?1", [item.0])
    }

    /// All mocks that stand, oldest first, each with its place in the log.
    pub fn mocks(&self) -> Result<Vec<(i64, Entry)>> {
        self.mocks_where("AND item IS NOT NULL", [])
    }

    /// A mock by its place in the log, taken back or not.
    pub fn mock(&self, key: i64) -> Result<Option<Entry>> {
        Ok(self.keyed_entries("log.key = ?1 AND log.kind = 'mock'", [key])?.pop().map(|(_, entry)| entry))
    }

    fn mocks_where(&self, condition: &str, values: impl rusqlite::Params) -> Result<Vec<(i64, Entry)>> {
        let sql = format!(
            "log.key IN (SELECT key FROM log INDEXED BY log_mock WHERE kind = 'mock' {condition}) \
             ORDER BY log.day, log.counter, log.id"
        );
        let mut live = Vec::new();
        for (key, entry) in self.keyed_entries(&sql, values)? {
            if self.is_live(entry.id)? {
                live.push((key, entry));
            }
        }
        Ok(live)
    }

    /// The mock that was begun and not finished.
    pub fn running_mock(&self) -> Result<Option<RunningMock>> {
        let mut statement = self.connection.prepare_cached("SELECT item, at, state FROM running_mock")?;
        let found = statement.query_row([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?))).optional()?;
        let Some((item, micros, state)) = found else { return Ok(None) };
        let strange = || Error::Strange { what: "an instant", value: micros.to_string() };
        let at = DateTime::UNIX_EPOCH.checked_add_signed(TimeDelta::microseconds(micros)).ok_or_else(strange)?;
        Ok(Some(RunningMock { item: ItemKey(item), at, state }))
    }

    /// Keeps the mock that runs, as it stands.
    pub fn save_running_mock(&self, mock: &RunningMock) -> Result<()> {
        let sql = "INSERT INTO running_mock (one, item, at, state) VALUES (1, ?1, ?2, ?3) ON CONFLICT (one) \
             DO UPDATE SET item = excluded.item, at = excluded.at, state = excluded.state";
        self.connection.prepare_cached(sql)?.execute((mock.item.0, mock.at.timestamp_micros(), &mock.state))?;
        Ok(())
    }

    /// Forgets the mock that runs: it is finished, or was dropped.
    pub fn forget_running_mock(&self) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM running_mock")?.execute([])?;
        Ok(())
    }

    /// Keeps a card that a mock asks for.
    pub fn add_pull(&self, pull: &PullRow) -> Result<()> {
        let sql = "INSERT INTO pull (mock, turn, item, day, open) VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = (pull.mock, pull.turn, pull.item.0, pull.day.number(), pull.open);
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Forgets the cards that the mocks of a scenario asked for, before they are folded anew.
    pub fn forget_pulls_of(&self, scenario: ItemKey) -> Result<()> {
        let sql = "DELETE FROM pull WHERE mock IN (SELECT key FROM log WHERE kind = 'mock' AND item = ?1)";
        self.connection.prepare_cached(sql)?.execute([scenario.0])?;
        Ok(())
    }

    /// An answer ends whatever pulls of its item are open.
    pub fn end_pulls(&self, item: ItemKey) -> Result<()> {
        self.connection.prepare_cached("UPDATE pull SET open = 0 WHERE item = ?1 AND open = 1")?.execute([item.0])?;
        Ok(())
    }

    /// Folds the pulls of an item anew: open is what was not answered since its mock.
    pub fn refold_pulls(&self, item: ItemKey) -> Result<()> {
        let sql = format!("UPDATE pull SET open = {OPEN} WHERE item = ?1");
        self.connection.prepare_cached(&sql)?.execute([item.0])?;
        Ok(())
    }

    /// Every pull in the order of its mock, and whether the answers say that it is open.
    pub fn pulls(&self) -> Result<Vec<(PullRow, bool)>> {
        let sql = format!("SELECT mock, turn, item, day, open, {OPEN} FROM pull ORDER BY mock, turn");
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut pulls = Vec::new();
        while let Some(row) = rows.next()? {
            let number: i32 = row.get(3)?;
            let day = Day::from_number(number).ok_or(Error::Strange { what: "a day", value: number.to_string() })?;
            let pull =
                PullRow { mock: row.get(0)?, turn: row.get(1)?, item: ItemKey(row.get(2)?), day, open: row.get(4)? };
            pulls.push((pull, row.get(5)?));
        }
        Ok(pulls)
    }

    /// The cards that mocks ask for, from mocks of the day `since` or later, the newest mock's first; each with the title of
    /// its scenario. A card that was answered today waits until tomorrow.
    pub fn pulled_items(&self, since: Day, today: Day) -> Result<Vec<(Standing, String)>> {
        let sql = "SELECT pull.item, scenario.question FROM pull INDEXED BY pull_open \
             CROSS JOIN item ON item.key = pull.item JOIN log ON log.key = pull.mock \
             JOIN item AS scenario ON scenario.key = log.item \
             WHERE pull.open = 1 AND pull.day >= ?1 AND item.suspended = 0 AND item.parked = 0 \
             AND (item.seen IS NULL OR item.seen < ?2) ORDER BY log.counter DESC, pull.turn";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement
            .query_map([since.number(), today.number()], |row| Ok((ItemKey(row.get(0)?), row.get::<_, String>(1)?)))?;
        let mut pulled: Vec<(Standing, String)> = Vec::new();
        for row in rows {
            let (item, title) = row?;
            if !pulled.iter().any(|(known, _)| known.key == item) {
                pulled.push((self.item(item)?, title));
            }
        }
        Ok(pulled)
    }
}

/// Whether a pull was not answered since its mock.
const OPEN: &str = "NOT EXISTS (SELECT 1 FROM answer JOIN log ON log.key = answer.entry \
     JOIN log AS asked ON asked.key = pull.mock \
     WHERE answer.item = pull.item AND (log.day, log.counter) > (asked.day, asked.counter))";
