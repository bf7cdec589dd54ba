//! `drill undo`, `drill redo`

use super::{
    super::{Exit, Failure},
    tell,
};
use crate::engine::{self, Writer, retract::Retracted};
use crate::world::World;

pub(in crate::cli) fn undo(world: &mut World) -> Result<Exit, Failure> {
    run(world, |writer| writer.undo(), "took back", "there is nothing to take back")
}

pub(in crate::cli) fn redo(world: &mut World) -> Result<Exit, Failure> {
    run(
        world,
        |writer| writer.redo(),
        "brought back",
        "there is nothing to bring back: nothing was undone, or something new was done since",
    )
}

fn run(
    world: &mut World,
    change: impl FnOnce(&Writer<'_>) -> engine::Result<Option<Retracted>>,
    did: &str,
    nothing: &str,
) -> Result<Exit, Failure> {
    let now = world.now();
    let mut home = engine::open(&world.home, now)?;
    let today = home.day(now);
    tell::news(&home.news, world);
    let well = tell::sync(&home, now, today, false, world);
    let Some(retracted) = change(&home.writer(now, today))? else {
        return Err(Failure::matter(nothing));
    };
    if retracted.file.is_some() {
        home.news = engine::News::default();
        home.refresh(now)?;
        tell::news(&home.news, world);
    }
    tell::boxes(&retracted.boxes, world);
    tell::last_sync(&home, now, today, true, well, world);
    world.out.write_all(format!("{did}: {}\n", retracted.what).as_bytes())?;
    Ok(Exit::Done)
}
