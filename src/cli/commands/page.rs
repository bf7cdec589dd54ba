//! A page goes into a file, or to standard output.

use std::path::Path;

use super::super::{Exit, Failure};
use crate::engine::disk;
use crate::report::html::MARK;
use crate::world::World;

/// Writes the page; `-` and `/dev/stdout` mean standard output, where nothing else is said.
pub(super) fn write(path: &Path, page: &str, world: &mut World) -> Result<Exit, Failure> {
    if path == Path::new("-") || path == Path::new("/dev/stdout") {
        world.print(page)?;
        return Ok(Exit::Done);
    }
    disk::write_page(path, page, MARK)?;
    world.print(&format!("written to {}\n", path.display()))?;
    Ok(Exit::Done)
}
