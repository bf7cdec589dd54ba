//! `drill week`: the week, told from the log and written into the tracker.

use super::{
    super::{Exit, Failure, args::Week as Args},
    tell,
};
use crate::engine::{self, Home, Result as Answer};
use crate::jobs::{
    dates::{self, DateError},
    week::Week,
};
use crate::model::{Day, text::one_line};
use crate::report::{self, week as page};
use crate::tracker::parts::WeekPart;
use crate::world::World;

pub(in crate::cli) fn run(args: &Args, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let week = if args.write {
        let home = engine::open(&world.home, now)?;
        let today = home.day(now);
        let week = read(args, &home, today)??;
        tell::news(&home.news, world);
        let well = tell::sync(&home, now, today, false, world);
        write(&home, &week, world)?;
        tell::last_sync(&home, now, today, true, well, world);
        week
    } else {
        engine::look(&world.home, now, |home| read(args, home, home.day(now)))??
    };
    let text = if args.json { report::document(&page::json(&week)) } else { page::text(&week, world.width) };
    world.print(&text)?;
    Ok(Exit::Done)
}

fn read(args: &Args, home: &Home, today: Day) -> Answer<Result<Week, DateError>> {
    let day = match args.of.as_deref().map_or(Ok(today), |date| dates::read_past(date, today)) {
        Ok(day) => day,
        Err(error) => return Ok(Err(error)),
    };
    let span = home.week_of(day);
    home.week(if args.last { span.before() } else { span }).map(Ok)
}

fn write(home: &Home, week: &Week, world: &mut World) -> Result<(), Failure> {
    let lines = page::lines(week);
    let texts = [
        (WeekPart::Studied, lines.technical),
        (WeekPart::Designed, lines.design),
        (WeekPart::Mocks, lines.mocks),
        (WeekPart::Applications, lines.applications),
        (WeekPart::Time, lines.time),
    ];
    let written = home.write_week(week.span, &texts)?;
    let span = format!("{} to {}", week.span.first, week.span.last);
    let what = match (written.changed.written, written.added) {
        (true, true) => format!("the tracker has a block for the week of {span} now"),
        (true, false) => format!("the week of {span} was filled in the tracker"),
        (false, _) => "the tracker stays as it is".to_owned(),
    };
    world.face.say(&format!("note: {what}"));
    for field in &written.kept {
        world.face.say(&format!("note: \"{}\" says something of your own and stays", one_line(field)));
    }
    Ok(())
}
