//! The database: the only room that speaks SQL. It never schedules and never asks the time.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, backup::Backup};
use rusqlite_migration::{M, Migrations};

mod answers;
mod applications;
mod contents;
mod decks;
pub mod error;
mod failures;
mod items;
mod lines;
mod log;
mod meta;
mod mocks;
mod scenarios;
mod statistics;
mod stories;
mod topics;
mod traces;
mod waiting;
mod words;

pub use contents::{ItemFields, Placing};
pub use decks::FileRow;
pub use error::Error;
pub use lines::{LineRow, MappingRow};
pub use log::{LoggedAnswer, Search};
pub use mocks::{PullRow, RunningMock};
pub use scenarios::{CellRow, Practice, ScenarioRow, TableRow};
pub use stories::{PartRow, StoryRow};
pub use topics::TopicFields;
pub use traces::CoreCards;
pub use words::LineWords;

/// What the store answers.
pub type Result<T> = std::result::Result<T, Error>;

const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001_init.sql")),
    M::up(include_str!("migrations/0002_mocks.sql")),
    M::up(include_str!("migrations/0003_stories_and_applications.sql")),
    M::up(include_str!("migrations/0004_plan.sql")),
    M::up(include_str!("migrations/0005_days.sql")),
    M::up(include_str!("migrations/0006_strength.sql")),
    M::up(include_str!("migrations/0007_reports.sql")),
    M::up(include_str!("migrations/0008_said.sql")),
    M::up(include_str!("migrations/0009_line_words.sql")),
    M::up(include_str!("migrations/0010_set_aside_and_deeds.sql")),
];
/// How long a write waits for other processes, in milliseconds: long enough for a script that grades a whole deck.
const PATIENCE_MS: u32 = 20_000;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// The file behind it and which file that was at opening; none for a database in memory.
    file: Option<(PathBuf, FileId)>,
}

/// Tells a file from another one that took its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FileId(u64, u64);

impl FileId {
    #[cfg(unix)]
    fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).ok().map(|meta| Self(meta.dev(), meta.ino()))
    }

    #[cfg(not(unix))]
    fn of(path: &Path) -> Option<Self> {
        path.exists().then_some(Self(0, 0))
    }
}

impl Store {
    /// Opens the database for writing, creating or migrating it; a copy is kept in `backups` before a migration.
    pub fn open(path: &Path, backups: &Path) -> Result<Self> {
        let failed = |source| opening_failed(path, source);
        let connection = Connection::open(path).map_err(failed)?;
        connection.busy_timeout(std::time::Duration::from_millis(u64::from(PATIENCE_MS))).map_err(failed)?;
        let mut store = Self { connection, file: None };
        // A file that is not ours to open is not ours to set up either.
        store.known_version(path)?;
        store.prepare().map_err(failed)?;
        store.migrate(path, backups)?;
        store.file = FileId::of(path).map(|id| (path.to_owned(), id));
        Ok(store)
    }

    /// Opens an existing database for looking only. Nothing is created beside it and nothing in it changes.
    ///
    /// With `frozen` the file is read as if nobody could write it, which needs no lock and leaves no trace; the
    /// caller must then make sure that nobody did.
    pub fn look(path: &Path, frozen: bool) -> Result<Self> {
        let failed = |source| opening_failed(path, source);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let mode = if frozen { "immutable=1" } else { "mode=ro" };
        let connection =
            Connection::open_with_flags(format!("file:{}?{mode}", uri_path(path)), flags).map_err(failed)?;
        connection.busy_timeout(std::time::Duration::from_millis(u64::from(PATIENCE_MS))).map_err(failed)?;
        let store = Self { connection, file: None };
        store.known_version(path)?;
        Ok(store)
    }

    /// Reads a copy of a database and its journal, for a folder in which nothing may be written.
    pub fn copy_elsewhere(path: &Path) -> Result<Self> {
        let failed = |source: std::io::Error| Error::Copy { path: path.into(), source: source.into() };
        let folder = tempfile::tempdir().map_err(failed)?;
        let copy = folder.path().join("drill.db");
        std::fs::copy(path, &copy).map_err(failed)?;
        let journal = path.with_extension("db-wal");
        if journal.exists() {
            std::fs::copy(&journal, copy.with_extension("db-wal")).map_err(failed)?;
        }
        let connection = Connection::open(&copy).map_err(|source| opening_failed(path, source))?;
        let store = Self { connection, file: None };
        store.known_version(path)?;
        store.copy_in_memory()
    }

    /// True when the schema is the one this program knows; an older file is to be looked at in a copy.
    pub fn is_current(&self) -> Result<bool> {
        Ok(self.version()? == MIGRATIONS.len())
    }

    /// True when no drill has written into it yet: a file of zero bytes is one.
    pub fn is_blank(&self) -> Result<bool> {
        Ok(self.version()? == 0)
    }

    /// An empty database in memory.
    pub fn in_memory() -> Result<Self> {
        let mut store = Self { connection: Connection::open_in_memory()?, file: None };
        store.prepare()?;
        store.migrate_to_latest(Path::new(":memory:"))?;
        Ok(store)
    }

    /// A copy of this database in memory, brought up to date, in which a verb that only looks may do what it likes.
    pub fn copy_in_memory(&self) -> Result<Self> {
        let mut copy = Connection::open_in_memory()?;
        Backup::new(&self.connection, &mut copy)?.run_to_completion(i32::MAX, std::time::Duration::ZERO, None)?;
        let mut store = Self { connection: copy, file: None };
        store.prepare()?;
        store.migrate_to_latest(Path::new(":memory:"))?;
        Ok(store)
    }

    /// Writes a complete copy of the database to a file that does not exist yet.
    pub fn copy_to(&self, path: &Path) -> Result<()> {
        let failed = |source: rusqlite::Error| Error::Copy { path: path.into(), source: source.into() };
        self.connection.execute("VACUUM INTO ?1", [path.to_string_lossy()]).map_err(failed)?;
        std::fs::File::open(path)
            .and_then(|file| file.sync_all())
            .map_err(|source| Error::Copy { path: path.into(), source: source.into() })
    }

    /// Puts the journal into the file and closes it; busy at once if another process has the database open.
    pub fn close_alone(self) -> Result<()> {
        self.connection.busy_timeout(std::time::Duration::ZERO)?;
        Ok(self.connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?)
    }

    /// Runs `work` in one transaction that no other writer can come between; an error leaves nothing behind.
    pub fn transaction<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        if !self.connection.is_autocommit() {
            return work(self);
        }
        if let Some((path, id)) = &self.file
            && FileId::of(path) != Some(*id)
        {
            return Err(Error::Replaced { path: path.clone() }.into());
        }
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(Error::from)?;
        match work(self) {
            Ok(value) => match self.connection.execute_batch("COMMIT") {
                Ok(()) => Ok(value),
                Err(error) => {
                    self.give_up();
                    Err(Error::from(error).into())
                }
            },
            Err(error) => {
                self.give_up();
                Err(error)
            }
        }
    }

    /// What SQLite itself finds wrong with the file, empty if nothing.
    pub fn integrity(&self) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)")?;
        for line in statement.query_map([], |row| row.get::<_, String>(0))? {
            found.push(line?);
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        for table in statement.query_map([], |row| row.get::<_, String>(0))? {
            found.push(format!("a row of {} points nowhere", table?));
        }
        found.retain(|line| line != "ok");
        Ok(found)
    }

    fn version(&self) -> rusqlite::Result<usize> {
        self.connection
            .query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))
            .map(|found| usize::try_from(found).unwrap_or(usize::MAX))
    }

    /// A rollback can only fail when SQLite has rolled back by itself already.
    fn give_up(&self) {
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK").ok();
        }
    }

    fn prepare(&mut self) -> rusqlite::Result<()> {
        self.connection.set_prepared_statement_cache_capacity(64);
        self.connection.busy_timeout(std::time::Duration::from_millis(u64::from(PATIENCE_MS)))?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        // Kibibytes: enough for all indexes of a first load of a hundred thousand cards, taken only when needed.
        self.connection.pragma_update(None, "cache_size", -65_536)?;
        let mode: String = self.connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        if mode != "wal" && mode != "memory" {
            self.connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// The version of the schema; refused when it is newer than this program, or the file is another program's.
    fn known_version(&self, path: &Path) -> Result<usize> {
        let failed = |source| opening_failed(path, source);
        let found = self.version().map_err(failed)?;
        if found > MIGRATIONS.len() {
            return Err(Error::Newer { path: path.into(), found, known: MIGRATIONS.len() });
        }
        // One statement, so that a process that creates the tables just now is seen before or after, not between.
        let sql = "SELECT user_version = 0 AND EXISTS (SELECT 1 FROM sqlite_master) FROM pragma_user_version";
        if found == 0 && self.connection.query_row(sql, [], |row| row.get(0)).map_err(failed)? {
            return Err(Error::Foreign { path: path.into() });
        }
        Ok(found)
    }

    fn migrate(&mut self, path: &Path, backups: &Path) -> Result<()> {
        let version = self.known_version(path)?;
        if version == MIGRATIONS.len() {
            return Ok(());
        }
        if version > 0 {
            let copy = free_name(backups, version);
            std::fs::create_dir_all(backups)
                .map_err(|source| Error::Copy { path: copy.clone(), source: source.into() })?;
            self.copy_to(&copy)?;
        }
        self.migrate_to_latest(path)
    }

    fn migrate_to_latest(&mut self, path: &Path) -> Result<()> {
        let migrated = Migrations::from_slice(MIGRATIONS).to_latest(&mut self.connection);
        match migrated {
            Ok(()) => Ok(()),
            // Another process may have been faster; then all is done.
            Err(_) if self.version()? == MIGRATIONS.len() => Ok(()),
            // The statement is the whole schema, and no help to anybody.
            Err(rusqlite_migration::Error::RusqliteError { err, .. }) => {
                Err(Error::Migrate { path: path.into(), source: err.into() })
            }
            Err(source) => Err(Error::Migrate { path: path.into(), source: source.into() }),
        }
    }
}

/// The first name in `backups` that no file has: `before-schema-2.db`, `before-schema-2-1.db`, ..
fn free_name(backups: &Path, version: usize) -> PathBuf {
    let named = |suffix: String| backups.join(format!("before-schema-{}{suffix}.db", version + 1));
    let mut path = named(String::new());
    let mut number = 1;
    while path.exists() {
        path = named(format!("-{number}"));
        number += 1;
    }
    path
}

fn opening_failed(path: &Path, source: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    match source.sqlite_error_code() {
        Some(NotADatabase | DatabaseCorrupt) => Error::Garbage { path: path.into(), source },
        _ if path.is_dir() => Error::Garbage { path: path.into(), source },
        _ => Error::Open { path: path.into(), source },
    }
}

/// A path as an SQLite URI wants it: `%`, `?` and `#` escaped.
fn uri_path(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}
#[cfg(test)]
impl Store {
    /// How many steps SQLite's machine takes for some work: a measure of it that is the same on every machine.
    pub(crate) fn steps(&self, work: impl FnOnce()) -> u64 {
        use std::sync::{
            Arc,
            atomic::{AtomicU64, Ordering},
        };
        let counter = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&counter);
        let count = move || {
            counted.fetch_add(1, Ordering::Relaxed);
            false
        };
        self.connection.progress_handler(1, Some(count)).unwrap();
        work();
        self.connection.progress_handler(0, None::<fn() -> bool>).unwrap();
        counter.load(Ordering::Relaxed)
    }
}
