//! `drill sheet`: one page for the last evening.

use super::super::{Exit, Failure, args::Sheet};
use super::page;
use crate::engine;
use crate::report::{self, html, sheet};
use crate::world::World;

pub(in crate::cli) fn run(args: &Sheet, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let found = engine::look(&world.home, now, |home| home.sheet(home.day(now)))?;
    if let Some(path) = &args.html {
        return page::write(path, &html::sheet(&found), world);
    }
    let text = if args.json { report::document(&sheet::json(&found)) } else { sheet::text(&found, world.width) };
    world.print(&text)?;
    Ok(Exit::Done)
}
