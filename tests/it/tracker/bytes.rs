//! The file changes only at the bytes that mean "done".

use std::{fs, os::unix::fs::PermissionsExt};

use super::{REAL, changes};
use crate::{sitting::topic, world::World};

/// Earns the box of Ownership in a tracker of these bytes, and gives the bytes after it.
fn earn(bytes: &[u8]) -> (World, Vec<u8>) {
    let world = World::alone("").deck("rust.md", &topic("Rust", "Ownership", "a")).tracker(bytes);
    for day in 1..=2 {
        world.day(day).run("drill grade a 4").anything().code(0);
    }
    let after = world.bytes("tracker.md");
    (world, after)
}

#[test]
fn every_odd_byte_survives() {
    let table: [(&str, &[u8]); 14] = [
        ("crlf", b"## Rust\r\n- [ ] Ownership\r\ntail  \r\n"),
        ("cr only", b"## Rust\r- [ ] Ownership\rtail\r"),
        ("mixed ends", b"## Rust\r\n- [ ] Ownership\ntail\r\n"),
        ("bom", b"\xef\xbb\xbf## Rust\n- [ ] Ownership\n"),
        ("trailing spaces", b"## Rust   \n- [ ] Ownership  \t \n\n\n"),
        ("no newline at the end", b"## Rust\n- [ ] Ownership"),
        ("damaged emoji", "## Rust\n\u{201a}\u{ac}\u{fa}\n- [ ] Ownership\n## \u{fc}\u{ec}\u{e4} More\n".as_bytes()),
        ("not utf-8", b"## Rust\n\xff\xfe\n- [ ] Ownership\n\x80\n"),
        ("nul", b"## Rust\n\0\n- [ ] Ownership\n"),
        ("escape", b"## Rust\n\x1b[31m\n- [ ] Ownership\n"),
        ("nested and starred", b"## Rust\n* [ ] Something else\n  1. [ ] Ownership\n"),
        ("unclosed fence behind it", b"## Rust\n- [ ] Ownership\n```\n- [ ] Ownership of a fence\n"),
        ("a table beside it", b"## Rust\n- [ ] Ownership\n\n| a | [ ] |\n|---|---|\n| [ ] | Ownership |\n"),
        ("a quote", b"## Rust\n> - [ ] Ownership\n"),
    ];
    for (name, before) in table {
        let (_world, after) = earn(before);
        let at: Vec<usize> = (0..before.len()).filter(|at| before[*at] != after[*at]).collect();
        assert_eq!(after.len(), before.len(), "{name}");
        assert_eq!(at.len(), 1, "{name}: one byte changes: {}", String::from_utf8_lossy(&after));
        assert_eq!((before[at[0]], after[at[0]]), (b' ', b'x'), "{name}");
        let behind = &before[at[0]..];
        assert!(behind.starts_with(b" ] Ownership"), "{name}");
    }
}

#[test]
fn one_box_of_the_real_tracker_is_one_byte() {
    let world = World::new().file("t.md", REAL);
    world.run("drill tracker link /w/t.md").anything().code(0);
    let cards = world.json("drill cards --topic dropout --json");
    let core = cards.as_array().unwrap().iter().filter(|card| card["core"] == true);
    let ids: Vec<&str> = core.map(|card| card["id"].as_str().unwrap()).collect();
    for day in 1..=2 {
        world.day(day);
        for id in &ids {
            world.run(&format!("drill grade {id} 4")).anything().code(0);
        }
    }
    let line = "20: - [ ] Dropout (why it works, training vs inference) -> - [x] Dropout (why it works, training vs inference)";
    assert_eq!(changes(REAL, &world.bytes("t.md")), [line]);
    world.run("drill undo").anything().code(0);
    assert_eq!(world.bytes("t.md"), REAL);
}

#[test]
fn a_link_stays_a_link_and_the_mode_is_kept() {
    let world = World::alone("")
        .deck("rust.md", &topic("Rust", "Ownership", "a"))
        .file("notes/real.md", "## Rust\n- [ ] Ownership\n");
    fs::set_permissions(world.path("notes/real.md"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("notes/real.md", world.path("linked.md")).unwrap();
    world.run("drill tracker link /w/linked.md").prints("linked: /w/linked.md\n").anything().code(0);
    for day in 1..=2 {
        world.day(day).run("drill grade a 4").anything().code(0);
    }
    assert_eq!(world.read("notes/real.md"), "## Rust\n- [x] Ownership\n");
    assert_eq!(fs::read_link(world.path("linked.md")).unwrap().to_str(), Some("notes/real.md"));
    assert_eq!(fs::metadata(world.path("notes/real.md")).unwrap().permissions().mode() & 0o777, 0o640);
    let names: Vec<_> = fs::read_dir(world.path("notes")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names, ["real.md"], "no temporary file is left");
}

#[test]
fn what_changed_underneath_is_read_again_first() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b"));
    world.run("drill").grades("44").types("\n").anything().code(0);
    world
        .day(2)
        .run("drill")
        .types("\n4\n@\n\n4\n\n")
        .meanwhile(|world| {
            world.change("tracker.md", "## Rust\n", "written in between\n\n## Rust\n");
        })
        .says("box earned: Ownership")
        .anything()
        .code(0);
    let text = world.read("tracker.md");
    assert!(text.contains("written in between\n") && text.contains("- [x] Ownership\n"), "{text}");
}

#[test]
fn a_tracker_that_goes_away_loses_no_grade_and_follows_when_it_is_back() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a"));
    world.run("drill grade a 4").anything().code(0);
    let text = world.read("tracker.md");
    fs::remove_file(world.path("tracker.md")).unwrap();
    world
        .day(2)
        .run("drill grade a 4")
        .says("box earned: Ownership")
        .says("warning: ")
        .says("/w/tracker.md")
        .anything()
        .code(0);
    assert_eq!(world.state("Ownership"), "earned");
    assert!(!world.has("tracker.md"), "none is made");
    world.write("tracker.md", &text);
    world.run("drill tracker sync").out("line 4: ticked: Ownership\n").code(0);
}

#[test]
fn a_read_only_tracker_is_said_and_waits() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a"));
    if !world.is_root() {
        return;
    }
    world.run("drill grade a 4").anything().code(0);
    // The home is the stranger's own, the tracker is not.
    let folder = world.path("");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    for (name, _) in world.tree().into_iter().filter(|(name, _)| name.starts_with("home")) {
        std::os::unix::fs::chown(world.path(&name), Some(65_534), Some(65_534)).unwrap();
    }
    fs::set_permissions(world.path("tracker.md"), fs::Permissions::from_mode(0o444)).unwrap();
    world
        .day(2)
        .run("drill grade a 4")
        .by_a_stranger()
        .says("warning: ")
        .says("hint: make it writable")
        .anything()
        .code(0);
    assert!(world.read("tracker.md").contains("- [ ] Ownership"));
    world.run("drill tracker").prints("waits for the next sync").anything().code(0);
    world.run("drill doctor").prints("wait").never_prints("wrong").code(0);
    fs::set_permissions(world.path("tracker.md"), fs::Permissions::from_mode(0o644)).unwrap();
    world.run("drill tracker sync").out("line 4: ticked: Ownership\n").code(0);
}

#[test]
fn a_dry_run_prints_the_diff_and_changes_nothing() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a"));
    for day in 1..=2 {
        world.day(day).run("drill --no-tick").grades("4").types("\n").anything().code(0);
    }
    let before = world.tree();
    let done = world.run("drill tracker sync --dry-run").prints("-- [ ] Ownership\n+- [x] Ownership\n").code(0);
    assert!(done.out.starts_with("--- a/w/tracker.md\n+++ b/w/tracker.md\n@@ "), "{}", done.out);
    assert_eq!(world.tree(), before);
    world.run("drill tracker sync").out("line 4: ticked: Ownership\n").code(0);
    world.run("drill tracker sync --dry-run").out("the file would stay as it is\n").code(0);
}

#[test]
fn a_dry_run_before_there_is_a_home_creates_nothing() {
    let world = World::new();
    world.run("drill tracker sync --dry-run").out("the file would stay as it is\n").code(0);
    assert!(world.tree().is_empty());
}
