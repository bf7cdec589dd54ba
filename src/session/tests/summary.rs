//! What a sitting leaves behind, in numbers.

use super::bench::Bench;
use crate::model::Grade;

#[test]
fn the_numbers_of_a_sitting() {
    let mut bench =
        Bench::of("abCde").card('e', |standing| standing.memory.due = standing.memory.due.map(|day| day.plus(3)));
    bench.earning = Some('a');
    // C is new; b fails and is mended; e is practised before its day.
    bench.deal("+10s 5 +20s 1 +30s 4 +15m 4 +5s 4 3 q");
    let summary = bench.summary();
    assert_eq!((summary.answers, summary.items, summary.new), (6, 5, 1));
    assert_eq!(summary.seconds, 10 + 20 + 30 + 120 + 5);
    assert_eq!(summary.recalled, (2, 3), "a, d of a, b, d: neither the new one, nor practice, nor repeats");
    assert_eq!(summary.boxes.len(), 1);
    assert_eq!((summary.owed, summary.left_out, summary.outlook, summary.day_turned), (1, 0, None, false));
    let missed: Vec<_> =
        summary.missed.iter().map(|it| (it.question.as_str(), it.answer.as_str(), it.let_go)).collect();
    assert_eq!(missed, [("what is b", "b itself", false)]);
    assert_eq!(summary.missed[0].topic, "topic");
}

#[test]
fn nothing_done_is_all_zero() {
    let mut bench = Bench::of("ab");
    bench.deal("s q");
    assert_eq!(bench.summary(), crate::model::Summary::default());
}

#[test]
fn what_is_taken_back_is_not_counted() {
    let mut bench = Bench::of("abC");
    bench.earning = Some('a');
    bench.deal("+9s 5 +9s 2 +9s 0 u u u");
    assert_eq!(bench.summary(), crate::model::Summary::default());
}

#[test]
fn a_missed_card_stands_once_and_says_whether_it_was_let_go() {
    let mut bench = Bench::of("ab");
    bench.deal("0 4 1 2 0");
    let missed = bench.summary().missed;
    assert_eq!((missed.len(), missed[0].let_go), (1, true));
    assert_eq!(bench.summary().owed, 0);
}

#[test]
fn a_recall_is_a_three_whatever_pays_a_debt() {
    for (bar, owed) in [(Grade::GOOD, 1), (Grade::PASS, 0)] {
        let mut bench = Bench::of("a");
        bench.bar = bar;
        bench.deal("3 q");
        let summary = bench.summary();
        assert_eq!((summary.recalled, summary.missed.len(), summary.owed), ((1, 1), 0, owed));
    }
}

#[test]
fn what_an_earlier_sitting_owes_is_owed_still() {
    let mut bench = Bench::of("abc").earlier("a2 b4");
    bench.deal("4 q");
    let summary = bench.summary();
    assert_eq!((summary.answers, summary.owed, summary.recalled), (1, 1, (1, 1)));
}
