//! A task against the clock, a list to be ticked, a line: in lines.

use super::*;
use crate::model::view::{CheckItem, Command, Countdown, TimedView};

const PROMPT: &str =
    "**Design** a question-answering system over 1M documents.\n\n- 200 employees\n- answers cite their source";

/// The second phase of a mock of 35 minutes, a minute after it began.
fn mock() -> TimedView {
    TimedView {
        title: "RAG system for 1M documents".to_owned(),
        stage: "phase 2 of 7: estimate".to_owned(),
        goal: "peak QPS, storage, one number that changes the design".to_owned(),
        body: PROMPT.to_owned(),
        clock: Countdown { stage_ends: moment(120), all_ends: moment(1740), stage_seconds: 180, paused: None },
        note: Some(String::new()),
        commands: vec![Command::Next, Command::Pause, Command::Ask, Command::Edit, Command::End],
    }
}

fn timed(view: TimedView) -> View {
    View::Timed(Box::new(view))
}

fn list(ticked: &[bool], beside: &str) -> View {
    let texts = ["chunk size and overlap, with a reason", "hybrid retrieval", "ACLs at query time"];
    let item = |(text, ticked): (&&str, &bool)| CheckItem { text: (*text).to_owned(), ticked: *ticked };
    let items = texts.iter().zip(ticked).map(item).collect();
    View::Checklist {
        question: "core design and depth: what did you say?".to_owned(),
        items,
        beside: beside.to_owned(),
    }
}

/// A choice that is asked off a terminal too.
fn piped() -> View {
    let View::Choice { question, answers, .. } = question() else { unreachable!("a choice") };
    View::Choice { question, answers, piped: true }
}

/// Without the blank behind each prompt.
fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_task_is_drawn_once_and_then_only_what_changed() {
    let mut desk = Desk::piped();
    assert_eq!(desk.ask(&timed(mock()), "10k QPS"), Reply::Jotted("10k QPS".to_owned()));
    insta::assert_snapshot!(trimmed(&desk.read()), @r"

    RAG system for 1M documents
    phase 2 of 7: estimate
    goal: peak QPS, storage, one number that changes the design
    02:00 left, 29:00 in all

    **Design** a question-answering system over 1M documents.

    - 200 employees
    - answers cite their source

    enter: note the line   /next /pause /ask /edit /end /help
    >
    ");
    // A line was noted, the clock went on: nothing is drawn.
    let clock = Countdown { stage_ends: moment(60), all_ends: moment(1680), ..mock().clock };
    let noted = TimedView { note: Some("10k QPS\n".to_owned()), clock, ..mock() };
    desk.ask(&timed(noted.clone()), "");
    assert_eq!(desk.read(), "> \n");
    // The clock stops and runs on; a curveball is thrown; the next phase begins.
    let paused = Countdown { paused: Some(moment(0)), ..clock };
    desk.ask(&timed(TimedView { clock: paused, ..noted.clone() }), "");
    desk.ask(&timed(noted.clone()), "");
    let thrown = TimedView { body: format!("{PROMPT}\n\n> Now it is 100M documents."), ..noted };
    desk.ask(&timed(thrown.clone()), "");
    let clock = Countdown { stage_ends: moment(480), ..clock };
    let next = TimedView { stage: "phase 3 of 7: frame and draw".to_owned(), goal: String::new(), clock, ..thrown };
    desk.ask(&timed(next.clone()), "");
    insta::assert_snapshot!(trimmed(&desk.read()), @r"

    paused: 01:00 left, 28:00 in all
    >

    the clock runs: 01:00 left, 28:00 in all
    >

    > Now it is 100M documents.
    >

    phase 3 of 7: frame and draw
    08:00 left, 28:00 in all

    enter: note the line   /next /pause /ask /edit /end /help
    >
    ");
    // After another view its place is said; after an editor all of it.
    desk.ask(&piped(), "y");
    desk.read();
    desk.ask(&timed(next.clone()), "");
    assert_eq!(desk.read(), "\nphase 3 of 7: frame and draw\n08:00 left, 28:00 in all\n> \n");
    desk.face.pause();
    desk.face.resume();
    desk.ask(&timed(next), "");
    let whole = desk.read();
    assert!(whole.contains("Now it is 100M") && whole.contains("200 employees") && whole.contains("one line is noted"));
}

#[test]
fn overrun_is_said_in_words() {
    let clock = Countdown { stage_ends: moment(0), all_ends: moment(0), stage_seconds: 45, paused: None };
    let said = |clock: Countdown| {
        let page = page(&timed(TimedView { clock, ..mock() }), 80);
        page.lines().nth(4).unwrap().to_owned()
    };
    assert_eq!(said(clock), "00:00 left");
    // The clock of these tests stands at its beginning: nine o'clock.
    let early = |seconds: i64| {
        let mut moment = moment(0);
        moment.wall -= chrono::TimeDelta::seconds(seconds);
        moment
    };
    assert_eq!(said(Countdown { stage_ends: early(75), ..clock }), "over by 01:15, 00:00 in all");
    let over = Countdown { stage_ends: early(75), all_ends: early(3600), paused: Some(moment(5)), ..clock };
    assert_eq!(said(over), "paused: over by 01:20, over by 60:05 in all");
}

#[test]
fn commands_and_what_is_none() {
    let mut desk = Desk::piped();
    let view = TimedView { commands: vec![Command::Next, Command::Pause], ..mock() };
    desk.comes(["/ask", "/help", "/time", "/next"].map(|line| Incoming::Line(line.to_owned())));
    assert_eq!(desk.face.ask(&timed(view.clone()), None), Reply::Command(Command::Next));
    let told = desk.read();
    insta::assert_snapshot!(trimmed(told.split_once("/help\n").unwrap().1), @r"
    >
    /ask means nothing now; known are /next /pause /time /help
    >
    commands
      /next   on to what comes next
      /pause  stop the clock, or let it run on; pauses are counted
      /time   what is left on the clock
      //...   a line of the note that begins with a slash
    any other line is noted; a command may be cut short: /n
    02:00 left, 29:00 in all
    >
    02:00 left, 29:00 in all
    >
    ");
    desk.comes([Incoming::Interrupted]);
    assert_eq!(desk.face.ask(&timed(view.clone()), None), Reply::Interrupted);
    assert_eq!(desk.face.ask(&timed(view), None), Reply::Quit);
}

#[test]
fn where_nothing_is_written_an_empty_line_does_nothing() {
    let mut desk = Desk::piped();
    let told = TimedView { note: None, commands: vec![Command::Next], ..mock() };
    desk.comes(["", "", "my words", "/next"].map(|line| Incoming::Line(line.to_owned())));
    assert_eq!(desk.face.ask(&timed(told), None), Reply::Command(Command::Next));
    let page = desk.read();
    assert!(!page.contains("note the line"), "{page}");
    assert!(page.ends_with("> \n> \n> \nnothing is written here; known are /next /time /help\n> \n"), "{page}");
}

#[test]
fn a_tick_draws_nothing_and_an_alarm_rings_on_a_terminal_only() {
    for terminal in [false, true] {
        let mut desk = Desk::new(80, terminal, false);
        desk.comes([Incoming::TimeUp]);
        assert_eq!(desk.face.ask(&timed(mock()), Some(moment(0))), Reply::Tick);
        desk.read();
        desk.comes([Incoming::TimeUp]);
        assert_eq!(desk.face.ask(&timed(mock()), Some(moment(0))), Reply::Tick);
        assert_eq!(desk.read(), "");
        desk.face.tell(&Notice::Alarm("80 % of this phase is over\u{7}".to_owned()));
        desk.face.tell(&Notice::Said("noted".to_owned()));
        let bell = if terminal { "\u{7}" } else { "" };
        assert_eq!(desk.read(), format!("{bell}\n80 % of this phase is over\nnoted\n"));
        desk.ask(&timed(mock()), "");
        assert!(desk.read().starts_with("> "));
    }
}

#[test]
fn a_list_is_ticked_by_numbers() {
    let mut desk = Desk::piped();
    let view = list(&[false, false, false], "We chunk by 512 tokens.");
    desk.comes(["4", "1-3 x", "1,3"].map(|line| Incoming::Line(line.to_owned())));
    assert_eq!(desk.face.ask(&view, None), Reply::Ticked(vec![true, false, true]));
    insta::assert_snapshot!(trimmed(&desk.read()), @r"

We chunk by 512 tokens.

core design and depth: what did you say?
1. [ ] chunk size and overlap, with a reason
2. [ ] hybrid retrieval
3. [ ] ACLs at query time
numbers (1 3 5-7), all, none; enter: none
>
4 is not on the list, which has 1 to 3
>
'x' is no number; write them like 1 3 5-7, or all, or none
>
");
    let kept = list(&[false, true, false], "");
    assert_eq!(Desk::piped().ask(&kept, ""), Reply::Ticked(vec![false, true, false]));
    for (typed, reply) in [
        ("", Reply::Ticked(vec![false; 3])),
        ("all", Reply::Ticked(vec![true; 3])),
        ("none", Reply::Ticked(vec![false; 3])),
        ("q", Reply::Quit),
    ] {
        assert_eq!(Desk::piped().ask(&view, typed), reply, "{typed}");
    }
    assert_eq!(Desk::piped().face.ask(&list(&[], ""), None), Reply::Ticked(Vec::new()));
}

#[test]
fn a_list_that_was_ticked_says_what_enter_does() {
    let page = page(&list(&[false, true, false], ""), 40);
    insta::assert_snapshot!(trimmed(&page), @r"

    core design and depth: what did you say?
    1. [ ] chunk size and overlap, with a
           reason
    2. [x] hybrid retrieval
    3. [ ] ACLs at query time
    numbers (1 3 5-7), all, none; enter: as
      it stands
    >
    ");
}

#[test]
fn a_line_is_taken_as_it_was_typed() {
    let view = View::Line { question: "why another level?".to_owned() };
    let lines = |line: &str| Reply::Lines(vec![line.to_owned()]);
    for (typed, reply) in
        [("", lines("")), (" two words ", lines(" two words")), ("q", lines("q")), ("\u{1b}[2Jx", lines("[2Jx"))]
    {
        assert_eq!(Desk::piped().ask(&view, typed), reply, "{typed:?}");
    }
    assert_eq!(Desk::piped().face.ask(&view, None), Reply::Quit);
}

#[test]
fn a_choice_that_is_piped_reads_the_pipe() {
    let view = piped();
    let mut desk = Desk::piped();
    desk.comes(["maybe", "N"].map(|line| Incoming::Line(line.to_owned())));
    assert_eq!(desk.face.ask(&view, None), Reply::Chosen('n'));
    assert!(desk.read().contains("please answer y or n\n"));
    assert_eq!(Desk::piped().ask(&view, ""), Reply::Chosen('y'));
    assert_eq!(Desk::piped().ask(&view, "q"), Reply::Quit);
    assert_eq!(Desk::piped().face.ask(&view, None), Reply::Quit);
}
