//! `drill topics`

use super::super::{Exit, Failure, args::Topics};
use crate::engine;
use crate::report::{self, topics};
use crate::world::World;

pub(in crate::cli) fn run(args: &Topics, world: &mut World) -> Result<Exit, Failure> {
    let found = engine::look(&world.home, world.now(), |home| {
        let mut topics = if args.all { home.store.topics()? } else { home.store.awake_topics()? };
        // A topic that lost its line and its cards is only history.
        topics.retain(|topic| topic.awake || topic.counts.cards > 0);
        Ok(topics)
    })?;
    let text = if args.json { report::document(&topics::json(&found)) } else { topics::text(&found, world.width) };
    world.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}
