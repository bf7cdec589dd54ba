//! What comes back for what comes in, and how much is drawn.

use super::*;

fn line(text: &str) -> Incoming {
    Incoming::Line(text.to_owned())
}

#[test]
fn a_view_is_drawn_once() {
    let mut desk = Desk::piped();
    assert_eq!(desk.ask(&view(front()), "4"), Reply::Grade(Grade::GOOD));
    assert!(desk.read().contains("Why does inverted dropout"));
    // After a notice the keys alone.
    desk.face.tell(&Notice::RevealFirst);
    assert_eq!(desk.ask(&view(front()), ""), Reply::Reveal);
    assert_eq!(
        desk.read(),
        "press enter to see the answer first; then rate it 0..5\n\
         enter: answer   s: skip   u: undo   ?: keys   q: quit\n> \n"
    );
    // The question stands above its answer already.
    desk.ask(&view(back()), "");
    let answer = desk.read();
    assert!(!answer.contains("Why does") && answer.contains("So that the expected") && answer.contains("4 good"));
    // An empty line on the back repeats the grades.
    desk.ask(&view(back()), "4");
    let again = desk.read();
    assert!(!again.contains("So that") && again.contains("4 good") && again.contains("0-5: rate"), "{again}");
    // After an editor had the screen everything is drawn again.
    desk.face.pause();
    desk.face.resume();
    desk.ask(&view(back()), "4");
    let whole = desk.read();
    assert!(whole.contains("Why does") && whole.contains("So that the expected"));
}

#[test]
fn another_card_is_drawn_whole() {
    let mut desk = Desk::piped();
    for card in [CardView { id: "other".to_owned(), ..back() }, CardView { done: 4, ..back() }, cloze(), front()] {
        desk.ask(&view(front()), "");
        desk.ask(&View::Closing { undoable: true }, "u");
        desk.read();
        desk.ask(&view(card), "");
        assert!(desk.read().contains(" done, 12 left"));
    }
    desk.ask(&view(front()), "");
    desk.read();
    desk.ask(&view(CardView { id: "other".to_owned(), ..back() }), "");
    assert!(desk.read().contains("[3 done, 12 left"));
}

#[test]
fn a_tick_comes_in_time_and_draws_nothing() {
    let mut desk = Desk::new(80, true, false);
    desk.comes([Incoming::TimeUp, Incoming::TimeUp, line("q")]);
    // Each look at the clock takes a minute; the wall is looked at twice a minute.
    assert_eq!(desk.face.ask(&view(front()), Some(moment(150))), Reply::Tick);
    let drawn = desk.read();
    assert_eq!(desk.face.ask(&view(front()), None), Reply::Quit);
    assert_eq!((drawn.ends_with("\n> "), desk.read().as_str()), (true, ""));
    let waits: Vec<_> = desk.queue.waits.take().iter().map(|wait| wait.map(|wait| wait.as_millis())).collect();
    assert_eq!(waits, [Some(30_000), Some(30_000), None]);
    // A moment that is past does not make it spin.
    desk.comes([Incoming::TimeUp]);
    assert_eq!(desk.face.ask(&view(front()), Some(moment(0))), Reply::Tick);
    assert_eq!(desk.queue.waits.take(), [Some(Duration::from_millis(50))]);
}

#[test]
fn a_machine_that_slept_wakes_to_a_tick() {
    /// An hour to go; after the first look, no time at all.
    struct Slept(RefCell<bool>);
    impl Clock for Slept {
        fn now(&self) -> Moment {
            moment(0)
        }
        fn wait(&self, _: &Moment) -> Duration {
            if self.0.replace(true) { Duration::ZERO } else { Duration::from_secs(3600) }
        }
    }
    let queue = Queue::default();
    queue.incoming.borrow_mut().extend([Incoming::TimeUp, line("")]);
    let frame = Frame { columns: Columns::Fixed(80), terminal: true, four_keys: false };
    let clock = Rc::new(Slept(RefCell::new(false)));
    let mut face = Plain::new(Box::new(queue), Box::new(Paper::default()), frame, clock);
    assert_eq!(face.ask(&view(front()), Some(moment(3600))), Reply::Tick);
}

#[test]
fn a_line_may_come_before_the_moment() {
    let mut desk = Desk::piped();
    desk.comes([Incoming::Resized, Incoming::TimeUp, Incoming::Resized, line("")]);
    assert_eq!(desk.face.ask(&view(front()), Some(moment(3600))), Reply::Reveal);
}

#[test]
fn the_end_of_input_ends_every_view() {
    for terminal in [false, true] {
        for view in all_views() {
            let mut desk = Desk::new(80, terminal, false);
            let reply = desk.face.ask(&view, None);
            let expected = match view {
                View::Points { .. } => Reply::Lines(Vec::new()),
                View::Choice { .. } if !terminal => Reply::Chosen('y'),
                _ => Reply::Quit,
            };
            assert_eq!(reply, expected, "{view:?}");
            assert!(desk.read().ends_with('\n'), "{view:?}");
        }
    }
}

#[test]
fn an_interrupt_ends_every_view_at_once() {
    for view in all_views() {
        let mut desk = Desk::new(80, true, false);
        desk.comes([Incoming::Interrupted]);
        assert_eq!(desk.face.ask(&view, None), Reply::Interrupted, "{view:?}");
    }
}

#[test]
fn after_the_last_card_one_more_line_is_read() {
    for (typed, reply) in [
        ("u", Reply::Undo),
        (" U ", Reply::Undo),
        ("", Reply::Reveal),
        ("4", Reply::Reveal),
        ("q", Reply::Quit),
        ("uu", Reply::Reveal),
    ] {
        assert_eq!(Desk::piped().ask(&View::Closing { undoable: true }, typed), reply, "{typed:?}");
    }
}

#[test]
fn key_points_end_at_a_lone_full_stop() {
    let mut desk = Desk::piped();
    desk.comes([line("chain rule "), line(""), line("  . "), line("4")]);
    let lines = Reply::Lines(vec!["chain rule".to_owned(), String::new()]);
    assert_eq!(desk.face.ask(&points(), None), lines);
    assert_eq!(desk.face.ask(&view(front()), None), Reply::Grade(Grade::GOOD));
    // What was written before a tick is kept.
    desk.comes([line("one"), Incoming::TimeUp, line("two"), Incoming::End]);
    assert_eq!(desk.face.ask(&points(), Some(moment(0))), Reply::Tick);
    assert_eq!(desk.face.ask(&points(), None), Reply::Lines(vec!["one".to_owned(), "two".to_owned()]));
    desk.comes((0..500).map(|_| line("x")));
    assert!(matches!(desk.face.ask(&points(), None), Reply::Lines(lines) if lines.len() == 200));
}

#[test]
fn a_choice_is_made_by_letter_by_word_or_by_default() {
    for (typed, letter) in [("", 'y'), ("n", 'n'), (" N", 'n'), ("End here", 'n'), ("y", 'y')] {
        assert_eq!(Desk::new(80, true, false).ask(&question(), typed), Reply::Chosen(letter), "{typed:?}");
    }
    let mut desk = Desk::new(80, true, false);
    desk.comes([line("x"), line("n")]);
    assert_eq!(desk.face.ask(&question(), None), Reply::Chosen('n'));
    assert!(desk.read().ends_with("please answer y or n\ny: begin (enter)   n: end here\n> "));
    assert_eq!(desk.ask(&question(), "q"), Reply::Quit);
}

#[test]
fn off_a_terminal_a_choice_answers_itself_aloud() {
    let mut desk = Desk::piped();
    desk.comes([line("n")]);
    assert_eq!(desk.face.ask(&question(), None), Reply::Chosen('y'));
    assert_eq!(desk.read(), "the day has turned: begin a new sitting? y: begin\n");
    // The line is still there for the next prompt.
    assert_eq!(desk.face.ask(&view(front()), None), Reply::Unknown("n".to_owned()));
    let nothing = View::Choice { question: "?".to_owned(), answers: Vec::new(), piped: false };
    assert_eq!(Desk::new(80, true, false).face.ask(&nothing, None), Reply::Reveal);
}

#[test]
fn four_keys_exist_on_a_terminal_only() {
    let expected = [(true, Grade::GOOD), (false, Grade::PASS)];
    for (terminal, grade) in expected {
        assert_eq!(Desk::new(80, terminal, true).ask(&view(back()), "3"), Reply::Grade(grade));
    }
}

#[test]
fn a_line_told_while_the_prompt_stands_begins_a_new_one() {
    let mut desk = Desk::new(80, true, false);
    desk.comes([Incoming::TimeUp]);
    desk.face.ask(&view(front()), Some(moment(0)));
    desk.read();
    desk.face.say("the day has turned");
    assert_eq!(desk.read(), "\nthe day has turned\n");
    assert!(desk.face.is_terminal());
}
