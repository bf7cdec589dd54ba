//! The machine of a sitting.

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;

use chrono::TimeDelta;

use super::debt::{Debt, debts, failures, is_let_go, is_let_go_after};
use crate::model::{
    BoxChange, Confidence, Day, EntryId, Form, Grade, ItemKey, Memory, Missed, Moment, Standing, Summary, TodayAnswer,
    study_day,
    text::one_line,
    view::{Back, CardView, Choice, Notice, Reply, View, Why},
};
use crate::schedule::outcomes;

/// After a day has turned, a sitting left alone for so long ends.
const IDLE: Duration = Duration::from_secs(30 * 60);
/// Seconds of one answer that count towards the minutes of a day.
const LONGEST_SECONDS: u32 = 120;

/// All that a sitting begins with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The study day, fixed for the whole sitting.
    pub today: Day,
    /// The hour at which a day starts.
    pub rollover: u32,
    /// The lowest grade that pays a debt.
    pub bar: Grade,
    /// Seconds until nothing new enters; none without a limit.
    pub seconds: Option<u32>,
    /// What was planned, in its order.
    pub queue: Vec<(Standing, Why)>,
    /// The items answered or learned today before, for those that are still owed.
    pub known: Vec<Standing>,
    /// What was answered today before.
    pub log: Vec<TodayAnswer>,
    /// Due items that the plan left out.
    pub left_out: u32,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The sitting begins.
    Begin,
    /// The person answered.
    Reply(Reply),
    /// A grade is on disk.
    Recorded {
        /// Its entry.
        entry: EntryId,
        /// The grade.
        grade: Grade,
        /// The item as it stands now.
        standing: Standing,
        /// What was answered today.
        today: Vec<TodayAnswer>,
        /// Boxes that changed with it.
        boxes: Vec<BoxChange>,
    },
    /// An entry was taken back.
    Retracted {
        /// The item as it stands now.
        standing: Standing,
        /// What was answered today.
        today: Vec<TodayAnswer>,
        /// Boxes that changed with it.
        boxes: Vec<BoxChange>,
        /// What was taken back, in words.
        what: String,
    },
    /// The card was edited, learned, suspended or given points; none when it is gone.
    Changed {
        /// The item as it stands now.
        standing: Option<Standing>,
        /// What was answered today.
        today: Vec<TodayAnswer>,
    },
    /// Cards that were read anew from their decks; nothing is asked.
    Read(Vec<Standing>),
    /// Another process acted on the item first; nothing was written.
    Overtaken {
        /// The item as it stands now.
        standing: Standing,
        /// What was answered today.
        today: Vec<TodayAnswer>,
    },
    /// Nothing was written, and why.
    Refused(String),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the person, at the longest until a moment.
    Ask(View, Option<Moment>),
    /// Write a grade, decided on this revision of the item.
    Record {
        /// The item.
        item: ItemKey,
        /// The revision on which it was decided.
        revision: i64,
        /// The grade.
        grade: Grade,
        /// Seconds from the question to the grade.
        seconds: u32,
        /// How sure the person was before the answer was shown, if it was said.
        confidence: Option<Confidence>,
    },
    /// Take an entry back.
    Retract {
        /// The entry.
        entry: EntryId,
        /// Its item.
        item: ItemKey,
    },
    /// Write that a new card was looked at on both sides.
    Learn(ItemKey),
    /// Set an item aside.
    Suspend(ItemKey),
    /// Open the card in an editor.
    Edit(ItemKey),
    /// Make these lines the answer of a card that had none.
    Points(ItemKey, Vec<String>),
    /// Let the key points of a card be written in an editor, from these lines on.
    Write(ItemKey, Vec<String>),
    /// Tell the person.
    Tell(Notice),
    /// The sitting is over.
    Finish {
        /// Asked for by a signal.
        interrupted: bool,
    },
}

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
            Event::Refused(why) => self.ask_again(Notice::Trouble(why), now),
        }
    }

    /// What this sitting leaves behind; the next due day is for the caller to add.
    pub fn summary(&self) -> Summary {
        let repeats = self.given.iter().filter(|given| given.why == Why::Again).count();
        let counted =
            |given: &&Given| given.before.seen.is_some_and(|seen| seen < self.today) && counts(given, self.today);
        Summary {
            answers: self.given.len(),
            items: self.given.len() - repeats,
            new: self.given.iter().filter(|given| matches!(given.why, Why::New | Why::Learned)).count(),
            seconds: self.spent(),
            recalled: (
                self.given.iter().filter(counted).filter(|given| given.grade.passes()).count(),
                self.given.iter().filter(counted).count(),
            ),
            missed: self.missed(),
            boxes: self.given.iter().flat_map(|given| given.boxes.iter().cloned()).collect(),
            owed: self.owed().len(),
            left_out: self.left_out.saturating_add(self.kept_out()),
            outlook: None,
            day_turned: self.day_turned,
        }
    }

    fn missed(&self) -> Vec<Missed> {
        let mut missed: Vec<(ItemKey, Missed)> = Vec::new();
        for given in self.given.iter().filter(|given| !given.grade.passes()) {
            if let Some(standing) = self.known.get(&given.item)
                && !missed.iter().any(|(item, _)| *item == given.item)
            {
                let answer = standing.card.answer.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                missed.push((
                    given.item,
                    Missed {
                        topic: standing.title.name.clone(),
                        question: one_line(&standing.card.question),
                        answer: one_line(answer),
                        let_go: is_let_go(&self.log, given.item, self.bar),
                    },
                ));
            }
        }
        missed.into_iter().map(|(_, missed)| missed).collect()
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

    fn next(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.shown = None;
        while let Some((item, why)) = self.choose() {
            match self.known.get(&item).map(|standing| outcomes(&standing.memory, self.today)) {
                Some(Err(clock)) => {
                    self.skipped.insert(item);
                    effects.push(Effect::Tell(Notice::Trouble(clock.to_string())));
                }
                _ => {
                    self.show(item, why, now);
                    effects.extend(self.ask(now));
                    return effects;
                }
            }
        }
        if self.given.is_empty() {
            effects.extend(self.finish(false));
        } else {
            self.stage = Stage::Closing;
            effects.extend(self.ask(now));
        }
        effects
    }

    /// The next card: a debt that is ripe, else what enters, else the debt that waited longest.
    fn choose(&mut self) -> Option<(ItemKey, Why)> {
        let repeats = self.repeats();
        let repeat = |debt: &Debt| (debt.item, if debt.learned { Why::Learned } else { Why::Again });
        if let Some(debt) = repeats.iter().find(|debt| debt.is_ripe()) {
            return Some(repeat(debt));
        }
        let entering = self.coming().next().copied();
        let at = entering.and_then(|entering| self.queue.iter().position(|waiting| *waiting == entering));
        at.and_then(|at| self.queue.remove(at)).or_else(|| repeats.first().map(repeat))
    }

    fn show(&mut self, item: ItemKey, why: Why, now: Moment) {
        self.shown = Some(Shown { item, why, since: now, confidence: None });
        self.stage = Stage::Front;
    }

    /// The planned cards that still enter: another process may have answered one, or the time may be up.
    fn coming(&self) -> impl Iterator<Item = &(ItemKey, Why)> {
        let entering = if self.is_time_up() { 0 } else { usize::MAX };
        self.standing_by().take(entering)
    }

    fn standing_by(&self) -> impl Iterator<Item = &(ItemKey, Why)> {
        let answered: HashSet<ItemKey> = self.log.iter().map(|answer| answer.item).collect();
        self.queue.iter().filter(move |(item, why)| {
            let Some(standing) = self.known.get(item).filter(|standing| is_here(standing)) else { return false };
            // A corrected answer is shown once, even on a day on which the card was answered before.
            let unseen = !answered.contains(item) || (*why == Why::Corrected && standing.corrected);
            unseen && !self.skipped.contains(item)
        })
    }

    /// Due items that were planned and did not enter because the time was up.
    fn kept_out(&self) -> u32 {
        let due = self.standing_by().filter(|(_, why)| *why == Why::Due && self.is_time_up()).count();
        u32::try_from(due).unwrap_or(u32::MAX)
    }

    fn is_time_up(&self) -> bool {
        self.seconds.is_some_and(|seconds| self.spent() >= seconds)
    }

    /// What is owed today, whether or not it comes again in this sitting.
    fn owed(&self) -> Vec<Debt> {
        let mut owed = debts(&self.log, self.bar);
        owed.retain(|debt| self.known.get(&debt.item).is_some_and(|it| is_here(it) && it.card.kind.owes()));
        owed
    }

    /// What is owed and comes again in this sitting, longest waiting first.
    fn repeats(&self) -> Vec<Debt> {
        let mut owed = self.owed();
        owed.retain(|debt| !self.skipped.contains(&debt.item));
        owed
    }

    fn spent(&self) -> u32 {
        self.given.iter().map(|given| given.seconds.min(LONGEST_SECONDS)).sum()
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

    fn ask(&mut self, now: Moment) -> Vec<Effect> {
        let until = self.last_answer.and_then(|last| self.abandoned_at(last, now));
        let title = || self.shown.as_ref().and_then(|shown| self.known.get(&shown.item)).map(|it| it.title.clone());
        match self.stage {
            Stage::Over => Vec::new(),
            Stage::Closing => vec![Effect::Ask(View::Closing { undoable: !self.given.is_empty() }, until)],
            Stage::Points => match title() {
                // Whoever writes is not interrupted: half a text would be lost.
                Some(title) => vec![Effect::Ask(View::Points { title }, None)],
                None => self.next(now),
            },
            Stage::Front | Stage::Back | Stage::Learning => match self.card() {
                Some(Ok(view)) => vec![Effect::Ask(View::Card(Box::new(view)), until)],
                Some(Err(clock)) => {
                    self.skipped.extend(self.shown.take().map(|shown| shown.item));
                    self.after(vec![Effect::Tell(Notice::Trouble(clock.to_string()))], now)
                }
                None => self.next(now),
            },
        }
    }

    fn card(&self) -> Option<Result<CardView, crate::schedule::ClockBack>> {
        let shown = self.shown.as_ref()?;
        let standing = self.known.get(&shown.item)?;
        let table = match outcomes(&standing.memory, self.today) {
            Ok(table) => table,
            Err(clock) => return Some(Err(clock)),
        };
        let failed = failures(&self.log, shown.item, self.bar);
        let comes_again = standing.card.kind.owes() && !is_let_go_after(failed + 1);
        let choice = |grade: Grade| {
            let after = table[grade];
            let due = after.memory.due;
            Choice {
                grade,
                due,
                days: due.map_or(0, |due| due.since(self.today)),
                counts: after.kind == crate::model::AnswerKind::Review,
                again: comes_again && grade < self.bar,
            }
        };
        let revealed = self.stage != Stage::Front;
        let choices = if self.stage == Stage::Back { Grade::ALL.map(choice).to_vec() } else { Vec::new() };
        let again = self.repeats().iter().filter(|debt| debt.item != shown.item).count();
        let minutes_left = self.seconds.map(|seconds| seconds.saturating_sub(self.spent()).div_ceil(60));
        let card = &standing.card;
        let repeats = matches!(shown.why, Why::Again | Why::Learned);
        let coming = self.coming().count();
        Some(Ok(CardView {
            done: self.given.len(),
            left: coming + usize::from(!repeats),
            again,
            minutes_left,
            section: standing.section.clone(),
            topic: standing.title.clone(),
            id: card.id.to_string(),
            why: shown.why,
            form: card.form,
            core: card.core,
            question: card.question.clone(),
            back: revealed.then(|| Back {
                answer: card.answer.clone(),
                note: card.note.clone(),
                source: card.source.clone(),
                choices,
            }),
            last: repeats && again == 0 && coming == 0,
            learnable: self.is_learnable(standing),
        }))
    }

    fn is_abandoned(&self, last: Moment, now: Moment) -> bool {
        study_day(now.wall, self.rollover) > self.today && now.away_since(&last) >= IDLE
    }

    /// The moment at which this sitting ends by itself: the day has turned, and half an hour has passed.
    ///
    /// The offset is that of now: with that of the last answer, a clock that was put back in the night would make
    /// the moment come an hour early, again and again.
    fn abandoned_at(&self, last: Moment, now: Moment) -> Option<Moment> {
        let turn = self.today.plus(1).date().and_hms_opt(self.rollover, 0, 0)?;
        let turn = turn.and_local_timezone(*now.wall.offset()).single()?;
        let idle = last.wall.checked_add_signed(TimeDelta::from_std(IDLE).ok()?)?;
        let wall = turn.max(idle);
        let ahead = (wall - last.wall).to_std().unwrap_or_default();
        Some(Moment { wall, mono: last.mono.saturating_add(ahead) })
    }
}

const fn is_here(standing: &Standing) -> bool {
    !standing.suspended && !standing.parked
}

/// What is heard even when the day has turned: the signal to end, and a text that would be lost.
const fn outlives_the_day(reply: &Reply) -> bool {
    matches!(reply, Reply::Interrupted | Reply::Lines(_) | Reply::Write(_))
}

/// Whether an answer was a review: it counted.
fn counts(given: &Given, today: Day) -> bool {
    crate::schedule::answer(&given.before, given.grade, today).kind == crate::model::AnswerKind::Review
}
