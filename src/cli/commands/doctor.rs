//! `drill doctor`

use super::super::{Exit, Failure, args::Doctor};
use crate::engine::doctor;
use crate::model::Weight;
use crate::report::{self, findings};
use crate::world::World;

pub(in crate::cli) fn run(args: &Doctor, world: &mut World) -> Result<Exit, Failure> {
    let found = doctor::examine(&world.home, world.now(), args.mend)?;
    let text = if args.json { report::document(&findings::json(&found)) } else { findings::text(&found) };
    world.out.write_all(text.as_bytes())?;
    let wrong = found.iter().any(|finding| finding.weight == Weight::Wrong);
    Ok(if wrong { Exit::Matter } else { Exit::Done })
}
