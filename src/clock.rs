//! The one place that asks what time it is.

use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Local, TimeDelta, Utc};

use crate::model::Moment;

/// A clock that may be read and waited on.
pub trait Clock {
    /// The present moment.
    fn now(&self) -> Moment;

    /// How long a real wait lasts until `moment` comes; zero if it is past.
    fn wait(&self, moment: &Moment) -> Duration;

    /// The moment that a real wait of this length leads to, however fast the clock runs.
    fn after(&self, real: Duration) -> Moment {
        self.now().plus(real)
    }
}

/// Where a clock that was set begins.
#[derive(Debug, Clone, Copy)]
pub enum Start {
    /// At a local time, whose offset stays as it is.
    Local(DateTime<FixedOffset>),
    /// At an instant; the zone of this machine says what the local time is, summer time included.
    Instant(DateTime<Utc>),
}

/// The clock of the machine, or one set for tests, scripts and demonstrations.
#[derive(Debug, Clone, Copy)]
pub struct WorldClock {
    began: Instant,
    start: Option<Start>,
    pace: u32,
}

impl WorldClock {
    /// The machine's clock; with `start` it begins there instead, and `pace` real seconds pass as one.
    #[allow(clippy::disallowed_methods, reason = "the clock is the one place that reads the clock")]
    pub fn new(start: Option<Start>, pace: u32) -> Self {
        let start = start.or_else(|| (pace > 1).then(|| Start::Local(Local::now().fixed_offset())));
        Self { began: Instant::now(), start, pace: pace.max(1) }
    }
}

impl Clock for WorldClock {
    #[allow(clippy::disallowed_methods, reason = "the clock is the one place that reads the clock")]
    fn now(&self) -> Moment {
        let mono = self.began.elapsed().saturating_mul(self.pace);
        let wall = match self.start {
            None => Local::now().fixed_offset(),
            Some(Start::Local(start)) => start.checked_add_signed(gone(mono)).unwrap_or(start),
            Some(Start::Instant(start)) => {
                start.checked_add_signed(gone(mono)).unwrap_or(start).with_timezone(&Local).fixed_offset()
            }
        };
        Moment { wall, mono }
    }

    fn wait(&self, moment: &Moment) -> Duration {
        (moment.wall - self.now().wall).to_std().unwrap_or_default() / self.pace
    }

    fn after(&self, real: Duration) -> Moment {
        self.now().plus(real.saturating_mul(self.pace))
    }
}

fn gone(mono: Duration) -> TimeDelta {
    TimeDelta::from_std(mono).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_wait_is_real_at_any_pace() {
        let nine = DateTime::parse_from_rfc3339("2026-03-01T09:00:00+01:00").ok().map(Start::Local);
        for pace in [1, 60, 86_400] {
            let clock = WorldClock::new(nine, pace);
            let left = clock.wait(&clock.after(Duration::from_secs(100)));
            assert!(left > Duration::from_secs(90) && left <= Duration::from_secs(100), "{pace}: {left:?}");
        }
    }
}
