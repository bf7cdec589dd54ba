//! While the clock runs: what is typed, which commands do what, and what is told at which second.

use std::time::Duration;

use super::{Effect, machine::Mock, page::minutes};
use crate::model::{
    Moment,
    mock::{Phase, Thrown},
    view::{Command, Notice, Reply},
};

impl Mock {
    /// An answer while the clock is there.
    pub(super) fn heard(&mut self, reply: Reply, now: Moment) -> Vec<Effect> {
        let mut effects = self.due();
        match reply {
            Reply::Tick | Reply::Resized => {
                if !effects.is_empty() || self.is_save_due(now) {
                    effects.push(self.save(now));
                }
                return self.go_on(effects, now);
            }
            Reply::Note(note) => self.state.note = note,
            Reply::Jotted(line) => match (self.asked, agrees(&line)) {
                (Some(command), Some(true)) => return self.command(command, effects, now),
                (Some(_), Some(false)) => self.asked = None,
                _ => self.jot(&line),
            },
            Reply::Lines(lines) => lines.iter().for_each(|line| self.jot(line)),
            Reply::Command(command) => return self.command(command, effects, now),
            Reply::Unknown(key) => {
                effects.push(Effect::Tell(Notice::UnknownKey(key)));
                return self.go_on(effects, now);
            }
            Reply::Help => {
                let words = "what is typed is the note; commands: next, pause, ask (the questions to have asked, from \
                             phase 2 on), edit, end";
                effects.push(Effect::Tell(Notice::Said(words.to_owned())));
                return self.go_on(effects, now);
            }
            // Keys of cards and questions mean nothing here.
            _ => return self.go_on(effects, now),
        }
        effects.push(self.save(now));
        self.go_on(effects, now)
    }

    fn jot(&mut self, line: &str) {
        self.asked = None;
        let note = &mut self.state.note;
        // The editor, or another face, may have left the last line open.
        if !note.is_empty() && !note.ends_with('\n') {
            note.push('\n');
        }
        note.push_str(line);
        note.push('\n');
    }

    fn command(&mut self, command: Command, mut effects: Vec<Effect>, now: Moment) -> Vec<Effect> {
        let again = self.asked == Some(command);
        if command != Command::Edit {
            self.asked = None;
        }
        match command {
            Command::Next => return self.next(again, effects, now),
            Command::End => return self.end(again, effects, now),
            Command::Pause => {
                self.watch.toggle(now);
                let still = "paused: the clock stands still until the same command again";
                let words = if self.watch.is_stopped() { still } else { "the clock runs on" };
                effects.push(Effect::Tell(Notice::Said(words.to_owned())));
            }
            Command::Ask => effects.push(Effect::Tell(Notice::Said(self.show_questions().to_owned()))),
            Command::Edit => {
                effects.push(self.save(now));
                effects.push(Effect::Edit(self.state.note.clone()));
                return effects;
            }
        }
        effects.push(self.save(now));
        self.go_on(effects, now)
    }

    /// On to the next phase; asked once before the warning of the present one.
    fn next(&mut self, again: bool, mut effects: Vec<Effect>, now: Moment) -> Vec<Effect> {
        let early = !self.state.warned && !self.state.phase_over;
        if early && !again && !self.state.asked_early {
            self.state.asked_early = true;
            self.asked = Some(Command::Next);
            let left = self.planned().saturating_sub(self.watch.in_phase());
            let words = format!("{} has {} left: next again goes on", self.phase().word(), minutes(left.as_secs()));
            effects.extend([Effect::Tell(Notice::Said(words)), self.save(now)]);
            return self.go_on(effects, now);
        }
        if self.watch.is_stopped() {
            self.watch.toggle(now);
        }
        if self.is_last() {
            return self.ring(false, effects, now);
        }
        self.watch.next(now);
        self.state.warned = false;
        self.state.phase_over = false;
        self.state.asked_early = false;
        effects.push(self.save(now));
        self.go_on(effects, now)
    }

    /// The end of the whole, asked once while phases are left.
    fn end(&mut self, again: bool, mut effects: Vec<Effect>, now: Moment) -> Vec<Effect> {
        if self.is_last() {
            // It is the same as the next phase after the last one.
            return self.next(again, effects, now);
        }
        if again {
            return self.ring(true, effects, now);
        }
        self.asked = Some(Command::End);
        let left: Vec<&str> = self.phases[self.watch.phase() + 1..].iter().map(|(phase, _)| phase.word()).collect();
        let words = format!("not reached yet: {}; end again ends the mock and begins its marking", left.join(", "));
        effects.extend([Effect::Tell(Notice::Said(words)), self.save(now)]);
        self.go_on(effects, now)
    }

    fn show_questions(&mut self) -> &'static str {
        if self.scenario.questions.is_empty() {
            "this scenario has no list of questions"
        } else if self.watch.phase() == 0 {
            "the questions to have asked are shown when the first phase is over"
        } else if self.state.questions_shown_at.is_some() {
            "the questions stand under the prompt already"
        } else {
            self.state.questions_shown_at = Some(whole_seconds(self.watch.in_all()));
            "the questions to have asked stand under the prompt now"
        }
    }

    /// What the clock has to say by now, each once.
    pub(super) fn due(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.watch.is_stopped() {
            return effects;
        }
        while let Some((at, which)) = self.next_curveball()
            && self.watch.in_all() >= at
            && let Some(curveball) = self.scenario.curveballs.get(which)
        {
            effects.push(Effect::Tell(Notice::Alarm(format!("curveball: {}", curveball.event))));
            let at_seconds = whole_seconds(self.watch.in_all());
            let (event, answer) = (curveball.event.clone(), curveball.answer.clone());
            self.state.curveballs.push(Thrown { at_seconds, event, answer });
        }
        let (planned, phase) = (self.planned(), self.phase().word());
        let left = planned.saturating_sub(self.watch.in_phase());
        if !self.state.warned && left <= planned / 5 {
            self.state.warned = true;
            if !left.is_zero() {
                effects.push(Effect::Tell(Notice::Alarm(format!("{phase}: {} left", minutes(left.as_secs())))));
            }
        }
        let all_over = !self.state.all_over && self.watch.in_all() >= self.all();
        if !self.state.phase_over && left.is_zero() {
            self.state.phase_over = true;
            if !all_over {
                let words = format!("{phase}: its {} min are over; what follows is overrun", planned.as_secs() / 60);
                effects.push(Effect::Tell(Notice::Said(words)));
            }
        }
        if all_over {
            self.state.all_over = true;
            let words = format!("{} minutes are over; what follows is overrun", self.state.length.minutes());
            effects.push(Effect::Tell(Notice::Alarm(words)));
        }
        effects
    }

    /// The moments at which the clock will have something to say.
    pub(super) fn coming(&self) -> Vec<Moment> {
        let planned = self.planned();
        let curveball = self.next_curveball().map(|(at, _)| self.watch.all_at(at));
        let warning = (!self.state.warned).then(|| self.watch.phase_at(planned - planned / 5));
        let phase_over = (!self.state.phase_over).then(|| self.watch.phase_at(planned));
        let all_over = (!self.state.all_over).then(|| self.watch.all_at(self.all()));
        [curveball, warning, phase_over, all_over].into_iter().flatten().collect()
    }

    /// When the next curveball comes, and its place in the scenario's list.
    fn next_curveball(&self) -> Option<(Duration, usize)> {
        let (thrown, known) = (self.state.curveballs.len(), self.scenario.curveballs.len());
        let percent = *self.state.length.curveballs().get(thrown).filter(|_| thrown < known)?;
        let which = (self.state.first_curveball % known).checked_add(thrown)? % known;
        Some((self.all() * percent / 100, which))
    }

    /// Time planned for the present phase.
    pub(super) fn planned(&self) -> Duration {
        self.phases.get(self.watch.phase()).map_or(Duration::ZERO, |(_, planned)| *planned)
    }

    /// Time planned for all.
    pub(super) fn all(&self) -> Duration {
        Duration::from_secs(u64::from(self.state.length.seconds()))
    }

    /// The present phase.
    pub(super) fn phase(&self) -> Phase {
        let last = Phase::Wrap;
        self.phases.get(self.watch.phase()).map_or(last, |(phase, _)| *phase)
    }

    fn is_last(&self) -> bool {
        self.watch.phase() + 1 >= self.phases.len()
    }
}

/// Whether a line is the answer to a question that was just told.
fn agrees(line: &str) -> Option<bool> {
    match line.trim().to_lowercase().as_str() {
        "y" | "yes" => Some(true),
        "n" | "no" => Some(false),
        _ => None,
    }
}

fn whole_seconds(time: Duration) -> u32 {
    u32::try_from(time.as_secs()).unwrap_or(u32::MAX)
}
