//! A telling that is over and not rated to its end: all that it takes to go on with the rating.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::{Grade, Timing};

/// A telling that was told, with what was rated of it so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrated {
    /// When its last part ended.
    pub at: DateTime<FixedOffset>,
    /// The question that it answered.
    pub question: String,
    /// Which of the questions, from 1; none for one of the teller's own.
    pub angle: Option<usize>,
    /// Told in 60 seconds.
    pub short: bool,
    /// The parts, in the order in which they were told.
    pub timings: Vec<Timing>,
    /// The follow-up that is asked, by the public name of its item.
    pub followup: Option<String>,
    /// The follow-up is behind it: answered, or it could not be written.
    pub asked: bool,
    /// The grade of its answer, which is in the log.
    pub followup_grade: Option<Grade>,
    /// The levels given so far, in the order of [`super::Trait::ALL`].
    pub levels: Vec<u8>,
}

impl Unrated {
    /// The JSON that is kept.
    pub fn to_value(&self) -> Value {
        json!({
            "at": self.at.to_rfc3339(),
            "question": self.question,
            "angle": self.angle,
            "short": self.short,
            "parts": self.timings.iter().map(Timing::to_value).collect::<Vec<_>>(),
            "followup": self.followup,
            "asked": self.asked,
            "followup_grade": self.followup_grade.map(Grade::number),
            "levels": self.levels,
        })
    }

    /// Reads it back; none if it is none, or of another version of drill.
    pub fn from_value(value: &Value) -> Option<Self> {
        let level = |level: &Value| u8::try_from(level.as_u64()?).ok().filter(|level| (1..=4).contains(level));
        let levels: Vec<u8> = value["levels"].as_array()?.iter().map(level).collect::<Option<_>>()?;
        Some(Self {
            at: DateTime::parse_from_rfc3339(value["at"].as_str()?).ok()?,
            question: value["question"].as_str()?.to_owned(),
            angle: value["angle"].as_u64().and_then(|angle| usize::try_from(angle).ok()),
            short: value["short"].as_bool()?,
            timings: value["parts"].as_array()?.iter().map(Timing::from_value).collect::<Option<_>>()?,
            followup: value["followup"].as_str().map(str::to_owned),
            asked: value["asked"].as_bool()?,
            followup_grade: value["followup_grade"].as_u64().and_then(|it| Grade::new(u8::try_from(it).ok()?)),
            levels: (levels.len() <= super::Trait::ALL.len()).then_some(levels)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Part;

    #[test]
    fn it_comes_back_as_it_went_in() {
        let mut left = Unrated {
            at: DateTime::parse_from_rfc3339("2026-03-01T09:00:00+01:00").unwrap(),
            question: "What was hard?".to_owned(),
            angle: Some(2),
            short: false,
            timings: vec![Timing { part: Part::Action, planned: 100, spent: 90 }],
            followup: Some("story-x.why".to_owned()),
            asked: true,
            followup_grade: Some(Grade::GOOD),
            levels: vec![3, 1],
        };
        assert_eq!(Unrated::from_value(&left.to_value()), Some(left.clone()));
        (left.angle, left.followup, left.followup_grade) = (None, None, None);
        assert_eq!(Unrated::from_value(&left.to_value()), Some(left.clone()));
        for (name, odd) in [("levels", json!([5])), ("levels", json!([1, 1, 1, 1, 1, 1, 1, 1])), ("at", json!("now"))] {
            let mut value = left.to_value();
            value[name] = odd;
            assert_eq!(Unrated::from_value(&value), None, "{name}");
        }
        assert_eq!(Unrated::from_value(&Value::Null), None);
    }
}
