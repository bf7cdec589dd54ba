//! Flags of what is practised: mocks, stories, grades and what is set aside.

use clap::Args as Group;

use crate::model::{Grade as Quality, mock::Length};

#[derive(Debug, Group)]
pub(in crate::cli) struct MockDesign {
    /// The scenario: id, alias or title; any case, a unique part will do. Without it drill chooses, and says why
    #[arg(conflicts_with_all = ["list", "show", "solution", "resume", "discard"])]
    pub(in crate::cli) scenario: Option<String>,
    /// List the scenarios with what was practised
    #[arg(long, group = "mode")]
    pub(in crate::cli) list: bool,
    /// Print the phases with their minutes, of the scenario if one is named, and begin nothing
    #[arg(long, group = "mode")]
    pub(in crate::cli) phases: bool,
    /// Print a past mock: its entry's id, or a scenario for the last mock of it
    #[arg(long, value_name = "ID", group = "mode")]
    pub(in crate::cli) show: Option<String>,
    /// Print what a strong answer to a scenario holds, for after the mock
    #[arg(long, value_name = "SCENARIO", group = "mode")]
    pub(in crate::cli) solution: Option<String>,
    /// Go on with the mock that was put aside
    #[arg(long, group = "mode")]
    pub(in crate::cli) resume: bool,
    /// Drop the mock that was put aside, and print its note
    #[arg(long, group = "mode")]
    pub(in crate::cli) discard: bool,
    /// Add a row for the scenario to the table of the tracker, and begin nothing
    #[arg(long, group = "mode", requires = "scenario")]
    pub(in crate::cli) add_row: bool,
    /// How long: 15, 35, 45 or 60 (left out: the setting `mock_length`)
    #[arg(long, value_name = "N", value_parser = length, conflicts_with_all = ["list", "show", "solution", "resume", "discard", "add_row"])]
    pub(in crate::cli) minutes: Option<Length>,
    /// Ask line by line, also on a terminal
    #[arg(long)]
    pub(in crate::cli) plain: bool,
    /// Draw the screen with plain marks, for a font that lacks the finer ones
    #[arg(long)]
    pub(in crate::cli) ascii: bool,
    /// One JSON document, of --list, --phases or --show
    #[arg(long, conflicts_with_all = ["solution", "resume", "discard", "add_row"])]
    pub(in crate::cli) json: bool,
}

impl MockDesign {
    /// True when it runs a mock.
    pub(in crate::cli) fn runs(&self) -> bool {
        let looks = self.list || self.phases || self.show.is_some() || self.solution.is_some() || self.json;
        !(looks || self.discard || self.add_row)
    }
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Story {
    /// The story: its heading or id, any case, a unique part will do; all of them in a list if left out
    pub(in crate::cli) story: Option<String>,
    /// Say what is to be mended; exit 1 if there is anything
    #[arg(long, group = "does", requires = "story")]
    pub(in crate::cli) check: bool,
    /// Write all of it in $EDITOR, or one part at a time on a terminal
    #[arg(long, group = "does", requires = "story")]
    pub(in crate::cli) write: bool,
    /// Tell it against the clock
    #[arg(long, group = "does", requires = "story")]
    pub(in crate::cli) tell: bool,
    /// Tell it in 60 seconds: practice, without a follow-up
    #[arg(long, requires = "story", conflicts_with_all = ["check", "write", "json"])]
    pub(in crate::cli) short: bool,
    /// Tell it for another question: the Nth of its kind, the next one without a number
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "0", requires = "story",
          conflicts_with_all = ["check", "write", "json"])]
    pub(in crate::cli) angle: Option<usize>,
    /// What is asked, probed and asked afterwards, and how to build it
    #[arg(long, group = "does", requires = "story")]
    pub(in crate::cli) guide: bool,
    /// The signals that your stories show, and those that none shows
    #[arg(long, group = "does", conflicts_with = "story")]
    pub(in crate::cli) matrix: bool,
    #[command(flatten)]
    pub(in crate::cli) texts: StoryTexts,
    /// The signals it is heard as, comma-separated; an empty text goes back to those of its kind
    #[arg(long, value_name = "LIST", requires = "story", conflicts_with_all = ["does", "short", "angle"])]
    pub(in crate::cli) signals: Option<String>,
    /// Let the text given here hold over words of yours in the file
    #[arg(long, requires = "story", conflicts_with_all = ["does", "short", "angle"])]
    pub(in crate::cli) replace: bool,
    /// Where both sides changed: what drill has holds
    #[arg(long, group = "does", requires = "story")]
    pub(in crate::cli) mine: bool,
    /// Where both sides changed: what the file says holds
    #[arg(long, group = "does", requires = "story")]
    pub(in crate::cli) file: bool,
    /// Draw the clock line by line, also on a terminal
    #[arg(long)]
    pub(in crate::cli) plain: bool,
    /// One JSON document
    #[arg(long, conflicts_with_all = ["write", "tell", "mine", "file", "guide"])]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Default, Group)]
pub(in crate::cli) struct StoryTexts {
    /// Write the situation; an empty text clears it
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(in crate::cli) situation: Option<String>,
    /// Write the task
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(in crate::cli) task: Option<String>,
    /// Write the action
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(in crate::cli) action: Option<String>,
    /// Write the result
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(in crate::cli) result: Option<String>,
    /// Write the reflection
    #[arg(long, value_name = "TEXT", requires = "story", conflicts_with_all = ["does", "short", "angle"], allow_hyphen_values = true)]
    pub(in crate::cli) reflection: Option<String>,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Due {
    /// One short line for a prompt
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) short: bool,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Grade {
    /// The id of the card, or a part it begins with
    pub(in crate::cli) id: String,
    /// 0..5, or again, hard, good, easy (1, 3, 4, 5)
    #[arg(allow_hyphen_values = true, value_parser = grade)]
    pub(in crate::cli) grade: Quality,
    /// One JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Named {
    /// The id of the card, or a part it begins with
    pub(in crate::cli) id: String,
}

fn grade(word: &str) -> Result<Quality, &'static str> {
    Quality::from_word(word).ok_or("a grade is 0..5, or again, hard, good, easy (1, 3, 4, 5)")
}

fn length(word: &str) -> Result<Length, &'static str> {
    word.parse().ok().and_then(Length::from_minutes).ok_or("a mock lasts 15, 35, 45 or 60 minutes")
}
