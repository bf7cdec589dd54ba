//! What is on disk while a mock runs: enough to go on at the same second.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Length, Level, Phase, Thrown, instant};
use crate::model::{ItemId, scenario::Dimension};

/// A mock that runs, as it was when it was last saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The lasting name of the scenario.
    pub scenario: ItemId,
    /// Its title.
    pub title: String,
    /// How long it is meant to be.
    #[serde(rename = "minutes")]
    pub length: Length,
    /// When it began.
    #[serde(with = "instant")]
    pub started_at: DateTime<FixedOffset>,
    /// The moment up to which all times below are counted.
    #[serde(with = "instant")]
    pub saved_at: DateTime<FixedOffset>,
    /// Milliseconds that the clock ran in each phase that began; the last one is the present one.
    pub spent_millis: Vec<u64>,
    /// Milliseconds that it stood still.
    pub paused_millis: u64,
    /// How often it was stopped.
    pub pauses: u32,
    /// True when it stands still now.
    pub paused: bool,
    /// True when the end of 80 % of the present phase was told.
    pub warned: bool,
    /// True when the end of the present phase was told.
    pub phase_over: bool,
    /// True when the end of the whole clock was told.
    pub all_over: bool,
    /// True when it was asked whether to leave the present phase early.
    pub asked_early: bool,
    /// Which of the scenario's curveballs comes first; the others follow it round the list.
    pub first_curveball: usize,
    /// Those that were thrown.
    pub curveballs: Vec<Thrown>,
    /// Second of the clock at which the clarifying questions were shown.
    pub questions_shown_at: Option<u32>,
    /// What to look out for, from the last mock.
    pub focus: Option<String>,
    /// What was written so far.
    pub note: String,
    /// The marking, once the clock is done with.
    pub marking: Option<Marking>,
}

impl State {
    /// As JSON.
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// From JSON.
    ///
    /// # Errors
    ///
    /// When it is no state that this version knows.
    pub fn from_value(value: &Value) -> Result<Self, serde_json::Error> {
        Self::deserialize(value)
    }

    /// The phase it is in; none before its first, and none of a state that was tampered with.
    pub fn phase(&self) -> Option<Phase> {
        let at = self.spent_millis.len().checked_sub(1)?;
        super::phases(self.length).get(at).map(|(phase, _)| *phase)
    }

    /// Whole seconds that the clock ran.
    pub fn seconds(&self) -> u64 {
        self.spent_millis.iter().fold(0_u64, |sum, millis| sum.saturating_add(*millis)) / 1000
    }
}

/// How often and how long the clock stood still.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pauses {
    /// How often.
    pub count: u32,
    /// Whole seconds.
    pub seconds: u32,
}

/// How far the marking has come; what is not yet answered is none or missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marking {
    /// True when the mock was ended before its last phase.
    pub ended_early: bool,
    /// Would the candidate hire himself?
    pub hire: Option<bool>,
    /// The phase he takes for the weakest.
    pub weakest: Option<Phase>,
    /// The lists that were ticked, each in the order of the scenario's points.
    pub ticked: Vec<(Dimension, Vec<bool>)>,
    /// Of those, the ones to be gone through again.
    #[serde(default)]
    pub again: Vec<Dimension>,
    /// The levels that were set by hand.
    pub levels: Vec<Mark>,
    /// True when the levels stand.
    pub agreed: bool,
    /// One line to remember it by.
    pub remark: Option<String>,
}

/// A level that was set by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The dimension.
    pub dimension: Dimension,
    /// The level.
    pub level: Level,
    /// The word why.
    pub why: String,
}
