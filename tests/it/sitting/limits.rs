use super::{six, topic};
use crate::world::World;

fn two_topics() -> World {
    World::alone("## Rust\n- [ ] Ownership\n## Go\n- [ ] Channels\n")
        .deck("rust.md", &topic("Rust", "Ownership", "a b c d"))
        .deck("go.md", &topic("Go", "Channels", "m n o"))
}

#[test]
fn the_limits_are_per_day_over_several_sittings() {
    let world = six();
    world.run("drill config new 3").anything().code(0);
    world.run("drill").grades("44").types("q\n").asks("new: a? | new: b? | new: c?").code(0);
    assert_eq!(world.json("drill due --json")["new"], 1);
    world.run("drill").grades("4").types("\n").asks("new: c?").code(0);
    assert_eq!(world.json("drill due --json")["new"], 0);
    world.run("drill").prints("nothing is due\n").code(0);
    let due = world.day(2).json("drill due --json");
    assert_eq!((&due["due"], &due["new"], &due["planned"]), (&3.into(), &3.into(), &6.into()));
}

#[test]
fn cards_of_the_day_are_limited() {
    let world = six();
    world.run("drill config grades 4").anything().code(0);
    world.run("drill").grades("44").types("q\n").asks("new: a? | new: b? | new: c?").code(0);
    world.run("drill").grades("44").types("\n").asks("new: c? | new: d?").code(0);
    world.run("drill").prints("today's 4 cards are done, so no further card enters\n").code(0);
    // Four are due tomorrow, and two more could be new: four enter.
    world.day(2);
    let due = world.json("drill due --json");
    assert_eq!((&due["due"], &due["new"], &due["planned"]), (&4.into(), &2.into(), &4.into()));
    // A week later all is due and more than enters: what was left out is said.
    world.run("drill --limit 6 --new 2").grades("444444").types("\n").anything().code(0);
    world.day(20).run("drill").grades("4444").types("\n").prints("2 due cards left out by the limits").code(0);
}

#[test]
fn minutes_of_the_day_stop_what_enters() {
    let world = six();
    world.run("drill config minutes 2").anything().code(0);
    world.run("drill").types("+50s\n\n4\n+50s\n\n4\n+20s\n\n4\n\n").asks("new: a? | new: b? | new: c?").code(0);
    world.run("drill").prints("today's 2 minutes are used up, so no further card enters\n").code(0);
    assert_eq!(world.json("drill due --json")["planned"], 0);
    // Two cards are due the next day, and no minute is left after the first.
    world.day(2).run("drill").types("+3m\n\n4\n\n").prints("2 due cards left out by the limits").code(0);
    world.run("drill").prints("no further card enters\nnext: 2 cards on 2026-03-03, tomorrow\n").code(0);
}

#[test]
fn minutes_count_at_most_two_per_card() {
    let world = six();
    world.run("drill config minutes 5").anything().code(0);
    // Ten minutes for each card, of which two count: the third is the last that enters.
    let fronts = "new: a? | new: b? | new: c?";
    world.run("drill").types("+10m\n\n4\n+10m\n\n4\n+10m\n\n4\n\n").asks(fronts).prints("6 min").code(0);
}

#[test]
fn flags_are_for_this_sitting_on_top_of_what_was_done() {
    let world = six();
    world.run("drill config new 1").anything().code(0);
    world.run("drill").grades("4").types("\n").asks("new: a?").code(0);
    world.run("drill --new 2").grades("44").types("\n").asks("new: b? | new: c?").code(0);
    world.run("drill --limit 1 --new 5").grades("4").types("\n").asks("new: d?").code(0);
    world.run("drill --minutes 1 --new 9").types("+61s\n\n4\n\n").asks("new: e?").code(0);
    world.run("drill").prints("nothing is due").code(0);
}

#[test]
fn a_zero_limit_of_new_cards_is_no_new_card() {
    let world = six();
    world.run("drill --new 0").prints("no card fits what was asked for\n").code(0);
    world.run("drill config new 0").anything().code(0);
    world.run("drill").prints("nothing is due\n").code(0);
}

#[test]
fn minutes_let_owed_repeats_follow() {
    let world = six();
    world.run("drill --minutes 1").types("+61s\n\n2\n\n4\n\n").asks("new: a? | again: a?").code(0);
}

#[test]
fn a_sitting_of_topics() {
    // Arguments, the fronts.
    let table = [
        ("--topic ownership", "new: a? | new: b? | new: c? | new: d?"),
        ("--topic Rust", "new: a? | new: b? | new: c? | new: d?"),
        ("--topic RUST --topic go --limit 4", "new: a? | new: m? | new: b? | new: n?"),
        ("--topic channel", "new: m? | new: n? | new: o?"),
        ("--topic go --topic channels", "new: m? | new: n? | new: o?"),
        ("--topic Go --new 1", "new: m?"),
    ];
    for (flags, fronts) in table {
        two_topics().run(&format!("drill {flags}")).grades("4444").types("\n").asks(fronts).code(0);
    }
}

#[test]
fn a_topic_reaches_what_sleeps_and_what_is_claimed() {
    let world = two_topics();
    world.run("drill --topic 'batch normalization' --new 2").grades("44").types("\n").anything().code(0);
    assert_eq!(world.answered().len(), 2, "a topic asleep");
    world.change("tracker.md", "- [ ] Channels", "- [x] Channels");
    world.run("drill --topic channels").says("ticked by hand: claimed: Channels").types("q\n").asks("new: m?").code(0);
}

#[test]
fn a_mistyped_topic_is_an_error_with_a_suggestion() {
    let world = two_topics();
    world
        .run("drill --topic ownerhsip")
        .err("error: no topic is called 'ownerhsip'\nhint: did you mean 'Ownership'?\n")
        .code(1);
    world
        .run("drill --topic zzzzzz")
        .err("error: no topic is called 'zzzzzz'\nhint: `drill topics --all` lists every topic\n")
        .code(1);
    world
        .run("drill --topic batch")
        .says("error: 'batch' fits 2 topics: Batch")
        .says("hint: type more of the name\n")
        .code(1);
}

#[test]
fn ahead_is_practice_and_leaves_the_due_day() {
    let world = six();
    world.run("drill --new 2").grades("44").types("\n").anything().code(0);
    world.day(2).run("drill --new 0").grades("44").types("\n").anything().code(0);
    world.day(3);
    world.run("drill --ahead 4").prints("no card fits what was asked for\n").code(0);
    let done = world.run("drill --ahead 5").grades("35").types("4\n\n").anything().code(0);
    assert!(done.err.contains("practice"), "{}", done.err);
    assert_eq!(world.memory("a"), "n 2, 6 days, 2.5, 2026-03-08, lapses 0");
    assert_eq!(world.memory("b"), "n 2, 6 days, 2.5, 2026-03-08, lapses 0");
    let kind = |id: &str| world.card(id)["reviews"][2]["kind"].clone();
    assert_eq!((kind("a"), kind("b")), ("practice".into(), "practice".into()));
}

#[test]
fn a_failure_ahead_of_the_day_counts_in_full() {
    let world = six();
    world.run("drill --new 1").grades("4").types("\n").anything().code(0);
    world.day(2).run("drill --new 0").grades("4").types("\n").anything().code(0);
    world.day(4).run("drill --ahead 9").grades("2").types("q\n").anything().code(0);
    assert_eq!(world.memory("a"), "n 0, 1 days, 2.18, 2026-03-05, lapses 1");
}

#[test]
fn the_weakest_come_first_and_no_more_than_asked_for() {
    let world = six();
    world.run("drill --new 4").grades("5").grades("4").grades("2").grades("3").types("q\n").anything().code(0);
    // Ease: a 2.60, b 2.50, c 2.18, d 2.36.
    let world = world;
    world.day(2);
    let done = world.run("drill --weakest 2").grades("44").types("\n").anything().code(0);
    let ids: Vec<String> = world.answered().split_off(4);
    assert_eq!(std::collections::BTreeSet::from_iter(ids), ["c", "d"].map(str::to_owned).into(), "{}", done.err);
}

#[test]
fn without_ticks_the_file_waits() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b"));
    world.run("drill --no-tick").grades("44").types("\n").anything().code(0);
    let before = world.bytes("tracker.md");
    world.day(2).run("drill --no-tick").grades("44").types("\n").prints("box earned: Ownership").code(0);
    assert_eq!(world.bytes("tracker.md"), before);
    assert_eq!(world.state("Ownership"), "earned");
    world.run("drill tracker sync").out("line 4: ticked: Ownership\n").code(0);
    assert!(world.read("tracker.md").contains("- [x] Ownership"));
}

#[test]
fn flags_out_of_range_are_usage_errors() {
    for flags in [
        "--minutes 0",
        "--limit 0",
        "--limit -1",
        "--new x",
        "--ahead 0",
        "--weakest 0",
        "--minutes",
        "--ahead 1 --weakest 1",
        "--nwe 1",
    ] {
        World::new().run(&format!("drill {flags}")).says("error: ").code(2);
    }
}

#[test]
fn nothing_due_says_so_and_when_the_next_is() {
    let world = six();
    world.run("drill").grades("444444").types("\n").anything().code(0);
    world.run("drill").out("nothing is due\nnext: 6 cards on 2026-03-02, tomorrow\n").code(0);
    // The next day, all done, what was learned may be practised.
    world.day(2).run("drill").grades("444444").types("\n").anything().code(0);
    world
        .day(3)
        .run("drill")
        .out(
            "nothing is due\nnext: 6 cards on 2026-03-08, in 5 days\nmore today: drill --ahead 5, drill --weakest 10\n",
        )
        .code(0);
    World::alone("").run("drill").prints("nothing is due\n").code(0);
}

#[test]
fn only_cards_take_of_the_days_new_cards() {
    let world = six();
    world.run("drill config new 3").anything().code(0);
    world.run("drill grade scenario-rag-1m-documents 4").anything().code(0);
    assert_eq!(world.json("drill due --json")["new"], 3);
    world.run("drill grade a 4").anything().code(0);
    assert_eq!(world.json("drill due --json")["new"], 2);
}
