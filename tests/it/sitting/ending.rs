use super::{six, topic};
use crate::world::World;

#[test]
fn an_interrupt_ends_with_the_summary_and_loses_nothing() {
    for keys in ["\n4\n^C\n", "\n4\n\n^C\n"] {
        let world = six();
        world
            .run("drill")
            .types(keys)
            .out("done: 1 card, 1 new, 0 min\n\nstill today: 5 new; 5 planned\nnext: 1 card on 2026-03-02, tomorrow\n")
            .code(130);
        assert_eq!(world.card("a")["review_count"], 1);
    }
    six().run("drill").types("^C\n").prints("nothing was graded\n").code(130);
}

#[test]
fn the_summary_names_what_was_missed_with_its_answer() {
    six()
        .run("drill --new 2")
        .grades("2")
        .grades("4")
        .types("q\n")
        .out("done: 2 cards, 2 new, 0 min\n\nmissed:\n  Ownership: a?\n    = aa\n\n1 card comes again today\nstill today: 4 new, 1 learning again; 5 planned\nnext: 2 cards on 2026-03-02, tomorrow\n")
        .code(0);
}

#[test]
fn the_summary_names_boxes_earned_and_lost() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b"));
    world.run("drill").grades("44").types("\n").anything().code(0);
    world
        .day(2)
        .run("drill")
        .grades("44")
        .types("\n")
        .says("box earned: Ownership (Rust)\n")
        .out("done: 2 cards, 0 min, recalled 2 of 2 (100 %)\n\nbox earned: Ownership\n\nnext: 2 cards on 2026-03-08, in 6 days\n")
        .code(0);
    world
        .day(8)
        .seed(1)
        .run("drill")
        .grades("2")
        .types("q\n")
        .says("box lost: Ownership (Rust)\n")
        .prints("\nbox lost: Ownership\n")
        .code(0);
    assert!(world.read("tracker.md").contains("- [ ] Ownership"));
}

#[test]
fn a_box_that_was_earned_and_lost_by_undo_is_not_in_the_summary() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a"));
    world.run("drill").grades("4").types("\n").anything().code(0);
    let before = world.read("tracker.md");
    world
        .day(2)
        .run("drill")
        .grades("4")
        .types("u\nq\n")
        .says("box earned: Ownership (Rust)\n")
        .says("box open again: Ownership (Rust)\n")
        .prints("nothing was graded\n")
        .code(0);
    assert_eq!(world.read("tracker.md"), before);
    assert_eq!(world.state("Ownership"), "open");
}

#[test]
fn the_first_run_asks_nothing_and_says_three_things() {
    let world = World::new();
    let done = world.run("drill").types("q\n").anything().code(0);
    let lines: Vec<&str> = done.err.lines().take(3).collect();
    assert_eq!(lines[0], "your data lie in /w/home");
    assert!(lines[1].contains("drill tracker link FILE"), "{lines:?}");
    assert!(lines[2].contains("q quits"), "{lines:?}");
    world.run("drill").types("q\n").never_says("your data lie in").anything().code(0);
}
