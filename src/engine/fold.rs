//! The folds: memories out of answers, boxes out of what the log says of them.

use super::{Result, Writer, mint::entry};
use crate::boxes::{self, Event, Verdict};
use crate::model::{
    AnswerKind, BoxChange, BoxState, BoxTurn, Counts, EntryId, Grade, ItemKey, Memory, TopicKey, TopicStanding, What,
};
use crate::schedule;
use crate::session::is_let_go_after;
use crate::store::{LoggedAnswer, Store};

/// Folds the answers of an item, oldest first: its memory, and the kind of each answer.
pub(super) fn memory(answers: &[LoggedAnswer]) -> (Memory, Vec<AnswerKind>) {
    let mut memory = Memory::NEW;
    let mut kinds = Vec::with_capacity(answers.len());
    for answer in answers {
        let outcome = schedule::answer(&memory, answer.grade, answer.day);
        memory = outcome.memory;
        kinds.push(outcome.kind);
    }
    (memory, kinds)
}

/// Folds an item anew from the log and writes what comes out: its memory, its cached answers, its marks.
pub(super) fn refold_item(store: &Store, item: ItemKey, bar: Grade) -> Result<()> {
    let answers = store.live_answers(item)?;
    let (memory, kinds) = memory(&answers);
    store.forget_answers(item)?;
    for (at, (answer, kind)) in answers.iter().zip(kinds).enumerate() {
        store.add_answer(answer, kind, at == 0)?;
    }
    store.set_memory(item, &memory)?;
    store.set_suspended(item, store.live_suspension(item)?)?;
    let failures = |last: &LoggedAnswer| answers.iter().filter(|it| it.day == last.day && it.grade < bar).count();
    store.set_rewrite(item, answers.last().is_some_and(|last| is_let_go_after(failures(last))))?;
    Ok(())
}

/// What the log says of a box, folded; only entries that still stand.
fn standing(store: &Store, topic: &TopicStanding) -> Result<boxes::Standing> {
    let mut events: Vec<((i32, u64, EntryId), Event)> = Vec::new();
    for entry in store.live_box_entries(topic.key)? {
        let event = match entry.what {
            What::Claim { ticked, .. } => Event::Hand { ticked },
            What::Earned { .. } => Event::Earned,
            What::Lost { .. } => Event::Lost,
            _ => continue,
        };
        events.push(((entry.day.number(), entry.counter, entry.id), event));
    }
    for (item, passed, answer) in store.basis_reviews(topic.key)? {
        events.push(((answer.day.number(), answer.counter, answer.id), Event::Answer { item, passed }));
    }
    events.sort_by_key(|(order, _)| *order);
    Ok(boxes::fold(events.into_iter().map(|(_, event)| event), topic.counts.basis))
}

/// Folds a box from the log without writing: what `doctor` compares.
pub(super) fn folded_box(store: &Store, topic: &TopicStanding) -> Result<(BoxState, bool)> {
    let standing = standing(store, topic)?;
    Ok((standing.state, standing.opened))
}

/// After one counted answer to a card of a topic's basis: the entry its box needs, written, and what changed.
///
/// Only a box that was claimed, or opened by hand, needs its history; the others are decided by the counts.
pub(super) fn judge(
    writer: &Writer<'_>,
    topic: &TopicStanding,
    passed: bool,
    cause: EntryId,
) -> Result<Option<BoxChange>> {
    let quick = topic.state != BoxState::Claimed && !topic.opened;
    let standing = if quick {
        let failed = topic.state == BoxState::Earned && !passed;
        boxes::Standing { state: topic.state, failed, ..boxes::Standing::default() }
    } else {
        standing(writer.store, topic)?
    };
    settle(writer, topic, &standing, cause)
}

/// Folds a box anew from the log, adds the entry it needs, if any, and says what changed against what stood there.
pub(super) fn refold_box(writer: &Writer<'_>, key: TopicKey) -> Result<Option<BoxChange>> {
    let store = writer.store;
    store.recount(key)?;
    let before = store.topic(key)?;
    let standing = standing(store, &before)?;
    store.set_box(key, standing.state, standing.opened)?;
    let topic = TopicStanding { state: standing.state, opened: standing.opened, ..before.clone() };
    let cause = store.basis_reviews(key)?.last().map(|(_, _, answer)| answer.id);
    let settled = match cause {
        Some(cause) => settle(writer, &topic, &standing, cause)?,
        None => None,
    };
    if settled.is_some() {
        return Ok(settled);
    }
    let turn = match (before.state.is_ticked(), standing.state.is_ticked()) {
        (false, true) => BoxTurn::Restored,
        (true, false) => BoxTurn::Reopened,
        _ => return Ok(None),
    };
    Ok(Some(change(&before, turn)))
}

fn settle(
    writer: &Writer<'_>,
    topic: &TopicStanding,
    standing: &boxes::Standing,
    cause: EntryId,
) -> Result<Option<BoxChange>> {
    let Some(verdict) = boxes::verdict(standing, &topic.counts) else { return Ok(None) };
    let store = writer.store;
    let (what, state) = match verdict {
        Verdict::Earned => (What::Earned { topic: topic.key, cause }, BoxState::Earned),
        Verdict::Lost => (What::Lost { topic: topic.key, cause }, BoxState::Open),
    };
    store.append(&entry(writer, what)?)?;
    store.set_box(topic.key, state, false)?;
    let turn = match verdict {
        Verdict::Earned => BoxTurn::Earned,
        Verdict::Lost if topic.state == BoxState::Claimed => BoxTurn::Refuted,
        Verdict::Lost => BoxTurn::Lost,
    };
    Ok(Some(change(topic, turn)))
}

fn change(topic: &TopicStanding, turn: BoxTurn) -> BoxChange {
    BoxChange { section: topic.section.clone(), topic: topic.title.clone(), turn }
}

/// Whether a card bears on the box of its topic.
pub(super) fn is_on_basis(core: bool, counts: &Counts) -> bool {
    core || counts.core == 0
}
