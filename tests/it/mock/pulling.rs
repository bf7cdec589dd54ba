//! The cards that a mock asks for.

use super::{sprint, world};
use crate::world::World;

fn after_a_mock(lists: [&str; 2]) -> World {
    let world = world();
    // a and b are known, the others new.
    for id in ["a", "b"] {
        world.run(&format!("drill grade {id} 4")).anything().code(0);
    }
    world.day(2);
    for id in ["a", "b"] {
        world.run(&format!("drill grade {id} 4")).anything().code(0);
    }
    world.day(3).run("drill mock-design queue --minutes 15").types(&sprint(lists, "")).anything().code(0);
    world
}

#[test]
fn what_was_missed_comes_first_and_says_why() {
    let world = after_a_mock(["", ""]);
    let due = world.json("drill due --json");
    // Nothing is due; a and b are asked for, and a new card of the topic stands before the other new ones.
    assert_eq!((&due["due"], &due["extra"], &due["new"]), (&0.into(), &2.into(), &4.into()));
    assert_eq!(due["planned"], 6);
    world
        .run("drill")
        .grades("44")
        .types("q\n")
        .asks(
            "because of mock Design a queue: a? | because of mock Design a queue: b? | because of mock Design a queue: c?",
        )
        .code(0);
    // Graded as always: a pass ahead of its due day is practice.
    assert_eq!(world.memory("a"), "n 2, 6 days, 2.5, 2026-03-08, lapses 0");
    assert_eq!(world.json("drill due --json")["extra"], 0, "a pull ends with its answer");
    world.run("drill undo").prints("(b)").code(0);
    assert_eq!(world.json("drill due --json")["extra"], 1, "and comes back with it");
}

#[test]
fn only_what_was_missed_is_pulled() {
    let world = after_a_mock(["1", "all"]);
    world.run("drill --new 0").types("q\n").asks("because of mock Design a queue: b?").code(0);
}

#[test]
fn a_pull_ends_after_a_week_and_with_its_mock() {
    let world = after_a_mock(["", "all"]);
    for (day, extra) in [(4, 2), (7, 2), (10, 0), (11, 0)] {
        // From the eighth on both are due anyway.
        assert_eq!(world.day(day).json("drill due --json")["extra"], extra, "on day {day}");
    }
    world.day(7).run("drill undo").anything().code(0);
    assert_eq!(world.json("drill due --json")["extra"], 0);
    world.run("drill redo").anything().code(0);
    assert_eq!(world.json("drill due --json")["extra"], 2);
    // On the eleventh no word of the mock is left.
    world.day(11).run("drill --new 0").grades("44").types("q\n").never_says("because of mock").anything().code(0);
}

#[test]
fn new_cards_of_a_mock_keep_to_the_limit_of_the_day() {
    let world = after_a_mock(["all", ""]);
    world.run("drill config new 1").anything().code(0);
    assert_eq!(world.json("drill due --json")["planned"], 1);
    world.run("drill").grades("4").types("q\n").asks("because of mock Design a queue: c?").code(0);
    world.run("drill config new 0").anything().code(0);
    assert_eq!(world.json("drill due --json")["planned"], 0);
}

#[test]
fn who_practises_something_else_is_not_interrupted() {
    let world = after_a_mock(["", ""]);
    world.run("drill --ahead 30").types("q\n").never_says("because of mock").anything().code(0);
    world.run("drill --topic ownership").types("q\n").never_says("because of mock").anything().code(0);
}
