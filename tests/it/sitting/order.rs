use std::collections::BTreeSet;

use super::topic;
use crate::world::World;

/// The topic and section of each answer, in order.
fn places(world: &World) -> Vec<(String, String)> {
    let cards = world.json("drill cards --json");
    let place = |id: &String| {
        let card = cards.as_array().unwrap().iter().find(|card| card["id"] == id.as_str()).unwrap();
        (card["topic"].as_str().unwrap().to_owned(), card["section"].as_str().unwrap().to_owned())
    };
    world.answered().iter().map(place).collect()
}

#[test]
fn new_cards_come_from_three_topics_of_different_sections_in_turn() {
    let world = World::new();
    world.run("drill").grades(&"4".repeat(15)).types("\n").prints("done: 15 cards, 15 new").anything().code(0);
    let places = places(&world);
    assert_eq!(places.len(), 15);
    let first: Vec<&(String, String)> = places[..3].iter().collect();
    assert_eq!(first.iter().map(|place| &place.1).collect::<BTreeSet<_>>().len(), 3, "{first:?}");
    for three in places.windows(2) {
        assert_ne!(three[0].0, three[1].0, "neighbours of one topic");
    }
    let ids = world.answered();
    assert!(ids.iter().all(|id| world.card(id)["core"] == true), "core first");
}

#[test]
fn the_next_topic_opens_when_a_core_set_was_seen() {
    let lines = "## A\n- [ ] One\n## B\n- [ ] Two\n## C\n- [ ] Three\n## D\n- [ ] Four\n";
    let world = World::alone(lines)
        .deck("1.md", &topic("A", "One", "a1 a2"))
        .deck("2.md", &topic("B", "Two", "b1 b2 b3"))
        .deck("3.md", &topic("C", "Three", "c1 c2 c3"))
        .deck("4.md", &topic("D", "Four", "d1 d2"));
    world.run("drill").grades(&"4".repeat(10)).types("\n").anything().code(0);
    assert_eq!(world.answered().join(" "), "a1 b1 c1 a2 b2 c2 d1 b3 c3 d2");
}

#[test]
fn a_topic_begun_yesterday_goes_on_before_another_opens() {
    let lines = "## A\n- [ ] One\n## B\n- [ ] Two\n## C\n- [ ] Three\n## D\n- [ ] Four\n";
    let world = World::alone(lines)
        .deck("1.md", &topic("A", "One", "a1 a2"))
        .deck("2.md", &topic("B", "Two", "b1 b2"))
        .deck("3.md", &topic("C", "Three", "c1 c2"))
        .deck("4.md", &topic("D", "Four", "d1"));
    world.run("drill --topic Four --topic Three --new 2").grades("44").types("\n").anything().code(0);
    world.run("drill --new 4").grades("4444").types("\n").anything().code(0);
    let later = world.answered().split_off(2);
    // Four has no card left; Three is in progress, so it is one of the three.
    assert!(later.contains(&"c2".to_owned()), "{later:?}");
}

#[test]
fn extras_wait_until_every_core_card_was_seen() {
    let one = topic("A", "One", "a1 a2 a3").replace("Id: a2\n", "Id: a2\nTags: extra\n");
    let world = World::alone("## A\n- [ ] One\n## B\n- [ ] Two\n")
        .deck("1.md", &one)
        .deck("2.md", &topic("B", "Two", "b1 b2 b3"));
    world.run("drill").grades(&"4".repeat(6)).types("\n").anything().code(0);
    assert_eq!(world.answered().join(" "), "a1 b1 a3 b2 b3 a2");
}

#[test]
fn due_cards_come_before_new_ones_and_an_audit_between() {
    let world = World::alone("## A\n- [ ] One\n## B\n- [x] Two\n")
        .deck("1.md", &topic("A", "One", "a1 a2 a3"))
        .deck("2.md", &topic("B", "Two", "b1 b2"));
    world.run("drill --new 1").types("q\n").anything().code(0);
    world.run("drill grade a1 4").anything().code(0);
    world
        .day(2)
        .run("drill")
        .grades("4444")
        .types("\n")
        .asks("due: a1? | audit of your tick: b1? | new: a2? | new: a3?")
        .code(0);
}

#[test]
fn the_same_seed_gives_the_same_order() {
    let order = |seed: u64| {
        let world = World::alone("## A\n- [ ] One\n").deck("1.md", &topic("A", "One", "a b c d e f g h"));
        world.run("drill").grades(&"4".repeat(8)).types("\n").anything().code(0);
        world.day(2).seed(seed).run("drill").grades(&"4".repeat(8)).types("\n").anything().code(0);
        world.answered().split_off(8)
    };
    assert_eq!(order(1), order(1));
    assert_ne!(order(1), order(2));
}

/// What `due` calls planned is what the next sitting shows, day after day, whatever was answered.
#[test]
fn planned_is_what_the_next_sitting_shows() {
    let world = World::new();
    for day in 0..8 {
        world.days_later(day);
        let due = world.json("drill due --json");
        let before = world.answered().len();
        // Nothing fails, so nothing comes again.
        world.run("drill").grades(&"45".repeat(40)).anything().code(0);
        let shown = world.answered().len() - before;
        assert_eq!(due["planned"], shown, "day {day}: {due}");
    }
}

/// The same when something is owed, and when today is half done.
#[test]
fn planned_counts_what_is_owed() {
    let world = World::new();
    for day in 0..6 {
        world.days_later(day).seed(day.unsigned_abs());
        world
            .run("drill")
            .grades(["24153", "0", "333", "45452221"][usize::try_from(day).unwrap() % 4])
            .types("q\n")
            .anything()
            .code(0);
        let due = world.json("drill due --json");
        let before = world.answered().len();
        world.run("drill").grades(&"5".repeat(100)).anything().code(0);
        assert_eq!(due["planned"], world.answered().len() - before, "day {day}: {due}");
    }
}
