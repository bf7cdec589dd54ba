//! The full screen on a pseudo-terminal: keys in, pictures out, and the terminal as it was found.

mod pty;

use expectrl::process::unix::Signal;

use crate::world::World;
pub(crate) use pty::Terminal;

const DECK: &str = "# Rust\n## Ownership\nQ: Who owns a value?\nA: Exactly one binding.\nId: owner\n\n\
    Q: What does a move leave behind?\nA: Nothing that may be used.\nId: moved\n\n\
    Q: When is a value dropped?\nA: When its owner goes out of scope.\nId: dropped\n";

/// A world with three new cards of one topic.
fn world() -> World {
    World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", DECK)
}

/// Answers the card that is shown.
fn answer(terminal: &mut Terminal, grade: &str) {
    terminal.sees("space answer").types(" ").sees("0 blackout").types(grade);
}

fn grades(world: &World) -> Vec<String> {
    let log = world.json("drill log --limit 100000 --json");
    let live = log.as_array().unwrap().iter().rev().filter(|it| it["kind"] == "grade" && it["live"] == true);
    live.map(|it| it["grade"].to_string()).collect()
}

#[test]
fn a_whole_sitting() {
    let world = world();
    let mut terminal = Terminal::shell(&world, Some("drill --new 3; echo code $?; stty -a"), &[]);
    terminal.is_full(true).sees("0 done · 3 left").sees("Rust › Ownership");
    answer(&mut terminal, "4");
    terminal.sees("1 done · 2 left");
    answer(&mut terminal, "5");
    terminal.sees("2 done · 1 left");
    answer(&mut terminal, "3");
    // Below the bar: it comes again, and no day moves any more.
    terminal.sees("3 done · 0 left").types(" ").sees("stays due 2026-03-02").types("4");
    terminal.sees("the sitting is done").sees("done: 3 cards, 3 new, 1 repeat").types("\r").is_full(false);
    let (code, page) = terminal.ends();
    assert_eq!(code, 0);
    assert!(page.contains("done: 3 cards, 3 new, 1 repeat"), "{page}");
    assert!(page.contains("code 0") && page.contains(" icanon") && !page.contains("-icanon"), "{page}");
    assert_eq!(grades(&world), ["4", "5", "3", "4"]);
}

#[test]
fn undo_reaches_back_over_the_last_card() {
    let world = world();
    let mut terminal = Terminal::drill(&world, &["--new", "2"], &[]);
    answer(&mut terminal, "4");
    terminal.sees("1 done");
    answer(&mut terminal, "4");
    terminal.sees("the sitting is done").types("u").sees("taken back").sees("1 done · 1 left");
    terminal.types("u").sees("0 done · 2 left");
    answer(&mut terminal, "5");
    terminal.sees("1 done");
    answer(&mut terminal, "5");
    terminal.sees("the sitting is done").types("q");
    assert_eq!(terminal.ends().0, 0);
    assert_eq!(grades(&world), ["5", "5"]);
}

#[test]
fn what_was_typed_before_a_card_was_drawn_grades_nothing() {
    let world = world();
    let mut terminal = Terminal::drill(&world, &["--new", "3"], &[]);
    // The digit comes with the key that reveals: nobody has seen what it would rate.
    terminal.sees("space answer").types(" 4").sees("0 blackout").types("?").sees("how well did you recall it?");
    terminal.types("z").sees("0 done").types("1").sees("1 done");
    // A paste is dropped, with or without the marks of the terminal.
    terminal.types("\u{1b}[200~4 4 4 5 5 q\u{1b}[201~").sees("a paste is no key").types(" ").sees("0 blackout");
    terminal.types("u").sees("0 done").types(&format!("{}\r", "4 5 q".repeat(2000))).sees("a paste is no key");
    terminal.types("\u{3}");
    assert_eq!(terminal.ends().0, 130);
    assert!(grades(&world).is_empty());
}

#[test]
fn the_window_may_change_at_any_moment() {
    let world = world();
    let mut terminal = Terminal::drill(&world, &["--new", "1"], &[]);
    terminal.sees("space answer  l learn").resize(40, 10).sees("0/1 Ownership").types(" ").sees("4 good 1 d");
    terminal.resize(5, 3).misses("good").sees("0-5").resize(200, 60).sees("2026-03-02").types("4");
    terminal.sees("the sitting is done").resize(80, 24).sees("next: 1 card on 2026-03-02").types("q");
    assert_eq!(terminal.ends().0, 0);
    assert_eq!(grades(&world), ["4"]);
}

#[test]
fn whatever_ends_it_the_terminal_is_restored_and_no_grade_is_lost() {
    for end in [None, Some(Signal::SIGINT), Some(Signal::SIGTERM), Some(Signal::SIGHUP)] {
        let world = world();
        let mut terminal = Terminal::drill(&world, &["--new", "3"], &[]);
        answer(&mut terminal, "4");
        terminal.sees("1 done").types(" ").sees("0 blackout");
        match end {
            None => terminal.types("\u{3}"),
            Some(signal) => terminal.signal(signal),
        };
        let (code, page) = terminal.ends();
        assert_eq!(code, 130, "{end:?}");
        assert!(page.contains("done: 1 card"), "{page}");
        assert_eq!(grades(&world), ["4"], "{end:?}");
    }
}

#[test]
fn a_stopped_sitting_goes_on() {
    let world = world();
    let mut terminal = Terminal::shell(&world, None, &[]);
    terminal.sees("ready>").types("drill --new 3\r");
    answer(&mut terminal, "4");
    terminal.sees("1 done").types(" ").sees("0 blackout").types("\u{1a}").is_full(false).sees("topped");
    terminal.types("echo between $((20 + 3))\r").sees("between 23");
    terminal.types("fg\r").is_full(true).sees("0 blackout").types("5").sees("2 done").types("q").is_full(false);
    terminal.sees("done: 2 cards").types("exit\r");
    terminal.ends();
    assert_eq!(grades(&world), ["4", "5"]);
}

#[test]
fn where_nobody_could_continue_it_nothing_stops() {
    let world = world();
    let mut terminal = Terminal::drill(&world, &["--new", "1"], &[]);
    terminal.sees("space answer").types("\u{1a}").sees("nobody could continue").types("q");
    assert_eq!(terminal.ends().0, 0);
}

#[test]
fn an_editor_has_the_terminal_for_itself() {
    let world = world();
    let editor = "#!/bin/sh\nprintf 'in the editor: '; read line; sed -i \"s/Exactly one binding/$line/\" \"$2\"\n";
    world.write("vi", editor);
    world.write("fails", "#!/bin/sh\nexit 3\n");
    let run = |name: &str, edit: &dyn Fn(&mut Terminal)| {
        let command = format!("sh {}", world.path(name).display());
        let mut terminal = Terminal::drill(&world, &["--new", "3"], &[("EDITOR", &command)]);
        // The card that asks for the owner is edited, wherever it comes.
        for _ in 0..3 {
            terminal.sees("space answer");
            if terminal.page().contains("Who owns a value?") {
                break;
            }
            let before = terminal.page();
            let question = before.lines().find(|line| line.contains('?')).unwrap().trim().to_owned();
            terminal.types("s").misses(&question);
        }
        edit(&mut terminal);
        terminal.types("q");
        assert_eq!(terminal.ends().0, 0);
    };
    run("fails", &|terminal| {
        terminal.types("e").sees("the editor").sees("Who owns a value?");
    });
    assert_eq!(world.read("home/decks/rust.md"), DECK);
    world.write("vi", editor.replace("$2", "$1"));
    run("vi", &|terminal| {
        terminal.types("e").is_full(false).sees("in the editor:").types("Just one\r").is_full(true);
        terminal.sees("Who owns a value?").types(" ").sees("Just one.");
    });
    assert!(world.read("home/decks/rust.md").contains("A: Just one."));
}

#[test]
fn key_points_are_written_on_the_screen_and_in_the_editor() {
    let world = World::alone("## Rust\n- [ ] Lifetimes (can explain elision)\n");
    let mut terminal = Terminal::drill(&world, &["--new", "1"], &[]);
    terminal.sees("bar: can explain elision").types("p").sees("key points › Lifetimes");
    terminal
        .types("\u{1b}[200~each input its own\nq 4 u\n\u{1b}[201~")
        .sees("2. q 4 u")
        .types("one for self\r")
        .sees("4.");
    terminal.types("\r").sees("space answer").types(" ").sees("a [ ] each input its own").sees("c [ ] one for self");
    terminal.types("ab").sees("[x] each input").sees("▸2 almost").types("u").types("q");
    assert_eq!(terminal.ends().0, 0);
    assert!(world.read("home/decks/own.md").contains("- q 4 u"));

    let world = World::alone("## Rust\n- [ ] Lifetimes (can explain elision)\n");
    world.write("ed", "#!/bin/sh\nprintf -- 'from the editor\\nand again\\n' >> \"$1\"\n");
    let command = format!("sh {}", world.path("ed").display());
    let mut terminal = Terminal::drill(&world, &["--new", "1"], &[("EDITOR", &command)]);
    terminal.sees("bar:").types("p").sees("key points").types("begun here\r").sees("2.").types("\u{5}");
    terminal.sees("space answer").types(" ").sees("begun here").sees("and again").types("q");
    assert_eq!(terminal.ends().0, 0);
}

#[test]
fn nothing_due_offers_what_else_there_is() {
    let world = world();
    world.run("drill --new 3").grades("444").anything().code(0);
    let mut terminal = Terminal::drill(&world, &[], &[]);
    terminal.sees("nothing is due").sees("that is all").types("q");
    let (code, page) = terminal.ends();
    assert_eq!(code, 0);
    assert!(page.contains("nothing is due\nnext: 3 cards on 2026-03-02, tomorrow"), "{page}");
}

#[test]
fn a_dumb_terminal_and_whoever_asks_for_it_get_lines() {
    let world = world();
    for (args, env) in [(&["--new", "1"][..], &[("TERM", "dumb")][..]), (&["--new", "1", "--plain"], &[])] {
        let mut terminal = Terminal::drill(&world, args, env);
        terminal.sees("enter: answer").is_full(false).types("q\r");
        assert_eq!(terminal.ends().0, 0);
    }
}

#[test]
fn how_sure_one_was_stands_in_the_log() {
    let world = world();
    world.run("drill config confidence true").anything().code(0);
    let mut terminal = Terminal::drill(&world, &["--new", "2"], &[]);
    terminal.sees("y/m/n sure, maybe, no").types("y").sees("0 blackout").types("1").sees("1 done");
    answer(&mut terminal, "4");
    terminal.sees("2 done").types("q");
    assert_eq!(terminal.ends().0, 0);
    let log = world.json("drill log --json");
    let said: Vec<_> = log.as_array().unwrap().iter().rev().filter(|it| it["kind"] == "grade").collect();
    assert_eq!((&said[0]["confidence"], &said[0]["grade"]), (&"sure".into(), &1.into()));
    assert!(said[1].get("confidence").is_none());
}

#[test]
fn plain_marks_and_no_colour() {
    let world = world();
    let mut terminal = Terminal::drill(&world, &["--new", "1", "--ascii"], &[("NO_COLOR", "1")]);
    terminal.sees("space answer").types(" ").sees("0 blackout");
    let page = terminal.page();
    assert!(page.is_ascii(), "{page}");
    terminal.types("q");
    assert_eq!(terminal.ends().0, 0);
}
