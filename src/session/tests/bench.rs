//! A bench that plays the engine, so that a sitting can be written as a script of keys.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::cards::{key, notice_word, view_word};
use super::disk::Disk;
use crate::model::{
    BoxChange, BoxTurn, Day, Grade, ItemKey, Moment, Standing, Summary, study_day,
    view::{CardView, Reply, View, Why},
};
use crate::session::{Effect, Event, Opening, Session, debts};

const ROLLOVER: u32 = 4;

/// A sitting with everything around it.
pub(super) struct Bench {
    pub(super) disk: Disk,
    pub(super) bar: Grade,
    pub(super) seconds: Option<u32>,
    pub(super) left_out: u32,
    /// The card that earns its box with a 5.
    pub(super) earning: Option<char>,
    pub(super) now: Moment,
    /// What was asked last, and until when.
    pub(super) asked: Option<(View, Option<Moment>)>,
    /// What this sitting graded and did not take back.
    pub(super) given: Vec<ItemKey>,
    plan: Vec<(ItemKey, Why)>,
    session: Option<Session>,
    finished: bool,
    full: bool,
    gone: bool,
    words: Vec<String>,
}

impl Bench {
    /// A plan of cards, one letter each, in this order; see [`super::cards::card`].
    pub(super) fn of(names: &str) -> Self {
        let wall = DateTime::parse_from_rfc3339("2026-03-02T09:00:00+01:00").expect("an instant");
        let why = |name: char| if name.is_uppercase() { Why::New } else { Why::Due };
        Self {
            disk: Disk::of(names, study_day(wall, ROLLOVER)),
            bar: Grade::GOOD,
            seconds: None,
            left_out: 0,
            earning: None,
            now: Moment { wall, mono: Duration::from_secs(1000) },
            asked: None,
            given: Vec::new(),
            plan: names.chars().map(|name| (key(name), why(name))).collect(),
            session: None,
            finished: false,
            full: false,
            gone: false,
            words: Vec::new(),
        }
    }

    /// Changes a card before the sitting.
    pub(super) fn card(mut self, name: char, change: impl FnOnce(&mut Standing)) -> Self {
        change(self.disk.standings.get_mut(&key(name)).expect("a card of this bench"));
        self
    }

    /// What was done earlier today: `a2` graded, `a-` learned.
    pub(super) fn earlier(mut self, done: &str) -> Self {
        for action in done.split_whitespace() {
            self.elsewhere(action);
        }
        self
    }

    /// Begins a sitting with what the disk has, as after a restart.
    pub(super) fn open(&mut self) {
        let spent: u32 = self.disk.log.iter().map(|(_, answer)| answer.seconds.min(120)).sum();
        let here = |item: &ItemKey| !self.disk.standings[item].suspended && !self.disk.standings[item].parked;
        let waits = |item: &ItemKey| here(item) && !self.disk.is_logged(*item);
        let queue = self.plan.iter().filter(|(item, _)| waits(item));
        let known = self.disk.standings.values().filter(|standing| self.disk.is_logged(standing.key));
        self.session = Some(Session::new(Opening {
            today: self.disk.today,
            rollover: ROLLOVER,
            bar: self.bar,
            seconds: self.seconds.map(|seconds| seconds.saturating_sub(spent)),
            queue: queue.map(|(item, why)| (self.disk.standings[item].clone(), why.clone())).collect(),
            known: known.cloned().collect(),
            log: self.disk.today_log(),
            left_out: self.left_out,
        }));
        self.given.clear();
        self.finished = false;
        self.happen(Event::Begin);
    }

    /// Plays a script, and gives the words for what was asked and told since.
    ///
    /// Keys as on the plain face, `_` for an empty line; `tick`, `size`, `^c`; `say:a|b` lines of key points. Around
    /// them: `+30m`, `+50s` time goes by; `full` nothing can be written at the next attempt; `gone` the card leaves
    /// its deck at the next edit; `@a4`, `@a-`, `@ax`, `@ae` another process grades, learns, suspends, edits a card.
    pub(super) fn play(&mut self, script: &str) -> String {
        if self.session.is_none() {
            self.open();
        }
        for token in script.split_whitespace() {
            self.token(token);
        }
        std::mem::take(&mut self.words).join(" ")
    }

    /// [`Bench::play`], where every digit reveals first; the backs are not told.
    pub(super) fn deal(&mut self, script: &str) -> String {
        let graded = |token: &str| token.len() == 1 && token.chars().all(|letter| letter.is_ascii_digit());
        let keys = script.split_whitespace().map(|key| if graded(key) { format!("_ {key}") } else { key.to_owned() });
        let words = self.play(&keys.collect::<Vec<_>>().join(" "));
        let told = words.split(' ').filter(|word| !word.contains('!') || word.starts_with('('));
        told.map(|word| word.replacen('?', "", 1)).collect::<Vec<_>>().join(" ")
    }

    /// Answers all that still comes with the best grade; the words of the fronts.
    pub(super) fn play_on(&mut self) -> String {
        let mut fronts: Vec<String> = self.back_in_sight().into_iter().collect();
        while let Some((view, _)) = self.asked.clone().filter(|_| !self.finished) {
            let word = view_word(&view);
            if word.contains('?') {
                fronts.push(word.clone());
            }
            assert!(fronts.len() < 1000, "this sitting does not end: {fronts:?}");
            self.token(match word.as_str() {
                word if word.contains('!') => "5",
                "points" => "say:",
                _ => "_",
            });
        }
        fronts.join(" ")
    }

    /// The word of the front of a card whose back is in sight.
    fn back_in_sight(&self) -> Option<String> {
        let word = view_word(&self.asked.as_ref()?.0);
        word.contains('!').then(|| word.replace('!', "?"))
    }

    pub(super) fn summary(&self) -> Summary {
        self.session.as_ref().expect("an open sitting").summary()
    }

    pub(super) fn waiting(&self) -> usize {
        self.session.as_ref().expect("an open sitting").waiting()
    }

    pub(super) const fn is_over(&self) -> bool {
        self.finished
    }

    pub(super) const fn is_closing(&self) -> bool {
        matches!(self.asked, Some((View::Closing { .. }, _)))
    }

    /// The card on the table.
    pub(super) fn table(&self) -> &CardView {
        match &self.asked {
            Some((View::Card(card), _)) => card,
            other => panic!("no card on the table: {other:?}"),
        }
    }

    /// The clocks show this instant; time passed on both.
    pub(super) fn at(&mut self, instant: &str) {
        let wall = DateTime::parse_from_rfc3339(instant).expect("an instant");
        self.now.mono += (wall - self.now.wall).to_std().unwrap_or_default();
        self.now.wall = wall;
    }

    /// The sitting is of this day, and begins at this instant.
    pub(super) fn on(mut self, today: &str, instant: &str) -> Self {
        let today: Day = today.parse().expect("a day");
        let names: String = self.disk.standings.values().map(|standing| standing.card.id.as_str()).collect();
        self.disk = Disk::of(&names, today);
        self.at(instant);
        self
    }

    /// Eight hours go by on a flight over nine time zones.
    pub(super) fn pass_on_a_flight(&mut self) {
        self.pass("480m");
        self.now.wall = self.now.wall.with_timezone(&FixedOffset::west_opt(8 * 3600).expect("an offset"));
    }

    /// So many cards wait that were seen tomorrow.
    pub(super) fn refuse(&mut self, count: u32) {
        let names: String = ('\u{4e00}'..).take(count as usize).collect();
        *self = Self::of(&names);
        let tomorrow = self.disk.today.plus(1);
        self.disk.standings.values_mut().for_each(|standing| standing.memory.seen = Some(tomorrow));
    }

    fn token(&mut self, token: &str) {
        match token {
            "full" => self.full = true,
            "gone" => self.gone = true,
            other if other.starts_with('+') => self.pass(&other[1..]),
            other if other.starts_with('@') => self.elsewhere(&other[1..]),
            key => self.happen(Event::Reply(reply(key))),
        }
    }

    fn pass(&mut self, time: &str) {
        let (number, unit) = time.split_at(time.len() - 1);
        let seconds = number.parse::<u32>().expect("a number") * if unit == "m" { 60 } else { 1 };
        self.now.wall += TimeDelta::seconds(i64::from(seconds));
        self.now.mono += Duration::from_secs(u64::from(seconds));
    }

    fn elsewhere(&mut self, action: &str) {
        let mut letters = action.chars();
        let (name, does) = (letters.next().expect("a card"), letters.next().expect("an action"));
        match does {
            '-' => drop(self.disk.append(key(name), None, 0)),
            'x' => self.disk.act(key(name), |standing| standing.suspended = true),
            'e' => self.disk.act(key(name), |_| {}),
            digit => drop(self.disk.append(key(name), Grade::from_word(&digit.to_string()), 10)),
        }
    }

    /// One event and all that follows from it, held against what every step must keep.
    fn happen(&mut self, event: Event) {
        let mut next = Some(event);
        while let Some(event) = next.take() {
            let effects = self.session.as_mut().expect("an open sitting").step(event.clone(), self.now);
            if self.finished {
                assert_eq!(effects, [], "a finished sitting does nothing: {event:?}");
                return;
            }
            let told = effects.iter().filter(|effect| matches!(effect, Effect::Tell(_))).count();
            let last = effects.last();
            assert!(last.is_some_and(|it| !matches!(it, Effect::Tell(_))), "a step leads on: {event:?} {effects:?}");
            assert_eq!(told, effects.len() - 1, "one thing to do, and it is the last: {event:?} {effects:?}");
            for effect in effects {
                next = self.perform(effect);
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Tell(notice) => self.words.push(notice_word(&notice)),
            Effect::Ask(view, until) => {
                self.words.push(view_word(&view));
                self.asked = Some((view, until));
            }
            Effect::Finish { interrupted } => {
                self.words.push(if interrupted { "cut" } else { "done" }.to_owned());
                self.finished = true;
            }
            _ if std::mem::take(&mut self.full) => return Some(Event::Refused("disk full".to_owned())),
            writing => return Some(self.write(writing)),
        }
        None
    }

    fn write(&mut self, effect: Effect) -> Event {
        match effect {
            Effect::Record { item, revision, grade, seconds, .. } => self.record(item, revision, grade, seconds),
            Effect::Retract { entry, item } => {
                let grade = self.disk.retract(entry);
                assert_eq!(self.given.pop(), Some(item), "the last grade of this sitting is taken back");
                let boxes = self.boxes(item, grade, BoxTurn::Reopened);
                let name = self.standing(item).card.id.to_string();
                Event::Retracted { standing: self.standing(item), today: self.disk.today_log(), boxes, what: name }
            }
            Effect::Learn(item) if self.standing(item).memory.seen.is_some() || self.disk.is_logged(item) => {
                Event::Overtaken { standing: self.standing(item), today: self.disk.today_log() }
            }
            Effect::Learn(item) => {
                self.disk.append(item, None, 0);
                self.changed(item)
            }
            Effect::Suspend(item) => {
                self.disk.act(item, |standing| standing.suspended = true);
                self.changed(item)
            }
            Effect::Edit(item) if std::mem::take(&mut self.gone) => {
                self.disk.act(item, |standing| standing.parked = true);
                Event::Changed { standing: None, today: self.disk.today_log() }
            }
            Effect::Edit(item) => {
                self.disk.act(item, |standing| standing.card.question.push_str(", edited"));
                self.changed(item)
            }
            Effect::Points(item, lines) => {
                self.disk.act(item, |standing| {
                    standing.card.form = crate::model::Form::Basic;
                    standing.card.answer = lines.join("\n");
                });
                self.changed(item)
            }
            other => panic!("nothing to write: {other:?}"),
        }
    }

    fn record(&mut self, item: ItemKey, revision: i64, grade: Grade, seconds: u32) -> Event {
        let card = self.table();
        assert_eq!(key(card.id.chars().next().expect("a name")), item, "the card on the table is graded");
        assert_eq!(card.back.as_ref().map(|back| back.choices.len()), Some(6), "with its six choices in sight");
        if revision != self.standing(item).revision {
            return Event::Overtaken { standing: self.standing(item), today: self.disk.today_log() };
        }
        let chosen = card.back.as_ref().map(|back| back.choices[usize::from(grade.number())]);
        let entry = self.disk.append(item, Some(grade), seconds);
        let standing = self.standing(item);
        assert_eq!(chosen.and_then(|choice| choice.due), standing.memory.due, "what stood beside the grade is written");
        let owes = debts(&self.disk.today_log(), self.bar).iter().any(|debt| debt.item == item);
        let comes_again = owes && standing.card.kind.owes();
        assert_eq!(chosen.map(|choice| choice.again), Some(comes_again), "and so is whether it comes again");
        self.given.push(item);
        let boxes = self.boxes(item, Some(grade), BoxTurn::Earned);
        Event::Recorded { entry, grade, standing, today: self.disk.today_log(), boxes }
    }

    fn boxes(&self, item: ItemKey, grade: Option<Grade>, turn: BoxTurn) -> Vec<BoxChange> {
        let turns = self.earning.map(key) == Some(item) && grade == Grade::new(5);
        let standing = self.standing(item);
        let change = BoxChange { section: standing.section, topic: standing.title, turn };
        if turns { vec![change] } else { Vec::new() }
    }

    fn changed(&self, item: ItemKey) -> Event {
        Event::Changed { standing: Some(self.standing(item)), today: self.disk.today_log() }
    }

    fn standing(&self, item: ItemKey) -> Standing {
        self.disk.standings[&item].clone()
    }
}

fn reply(key: &str) -> Reply {
    if let Some(lines) = key.strip_prefix("say:") {
        return Reply::Lines(lines.split('|').map(str::to_owned).collect());
    }
    match key {
        "_" => Reply::Reveal,
        "u" => Reply::Undo,
        "s" => Reply::Skip,
        "x" => Reply::Suspend,
        "e" => Reply::Edit,
        "l" => Reply::Learn,
        "p" => Reply::Points,
        "?" => Reply::Help,
        "q" => Reply::Quit,
        "y/n" => Reply::Chosen('y'),
        "tick" => Reply::Tick,
        "size" => Reply::Resized,
        "^c" => Reply::Interrupted,
        other => other.parse().ok().and_then(Grade::new).map_or_else(|| Reply::Unknown(other.to_owned()), Reply::Grade),
    }
}
