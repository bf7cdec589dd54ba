//! Flags of the log, the settings, copies and packaging.

use std::path::PathBuf;

use clap::Args as Group;

#[derive(Debug, Group)]
pub(in crate::cli) struct Log {
    /// So many entries, the newest (left out: 20; all with --json)
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// Only cards and lines that were known again after a change
    #[arg(long)]
    pub(in crate::cli) matches: bool,
    /// Only of this card
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) card: Option<String>,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Config {
    /// The setting; all of them if left out
    pub(in crate::cli) key: Option<String>,
    /// Its new value; an empty text goes back to the default
    #[arg(allow_hyphen_values = true)]
    pub(in crate::cli) value: Option<String>,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Doctor {
    /// Mend what can be mended
    #[arg(long)]
    pub(in crate::cli) mend: bool,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Backup {
    /// The copy
    pub(in crate::cli) file: PathBuf,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Completions {
    /// The shell
    pub(in crate::cli) shell: clap_complete::Shell,
}
