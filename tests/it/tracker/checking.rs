//! `tracker check` and `tracker repair`.

use super::REAL;
use crate::{screen::Terminal, world::World};

const MIXED: &str = "# Prep\n\n## Topics\n- [ ] Dropout (why)\n- [x] Borrow checker\n\n## To do\n- [ ] Send thank-you email\n\n## LinkedIn\n- [ ] Post 1: [Title + Key Takeaway]\n\n```\n- [ ] In a fence\n```\n";

#[test]
fn check_explains_each_line_without_a_trace() {
    let world = World::new().file("t.md", MIXED);
    let before = world.tree();
    let lines = world.json("drill tracker check /w/t.md --json");
    let kinds: Vec<String> =
        lines.as_array().unwrap().iter().map(|it| format!("{} {}", it["line"], it["kind"].as_str().unwrap())).collect();
    assert_eq!(kinds, ["4 topic", "5 topic", "8 to-do", "11 template", "14 no box"]);
    assert!(lines.as_array().unwrap().iter().all(|it| !it["why"].as_str().unwrap().is_empty()), "and why");
    let done = world.run("drill tracker check /w/t.md").anything().code(0);
    for place in ["/w/t.md:4", "/w/t.md:8", "/w/t.md:11", "/w/t.md:14"] {
        assert!(done.out.contains(place), "{place}: {}", done.out);
    }
    assert_eq!(world.tree(), before);
}

#[test]
fn check_of_the_real_tracker_finds_its_topics_and_scenarios() {
    let world = World::new().file("t.md", REAL);
    let lines = world.json("drill tracker check /w/t.md --json");
    let count = |kind: &str| lines.as_array().unwrap().iter().filter(|it| it["kind"] == kind).count();
    assert_eq!((count("topic"), count("scenario"), count("to-do")), (28, 5, 0), "{lines}");
    assert_eq!(["story", "application", "week", "link"].map(count), [4, 1, 1, 3], "{lines}");
    world
        .run("drill tracker check /w/t.md")
        .prints("/w/t.md:64:1: story \"Technical Challenge\": situation in line 65 (empty), task in line 66 (empty), ")
        .prints("link \"System Design Primer\": to https://github.com/donnemartin/system-design-primer\n")
        .code(0);
}

#[test]
fn check_without_a_file_is_of_the_one_in_use() {
    let world = World::new();
    assert_eq!(
        world.json("drill tracker check --json").as_array().unwrap().iter().filter(|it| it["kind"] == "topic").count(),
        28
    );
    assert!(world.tree().is_empty());
    let world = World::new().tracker(MIXED);
    let lines = world.json("drill tracker check --json");
    assert_eq!(lines.as_array().unwrap().len(), 5);
}

#[test]
fn odd_files_survive_and_are_said() {
    let table: [(&str, Vec<u8>, &str); 5] = [
        ("not UTF-8", b"## Topics\n- [ ] Dropout\n\xff\n".to_vec(), "UTF-8"),
        ("an unclosed fence", b"## Topics\n- [ ] Dropout\n```\n- [ ] lost\n".to_vec(), "fence"),
        ("one huge line", [b"## Topics\n- [ ] Dropout\n".to_vec(), vec![b'x'; 200_000]].concat(), "line"),
        ("nothing", Vec::new(), ""),
        ("no newline", b"## Topics\n- [ ] Dropout".to_vec(), ""),
    ];
    for (name, bytes, said) in table {
        let world = World::new().file("t.md", &bytes);
        world.run("drill tracker check /w/t.md").prints(said).anything().code(0);
        world.run("drill tracker link /w/t.md").anything().code(0);
        assert_eq!(world.bytes("t.md"), bytes, "{name}");
    }
}

#[test]
fn repair_shows_a_diff_first_and_writes_when_told() {
    let world = World::new().file("t.md", REAL);
    world
        .run("drill tracker repair /w/t.md")
        .prints("+## 📊 Technical Depth Checklist\n")
        .prints("+| Design a RAG system for 1M documents | ⬜ | |\n")
        .err("nothing was written; `drill tracker repair --yes` writes it\n")
        .code(1);
    assert_eq!(world.bytes("t.md"), REAL);
    world.run("drill tracker repair /w/t.md --yes").prints("+## 🏗").err("repaired: /w/t.md\n").code(0);
    let text = world.read("t.md");
    assert!(text.contains("## 📊 Technical Depth Checklist\n") && text.contains("## 🔗 Resources"), "{text}");
    assert_eq!(text.matches("⬜").count(), 5);
    world.run("drill tracker repair /w/t.md").out("nothing is damaged\n").code(0);
}

/// On a terminal it asks; enter and Ctrl-C write nothing, and only a yes does.
#[test]
fn repair_asks_on_a_terminal() {
    let world = World::new().file("t.md", REAL);
    let before = world.bytes("t.md");
    let path = world.path("t.md");
    let ask = |key: &str| {
        let mut terminal = Terminal::drill(&world, &["tracker", "repair", path.to_str().unwrap()], &[]);
        terminal.sees("write this?").types(key);
        let (code, _) = terminal.ends();
        (code, world.bytes("t.md") == before)
    };
    assert_eq!(ask("\u{3}"), (130, true));
    assert_eq!(ask("\r"), (1, true));
    assert_eq!(ask("y"), (0, false));
}

#[test]
fn a_repair_is_no_hand_change() {
    let world = World::new().file("t.md", REAL);
    world.run("drill tracker link /w/t.md").anything().code(0);
    world.run("drill tracker repair --yes").anything().code(0);
    world.run("drill tracker sync").out("/w/t.md is up to date\n").code(0);
    assert_eq!(
        world.json("drill topics --json").as_array().unwrap().iter().filter(|it| it["box"] == "open").count(),
        28
    );
}

#[test]
fn status_before_there_is_a_home() {
    let world = World::new();
    world.run("drill tracker").prints("28 topic lines: 0 earned, 0 claimed, 28 open\n").code(0);
    let status = world.json("drill tracker --json");
    assert_eq!((&status["linked"], status["lines"].as_array().unwrap().len()), (&false.into(), 28));
    assert!(world.tree().is_empty());
}
