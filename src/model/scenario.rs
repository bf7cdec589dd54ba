//! A system-design scenario: its prompt, what a strong answer holds, and the rubric by which a mock of it is scored.

use serde::{Deserialize, Serialize};

use super::{ItemId, mock::Phase};

mod general;

/// A scenario as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its lasting name.
    pub id: ItemId,
    /// The words of the tracker's row: `Design a RAG system for 1M documents`.
    pub title: String,
    /// Short names for the command line.
    pub aliases: Vec<String>,
    /// The checklist topics it rests on.
    pub topics: Vec<String>,
    /// What the interviewer says, as Markdown.
    pub prompt: String,
    /// What should be asked first, with what the interviewer would answer.
    pub questions: Vec<Question>,
    /// What must exist at the end of a phase in this scenario, where that is not the common sentence.
    pub goals: Vec<(Phase, String)>,
    /// The numbers of the scenario, in order.
    pub envelope: Vec<Figure>,
    /// The reference solution in parts (design, deep dives, failure modes, evaluation), each Markdown.
    pub parts: Vec<Part>,
    /// What is thrown in while the clock runs.
    pub curveballs: Vec<Curveball>,
    /// The six dimensions, in the order of [`Dimension::ALL`].
    pub rubric: Vec<Criterion>,
}

impl Scenario {
    /// What must exist at the end of a phase.
    pub fn goal(&self, phase: Phase) -> &str {
        self.goals.iter().find(|(named, _)| *named == phase).map_or(phase.goal(), |(_, goal)| goal)
    }
}

/// A clarifying question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub ask: String,
    /// The interviewer's answer.
    pub answer: String,
}

/// A number of the envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name, which later expressions use.
    pub name: String,
    /// How it is computed; none for what is given or assumed.
    pub expression: Option<String>,
    /// The number as written, `4_285_714`.
    pub value: String,
    /// Why, or what it means; empty if not said.
    pub remark: String,
}

/// A part of the reference solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// Its Markdown.
    pub body: String,
}

/// An event thrown in while the clock runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curveball {
    /// What the interviewer says.
    pub event: String,
    /// What a strong answer holds.
    pub answer: String,
}

/// One dimension of the rubric of one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Which dimension.
    pub dimension: Dimension,
    /// What must be mentioned; empty for communication and clock, and where a scenario has no file.
    pub points: Vec<Point>,
    /// What levels 1 to 4 look like.
    pub levels: [String; 4],
}

/// One point of a must-mention list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The point.
    pub text: String,
    /// A senior signal, written `★`.
    pub senior: bool,
    /// What must be known for it.
    pub rests_on: RestsOn,
}

/// What a point rests on, so that a missed one can pull cards into the drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestsOn {
    /// These cards.
    Cards(Vec<ItemId>),
    /// The topic of this title.
    Topic(String),
    /// Nothing that a deck knows.
    Nothing,
}

/// The six dimensions of the rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Questions, requirements, metric and guardrail.
    Scope,
    /// Numbers that follow from each other and change the design.
    Estimates,
    /// Sources, labels, freshness, leakage.
    Data,
    /// The design and two of its components in depth.
    Design,
    /// Metrics, rollout, alerts, failure.
    Operations,
    /// How it was told, and the clock.
    Communication,
}

impl Dimension {
    /// All six, in the order of the rubric.
    pub const ALL: [Self; 6] =
        [Self::Scope, Self::Estimates, Self::Data, Self::Design, Self::Operations, Self::Communication];

    /// Its heading in a scenario file and on screens.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scope => "Scope and success",
            Self::Estimates => "Estimates",
            Self::Data => "Data and features",
            Self::Design => "Core design and depth",
            Self::Operations => "Evaluation and operations",
            Self::Communication => "Communication and clock",
        }
    }

    /// Its word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::Estimates => "estimates",
            Self::Data => "data",
            Self::Design => "design",
            Self::Operations => "operations",
            Self::Communication => "communication",
        }
    }

    /// Its share of the score, in hundredths.
    pub const fn weight(self) -> u32 {
        match self {
            Self::Scope => 15,
            Self::Estimates | Self::Communication => 10,
            Self::Data | Self::Operations => 20,
            Self::Design => 25,
        }
    }

    /// The dimension of a JSON word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.word() == word)
    }

    /// The dimension of a heading.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.name() == name)
    }
}
