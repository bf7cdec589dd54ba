//! What a finished mock leaves: the detail of its entry in the log, whole, so that it can be shown when the scenario's
//! file has long been changed.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Length, Pauses, Phase, instant};
use crate::model::{Grade, ItemId, scenario::Dimension, scenario::RestsOn};

/// A finished and marked mock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The lasting name of the scenario.
    pub scenario: ItemId,
    /// Its title at the time.
    pub title: String,
    /// Its prompt at the time, as Markdown.
    pub prompt: String,
    /// How long it was meant to be.
    #[serde(rename = "minutes")]
    pub length: Length,
    /// When it began.
    #[serde(with = "instant")]
    pub started_at: DateTime<FixedOffset>,
    /// When its marking was done.
    #[serde(with = "instant")]
    pub finished_at: DateTime<FixedOffset>,
    /// The phases of its plan, in order; those that were not reached have spent no time.
    pub phases: Vec<PhaseTime>,
    /// How often and how long the clock stood still.
    pub pauses: Pauses,
    /// True when it was ended before its last phase.
    pub ended_early: bool,
    /// Second of the clock at which the clarifying questions were looked at; none if they were not.
    #[serde(default)]
    pub questions_shown_at: Option<u32>,
    /// What was written.
    pub note: String,
    /// What was thrown in.
    pub curveballs: Vec<Thrown>,
    /// The candidate's own verdict, given before the rubric.
    pub verdict: Verdict,
    /// The six dimensions, in the order of the rubric.
    pub rubric: Vec<Judged>,
    /// Sum of weight x level over sum of the weights scored; none when nothing was.
    pub score: Option<Score>,
    /// What it counts as.
    #[serde(rename = "result")]
    pub judgement: Judgement,
    /// The grade of the scenario that follows; none when it moves no memory.
    #[serde(with = "grade")]
    pub grade: Option<Grade>,
    /// One line to remember it by, for the tracker.
    #[serde(default)]
    pub remark: String,
}

impl Attempt {
    /// As JSON: the detail of its entry.
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// From the detail of an entry.
    ///
    /// # Errors
    ///
    /// When it is no mock that this version knows.
    pub fn from_value(value: &Value) -> Result<Self, serde_json::Error> {
        Self::deserialize(value)
    }

    /// Seconds that the clock ran.
    pub fn seconds(&self) -> u32 {
        self.phases.iter().fold(0, |sum: u32, phase| sum.saturating_add(phase.spent_seconds))
    }

    /// True when the clock ran no longer than it was meant to.
    pub fn is_within_clock(&self) -> bool {
        self.seconds() <= self.length.seconds()
    }

    /// The level of a dimension; none when it is not scored.
    pub fn level(&self, dimension: Dimension) -> Option<Level> {
        self.rubric.iter().find(|judged| judged.dimension == dimension).and_then(|judged| judged.level)
    }

    /// The lowest level of a scored dimension.
    pub fn lowest(&self) -> Option<Level> {
        self.rubric.iter().filter_map(|judged| judged.level).min()
    }

    /// The points that were missed, in the order of the rubric.
    pub fn missed(&self) -> impl Iterator<Item = (Dimension, &CheckedPoint)> {
        let of = |judged: &'_ Judged| judged.dimension;
        self.rubric.iter().flat_map(move |judged| {
            judged.points.iter().filter(|point| !point.ticked).map(move |point| (of(judged), point))
        })
    }
}

/// How long a phase took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseTime {
    /// The phase.
    pub phase: Phase,
    /// Seconds it was meant to take.
    pub planned_seconds: u32,
    /// Seconds that the clock ran in it.
    pub spent_seconds: u32,
    /// False when it never began.
    pub reached: bool,
}

impl PhaseTime {
    /// Seconds over what was planned.
    pub const fn overrun(&self) -> u32 {
        self.spent_seconds.saturating_sub(self.planned_seconds)
    }
}

/// What was thrown in while the clock ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thrown {
    /// Second of the clock at which it came.
    pub at_seconds: u32,
    /// What the interviewer said.
    pub event: String,
    /// What a strong answer holds.
    pub answer: String,
}

/// The candidate's own verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Would he hire himself?
    pub hire: bool,
    /// The phase he takes for the weakest.
    pub weakest: Phase,
}

/// A dimension of the rubric with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Which.
    pub dimension: Dimension,
    /// Its must-mention list, ticked; empty where it has none or was not asked.
    pub points: Vec<CheckedPoint>,
    /// The level that follows from points or clock.
    pub proposed: Option<Level>,
    /// The level that counts; none when it is not scored.
    pub level: Option<Level>,
    /// Why the level is another than the proposed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Why nothing is proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unscored: Option<Unscored>,
    /// What levels 1 to 4 look like, as the scenario says; empty where it says nothing.
    #[serde(default)]
    pub levels: [String; 4],
}

impl Judged {
    /// Points ticked, and all points.
    pub fn ticked(&self) -> (usize, usize) {
        (self.points.iter().filter(|point| point.ticked).count(), self.points.len())
    }
}

/// Why a dimension has no proposed level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unscored {
    /// None of its phases began.
    NotReached,
    /// The scenario has no points for it.
    NoPoints,
    /// Its phases were only leafed through: nothing was noted, and hardly any time went by.
    NothingSaid,
}

impl Unscored {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotReached => "not reached",
            Self::NoPoints => "no points",
            Self::NothingSaid => "nothing was said",
        }
    }
}

/// A point of a must-mention list, ticked or missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedPoint {
    /// The point.
    pub text: String,
    /// A senior signal.
    pub senior: bool,
    /// Whether it was mentioned.
    pub ticked: bool,
    /// What must be known for it.
    #[serde(with = "rests_on")]
    pub rests_on: RestsOn,
}

/// A level of the rubric: 1 (no hire) to 4 (strong).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// All four, lowest first.
    pub const ALL: [Self; 4] = [Self(1), Self(2), Self(3), Self(4)];
    /// The level of a candidate one would hire.
    pub const HIRE: Self = Self(3);

    /// The level of a number, none outside 1..=4.
    pub const fn new(number: u8) -> Option<Self> {
        if 1 <= number && number <= 4 { Some(Self(number)) } else { None }
    }

    /// Its number, 1..=4.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Its place in a list of four.
    pub const fn index(self) -> usize {
        self.0 as usize - 1
    }

    /// Its word on screens.
    pub const fn word(self) -> &'static str {
        ["no hire", "weak", "hire", "strong"][self.index()]
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

impl TryFrom<u8> for Level {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::new(number).ok_or_else(|| format!("{number} is no level"))
    }
}

/// A score, in hundredths: 312 stands for 3.12. A number with two places in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Score(u32);

impl Score {
    /// The score of a pass.
    pub const PASS: Self = Self(300);

    /// A score of so many hundredths.
    pub const fn from_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// Its hundredths.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> Self {
        Self::from(score.0) / 100.0
    }
}

impl TryFrom<f64> for Score {
    type Error = String;

    fn try_from(number: f64) -> Result<Self, String> {
        let found = (100..=400).map(Self).find(|score| (f64::from(*score) - number).abs() < 0.005);
        found.ok_or_else(|| format!("{number} is no score"))
    }
}

/// What a mock counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// A sprint, or one of which too little could be scored: it moves no memory.
    Practised,
    /// A full mock with 3.00 or more and no dimension at 1.
    Passed,
    /// Any other full mock.
    Failed,
}

impl Judgement {
    /// Its word on screens and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Practised => "practised",
            Self::Passed => "passed",
            Self::Failed => "failed",
        }
    }
}

/// A grade as its number, or null.
mod grade {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use crate::model::Grade;

    pub(super) fn serialize<S: Serializer>(grade: &Option<Grade>, to: S) -> Result<S::Ok, S::Error> {
        grade.map(Grade::number).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Grade>, D::Error> {
        let number = Option::<u8>::deserialize(from)?;
        let grade = |number| Grade::new(number).ok_or_else(|| D::Error::custom(format!("{number} is no grade")));
        number.map(grade).transpose()
    }
}

/// What a point rests on: `{"cards": [..]}`, `{"topic": ".."}` or null.
mod rests_on {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::model::{ItemId, scenario::RestsOn};

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Known {
        Cards(Vec<ItemId>),
        Topic(String),
    }

    pub(super) fn serialize<S: Serializer>(rests_on: &RestsOn, to: S) -> Result<S::Ok, S::Error> {
        let known = match rests_on {
            RestsOn::Cards(cards) => Some(Known::Cards(cards.clone())),
            RestsOn::Topic(title) => Some(Known::Topic(title.clone())),
            RestsOn::Nothing => None,
        };
        known.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<RestsOn, D::Error> {
        Ok(match Option::<Known>::deserialize(from)? {
            Some(Known::Cards(cards)) => RestsOn::Cards(cards),
            Some(Known::Topic(title)) => RestsOn::Topic(title),
            None => RestsOn::Nothing,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn attempt() -> Value {
        json!({
            "scenario": "scenario-rag",
            "title": "Design a RAG system",
            "prompt": "A company …",
            "minutes": 35,
            "started_at": "2026-03-02T09:00:00.000+01:00",
            "finished_at": "2026-03-02T09:50:00.000+01:00",
            "phases": [
                { "phase": "clarify and define success", "planned_seconds": 300, "spent_seconds": 340, "reached": true },
                { "phase": "estimate", "planned_seconds": 180, "spent_seconds": 0, "reached": false },
            ],
            "pauses": { "count": 1, "seconds": 60 },
            "ended_early": true,
            "questions_shown_at": null,
            "note": "\u{1b}[31m | \t ```",
            "curveballs": [{ "at_seconds": 840, "event": "e", "answer": "a" }],
            "verdict": { "hire": false, "weakest": "deep dive x2" },
            "rubric": [{
                "dimension": "scope",
                "points": [
                    { "text": "a", "senior": false, "ticked": true, "rests_on": { "cards": ["c-1", "c-2"] } },
                    { "text": "b", "senior": true, "ticked": false, "rests_on": { "topic": "Vector databases" } },
                    { "text": "c", "senior": false, "ticked": false, "rests_on": null },
                ],
                "proposed": 2,
                "level": 3,
                "why": "said aloud",
                "levels": ["1", "2", "3", "4"],
            }],
            "score": 3.07,
            "result": "passed",
            "grade": 3,
            "remark": "",
        })
    }

    #[test]
    fn an_attempt_reads_what_it_wrote() {
        let value = attempt();
        let read = Attempt::from_value(&value).unwrap();
        assert_eq!(read.to_value(), value);
        assert_eq!(read.score, Some(Score::from_hundredths(307)));
        assert_eq!(read.phases[0].overrun(), 40);
        assert_eq!((read.seconds(), read.is_within_clock(), read.lowest()), (340, true, Level::new(3)));
        let missed: Vec<&str> = read.missed().map(|(_, point)| point.text.as_str()).collect();
        assert_eq!(missed, ["b", "c"]);
    }

    #[test]
    fn what_is_no_attempt_is_refused() {
        let spoiled = [("minutes", json!(30)), ("score", json!(4.5)), ("grade", json!(6)), ("phases", json!("x"))];
        for (field, value) in spoiled {
            let mut attempt = attempt();
            attempt[field] = value;
            assert!(Attempt::from_value(&attempt).is_err(), "{field}");
        }
        assert!(Attempt::from_value(&json!({})).is_err());
    }

    #[test]
    fn every_score_survives_its_decimal() {
        for hundredths in 100..=400 {
            let score = Score::from_hundredths(hundredths);
            let value = serde_json::to_value(score).unwrap();
            assert_eq!(serde_json::from_value::<Score>(value).unwrap(), score);
        }
    }
}
