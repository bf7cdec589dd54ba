//! `drill resources`: the links of the tracker, without any network.

use crate::{screen::Terminal, world::World};

#[test]
fn links_are_listed_and_those_that_lead_nowhere_are_marked() {
    let world = World::new().file("docs/here.md", "x").tracker(
        "## Deep Learning\n- [ ] Dropout\n\n## Resources\n- [Here](docs/here.md)\n- [Gone](docs/gone.md#part)\n\
         - [Primer](https://github.com/donnemartin/system-design-primer)\n- [Slip](htps://a.example)\n- [Later](URL)\n\
         - [Book](https://example.org/book)\n- [Mine](https://your-site.com)\n",
    );
    let links = world.json("drill resources --json");
    let found: Vec<(&str, &str)> = links
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["text"].as_str().unwrap(), it["state"].as_str().unwrap()))
        .collect();
    let wanted = [
        ("Here", "ok"),
        ("Gone", "missing"),
        ("Primer", "ok"),
        ("Slip", "doubtful"),
        ("Later", "doubtful"),
        ("Book", "ok"),
        ("Mine", "doubtful"),
    ];
    assert_eq!(found, wanted);
    world.run("drill resources").prints("there is no such file").prints("7 links, 4 missing or doubtful").code(0);
    let narrow = world.run("drill resources").columns(40).prints("2 Gone, line 6 (there is no such file)\n").code(0);
    assert!(narrow.out.lines().all(|line| line.chars().count() <= 60), "{}", narrow.out);
    world.run("drill resources --check").anything().code(1);
    world.write("docs/gone.md", "x");
    assert_eq!(world.json("drill resources --json")[1]["state"], "ok");
}

#[test]
fn a_tracker_without_links_says_so() {
    World::new()
        .tracker("## Deep Learning\n- [ ] Dropout\n")
        .run("drill resources --check")
        .out("the tracker has no links\n")
        .code(0);
}

#[test]
fn one_key_of_a_sitting_tells_the_source_of_a_card_and_the_links_of_its_section() {
    let world =
        World::alone("## S\n- [ ] T\n- [Notes on S](notes.md)\n\n## Resources\n- [Elsewhere](https://b.example)\n")
            .deck("d.md", "# S\n## T\nQ: a?\nA: a\nSource: a book\nId: a\n");
    let sitting = world.run("drill --topic T").types("o\n\n4\n\n").says("source: a book").says("Notes on S: notes.md");
    sitting.never_says("Elsewhere").anything().code(0);
    assert_eq!(world.answered(), ["a"]);
}

/// A tracker with links of every kind, and a card whose source names a page and a file beside its deck.
fn linked() -> World {
    World::alone(
        "## S\n- [ ] T\n\n### Reading\n- [Notes](notes.md)\n\n## Resources\n- [Primer](https://a.org/p)\n- [Script](run.sh)\n\
         - [Mail](mailto:a@b.org)\n- [Slip](javascript:alert)\n- [Dash](--help)\n- [Gone](gone.md)\n",
    )
    .file("notes.md", "x")
    .file("run.sh", "touch owned")
    .deck("d.md", "# S\n## T\nQ: a?\nA: see <https://d.org/answer>\nSource: a book, https://c.org/b; own/paper.pdf\nId: a\n")
    .file("home/decks/own/paper.pdf", "x")
}

#[test]
fn a_number_behind_the_key_opens_a_link_and_nothing_else_does() {
    let world = linked();
    let sitting = world.run("drill --topic T").types("o\no 2\n\no\no 4\no3\no 9\n4\n\n");
    sitting
        .says("source: a book, https://c.org/b; own/paper.pdf\n")
        .says("1: https://c.org/b\n2: own/paper.pdf\n3: Notes: notes.md\no with a number opens one")
        .says("opened: /w/home/decks/own/paper.pdf\n")
        .says("1: https://c.org/b\n2: own/paper.pdf\n3: https://d.org/answer\n4: Notes: notes.md\n")
        .says("there is no link 9; o lists them")
        .anything()
        .code(0);
    assert_eq!(world.opened(), ["/w/home/decks/own/paper.pdf", "/w/notes.md", "https://d.org/answer"]);
    assert_eq!(world.answered(), ["a"]);
}

#[test]
fn a_link_of_the_tracker_is_opened_by_its_number_or_name() {
    let world = linked();
    world.run("drill resources --open 1").out("opened: /w/notes.md\n").code(0);
    world.run("drill resources --open primer").out("opened: https://a.org/p\n").code(0);
    world.run("drill resources --open a.org").out("opened: https://a.org/p\n").code(0);
    for (name, said) in [
        ("3", "not opened, drill opens pages of the web and documents, nothing else: run.sh"),
        ("mail", "not opened, drill opens pages of the web and documents, nothing else: mailto:a@b.org"),
        ("slip", "not opened, `javascript:` is no address that opens a page: javascript:alert"),
        ("dash", "not opened, there is no such file: --help"),
        ("gone", "not opened, there is no such file: gone.md"),
        ("0", "there is no link 0: the tracker has 7 links"),
        ("8", "there is no link 8: the tracker has 7 links"),
        ("primmer", "did you mean 'Primer'?"),
    ] {
        world.run(&format!("drill resources --open {name}")).says(said).code(1);
    }
    assert_eq!(world.opened(), ["/w/notes.md", "https://a.org/p", "https://a.org/p"]);
    world.run("drill resources --open 1 --json").anything().code(2);
}

#[test]
fn a_link_never_leads_to_what_is_run() {
    let world = linked();
    // By its own name a document; what it leads to is none.
    std::os::unix::fs::symlink(world.path("run.sh"), world.path("gone.md")).unwrap();
    world.run("drill resources --open gone").says("not opened").code(1);
    assert_eq!(world.opened(), [""; 0]);
}

#[test]
fn before_there_is_a_home_nothing_is_made_by_opening() {
    let world = World::new();
    world.run("drill resources --open 2").prints("opened: https://github.com/").code(0);
    assert!(!world.has("home"));
}

/// An opener in a folder that stands first on the path.
fn opener(world: &World, script: &str) -> String {
    world.write("bin/xdg-open", format!("#!/bin/sh\n{script}\n"));
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(world.path("bin/xdg-open"), mode).unwrap();
    format!("{}:/usr/bin:/bin", world.path("bin").display())
}

#[cfg(target_os = "linux")]
#[test]
fn the_platforms_opener_gets_one_argument_and_says_nothing() {
    let world = linked();
    let path = opener(&world, "echo loud; echo louder >&2; read line; printf '%s.' \"$@\" >> \"$(dirname $0)/got\"");
    world.run("drill resources --open 2").really().with("PATH", &path).out("opened: https://a.org/p\n").err("").code(0);
    assert_eq!(world.read("bin/got"), "https://a.org/p.");
    opener(&world, "exit 3");
    let failed = world.run("drill resources --open 2").really().with("PATH", &path);
    failed.says("error: `xdg-open` failed with status 3: https://a.org/p\n").code(1);
    let none = world.run("drill resources --open 2").really().with("PATH", "/nowhere");
    none.says("error: no `xdg-open` is here to open it: https://a.org/p\n").code(1);
}

#[cfg(target_os = "linux")]
#[test]
fn on_the_full_screen_one_is_chosen_from_a_list() {
    for (columns, rows) in [(80, 24), (40, 10)] {
        let world = linked();
        // It runs on for long: the sitting goes on at once, and Ctrl-C does not reach it.
        let path = opener(&world, "echo loud; echo \"$1\" >> \"$(dirname $0)/got\"; exec sleep 5");
        let mut terminal = Terminal::drill(&world, &["--topic", "T"], &[("PATH", &path)]);
        terminal.resize(columns, rows).sees("a?").types("o").sees("source: a book").types("\r").sees("a?");
        terminal.types("o").sees("source: a book").types("3").sees("opened: ").types(" ").sees("0 blackout");
        assert!(!terminal.page().contains("loud"), "{}", terminal.page());
        terminal.types("o").sees("source: a book").types("q").sees("0 blackout").types("4").sees("the sitting is done");
        terminal.types("q");
        let (code, page) = terminal.ends();
        assert_eq!(code, 0);
        // What was looked at stands on the normal screen, to be copied.
        assert!(page.contains("https://d.org/answer"), "{page}");
        assert_eq!(world.told(&world.read("bin/got")), "/w/notes.md\n");
        assert_eq!(world.answered(), ["a"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_ends_the_sitting_from_the_list_of_links() {
    let world = linked();
    let mut terminal = Terminal::drill(&world, &["--topic", "T"], &[]);
    terminal.sees("a?").types("o").sees("open one?").types("\u{3}");
    assert_eq!(terminal.ends().0, 130);
}
