//! Where everything lies under a home.

use std::path::{Path, PathBuf};

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

    /// The journal beside the database while somebody writes, or after a crash.
    pub(super) fn wal(&self) -> PathBuf {
        self.root.join("drill.db-wal")
    }

    /// The index of the journal.
    pub(super) fn shm(&self) -> PathBuf {
        self.root.join("drill.db-shm")
    }
}
