//! The cards that a mock asks for, because a point was missed that rests on them.

use serde_json::{Value, json};

use crate::engine::Result;
use crate::mock::pulls::{Pull, pulls, wanted};
use crate::model::{Entry, ItemKey, Standing, What, mock::Attempt};
use crate::store::{PullRow, Store};

/// Where the detail of a mock keeps its pulls.
const PULLS: &str = "pulls";

/// The cards that a finished mock pulls.
pub(super) fn choose(store: &Store, attempt: &Attempt) -> Result<Vec<Pull>> {
    let (ids, titles) = wanted(attempt);
    let mut cards: Vec<Standing> = Vec::new();
    for id in ids {
        if let Some(item) = store.item_of_id(id.as_str())? {
            let mut card = store.item(item)?;
            // A card that was renamed since is known by the name the scenario has for it.
            card.card.id = id;
            cards.push(card);
        }
    }
    for topic in store.topics()? {
        if titles.iter().any(|title| topic.is_called(title)) {
            cards.extend(store.items_of_topic(topic.key)?);
        }
    }
    Ok(pulls(attempt, &cards))
}

/// Puts the pulls into the detail of a mock's entry.
pub(super) fn tell(store: &Store, detail: &mut Value, pulls: &[Pull]) -> Result<()> {
    let mut told = Vec::with_capacity(pulls.len());
    for pull in pulls {
        told.push(json!({ "card": store.item(pull.item)?.card.id.as_str(), "point": pull.point }));
    }
    detail[PULLS] = told.into();
    Ok(())
}

/// The cards that a mock pulled, as its entry tells.
fn told(store: &Store, entry: &Entry) -> Result<Vec<ItemKey>> {
    let What::Deed { detail, .. } = &entry.what else { return Ok(Vec::new()) };
    let mut items = Vec::new();
    for pull in detail[PULLS].as_array().into_iter().flatten() {
        if let Some(item) = pull["card"].as_str().map(|id| store.item_of_id(id)).transpose()?.flatten()
            && !items.contains(&item)
        {
            items.push(item);
        }
    }
    Ok(items)
}

/// Keeps the cards that a mock of a scenario pulled.
pub(super) fn keep(store: &Store, mock: i64, entry: &Entry) -> Result<()> {
    let day = entry.day;
    for (turn, item) in (0..).zip(told(store, entry)?) {
        store.add_pull(&PullRow { mock, turn, item, day, open: true })?;
        store.refold_pulls(item)?;
    }
    Ok(())
}

/// Folds the pulls of a scenario's mocks anew: those of mocks that stand.
pub(super) fn refold(store: &Store, scenario: ItemKey) -> Result<()> {
    store.forget_pulls_of(scenario)?;
    for (mock, entry) in store.mocks_of(scenario)? {
        keep(store, mock, &entry)?;
    }
    Ok(())
}

/// Folds the pulls of all mocks anew.
pub(in crate::engine) fn refold_all(store: &Store) -> Result<()> {
    for scenario in store.scenario_items()? {
        refold(store, scenario)?;
    }
    Ok(())
}

/// True when the pulls are what the log says: what `doctor` compares.
pub(in crate::engine) fn are_folded(store: &Store) -> Result<bool> {
    let mut expected: Vec<(i64, u32, ItemKey)> = Vec::new();
    for (mock, entry) in store.mocks()? {
        expected.extend((0..).zip(told(store, &entry)?).map(|(turn, item)| (mock, turn, item)));
    }
    expected.sort_unstable();
    let found = store.pulls()?;
    let same = found.iter().map(|(pull, _)| (pull.mock, pull.turn, pull.item)).eq(expected);
    Ok(same && found.iter().all(|(pull, open)| pull.open == *open))
}
