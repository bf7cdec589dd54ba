//! `drill week`: the week, written from the log.

use super::super::{Exit, Failure, args::Week};
use crate::engine;
use crate::jobs::dates;
use crate::report::{self, week as page};
use crate::world::World;

pub(in crate::cli) fn run(args: &Week, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let week = engine::look(&world.home, now, |home| {
        let today = home.day(now);
        Ok(args.of.as_deref().map_or(Ok(today), |date| dates::read(date, today)).map(|day| {
            let span = home.week_of(day);
            home.week(if args.last { span.before() } else { span })
        }))
    })???;
    let text = if args.json { report::document(&page::json(&week)) } else { page::text(&week) };
    world.print(&text)?;
    Ok(Exit::Done)
}
