//! Exit codes, and the form of what is said.

use std::process::{Command, Stdio};

use rusqlite::Connection;

use crate::{sitting::topic, world::World};

fn world() -> World {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b"));
    world.run("drill grade a 4").anything().code(0);
    world
}

/// Command lines that go wrong, with their exit codes.
const WRONG: [(&str, u8); 24] = [
    ("drill card nosuch", 1),
    ("drill grade nosuch 4", 1),
    ("drill grade a 9", 2),
    ("drill --topic nosuch", 1),
    ("drill cards --topic nosuch", 1),
    ("drill config nosuch", 1),
    ("drill config minutes -5", 1),
    ("drill tracker link /w/none.md", 1),
    ("drill tracker check /w/none.md", 1),
    ("drill tracker map 99 dropout", 1),
    ("drill tracker repair /w/none.md", 1),
    ("drill deck add /w/none", 1),
    ("drill deck remove /w/none", 1),
    ("drill deck check /w/none.md", 1),
    ("drill backup /w/home/drill.db", 1),
    ("drill restore /w/none.db", 1),
    ("drill redo", 1),
    ("drill log --card nosuch", 1),
    ("drill nosuch", 2),
    ("drill --nosuch", 2),
    ("drill --limit x", 2),
    ("drill grade a", 2),
    ("drill tracker sync --mine --file", 2),
    ("drill due --short --json", 2),
];

#[test]
fn errors_have_one_form() {
    let world = world();
    for (line, code) in WRONG {
        let done = world.run(line).says("error: ").out("").code(code);
        if code == 2 {
            continue;
        }
        for said in done.err.lines() {
            let (word, text) = said.split_once(": ").unwrap_or_else(|| panic!("{line}: {said}"));
            assert!(["error", "caused by", "hint"].contains(&word), "{line}: {said}");
            let first = text.chars().next().unwrap();
            assert!(!first.is_uppercase(), "{line}: {said}");
            for debug in ["Os {", "Some(", "None)", "Err(", "kind:", "ErrorKind", "\\\\", "::"] {
                assert!(!said.contains(debug), "{line}: a debug form: {said}");
            }
            assert!(!said.ends_with('.'), "{line}: {said}");
        }
        assert!(done.err.starts_with("error: "), "{line}");
    }
    assert_eq!(world.answered(), ["a"], "nothing was done");
}

#[test]
fn the_real_binary_ends_with_the_same_codes() {
    let world = world();
    for (line, code) in [WRONG[0], WRONG[5], WRONG[18], WRONG[19]] {
        world.run(line).really().says("error: ").out("").code(code);
    }
    world.run("drill due --json").really().prints("\"planned\"").code(0);
    world.run("drill --help").really().prints("Usage: drill").code(0);
}

#[test]
fn variables_that_cannot_be_read_are_usage_errors() {
    let world = World::new();
    for (name, value) in
        [("DRILL_NOW", "yesterday"), ("DRILL_NOW", "2026-03-01"), ("DRILL_SEED", "x"), ("DRILL_PACE", "fast")]
    {
        world.run("drill due").with(name, value).says(&format!("error: {name} is '{value}'")).code(2);
    }
    world
        .run("drill due --json")
        .with("DRILL_NOW", "2031-05-06T03:59:00+02:00")
        .prints("\"day\": \"2031-05-05\"")
        .code(0);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let world = world();
    for line in ["cards", "topics --all", "report", "due", "completions bash", "deck check --strict"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_drill"))
            .args(line.split(' '))
            .env_clear()
            .env("DRILL_HOME", world.path("home"))
            .env("DRILL_NOW", "2026-03-01T09:00:00Z")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{line}");
        assert_eq!(done.status.code(), Some(0), "{line}");
    }
}

#[test]
fn a_database_of_garbage_is_the_users_matter_and_is_left_alone() {
    let world = World::new();
    world.write(
        "home/drill.db",
        "these are words and no database, and there are many of them in this file\n".repeat(100),
    );
    let before = world.bytes("home/drill.db");
    for line in ["drill", "drill due", "drill grade a 4", "drill doctor", "drill undo"] {
        world.run(line).says("error: ").says("/w/home/drill.db").says("hint: move the file away").code(1);
    }
    assert_eq!(world.bytes("home/drill.db"), before);
}

#[test]
fn a_database_of_a_newer_drill_is_left_alone() {
    let world = world();
    Connection::open(world.path("home/drill.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = world.bytes("home/drill.db");
    for line in ["drill", "drill due", "drill grade a 4"] {
        world.run(line).says("error: ").says("hint: update drill; the file was not touched").code(1);
    }
    assert_eq!(world.bytes("home/drill.db"), before);
}

#[test]
fn what_drill_never_writes_is_our_fault() {
    let world = world();
    let database = Connection::open(world.path("home/drill.db")).unwrap();
    database.pragma_update(None, "ignore_check_constraints", true).unwrap();
    assert_eq!(database.execute("UPDATE item SET form = 'poem' WHERE id = 'a'", []).unwrap(), 1);
    drop(database);
    world.run("drill card a").says("error: ").says("hint: `drill doctor` checks the database").code(70);
}

#[test]
fn clean_text_only() {
    let world = world();
    world.run("drill card 'no\u{1b}[31msuch'").says("error: no card is called 'no[31msuch'").code(1);
    world.run("drill --topic '\u{9b}2Jx'").says("error: no topic is called '2Jx'").code(1);
}

#[test]
fn without_a_home_of_its_own_the_data_directory_is_used() {
    let world = World::new();
    let run = |vars: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_drill"));
        command.env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        for (name, folder) in vars {
            command.env(name, world.path(folder));
        }
        command.status().unwrap()
    };
    assert_eq!(run(&[("HOME", "me"), ("XDG_DATA_HOME", "data")]).code(), Some(0));
    assert!(world.has("data/drill/drill.db") && world.has("data/drill/tracker.md"));
    assert_eq!(run(&[("HOME", "me")]).code(), Some(0));
    #[cfg(target_os = "linux")]
    assert!(world.has("me/.local/share/drill/drill.db"));
}

#[test]
fn a_clock_that_runs_faster_is_shown_on_screen() {
    let world = world();
    world
        .run("drill --new 1")
        .with("DRILL_PACE", "60")
        .types("q\n")
        .says("the clock runs 60 times as fast")
        .anything()
        .code(0);
    world.run("drill --new 1").really().types("q\n").never_says("times as fast").anything().code(0);
}
