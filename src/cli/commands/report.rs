//! `drill report`

use super::super::{Exit, Failure, args::Report};
use super::naming;
use crate::engine::{self, Home, disk};
use crate::mock::trends;
use crate::report::{self, calendar, html, markdown, mocks, overview, progress, story};
use crate::stats::{Overview, Section};
use crate::story::overview::matrix;
use crate::world::World;

pub(in crate::cli) fn run(args: &Report, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (found, parts, recall, past, stories) = engine::look(&world.home, now, |home| {
        let found = home.whole_progress(home.day(now))?;
        let parts = parts(args, home, &found)?;
        let recall = match &args.html {
            Some(_) => home.recall_ahead(home.day(now), found.ready.date)?,
            None => Vec::new(),
        };
        let stories: Vec<_> = home.stories(home.day(now))?.into_iter().map(|story| story.about).collect();
        Ok((found, parts, recall, home.past_mocks()?, matrix(&stories)))
    })?;
    let past: Vec<_> = past.into_iter().map(|past| (past.day, past.attempt)).collect();
    let trends = trends(&past);
    if let Some(path) = &args.html {
        disk::write_page(path, &html::page(&found, &recall), html::MARK)?;
        world.print(&format!("written to {}\n", path.display()))?;
        return Ok(Exit::Done);
    }
    let (width, ascii) = (world.width, args.ascii);
    let told = story::line(&stories);
    let text = match args {
        Report { json: true, .. } => {
            let mut document = progress::json(&found);
            document["mocks"] = mocks::trends_json(&trends);
            document["stories"] = story::matrix_json(&stories);
            report::document(&document)
        }
        Report { markdown: true, .. } => markdown::text(&found),
        Report { mocks: true, .. } if past.is_empty() => {
            "no mock was finished yet: `drill mock-design` begins one\n".to_owned()
        }
        Report { mocks: true, .. } => mocks::trends(&trends, width),
        Report { stories: true, .. } => story::matrix(&stories, width),
        Report { calendar: true, .. } => calendar::text(&found, width, ascii),
        Report { all: true, .. } => [
            overview::text(&found, &told, width, ascii),
            overview::sections(found.progress.sections.iter(), width),
            mocks::trends(&trends, width),
            story::matrix(&stories, width),
            calendar::text(&found, width, ascii),
        ]
        .join("\n"),
        _ if !parts.is_empty() => overview::sections(parts.iter(), width),
        _ => overview::text(&found, &told, width, ascii),
    };
    world.print(&text)?;
    Ok(Exit::Done)
}

/// The sections, or the one topic, that were asked for by name.
fn parts(args: &Report, home: &Home, found: &Overview) -> engine::Result<Vec<Section>> {
    let Some(name) = args.section.as_ref().or(args.topic.as_ref()) else { return Ok(Vec::new()) };
    let keys = naming::topics(&home.store, name)?;
    let kept = |section: &Section| {
        let topics: Vec<_> = section.topics.iter().filter(|(topic, _)| keys.contains(&topic.key)).cloned().collect();
        (!topics.is_empty()).then(|| Section { name: section.name.clone(), topics })
    };
    Ok(found.progress.sections.iter().filter_map(kept).collect())
}
