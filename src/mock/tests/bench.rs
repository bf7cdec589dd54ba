//! A bench that plays the face and the disk, so that a mock can be written as a script.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::mock::{Effect, Event, Mock, Opening};
use crate::model::{
    ItemId, Moment,
    mock::{Attempt, Length, State},
    scenario::{Criterion, Curveball, Dimension, Point, Question, RestsOn, Scenario},
    view::{Command, Notice, Reply, View},
};

/// A scenario with three points for each dimension but the last, the third of them a senior signal.
pub(super) fn scenario() -> Scenario {
    let point = |dimension: Dimension, at: usize| Point {
        text: format!("{} {at}", dimension.word()),
        senior: at == 3,
        rests_on: RestsOn::Nothing,
    };
    let criterion = |dimension| Criterion {
        dimension,
        points: match dimension {
            Dimension::Communication => Vec::new(),
            _ => (1..=3).map(|at| point(dimension, at)).collect(),
        },
        levels: ["bad", "weak", "good", "strong"].map(str::to_owned),
    };
    let ball = |letter: &str| Curveball { event: letter.to_owned(), answer: format!("to {letter}") };
    Scenario {
        id: ItemId::new("scenario-x"),
        title: "Design X".to_owned(),
        aliases: Vec::new(),
        topics: Vec::new(),
        prompt: "Design an X.\n".to_owned(),
        questions: vec![Question { ask: "How many?".to_owned(), answer: "Ten.".to_owned() }],
        goals: Vec::new(),
        envelope: Vec::new(),
        parts: Vec::new(),
        curveballs: ["A", "B", "C", "D", "E"].map(ball).to_vec(),
        rubric: Dimension::ALL.map(criterion).to_vec(),
    }
}

/// A mock with everything around it.
pub(super) struct Bench {
    pub(super) scenario: Scenario,
    pub(super) now: Moment,
    pub(super) began: Moment,
    /// What stands on the disk.
    pub(super) disk: Option<State>,
    /// What was asked last, and until when.
    pub(super) asked: Option<(View, Option<Moment>)>,
    pub(super) finished: Option<Attempt>,
    pub(super) left: bool,
    mock: Mock,
    full: bool,
    refuse: bool,
    words: Vec<String>,
}

pub(super) fn nine() -> Moment {
    let wall = DateTime::parse_from_rfc3339("2026-03-02T09:00:00+01:00").expect("an instant");
    Moment { wall, mono: Duration::from_secs(100) }
}

impl Bench {
    /// A mock of so many minutes that begins at nine.
    pub(super) fn of(minutes: u32) -> Self {
        Self::with(minutes, scenario(), 0, None)
    }

    pub(super) fn with(minutes: u32, scenario: Scenario, earlier: usize, focus: Option<&str>) -> Self {
        let length = Length::from_minutes(minutes).expect("a length");
        let focus = focus.map(str::to_owned);
        let opening = Opening { scenario: scenario.clone(), length, focus, earlier };
        let mut bench = Self {
            mock: Mock::new(opening, nine()),
            scenario,
            now: nine(),
            began: nine(),
            disk: None,
            asked: None,
            finished: None,
            left: false,
            full: false,
            refuse: false,
            words: Vec::new(),
        };
        bench.happen(Event::Begin);
        bench
    }

    /// The program is killed, and started again; its monotonic clock begins anew.
    pub(super) fn restart(&mut self) {
        let state = self.disk.clone().expect("something on disk");
        let state = State::from_value(&state.to_value()).expect("a state that can be read");
        self.now.mono = Duration::from_secs(1);
        self.mock = Mock::resume(self.scenario.clone(), state, self.now);
        self.left = false;
        self.asked = None;
        self.happen(Event::Begin);
    }

    /// Plays a script, and gives the words for what was told and done since.
    ///
    /// `+5m` `+30s` time goes by, with ticks where they were asked for; `jump+5m` it goes by unseen; `sleep+5m` the
    /// machine sleeps; `kill` the program is killed and started again; `next` `pause` `ask` `edit` `end` commands;
    /// `note:text`, `line:text` typed; `noted:text` the editor left it; `failed` the editor failed; `full` nothing can
    /// be saved at the next attempt, `refuse` the finished mock not written; `tick` `size` `help` `quit` `^c`; one letter chooses; `tick:101` ticks a list.
    pub(super) fn play(&mut self, script: &str) -> String {
        for token in script.split_whitespace() {
            self.token(token);
        }
        std::mem::take(&mut self.words).join(" ")
    }

    fn token(&mut self, token: &str) {
        if let Some(time) = token.strip_prefix('+') {
            return self.wait(span(time));
        }
        if let Some(time) = token.strip_prefix("jump+") {
            return self.pass(span(time), span(time));
        }
        if let Some(time) = token.strip_prefix("sleep+") {
            return self.pass(span(time), Duration::ZERO);
        }
        if let Some((word, text)) = token.split_once(':') {
            let text = text.replace('_', " ");
            return self.happen(match word {
                "note" => Event::Reply(Reply::Note(text)),
                "noted" => Event::Noted(text),
                "line" => Event::Reply(Reply::Jotted(text)),
                _ => Event::Reply(Reply::Ticked(text.chars().map(|digit| digit == '1').collect())),
            });
        }
        let command = |command| Event::Reply(Reply::Command(command));
        let event = match token {
            "kill" => return self.restart(),
            "full" => {
                self.full = true;
                return;
            }
            "next" => command(Command::Next),
            "pause" => command(Command::Pause),
            "ask" => command(Command::Ask),
            "edit" => command(Command::Edit),
            "end" => command(Command::End),
            "refuse" => {
                self.refuse = true;
                return;
            }
            "tick" => Event::Reply(Reply::Tick),
            "size" => Event::Reply(Reply::Resized),
            "help" => Event::Reply(Reply::Help),
            "quit" => Event::Reply(Reply::Quit),
            "^c" => Event::Reply(Reply::Interrupted),
            // An editor cannot fail once the mock is written.
            "failed" if self.finished.is_some() => return,
            "failed" => Event::Refused("no editor".to_owned()),
            letter => Event::Reply(Reply::Chosen(letter.chars().next().expect("a letter"))),
        };
        self.happen(event);
    }

    /// Time goes by for a face that ticks when it was asked to.
    fn wait(&mut self, time: Duration) {
        let end = self.now.mono + time;
        while let Some((_, Some(until))) = self.asked
            && until.mono < end
        {
            let step = until.mono.saturating_sub(self.now.mono);
            self.pass(step, step);
            self.token("tick");
        }
        let rest = end - self.now.mono;
        self.pass(rest, rest);
    }

    fn pass(&mut self, wall: Duration, mono: Duration) {
        self.now.wall += TimeDelta::from_std(wall).expect("a time");
        self.now.mono += mono;
    }

    pub(super) fn happen(&mut self, event: Event) {
        let effects = self.mock.step(event, self.now);
        let asks = effects.iter().filter(|effect| matches!(effect, Effect::Ask(..))).count();
        assert!(asks <= 1, "asked twice: {effects:?}");
        assert!(asks == 0 || matches!(effects.last(), Some(Effect::Ask(..))), "asked before the end: {effects:?}");
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Ask(view, until) => {
                if let Some(until) = until {
                    assert!(until.mono >= self.now.mono, "asked until a moment that is past");
                }
                self.asked = Some((view, until));
            }
            Effect::Tell(notice) => self.words.push(match notice {
                Notice::Alarm(text) => format!("!{}!", text.replace(' ', "_")),
                Notice::Said(text) => format!("({})", text.replace(' ', "_")),
                Notice::Trouble(text) => format!("trouble:{}", text.replace(' ', "_")),
                other => format!("{other:?}"),
            }),
            Effect::Save(_) if std::mem::take(&mut self.full) => self.happen(Event::Unsaved("disk full".to_owned())),
            Effect::Save(state) => self.disk = Some(*state),
            Effect::Edit(_) => self.words.push("edit".to_owned()),
            Effect::Finish(_) if std::mem::take(&mut self.refuse) => {
                self.happen(Event::Refused("disk full".to_owned()))
            }
            Effect::Finish(attempt) => {
                self.words.push("finished".to_owned());
                self.finished = Some(*attempt);
            }
            Effect::Leave { interrupted } => {
                self.left = true;
                self.words.push(if interrupted { "cut" } else { "left" }.to_owned());
            }
        }
    }

    /// The stage with what is left of it and of the whole, in seconds; what is asked, where the clock is done with.
    pub(super) fn shown(&self) -> String {
        let Some((view, _)) = &self.asked else { return "nothing".to_owned() };
        match view {
            View::Timed(timed) => {
                let clock = timed.clock;
                let at = clock.paused.unwrap_or(self.now);
                let left = |end: Moment| (end.wall - at.wall).num_seconds();
                let stage = timed.stage.split(':').next().unwrap_or_default().replace("phase ", "");
                let paused = if clock.paused.is_some() { " paused" } else { "" };
                format!("{stage} {} {}{paused}", left(clock.stage_ends), left(clock.all_ends))
            }
            View::Choice { question, answers, .. } => {
                let keys: String = answers.iter().map(|(key, _)| *key).collect();
                format!("{question} [{keys}]")
            }
            View::Checklist { question, .. } | View::Line { question } => question.clone(),
            other => format!("{other:?}"),
        }
    }

    pub(super) fn body(&self) -> String {
        match &self.asked {
            Some((View::Timed(timed), _)) => timed.body.clone(),
            other => panic!("no clock runs: {other:?}"),
        }
    }

    pub(super) fn note(&self) -> String {
        match &self.asked {
            Some((View::Timed(timed), _)) => timed.note.clone().expect("a note"),
            other => panic!("no clock runs: {other:?}"),
        }
    }

    /// The state on disk.
    pub(super) fn saved(&self) -> &State {
        self.disk.as_ref().expect("something on disk")
    }

    /// The wall at the present.
    pub(super) fn wall(&self) -> DateTime<FixedOffset> {
        self.now.wall
    }
}

fn span(text: &str) -> Duration {
    let (number, unit) = text.split_at(text.len() - 1);
    let number: u64 = number.parse().expect("a number");
    match unit {
        "m" => Duration::from_secs(number * 60),
        "s" => Duration::from_secs(number),
        other => panic!("no unit: {other}"),
    }
}
