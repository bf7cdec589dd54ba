//! What drill does, measured.

use std::{process::Command, time::Instant};

use drill::{
    engine::{self, Home},
    model::{Grade, ItemKey},
};

use super::{
    home::{Filled, NOW},
    meter::Took,
    plain,
};

pub(crate) fn first_card(filled: &Filled) -> Took {
    filled.run(&["drill"]).unwrap()
}

pub(crate) fn due(filled: &Filled) -> Took {
    let began = Instant::now();
    filled.run(&["drill", "due", "--json"]);
    began.elapsed()
}

pub(crate) fn due_process(filled: &Filled) -> Took {
    let mut run = Command::new(env!("CARGO_BIN_EXE_drill"));
    run.args(["due", "--json"]).env("DRILL_HOME", &filled.root).env("DRILL_NOW", NOW);
    plain::run(&mut run)
}

pub(crate) fn first_load(filled: &Filled) -> Took {
    let folder = tempfile::tempdir().unwrap();
    let mut home = engine::open(folder.path(), filled.now).unwrap();
    home.store.add_deck_root(&filled.decks).unwrap();
    let began = Instant::now();
    home.refresh(filled.now).unwrap();
    began.elapsed()
}

pub(crate) struct Grading<'a> {
    filled: &'a Filled,
    home: Home,
    turns: plain::Turns,
}

impl<'a> Grading<'a> {
    pub(crate) fn new(filled: &'a Filled) -> Self {
        let home = engine::open(&filled.root, filled.now).unwrap();
        Self { filled, home, turns: plain::Turns::of(filled) }
    }

    pub(crate) fn grade(&mut self) -> Took {
        let (item, day) = self.turns.next();
        let writer = self.home.writer(self.filled.now, day);
        let began = Instant::now();
        writer.grade(ItemKey(item), Grade::GOOD, 9, None).unwrap();
        began.elapsed()
    }
}

pub(crate) struct Reloading<'a> {
    filled: &'a Filled,
    home: Home,
}

impl<'a> Reloading<'a> {
    pub(crate) fn new(filled: &'a Filled) -> Self {
        Self { filled, home: engine::open(&filled.root, filled.now).unwrap() }
    }

    pub(crate) fn reload(&mut self) -> Took {
        let began = Instant::now();
        self.home.refresh(self.filled.now).unwrap();
        began.elapsed()
    }
}
