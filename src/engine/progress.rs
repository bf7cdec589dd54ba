//! The numbers of a report, read from the store.

use super::{Home, Result};
use crate::model::Day;
use crate::stats::{Progress, Section};

impl Home {
    /// All that `drill report` says.
    pub fn progress(&self, today: Day) -> Result<Progress> {
        let store = &self.store;
        let mut topics = store.awake_topics()?;
        topics.retain(|topic| topic.counts.cards > 0);
        let counted = store.due_between(today, today.plus(7))?;
        let ahead = (1..=7).map(|days| {
            let day = today.plus(days);
            (day, counted.iter().find(|(due, _)| *due == day).map_or(0, |(_, count)| *count))
        });
        Ok(Progress {
            today,
            sections: Section::group(topics, &store.due_by_topic(today)?),
            due: self.due_numbers(today)?,
            ahead: ahead.collect(),
            retention: store.retention(today.plus(-29), today)?,
            streak: store.streak(today)?,
            done: store.day_total(today)?,
            sure_and_wrong: self.sure_and_wrong()?,
            rewrite: u32::try_from(store.items_to_rewrite()?.len()).unwrap_or(u32::MAX),
        })
    }
    fn sure_and_wrong(&self) -> Result<Vec<(String, u32)>> {
        let mut topics: Vec<(String, u32)> = Vec::new();
        for item in self.store.sure_and_wrong()? {
            let title = self.store.item(item)?.title.name;
            match topics.iter_mut().find(|(known, _)| *known == title) {
                Some((_, count)) => *count += 1,
                None => topics.push((title, 1)),
            }
        }
        topics.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(topics)
    }
}
