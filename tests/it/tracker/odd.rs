//! Trackers that are written in other ways than ours.

use crate::{sitting::topic, world::World};

fn learn(world: &World, id: &str) {
    for day in 1..=2 {
        world.day(day).run(&format!("drill grade {id} 4")).anything().code(0);
    }
}

#[test]
fn every_kind_of_box_is_ticked_and_unticked_where_it_stands() {
    let text = "Topics\n======\n\n+ [ ] One\n   1. [ ] Two\n      * [X] Three **(bold promise)**\n\n> 2) [ ] Four\n\n-\t[ ] Five\n";
    let world = World::alone("");
    for (letter, title) in ["a", "b", "c", "d", "e"].iter().zip(["One", "Two", "Three", "Four", "Five"]) {
        world.write(&format!("home/decks/{letter}.md"), topic("Topics", title, letter));
    }
    let world = world.tracker(text);
    assert_eq!(world.state("Three"), "claimed");
    for letter in ["a", "b", "c", "d", "e"] {
        learn(&world, letter);
    }
    assert_eq!(world.read("tracker.md"), text.replace("[ ]", "[x]"));
    world.day(8);
    for letter in ["a", "b", "c", "d", "e"] {
        world.run(&format!("drill grade {letter} 1")).says("box lost: ").anything().code(0);
    }
    assert_eq!(world.read("tracker.md"), text.replace("[X]", "[ ]"));
}

#[test]
fn one_title_in_two_sections_is_two_topics() {
    let decks = [topic("Rust", "Errors", "a"), topic("Go", "Errors", "b")];
    let world = World::alone("## Go\n- [ ] Errors\n## Rust\n- [ ] Errors (promised)\n")
        .deck("r.md", &decks[0])
        .deck("g.md", &decks[1]);
    learn(&world, "a");
    let text = world.read("tracker.md");
    assert!(text.ends_with("## Go\n- [ ] Errors\n## Rust\n- [x] Errors (promised)\n"), "{text}");
    assert_eq!(world.json("drill cards --topic errors --json").as_array().unwrap().len(), 2);
    assert_eq!(world.json("drill cards --topic rust --json").as_array().unwrap().len(), 1);
}

#[test]
fn a_deck_gives_a_bare_line_its_cards_and_takes_them_with_it() {
    let world = World::alone("## Rust\n- [ ] Ownership (can explain moves)\n");
    let line = world.id("Ownership (can explain moves)");
    world.run(&format!("drill grade {line} 5")).anything().code(0);
    world.write("mine/rust.md", topic("Rust", "Ownership", "a b"));
    world.run("drill deck add /w/mine").anything().code(0);
    let ids = |world: &World| -> Vec<String> {
        let cards = world.json("drill cards --topic ownership --json");
        cards.as_array().unwrap().iter().map(|card| card["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&world), ["a", "b"]);
    assert_eq!(
        (world.topic("Ownership")["cards"].clone(), world.topic("Ownership")["promise"].clone()),
        (2.into(), "can explain moves".into())
    );
    learn(&world, "a");
    learn(&world, "b");
    assert!(world.read("tracker.md").contains("- [x] Ownership (can explain moves)"));
    world.run("drill deck remove /w/mine").anything().code(0);
    assert_eq!(ids(&world), [line.as_str()], "the line asks for itself again");
    assert_eq!(world.memory(&line), "n 1, 1 days, 2.6, 2026-03-02, lapses 0");
}

#[test]
fn two_lines_mapped_to_one_topic_share_its_box() {
    let world = World::alone("## Rust\n- [ ] Moving things\n- [ ] Borrowing things\n")
        .deck("r.md", &topic("Rust", "Ownership", "a"));
    world.run("drill tracker map moving ownership").anything().code(0);
    world.run("drill tracker map borrowing ownership").anything().code(0);
    learn(&world, "a");
    assert!(world.read("tracker.md").ends_with("- [x] Moving things\n- [x] Borrowing things\n"));
}

#[test]
fn paths_are_meant_from_where_one_stands() {
    let world = World::new().file("my notes/tracker é.md", "## Topics\n- [ ] Dropout\n");
    world
        .run("drill tracker link 'my notes/tracker é.md'")
        .really()
        .prints("linked: /w/my notes/tracker é.md\n")
        .anything()
        .code(0);
    assert_eq!(
        world.json("drill tracker --json")["path"].as_str().map(|path| world.told(path)).as_deref(),
        Some("/w/my notes/tracker é.md")
    );
    world.write("cards/r.md", topic("Rust", "Ownership", "a"));
    world.run("drill deck add cards").really().prints("added: /w/cards (1 file, 1 card)\n").anything().code(0);
    world.run("drill deck remove cards").really().prints("removed: /w/cards").anything().code(0);
}

#[test]
fn lines_added_later_are_new_topics_and_their_ticks_are_claims() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("r.md", &topic("Rust", "Ownership", "a"));
    world.change("tracker.md", "- [ ] Ownership\n", "- [ ] Ownership\n- [x] Macros\n- [ ] Traits\n- [x] Unsafe code\n");
    world.run("drill tracker sync").says("line 5: ticked by hand: claimed: Macros").anything().code(0);
    assert_eq!(
        (world.state("Macros"), world.state("Traits"), world.state("Unsafe code")),
        ("claimed".into(), "open".into(), "claimed".into())
    );
}

#[test]
fn an_empty_tracker_and_one_without_boxes_leave_ours_awake() {
    for text in ["", "\n", "# Notes\n\nnothing to tick\n"] {
        let world = World::new().tracker(text);
        assert_eq!(world.json("drill topics --json").as_array().unwrap().len(), 28, "{text:?}");
        world.run("drill --new 3").grades("444").types("\n").prints("done: 3 cards").anything().code(0);
        assert_eq!(world.read("tracker.md"), text);
    }
}

#[test]
fn a_line_that_loses_its_mark_or_its_list_is_a_deleted_line() {
    let world = World::alone("## Rust\n- [ ] Ownership in depth\n- [ ] Traits in depth\n");
    let id = world.id("Traits in depth");
    world.run(&format!("drill grade {id} 4")).anything().code(0);
    world.change("tracker.md", "- [ ] Traits in depth", "Traits in depth");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(world.topic("Traits in depth")["awake"], false);
    world.change("tracker.md", "Traits in depth", "- [ ] Traits in depth");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(
        (world.topic("Traits in depth")["awake"].clone(), world.card(&id)["review_count"].clone()),
        (true.into(), 1.into())
    );
}

#[test]
fn sync_file_takes_ticks_and_unticks_alike() {
    let world = World::alone("## Rust\n- [ ] Ownership\n- [ ] Traits\n").deck("r.md", &topic("Rust", "Ownership", "a"));
    learn(&world, "a");
    world.change("tracker.md", "- [x] Ownership", "- [ ] Ownership").change(
        "tracker.md",
        "- [ ] Traits",
        "- [x] Traits",
    );
    world
        .run("drill tracker sync --file")
        .says("unticked by hand: open: Ownership")
        .says("ticked by hand: claimed: Traits")
        .anything()
        .code(0);
    assert_eq!((world.state("Ownership"), world.state("Traits")), ("open".into(), "claimed".into()));
    // Open until it has passed once more.
    world.day(8).run("drill grade a 4").says("box earned: Ownership").anything().code(0);
}
