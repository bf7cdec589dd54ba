//! The machine of a telling: a question, a clock with the parts' shares, one follow-up, the teller's own rating.

use std::time::Duration;

use chrono::TimeDelta;

use super::rubric;
use crate::model::{
    Grade, Moment, Part, Ratings, Telling, Timing, Trait,
    view::{Command, Countdown, Notice, Reply, TimedView, View},
};

/// Seconds for each part of a telling in full length.
const FULL: [u32; 5] = [18, 12, 100, 30, 15];
/// Seconds for each part of a telling in one minute.
const SHORT: [u32; 5] = [7, 5, 32, 11, 5];
/// Seconds for the answer to a follow-up.
const FOLLOW_UP: u32 = 45;
/// What a grade means for the answer to a follow-up.
const ANSWERED: [(char, &str); 6] = [
    ('0', "no answer"),
    ('1', "beside the question"),
    ('2', "almost: the heart of it was missing"),
    ('3', "the heart of it, with effort"),
    ('4', "good"),
    ('5', "strong, at once"),
];

/// A follow-up that is asked afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its public name.
    pub id: String,
    /// The question.
    pub question: String,
    /// What is strong and what is weak, as Markdown.
    pub answer: String,
}

/// All that a telling begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The heading of the story.
    pub title: String,
    /// The question as the interviewer asks it.
    pub question: String,
    /// Which of the questions it is, from 1; none for one of the teller's own.
    pub angle: Option<usize>,
    /// Told in 60 seconds, without a follow-up.
    pub short: bool,
    /// The follow-up, if there is one to ask.
    pub followup: Option<Asked>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The telling begins.
    Begin,
    /// The person answered.
    Reply(Reply),
    /// The grade of the follow-up is on disk.
    Recorded,
    /// It was not written, and why.
    Refused(String),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the person, at the longest until a moment.
    Ask(View, Option<Moment>),
    /// Tell the person.
    Tell(Notice),
    /// Write the grade of the follow-up.
    Grade {
        /// The teller's own rating of his answer.
        grade: Grade,
        /// Seconds it took.
        seconds: u32,
    },
    /// It is told and rated; none if it was left before.
    Finish {
        /// What is left of it.
        telling: Option<Box<Telling>>,
        /// Asked for by a signal.
        interrupted: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Question,
    Telling(Part),
    FollowUp,
    Grading,
    /// The grade of the follow-up is being written.
    Writing(Grade),
    Rating(usize),
    Over,
}

/// A clock that can be stopped. `began` moves on by what it stood still.
#[derive(Clone, Copy, Debug)]
struct Watch {
    began: Moment,
    paused: Option<Moment>,
}

impl Watch {
    fn start(now: Moment) -> Self {
        Self { began: now, paused: None }
    }

    fn seconds(&self, now: Moment) -> u32 {
        self.paused.unwrap_or(now).seconds_since(&self.began)
    }

    fn ends(&self, seconds: u32) -> Moment {
        later(self.began, Duration::from_secs(u64::from(seconds)))
    }

    fn toggle(&mut self, now: Moment) {
        match self.paused.take() {
            Some(since) => self.began = later(self.began, now.mono.saturating_sub(since.mono)),
            None => self.paused = Some(now),
        }
    }
}

fn later(moment: Moment, by: Duration) -> Moment {
    let delta = TimeDelta::from_std(by).unwrap_or_default();
    Moment { wall: moment.wall + delta, mono: moment.mono.saturating_add(by) }
}

/// A telling that goes on.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    opening: Opening,
    stage: Stage,
    /// The clock of the part, and of the whole.
    watches: Option<(Watch, Watch)>,
    /// What the clock has said already: the end of the part, the end of the whole.
    rung: (bool, bool),
    timings: Vec<Timing>,
    followed: Option<Grade>,
    ratings: [u8; 7],
    answer_seconds: u32,
}

impl Rehearsal {
    /// A telling that has not begun.
    pub fn new(opening: Opening) -> Self {
        Self {
            opening,
            stage: Stage::Question,
            watches: None,
            rung: (false, false),
            timings: Vec::new(),
            followed: None,
            ratings: [0; 7],
            answer_seconds: 0,
        }
    }

    /// Takes an event and says what is to be done, in order.
    pub fn step(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        match event {
            _ if self.stage == Stage::Over => Vec::new(),
            Event::Begin => self.ask(now),
            Event::Reply(Reply::Interrupted) => self.finish(None, true),
            Event::Reply(Reply::Quit) => self.leave(),
            Event::Reply(reply) => self.reply(reply, now),
            Event::Recorded => {
                if let Stage::Writing(grade) = self.stage {
                    self.followed = Some(grade);
                }
                self.rate(0, now)
            }
            Event::Refused(why) => {
                let mut effects = vec![Effect::Tell(Notice::Trouble(why))];
                effects.extend(self.rate(0, now));
                effects
            }
        }
    }

    fn reply(&mut self, reply: Reply, now: Moment) -> Vec<Effect> {
        if matches!(reply, Reply::Tick | Reply::Resized) {
            return self.with_bells(now);
        }
        match self.stage {
            Stage::Question => match reply {
                Reply::Chosen('q') => self.leave(),
                _ => self.begin_part(Part::Situation, now),
            },
            Stage::Telling(part) => self.told(part, reply, now),
            Stage::FollowUp => match reply {
                Reply::Command(Command::Pause) => self.pause(now),
                Reply::Command(Command::Next | Command::End) | Reply::Reveal => self.answered(now),
                Reply::Jotted(line) if line.trim().is_empty() => self.answered(now),
                _ => self.ask(now),
            },
            Stage::Grading => match reply {
                Reply::Chosen(key) => match key.to_digit(10).and_then(|it| Grade::new(u8::try_from(it).ok()?)) {
                    Some(grade) => self.graded(grade),
                    None => self.ask(now),
                },
                Reply::Grade(grade) => self.graded(grade),
                _ => self.ask(now),
            },
            Stage::Rating(at) => self.rated(at, &reply, now),
            Stage::Writing(_) | Stage::Over => Vec::new(),
        }
    }

    fn told(&mut self, part: Part, reply: Reply, now: Moment) -> Vec<Effect> {
        match reply {
            Reply::Command(Command::Pause) => self.pause(now),
            Reply::Command(Command::Next) | Reply::Reveal => self.next_part(part, now),
            Reply::Command(Command::End) => {
                self.clock_out(part, now);
                self.after_telling(now)
            }
            // An empty line is the quickest way on where only lines are typed.
            Reply::Jotted(line) if line.trim().is_empty() => self.next_part(part, now),
            Reply::Jotted(_) => {
                let said = "a story is told aloud: nothing is written down here".to_owned();
                let mut effects = vec![Effect::Tell(Notice::Said(said))];
                effects.extend(self.ask(now));
                effects
            }
            _ => self.with_bells(now),
        }
    }

    fn begin_part(&mut self, part: Part, now: Moment) -> Vec<Effect> {
        let all = self.watches.map_or_else(|| Watch::start(now), |(_, all)| all);
        self.watches = Some((Watch::start(now), all));
        self.rung.0 = false;
        self.stage = Stage::Telling(part);
        self.with_bells(now)
    }

    fn next_part(&mut self, part: Part, now: Moment) -> Vec<Effect> {
        self.clock_out(part, now);
        match Part::ALL.get(part.place() + 1) {
            Some(next) => self.begin_part(*next, now),
            None => self.after_telling(now),
        }
    }

    /// Notes what a part took; a clock that stands still runs on with the next.
    fn clock_out(&mut self, part: Part, now: Moment) {
        let spent = self.watches.map_or(0, |(watch, _)| watch.seconds(now));
        self.timings.push(Timing { part, planned: self.planned(part), spent });
        if let Some((_, all)) = &mut self.watches
            && all.paused.is_some()
        {
            all.toggle(now);
        }
    }

    fn after_telling(&mut self, now: Moment) -> Vec<Effect> {
        self.rung = (false, false);
        if self.opening.followup.is_none() {
            return self.rate(0, now);
        }
        self.watches = Some((Watch::start(now), Watch::start(now)));
        self.stage = Stage::FollowUp;
        self.ask(now)
    }

    fn pause(&mut self, now: Moment) -> Vec<Effect> {
        if let Some((part, all)) = &mut self.watches {
            part.toggle(now);
            all.toggle(now);
        }
        self.ask(now)
    }

    fn answered(&mut self, now: Moment) -> Vec<Effect> {
        self.answer_seconds = self.watches.map_or(0, |(watch, _)| watch.seconds(now));
        self.watches = None;
        self.stage = Stage::Grading;
        self.ask(now)
    }

    fn graded(&mut self, grade: Grade) -> Vec<Effect> {
        self.stage = Stage::Writing(grade);
        vec![Effect::Grade { grade, seconds: self.answer_seconds }]
    }

    fn rate(&mut self, at: usize, now: Moment) -> Vec<Effect> {
        self.watches = None;
        self.stage = Stage::Rating(at);
        self.ask(now)
    }

    fn rated(&mut self, at: usize, reply: &Reply, now: Moment) -> Vec<Effect> {
        let level = match reply {
            Reply::Chosen(key) => key.to_digit(10),
            Reply::Grade(grade) => Some(u32::from(grade.number())),
            Reply::Undo => return self.rate(at.saturating_sub(1), now),
            _ => None,
        };
        let Some(level) = level.filter(|level| (1..=4).contains(level)).and_then(|it| u8::try_from(it).ok()) else {
            return self.ask(now);
        };
        self.ratings[at] = level;
        if at + 1 < Trait::ALL.len() {
            return self.rate(at + 1, now);
        }
        let ratings = Ratings(self.ratings);
        let telling = Telling {
            title: self.opening.title.clone(),
            question: self.opening.question.clone(),
            angle: self.opening.angle,
            short: self.opening.short,
            timings: std::mem::take(&mut self.timings),
            ratings,
            passed: rubric::passes(&ratings),
            followup: self.followed.and_then(|_| self.opening.followup.as_ref().map(|asked| asked.id.clone())),
            followup_grade: self.followed.map(Grade::number),
        };
        self.finish(Some(telling), false)
    }

    fn leave(&mut self) -> Vec<Effect> {
        let told = matches!(self.stage, Stage::FollowUp | Stage::Grading | Stage::Rating(_));
        let said =
            if told { "not rated, so this telling is not kept" } else { "left before its end, so it is not kept" };
        let mut effects = vec![Effect::Tell(Notice::Said(said.to_owned()))];
        effects.extend(self.finish(None, false));
        effects
    }

    fn finish(&mut self, telling: Option<Telling>, interrupted: bool) -> Vec<Effect> {
        self.stage = Stage::Over;
        vec![Effect::Finish { telling: telling.map(Box::new), interrupted }]
    }

    fn planned(&self, part: Part) -> u32 {
        let shares = if self.opening.short { SHORT } else { FULL };
        shares[part.place()]
    }

    fn all_seconds(&self) -> u32 {
        match self.stage {
            Stage::FollowUp => FOLLOW_UP,
            _ => Part::ALL.into_iter().map(|part| self.planned(part)).sum(),
        }
    }

    fn stage_seconds(&self) -> u32 {
        match self.stage {
            Stage::Telling(part) => self.planned(part),
            _ => FOLLOW_UP,
        }
    }

    /// What the clock has to say by now, once each, and then the question again.
    fn with_bells(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some((watch, all)) = self.watches {
            if watch.seconds(now) >= self.stage_seconds() && !self.rung.0 {
                self.rung.0 = true;
                effects.extend(self.end_of_stage().map(|said| Effect::Tell(Notice::Alarm(said))));
            }
            if all.seconds(now) >= self.all_seconds() && !self.rung.1 {
                self.rung.1 = true;
                let said = format!("{} seconds are over: come to an end", self.all_seconds());
                effects.push(Effect::Tell(Notice::Alarm(said)));
            }
        }
        effects.extend(self.ask(now));
        effects
    }

    fn end_of_stage(&self) -> Option<String> {
        let Stage::Telling(part) = self.stage else { return None };
        let next = Part::ALL.get(part.place() + 1)?;
        Some(format!("{}: {} seconds are over; on to the {}", part.word(), self.planned(part), next.word()))
    }

    fn ask(&self, now: Moment) -> Vec<Effect> {
        match self.view() {
            Some(view) => vec![Effect::Ask(view, self.next_bell(now))],
            None => Vec::new(),
        }
    }

    /// When the clock next has something to say.
    fn next_bell(&self, now: Moment) -> Option<Moment> {
        let (watch, all) = self.watches?;
        if watch.paused.is_some() {
            return None;
        }
        let ends = [(self.rung.0, watch.ends(self.stage_seconds())), (self.rung.1, all.ends(self.all_seconds()))];
        let open = ends.into_iter().filter(|(rung, at)| !rung && at.mono > now.mono).map(|(_, at)| at);
        open.min_by_key(|at| at.mono)
    }

    fn view(&self) -> Option<View> {
        let question = &self.opening.question;
        match self.stage {
            Stage::Question => {
                let answers = vec![('b', "begin".to_owned()), ('q', "not now".to_owned())];
                Some(View::Choice { question: format!("{}: {question}", self.opening.title), answers, piped: false })
            }
            Stage::Telling(part) => {
                let stage = format!("part {} of {}: {}", part.place() + 1, Part::ALL.len(), part.word());
                self.timed(stage, part.goal().to_owned(), question.clone())
            }
            Stage::FollowUp => {
                let asked = self.opening.followup.as_ref()?;
                self.timed(
                    "follow-up".to_owned(),
                    "an answer with a fact of yours in it".to_owned(),
                    asked.question.clone(),
                )
            }
            Stage::Grading => {
                let asked = self.opening.followup.as_ref()?;
                let answers = ANSWERED.iter().map(|(key, words)| (*key, (*words).to_owned())).collect();
                let question = format!("{}\n\n{}\n\nhow was your answer?", asked.question, asked.answer);
                Some(View::Choice { question, answers, piped: true })
            }
            Stage::Rating(at) => {
                let rated = Trait::ALL[at];
                let question = format!("your telling, {} of {}: {}", at + 1, Trait::ALL.len(), rated.name());
                let answers = ('1'..='4').zip(rated.levels().map(str::to_owned)).collect();
                Some(View::Choice { question, answers, piped: true })
            }
            Stage::Writing(_) | Stage::Over => None,
        }
    }

    fn timed(&self, stage: String, goal: String, body: String) -> Option<View> {
        let (watch, all) = self.watches?;
        let clock = Countdown {
            stage_ends: watch.ends(self.stage_seconds()),
            all_ends: all.ends(self.all_seconds()),
            stage_seconds: self.stage_seconds(),
            paused: watch.paused,
        };
        let commands = vec![Command::Next, Command::Pause, Command::End];
        let title = self.opening.title.clone();
        Some(View::Timed(Box::new(TimedView { title, stage, goal, body, clock, note: None, commands })))
    }
}
