//! `drill suspend ID`, `drill resume ID`

use super::{
    super::{Exit, Failure, args::Named},
    naming, tell,
};
use crate::engine;
use crate::model::text::one_line;
use crate::world::World;

pub(in crate::cli) fn run(args: &Named, suspended: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    tell::news(&home.news, world);
    let standing = naming::item(&home.store, &args.id)?;
    let written = home.writer(now, home.day(now)).suspend(standing.key, suspended)?;
    let what = match (written, suspended) {
        (Some(_), true) => "set aside",
        (Some(_), false) => "back in use",
        (None, true) => "was set aside already",
        (None, false) => "was in use already",
    };
    let line = format!("{}: {what}  {}\n", standing.card.id, one_line(&standing.card.question));
    world.out.write_all(line.as_bytes())?;
    Ok(Exit::Done)
}
