//! Decks that are broken, doubled, gone for a while.

use std::fs;

use super::place::Place;

const DECK: &str = "# Rust\n\n## Ownership\n\nQ: Who owns a value?\nA: One binding.\nId: owner\n\n## Traits\n\n\
                    Q: What is a trait?\nA: Shared behaviour.\n";

#[test]
fn a_broken_card_costs_that_card_alone() {
    let place = Place::new();
    let broken = DECK.replace("## Traits", "Q: A question without its answer?\nId: lost\n\n## Traits");
    place.write("decks/rust.md", broken);
    place.run(["deck", "add", "decks"]).fails(0, &["rust.md:9:1: question without an answer"]);
    let cards = place.json(&["cards", "--topic", "rust"]);
    assert_eq!(cards.as_array().unwrap().len(), 2);
    let check = place.run(["deck", "check", "decks"]);
    check.fails(1, &[]);
    assert!(check.out.contains("rust.md:9:1: error: question without an answer\n    hint: "), "{}", check.out);
    let done = place.types(["--topic", "rust"], "\n4\n\n4\n\n");
    assert!(done.is_fine().out.starts_with("done: 2 cards"), "{}", done.out);
}

#[test]
fn a_card_that_breaks_is_kept_aside_and_comes_back_mended() {
    let place = Place::new();
    let deck = place.write("decks/rust.md", DECK);
    place.run(["deck", "add", "decks"]).is_fine();
    place.good("owner");
    fs::write(&deck, DECK.replace("A: One binding.\n", "")).unwrap();
    place.run(["tracker", "sync"]).fails(0, &["rust.md:5:1: question without an answer", "history kept"]);
    place.run(["grade", "owner", "4"]).code.unwrap();
    fs::write(&deck, DECK).unwrap();
    place.run(["tracker", "sync"]).fails(0, &["1 card came back with history"]);
    assert_eq!(place.json(&["card", "owner"])["memory"]["repetitions"], 1);
}

#[test]
fn a_deck_folder_that_is_away_takes_nothing_with_it() {
    let place = Place::new();
    place.write("decks/rust.md", DECK);
    place.run(["deck", "add", "decks"]).is_fine();
    place.good("owner");
    let before = place.json(&["card", "owner"]);
    fs::rename(place.path("decks"), place.path("away")).unwrap();
    let done = place.types(["--topic", "rust"], "\n4\n\n");
    done.fails(0, &["warning: ", "decks"]);
    assert!(done.out.starts_with("done: 1 card"), "its cards can still be asked: {}", done.out);
    for verb in [&["due"][..], &["cards"], &["topics"], &["deck", "list"]] {
        place.run(verb).is_fine();
    }
    fs::rename(place.path("away"), place.path("decks")).unwrap();
    assert!(!place.run(["tracker", "sync"]).is_fine().err.contains("warning"));
    assert_eq!(place.json(&["card", "owner"]), before);
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn a_deck_that_left_comes_back_with_its_history() {
    let place = Place::new();
    let deck = place.write("decks/rust.md", DECK);
    place.write("decks/other.md", "# Rust\n\n## Macros\n\nQ: Why?\nA: To write code with code.\n");
    place.run(["deck", "add", "decks"]).is_fine();
    place.good("owner");
    fs::remove_file(&deck).unwrap();
    place.run(["tracker", "sync"]).fails(0, &["2 cards left the decks, history kept"]);
    fs::write(&deck, DECK).unwrap();
    place.run(["tracker", "sync"]).fails(0, &["2 cards came back with history"]);
    assert_eq!(place.json(&["card", "owner"])["memory"]["repetitions"], 1);
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn doubled_names_cost_no_progress() {
    let place = Place::new();
    let twice =
        "# Rust\n\n## Ownership\n\nQ: Another one?\nA: Yes.\nId: owner\n\nQ: Who owns a value?\nA: One binding.\n";
    place.write("decks/a.md", DECK);
    place.write("decks/b.md", twice);
    let done = place.run(["deck", "add", "decks"]);
    done.fails(0, &["b.md:5:1: id `owner` is taken by ", "a.md:5"]);
    place.run(["deck", "check", "decks"]).fails(1, &[]);
    // The topic is one, whichever file names it; of two cards with one id the first keeps it.
    let topics = place.json(&["topics", "--all"]);
    let named = topics.as_array().unwrap().iter().filter(|topic| topic["title"] == "Ownership").count();
    assert_eq!(named, 1);
    assert_eq!(place.json(&["card", "owner"])["question"], "Who owns a value?");
    place.good("owner");
    // A tracker may name a topic twice: both lines share its box.
    let lines = "## Rust\n- [ ] Ownership\n- [ ] Traits\n- [ ] Ownership\n";
    let mine = place.write("t.md", lines);
    place.run(["tracker", "link", "t.md"]).is_fine();
    assert_eq!(place.wrong().len(), 1, "only what the deck itself says");
    assert_eq!(fs::read_to_string(mine).unwrap(), lines);
}

#[test]
fn files_that_are_no_decks_are_said() {
    let place = Place::new();
    place.write("decks/rust.md", DECK);
    place.write("decks/bytes.md", b"Q: \xff\xfe?\nA: \xc3\n");
    place.write("decks/empty.md", "");
    place.write("decks/nul.md", "Q: a\0b\nA: c\n");
    place.write("decks/front.md", "---\nname = [\n---\nQ: a\nA: b\n");
    place.run(["deck", "add", "decks"]).fails(0, &["bytes.md"]);
    assert_eq!(place.json(&["cards", "--topic", "rust"]).as_array().unwrap().len(), 2);
    place.run(["deck", "add", "nowhere"]).fails(1, &["error: cannot read nowhere"]);
    place.run(["deck", "remove", "decks"]).is_fine();
    assert_eq!(place.wrong(), Vec::<String>::new());
}
