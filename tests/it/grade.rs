//! `drill grade`: one answer without a sitting.

use crate::{sitting::topic, world::World};

fn world() -> World {
    World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b c"))
}

#[test]
fn grades_are_numbers_or_words() {
    let table = [
        ("0", 0, "0 blackout"),
        ("1", 1, "1 wrong"),
        ("2", 2, "2 almost"),
        ("3", 3, "3 hard"),
        ("4", 4, "4 good"),
        ("5", 5, "5 easy"),
        ("again", 1, "1 wrong"),
        ("hard", 3, "3 hard"),
        ("good", 4, "4 good"),
        ("easy", 5, "5 easy"),
        ("GOOD", 4, "4 good"),
    ];
    for (typed, grade, told) in table {
        let world = world();
        world.run(&format!("drill grade a {typed}")).out(&format!("a: {told} (review); due 2026-03-02  a?\n")).code(0);
        assert_eq!(world.card("a")["reviews"][0]["grade"], grade, "{typed}");
    }
}

#[test]
fn anything_else_is_no_grade_and_nothing_is_written() {
    for typed in ["6", "-1", "4.0", "goood", "''", "44", "४"] {
        let world = world();
        let before = world.tree();
        world
            .run(&format!("drill grade a -- {typed}"))
            .says("a grade is 0..5, or again, hard, good, easy (1, 3, 4, 5)\n")
            .code(2);
        assert!(world.tree() == before, "{typed}");
    }
    world().run("drill grade a").says("error: ").code(2);
}

#[test]
fn review_again_and_practice() {
    let world = world();
    world.run("drill grade a 4").out("a: 4 good (review); due 2026-03-02  a?\n").code(0);
    world.run("drill grade a 0").out("a: 0 blackout (again today: nothing moves); due 2026-03-02  a?\n").code(0);
    assert_eq!(world.memory("a"), "n 1, 1 days, 2.5, 2026-03-02, lapses 0");
    world.day(2).run("drill grade a 4").anything().code(0);
    world.day(5).run("drill grade a 5").out("a: 5 easy (practice: the due day stays); due 2026-03-08  a?\n").code(0);
    assert_eq!(world.memory("a"), "n 2, 6 days, 2.5, 2026-03-08, lapses 0");
    world.day(6).run("drill grade a 2").out("a: 2 almost (review); due 2026-03-07  a?\n").code(0);
    assert_eq!(world.memory("a"), "n 0, 1 days, 2.18, 2026-03-07, lapses 1");
    let kinds: Vec<String> =
        world.card("a")["reviews"].as_array().unwrap().iter().map(|it| it["kind"].to_string()).collect();
    assert_eq!(kinds, ["\"review\"", "\"again\"", "\"review\"", "\"practice\"", "\"review\""]);
}

/// Days after the first of March, grades, and the memory after each, by the rules of 1990.
#[test]
fn the_schedule_is_exact() {
    let world = world();
    let table = [
        (0, 4, "n 1, 1 days, 2.5, 2026-03-02, lapses 0"),
        (1, 5, "n 2, 6 days, 2.6, 2026-03-08, lapses 0"),
        (7, 5, "n 3, 16 days, 2.7, 2026-03-24, lapses 0"),
        (23, 3, "n 4, 44 days, 2.56, 2026-05-07, lapses 0"),
        // Late: no bonus.
        (90, 4, "n 5, 113 days, 2.56, 2026-09-20, lapses 0"),
        (203, 1, "n 0, 1 days, 2.02, 2026-09-21, lapses 1"),
        (204, 0, "n 0, 1 days, 1.3, 2026-09-22, lapses 1"),
        (205, 4, "n 1, 1 days, 1.3, 2026-09-23, lapses 1"),
        (206, 4, "n 2, 6 days, 1.3, 2026-09-29, lapses 1"),
        (212, 4, "n 3, 8 days, 1.3, 2026-10-07, lapses 1"),
    ];
    for (day, grade, memory) in table {
        world.days_later(day).run(&format!("drill grade b {grade}")).anything().code(0);
        assert_eq!(world.memory("b"), memory, "day {day}");
    }
}

#[test]
fn intervals_come_from_integers() {
    let world = world();
    for day in [0, 1, 7, 24, 73] {
        world.days_later(day).run("drill grade c 5").anything().code(0);
    }
    // 17 x 2.80 = 47.6 -> 48; 48 x 2.90 = 139.2 -> 140; 140 x 3.00 = 420, and never 421.
    world.days_later(73 + 140).run("drill grade c 5").anything().code(0);
    assert_eq!(world.card("c")["memory"]["interval_days"], 420);
}

#[test]
fn a_clock_that_went_back_is_refused_with_a_sentence() {
    let world = world();
    world.day(5).run("drill grade a 4").anything().code(0);
    let memory = world.memory("a");
    world.day(4).run("drill grade a 4").says("error: ").says("hint: set the clock right").code(1);
    assert_eq!((world.memory("a"), world.answered().len()), (memory, 1));
    world.run("drill grade b 4").anything().code(0);
}

#[test]
fn the_document_is_that_of_card() {
    let world = world();
    let told = world.json("drill grade a 4 --json");
    assert_eq!(told, world.card("a"));
}

#[test]
fn a_grade_is_at_once_in_the_next_sitting() {
    let world = world();
    world.run("drill grade a 2").anything().code(0);
    world.run("drill").grades("444").types("\n").asks("new: b? | new: c? | again: a?").code(0);
}

#[test]
fn suspended_cards_come_in_no_sitting_until_they_are_resumed() {
    let world = world();
    world.run("drill suspend a").out("a: set aside  a?\n").code(0);
    world.run("drill suspend a").out("a: was set aside already  a?\n").code(0);
    world.run("drill").types("s\ns\n").asks("new: b? | new: c?").code(0);
    assert_eq!(world.card("a")["suspended"], true);
    world.run("drill resume a").out("a: back in use  a?\n").code(0);
    world.run("drill resume a").out("a: was in use already  a?\n").code(0);
    world.run("drill").types("q\n").asks("new: a?").code(0);
}
