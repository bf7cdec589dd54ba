//! Taking back, and other processes that were faster.

use super::bench::Bench;
use super::cards::key;

/// Columns: the plan, the keys (digits reveal first), what was asked and told.
fn check(table: &[(&str, &str, &str)]) {
    for (plan, keys, words) in table {
        assert_eq!(Bench::of(plan).deal(keys), *words, "plan {plan}, keys {keys}");
    }
}

#[test]
fn the_last_grade_is_taken_back_and_its_card_asked_again() {
    check(&[
        ("abc", "4 u 5 4 4", "a b (undone:a) a b c end"),
        ("abc", "4 _ u 5 4 4", "a b (undone:a) a b c end"),
        ("abc", "4 4 u u 5 5 5", "a b c (undone:b) b (undone:a) a b c end"),
        ("abc", "4 4 4 u u u 5 5 5", "a b c end (undone:c) c (undone:b) b (undone:a) a b c end"),
        ("ab", "4 4 u u u 4 4", "a b end (undone:b) b (undone:a) a (nothing-to-undo) a b end"),
        ("a", "4 u 4 u 4 q", "a end (undone:a) a end (undone:a) a end done"),
        ("ab", "u 4", "a (nothing-to-undo) a b"),
    ]);
}

#[test]
fn a_debt_is_taken_back_with_its_grade() {
    check(&[
        ("ab", "2 u 4 4", "a b (undone:a) a b end"),
        ("a", "2 u 4", "a ~a. (undone:a) a end"),
        // The repeat that was on the table comes back by itself.
        ("abcdef", "2 4 4 4 u 4 4 4 4", "a b c d ~a (undone:d) d ~a e f end"),
        // And the grade of a repeat leaves the debt.
        ("abcdef", "2 4 4 4 4 u 4 4 4", "a b c d ~a e (undone:a) ~a e f end"),
        ("a", "2 2 2 2 u 4", "a ~a. ~a. ~a. (let-go) end (undone:a) ~a. end"),
        // A card learned meanwhile stays learned.
        ("bAcde", "4 l u 4 4 4 4 4", "b A A= (undone:b) b c d ^A e end"),
        ("Ab", "l _ 4 4 u 5", "A A= b ^A. end (undone:A) ^A. end"),
    ]);
}

#[test]
fn a_card_that_was_on_the_table_waits_once() {
    for (plan, keys, left) in [("a", "2 u", 1), ("ab", "4 u", 2), ("bAc", "4 l u", 2), ("abcd", "4 4 4 u u u", 4)] {
        let mut bench = Bench::of(plan);
        bench.deal(keys);
        assert_eq!(bench.table().left, left, "plan {plan}, keys {keys}");
    }
}

#[test]
fn a_limit_opens_again_when_its_seconds_are_taken_back() {
    let mut bench = Bench::of("abcd");
    bench.seconds = Some(60);
    assert_eq!(bench.deal("+60s 4"), "a end");
    assert_eq!(bench.summary().left_out, 3);
    assert_eq!(bench.deal("u +10s 4 +50s 4"), "(undone:a) a b end");
    assert_eq!(bench.summary().left_out, 2);
}

#[test]
fn a_repeat_that_was_skipped_returns_with_the_grade_taken_back() {
    check(&[("ab", "2 4 s u u 2 4 4", "a b ~a. end (undone:b) b (undone:a) a b ~a. end")]);
}

#[test]
fn a_card_that_is_suspended_or_gone_is_not_asked_for_its_taken_back_grade() {
    check(&[
        ("ab", "2 4 x u", "a b ~a. (suspended) end (undone:b) b"),
        ("a", "2 x u", "a ~a. (suspended) end (undone:a) done"),
        ("ab", "2 @ax u 4", "a b (undone:a) b end"),
        ("a", "2 gone e u", "a ~a. end (undone:a) done"),
    ]);
}

#[test]
fn boxes_are_told_with_what_changed_them() {
    let mut bench = Bench::of("ab");
    bench.earning = Some('a');
    assert_eq!(bench.play("_ 5"), "a? a! (earned) b?");
    assert_eq!(bench.summary().boxes.len(), 1);
    assert_eq!(bench.play("u"), "(undone:a) (reopened) a?");
    assert_eq!(bench.summary().boxes, []);
}

#[test]
fn nobody_grades_a_card_twice_unknowingly() {
    check(&[
        ("ab", "@a4 5 4", "a (elsewhere) b end"),
        ("ab", "@b4 4", "a end"),
        // What stood beside the grades of b was read before the other process wrote.
        ("abc", "@b2 4 4 4 4", "a c ~b. (elsewhere) ~b. end"),
        ("ab", "@a2 5 4 4", "a (elsewhere) b ~a. end"),
        ("abcdef", "2 4 4 4 @a4 4 4 4", "a b c d ~a (elsewhere) e f end"),
        ("Ab", "@A4 l 4", "A (elsewhere) b end"),
        ("Ab", "@A- l 4 4", "A (elsewhere) b ^A. end"),
        ("ab", "@ax 4 4", "a (elsewhere) b end"),
        // An editor stands open for long.
        ("ab", "@a4 e 4", "a (elsewhere) b end"),
    ]);
    let mut bench = Bench::of("ab");
    bench.deal("@a4 5 4");
    assert_eq!(bench.disk.log.iter().filter(|(_, answer)| answer.item == key('a')).count(), 1);
    assert_eq!(bench.summary().answers, 1, "only its own");
}

#[test]
fn a_card_that_was_only_edited_elsewhere_is_asked_again() {
    check(&[
        ("ab", "@ae 5 5 4", "a (elsewhere) a b end"),
        ("abcde", "2 4 4 4 @ae 4 4 4", "a b c d ~a (elsewhere) ~a e end"),
    ]);
}
