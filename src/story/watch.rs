//! A clock that can be stopped.

use std::time::Duration;

use chrono::TimeDelta;

use crate::model::Moment;

/// A clock that can be stopped. `began` moves on by what it stood still.
#[derive(Clone, Copy, Debug)]
pub(super) struct Watch {
    began: Moment,
    pub(super) paused: Option<Moment>,
}

impl Watch {
    pub(super) fn start(now: Moment) -> Self {
        Self { began: now, paused: None }
    }

    pub(super) fn seconds(&self, now: Moment) -> u32 {
        self.paused.unwrap_or(now).seconds_since(&self.began)
    }

    pub(super) fn ends(&self, seconds: u32) -> Moment {
        later(self.began, Duration::from_secs(u64::from(seconds)))
    }

    pub(super) fn toggle(&mut self, now: Moment) {
        match self.paused.take() {
            Some(since) => self.began = later(self.began, now.mono.saturating_sub(since.mono)),
            None => self.paused = Some(now),
        }
    }
}

fn later(moment: Moment, by: Duration) -> Moment {
    let delta = TimeDelta::from_std(by).unwrap_or_default();
    Moment { wall: moment.wall + delta, mono: moment.mono.saturating_add(by) }
}
