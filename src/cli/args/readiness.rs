//! Flags of the plan and of the reports.

use std::path::PathBuf;

use clap::Args as Group;

#[derive(Debug, Group)]
pub(in crate::cli) struct Report {
    /// Only this section, with its topics; any case, a unique part will do
    #[arg(long, value_name = "NAME", group = "part")]
    pub(in crate::cli) section: Option<String>,
    /// Only this topic
    #[arg(long, value_name = "NAME", group = "part")]
    pub(in crate::cli) topic: Option<String>,
    /// The mocks, and how each dimension and phase came along
    #[arg(long, group = "part")]
    pub(in crate::cli) mocks: bool,
    /// The signals of the stories, with their holes
    #[arg(long, group = "part")]
    pub(in crate::cli) stories: bool,
    /// Real interviews: how ready you were before each, and what came of it
    #[arg(long, group = "part")]
    pub(in crate::cli) interviews: bool,
    /// Half a year of days
    #[arg(long, group = "part")]
    pub(in crate::cli) calendar: bool,
    /// Everything
    #[arg(long, group = "part")]
    pub(in crate::cli) all: bool,
    /// One JSON document
    #[arg(long, group = "form", conflicts_with = "part")]
    pub(in crate::cli) json: bool,
    /// A section of Markdown for a tracker or a README
    #[arg(long, group = "form", conflicts_with = "part")]
    pub(in crate::cli) markdown: bool,
    /// Write one page that stands alone, for a browser or a printer; - is standard output
    #[arg(long, value_name = "FILE", group = "form", conflicts_with = "part")]
    pub(in crate::cli) html: Option<PathBuf>,
    /// Plain marks, for a font that lacks the finer ones
    #[arg(long)]
    pub(in crate::cli) ascii: bool,
}

/// Without --interview, --from-jobs and --remove it only looks; with --minutes alone it tries how today would be.
#[derive(Debug, Group)]
pub(in crate::cli) struct Plan {
    /// Prepare for an interview on this day: 2026-12-03, 3 Dec, Thu, "in 2 weeks"
    #[arg(long, value_name = "DATE", group = "dated")]
    pub(in crate::cli) interview: Option<String>,
    /// Prepare for every interview that `drill jobs` knows of and that is not planned yet
    #[arg(long, group = "dated", conflicts_with_all = ["company", "remove"])]
    pub(in crate::cli) from_jobs: bool,
    /// Minutes a day on the way to it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub(in crate::cli) minutes: Option<u32>,
    /// Whose interview it is
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) company: Option<String>,
    /// How much a topic or section counts there: 0 to 10, 1 is as usual (repeatable)
    #[arg(long, value_name = "NAME=WEIGHT", requires = "dated", conflicts_with = "remove")]
    pub(in crate::cli) topic: Vec<String>,
    /// Remove an interview: the one of --interview or --company, or the only one
    #[arg(long, conflicts_with = "minutes")]
    pub(in crate::cli) remove: bool,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Sheet {
    /// One JSON document, with nothing left out
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Write one page that stands alone, to be printed; - is standard output
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub(in crate::cli) html: Option<PathBuf>,
}
