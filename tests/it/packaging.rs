//! Help, completions, the manual page.

use crate::world::World;

const VERBS: [&str; 20] = [
    "report",
    "sheet",
    "tracker",
    "deck",
    "due",
    "topics",
    "cards",
    "card",
    "grade",
    "suspend",
    "resume",
    "undo",
    "redo",
    "log",
    "config",
    "doctor",
    "backup",
    "restore",
    "completions",
    "man",
];

#[test]
fn the_whole_help_is_as_it_was_read_last() {
    let world = World::new();
    let mut text = String::new();
    let under = [
        "tracker link",
        "tracker sync",
        "tracker check",
        "tracker map",
        "tracker repair",
        "deck list",
        "deck check",
        "deck add",
        "deck remove",
    ];
    for verb in [""].iter().chain(&VERBS).chain(&under) {
        let line = format!("drill {verb} --help").replace("  ", " ");
        text.push_str(&format!("$ {line}\n{}\n", world.run(&line).really().prints("Usage: drill").code(0).out));
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "a line is too long");
    insta::assert_snapshot!("help", text);
    assert!(world.tree().is_empty());
}

#[test]
fn completions_for_every_shell_know_every_verb() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = world.run(&format!("drill completions {shell}")).prints("drill").code(0).out;
        for verb in VERBS {
            assert!(script.contains(verb), "{shell}: {verb}");
        }
        assert!(script.contains("--no-tick") || script.contains("no-tick"), "{shell}");
    }
    world.run("drill completions csh").says("error: invalid value 'csh'").code(2);
    assert!(world.tree().is_empty());
}

#[test]
fn the_manual_page_has_every_verb() {
    let page = World::new().run("drill man").prints(".TH drill 1").code(0).out;
    for verb in VERBS {
        assert!(page.contains(&format!("drill\\-{verb}")) || page.contains(&format!("drill-{verb}")), "{verb}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    World::new().run("drill --version").out(concat!("drill ", env!("CARGO_PKG_VERSION"), "\n")).code(0);
}
