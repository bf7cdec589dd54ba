//! Stories: read from the tracker and written to it, told, and put together for whoever looks at them.

mod block;
mod changes;
mod desk;
mod read;
mod telling;
#[cfg(test)]
mod tests;
mod write;

use super::{Home, Result, decks, marks::STORY_KINDS, sync};
use crate::deck::{
    load::fingerprint,
    story::{Loaded, load},
};
use crate::model::{Day, Entry, Standing, Telling, Texts, What};
use crate::store::{PartRow, Store, StoryRow};
use crate::story::{
    Clash, Overview,
    check::{Measure, check},
    kind,
    rubric::{State, state},
};

pub use desk::StoryDesk;
pub use telling::{Kept, Rehearsing};
pub use write::{Asked, Written};

pub(super) use block::rewrite;
pub(super) use read::{Reading, take};
pub(super) use write::swap;

/// A story that can be written and told.
#[derive(Clone, Debug)]
pub struct Story {
    /// What the tracker says of it.
    pub row: StoryRow,
    /// Counts the actions on it.
    pub revision: i64,
    /// All that is known of it.
    pub about: Overview,
}

/// The texts of some parts.
pub(super) fn texts(parts: &[PartRow; 5]) -> Texts {
    Texts(parts.each_ref().map(|row| row.text.clone()))
}

impl Home {
    /// The kinds of story: those in the program and the user's own.
    pub fn story_kinds(&self) -> Result<Loaded> {
        kinds(&self.store, &self.paths)
    }

    /// Reads the kinds of story anew; where the user's own changed, the stories are read again at the next sync.
    ///
    /// What is wrong with them, as `path:line:col: what; hint`.
    pub fn read_story_kinds(&self) -> Result<Vec<String>> {
        let loaded = self.story_kinds()?;
        let own = loaded.types.iter().filter(|found| !found.shipped);
        let all: String = own.map(|found| format!("{:?}", found.story)).collect();
        let print = fingerprint(all.as_bytes()).to_string();
        if self.store.meta(STORY_KINDS)?.unwrap_or_default() != print {
            self.store.set_meta(STORY_KINDS, &print)?;
            sync::read_again(&self.store)?;
        }
        Ok(loaded.troubles())
    }

    /// The stories of the tracker, in its order.
    pub fn stories(&self, today: Day) -> Result<Vec<Story>> {
        let loaded = self.story_kinds()?;
        let mut stories = Vec::new();
        for (row, standing) in self.store.stories()? {
            if !standing.parked {
                let revision = standing.revision;
                let about = self.overview(&row, standing, &loaded, today)?;
                stories.push(Story { row, revision, about });
            }
        }
        Ok(stories)
    }

    fn overview(&self, row: &StoryRow, standing: Standing, loaded: &Loaded, today: Day) -> Result<Overview> {
        let kind = loaded.all().find(|kind| kind.id == row.kind).cloned();
        let parts = self.store.story_parts(row.item)?;
        let texts = texts(&parts);
        let due = standing.memory.due.is_none_or(|due| due <= today);
        let mut about = Overview {
            id: standing.card.id.to_string(),
            heading: row.heading.clone(),
            section: row.section.clone(),
            clashes: parts.iter().filter_map(both).collect(),
            signals: kind::signals(&row.heading, kind.as_ref(), row.signals.as_deref()),
            kind,
            state: State::Empty,
            warnings: Vec::new(),
            measure: Measure::of(&texts),
            tellings: self.store.tellings_of(row.item)?.into_iter().filter_map(telling).collect(),
            memory: standing.memory,
            suspended: standing.suspended,
            waiting: row.written.is_some() && !standing.suspended && due,
            texts,
        };
        about.state = state(&about.texts, &about.full_tellings());
        about.warnings = check(&about.texts, about.last_told().or(row.written), today);
        Ok(about)
    }
}

fn both(row: &PartRow) -> Option<Clash> {
    let theirs = row.theirs.clone()?;
    Some(Clash { part: row.part, mine: row.text.clone(), theirs })
}

/// The kinds of story in use.
pub(super) fn kinds(store: &Store, paths: &super::Paths) -> Result<Loaded> {
    Ok(load(&decks::roots(store, paths)?))
}

fn telling(entry: Entry) -> Option<(Day, Telling)> {
    match entry.what {
        What::Deed { detail, .. } => Some((entry.day, Telling::from_json(&detail)?)),
        _ => None,
    }
}
