//! Which line is which topic, after any edit.

use crate::{sitting::topic, world::World};

fn rust() -> World {
    let world = World::alone(
        "## Rust\n- [ ] Ownership (can explain moves)\n- [ ] Traits\n- [ ] Lifetimes and borrowing rules\n",
    )
    .deck("o.md", &topic("Rust", "Ownership", "a b"))
    .deck("t.md", &topic("Rust", "Traits", "c"));
    world.run("drill grade a 4").anything().code(0);
    world.run("drill grade c 4").anything().code(0);
    world
}

fn answerless(world: &World) -> String {
    world.id("Lifetimes and borrowing rules")
}

#[test]
fn a_reworded_line_keeps_its_progress_and_is_said() {
    let world = rust();
    let id = answerless(&world);
    world.run(&format!("drill grade {id} 4")).anything().code(0);
    world.change("tracker.md", "Lifetimes and borrowing rules", "Lifetimes and the borrowing rules");
    world
        .run("drill tracker sync")
        .says("reworded, progress kept: \"Lifetimes and borrowing rules\" is now \"Lifetimes and the borrowing rules\"")
        .anything()
        .code(0);
    let card = world.card(&id);
    assert_eq!(
        (&card["question"], &card["memory"]["repetitions"]),
        (&"Lifetimes and the borrowing rules".into(), &1.into())
    );
    world
        .run("drill log --matches")
        .prints("reworded  Lifetimes and the borrowing rules\n")
        .prints("was       Lifetimes and borrowing rules\n")
        .code(0);
}

#[test]
fn a_promise_may_change_freely() {
    let world = rust();
    world.change("tracker.md", "Ownership (can explain moves)", "Ownership (can explain moves and copies)");
    world.run("drill tracker sync").anything().code(0);
    let topic = world.topic("Ownership");
    assert_eq!((&topic["promise"], &topic["seen"]), (&"can explain moves and copies".into(), &1.into()));
}

#[test]
fn moved_and_reordered_lines_keep_theirs() {
    let world = rust();
    let id = answerless(&world);
    world.run(&format!("drill grade {id} 4")).anything().code(0);
    world.write("tracker.md", "## Deep Learning\n- [ ] Dropout\n\n# More\n- [ ] Lifetimes and borrowing rules\n- [ ] Traits\n\n## Rust\n- [ ] Ownership (can explain moves)\n");
    world.run("drill tracker sync").anything().code(0);
    for (title, seen) in [("Ownership", 1), ("Traits", 1), ("Lifetimes and borrowing rules", 1)] {
        assert_eq!(world.topic(title)["seen"], seen, "{title}");
        assert_eq!(world.topic(title)["awake"], true, "{title}");
    }
    assert_eq!(world.card(&id)["memory"]["repetitions"], 1);
    assert_eq!(
        world.json("drill topics --all --json").as_array().unwrap().iter().filter(|it| it["title"] == "Traits").count(),
        1
    );
}

#[test]
fn a_deleted_line_puts_its_topic_to_sleep_with_its_history() {
    let world = rust();
    let id = answerless(&world);
    world.run(&format!("drill grade {id} 4")).anything().code(0);
    world.change("tracker.md", "- [ ] Lifetimes and borrowing rules\n", "");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(world.topic("Lifetimes and borrowing rules")["awake"], false);
    assert_eq!(world.card(&id)["memory"]["repetitions"], 1);
    world.day(2);
    let due = world.json("drill due --json")["due"].clone();
    assert_eq!(due, 2, "asleep is not due");
    // Back again, it goes on where it was.
    world.change("tracker.md", "- [ ] Traits\n", "- [ ] Traits\n- [ ] Lifetimes and borrowing rules\n");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(world.topic("Lifetimes and borrowing rules")["awake"], true);
    assert_eq!(world.json("drill due --json")["due"], 3);
}

#[test]
fn topics_of_the_users_decks_stay_awake_without_a_line() {
    let world = rust();
    world.change("tracker.md", "- [ ] Traits\n", "");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(world.topic("Traits")["awake"], true);
    assert_eq!(world.topic("Traits")["seen"], 1);
}

#[test]
fn a_line_is_joined_by_title_alone_when_that_is_unique() {
    let world = World::new()
        .tracker("# My own words\n\n## Stuff to know\n- [ ] dropout\n- [ ] **Batch normalization** (mine)\n");
    for title in ["dropout", "Batch normalization"] {
        assert_eq!(world.topic(title)["awake"], true, "{title}");
        assert!(world.topic(title)["cards"].as_u64() > Some(1), "{title}");
    }
}

#[test]
fn a_near_match_is_proposed_and_map_joins_it() {
    let world = World::new().file("t.md", "## Deep Learning\n- [ ] Dropout\n- [ ] Batch normalisation layers\n");
    let done = world
        .run("drill tracker link /w/t.md")
        .prints("line 3: \"Batch normalisation layers\" may be \"Batch normalization\": drill tracker map 3 ")
        .anything()
        .code(0);
    let command = done.out.lines().find_map(|line| line.split_once(": drill tracker map 3 ")).unwrap().1.to_owned();
    assert_eq!(world.topic("Batch normalization")["awake"], false);
    world
        .run(&format!("drill tracker map 3 {command}"))
        .prints("line 3: \"Batch normalisation layers\" is \"Batch normalization\" now\n")
        .anything()
        .code(0);
    assert_eq!(world.topic("Batch normalisation layers")["awake"], true);
    // It stays joined.
    world.change("t.md", "## Deep Learning\n", "## Deep Learning\n\n");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(world.topic("Batch normalisation layers")["awake"], true);
    assert_eq!(world.json("drill tracker --json")["lines"][1]["topic"], "Batch normalization");
}

#[test]
fn map_takes_a_number_or_words_and_refuses_what_is_neither() {
    let world = World::new().tracker("## Deep Learning\n- [ ] Dropout\n- [ ] Regularising nets by noise\n");
    world.run("drill tracker map 'by noise' regularization").anything().code(0);
    assert_eq!(world.json("drill tracker --json")["lines"][1]["topic"], "Regularization: L1 vs L2");
    world
        .run("drill tracker map 99 dropout")
        .says("error: no topic line is called '99'")
        .says("hint: `drill tracker check`")
        .code(1);
    world
        .run("drill tracker map 2 dorpout")
        .says("error: no topic is called 'dorpout'")
        .says("hint: did you mean 'Dropout'?")
        .code(1);
    world.run("drill tracker map 2 'deep learning'").says("error: 'deep learning' is a section of").code(1);
}

#[test]
fn ids_of_topics_stay_when_their_words_change() {
    let world = rust();
    let id = world.topic("Lifetimes and borrowing rules")["id"].clone();
    world.change("tracker.md", "Lifetimes and borrowing rules", "Lifetimes, borrowing rules");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(world.topic("Lifetimes, borrowing rules")["id"], id);
}

#[test]
fn many_reworded_lines_are_one_line_and_a_command_that_lists_them() {
    let names = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf"];
    let lines: String = names.iter().map(|name| format!("- [ ] The theory of {name} numbers\n")).collect();
    let world = World::alone(&format!("## Maths\n{lines}"));
    let text = world.read("tracker.md").replace("The theory of", "A theory of");
    world.write("tracker.md", text);
    world
        .run("drill tracker sync")
        .says("note: 7 lines were reworded, progress kept: `drill log --matches` lists them\n")
        .anything()
        .code(0);
    let done = world.run("drill log --matches").anything().code(0);
    assert_eq!(done.out.matches("reworded").count(), 7, "{}", done.out);
}

#[test]
fn the_config_overrides_what_headings_say() {
    let world = World::new().file(
        "t.md",
        "## To do\n- [ ] Dropout\n## Topics\n- [ ] Backpropagation\n## Archive topics\n- [ ] Tokenization strategies\n",
    );
    world.run("drill config tracker.topics '[\"To do\"]'").anything().code(0);
    world.run("drill config tracker.ignore '[\"archive topics\"]'").anything().code(0);
    world
        .run("drill tracker link /w/t.md")
        .prints("2 topic lines joined to cards\n")
        .prints("skipped /w/t.md:6: ignored")
        .anything()
        .code(0);
    assert_eq!(world.topic("Dropout")["awake"], true);
    assert_eq!(world.topic("Tokenization strategies")["awake"], false);
}
