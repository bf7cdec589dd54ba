//! `drill report`

use super::super::{Exit, Failure, args::Report};
use super::{naming, page};
use crate::engine::{self, Home};
use crate::mock::trends;
use crate::model::Day;
use crate::report::{self, calendar, html, interviews, markdown, mocks, overview, progress, story};
use crate::stats::{Course, Section};
use crate::story::{matrix::Matrix, overview::matrix};
use crate::world::World;

pub(in crate::cli) fn run(args: &Report, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let width = world.width;
    let text = engine::look(&world.home, now, |home| text(args, home, home.day(now), width))?;
    match &args.html {
        Some(path) => page::write(path, &text, world),
        None => {
            world.print(&text)?;
            Ok(Exit::Done)
        }
    }
}

/// What is printed or written: only what it shows is asked for.
fn text(args: &Report, home: &Home, today: Day, width: usize) -> engine::Result<String> {
    let ascii = args.ascii;
    Ok(match args {
        Report { html: Some(_), .. } => {
            let found = home.whole_progress(today)?;
            html::page(&found, &home.course(today)?, &home.recall_ahead(today, found.ready.date)?)
        }
        Report { json: true, .. } => {
            let mut document = progress::json(&home.whole_progress(today)?, &home.course(today)?);
            document["mocks"] = mocks::trends_json(&trends(&past(home)?));
            document["interviews"] = interviews::json(&home.interviews_held()?);
            document["stories"] = story::matrix_json(&signals(home, today)?);
            report::document(&document)
        }
        Report { markdown: true, .. } => markdown::text(&home.whole_progress(today)?),
        Report { mocks: true, .. } => match &past(home)?[..] {
            [] => "no mock was finished yet: `drill mock-design` begins one\n".to_owned(),
            past => mocks::trends(&trends(past), width) + &mocks::best(&home.best_mocks()?, width),
        },
        Report { stories: true, .. } => story::matrix(&signals(home, today)?, width),
        Report { interviews: true, .. } => interviews::text(&home.interviews_held()?, width),
        Report { calendar: true, .. } => calendar(home, today, width, ascii)?,
        Report { section: Some(name), .. } => {
            let sections = home.sections(today)?;
            let asked = naming::section(&sections, name)?;
            overview::sections(std::iter::once(asked), &home.ready(today)?, width, ascii)
        }
        Report { topic: Some(name), .. } => {
            let asked = topics(home, name, today)?;
            overview::sections(asked.iter(), &home.ready(today)?, width, ascii)
        }
        Report { all, .. } => {
            let found = home.whole_progress(today)?;
            let stories = signals(home, today)?;
            let first = overview::text(&found, &story::line(&stories), width, ascii);
            if !all {
                return Ok(first);
            }
            [
                first,
                overview::sections(found.progress.sections.iter(), &found.ready, width, ascii),
                mocks::trends(&trends(&past(home)?), width),
                story::matrix(&stories, width),
                interviews::text(&found.interviews, width),
                calendar(home, today, width, ascii)?,
            ]
            .join("\n")
        }
    })
}

fn past(home: &Home) -> engine::Result<Vec<(Day, crate::model::mock::Attempt)>> {
    Ok(home.past_mocks()?.into_iter().map(|past| (past.day, past.attempt)).collect())
}

fn signals(home: &Home, today: Day) -> engine::Result<Matrix> {
    let stories: Vec<_> = home.stories(today)?.into_iter().map(|story| story.about).collect();
    Ok(matrix(&stories))
}

fn calendar(home: &Home, today: Day, width: usize, ascii: bool) -> engine::Result<String> {
    let days = home.store.days(Course::first_day(today), today)?;
    Ok(calendar::text(&days, today, width, ascii))
}

/// The topics of a typed name, those that sleep too.
fn topics(home: &Home, name: &str, today: Day) -> engine::Result<Vec<Section>> {
    let keys = naming::topics(&home.store, name)?;
    let mut asked = home.store.topics()?;
    asked.retain(|topic| keys.contains(&topic.key));
    Ok(Section::group(asked, &home.due_by_topic(today)?))
}
