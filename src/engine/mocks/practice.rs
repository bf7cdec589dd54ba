//! What the mocks of a scenario come to: a fold of those that stand.

use super::pulls;
use crate::engine::Result;
use crate::mock::rubric;
use crate::model::{
    Day, Entry, ItemKey, What,
    mock::{Attempt, Mastery},
};
use crate::store::{Practice, Store};

/// The attempts among entries, each with its day.
pub(super) fn read(mocks: &[(i64, Entry)]) -> Vec<(Day, Attempt)> {
    mocks.iter().filter_map(|(_, entry)| Some((entry.day, attempt(entry)?))).collect()
}

/// What an entry of a mock says.
pub(super) fn attempt(entry: &Entry) -> Option<Attempt> {
    let What::Deed { detail, .. } = &entry.what else { return None };
    Attempt::from_value(detail).ok()
}

/// Folds the mocks of a scenario without writing: what `doctor` compares.
pub(in crate::engine) fn fold(store: &Store, item: ItemKey) -> Result<Practice> {
    let mocks = store.mocks_of(item)?;
    let attempts = read(&mocks);
    let mastery = rubric::mastery(attempts.iter().map(|(day, attempt)| (*day, attempt)));
    let newest = mocks.last();
    let score = attempts.iter().rev().find_map(|(_, attempt)| attempt.score);
    Ok(Practice {
        mock: newest.map(|(key, _)| *key),
        day: newest.map(|(_, entry)| entry.day),
        score: score.map(|score| score.hundredths()),
        standing: newest.map(|_| mastery.max(Mastery::Practised).word().to_owned()),
    })
}

/// Folds a scenario anew and writes what comes out: how far it is practised, and what its mocks pull.
pub(in crate::engine) fn refold(store: &Store, item: ItemKey) -> Result<()> {
    store.set_practice(item, &fold(store, item)?)?;
    pulls::refold(store, item)
}

/// True when a mock was not taken back.
pub(super) fn stands(store: &Store, mock: i64) -> Result<bool> {
    Ok(match store.mock(mock)? {
        Some(entry) => store.is_live(entry.id)?,
        None => false,
    })
}
