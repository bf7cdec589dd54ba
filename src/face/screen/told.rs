//! What was told, and how long it stays.

use std::time::Duration;

use super::Screen;
use crate::model::{Moment, view::View};

/// What was told while a clock runs stays so long, whatever is typed.
const HOLD: Duration = Duration::from_secs(5);

/// A line that was told.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) line: String,
    /// Until when it stays, even if a key is pressed.
    until: Option<Moment>,
    /// An alarm has its time in any case; another line makes room for what a later key leads to.
    is_alarm: bool,
    /// A key was pressed since.
    keyed: bool,
    /// It stood there when the part of a task was answered in which it was told.
    answered: bool,
}

impl Screen {
    /// Tells what a key led to: until the next one.
    pub(super) fn tell_now(&mut self, line: &str) {
        self.told.push(Told { line: line.to_owned(), until: None, is_alarm: false, keyed: false, answered: false });
    }

    /// Tells what somebody said: an alarm, and anything while a clock runs, is not gone with the next letter.
    pub(super) fn tell_for_a_while(&mut self, line: &str, is_alarm: bool) {
        let holds = is_alarm || matches!(self.shown, Some(View::Timed(_)));
        let until = holds.then(|| self.clock.after(HOLD));
        self.told.retain(|told| told.is_alarm || !told.keyed);
        self.told.push(Told { line: line.to_owned(), until, is_alarm, keyed: false, answered: false });
    }

    /// What is told now was seen by whoever answered.
    pub(super) fn told_was_answered(&mut self) {
        self.told.iter_mut().for_each(|told| told.answered = true);
    }

    /// Another part begins: what was told of the one before goes with it.
    pub(super) fn forget_answered(&mut self) {
        self.told.retain(|told| !told.answered);
    }

    /// A key was pressed: what had its time goes.
    pub(super) fn forget_told(&mut self) {
        let clock = &self.clock;
        self.told.iter_mut().for_each(|told| told.keyed = true);
        self.told.retain(|told| told.until.is_some_and(|until| !clock.wait(&until).is_zero()));
    }
}
