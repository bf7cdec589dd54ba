//! A mock: the phases of the interview it plays, the state it has on disk while it runs, and what it leaves in the log.

mod attempt;
mod instant;
mod state;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use attempt::{Attempt, CheckedPoint, Judged, Judgement, Level, PhaseTime, Score, Thrown, Unscored, Verdict};
pub use state::{Mark, Marking, Pauses, State};

/// A phase of a design interview, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Phase {
    /// Questions, requirements, what success is.
    Clarify,
    /// The numbers.
    Estimate,
    /// The task as machine learning, and the drawing.
    Frame,
    /// Data, features, ingestion.
    Data,
    /// Two components in depth.
    Dive,
    /// Evaluation, rollout, monitoring.
    Evaluate,
    /// The summary.
    Wrap,
}

impl Phase {
    /// All seven.
    pub const ALL: [Self; 7] =
        [Self::Clarify, Self::Estimate, Self::Frame, Self::Data, Self::Dive, Self::Evaluate, Self::Wrap];

    /// Its name on screens and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clarify => "clarify and define success",
            Self::Estimate => "estimate",
            Self::Frame => "frame and draw",
            Self::Data => "data and features / ingestion",
            Self::Dive => "deep dive x2",
            Self::Evaluate => "evaluate, roll out, monitor",
            Self::Wrap => "wrap",
        }
    }

    /// Its name in one word, where there is little room.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Clarify => "clarify",
            Self::Estimate => "estimate",
            Self::Frame => "frame",
            Self::Data => "data",
            Self::Dive => "dive",
            Self::Evaluate => "evaluate",
            Self::Wrap => "wrap",
        }
    }

    /// What must exist at its end.
    pub const fn goal(self) -> &'static str {
        match self {
            Self::Clarify => {
                "answered questions, functional and non-functional list, one business metric, one guardrail"
            }
            Self::Estimate => "peak QPS, storage, one number that changes the design",
            Self::Frame => "ML task (input, output, loss, label), boxes and arrows for offline and online paths",
            Self::Data => "sources, labels and their delay, leakage guard, freshness",
            Self::Dive => "two components with alternatives and a decision",
            Self::Evaluate => "offline and online metric, rollout, alerts, failure drill",
            Self::Wrap => "summary in four sentences, biggest risk, what next",
        }
    }

    /// The minutes it has in a mock of this length; none where it is left out.
    pub const fn minutes(self, length: Length) -> Option<u32> {
        let of_length = match self {
            Self::Clarify => [5, 5, 6, 7],
            Self::Estimate => [3, 3, 4, 5],
            Self::Frame => [7, 6, 8, 10],
            Self::Data => [0, 5, 7, 9],
            Self::Dive => [0, 9, 10, 16],
            Self::Evaluate => [0, 5, 6, 8],
            Self::Wrap => [0, 2, 4, 5],
        };
        match of_length[length as usize] {
            0 => None,
            minutes => Some(minutes),
        }
    }

    /// The phase of a name or of its one word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.name() == name || phase.word() == name)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl From<Phase> for String {
    fn from(phase: Phase) -> Self {
        phase.name().to_owned()
    }
}

impl TryFrom<String> for Phase {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::from_name(&name).ok_or_else(|| format!("no phase is called `{name}`"))
    }
}

/// How long a mock is, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub enum Length {
    /// A sprint of 15: its first three phases.
    Sprint,
    /// The design part of a real slot of 45.
    #[default]
    Usual,
    /// 45.
    Long,
    /// 60.
    Longest,
}

impl Length {
    /// All four, shortest first.
    pub const ALL: [Self; 4] = [Self::Sprint, Self::Usual, Self::Long, Self::Longest];

    /// Its minutes.
    pub const fn minutes(self) -> u32 {
        match self {
            Self::Sprint => 15,
            Self::Usual => 35,
            Self::Long => 45,
            Self::Longest => 60,
        }
    }

    /// Its seconds.
    pub const fn seconds(self) -> u32 {
        self.minutes() * 60
    }

    /// The length of so many minutes.
    pub fn from_minutes(minutes: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|length| length.minutes() == minutes)
    }

    /// True when it can be passed and moves the memory of its scenario.
    pub const fn is_full(self) -> bool {
        !matches!(self, Self::Sprint)
    }

    /// Hundredths of the clock at which something is thrown in.
    pub const fn curveballs(self) -> &'static [u32] {
        match self {
            Self::Sprint => &[],
            Self::Usual => &[40, 65],
            Self::Long | Self::Longest => &[40, 65, 85],
        }
    }
}

impl From<Length> for u32 {
    fn from(length: Length) -> Self {
        length.minutes()
    }
}

impl TryFrom<u32> for Length {
    type Error = String;

    fn try_from(minutes: u32) -> Result<Self, String> {
        Self::from_minutes(minutes).ok_or_else(|| format!("no mock lasts {minutes} minutes"))
    }
}

/// How far a scenario has come: what its row in the tracker shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mastery {
    /// No mock of it stands in the log.
    #[default]
    NotPractised,
    /// Practised, and not mastered or not any more.
    Practised,
    /// Passed twice on different days, the second time with no dimension under 3 and within the clock.
    Mastered,
}

impl Mastery {
    /// Its words on screens and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotPractised => "not practised",
            Self::Practised => "practised",
            Self::Mastered => "mastered",
        }
    }

    /// Reads [`Self::word`]; a word that this version does not know means at least that it was practised.
    pub fn of_word(word: &str) -> Self {
        [Self::NotPractised, Self::Mastered].into_iter().find(|it| it.word() == word).unwrap_or(Self::Practised)
    }
}

/// The phases of a mock of this length, each with its minutes.
pub fn phases(length: Length) -> Vec<(Phase, u32)> {
    Phase::ALL.into_iter().filter_map(|phase| Some((phase, phase.minutes(length)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phases_fill_the_clock() {
        let table = [
            (15, vec![5, 3, 7]),
            (35, vec![5, 3, 6, 5, 9, 5, 2]),
            (45, vec![6, 4, 8, 7, 10, 6, 4]),
            (60, vec![7, 5, 10, 9, 16, 8, 5]),
        ];
        for (minutes, planned) in table {
            let length = Length::from_minutes(minutes).unwrap();
            let phases = phases(length);
            assert_eq!(phases.iter().map(|(_, minutes)| *minutes).collect::<Vec<_>>(), planned);
            assert_eq!(phases.iter().map(|(_, minutes)| minutes).sum::<u32>(), minutes);
            assert_eq!(length.seconds(), minutes * 60);
            assert!(phases.iter().map(|(phase, _)| *phase).eq(Phase::ALL.into_iter().take(planned.len())));
        }
        assert_eq!(Length::from_minutes(30), None);
    }

    #[test]
    fn phases_are_known_by_name_and_word() {
        for phase in Phase::ALL {
            assert_eq!(Phase::from_name(phase.name()), Some(phase));
            assert_eq!(Phase::from_name(phase.word()), Some(phase));
            assert!(!phase.goal().is_empty());
        }
        assert_eq!(Phase::from_name("coffee"), None);
    }
}
