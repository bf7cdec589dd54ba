//! `drill undo`, `drill redo`

use crate::{sitting::topic, world::World};

fn world() -> World {
    World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b c"))
}

/// All that a learner would miss.
fn state(world: &World) -> String {
    let cards = world.json("drill cards --topic rust --json");
    format!("{cards} {} {}", world.json("drill topics --all --json"), world.read("tracker.md"))
}

#[test]
fn undo_reaches_over_any_distance_newest_first() {
    let world = world();
    for (day, line) in [(1, "grade a 4"), (1, "grade b 2"), (2, "grade a 5"), (9, "grade c 3")] {
        world.day(day).run(&format!("drill {line}")).anything().code(0);
    }
    world.day(30);
    for told in [
        "took back: grade 3 hard of \"c?\" (c), 2026-03-09 09:00\n",
        "took back: grade 5 easy of \"a?\" (a), 2026-03-02 09:00\n",
        "took back: grade 2 almost of \"b?\" (b), 2026-03-01 09:00\n",
        "took back: grade 4 good of \"a?\" (a), 2026-03-01 09:00\n",
    ] {
        world.run("drill undo").out(told).code(0);
    }
    for id in ["a", "b", "c"] {
        assert_eq!(world.memory(id), "n 0, 0 days, 2.5, never, lapses 0");
    }
}

#[test]
fn undo_and_redo_come_back_to_every_state() {
    let world = world();
    let mut states = Vec::new();
    let days = [
        (1, "grade a 4"),
        (1, "grade a 1"),
        (1, "suspend b"),
        (2, "grade a 5"),
        (2, "grade b 0"),
        (2, "resume b"),
        (3, "grade c 4"),
        (4, "grade a 2"),
        (4, "grade b 4"),
    ];
    for (day, line) in days {
        world.day(day);
        states.push(state(&world));
        world.run(&format!("drill {line}")).anything().code(0);
    }
    let last = state(&world);
    world.day(20);
    for (at, before) in states.iter().enumerate().rev() {
        world.run("drill undo").anything().code(0);
        assert_eq!(&state(&world), before, "before {}", days[at].1);
    }
    for after in states.iter().skip(1).chain([&last]) {
        world.run("drill redo").anything().code(0);
        assert_eq!(&state(&world), after);
    }
    world
        .run("drill redo")
        .err("error: there is nothing to bring back: nothing was undone, or something new was done since\n")
        .code(1);
    world.run("drill doctor").never_prints("wrong").code(0);
}

#[test]
fn something_new_closes_the_way_to_redo() {
    let world = world();
    world.run("drill grade a 4").anything().code(0);
    world.run("drill undo").anything().code(0);
    world.run("drill grade b 4").anything().code(0);
    world.run("drill redo").says("error: there is nothing to bring back").code(1);
    assert_eq!(world.card("a")["review_count"], 0);
    world.run("drill undo").prints("took back: grade 4 good of \"b?\"").code(0);
    // That it was itself undone and brought back does not open it again.
    world.run("drill redo").prints("brought back: grade 4 good of \"b?\"").code(0);
    world.run("drill redo").says("error: there is nothing to bring back").code(1);
    assert_eq!(world.card("a")["review_count"], 0);
}

#[test]
fn nothing_to_take_back() {
    World::new().run("drill undo").says("error: there is nothing to take back\n").code(1);
    World::new().run("drill redo").says("error: there is nothing to bring back").code(1);
}

#[test]
fn setting_aside_is_taken_back_as_well() {
    let world = world();
    world.run("drill suspend a").anything().code(0);
    world.run("drill undo").prints("took back: setting aside \"a?\" (a)").code(0);
    assert_eq!(world.card("a")["suspended"], false);
    world.run("drill redo").prints("brought back: setting aside").code(0);
    assert_eq!(world.card("a")["suspended"], true);
}

#[test]
fn undo_works_under_any_clock() {
    let world = world();
    world.day(20).run("drill grade a 4").anything().code(0);
    world.day(3).run("drill undo").prints("took back: grade 4").code(0);
    assert_eq!(world.memory("a"), "n 0, 0 days, 2.5, never, lapses 0");
    world.run("drill grade a 4").anything().code(0);
    assert_eq!(world.card("a")["reviews"][0]["day"], "2026-03-03");
}

#[test]
fn a_repeat_is_taken_back_alone_and_a_review_with_what_it_did() {
    let world = world();
    world.run("drill grade a 4").anything().code(0);
    let once = world.memory("a");
    world.run("drill grade a 0").anything().code(0);
    assert_eq!(world.json("drill due --json")["learning_again"], 1);
    world.run("drill undo").anything().code(0);
    assert_eq!((world.memory("a"), world.json("drill due --json")["learning_again"].clone()), (once, 0.into()));
}

#[test]
fn taking_back_practice_restores_the_day_last_seen() {
    let world = world();
    world.run("drill grade a 4").anything().code(0);
    world.day(2).run("drill grade a 4").anything().code(0);
    world.day(4).run("drill grade a 4").anything().code(0);
    assert_eq!(world.card("a")["memory"]["seen"], "2026-03-04");
    world.run("drill undo").anything().code(0);
    assert_eq!(world.card("a")["memory"]["seen"], "2026-03-02");
    world.run("drill grade a 5").prints("practice").code(0);
}

#[test]
fn learning_is_an_action_too() {
    let world = world();
    world.run("drill").types("l\nq\n").anything().code(0);
    assert_eq!(world.json("drill due --json")["learning_again"], 1);
    world.run("drill undo").prints("took back: a first look at \"a?\" (a)").code(0);
    assert_eq!(world.json("drill due --json")["learning_again"], 0);
    world.run("drill").types("l\nq\n").says("nothing to rate now").asks("new: a?").code(0);
}
