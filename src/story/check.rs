//! What a program can tell about a written story.

use std::fmt;

use super::{
    numbers::{Number, has_any, numbers},
    words::{count, how_often, lower, spoken_seconds},
};
use crate::model::{Day, Part, Texts};

/// The fewest words that fill two minutes, at 130 a minute.
pub const SHORTEST: usize = 260;
/// The most words that fit into three minutes, at 150 a minute.
pub const LONGEST: usize = 450;
/// The largest share of the situation, in percent of all words.
const SITUATION_MOST: usize = 20;
/// The smallest share of the action, in percent of all words.
const ACTION_LEAST: usize = 50;
/// Days after which a story has to be told again.
const STALE_DAYS: i64 = 30;

/// How long a story is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Words of each part, in the order of [`Part::ALL`].
    pub words: [usize; 5],
}

impl Measure {
    /// Measures the parts.
    pub fn of(texts: &Texts) -> Self {
        Self { words: Part::ALL.map(|part| count(texts.get(part))) }
    }

    /// Words of all parts.
    pub fn total(&self) -> usize {
        self.words.iter().sum()
    }

    /// Words of one part.
    pub fn of_part(&self, part: Part) -> usize {
        self.words[part.place()]
    }

    /// Seconds to say it.
    pub fn seconds(&self) -> usize {
        spoken_seconds(self.total())
    }

    /// The share of a part in whole percent, rounded down.
    pub fn percent(&self, part: Part) -> usize {
        (self.of_part(part) * 100).checked_div(self.total()).unwrap_or(0)
    }
}

/// One thing to be mended in a story. `Display` says it with its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A part without which it is no story.
    Empty(Part),
    /// The result says no amount.
    NoNumber,
    /// The result has numbers, and none says of what.
    NoUnit,
    /// The result does not say how it was before.
    NoBaseline,
    /// Numbers of the task that the result does not come back to.
    TargetMissing {
        /// As the task has them.
        numbers: Vec<String>,
    },
    /// More "we" than "I" in the action.
    We {
        /// How often "we".
        we: usize,
        /// How often "I".
        i: usize,
    },
    /// The situation takes too much of the story.
    LongSituation {
        /// Its share.
        percent: usize,
    },
    /// The action takes too little of it.
    ShortAction {
        /// Its share.
        percent: usize,
    },
    /// Too short to be told for two minutes.
    TooShort {
        /// Its words.
        words: usize,
    },
    /// Too long for three minutes.
    TooLong {
        /// Its words.
        words: usize,
    },
    /// Nothing was learned.
    NoReflection,
    /// Not told for thirty days, or never in the thirty days since it was written.
    Unrehearsed {
        /// Days since it was told or written.
        days: i64,
    },
}

impl Warning {
    /// Its word in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Empty(_) => "empty_part",
            Self::NoNumber => "result_without_number",
            Self::NoUnit => "result_without_unit",
            Self::NoBaseline => "result_without_baseline",
            Self::TargetMissing { .. } => "target_missing_from_result",
            Self::We { .. } => "more_we_than_i",
            Self::LongSituation { .. } => "long_situation",
            Self::ShortAction { .. } => "short_action",
            Self::TooShort { .. } => "too_short",
            Self::TooLong { .. } => "too_long",
            Self::NoReflection => "no_reflection",
            Self::Unrehearsed { .. } => "not_rehearsed",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty(part) => write!(out, "{} is empty", part.word()),
            Self::NoNumber => write!(out, "the result has no number"),
            Self::NoUnit => write!(out, "no number of the result says what is counted"),
            Self::NoBaseline => write!(out, "the result has no baseline: how was it before?"),
            Self::TargetMissing { numbers } => {
                write!(out, "the target of the task is missing from the result: {}", numbers.join(", "))
            }
            Self::We { we, i } => write!(out, "\"we\" {we} times and \"I\" {i} times in the action"),
            Self::LongSituation { percent } => {
                write!(out, "the situation takes {percent} % of the words, {SITUATION_MOST} % at most")
            }
            Self::ShortAction { percent } => {
                write!(out, "the action takes {percent} % of the words, {ACTION_LEAST} % at least")
            }
            Self::TooShort { words } => {
                write!(out, "too short: {words} words ({}), {SHORTEST} at least", minutes(*words))
            }
            Self::TooLong { words } => write!(out, "too long: {words} words ({}), {LONGEST} at most", minutes(*words)),
            Self::NoReflection => write!(out, "no reflection"),
            Self::Unrehearsed { days } => write!(out, "not rehearsed for {days} days"),
        }
    }
}

/// Spoken minutes and seconds: `2:34 min`.
pub fn minutes(words: usize) -> String {
    let seconds = spoken_seconds(words);
    format!("{}:{:02} min", seconds / 60, seconds % 60)
}

/// All that is to be mended, in the order of the parts. `since` is the day it was last told, else the day it was
/// written.
pub fn check(texts: &Texts, since: Option<Day>, today: Day) -> Vec<Warning> {
    let mut warnings: Vec<Warning> =
        Part::STAR.into_iter().filter(|part| !texts.has(*part)).map(Warning::Empty).collect();
    let measure = Measure::of(texts);
    let total = measure.total();
    if total == 0 {
        return warnings;
    }
    // A share is only one where both it and something else is written.
    let share = |part: Part| texts.has(part).then(|| measure.of_part(part) * 100).filter(|_| texts.filled() > 1);
    if share(Part::Situation).is_some_and(|part| part > total * SITUATION_MOST) {
        warnings.push(Warning::LongSituation { percent: measure.percent(Part::Situation) });
    }
    if share(Part::Action).is_some_and(|part| part < total * ACTION_LEAST) {
        warnings.push(Warning::ShortAction { percent: measure.percent(Part::Action) });
    }
    let (we, i) = (how_often(texts.get(Part::Action), &["we"]), how_often(texts.get(Part::Action), &["i"]));
    if we > i {
        warnings.push(Warning::We { we, i });
    }
    if texts.has(Part::Result) {
        result(texts.get(Part::Task), texts.get(Part::Result), &mut warnings);
    }
    if !texts.has(Part::Reflection) {
        warnings.push(Warning::NoReflection);
    }
    if total < SHORTEST {
        warnings.push(Warning::TooShort { words: total });
    } else if total > LONGEST {
        warnings.push(Warning::TooLong { words: total });
    }
    let days = since.map_or(0, |day| today.since(day));
    if texts.is_written() && days >= STALE_DAYS {
        warnings.push(Warning::Unrehearsed { days });
    }
    warnings
}

fn result(task: &str, result: &str, warnings: &mut Vec<Warning>) {
    let found: Vec<Number> = numbers(result).into_iter().filter(|number| !number.is_year()).collect();
    if !has_any(result) {
        warnings.push(Warning::NoNumber);
    } else if !found.is_empty() && !found.iter().any(Number::has_unit) {
        warnings.push(Warning::NoUnit);
    }
    if !has_baseline(result, &found) {
        warnings.push(Warning::NoBaseline);
    }
    let targets: Vec<Number> = numbers(task).into_iter().filter(|number| !number.is_year()).collect();
    let met = |target: &Number| found.iter().any(|number| number.value == target.value);
    if !targets.is_empty() && !targets.iter().any(met) {
        let mut numbers: Vec<String> = targets.into_iter().map(|target| target.written).collect();
        numbers.dedup();
        warnings.push(Warning::TargetMissing { numbers });
    }
}

/// Words that set one state against another.
const BASELINE: [&str; 24] = [
    "from",
    "before",
    "baseline",
    "compared",
    "versus",
    "vs",
    "instead",
    "previously",
    "earlier",
    "prior",
    "than",
    "against",
    "was",
    "were",
    "had",
    "used",
    "doubled",
    "halved",
    "tripled",
    "vorher",
    "statt",
    "zuvor",
    "von",
    "gegenüber",
];

/// Two states are set against each other, or two numbers count the same thing.
fn has_baseline(text: &str, found: &[Number]) -> bool {
    let arrow = text.contains('→') || text.contains("->");
    let pair = found
        .iter()
        .enumerate()
        .any(|(at, number)| !number.unit.is_empty() && found[..at].iter().any(|other| other.unit == number.unit));
    arrow || pair || lower(text).iter().any(|word| BASELINE.contains(&word.as_str()))
}
