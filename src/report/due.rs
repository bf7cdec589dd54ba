//! `drill due`: what waits today.

use serde_json::{Value, json};

use crate::model::DueNumbers;

/// One line for a prompt: nothing when nothing waits.
pub fn short(due: &DueNumbers) -> String {
    if due.planned == 0 { String::new() } else { format!("drill {}\n", due.planned) }
}

/// The numbers under their names.
pub fn text(due: &DueNumbers) -> String {
    let rows = [
        ("due", due.due, "cards and follow-ups whose day has come"),
        ("new", due.new, "new cards that today's limit still allows"),
        ("learning again", due.learning_again, "missed or just learned today, they come again"),
        ("mocks", due.mocks, "mock designs waiting"),
        ("stories", due.stories, "stories waiting"),
        ("extra", due.extra, "audits of your own ticks, corrected cards"),
        ("planned", due.planned, "what the next `drill` shows"),
    ];
    let mut text = format!("{}\n", due.day);
    for (name, count, meaning) in rows {
        text.push_str(&format!("{name:<15}{count:>6}  {meaning}\n"));
    }
    text
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
