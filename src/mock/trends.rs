//! Mocks in a row: how each dimension and each phase went over time.

use crate::model::{
    Day,
    mock::{Attempt, Judgement, Level, Phase, Score},
    scenario::Dimension,
};

/// Mocks in a row, oldest first; each list has one place for each mock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trends {
    /// The day and the title of each mock.
    pub mocks: Vec<(Day, String)>,
    /// What each counted as.
    pub judgements: Vec<Judgement>,
    /// The minutes of each.
    pub minutes: Vec<u32>,
    /// The scores.
    pub scores: Vec<Option<Score>>,
    /// The levels of each dimension; none where it was not scored.
    pub dimensions: Vec<(Dimension, Vec<Option<Level>>)>,
    /// The seconds of each phase over its plan, under it if negative; none where it was not reached.
    pub phases: Vec<(Phase, Vec<Option<i64>>)>,
}

/// The trends of mocks, oldest first, each with its study day.
pub fn trends(mocks: &[(Day, Attempt)]) -> Trends {
    let over = |mock: &Attempt, phase: Phase| {
        let time = mock.phases.iter().find(|time| time.phase == phase && time.reached)?;
        Some(i64::from(time.spent_seconds) - i64::from(time.planned_seconds))
    };
    let every = || mocks.iter().map(|(_, mock)| mock);
    let levels = |dimension| every().map(|mock| mock.level(dimension)).collect();
    let overs = |phase| every().map(|mock| over(mock, phase)).collect();
    Trends {
        mocks: mocks.iter().map(|(day, mock)| (*day, mock.title.clone())).collect(),
        judgements: every().map(|mock| mock.judgement).collect(),
        minutes: every().map(|mock| mock.length.minutes()).collect(),
        scores: every().map(|mock| mock.score).collect(),
        dimensions: Dimension::ALL.into_iter().map(|dimension| (dimension, levels(dimension))).collect(),
        phases: Phase::ALL.into_iter().map(|phase| (phase, overs(phase))).collect(),
    }
}
