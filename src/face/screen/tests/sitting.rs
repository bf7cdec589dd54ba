//! The loop: keys in, replies out.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    io,
    rc::Rc,
    time::Duration,
};

use chrono::{DateTime, TimeDelta};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;

use super::*;
use crate::{
    clock::Clock,
    face::{
        Face,
        screen::{
            Screen,
            input::{Arrival, Input},
            window::Glass,
        },
    },
    model::{
        Confidence, Moment,
        view::{Notice, Reply},
    },
};

/// What a sheet of paper remembers.
#[derive(Debug, Default)]
pub(super) struct Seen {
    page: String,
    printed: Vec<String>,
    entered: usize,
    left: usize,
    pub(super) fresh: usize,
    pub(super) rung: usize,
}

struct Paper(Rc<RefCell<Seen>>, u16, u16);

impl Glass for Paper {
    fn enter(&mut self) -> io::Result<()> {
        self.0.borrow_mut().entered += 1;
        Ok(())
    }

    fn leave(&mut self) {
        self.0.borrow_mut().left += 1;
    }

    fn paint(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.1, self.2));
        draw(&mut buffer);
        self.0.borrow_mut().page = text(&buffer);
        Ok(())
    }

    fn ring(&mut self) {
        self.0.borrow_mut().rung += 1;
    }

    fn print(&mut self, line: &str) {
        self.0.borrow_mut().printed.push(line.to_owned());
    }
}

struct Keys(Rc<RefCell<VecDeque<Arrival>>>, Rc<RefCell<Seen>>, Rc<Hand>);

impl Input for Keys {
    fn next(&mut self, wait: Duration) -> Arrival {
        loop {
            let arrival = self.0.borrow_mut().pop_front().unwrap_or(Arrival::Interrupted);
            match &arrival {
                Arrival::TimeUp => self.2.pass(wait),
                Arrival::Paste(text) if text.starts_with("+ms") => {
                    self.2.pass(Duration::from_millis(text[3..].parse().unwrap()));
                    continue;
                }
                _ => {}
            }
            return arrival;
        }
    }

    fn has_more(&self) -> bool {
        false
    }

    fn forget(&mut self) {
        self.1.borrow_mut().fresh += 1;
    }
}

/// A clock that begins at noon and goes on while something is waited for.
#[derive(Default)]
pub(super) struct Hand(Cell<Duration>);

impl Hand {
    fn pass(&self, time: Duration) {
        self.0.set(self.0.get() + time);
    }
}

/// So many seconds after noon.
pub(super) fn moment(seconds: i64) -> Moment {
    let noon = DateTime::parse_from_rfc3339("2026-03-02T12:00:00+01:00").unwrap();
    Moment { wall: noon + TimeDelta::seconds(seconds), mono: Duration::ZERO }
}

impl Clock for Hand {
    fn now(&self) -> Moment {
        moment(0).plus(self.0.get())
    }

    fn wait(&self, moment: &Moment) -> Duration {
        (moment.wall - self.now().wall).to_std().unwrap_or_default()
    }
}

/// A screen whose keys are written down beforehand.
pub(super) struct Desk {
    pub(super) screen: Screen,
    pub(super) keys: Rc<RefCell<VecDeque<Arrival>>>,
    pub(super) seen: Rc<RefCell<Seen>>,
}

impl Desk {
    pub(super) fn of(width: u16, height: u16, look: Look) -> Self {
        let (keys, seen, clock) = (Rc::default(), Rc::<RefCell<Seen>>::default(), Rc::<Hand>::default());
        let input = Keys(Rc::clone(&keys), Rc::clone(&seen), Rc::clone(&clock));
        let glass = Paper(Rc::clone(&seen), width, height);
        Self { screen: Screen::on(Box::new(glass), Box::new(input), look, clock), keys, seen }
    }

    pub(super) fn new() -> Self {
        Self::of(80, 24, LOOK)
    }

    /// Types keys and gives the reply: letters as they are, `_` space, `^x` with control, words in angle brackets.
    ///
    /// `<time>` is a wait that is over, `+ms400` lets time pass unseen.
    pub(super) fn ask(&mut self, view: &View, typed: &str) -> Reply {
        self.keys.borrow_mut().extend(typed.split_whitespace().map(arrival));
        self.screen.ask(view, None)
    }

    pub(super) fn page(&self) -> String {
        self.seen.borrow().page.clone()
    }

    pub(super) fn left_over(&self) -> usize {
        self.keys.borrow().len()
    }
}

pub(super) fn arrival(word: &str) -> Arrival {
    let plain = |code| Arrival::Key(KeyEvent::new(code, KeyModifiers::NONE));
    let mut letters = word.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some('_'), None, _) => plain(KeyCode::Char(' ')),
        (Some(letter), None, _) => plain(KeyCode::Char(letter)),
        (Some('^'), Some(letter), None) => Arrival::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)),
        _ => match word {
            "<enter>" => plain(KeyCode::Enter),
            "<esc>" => plain(KeyCode::Esc),
            "<up>" => plain(KeyCode::Up),
            "<down>" => plain(KeyCode::Down),
            "<left>" => plain(KeyCode::Left),
            "<right>" => plain(KeyCode::Right),
            "<tab>" => plain(KeyCode::Tab),
            "<back>" => plain(KeyCode::Backspace),
            "<del>" => plain(KeyCode::Delete),
            "<pgup>" => plain(KeyCode::PageUp),
            "<f1>" => plain(KeyCode::F(1)),
            "<pgdn>" => plain(KeyCode::PageDown),
            "<home>" => plain(KeyCode::Home),
            "<end>" => plain(KeyCode::End),
            "<f5>" => plain(KeyCode::F(5)),
            "<size>" => Arrival::Resized,
            "<time>" => Arrival::TimeUp,
            "<term>" => Arrival::Interrupted,
            pasted => Arrival::Paste(pasted.replace("\\n", "\n")),
        },
    }
}

fn grade(number: u8) -> Reply {
    Reply::Grade(Grade::new(number).unwrap())
}

#[test]
fn every_key_of_a_card_has_its_meaning() {
    let front = shown(card("Why?"));
    let back = revealed("Why?", "So.");
    let table = [
        (&front, "_", Reply::Reveal),
        (&front, "<enter>", Reply::Reveal),
        (&front, "4", grade(4)),
        (&front, "l", Reply::Learn),
        (&back, "_ _ <enter> 0", grade(0)),
        (&back, "5", grade(5)),
        (&back, "6", Reply::Unknown("6".to_owned())),
        (&back, "u", Reply::Undo),
        (&back, "S", Reply::Skip),
        (&back, "x", Reply::Suspend),
        (&back, "e", Reply::Edit),
        (&back, "p", Reply::Points),
        (&back, "q", Reply::Quit),
        (&back, "^d", Reply::Quit),
        (&back, "^c", Reply::Interrupted),
        (&back, "<term>", Reply::Interrupted),
        (&back, "<f5> <size> j k <pgdn> <home> <time> ^x 3", grade(3)),
        (&back, "? j q 2", grade(2)),
        (&back, "o", Reply::Links),
        (&front, "O", Reply::Links),
        (&back, "44444444444444444444 1", grade(1)),
    ];
    for (view, typed, reply) in table {
        let mut desk = Desk::new();
        assert_eq!(desk.ask(view, typed), reply, "{typed}");
        assert_eq!(desk.left_over(), 0, "{typed}");
    }
}

#[test]
fn four_keys_give_four_grades() {
    let back = revealed("Why?", "So.");
    for (typed, number) in [("1", 1), ("2", 3), ("3", 4), ("4", 5)] {
        assert_eq!(Desk::of(80, 24, Look { four_keys: true, ..LOOK }).ask(&back, typed), grade(number));
    }
}

#[test]
fn how_sure_one_is_may_be_said_before_the_answer() {
    let look = Look { confidence: true, ..LOOK };
    let front = shown(card("Why?"));
    for (typed, said) in [("y", Confidence::Sure), ("M", Confidence::Maybe), ("n", Confidence::No)] {
        let mut desk = Desk::of(80, 24, look);
        assert_eq!(desk.ask(&front, typed), Reply::Sure(said));
        assert!(desk.page().contains("y/m/n sure, maybe, no"), "{}", desk.page());
        assert_eq!(Desk::new().ask(&front, typed), Reply::Unknown(typed.to_owned()), "only by setting");
    }
    assert_eq!(Desk::of(80, 24, look).ask(&revealed("Why?", "So."), "y"), Reply::Unknown("y".to_owned()));
    assert_eq!(Desk::of(80, 24, look).ask(&front, "_"), Reply::Reveal);
}

#[test]
fn what_was_typed_before_a_card_was_drawn_is_dropped() {
    let mut desk = Desk::new();
    let fresh = |desk: &Desk| desk.seen.borrow().fresh;
    desk.ask(&shown(card("Why?")), "4");
    assert_eq!(fresh(&desk), 1);
    // The same front again: nothing new was drawn.
    desk.ask(&shown(card("Why?")), "_");
    assert_eq!(fresh(&desk), 1);
    desk.ask(&revealed("Why?", "So."), "4");
    assert_eq!(fresh(&desk), 2);
    desk.ask(&View::Points { title: Title::parse("Dropout") }, "x ^d");
    assert_eq!(fresh(&desk), 2);
}

#[test]
fn a_long_answer_is_brought_into_sight_and_paged_by_space() {
    let question = "Why? ".repeat(200);
    let answer: Vec<String> = (1..=40).map(|line| format!("- line {line}")).collect();
    let back = revealed(&question, &answer.join("\n"));
    let mut desk = Desk::new();
    desk.ask(&shown(card(&question)), "_");
    desk.ask(&back, "z");
    assert!(desk.page().contains("line 1\n"), "{}", desk.page());
    assert!(!desk.page().contains("Why?"), "{}", desk.page());
    desk.ask(&back, "_ _ _ _ _ _ z");
    assert!(desk.page().contains("Srivastava"), "{}", desk.page());
    desk.ask(&back, "<home> z");
    assert!(desk.page().contains("Why?"), "{}", desk.page());
    desk.ask(&back, "<end> k z");
    assert!(desk.page().contains("line 40"), "{}", desk.page());
}

#[test]
fn ticks_are_keys_of_a_list_only() {
    let list = revealed("Why?", "- one\n- two\n- three");
    let mut desk = Desk::new();
    assert_eq!(desk.ask(&list, "a c d"), Reply::Unknown("d".to_owned()));
    let page = desk.page();
    assert!(page.contains("a [x] one") && page.contains("b [ ] two") && page.contains("c [x] three"), "{page}");
    assert!(page.contains("▸2 almost"), "{page}");
    assert_eq!(desk.ask(&list, "c z"), Reply::Unknown("z".to_owned()));
    assert!(desk.page().contains("c [ ] three"), "{}", desk.page());
    assert_eq!(Desk::new().ask(&revealed("Why?", "So."), "a"), Reply::Unknown("a".to_owned()));
}

#[test]
fn what_is_told_stays_until_the_next_key_and_is_printed_at_the_end() {
    let mut desk = Desk::new();
    desk.screen.say("your data lie here");
    assert_eq!(desk.seen.borrow().printed, ["your data lie here"]);
    desk.ask(&shown(card("Why?")), "z");
    assert!(desk.page().contains("your data lie here"), "{}", desk.page());
    desk.screen.tell(&Notice::RevealFirst);
    desk.screen.say("warning: something");
    desk.ask(&shown(card("Why?")), "j _");
    assert!(desk.page().contains("press enter to see the answer first"), "{}", desk.page());
    desk.ask(&revealed("Why?", "So."), "4");
    assert!(!desk.page().contains("warning"), "{}", desk.page());
    desk.screen.leave();
    assert_eq!(desk.seen.borrow().printed, ["your data lie here", "warning: something"]);
    assert_eq!((desk.seen.borrow().entered, desk.seen.borrow().left), (1, 1));
    desk.screen.say("after");
    assert_eq!(desk.seen.borrow().printed.last().unwrap(), "after");
}

#[test]
fn what_an_editor_led_to_is_read_on_the_screen() {
    let mut desk = Desk::new();
    desk.ask(&shown(card("Why?")), "e");
    desk.screen.pause();
    assert_eq!((desk.seen.borrow().entered, desk.seen.borrow().left), (1, 1));
    desk.screen.resume();
    desk.screen.tell(&Notice::Trouble("the editor failed".to_owned()));
    desk.screen.say("note: a card was reworded");
    desk.ask(&shown(card("Why?")), "_");
    let page = desk.page();
    assert!(page.contains("the editor failed") && page.contains("note: a card was reworded"), "{page}");
    assert_eq!((desk.seen.borrow().entered, desk.seen.borrow().printed.len()), (2, 0));
    desk.screen.leave();
    assert_eq!(desk.seen.borrow().printed, ["note: a card was reworded"]);
}

#[test]
fn a_sheet_that_was_never_taken_is_never_left() {
    let desk = Desk::new();
    let seen = Rc::clone(&desk.seen);
    drop(desk);
    assert_eq!((seen.borrow().entered, seen.borrow().left), (0, 0));
}

#[test]
fn key_points_are_typed_pasted_and_handed_in() {
    let points = View::Points { title: Title::parse("Dropout (why)") };
    let lines = |lines: &[&str]| Reply::Lines(lines.iter().map(|line| (*line).to_owned()).collect());
    assert_eq!(Desk::new().ask(&points, "a q <enter> b <enter> <enter>"), lines(&["aq", "b"]));
    assert_eq!(Desk::new().ask(&points, "one\\ntwo\\n ^d"), lines(&["one", "two"]));
    assert_eq!(Desk::new().ask(&points, "a ^e"), Reply::Write(vec!["a".to_owned()]));
    let large = "x".repeat(10_000);
    assert_eq!(Desk::new().ask(&points, &format!("{large} ^d")), lines(&[&large]));
    // A text that was left is there again.
    let mut desk = Desk::new();
    assert_eq!(desk.ask(&points, "a b <esc>"), lines(&[]));
    desk.ask(&shown(card("Why?")), "p");
    assert_eq!(desk.ask(&points, "c ^d"), lines(&["abc"]));
}

#[test]
fn ends_and_choices() {
    let closing = View::Closing { undoable: true };
    for (typed, reply) in
        [("z x 4 u", Reply::Undo), ("<enter>", Reply::Quit), ("q", Reply::Quit), ("^c", Reply::Interrupted)]
    {
        assert_eq!(Desk::new().ask(&closing, typed), reply, "{typed}");
    }
    let choice = View::Choice {
        piped: false,
        question: "what holds?".to_owned(),
        answers: vec![('l', "later".to_owned()), ('m', "mine".to_owned()), ('f', "file".to_owned())],
    };
    for (typed, reply) in [
        ("<enter>", Reply::Chosen('l')),
        ("j j j k <enter>", Reply::Chosen('m')),
        ("z F", Reply::Chosen('f')),
        ("q", Reply::Quit),
        ("<esc>", Reply::Quit),
    ] {
        assert_eq!(Desk::new().ask(&choice, typed), reply, "{typed}");
    }
}
