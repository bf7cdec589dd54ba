//! `drill report`

use super::super::{Exit, Failure, args::Report};
use crate::engine;
use crate::mock::trends;
use crate::report::{self, mocks, progress, story};
use crate::story::overview::matrix;
use crate::world::World;

pub(in crate::cli) fn run(args: &Report, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (found, past, stories) = engine::look(&world.home, now, |home| {
        let today = home.day(now);
        let stories: Vec<_> = home.stories(today)?.into_iter().map(|story| story.about).collect();
        Ok((home.progress(today)?, home.past_mocks()?, matrix(&stories)))
    })?;
    let past: Vec<_> = past.into_iter().map(|past| (past.day, past.attempt)).collect();
    let trends = trends(&past);
    let text = if args.json {
        let mut document = progress::json(&found);
        document["mocks"] = mocks::trends_json(&trends);
        document["stories"] = story::matrix_json(&stories);
        report::document(&document)
    } else {
        let mocks = mocks::trends(&trends, world.width);
        let parted = if mocks.is_empty() { "" } else { "\nMocks\n" };
        progress::text(&found, world.width) + parted + &mocks + &story::part(&stories, world.width)
    };
    world.print(&text)?;
    Ok(Exit::Done)
}
