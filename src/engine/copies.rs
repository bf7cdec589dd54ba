//! Copies of the database: a backup to a new file, and a copy put in the place of the present one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Error, Paths, Result};
use crate::model::{Moment, text::one_line};
use crate::store::Store;

/// Writes a complete copy of the database to a file that does not exist yet.
pub fn backup(root: &Path, to: &Path) -> Result<()> {
    let paths = Paths::under(root);
    if !paths.database.exists() {
        return Err(Error::Refused(format!("there is no database in {} yet", paths.root.display())));
    }
    if to.exists() {
        return Err(Error::Refused(format!("{} exists already; name a new file", to.display())));
    }
    Store::look(&paths.database, false)?.copy_to(to)?;
    // A copy of a damaged database is no backup: better to know it now than on the day it is needed.
    let checked = check(to);
    if checked.is_err() {
        fs::remove_file(to).map_err(|source| Error::Io { verb: "remove", path: to.to_owned(), source })?;
        return Err(Error::Refused(format!("{} is damaged, so nothing was copied", paths.database.display())));
    }
    Ok(())
}

/// Opens a copy and reads all of it.
fn check(copy: &Path) -> Result<Store> {
    let store = Store::look(copy, !copy.with_extension("db-wal").exists())?;
    if store.is_blank()? {
        return Err(Error::Refused(format!("{} is empty, and no backup", copy.display())));
    }
    match store.integrity() {
        Ok(damage) if damage.is_empty() => Ok(store),
        Ok(damage) => {
            let first = damage.first().map(|line| one_line(line)).unwrap_or_default();
            Err(Error::Refused(format!("{} is damaged: {first}", copy.display())))
        }
        Err(error) => Err(error.of(copy).into()),
    }
}

/// Puts a copy in the place of the present database, which is kept in `backups/`: where, if there was one.
///
/// The copy is opened and checked before anything moves.
pub fn restore(root: &Path, from: &Path, now: Moment) -> Result<Option<PathBuf>> {
    let paths = Paths::under(root);
    let io = |verb: &'static str, path: &Path| {
        let path = path.to_owned();
        move |source| Error::Io { verb, path, source }
    };
    fs::metadata(from).map_err(io("read", from))?;
    let copy = check(from)?;
    fs::create_dir_all(&paths.backups).map_err(io("create", &paths.backups))?;
    // A complete copy in the same folder, so that the last step is one rename.
    let incoming = paths.root.join("drill.db.incoming");
    if incoming.exists() {
        fs::remove_file(&incoming).map_err(io("remove", &incoming))?;
    }
    copy.copy_to(&incoming)?;
    let kept = keep_present(&paths, now)?;
    for journal in ["drill.db-wal", "drill.db-shm"] {
        let path = paths.root.join(journal);
        if path.exists() {
            fs::remove_file(&path).map_err(io("remove", &path))?;
        }
    }
    fs::rename(&incoming, &paths.database).map_err(io("replace", &paths.database))?;
    Ok(kept)
}

/// Keeps the present database: a complete copy if it can be read, else the file as it is.
fn keep_present(paths: &Paths, now: Moment) -> Result<Option<PathBuf>> {
    if !paths.database.exists() {
        return Ok(None);
    }
    let stem = format!("before-restore-{}", now.wall.format("%Y%m%d-%H%M%S"));
    let named = |number: u32| match number {
        0 => paths.backups.join(format!("{stem}.db")),
        _ => paths.backups.join(format!("{stem}-{number}.db")),
    };
    let Some(kept) = (0..1_000).map(named).find(|path| !path.exists()) else {
        return Err(Error::Refused(format!("{} is full of copies", paths.backups.display())));
    };
    let copied = Store::open(&paths.database, &paths.backups).and_then(|store| {
        store.copy_to(&kept)?;
        store.close_alone()
    });
    if copied.as_ref().is_err_and(crate::store::Error::is_busy) {
        return Err(Error::Refused("another drill is at work in this home; end it first".to_owned()));
    }
    if copied.is_err() {
        fs::copy(&paths.database, &kept).map_err(|source| Error::Io { verb: "write", path: kept.clone(), source })?;
    }
    Ok(Some(kept))
}
