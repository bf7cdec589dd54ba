//! `drill report`

use super::super::{Exit, Failure, args::Report};
use crate::engine;
use crate::report::{self, progress};
use crate::world::World;

pub(in crate::cli) fn run(args: &Report, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let found = engine::look(&world.home, now, |home| home.progress(home.day(now)))?;
    let text = if args.json { report::document(&progress::json(&found)) } else { progress::text(&found, world.width) };
    world.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}
