//! What is drawn while the clock runs.

use super::machine::Mock;
use crate::model::view::{Command, Countdown, TimedView};

impl Mock {
    /// The task against the clock.
    pub(super) fn timed(&self) -> TimedView {
        let planned = self.planned();
        let mut commands = vec![Command::Next, Command::Pause];
        if self.watch.phase() > 0 && self.state.questions_shown_at.is_none() && !self.scenario.questions.is_empty() {
            commands.push(Command::Ask);
        }
        commands.extend([Command::Edit, Command::End]);
        TimedView {
            title: self.state.title.clone(),
            stage: format!("phase {} of {}: {}", self.watch.phase() + 1, self.phases.len(), self.phase().name()),
            goal: self.scenario.goal(self.phase()).to_owned(),
            body: self.body(),
            clock: Countdown {
                stage_ends: self.watch.phase_at(planned),
                all_ends: self.watch.all_at(self.all()),
                stage_seconds: u32::try_from(planned.as_secs()).unwrap_or(u32::MAX),
                paused: self.watch.stopped_at(),
            },
            note: Some(self.state.note.clone()),
            commands,
        }
    }

    /// The prompt, and under it whatever came since; what comes is added at the end.
    fn body(&self) -> String {
        let mut parts = vec![self.scenario.prompt.trim().to_owned()];
        parts.extend(self.state.focus.as_ref().map(|focus| format!("**Look out:** {focus}")));
        let mut later: Vec<(u32, String)> = self
            .state
            .curveballs
            .iter()
            .map(|thrown| {
                let at = minutes(u64::from(thrown.at_seconds));
                (thrown.at_seconds, format!("**Curveball at {at}:** {}", thrown.event))
            })
            .collect();
        if let Some(at) = self.state.questions_shown_at {
            let lines = self.scenario.questions.iter().map(|question| {
                let answer = if question.answer.is_empty() { String::new() } else { format!(" *{}*", question.answer) };
                format!("- {}{answer}", question.ask)
            });
            later.push((at, format!("**To be asked first:**\n\n{}", lines.collect::<Vec<_>>().join("\n"))));
        }
        later.sort_by_key(|(at, _)| *at);
        parts.extend(later.into_iter().map(|(_, part)| part));
        parts.join("\n\n")
    }
}

/// Seconds on a clock: `4:05`, `75:00`.
pub fn minutes(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
