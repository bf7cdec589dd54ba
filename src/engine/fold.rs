//! The folds: memories out of answers, boxes out of what the log says of them.

use super::{Result, Writer, mint::entry};
use crate::boxes::{self, Event, Verdict};
use crate::model::{
    AnswerKind, BoxChange, BoxState, BoxTurn, Counts, Day, EntryId, Grade, ItemKey, Memory, Outcome, TopicKey,
    TopicStanding, Trace, What,
};
use crate::schedule::{self, fsrs};
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

/// Folds the answers of an item, oldest first: its trace, and what was predicted before each of them.
pub(super) fn traced(answers: &[LoggedAnswer]) -> (Option<Trace>, Vec<Option<u32>>) {
    let mut trace = None;
    let mut said = Vec::with_capacity(answers.len());
    for answer in answers {
        said.push(prediction(trace.as_ref(), answer.day));
        trace = Some(fsrs::after(trace, answer.grade, answer.day));
    }
    (trace, said)
}

/// The chance of recall on a day in ten-thousandths; none where it is no forecast: a first answer, or one more that day.
fn prediction(trace: Option<&Trace>, day: Day) -> Option<u32> {
    let trace = trace.filter(|trace| trace.last < day)?;
    Some((fsrs::recall(trace, day) * 10_000.0).round() as u32)
}

/// Takes in one answer more: into the cache, with what was predicted for it, and into the memory and the trace.
pub(super) fn take_in(store: &Store, answer: &LoggedAnswer, before: &Memory, outcome: &Outcome) -> Result<()> {
    let trace = store.trace(answer.item)?;
    store.add_answer(answer, outcome.kind, before.seen.is_none(), prediction(trace.as_ref(), answer.day))?;
    let after = fsrs::after(trace, answer.grade, answer.day);
    Ok(store.set_memory(answer.item, &outcome.memory, Some(&after))?)
}

/// Gives a trace to items that were answered before traces were kept.
pub(super) fn trace_all(store: &Store) -> Result<()> {
    if store.is_traced()? {
        return Ok(());
    }
    store.transaction(|store| {
        for item in store.untraced()? {
            let answers: Vec<LoggedAnswer> = store.answers_of(item)?.into_iter().map(|(answer, _)| answer).collect();
            let (trace, said) = traced(&answers);
            for (answer, said) in answers.iter().zip(said) {
                said.map(|said| store.set_said(answer.key, said)).transpose()?;
            }
            store.set_trace(item, trace.as_ref())?;
        }
        Ok(())
    })
}

/// Two folds of the same answers, on machines whose mathematics may differ in the last digits.
pub(super) fn is_same_trace(one: Option<&Trace>, other: Option<&Trace>) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(1.0);
    match (one, other) {
        (Some(one), Some(other)) => {
            near(one.stability, other.stability) && near(one.difficulty, other.difficulty) && one.last == other.last
        }
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Folds an item anew from the log and writes what comes out: its memory, its cached answers, its marks.
pub(super) fn refold_item(store: &Store, item: ItemKey, bar: Grade) -> Result<()> {
    let answers = store.live_answers(item)?;
    let (memory, kinds) = memory(&answers);
    let (trace, said) = traced(&answers);
    store.forget_answers(item)?;
    for (at, ((answer, kind), said)) in answers.iter().zip(kinds).zip(said).enumerate() {
        store.add_answer(answer, kind, at == 0, said)?;
    }
    store.set_memory(item, &memory, trace.as_ref())?;
    store.refold_pulls(item)?;
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
