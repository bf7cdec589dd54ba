//! `drill log`

use super::{
    super::{Exit, Failure, args::Log},
    naming,
};
use crate::engine::{self, Home, Result as Answer};
use crate::model::{Entry, What};
use crate::report::{
    self,
    log::{self, Line, Names},
};
use crate::world::World;

pub(in crate::cli) fn run(args: &Log, world: &mut World) -> Result<Exit, Failure> {
    let (lines, names) = engine::look(&world.home, world.now(), |home| read(args, home))?;
    // Whoever asks what was matched wants to read all of it.
    let width = if args.matches { usize::MAX } else { world.width };
    let text = if args.json { report::document(&log::json(&lines, &names)) } else { log::text(&lines, &names, width) };
    world.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

fn read(args: &Log, home: &Home) -> Answer<(Vec<Line>, Names)> {
    let card = args.card.as_ref().map(|typed| naming::item(&home.store, typed)).transpose()?;
    let wanted = |entry: &Entry| {
        let of_card = card.as_ref().is_none_or(|card| entry.what.item() == Some(card.key));
        of_card && (!args.matches || matches!(entry.what, What::Reworded { .. }))
    };
    let mut lines = Vec::new();
    let mut names = Names::default();
    for entry in home.store.entries(args.limit, wanted)? {
        name(&entry.what, home, &mut names)?;
        lines.push(Line { live: home.store.stands(&entry)?, entry });
    }
    Ok((lines, names))
}

/// Collects the names that an entry speaks of; for a retraction those of what it takes back.
fn name(what: &What, home: &Home, names: &mut Names) -> Answer<()> {
    if let Some(key) = what.item() {
        let card = home.store.item(key)?.card;
        names.items.insert(key, (card.id.to_string(), card.question));
    }
    if let Some(key) = what.topic() {
        names.topics.insert(key, home.store.topic(key)?.title.name);
    }
    if let What::Retract { target } = what
        && let Some(aimed) = home.store.entry(*target)?
    {
        name(&aimed.what, home, names)?;
        names.targets.insert(*target, aimed.what);
    }
    Ok(())
}
