//! The machine of a mock: it dispatches events and keeps what is on disk abreast of what happened.

use std::time::Duration;

use super::{
    clock::{Stopwatch, shifted},
    event::{Effect, Event, Opening},
    marking::Desk,
    page::minutes,
};
use crate::model::{
    Moment,
    mock::{Length, Marking, Phase, State, phases},
    scenario::Scenario,
    view::{Command, Notice, Reply, View},
};

/// The state is saved at least so often while the clock runs.
const SAVED_EVERY: Duration = Duration::from_secs(5);
/// Less lost time than this is taken for a pause without a question.
const SHORT: Duration = Duration::from_secs(10);

/// A mock of a scenario.
#[derive(Clone, Debug)]
pub struct Mock {
    pub(super) scenario: Scenario,
    pub(super) phases: Vec<(Phase, Duration)>,
    pub(super) state: State,
    pub(super) watch: Stopwatch,
    /// A command that is done if it is given again.
    pub(super) asked: Option<Command>,
    pub(super) desk: Desk,
    stage: Stage,
    saved: Moment,
    /// Heard before the lost time was accounted for.
    held: Option<Reply>,
    trouble: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The clock runs, or stands still at the person's wish.
    Running,
    /// After the bell.
    Marking,
    /// The finished mock was handed over.
    Finished,
    /// Put aside.
    Left,
}

impl Mock {
    /// A new mock; its clock starts at `now`.
    pub fn new(opening: Opening, now: Moment) -> Self {
        let Opening { scenario, length, focus, earlier } = opening;
        let state = State {
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            length,
            started_at: now.wall,
            saved_at: now.wall,
            spent_millis: vec![0],
            paused_millis: 0,
            pauses: 0,
            paused: false,
            warned: false,
            phase_over: false,
            all_over: false,
            asked_early: false,
            first_curveball: earlier.saturating_mul(length.curveballs().len()),
            curveballs: Vec::new(),
            questions_shown_at: None,
            focus,
            note: String::new(),
            marking: None,
        };
        Self::with(scenario, state, Stopwatch::start(now), now)
    }

    /// A mock that was put aside, at the second at which it was saved.
    pub fn resume(scenario: Scenario, state: State, now: Moment) -> Self {
        let watch = Stopwatch::resume(&state, phases(state.length).len(), now);
        Self::with(scenario, state, watch, now)
    }

    fn with(scenario: Scenario, state: State, watch: Stopwatch, now: Moment) -> Self {
        let seconds = |minutes: u32| Duration::from_secs(u64::from(minutes) * 60);
        let phases = phases(state.length).into_iter().map(|(phase, minutes)| (phase, seconds(minutes))).collect();
        let stage = if state.marking.is_some() { Stage::Marking } else { Stage::Running };
        Self {
            scenario,
            phases,
            state,
            watch,
            asked: None,
            desk: Desk::default(),
            stage,
            saved: now,
            held: None,
            trouble: None,
        }
    }

    /// How long it is meant to be.
    pub fn length(&self) -> Length {
        self.state.length
    }

    /// True when the clock is done with and the marking has begun.
    pub fn is_marking(&self) -> bool {
        self.state.marking.is_some()
    }

    /// Takes an event and says what is to be done, in order.
    pub fn step(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        if self.stage == Stage::Running {
            self.watch.notice(now);
        }
        match (self.stage, event) {
            (Stage::Left, _) => Vec::new(),
            (Stage::Finished, Event::Refused(why)) => self.unfinished(why, now),
            (Stage::Finished, _) => Vec::new(),
            (_, Event::Unsaved(why)) => self.unsaved(why),
            (_, Event::Reply(Reply::Interrupted)) => self.leave(true, now),
            (_, Event::Reply(Reply::Quit)) => self.leave(false, now),
            (Stage::Marking, Event::Begin) => self.mark(now),
            (Stage::Marking, Event::Reply(reply)) => self.marked(reply, now),
            (Stage::Marking, Event::Noted(_) | Event::Refused(_)) => self.mark(now),
            (Stage::Running, Event::Begin) => self.begin(now),
            (Stage::Running, Event::Reply(reply)) => self.reply(reply, now),
            (Stage::Running, Event::Noted(note)) => {
                self.state.note = note;
                let saved = self.save(now);
                self.go_on(vec![saved], now)
            }
            (Stage::Running, Event::Refused(why)) => {
                let saved = self.save(now);
                self.go_on(vec![saved, Effect::Tell(Notice::Trouble(why))], now)
            }
        }
    }

    fn begin(&mut self, now: Moment) -> Vec<Effect> {
        if self.watch.lost().is_some_and(|lost| lost < SHORT) {
            self.watch.settle(true, false);
        }
        let mut effects = vec![self.save(now)];
        if self.watch.is_stopped() {
            effects.push(Effect::Tell(Notice::Said("paused, as it was left: the clock stands still".to_owned())));
        }
        self.go_on(effects, now)
    }

    fn reply(&mut self, reply: Reply, now: Moment) -> Vec<Effect> {
        let Some(lost) = self.watch.lost() else {
            return self.heard(reply, now);
        };
        match reply {
            Reply::Chosen('p') => self.settle(true, now),
            Reply::Chosen('s') => self.settle(false, now),
            Reply::Tick | Reply::Resized | Reply::Reveal => self.go_on(Vec::new(), now),
            Reply::Chosen(key) => self.go_on(vec![Effect::Tell(Notice::UnknownKey(key.to_string()))], now),
            Reply::Unknown(key) => self.go_on(vec![Effect::Tell(Notice::UnknownKey(key))], now),
            // It was typed before the question could be drawn.
            Reply::Note(note) => {
                self.state.note = note;
                let saved = self.save(now);
                self.go_on(vec![saved], now)
            }
            other => {
                self.held = Some(other);
                self.ask_lost(lost, Vec::new())
            }
        }
    }

    fn settle(&mut self, as_pause: bool, now: Moment) -> Vec<Effect> {
        self.watch.settle(as_pause, true);
        match self.held.take() {
            Some(held) => self.heard(held, now),
            None => {
                let mut effects = self.due();
                effects.push(self.save(now));
                self.go_on(effects, now)
            }
        }
    }

    /// What is asked next, after these effects, while the clock is there.
    pub(super) fn go_on(&self, mut effects: Vec<Effect>, now: Moment) -> Vec<Effect> {
        if let Some(lost) = self.watch.lost() {
            return self.ask_lost(lost, effects);
        }
        let view = self.timed();
        effects.push(Effect::Ask(View::Timed(Box::new(view)), self.until(now)));
        effects
    }

    fn ask_lost(&self, lost: Duration, mut effects: Vec<Effect>) -> Vec<Effect> {
        let question = format!("{} went by that nobody saw: how is it counted?", minutes(lost.as_secs()));
        let answers = vec![('p', "as a pause".to_owned()), ('s', "as time spent in this phase".to_owned())];
        effects.push(Effect::Ask(View::Choice { question, answers, piped: false }, None));
        effects
    }

    /// When the face is to say that time went by: at the next thing to be told, or for the next save.
    fn until(&self, now: Moment) -> Option<Moment> {
        if self.watch.is_stopped() {
            return None;
        }
        let save = shifted(&self.saved, SAVED_EVERY, Duration::ZERO);
        let first = self.coming().into_iter().chain([save]).min_by_key(|moment| moment.mono)?;
        // Never in the past: whatever is due was told before this was asked.
        Some(if first.mono < now.mono { now } else { first })
    }

    /// The state as it is to be kept, counted up to now.
    pub(super) fn save(&mut self, now: Moment) -> Effect {
        self.saved = now;
        if self.state.marking.is_none() {
            self.watch.write(&mut self.state);
        }
        Effect::Save(Box::new(self.state.clone()))
    }

    /// True when the last save is long enough ago.
    pub(super) fn is_save_due(&self, now: Moment) -> bool {
        now.mono.saturating_sub(self.saved.mono) >= SAVED_EVERY
    }

    /// The clock is done with: from here on there are only questions.
    pub(super) fn ring(&mut self, ended_early: bool, mut effects: Vec<Effect>, now: Moment) -> Vec<Effect> {
        if self.watch.is_stopped() {
            self.watch.toggle(now);
        }
        self.watch.set_hands(now);
        self.watch.write(&mut self.state);
        self.state.marking = Some(Marking { ended_early, ..Default::default() });
        self.stage = Stage::Marking;
        effects.push(self.save(now));
        effects.push(Effect::Tell(Notice::Said(format!(
            "the clock is stopped at {} of {}; now the marking",
            minutes(self.state.seconds()),
            minutes(u64::from(self.state.length.seconds()))
        ))));
        effects.extend(self.mark(now));
        effects
    }

    /// Hands the finished mock over.
    pub(super) fn finish(&mut self, now: Moment) -> Vec<Effect> {
        match super::closing::attempt(&self.state, &self.scenario, now.wall) {
            Some(attempt) => {
                self.stage = Stage::Finished;
                vec![Effect::Finish(Box::new(attempt))]
            }
            // Something is still to be asked; no state that this machine saved comes here.
            None => self.leave(false, now),
        }
    }

    fn unfinished(&mut self, why: String, now: Moment) -> Vec<Effect> {
        self.stage = Stage::Marking;
        self.desk.retry = true;
        let mut effects = vec![Effect::Tell(Notice::Trouble(why))];
        effects.extend(self.mark(now));
        effects
    }

    /// The same trouble every few seconds is told once.
    fn unsaved(&mut self, why: String) -> Vec<Effect> {
        if self.trouble.as_ref() == Some(&why) {
            return Vec::new();
        }
        self.trouble = Some(why.clone());
        vec![Effect::Tell(Notice::Trouble(format!("not saved: {why}")))]
    }

    fn leave(&mut self, interrupted: bool, now: Moment) -> Vec<Effect> {
        let saved = self.save(now);
        self.stage = Stage::Left;
        vec![saved, Effect::Leave { interrupted }]
    }
}
