//! Single values, and the sittings with their seeds.

use rusqlite::OptionalExtension;

use super::{Result, Store};
use crate::model::{Day, Moment};

impl Store {
    /// A single value by its name.
    pub fn meta(&self, name: &str) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Keeps a single value under a name.
    pub fn set_meta(&self, name: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value \
             WHERE value <> excluded.value";
        self.connection.prepare_cached(sql)?.execute([name, value])?;
        Ok(())
    }

    /// Forgets a single value.
    pub fn forget_meta(&self, name: &str) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM meta WHERE name = ?1")?.execute([name])?;
        Ok(())
    }

    /// Keeps the seed of a sitting, so that its order can be replayed.
    pub fn add_sitting(&self, now: Moment, today: Day, seed: u64) -> Result<()> {
        let sql = "INSERT INTO sitting (at, day, seed) VALUES (?1, ?2, ?3)";
        // SQLite's integers are signed: the seed keeps its bits.
        let row = (now.wall.timestamp_micros(), today.number(), seed.cast_signed());
        self.connection.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }
}
