//! Other parts of the tracker than boxes: cells, fields, rows and blocks that a command changes.

use super::{TRIES, mark::is_as_read, tracker_path};
use crate::engine::{Error, Home, Result};
use crate::tracker::{
    file::{self, FileError, Snapshot},
    patch::{self, Edit},
};

/// What a command did to the tracker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// False when the file said so already.
    pub written: bool,
    /// The change as a unified diff.
    pub diff: String,
}

impl Home {
    /// Changes other bytes of the tracker than its boxes: `edits` is asked what to change in the file as it stands.
    ///
    /// The file is read again when it changed underneath, and replaced whole; an error leaves it as it is. A sync should
    /// follow, which reads the lines where they stand now: what the user changed in the boxes meanwhile is found then.
    pub fn change_tracker(&self, edits: impl Fn(&Snapshot) -> Result<Vec<Edit>>) -> Result<Changed> {
        let path = tracker_path(&self.store, &self.paths)?;
        for _ in 0..TRIES {
            // Under the lock of the database, so that two drills do not write by turns.
            let done = self.store.transaction(|store| {
                let before = file::read(&path)?;
                let edits = edits(&before)?;
                let bytes =
                    patch::apply(&before.bytes, &edits).map_err(|overlap| Error::Refused(overlap.to_string()))?;
                if bytes == before.bytes {
                    return Ok(Changed::default());
                }
                let diff = patch::diff(&before.bytes, &bytes, &before.path.to_string_lossy());
                // Boxes that were changed by hand and not read yet must still be found changed.
                let was_read = is_as_read(store, &before)?;
                let after = file::replace(&before, &bytes)?;
                if was_read {
                    store.add_state(after.hash)?;
                }
                Ok(Changed { written: true, diff })
            });
            match done {
                Err(Error::Tracker(FileError::Changed { .. })) => {}
                other => return other,
            }
        }
        Err(FileError::Changed { path }.into())
    }
}
