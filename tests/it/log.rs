//! `drill log`

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{sitting::topic, world::World};

fn world() -> World {
    World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b"))
}

fn entries(world: &World) -> Vec<Value> {
    world.json("drill log --limit 1000 --json").as_array().unwrap().clone()
}

#[test]
fn what_happened_newest_first_with_what_was_taken_back_in_parentheses() {
    let world = world();
    world.run("drill grade a 4").anything().code(0);
    world.day(2).run("drill suspend b").anything().code(0);
    world.run("drill undo").anything().code(0);
    let done = world.run("drill log --limit 3").anything().code(0);
    let lines: Vec<&str> = done.out.lines().collect();
    assert!(lines[0].starts_with("2026-03-02 09:00  retract"), "{lines:?}");
    assert_eq!(lines[1], "2026-03-02 09:00  (suspend)  b b?");
    assert!(lines[2].starts_with("2026-03-01 09:00  grade") && lines[2].ends_with("4 good a a?"), "{lines:?}");
}

#[test]
fn the_log_only_grows() {
    let world = world();
    let mut before = entries(&world);
    for line in ["drill grade a 4", "drill undo", "drill redo", "drill grade a 1", "drill suspend b", "drill undo"] {
        world.run(line).anything().code(0);
        let after = entries(&world);
        let same = |one: &Value, other: &Value| {
            one["id"] == other["id"] && one["kind"] == other["kind"] && one["at"] == other["at"]
        };
        assert!(after.len() > before.len(), "{line}");
        let old = &after[after.len() - before.len()..];
        assert!(old.iter().zip(&before).all(|(one, other)| same(one, other)), "{line}");
        before = after;
    }
}

#[test]
fn every_entry_has_id_counter_instant_day_and_device() {
    let world = world();
    world.now("2026-03-05T02:30:00+05:30").run("drill grade a 4").anything().code(0);
    world.run("drill grade b 2").anything().code(0);
    let all = entries(&world);
    let counters: Vec<u64> = all.iter().map(|entry| entry["counter"].as_u64().unwrap()).collect();
    assert!(counters.windows(2).all(|two| two[0] == two[1] + 1), "one above the highest: {counters:?}");
    assert_eq!(all.iter().map(|entry| entry["id"].as_str().unwrap()).collect::<BTreeSet<_>>().len(), all.len());
    assert_eq!((&all[0]["at"], &all[0]["day"]), (&"2026-03-05T02:30:00.000+05:30".into(), &"2026-03-04".into()));
    assert!(all.iter().all(|entry| !entry["device"].as_str().unwrap().is_empty()));
}

#[test]
fn ids_of_entries_never_come_from_the_seed() {
    let ids = || {
        let world = world();
        world.run("drill grade a 4").anything().code(0);
        entries(&world)[0]["id"].clone()
    };
    assert_ne!(ids(), ids());
}

#[test]
fn earned_and_lost_name_the_review_that_caused_them() {
    let world = world();
    for (day, line) in [(1, "grade a 4"), (1, "grade b 4"), (2, "grade a 4"), (2, "grade b 4"), (8, "grade a 0")] {
        world.day(day).run(&format!("drill {line}")).anything().code(0);
    }
    let all = entries(&world);
    for (kind, cause) in [("earned", "4"), ("lost", "0")] {
        let entry = all.iter().find(|entry| entry["kind"] == kind).unwrap();
        let review = all.iter().find(|other| other["id"] == entry["target"]).unwrap();
        assert_eq!((&review["kind"], review["grade"].to_string()), (&"grade".into(), cause.to_owned()));
        assert_eq!(entry["action"], false);
    }
}

#[test]
fn of_one_card_and_so_many() {
    let world = world();
    for line in ["grade a 4", "grade b 4", "suspend a"] {
        world.run(&format!("drill {line}")).anything().code(0);
    }
    let of = |line: &str| world.json(line).as_array().unwrap().len();
    assert_eq!(of("drill log --card a --json"), 2);
    assert_eq!(of("drill log --limit 1 --json"), 1);
    assert_eq!(of("drill log --limit 0 --json"), 0);
    World::new().run("drill log").out("").code(0);
}

#[test]
fn the_database_itself_refuses_to_change_the_log() {
    let world = world();
    world.run("drill grade a 4").anything().code(0);
    let database = rusqlite::Connection::open(world.path("home/drill.db")).unwrap();
    for sql in ["UPDATE log SET grade = 5", "DELETE FROM log", "UPDATE log SET day = day - 1"] {
        assert!(database.execute(sql, []).unwrap_err().to_string().contains("append-only"), "{sql}");
    }
    let mode: String = database.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_document_holds_the_whole_log_and_text_says_that_there_is_more() {
    let world = world();
    for _ in 0..15 {
        for line in ["suspend b", "resume b"] {
            world.run(&format!("drill {line}")).anything().code(0);
        }
    }
    let all = world.json("drill log --json");
    let all = all.as_array().unwrap();
    assert_eq!(all.last().unwrap()["counter"], 1, "the first entry is the last of the list");
    assert_eq!(all.len() as u64, all[0]["counter"].as_u64().unwrap());
    let few = world.json("drill log --limit 3 --json");
    assert_eq!(few.as_array().unwrap()[..], all[..3]);
    assert_eq!(world.json("drill log --limit 0 --json"), serde_json::json!([]));
    let of_card = world.json("drill log --card b --limit 2 --json");
    assert_eq!(of_card.as_array().unwrap()[..], all[..2]);
    assert_eq!(world.json("drill log --card a --json"), serde_json::json!([]));
    let done =
        world.run("drill log").says("older entries exist: `drill log --limit 100` shows more\n").anything().code(0);
    assert_eq!(done.out.lines().count(), 20);
    let done = world.run("drill log --limit 1000").anything().code(0);
    assert_eq!((done.out.lines().count(), done.err.as_str()), (all.len(), ""));
}
