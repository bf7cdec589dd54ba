//! Foreign text is data, whatever it says, and nobody listening is no reason to fall.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::model::{
    BoxChange, BoxTurn,
    view::{CheckItem, Command, Countdown, TimedView},
};

const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m\rx\u{202e}y\u{0}\u{8}z\nnext\tcell";

/// Every view with one text in every place where a text may stand.
fn views_of(text: &str) -> Vec<View> {
    let title = Title { name: text.to_owned(), promise: Some(text.to_owned()) };
    let back = Back { answer: text.to_owned(), note: text.to_owned(), source: text.to_owned(), choices: reviewed() };
    let mut views = vec![
        View::Points { title: title.clone() },
        View::Choice {
            question: text.to_owned(),
            answers: vec![('y', text.to_owned()), ('n', text.to_owned())],
            piped: false,
        },
        View::Checklist {
            question: text.to_owned(),
            items: vec![CheckItem { text: text.to_owned(), ticked: false }; 2],
            beside: text.to_owned(),
        },
        View::Line { question: text.to_owned() },
    ];
    for note in [None, Some(text.to_owned())] {
        views.push(View::Timed(Box::new(TimedView {
            title: text.to_owned(),
            stage: text.to_owned(),
            goal: text.to_owned(),
            body: text.to_owned(),
            clock: Countdown { stage_ends: moment(60), all_ends: moment(90), stage_seconds: 60, paused: None },
            note,
            commands: Command::ALL.to_vec(),
        })));
    }
    for form in [Form::Basic, Form::Cloze, Form::Answerless] {
        let card = CardView {
            section: text.to_owned(),
            topic: title.clone(),
            id: text.to_owned(),
            question: format!("{text} […] {text}"),
            form,
            ..front()
        };
        views.push(view(card.clone()));
        views.push(view(CardView { back: Some(back.clone()), ..card }));
    }
    views
}

fn notices_of(text: &str) -> Vec<Notice> {
    let topic = Title { name: text.to_owned(), promise: None };
    vec![
        Notice::UnknownKey(text.to_owned()),
        Notice::Undone(text.to_owned()),
        Notice::Trouble(text.to_owned()),
        Notice::Said(text.to_owned()),
        Notice::Box(BoxChange { section: text.to_owned(), topic, turn: BoxTurn::Lost }),
        Notice::Suspended,
        Notice::LetGo,
        Notice::Help { revealed: true },
    ]
}

/// All that is written when a text stands everywhere.
fn written(text: &str, columns: usize, terminal: bool) -> String {
    let mut desk = Desk::new(columns, terminal, terminal);
    for view in views_of(text) {
        desk.ask(&view, text);
        desk.ask(&view, "");
    }
    for notice in notices_of(text) {
        desk.face.tell(&notice);
    }
    desk.face.say(text);
    desk.read()
}

#[test]
fn nothing_a_terminal_obeys_is_written() {
    for terminal in [false, true] {
        let text = written(HOSTILE, 80, terminal);
        let obeyed = |letter: &char| (letter.is_control() && !"\n\t".contains(*letter)) || *letter == '\u{202e}';
        assert_eq!(text.chars().find(obeyed), None);
        assert!(text.contains("[2J]0;title31mxyz"));
    }
}

#[test]
fn a_closed_stderr_is_no_reason_to_fall() {
    struct Closed;
    impl io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }
    let queue = Queue::default();
    queue.incoming.borrow_mut().push_back(Incoming::Line("4".to_owned()));
    let frame = Frame { columns: Columns::Window, terminal: false, four_keys: false };
    let clock = Rc::new(Minutes(RefCell::new(0)));
    let mut face = Plain::new(Box::new(queue), Box::new(Closed), frame, clock);
    face.say("x");
    face.tell(&Notice::LetGo);
    assert_eq!(face.ask(&view(back()), None), Reply::Grade(Grade::GOOD));
}

#[test]
fn a_huge_card_is_drawn() {
    let text = "word ".repeat(200_000) + &"x".repeat(100_000);
    assert!(page(&view(CardView { question: text, ..front() }), 40).lines().all(|line| line.width() <= 40));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_drawn_at_any_width(text in "(?s).{0,80}", columns in 10..200_usize, terminal: bool) {
        let text = written(&text, columns, terminal);
        let obeyed = text.contains('\u{1b}');
        prop_assert!(!obeyed);
    }

    #[test]
    fn no_line_is_wider_than_the_window(words in "[ -_a-{}é日本❤\u{fe0f}\u{301}]{0,120}", columns in 20..200_usize) {
        let text = words.replace(['|', '`'], "").trim_start().to_owned();
        let mut desk = Desk::new(columns, true, false);
        for view in views_of(&text) {
            desk.ask(&view, "");
        }
        for notice in notices_of(&text) {
            desk.face.tell(&notice);
        }
        // The prompt and what is typed behind it share a line here: nobody presses enter on paper.
        for line in desk.read().replace("\n> ", "\n").lines() {
            prop_assert!(line.width() <= columns, "{line:?} is wider than {columns}");
        }
    }
}
