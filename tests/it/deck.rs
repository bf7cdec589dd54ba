//! `drill deck`, and what becomes of cards when their files change.

use std::fs;

use crate::{sitting::topic, world::World};

const SET: &str = "# Rust\n\n## Ownership\n\n\
    Q: What happens to a value when its owner goes out of scope?\nA: It is dropped at once.\n\n\
    Q: How many mutable references to one value may live at a time?\nA: Exactly one, and no shared one beside it.\n\n\
    Q: What does the borrow checker compare lifetimes of?\nA: References and the values that they point to.\n";

/// Three cards without ids, each graded once: 5, 4, 3.
fn known() -> World {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("o.md", SET);
    for (question, grade) in [
        "What happens to a value when its owner goes out of scope?",
        "How many mutable references to one value may live at a time?",
        "What does the borrow checker compare lifetimes of?",
    ]
    .iter()
    .zip(["5", "4", "3"])
    {
        world.run(&format!("drill grade {} {grade}", world.id(question))).anything().code(0);
    }
    world
}

/// The eases of the cards of Ownership, by their questions.
fn eases(world: &World) -> Vec<String> {
    let cards = world.json("drill cards --topic ownership --json");
    let mut eases: Vec<String> = cards
        .as_array()
        .unwrap()
        .iter()
        .map(|card| format!("{}: {}", card["question"].as_str().unwrap(), card["memory"]["ease"]))
        .collect();
    eases.sort();
    eases
}

const SYNC: &str = "drill tracker sync";

#[test]
fn a_reworded_question_keeps_its_progress_and_is_printed() {
    let world = known();
    world.change(
        "home/decks/o.md",
        "How many mutable references to one value may live at a time?",
        "How many mutable references to the same value may live at once?",
    );
    world.run(SYNC).says("o.md:8: reworded, progress kept").anything().code(0);
    assert!(eases(&world)[0].ends_with("at once?: 2.5"), "{:?}", eases(&world));
    assert_eq!(world.topic("Ownership")["cards"], 3);
    world
        .run("drill log --matches")
        .out(
            "2026-03-01 09:00  reworded  How many mutable references to the same value may live at once?\n\
             \x20                 was       How many mutable references to one value may live at a time?\n",
        )
        .code(0);
}

#[test]
fn a_mended_answer_keeps_its_progress_and_is_printed() {
    let world = known();
    world.change("home/decks/o.md", "It is dropped at once.", "It is dropped right there.");
    world.run(SYNC).says("o.md:5: mended, progress kept (by its question)").anything().code(0);
    assert_eq!(
        world.card(&world.id("What happens to a value when its owner goes out of scope?"))["memory"]["ease"],
        2.6
    );
}

#[test]
fn reordered_cards_keep_theirs() {
    let world = known();
    let before = eases(&world);
    let cards: Vec<&str> = SET.split("\n\n").collect();
    world.write("home/decks/o.md", [cards[0], cards[1], cards[4], cards[2], cards[3]].join("\n\n"));
    world.run(SYNC).says("o.md: the order of its cards changed, progress kept").anything().code(0);
    assert_eq!(eases(&world), before);
}

#[test]
fn a_card_moved_to_another_topic_or_file_keeps_its_progress() {
    let world = known();
    world.change("home/decks/o.md", "\nQ: What does the borrow", "\n## Borrowing\n\nQ: What does the borrow");
    world.run(SYNC).says("moved, progress kept").anything().code(0);
    let id = world.id("What does the borrow checker compare lifetimes of?");
    assert_eq!((&world.card(&id)["topic"], &world.card(&id)["memory"]["ease"]), (&"Borrowing".into(), &2.36.into()));
    let world = known();
    let before = eases(&world);
    fs::rename(world.path("home/decks/o.md"), world.path("home/decks/renamed.md")).unwrap();
    world.run(SYNC).anything().code(0);
    assert_eq!(eases(&world), before, "a renamed file");
}

#[test]
fn cards_with_ids_move_between_files() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("o.md", &topic("Rust", "Ownership", "a b"));
    world.run("drill grade a 5").anything().code(0);
    fs::rename(world.path("home/decks/o.md"), world.path("home/decks/p.md")).unwrap();
    world.run(SYNC).never_says("warning").anything().code(0);
    assert_eq!(
        (world.card("a")["parked"].clone(), world.memory("a")),
        (false.into(), "n 1, 1 days, 2.6, 2026-03-02, lapses 0".to_owned())
    );
    // One card goes on to a file of its own.
    world
        .change("home/decks/p.md", "Q: a?\nA: aa\nId: a\n", "")
        .write("home/decks/q.md", topic("Rust", "Ownership", "a"));
    world.run(SYNC).never_says("warning").anything().code(0);
    assert_eq!(
        (world.topic("Ownership")["cards"].clone(), world.memory("a")),
        (2.into(), "n 1, 1 days, 2.6, 2026-03-02, lapses 0".to_owned())
    );
}

#[test]
fn a_removed_card_is_parked_and_comes_back_with_its_history() {
    let world = known();
    let id = world.id("What happens to a value when its owner goes out of scope?");
    let text = world.read("home/decks/o.md");
    world.change(
        "home/decks/o.md",
        "Q: What happens to a value when its owner goes out of scope?\nA: It is dropped at once.\n",
        "",
    );
    world.run(SYNC).says("note: 1 card left the decks, history kept: \"What happens to a value").anything().code(0);
    assert_eq!(world.topic("Ownership")["cards"], 2);
    assert_eq!((&world.card(&id)["parked"], &world.card(&id)["review_count"]), (&true.into(), &1.into()));
    assert_eq!(world.day(2).json("drill due --json")["due"], 2, "a parked card is not due");
    world.write("home/decks/o.md", text);
    world.run(SYNC).says("note: 1 card came back with history\n").anything().code(0);
    assert_eq!((&world.card(&id)["parked"], &world.card(&id)["memory"]["ease"]), (&false.into(), &2.6.into()));
}

#[test]
fn a_new_card_is_new() {
    let world = known();
    world.change(
        "home/decks/o.md",
        "## Ownership\n",
        "## Ownership\n\nQ: Which trait makes a type copied instead of moved?\nA: Copy\n",
    );
    world.run(SYNC).never_says("reworded").anything().code(0);
    let card = world.card(&world.id("Which trait makes a type copied instead of moved?"));
    assert_eq!((&card["review_count"], world.topic("Ownership")["cards"].clone()), (&0.into(), 4.into()));
}

#[test]
fn more_than_five_matches_are_one_line_and_a_command() {
    let cards: String = (0..7)
        .map(|n| format!("Q: What is the number of the thing that we call {n}{n}{n}?\nA: the number {n}\n\n"))
        .collect();
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("o.md", &format!("# Rust\n\n## Ownership\n\n{cards}"));
    world.run(SYNC).anything().code(0);
    let text = world.read("home/decks/o.md").replace("that we call", "we call");
    world.write("home/decks/o.md", text);
    world
        .run(SYNC)
        .says("note: 7 cards were changed and known again, progress kept: `drill log --matches` lists them\n")
        .anything()
        .code(0);
    let listed = world.run("drill log --matches").prints("we call 666?\n").code(0).out;
    assert_eq!(listed.matches("reworded").count(), 7, "{listed}");
}

#[test]
fn a_broken_card_costs_that_card_and_is_told_with_its_place() {
    let world = World::alone("## Rust\n- [ ] Ownership\n");
    world.write(
        "home/decks/o.md",
        "# Rust\n## Ownership\nQ: kept?\nA: yes\n\nQ: lost?\nB: no\n\nC: also [lost\n\nleft :: right\n",
    );
    world
        .run("drill")
        .types("q\n")
        .says("warning: /w/home/decks/o.md:6:1: question without an answer; ")
        .says("warning: /w/home/decks/o.md:9:9: `[` without its other half; ")
        .asks("new: kept?")
        .code(0);
    assert_eq!(world.topic("Ownership")["cards"], 2);
    world
        .run("drill deck list")
        .prints("error at 6:1: question without an answer")
        .prints("error at 9:9")
        .anything()
        .code(0);
}

#[test]
fn lines_are_counted_from_the_top_of_the_file_front_matter_included() {
    let world = World::new().file("x.md", "---\nname = \"X\"\n---\n\nQ: lost?\n");
    world.run("drill deck check /w/x.md").prints("/w/x.md:5:1: error: question without an answer\n    hint: ").code(1);
}

#[test]
fn check_tells_errors_from_advice() {
    let good = "# Rust\n\n## Ownership\n\nQ: Why is a moved value not dropped twice?\nA: The old variable gives up its duty to drop it.\nSource: The Rust Reference, Destructors\nId: move-drop\nTags: why\n";
    let world = World::new()
        .file("good.md", good)
        .file("bad.md", "Q: a\n")
        .file("weak.md", "# X\n## Y\nQ: Is it true?\nA: yes\n");
    world
        .run("drill deck check /w/bad.md")
        .prints("/w/bad.md:1:1: error: question without an answer\n")
        .prints("1 file, 0 cards, 1 error")
        .code(1);
    let done = world.run("drill deck check /w/weak.md").prints("0 errors").code(0);
    assert!(done.out.contains("of advice (--strict lists it)\n") && !done.out.contains("advice: "), "{}", done.out);
    world.run("drill deck check /w/weak.md --strict").prints("/w/weak.md:3:").prints(": advice: ").code(1);
    let json = world.run("drill deck check /w/ --json").anything().code(1);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&json["files"], &json["cards"], &json["errors"]), (&3.into(), &2.into(), &1.into()));
    assert!(!world.has("home"), "a check creates nothing");
}

#[test]
fn the_shipped_decks_have_no_error() {
    let world = World::new();
    let done = world.run("drill deck check").prints(" 0 errors, ").code(0);
    assert!(done.out.starts_with("15 files, "), "{}", done.out);
}

#[test]
fn decks_are_added_and_removed() {
    let world = World::alone("")
        .file("mine/one.md", topic("Rust", "Ownership", "a b"))
        .file("mine/deep/two.md", topic("Go", "Channels", "c"));
    world.run("drill deck add /w/mine").out("added: /w/mine (2 files, 3 cards)\n").code(0);
    world.run("drill deck add /w/mine").out("already in use: /w/mine (2 files, 3 cards)\n").code(0);
    assert_eq!(
        (world.topic("Ownership")["awake"].clone(), world.topic("Channels")["cards"].clone()),
        (true.into(), 1.into())
    );
    world.run("drill deck list").prints("/w/mine/deep/two.md").prints("/w/mine/one.md").anything().code(0);
    world.run("drill grade a 4").anything().code(0);
    // Read in place: a change is seen at once.
    world.change("mine/one.md", "Q: b?", "Q: b, again?");
    assert_eq!(world.card("b")["question"], "b, again?");
    world
        .run("drill deck remove /w/mine")
        .says("3 cards left the decks, history kept")
        .out("removed: /w/mine; history kept\n")
        .code(0);
    assert_eq!((world.card("a")["parked"].clone(), world.card("a")["review_count"].clone()), (true.into(), 1.into()));
    assert!(world.has("mine/one.md"), "the files are the user's");
    world.run("drill deck remove /w/mine").says("error: /w/mine was not added").code(1);
    world.run("drill deck add /w/mine").prints("added").anything().code(0);
    assert_eq!(world.memory("a"), "n 1, 1 days, 2.5, 2026-03-02, lapses 0");
}

#[test]
fn one_file_may_be_added_and_a_folder_without_decks_may_not() {
    let world = World::alone("").file("one.md", topic("Rust", "Ownership", "a")).file("empty/notes.txt", "nothing");
    world.run("drill deck add /w/one.md").out("added: /w/one.md (1 file, 1 card)\n").code(0);
    world
        .run("drill deck add /w/empty")
        .err("error: /w/empty holds no deck and no scenario\nhint: both are Markdown files, *.md; scenarios lie in a folder named `scenarios`\n")
        .code(1);
    world.run("drill deck add /w/none").says("error: ").says("/w/none").code(1);
}

#[test]
fn a_folder_that_is_away_takes_nothing_away() {
    let world = World::alone("").file("mine/one.md", topic("Rust", "Ownership", "a"));
    world.run("drill deck add /w/mine").anything().code(0);
    world.run("drill grade a 4").anything().code(0);
    fs::rename(world.path("mine"), world.path("away")).unwrap();
    world.run(SYNC).says("warning: ").says("/w/mine").anything().code(0);
    assert_eq!(world.card("a")["parked"], false);
    fs::rename(world.path("away"), world.path("mine")).unwrap();
    world.run(SYNC).anything().code(0);
    assert_eq!(world.memory("a"), "n 1, 1 days, 2.5, 2026-03-02, lapses 0");
}

#[test]
fn a_card_with_the_id_of_a_shipped_one_overrides_it_and_that_is_said() {
    let world = World::new();
    let cards = world.json("drill cards --topic dropout --json");
    let (id, count) = (cards[0]["id"].as_str().unwrap().to_owned(), cards.as_array().unwrap().len());
    world.run(&format!("drill grade {id} 5")).anything().code(0);
    world.write("home/decks/mine.md", format!("# Deep Learning\n\n## Dropout\n\nQ: mine?\nA: mine\nId: {id}\n"));
    world
        .run(SYNC)
        .says(&format!("note: /w/home/decks/mine.md:5 overrides the shipped card {id}\n"))
        .anything()
        .code(0);
    let card = world.card(&id);
    assert_eq!((&card["question"], &card["memory"]["repetitions"]), (&"mine?".into(), &1.into()));
    assert_eq!(world.topic("Dropout")["cards"], count, "in its place, not beside it");
    fs::remove_file(world.path("home/decks/mine.md")).unwrap();
    world.run(SYNC).anything().code(0);
    assert_eq!(
        (&world.card(&id)["question"], &world.card(&id)["memory"]["repetitions"]),
        (&cards[0]["question"], &1.into())
    );
    assert_eq!(world.topic("Dropout")["cards"], count);
}

#[test]
fn two_cards_of_the_users_with_one_id_are_an_error() {
    let world = World::alone("")
        .deck("1.md", "# R\n## T\nQ: first?\nA: 1\nId: same\n")
        .deck("2.md", "# R\n## T\nQ: second?\nA: 2\nId: same\n\nQ: third?\nA: 3\n");
    world
        .run(SYNC)
        .says("warning: /w/home/decks/2.md:3:1: id `same` is taken by /w/home/decks/1.md:3")
        .anything()
        .code(0);
    assert_eq!(
        (world.card("same")["question"].clone(), world.topic("T")["cards"].clone()),
        ("first?".into(), 2.into())
    );
    world.run("drill deck check /w/home/decks").prints("error: id `same` is taken").code(1);
    // Mending one brings the other back.
    world.change("home/decks/1.md", "Id: same", "Id: other");
    world.run(SYNC).anything().code(0);
    assert_eq!(
        (world.card("same")["question"].clone(), world.topic("T")["cards"].clone()),
        ("second?".into(), 3.into())
    );
}

#[test]
fn decks_of_the_plain_text_tools_load_unchanged() {
    // hashcards: front matter, Q/A, cloze; no headings.
    let hashcards = "---\nname = \"Cell Biology\"\n---\n\nQ: What is the synonym of PKB?\nA: Akt\n\nC: The [order] of a group is [the cardinality of its underlying set].\n\n---\n\nQ: second?\nA: two\n";
    // repeater: the same tags, rules between cards, code.
    let repeater = "You can put your notes here.\n\nQ: What does this print?\n```rust\nprintln!(\"[x]\");\n```\nA: It prints [x].\n---\n\nC: Speech is [produced] in [Broca's] area.\n";
    let world = World::alone("").deck("cells.md", hashcards).deck("speech.md", repeater);
    world.run(SYNC).never_says("warning").anything().code(0);
    assert_eq!(
        (world.topic("Cell Biology")["cards"].clone(), world.topic("speech")["cards"].clone()),
        (4.into(), 3.into())
    );
    assert_eq!(
        world.card(&world.id("The […] of a group is the cardinality of its underlying set."))["answer"],
        "order"
    );
    let code = world.card(&world.id("What does this print?\n```rust\nprintln!(\"[x]\");\n```"));
    assert_eq!(code["answer"], "It prints [x].");
    world.run("drill deck check /w/home/decks").prints(", 0 errors, ").code(0);
}

#[test]
fn files_that_cannot_be_read_cost_themselves() {
    let world = World::alone("").deck("good.md", &topic("Rust", "Ownership", "a"));
    world.write("home/decks/bad.md", b"Q: a\xff\nA: b\n");
    world.write("home/decks/crlf.md", "# Go\r\n\r\n## Channels\r\n\r\nQ: c?\r\nA: cc\r\nId: c\r\n");
    world.run(SYNC).says("/w/home/decks/bad.md").anything().code(0);
    assert_eq!((world.card("a")["answer"].clone(), world.card("c")["answer"].clone()), ("aa".into(), "cc".into()));
}

#[test]
fn a_deck_of_the_users_on_a_shipped_topic_adds_to_it() {
    let world = World::new();
    let before = world.topic("Dropout")["cards"].as_u64().unwrap();
    world.write("home/decks/more.md", "# Deep Learning\n\n## Dropout\n\nQ: one more?\nA: yes\nId: more\n");
    assert_eq!(world.topic("Dropout")["cards"], before + 1);
    assert_eq!(world.topic("Dropout")["id"], World::new().topic("Dropout")["id"]);
}

#[test]
fn a_byte_that_is_not_utf_8_costs_its_card_and_the_file_is_not_written_to() {
    let world = World::alone("## Rust\n- [ ] Ownership\n");
    let deck = |word: &[u8]| {
        let head = b"# Rust\n## Ownership\nQ: kept?\nA: yes\n\nQ: the ".as_slice();
        [head, word, b"?\nA: lost\n\nQ: kept too?\nA: yes\n"].concat()
    };
    world.write("home/decks/o.md", deck("caf\u{e9}".as_bytes()));
    world.run(&format!("drill grade {} 5", world.id("the caf\u{e9}?"))).anything().code(0);
    let latin = deck(b"caf\xe9");
    world.write("home/decks/o.md", &latin);
    let told = "/w/home/decks/o.md:6:11: not UTF-8; save the file as UTF-8\n";
    world.run(SYNC).says(told).says("1 card left the decks, history kept").anything().code(0);
    assert_eq!(world.topic("Ownership")["cards"], 2);
    world
        .run("drill deck check /w/home/decks")
        .prints("/w/home/decks/o.md:6:11: error: not UTF-8\n    hint: save the file as UTF-8\n")
        .prints("1 file, 2 cards, 1 error")
        .code(1);
    // Editing a card of it would write the other one back without its byte.
    world.editor(|_, _| unreachable!("the editor is not opened"));
    world.run("drill").types("e\nq\n").says("error: /w/home/decks/o.md:6:11: not UTF-8").anything().code(0);
    assert_eq!(fs::read(world.path("home/decks/o.md")).unwrap(), latin);
    world.write("home/decks/o.md", deck("caf\u{e9}".as_bytes()));
    world.run(SYNC).says("1 card came back with history").anything().code(0);
}
