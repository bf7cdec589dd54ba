//! `drill due`: what waits today.

use serde_json::{Value, json};

use super::table::{Set, set};
use crate::model::DueNumbers;

/// One line for a prompt: nothing when nothing waits.
pub fn short(due: &DueNumbers) -> String {
    if due.planned == 0 { String::new() } else { format!("drill {}\n", due.planned) }
}

/// The numbers under their names, no line wider than `width`.
pub fn text(due: &DueNumbers, width: usize) -> String {
    let rows = [
        ("due", due.due, "cards and follow-ups whose day has come"),
        ("new", due.new, "new cards that today's limit still allows"),
        ("learning again", due.learning_again, "missed or just learned today, they come again"),
        ("mocks", due.mocks, "mock designs waiting"),
        ("stories", due.stories, "stories waiting"),
        ("extra", due.extra, "asked for by mocks, an audit, corrected cards, a sweep"),
        ("planned", due.planned, "what the next `drill` shows"),
    ];
    let rows =
        rows.map(|(name, count, meaning)| vec![format!("{name:<15}"), format!("{count:>4}"), meaning.to_owned()]);
    format!("{}\n{}", due.day, set(&[Set::Left, Set::Right, Set::Cut], &rows, width))
}

/// The pinned document.
pub fn json(due: &DueNumbers) -> Value {
    json!({
        "day": due.day.to_string(),
        "due": due.due,
        "new": due.new,
        "learning_again": due.learning_again,
        "mocks": due.mocks,
        "stories": due.stories,
        "extra": due.extra,
        "planned": due.planned,
    })
}
