//! `docs/day.md`: its numbers are those of `drill due`, and its limits hold for all sittings of a day together.

use std::collections::BTreeSet;

use super::{
    page::{tables_with, ticked},
    program::Program,
};

const PAGE: &str = include_str!("../../docs/day.md");

#[test]
fn the_numbers_are_those_of_due() {
    let table = &tables_with(PAGE, &["name", "meaning"])[0];
    let told: BTreeSet<String> =
        table.column("name").iter().flat_map(|cell| cell.split(", ")).map(|name| name.replace(' ', "_")).collect();
    let due = Program::new().json(&["due", "--json"]);
    let mut printed: BTreeSet<String> = due.as_object().unwrap().keys().cloned().collect();
    assert!(printed.remove("day"));
    assert_eq!(told, printed);
}

#[test]
fn limits_of_the_page_are_the_defaults_and_govern_the_day() {
    let table = &tables_with(PAGE, &["setting", "default", "flag", "what it stops"])[0];
    let limit = |name: &str| -> u64 {
        let row = table.rows.iter().find(|row| ticked(&row[0]) == name).unwrap();
        row[1].parse().unwrap()
    };
    let program = Program::new();
    let waiting = |name: &str| program.json(&["due", "--json"])[name].as_u64().unwrap();
    assert_eq!((waiting("new"), waiting("planned")), (limit("new"), limit("new")));
    // One new card answered, one failed, one only learned: each has entered, and each counts.
    program.run(&[], "\n4\n\n2\nl\n\nq\n");
    assert_eq!((waiting("new"), waiting("learning_again")), (limit("new") - 3, 2));
    assert_eq!(waiting("planned"), waiting("new") + waiting("learning_again"));
    // A limit of the day is reached by two sittings together.
    program.run(&["config", "new", "4"], "");
    assert_eq!(waiting("new"), 1);
    program.run(&[], "\n4\nq\n");
    assert_eq!(waiting("new"), 0);
}
