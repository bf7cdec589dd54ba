//! `drill backup FILE`, `drill restore FILE`

use super::super::{Exit, Failure, args::Backup};
use crate::engine::{self, copies};
use crate::world::World;

pub(in crate::cli) fn backup(args: &Backup, world: &mut World) -> Result<Exit, Failure> {
    copies::backup(&world.home, &args.file)?;
    world.print(&format!("copied to {}\n", args.file.display()))?;
    Ok(Exit::Done)
}

pub(in crate::cli) fn restore(args: &Backup, world: &mut World) -> Result<Exit, Failure> {
    let kept = copies::restore(&world.home, &args.file, world.now())?;
    let kept = kept.map_or(String::new(), |path| format!("; the one before is kept as {}", path.display()));
    world.print(&format!("restored from {}{kept}\n", args.file.display()))?;
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    super::tell::news(&home.news, world);
    // The file has the boxes of the time before: the sync asks what they mean.
    super::tell::sync(&home, now, home.day(now), true, world);
    Ok(Exit::Done)
}
