//! `docs/design.md`: its table of rooms has every room, and each uses only rooms that stand below it.
//!
//! What the rooms really use is held against the table by the house test beside the other integration tests.

use std::collections::BTreeSet;

use super::page::{tables_with, ticked};

const PAGE: &str = include_str!("../../docs/design.md");

#[test]
fn every_room_stands_in_the_table_and_arrows_run_down() {
    let table = &tables_with(PAGE, &["room", "duty", "may use"])[0];
    let rooms: Vec<&str> = table.column("room").into_iter().map(ticked).collect();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let real: BTreeSet<String> = std::fs::read_dir(source)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "lib")
        .collect();
    assert_eq!(rooms.iter().map(|room| (*room).to_owned()).collect::<BTreeSet<_>>(), real);
    for (at, uses) in table.column("may use").into_iter().enumerate() {
        for used in uses.split(", ").filter(|it| !it.is_empty()).map(ticked) {
            let below = rooms[at + 1..].contains(&used);
            assert!(below, "{} may not use {used}, which does not stand below it", rooms[at]);
        }
    }
}
