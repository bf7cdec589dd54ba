//! `drill due`

use super::super::{Exit, Failure, args::Due};
use crate::engine;
use crate::report::{self, due};
use crate::world::World;

pub(in crate::cli) fn run(args: &Due, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let numbers = engine::look(&world.home, now, |home| home.due_numbers(home.day(now)))?;
    let text = match (args.json, args.short) {
        (true, _) => report::document(&due::json(&numbers)),
        (_, true) => due::short(&numbers),
        _ => due::text(&numbers, world.width),
    };
    world.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}
