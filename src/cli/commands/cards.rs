//! `drill cards`

use super::{
    super::{
        Exit, Failure,
        args::{Cards, Kind},
    },
    naming,
};
use crate::engine;
use crate::model::ItemKind;
use crate::report::{self, cards};
use crate::world::World;

pub(in crate::cli) fn run(args: &Cards, world: &mut World) -> Result<Exit, Failure> {
    let kind = match args.kind {
        Kind::Card => ItemKind::Card,
        Kind::Scenario => ItemKind::Scenario,
        Kind::Story => ItemKind::Story,
        Kind::Followup => ItemKind::Followup,
    };
    let now = world.now();
    let (found, counts, today) = engine::look(&world.home, now, |home| {
        let mut found = home.store.items(kind)?;
        match &args.topic {
            Some(name) => {
                let topics = match kind {
                    ItemKind::Card => naming::topics(&home.store, name)?,
                    _ => naming::homes(&found, name)?,
                };
                found.retain(|standing| topics.contains(&standing.topic_key));
            }
            // What sleeps is in no total; it is reached by its name. Scenarios are offered whatever the tracker names.
            None if kind == ItemKind::Scenario => {}
            None => found.retain(|standing| standing.awake),
        }
        Ok((found, home.store.answer_counts()?, home.day(now)))
    })?;
    let text = if args.json {
        report::document(&cards::json(&found, &counts))
    } else {
        cards::text(&found, today, world.width)
    };
    world.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}
