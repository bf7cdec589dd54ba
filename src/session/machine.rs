//! The machine of a sitting.

mod events;
mod summary;
mod table;
mod turns;

use std::{
    collections::{HashMap, HashSet, VecDeque},
    time::Duration,
};

pub use events::{Effect, Event, Opening};

use super::debt::is_let_go;
use crate::model::{
    BoxChange, Confidence, Day, EntryId, Form, Grade, ItemKey, Memory, Moment, Standing, TodayAnswer, study_day,
    view::{Notice, Reply, Why},
};

/// After a day has turned, a sitting left alone for so long ends.
const IDLE: Duration = Duration::from_secs(30 * 60);
/// Seconds of one answer that count towards the minutes of a day.
const LONGEST_SECONDS: u32 = 120;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Front,
    Back,
    Learning,
    Points,
    Closing,
    Over,
}

#[derive(Clone, Debug)]
struct Shown {
    item: ItemKey,
    why: Why,
    since: Moment,
    confidence: Option<Confidence>,
}

#[derive(Clone, Debug)]
struct Given {
    entry: EntryId,
    item: ItemKey,
    why: Why,
    grade: Grade,
    seconds: u32,
    before: Memory,
    boxes: Vec<BoxChange>,
}

/// A sitting. Its only truth is the log of the day, which it is handed anew with every event that changed it.
#[derive(Clone, Debug)]
pub struct Session {
    today: Day,
    rollover: u32,
    bar: Grade,
    seconds: Option<u32>,
    queue: VecDeque<(ItemKey, Why)>,
    known: HashMap<ItemKey, Standing>,
    log: Vec<TodayAnswer>,
    skipped: HashSet<ItemKey>,
    given: Vec<Given>,
    shown: Option<Shown>,
    stage: Stage,
    last_answer: Option<Moment>,
    left_out: u32,
    day_turned: bool,
}

impl Session {
    /// A sitting that has not begun.
    pub fn new(opening: Opening) -> Self {
        let mut known: HashMap<ItemKey, Standing> =
            opening.known.into_iter().map(|standing| (standing.key, standing)).collect();
        let mut queue = VecDeque::new();
        for (standing, why) in opening.queue {
            queue.push_back((standing.key, why));
            known.insert(standing.key, standing);
        }
        Self {
            today: opening.today,
            rollover: opening.rollover,
            bar: opening.bar,
            seconds: opening.seconds,
            queue,
            known,
            log: opening.log,
            skipped: HashSet::new(),
            given: Vec::new(),
            shown: None,
            stage: Stage::Front,
            last_answer: None,
            left_out: opening.left_out,
            day_turned: false,
        }
    }

    /// The study day of this sitting.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Cards that would be shown if nothing failed.
    pub fn waiting(&self) -> usize {
        self.coming().count() + self.repeats().len()
    }

    /// Takes an event and says what is to be done, in order.
    pub fn step(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        let began = *self.last_answer.get_or_insert(now);
        match event {
            _ if self.stage == Stage::Over => Vec::new(),
            Event::Begin => self.next(now),
            Event::Reply(reply) if self.is_abandoned(began, now) && !outlives_the_day(&reply) => {
                self.day_turned = true;
                self.finish(false)
            }
            Event::Reply(reply) => self.reply(reply, now),
            Event::Recorded { entry, grade, standing, today, boxes } => {
                self.recorded(entry, grade, standing, today, boxes, now)
            }
            Event::Retracted { standing, today, boxes, what } => self.retracted(standing, today, boxes, what, now),
            Event::Read(cards) => {
                for card in cards {
                    self.known.entry(card.key).and_modify(|known| *known = card);
                }
                Vec::new()
            }
            Event::Changed { standing, today } => self.changed(standing, today, now),
            Event::Overtaken { standing, today } => self.overtaken(standing, today, now),
            Event::Looked => self.ask(now),
            Event::Refused(why) => self.ask_again(Notice::Trouble(why), now),
        }
    }

    fn reply(&mut self, reply: Reply, now: Moment) -> Vec<Effect> {
        match (self.stage, reply) {
            (_, Reply::Interrupted) => self.finish(true),
            (_, Reply::Tick | Reply::Resized) => self.ask(now),
            (Stage::Closing, Reply::Undo) => self.undo(now),
            (Stage::Closing, _) | (_, Reply::Quit) => self.finish(false),
            (Stage::Points, reply) => self.points(reply, now),
            (_, Reply::Undo) => self.undo(now),
            (_, Reply::Help) => self.ask_again(Notice::Help { revealed: self.stage == Stage::Back }, now),
            (_, Reply::Skip) => {
                if let Some(shown) = self.shown.take() {
                    self.skipped.insert(shown.item);
                }
                self.next(now)
            }
            (Stage::Learning, Reply::Grade(_)) => self.ask_again(Notice::NothingToGrade, now),
            (Stage::Learning, Reply::Reveal) => {
                self.shown = None;
                self.next(now)
            }
            (Stage::Front, Reply::Reveal) => {
                self.stage = Stage::Back;
                self.ask(now)
            }
            (Stage::Front, Reply::Sure(confidence)) => {
                self.shown.iter_mut().for_each(|shown| shown.confidence = Some(confidence));
                self.stage = Stage::Back;
                self.ask(now)
            }
            (_, Reply::Sure(_)) => self.ask(now),
            (Stage::Back, Reply::Reveal) => self.ask(now),
            (Stage::Front, Reply::Grade(_)) => self.ask_again(Notice::RevealFirst, now),
            (Stage::Back, Reply::Grade(grade)) => self.grade(grade, now),
            (_, Reply::Unknown(key)) => self.ask_again(Notice::UnknownKey(key), now),
            (_, Reply::Chosen(key)) => self.ask_again(Notice::UnknownKey(key.to_string()), now),
            (_, Reply::Lines(lines) | Reply::Write(lines)) => self.ask_again(Notice::UnknownKey(lines.join(" ")), now),
            (_, reply) => self.act(&reply, now),
        }
    }

    /// The keys that act on the card itself.
    fn act(&mut self, reply: &Reply, now: Moment) -> Vec<Effect> {
        let Some(standing) = self.shown.as_ref().and_then(|shown| self.known.get(&shown.item)) else {
            return self.next(now);
        };
        let item = standing.key;
        match reply {
            Reply::Suspend => vec![Effect::Suspend(item)],
            Reply::Links | Reply::Open(_) => {
                let open = if let Reply::Open(number) = reply { Some(*number) } else { None };
                vec![Effect::Links { item, revealed: self.stage != Stage::Front, open }]
            }
            Reply::Edit => vec![Effect::Edit(item)],
            Reply::Learn if self.is_learnable(standing) => vec![Effect::Learn(item)],
            Reply::Learn => self.ask_again(Notice::NotNew, now),
            Reply::Points if standing.card.form == Form::Answerless => {
                self.stage = Stage::Points;
                self.ask(now)
            }
            _ => self.ask_again(Notice::HasAnswer, now),
        }
    }

    fn points(&mut self, reply: Reply, now: Moment) -> Vec<Effect> {
        self.stage = self.first_side();
        match (reply, &self.shown) {
            (Reply::Lines(lines), Some(shown)) if lines.iter().any(|line| !line.trim().is_empty()) => {
                vec![Effect::Points(shown.item, lines)]
            }
            (Reply::Write(lines), Some(shown)) => vec![Effect::Write(shown.item, lines)],
            _ => self.ask(now),
        }
    }

    fn grade(&self, grade: Grade, now: Moment) -> Vec<Effect> {
        let Some((shown, standing)) = self.shown.as_ref().and_then(|shown| Some((shown, self.known.get(&shown.item)?)))
        else {
            return Vec::new();
        };
        let seconds = now.seconds_since(&shown.since);
        vec![Effect::Record {
            item: shown.item,
            revision: standing.revision,
            grade,
            seconds,
            confidence: shown.confidence,
        }]
    }

    fn recorded(
        &mut self,
        entry: EntryId,
        grade: Grade,
        standing: Standing,
        today: Vec<TodayAnswer>,
        boxes: Vec<BoxChange>,
        now: Moment,
    ) -> Vec<Effect> {
        let item = standing.key;
        let mut effects: Vec<Effect> = boxes.iter().cloned().map(|turn| Effect::Tell(Notice::Box(turn))).collect();
        if let Some(shown) = self.shown.take() {
            let before = self.known.get(&item).map_or(Memory::NEW, |standing| standing.memory);
            let seconds = now.seconds_since(&shown.since);
            self.given.push(Given { entry, item, why: shown.why, grade, seconds, before, boxes });
        }
        self.learn_of(standing, today);
        self.last_answer = Some(now);
        if grade < self.bar && is_let_go(&self.log, item, self.bar) {
            effects.push(Effect::Tell(Notice::LetGo));
        }
        self.after(effects, now)
    }

    fn undo(&mut self, now: Moment) -> Vec<Effect> {
        match self.given.last() {
            Some(given) => vec![Effect::Retract { entry: given.entry, item: given.item }],
            None => self.ask_again(Notice::NothingToUndo, now),
        }
    }

    fn retracted(
        &mut self,
        standing: Standing,
        today: Vec<TodayAnswer>,
        boxes: Vec<BoxChange>,
        what: String,
        now: Moment,
    ) -> Vec<Effect> {
        let (item, is_here) = (standing.key, is_here(&standing));
        self.learn_of(standing, today);
        self.put_back();
        let why = self.given.pop().map_or(Why::Due, |given| given.why);
        let mut effects = vec![Effect::Tell(Notice::Undone(what))];
        effects.extend(boxes.into_iter().map(|turn| Effect::Tell(Notice::Box(turn))));
        if !is_here {
            return self.after(effects, now);
        }
        self.skipped.remove(&item);
        self.show(item, why, now);
        effects.extend(self.ask(now));
        effects
    }

    /// The card on the table waits for its turn; a debt comes back by itself.
    fn put_back(&mut self) {
        if let Some(shown) = self.shown.take()
            && !matches!(shown.why, Why::Again | Why::Learned)
        {
            self.queue.push_front((shown.item, shown.why));
        }
    }

    /// Comes back at once if what another process did was no answer.
    fn overtaken(&mut self, standing: Standing, today: Vec<TodayAnswer>, now: Moment) -> Vec<Effect> {
        self.learn_of(standing, today);
        self.put_back();
        self.after(vec![Effect::Tell(Notice::GradedElsewhere)], now)
    }

    fn changed(&mut self, standing: Option<Standing>, today: Vec<TodayAnswer>, now: Moment) -> Vec<Effect> {
        let graded = |log: &[TodayAnswer], item| log.iter().filter(|it| it.item == item && it.grade.is_some()).count();
        match standing {
            Some(standing) if !is_here(&standing) => {
                let told = if standing.suspended { vec![Effect::Tell(Notice::Suspended)] } else { Vec::new() };
                self.learn_of(standing, today);
                self.shown = None;
                self.after(told, now)
            }
            // An editor may stand open for long, and another process may answer meanwhile.
            Some(standing) if graded(&today, standing.key) > graded(&self.log, standing.key) => {
                self.overtaken(standing, today, now)
            }
            Some(standing) => {
                self.learn_of(standing, today);
                self.stage = self.first_side();
                if let Some(shown) = &mut self.shown {
                    shown.since = now;
                }
                self.ask(now)
            }
            None => {
                self.log = today;
                if let Some(gone) = self.shown.take().and_then(|shown| self.known.get_mut(&shown.item)) {
                    gone.parked = true;
                }
                self.next(now)
            }
        }
    }

    fn learn_of(&mut self, standing: Standing, today: Vec<TodayAnswer>) {
        self.known.insert(standing.key, standing);
        self.log = today;
    }

    fn after(&mut self, mut effects: Vec<Effect>, now: Moment) -> Vec<Effect> {
        effects.extend(self.next(now));
        effects
    }

    fn is_learnable(&self, standing: &Standing) -> bool {
        standing.memory.seen.is_none() && !self.log.iter().any(|answer| answer.item == standing.key)
    }

    /// How the card on the table lies: both sides up when it was learned just now.
    fn first_side(&self) -> Stage {
        let learned_now = self.shown.as_ref().is_some_and(|shown| {
            let last = self.log.iter().rfind(|answer| answer.item == shown.item);
            shown.why != Why::Learned && last.is_some_and(|last| last.grade.is_none())
        });
        if learned_now { Stage::Learning } else { Stage::Front }
    }

    fn finish(&mut self, interrupted: bool) -> Vec<Effect> {
        self.stage = Stage::Over;
        vec![Effect::Finish { interrupted }]
    }

    fn ask_again(&mut self, notice: Notice, now: Moment) -> Vec<Effect> {
        let mut effects = vec![Effect::Tell(notice)];
        effects.extend(self.ask(now));
        effects
    }

    fn is_abandoned(&self, last: Moment, now: Moment) -> bool {
        study_day(now.wall, self.rollover) > self.today && now.away_since(&last) >= IDLE
    }
}

const fn is_here(standing: &Standing) -> bool {
    !standing.suspended && !standing.parked
}

/// What is heard even when the day has turned: the signal to end, and a text that would be lost.
const fn outlives_the_day(reply: &Reply) -> bool {
    matches!(reply, Reply::Interrupted | Reply::Lines(_) | Reply::Write(_))
}
