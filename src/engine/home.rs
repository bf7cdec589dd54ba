//! The home of a learner: its places, settings and database, open.

use super::{News, Paths, Writer};
use crate::config::Config;
use crate::model::{Day, Grade, Moment, study_day};
use crate::store::Store;

/// An open home.
#[derive(Debug)]
pub struct Home {
    /// Where everything lies.
    pub paths: Paths,
    /// The settings.
    pub config: Config,
    /// The database, or a copy of it in memory when it is only looked at.
    pub store: Store,
    /// The name of this machine in the log.
    pub device: String,
    /// True when this run created the home.
    pub is_new: bool,
    /// What reading decks and tracker found.
    pub news: News,
}

impl Home {
    /// The study day of a moment, by this home's rollover hour.
    pub fn day(&self, now: Moment) -> Day {
        study_day(now.wall, self.config.rollover)
    }

    /// A writer of this home at a moment of a study day.
    pub fn writer(&self, now: Moment, today: Day) -> Writer<'_> {
        Writer { store: &self.store, now, today, device: &self.device, bar: self.bar() }
    }

    /// The lowest grade that pays a debt.
    pub fn bar(&self) -> Grade {
        if self.config.repeat_below == 3 { Grade::PASS } else { Grade::GOOD }
    }
}
