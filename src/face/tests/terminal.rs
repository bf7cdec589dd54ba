//! On a real terminal: this test program is started anew behind a pseudo-terminal, in a role.

use std::{
    io::{Write, stderr},
    process::Command,
};

use expectrl::{Eof, Expect, Session, session::OsSession};

use super::*;
use crate::clock::WorldClock;

const ROLE: &str = "FACE_TEST_ROLE";

/// Does nothing in an ordinary run; in a role it is the program that the other tests talk to.
#[test]
fn act() {
    match std::env::var(ROLE).as_deref() {
        Ok("face") => act_face(),
        Ok("choose") => answer(&format!("chose {:?}", forms::choose("which topic?", &["Dropout", "Attention"]).ok())),
        Ok("confirm") => answer(&format!("said {:?}", forms::confirm("sure?", false).map_err(|error| error.kind()))),
        _ => {}
    }
}

/// The test that started this program reads it from the terminal.
fn answer(text: &str) {
    writeln!(stderr(), "{text}").unwrap();
}

fn act_face() {
    let lines = Box::new(Threaded::with_signals(std::io::stdin()));
    let frame = Frame { columns: Columns::Window, terminal: true, four_keys: false };
    let clock = Rc::new(WorldClock::new(None, 1));
    let mut face = Plain::new(lines, Box::new(stderr()), frame, clock.clone());
    let soon = |millis| Moment { wall: clock.now().wall + Duration::from_millis(millis), ..clock.now() };
    assert_eq!(face.ask(&view(front()), Some(soon(80))), Reply::Tick);
    face.say("ticked");
    loop {
        let reply = face.ask(&view(front()), None);
        face.say(&format!("replied {reply:?}"));
        if matches!(reply, Reply::Quit | Reply::Interrupted) {
            return;
        }
    }
}

fn start(role: &str) -> OsSession {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "face::tests::terminal::act", "--nocapture", "--test-threads=1"]).env(ROLE, role);
    let mut session = Session::spawn(command).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(20)));
    session
}

#[test]
fn keys_and_an_interrupt_on_a_terminal() {
    let mut session = start("face");
    session.expect("ticked").unwrap();
    session.expect("> ").unwrap();
    session.send_line("?").unwrap();
    session.expect("replied Help").unwrap();
    session.send_line("4").unwrap();
    session.expect("replied Grade(Grade(4))").unwrap();
    session.expect("> ").unwrap();
    session.send("\u{3}").unwrap();
    session.expect("replied Interrupted").unwrap();
    session.expect(Eof).unwrap();
}

#[test]
fn the_end_of_input_on_a_terminal() {
    let mut session = start("face");
    session.expect("ticked").unwrap();
    session.expect("> ").unwrap();
    session.send("\u{4}").unwrap();
    session.expect("replied Quit").unwrap();
    session.expect(Eof).unwrap();
}

#[test]
fn a_name_is_chosen_by_a_part_of_it() {
    let mut session = start("choose");
    session.expect("which topic?").unwrap();
    session.send("att\r").unwrap();
    session.expect("chose Some(Some(1))").unwrap();
    let mut session = start("choose");
    session.expect("which topic?").unwrap();
    session.send("\u{1b}").unwrap();
    session.expect("chose Some(None)").unwrap();
}

#[test]
fn an_interrupted_form_gives_the_cursor_back() {
    let mut session = start("confirm");
    session.expect("sure?").unwrap();
    // A key pressed before the form has taken the keyboard is lost: pressed again, as a person would.
    session.set_expect_timeout(Some(Duration::from_millis(500)));
    let said = (0..40).find_map(|_| {
        session.send("\u{3}").unwrap();
        session.expect("said Err(Interrupted)").ok()
    });
    assert!(String::from_utf8_lossy(said.unwrap().before()).contains("\u{1b}[?25h"));
}
