//! Flags of topics, cards and decks.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand, ValueEnum};

#[derive(Debug, Group)]
#[command(arg_required_else_help = true)]
pub(in crate::cli) struct Deck {
    #[command(subcommand)]
    pub(in crate::cli) verb: DeckVerb,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum DeckVerb {
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
pub(in crate::cli) struct Topics {
    /// Those that sleep, too
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(in crate::cli) enum Kind {
    Card,
    Scenario,
    Story,
    Followup,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Cards {
    /// Only of this topic or section; any case, a unique part will do
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) topic: Option<String>,
    /// Another kind of item
    #[arg(long, value_name = "KIND", default_value = "card")]
    pub(in crate::cli) kind: Kind,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Card {
    /// Its id, or a part it begins with
    pub(in crate::cli) id: String,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
