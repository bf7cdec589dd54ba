//! What holds for every mock.

use proptest::prelude::*;

use super::bench::Bench;
use crate::model::mock::{Level, Score, State};

const ALL: [&str; 37] = [
    "+1s",
    "+7s",
    "+50s",
    "+4m",
    "+10m",
    "jump+3m",
    "jump+40m",
    "sleep+5m",
    "sleep+90m",
    "next",
    "next",
    "next",
    "pause",
    "ask",
    "edit",
    "noted:x_y",
    "failed",
    "full",
    "end",
    "note:abc",
    "line:d",
    "line:y",
    "line:n",
    "tick",
    "size",
    "help",
    "kill",
    "p",
    "s",
    "y",
    "n",
    "1",
    "3",
    "b",
    "k",
    "tick:101",
    "refuse",
];
/// Nothing that stops the mock or loses what was typed.
const CALM: [&str; 14] = [
    "+1s", "+7s", "+50s", "+4m", "next", "next", "pause", "ask", "note:abc", "line:d", "line:n", "tick", "help", "end",
];

fn keys(set: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(set), 0..most)
}

fn minutes() -> impl Strategy<Value = u32> {
    prop::sample::select(vec![15, 35, 45, 60])
}

/// Milliseconds of a state: spent, and paused.
fn sums(state: &State) -> (u64, u64) {
    (state.spent_millis.iter().sum(), state.paused_millis)
}

proptest! {
    #[test]
    fn times_add_up(minutes in minutes(), keys in keys(&ALL, 60)) {
        let mut bench = Bench::of(minutes);
        for key in keys {
            bench.play(key);
            let state = bench.saved();
            let (spent, paused) = sums(state);
            let elapsed = (state.saved_at - state.started_at).num_milliseconds();
            prop_assert_eq!(i64::try_from(spent + paused).unwrap(), elapsed, "after {}", key);
            if bench.left || bench.finished.is_some() || state.marking.is_some() {
                break;
            }
        }
    }

    #[test]
    fn any_order_of_events_comes_to_an_end(minutes in minutes(), keys in keys(&ALL, 80)) {
        let mut bench = Bench::of(minutes);
        for key in keys {
            bench.play(key);
            // What was finished is never taken up again.
            if bench.finished.is_some() {
                break;
            }
        }
        if bench.left {
            bench.restart();
        }
        // Whatever stands on the screen, these keys lead out of it.
        for _ in 0..60 {
            if bench.finished.is_none() {
                bench.play("r p k line: y 1 tick:111 next end end");
            }
        }
        let mock = bench.finished.clone().expect("a finished mock");
        let spent: u32 = mock.phases.iter().map(|time| time.spent_seconds).sum();
        prop_assert_eq!(u64::from(spent), sums(bench.saved()).0 / 1000);
        if let Some(score) = mock.score {
            prop_assert!((Score::from_hundredths(100)..=Score::from_hundredths(400)).contains(&score));
        }
        prop_assert!(mock.rubric.iter().all(|judged| judged.level == judged.proposed || judged.why.is_some()));
        prop_assert_eq!(mock.lowest() == Level::new(1) && mock.grade.is_some_and(|grade| grade.passes()), false);
        prop_assert_eq!(bench.play("tick y next quit"), "");
    }

    #[test]
    fn a_mock_that_was_resumed_is_as_if_never_interrupted(
        minutes in minutes(),
        before in keys(&CALM, 25),
        after in keys(&CALM, 25),
    ) {
        let mut whole = Bench::of(minutes);
        let mut killed = Bench::of(minutes);
        whole.play(&before.join(" "));
        killed.play(&before.join(" "));
        // Up to the last save, which a further word brings about.
        whole.play("size note:same");
        killed.play("size note:same kill");
        // A command that waits for its repetition waits for it anew.
        whole.play("pause pause");
        killed.play("pause pause");
        prop_assert_eq!(whole.shown(), killed.shown());
        let told = whole.play(&after.join(" "));
        prop_assert_eq!(killed.play(&after.join(" ")), told);
        prop_assert_eq!(whole.shown(), killed.shown());
        whole.play("note:end");
        killed.play("note:end");
        prop_assert_eq!(whole.saved(), killed.saved());
    }
}
