//! The table of rooms in `docs/design.md`, held against every path in the source.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The rooms of the table from top to ground, each with the rooms that it may use.
fn table() -> Vec<(String, BTreeSet<String>)> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/design.md")).unwrap();
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let names = |cell: &str| -> BTreeSet<String> {
        cell.split(['`', ',', ' '])
            .map(|name| name.trim_end_matches(".rs").trim_end_matches('/'))
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut lines = page.lines().skip_while(|line| cells(line) != ["room", "duty", "may use"]);
    assert!(lines.next().is_some(), "docs/design.md has no table `room | duty | may use`");
    let rows = lines.skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|line| (names(&cells(line)[0]).pop_first().unwrap(), names(&cells(line)[2]))).collect()
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// The rooms that a source names as `crate::room` or, in the binary, `drill::room`; also in groups.
fn used(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let code: String =
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    for root in ["crate::", "drill::"] {
        for (at, _) in code.match_indices(root) {
            if code[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_') {
                continue;
            }
            let rest = &code[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(group) => found.extend(group_heads(group)),
                None => found.extend([word(rest)]),
            }
        }
    }
    found.remove("");
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The first word of each path in a group, up to its closing brace.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut fresh = true;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            letter if fresh && !letter.is_whitespace() => {
                heads.push(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}

#[test]
fn groups_are_read() {
    let text =
        "use crate::{\n    model::{Day, name::find},\n    store,\n};\nlet x = crate::deck::parse; // crate::cli\n";
    assert_eq!(used(text), ["deck", "model", "store"].map(str::to_owned).into());
}

#[test]
fn every_room_uses_only_what_the_table_allows() {
    let table = table();
    let rooms: BTreeMap<&str, &BTreeSet<String>> = table.iter().map(|(room, uses)| (room.as_str(), uses)).collect();
    let mut met: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources() {
        let inside = path.strip_prefix(&root).unwrap();
        let room = inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        if room == "lib" {
            continue;
        }
        let allowed = rooms.get(room.as_str()).unwrap_or_else(|| panic!("{room} stands in no row of docs/design.md"));
        for name in used(&fs::read_to_string(&path).unwrap()) {
            let fine = name == room || allowed.contains(&name) || !rooms.contains_key(name.as_str());
            assert!(fine, "{} uses {name}, which docs/design.md does not allow to {room}", inside.display());
            met.entry(room.clone()).or_default().insert(name);
        }
    }
    for (room, allowed) in &table {
        let none = BTreeSet::new();
        let idle: Vec<&String> = allowed.difference(met.get(room).unwrap_or(&none)).collect();
        assert!(idle.is_empty(), "docs/design.md allows {room} to use {idle:?}, and it does not");
    }
}

#[test]
fn arrows_run_down_only() {
    let table = table();
    let order: Vec<&str> = table.iter().map(|(room, _)| room.as_str()).collect();
    for (at, (room, uses)) in table.iter().enumerate() {
        for name in uses {
            let there = order.iter().position(|other| other == name).unwrap_or_else(|| panic!("{name} is no room"));
            assert!(there > at, "{room} looks up to {name}");
        }
    }
}

#[test]
fn the_database_is_spoken_to_in_one_room_and_the_clock_read_in_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources() {
        let inside = path.strip_prefix(&root).unwrap().display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        let tests = inside.contains("tests");
        assert!(inside.starts_with("store/") || tests || !text.contains("rusqlite"), "{inside} speaks to the database");
        for clock in ["Local::now", "Utc::now", "SystemTime::now", "Instant::now"] {
            assert!(inside == "clock.rs" || tests || !text.contains(clock), "{inside} reads the clock");
        }
        for bad in ["util", "helper", "common", "manager"] {
            assert!(!inside.split(['/', '.']).any(|part| part == bad), "{inside}");
        }
    }
}
