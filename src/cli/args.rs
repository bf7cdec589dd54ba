//! The command line as declarations, and nothing else: completions and man pages come from here.

mod applications;
mod cards;
mod practice;
mod readiness;
mod tracker;
mod upkeep;

use clap::{Args as Group, Parser, Subcommand};

pub(super) use applications::{Debrief, JobFields, Jobs, JobsVerb};
pub(super) use cards::{Card, Cards, Deck, DeckVerb, Kind, Topics};
pub(super) use practice::{Due, Grade, MockDesign, Named, Story};
pub(super) use readiness::{Plan, Report, Sheet};
pub(super) use tracker::{Resources, Tracker, TrackerVerb, Week};
pub(super) use upkeep::{Backup, Completions, Config, Doctor, Log};

/// Spaced repetition for your interview tracker: boxes are ticked when recall has earned them.
#[derive(Debug, Parser)]
#[command(
    name = "drill",
    version,
    about,
    args_conflicts_with_subcommands = true,
    max_term_width = 100,
    after_help = "Without a command, today's sitting begins. Everything lies under $DRILL_HOME, or your data directory."
)]
pub struct Args {
    #[command(flatten)]
    pub(super) sitting: Sitting,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

/// Flags of today's sitting. Without any the limits of the day hold; with one of the first six, limits are for this
/// sitting alone.
#[derive(Debug, Default, Group)]
pub(super) struct Sitting {
    /// Let no further card enter after so many minutes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub(super) minutes: Option<u32>,
    /// Let so many cards enter, repeats left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(super) limit: Option<u32>,
    /// Introduce so many new cards
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(super) new: Option<u32>,
    /// Only this topic or section; any case, a unique part will do (repeatable)
    #[arg(long, value_name = "NAME")]
    pub(super) topic: Vec<String>,
    /// Practise what falls due within so many days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub(super) ahead: Option<u32>,
    /// Practise the so many weakest cards
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000), conflicts_with = "ahead")]
    pub(super) weakest: Option<u32>,
    /// Ask line by line, also on a terminal
    #[arg(long)]
    pub(super) plain: bool,
    /// Draw the screen with plain marks, for a font that lacks the finer ones
    #[arg(long)]
    pub(super) ascii: bool,
    /// Do not touch the boxes of the tracker in this sitting
    #[arg(long)]
    pub(super) no_tick: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// A timed mock of a system design, alone and offline; what was missed comes back as cards
    MockDesign(MockDesign),
    /// Progress: boxes, topics, what is due, retention, streak
    Report(Report),
    /// Today's plan, and the interviews it leads to
    Plan(Plan),
    /// One page for the last evening: what failed, how the stories begin, the numbers
    Sheet(Sheet),
    /// The tracker: its state, its file, its boxes
    Tracker(Tracker),
    /// Your applications, next steps first; add, set, note, remove, history
    Jobs(Jobs),
    /// After a real interview: what was asked, how each went, what came of it
    Debrief(Debrief),
    /// The week, told from the log; --write puts it into the tracker
    Week(Week),
    /// The links of the tracker, those that lead nowhere marked
    Resources(Resources),
    /// Decks: list, check, add, remove
    Deck(Deck),
    /// Write, check and rehearse the stories of the tracker (STAR)
    Story(Box<Story>),
    /// What waits today, for a prompt or a script
    Due(Due),
    /// The topics with their boxes
    Topics(Topics),
    /// The cards
    Cards(Cards),
    /// One card with its history and the arithmetic of its interval
    Card(Card),
    /// Grade one card without a sitting
    Grade(Grade),
    /// Set a card aside
    Suspend(Named),
    /// Take a card that was set aside back into use
    Resume(Named),
    /// Take back the newest action
    Undo,
    /// Bring back what the last undo took
    Redo,
    /// What happened, newest first
    Log(Log),
    /// Settings with their values and origins
    Config(Config),
    /// Check everything, and mend what can be mended
    Doctor(Doctor),
    /// Write a copy of the database to a new file
    Backup(Backup),
    /// Put a copy of the database in place of the present one, which is kept in backups/
    Restore(Backup),
    /// Completions for a shell, on standard output
    Completions(Completions),
    /// The manual page, on standard output
    Man,
}
