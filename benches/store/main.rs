//! How fast drill is, beside a plain rusqlite program that does the same work in the same run.
//!
//! `docs/speed.md` says what is measured and how to run it. Everything lies in temporary folders.
#![allow(clippy::disallowed_methods, reason = "a measurement asks how long it took")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a measurement that fails may stop"
)]

mod decks;
mod drills;
mod history;
mod home;
mod meter;
mod plain;
mod reports;

use std::{env, path::Path, process::ExitCode};

use home::{Filled, Size};
use meter::{Meter, Question};

/// The first argument with which this program starts itself as a plain `due` process.
const PLAIN_DUE: &str = "plain-due";
/// With this first argument it fills a home in a folder that stays, to be looked at by hand.
const FILL: &str = "fill";

const BIG: Size = Size { files: 1_000, cards: 100, answers: 1_000_000 };

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    if let [_, verb, root, day] = &arguments[..]
        && verb == PLAIN_DUE
    {
        plain::due(Path::new(root), day.parse().unwrap());
        return ExitCode::SUCCESS;
    }
    if let [_, verb, folder] = &arguments[..]
        && verb == FILL
    {
        Filled::in_folder(Path::new(folder), BIG);
        return ExitCode::SUCCESS;
    }
    // Under `cargo test` everything runs once, on homes that are made in a moment.
    let (small, big) = match arguments.iter().any(|word| word == "--bench") {
        true => (Size { files: 10, answers: 10_000, ..BIG }, BIG),
        false => (Size { files: 2, cards: 10, answers: 200 }, Size { files: 4, cards: 10, answers: 400 }),
    };
    let mut meter = Meter::from_arguments();
    for (name, size) in [("small", small), ("big", big)] {
        let filled = Filled::new(size);
        if name == "small" {
            filled.assert_sound();
        }
        measure(&mut meter, name, &filled);
    }
    meter.finish();
    ExitCode::SUCCESS
}

fn measure(meter: &mut Meter, home: &'static str, filled: &Filled) {
    let ask = |what, at_most| Question { what, home, at_most: Some(at_most) };
    // Of a few files the fixed work is most: to compare the decks in the program, to look for the folders.
    let files = |what, at_most| Question { what, home, at_most: (home == "big").then_some(at_most) };
    meter.compare(ask("start to first card", 1.5), || drills::first_card(filled), || plain::first_card(filled));
    meter.compare(ask("due", 1.5), || drills::due(filled), || plain::timed_due(filled));
    let plain_process = || plain::due_process(filled, PLAIN_DUE);
    meter.compare(ask("due as a process", 1.5), || drills::due_process(filled), plain_process);
    reports::measure(meter, home, filled);
    let (ours, theirs) = (filled.copy(), filled.copy());
    let (mut drill, mut plain) = (drills::Grading::new(&ours), plain::Grading::new(&theirs));
    meter.compare(ask("one grade", 1.3), || drill.grade(), || plain.grade());
    let (mut drill, mut plain) = (drills::Reloading::new(&ours), plain::Reloading::new(&theirs));
    meter.compare(files("unchanged reload", 1.5), || drill.reload(), || plain.reload());
    let rows = plain::Rows::of(filled);
    meter.compare(files("first load", 2.0), || drills::first_load(filled), || plain::first_load(filled, &rows));
}
