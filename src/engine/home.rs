//! The home of a learner: its files, opened for work, or looked at without a trace.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{Error, Result, decks, sync};
use crate::config::Config;
use crate::model::{Day, Moment, study_day};
use crate::store::Store;

/// Where everything lies under `$DRILL_HOME`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The home itself.
    pub root: PathBuf,
    /// `drill.db`
    pub database: PathBuf,
    /// `tracker.md`, the built-in tracker.
    pub tracker: PathBuf,
    /// `config.toml`
    pub config: PathBuf,
    /// `decks/`
    pub decks: PathBuf,
    /// `backups/`
    pub backups: PathBuf,
}

impl Paths {
    /// The places under a home.
    pub fn under(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            database: root.join("drill.db"),
            tracker: root.join("tracker.md"),
            config: root.join("config.toml"),
            decks: root.join("decks"),
            backups: root.join("backups"),
        }
    }

    fn wal(&self) -> PathBuf {
        self.root.join("drill.db-wal")
    }
}

/// An open home.
#[derive(Debug)]
pub struct Home {
    /// Where everything lies.
    pub paths: Paths,
    /// The settings.
    pub config: Config,
    /// The database, or a copy of it in memory when it is only looked at.
    pub store: Store,
    /// True when this run created the home.
    pub is_new: bool,
    /// What reading decks and tracker found.
    pub news: News,
}

/// What reading decks and tracker found, in lines for the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// What was read, matched, earned, claimed; for information.
    pub notes: Vec<String>,
    /// What went wrong and cost something.
    pub troubles: Vec<String>,
}

impl News {
    /// Adds what another reading found.
    pub fn extend(&mut self, other: Self) {
        self.notes.extend(other.notes);
        self.troubles.extend(other.troubles);
    }
}

impl Home {
    /// The study day of a moment, by this home's rollover hour.
    pub fn day(&self, now: Moment) -> Day {
        study_day(now.wall, self.config.rollover)
    }

    /// Reads changed decks and the tracker; writes no file but the database.
    pub fn refresh(&mut self, now: Moment) -> Result<()> {
        let today = self.day(now);
        let news = decks::refresh(&self.writer(now, today), &self.paths)?;
        self.news.extend(news);
        Ok(())
    }
}

/// Opens a home for work: makes it if it is not there, brings the database up to date, reads what changed.
pub fn open(root: &Path, now: Moment) -> Result<Home> {
    let paths = Paths::under(root);
    let config = Config::load(&paths.config)?;
    let is_new = !paths.database.exists();
    for folder in [&paths.root, &paths.decks] {
        fs::create_dir_all(folder).map_err(|source| Error::Io { verb: "create", path: folder.clone(), source })?;
    }
    let store = Store::open(&paths.database, &paths.backups)?;
    let mut home = Home { paths, config, store, is_new, news: News::default() };
    home.refresh(now)?;
    Ok(home)
}

/// Answers a question about a home without a trace on disk, before there is one as well as on a read-only disk.
///
/// What changed since the last work (decks, tracker) is read into a copy in memory. `question` may be asked more
/// than once: the database is read without a lock while nobody writes it, and asked again if somebody did.
pub fn look<T>(root: &Path, now: Moment, question: impl Fn(&Home) -> Result<T>) -> Result<T> {
    const TRIES: usize = 3;
    let paths = Paths::under(root);
    for attempt in 0..TRIES {
        let guard = Guard::of(&paths);
        // A last try takes the ordinary way with its locks, whatever the guard says.
        let frozen = guard.is_quiet() && attempt + 1 < TRIES;
        let answer = peek(&paths, now, frozen).and_then(|home| question(&home));
        if !frozen || Guard::of(&paths) == guard {
            return answer;
        }
    }
    Err(Error::Refused("the database is being written all the time; try again".to_owned()))
}

/// What tells whether somebody wrote the database: its size, time and the presence of a journal.
#[derive(PartialEq, Eq)]
struct Guard {
    database: Option<(u64, SystemTime)>,
    wal: bool,
}

impl Guard {
    fn of(paths: &Paths) -> Self {
        let stamp = |path: &Path| fs::metadata(path).ok().and_then(|meta| Some((meta.len(), meta.modified().ok()?)));
        Self { database: stamp(&paths.database), wal: paths.wal().exists() }
    }

    /// Nobody has the database open for writing, and no journal is left to be read.
    const fn is_quiet(&self) -> bool {
        !self.wal
    }
}

fn peek(paths: &Paths, now: Moment, frozen: bool) -> Result<Home> {
    let config = Config::load(&paths.config)?;
    let is_new = !paths.database.exists();
    let store = if is_new { Store::in_memory()? } else { look_at(paths, frozen)? };
    let stale = is_new || !store.is_current()? || decks::is_stale(&store, paths)? || sync::is_stale(&store, paths)?;
    let store = if stale && !is_new { store.copy_in_memory()? } else { store };
    let mut home = Home { paths: paths.clone(), config, store, is_new, news: News::default() };
    if stale {
        home.refresh(now)?;
        let today = home.day(now);
        let report = sync::read_only(&home, now, today)?;
        home.news.extend(report);
    }
    Ok(home)
}

fn look_at(paths: &Paths, frozen: bool) -> Result<Store> {
    match Store::look(&paths.database, frozen) {
        // A journal that was left behind cannot be read where nothing may be written: read a copy.
        Err(error) if !frozen && error.is_read_only() => Ok(Store::copy_elsewhere(&paths.database)?),
        other => Ok(other?),
    }
}
