//! Scenario files: read when one of them changed, and again when a mock of one begins.

use std::path::{Path, PathBuf};

use super::{offers::Offered, shelf};
use crate::deck::{
    load::fingerprint,
    scenario::{self, parse},
    walk::DeckFile,
};
use crate::engine::{Error, Home, News, Result, Writer};
use crate::model::{ItemKey, Origin, mock::State, scenario::Scenario};

/// What tells that a scenario file changed: those in the program by their text, the user's by a look at them.
pub(in crate::engine) fn mark(files: &[DeckFile]) -> String {
    let shipped = scenario::shipped().fold(0_u64, |sum, (_, text)| sum.rotate_left(7) ^ fingerprint(text.as_bytes()));
    let mut seen = String::new();
    for file in files {
        seen.push_str(&format!("{} {} {}\n", file.path.display(), file.size, file.mtime_ns));
    }
    format!("{shipped} {}", fingerprint(seen.as_bytes()))
}

/// Reads all scenario files, and takes over what they say.
pub(in crate::engine) fn read(writer: &Writer<'_>, roots: &[PathBuf]) -> Result<News> {
    let loaded = scenario::load(roots);
    let mut news = News { notes: Vec::new(), troubles: loaded.troubles() };
    for (id, path) in &loaded.overrides {
        news.notes.push(format!("{path} overrides the shipped scenario {id}"));
    }
    news.extend(shelf::adopt(writer, &loaded)?);
    Ok(news)
}

/// What is lost in the user's scenario files as they lie there now, a line each.
pub(in crate::engine) fn problems(roots: &[PathBuf]) -> Vec<String> {
    scenario::load(roots).troubles()
}

impl Home {
    /// A scenario with all that its file says; the common phases and rubric for a row without one.
    pub fn scenario(&self, offered: &Offered) -> Result<Scenario> {
        let card = &offered.standing.card;
        let found = match (&offered.path, offered.origin) {
            (Some(name), Origin::Shipped) => {
                let text = scenario::shipped().find(|(known, _)| known == name).map(|(_, text)| text);
                text.and_then(|text| parse(text).scenario)
            }
            (Some(path), _) => scenario::read(Path::new(path)).parsed.scenario,
            (None, _) => None,
        };
        match (found, offered.origin) {
            (Some(scenario), _) => Ok(scenario),
            (None, Origin::Tracker) => Ok(Scenario::common(card.id.clone(), &card.question)),
            (None, _) => {
                let path = offered.path.clone().unwrap_or_default();
                Err(Error::Refused(format!("{path} holds no scenario any more; `drill deck check` says why")))
            }
        }
    }

    /// The scenario of a mock that was put aside; one whose file is gone goes on with the common phases and rubric.
    pub fn scenario_of(&self, item: ItemKey, state: &State) -> Result<Scenario> {
        let offered = self.scenarios()?.into_iter().find(|offered| offered.standing.key == item);
        let found = offered.and_then(|offered| self.scenario(&offered).ok());
        Ok(found.unwrap_or_else(|| Scenario::common(state.scenario.clone(), &state.title)))
    }
}
