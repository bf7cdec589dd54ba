//! A task against the clock, as a face shows it.

use crate::model::Moment;

/// A task against the clock: a phase of a mock, a part of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedView {
    /// What it is: the title of the scenario or story.
    pub title: String,
    /// Where in it: `phase 2 of 7: estimate`.
    pub stage: String,
    /// What must exist at the end of the stage; empty if nothing must.
    pub goal: String,
    /// What is to be read meanwhile, as Markdown: the prompt, then whatever was shown or thrown in since.
    ///
    /// What is added at its end is brought into sight, or is all that is drawn again.
    pub body: String,
    /// The clock.
    pub clock: Countdown,
    /// What was written so far; none where nothing is written.
    pub note: Option<String>,
    /// The commands that mean something now.
    pub commands: Vec<Command>,
}

/// A clock that runs down. A face that can redraw shows it running, others say it when the view is drawn.
///
/// It is read on the wall clock, as [`crate::model::view::View`]s are waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countdown {
    /// When the stage should end; the time after it is overrun.
    pub stage_ends: Moment,
    /// When the whole should end.
    pub all_ends: Moment,
    /// Seconds planned for the stage.
    pub stage_seconds: u32,
    /// Since when the clock stands still; what is left is counted from there.
    pub paused: Option<Moment>,
}

/// What is left on a clock, in seconds of which the last one counts until it is over; below zero it is overrun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// In the stage.
    pub stage: i64,
    /// In all.
    pub all: i64,
}

impl Countdown {
    /// What is left at a moment; while the clock stands still, what was left when it stopped.
    pub fn left(&self, now: &Moment) -> Left {
        let at = self.paused.as_ref().unwrap_or(now);
        let left = |end: &Moment| -(at.wall - end.wall).num_milliseconds().div_euclid(1000);
        Left { stage: left(&self.stage_ends), all: left(&self.all_ends) }
    }

    /// True when the stage is all there is.
    pub fn is_single(&self) -> bool {
        self.stage_ends.wall == self.all_ends.wall
    }
}

/// A command while the clock runs: a control key on a screen, `/next` in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    /// On to the next stage: Ctrl-N, `/next`.
    Next,
    /// Stop the clock, or let it run on: Ctrl-P, `/pause`.
    Pause,
    /// The questions that should have been asked: Ctrl-G, `/ask`.
    Ask,
    /// The whole note in an editor: Ctrl-E, `/edit`.
    Edit,
    /// The end, before the clock says so: Ctrl-D, `/end`.
    End,
}

impl Command {
    /// All commands, in the order in which help lists them.
    pub const ALL: [Self; 5] = [Self::Next, Self::Pause, Self::Ask, Self::Edit, Self::End];

    /// Its word, as it is typed behind a slash.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Pause => "pause",
            Self::Ask => "ask",
            Self::Edit => "edit",
            Self::End => "end",
        }
    }

    /// Its letter, as it is pressed with control.
    pub const fn letter(self) -> char {
        match self {
            Self::Next => 'n',
            Self::Pause => 'p',
            Self::Ask => 'g',
            Self::Edit => 'e',
            Self::End => 'd',
        }
    }

    /// What it does, for help.
    pub const fn does(self) -> &'static str {
        match self {
            Self::Next => "on to what comes next",
            Self::Pause => "stop the clock, or let it run on; pauses are counted",
            Self::Ask => "the questions you should have asked",
            Self::Edit => "the whole note in your editor",
            Self::End => "end it all, before the clock says so",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::{DateTime, TimeDelta};

    use super::*;

    fn moment(milliseconds: i64) -> Moment {
        let noon = DateTime::parse_from_rfc3339("2026-03-02T12:00:00+01:00").unwrap();
        Moment { wall: noon + TimeDelta::milliseconds(milliseconds), mono: Duration::ZERO }
    }

    #[test]
    fn a_begun_second_is_left_and_overrun_counts_whole_ones() {
        let clock =
            Countdown { stage_ends: moment(300_000), all_ends: moment(2_100_000), stage_seconds: 300, paused: None };
        let table = [
            (0, 300, 2100),
            (1, 300, 2100),
            (1000, 299, 2099),
            (299_999, 1, 1801),
            (300_000, 0, 1800),
            (300_999, 0, 1800),
            (301_000, -1, 1799),
            (2_160_500, -1860, -60),
        ];
        for (at, stage, all) in table {
            assert_eq!(clock.left(&moment(at)), Left { stage, all }, "{at}");
        }
        let paused = Countdown { paused: Some(moment(60_000)), ..clock };
        assert_eq!(paused.left(&moment(900_000)), Left { stage: 240, all: 2040 });
    }
}
