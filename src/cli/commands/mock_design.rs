//! `drill mock-design`: a timed mock, and what is to be known of those that were done.

mod play;

use super::{
    super::{Exit, Failure, args::MockDesign},
    naming, tell,
};
use crate::engine::{
    self, Home, Result as Answer,
    mocks::{Offered, Past},
};
use crate::model::mock::phases;
use crate::report::{self, mocks as page};
use crate::world::World;

pub(in crate::cli) fn run(args: &MockDesign, world: &mut World) -> Result<Exit, Failure> {
    match args {
        MockDesign { phases: true, .. } => print_phases(args, world),
        MockDesign { show: Some(typed), .. } => show(typed, args.json, world),
        MockDesign { solution: Some(typed), .. } => solution(typed, world),
        MockDesign { list: true, .. } => list(args.json, world),
        MockDesign { discard: true, .. } => discard(world),
        MockDesign { add_row: true, scenario: Some(typed), .. } => add_row(typed, world),
        MockDesign { json: true, .. } => {
            Err(Failure::matter("a mock that runs is no document").hint("--json goes with --list, --phases or --show"))
        }
        _ => play::play(args, world),
    }
}

fn print_phases(args: &MockDesign, world: &mut World) -> Result<Exit, Failure> {
    let (length, scenario) = match (args.minutes, &args.scenario) {
        (Some(length), None) => (length, None),
        (length, named) => engine::look(&world.home, world.now(), |home| {
            let scenario = named.as_ref().map(|typed| home.scenario(&naming::scenario(home, typed)?)).transpose()?;
            Ok((length.unwrap_or(home.config.mock_length), scenario))
        })?,
    };
    let (phases, scenario) = (phases(length), scenario.as_ref());
    let text = if args.json {
        report::document(&page::phases_json(&phases, scenario))
    } else {
        page::phases(&phases, scenario, world.width)
    };
    world.print(&text)?;
    Ok(Exit::Done)
}

fn list(json: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (rows, today) = engine::look(&world.home, now, |home| {
        let rows: Vec<page::Row> = home.scenarios()?.iter().map(row).collect();
        Ok((rows, home.day(now)))
    })?;
    let text = if json { report::document(&page::list_json(&rows)) } else { page::list(&rows, today, world.width) };
    world.print(&text)?;
    Ok(Exit::Done)
}

fn row(offered: &Offered) -> page::Row {
    let card = &offered.standing.card;
    page::Row {
        id: card.id.to_string(),
        title: card.question.clone(),
        aliases: card.tags.clone(),
        origin: offered.origin,
        in_tracker: offered.in_table,
        mastery: offered.offer.mastery,
        practised: offered.offer.practised,
        score: offered.offer.score,
        due: offered.offer.waits_from(),
        suspended: offered.standing.suspended,
    }
}

fn solution(typed: &str, world: &mut World) -> Result<Exit, Failure> {
    let scenario = engine::look(&world.home, world.now(), |home| home.scenario(&naming::scenario(home, typed)?))?;
    world.print(&page::solution(&scenario))?;
    Ok(Exit::Done)
}

/// A past mock as Markdown: by a part of its entry's id, or the last one of a scenario.
fn show(typed: &str, json: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let past = engine::look(&world.home, now, |home| {
        let past = home.past_mocks()?;
        Ok(match past_by_id(&past, typed) {
            Some(found) => Ok(found),
            None => last_of(home, past, typed)?,
        })
    })?;
    let past = past.map_err(|title| {
        Failure::matter(format!("no mock of '{title}' was finished yet"))
            .hint("`drill mock-design --list` shows what was practised")
    })?;
    let id = past.entry.to_string();
    let text = if json {
        report::document(&page::json(&id, past.day, &past.attempt))
    } else {
        page::markdown(&id, past.day, &past.attempt)
    };
    world.print(&text)?;
    Ok(Exit::Done)
}

/// Parts of ids are told from names by their digits: at least four of them, and only one mock has them.
fn past_by_id(past: &[Past], typed: &str) -> Option<Past> {
    let part = typed.trim().to_lowercase();
    let is_id = part.len() >= 4 && part.chars().all(|letter| letter.is_ascii_hexdigit());
    let mut found = past.iter().filter(|past| is_id && past.entry.to_string().starts_with(&part));
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.clone()),
        _ => None,
    }
}

/// The last mock of a scenario; its title if there is none.
fn last_of(home: &Home, past: Vec<Past>, typed: &str) -> Answer<Result<Past, String>> {
    let offered = naming::scenario(home, typed)?;
    let of_it = past.into_iter().rfind(|past| past.attempt.scenario == offered.standing.card.id);
    Ok(of_it.ok_or(offered.standing.card.question))
}

/// Drops the mock that was put aside; its note is printed, so that nothing is lost.
fn discard(world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    let Some(_seat) = home.take_seat()? else { return Err(play::taken(&home)) };
    let Some(running) = home.running_mock()? else { return Err(play::nothing_put_aside()) };
    home.drop_mock()?;
    let state = running.state;
    world.face.say(&format!("dropped: {}, begun {}", state.title, state.started_at.format("%Y-%m-%d %H:%M")));
    if !state.note.is_empty() {
        world.print(&format!("{}\n", state.note.trim_end_matches('\n')))?;
    }
    Ok(Exit::Done)
}

fn add_row(typed: &str, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    let today = home.day(now);
    tell::news(&home.news, world);
    let well = tell::sync(&home, now, today, false, world);
    let offered = naming::scenario(&home, typed)?;
    let title = &offered.standing.card.question;
    if offered.in_table {
        world.print(&format!("the tracker has a row for it already: {title}\n"))?;
        return Ok(Exit::Done);
    }
    let changed = home.add_scenario_row(title)?;
    tell::last_sync(&home, now, today, true, well, world);
    world.print(&changed.diff)?;
    Ok(Exit::Done)
}
