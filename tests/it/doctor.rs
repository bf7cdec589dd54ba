//! `drill doctor`

use rusqlite::Connection;

use crate::{sitting::topic, world::World};

fn world() -> World {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b"));
    for (day, line) in [(1, "grade a 4"), (1, "grade b 2"), (2, "grade a 5"), (2, "grade b 4")] {
        world.day(day).run(&format!("drill {line}")).anything().code(0);
    }
    world
}

fn damage(world: &World, sql: &str) {
    let database = Connection::open(world.path("home/drill.db")).unwrap();
    assert!(database.execute(sql, []).unwrap() > 0, "{sql}");
}

#[test]
fn all_is_well() {
    World::new().run("drill doctor").prints("").never_prints("wrong").code(0);
    let world = world();
    let found = world.json("drill doctor --json");
    assert!(found.as_array().unwrap().iter().all(|it| it["weight"] != "wrong"), "{found}");
    world.run("drill doctor").prints("every memory and every box comes out of the log as it stands").code(0);
}

#[test]
fn what_does_not_come_out_of_the_log_is_found_and_mended() {
    for sql in [
        "UPDATE item SET repetitions = 9 WHERE id = 'a'",
        "UPDATE item SET due = due + 5 WHERE id = 'b'",
        "UPDATE item SET seen = seen - 1 WHERE id = 'a'",
        "UPDATE item SET suspended = 1 WHERE id = 'b'",
        "DELETE FROM answer",
        "UPDATE answer SET kind = 2",
        "UPDATE day_sum SET recalled = recalled + 7",
        "DELETE FROM day_sum",
    ] {
        let world = world();
        let before = world.json("drill cards --topic rust --json");
        damage(&world, sql);
        world.run("drill doctor").prints("not what the log says: ").prints("drill doctor --mend").code(1);
        world.run("drill doctor --mend").prints("folded again: ").code(0);
        assert_eq!(world.json("drill cards --topic rust --json"), before, "{sql}");
        world.run("drill doctor").never_prints("wrong").code(0);
    }
}

#[test]
fn answers_from_the_future_are_found_and_taken_back_when_told() {
    let world = world();
    world.now("2027-01-01T09:00:00+00:00").run("drill grade a 5").anything().code(0);
    world.day(3);
    world.run("drill doctor").prints("today is 2026-03-03, but 1 answer").prints("2027-01-01").code(1);
    assert_eq!(world.card("a")["review_count"], 3, "only told");
    world.run("drill doctor --mend").prints("1 answer").code(0);
    assert_eq!(world.memory("a"), "n 2, 6 days, 2.6, 2026-03-08, lapses 0");
    world.run("drill doctor").never_prints("wrong").code(0);
}

#[test]
fn a_box_that_waits_for_the_next_sync_is_a_note() {
    let world = world();
    world.day(3).run("drill --no-tick").grades("4").types("\n").prints("box earned").anything().code(0);
    let found = world.json("drill doctor --json");
    let tracker = found.as_array().unwrap().iter().find(|it| it["about"] == "tracker").unwrap();
    assert_eq!(tracker["weight"], "note", "{found}");
    world.run("drill doctor").prints("1 box waits for the next sync").code(0);
}

#[test]
fn a_restored_tracker_and_a_broken_deck_are_findings() {
    let world = world();
    world.change("tracker.md", "- [ ] Ownership", "- [x] Ownership").change(
        "tracker.md",
        "- [ ] Dropout",
        "- [x] Dropout",
    );
    world.run("drill doctor").prints("looks restored").code(1);
    let world = world_with_a_broken_deck();
    world.run("drill doctor").prints("decks: /w/home/decks/bad.md has cards that cannot be read\n").code(1);
}

fn world_with_a_broken_deck() -> World {
    let world = world();
    world.write("home/decks/bad.md", "Q: lost?\n\nQ: kept?\nA: yes\n");
    world
        .run("drill tracker sync")
        .says("warning: /w/home/decks/bad.md:1:1: question without an answer")
        .anything()
        .code(0);
    world
}

#[test]
fn a_missing_tracker_is_wrong() {
    let world = world();
    std::fs::remove_file(world.path("tracker.md")).unwrap();
    world.run("drill doctor").prints("/w/tracker.md").code(1);
}
