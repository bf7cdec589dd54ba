//! The arithmetic of the rubric, in integers.

use crate::model::{
    Day, Grade,
    mock::{
        Attempt, Judged, Judgement, Length, Level, Marking, Mastery, Phase, PhaseTime, Score, State, Unscored, phases,
    },
    scenario::{Criterion, Dimension, Scenario},
};

/// A score that rests on less than so many hundredths of the weights judges nothing.
const LEAST_WEIGHT: u32 = 50;

/// The level that follows for a dimension, with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// From its must-mention list.
    Points {
        /// The level.
        level: Level,
        /// Points ticked.
        ticked: usize,
        /// All points.
        all: usize,
        /// Whether a senior signal is among the ticked ones.
        senior: bool,
    },
    /// From the phases reached and the overrun.
    Clock {
        /// The level.
        level: Level,
        /// Phases that were not reached.
        missing: usize,
        /// Overrun of all phases in hundredths of the clock, rounded up.
        overrun: u32,
        /// Whether the whole took longer than the clock.
        late: bool,
    },
    /// Not scored.
    None(Unscored),
}

impl Proposal {
    /// The level; none when the dimension is not scored.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Points { level, .. } | Self::Clock { level, .. } => Some(level),
            Self::None(_) => None,
        }
    }

    /// What it rests on, in words.
    pub fn words(self) -> String {
        match self {
            Self::Points { ticked, all, senior, .. } => {
                let star = if senior { ", with ★" } else { "" };
                format!("{ticked} of {all} points{star}")
            }
            Self::Clock { missing, overrun, late, .. } => {
                let reached = match missing {
                    0 => "every phase reached".to_owned(),
                    1 => "1 phase not reached".to_owned(),
                    _ => format!("{missing} phases not reached"),
                };
                let late = if late { ", past the clock" } else { "" };
                format!("{reached}, {overrun} % overrun{late}")
            }
            Self::None(unscored) => unscored.words().to_owned(),
        }
    }
}

/// The phases in which a dimension is worked on: it is reached when one of them began.
pub const fn phases_of(dimension: Dimension) -> &'static [Phase] {
    match dimension {
        Dimension::Scope => &[Phase::Clarify],
        Dimension::Estimates => &[Phase::Estimate],
        Dimension::Data => &[Phase::Data],
        Dimension::Design => &[Phase::Frame, Phase::Dive],
        Dimension::Operations => &[Phase::Evaluate],
        Dimension::Communication => &Phase::ALL,
    }
}

/// True when a phase of the dimension began.
pub fn is_reached(dimension: Dimension, times: &[PhaseTime]) -> bool {
    times.iter().any(|time| time.reached && phases_of(dimension).contains(&time.phase))
}

/// The phases of a state with the whole seconds each took; they add up to the whole seconds of all.
pub fn times(state: &State) -> Vec<PhaseTime> {
    let mut millis = 0_u64;
    let phases = phases(state.length).into_iter().enumerate();
    let time = |(at, (phase, minutes)): (usize, (Phase, u32))| {
        let before = millis / 1000;
        let spent = state.spent_millis.get(at);
        millis = millis.saturating_add(spent.copied().unwrap_or(0));
        let spent_seconds = u32::try_from(millis / 1000 - before).unwrap_or(u32::MAX);
        PhaseTime { phase, planned_seconds: minutes * 60, spent_seconds, reached: spent.is_some() }
    };
    phases.map(time).collect()
}

/// The ticks of a list; none if it was not ticked, or its points are others now.
pub fn ticked(marking: &Marking, criterion: &Criterion) -> Option<Vec<bool>> {
    let (_, ticked) = marking.ticked.iter().find(|(dimension, _)| *dimension == criterion.dimension)?;
    (ticked.len() == criterion.points.len()).then(|| ticked.clone())
}

/// The level of a list: 1 under 30 % of its points, 2 under 60 %, 3 from 60 %, 4 from 80 % and a senior signal; none
/// for an empty list.
pub fn level_of_points(ticked: usize, all: usize, senior: bool) -> Option<Level> {
    if all == 0 {
        return None;
    }
    let has = |percent: usize| ticked * 100 >= percent * all;
    Level::new(match (has(30), has(60), has(80) && senior) {
        (_, _, true) => 4,
        (_, true, _) => 3,
        (true, ..) => 2,
        _ => 1,
    })
}

/// The level of communication and clock, from the phases reached and the overrun.
///
/// | level | phases | overrun of all phases together |
/// |---|---|---|
/// | 1 | two or more not reached | or over 50 % of the clock |
/// | 2 | one not reached | or over 20 % |
/// | 3 | every one reached | up to 20 % |
/// | 4 | every one reached | up to 5 %, and the whole within the clock |
pub fn level_of_clock(times: &[PhaseTime], length: Length) -> Proposal {
    let missing = times.iter().filter(|time| !time.reached).count();
    let over = times.iter().fold(0_u32, |sum, time| sum.saturating_add(time.overrun()));
    let spent = times.iter().fold(0_u32, |sum, time| sum.saturating_add(time.spent_seconds));
    let overrun = over.saturating_mul(100).div_ceil(length.seconds());
    let late = spent > length.seconds();
    let number = match (missing, overrun) {
        (2.., _) | (_, 51..) => 1,
        (1, _) | (_, 21..) => 2,
        (_, 0..=5) if !late => 4,
        _ => 3,
    };
    Proposal::Clock { level: Level::new(number).unwrap_or(Level::HIRE), missing, overrun, late }
}

/// True for a mock whose phases were only leafed through: nothing was noted, and less than a tenth of the clock ran.
pub fn was_silent(state: &State) -> bool {
    state.note.trim().is_empty() && state.seconds() * 10 < u64::from(state.length.seconds())
}

/// The level that follows for a dimension; `times` are those of the state.
pub fn propose(dimension: Dimension, scenario: &Scenario, state: &State, times: &[PhaseTime]) -> Proposal {
    if dimension == Dimension::Communication {
        return match was_silent(state) {
            true => Proposal::None(Unscored::NothingSaid),
            false => level_of_clock(times, state.length),
        };
    }
    if !is_reached(dimension, times) {
        return Proposal::None(Unscored::NotReached);
    }
    let criterion = scenario.rubric.iter().find(|criterion| criterion.dimension == dimension);
    let Some((criterion, ticks)) =
        criterion.and_then(|criterion| Some((criterion, ticked(state.marking.as_ref()?, criterion)?)))
    else {
        return Proposal::None(Unscored::NoPoints);
    };
    let all = ticks.len();
    let ticked = ticks.iter().filter(|ticked| **ticked).count();
    let senior = criterion.points.iter().zip(&ticks).any(|(point, ticked)| point.senior && *ticked);
    match level_of_points(ticked, all, senior) {
        Some(level) => Proposal::Points { level, ticked, all, senior },
        None => Proposal::None(Unscored::NoPoints),
    }
}

/// Sum of weight x level over sum of the weights scored, in hundredths, rounded down; none when nothing is scored.
pub fn score(levels: &[(Dimension, Level)]) -> Option<Score> {
    let weights: u32 = levels.iter().map(|(dimension, _)| dimension.weight()).sum();
    let sum: u32 = levels.iter().map(|(dimension, level)| dimension.weight() * u32::from(level.number())).sum();
    (sum * 100).checked_div(weights).map(Score::from_hundredths)
}

/// What a mock counts as: a pass is full, has 3.00, and no dimension at 1.
///
/// A sprint is practised; so is a mock of which less than half of the weights could be scored.
pub fn judge(length: Length, levels: &[(Dimension, Level)]) -> Judgement {
    let weights: u32 = levels.iter().map(|(dimension, _)| dimension.weight()).sum();
    if !length.is_full() || weights < LEAST_WEIGHT {
        return Judgement::Practised;
    }
    let poor = levels.iter().any(|(_, level)| level.number() == 1);
    if score(levels) >= Some(Score::PASS) && !poor { Judgement::Passed } else { Judgement::Failed }
}

/// The SM-2 grade of the scenario.
///
/// | mock | grade |
/// |---|---|
/// | passed with 3.60 or more | 5 |
/// | passed with 3.30 or more | 4 |
/// | passed with 3.00 or more | 3 |
/// | failed with 2.50 or more | 2 |
/// | failed with 1.75 or more | 1 |
/// | failed with less | 0 |
/// | practised | none: it moves no memory |
pub fn grade(judgement: Judgement, score: Option<Score>) -> Option<Grade> {
    let hundredths = score?.hundredths();
    Grade::new(match judgement {
        Judgement::Practised => return None,
        Judgement::Passed if hundredths >= 360 => 5,
        Judgement::Passed if hundredths >= 330 => 4,
        Judgement::Passed => 3,
        Judgement::Failed if hundredths >= 250 => 2,
        Judgement::Failed if hundredths >= 175 => 1,
        Judgement::Failed => 0,
    })
}

/// How far a scenario has come by its mocks, oldest first, each with its study day.
///
/// Mastered: passed on two different days, the later time with no dimension under 3 and within the clock. A failed later
/// mock makes it practised again; a sprint takes nothing away.
pub fn mastery<'a>(mocks: impl IntoIterator<Item = (Day, &'a Attempt)>) -> Mastery {
    let mut passed: Vec<Day> = Vec::new();
    let mut mastery = Mastery::NotPractised;
    for (day, mock) in mocks {
        mastery = mastery.max(Mastery::Practised);
        match mock.judgement {
            Judgement::Practised => {}
            Judgement::Failed => mastery = Mastery::Practised,
            Judgement::Passed => {
                let strong = mock.lowest() >= Some(Level::HIRE) && mock.is_within_clock();
                if strong && passed.iter().any(|before| *before != day) {
                    mastery = Mastery::Mastered;
                }
                passed.push(day);
            }
        }
    }
    mastery
}

/// The weakest dimension: the lowest level, of equals the one that weighs most.
pub fn weakest(rubric: &[Judged]) -> Option<Dimension> {
    let scored = rubric.iter().filter_map(|judged| Some((judged.level?, judged.dimension)));
    scored.min_by_key(|(level, dimension)| (*level, std::cmp::Reverse(dimension.weight()))).map(|(_, weak)| weak)
}
