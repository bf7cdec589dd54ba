use super::{six, topic};
use crate::world::World;

#[test]
fn a_card_below_four_comes_again_after_three_others() {
    // Grades in the order of asking, the fronts.
    let table = [
        ("2444444", "new: a? | new: b? | new: c? | new: d? | again: a? | new: e? | new: f?"),
        ("3444444", "new: a? | new: b? | new: c? | new: d? | again: a? | new: e? | new: f?"),
        ("24444444", "new: a? | new: b? | new: c? | new: d? | again: a? | new: e? | new: f?"),
        ("4444424", "new: a? | new: b? | new: c? | new: d? | new: e? | new: f? | again: f?"),
        ("22444444", "new: a? | new: b? | new: c? | new: d? | again: a? | again: b? | new: e? | new: f?"),
        ("244424444", "new: a? | new: b? | new: c? | new: d? | again: a? | new: e? | new: f? | again: a?"),
    ];
    for (grades, fronts) in table {
        let world = six();
        world.run("drill").grades(grades).types("\n").asks(fronts).code(0);
    }
}

#[test]
fn the_only_one_left_is_offered_and_not_forced() {
    let world = six();
    world
        .run("drill --new 1")
        .grades("2")
        .types("q\n")
        .says("the only one left: q leaves it for later\n")
        .asks("new: a? | again: a?")
        .prints("1 card comes again today")
        .code(0);
    assert_eq!(world.json("drill due --json")["learning_again"], 1);
}

#[test]
fn repeats_change_nothing_but_are_kept() {
    let world = six();
    world.run("drill --new 1").grades("225").anything().code(0);
    assert_eq!(world.memory("a"), "n 0, 1 days, 2.18, 2026-03-02, lapses 0");
    let kinds: Vec<String> = world.card("a")["reviews"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{}{}", it["grade"], it["kind"]))
        .collect();
    assert_eq!(kinds, ["2\"review\"", "2\"again\"", "5\"again\""]);
}

#[test]
fn after_three_failed_repeats_it_is_let_go_and_marked() {
    let world = six();
    world
        .run("drill --new 1")
        .grades("2222")
        .types("\n")
        .says("let go for today after three failed repeats: card a wants rewriting\n")
        .asks("new: a? | again: a? | again: a? | again: a?")
        .prints("let go for today")
        .code(0);
    assert_eq!(world.card("a")["rewrite"], true);
    assert_eq!(world.json("drill due --json")["learning_again"], 0);
    world.run("drill --topic ownership --new 0").prints("no card fits what was asked for\n").code(0);
}

#[test]
fn two_failed_repeats_are_not_enough() {
    let world = six();
    world.run("drill --new 1").grades("222").types("q\n").asks("new: a? | again: a? | again: a? | again: a?").code(0);
    assert_eq!(world.card("a")["rewrite"], false);
    assert_eq!(world.json("drill due --json")["learning_again"], 1);
}

#[test]
fn gap_and_debt_are_read_from_the_log_so_a_restart_changes_nothing() {
    let whole = six();
    let all = "new: a? | new: b? | new: c? | new: d? | again: a? | new: e? | new: f?";
    whole.run("drill").grades("2444444").types("\n").asks(all).code(0);
    for cut in 1..7 {
        let world = six();
        let (before, after) = "2444444".split_at(cut);
        world.run("drill").grades(before).types("q\n").anything().code(0);
        let fronts: Vec<&str> = all.split(" | ").skip(cut).collect();
        world.run("drill").grades(after).types("\n").asks(&fronts.join(" | ")).code(0);
        assert_eq!(world.memory("a"), whole.memory("a"), "cut after {cut}");
    }
}

#[test]
fn the_debt_ends_with_the_day() {
    let world = six();
    world.run("drill --new 1").grades("3").types("q\n").anything().code(0);
    assert_eq!(world.json("drill due --json")["learning_again"], 1);
    // One minute before the day turns it is owed still.
    world.now("2026-03-02T03:59:00+00:00");
    assert_eq!(world.json("drill due --json")["learning_again"], 1);
    world.now("2026-03-02T04:00:00+00:00");
    let due = world.json("drill due --json");
    assert_eq!((&due["learning_again"], &due["due"]), (&0.into(), &1.into()));
}

#[test]
fn the_bar_is_a_setting() {
    let world = six();
    world.run("drill config repeat_below 3").anything().code(0);
    world.run("drill --new 2").grades("32").types("q\n").asks("new: a? | new: b? | again: b?").code(0);
}

#[test]
fn owed_repeats_follow_whatever_limit_was_reached() {
    let world = six();
    world.run("drill config new 2").anything().code(0);
    world.run("drill").grades("24").types("\n4\n\n").asks("new: a? | new: b? | again: a?").code(0);
    let world = six();
    world.run("drill config grades 2").anything().code(0);
    world.run("drill").grades("22").types("q\n").asks("new: a? | new: b? | again: a?").code(0);
    world.run("drill").grades("44").types("\n").asks("again: a? | again: b?").code(0);
}

#[test]
fn undo_of_a_failure_pays_the_debt_back() {
    let world = six();
    world
        .run("drill --new 2")
        .grades("2")
        .types("u\n\n4\n\n4\n\n")
        .asks("new: a? | new: b? | new: a? | new: b?")
        .code(0);
    assert_eq!(world.json("drill due --json")["learning_again"], 0);
}

#[test]
fn a_learned_card_returns_after_three_others_and_its_first_answer_counts() {
    let world = six();
    world
        .run("drill")
        .types("l\n\n")
        .grades("444344")
        .types("\n")
        .says("aa\n")
        .asks("new: a? | new: b? | new: c? | new: d? | new, learned a moment ago: a? | new: e? | new: f? | again: a?")
        .code(0);
    assert_eq!(world.memory("a"), "n 1, 1 days, 2.36, 2026-03-02, lapses 0");
    assert_eq!(world.card("a")["reviews"][0]["kind"], "review");
}

#[test]
fn a_learned_card_is_not_answered_and_is_owed_after_a_restart() {
    let world = six();
    world.run("drill").types("l\n4\n\nq\n").says("nothing to rate here").asks("new: a? | new: b?").code(0);
    assert_eq!(world.card("a")["review_count"], 0);
    assert_eq!(world.json("drill due --json")["learning_again"], 1);
    world
        .run("drill")
        .grades("4444")
        .types("q\n")
        .asks("new: b? | new: c? | new: d? | new, learned a moment ago: a? | new: e?")
        .code(0);
}

#[test]
fn siblings_of_a_cloze_and_neighbours_of_a_topic_are_kept_apart() {
    let cloze =
        "# Rust\n\n## Ownership\n\nC: [one] and [two] and [three]\nId: x\n\nQ: p?\nA: 1\nId: p\n\nQ: q?\nA: 1\nId: q\n";
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", cloze);
    let done = world.run("drill").grades("44444").types("\n").anything().code(0);
    assert!(!done.out.is_empty());
    let ids = world.answered();
    let family = |id: &String| id.split('.').next().unwrap().to_owned();
    let touching = ids.windows(2).filter(|two| family(&two[0]) == family(&two[1])).count();
    assert_eq!(touching, 0, "{ids:?}");
    let decks = [topic("R", "One", "a b c"), topic("S", "Two", "d e f")];
    let world = World::alone("## R\n- [ ] One\n## S\n- [ ] Two\n").deck("r.md", &decks[0]).deck("s.md", &decks[1]);
    world.run("drill").grades("444444").types("\n").anything().code(0);
    for seed in 0..6 {
        let before = world.answered().len();
        world.seed(seed).days_later([1, 7, 22, 60, 155, 395][seed as usize]);
        world.run("drill").grades("444444").types("\n").anything().code(0);
        let ids = world.answered().split_off(before);
        assert_eq!(ids.len(), 6, "{ids:?}");
        let topic = |id: &String| "abc".contains(id.as_str());
        assert!(ids.windows(2).all(|two| topic(&two[0]) != topic(&two[1])), "{seed}: {ids:?}");
    }
}
