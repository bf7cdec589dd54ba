//! A file in the user's editor, with what can go wrong there.

use std::path::Path;

use crate::engine::{Error, Result};
use crate::world::World;

/// Gives the terminal to the editor until it ends. An error does not mean that the file is as it was.
pub(super) fn open(path: &Path, line: usize, world: &mut World) -> Result<()> {
    world.face.pause();
    let status = world.editor.edit(path, line);
    world.face.resume();
    match status {
        None => Err(Error::NoEditor),
        Some((command, Err(_))) => Err(Error::EditorFailed { command, status: None }),
        Some((command, Ok(status))) if !status.success() => Err(Error::EditorFailed { command, status: status.code() }),
        Some(_) => Ok(()),
    }
}
