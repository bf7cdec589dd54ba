//! Boxes that the user's own hand changes.

use crate::{sitting::topic, world::World};

fn three() -> World {
    World::alone("## Rust\n- [ ] Ownership\n- [ ] Traits\n- [ ] Macros\n")
        .deck("o.md", &topic("Rust", "Ownership", "a b c"))
        .deck("t.md", &topic("Rust", "Traits", "d e"))
        .deck("m.md", &topic("Rust", "Macros", "f g"))
}

fn tick(world: &World, title: &str) {
    world.change("tracker.md", &format!("- [ ] {title}\n"), &format!("- [x] {title}\n"));
}

fn untick(world: &World, title: &str) {
    world.change("tracker.md", &format!("- [x] {title}\n"), &format!("- [ ] {title}\n"));
}

fn synced(world: &World) {
    world.run("drill tracker sync").anything().code(0);
}

#[test]
fn a_hand_tick_is_a_claim_and_its_cards_are_not_new() {
    let world = three();
    synced(&world);
    tick(&world, "Ownership");
    let before = world.bytes("tracker.md");
    world.run("drill tracker sync").err("note: line 4: ticked by hand: claimed: Ownership\n").anything().code(0);
    assert_eq!(world.state("Ownership"), "claimed");
    assert_eq!(world.bytes("tracker.md"), before, "respected");
    world
        .run("drill")
        .grades("444")
        .types("s\ns\n\n")
        .asks("audit of your tick: a? | new: d? | new: f? | new: e? | new: g?")
        .code(0);
}

#[test]
fn each_bare_sitting_carries_one_audit_of_the_card_longest_untested() {
    let world = three();
    synced(&world);
    tick(&world, "Ownership");
    let audited = |err: &str| -> Vec<String> {
        let pages = err.split("audit of your tick, core\nRust › Ownership\n\n").skip(1);
        pages.map(|page| page.lines().next().unwrap().to_owned()).collect()
    };
    let audits = |err: &str| audited(err).len();
    for (day, card) in [(2, "a?"), (3, "b?"), (4, "c?")] {
        world.day(day);
        assert_eq!(world.json("drill due --json")["extra"], 1);
        let done = world.run("drill --no-tick").grades("555555555").types("\n").anything().code(0);
        assert_eq!(audited(&done.err), [card], "day {day}");
    }
    // Only a bare sitting carries one.
    world.day(6);
    for flags in ["--new 0", "--topic traits", "--ahead 30", "--limit 9"] {
        let done = world.run(&format!("drill {flags}")).types("q\n").anything().code(0);
        assert_eq!(audits(&done.err), 0, "{flags}");
    }
}

#[test]
fn a_failed_audit_is_doubt_and_a_second_one_loses_the_claim() {
    let world = three();
    synced(&world);
    tick(&world, "Ownership");
    world.run("drill --no-tick").types("\n1\nq\n").asks("audit of your tick: a? | new: d?").code(0);
    assert_eq!(world.state("Ownership"), "claimed");
    assert!(world.read("tracker.md").contains("- [x] Ownership"));
    // The next day another core card is asked.
    world.day(2);
    let done = world.run("drill").types("s\n\n0\nq\n").anything().code(0);
    assert!(done.err.contains("audit of your tick, core\nRust › Ownership\n\nb?\n"), "{}", done.err);
    assert!(done.err.contains("box lost (failed twice since your tick): Ownership (Rust)\n"), "{}", done.err);
    assert!(done.out.contains("box lost (failed twice since your tick): Ownership\n"), "with a sentence: {}", done.out);
    assert_eq!(world.state("Ownership"), "open");
    assert!(world.read("tracker.md").contains("- [ ] Ownership"));
    // Its cards come as new now.
    world.day(3);
    let done = world.run("drill").types(&"s\n".repeat(9)).anything().code(0);
    assert!(done.err.contains("new, core\nRust › Ownership\n\nc?\n"), "{}", done.err);
}

#[test]
fn a_passed_audit_settles_the_doubt() {
    let world = three();
    synced(&world);
    tick(&world, "Ownership");
    synced(&world);
    world.run("drill grade a 0").anything().code(0);
    world.day(2).run("drill grade b 5").anything().code(0);
    world.day(3).run("drill grade c 0").anything().code(0);
    assert_eq!(world.state("Ownership"), "claimed");
}

#[test]
fn a_claim_turns_into_earned_when_all_core_cards_are_learned() {
    let world = three();
    synced(&world);
    tick(&world, "Traits");
    synced(&world);
    let before = world.bytes("tracker.md");
    for day in 1..=2 {
        world.day(day).run("drill grade d 4").anything().code(0);
        world.run("drill grade e 4").anything().code(0);
    }
    assert_eq!(world.state("Traits"), "earned");
    assert_eq!(world.bytes("tracker.md"), before);
}

#[test]
fn a_hand_untick_stays_open_until_each_core_card_passed_once_more() {
    let world = three();
    for day in 1..=2 {
        world.day(day).run("drill grade d 4").anything().code(0);
        world.run("drill grade e 4").anything().code(0);
    }
    assert_eq!(world.state("Traits"), "earned");
    // Without another word the file would be what it was before the box was earned.
    world.change("tracker.md", "## Rust\n", "## Rust\n\nsome note\n\n");
    untick(&world, "Traits");
    world.day(3).run("drill tracker sync").err("note: line 8: unticked by hand: open: Traits\n").anything().code(0);
    world.run("drill grade d 5").anything().code(0);
    world.run("drill grade e 5").anything().code(0);
    assert_eq!(world.state("Traits"), "open", "practice does not count");
    world.day(8).run("drill grade d 4").anything().code(0);
    assert_eq!(world.state("Traits"), "open");
    world.run("drill grade e 4").err("box earned: Traits (Rust)\n").anything().code(0);
    assert!(world.read("tracker.md").contains("- [x] Traits"));
}

#[test]
fn several_hand_changes_at_once_are_a_restored_file() {
    let world = three();
    synced(&world);
    tick(&world, "Ownership");
    tick(&world, "Macros");
    let before = world.bytes("tracker.md");
    let log = world.json("drill log --limit 1000 --json");
    world
        .run("drill tracker sync")
        .err(
            "warning: /w/tracker.md looks restored, so nothing was taken from it and nothing written:\n\
             \x20 line 4: now ticked: Ownership\n  line 6: now ticked: Macros\n\
             hint: `drill tracker sync --mine` keeps drill's boxes, `--file` takes those of the file\n",
        )
        .code(1);
    assert_eq!(world.bytes("tracker.md"), before);
    assert_eq!(world.json("drill log --limit 1000 --json"), log, "nothing is recorded");
    assert_eq!((world.state("Ownership"), world.state("Macros")), ("open".to_owned(), "open".to_owned()));
    world.run("drill tracker").prints("undecided: line 4: now ticked: Ownership\n").anything().code(0);
    // A sitting says it and goes on; its grades are safe.
    world.run("drill --new 1").grades("4").types("\n").says("looks restored").anything().code(0);
    assert_eq!(world.bytes("tracker.md"), before);
}

#[test]
fn a_restored_file_is_decided_by_mine_or_file() {
    let world = three();
    synced(&world);
    let original = world.bytes("tracker.md");
    tick(&world, "Ownership");
    tick(&world, "Macros");
    world.run("drill tracker sync --mine").out("line 4: unticked: Ownership\nline 6: unticked: Macros\n").code(0);
    assert_eq!(world.bytes("tracker.md"), original);
    tick(&world, "Ownership");
    tick(&world, "Macros");
    world.run("drill tracker sync --file").says("line 4: ticked by hand: claimed: Ownership").anything().code(0);
    assert_eq!((world.state("Ownership"), world.state("Macros")), ("claimed".to_owned(), "claimed".to_owned()));
    world.run("drill tracker sync").out("/w/tracker.md is up to date\n").code(0);
}

#[test]
fn a_state_that_was_seen_before_is_a_restored_file() {
    let world = three();
    world.run("drill grade d 4").anything().code(0);
    world.run("drill grade e 4").anything().code(0);
    let old = world.bytes("tracker.md");
    world.day(2).run("drill grade d 4").anything().code(0);
    world.run("drill grade e 4").says("box earned: Traits").anything().code(0);
    world.write("tracker.md", &old);
    world.run("drill tracker sync").says("looks restored").says("line 5: now unticked: Traits").code(1);
    assert_eq!((world.state("Traits"), world.bytes("tracker.md")), ("earned".to_owned(), old));
    world.run("drill tracker sync --mine").out("line 5: ticked: Traits\n").code(0);
}

#[test]
fn one_change_to_a_new_state_is_the_users_hand() {
    let world = three();
    synced(&world);
    world.change("tracker.md", "- [ ] Traits\n", "- [x] Traits\n\nSome note.\n");
    synced(&world);
    assert_eq!(world.state("Traits"), "claimed");
}

#[test]
fn a_box_that_equals_the_intention_is_never_a_hand_edit() {
    let world = three();
    world.run("drill --no-tick").grades("4444444").types("\n").anything().code(0);
    world.day(2).run("drill --no-tick").grades("4444444").types("\n").anything().code(0);
    assert_eq!(world.state("Ownership"), "earned");
    // The user ticks what drill was about to tick.
    tick(&world, "Ownership");
    world.run("drill tracker sync").out("line 5: ticked: Traits\nline 6: ticked: Macros\n").code(0);
    assert_eq!(world.state("Ownership"), "earned");
}

#[test]
fn ticks_that_stand_there_at_the_link_are_claims() {
    let world =
        World::new().file("t.md", "## A\n- [x] Dropout\n- [X] Tokenization strategies\n- [ ] Backpropagation\n");
    world
        .run("drill tracker link /w/t.md")
        .says("line 2: ticked by hand: claimed: Dropout")
        .says("line 3:")
        .prints("linked")
        .code(0);
    assert_eq!(
        (world.state("Dropout"), world.state("Tokenization strategies")),
        ("claimed".to_owned(), "claimed".to_owned())
    );
    assert_eq!(world.read("t.md"), "## A\n- [x] Dropout\n- [X] Tokenization strategies\n- [ ] Backpropagation\n");
}

#[test]
fn undo_does_not_take_back_a_hand_change() {
    let world = three();
    world.run("drill grade a 4").anything().code(0);
    tick(&world, "Macros");
    synced(&world);
    world.run("drill undo").prints("took back: grade 4").anything().code(0);
    assert_eq!(world.state("Macros"), "claimed");
    world.run("drill undo").prints("took back: setting aside").anything().code(0);
}

#[test]
fn undo_never_writes_old_bytes_over_a_newer_hand_edit() {
    let world = three();
    for day in 1..=2 {
        world.day(day).run("drill grade d 4").anything().code(0);
        world.run("drill grade e 4").anything().code(0);
    }
    world.change("tracker.md", "## Rust\n", "## Rust\nwritten by hand since\n");
    world.run("drill undo").anything().code(0);
    let text = world.read("tracker.md");
    assert!(text.contains("written by hand since\n") && text.contains("- [ ] Traits\n"), "{text}");
}

#[test]
fn on_a_terminal_a_restored_file_is_asked_about() {
    for (answer, state, ticked) in
        [("m", "open", false), ("f", "claimed", true), ("l", "open", true), ("", "open", true)]
    {
        let world = three();
        synced(&world);
        tick(&world, "Ownership");
        tick(&world, "Macros");
        world
            .run("drill --new 1")
            .on_a_terminal()
            .types(&format!("{answer}\nq\n"))
            .says("looks restored")
            .anything()
            .code(0);
        assert_eq!(world.state("Ownership"), state, "{answer}");
        assert_eq!(world.read("tracker.md").contains("- [x] Ownership"), ticked, "{answer}");
    }
}

#[test]
fn a_failed_audit_is_not_followed_by_another_on_the_same_day() {
    let world = three();
    synced(&world);
    tick(&world, "Ownership");
    synced(&world);
    world.run("drill --no-tick").types("\n0\nq\n").asks("audit of your tick: a? | new: d?").code(0);
    // The same sitting again carries no further audit on that day.
    world.run("drill").types("q\n").never_says("audit of your tick").anything().code(0);
}
