//! Actions: each is written with the memory and the box it leaves, in one transaction.

use serde_json::json;

use super::{Error, Result, Writer, fold, mint::entry};
use crate::model::{AnswerKind, BoxChange, Confidence, EntryId, Grade, ItemKey, Outcome, Standing, TodayAnswer, What};
use crate::schedule::outcomes;
use crate::session::is_let_go_after;
use crate::store::{LoggedAnswer, Store};

/// An action that was written.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its entry.
    pub entry: EntryId,
    /// What kind of answer it was.
    pub kind: AnswerKind,
    /// The item as it stands now.
    pub standing: Standing,
    /// What was answered today.
    pub today: Vec<TodayAnswer>,
    /// Boxes that changed with it.
    pub boxes: Vec<BoxChange>,
}

impl Writer<'_> {
    /// Writes a grade with the memory and the box it leaves.
    ///
    /// `decided_on` is the revision of the item that the user saw: if another process acted on the item since, nothing
    /// is written. None when the grade was decided without looking. Refused as well when the clock went back.
    pub fn grade(&self, item: ItemKey, grade: Grade, seconds: u32, decided_on: Option<i64>) -> Result<Recorded> {
        self.grade_with(item, grade, seconds, None, decided_on)
    }

    /// [`Writer::grade`], with how sure the user was before the answer was shown.
    pub fn grade_with(
        &self,
        item: ItemKey,
        grade: Grade,
        seconds: u32,
        confidence: Option<Confidence>,
        decided_on: Option<i64>,
    ) -> Result<Recorded> {
        self.store.transaction(|store| {
            let before = store.item(item)?;
            if decided_on.is_some_and(|revision| revision != before.revision) {
                return Err(Error::Overtaken(Box::new(before)));
            }
            self.answer(&before, What::Grade { item, grade, seconds, confidence }, (grade, seconds))
        })
    }

    /// Writes an entry that answers an item, with the memory and the box it leaves; in a transaction of the caller's.
    pub(super) fn answer(&self, before: &Standing, what: What, (grade, seconds): (Grade, u32)) -> Result<Recorded> {
        let (store, item) = (self.store, before.key);
        let outcome = outcomes(&before.memory, self.today)?[grade];
        let entry = entry(self, what)?;
        let key = store.append(&entry)?;
        let (id, at, day, counter) = (entry.id, entry.at, entry.day, entry.counter);
        let answer = LoggedAnswer { key, id, item, at, day, counter, grade, seconds };
        fold::take_in(store, &answer, &before.memory, &outcome)?;
        store.end_pulls(item)?;
        if grade < self.bar && is_let_go_after(store.failures_on(item, self.today, self.bar)?) {
            store.set_rewrite(item, true)?;
        }
        let boxes = self.after_answer(before, &outcome, grade, entry.id)?;
        let (standing, today) = (store.item(item)?, store.answers_on(self.today)?);
        Ok(Recorded { entry: id, kind: outcome.kind, standing, today, boxes })
    }

    fn after_answer(
        &self,
        before: &Standing,
        outcome: &Outcome,
        grade: Grade,
        cause: EntryId,
    ) -> Result<Vec<BoxChange>> {
        // Practice and repeats move neither counts nor boxes, and parked cards are in none.
        if outcome.kind != AnswerKind::Review || before.card.kind != crate::model::ItemKind::Card || before.parked {
            return Ok(Vec::new());
        }
        self.store.count_answer(before.topic_key, before.card.core, &before.memory, &outcome.memory)?;
        let topic = self.store.topic(before.topic_key)?;
        if !fold::is_on_basis(before.card.core, &topic.counts) {
            return Ok(Vec::new());
        }
        Ok(fold::judge(self, &topic, grade.passes(), cause)?.into_iter().collect())
    }

    /// Writes that a new card was looked at on both sides; refused when it was answered or learned meanwhile.
    pub fn learn(&self, item: ItemKey) -> Result<EntryId> {
        self.store.transaction(|store| {
            let standing = store.item(item)?;
            let today = store.answers_on(self.today)?;
            if standing.memory.seen.is_some() || today.iter().any(|answer| answer.item == item) {
                return Err(Error::Overtaken(Box::new(standing)));
            }
            self.act(item, What::Learn { item }, |store| Ok(store.bump(item)?))
        })
    }

    /// Sets an item aside, or takes it back; none if it was so already.
    pub fn suspend(&self, item: ItemKey, suspended: bool) -> Result<Option<EntryId>> {
        if self.store.item(item)?.suspended == suspended {
            return Ok(None);
        }
        self.act(item, What::Suspend { item, suspended }, |store| Ok(store.set_suspended(item, suspended)?)).map(Some)
    }

    /// Writes that a card was changed: the file, and its whole text before (none if there was no file) and after.
    ///
    /// The texts of a very large deck are not kept, and such an edit cannot be taken back.
    pub fn edited(&self, item: ItemKey, path: &std::path::Path, before: Option<&str>, after: &str) -> Result<EntryId> {
        const LARGE: usize = 1 << 20;
        let path = path.to_string_lossy();
        let detail = if after.len().max(before.map_or(0, str::len)) > LARGE {
            json!({ "path": path, "large": true })
        } else {
            json!({ "path": path, "before": before, "after": after })
        };
        self.act(item, What::Edit { item, detail }, |store| Ok(store.bump(item)?))
    }

    fn act(&self, item: ItemKey, what: What, change: impl FnOnce(&Store) -> Result<()>) -> Result<EntryId> {
        self.store.transaction(|store| {
            let entry = entry(self, what)?;
            store.append(&entry)?;
            change(store)?;
            debug_assert!(entry.what.item() == Some(item));
            Ok(entry.id)
        })
    }
}
