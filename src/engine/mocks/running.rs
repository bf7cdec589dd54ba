//! The one mock that runs in a home: saved as it comes, held by a lock, finished in one transaction.

use std::fs::{File, OpenOptions, TryLockError};

use super::{practice, pulls};
use crate::engine::{Error, Home, Result, Writer, fold, mint::entry};
use crate::model::{
    Day, Deed, EntryId, ItemKey, Moment, Standing, What,
    mock::{Attempt, State},
};
use crate::plan::mocks::waits_from;
use crate::schedule::outcomes;
use crate::store::{LoggedAnswer, Practice, RunningMock};

/// The file whose lock says that a mock is under way. The system frees it when its process ends, however it ends.
const LOCK: &str = "mock.lock";

/// The right to run a mock in a home; given back when it is dropped.
#[derive(Debug)]
pub struct Seat(#[allow(dead_code, reason = "held for its lock")] File);

/// The mock that was begun and not finished.
#[derive(Clone, Debug)]
pub struct Running {
    /// Its scenario.
    pub item: ItemKey,
    /// How it stands.
    pub state: State,
}

/// What a finished mock did.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Its entry.
    pub entry: EntryId,
    /// The scenario as it stands now.
    pub standing: Standing,
    /// What its mocks come to.
    pub practice: Practice,
    /// The cards that it pulls, in their order.
    pub pulls: Vec<Standing>,
    /// The day from which the scenario is offered again.
    pub again: Option<Day>,
}

impl Home {
    /// Takes the seat; none while another process has it.
    pub fn take_seat(&self) -> Result<Option<Seat>> {
        let path = self.paths.root.join(LOCK);
        let failed = |source| Error::Io { verb: "open", path: path.clone(), source };
        let file = OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Seat(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            // A disk that knows no locks cannot tell; one mock after the other is still safe there.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(Some(Seat(file))),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    /// The mock that was begun and not finished.
    pub fn running_mock(&self) -> Result<Option<Running>> {
        let Some(running) = self.store.running_mock()? else { return Ok(None) };
        let state = serde_json::from_str(&running.state).ok().and_then(|value| State::from_value(&value).ok());
        let Some(state) = state else {
            return Err(Error::Refused(
                "the mock that was put aside was written by another version of drill".to_owned(),
            ));
        };
        Ok(Some(Running { item: running.item, state }))
    }

    /// Keeps the mock that runs as it stands: on disk when this returns.
    pub fn save_mock(&self, item: ItemKey, state: &State, now: Moment) -> Result<()> {
        let mock = RunningMock { item, at: now.wall.to_utc(), state: state.to_value().to_string() };
        Ok(self.store.transaction(|store| store.save_running_mock(&mock))?)
    }

    /// Forgets the mock that was put aside.
    pub fn drop_mock(&self) -> Result<()> {
        Ok(self.store.transaction(|store| store.forget_running_mock())?)
    }
}

impl Writer<'_> {
    /// Writes a finished mock: its entry, the memory it leaves, the cards it pulls, how far its scenario is practised.
    ///
    /// Refused, with nothing written, when the clock went back or the mock was finished elsewhere.
    pub fn finish_mock(&self, item: ItemKey, attempt: &Attempt) -> Result<Finished> {
        self.store.transaction(|store| {
            if store.running_mock()?.is_none_or(|running| running.item != item) {
                return Err(Error::Refused("this mock was finished or dropped by another drill".to_owned()));
            }
            let before = store.item(item)?;
            let chosen = pulls::choose(store, attempt)?;
            let mut detail = attempt.to_value();
            pulls::tell(store, &mut detail, &chosen)?;
            let (grade, seconds) = (attempt.grade, attempt.seconds());
            let entry = entry(self, What::Deed { deed: Deed::Mock, item: Some(item), grade, seconds, detail })?;
            let key = store.append(&entry)?;
            if let Some(grade) = grade {
                let outcome = outcomes(&before.memory, self.today)?[grade];
                let answer = LoggedAnswer {
                    key,
                    id: entry.id,
                    item,
                    at: entry.at,
                    day: entry.day,
                    counter: entry.counter,
                    grade,
                    seconds,
                };
                fold::take_in(store, &answer, &before.memory, &outcome)?;
            } else {
                store.bump(item)?;
            }
            pulls::keep(store, key, &entry)?;
            let practice = practice::fold(store, item)?;
            store.set_practice(item, &practice)?;
            store.forget_running_mock()?;
            let pulled = chosen.iter().map(|pull| store.item(pull.item)).collect::<std::result::Result<Vec<_>, _>>()?;
            let standing = store.item(item)?;
            let again = waits_from(practice.day, &standing.memory);
            Ok(Finished { entry: entry.id, standing, practice, pulls: pulled, again })
        })
    }
}
