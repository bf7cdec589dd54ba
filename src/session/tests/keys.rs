//! What each key does on each side of a card.

use super::bench::Bench;
use crate::model::{Form, view::View};

/// Columns: the plan, the keys, what was asked and told.
fn check(table: &[(&str, &str, &str)]) {
    for (plan, keys, words) in table {
        assert_eq!(Bench::of(plan).play(keys), *words, "plan {plan}, keys {keys}");
    }
}

#[test]
fn one_key_reveals_and_another_rates() {
    check(&[
        ("ab", "_ 4 _ 2 _ 5", "a? a! b? b! ~b?. ~b!. end"),
        ("ab", "4 _ _ _ 4", "a? (reveal-first) a? a! a! a! b?"),
        ("ab", "_ 4 4", "a? a! b? (reveal-first) b?"),
    ]);
}

#[test]
fn keys_without_a_meaning_here_are_told_and_change_nothing() {
    check(&[
        (
            "a",
            "w _ w y/n say:so 7",
            "a? (unknown:w) a? a! (unknown:w) a! (unknown:y) a! (unknown:so) a! (unknown:7) a!",
        ),
        ("a", "? _ ?", "a? (help-front) a? a! (help-back) a!"),
        ("a", "u _ u", "a? (nothing-to-undo) a? a! (nothing-to-undo) a!"),
        ("a", "p _ p", "a? (has-answer) a? a! (has-answer) a!"),
        ("a", "l _ l", "a? (not-new) a? a! (not-new) a!"),
        (
            "Ab",
            "l w 4 l ? y/n p _",
            "A? A= (unknown:w) A= (nothing-to-grade) A= (not-new) A= (help-front) A= \
          (unknown:y) A= (has-answer) A= b?",
        ),
    ]);
}

#[test]
fn a_tick_and_a_new_size_draw_the_same_again() {
    for keys in ["", "_", "_ 4", "l", "p", "_ 4 _ 4 _ 4"] {
        let mut bench = Bench::of("Abc").card('A', |standing| standing.card.form = Form::Answerless);
        bench.play(keys);
        for key in ["tick", "size", "+5m tick"] {
            let before = bench.asked.clone();
            bench.play(key);
            assert_eq!(bench.asked, before, "{key} after {keys}");
        }
    }
}

#[test]
fn what_is_skipped_does_not_come_again() {
    check(&[
        ("abc", "s _ 4 _ s", "a? b? b! c? c! end"),
        ("ab", "s s", "a? b? done"),
        ("ab", "_ 2 _ 4 s", "a? a! b? b! ~a?. end"),
        ("Ab", "l s _ 4", "A? A= b? b! end"),
    ]);
    let mut bench = Bench::of("ab");
    bench.play("_ 2 _ 4 s");
    assert_eq!(bench.summary().owed, 1, "but it is still owed today");
    bench.open();
    assert_eq!(bench.play(""), "~a?.", "and the next sitting asks it");
}

#[test]
fn a_suspended_card_leaves_the_sitting() {
    check(&[
        ("ab", "x _ 4", "a? (suspended) b? b! end"),
        ("ab", "_ x", "a? a! (suspended) b?"),
        ("ab", "_ 2 _ 4 x", "a? a! b? b! ~a?. (suspended) end"),
        ("Ab", "l x _ 4", "A? A= (suspended) b? b! end"),
        ("a", "x", "a? (suspended) done"),
    ]);
    let mut bench = Bench::of("ab");
    bench.play("_ 2 _ 4 x");
    assert_eq!(bench.summary().owed, 0);
}

#[test]
fn an_edited_card_is_asked_anew_with_its_new_text() {
    for keys in ["e", "_ e"] {
        let mut bench = Bench::of("ab");
        assert!(bench.play(keys).ends_with(" a?"), "{keys}");
        assert!(bench.table().question.ends_with(", edited"), "{keys}");
        assert_eq!(bench.play("4 _ 4"), "(reveal-first) a? a! b?", "{keys}");
    }
}

#[test]
fn a_card_edited_while_it_is_learned_keeps_both_sides_up() {
    let mut bench = Bench::of("Ab");
    assert_eq!(bench.play("l e"), "A? A= A=");
    assert!(bench.table().question.ends_with(", edited"));
    assert_eq!(bench.play("4 _ _ 4 e _ 4"), "(nothing-to-grade) A= b? b! ^A?. ^A?. ^A!. end");
}

#[test]
fn an_edit_starts_the_clock_of_the_card_anew() {
    let mut bench = Bench::of("ab");
    bench.play("+90s e _ +7s 4");
    assert_eq!(bench.summary().seconds, 7);
}

#[test]
fn a_card_that_is_gone_after_an_edit_leaves_the_sitting() {
    check(&[
        ("ab", "gone e _ 4", "a? b? b! end"),
        ("ab", "_ 2 _ 4 gone e", "a? a! b? b! ~a?. end"),
        ("Ab", "l gone e _ 4", "A? A= b? b! end"),
        ("a", "gone e", "a? done"),
    ]);
}

#[test]
fn key_points_become_the_answer_of_a_card_that_had_none() {
    let bench = |form| Bench::of("ab").card('a', |standing| standing.card.form = form);
    let mut written = bench(Form::Answerless);
    assert_eq!(written.play("p"), "a? points");
    assert!(matches!(&written.asked, Some((View::Points { title }, None)) if title.name == "topic"), "no tick cuts in");
    assert_eq!(written.play("say:one|two _"), "a? a!");
    assert_eq!(written.table().back.as_ref().unwrap().answer, "one\ntwo");
    assert_eq!(written.play("p 4"), "(has-answer) a! b?");
    let table = [
        ("_ p say:one _ 4", "a? a! points a? a! b?"),
        ("p say: 4 _ 4", "a? points a? (reveal-first) a? a! b?"),
        ("p say:|| q", "a? points a? done"),
        ("p ? _ 4", "a? points a? a! b?"),
        ("p q", "a? points done"),
        ("p ^c", "a? points cut"),
        ("p full say:one _ 4", "a? points (disk-full) a? a! b?"),
    ];
    for (keys, words) in table {
        assert_eq!(bench(Form::Answerless).play(keys), words, "{keys}");
    }
    let mut learned = Bench::of("Ab").card('A', |standing| standing.card.form = Form::Answerless);
    assert_eq!(learned.play("l p say: p say:one 4 _"), "A? A= points A= points A= (nothing-to-grade) A= b?");
}

#[test]
fn after_the_last_card_one_more_key_is_read() {
    for key in ["_", "q", "s", "x", "e", "l", "p", "?", "4", "w", "say:so"] {
        assert_eq!(Bench::of("a").play(&format!("_ 4 {key}")), "a? a! end done", "{key}");
    }
    assert_eq!(Bench::of("a").play("_ 4 u"), "a? a! end (undone:a) a?");
    assert_eq!(Bench::of("a").play("_ 4 size tick q"), "a? a! end end end done");
}

#[test]
fn enough_is_enough_at_every_stage() {
    let bench = || Bench::of("Ab").card('A', |standing| standing.card.form = Form::Answerless);
    for keys in ["", "_", "l", "p", "_ 4", "_ 4 _ 2", "_ 4 _ 4"] {
        for (key, word) in [("q", "done"), ("^c", "cut")] {
            let mut bench = bench();
            bench.play(keys);
            assert_eq!(bench.play(key), word, "after {keys}");
            assert_eq!(bench.play("_ 4 u ^c tick q"), "", "nothing happens afterwards");
        }
    }
}

#[test]
fn what_could_not_be_written_may_be_tried_again() {
    check(&[
        ("ab", "_ full 2 4", "a? a! (disk-full) a! b?"),
        ("ab", "_ full 2 _ u 4", "a? a! (disk-full) a! a! (nothing-to-undo) a! b?"),
        ("ab", "_ 4 full u u", "a? a! b? (disk-full) b? (undone:a) a?"),
        ("ab", "_ 4 _ full u 4", "a? a! b? b! (disk-full) b! end"),
        ("a", "_ 4 full u u", "a? a! end (disk-full) end (undone:a) a?"),
        ("ab", "full x x", "a? (disk-full) a? (suspended) b?"),
        ("ab", "full e e", "a? (disk-full) a? a?"),
        ("Ab", "full l 4 l", "A? (disk-full) A? (reveal-first) A? A="),
        ("bA", "_ 4 l full u 4 _", "b? b! A? A= (disk-full) A= (nothing-to-grade) A= ^A?."),
    ]);
    let mut bench = Bench::of("ab");
    bench.play("_ full 2");
    assert_eq!((bench.disk.log.len(), bench.summary().answers), (0, 0));
}
