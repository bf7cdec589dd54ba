//! The machine of a telling: a question, a clock with the parts' shares, one follow-up, the teller's own rating.

use super::{
    events::{Effect, Event, Left, Opening},
    rubric,
    watch::Watch,
};
use crate::model::{
    Grade, Moment, Part, Ratings, Telling, Timing, Trait, Unrated,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Question,
    Telling(Part),
    FollowUp,
    Grading,
    /// The grade of the follow-up is being written.
    Writing(Grade),
    Rating,
    Over,
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
    answer_seconds: u32,
    /// Once its parts are told: all that is rated.
    left: Option<Unrated>,
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
            answer_seconds: 0,
            left: None,
        }
    }

    /// A telling whose parts were told before: what was not rated of it is asked.
    pub fn resume(opening: Opening, left: Unrated) -> Self {
        Self { left: Some(left), ..Self::new(opening) }
    }

    /// Takes an event and says what is to be done, in order.
    pub fn step(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        match event {
            _ if self.stage == Stage::Over => Vec::new(),
            Event::Begin if self.left.is_some() => self.go_on(now),
            Event::Begin => self.ask(now),
            Event::Reply(Reply::Interrupted) => self.leave(true),
            Event::Reply(Reply::Quit) => self.leave(false),
            Event::Reply(reply) => self.reply(reply, now),
            Event::Recorded => {
                if let (Stage::Writing(grade), Some(left)) = (self.stage, &mut self.left) {
                    (left.asked, left.followup_grade) = (true, Some(grade));
                    return self.rate(now);
                }
                self.ask(now)
            }
            Event::Refused(why) => {
                let told = vec![Effect::Tell(Notice::Trouble(why))];
                if let (Stage::Writing(_), Some(left)) = (self.stage, &mut self.left) {
                    left.asked = true;
                    return [told, self.keep(), self.rate(now)].concat();
                }
                [told, self.ask(now)].concat()
            }
        }
    }

    fn reply(&mut self, reply: Reply, now: Moment) -> Vec<Effect> {
        if matches!(reply, Reply::Tick | Reply::Resized) {
            return self.with_bells(now);
        }
        match self.stage {
            Stage::Question => match reply {
                Reply::Chosen('q') => self.leave(false),
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
            Stage::Rating => self.rated(&reply, now),
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

    /// Its parts are told: from here on nothing that is rated is lost.
    fn after_telling(&mut self, now: Moment) -> Vec<Effect> {
        self.left = Some(Unrated {
            at: now.wall,
            question: self.opening.question.clone(),
            angle: self.opening.angle,
            short: self.opening.short,
            timings: std::mem::take(&mut self.timings),
            followup: self.opening.followup.as_ref().map(|asked| asked.id.clone()),
            asked: false,
            followup_grade: None,
            levels: Vec::new(),
        });
        [self.keep(), self.go_on(now)].concat()
    }

    /// The follow-up if it was not asked, then the levels.
    fn go_on(&mut self, now: Moment) -> Vec<Effect> {
        self.rung = (false, false);
        if self.opening.followup.is_none() || self.left.as_ref().is_some_and(|left| left.asked) {
            return self.rate(now);
        }
        self.watches = Some((Watch::start(now), Watch::start(now)));
        self.stage = Stage::FollowUp;
        self.ask(now)
    }

    fn keep(&self) -> Vec<Effect> {
        self.left.iter().map(|left| Effect::Keep(Box::new(left.clone()))).collect()
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
        let left = self.left.clone().map(|left| Unrated { asked: true, followup_grade: Some(grade), ..left });
        let seconds = self.answer_seconds;
        left.map(|left| Effect::Grade { grade, seconds, left: Box::new(left) }).into_iter().collect()
    }

    /// Asks for the next level; when all are given, hands the telling over.
    fn rate(&mut self, now: Moment) -> Vec<Effect> {
        self.watches = None;
        self.stage = Stage::Rating;
        let Some(left) = &self.left else { return self.leave(false) };
        let Ok(levels) = <[u8; 7]>::try_from(left.levels.as_slice()) else { return self.ask(now) };
        let ratings = Ratings(levels);
        let telling = Telling {
            title: self.opening.title.clone(),
            question: left.question.clone(),
            angle: left.angle,
            short: left.short,
            timings: left.timings.clone(),
            ratings,
            // A minute is practice, which passes nothing.
            passed: !left.short && rubric::passes(&ratings),
            followup: left.followup_grade.and(left.followup.clone()),
            followup_grade: left.followup_grade.map(Grade::number),
        };
        self.stage = Stage::Over;
        vec![Effect::Finish(Box::new(telling))]
    }

    fn rated(&mut self, reply: &Reply, now: Moment) -> Vec<Effect> {
        let level = match reply {
            Reply::Chosen(key) => key.to_digit(10),
            Reply::Grade(grade) => Some(u32::from(grade.number())),
            _ => None,
        };
        let level = level.filter(|level| (1..=4).contains(level)).and_then(|it| u8::try_from(it).ok());
        let Some(left) = &mut self.left else { return self.leave(false) };
        match (level, reply) {
            (Some(level), _) => left.levels.push(level),
            (None, Reply::Undo) if left.levels.pop().is_some() => {}
            _ => return self.ask(now),
        }
        [self.keep(), self.rate(now)].concat()
    }

    fn leave(&mut self, interrupted: bool) -> Vec<Effect> {
        let left = match (&self.left, self.stage) {
            (Some(left), _) => Left::Unrated(left.levels.len()),
            (None, Stage::Question) => Left::NotBegun,
            (None, _) => Left::Untold,
        };
        self.stage = Stage::Over;
        vec![Effect::Leave { left, interrupted }]
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
                Some(View::Rating { question, answers })
            }
            Stage::Rating => {
                let at = self.left.as_ref().map_or(0, |left| left.levels.len()).min(Trait::ALL.len() - 1);
                let rated = Trait::ALL[at];
                let question = format!("your telling, {} of {}: {}", at + 1, Trait::ALL.len(), rated.name());
                let answers = ('1'..='4').zip(rated.levels().map(str::to_owned)).collect();
                Some(View::Rating { question, answers })
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
