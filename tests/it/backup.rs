//! `drill backup`, `drill restore`

use crate::{sitting::topic, world::World};

fn world() -> World {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b"));
    world.run("drill grade a 4").anything().code(0);
    world
}

#[test]
fn a_backup_brings_everything_back_and_the_present_is_kept() {
    let world = world();
    world.run("drill backup /w/copy.db").prints("/w/copy.db").anything().code(0);
    let then = world.json("drill cards --json");
    world.day(2).run("drill grade a 0").anything().code(0);
    let now = world.json("drill cards --json");
    let done = world.run("drill restore /w/copy.db").anything().code(0);
    assert_eq!(world.json("drill cards --json"), then);
    let kept = world.tree().into_keys().find(|name| name.starts_with("home/backups/before-restore")).unwrap();
    assert!(done.out.contains(&kept), "{}", done.out);
    world.run(&format!("drill restore /w/{kept}")).anything().code(0);
    assert_eq!(world.json("drill cards --json"), now);
    world.run("drill doctor").never_prints("wrong").anything().code(0);
}

#[test]
fn a_file_that_exists_is_not_written_over() {
    let world = world().file("mine.txt", "mine");
    world.run("drill backup /w/mine.txt").says("error: /w/mine.txt exists already").code(1);
    assert_eq!(world.read("mine.txt"), "mine");
    World::new().run("drill backup /w/copy.db").says("error: there is no database in /w/home yet").code(1);
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_changes() {
    for (name, bytes) in [
        ("garbage", b"this is no database at all, only words".to_vec()),
        ("empty", Vec::new()),
        ("cut", Vec::from(&b"SQLite format 3\0"[..])),
    ] {
        let world = world().file("copy.db", &bytes);
        let before = world.json("drill cards --json");
        world.run("drill restore /w/copy.db").says("error: ").code(1);
        assert_eq!(world.json("drill cards --json"), before, "{name}");
    }
    let world = world();
    world.run("drill restore /w/none.db").says("error: ").says("/w/none.db").code(1);
    assert_eq!(world.card("a")["review_count"], 1);
}
