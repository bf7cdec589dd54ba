//! What the user's own hand changed in the file.

use super::{Choice, HandChange, lines::Lines, mark::remember};
use crate::config::Config;
use crate::engine::Result;
use crate::store::{LineRow, Store};
use crate::tracker::file::Snapshot;

/// What the user's own hand changed since the last sync.
///
/// A box that equals drill's intention is none, and neither is one that still stands as it was last seen: that one
/// waits to be written. The first sight of a ticked line is a claim, not a change that may be a restored file.
pub(super) fn hand_changes(store: &Store, lines: &Lines, choice: Choice) -> Result<Vec<HandChange>> {
    let mut changes: Vec<HandChange> = Vec::new();
    for (line, key) in lines.joined() {
        let intended = store.topic(key)?.state.is_ticked();
        let seen: Vec<bool> = lines.past.iter().filter(|past| past.topic == key).map(|past| past.ticked).collect();
        let by_hand = match seen[..] {
            // A tick that drill had earned for a line that stood here and is gone says nothing of the new one.
            [] => line.ticked && !lines.stands_on_an_earned(store, line)?,
            _ => choice != Choice::Mine && !seen.contains(&line.ticked),
        };
        if by_hand && line.ticked != intended && !changes.iter().any(|change| change.topic == key) {
            let (title, ticked) = (line.title.clone(), line.ticked);
            changes.push(HandChange { line: line.line, title, ticked, topic: key, first_sight: seen.is_empty() });
        }
    }
    Ok(changes)
}

/// Keeps the lines as they were read; their boxes as the file has them.
pub(super) fn keep(store: &Store, lines: &Lines, snapshot: &Snapshot, config: &Config) -> Result<()> {
    let rows: Vec<LineRow> = lines
        .joined()
        .enumerate()
        .map(|(place, (line, topic))| LineRow {
            place: i64::try_from(place).unwrap_or(i64::MAX),
            line: line.line,
            section: line.section.clone(),
            text: line.text.clone(),
            topic,
            ticked: line.ticked,
        })
        .collect();
    if rows != lines.past {
        store.set_lines(&rows)?;
    }
    remember(store, snapshot, config)
}
