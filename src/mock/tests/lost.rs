//! Pauses, time that nobody saw, and going on after the program was killed.

use super::bench::Bench;
use crate::model::mock::State;

fn times(bench: &Bench) -> (Vec<u64>, u64, u32) {
    let state = bench.saved();
    (state.spent_millis.iter().map(|millis| millis / 1000).collect(), state.paused_millis / 1000, state.pauses)
}

#[test]
fn a_pause_is_counted_and_stops_the_clock() {
    let mut bench = Bench::of(15);
    let told = bench.play("+1m pause");
    assert_eq!(told, "(paused:_the_clock_stands_still_until_the_same_command_again)");
    assert_eq!(bench.shown(), "1 of 3 240 840 paused");
    assert_eq!(bench.play("jump+10m note:x"), "");
    assert_eq!((bench.shown().as_str(), times(&bench)), ("1 of 3 240 840 paused", (vec![60], 600, 1)));
    assert_eq!(bench.play("jump+5m pause"), "(the_clock_runs_on)");
    assert_eq!((bench.shown().as_str(), times(&bench)), ("1 of 3 240 840", (vec![60], 900, 1)));
    // A machine that sleeps while the clock stands still loses nothing.
    bench.play("pause sleep+60m tick pause +30s next next");
    assert_eq!((bench.shown().as_str(), times(&bench)), ("2 of 3 180 810", (vec![90, 0], 4500, 2)));
    // The next phase, or the end, lets the clock run on.
    bench.play("pause jump+1m next next");
    assert_eq!((bench.shown().as_str(), times(&bench)), ("3 of 3 420 810", (vec![90, 0, 0], 4560, 3)));
}

#[test]
fn a_sleeping_machine_is_noticed() {
    let question = "7:00 went by that nobody saw: how is it counted? [ps]";
    // The reply, and the times that follow when the machine slept from 1:00 on.
    let table = [("p", (vec![60], 420, 1), "1 of 3 240 840"), ("s", (vec![480], 0, 0), "1 of 3 -180 420")];
    for (key, after, shown) in table {
        let mut bench = Bench::of(15);
        bench.play("+1m sleep+7m tick");
        assert_eq!(bench.shown(), question);
        bench.play(key);
        assert_eq!((bench.shown().as_str(), times(&bench)), (shown, after), "{key}");
    }
}

#[test]
fn a_short_gap_between_the_clocks_is_time_spent() {
    let mut bench = Bench::of(15);
    bench.play("+1m sleep+100s tick pause");
    assert_eq!((bench.shown().as_str(), times(&bench)), ("1 of 3 140 740 paused", (vec![160], 0, 1)));
}

#[test]
fn what_was_typed_at_the_awaking_is_not_lost() {
    let mut bench = Bench::of(15);
    bench.play("sleep+7m line:text");
    assert!(bench.shown().starts_with("7:00 went by"), "{}", bench.shown());
    assert_eq!(bench.play("x"), "UnknownKey(\"x\")");
    bench.play("jump+30s p");
    assert_eq!((bench.note().as_str(), times(&bench)), ("text\n", (vec![0], 450, 1)));
}

#[test]
fn a_killed_mock_goes_on_at_the_same_second() {
    let mut bench = Bench::of(35);
    bench.play("+5m next +1m note:abc kill");
    assert_eq!(bench.shown(), "2 of 7 120 1740");
    // The time since it was saved is offered, that before it was counted.
    bench.play("+3s jump+10m kill");
    assert_eq!(bench.shown(), "10:03 went by that nobody saw: how is it counted? [ps]");
    // Killed again over the question: it is asked again, with all that went by.
    bench.play("jump+2m kill");
    assert_eq!(bench.shown(), "12:03 went by that nobody saw: how is it counted? [ps]");
    bench.play("p");
    assert_eq!(bench.shown(), "2 of 7 120 1740");
    assert_eq!(bench.note(), "abc");
    assert_eq!(times(&bench), (vec![300, 60], 723, 1));
    bench.play("kill quit kill jump+1m kill s");
    assert_eq!(bench.shown(), "2 of 7 60 1680");
}

#[test]
fn a_paused_mock_goes_on_paused() {
    let mut bench = Bench::of(35);
    bench.play("+1m pause jump+1m ^c jump+60m");
    assert!(bench.left);
    assert_eq!(bench.play("kill"), "(paused,_as_it_was_left:_the_clock_stands_still)");
    assert_eq!((bench.shown().as_str(), times(&bench)), ("1 of 7 240 2040 paused", (vec![60], 3660, 1)));
}

#[test]
fn leaving_keeps_everything() {
    for (key, word) in [("quit", "left"), ("^c", "cut")] {
        let mut bench = Bench::of(35);
        assert_eq!(bench.play(&format!("+1m note:a +90s {key}")), word);
        assert_eq!((times(&bench), bench.saved().note.as_str()), ((vec![150], 0, 0), "a"));
        assert_eq!(bench.play("tick next line:b"), "");
        assert_eq!((times(&bench), bench.saved().note.as_str()), ((vec![150], 0, 0), "a"));
    }
}

#[test]
fn the_state_is_saved_every_few_seconds() {
    let mut bench = Bench::of(35);
    for second in 0..60_u64 {
        assert!(second * 1000 - bench.saved().spent_millis[0] <= 5000);
        bench.play("+1s");
    }
}

#[test]
fn a_clock_that_was_set_back_takes_nothing() {
    let mut bench = Bench::of(35);
    bench.play("+1m");
    bench.now.wall -= chrono::TimeDelta::hours(1);
    bench.play("tick +1m tick");
    assert_eq!(bench.shown(), "1 of 7 180 1980");
    bench.now.wall -= chrono::TimeDelta::hours(2);
    bench.play("kill");
    assert_eq!(bench.shown(), "1 of 7 180 1980");
}

#[test]
fn what_was_told_is_not_told_again() {
    let mut bench = Bench::of(35);
    let told = bench.play("+15m");
    assert!(told.contains("!curveball:_A!") && told.contains("!clarify:_1:00_left!"), "{told}");
    assert_eq!(bench.play("kill tick +10s tick"), "");
    assert!(bench.body().contains("**Curveball at 14:00:** A"));
}

#[test]
fn a_state_of_strange_numbers_is_played_all_the_same() {
    let far = chrono::TimeDelta::days(100_000);
    let strange = |what: &str, state: &mut State| match what {
        "no phase" => state.spent_millis.clear(),
        "too many phases" => state.spent_millis = vec![1; 100],
        "for ever" => state.spent_millis = vec![u64::MAX; 3],
        "paused for ever" => (state.paused_millis, state.pauses, state.paused) = (u64::MAX, u32::MAX, true),
        "saved in the future" => state.saved_at += far,
        _ => state.saved_at -= far,
    };
    for what in ["no phase", "too many phases", "for ever", "paused for ever", "saved in the future", "saved long ago"]
    {
        let mut bench = Bench::of(35);
        strange(what, bench.disk.as_mut().unwrap());
        bench.play("kill p pause pause +1s line:x");
        for _ in 0..20 {
            if bench.finished.is_none() {
                bench.play("next next y 1 tick: line:");
            }
        }
        assert!(bench.finished.is_some(), "{what}: {}", bench.shown());
    }
}
