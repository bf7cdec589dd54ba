//! A home is opened for work, or looked at without a trace.

use std::{fs, path::Path, time::SystemTime};

use super::{Error, Home, News, Paths, Result, decks, fold, marks, mint, sync};
use crate::config::Config;
use crate::model::Moment;
use crate::store::Store;

/// How often a question is asked while others write the database.
const TRIES: usize = 3;

impl Home {
    /// Reads changed decks and the tracker; writes no file but the database.
    pub fn refresh(&mut self, now: Moment) -> Result<()> {
        let today = self.day(now);
        let news = decks::refresh(&self.writer(now, today), &self.paths)?;
        self.news.extend(news);
        fold::trace_all(&self.store)
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
    let mut news = News::default();
    // Where there was a tracker there was a history; two first runs at once may meet an empty file, but no tracker.
    if paths.tracker.exists() && fs::metadata(&paths.database).is_ok_and(|file| file.len() == 0) {
        let path = paths.database.display();
        news.troubles
            .push(format!("{path} was empty, so it begins anew; `drill restore FILE` puts a backup in its place"));
    }
    let store = Store::open(&paths.database, &paths.backups)?;
    let database = paths.database.clone();
    fill(Home { paths, config, store, device: String::new(), is_new, news }, now).map_err(|error| error.of(&database))
}

fn fill(mut home: Home, now: Moment) -> Result<Home> {
    home.device = device(&home.store, &home.config)?;
    home.refresh(now)?;
    home.place_built_in()?;
    Ok(home)
}

/// The name of this machine: as set, or made up once and kept.
fn device(store: &Store, config: &Config) -> Result<String> {
    if !config.device.trim().is_empty() {
        return Ok(config.device.clone());
    }
    if let Some(name) = store.meta(marks::DEVICE)? {
        return Ok(name);
    }
    let name = mint::device();
    store.set_meta(marks::DEVICE, &name)?;
    Ok(name)
}

/// Answers a question about a home without a trace on disk, before there is one as well as on a read-only disk.
///
/// What changed since the last work (decks, tracker) is read into a copy in memory. `question` may be asked more
/// than once: the database is read without a lock while nobody writes it, and asked again if somebody did.
pub fn look<T>(root: &Path, now: Moment, question: impl Fn(&Home) -> Result<T>) -> Result<T> {
    let paths = Paths::under(root);
    for attempt in 0..TRIES {
        let guard = Guard::of(&paths);
        // A last try takes the ordinary way with its locks, whatever the guard says.
        let frozen = guard.is_quiet() && attempt + 1 < TRIES;
        let answer = peek(&paths, now, frozen).and_then(|home| question(&home));
        let answer = answer.map_err(|error| error.of(&paths.database));
        if !frozen || Guard::of(&paths) == guard {
            return answer;
        }
    }
    Err(Error::Refused("the database is being written all the time; try again".to_owned()))
}

/// Answers a long question without leaving a trace, part by part, so that the whole need not be in memory.
///
/// `part` is given the part before, none at first, and answers none at the end. A part is handed to `tell` once it is
/// sure that nobody wrote while it was read; else it is asked for again, as [`look`] does.
pub fn look_through<P, E: From<Error>>(
    root: &Path,
    now: Moment,
    part: impl Fn(&Home, Option<&P>) -> Result<Option<P>>,
    mut tell: impl FnMut(&P) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let paths = Paths::under(root);
    let mut before: Option<P> = None;
    let mut disturbed = 0;
    loop {
        let guard = Guard::of(&paths);
        let frozen = guard.is_quiet() && disturbed + 1 < TRIES;
        let home = peek(&paths, now, frozen);
        loop {
            let next = match &home {
                Ok(home) => part(home, before.as_ref()),
                Err(_) => Ok(None),
            };
            if frozen && Guard::of(&paths) != guard {
                disturbed += 1;
                break;
            }
            match next.map_err(|error| error.of(&paths.database))? {
                Some(next) => {
                    tell(&next)?;
                    before = Some(next);
                }
                None => return home.map(drop).map_err(|error| error.of(&paths.database).into()),
            }
        }
    }
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
    let stale = is_new
        || !store.is_current()?
        || decks::is_stale(&store, paths)?
        || sync::is_stale(&store, paths, &config)?
        || !store.is_traced()?;
    let store = if stale && !is_new { store.copy_in_memory()? } else { store };
    let device = store.meta(marks::DEVICE)?.unwrap_or_default();
    let mut home = Home { paths: paths.clone(), config, store, device, is_new, news: News::default() };
    if stale {
        home.refresh(now)?;
        let today = home.day(now);
        let report = sync::read_only(&home, now, today)?;
        home.news.extend(report);
    }
    Ok(home)
}

fn look_at(paths: &Paths, frozen: bool) -> Result<Store> {
    if !frozen && paths.wal().exists() && !paths.shm().exists() {
        // A journal that a crash left behind would get an index beside it: read a copy.
        return Ok(Store::copy_elsewhere(&paths.database)?);
    }
    match Store::look(&paths.database, frozen) {
        // Nor can it be read where nothing may be written.
        Err(error) if !frozen && error.is_read_only() => Ok(Store::copy_elsewhere(&paths.database)?),
        other => Ok(other?),
    }
}
