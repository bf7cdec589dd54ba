//! `drill report`

use super::super::{Exit, Failure, args::Report};
use crate::engine;
use crate::mock::trends;
use crate::report::{self, mocks, progress};
use crate::world::World;

pub(in crate::cli) fn run(args: &Report, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (found, past) = engine::look(&world.home, now, |home| Ok((home.progress(home.day(now))?, home.past_mocks()?)))?;
    let past: Vec<_> = past.into_iter().map(|past| (past.day, past.attempt)).collect();
    let trends = trends(&past);
    let text = if args.json {
        let mut document = progress::json(&found);
        document["mocks"] = mocks::trends_json(&trends);
        report::document(&document)
    } else {
        let mocks = mocks::trends(&trends, world.width);
        let parted = if mocks.is_empty() { "" } else { "\nMocks\n" };
        progress::text(&found, world.width) + parted + &mocks
    };
    world.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}
