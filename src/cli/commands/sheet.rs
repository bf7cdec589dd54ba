//! `drill sheet`: one page for the last evening.

use super::super::{Exit, Failure, args::Sheet};
use crate::engine;
use crate::report::{self, sheet as page};
use crate::world::World;

pub(in crate::cli) fn run(args: &Sheet, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let sheet = engine::look(&world.home, now, |home| home.sheet(home.day(now)))?;
    let text = if args.json { report::document(&page::json(&sheet)) } else { page::text(&sheet, world.width) };
    world.print(&text)?;
    Ok(Exit::Done)
}
