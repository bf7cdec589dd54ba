//! Texts and signals that the user writes in drill, and the way back.

use serde_json::{Map, Value, json};

use super::{Story, read::settle};
use crate::engine::{Error, Home, Result, Writer, mint::entry};
use crate::model::{Deed, Entry, EntryId, ItemKey, Moment, Part, Signal, Texts, What};
use crate::store::{PartRow, Store};
use crate::story::Clash;
use crate::tracker::parts::{is_unfilled, settled};

/// How a text was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// By itself: what the user's own hand wrote in the file is not written over.
    Blind,
    /// By itself, and it shall hold whatever stands there.
    Over,
    /// In an editor that showed these texts.
    Seeing(Texts),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Nothing was different.
    Same,
    /// It is in the log, and waits for the file.
    Done(EntryId),
    /// It would write over the user's own words in the file: nothing was changed.
    Refused(Vec<Clash>),
    /// It is in the log, but the file was changed meanwhile: both are kept.
    Clashing(Vec<Clash>),
}

impl Home {
    /// Writes parts of a story; the file follows at the next sync.
    pub fn write_story(
        &self,
        story: &Story,
        changes: &[(Part, String)],
        asked: &Asked,
        now: Moment,
    ) -> Result<Written> {
        let writer = self.writer(now, self.day(now));
        self.store.transaction(|store| {
            let rows = store.story_parts(story.row.item)?;
            let changes: Vec<(&PartRow, String)> =
                changes.iter().map(|(part, text)| (&rows[part.place()], said(text))).collect();
            let refused: Vec<Clash> = changes
                .iter()
                .filter(|(row, text)| *asked == Asked::Blind && is_hands(row) && row.text != *text)
                .map(|(row, text)| clash(row, text))
                .collect();
            if !refused.is_empty() {
                return Ok(Written::Refused(refused));
            }
            let (mut moved, mut clashing) = (Map::new(), Vec::new());
            for (row, text) in changes {
                let after = changed(row, &text, asked);
                if after == *row {
                    continue;
                }
                if after.theirs.is_some() {
                    clashing.push(clash(&after, &text));
                }
                if after.text != row.text {
                    moved.insert(row.part.word().to_owned(), json!({ "was": row.text, "is": after.text }));
                }
                store.put_story_part(story.row.item, &after)?;
            }
            if moved.is_empty() {
                return Ok(Written::Same);
            }
            let id = deed(&writer, story, json!({ "title": story.row.heading, "parts": moved }))?;
            Ok(if clashing.is_empty() { Written::Done(id) } else { Written::Clashing(clashing) })
        })
    }

    /// Names the signals that a story is heard as; none goes back to those of its kind.
    pub fn set_story_signals(
        &self,
        story: &Story,
        signals: Option<Vec<Signal>>,
        now: Moment,
    ) -> Result<Option<EntryId>> {
        let writer = self.writer(now, self.day(now));
        self.store.transaction(|store| {
            let Some(mut row) = store.story(story.row.item)? else { return Ok(None) };
            if row.signals == signals {
                return Ok(None);
            }
            let detail = json!({
                "title": row.heading,
                "signals": { "was": words(row.signals.as_deref()), "is": words(signals.as_deref()) },
            });
            row.signals = signals;
            store.put_story(&row)?;
            deed(&writer, story, detail).map(Some)
        })
    }

    /// Decides the parts that were changed on both sides: drill's words, or those of the file.
    pub fn decide_story(&self, story: &Story, mine: bool, now: Moment) -> Result<usize> {
        let writer = self.writer(now, self.day(now));
        self.store.transaction(|store| {
            let mut moved = Map::new();
            let mut decided = 0;
            for row in store.story_parts(story.row.item)? {
                let Some(theirs) = row.theirs.clone() else { continue };
                decided += 1;
                let text = if mine { row.text.clone() } else { theirs.clone() };
                if text != row.text {
                    moved.insert(row.part.word().to_owned(), json!({ "was": row.text, "is": text }));
                }
                let after = PartRow { text, file: Some(theirs), theirs: None, own: false, part: row.part };
                store.put_story_part(story.row.item, &after)?;
            }
            if !moved.is_empty() {
                deed(&writer, story, json!({ "title": story.row.heading, "parts": moved }))?;
            }
            Ok(decided)
        })
    }
}

/// What a text says; one that reads as a field still to be filled (`...`, `[what you did]`) says nothing, as in the file.
fn said(text: &str) -> String {
    let text = settled(text);
    if is_unfilled(&text) { String::new() } else { text }
}

/// What the file says was written by the user's own hand.
fn is_hands(row: &PartRow) -> bool {
    !row.own && row.file.as_ref().is_some_and(|file| !file.is_empty())
}

fn clash(row: &PartRow, mine: &str) -> Clash {
    let file = row.theirs.as_ref().or(row.file.as_ref());
    Clash { part: row.part, mine: mine.to_owned(), theirs: file.cloned().unwrap_or_default() }
}

/// A part after a text was given for it.
fn changed(row: &PartRow, text: &str, asked: &Asked) -> PartRow {
    let same = |own: &str| own == text;
    let known = row.theirs.as_deref().or(row.file.as_deref());
    match asked {
        // It was not changed in the editor: whatever was read meanwhile holds.
        Asked::Seeing(shown) if same(shown.get(row.part)) => row.clone(),
        Asked::Seeing(shown) if row.theirs.is_none() && row.text != shown.get(row.part) && !same(&row.text) => {
            PartRow {
                text: text.to_owned(),
                file: Some(shown.get(row.part).to_owned()),
                theirs: Some(row.text.clone()),
                own: false,
                part: row.part,
            }
        }
        Asked::Over => PartRow { text: text.to_owned(), file: known.map(str::to_owned), theirs: None, ..row.clone() },
        // What both sides say at last is settled.
        _ if row.theirs.as_deref().is_some_and(same) => {
            PartRow { text: text.to_owned(), file: row.theirs.clone(), theirs: None, ..row.clone() }
        }
        _ => PartRow { text: text.to_owned(), ..row.clone() },
    }
}

fn deed(writer: &Writer<'_>, story: &Story, detail: Value) -> Result<EntryId> {
    let item = story.row.item;
    let what = What::Deed { deed: Deed::Story, item: Some(item), grade: None, seconds: 0, detail };
    let entry = entry(writer, what)?;
    writer.store.append(&entry)?;
    settle(writer, item)?;
    writer.store.bump(item)?;
    Ok(entry.id)
}

fn words(signals: Option<&[Signal]>) -> Value {
    signals.map_or(Value::Null, |all| all.iter().map(|signal| signal.word()).collect())
}

/// Takes the texts of an entry back, or brings them back; the parts that were changed since stay, and are named.
pub(in crate::engine) fn swap(writer: &Writer<'_>, action: &Entry, from: &str, to: &str) -> Result<Vec<Part>> {
    let What::Deed { deed: Deed::Story, item: Some(item), detail, .. } = &action.what else { return Ok(Vec::new()) };
    let store = writer.store;
    let mut kept = Vec::new();
    for row in store.story_parts(*item)? {
        let moved = &detail["parts"][row.part.word()];
        let (Some(from), Some(to)) = (moved[from].as_str(), moved[to].as_str()) else { continue };
        if row.text == from {
            store.put_story_part(*item, &PartRow { text: to.to_owned(), ..row })?;
        } else {
            kept.push(row.part);
        }
    }
    swap_signals(store, *item, &detail["signals"], (from, to))?;
    settle(writer, *item)?;
    Ok(kept)
}

fn swap_signals(store: &Store, item: ItemKey, moved: &Value, (from, to): (&str, &str)) -> Result<(), Error> {
    let Some(mut row) = store.story(item)?.filter(|_| moved.is_object()) else { return Ok(()) };
    if words(row.signals.as_deref()) == moved[from] {
        let word = |it: &Value| it.as_str().and_then(Signal::from_word);
        row.signals = moved[to].as_array().map(|all| all.iter().filter_map(word).collect());
        store.put_story(&row)?;
    }
    Ok(())
}
