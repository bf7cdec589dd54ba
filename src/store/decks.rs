//! Deck files as they were last read, and the folders they come from.

use std::path::{Path, PathBuf};

use super::{Result, Store};

/// A deck file as it was last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Its place in the store.
    pub key: i64,
    /// Its path; for a shipped deck its name.
    pub path: String,
    /// Compiled into the binary.
    pub shipped: bool,
    /// Bytes.
    pub size: u64,
    /// Last modified, nanoseconds since 1970.
    pub mtime: i64,
    /// A hash of its bytes.
    pub hash: u64,
    /// What cost a card in it: JSON.
    pub problems: String,
}

impl Store {
    /// The folders and files that the user added, in the order of adding.
    pub fn deck_roots(&self) -> Result<Vec<PathBuf>> {
        let mut statement = self.connection.prepare_cached("SELECT path FROM deck_root ORDER BY key")?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        Ok(rows.map(|path| path.map(PathBuf::from)).collect::<rusqlite::Result<_>>()?)
    }

    /// Adds a folder or file of decks; false if it was there.
    pub fn add_deck_root(&self, path: &Path) -> Result<bool> {
        let sql = "INSERT INTO deck_root (path) VALUES (?1) ON CONFLICT DO NOTHING";
        Ok(self.connection.prepare_cached(sql)?.execute([path.to_string_lossy()])? > 0)
    }

    /// Forgets a folder or file of decks; false if it was not there.
    pub fn remove_deck_root(&self, path: &Path) -> Result<bool> {
        let sql = "DELETE FROM deck_root WHERE path = ?1";
        Ok(self.connection.prepare_cached(sql)?.execute([path.to_string_lossy()])? > 0)
    }

    /// Every deck file that was read, by path.
    pub fn deck_files(&self) -> Result<Vec<FileRow>> {
        let sql = "SELECT key, path, shipped, size, mtime, hash, problems FROM deck_file";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(FileRow {
                key: row.get(0)?,
                path: row.get(1)?,
                shipped: row.get(2)?,
                size: row.get::<_, i64>(3)?.cast_unsigned(),
                mtime: row.get(4)?,
                hash: row.get::<_, i64>(5)?.cast_unsigned(),
                problems: row.get(6)?,
            })
        })?;
        let mut files: Vec<FileRow> = rows.collect::<rusqlite::Result<_>>()?;
        // Sorted here: by its index SQLite would look up each row on its own.
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(files)
    }

    /// Writes a deck file as it was read (its `key` is ignored); its place in the store.
    pub fn put_deck_file(&self, file: &FileRow) -> Result<i64> {
        let sql = "INSERT INTO deck_file (path, shipped, size, mtime, hash, problems) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (path) DO UPDATE SET shipped = excluded.shipped, size = excluded.size, mtime = excluded.mtime, \
             hash = excluded.hash, problems = excluded.problems RETURNING key";
        let values =
            (&file.path, file.shipped, file.size.cast_signed(), file.mtime, file.hash.cast_signed(), &file.problems);
        Ok(self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
    }

    /// Writes the times of deck files that were touched and not changed, each with its place in the store.
    pub fn touch_deck_files(&self, touched: &[(i64, i64)]) -> Result<()> {
        self.transaction(|store| {
            let mut statement = store.connection.prepare_cached("UPDATE deck_file SET mtime = ?2 WHERE key = ?1")?;
            for file in touched {
                statement.execute(*file)?;
            }
            Ok(())
        })
    }

    /// Writes what cost a card in a deck file, as JSON.
    pub fn set_deck_problems(&self, key: i64, problems: &str) -> Result<()> {
        let sql = "UPDATE deck_file SET problems = ?2 WHERE key = ?1 AND problems <> ?2";
        self.connection.prepare_cached(sql)?.execute((key, problems))?;
        Ok(())
    }

    /// Forgets a deck file; its items must have left it.
    pub fn remove_deck_file(&self, key: i64) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM deck_file WHERE key = ?1")?.execute([key])?;
        Ok(())
    }

    /// How many cards stand in each deck file.
    pub fn cards_by_file(&self) -> Result<std::collections::HashMap<i64, u32>> {
        let mut statement =
            self.connection.prepare_cached("SELECT file, count(*) FROM item WHERE file IS NOT NULL GROUP BY file")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
