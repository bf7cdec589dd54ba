use super::{six, topic};
use crate::world::World;

const TRANSCRIPT: &str = "
[0 done, 2 left, 20 min] new, core
Rust › Ownership

a?

enter: answer   l: learn   s: skip   ?: keys   q: quit
> 

aa

Card: a

0 blackout  again, then 2026-03-02  1 wrong     again, then 2026-03-02
2 almost    again, then 2026-03-02  3 hard      again, then 2026-03-02
4 good      2026-03-02, in 1 day    5 easy      2026-03-02, in 1 day
0-5: rate   s: skip   ?: keys   q: quit
> 

[1 done, 1 left, 20 min] new, core
Rust › Ownership

b?

enter: answer   l: learn   s: skip   u: undo   ?: keys   q: quit
> 
press enter to see the answer first; then rate it 0..5
enter: answer   l: learn   s: skip   u: undo   ?: keys   q: quit
> 

bb

Card: b

0 blackout  again, then 2026-03-02  1 wrong     again, then 2026-03-02
2 almost    again, then 2026-03-02  3 hard      again, then 2026-03-02
4 good      2026-03-02, in 1 day    5 easy      2026-03-02, in 1 day
0-5: rate   s: skip   u: undo   ?: keys   q: quit
> 

that was the last card
enter: end   u: undo the last grade
> 
";

#[test]
fn prompts_go_to_stderr_and_the_summary_to_stdout() {
    let world = six();
    world
        .run("drill --new 2")
        .types("\n5\n4\n\n4\n\n")
        .out("done: 2 cards, 2 new, 0 min\n\nstill today: 4 new; 4 planned\nnext: 2 cards on 2026-03-02, tomorrow\n")
        .err(TRANSCRIPT)
        .code(0);
}

#[test]
fn a_whole_sitting_through_pipes() {
    let world = six();
    world
        .run("drill --new 1")
        .really()
        .types("\n4\n")
        .prints("done: 1 card, 1 new, ")
        .prints("\nnext: 1 card on 2026-03-02, tomorrow\n")
        .says("a?\n")
        .says("0-5: rate")
        .code(0);
    assert_eq!(world.memory("a"), "n 1, 1 days, 2.5, 2026-03-02, lapses 0");
}

#[test]
fn one_key_reveals_another_rates_and_no_key_does_both() {
    for grade in ["0", "1", "2", "3", "4", "5"] {
        let world = six();
        world
            .run("drill --new 1")
            .types(&format!("{grade}\n"))
            .says("press enter to see the answer first; then rate it 0..5\n")
            .never_says("aa\n")
            .out("nothing was graded\n\nstill today: 6 new; 6 planned\n")
            .code(0);
        assert_eq!(world.memory("a"), "n 0, 0 days, 2.5, never, lapses 0", "{grade}");
        assert_eq!(world.card("a")["review_count"], 0);
    }
}

#[test]
fn every_grade_writes_what_stood_beside_it() {
    let table = [
        ("0", "n 0, 1 days, 1.7, 2026-03-02, lapses 0"),
        ("1", "n 0, 1 days, 1.96, 2026-03-02, lapses 0"),
        ("2", "n 0, 1 days, 2.18, 2026-03-02, lapses 0"),
        ("3", "n 1, 1 days, 2.36, 2026-03-02, lapses 0"),
        ("4", "n 1, 1 days, 2.5, 2026-03-02, lapses 0"),
        ("5", "n 1, 1 days, 2.6, 2026-03-02, lapses 0"),
    ];
    for (grade, memory) in table {
        let world = six();
        let done = world.run("drill --new 1").types(&format!("\n{grade}\nq\n")).anything().code(0);
        assert!(done.err.contains("2026-03-02"), "the day stands beside the grade before it is pressed: {}", done.err);
        assert_eq!(world.memory("a"), memory, "{grade}");
    }
}

/// Keys on the front of the first card, and what is said to them.
#[test]
fn keys_on_the_front() {
    let table = [
        ("u", "no grade of this sitting to take back"),
        ("p", "this card has its answer"),
        ("6", "'6' means nothing here; ? lists the keys"),
        ("-1", "'-1' means nothing here"),
        ("44", "'44' means nothing here"),
        ("hello", "'hello' means nothing here"),
        ("?", "undo the last grade of this sitting"),
        ("x", "set aside; 'drill resume a' brings it back"),
        ("e", "no editor is set"),
        ("l", "nothing to rate now"),
        ("  L  ", "nothing to rate now"),
        ("", "aa\n"),
        ("   ", "aa\n"),
    ];
    for (key, said) in table {
        let world = six();
        world.run("drill --new 1").types(&format!("{key}\n")).says(said).anything().code(0);
        assert_eq!(world.card("a")["review_count"], 0, "{key}");
        assert_eq!(world.card("a")["suspended"], key == "x", "{key}");
    }
}

#[test]
fn help_explains_the_scale_with_its_anchors() {
    let done = six().run("drill --new 1").types("?\n").anything().code(0);
    for grade in ["0 ", "1 ", "2 ", "3 ", "4 ", "5 "] {
        assert!(done.err.lines().any(|line| line.trim_start().starts_with(grade)), "{grade}: {}", done.err);
    }
}

#[test]
fn a_card_that_was_answered_before_cannot_be_learned() {
    let world = six();
    world.run("drill --new 1").grades("4").anything().code(0);
    world
        .day(2)
        .run("drill --new 0")
        .types("l\n")
        .says("only a card that was never answered can be learned")
        .asks("due: a?")
        .code(0);
}

#[test]
fn keys_are_taken_in_any_case() {
    six().run("drill --new 2").types("S\nQ\n").asks("new: a? | new: b?").code(0);
}

#[test]
fn a_skipped_card_does_not_come_again_in_this_sitting() {
    let world = six();
    world.run("drill --new 3").types("s\n").grades("44").types("\n").asks("new: a? | new: b? | new: c?").code(0);
    world.run("drill --new 1").types("q\n").asks("new: a?").code(0);
}

#[test]
fn an_empty_line_on_the_back_repeats_the_prompt_and_grades_nothing() {
    let world = six();
    let done = world.run("drill --new 1").types("\n\n\nq\n").anything().code(0);
    assert_eq!(done.err.matches("0-5: rate").count(), 3, "{}", done.err);
    assert_eq!(done.err.matches("a?\n").count(), 1, "only the prompt is repeated: {}", done.err);
    assert_eq!(world.card("a")["review_count"], 0);
}

#[test]
fn end_of_input_is_quit_at_every_prompt() {
    // What was typed, the answers on disk afterwards.
    let table = [("", 0), ("\n", 0), ("\n4\n", 1), ("l\n", 0), ("\n4\n\n", 1), ("\n4\n\n4\n", 2), ("\n2\n\n4\n\n", 2)];
    for (typed, answers) in table {
        let world = six();
        let done = world.run("drill --new 2").types(typed).anything().code(0);
        assert!(done.out.starts_with(if answers == 0 { "nothing was graded\n" } else { "done: " }), "{}", done.out);
        let given: u64 = ["a", "b"].iter().map(|id| world.card(id)["review_count"].as_u64().unwrap()).sum();
        assert_eq!(given, answers, "{typed:?}");
    }
}

#[test]
fn undo_takes_back_this_sittings_own_grades_only() {
    let world = six();
    world.run("drill grade c 4").anything().code(0);
    world
        .run("drill --new 2")
        .grades("5")
        .types("u\nu\nq\n")
        .says("taken back: grade 5 easy of \"a?\" (a), 2026-03-01 09:00\n")
        .says("no grade of this sitting to take back; 'drill undo' reaches further\n")
        .asks("new: a? | new: b? | new: a?")
        .code(0);
    assert_eq!(world.card("a")["review_count"], 0);
    assert_eq!(world.card("c")["review_count"], 1);
}

#[test]
fn after_the_last_card_u_undoes_and_anything_else_ends() {
    let world = six();
    world
        .run("drill --new 1")
        .grades("4")
        .types("u\n\n5\n\n")
        .out("done: 1 card, 1 new, 0 min\n\nstill today: 5 new; 5 planned\nnext: 1 card on 2026-03-02, tomorrow\n")
        .asks("new: a? | new: a?")
        .code(0);
    assert_eq!(world.memory("a"), "n 1, 1 days, 2.6, 2026-03-02, lapses 0");
    for other in ["4\n", "x\n", "hello\n", "\n", "q\n"] {
        let world = six();
        world.run("drill --new 1").grades("4").types(other).types("u\n").asks("new: a?").code(0);
        assert_eq!(world.card("a")["review_count"], 1, "{other:?}");
        assert_eq!(world.card("a")["suspended"], false);
    }
}

#[test]
fn undo_goes_back_any_number_of_steps() {
    let world = six();
    world
        .run("drill --new 3")
        .grades("444")
        .types("u\nu\nu\nq\n")
        .asks("new: a? | new: b? | new: c? | new: c? | new: b? | new: a?")
        .code(0);
    for id in ["a", "b", "c"] {
        assert_eq!(world.memory(id), "n 0, 0 days, 2.5, never, lapses 0", "{id}");
    }
}

#[test]
fn four_keys_exist_on_a_terminal_only() {
    // Key, the grade on a terminal.
    for (key, grade) in [("1", 1), ("2", 3), ("3", 4), ("4", 5)] {
        let world = six();
        world.run("drill config keys four").anything().code(0);
        world.run("drill --new 1").on_a_terminal().types(&format!("\n{key}\nq\n")).anything().code(0);
        assert_eq!(world.card("a")["reviews"][0]["grade"], grade, "{key}");
    }
    for key in ["0", "5"] {
        let world = six();
        world.run("drill config keys four").anything().code(0);
        world
            .run("drill --new 1")
            .on_a_terminal()
            .types(&format!("\n{key}\nq\n"))
            .says("means nothing here")
            .anything()
            .code(0);
        assert_eq!(world.card("a")["review_count"], 0);
    }
    for grade in 0..=5 {
        let world = six();
        world.run("drill config keys four").anything().code(0);
        world.run("drill --new 1").types(&format!("\n{grade}\nq\n")).says(&format!("{grade} ")).anything().code(0);
        assert_eq!(world.card("a")["reviews"][0]["grade"], grade);
    }
}

#[test]
fn another_process_that_was_faster_is_told() {
    let world = six();
    world
        .run("drill --new 2")
        .types("\n@\n2\n\n4\n\n")
        .meanwhile(|world| drop(world.run("drill grade a 5").anything().code(0)))
        .says("another drill acted on this card first: nothing was written here\n")
        .asks("new: a? | new: b?")
        .code(0);
    let reviews = &world.card("a")["reviews"];
    assert_eq!(reviews.as_array().unwrap().len(), 1);
    assert_eq!(reviews[0]["grade"], 5);
}

#[test]
fn a_sitting_fits_forty_columns() {
    let world = World::new();
    let done = world.run("drill --new 2").columns(40).types("\n4\n").anything().code(0);
    let wide: Vec<&str> = done.err.lines().filter(|line| line.chars().count() > 40 && !line.contains("/w/")).collect();
    // Only the three lines of the first run may name long paths and commands.
    let wide: Vec<&&str> =
        wide.iter().filter(|line| !line.starts_with("your own tracker") && !line.starts_with("q quits")).collect();
    assert!(wide.is_empty(), "{wide:?}");
}

#[test]
fn no_escape_sequence_of_a_deck_reaches_the_terminal() {
    let deck = topic("R\u{1b}[31must", "Own\u{9b}ership", "a").replace("aa", "a\u{1b}]0;title\u{7}a");
    let world = World::alone("").deck("rust.md", &deck);
    for line in [
        "drill --new 1",
        "drill cards",
        "drill card a",
        "drill topics",
        "drill report",
        "drill deck list",
        "drill log",
        "drill cards --json",
        "drill topics --all --json",
        "drill report --json",
    ] {
        let done = world.run(line).types("\n4\n").anything().code(0);
        for text in [&done.out, &done.err] {
            assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{7}']), "{line}: {text:?}");
        }
    }
}

#[test]
fn a_grade_is_on_disk_before_the_next_card_is_shown() {
    let world = six();
    world
        .run("drill --new 3")
        .types("\n4\n@\n\n2\n@\n")
        .meanwhile(|world| assert_eq!(world.answered(), ["a"]))
        .meanwhile(|world| assert_eq!(world.answered(), ["a", "b"]))
        .asks("new: a? | new: b? | new: c?")
        .code(0);
}

#[test]
fn plain_is_a_flag_too() {
    six().run("drill --plain --new 1").on_a_terminal().types("\n4\n\n").asks("new: a?").code(0);
}

#[test]
fn a_card_seen_in_the_future_is_passed_over_with_a_sentence() {
    let world = six();
    world.day(9).run("drill grade a 2").anything().code(0);
    world.day(3).run("drill --topic ownership --new 1").types("q\n").asks("new: b?").code(0);
    // Due on the tenth and seen on the ninth; on the eighth it may not be answered.
    world.day(8).run("drill --ahead 5").prints("no card fits").code(0);
}
