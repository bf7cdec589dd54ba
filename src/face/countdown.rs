//! What is left on a clock, in figures and in words.

use crate::model::{
    Moment,
    view::{Countdown, Left},
};

/// Minutes and seconds of two digits each; behind a `+` what is over.
pub(super) fn figures(seconds: i64) -> String {
    let over = if seconds < 0 { "+" } else { "" };
    let seconds = seconds.unsigned_abs();
    format!("{over}{:02}:{:02}", seconds / 60, seconds % 60)
}

/// What is left of the stage and of all of it, as a line says it.
pub(super) fn told(clock: &Countdown, now: &Moment) -> String {
    let Left { stage, all } = clock.left(now);
    let of_stage = if stage < 0 { format!("over by {}", bare(stage)) } else { format!("{} left", figures(stage)) };
    let of_all = if all < 0 { format!("over by {} in all", bare(all)) } else { format!("{} in all", figures(all)) };
    let paused = if clock.paused.is_some() { "paused: " } else { "" };
    if clock.is_single() { format!("{paused}{of_stage}") } else { format!("{paused}{of_stage}, {of_all}") }
}

fn bare(seconds: i64) -> String {
    figures(seconds).trim_start_matches('+').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_minutes_and_seconds() {
        let table = [(0, "00:00"), (7, "00:07"), (305, "05:05"), (4500, "75:00"), (-1, "+00:01"), (-3600, "+60:00")];
        for (seconds, shown) in table {
            assert_eq!(figures(seconds), shown);
        }
    }
}
