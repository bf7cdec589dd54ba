//! The command line: arguments in, one verb done, an exit code out.

use std::{ffi::OsString, io::Write};

use clap::Parser;

pub mod args;
mod commands;
mod failure;

pub use failure::{Exit, Failure};

use crate::world::World;
use args::{Args, Verb};

/// How a command line wants to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// It begins a sitting or a mock, which may fill the window.
    pub full: bool,
    /// Plain marks only.
    pub ascii: bool,
}

/// How a command line wants to be shown; what is wrong with it is told by [`run`].
pub fn manner(args: &[OsString]) -> Manner {
    match Args::try_parse_from(args) {
        Ok(Args { sitting, verb: None }) => Manner { full: !sitting.plain, ascii: sitting.ascii },
        Ok(Args { sitting, verb: Some(Verb::Story(story)) }) => {
            Manner { full: commands::story::is_told(&story) && !story.plain, ascii: sitting.ascii }
        }
        Ok(Args { verb: Some(Verb::MockDesign(mock)), .. }) if mock.runs() => {
            Manner { full: !mock.plain, ascii: mock.ascii }
        }
        _ => Manner::default(),
    }
}

/// Runs one command line in a world and says how it ended.
pub fn run(args: impl IntoIterator<Item = OsString>, world: &mut World) -> Exit {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(refused) => return usage(&refused, world),
    };
    let done = dispatch(args, world).and_then(|exit| {
        world.out.flush()?;
        Ok(exit)
    });
    match done {
        Ok(exit) => exit,
        Err(failure) if failure.is_quiet() => failure.exit(),
        Err(failure) => {
            for line in failure.lines() {
                world.face.say(&line);
            }
            failure.exit()
        }
    }
}

/// Help and version are results; anything else that clap says is about the usage.
fn usage(refused: &clap::Error, world: &mut World) -> Exit {
    let text = refused.render().to_string();
    if refused.use_stderr() {
        // One word for what helps, in every error.
        for line in text.trim_end().lines() {
            let line = line.trim_start().strip_prefix("tip:").map_or(line.to_owned(), |tip| format!("hint:{tip}"));
            world.face.say(&line);
        }
        return Exit::Usage;
    }
    world.out.write_all(text.as_bytes()).and_then(|()| world.out.flush()).ok();
    Exit::Done
}

fn dispatch(args: Args, world: &mut World) -> Result<Exit, Failure> {
    match args.verb {
        None => commands::sitting::run(&args.sitting, world),
        Some(Verb::MockDesign(args)) => commands::mock_design::run(&args, world),
        Some(Verb::Report(args)) => commands::report::run(&args, world),
        Some(Verb::Plan(args)) => commands::plan::run(&args, world),
        Some(Verb::Sheet(args)) => commands::sheet::run(&args, world),
        Some(Verb::Tracker(args)) => commands::tracker::run(args, world),
        Some(Verb::Jobs(args)) => commands::jobs::run(args, world),
        Some(Verb::Debrief(args)) => commands::debrief::run(&args, world),
        Some(Verb::Week(args)) => commands::week::run(&args, world),
        Some(Verb::Resources(args)) => commands::resources::run(&args, world),
        Some(Verb::Deck(args)) => commands::deck::run(args, world),
        Some(Verb::Story(args)) => commands::story::run(&args, world),
        Some(Verb::Due(args)) => commands::due::run(&args, world),
        Some(Verb::Topics(args)) => commands::topics::run(&args, world),
        Some(Verb::Cards(args)) => commands::cards::run(&args, world),
        Some(Verb::Card(args)) => commands::card::run(&args, world),
        Some(Verb::Grade(args)) => commands::grade::run(&args, world),
        Some(Verb::Suspend(args)) => commands::suspend::run(&args, true, world),
        Some(Verb::Resume(args)) => commands::suspend::run(&args, false, world),
        Some(Verb::Undo) => commands::undo::undo(world),
        Some(Verb::Redo) => commands::undo::redo(world),
        Some(Verb::Log(args)) => commands::log::run(&args, world),
        Some(Verb::Config(args)) => commands::config::run(&args, world),
        Some(Verb::Doctor(args)) => commands::doctor::run(&args, world),
        Some(Verb::Backup(args)) => commands::backup::backup(&args, world),
        Some(Verb::Restore(args)) => commands::backup::restore(&args, world),
        Some(Verb::Completions(args)) => commands::packaging::completions(&args, world),
        Some(Verb::Man) => commands::packaging::man(world),
    }
}
