//! What can go wrong with the database, as data.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// A failure of the store.
#[derive(Debug, Error)]
pub enum Error {
    /// The file cannot be opened or created.
    #[error("cannot open the database {}", path.display())]
    Open {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The file is no database, or its pages are damaged.
    #[error("{} is not a drill database, or it is damaged", path.display())]
    Garbage {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The file is a database of another program.
    #[error("{} is a database of another program", path.display())]
    Foreign {
        /// The database file.
        path: PathBuf,
    },
    /// The file was written by a newer drill.
    #[error("{} was written by a newer drill (schema {found}, this one knows {known})", path.display())]
    Newer {
        /// The database file.
        path: PathBuf,
        /// The version in the file.
        found: usize,
        /// The newest version this program knows.
        known: usize,
    },
    /// Another file took the place of the one that was opened: a restore, or a removal, while this program ran.
    #[error("{} was replaced or removed by something else, so nothing was written", path.display())]
    Replaced {
        /// The database file.
        path: PathBuf,
    },
    /// A migration failed; the copy made before it is untouched.
    #[error("the database {} could not be brought up to date", path.display())]
    Migrate {
        /// The database file.
        path: PathBuf,
        /// What the migration said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The copy before a migration, or a backup, could not be written.
    #[error("cannot write the copy {}", path.display())]
    Copy {
        /// Where the copy was to stand.
        path: PathBuf,
        /// Why not.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A row holds what the program never writes.
    #[error("the database holds {what} that drill never wrote: {value}")]
    Strange {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// A statement failed.
    #[error("the database refused")]
    Refused(#[from] rusqlite::Error),
}

impl Error {
    /// The SQLite result code underneath, if there is one.
    pub fn code(&self) -> Option<rusqlite::ErrorCode> {
        match self {
            Self::Open { source, .. } | Self::Garbage { source, .. } | Self::Refused(source) => {
                source.sqlite_error_code()
            }
            Self::Migrate { source, .. } => source.downcast_ref::<rusqlite::Error>()?.sqlite_error_code(),
            _ => None,
        }
    }

    /// Says which file it is, when a statement found it damaged.
    #[must_use]
    pub fn of(self, database: &Path) -> Self {
        match self {
            Self::Refused(source) if is_damage(source.sqlite_error_code()) => {
                Self::Garbage { path: database.into(), source }
            }
            other => other,
        }
    }

    /// True when another process holds the database for too long.
    pub fn is_busy(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
        matches!(self.code(), Some(DatabaseBusy | DatabaseLocked))
    }

    /// True when the disk has no room left.
    pub fn is_full(&self) -> bool {
        matches!(self.code(), Some(rusqlite::ErrorCode::DiskFull))
    }

    /// True when the file or its folder may not be written.
    pub fn is_read_only(&self) -> bool {
        use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
        matches!(self.code(), Some(ReadOnly | PermissionDenied | CannotOpen))
    }

    /// True when the file is garbage.
    pub fn is_garbage(&self) -> bool {
        matches!(self, Self::Garbage { .. }) || is_damage(self.code())
    }
}

const fn is_damage(code: Option<rusqlite::ErrorCode>) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(code, Some(DatabaseCorrupt | NotADatabase))
}
