//! The day that turns within a sitting, and clocks that jump.

use chrono::TimeDelta;

use super::bench::Bench;
use crate::model::Moment;

/// A sitting of 2026-03-01 whose last answer was given at this instant.
fn answered(instant: &str) -> Bench {
    let mut bench = Bench::of("abcd").on("2026-03-01", instant);
    bench.play("_ 4 _ 4");
    bench
}

fn until(bench: &Bench) -> Moment {
    bench.asked.as_ref().unwrap().1.expect("a moment")
}

#[test]
fn a_sitting_left_alone_ends_when_the_day_has_turned() {
    // Columns: the last answer, the next key, whether the sitting is over.
    let table = [
        ("02T03:40:00", "02T04:00:00", false),
        ("02T03:40:00", "02T04:09:59", false),
        ("02T03:40:00", "02T04:10:00", true),
        ("02T03:00:00", "02T03:59:59", false),
        ("02T03:00:00", "02T04:00:00", true),
        ("02T03:30:01", "02T04:00:00", false),
        ("02T03:30:00", "02T04:00:00", true),
        ("01T22:00:00", "02T03:59:59", false),
        ("01T22:00:00", "03T12:00:00", true),
        ("02T04:20:00", "02T04:49:59", false),
        ("02T04:20:00", "02T04:50:00", true),
    ];
    for (last, next, over) in table {
        for key in ["_", "tick", "size", "u", "q", "w"] {
            let mut bench = answered(&format!("2026-03-{last}+01:00"));
            bench.at(&format!("2026-03-{next}+01:00"));
            bench.play(key);
            let summary = bench.summary();
            assert_eq!(summary.day_turned, over, "answered {last}, {key} at {next}");
            assert_eq!(bench.is_over(), over || key == "q", "answered {last}, {key} at {next}");
            assert_eq!(summary.answers, if key == "u" && !over { 1 } else { 2 });
        }
    }
}

#[test]
fn the_day_may_turn_after_the_last_card_too() {
    let mut bench = Bench::of("a").on("2026-03-01", "2026-03-02T03:00:00+01:00");
    bench.play("_ 4");
    bench.at("2026-03-02T04:00:00+01:00");
    assert_eq!(bench.play("u"), "done");
    assert_eq!(bench.disk.log.len(), 1);
}

#[test]
fn a_grade_after_half_an_hour_is_not_taken_and_a_signal_is_heard() {
    let mut bench = answered("2026-03-02T03:00:00+01:00");
    bench.play("_");
    bench.at("2026-03-02T04:00:00+01:00");
    assert_eq!(bench.play("4"), "done");
    assert_eq!(bench.disk.log.len(), 2);
    let mut bench = answered("2026-03-02T03:00:00+01:00");
    bench.at("2026-03-02T04:00:00+01:00");
    assert_eq!(bench.play("^c"), "cut");
    assert!(!bench.summary().day_turned);
}

#[test]
fn a_sitting_that_is_used_goes_on_through_the_boundary() {
    let mut bench = Bench::of("abcd").on("2026-03-01", "2026-03-02T03:20:00+01:00");
    assert_eq!(bench.deal("+29m 4 +29m 4 +29m 2 +29m 4 +29m 4"), "a b c d ~c. end");
    assert!(bench.disk.memories().iter().all(|(_, memory)| memory.seen == "2026-03-01".parse().ok()));
}

#[test]
fn a_sitting_that_never_answered_counts_from_its_beginning() {
    let mut bench = Bench::of("a").on("2026-03-01", "2026-03-02T03:45:00+01:00");
    bench.play("");
    assert_eq!(until(&bench).wall.to_rfc3339(), "2026-03-02T04:15:00+01:00");
    assert_eq!(bench.play("+29m _ +1m 4"), "a! done");
    assert!(bench.summary().day_turned);
}

#[test]
fn key_points_that_were_written_over_the_boundary_are_kept() {
    let mut bench = Bench::of("a").on("2026-03-01", "2026-03-02T03:00:00+01:00");
    bench.disk.standings.values_mut().for_each(|it| it.card.form = crate::model::Form::Answerless);
    bench.play("p");
    bench.at("2026-03-02T04:30:00+01:00");
    assert_eq!(bench.play("say:one tick"), "a? done");
    assert!(bench.disk.standings.values().all(|standing| standing.card.answer == "one"));
}

#[test]
fn the_face_is_told_when_to_look_again() {
    // Columns: the last answer, the moment asked for.
    let table = [
        ("01T22:00:00", "02T04:00:00"),
        ("02T03:30:00", "02T04:00:00"),
        ("02T03:40:00", "02T04:10:00"),
        ("02T04:20:00", "02T04:50:00"),
    ];
    for (last, moment) in table {
        let mut bench = answered(&format!("2026-03-{last}+01:00"));
        let asked = until(&bench);
        assert_eq!(asked.wall.to_rfc3339(), format!("2026-03-{moment}+01:00"));
        assert_eq!(TimeDelta::from_std(asked.mono - bench.now.mono).unwrap(), asked.wall - bench.now.wall);
        bench.now.wall = asked.wall - TimeDelta::seconds(1);
        bench.play("tick");
        assert!(!bench.is_over(), "a second before {moment}");
        bench.now = asked;
        assert_eq!(bench.play("tick"), "done");
    }
}

#[test]
fn clocks_put_forward_in_the_night() {
    let mut bench = Bench::of("ab").on("2026-03-28", "2026-03-28T23:50:00+01:00");
    bench.play("_ 4");
    bench.at("2026-03-29T03:59:59+02:00");
    assert_eq!(bench.play("tick"), "b?");
    assert_eq!(until(&bench).wall.to_rfc3339(), "2026-03-29T04:00:00+02:00");
    bench.at("2026-03-29T04:00:00+02:00");
    assert_eq!(bench.play("tick"), "done");
}

#[test]
fn clocks_put_back_in_the_night() {
    let mut bench = Bench::of("ab").on("2026-10-24", "2026-10-24T23:50:00+02:00");
    bench.play("_ 4");
    // The face waits for 04:00 of summer, which comes at 03:00 of winter: the day has not turned yet.
    bench.at("2026-10-25T03:00:00+01:00");
    assert_eq!(until(&bench).wall, bench.now.wall);
    assert_eq!(bench.play("tick"), "b?");
    assert!(until(&bench).wall > bench.now.wall, "or the face would tick without end");
    bench.now = until(&bench);
    assert_eq!(bench.play("tick"), "done");
}

#[test]
fn whichever_clock_saw_more_counts() {
    let mut slept = answered("2026-03-02T03:50:00+01:00");
    slept.now.wall += TimeDelta::minutes(30);
    slept.play("tick");
    assert!(slept.is_over(), "a machine that slept");
    let mut set_back = answered("2026-03-02T03:50:00+01:00");
    set_back.play("+29m +50s tick");
    set_back.now.wall -= TimeDelta::minutes(15);
    set_back.play("+10s tick");
    assert!(set_back.is_over(), "a wall that was set back, but not over the boundary");
    let mut west = answered("2026-03-02T03:50:00+01:00");
    west.pass_on_a_flight();
    west.play("tick");
    assert!(!west.is_over(), "a later instant on an earlier wall");
}

#[test]
fn a_card_seen_on_a_later_day_is_passed_over_and_said() {
    let later = |names: &str| {
        let mut bench = Bench::of("abc");
        let tomorrow = bench.disk.today.plus(1);
        for standing in bench.disk.standings.values_mut().filter(|it| names.contains(it.card.id.as_str())) {
            standing.memory.seen = Some(tomorrow);
        }
        bench
    };
    let told = "(the-clock-stands-at-2026-03-02,-but-this-was-last-answered-on-2026-03-03)";
    assert_eq!(later("b").deal("4 4 q"), format!("a {told} c end done"));
    assert_eq!(later("c").deal("4 4 u u"), format!("a b {told} end (undone:b) b (undone:a) a"));
    assert_eq!(later("abc").play(""), format!("{told} {told} {told} done"));
    let mut many = Bench::of("");
    many.refuse(20_000);
    assert!(many.play("").ends_with("done"), "and no number of them is too many");
}
