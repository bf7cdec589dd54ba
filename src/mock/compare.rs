//! A mock beside the candidate's own verdict, and beside the last one.

use super::{page::minutes, rubric};
use crate::model::{
    mock::{Attempt, Level, Phase, Score},
    scenario::Dimension,
};

/// The own verdict beside the rubric's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Would the candidate have hired himself?
    pub own: bool,
    /// Would the rubric: 3.00, and no dimension at 1?
    pub rubric: bool,
    /// The phase that he took for the weakest.
    pub own_weakest: Phase,
    /// The dimension that the rubric finds weakest.
    pub weakest: Dimension,
    /// True when that phase is one in which the dimension is worked on.
    pub same_weakest: bool,
}

/// The gap between the own verdict and the rubric; none when nothing was scored.
pub fn gap(mock: &Attempt) -> Option<Gap> {
    let weakest = rubric::weakest(&mock.rubric)?;
    let own_weakest = mock.verdict.weakest;
    Some(Gap {
        own: mock.verdict.hire,
        rubric: mock.score >= Some(Score::PASS) && mock.lowest() > Level::new(1),
        own_weakest,
        weakest,
        same_weakest: rubric::phases_of(weakest).contains(&own_weakest),
    })
}

/// A mock beside an earlier one of the same scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Each phase that both plan, with its seconds then and now; none where it was not reached.
    pub phases: Vec<(Phase, Option<u32>, Option<u32>)>,
    /// Each dimension, with its level then and now; none where it was not scored.
    pub dimensions: Vec<(Dimension, Option<Level>, Option<Level>)>,
    /// The scores then and now.
    pub score: (Option<Score>, Option<Score>),
    /// Points missed both times.
    pub missed_twice: Vec<(Dimension, String)>,
}

/// Compares a mock with an earlier one of the same scenario.
pub fn compare(then: &Attempt, now: &Attempt) -> Comparison {
    let seconds = |mock: &Attempt, phase: Phase| {
        let time = mock.phases.iter().find(|time| time.phase == phase && time.reached);
        time.map(|time| time.spent_seconds)
    };
    let planned = |phase: &Phase| [then, now].iter().all(|mock| phase.minutes(mock.length).is_some());
    let missed = now
        .missed()
        .filter(|(dimension, point)| then.missed().any(|(of, before)| of == *dimension && before.text == point.text));
    let phases = Phase::ALL.into_iter().filter(planned);
    let dimensions = Dimension::ALL.into_iter();
    Comparison {
        phases: phases.map(|phase| (phase, seconds(then, phase), seconds(now, phase))).collect(),
        dimensions: dimensions.map(|dimension| (dimension, then.level(dimension), now.level(dimension))).collect(),
        score: (then.score, now.score),
        missed_twice: missed.map(|(dimension, point)| (dimension, point.text.clone())).collect(),
    }
}

/// What to look out for in the next mock, of whatever scenario: the phases that ran over, and those never reached.
pub fn focus(last: &Attempt) -> Option<String> {
    let over = last.phases.iter().filter(|time| time.overrun() > 0);
    let over: Vec<String> =
        over.map(|time| format!("{} (by {})", time.phase.word(), minutes(u64::from(time.overrun())))).collect();
    let unreached: Vec<&str> = last.phases.iter().filter(|time| !time.reached).map(|time| time.phase.word()).collect();
    let over = (!over.is_empty()).then(|| format!("ran over in {}", over.join(", ")));
    let unreached = (!unreached.is_empty()).then(|| format!("never reached {}", unreached.join(", ")));
    let parts: Vec<String> = over.into_iter().chain(unreached).collect();
    (!parts.is_empty()).then(|| format!("last time you {}", parts.join(" and ")))
}
