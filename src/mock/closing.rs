//! The finished mock: a state whose marking is complete becomes what the log keeps.

use chrono::{DateTime, FixedOffset};

use super::rubric::{self, Proposal};
use crate::model::{
    mock::{Attempt, CheckedPoint, Judged, Level, Pauses, PhaseTime, State, Verdict},
    scenario::{Dimension, Scenario},
};

/// What the log keeps of a mock; none while something is still to be asked.
pub(super) fn attempt(state: &State, scenario: &Scenario, now: DateTime<FixedOffset>) -> Option<Attempt> {
    let marking = state.marking.as_ref()?;
    let phases = rubric::times(state);
    let rubric: Vec<Judged> =
        Dimension::ALL.into_iter().filter_map(|dimension| judged(dimension, state, scenario, &phases)).collect();
    let levels: Vec<(Dimension, Level)> =
        rubric.iter().filter_map(|judged| Some((judged.dimension, judged.level?))).collect();
    let score = rubric::score(&levels);
    let judgement = rubric::judge(state.length, &levels);
    let seconds = u32::try_from(state.paused_millis / 1000).unwrap_or(u32::MAX);
    Some(Attempt {
        scenario: state.scenario.clone(),
        title: state.title.clone(),
        prompt: scenario.prompt.clone(),
        length: state.length,
        started_at: state.started_at,
        finished_at: now,
        phases,
        pauses: Pauses { count: state.pauses, seconds },
        ended_early: marking.ended_early,
        questions_shown_at: state.questions_shown_at,
        note: state.note.clone(),
        curveballs: state.curveballs.clone(),
        verdict: Verdict { hire: marking.hire?, weakest: marking.weakest? },
        rubric,
        score,
        judgement,
        grade: rubric::grade(judgement, score),
        remark: marking.remark.clone()?,
    })
}

fn judged(dimension: Dimension, state: &State, scenario: &Scenario, times: &[PhaseTime]) -> Option<Judged> {
    let marking = state.marking.as_ref()?;
    let proposal = rubric::propose(dimension, scenario, state, times);
    let criterion = scenario.rubric.iter().find(|criterion| criterion.dimension == dimension);
    let ticks = criterion.and_then(|criterion| rubric::ticked(marking, criterion)).unwrap_or_default();
    let points = criterion.map_or(&[][..], |criterion| &criterion.points);
    let mark = marking.levels.iter().find(|mark| mark.dimension == dimension);
    Some(Judged {
        dimension,
        points: points
            .iter()
            .zip(ticks)
            .map(|(point, ticked)| CheckedPoint {
                text: point.text.clone(),
                senior: point.senior,
                ticked,
                rests_on: point.rests_on.clone(),
            })
            .collect(),
        proposed: proposal.level(),
        level: mark.map(|mark| mark.level).or(proposal.level()),
        why: mark.map(|mark| mark.why.clone()),
        unscored: match proposal {
            Proposal::None(unscored) => Some(unscored),
            _ => None,
        },
        levels: criterion.map(|criterion| criterion.levels.clone()).unwrap_or_default(),
    })
}
