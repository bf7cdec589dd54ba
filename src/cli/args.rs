//! The command line as declarations, and nothing else: completions and man pages come from this file.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::model::{Grade as Quality, mock::Length};

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

#[derive(Debug, Group)]
pub(super) struct MockDesign {
    /// The scenario: id, alias or title; any case, a unique part will do. Without it drill chooses, and says why
    #[arg(conflicts_with_all = ["list", "show", "solution", "resume", "discard"])]
    pub(super) scenario: Option<String>,
    /// List the scenarios with what was practised
    #[arg(long, group = "mode")]
    pub(super) list: bool,
    /// Print the phases with their minutes, of the scenario if one is named, and begin nothing
    #[arg(long, group = "mode")]
    pub(super) phases: bool,
    /// Print a past mock: its entry's id, or a scenario for the last mock of it
    #[arg(long, value_name = "ID", group = "mode")]
    pub(super) show: Option<String>,
    /// Print what a strong answer to a scenario holds, for after the mock
    #[arg(long, value_name = "SCENARIO", group = "mode")]
    pub(super) solution: Option<String>,
    /// Go on with the mock that was put aside
    #[arg(long, group = "mode")]
    pub(super) resume: bool,
    /// Drop the mock that was put aside, and print its note
    #[arg(long, group = "mode")]
    pub(super) discard: bool,
    /// Add a row for the scenario to the table of the tracker, and begin nothing
    #[arg(long, group = "mode", requires = "scenario")]
    pub(super) add_row: bool,
    /// How long: 15, 35, 45 or 60 (left out: the setting `mock_length`)
    #[arg(long, value_name = "N", value_parser = length, conflicts_with_all = ["list", "show", "solution", "resume", "discard", "add_row"])]
    pub(super) minutes: Option<Length>,
    /// Ask line by line, also on a terminal
    #[arg(long)]
    pub(super) plain: bool,
    /// Draw the screen with plain marks, for a font that lacks the finer ones
    #[arg(long)]
    pub(super) ascii: bool,
    /// One JSON document, of --list, --phases or --show
    #[arg(long, conflicts_with_all = ["solution", "resume", "discard", "add_row"])]
    pub(super) json: bool,
}

impl MockDesign {
    /// True when it runs a mock.
    pub(super) fn runs(&self) -> bool {
        let looks = self.list || self.phases || self.show.is_some() || self.solution.is_some() || self.json;
        !(looks || self.discard || self.add_row)
    }
}

#[derive(Debug, Group)]
pub(super) struct Report {
    /// Only this section, with its topics; any case, a unique part will do
    #[arg(long, value_name = "NAME", group = "part")]
    pub(super) section: Option<String>,
    /// Only this topic
    #[arg(long, value_name = "NAME", group = "part")]
    pub(super) topic: Option<String>,
    /// The mocks, and how each dimension and phase came along
    #[arg(long, group = "part")]
    pub(super) mocks: bool,
    /// The signals of the stories, with their holes
    #[arg(long, group = "part")]
    pub(super) stories: bool,
    /// Real interviews: how ready you were before each, and what came of it
    #[arg(long, group = "part")]
    pub(super) interviews: bool,
    /// Half a year of days
    #[arg(long, group = "part")]
    pub(super) calendar: bool,
    /// Everything
    #[arg(long, group = "part")]
    pub(super) all: bool,
    /// One JSON document
    #[arg(long, group = "form", conflicts_with = "part")]
    pub(super) json: bool,
    /// A section of Markdown for a tracker or a README
    #[arg(long, group = "form", conflicts_with = "part")]
    pub(super) markdown: bool,
    /// Write one page that stands alone, for a browser or a printer; - is standard output
    #[arg(long, value_name = "FILE", group = "form", conflicts_with = "part")]
    pub(super) html: Option<PathBuf>,
    /// Plain marks, for a font that lacks the finer ones
    #[arg(long)]
    pub(super) ascii: bool,
}

/// Without --interview, --from-jobs and --remove it only looks; with --minutes alone it tries how today would be.
#[derive(Debug, Group)]
pub(super) struct Plan {
    /// Prepare for an interview on this day: 2026-12-03, 3 Dec, Thu, "in 2 weeks"
    #[arg(long, value_name = "DATE", group = "dated")]
    pub(super) interview: Option<String>,
    /// Prepare for every interview that `drill jobs` knows of and that is not planned yet
    #[arg(long, group = "dated", conflicts_with_all = ["company", "remove"])]
    pub(super) from_jobs: bool,
    /// Minutes a day on the way to it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub(super) minutes: Option<u32>,
    /// Whose interview it is
    #[arg(long, value_name = "NAME")]
    pub(super) company: Option<String>,
    /// How much a topic or section counts there: 0 to 10, 1 is as usual (repeatable)
    #[arg(long, value_name = "NAME=WEIGHT", requires = "dated", conflicts_with = "remove")]
    pub(super) topic: Vec<String>,
    /// Remove an interview: the one of --interview or --company, or the only one
    #[arg(long, conflicts_with = "minutes")]
    pub(super) remove: bool,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Tracker {
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
    #[command(subcommand)]
    pub(super) verb: Option<TrackerVerb>,
}

#[derive(Debug, Subcommand)]
pub(super) enum TrackerVerb {
    /// Use your own tracker file, in place
    Link {
        /// The Markdown file; left out with --built-in
        #[arg(required_unless_present = "built_in")]
        file: Option<PathBuf>,
        /// Go back to the built-in tracker
        #[arg(long, conflicts_with = "file")]
        built_in: bool,
    },
    /// Read hand changes and let the boxes of the file follow
    Sync {
        /// Print what would change as a diff, and change nothing
        #[arg(long)]
        dry_run: bool,
        /// When the file was restored: write drill's boxes into it
        #[arg(long, conflicts_with_all = ["file", "dry_run"])]
        mine: bool,
        /// When the file was restored: take its boxes as yours
        #[arg(long, conflicts_with = "dry_run")]
        file: bool,
    },
    /// Explain a tracker line by line: topic, to-do, template, ignored, and why
    Check {
        /// The Markdown file; the tracker in use if left out
        file: Option<PathBuf>,
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    /// Join a line of the tracker to a topic by hand
    Map {
        /// The line: its number, or its words (a unique part will do)
        line: String,
        /// The topic: its title or id (a unique part will do)
        topic: String,
    },
    /// Undo emoji damaged by a wrong encoding, shown as a diff first
    Repair {
        /// The Markdown file; the tracker in use if left out
        file: Option<PathBuf>,
        /// Write without asking
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Group)]
pub(super) struct Jobs {
    /// One JSON document
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[command(subcommand)]
    pub(super) verb: Option<JobsVerb>,
}

#[derive(Debug, Subcommand)]
pub(super) enum JobsVerb {
    /// Add an application; its row is added to the tracker's table
    Add {
        /// Who
        company: String,
        /// For what
        role: String,
        #[command(flatten)]
        fields: JobFields,
    },
    /// Change an application
    Set {
        /// The company; any case, a unique part will do
        company: String,
        /// The role, where the company has several
        role: Option<String>,
        #[command(flatten)]
        fields: JobFields,
    },
    /// Add a remark to an application
    Note {
        /// The company; any case, a unique part will do
        company: String,
        /// The role, where the company has several, and the remark
        #[arg(required = true, num_args = 1..=2, value_names = ["ROLE", "TEXT"])]
        text: Vec<String>,
    },
    /// Put an application away with its history; its row leaves the tracker
    Remove {
        /// The company; any case, a unique part will do
        company: String,
        /// The role, where the company has several
        role: Option<String>,
    },
    /// What happened to an application, oldest first
    History {
        /// The company; any case, a unique part will do
        company: String,
        /// The role; all of the company's if left out
        role: Option<String>,
    },
    /// Add an application table to a tracker that has none
    Table,
}

#[derive(Debug, Group)]
pub(super) struct JobFields {
    /// applied, phone, onsite, offer, rejected, withdrawn, or your own words
    #[arg(long, value_name = "STATUS")]
    pub(super) status: Option<String>,
    /// What is to be done next; an empty text clears it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) next: Option<String>,
    /// When: 2026-12-03, 3 Dec, Thu, "in 2 weeks"; an empty text clears it
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) date: Option<String>,
    /// Where it was found
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,
}

#[derive(Debug, Group)]
pub(super) struct Debrief {
    /// The company; any case, a unique part will do
    pub(super) company: String,
    /// The role, where the company has several
    pub(super) role: Option<String>,
    /// A topic, or a card by its id or a part of its question, and how it went, 0 to 5 (repeatable)
    #[arg(long, value_name = "NAME=GRADE")]
    pub(super) asked: Vec<String>,
    /// A question that no card asks, and how it went; becomes a card of yours (repeatable)
    #[arg(long, value_name = "QUESTION[ :: ANSWER]=GRADE")]
    pub(super) new: Vec<String>,
    /// The topic of the new cards
    #[arg(long, value_name = "TOPIC")]
    pub(super) under: Option<String>,
    /// What came of it, as far as you know
    #[arg(long, value_name = "TEXT")]
    pub(super) outcome: Option<String>,
    /// Anything else worth keeping
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    /// The day of the interview; today if left out
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
pub(super) struct Week {
    /// The week before this one
    #[arg(long, conflicts_with = "of")]
    pub(super) last: bool,
    /// The week of this day
    #[arg(long, value_name = "DATE")]
    pub(super) of: Option<String>,
    /// Put it into the weekly log of the tracker
    #[arg(long)]
    pub(super) write: bool,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
pub(super) struct Sheet {
    /// One JSON document, with nothing left out
    #[arg(long)]
    pub(super) json: bool,
    /// Write one page that stands alone, to be printed; - is standard output
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub(super) html: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Resources {
    /// Open one with the platform's opener: its number in the list, or a unique part of its words or its address
    #[arg(long, value_name = "N|NAME", conflicts_with_all = ["check", "json"])]
    pub(super) open: Option<String>,
    /// Exit with 1 if a link is doubtful or its file is missing
    #[arg(long)]
    pub(super) check: bool,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
#[command(arg_required_else_help = true)]
pub(super) struct Deck {
    #[command(subcommand)]
    pub(super) verb: DeckVerb,
}

#[derive(Debug, Subcommand)]
pub(super) enum DeckVerb {
    /// The deck and scenario files in use, with their cards and problems
    List {
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    /// Check decks and scenarios: errors lose something (exit 1), advice makes it better
    Check {
        /// A file or folder; all that is shipped and yours if left out
        path: Option<PathBuf>,
        /// List the advice too, and exit 1 if there is any
        #[arg(long)]
        strict: bool,
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    /// Use a folder of decks and scenarios, or one file
    Add {
        /// The folder or file
        path: PathBuf,
    },
    /// Use it no more; its cards are parked with their history
    Remove {
        /// The folder or file
        path: PathBuf,
    },
}

#[derive(Debug, Group)]
pub(super) struct Story {
    /// The story: its heading or id, any case, a unique part will do; all of them in a list if left out
    pub(super) story: Option<String>,
    /// Say what is to be mended; exit 1 if there is anything
    #[arg(long, group = "does", requires = "story")]
    pub(super) check: bool,
    /// Write all of it in $EDITOR, or one part at a time on a terminal
    #[arg(long, group = "does", requires = "story")]
    pub(super) write: bool,
    /// Tell it against the clock
    #[arg(long, group = "does", requires = "story")]
    pub(super) tell: bool,
    /// Tell it in 60 seconds: practice, without a follow-up
    #[arg(long, requires = "story", conflicts_with_all = ["check", "write", "json"])]
    pub(super) short: bool,
    /// Tell it for another question: the Nth of its kind, the next one without a number
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "0", requires = "story",
          conflicts_with_all = ["check", "write", "json"])]
    pub(super) angle: Option<usize>,
    /// What is asked, probed and asked afterwards, and how to build it
    #[arg(long, group = "does", requires = "story")]
    pub(super) guide: bool,
    /// The signals that your stories show, and those that none shows
    #[arg(long, group = "does", conflicts_with = "story")]
    pub(super) matrix: bool,
    #[command(flatten)]
    pub(super) texts: StoryTexts,
    /// The signals it is heard as, comma-separated; an empty text goes back to those of its kind
    #[arg(long, value_name = "LIST", requires = "story", conflicts_with_all = ["does", "short", "angle"])]
    pub(super) signals: Option<String>,
    /// Let the text given here hold over words of yours in the file
    #[arg(long, requires = "story", conflicts_with_all = ["does", "short", "angle"])]
    pub(super) replace: bool,
    /// Where both sides changed: what drill has holds
    #[arg(long, group = "does", requires = "story")]
    pub(super) mine: bool,
    /// Where both sides changed: what the file says holds
    #[arg(long, group = "does", requires = "story")]
    pub(super) file: bool,
    /// Draw the clock line by line, also on a terminal
    #[arg(long)]
    pub(super) plain: bool,
    /// One JSON document
    #[arg(long, conflicts_with_all = ["write", "tell", "mine", "file", "guide"])]
    pub(super) json: bool,
}

#[derive(Debug, Default, Group)]
pub(super) struct StoryTexts {
    /// Write the situation; an empty text clears it
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(super) situation: Option<String>,
    /// Write the task
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(super) task: Option<String>,
    /// Write the action
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(super) action: Option<String>,
    /// Write the result
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(super) result: Option<String>,
    /// Write the reflection
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(super) reflection: Option<String>,
}

#[derive(Debug, Group)]
pub(super) struct Due {
    /// One short line for a prompt
    #[arg(long, conflicts_with = "json")]
    pub(super) short: bool,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
pub(super) struct Topics {
    /// Those that sleep, too
    #[arg(long)]
    pub(super) all: bool,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Kind {
    Card,
    Scenario,
    Story,
    Followup,
}

#[derive(Debug, Group)]
pub(super) struct Cards {
    /// Only of this topic or section; any case, a unique part will do
    #[arg(long, value_name = "NAME")]
    pub(super) topic: Option<String>,
    /// Another kind of item
    #[arg(long, value_name = "KIND", default_value = "card")]
    pub(super) kind: Kind,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
pub(super) struct Card {
    /// Its id, or a part it begins with
    pub(super) id: String,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
pub(super) struct Grade {
    /// The id of the card, or a part it begins with
    pub(super) id: String,
    /// 0..5, or again, hard, good, easy (1, 3, 4, 5)
    #[arg(allow_hyphen_values = true, value_parser = grade)]
    pub(super) grade: Quality,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
pub(super) struct Named {
    /// The id of the card, or a part it begins with
    pub(super) id: String,
}

#[derive(Debug, Group)]
pub(super) struct Log {
    /// So many entries, the newest (left out: 20; all with --json)
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Only cards and lines that were known again after a change
    #[arg(long)]
    pub(super) matches: bool,
    /// Only of this card
    #[arg(long, value_name = "ID")]
    pub(super) card: Option<String>,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
pub(super) struct Config {
    /// The setting; all of them if left out
    pub(super) key: Option<String>,
    /// Its new value; an empty text goes back to the default
    #[arg(allow_hyphen_values = true)]
    pub(super) value: Option<String>,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
pub(super) struct Doctor {
    /// Mend what can be mended
    #[arg(long)]
    pub(super) mend: bool,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Group)]
pub(super) struct Backup {
    /// The copy
    pub(super) file: PathBuf,
}

#[derive(Debug, Group)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

fn grade(word: &str) -> Result<Quality, &'static str> {
    Quality::from_word(word).ok_or("a grade is 0..5, or again, hard, good, easy (1, 3, 4, 5)")
}

fn length(word: &str) -> Result<Length, &'static str> {
    word.parse().ok().and_then(Length::from_minutes).ok_or("a mock lasts 15, 35, 45 or 60 minutes")
}
