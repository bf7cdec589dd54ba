//! Boxes that answers earn and lose.

use crate::{sitting::topic, world::World};

/// One topic of two core cards and an extra, alone.
fn two() -> World {
    let deck = topic("Rust", "Ownership", "a b x").replace("Id: x\n", "Id: x\nTags: extra\n");
    World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &deck)
}

fn earned() -> World {
    let world = two();
    for day in 1..=2 {
        world.day(day).run("drill grade a 4").anything().code(0);
        world.run("drill grade b 4").anything().code(0);
    }
    assert_eq!(world.state("Ownership"), "earned");
    world
}

fn line(world: &World) -> String {
    world.read("tracker.md").lines().find(|line| line.contains("Ownership")).unwrap().to_owned()
}

#[test]
fn a_box_is_earned_when_every_core_card_was_recalled_twice() {
    let world = two();
    world.run("drill grade a 4").anything().code(0);
    world.run("drill grade b 3").anything().code(0);
    world.day(2).run("drill grade a 5").anything().code(0);
    assert_eq!((world.state("Ownership"), line(&world)), ("open".to_owned(), "- [ ] Ownership".to_owned()));
    world.run("drill grade b 3").err("box earned: Ownership (Rust)\n").prints("b: 3 hard").code(0);
    assert_eq!((world.state("Ownership"), line(&world)), ("earned".to_owned(), "- [x] Ownership".to_owned()));
    assert_eq!(world.topic("Ownership")["learned"], 2);
}

#[test]
fn practice_and_repeats_earn_nothing() {
    let world = two();
    for id in ["a", "b"] {
        for _ in 0..3 {
            world.run(&format!("drill grade {id} 5")).anything().code(0);
        }
    }
    assert_eq!(world.state("Ownership"), "open");
}

#[test]
fn a_counted_failure_of_a_core_card_loses_it() {
    let world = earned();
    world.day(8).run("drill grade a 2").err("box lost: Ownership (Rust)\n").anything().code(0);
    assert_eq!((world.state("Ownership"), line(&world)), ("open".to_owned(), "- [ ] Ownership".to_owned()));
}

#[test]
fn what_does_not_lose_it() {
    // An extra's failure, a repeat of the day, a pass with effort.
    let world = earned();
    for command in ["drill grade x 4", "drill grade a 0"] {
        world.run(command).anything().code(0);
        assert_eq!(world.state("Ownership"), "earned", "{command}");
    }
    world.day(3).run("drill grade x 0").anything().code(0);
    world.day(9).run("drill grade a 3").anything().code(0);
    assert_eq!((world.state("Ownership"), line(&world)), ("earned".to_owned(), "- [x] Ownership".to_owned()));
}

#[test]
fn a_failure_before_the_due_day_loses_it_as_well() {
    let world = earned();
    world.day(4).run("drill grade b hard").anything().code(0);
    assert_eq!(world.state("Ownership"), "earned");
    world.day(5).run("drill grade b again").err("box lost: Ownership (Rust)\n").anything().code(0);
}

#[test]
fn a_lost_box_is_earned_again() {
    let world = earned();
    world.day(8).run("drill grade a 1").anything().code(0);
    world.day(9).run("drill grade a 4").anything().code(0);
    assert_eq!(world.state("Ownership"), "open");
    world.day(10).run("drill grade a 4").err("box earned: Ownership (Rust)\n").anything().code(0);
    assert_eq!(line(&world), "- [x] Ownership");
}

#[test]
fn undo_restores_schedule_and_box_and_redo_brings_both_back() {
    let world = earned();
    let (memory, file) = (world.memory("a"), world.bytes("tracker.md"));
    world.day(8).run("drill grade a 0").anything().code(0);
    let (failed, unticked) = (world.memory("a"), world.bytes("tracker.md"));
    assert_ne!((&memory, &file), (&failed, &unticked));
    world.day(9).run("drill undo").err("box ticked again: Ownership (Rust)\n").prints("took back: grade 0").code(0);
    assert_eq!((world.memory("a"), world.bytes("tracker.md")), (memory, file));
    world.run("drill redo").says("box ").prints("brought back: grade 0").code(0);
    assert_eq!((world.memory("a"), world.bytes("tracker.md")), (failed, unticked));
}

#[test]
fn undo_of_the_earning_answer_opens_the_box() {
    let world = earned();
    world.run("drill undo").err("box open again: Ownership (Rust)\n").prints("took back: grade 4").code(0);
    assert_eq!((world.state("Ownership"), line(&world)), ("open".to_owned(), "- [ ] Ownership".to_owned()));
    world.run("drill redo").err("box ticked again: Ownership (Rust)\n").anything().code(0);
    assert_eq!(line(&world), "- [x] Ownership");
}

#[test]
fn undo_in_a_sitting_takes_the_box_back_as_well() {
    let world = two();
    world.run("drill").grades("444").types("\n").anything().code(0);
    let before = world.bytes("tracker.md");
    world
        .day(2)
        .run("drill")
        .grades("444")
        .types("u\nu\nu\nq\n")
        .says("box earned")
        .says("box open again")
        .anything()
        .code(0);
    assert_eq!(world.bytes("tracker.md"), before);
}

#[test]
fn a_core_card_added_later_unticks_nothing_and_comes_first() {
    let world = earned();
    world.change("home/decks/rust.md", "Q: x?", "Q: new?\nA: n\nId: n\n\nQ: x?");
    assert_eq!(world.state("Ownership"), "earned");
    assert_eq!(world.topic("Ownership")["core_new"], 1);
    world.day(3).run("drill topics").prints("earned, 1 core card new").code(0);
    world.run("drill report").prints("earned, 1 core card new").code(0);
    world.run("drill").types("q\n").asks("new: new?").code(0);
    assert_eq!(line(&world), "- [x] Ownership");
    world.run("drill grade n 4").anything().code(0);
    assert_eq!(world.state("Ownership"), "earned", "a first pass loses nothing");
    world.day(4).run("drill grade n 0").err("box lost: Ownership (Rust)\n").anything().code(0);
}

#[test]
fn without_a_core_card_all_cards_count() {
    let deck = topic("Rust", "Ownership", "a b");
    let deck = deck.replace("Id: a\n", "Id: a\nTags: extra\n").replace("Id: b\n", "Id: b\nTags: extra\n");
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &deck);
    assert_eq!(world.topic("Ownership")["core"], 0);
    for day in 1..=2 {
        world.day(day).run("drill grade a 4").anything().code(0);
    }
    assert_eq!(world.state("Ownership"), "open");
    for day in 3..=4 {
        world.day(day).run("drill grade b 4").anything().code(0);
    }
    assert_eq!(world.state("Ownership"), "earned");
}

#[test]
fn suspended_cards_count_and_parked_ones_do_not() {
    let world = two();
    for day in 1..=2 {
        world.day(day).run("drill grade a 4").anything().code(0);
    }
    world.run("drill suspend b").anything().code(0);
    assert_eq!(world.state("Ownership"), "open");
    world.change("home/decks/rust.md", "Q: b?\nA: bb\nId: b\n", "");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(world.topic("Ownership")["core"], 1);
    // The next counted answer of the rest settles it.
    world.day(8).run("drill grade a 4").anything().code(0);
    assert_eq!(world.state("Ownership"), "earned");
}

#[test]
fn two_lines_of_one_topic_share_its_box() {
    let world = World::alone("## Rust\n- [ ] Ownership\n- [ ] Ownership (again)\n")
        .deck("rust.md", &topic("Rust", "Ownership", "a"));
    for day in 1..=2 {
        world.day(day).run("drill grade a 4").anything().code(0);
    }
    let text = world.read("tracker.md");
    assert!(text.ends_with("- [x] Ownership\n- [x] Ownership (again)\n"), "{text}");
    world.day(3).change("tracker.md", "- [x] Ownership\n", "- [ ] Ownership\n");
    world.run("drill tracker sync").says("unticked by hand: open: Ownership").anything().code(0);
    let text = world.read("tracker.md");
    assert!(text.ends_with("- [ ] Ownership\n- [ ] Ownership (again)\n"), "{text}");
}
