//! Which card is asked next: the plan, debts, learning, limits.

use super::bench::Bench;
use crate::model::{Form, Grade, ItemKind, view::Why};

/// Columns: the plan, what was done earlier today, the grades, what was asked.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn check(table: &[Row], change: impl Fn(&mut Bench)) {
    for (plan, earlier, grades, asked) in table {
        let mut bench = Bench::of(plan).earlier(earlier);
        change(&mut bench);
        assert_eq!(bench.deal(grades), *asked, "plan {plan}, earlier {earlier}, grades {grades}");
    }
}

#[test]
fn cards_come_in_the_order_of_the_plan() {
    check(&[("abc", "", "4 4 4 _", "a b c end done"), ("caB", "", "5 4 5", "c a B end"), ("", "", "", "done")], |_| {});
}

#[test]
fn what_is_owed_comes_after_three_others() {
    let table = [
        ("abcdef", "", "2 4 4 4 4 4 4", "a b c d ~a e f end"),
        ("abcdefgh", "", "3 4 4 4 3 4 4 4 4 4", "a b c d ~a e f g ~a h end"),
        ("abcdefg", "", "2 2 4 4 4 4 4 4 4", "a b c d ~a ~b e f g end"),
        ("abcdefg", "", "2 2 4 4 1 4 4 4 4 4", "a b c d ~a ~b e f ~a g end"),
        ("ABCDE", "", "0 4 4 4 4 4", "A B C D ~A E end"),
    ];
    check(&table, |_| {});
}

#[test]
fn with_fewer_others_it_comes_last() {
    let table = [
        ("abc", "", "2 4 4 4", "a b c ~a. end"),
        ("abc", "", "4 4 2 4", "a b c ~c. end"),
        ("ab", "", "2 2 4 4", "a b ~a ~b. end"),
        ("abc", "", "2 2 2 2 4 4 4", "a b c ~a ~b ~c ~a. end"),
        ("a", "", "2 2 4", "a ~a. ~a. end"),
        ("a", "", "2 q", "a ~a. done"),
        ("ab", "", "2 4 q", "a b ~a. done"),
    ];
    check(&table, |_| {});
}

#[test]
fn after_three_failed_repeats_it_is_let_go() {
    let table = [
        ("a", "", "2 2 2 2", "a ~a. ~a. ~a. (let-go) end"),
        ("a", "", "3 3 3 3", "a ~a. ~a. ~a. (let-go) end"),
        ("a", "a0 a0", "0 0", "~a. ~a. (let-go) done"),
        ("ab", "a2 a2 a2 a2", "4", "b end"),
        ("ab", "a2 a2 a2", "4 2", "b ~a. (let-go) end"),
    ];
    for (plan, earlier, grades, asked) in table {
        let end = asked.replace("done", "end");
        let mut bench = Bench::of(plan).earlier(earlier);
        assert_eq!(bench.deal(grades), end, "plan {plan}, earlier {earlier}, grades {grades}");
    }
}

#[test]
fn the_last_failure_is_not_said_to_come_again() {
    let mut bench = Bench::of("a");
    let again = |bench: &mut Bench| {
        bench.play("_");
        bench.table().back.as_ref().unwrap().choices.iter().map(|choice| choice.again).collect::<Vec<_>>()
    };
    for _ in 0..3 {
        assert_eq!(again(&mut bench), [true, true, true, true, false, false]);
        bench.play("3");
    }
    assert_eq!(again(&mut bench), [false; 6], "the fourth failure lets it go");
}

#[test]
fn a_bar_of_three_lets_a_three_pay() {
    check(&[("ab", "", "3 2 3", "a b ~b. end"), ("ab", "a3", "3", "b end")], |bench| bench.bar = Grade::PASS);
    check(&[("ab", "", "3 2 3 3 4 4", "a b ~a ~b ~a ~b. end")], |_| {});
}

#[test]
fn a_debt_of_an_earlier_sitting_counts_what_came_between() {
    let table = [
        ("abcdef", "a2", "4 4 4 4", "b c d ~a e"),
        ("abcdef", "a2 b4", "4 4 4 4", "c d ~a e f"),
        ("abcdef", "a2 b4 c4 d4", "4 4 4", "~a e f end"),
        ("abcdef", "a2 b4 c4 d4 a4", "4 4", "e f end"),
        ("abcd", "a2 b2", "4 4 4 4", "c d ~a ~b. end"),
        ("a", "a2", "q", "~a. done"),
        ("ab", "a4 b5", "", "done"),
    ];
    check(&table, |_| {});
}

#[test]
fn a_learned_card_waits_for_its_first_answer() {
    let table = [
        ("Abcde", "", "l _ 4 4 4 4 4", "A A= b c d ^A e end"),
        ("Ab", "", "l _ 4 4", "A A= b ^A. end"),
        ("Ab", "", "l _ 4 2 4", "A A= b ^A. ~A. end"),
        ("A", "", "l _ 4", "A A= ^A. end"),
        ("Abcde", "A-", "4 4 4 4 4", "b c d ^A e end"),
        ("Abcde", "A- b4 c4", "4 4 4", "d ^A e end"),
        ("a", "", "l 4", "a (not-new) a end"),
        ("A", "", "l _ l 4", "A A= ^A. (not-new) ^A. end"),
    ];
    check(&table, |_| {});
    let mut bench = Bench::of("Ab");
    assert_eq!(bench.play("_ l _"), "A? A! A= b?", "also when the answer was seen already");
}

#[test]
fn follow_ups_owe_and_scenarios_and_stories_do_not() {
    let table = [
        (ItemKind::Card, "a b ~a."),
        (ItemKind::Followup, "a b ~a."),
        (ItemKind::Scenario, "a b end"),
        (ItemKind::Story, "a b end"),
    ];
    for (kind, asked) in table {
        let mut bench = Bench::of("ab").card('a', |standing| standing.card.kind = kind);
        assert_eq!(bench.deal("2 4"), asked, "{kind:?}");
        assert_eq!(bench.summary().owed, usize::from(kind.owes()), "{kind:?}");
    }
}

#[test]
fn a_limit_of_seconds_stops_what_enters_and_debts_follow() {
    let table = [
        // After a minute, two due cards and a new one are left; the new one is no due card.
        (60, "+40s 4 +20s 4", "a b end", 2),
        (60, "+40s 2 +20s 4 4", "a b ~a. end", 2),
        (60, "+59s 4 4 4 4 4", "a b c d E end", 0),
        (61, "+60s 4 +1s 4", "a b end", 2),
        (0, "", "done", 4),
        // At most two minutes count per card.
        (240, "+15m 4 +119s 4 +1s 4", "a b c end", 1),
        // What is skipped was not left out by the limit.
        (60, "s +60s 4", "a b end", 2),
    ];
    for (seconds, grades, asked, left_out) in table {
        let mut bench = Bench::of("abcdE");
        bench.seconds = Some(seconds);
        assert_eq!(bench.deal(grades), asked, "{seconds} seconds, {grades}");
        assert_eq!(bench.summary().left_out, left_out, "{seconds} seconds, {grades}");
    }
}

#[test]
fn cards_the_plan_left_out_are_counted_too() {
    let mut bench = Bench::of("abc");
    (bench.seconds, bench.left_out) = (Some(10), 7);
    assert_eq!(bench.deal("+10s 4"), "a end");
    assert_eq!(bench.summary().left_out, 9);
}

#[test]
fn the_table_says_what_is_to_come() {
    let mut bench = Bench::of("abC");
    bench.seconds = Some(90);
    bench.open();
    assert_eq!(bench.waiting(), 2, "beside the card on the table");
    let counts = |bench: &Bench| {
        let card = bench.table();
        (card.done, card.left, card.again, card.minutes_left)
    };
    let table = [
        ("tick", (0, 3, 0, Some(2)), Why::Due),
        ("_ +29s 2", (1, 2, 1, Some(2)), Why::Due),
        ("_ +1s 4", (2, 1, 1, Some(1)), Why::New),
        ("_ +1s 4", (3, 0, 0, Some(1)), Why::Again),
        ("_ +59s 2", (4, 0, 0, Some(0)), Why::Again),
    ];
    for (keys, expected, why) in table {
        bench.play(keys);
        assert_eq!((counts(&bench), bench.table().why.clone()), (expected, why), "{keys}");
    }
    assert_eq!(bench.waiting(), 1);
}

#[test]
fn every_reason_of_the_plan_is_shown_once() {
    use crate::session::{Effect, Event, Opening, Session};
    let bench = Bench::of("abcDe");
    let whys = [Why::Corrected, Why::Due, Why::Audit, Why::New, Why::Practice];
    let queue: Vec<_> = bench.disk.standings.values().cloned().zip(whys.clone()).collect();
    let opening = Opening {
        today: bench.disk.today,
        rollover: 4,
        bar: Grade::GOOD,
        seconds: None,
        queue,
        known: Vec::new(),
        log: Vec::new(),
        left_out: 0,
    };
    let mut session = Session::new(opening);
    assert_eq!(session.waiting(), 5);
    let mut shown = Vec::new();
    let mut event = Event::Begin;
    loop {
        let effects = session.step(event, bench.now);
        let [Effect::Ask(crate::model::view::View::Card(card), _)] = effects.as_slice() else { break };
        shown.push(card.why.clone());
        assert!(!card.last, "only a repeat may be left for later");
        event = Event::Reply(crate::model::view::Reply::Skip);
    }
    assert_eq!(shown, whys);
}

#[test]
fn an_answerless_card_is_asked_like_any_other() {
    let mut bench = Bench::of("ab").card('a', |standing| {
        standing.card.form = Form::Answerless;
        standing.card.answer.clear();
    });
    assert_eq!(bench.deal("2 4 4"), "a b ~a. end");
}
