//! The stopwatch of a mock: every millisecond since its beginning is either spent in a phase or paused.

use std::time::Duration;

use chrono::TimeDelta;

use crate::model::{Moment, mock::State};

/// The wall may run ahead of the monotonic clock by so much before the machine is taken to have slept.
const ASLEEP: Duration = Duration::from_secs(120);
/// The two clocks may drift apart by so much before the hands are set anew.
const DRIFT: Duration = Duration::from_secs(1);

/// A stopwatch over phases.
///
/// What it shows is a sum up to [`Self::since`] and the stretch from there, so that the moments at which a phase ends
/// stay the same from one look to the next.
#[derive(Clone, Debug)]
pub(super) struct Stopwatch {
    spent: Vec<Duration>,
    paused: Duration,
    pauses: u32,
    stopped: bool,
    since: Moment,
    last: Moment,
    lost: Option<Lost>,
}

/// Time of which only the person can say whether it was spent or paused.
#[derive(Clone, Copy, Debug)]
struct Lost {
    time: Duration,
    from: Moment,
}

impl Stopwatch {
    /// A watch that starts now, in the first phase.
    pub(super) fn start(now: Moment) -> Self {
        Self {
            spent: vec![Duration::ZERO],
            paused: Duration::ZERO,
            pauses: 0,
            stopped: false,
            since: now,
            last: now,
            lost: None,
        }
    }

    /// The watch of a saved state, in its phase number `phases` at the highest; what went by since it was saved is lost
    /// time, or pause if it stood still.
    pub(super) fn resume(state: &State, phases: usize, now: Moment) -> Self {
        let gone = (now.wall - state.saved_at).to_std().unwrap_or_default();
        let mut spent: Vec<Duration> = state.spent_millis.iter().copied().map(Duration::from_millis).collect();
        spent.truncate(phases.max(1));
        if spent.is_empty() {
            spent.push(Duration::ZERO);
        }
        let mut watch = Self {
            spent,
            paused: Duration::from_millis(state.paused_millis),
            pauses: state.pauses,
            stopped: state.paused,
            since: now,
            last: now,
            lost: None,
        };
        if watch.stopped {
            watch.paused = watch.paused.saturating_add(gone);
        } else if !gone.is_zero() {
            // Saved when it was lost, so that the time is offered again if nobody answers now either.
            let from = Moment { wall: state.saved_at, mono: now.mono };
            watch.lost = Some(Lost { time: gone, from });
        }
        watch
    }

    /// Takes notice of the time; what a sleeping machine lost is kept apart until it is settled.
    pub(super) fn notice(&mut self, now: Moment) {
        let (wall, mono) = stretch(&self.last, &now);
        let slept = wall.saturating_sub(mono);
        if let Some(lost) = &mut self.lost {
            // Nobody loses time over the question itself.
            lost.time = lost.time.saturating_add(wall.max(mono));
            self.since = now;
        } else if self.stopped || slept <= ASLEEP {
            let (wall, mono) = stretch(&self.since, &now);
            if wall.abs_diff(mono) > DRIFT {
                self.set_hands(now);
            }
        } else {
            let before = stretch(&self.since, &self.last).1;
            self.add(before.saturating_add(mono));
            let awake = TimeDelta::from_std(mono).unwrap_or_default();
            let from = Moment { wall: self.last.wall.checked_add_signed(awake).unwrap_or(self.last.wall), ..now };
            self.lost = Some(Lost { time: slept, from });
            self.since = now;
        }
        self.last = now;
    }

    /// Time that nobody has accounted for yet.
    pub(super) fn lost(&self) -> Option<Duration> {
        self.lost.map(|lost| lost.time)
    }

    /// Accounts for the lost time: as a pause, or as time spent in the present phase.
    pub(super) fn settle(&mut self, as_pause: bool, counted: bool) {
        if let Some(lost) = self.lost.take() {
            if as_pause {
                self.paused = self.paused.saturating_add(lost.time);
                self.pauses = self.pauses.saturating_add(u32::from(counted));
            } else {
                self.add(lost.time);
            }
            self.since = self.last;
        }
    }

    /// Stops the watch, or lets it run on.
    pub(super) fn toggle(&mut self, now: Moment) {
        self.set_hands(now);
        self.stopped = !self.stopped;
        self.pauses = self.pauses.saturating_add(u32::from(self.stopped));
    }

    /// The next phase begins.
    pub(super) fn next(&mut self, now: Moment) {
        self.set_hands(now);
        self.spent.push(Duration::ZERO);
    }

    /// Sums up the present stretch.
    pub(super) fn set_hands(&mut self, now: Moment) {
        let (wall, mono) = stretch(&self.since, &now);
        let apart = wall.abs_diff(mono) > DRIFT;
        self.add(if apart { wall.max(mono) } else { mono });
        (self.since, self.last) = (now, now);
    }

    fn add(&mut self, time: Duration) {
        let sum = if self.stopped { Some(&mut self.paused) } else { self.spent.last_mut() };
        if let Some(sum) = sum {
            *sum = sum.saturating_add(time);
        }
    }

    /// True when it stands still.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Since when it stands still, if it does.
    pub(super) fn stopped_at(&self) -> Option<Moment> {
        self.stopped.then_some(self.since)
    }

    /// The number of the present phase, from 0.
    pub(super) fn phase(&self) -> usize {
        self.spent.len() - 1
    }

    /// Time spent in the present phase.
    pub(super) fn in_phase(&self) -> Duration {
        self.spent.last().copied().unwrap_or_default().saturating_add(self.running())
    }

    /// Time spent in all.
    pub(super) fn in_all(&self) -> Duration {
        self.spent.iter().fold(self.running(), |sum, spent| sum.saturating_add(*spent))
    }

    fn running(&self) -> Duration {
        if self.stopped { Duration::ZERO } else { stretch(&self.since, &self.last).1 }
    }

    /// The moment at which the present phase will have taken, or had taken, so long.
    pub(super) fn phase_at(&self, target: Duration) -> Moment {
        self.moment(self.spent.last().copied().unwrap_or_default(), target)
    }

    /// The moment at which all phases will have taken, or had taken, so long.
    pub(super) fn all_at(&self, target: Duration) -> Moment {
        self.moment(self.spent.iter().fold(Duration::ZERO, |sum, spent| sum.saturating_add(*spent)), target)
    }

    fn moment(&self, shown: Duration, target: Duration) -> Moment {
        let ahead = target.saturating_sub(shown);
        let behind = shown.saturating_sub(target);
        shifted(&self.since, ahead, behind)
    }

    /// Writes its times into a state that is about to be saved; `now` is the moment last noticed.
    pub(super) fn write(&self, state: &mut State) {
        let running = self.running();
        state.spent_millis = self.spent.iter().copied().map(millis).collect();
        if let Some(last) = state.spent_millis.last_mut() {
            *last = millis(self.spent.last().copied().unwrap_or_default().saturating_add(running));
        }
        let standing = if self.stopped { stretch(&self.since, &self.last).1 } else { Duration::ZERO };
        state.paused_millis = millis(self.paused.saturating_add(standing));
        state.pauses = self.pauses;
        state.paused = self.stopped;
        state.saved_at = self.lost.map_or(self.last.wall, |lost| lost.from.wall);
    }
}

/// The moment so much later, or earlier.
pub(super) fn shifted(from: &Moment, ahead: Duration, behind: Duration) -> Moment {
    let delta = |time| TimeDelta::from_std(time).unwrap_or(TimeDelta::MAX);
    let wall = from.wall.checked_add_signed(delta(ahead)).unwrap_or(from.wall);
    Moment {
        wall: wall.checked_sub_signed(delta(behind)).unwrap_or(wall),
        mono: from.mono.saturating_add(ahead).saturating_sub(behind),
    }
}

/// What the wall and the monotonic clock say went by.
fn stretch(from: &Moment, to: &Moment) -> (Duration, Duration) {
    ((to.wall - from.wall).to_std().unwrap_or_default(), to.mono.saturating_sub(from.mono))
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
