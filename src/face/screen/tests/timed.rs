//! A task against the clock on the screen: pictures, keys, and the note on its way.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::{
    sitting::{Desk, arrival, moment},
    *,
};
use crate::{
    face::{
        Face,
        screen::{Note, Overlay, Running, Top, input::Arrival},
    },
    model::view::{Command, Countdown, Notice, Reply, TimedView},
};

const PROMPT: &str = "**Design** a question-answering system over 1M internal documents for 2,000 employees.\n\n\
    - answers cite their source\n- a document that changed is found within an hour\n- nobody reads what he may not";
const NOTE: &str = "functional: ask, cite, refuse\nnon-functional: p95 < 3 s, ACLs at query time\n\npeak QPS\t2000 × 20 / 8 h ≈ 1.4, peak × 5 = 7\nvectors   1M × 8 chunks × 768 × 4 B ≈ 25 GB 日本語";

/// The second phase of a mock of 35 minutes: three minutes, of which two are left at noon.
pub(super) fn mock() -> TimedView {
    TimedView {
        title: "RAG system for 1M documents".to_owned(),
        stage: "phase 2 of 7: estimate".to_owned(),
        goal: "peak QPS, storage, one number that changes the design".to_owned(),
        body: PROMPT.to_owned(),
        clock: Countdown { stage_ends: moment(120), all_ends: moment(1740), stage_seconds: 180, paused: None },
        note: Some(NOTE.to_owned()),
        commands: vec![Command::Next, Command::Pause, Command::Ask, Command::Edit, Command::End],
    }
}

fn timed(view: TimedView) -> View {
    View::Timed(Box::new(view))
}

/// A picture of a task as it stands at noon.
fn picture(view: &TimedView, look: Look, told: &[String], overlay: Option<Overlay>, size: (u16, u16)) -> Buffer {
    let note = view.note.as_deref().map(Note::of);
    let left = view.clock.left(&moment(0));
    let running = Running { note: note.as_ref(), top: Top::default(), left, added: 0, reading: false };
    let shown = timed(view.clone());
    paint(&Picture { told, overlay, running: Some(running), ..Picture::of(&shown, look) }, size.0, size.1)
}

fn drawn(view: &TimedView, size: (u16, u16)) -> String {
    text(&picture(view, LOOK, &[], None, size))
}

macro_rules! snap {
    ($name:literal, $text:expr) => {
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

#[test]
fn a_running_task() {
    snap!("timed_80x24", drawn(&mock(), (80, 24)));
    snap!("timed_40x10", drawn(&mock(), (40, 10)));
    snap!("timed_120x40", drawn(&mock(), (120, 40)));
    let look = Look { ascii: true, colour: false, ..LOOK };
    snap!("timed_ascii", text(&picture(&mock(), look, &["80 % of this phase".to_owned()], None, (80, 24))));
    let long = TimedView { note: Some(NOTE.repeat(9)), body: PROMPT.repeat(9), ..mock() };
    let told = ["80 % of this phase: 36 seconds are left".to_owned()];
    let both = |size| text(&picture(&long, LOOK, &told, None, size));
    snap!("timed_long", format!("{}\n\n== 40x10\n{}", both((80, 24)), both((40, 10))));
    let unwritten = TimedView { note: None, commands: vec![Command::Next, Command::End], ..mock() };
    snap!("timed_unwritten", format!("{}\n\n== 40x10\n{}", drawn(&unwritten, (80, 24)), drawn(&unwritten, (40, 10))));
    let help = |size| text(&picture(&mock(), LOOK, &[], Some(Overlay::Help), size));
    snap!("timed_help", format!("{}\n\n== 40x10\n{}", help((80, 24)), help((40, 10))));
}

#[test]
fn overrun_and_pauses_are_said_in_words() {
    let clock = |stage: i64, all: i64| Countdown { stage_ends: moment(stage), all_ends: moment(all), ..mock().clock };
    let head = |clock: Countdown, size: (u16, u16)| {
        let page = drawn(&TimedView { clock, ..mock() }, size);
        page.lines().take(if size.1 < 18 { 1 } else { 2 }).map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    let stopped = Countdown { paused: Some(moment(-30)), ..clock(120, 1740) };
    let pages: Vec<String> = [(80, 24), (40, 10), (28, 6)]
        .iter()
        .flat_map(|size| {
            [clock(36, 100), clock(-20, 1740), clock(-75, -60), stopped, clock(45, 45)].map(|it| head(it, *size))
        })
        .collect();
    snap!("timed_heads", pages.join("\n"));
    let late = picture(&TimedView { clock: clock(-20, -60), ..mock() }, LOOK, &[], None, (80, 4));
    assert!(tints(&late).contains("Red BOLD \"over +00:20 · +01:00\""), "{}", tints(&late));
}

#[test]
fn any_window_holds_it_and_a_low_one_keeps_three_rows_for_the_note() {
    let long = TimedView { note: Some("x\n".repeat(50) + "x"), body: PROMPT.repeat(9), ..mock() };
    let page = drawn(&long, (40, 10));
    assert!(page.lines().filter(|line| *line == "x").count() >= 3, "{page}");
    for (width, height) in [(5, 3), (1, 1), (2, 40), (300, 2), (80, 4), (30, 5)] {
        for view in [mock(), long.clone(), TimedView { note: None, ..mock() }] {
            drawn(&view, (width, height));
        }
    }
    assert!(drawn(&long, (5, 3)).contains('x'), "{}", drawn(&long, (5, 3)));
}

/// All replies until the task is left; whoever asks takes every note.
fn written(desk: &mut Desk, view: &TimedView, typed: &str) -> Vec<Reply> {
    desk.keys.borrow_mut().extend(typed.split_whitespace().map(arrival));
    let mut view = view.clone();
    let mut replies = Vec::new();
    loop {
        let reply = desk.screen.ask(&timed(view.clone()), None);
        if let Reply::Note(note) = &reply {
            view.note = Some(note.clone());
        }
        let ends = matches!(reply, Reply::Interrupted);
        replies.push(reply);
        if ends {
            return replies;
        }
    }
}

fn empty() -> TimedView {
    TimedView { note: Some(String::new()), ..mock() }
}

fn note(text: &str) -> Reply {
    Reply::Note(text.to_owned())
}

#[test]
fn the_note_comes_before_any_other_reply() {
    let end = Reply::Interrupted;
    let command = Reply::Command;
    let table = [
        ("a b _ c ^c", vec![note("ab c"), end.clone()]),
        ("a ^n ^p ^c", vec![note("a"), command(Command::Next), command(Command::Pause), end.clone()]),
        ("^g ^e ^d ^c", vec![command(Command::Ask), command(Command::Edit), command(Command::End), end.clone()]),
        ("a <term>", vec![note("a"), end.clone()]),
        ("a <enter> <tab> b <back> <left> <del> ^c", vec![note("a\n"), end.clone()]),
        (
            "one\\ntwo x <pgdn> <f1> q <esc> ^l ^n <end> ^c",
            vec![note("one\ntwox"), command(Command::Next), end.clone()],
        ),
        ("a b ^a ^k ^c", vec![end.clone()]),
    ];
    for (typed, replies) in table {
        let mut desk = Desk::new();
        // A change that was taken back is a change all the same.
        let told = written(&mut desk, &empty(), typed);
        let told: Vec<Reply> = told.into_iter().filter(|reply| *reply != note("")).collect();
        assert_eq!(told, replies, "{typed}");
        assert_eq!(desk.left_over(), 0, "{typed}");
    }
}

#[test]
fn the_note_is_safe_before_the_job_stops() {
    // The stop itself would stop these tests.
    assert_eq!(Desk::new().ask(&timed(empty()), "a ^z"), note("a"));
}

#[test]
fn the_note_is_sent_after_a_pause_and_every_two_seconds() {
    let table: [(&str, &[&str]); 5] = [
        // The clock flips once a second; a second after the last letter is a pause.
        ("<time> <time> a <time> ^c", &["a"]),
        ("a +ms900 b <time> ^c", &["ab"]),
        // While keys go on: two seconds after the first one.
        ("a +ms900 b +ms900 c +ms900 d +ms900 e +ms900 ^c", &["abcd", "abcde"]),
        ("a <time> <time> <time> b <left> <time> <time> ^c", &["a", "ab"]),
        ("a <time> <left> <time> <time> ^c", &["a"]),
    ];
    for (typed, notes) in table {
        let told = written(&mut Desk::new(), &empty(), typed);
        let notes: Vec<Reply> = notes.iter().map(|text| note(text)).chain([Reply::Interrupted]).collect();
        assert_eq!(told, notes, "{typed}");
    }
}

#[test]
fn another_text_replaces_the_note_and_an_older_one_does_not() {
    let mut desk = Desk::new();
    let view = |text: &str| timed(TimedView { note: Some(text.to_owned()), ..mock() });
    assert_eq!(desk.ask(&view("one"), "x ^e"), note("onex"));
    assert_eq!(desk.ask(&view("onex"), ""), Reply::Command(Command::Edit));
    // The editor wrote another text.
    assert_eq!(desk.ask(&view("two"), "y ^n"), note("twoy"));
    // It could not be saved: the view is the one before, and nothing typed is lost.
    assert_eq!(desk.ask(&view("two"), ""), Reply::Command(Command::Next));
    assert_eq!(desk.ask(&view("two"), "z ^n"), note("twoyz"));
    // A question came between: the command that was held back is none any more.
    let choice = View::Choice { question: "go on?".to_owned(), answers: vec![('y', "yes".to_owned())], piped: true };
    assert_eq!(desk.ask(&choice, "y"), Reply::Chosen('y'));
    assert_eq!(desk.ask(&view("twoyz"), "<left> . ^c"), note("twoy.z"));
    // But the end is the end.
    assert_eq!(desk.ask(&choice, ""), Reply::Interrupted);
    // Another task begins with its own note.
    let other = TimedView { title: "Fraud".to_owned(), note: Some("new".to_owned()), ..mock() };
    assert_eq!(desk.ask(&timed(other), "! ^c"), note("new!"));
}

#[test]
fn typing_goes_on_from_phase_to_phase() {
    let mut desk = Desk::new();
    assert_eq!(desk.ask(&timed(empty()), "a ^n"), note("a"));
    let view = TimedView { note: Some("a".to_owned()), ..mock() };
    desk.ask(&timed(view.clone()), "");
    let next = TimedView { stage: "phase 3 of 7: frame and draw".to_owned(), ..view };
    assert_eq!(desk.ask(&timed(next), "b ^c"), note("ab"));
    assert!(desk.page().contains("phase 3 of 7"));
    assert_eq!(desk.seen.borrow().fresh, 0);
}

#[test]
fn what_is_added_is_brought_into_sight() {
    let mut desk = Desk::of(80, 24, LOOK);
    let long: Vec<String> = (1..=40).map(|line| format!("- line {line}")).collect();
    let view = TimedView { body: long.join("\n"), ..empty() };
    desk.ask(&timed(view.clone()), "<pgdn> <pgup> ^n");
    assert!(desk.page().contains("• line 1\n"), "{}", desk.page());
    let thrown = TimedView { body: format!("{}\n\n> Now it is 100M.", view.body), ..view };
    desk.ask(&timed(thrown.clone()), "^n");
    assert!(desk.page().contains("Now it is 100M"), "{}", desk.page());
    desk.ask(&timed(thrown), "<pgup> <pgup> <pgup> <pgup> a ^n");
    assert!(desk.page().contains("• line 1\n") && !desk.page().contains("100M"), "{}", desk.page());
}

#[test]
fn an_alarm_rings_once_and_stays_for_some_seconds_and_a_key() {
    let mut desk = Desk::new();
    let view = timed(empty());
    desk.ask(&view, "^n");
    desk.screen.tell(&Notice::Alarm("80 % of this phase is over".to_owned()));
    desk.screen.tell(&Notice::Said("one of two".to_owned()));
    assert_eq!(desk.seen.borrow().rung, 1);
    let seen = |desk: &Desk| desk.page().contains("80 % of this phase is over");
    desk.ask(&view, "a b <time> ");
    assert!(seen(&desk) && desk.page().contains("one of two"));
    let view = timed(TimedView { note: Some("ab".to_owned()), ..mock() });
    desk.ask(&view, "<time> <time> <time> <time> <time> <time> ^n");
    assert!(seen(&desk), "no key was pressed: {}", desk.page());
    desk.ask(&view, "<left> <time> ^n");
    assert!(!seen(&desk) && !desk.page().contains("one of two"), "{}", desk.page());
    // In a low window the note keeps its rows, whatever is told.
    let mut low = Desk::of(40, 10, LOOK);
    low.ask(&view, "^n");
    for line in ["an alarm that is longer than a row of it", "another one that is as long as the first", "the third"] {
        low.screen.tell(&Notice::Alarm(line.to_owned()));
    }
    low.ask(&view, "x <enter> y <enter> z ^n");
    let page = low.page();
    assert!(page.contains("the third") && page.contains("abx\ny\nz\n"), "{page}");
    // What a key led to goes with the next one.
    let few = timed(TimedView { commands: vec![Command::Next], note: Some("ab".to_owned()), ..mock() });
    desk.ask(&few, "^g <time> ^n");
    assert!(desk.page().contains("ctrl-g means nothing now"), "{}", desk.page());
    desk.ask(&few, "<left> <time> ^n");
    assert!(!desk.page().contains("ctrl-g means nothing now"), "{}", desk.page());
}

#[test]
fn where_nothing_is_written_keys_are_harmless() {
    let view = timed(TimedView { note: None, commands: vec![Command::Next, Command::End], ..mock() });
    let mut desk = Desk::new();
    assert_eq!(desk.ask(&view, "<enter> x _ j <pgdn> <back> ? <esc> pasted <time> ^n"), Reply::Command(Command::Next));
    assert!(desk.page().contains("paste was dropped"), "{}", desk.page());
    assert_eq!(desk.ask(&view, "^e q ^d"), Reply::Command(Command::End));
    assert_eq!(desk.ask(&view, "^c"), Reply::Interrupted);
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let text = "\u{1b}[2J\u{7}\u{9b}31m\u{202e}x\ty\u{200b}\r";
    let view = TimedView {
        title: text.to_owned(),
        stage: text.to_owned(),
        goal: text.to_owned(),
        body: text.to_owned(),
        note: Some(text.to_owned()),
        ..mock()
    };
    for size in [(80, 24), (40, 10)] {
        for cell in picture(&view, LOOK, &[], None, size).content() {
            let harmless = !cell.symbol().contains(|letter: char| letter.is_control() || letter == '\u{202e}');
            assert!(harmless, "{:?}", cell.symbol());
        }
    }
    let mut desk = Desk::new();
    // A paste is cleaned; what an editor wrote is kept as it is, and only its picture is harmless.
    assert_eq!(
        desk.ask(&timed(TimedView { note: Some("\u{1b}[31m".to_owned()), ..mock() }), "\u{1b}]0;t\u{7} ^c"),
        note("\u{1b}[31m]0;t")
    );
}

/// Any key that a person may press.
fn any_key() -> impl Strategy<Value = Arrival> {
    let codes = proptest::sample::select(vec![
        KeyCode::Char('x'),
        KeyCode::Char(' '),
        KeyCode::Char('日'),
        KeyCode::Char('\u{301}'),
        KeyCode::Char('a'),
        KeyCode::Char('k'),
        KeyCode::Char('w'),
        KeyCode::Char('u'),
        KeyCode::Char('o'),
        KeyCode::Char('n'),
        KeyCode::Enter,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Esc,
        KeyCode::F(1),
        KeyCode::F(9),
    ]);
    let modifiers = proptest::sample::select(vec![
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT,
        KeyModifiers::SHIFT,
    ]);
    let key = (codes, modifiers).prop_map(|(code, modifiers)| Arrival::Key(KeyEvent::new(code, modifiers)));
    prop_oneof![
        9 => key,
        1 => "(?s).{0,40}".prop_filter("no time", |text| !text.starts_with("+ms")).prop_map(Arrival::Paste),
        1 => Just(Arrival::TimeUp),
        1 => Just(Arrival::Resized),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_keys_panic_and_whoever_asks_has_what_was_written(
        keys in proptest::collection::vec(any_key(), 0..60),
        start in "[a-c \n日\t]{0,40}",
        width in 1..90_u16,
        height in 1..30_u16,
    ) {
        let mut desk = Desk::of(width, height, LOOK);
        let mut view = TimedView { note: Some(start), ..mock() };
        desk.keys.borrow_mut().extend(keys);
        loop {
            match desk.screen.ask(&timed(view.clone()), None) {
                Reply::Note(note) => view.note = Some(note),
                Reply::Interrupted => break,
                _ => {}
            }
        }
        prop_assert_eq!(desk.screen.written_text(), view.note);
    }

    #[test]
    fn no_keys_panic_on_a_list_or_a_line(keys in proptest::collection::vec(any_key(), 0..40), width in 1..140_u16, height in 1..30_u16) {
        for view in super::checklist::views() {
            let mut desk = Desk::of(width, height, LOOK);
            desk.keys.borrow_mut().extend(keys.iter().cloned());
            desk.screen.ask(&view, None);
        }
    }
}
