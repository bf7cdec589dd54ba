//! Input that ends anywhere, readers that go away, outputs without room.

use std::{
    fs::OpenOptions,
    io::{Read, Write},
    process::Stdio,
};

use super::place::Place;

const VERBS: [&[&str]; 16] = [
    &[],
    &["due", "--json"],
    &["topics"],
    &["cards"],
    &["card", "bias-variance-decomposition"],
    &["report"],
    &["log"],
    &["tracker"],
    &["tracker", "check"],
    &["tracker", "sync"],
    &["deck", "list"],
    &["config"],
    &["doctor"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
];

#[test]
fn the_input_may_end_anywhere() {
    let table = [
        ("", 0),
        ("\n", 0),
        ("\n4", 1),
        ("\n4\n", 1),
        ("\n4\n\n", 1),
        ("\n4\n\n3", 2),
        ("4\n4\n", 0),
        ("\n4\nu", 0),
        ("p\nhalf a point", 0),
        ("?\n\0\n\u{1b}[A\n99999999999\n-1\n4.0\n٤\n", 0),
        (" \n 4 \n", 1),
        ("\r\n4\r\n", 1),
    ];
    for (lines, grades) in table {
        let place = Place::new();
        place.types([""; 0], lines).is_fine();
        assert_eq!(place.grades().len(), grades, "{lines:?}");
    }
}

#[test]
fn a_key_line_without_end_is_no_key() {
    let place = Place::new();
    let done = place.types([""; 0], &format!("\n{}\n4\nq\n", "4".repeat(3_000_000)));
    done.is_fine();
    assert_eq!(place.grades().len(), 1);
    assert!(done.err.len() < 100_000, "{}", done.err.len());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let place = Place::new();
    place.types([""; 0], "\n4\n").is_fine();
    for verb in VERBS {
        let mut child = place.command(verb).spawn().unwrap();
        drop(child.stdout.take());
        let _ = child.stdin.take().unwrap().write_all(b"\n4\nq\n");
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{verb:?}: {said}");
        assert!(!said.contains("error: "), "{verb:?}: {said}");
    }
    assert_eq!(place.grades().len(), 2);
}

#[test]
fn nobody_need_listen_to_the_prompts() {
    let place = Place::new();
    for grades in 1..=3 {
        let mut child = place.command([""; 0]).spawn().unwrap();
        drop(child.stderr.take());
        child.stdin.take().unwrap().write_all(b"\n4\nq\n").unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0));
        assert!(String::from_utf8(done.stdout).unwrap().starts_with("done: 1 card"));
        assert_eq!(place.grades().len(), grades);
    }
}

#[test]
fn an_output_without_room_is_said_and_nothing_graded_is_lost() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: this system has no /dev/full");
        return;
    };
    let place = Place::new();
    place.good("bias-variance-decomposition");
    for verb in VERBS.iter().filter(|verb| !verb.is_empty() && **verb != ["--help"]) {
        let mut command = place.command(*verb);
        let done = command.stdout(Stdio::from(full.try_clone().unwrap())).output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(1), "{verb:?}: {said}");
        assert!(said.contains("error: cannot write the output\ncaused by: no space left"), "{verb:?}: {said}");
    }
    let mut child = place.command([""; 0]).stdout(Stdio::from(full)).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"\n4\nq\n").unwrap();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(1));
    assert_eq!(place.grades().len(), 2);
}
