//! Why something could not be done, as data; `cli::failure` words the hints.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::config::ConfigError;
use crate::deck::{load::LoadError, walk::WalkError};
use crate::model::Standing;
use crate::schedule::ClockBack;
use crate::store;
use crate::tracker::file::FileError;

/// What the engine answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Says which file it is, when the database turned out to be damaged.
    #[must_use]
    pub(super) fn of(self, database: &Path) -> Self {
        match self {
            Self::Store(error) => Self::Store(error.of(database)),
            other => other,
        }
    }
}

/// Why something could not be done.
#[derive(Debug, Error)]
pub enum Error {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The tracker could not be read or replaced.
    #[error(transparent)]
    Tracker(#[from] FileError),
    /// A deck file could not be read.
    #[error(transparent)]
    Deck(#[from] LoadError),
    /// A deck folder could not be looked into.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// The clock went back.
    #[error(transparent)]
    Clock(#[from] ClockBack),
    /// A file or folder refused.
    #[error("cannot {verb} {}", path.display())]
    Io {
        /// What was tried.
        verb: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// Another process acted on the item first; as it stands now.
    #[error("`{}` was graded or changed by another process a moment ago", .0.card.id)]
    Overtaken(Box<Standing>),
    /// There is nothing left to take back there.
    #[error("that was taken back already")]
    AlreadyTakenBack,
    /// A typed name means nothing.
    #[error("no {what} is called '{typed}'")]
    Unknown {
        /// `topic`, `card`, ..
        what: &'static str,
        /// What was typed.
        typed: String,
        /// The nearest names.
        near: Vec<String>,
    },
    /// A typed name means several things.
    #[error("'{typed}' fits {} {}: {}", found.len(), plural(what), first_few(found))]
    Several {
        /// `topic`, `card`, ..
        what: &'static str,
        /// What was typed.
        typed: String,
        /// What it fits.
        found: Vec<String>,
    },
    /// There is no editor to open.
    #[error("no editor is set")]
    NoEditor,
    /// The editor failed; nothing was changed.
    #[error("the editor `{command}` failed{}", status.map_or(String::new(), |code| format!(" with status {code}")))]
    EditorFailed {
        /// The command.
        command: String,
        /// Its exit status, if it had one.
        status: Option<i32>,
    },
    /// Something that cannot be, said in words.
    #[error("{0}")]
    Refused(String),
}

fn plural(what: &str) -> String {
    what.strip_suffix('y').map_or_else(|| format!("{what}s"), |stem| format!("{stem}ies"))
}

/// Up to twelve names, and how many more there are.
fn first_few(names: &[String]) -> String {
    const FEW: usize = 12;
    let shown = names[..names.len().min(FEW)].join(", ");
    match names.len().saturating_sub(FEW) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
