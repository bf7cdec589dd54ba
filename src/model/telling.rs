//! A story told against the clock, and what is left of it in the log.

use serde_json::{Map, Value, json};

use super::Part;

/// The seven dimensions on which a telling is rated, by the teller himself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// A specific situation.
    Situation,
    /// One's own role.
    Role,
    /// Task and target.
    Task,
    /// Actions and judgement.
    Action,
    /// The result.
    Result,
    /// Reflection.
    Reflection,
    /// Delivery.
    Delivery,
}

impl Trait {
    /// All seven, in the order in which they are rated.
    pub const ALL: [Self; 7] =
        [Self::Situation, Self::Role, Self::Task, Self::Action, Self::Result, Self::Reflection, Self::Delivery];

    /// Its name on screens.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Situation => "specific situation",
            Self::Role => "own role",
            Self::Task => "task and target",
            Self::Action => "actions and judgement",
            Self::Result => "result",
            Self::Reflection => "reflection",
            Self::Delivery => "delivery",
        }
    }

    /// Its word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Role => "role",
            Self::Task => "task",
            Self::Action => "action",
            Self::Result => "result",
            Self::Reflection => "reflection",
            Self::Delivery => "delivery",
        }
    }

    /// What levels 1 to 4 look like.
    pub const fn levels(self) -> [&'static str; 4] {
        match self {
            Self::Situation => [
                "no one event: \"usually\", \"we often\"",
                "an event, but no time, size or stake",
                "one event with time, system and stake",
                "that in three sentences, and why it was hard is plain",
            ],
            Self::Role => [
                "\"we\" throughout; nobody knows what was yours",
                "your part can be guessed",
                "your decisions are told apart from the team's",
                "that, and what others did is credited by name or role",
            ],
            Self::Task => [
                "no goal, or somebody else's",
                "a goal without a measure",
                "a goal with a number, a date or a limit",
                "that, and why this target and not an easier one",
            ],
            Self::Action => [
                "a list of activities",
                "steps without reasons",
                "two decisions with the alternative that was turned down",
                "that, with a risk taken knowingly and how it was watched",
            ],
            Self::Result => [
                "no result, or \"it went well\"",
                "a result without a number or a baseline",
                "a number against a baseline, tied to the target",
                "that, with its effect on people or money, and what it did not solve",
            ],
            Self::Reflection => [
                "none, or a boast",
                "a general lesson",
                "one thing you would do otherwise, and why",
                "that, and a later case in which you did",
            ],
            Self::Delivery => [
                "lost the thread, or far off the time",
                "followed with effort, or half a minute off",
                "clear and within the time",
                "that, calm, with a headline first and room for questions",
            ],
        }
    }
}

/// One level of 1 to 4 for each dimension, in the order of [`Trait::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratings(pub [u8; 7]);

impl Ratings {
    /// The mean in hundredths, rounded down.
    pub fn mean(&self) -> u32 {
        self.0.iter().map(|level| u32::from(*level)).sum::<u32>() * 100 / 7
    }
}

/// How long a part was meant to take, and how long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The part.
    pub part: Part,
    /// Seconds planned.
    pub planned: u32,
    /// Seconds spent.
    pub spent: u32,
}

impl Timing {
    /// The stable JSON of one part.
    pub fn to_value(&self) -> Value {
        json!({ "part": self.part.word(), "planned": self.planned, "spent": self.spent })
    }

    /// Reads it back; none if it is none.
    pub fn from_value(value: &Value) -> Option<Self> {
        let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
        let part = Part::from_word(value["part"].as_str()?)?;
        Some(Self { part, planned: number(&value["planned"])?, spent: number(&value["spent"])? })
    }
}

/// All that a finished telling leaves: the `detail` of its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The heading of the story when it was told.
    pub title: String,
    /// The question that it answered.
    pub question: String,
    /// Which of the questions, from 1; none for one of the teller's own.
    pub angle: Option<usize>,
    /// Told in 60 seconds: practice, which moves no memory.
    pub short: bool,
    /// The parts, in the order in which they were told.
    pub timings: Vec<Timing>,
    /// The teller's own levels.
    pub ratings: Ratings,
    /// Whether it passed.
    pub passed: bool,
    /// The follow-up that was asked, by the public name of its item.
    pub followup: Option<String>,
    /// The teller's own grade for his answer to it.
    pub followup_grade: Option<u8>,
}

impl Telling {
    /// Seconds it took.
    pub fn seconds(&self) -> u32 {
        self.timings.iter().map(|timing| timing.spent).sum()
    }

    /// The stable JSON of an entry.
    pub fn to_json(&self) -> Value {
        let ratings: Map<String, Value> = Trait::ALL
            .iter()
            .zip(self.ratings.0)
            .map(|(dimension, level)| (dimension.word().to_owned(), level.into()))
            .collect();
        json!({
            "title": self.title,
            "question": self.question,
            "angle": self.angle,
            "short": self.short,
            "parts": self.timings.iter().map(Timing::to_value).collect::<Vec<_>>(),
            "seconds": self.seconds(),
            "ratings": ratings,
            "mean": f64::from(self.ratings.mean()) / 100.0,
            "passed": self.passed,
            "followup": self.followup,
            "followup_grade": self.followup_grade,
        })
    }

    /// Reads it back; none if it is no telling.
    pub fn from_json(value: &Value) -> Option<Self> {
        let mut levels = [0; 7];
        for (level, dimension) in levels.iter_mut().zip(Trait::ALL) {
            let rated = value["ratings"][dimension.word()].as_u64().filter(|level| (1..=4).contains(level))?;
            *level = u8::try_from(rated).ok()?;
        }
        Some(Self {
            title: value["title"].as_str()?.to_owned(),
            question: value["question"].as_str()?.to_owned(),
            angle: value["angle"].as_u64().and_then(|angle| usize::try_from(angle).ok()),
            short: value["short"].as_bool()?,
            timings: value["parts"].as_array()?.iter().map(Timing::from_value).collect::<Option<_>>()?,
            ratings: Ratings(levels),
            passed: value["passed"].as_bool()?,
            followup: value["followup"].as_str().map(str::to_owned),
            followup_grade: value["followup_grade"].as_u64().and_then(|grade| u8::try_from(grade).ok()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telling_comes_back_as_it_went_in() {
        let mut telling = Telling {
            title: "Technical Challenge".to_owned(),
            question: "What was hard?".to_owned(),
            angle: Some(2),
            short: false,
            timings: vec![Timing { part: Part::Situation, planned: 18, spent: 25 }],
            ratings: Ratings([1, 2, 3, 4, 3, 2, 1]),
            passed: false,
            followup: Some("story-x.why".to_owned()),
            followup_grade: Some(4),
        };
        assert_eq!(Telling::from_json(&telling.to_json()), Some(telling.clone()));
        telling.angle = None;
        telling.followup = None;
        telling.followup_grade = None;
        assert_eq!(Telling::from_json(&telling.to_json()), Some(telling.clone()));
        assert_eq!((telling.seconds(), telling.ratings.mean()), (25, 228));
        let mut broken = telling.to_json();
        broken["ratings"]["role"] = 5.into();
        assert_eq!(Telling::from_json(&broken), None);
        assert_eq!(Telling::from_json(&Value::Null), None);
    }
}
