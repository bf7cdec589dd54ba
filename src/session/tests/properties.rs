//! What holds for every sitting.
//!
//! That a step asks at most once and at its end, that a grade is written only for the card whose back is in sight,
//! that what stood beside a grade is what is written, and that a finished sitting does nothing more, the bench holds
//! at every step of every test.

use proptest::prelude::*;

use super::bench::Bench;
use crate::model::{Form, ItemKind, view::View};

const PLAN: &str = "aBcdEfgH";
const ALL: [&str; 33] = [
    "_", "_", "_", "0", "1", "2", "3", "4", "5", "2", "4", "u", "u", "s", "x", "e", "l", "p", "?", "w", "y/n", "tick",
    "size", "say:one", "say:", "full", "gone", "+50s", "@a4", "@c2", "@de", "@fx", "@B-",
];
/// Grades come as digits that reveal first.
const GRADES: [&str; 9] = ["0", "1", "2", "3", "4", "5", "2", "4", "4"];
const HARMLESS: [&str; 6] = ["_", "?", "w", "tick", "size", "p"];

fn keys(sets: &[&'static [&'static str]]) -> impl Strategy<Value = Vec<&'static str>> {
    let all: Vec<&str> = sets.iter().flat_map(|set| set.iter().copied()).collect();
    prop::collection::vec(prop::sample::select(all), 0..60)
}

/// What was done earlier today.
fn earlier() -> impl Strategy<Value = String> {
    let done = prop::sample::select(vec!["a2", "a4", "c1", "c3", "d5", "B-", "E0", "f2"]);
    prop::collection::vec(done, 0..8).prop_map(|list| list.join(" "))
}

fn odd_bench(done: &str, seconds: Option<u32>) -> Bench {
    let mut bench = Bench::of(PLAN)
        .card('c', |standing| standing.card.form = Form::Answerless)
        .card('d', |standing| standing.card.kind = ItemKind::Scenario)
        .card('g', |standing| standing.memory.due = standing.memory.due.map(|day| day.plus(2)))
        .card('H', |standing| standing.card.form = Form::Answerless)
        .earlier(done);
    bench.seconds = seconds;
    bench
}

/// Deals the keys until the last card was answered; `_` first, so that a digit grades.
fn deal(bench: &mut Bench, keys: &[&str]) {
    bench.play("");
    for key in keys {
        if bench.is_closing() || bench.is_over() {
            break;
        }
        bench.deal(key);
        if matches!(bench.asked, Some((View::Points { .. }, _))) {
            bench.play("say:");
        }
    }
}

proptest! {
    #[test]
    fn any_keys_leave_a_sitting_that_can_be_ended(
        keys in keys(&[&ALL]),
        done in earlier(),
        seconds in prop::option::of(0_u32..400),
        ends in prop::sample::select(vec![("q", "done"), ("^c", "cut")]),
    ) {
        let mut bench = odd_bench(&done, seconds);
        bench.play(&keys.join(" "));
        if !bench.is_over() {
            let (key, word) = ends;
            prop_assert_eq!(bench.play(key), word);
        }
        prop_assert!(bench.is_over());
        prop_assert_eq!(bench.summary().answers, bench.given.len());
        prop_assert_eq!(bench.play("_ 4 tick u q"), "");
    }

    #[test]
    fn any_sitting_comes_to_its_end(keys in keys(&[&ALL]), done in earlier()) {
        let mut bench = odd_bench(&done, None);
        bench.play(&keys.join(" "));
        bench.play_on();
        prop_assert!(bench.is_over());
    }

    #[test]
    fn step_and_undo_is_nothing(
        keys in keys(&[&GRADES, &GRADES, &HARMLESS, &["u"]]),
        done in earlier(),
        seconds in prop::option::of(0_u32..400),
    ) {
        let opening = odd_bench(&done, seconds);
        let mut bench = odd_bench(&done, seconds);
        let waits = keys.iter().map(|key| if GRADES.contains(key) { ["+50s", key] } else { ["", key] });
        deal(&mut bench, &waits.flatten().collect::<Vec<_>>());
        let first = bench.given.first().copied();
        for _ in 0..bench.given.len() {
            bench.play("u");
        }
        prop_assert_eq!(&bench.disk.log, &opening.disk.log);
        prop_assert_eq!(bench.disk.memories(), opening.disk.memories());
        if let Some(first) = first {
            prop_assert_eq!(&bench.table().id, &bench.disk.standings[&first].card.id.to_string());
            prop_assert_eq!(bench.summary().answers, 0);
            prop_assert!(bench.play("u").starts_with("(nothing-to-undo)"));
            let mut fresh = odd_bench(&done, seconds);
            fresh.open();
            prop_assert_eq!(bench.summary(), fresh.summary());
            prop_assert_eq!(bench.play_on(), fresh.play_on());
        }
    }

    #[test]
    fn a_restart_changes_nothing(
        keys in prop_oneof![keys(&[&GRADES, &HARMLESS, &["l"]]), keys(&[&GRADES, &HARMLESS, &["u"]])],
        done in earlier(),
    ) {
        let mut going = odd_bench(&done, None);
        deal(&mut going, &keys);
        if going.is_closing() || going.is_over() {
            return Ok(());
        }
        let mut cut = odd_bench(&done, None);
        deal(&mut cut, &keys);
        cut.open();
        prop_assert_eq!(cut.play_on(), going.play_on());
    }

    #[test]
    fn a_restart_owes_the_same(
        keys in keys(&[&GRADES, &GRADES, &HARMLESS, &["l", "u", "s", "x", "e", "gone", "full", "tick"]]),
        done in earlier(),
    ) {
        let mut bench = odd_bench(&done, None);
        deal(&mut bench, &keys);
        let owed = bench.summary().owed;
        bench.open();
        prop_assert_eq!(bench.summary().owed, owed);
    }
}
