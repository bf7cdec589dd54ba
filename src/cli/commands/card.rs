//! `drill card ID`

use super::{
    super::{Exit, Failure, args::Card},
    naming,
};
use crate::engine::{self, Home, Result as Answer};
use crate::model::Standing;
use crate::report::{self, card};
use crate::world::World;

pub(in crate::cli) fn run(args: &Card, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (standing, place, answers, today) = engine::look(&world.home, now, |home| {
        let standing = naming::item(&home.store, &args.id)?;
        let place = place(home, &standing)?;
        Ok((standing.clone(), place, history(home, &standing)?, home.day(now)))
    })?;
    let text = if args.json {
        report::document(&card::json(&standing, &answers))
    } else {
        card::text(&standing, place.as_deref(), &answers, today, world.width)
    };
    world.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

/// The answers of an item with their kinds, oldest first.
pub(super) fn history(home: &Home, standing: &Standing) -> Answer<Vec<card::Answered>> {
    let answers = home.store.answers_of(standing.key)?;
    let answered = |(answer, kind): (crate::store::LoggedAnswer, _)| card::Answered {
        at: answer.at,
        day: answer.day,
        grade: answer.grade,
        kind,
    };
    Ok(answers.into_iter().map(answered).collect())
}

fn place(home: &Home, standing: &Standing) -> Answer<Option<String>> {
    let Some((file, line)) = standing.file else { return Ok(None) };
    let row = home.store.deck_files()?.into_iter().find(|row| row.key == file);
    Ok(row
        .map(|row| if row.shipped { format!("the shipped deck {}", row.path) } else { format!("{}:{line}", row.path) }))
}
