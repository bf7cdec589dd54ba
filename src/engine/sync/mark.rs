//! Which file the tracker is, and how it stood when it was last read or written.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::deck;
use crate::engine::{
    Paths, Result,
    marks::{FIELD_CHANGES, GONE, JOINED, LINKED, NAMELESS, REFUSED, STAMP, TEMPLATE},
};
use crate::store::Store;
use crate::tracker::file::{self, Snapshot};

/// The stamp of the built-in tracker while it lies in no file yet.
pub(super) const NOWHERE: file::Stamp = file::Stamp { size: 0, mtime_ns: 0 };

/// Where the tracker is: the linked file, else the home's own.
pub fn tracker_path(store: &Store, paths: &Paths) -> Result<PathBuf> {
    Ok(store.meta(LINKED)?.map_or_else(|| paths.tracker.clone(), PathBuf::from))
}

/// True when the user linked a file of his own.
pub fn is_linked(store: &Store) -> Result<bool> {
    Ok(store.meta(LINKED)?.is_some())
}

/// Links the user's own file; its lines are read at the next sync. None goes back to the home's own.
///
/// What is known of the file in use is kept when it is named again.
pub fn set_link(store: &Store, path: Option<&Path>) -> Result<()> {
    store.transaction(|store| {
        if path.is_some_and(|path| store.meta(LINKED).is_ok_and(|old| old.as_deref() == path.to_str())) {
            return read_again(store);
        }
        match path {
            Some(path) => store.set_meta(LINKED, &path.to_string_lossy())?,
            None => store.forget_meta(LINKED)?,
        }
        forget(store)
    })
}

/// Forgets how the tracker stood: another file, or a new one, is read next.
pub(super) fn forget(store: &Store) -> Result<()> {
    store.forget_tracker()?;
    store.forget_story_files()?;
    for name in [NAMELESS, JOINED, STAMP, TEMPLATE, GONE, REFUSED, FIELD_CHANGES] {
        store.forget_meta(name)?;
    }
    Ok(())
}

/// True when the tracker, the rules it is read by, or what its lines may be joined to, changed since the last sync.
pub fn is_stale(store: &Store, paths: &Paths, config: &Config) -> Result<bool> {
    let Some(joined) = joined_by(store, config)? else { return Ok(true) };
    let path = tracker_path(store, paths)?;
    Ok(match file::stamp(&path) {
        Ok(stamp) if store.meta(STAMP)? == Some(stamp_text(stamp)) => false,
        // Changed, or only touched: its content tells.
        Ok(_) => file::read(&path).map_or(true, |seen| joined != joined_text(seen.hash, config)),
        // A tracker that is away changes nothing.
        Err(_) => false,
    })
}

/// The mark of the last join; none when the lines must be joined anew, or were told apart by other rules.
pub(in crate::engine) fn joined_by(store: &Store, config: &Config) -> Result<Option<String>> {
    Ok(store.meta(JOINED)?.filter(|joined| joined.ends_with(&rules_text(config))))
}

fn joined_text(hash: u64, config: &Config) -> String {
    format!("{hash}{}", rules_text(config))
}

fn rules_text(config: &Config) -> String {
    let (topics, ignore) = config.tracker_rules();
    // The kinds of story in the program decide which follow-ups there are.
    format!(" {topics:?} {ignore:?} {}", deck::story::fingerprint())
}

/// True when the file is what the last sync read or wrote.
pub(super) fn is_as_read(store: &Store, snapshot: &Snapshot) -> Result<bool> {
    let joined = store.meta(JOINED)?;
    Ok(joined.is_some_and(|joined| joined.split(' ').next() == Some(snapshot.hash.to_string().as_str())))
}

/// Lets the next sync read and join the tracker anew, though its file did not change.
pub fn read_again(store: &Store) -> Result<()> {
    Ok(store.forget_meta(JOINED)?)
}

pub(super) fn stamp_text(stamp: file::Stamp) -> String {
    format!("{} {}", stamp.size, stamp.mtime_ns)
}

pub(super) fn remember(store: &Store, snapshot: &Snapshot, config: &Config) -> Result<()> {
    store.add_state(snapshot.hash)?;
    store.set_meta(JOINED, &joined_text(snapshot.hash, config))?;
    Ok(store.set_meta(STAMP, &stamp_text(snapshot.stamp))?)
}
