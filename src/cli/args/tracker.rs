//! Flags of what stands in the tracker: boxes, weeks, links.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

#[derive(Debug, Group)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct Tracker {
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
    #[command(subcommand)]
    pub(in crate::cli) verb: Option<TrackerVerb>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TrackerVerb {
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
pub(in crate::cli) struct Week {
    /// The week before this one
    #[arg(long, conflicts_with = "of")]
    pub(in crate::cli) last: bool,
    /// The week of this day
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) of: Option<String>,
    /// Put it into the weekly log of the tracker
    #[arg(long)]
    pub(in crate::cli) write: bool,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Resources {
    /// Open one with the platform's opener: its number in the list, or a unique part of its words or its address
    #[arg(long, value_name = "N|NAME", conflicts_with_all = ["check", "json"])]
    pub(in crate::cli) open: Option<String>,
    /// Exit with 1 if a link is doubtful or its file is missing
    #[arg(long)]
    pub(in crate::cli) check: bool,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
