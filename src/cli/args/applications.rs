//! Flags of applications and of looking back on an interview.

use clap::{Args as Group, Subcommand};

#[derive(Debug, Group)]
pub(in crate::cli) struct Jobs {
    /// One JSON document
    #[arg(long, global = true)]
    pub(in crate::cli) json: bool,
    #[command(subcommand)]
    pub(in crate::cli) verb: Option<JobsVerb>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum JobsVerb {
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
pub(in crate::cli) struct JobFields {
    /// applied, phone, onsite, offer, rejected, withdrawn, or your own words
    #[arg(long, value_name = "STATUS")]
    pub(in crate::cli) status: Option<String>,
    /// What is to be done next; an empty text clears it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(in crate::cli) next: Option<String>,
    /// When: 2026-12-03, 3 Dec, Thu, "in 2 weeks"; an empty text clears it
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) date: Option<String>,
    /// Where it was found
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) url: Option<String>,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Debrief {
    /// The company; any case, a unique part will do
    pub(in crate::cli) company: String,
    /// The role, where the company has several
    pub(in crate::cli) role: Option<String>,
    /// A topic, or a card by its id or a part of its question, and how it went, 0 to 5 (repeatable)
    #[arg(long, value_name = "NAME=GRADE")]
    pub(in crate::cli) asked: Vec<String>,
    /// A question that no card asks, and how it went; becomes a card of yours (repeatable)
    #[arg(long, value_name = "QUESTION[ :: ANSWER]=GRADE")]
    pub(in crate::cli) new: Vec<String>,
    /// The topic of the new cards
    #[arg(long, value_name = "TOPIC")]
    pub(in crate::cli) under: Option<String>,
    /// What came of it, as far as you know
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) outcome: Option<String>,
    /// Anything else worth keeping
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) note: Option<String>,
    /// The day of the interview; today if left out
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
