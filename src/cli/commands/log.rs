//! `drill log`

use std::cell::RefCell;

use super::{
    super::{Exit, Failure, args::Log},
    naming,
};
use crate::engine::{self, Home, Result as Answer};
use crate::model::{Entry, EntryId, ItemKey, What};
use crate::report::{
    list::List,
    log::{self, Line, Names},
};
use crate::world::World;

/// Entries shown when nobody says how many.
const SHOWN: usize = 20;
/// Entries of a document that are in memory at once.
const AT_ONCE: usize = 2_000;

pub(in crate::cli) fn run(args: &Log, world: &mut World) -> Result<Exit, Failure> {
    if args.json {
        return document(args, world);
    }
    let limit = args.limit.unwrap_or(SHOWN);
    // One more tells whether there are older ones.
    let (mut lines, names) = engine::look(&world.home, world.now(), |home| read(args, home, limit.saturating_add(1)))?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    // Whoever asks what was matched wants to read all of it.
    let width = if args.matches { usize::MAX } else { world.width };
    world.out.write_all(log::text(&lines, &names, width).as_bytes())?;
    if more {
        world.face.say(&format!(
            "older entries exist: `drill log --limit {}` shows more",
            limit.saturating_mul(5).max(SHOWN)
        ));
    }
    Ok(Exit::Done)
}

/// A part of the log.
struct Part {
    lines: Vec<Line>,
    /// Where the next part goes on.
    last: (u64, EntryId),
    /// Entries that may still follow.
    left: usize,
}

/// The entries as one document, all of them unless a limit is named: written while it is read.
fn document(args: &Log, world: &mut World) -> Result<Exit, Failure> {
    let names = RefCell::new(Names::default());
    let part = |home: &Home, before: Option<&Part>| -> Answer<Option<Part>> {
        let card = card(args, home)?;
        let left = before.map_or(args.limit.unwrap_or(usize::MAX), |part| part.left);
        // Of a few kinds of entries none may be near.
        let most = if card.is_some() || args.matches { AT_ONCE } else { AT_ONCE.min(left) };
        let entries = home.store.entries_before(before.map(|part| part.last), most)?;
        let last = entries.last().map(|entry| (entry.counter, entry.id));
        let Some(last) = last.filter(|_| left > 0) else { return Ok(None) };
        let mut lines = Vec::new();
        for entry in entries.into_iter().filter(|entry| is_wanted(args, card, entry)).take(left) {
            name(&entry.what, home, &mut names.borrow_mut())?;
            lines.push(Line { live: home.store.stands(&entry)?, entry });
        }
        let left = left - lines.len();
        Ok(Some(Part { lines, last, left }))
    };
    let mut list = List::default();
    let (now, out) = (world.now(), &mut world.out);
    engine::look_through(&world.home, now, part, |part| -> Result<(), Failure> {
        for line in &part.lines {
            out.write_all(list.next(&log::json(line, &names.borrow())).as_bytes())?;
        }
        Ok(())
    })?;
    out.write_all(list.end().as_bytes())?;
    Ok(Exit::Done)
}

fn card(args: &Log, home: &Home) -> Answer<Option<ItemKey>> {
    Ok(args.card.as_ref().map(|typed| naming::item(&home.store, typed)).transpose()?.map(|card| card.key))
}

fn is_wanted(args: &Log, card: Option<ItemKey>, entry: &Entry) -> bool {
    let of_card = card.is_none_or(|card| entry.what.item() == Some(card));
    of_card && (!args.matches || matches!(entry.what, What::Reworded { .. }))
}

fn read(args: &Log, home: &Home, limit: usize) -> Answer<(Vec<Line>, Names)> {
    let card = card(args, home)?;
    let mut lines = Vec::new();
    let mut names = Names::default();
    for entry in home.store.entries(limit, |entry| is_wanted(args, card, entry))? {
        name(&entry.what, home, &mut names)?;
        lines.push(Line { live: home.store.stands(&entry)?, entry });
    }
    Ok((lines, names))
}

/// Collects the names that an entry speaks of; for a retraction those of what it takes back.
fn name(what: &What, home: &Home, names: &mut Names) -> Answer<()> {
    if let Some(key) = what.item().filter(|key| !names.items.contains_key(key)) {
        let card = home.store.item(key)?.card;
        names.items.insert(key, (card.id.to_string(), card.question));
    }
    if let Some(key) = what.topic().filter(|key| !names.topics.contains_key(key)) {
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
