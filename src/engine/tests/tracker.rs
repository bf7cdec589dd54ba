//! Every verb that writes into the tracker, in any order, with the user's own edits between: after each of them the
//! file is, byte for byte, the one that this test puts together by itself.

mod page;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::at;
use crate::engine::{
    Home,
    debrief::{Draft, Question},
    doctor, open,
    stories::{Asked, Written},
    sync,
};
use crate::model::{
    Application, BoxState, Grade, Part, Ratings, Telling, Weight,
    application::Field,
    mock::{Attempt, Length, phases},
    scenario::Dimension,
};
use crate::store::RunningMock;
use crate::tracker::parts::WeekPart;
use page::{ACTIVE, CLOSED, Content, Row, SCENARIOS, SECTIONS, Shape, Week, render, template};

const DECK: &str = "# Rust\n## Ownership\nQ: o1?\nA: a\nId: o1\n\n## Lifetimes\nQ: l1?\nA: d\nId: l1\n";
const PROSE: [&str; 5] = [
    "",
    "Words of mine, **with** marks.  \n\n",
    "- one\n- two\n\n",
    "```\n# no heading\n| a |\n```\n\n",
    "> quoted\n\n",
];
const EMOJI: [&str; 4] = ["", "🧱 ", "\u{f8ff}üéØ ", "✅ "];
const BASE: [&str; 2] = ["mine", ""];
const PARTS: [WeekPart; 4] = [WeekPart::Studied, WeekPart::Designed, WeekPart::Mocks, WeekPart::Applications];

#[derive(Clone, Debug)]
enum Act {
    Grade(usize, u8),
    Sleep(u64),
    Write(usize, usize, &'static str),
    Tell(usize),
    Add(&'static str),
    Set(usize, Field, &'static str),
    Note(usize),
    Remove(usize),
    Debrief(usize, usize, u8),
    Week([&'static str; 4]),
    Mock(usize, &'static str),
    Undo,
    Redo,
    Edit(Edit),
}

/// What a person does to the file in between.
#[derive(Clone, Debug)]
enum Edit {
    Move(usize, usize),
    Endings,
    Emoji(usize),
    Prose(usize, usize),
    Box,
    Row(&'static str),
    Story(&'static str),
    Week(usize, &'static str),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let told = || prop::sample::select(vec!["", "we lost 5 ms", "one\n\ntwo", "- a\n- b", "a | b", "`x` and **Task**"]);
    let cell = || prop::sample::select(vec!["", "call Bob", "a | b", "*now*", "<b>"]);
    let set = prop_oneof![
        cell().prop_map(|text| (Field::Next, text)),
        prop::sample::select(vec!["phone", "my own words", "offer"]).prop_map(|text| (Field::Status, text)),
        prop::sample::select(vec!["", "2026-04-01"]).prop_map(|text| (Field::Date, text)),
    ];
    let field = || prop::sample::select(vec!["", "3 things", "a, b; c", "none"]);
    let edit = prop_oneof![
        (0..SECTIONS, 0..SECTIONS).prop_map(|(from, to)| Edit::Move(from, to)),
        Just(Edit::Endings),
        (0..EMOJI.len()).prop_map(Edit::Emoji),
        (0..SECTIONS, 0..PROSE.len()).prop_map(|(section, prose)| Edit::Prose(section, prose)),
        Just(Edit::Box),
        prop::sample::select(vec!["Applied", "on hold", ""]).prop_map(Edit::Row),
        prop::sample::select(vec!["", "mine", "mine | too"]).prop_map(Edit::Story),
        (0..4_usize, prop::sample::select(vec!["with Bob", "a lot"])).prop_map(|(at, text)| Edit::Week(at, text)),
    ];
    let act = prop_oneof![
        3 => (0..2_usize, 0..6_u8).prop_map(|(card, grade)| Act::Grade(card, grade)),
        2 => (0..2_usize, 4..6_u8).prop_map(|(card, grade)| Act::Grade(card, grade)),
        2 => (1..8_u64).prop_map(Act::Sleep),
        3 => (0..2_usize, 0..4_usize, told()).prop_map(|(story, part, text)| Act::Write(story, part, text)),
        1 => (0..2_usize).prop_map(Act::Tell),
        3 => cell().prop_map(Act::Add),
        3 => (0..9_usize, set).prop_map(|(which, (field, text))| Act::Set(which, field, text)),
        1 => (0..9_usize).prop_map(Act::Note),
        2 => (0..9_usize).prop_map(Act::Remove),
        1 => (0..9_usize, 0..2_usize, 0..6_u8).prop_map(|(which, card, grade)| Act::Debrief(which, card, grade)),
        2 => [field(), field(), field(), field()].prop_map(Act::Week),
        2 => (0..2_usize, prop::sample::select(vec!["so", "a | b"])).prop_map(|(at, remark)| Act::Mock(at, remark)),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
        6 => edit.prop_map(Act::Edit),
    ];
    prop::collection::vec(act, 1..22)
}

/// SM-2 as it is written down, for one card.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Memory {
    n: i64,
    interval: i64,
    ease: i64,
    due: Option<i64>,
    seen: Option<i64>,
}

impl Memory {
    /// Whether the answer counted.
    fn answer(&mut self, grade: i64, today: i64) -> bool {
        if self.seen == Some(today) {
            return false;
        }
        let early = self.due.is_some_and(|due| today < due);
        self.seen = Some(today);
        if early && grade >= 3 {
            return false;
        }
        if grade >= 3 {
            self.n += 1;
            self.interval = match self.n {
                1 => 1,
                2 => 6,
                _ => (self.interval * (250 + self.ease) + 99) / 100,
            };
        } else {
            (self.n, self.interval) = (0, 1);
        }
        // Kept as what it differs from 2.50 by.
        self.ease = (self.ease + [-80, -54, -32, -14, 0, 10][grade as usize]).max(-120);
        self.due = Some(today + self.interval);
        true
    }
}

/// What is so, as far as an undo reaches.
#[derive(Clone, Debug, PartialEq)]
struct State {
    content: Content,
    memories: [Memory; 2],
    /// The mocks that show in the rows.
    mocks: [Option<String>; 2],
}

struct Play {
    folder: tempfile::TempDir,
    home: Home,
    day: u64,
    state: State,
    weeks: Vec<Week>,
    /// What drill wrote into the fields of the last week.
    wrote: [String; 4],
    shape: Shape,
    undo: Vec<(State, State)>,
    redo: Vec<(State, State)>,
    made: usize,
}

impl Play {
    fn new(shape: Shape) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let row = |texts: [&str; 6]| -> Row { texts.map(str::to_owned) };
        let content = Content {
            boxes: [false; 2],
            stories: Default::default(),
            scenarios: [["⬜", BASE[0]], ["my words", BASE[1]]].map(|cells| cells.map(str::to_owned)),
            tables: [vec![template()], vec![row(["Old & Co", "Dev", "Rejected", "", "2026-01-02", "90k"])]],
        };
        let weeks = vec![Week { heading: "Week X (Date Range)".into(), fields: Default::default() }];
        let home = folder.path().join("home");
        std::fs::create_dir_all(home.join("decks")).unwrap();
        std::fs::write(home.join("decks/rust.md"), DECK).unwrap();
        let state = State { content, memories: Default::default(), mocks: [None, None] };
        std::fs::write(folder.path().join("t.md"), render(&state.content, &weeks, &shape)).unwrap();
        let home = open(&home, at(0)).unwrap();
        sync::set_link(&home.store, Some(&folder.path().join("t.md"))).unwrap();
        let (undo, redo, wrote) = (Vec::new(), Vec::new(), Default::default());
        let play = Self { folder, home, day: 0, state, weeks, wrote, shape, undo, redo, made: 0 };
        play.sync();
        play
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.folder.path().join("t.md")).unwrap()
    }

    fn sync(&self) {
        let options = sync::Options { write: true, choice: sync::Choice::Ask };
        let report = self.home.sync(at(self.day), self.home.day(at(self.day)), options).unwrap();
        assert!(!report.is_undecided() && report.news.troubles.is_empty(), "{report:?}");
    }

    /// Something was done that an undo takes back.
    fn done(&mut self, after: State) {
        self.undo.push((std::mem::replace(&mut self.state, after.clone()), after));
        self.redo.clear();
    }

    /// The rows of applications: the table and the place of each.
    fn rows(&self) -> Vec<(usize, usize)> {
        let tables = self.state.content.tables.iter().enumerate();
        let rows = tables.flat_map(|(table, rows)| (0..rows.len()).map(move |row| (table, row)));
        rows.filter(|(table, row)| self.state.content.tables[*table][*row] != template()).collect()
    }

    fn application(&self, row: (usize, usize)) -> Application {
        self.home.application(&self.state.content.tables[row.0][row.1][0], Some("Dev")).unwrap()
    }

    fn act(&mut self, act: &Act) {
        let (now, today) = (at(self.day), self.home.day(at(self.day)));
        let mut after = self.state.clone();
        match act {
            Act::Sleep(days) => self.day += days,
            Act::Grade(card, grade) => {
                let key = super::key(&self.home, ["o1", "l1"][*card]);
                let number = Grade::new(*grade).unwrap();
                self.home.writer(now, today).grade(key, number, 3, None).unwrap();
                self.answer(&mut after, *card, *grade);
                self.done(after);
            }
            Act::Write(story, part, text) => {
                let stories = self.home.stories(today).unwrap();
                let change = [(Part::ALL[*part], (*text).to_owned())];
                let written = self.home.write_story(&stories[*story], &change, &Asked::Blind, now).unwrap();
                let told = &mut after.content.stories[*story][*part];
                assert_eq!(matches!(written, Written::Done(_)), told != text, "{written:?}");
                if told != text {
                    *told = (*text).to_owned();
                    self.done(after);
                }
            }
            Act::Tell(story) => {
                let stories = self.home.stories(today).unwrap();
                self.home.writer(now, today).telling(&stories[*story], &telling()).unwrap();
                self.done(after);
            }
            Act::Add(next) => {
                self.made += 1;
                let row = [&format!("C{} & Co", self.made), "Dev", "Applied", next, "", ""].map(str::to_owned);
                let fields =
                    [Field::Company, Field::Role, Field::Status, Field::Next].map(|it| (it, row[it as usize].clone()));
                let fields = fields.map(|(it, text)| (it, if it == Field::Status { "applied".into() } else { text }));
                let named = [&fields[0], &fields[1], &fields[2]].map(Clone::clone);
                let fields = [(Field::Next, (*next).to_owned())].into_iter().chain(named).collect::<Vec<_>>();
                self.home.writer(now, today).add_application(&fields).unwrap();
                // The first table with a row that waits to be filled, else the first.
                let order = self.shape.order.iter().filter(|it| [ACTIVE, CLOSED].contains(*it));
                let order: Vec<usize> = order.map(|section| section - ACTIVE).collect();
                let waits = |table: &&usize| after.content.tables[**table].contains(&template());
                match order.iter().find(waits) {
                    Some(table) => {
                        let rows = &mut after.content.tables[*table];
                        let at = rows.iter().position(|row| *row == template()).unwrap();
                        rows[at] = row;
                    }
                    None => after.content.tables[order[0]].push(row),
                }
                self.done(after);
            }
            Act::Set(which, field, text) => {
                let Some(row) = self.pick(*which) else { return };
                let id = self.application(row).id;
                let changed =
                    self.home.writer(now, today).set_application(&id, &[(*field, (*text).to_owned())]).unwrap();
                let cell = &mut after.content.tables[row.0][row.1][*field as usize];
                let new = match *text {
                    "phone" => "Phone",
                    "offer" => "Offer",
                    text => text,
                };
                assert_eq!(changed.is_some(), cell != new, "{cell} {new}");
                if cell != new {
                    *cell = new.to_owned();
                    self.done(after);
                }
            }
            Act::Note(which) => {
                let Some(row) = self.pick(*which) else { return };
                let id = self.application(row).id;
                self.home.writer(now, today).note_application(&id, "a remark").unwrap();
                self.done(after);
            }
            Act::Remove(which) => {
                let Some(row) = self.pick(*which) else { return };
                let id = self.application(row).id;
                self.home.writer(now, today).park_application(&id).unwrap();
                let rows = &mut after.content.tables[row.0];
                rows.remove(row.1);
                // Only one of the tables had a row that showed what a row looks like.
                if row.0 == 0 && rows.is_empty() {
                    rows.push(template());
                }
                self.done(after);
            }
            Act::Debrief(which, card, grade) => {
                let Some(row) = self.pick(*which) else { return };
                let question = Question::Known {
                    item: super::key(&self.home, ["o1", "l1"][*card]),
                    typed: "o1?".into(),
                    grade: Grade::new(*grade).unwrap(),
                };
                let application = self.application(row);
                let (outcome, note) = (String::new(), "a remark".to_owned());
                let draft = Draft { application, on: today, asked: vec![question], outcome, note, typed: false };
                self.home.debrief(&draft, now).unwrap();
                self.answer(&mut after, *card, *grade);
                self.done(after);
            }
            Act::Week(texts) => self.write_week(texts),
            Act::Mock(scenario, remark) => {
                let title = SCENARIOS[*scenario];
                let offered = self.home.scenarios().unwrap();
                let item = offered.iter().find(|it| it.standing.card.question == title).unwrap().standing.key;
                let running = RunningMock { item, at: now.wall.to_utc(), state: "{}".into() };
                self.home.store.save_running_mock(&running).unwrap();
                self.home.writer(now, today).finish_mock(item, &attempt(remark)).unwrap();
                let part = format!("{today}: sprint 4.00, {remark}");
                let base = BASE[*scenario];
                let notes = if base.is_empty() { part } else { format!("{base}; {part}") };
                after.content.scenarios[*scenario] = ["🟨".to_owned(), notes.replace('|', "\\|")];
                self.done(after);
            }
            Act::Undo => {
                let undone = self.home.writer(now, today).undo().unwrap();
                assert_eq!(undone.is_some(), !self.undo.is_empty());
                if let Some(pair) = self.undo.pop() {
                    self.state = pair.0.clone();
                    self.redo.push(pair);
                }
            }
            Act::Redo => {
                let redone = self.home.writer(now, today).redo().unwrap();
                assert_eq!(redone.is_some(), !self.redo.is_empty());
                if let Some(pair) = self.redo.pop() {
                    self.state = pair.1.clone();
                    self.undo.push(pair);
                }
            }
            Act::Edit(edit) => self.edit(edit),
        }
    }

    fn pick(&self, which: usize) -> Option<(usize, usize)> {
        let rows = self.rows();
        rows.get(which % rows.len().max(1)).copied()
    }

    fn answer(&self, after: &mut State, card: usize, grade: u8) {
        let memory = &mut after.memories[card];
        if memory.answer(i64::from(grade), i64::try_from(self.day).unwrap()) {
            after.content.boxes[card] = if grade < 3 { false } else { after.content.boxes[card] || memory.n >= 2 };
        }
    }

    fn write_week(&mut self, texts: &[&str; 4]) {
        let span = self.home.week_of(self.home.day(at(self.day)));
        let all: Vec<(WeekPart, String)> = PARTS.into_iter().zip(texts.map(str::to_owned)).collect();
        let heading = format!("Week {} ({} – {})", span.number().1, span.first, span.last);
        self.home.write_week(span, &all).unwrap();
        if self.weeks.last().is_none_or(|week| week.heading != heading) {
            if texts.iter().all(|text| text.is_empty()) {
                return;
            }
            self.wrote = Default::default();
            let last = self.weeks.last_mut().unwrap();
            match last.heading.starts_with("Week X") {
                true => last.heading = heading,
                false => self.weeks.push(Week { heading, fields: Default::default() }),
            }
        }
        let week = self.weeks.last_mut().unwrap();
        for ((field, wrote), text) in week.fields.iter_mut().zip(&mut self.wrote).zip(texts) {
            if field.is_empty() || field == wrote || field == text {
                (*field, *wrote) = ((*text).to_owned(), (*text).to_owned());
            }
        }
    }

    fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Move(from, to) => {
                let section = self.shape.order.remove(*from);
                self.shape.order.insert(*to, section);
            }
            Edit::Endings => self.shape.crlf = !self.shape.crlf,
            Edit::Emoji(at) => self.shape.emoji = EMOJI[*at],
            Edit::Prose(section, prose) => self.shape.prose[*section] = PROSE[*prose],
            Edit::Box => self.shape.hand.0 = !self.shape.hand.0,
            Edit::Row(status) => self.shape.hand.1 = (*status).to_owned(),
            Edit::Story(text) => self.shape.hand.2 = (*text).to_owned(),
            Edit::Week(at, text) => {
                let field = &mut self.weeks.last_mut().unwrap().fields[*at];
                if field.is_empty() {
                    *field = (*text).to_owned();
                }
            }
        }
        self.shape.edits += 1;
        std::fs::write(self.folder.path().join("t.md"), self.wanted()).unwrap();
    }

    fn wanted(&self) -> Vec<u8> {
        render(&self.state.content, &self.weeks, &self.shape)
    }

    /// What is read is what is meant.
    fn assert_read(&self) {
        let (found, content) = (said(&self.home), &self.state.content);
        let boxes = [content.boxes[0], content.boxes[1], self.shape.hand.0];
        assert_eq!(found.boxes, boxes);
        let mut stories: Vec<Vec<String>> = content.stories.iter().map(|texts| texts.to_vec()).collect();
        stories.push(vec![self.shape.hand.2.clone(), String::new(), String::new(), "5 ms".into()]);
        assert_eq!(found.stories, stories);
        let rows = self.rows().into_iter().map(|(table, row)| content.tables[table][row][..5].to_vec());
        let hand = ["Hand", "Dev", &self.shape.hand.1, "", ""].map(str::to_owned).to_vec();
        let mut rows: Vec<Vec<String>> = rows.chain([hand]).collect();
        rows.sort();
        assert_eq!(found.rows, rows);
    }
}

/// What a home says of its tracker.
#[derive(Debug, PartialEq)]
struct SaidByHome {
    boxes: [bool; 3],
    stories: Vec<Vec<String>>,
    rows: Vec<Vec<String>>,
}

fn said(home: &Home) -> SaidByHome {
    let topics = home.store.topics().unwrap();
    let ticked = |name: &str| {
        topics.iter().any(|topic| topic.title.name == name && topic.awake && topic.state != BoxState::Open)
    };
    let boxes = ["Ownership", "Lifetimes", "Traits"].map(ticked);
    let stories = home.stories(home.day(at(0))).unwrap();
    let mut stories: Vec<Vec<String>> = stories
        .iter()
        .map(|story| Part::ALL[..4].iter().map(|part| story.about.texts.get(*part).to_owned()).collect())
        .collect();
    stories.sort_by_key(|texts| texts[3] == "5 ms" && texts[1].is_empty());
    let field = |one: &Application, field: Field| match field {
        Field::Status => crate::jobs::status::written(&one.fields[field]),
        _ => one.fields[field].clone(),
    };
    let columns = [Field::Company, Field::Role, Field::Status, Field::Next, Field::Date];
    let rows = home.applications().unwrap();
    let mut rows: Vec<Vec<String>> =
        rows.iter().map(|one| columns.iter().map(|column| field(one, *column)).collect()).collect();
    rows.sort();
    SaidByHome { boxes, stories, rows }
}

fn telling() -> Telling {
    Telling {
        title: "One".into(),
        question: "Why?".into(),
        angle: Some(1),
        short: false,
        timings: Vec::new(),
        ratings: Ratings([3; 7]),
        passed: true,
        followup: None,
        followup_grade: None,
    }
}

/// A sprint in which all was found.
fn attempt(remark: &str) -> Attempt {
    let phases: Vec<Value> = phases(Length::Sprint)
        .into_iter()
        .map(|(phase, minutes)| {
            json!({ "phase": phase.name(), "planned_seconds": minutes * 60, "spent_seconds": 60, "reached": true })
        })
        .collect();
    let judged = |dimension: Dimension| json!({ "dimension": dimension.word(), "points": [], "proposed": 4, "level": 4, "levels": ["1", "2", "3", "4"] });
    let value = json!({
        "scenario": "scenario", "title": "A scenario", "prompt": "p", "minutes": 15,
        "started_at": "2026-03-02T09:00:00.000+01:00", "finished_at": "2026-03-02T09:15:00.000+01:00",
        "phases": phases, "pauses": { "count": 0, "seconds": 0 }, "ended_early": false, "note": "", "curveballs": [],
        "verdict": { "hire": true, "weakest": "estimate" }, "rubric": Dimension::ALL.map(judged), "score": 4.0,
        "result": "practised", "grade": null, "remark": remark,
    });
    Attempt::from_value(&value).unwrap()
}

fn shape() -> impl Strategy<Value = Shape> {
    let order = Just((0..SECTIONS).collect::<Vec<_>>()).prop_shuffle();
    let prose = prop::collection::vec(prop::sample::select(PROSE.to_vec()), SECTIONS);
    (order, any::<bool>(), prop::sample::select(EMOJI.to_vec()), any::<bool>(), prose).prop_map(
        |(order, crlf, emoji, listed, prose)| {
            let hand = (false, "Applied".to_owned(), "mine".to_owned());
            Shape { order, crlf, emoji, listed, prose, hand, edits: 0 }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn only_the_intended_bytes_change_and_are_read_as_intended(shape in shape(), list in acts()) {
        let mut play = Play::new(shape);
        prop_assert_eq!(play.bytes(), play.wanted(), "looking at a file changes nothing");
        for (nth, act) in list.iter().enumerate() {
            play.act(act);
            play.sync();
            let (found, wanted) = (play.bytes(), play.wanted());
            let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            prop_assert_eq!(shown(&found), shown(&wanted), "after {:?}, number {}", act, nth);
            play.assert_read();
        }
        let found = doctor::examine(&play.home.paths.root, at(play.day), false).unwrap();
        let bad: Vec<_> = found.into_iter().filter(|it| it.weight == Weight::Wrong).collect();
        prop_assert!(bad.is_empty(), "{:?}", bad);
        // Read into an empty home it says the same, and is left as it is.
        let other = open(&play.folder.path().join("other"), at(play.day)).unwrap();
        sync::set_link(&other.store, Some(&play.folder.path().join("t.md"))).unwrap();
        let options = sync::Options { write: true, choice: sync::Choice::Ask };
        other.sync(at(play.day), other.day(at(play.day)), options).unwrap();
        prop_assert_eq!(play.bytes(), play.wanted());
        prop_assert_eq!(said(&other), said(&play.home));
    }
}
